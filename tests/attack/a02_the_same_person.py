"""A human being who was entered twice, and whose entries were merged, asks to be erased: the other entry stays, to be found by name and paper."""

import json

NAME, PAPER = "Zaminata", "ZP100001"


def do(register, role, purpose="casework", dry=False, **command):
    with register.session("x.1", role, purpose) as s:
        return (s.check if dry else s.execute)({"v": 1, **command})


def attack(sf, folder):
    found = []
    for which in (0, 1, 2):  # of a chain of three
        with sf.Register.create(folder / f"r{which}.safar", office="BKO", keys=folder / f"{which}.key") as register:
            person = [{"given_name": NAME, "family_name": "Traore", "documents": [{"type": "passport", "country": "GIN", "number": PAPER}]}]
            cases = [do(register, "intake_clerk", command="apply", persons=person) for _ in range(3)]
            ids = [c.made["persons"][0] for c in cases]
            bystander = do(register, "intake_clerk", command="apply", persons=[{"given_name": "Zother"}]).made["persons"][0]
            for k in (0, 1):
                do(register, "reviewing_officer", command="merge", case=cases[k].case, into=cases[k + 1].case, same=[{"person_id": ids[k], "same_as": ids[k + 1]}], reason={"code": "same_person"})
            asked = {"command": "erase", "persons": [ids[which]], "reason": {"code": "data_subject_request"}}
            seen = do(register, "data_protection_officer", "data_protection", dry=True, **asked)
            done = json.loads(do(register, "data_protection_officer", "data_protection", expect={"count": seen.count, "digest": seen.digest}, **asked).json())
            if done["count"] != 3 or sum(a["code"] == "same_person" for a in done["advice"]) != 2:
                found.append(f"of entry {which} the receipt says {done['count']}, {done['advice']}")
            with register.session("i", "intake_clerk", "casework") as s:
                left = [r["person_id"] for r in s.query("persons").frame().to_dicts() if NAME in str(r)]
                if left or len(s.persons(document=PAPER)) or len(s.persons(f"{NAME} Traore")):
                    found.append(f"of entry {which} erased, {len(left)} entries stay")
                if not any(r["person_id"] == bystander and "Zother" in str(r) for r in s.query("persons").frame().to_dicts()):
                    found.append("somebody else was erased")
    return found


UNMENDED = [("src/register/prepare_many.cpp", "      if (erased_before(*events)) continue;\n", "      if (!erased_before(*events)) continue;\n")]
