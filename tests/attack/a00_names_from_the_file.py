"""Somebody who has the register's files and no key computes from guessed persons what the library might have stored of them, also of the erased."""

import hashlib
import json
import struct
import uuid
import zlib

CSV = "site,given_name,family_name,birth,phone,nationality,trafficked\n"
PEOPLE = [("Mariam", "Diallo", "1994-03-21", "+22370123456", "true"), ("Ibrahima", "Bah", "1999-03-02", "+22370123457", "false"),
          ("Awa", "Ceesay", "2001-07-14", "+22370123458", "false"), ("Kwame", "Mensah", "1990-01-30", "+22370123459", "true")]
PERSONALS = (b"", b"safar act v1", b"safar box v1", b"safar writer v1", b"safar arrive v1", b"safar pair v1", b"safar set v1", b"safar doc v1",
             b"safar request v1", b"safar request v2", b"safar content v2", b"safar asked v2", b"safar made v1", b"safar row v1", b"safar rows v1", b"safar rows v2",
             b"safar again v1", b"safar document", b"safar number", b"safar phone", b"safar month v1", b"safar sheet v1", b"safar programme", b"safar fields v1",
             b"safar house v1", b"safar intake ref")
NAMESPACES = ("5d1c70f2-6d55-5a6e-9a52-0d1f0a2f5b33", "0f6b9c8e-8f6c-5a1f-9a53-52d4c1b5b7aa")


def fnv128(data: bytes) -> bytes:
    h = 0x6C62272E07BB014262B821756295C58D
    for c in data:
        h = ((h ^ c) * 0x1000000000000000000013B) % 2**128
    return h.to_bytes(16, "big")


def framed(*parts: bytes) -> bytes:
    return struct.pack("<Q", len(parts)) + b"".join(struct.pack("<Q", len(p)) + p for p in parts)


def unkeyed(text: bytes) -> list[bytes]:
    """What every function of the library that needs no key makes of a text, and what others might use."""
    out = [fnv128(text), fnv128(text + b"\x1f"), hashlib.md5(text).digest(), hashlib.sha1(text).digest(), hashlib.sha256(text).digest(), hashlib.sha512(text).digest()[:32]]
    out += [uuid.uuid5(uuid.UUID(n), text.decode("utf-8", "replace")).bytes for n in NAMESPACES]
    for personal in PERSONALS:
        for form in (text, framed(text), framed(text, b"")):
            out += [hashlib.blake2b(form, digest_size=size, person=personal[:16]).digest() for size in (16, 32)]
    return out


def crcs(text: bytes) -> list[bytes]:
    return [zlib.crc32(text).to_bytes(4, order) for order in ("big", "little")]


def fact(person: tuple[str, ...], site: str = "ML-BKO-1") -> dict[str, object]:
    given, family, birth, phone, trafficked = person
    return {"persons": [{"birth": birth, "family_name": family, "given_name": given, "nationality": "GIN", "phone": phone, "trafficked": trafficked == "true"}], "site": site}


def texts_of(person: tuple[str, ...]) -> list[bytes]:
    """The row's canonical JSON, as a fact and as commands, and its plain values."""
    row = fact(person)
    forms = [row, {"command": "apply", **row}, {"command": "apply", "v": 1, **row}]
    out = [json.dumps(f, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() for f in forms]
    out.append(b"apply" + out[0] + b"|-1")
    return [*out, *(v.encode() for v in person[:4]), " ".join(person[:2]).encode()]


def stored(path) -> bytes:
    return b"\0".join(f.read_bytes() for f in sorted(path.parent.glob(path.name + "*")) if not f.name.endswith((".lease", ".csv")))


def traces(people, data: bytes) -> list[str]:
    found = []
    for person in people:
        for text in texts_of(person):
            for value in unkeyed(text):
                if any(form in data for form in (value, value[:16], value.hex().encode(), value.hex().upper().encode(), value[:16].hex().encode())):
                    found.append(f"{person[0]} {person[1]}: {value[:4].hex()}... of {text[:40]!r}")
                    break
    return found


def attack(sf, folder):
    path = folder / "mali.safar"
    register = sf.Register.create(path, office="BKO", programme="ML-JI", keys=sf.keys.file(folder / "key.bin"))
    head, rows = CSV, ["ML-BKO-1," + ",".join((p[0], p[1], p[2], p[3], "GIN", p[4])) + "\n" for p in PEOPLE]
    (folder / "in.csv").write_text(head + rows[0] + rows[1])
    (folder / "kernel.csv").write_text(head + rows[2])
    with register.session("fatou.d", "intake_clerk", "casework") as s:
        s.intake(folder / "in.csv")
        s.execute_many(sf.kernel("csv", folder / "kernel.csv"))
        s.execute({"command": "apply", **fact(PEOPLE[3])}, request=hashlib.md5(PEOPLE[3][1].encode()).hexdigest())
        persons = [r["person_id"] for r in s.query("persons")]
    found = traces(PEOPLE, stored(path))
    with register.session("dpo.k", "data_protection_officer", "data_protection") as s:
        s.execute({"command": "erase", "persons": persons, "reason": {"code": "data_subject_request"}})
    register.close()
    return found + traces(PEOPLE, stored(path))


UNMENDED = [
    ("src/exchange/row_id.cpp", "&state, key.data(), key.size(), out.size()", "&state, key.data(), 0, out.size()"),
    ("src/store/batch.cpp", "    a.request = made_request(*c.register_key, c.writer, a.seq, !in.request.none());", "    a.request = in.request.none() ? made_request(*c.register_key, c.writer, a.seq, false) : in.request;"),
]
