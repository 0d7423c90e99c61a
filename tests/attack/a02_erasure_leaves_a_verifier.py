"""After an erasure a clerk confirms what was said of the person: by the same row of a file, and by the same request with guessed content."""

HEAD = "site,given_name,birth,trafficked\n"
ROW = "ML-BKO-1,Mariam,1994-03-21,true\n"


def attack(sf, folder):
    register = sf.Register.create(folder / "mali.safar", office="BKO", programme="ML-JI", keys=sf.keys.file(folder / "key.bin"))
    (folder / "in.csv").write_text(HEAD + ROW)
    said = {"command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": "Ibrahima", "birth": "1999", "trafficked": True}]}
    with register.session("fatou.d", "intake_clerk", "casework") as s:
        s.intake(folder / "in.csv")
        case = s.execute(said, request="5b" * 16).case
        persons = [r["person_id"] for r in s.query("persons")]
    note = {"command": "counsel", "case": case, "notes": "She fears her uncle."}
    with register.session("k.l", "counsellor", "casework") as s:
        s.execute(note, request="6c" * 16)
    with register.session("dpo.k", "data_protection_officer", "data_protection") as s:
        s.execute({"command": "erase", "persons": persons, "reason": {"code": "data_subject_request"}})
    found = []
    with register.session("fatou.d", "intake_clerk", "casework") as s:
        report = s.intake(folder / "in.csv", dry_run=True)
        if report.repeated:
            found.append("the row of an erased person is repeated")
    for role, right, request in (("intake_clerk", said, "5b" * 16), ("counsellor", note, "6c" * 16)):
        with register.session("x.y", role, "casework") as s:
            other = {**right, "notes": "Another."} if "notes" in right else {**right, "site": "ML-GAO-1"}
            answers = [outcome(sf, s, command, request) for command in (right, other)]
            if answers[0] != answers[1]:
                found.append(f"{role}: {answers[0]} to what was said, {answers[1]} to something else")
    register.close()
    return found


def outcome(sf, session, command, request):
    try:
        return "repeated" if session.check(command, request=request).repeated else "would be done"
    except sf.SafarError as e:
        return e.name


UNMENDED = [("src/store/erase.cpp", "    if (auto r = requests_away(owner); !r) return r;", "")]
