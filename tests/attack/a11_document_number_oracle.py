"""Somebody whose role reads no identity asks, by the dry run of every command that says a paper's number, whether that number is known."""


def attack(sf, folder):
    found = []
    known = {"type": "passport", "country": "GIN", "number": "A 123"}
    with sf.Register.create(folder / "r.safar", office="BKO", keys=sf.keys.file(folder / "r.key")) as register:
        with register.session("c", "intake_clerk") as s:
            s.execute(sf.Apply(persons=[{"nationality": "GIN", "documents": [known]}]))
            other = s.execute(sf.Apply(persons=[{"nationality": "GIN"}])).case
        for role, purpose in [("finance_officer", "casework"), ("project_officer", "portfolio"), ("data_analyst", "statistics"), ("auditor", "audit"),
                              ("system_administrator", "casework"), ("intake_clerk", "statistics"), ("counsellor", "audit")]:  # fmt: skip
            with register.session("x", role, purpose) as s:
                answers = []
                for number in ("A 123", "B 999"):
                    paper = {**known, "number": number}
                    said = []
                    for command in (
                        {"command": "apply", "persons": [{"documents": [paper]}]},
                        {"command": "document", "case": other, "document": paper},
                        {"command": "correct", "case": other, "person": {"documents": [paper]}, "reason": {"code": "typing_error"}},
                        {"command": "issue_document", "case": other, "step": "issued", "type": "passport", "country": "GIN", "number": number},
                        {"command": "issue_document", "case": other, "step": "requested", "type": "passport", "country": "GIN", "number": number},
                    ):
                        try:
                            said.append(repr(s.check(command).advice))
                        except sf.SafarError as e:
                            said.append(f"{e.name} {e.reason} {e}")
                        if not said[-1].startswith("not_permitted"):
                            found.append(f"{role}:{purpose} may ask by {command['command']} ({command.get('step', '')}): {said[-1]}")
                    answers.append(said)
                if answers[0] != answers[1]:
                    found.append(f"{role}:{purpose} learns it")
    return found


UNMENDED = [("src/workflow/access.cpp", "if (identity) return may_read(role, purpose, Shelf::identity);",
             'if (command == "apply" || command == "correct" || command == "document") return may_read(role, purpose, Shelf::identity);')]  # fmt: skip
