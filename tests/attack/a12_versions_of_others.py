"""Somebody who may read no cases says `if_version` of a case or person in a command of his own, and is told how many events it has."""


def attack(sf, folder):
    found = []
    with sf.Register.create(folder / "r.safar", office="BKO", programme="ML-JI", keys=folder / "office.key") as register:
        with register.session("c.1", "intake_clerk", "casework") as s:
            made = s.execute({"v": 1, "command": "apply", "persons": [{"given_name": "Awa"}, {"given_name": "Binta"}]})
            other = s.execute({"v": 1, "command": "apply", "persons": [{"given_name": "Fatou"}]})
        with register.session("p.1", "counsellor", "casework") as s:
            s.execute({"v": 1, "command": "protect", "case": made.case, "person_id": made.made["persons"][1], "measure": "x"})
        ids = {"case": made.case, "person": made.made["persons"][0], "protected person": made.made["persons"][1], "nobody": "f" * 32}
        commands = (("system_administrator", "casework", {"command": "adopt", "kind": "setting", "name": "min_cell", "document": '{"min_cell":"9"}'}),
                    ("project_officer", "portfolio", {"command": "create_project", "ref": "P1", "title": "A"}),
                    ("movement_officer", "casework", {"command": "transit", "case": other.case, "place": "X"}),
                    ("programme_manager", "casework", {"command": "suspend", "reason": {"code": "other"}, "site": "nowhere"}))  # fmt: skip
        for role, purpose, command in commands:
            with register.session("x.1", role, purpose) as s:
                for way in ("check", "execute", "many", "each"):
                    said = set()
                    for name, id in ids.items():
                        asked = {"v": 1, **command, "if_version": {id: 77}}
                        said.add(answer(sf, s, way, asked).replace(id, "ID"))
                    if len(said) > 1:
                        found.append(f"{role} by {way} of {command['command']} tells them apart: {sorted(said)}")
    return found


def answer(sf, s, way, asked):
    try:
        if way in ("check", "execute"):
            return getattr(s, way)(asked).json()
        rows = (s.execute_many if way == "many" else s.execute_each)([asked])
        return "; ".join(str(row.get("error") or row.get("message")) if isinstance(row, dict) else str(row) for row in (rows.to_dicts() if hasattr(rows, "to_dicts") else rows))
    except sf.SafarError as error:
        return f"{error.name} {error.reason} {error}"


UNMENDED = [("src/register/execute.cpp", "      if (others) continue;\n", "      if (others && about.size() > 99) continue;\n"),
            ("src/register/execute.cpp", '      return fail(ErrorCode::refused, "This command does not change what if_version names."', '      if (about.size() > 99) return fail(ErrorCode::refused, "This command does not change what if_version names."')]
