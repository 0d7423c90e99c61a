"""Somebody who may read no names makes the ids of rows that he guesses, and asks with a command of his own whether one of them was used."""

import json

HEAD = "site,given_name,family_name,sex,nationality,birth,trafficked\n"
ROW = "ML-BKO-1,Awa,Traore,female,MLI,1994-05-06,{}\n"
COMMANDS = {"pay": {"case": "0" * 31 + "1"}, "clear": {"case": "0" * 31 + "1"}, "decide_appeal": {"case": "0" * 31 + "1"}, "create_project": {"ref": "P-1", "title": {"en": "A"}},
            "record_payment": {"grant": "G-1"}, "adopt": {"kind": "workflow", "name": "x", "document": "{}"}}  # fmt: skip


def attack(sf, folder):
    found = []
    register = sf.Register.create(folder / "r.safar", office="BKO", keys=folder / "office.key")
    (folder / "in.csv").write_text(HEAD + ROW.format("true"))
    with register.session("c.1", "intake_clerk", "casework") as s:
        assert s.intake(folder / "in.csv").applied == 1
    roles = [r["name"] for r in sf.describe("roles")]
    for role in roles:
        for purpose in ("casework", "portfolio", "statistics", "audit", "data_protection"):
            try:
                s = register.session("x.1", role, purpose)
            except sf.SafarError:
                continue
            reads = "Traore" in str(answer(sf, lambda s=s: s.query("persons").frame().to_dicts()))
            for of in ("apply", "counsel", "record", *COMMANDS):
                try:
                    key = s.request_key(of)
                except TypeError:
                    key = s.request_key()
                except sf.SafarError:
                    continue
                for name, body in COMMANDS.items():
                    said = set()
                    for guess in ("true", "false"):
                        (folder / "guess.csv").write_text(HEAD + ROW.format(guess))
                        id = json.loads(next(iter(sf.kernel("csv", folder / "guess.csv", request_key=key)))["json"])["request"]
                        said.add(answer(sf, lambda s=s, id=id, name=name, body=body: str(s.check({"v": 1, "command": name, **body}, request=id).repeated)))
                    if len(said) > 1 and not reads:
                        found.append(f"{role} for {purpose}, with the key of {of}: {name} tells which guess is right")
            s.close()
    register.close()
    return found


def answer(sf, call):
    try:
        return call()
    except sf.SafarError as error:
        return f"{error.name} {error.reason} {error}"


UNMENDED = [("src/register/intake.cpp", 'home.log->mac("safar rows v2", {std::string(verb.name)})', 'home.log->mac("safar rows v2", {std::string(verb.name.substr(0, 0))})'),
            ("src/register/intake.cpp", "  if (auto r = may_do(home.house, impl_->actor, *verb); !r) return std::move(r).error();\n  std::string out;", "  std::string out;")]
