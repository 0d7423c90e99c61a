"""Whoever has a session of any role sends used request ids with guessed content, and compares the answers."""

COMMANDS = [
    ("intake_clerk", "casework", {"command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": "Mariam", "trafficked": True}]}, {"site": "ML-GAO-1"}),
    ("counsellor", "casework", {"command": "counsel", "case": "<case>", "notes": "She fears her uncle."}, {"notes": "Nothing."}),
    ("reviewing_officer", "casework", {"command": "decide_eligibility", "case": "<case>", "outcome": "eligible", "reason": {"code": "criteria_met"}}, {"outcome": "not_eligible"}),
    ("project_officer", "portfolio", {"command": "create_project", "ref": "HALI", "title": {"en": "Harbour"}}, {"title": {"en": "Other"}}),
    ("system_administrator", "casework", {"command": "adopt", "kind": "programme", "name": "GM-JI", "document": "{}"}, {"name": "SN-JI"}),
]


def attack(sf, folder):
    register = sf.Register.create(folder / "mali.safar", office="BKO", programme="ML-JI", keys=sf.keys.file(folder / "key.bin"))
    case, done = "", []
    for n, (role, purpose, command, other) in enumerate(COMMANDS):
        command = {k: v.replace("<case>", case) if isinstance(v, str) else v for k, v in command.items()}
        request = f"{n + 1:032x}"
        with register.session("a.b", role, purpose) as s:
            receipt = s.execute(command, request=request)
        case = case or receipt.case
        done.append((command, {**command, **other}, request))
    found = []
    for role in [r["name"] for r in sf.describe("roles")]:
        for purpose in ("casework", "statistics", "audit", "data_protection", "portfolio"):
            with register.session("x.y", role, purpose) as s:
                for command, other, request in done:
                    unused = ask_check(sf, s, command, "ee" * 16)
                    for way in (ask_check, ask_execute, ask_each, ask_many):
                        answers = {unused, way(sf, s, command, request), way(sf, s, other, request)}
                        never = role in ("data_analyst", "auditor") or purpose in ("statistics", "audit")
                        if answers != {"not_permitted"} and (never or "not_permitted" in answers):
                            found.append(f"{role}:{purpose} {command['command']} by {way.__name__}: {sorted(answers)}")
    register.close()
    return found


def ask_check(sf, s, command, request):
    return word(sf, lambda: s.check(command, request=request).repeated)


def ask_execute(sf, s, command, request):
    return word(sf, lambda: s.execute(command, request=request).repeated)


def ask_each(sf, s, command, request):
    outcome = s.execute_each([{**command, "request": request}])[0]
    return outcome.error.name if outcome.error else "repeated" if outcome.receipt.repeated else "done"


def ask_many(sf, s, command, request):
    row = s.execute_many([{**command, "request": request}]).to_dicts()[0]
    return row["code"] or row["status"]


def word(sf, do):
    try:
        return "repeated" if do() else "done"
    except sf.SafarError as e:
        return e.name


UNMENDED = [("src/register/execute.cpp", "    return may_do(home.house, session.actor, *command.verb);", "    return {};")]
