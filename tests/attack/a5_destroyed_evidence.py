"""Boxes set to NULL, keys deleted, and rows planted that excuse it or have the library itself destroy keys."""

import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import forge

PERSON = "(SELECT s.n FROM stream s WHERE s.kind = 1 AND s.n NOT IN (SELECT t.stream FROM touch t JOIN event e ON e.pos = t.event WHERE e.kind = 34) ORDER BY s.n LIMIT 1)"
LOG = {
    "a box": f"UPDATE box SET sealed = NULL WHERE subject = {PERSON}",
    "what is counted": "UPDATE box SET sealed = NULL WHERE shelf = 1 AND event = (SELECT min(event) FROM box WHERE shelf = 1)",
    "a planted erasure": f"INSERT INTO pending_erasure VALUES({PERSON}); UPDATE box SET sealed = NULL WHERE subject = {PERSON}",
    "an event made an erasure": f"UPDATE event SET kind = 34 WHERE pos = (SELECT min(event) FROM touch WHERE stream = {PERSON}); UPDATE box SET sealed = NULL WHERE subject = {PERSON}",
}


def attack(sf, folder):
    (folder / "life").mkdir()
    path = forge.live(sf, folder / "life")
    found = []
    for name, sql in LOG.items():
        one = forge.copy(path, folder / "copy")
        db = sqlite3.connect(one)
        db.executescript(sql)
        db.close()
        if not forge.told(sf, one):
            found.append(f"{name} is gone, and verify says nothing")
    for where in ("owner > 0", "owner > 0 AND shelf = 1", "owner = (SELECT max(owner) FROM secret)"):
        one = forge.copy(path, folder / "copy")
        keys = sqlite3.connect(f"{one}.keys")
        keys.execute(f"DELETE FROM secret WHERE {where}")
        keys.commit()
        keys.close()
        if not forge.told(sf, one):
            found.append(f"keys where {where} are gone, and verify says nothing")
    # The library as the attacker's hand: a planted row, and the next writer destroys the person's keys.
    for sql in (f"INSERT INTO pending_erasure VALUES({PERSON})", f"UPDATE event SET kind = 34 WHERE pos = (SELECT min(event) FROM touch WHERE stream = {PERSON})"):
        one = forge.copy(path, folder / "copy")
        db, keys = sqlite3.connect(one), sqlite3.connect(f"{one}.keys")
        (person,) = db.execute(f"SELECT {PERSON}").fetchone()
        before = keys.execute("SELECT count(*) FROM secret WHERE owner = ?", (person,)).fetchone()
        db.executescript(sql)
        db.close()
        keys.close()
        try:
            with sf.Register.open(one, keys=one.parent / "r.key", clock=forge.Clock(forge.START + 30 * 86_400_000_000)) as register, register.session("clerk.1", "intake_clerk", "casework") as s:
                s.execute(sf.Apply(site="ML-1", persons=[{"given_name": "Lamin", "sex": "male"}]))
        except sf.SafarError:
            pass
        keys = sqlite3.connect(f"{one}.keys")
        if keys.execute("SELECT count(*) FROM secret WHERE owner = ?", (person,)).fetchone() != before:
            found.append(f"the next writer destroyed a person's keys for {sql[:30]}")
        keys.close()
    return found


UNMENDED = [
    [("src/store/verify.cpp", "if (!erased) say(", "if (gone_ < 0) say(")],
    [("src/store/verify_rest.cpp", "else report_.problems.push_back(std::move(one.problem));", "else ++report_.erased;")],
    [("src/store/trust.cpp", "return *holds ? Result<>() : Result<>(not_signed());", "return Result<>();")],
]
