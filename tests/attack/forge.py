"""What somebody can do to the files of a register who has no key: rows changed, left out and added, with links and arrivals made anew.

python tests/attack/forge.py FOLDER [COUNT [SEED]]    COUNT random edits (2,000), each on a copy; prints those that nobody told
"""

from __future__ import annotations

import pathlib
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "python"))
import verify_without_safar as form  # noqa: E402  (the hashes, with nothing of safar)

START = 1_546_416_000_000_000
Edit = Callable[["Log", random.Random], object]


class Clock:
    def __init__(self, now: int = START) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1_000_000
        return self.now


def live(sf: Any, folder: pathlib.Path, cases: int = 12) -> pathlib.Path:
    """A register with a life: cases, documents, decisions, an erasure, a second opening. Closed."""
    path, clock = folder / "r.safar", Clock()
    with sf.Register.create(path, office="BKO", keys=folder / "r.key", clock=clock) as register:
        made = []
        for n in range(cases):
            with register.session("clerk.1", "intake_clerk", "casework") as s:
                person = {"given_name": f"Awa{n}", "family_name": "Ceesay", "nationality": "GMB", "sex": "female", "birth": "2001-07-14"}
                made.append(s.execute(sf.Apply(site=f"ML-{n % 3}", persons=[person]), request=f"{n + 1:032x}"))
        for receipt in made[: cases // 2]:
            with register.session("counsellor.1", "counsellor", "casework") as s:
                s.execute({"v": 1, "command": "counsel", "case": receipt.case})
                s.execute({"v": 1, "command": "consent", "case": receipt.case, "kind": "explicit", "scope": ["return"]})
            with register.session("reviewer.1", "reviewing_officer", "casework") as s:
                s.execute({"v": 1, "command": "decide_eligibility", "case": receipt.case, "outcome": "eligible", "reason": {"code": "criteria_met"}})
        with register.session("movement.1", "movement_officer", "casework") as s:
            s.execute({"v": 1, "command": "document", "case": made[0].case, "document": {"type": "passport", "country": "GMB", "number": "B1", "usable": True}})
    with sf.Register.open(path, keys=folder / "r.key", clock=clock) as register:
        with register.session("dpo.1", "data_protection_officer", "data_protection") as s:
            (victim,) = (row["person_id"] for row in s.query("persons").where(case=made[1].case).frame().to_dicts())
        erase(sf, register, victim)
        with register.session("clerk.1", "intake_clerk", "casework") as s:
            s.execute(sf.Apply(site="ML-9", persons=[{"given_name": "Binta", "sex": "female"}]))
    return path


def erase(sf: Any, register: Any, person: str) -> None:
    with register.session("dpo.1", "data_protection_officer", "data_protection") as s:
        command = {"v": 1, "command": "erase", "persons": [person], "reason": {"code": "request_of_person"}}
        seen = s.check(command)
        s.execute(command, expect={"count": seen.count, "digest": seen.digest})


def copy(path: pathlib.Path, to: pathlib.Path) -> pathlib.Path:
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for one in path.parent.glob("r.*"):
        if not one.name.endswith((".lease", "-wal", "-shm")):
            shutil.copy(one, to / one.name)
    return to / path.name


def told(sf: Any, path: pathlib.Path, expect: Any = None) -> str:
    """What opening to read or verifying says against it; "": nothing."""
    try:
        with sf.Register.open(path, keys=path.parent / "r.key", read_only=True) as register, register.session("a.1", "auditor", "audit") as s:
            report = s.verify() if expect is None else s.verify(expect=expect)
            said = "; ".join(f"{p['table']}: {p['what']}" for p in report.problems)
            return said or str(getattr(report, "recovery", ""))
    except sf.SafarError as e:
        return f"refused: {e}"


class Log:
    """The log's file, open with SQLite, and the formulas of docs/storage.md."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA synchronous=OFF")
        self.all = lambda sql, *values: self.db.execute(sql, values).fetchall()
        self.run = self.db.execute

    def one(self, sql: str, *values: Any) -> Any:
        rows = self.all(sql, *values)
        return rows[0][0] if rows else None

    def rechain(self) -> None:
        """Every link and arrival, and the writers' ends, as they would be if what stands there were true."""
        writers = {n: [i, form.genesis(i, office.encode(), key), 0] for n, i, office, key in self.all("SELECT n, id, office, public_key FROM writer")}
        kinds = {n: (i, kind) for n, i, kind in self.all("SELECT n, id, kind FROM stream")}
        arrival = bytes(32)
        for pos, writer, seq, hlc, received, head in self.all("SELECT pos, writer, seq, hlc, received, head FROM act ORDER BY pos"):
            hashes = []
            for event, kind, ver, valid, body in self.all("SELECT pos, kind, ver, valid, body FROM event WHERE act = ? ORDER BY pos", pos):
                streams = [kinds[n] for (n,) in self.all("SELECT stream FROM touch WHERE event = ?", event)]
                boxes = self.all("SELECT subject, other, shelf, digest FROM box WHERE event = ? ORDER BY i", event)
                marks = [(kinds[s], None if o is None else kinds[o], shelf, digest) for s, o, shelf, digest in boxes]
                hashes.append(form.event_hash(streams, kind, ver, valid, body.encode(), marks))
            w = writers[writer]
            w[1], w[2] = form.link_hash(w[1], seq, hlc, head.encode(), hashes), seq
            arrival = form.arrival_hash(arrival, pos, w[0], seq, w[1], received)
            self.run("UPDATE act SET link = ?, arrival = ? WHERE pos = ?", (w[1], arrival, pos))
        for n, (_, link, head) in writers.items():
            self.run("UPDATE writer SET head = ?, link = ? WHERE n = ?", (head, link if head else None, n))

    def cut(self, keep: int) -> None:
        """No act after that one ever was."""
        event = self.one("SELECT max(pos) FROM event WHERE act <= ?", keep) or 0
        for sql in ("DELETE FROM touch WHERE event > :e", "DELETE FROM box WHERE event > :e", "DELETE FROM event WHERE pos > :e", "DELETE FROM act WHERE pos > :a",
                    "DELETE FROM request WHERE act > :a", "UPDATE projection SET fold = x''", "DELETE FROM stream WHERE n NOT IN (SELECT stream FROM touch) AND n NOT IN (SELECT subject FROM box)",
                    "DELETE FROM case_now WHERE stream NOT IN (SELECT n FROM stream)", "DELETE FROM lookup WHERE subject NOT IN (SELECT n FROM stream)"):  # fmt: skip
            self.run(sql, {k: v for k, v in (("e", event), ("a", keep)) if f":{k}" in sql})
        self.rechain()

    def some(self, rng: random.Random, table: str, where: str = "1", columns: str = "*") -> Any:
        return rng.choice(self.all(f"SELECT {columns} FROM {table} WHERE {where}"))


def sign(seed: bytes, message: bytes) -> tuple[bytes, bytes]:
    """Public key and signature, as RFC 8032 has them: the attacker has keys of his own."""
    import hashlib

    def packed(p: Any) -> bytes:
        z = pow(p[2], form.P - 2, form.P)
        return form.u(p[1] * z % form.P | (p[0] * z % form.P & 1) << 255, 32)

    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    key = packed(form.times(a, form.BASE))
    r = int.from_bytes(hashlib.sha512(h[32:] + message).digest(), "little") % form.ORDER
    start = packed(form.times(r, form.BASE))
    k = int.from_bytes(hashlib.sha512(start + key + message).digest(), "little") % form.ORDER
    return key, start + form.u((r + k * a) % form.ORDER, 32)


# The edits. Each changes something; `anew` ones are consistent in themselves.


def other_officer(log: Log, rng: random.Random) -> None:
    pos, head = log.some(rng, "act", "head LIKE '%counsellor.1%' OR head LIKE '%clerk.1%'", "pos, head")
    log.run("UPDATE act SET head = ? WHERE pos = ?", (head.replace(".1", ".2"), pos))


def other_body(log: Log, rng: random.Random) -> None:
    pos, body = log.some(rng, "event", "1", "pos, body")
    log.run("UPDATE event SET body = ? WHERE pos = ?", (body[:-1] + ',"w":1}' if rng.random() < 0.5 else body.replace(":", ": ", 1), pos))


def number_of_event(log: Log, rng: random.Random) -> None:
    column = rng.choice(["valid", "ver", "kind"])
    pos = log.some(rng, "event", "valid IS NOT NULL", "pos")[0]
    log.run(f"UPDATE event SET {column} = {column} + 1 WHERE pos = ?", (pos,))


def other_time(log: Log, rng: random.Random) -> None:
    column = rng.choice(["received", "hlc"])
    log.run(f"UPDATE act SET {column} = {column} - ? WHERE pos = ?", (rng.randrange(1, 900_000), log.some(rng, "act", "1", "pos")[0]))


def heads_swapped(log: Log, rng: random.Random) -> None:
    (a, x), (b, y) = rng.sample(log.all("SELECT pos, head FROM act"), 2)
    log.run("UPDATE act SET head = ? WHERE pos = ?", (y, a))
    log.run("UPDATE act SET head = ? WHERE pos = ?", (x, b))


def touch_row(log: Log, rng: random.Random) -> None:
    if rng.random() < 0.5:
        log.run("DELETE FROM touch WHERE stream = ? AND event = ?", log.some(rng, "touch"))
        return
    event = log.some(rng, "event", "1", "pos")[0]
    log.run("INSERT INTO touch VALUES(?, ?)", (log.some(rng, "stream", f"n NOT IN (SELECT stream FROM touch WHERE event = {event})", "n")[0], event))


def stream_row(log: Log, rng: random.Random) -> None:
    n = log.some(rng, "stream", "1", "n")[0]
    log.run(rng.choice(["UPDATE stream SET id = randomblob(16) WHERE n = ?", "UPDATE stream SET kind = kind + 1 WHERE n = ?"]), (n,))


def writer_row(log: Log, rng: random.Random) -> None:
    log.run(rng.choice(["UPDATE writer SET office = 'NIA'", "UPDATE writer SET id = randomblob(16)", "UPDATE writer SET public_key = randomblob(32)"]))


def box_row(log: Log, rng: random.Random) -> None:
    event, i, sealed = log.some(rng, "box", "sealed IS NOT NULL", "event, i, sealed")
    other = bytes([sealed[0]]) + rng.randbytes(len(sealed) - 1) if rng.random() < 0.5 else log.some(rng, "box", f"sealed IS NOT NULL AND event <> {event}", "sealed")[0]
    log.run("UPDATE box SET sealed = ?, digest = ? WHERE event = ? AND i = ?", (other, form.digest(other), event, i))


def box_gone(log: Log, rng: random.Random) -> None:
    log.run("UPDATE box SET sealed = NULL WHERE event = ? AND i = ?", log.some(rng, "box", "sealed IS NOT NULL", "event, i"))


def box_moved(log: Log, rng: random.Random) -> None:
    event, i, subject = log.some(rng, "box", "shelf > 1", "event, i, subject")
    log.run("UPDATE box SET subject = ? WHERE event = ? AND i = ?", (log.some(rng, "stream", f"kind = 1 AND n <> {subject}", "n")[0], event, i))


def made_an_erasure(log: Log, rng: random.Random) -> None:
    """The kind of an event is enough to excuse that its person's boxes are gone."""
    event, person = log.some(rng, "touch t JOIN stream s ON s.n = t.stream JOIN event e ON e.pos = t.event", "s.kind = 1 AND e.kind <> 34", "event, stream")
    log.run("UPDATE event SET kind = 34 WHERE pos = ?", (event,))
    log.run("UPDATE box SET sealed = NULL WHERE subject = ?", (person,))


def last_acts_gone(log: Log, rng: random.Random) -> None:
    last = log.one("SELECT max(pos) FROM act")
    log.cut(last - rng.randrange(1, 6))


def middle_act_gone(log: Log, rng: random.Random) -> None:
    last = log.one("SELECT max(pos) FROM act")
    pos = rng.randrange(6, last - 1)
    first, end = log.all("SELECT min(pos), max(pos) FROM event WHERE act = ?", pos)[0]
    for table in ("touch", "box"):
        log.run(f"DELETE FROM {table} WHERE event BETWEEN ? AND ?", (first, end))
    for sql in ("DELETE FROM event WHERE act = ?", "DELETE FROM act WHERE pos = ?", "DELETE FROM request WHERE act = ?"):
        log.run(sql, (pos,))
    for old, in log.all("SELECT pos FROM act WHERE pos > ? ORDER BY pos", pos):
        log.run("UPDATE act SET pos = pos - 1, seq = seq - 1 WHERE pos = ?", (old,))
        log.run("UPDATE request SET act = act - 1 WHERE act = ?", (old,))
        log.run("UPDATE event SET act = act - 1 WHERE act = ?", (old,))
    for old, in log.all("SELECT pos FROM event WHERE pos > ? ORDER BY pos", end):
        log.run("UPDATE event SET pos = ? WHERE pos = ?", (old - (end - first + 1), old))
        for table in ("touch", "box"):
            log.run(f"UPDATE {table} SET event = ? WHERE event = ?", (old - (end - first + 1), old))
    log.run("UPDATE projection SET fold = x''")
    log.run("DELETE FROM stream WHERE n NOT IN (SELECT stream FROM touch) AND n NOT IN (SELECT subject FROM box)")
    log.run("DELETE FROM case_now WHERE stream NOT IN (SELECT n FROM stream)")
    log.run("DELETE FROM lookup WHERE subject NOT IN (SELECT n FROM stream)")


def act_added(log: Log, rng: random.Random) -> None:
    pos, seq, hlc, received = log.all("SELECT pos + 1, seq + 1, hlc + 65536, received + 1000 FROM act ORDER BY pos DESC LIMIT 1")[0]
    head, act = log.some(rng, "act", "pos IN (SELECT act FROM event WHERE kind IN (3, 4, 8))", "head, pos")
    request = rng.randbytes(16)
    at = head.find('"request":"') + 11
    log.run("INSERT INTO act VALUES(?, (SELECT max(n) FROM writer), ?, ?, ?, ?, zeroblob(32), zeroblob(32))", (pos, seq, hlc, received, head[:at] + request.hex() + head[at + 32 :]))
    event = log.one("SELECT max(pos) FROM event") + 1
    old, kind, ver, valid, body = log.all("SELECT pos, kind, ver, valid, body FROM event WHERE act = ? LIMIT 1", act)[0]
    log.run("INSERT INTO event VALUES(?, ?, ?, ?, ?, ?)", (event, pos, kind, ver, valid, body))
    log.run("INSERT INTO touch SELECT stream, ? FROM touch WHERE event = ?", (event, old))
    columns = [c[1] for c in log.all("PRAGMA table_info(request)")]
    row = {"id": request, "digest": rng.randbytes(32), "mac": rng.randbytes(32), "act": pos}
    log.run(f"INSERT INTO request VALUES({', '.join('?' for _ in columns)})", [row[c] for c in columns])


def another_writer(log: Log, rng: random.Random) -> None:
    """With a key of his own, well signed: a writer that never was."""
    seed, i = rng.randbytes(32), rng.randbytes(16)
    n = log.one("SELECT max(n) FROM writer") + 1 if rng.random() < 0.5 else -1
    key, _ = sign(seed, b"")
    arrival = log.one("SELECT arrival FROM act ORDER BY pos DESC LIMIT 1")
    _, signature = sign(seed, form.signed_hash(i, 0, form.genesis(i, b"BKO", key), arrival))
    log.run("INSERT INTO writer VALUES(?, ?, 'BKO', ?, 0, NULL)", (n, i, key))
    log.run("INSERT INTO signature VALUES(?, 0, ?, ?)", (n, arrival, signature))


def own_signature(log: Log, rng: random.Random) -> None:
    """All signed anew with a key of the attacker's, who puts it into the writer's row."""
    seed = rng.randbytes(32)
    key, _ = sign(seed, b"")
    log.run("UPDATE writer SET public_key = ?", (key,))
    log.rechain()
    n, i, seq, link = log.all("SELECT n, id, head, link FROM writer")[0]
    arrival = log.one("SELECT arrival FROM act ORDER BY pos DESC LIMIT 1")
    log.run("UPDATE signature SET arrival = ?, signature = ? WHERE writer = ?", (arrival, sign(seed, form.signed_hash(i, seq, link, arrival))[1], n))


def signature_row(log: Log, rng: random.Random) -> None:
    log.run(rng.choice(["DELETE FROM signature", "UPDATE signature SET seq = seq - 1", "UPDATE signature SET signature = randomblob(64)",
                        "UPDATE signature SET arrival = (SELECT arrival FROM act ORDER BY pos DESC LIMIT 1 OFFSET 3)", "INSERT INTO signature VALUES(77, 1, randomblob(32), randomblob(64))"]))  # fmt: skip


def request_row(log: Log, rng: random.Random) -> None:
    edits = ["UPDATE request SET id = randomblob(length(id))", "UPDATE request SET act = act + 1 WHERE act = (SELECT max(act) FROM request)",
             "UPDATE request SET act = 99999 WHERE act = (SELECT max(act) FROM request)"]  # fmt: skip
    columns = [c[1] for c in log.all("PRAGMA table_info(request)")]
    if "mac" in columns:
        made = ", ".join("(SELECT max(pos) FROM act)" if c == "act" else f"randomblob({32 if c != 'id' else 'length(id)'})" for c in columns)
        edits += ["UPDATE request SET digest = randomblob(32)", f"INSERT INTO request SELECT {made} FROM request LIMIT 1"]
    log.run(rng.choice(edits))


def projection_row(log: Log, rng: random.Random) -> None:
    name = rng.choice(["case_now", "numbers", "counted"])
    log.run(rng.choice(["UPDATE projection SET fold = x'' WHERE name = ?", "UPDATE projection SET upto = upto + 1 WHERE name = ?", "UPDATE projection SET upto = 0 WHERE name = ?",
                        "DELETE FROM projection WHERE name = ?", "UPDATE projection SET fold = CAST('{\"2019\":99}' AS BLOB) WHERE name = ?"]), (name,))  # fmt: skip


def case_row(log: Log, rng: random.Random) -> None:
    stream = log.some(rng, "case_now", "1", "stream")[0]
    log.run(rng.choice(["DELETE FROM case_now WHERE stream = ?", "UPDATE case_now SET journey = 'departed' WHERE stream = ?", "UPDATE case_now SET holds = 'x' WHERE stream = ?",
                        "UPDATE case_now SET version = version + 1 WHERE stream = ?", "UPDATE case_now SET opened = opened + 1 WHERE stream = ?",
                        "UPDATE case_now SET state = replace(state, 'eligib', 'ineligib') WHERE stream = ?",
                        "UPDATE case_now SET stream = (SELECT max(n) FROM stream WHERE kind = 1) WHERE stream = ?"]), (stream,))  # fmt: skip


def lookup_row(log: Log, rng: random.Random) -> None:
    mac, subject = log.some(rng, "lookup")
    log.run(rng.choice(["DELETE FROM lookup WHERE mac = ?", "UPDATE lookup SET subject = subject + 1 WHERE mac = ?", "UPDATE lookup SET mac = randomblob(32) WHERE mac = ?"]), (mac,))


def bookkeeping(log: Log, rng: random.Random) -> None:
    person = log.some(rng, "stream", "kind = 1 AND n NOT IN (SELECT t.stream FROM touch t JOIN event e ON e.pos = t.event WHERE e.kind = 34)", "n")[0]
    log.run(rng.choice(["INSERT INTO pending_erasure VALUES(?)", "INSERT INTO taken VALUES(? + 100000, 2, 1)", "INSERT INTO conflict VALUES(?, 1, 'x', NULL)",
                        "INSERT INTO segment VALUES('counted', ?, 0, randomblob(90))", "INSERT INTO recovery VALUES('note', ?)",
                        "INSERT OR REPLACE INTO recovery VALUES('settled', ? + 100000)"]), (person,))  # fmt: skip


def schema(log: Log, rng: random.Random) -> None:
    log.run(rng.choice(["CREATE TRIGGER t AFTER UPDATE ON box BEGIN SELECT 1; END", "CREATE TABLE kept(x)", "CREATE VIEW v AS SELECT 1", "DROP INDEX event_act", "DROP INDEX event_erase",
                        "CREATE INDEX more ON box(subject)", "ALTER TABLE box ADD COLUMN x TEXT", "DROP TABLE conflict"]))  # fmt: skip


CHAINED: list[Edit] = [other_officer, other_body, number_of_event, other_time, heads_swapped, touch_row, stream_row, writer_row, box_row, box_moved, made_an_erasure, middle_act_gone, act_added]
OTHERS: list[Edit] = [box_gone, last_acts_gone, another_writer, own_signature, signature_row, request_row, projection_row, case_row, lookup_row, bookkeeping, schema]


def forge(path: pathlib.Path, rng: random.Random) -> str:
    """One edit of a closed register, and its name."""
    log = Log(path)
    chained = rng.random() < 0.6
    edit = rng.choice(CHAINED if chained else OTHERS)
    name = edit.__name__
    log.run("BEGIN")
    edit(log, rng)
    if chained and rng.random() < 0.8:
        log.rechain()
        name += ", chained anew"
        if rng.random() < 0.3:
            log.run("UPDATE projection SET fold = x''")
    log.run("COMMIT")
    log.db.close()
    return name


def forgeries(sf: Any, folder: pathlib.Path, count: int, seed: int = 1) -> list[str]:
    """Edits that neither opening nor verifying told."""
    (folder / "life").mkdir()
    path = live(sf, folder / "life")
    assert (said := told(sf, path)) == "", said
    missed = []
    for n in range(count):
        one = copy(path, folder / "copy")
        name = forge(one, random.Random(f"{seed} {n}"))
        if not told(sf, one):
            missed.append(f"edit {n} of seed {seed}: {name}")
    return missed


if __name__ == "__main__":
    import safar

    arguments = sys.argv[1:]
    place = pathlib.Path(arguments[0])
    place.mkdir(parents=True, exist_ok=True)
    count = int(arguments[1]) if len(arguments) > 1 else 2000
    found = forgeries(safar, place, count, int(arguments[2]) if len(arguments) > 2 else 1)
    print("\n".join(found), f"{count} edits, {len(found)} not told", sep="\n")
    sys.exit(1 if found else 0)
