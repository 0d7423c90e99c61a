"""Yesterday's log beside today's .keys: acts are gone, and their numbers are given again."""

import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import forge


def attack(sf, folder):
    (folder / "life").mkdir()
    clock = forge.Clock()
    path, found = folder / "life" / "r.safar", []
    with sf.Register.create(path, office="BKO", keys=folder / "life" / "r.key", clock=clock) as register, register.session("c.1", "intake_clerk", "casework") as s:
        case = s.execute(sf.Apply(site="ML-1", persons=[{"given_name": "Awa", "sex": "female"}])).case
    yesterday = forge.copy(path, folder / "yesterday")
    # Acts on persons who are known: no key of theirs is new.
    with sf.Register.open(path, keys=folder / "life" / "r.key", clock=clock) as register, register.session("c.2", "counsellor", "casework") as s:
        s.execute({"v": 1, "command": "counsel", "case": case})
    # Another life from yesterday on, as long as today's.
    other = forge.copy(yesterday, folder / "other")
    with sf.Register.open(other, keys=folder / "life" / "r.key", clock=clock) as register, register.session("c.2", "counsellor", "casework") as s:
        s.execute({"v": 1, "command": "consent", "case": case, "kind": "explicit", "scope": ["return"]})
    for name, log in (("yesterday's log", yesterday), ("a log with another history", other)):
        one = forge.copy(path, folder / "copy")
        shutil.copy(log, one)
        if not forge.told(sf, one):
            found.append(f"{name} beside today's keys is not told")
        try:
            with sf.Register.open(one, keys=one.parent / "r.key", clock=clock) as register, register.session("c.2", "counsellor", "casework") as s:
                s.execute({"v": 1, "command": "inform", "case": case, "about": "review"})
            found.append(f"{name} beside today's keys is written on")
        except sf.SafarError as e:
            if "older" not in str(e) and "history" not in str(e):
                found.append(f"{name}: {e}")
    return found


UNMENDED = [
    [("src/store/trust.cpp", "if (*head < at.seq) {", "if (*head < 0) {"), ("src/store/trust.cpp", "repairs_.register_other |= !*row || s.bytes(0) != view(at.link);", "repairs_.register_other |= false;")],
]
