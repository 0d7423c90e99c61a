"""An intake clerk says one very long text, through each front: afterwards nobody can read the register."""


def attack(sf, folder):
    found = []
    for i, size in enumerate([70_000, 1_100_000, 16_776_900]):
        with sf.Register.create(folder / f"{i}.safar", office="BKO", keys=sf.keys.file(folder / f"{i}.key")) as register:
            with register.session("c", "intake_clerk") as s:
                long = "x" * size
                ways = {
                    "a fact": lambda: s.execute(sf.Apply(ref=long, persons=[{}])),
                    "JSON": lambda: s.execute({"command": "apply", "ref": long, "persons": [{}]}),
                    "many": lambda: s.execute_each([{"command": "apply", "ref": long, "persons": [{}]}])[0].receipt.case,
                    "a name": lambda: s.execute(sf.Apply(persons=[{"given_name": long}])),
                    "a site": lambda: s.execute(sf.Apply(site="x" * 2000, persons=[{}])),
                    "many texts": lambda: s.execute(sf.Apply(persons=[{"given_name": "x" * 60_000} for _ in range(20)])),
                    "many persons": lambda: s.execute(sf.Apply(persons=[{} for _ in range(size // 10)])),
                }
                for what, way in ways.items():
                    try:
                        way()
                        found.append(f"{what} of {size} is taken")
                    except (sf.SafarError, AttributeError):
                        pass
                s.execute(sf.Apply(ref="y" * 65_536, persons=[{"given_name": "z" * 65_536}]))
            with register.session("m", "programme_manager") as s:
                for view in ("cases", "persons", "events", "changes", "counts"):
                    try:
                        s.query(view).frame().json()
                    except sf.SafarError as e:
                        found.append(f"{view} cannot be read: {e}")
                if not s.verify():
                    found.append("verify says it is not intact")
    return found


UNMENDED = [("src/base/limits.cpp", "  if (m.value(type, fact, Shelf::open, 0)) return {};", "  if (m.value(type, fact, Shelf::open, 0) || true) return {};")]
