"""The .keys file of before an erasure is put back: the erased person's keys are there again, and nobody says or ends it."""

import pathlib
import shutil
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import forge


def attack(sf, folder):
    (folder / "life").mkdir()
    clock = forge.Clock()
    path, found = folder / "life" / "r.safar", []
    with sf.Register.create(path, office="BKO", keys=folder / "life" / "r.key", clock=clock) as register, register.session("c.1", "intake_clerk", "casework") as s:
        for name in ("Awa", "Binta"):
            s.execute(sf.Apply(site="ML-1", persons=[{"given_name": name, "sex": "female"}]))
    before = forge.copy(path, folder / "before")
    with sf.Register.open(path, keys=folder / "life" / "r.key", clock=clock) as register:
        with register.session("dpo.1", "data_protection_officer", "data_protection") as s:
            victim = s.query("persons").frame().to_dicts()[0]["person_id"]
        forge.erase(sf, register, victim)
    shutil.copy(f"{before}.keys", f"{path}.keys")
    db, keys = sqlite3.connect(path), sqlite3.connect(f"{path}.keys")
    (person,) = db.execute("SELECT n FROM stream WHERE id = ?", (bytes.fromhex(victim),)).fetchone()
    wrapped = [w for (w,) in keys.execute("SELECT wrapped FROM secret WHERE owner = ?", (person,))]
    db.close()
    keys.close()
    assert wrapped, "control: the older file has the keys"
    if "older" not in forge.told(sf, path):
        found.append("an older .keys file is not told")
    with sf.Register.open(path, keys=folder / "life" / "r.key", clock=clock) as register, register.session("c.1", "intake_clerk", "casework") as s:
        s.execute(sf.Apply(site="ML-1", persons=[{"given_name": "Fatou", "sex": "female"}]))
    raw = b"".join(p.read_bytes() for p in path.parent.glob("r.safar.keys*"))
    if any(w[25:57] in raw for w in wrapped):
        found.append("an erased person's keys are in the .keys file after the next writer")
    return found


UNMENDED = [
    [("src/store/trust.cpp", "if (*there) back.push_back(person);", "if (*there && person < 0) back.push_back(person);")],
]
