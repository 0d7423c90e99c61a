"""Somebody who is told figures only asks the same thing of two views, and takes from one what the other withholds."""


def attack(sf, folder):
    found = []
    sites = {"S-A": (2, 2), "S-B": (6, 20), "S-C": (10, 11), "S-D": (14, 30), "S-E": (3, 9), "S-F": (6, 6)}
    with sf.Register.create(folder / "r.safar", office="BKO", keys=folder / "office.key") as register:
        with register.session("c.1", "intake_clerk", "casework") as s:
            for site, (cases, persons) in sites.items():
                for i in range(cases):
                    n = persons // cases + (i < persons % cases)
                    s.execute({"v": 1, "command": "apply", "site": site, "persons": [{"given_name": "Awa", "sex": "female" if (i + k) % 3 else "male", "nationality": "GIN"} for k in range(n)]})
        with register.session("a.1", "data_analyst", "statistics") as s:
            for measure in ("cases", "persons"):
                for columns in (["site"], ["site", "sex"], ["site", "nationality"]):
                    told = {}
                    for view in ("counts", "cases", "persons"):
                        try:
                            rows = s.query({"v": 1, "from": view, "group": columns}).frame().to_dicts()
                        except sf.SafarError:
                            continue
                        for row in rows:
                            key = tuple(row[c] for c in columns)
                            if isinstance(row.get(measure), int) and not (view == "cases" and measure == "persons"):
                                told.setdefault(key, set()).add(row[measure])
                    found += [f"{measure} by {columns} of {key} are told as {values}" for key, values in told.items() if len(values) > 1]
                    every = set(told)
                    if columns != ["site"]:
                        continue
                    rest = [site for site in sites if (site,) not in every]
                    if len(rest) == 1:
                        found.append(f"{measure} of {rest[0]} are the total less the others")
    return found


UNMENDED = [("src/register/figures.cpp", "return std::tie(cells[a].cases, a) < std::tie(cells[b].cases, b);", "return std::tie(cells[a].persons, a) < std::tie(cells[b].persons, b);")]
