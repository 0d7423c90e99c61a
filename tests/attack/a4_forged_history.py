"""With write access to the register's file alone, history is rewritten: rows changed, deleted and added, links and arrivals made anew."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import forge

EDITS = 200
LIMIT = 900


def attack(sf, folder):
    found = forge.forgeries(sf, folder, EDITS)
    # With what a partner kept: a log cut short together with its keys, and a whole register of another's.
    (folder / "yesterday").mkdir()
    path = folder / "life" / "r.safar"
    yesterday = forge.copy(path, folder / "yesterday")
    with sf.Register.open(path, keys=folder / "life" / "r.key", clock=forge.Clock(forge.START + 30 * 86_400_000_000)) as register, register.session("clerk.1", "intake_clerk", "casework") as s:
        s.execute(sf.Apply(site="ML-1", persons=[{"given_name": "Lamin", "sex": "male"}]))
        heads = s.heads()
    if forge.told(sf, path, heads):
        found.append("the heads of the register itself are not found in it")
    if not forge.told(sf, yesterday, heads):
        found.append("both files of yesterday pass against the heads of today")
    (folder / "his").mkdir()
    if not forge.told(sf, forge.live(sf, folder / "his", 6), heads):
        found.append("a register of somebody else's passes against the heads of this one")
    # What was forged is not signed by the next act.
    for name in ("other_officer", "last_acts_gone"):
        one = forge.copy(path, folder / "next")
        log = forge.Log(one)
        getattr(forge, name)(log, forge.random.Random(3))
        log.rechain()
        log.db.close()
        try:
            with sf.Register.open(one, keys=one.parent / "r.key", clock=forge.Clock(forge.START * 3)) as register, register.session("clerk.1", "intake_clerk", "casework") as s:
                s.execute(sf.Apply(site="ML-1", persons=[{"given_name": "Omar", "sex": "male"}]))
            if not forge.told(sf, one):
                found.append(f"{name}: the next writer signed it")
        except sf.SafarError:
            pass
    return found


UNMENDED = [
    [("src/store/verify_rest.cpp", "!signature_holds(w.public_key, signed_hash(w.id, seq, link, stands), signature)", "false"),
     ("src/store/verify_rest.cpp", "own && stands != arrival_.stored", "own && stands.empty()")],
    [("src/store/verify_rest.cpp", "for (const SignedHead& head : heads)\n    if (auto r = expected(head); !r) return r;", "if (heads.empty()) return expected(SignedHead{});")],
    [("src/store/crypto.cpp", "if (view(projection_mac(register_key, name, fold, upto)) != stored.substr(fold.size())) return std::nullopt;", "if (register_key == Key{}) return std::nullopt;")],
]  # fmt: skip
