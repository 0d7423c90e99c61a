"""A role that may not register anybody gives a file of guesses to intake, wet and dry, and looks at what it says of each."""

ROLES = [("data_analyst", "statistics"), ("data_analyst", "casework"), ("auditor", "audit"), ("system_administrator", "casework"), ("intake_clerk", "statistics"),
         ("finance_officer", "casework"), ("project_officer", "portfolio")]
HEAD = "site,given_name,birth,trafficked\n"
THERE, NOT_THERE = "ML-BKO-1,Mariam,1994-03-21,true\n", "ML-BKO-1,Mariam,1994-03-21,false\n"


def answer(do):
    try:
        report = do()
        return str(report.as_dict() if hasattr(report, "as_dict") else (report.applied, report.repeated, report.refused_rows, report.known_documents, report.issues_csv))
    except Exception as e:  # noqa: BLE001  what is asked is whether answers differ
        return f"{type(e).__name__}: {e}"


def attack(sf, folder):
    register = sf.Register.create(folder / "mali.safar", office="BKO", programme="ML-JI", keys=sf.keys.file(folder / "key.bin"))
    for name, row in (("there.csv", THERE), ("not.csv", NOT_THERE)):
        (folder / name).write_text(HEAD + row)
    with register.session("fatou.d", "intake_clerk", "casework") as s:
        s.intake(folder / "there.csv")
        key = s.request_key() if hasattr(s, "request_key") else None
    found = []
    for role, purpose in ROLES:
        with register.session("x.y", role, purpose) as s:
            for dry in (True, False):
                right, wrong = (answer(lambda: s.intake(folder / name, dry_run=dry)) for name in ("there.csv", "not.csv"))
                if right.replace("there.csv", "") != wrong.replace("not.csv", ""):
                    found.append(f"{role}:{purpose} intake, dry={dry}: {right[:80]} and {wrong[:80]}")
            right, wrong = (answer_rows(s.execute_many(sf.kernel("csv", folder / name, **({"request_key": key} if key else {})))) for name in ("there.csv", "not.csv"))
            if right != wrong:
                found.append(f"{role}:{purpose} execute_many: {right} and {wrong}")
    register.close()
    return found


def answer_rows(frame):
    return [(r["status"], r["code"], r["message"]) for r in frame.to_dicts()]


UNMENDED = [
    ("src/register/intake.cpp", "    if (auto r = may_do(home.house, actor, *out.verb); !r) return std::move(r).error();", ""),
    ("src/register/rehearsal.cpp", "  if (auto r = allowed_.ask(home_.house, session_.actor, *command.verb); !r) return std::move(r).error();", ""),
    ("src/register/bulk.cpp", "  if (auto r = allowed_.ask(home_.house, session_.actor, *command.verb); !r) return std::move(r).error();", ""),
]
