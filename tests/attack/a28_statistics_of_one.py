"""An analyst, for statistics, asks for rows, ids, moments and cells of one person, in every view and by every column."""

import itertools
import json

PEOPLE = [("GIN", "female", "1994"), ("GIN", "male", "1999"), ("SEN", "male", "1990"), ("MLI", "female", "2001"), ("GMB", "male", "1988")]
READERS = [("data_analyst", "statistics"), ("data_analyst", "casework"), ("counsellor", "statistics"), ("system_administrator", "casework"),
           ("auditor", "audit"), ("auditor", "statistics")]  # fmt: skip


def _register(sf, folder):
    register = sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key"))
    made = []
    with register.session("c", "intake_clerk") as s:
        for nationality, sex, birth in PEOPLE:
            made.append(s.execute(sf.Apply(site="ML-GAO-1", ref=f"ref-{nationality}-{sex}", persons=[sf.Migrant(nationality=nationality, sex=sex, birth=birth)])))
        for _ in range(8):
            made.append(s.execute(sf.Apply(site="ML-BKO-1", persons=[sf.Migrant(nationality="GIN", sex="male", birth="1990")])))
    return register, made


def _small(answer):
    """Counts below 5 that were told, whatever they are called."""
    return [row for row in answer["rows"] if any(isinstance(row.get(n), int) and not isinstance(row.get(n), bool) and row[n] < 5 for n in ("cases", "persons", "n"))]


def attack(sf, folder):
    register, made = _register(sf, folder)
    found = []
    ids = {m.case for m in made} | {p for m in made for p in m.made["persons"]} | {m.number for m in made}
    for role, purpose in READERS:
        with register.session("x", role, purpose) as s:
            views = {v["name"]: [c["name"] for c in v.get("columns", v.get("fields", []))] for v in json.loads(sf.dumps(sf.describe("views")))["views"]} \
                if isinstance(sf.describe("views"), dict) else {v["name"]: [c["name"] for c in v.get("columns", v.get("fields", []))] for v in sf.describe("views")}

            def ask(question):
                try:
                    return json.loads(s.query({"v": 1, **question}).frame().json())
                except sf.SafarError:
                    return None

            audit = ("events", "changes") if (role, purpose) == ("auditor", "audit") else ()
            for view, columns in views.items():
                answer = ask({"from": view})
                if answer and view not in audit and view != "counts":
                    text = json.dumps(answer)
                    found += [f"{role}:{purpose} reads {what} in {view}" for what in ids if what and what in text][:1]
                if view not in ("counts", "cases", "persons"):
                    continue
                for column in columns or ["case", "number", "ref", "opened", "nationality"]:
                    answer = ask({"from": view, "group": [column]})
                    if not answer:
                        continue
                    text = json.dumps(answer)
                    found += [f"{role}:{purpose} groups {view} by {column}: {what}" for what in ids if what and what in text][:1]
                    found += [f"{role}:{purpose} groups {view} by {column}: {row}" for row in _small(answer)][:1]
                    if any("T" in str(v) and str(v).endswith("Z") for row in answer["rows"] for v in row.values()):
                        found.append(f"{role}:{purpose} groups {view} by a moment, {column}")
            for a, b in itertools.combinations(["nationality", "sex", "age_band", "site", "journey", "applied_on"], 2):
                if answer := ask({"from": "counts", "group": [a, b]}):
                    found += [f"{role}:{purpose} {a} x {b}: {row}" for row in _small(answer)][:1]
            if answer := ask({"from": "counts", "where": [["nationality", "=", "SEN"], ["sex", "=", "male"]]}):
                found += [f"{role}:{purpose} filters one out: {row}" for row in _small(answer)][:1]
            if ask({"from": "counts", "where": [["case", "=", made[0].case]]}):
                found.append(f"{role}:{purpose} filters by a case")
            if (answer := ask({"from": "counts", "group": ["site"]})) and (total := ask({"from": "counts"})):
                told = [row["cases"] for row in answer["rows"] if isinstance(row["cases"], int)]
                if len(told) == len(answer["rows"]) - 1 and isinstance(total["rows"][0]["cases"], int):
                    found.append(f"{role}:{purpose} subtracts: {total['rows'][0]['cases'] - sum(told)}")
    register.close()
    return found


UNMENDED = [
    ("src/workflow/access.cpp", 'return purpose == "statistics" || role == "data_analyst" || role == "auditor" || role == "system_administrator";',
     'return purpose == "nothing" && role == "nobody";'),
]  # fmt: skip
