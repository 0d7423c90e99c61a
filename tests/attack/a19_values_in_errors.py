"""Errors go into logs and to help desks: somebody reads there what a clerk wrote into the wrong member."""

import json

NAME = "Traor\u00e9 Zzmariam"
ID = "0c000000000000000000000000000001"


def attack(sf, folder):
    found = []

    def look(where, text):
        if "Zzmariam" in text or "zzmariam" in text.lower():
            found.append(f"{where}: {text[:160]}")

    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"), programme="ML-JI") as register:
        with register.session("fatou.d", "intake_clerk", "casework") as s:
            commands = [{"v": 1, "command": name} for name in (c["name"] for c in members(sf.describe("commands")))]
            for command in commands:
                schema = sf.describe("schema:" + command["command"])
                for name in schema.get("properties", {}):
                    for value in (NAME, [NAME], {NAME: NAME}, {"absent": NAME}, {"en": [NAME]}, 9007199254740993):
                        text = json.dumps({**command, name: value})
                        for call in (s.execute, s.check):
                            try:
                                call(text)
                            except sf.SafarError as e:
                                look(f"{command['command']}.{name}", json.dumps(e.json(), ensure_ascii=False) + str(e))
                for extra in (NAME, "Zzmariam", NAME + "\n" + NAME):
                    try:
                        s.execute(json.dumps({**command, extra: 1}))
                    except sf.SafarError as e:
                        look(command["command"], json.dumps(e.json(), ensure_ascii=False) + str(e))
            for member in ("nationality", "sex", "birth", "family_name", NAME):
                text = json.dumps({"v": 1, "command": "apply", "site": "S", "persons": [{member: NAME}]}) if member != "family_name" else json.dumps({"v": 1, "command": "apply", "persons": [{member: [NAME]}]})
                try:
                    s.execute(text)
                except sf.SafarError as e:
                    look(member, json.dumps(e.json(), ensure_ascii=False) + str(e))
            for make in (lambda: sf.Migrant(nationality=NAME), lambda: sf.Migrant(sex=NAME), lambda: sf.Migrant(**{NAME: 1}), lambda: sf.Apply(site=NAME, persons=[{"sex": NAME}])):
                try:
                    s.execute(sf.Apply(site="S", persons=[make()]))
                except sf.SafarError as e:
                    look("a record", json.dumps(e.json(), ensure_ascii=False) + str(e))
            for ask in (["nationality", "=", NAME], ["journey", "=", NAME], ["applied_on", "=", NAME], [NAME, "=", "x"], ["number", NAME, "x"]):
                try:
                    s.query({"from": "cases", "where": [ask]}).to_dicts()
                except sf.SafarError as e:
                    look("a query", json.dumps(e.json(), ensure_ascii=False) + str(e))
            for rows in (f"given_name,nationality,sex,birth\nA,{NAME},{NAME},{NAME}\n", f"{NAME},{NAME},1994\n{NAME},{NAME},1994\n", f"{NAME},1994,GIN\nB,1994,GIN\n"):
                (folder / "in.csv").write_text(rows, encoding="utf-8")
                try:
                    report = s.intake(folder / "in.csv")
                    for issue in report.issues:
                        look("an issue", " ".join(v for k, v in issue.items() if k != "column"))
                except sf.SafarError as e:
                    look("a file", json.dumps(e.json(), ensure_ascii=False) + str(e))
    return found


def members(found):
    return found if isinstance(found, list) else found["commands"]


UNMENDED = [("src/base/json_read.cpp", '"not a valid " + std::string(t.name), typed', '"not a valid " + *a.text, typed')]
