"""Verifies a register with the standard library alone: what docs/storage.md says, and nothing of safar.

    python3 verify_without_safar.py register.safar [--head FILE]        exit 0: intact; 1: the first act that is not
    python3 verify_without_safar.py --vectors log.json
"""
import hashlib
import json
import sqlite3
import sys


def h(parts, personal=b"safar act v1"):
    """BLAKE2b-256 of framed parts."""
    framed = b"".join(u(len(p), 8) + p for p in parts)
    return hashlib.blake2b(u(len(parts), 8) + framed, digest_size=32, person=personal).digest()


def u(n, size):
    return n.to_bytes(size, "little")


def digest(box):
    return hashlib.blake2b(box, digest_size=32, person=b"safar box v1").digest()


def genesis(writer, office, public_key):
    return h([writer, office, public_key], b"safar writer v1")


def event_hash(streams, kind, ver, valid, body, boxes):
    """streams: (id, kind); boxes: (subject, other or None, shelf, digest) with such pairs."""
    def sp(s):
        return s[0] + u(s[1], 4)
    marks = [sp(b[0]) + (sp(b[1]) if b[1] else bytes(20)) + u(b[2], 1) + b[3] for b in boxes]
    kvv = json.dumps([kind, ver, valid], separators=(",", ":")).encode()
    return h([u(len(streams), 4), *sorted(map(sp, streams)), kvv, body, u(len(boxes), 4), *marks])


def link_hash(previous, seq, hlc, head, events):
    return h([previous, f"[{seq},{hlc}]".encode(), head, *events])


def arrival_hash(previous, pos, writer, seq, link, received):
    return h([previous, u(pos, 8), writer, u(seq, 8), link, u(received, 8)], b"safar arrive v1")


def signed_hash(writer, seq, link, arrival):
    return h([writer, u(seq, 8), link, arrival], b"safar sign v1")


# Ed25519 as RFC 8032 has it: points in extended coordinates (X, Y, Z, T), x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def plus(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, k = t - s, d - c, d + c, t + s
    return e * f % P, g * k % P, f * g % P, e * k % P


def times(n, point):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = plus(out, point)
        point, n = plus(point, point), n >> 1
    return out


def point_of(encoded):
    """None: no point has these bytes."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of(u(4 * pow(5, P - 2, P) % P, 32))


def signature_holds(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, start, s = point_of(public_key), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or start is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), plus(start, times(k, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def check_signatures(db, writers, links, arrival):
    """The last act of each writer is the one that it signed, and the last writer signed all that came here before."""
    signed = {n: (seq, stands, signature) for n, seq, stands, signature in db.execute("SELECT writer, seq, arrival, signature FROM signature")}
    if set(signed) != set(writers):
        raise ValueError("signature: not one for each writer")
    for n, (seq, stands, signature) in signed.items():
        writer, _, count, key = writers[n]
        if seq != count[0] or not signature_holds(key, signed_hash(writer, seq, links[n], stands), signature):
            raise ValueError(f"signature: the last act of writer {n} is not the one that it signed")
        if n == max(writers) and stands != arrival:
            raise ValueError(f"signature: what came before the end is not what writer {n} signed")
        if n != max(writers) and seq == 0:
            raise ValueError(f"writer {n}: without an act")


def check_heads(db, writers, heads):
    """Against what a partner kept: a list of heads, or an object with `heads`."""
    heads = heads["heads"] if isinstance(heads, dict) else heads
    if not heads:
        raise ValueError("head: there is none in the file")
    numbers = {w[0]: n for n, w in writers.items()}
    for head in heads:
        writer, seq, link, arrival = bytes.fromhex(head["writer"]), head["seq"], bytes.fromhex(head["link"]), bytes.fromhex(head["arrival"])
        n = numbers.get(writer)
        if n is None:
            raise ValueError(f"head: the partner knows writer {head['writer'][:8]}, which is not in this log")
        if not signature_holds(writers[n][3], signed_hash(writer, seq, link, arrival), bytes.fromhex(head["signature"])):
            raise ValueError(f"head: act {seq} of writer {head['writer'][:8]} is not signed by it")
        if seq == 0:
            if link != writers[n][1]:
                raise ValueError("head: the partner knows another beginning")
            continue
        row = db.execute("SELECT link, pos FROM act WHERE writer = ? AND seq = ?", (n, seq)).fetchone()
        if row is None:
            raise ValueError(f"head: this log ends before act {seq} of writer {head['writer'][:8]}")
        if row[0] != link or not db.execute("SELECT 1 FROM act WHERE pos >= ? AND arrival = ?", (row[1], arrival)).fetchone():
            raise ValueError(f"head: the partner knows act {seq} of writer {head['writer'][:8]} otherwise")


def keyed(key, parts, personal, size=32):
    framed = b"".join(u(len(p), 8) + p for p in parts)
    return hashlib.blake2b(u(len(parts), 8) + framed, digest_size=size, key=key, person=personal).digest()


def made_request(register_key, writer, seq, asked):
    """What the head of an act names; ``asked``: the caller gave a request."""
    return keyed(register_key, [writer, u(seq, 8)], b"safar given v1" if asked else b"safar made v1", 16)


def request_row(register_key, given, content, writer, seq):
    """id, digest and mac of a row of `request`, for who has the register's key, the caller's id and the command."""
    id = keyed(register_key, [given], b"safar request v2")
    said = hashlib.blake2b(content, digest_size=32, key=register_key, person=b"safar content v2").digest()
    return id, said, keyed(register_key, [id, said, writer, u(seq, 8)], b"safar asked v2")


def verify(path, heads=None):
    """Counts of what was verified; ValueError names the act of the first mismatch."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.text_factory = bytes
    writers = {n: (id, genesis(id, office, key), [0], key) for n, id, office, key in db.execute("SELECT n, id, office, public_key FROM writer")}
    links = {n: w[1] for n, w in writers.items()}
    kinds = {n: (id, kind) for n, id, kind in db.execute("SELECT n, id, kind FROM stream")}
    arrival, events, boxes, erased, last, last_event = bytes(32), 0, 0, 0, 0, 0
    for pos, writer, seq, hlc, received, head, link, arrived in db.execute("SELECT * FROM act ORDER BY pos"):
        try:
            hashes = []
            for event, kind, ver, valid, body in db.execute("SELECT pos, kind, ver, valid, body FROM event WHERE act = ? ORDER BY pos", (pos,)):
                streams = [kinds[n] for n, in db.execute("SELECT stream FROM touch WHERE event = ?", (event,))]
                marks = []
                for i, subject, shelf, other, stored, sealed in db.execute(
                        "SELECT i, subject, shelf, other, digest, sealed FROM box WHERE event = ? ORDER BY i", (event,)):
                    if i != len(marks) or (sealed is not None and digest(sealed) != stored):
                        raise ValueError(f"box {i} of event {event}")
                    marks.append((kinds[subject], None if other is None else kinds[other], shelf, stored))
                    erased += sealed is None
                hashes.append(event_hash(streams, kind, ver, valid, body, marks))
                events, boxes, last_event = events + 1, boxes + len(marks), last_event + 1
                if event != last_event:
                    raise ValueError(f"event {event} is out of its place")
            arrival = arrival_hash(arrival, pos, writers[writer][0], seq, link, received)
            links[writer] = link_hash(links[writer], seq, hlc, head, hashes)
            writers[writer][2][0] += 1
            last += 1
            if (pos, seq, links[writer], arrival) != (last, writers[writer][2][0], link, arrived):
                raise ValueError("it does not follow from what stands before it, or from its contents")
        except (KeyError, OverflowError, TypeError, ValueError) as e:
            raise ValueError(f"act {pos}: {e}") from e
    for n, head, link in db.execute("SELECT n, head, link FROM writer"):
        if head != writers[n][2][0] or link != (links[n] if head else None):
            raise ValueError(f"writer {n}: its head is not its last act (act {last})")
    for what in ("touch t WHERE t.event", "box b WHERE b.event"):
        if db.execute(f"SELECT 1 FROM {what} NOT IN (SELECT pos FROM event) LIMIT 1").fetchone():
            raise ValueError(f"{what[:5]}: a row of no event")
    if db.execute("SELECT 1 FROM request WHERE act NOT IN (SELECT pos FROM act) OR length(id) <> 32 OR length(digest) <> 32 OR length(mac) <> 32 LIMIT 1").fetchone():
        raise ValueError("request: a row of no act, or a hash that is not 32 bytes")
    if db.execute("SELECT 1 FROM event WHERE act NOT IN (SELECT pos FROM act) LIMIT 1").fetchone():
        raise ValueError("event: a row of no act")
    check_signatures(db, writers, links, arrival)
    if heads is not None:
        check_heads(db, writers, heads)
    # A box may be gone only of a person whom an act of erasure names.
    named = {n for n, in db.execute("SELECT t.stream FROM event e JOIN touch t ON t.event = e.pos WHERE e.kind = 34") if kinds[n][1] == 1}
    for event, i, subject, other in db.execute("SELECT event, i, subject, other FROM box WHERE sealed IS NULL"):
        if subject not in named and other not in named:
            raise ValueError(f"box {i} of event {event}: it is gone without an erasure")
    return {"writers": len(writers), "acts": last, "events": events, "boxes": boxes, "erased": erased}


def verify_vectors(path):
    """The hashes of tests/vectors/log.json (boxes: their digests; opening them needs libsodium)."""
    with open(path, encoding="utf-8") as f:
        v = json.load(f)
    b = bytes.fromhex

    def ref(r):
        return (b(r[0]), r[1]) if r else None
    g, a = v["genesis"], v["act"]
    checked = [genesis(b(g["writer"]), g["office"].encode(), b(g["public_key"])) == b(g["link"])]
    for e in a["events"]:
        marks = [(ref(x["subject"]), ref(x["other"]), x["shelf"], b(x["digest"])) for x in e["boxes"]]
        checked.append(event_hash([ref(s) for s in e["streams"]], e["kind"], e["ver"], e["valid"], e["body"].encode(), marks) == b(e["hash"]))
    link = link_hash(b(a["previous_link"]), a["seq"], int(a["hlc"]), a["head"].encode(), [b(e["hash"]) for e in a["events"]])
    checked.append(link == b(a["link"]))
    checked.append(arrival_hash(b(a["previous_arrival"]), a["pos"], b(g["writer"]), a["seq"], link, a["received"]) == b(a["arrival"]))
    r = v["request"]
    row = request_row(b(r["register_key"]), b(r["given"]), r["content"].encode(), b(r["writer"]), r["seq"])
    checked.append(row == (b(r["id"]), b(r["digest"]), b(r["mac"])))
    checked.append(made_request(b(r["register_key"]), b(r["writer"]), r["seq"], True) == b(r["made"]))
    checked += [digest(b(x["sealed"])) == b(x["digest"]) for x in v["boxes"]]
    s = v["signature"]
    message = signed_hash(b(g["writer"]), a["seq"], link, b(a["arrival"]))
    checked += [message == b(s["hash"]), signature_holds(b(s["public_key"]), message, b(s["signature"])), not signature_holds(b(s["public_key"]), bytes(32), b(s["signature"]))]
    if not all(checked):
        raise ValueError(f"vector {checked.index(False)} of {len(checked)}")
    return {"vectors": len(checked)}


def main(arguments):
    if len(arguments) not in (1, 2, 3) or (len(arguments) == 2) != (arguments[0] == "--vectors") or (len(arguments) == 3 and arguments[1] != "--head"):
        print(__doc__)
        return 2
    try:
        heads = None
        if len(arguments) == 3:
            with open(arguments[2], encoding="utf-8") as f:
                heads = json.load(f)
        print(json.dumps(verify_vectors(arguments[1]) if arguments[0] == "--vectors" else verify(arguments[0], heads)))
    except (ValueError, KeyError, TypeError, AttributeError, sqlite3.DatabaseError) as e:
        print(f"not intact: {e}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
