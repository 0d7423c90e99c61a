"""Of what was said of a person nothing can be computed from the files: not by who has no key, and after an erasure not by who has all of them.

``python -m pytest -m slow`` erases 300 of 10,000 persons; the gate 30 of 1,000.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import importlib.util
import itertools
import json
import pathlib
import re
import sqlite3
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import safar as sf
from conftest import Desk
from verify_without_safar import keyed, made_request, request_row

HERE = pathlib.Path(__file__).resolve().parent
SEALED = ("identity", "casefile", "sensitive")
ROLES = ("counsellor", "reviewing_officer", "movement_officer", "protection_officer", "programme_manager", "finance_officer", "receiving_partner", "intake_clerk")


def library() -> ModuleType:
    """The unkeyed functions, as the attack has them."""
    spec = importlib.util.spec_from_file_location("a00", HERE.parent / "attack" / "a00_names_from_the_file.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ATTACK = library()


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Filler:
    """Commands with a marker in every sealed text."""

    def __init__(self) -> None:
        self.n = itertools.count(1)
        self.markers: list[str] = []
        self.members: set[str] = set()

    def of(self, schema: dict[str, Any], defs: dict[str, Any], name: str, known: dict[str, Any]) -> Any:
        if name in known:
            return known[name]
        if "$ref" in schema:
            return self.of({**defs[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}, defs, name, known)
        if "anyOf" in schema:
            return self.of({**schema["anyOf"][0], "x-safar-shelf": schema.get("x-safar-shelf", "open")}, defs, name, known)
        kind, title = schema.get("type"), schema.get("title", "")
        if kind == "object":
            made = {k: self.of(v, defs, k, known) for k, v in schema.get("properties", {}).items() if k not in known.get("-", ())}
            return {k: v for k, v in made.items() if v is not None}
        if kind == "array":
            item = self.of(schema["items"] | ({"x-safar-shelf": schema["x-safar-shelf"]} if "x-safar-shelf" in schema and "$ref" not in schema["items"] else {}), defs, name, known)
            return [] if item is None else [item]
        if "enum" in schema:
            return schema["enum"][0]
        if kind == "boolean":
            return True
        if kind == "integer":
            return 1
        if title in ("partial_date", "date"):
            return "1994-03-21" if name == "birth" else "2018-12-20"
        if title == "country":
            return "GIN"
        if title == "money":
            return "10.00 EUR"
        if title or schema.get("pattern") or schema.get("format"):
            return None
        if kind == "string" and schema.get("x-safar-shelf") in SEALED:
            self.markers.append(f"Zq{next(self.n):05d}wx")
            self.members.add(name)
            return self.markers[-1]
        return None


def person_with_markers(fill: Filler) -> dict[str, Any]:
    schema = sf.describe("schema:apply")
    person = fill.of(schema["$defs"]["migrant"], schema["$defs"], "", {"-": ("person_id", "ref", "age_band")})
    return {**person, "sex": "female", "nationality": "GIN"}


def every_command(desk: Desk, fill: Filler, said: list[dict[str, Any]]) -> set[str]:
    """Tries each command on cases that stand differently, filled from its schema; those that were taken."""
    taken = set()
    cases: dict[int, sf.Receipt] = {}
    for spec in sf.describe("commands"):
        name = spec["name"]
        schema = sf.describe(f"schema:{name}")
        if "case" not in schema["properties"] or name in ("apply", "erase"):
            continue
        for stage in range(3):
            if stage not in cases:
                cases[stage] = desk.apply(given="Plain", family=f"Person{next(fill.n)}")
                if stage == 1:
                    desk.to_booked(cases[stage].case)
                if stage == 2:
                    with desk.as_("counsellor") as s:
                        s.execute({"command": "counsel", "case": cases[stage].case})
            first = cases[stage]
            known = {"case": first.case, "person_id": first.made["persons"][0], "code": "other", "-": ("v", "request", "if_version", "valid", "expect", "other_id", "to_case")}
            command = {"command": name, **fill.of(schema, schema.get("$defs", {}), "", known)}
            command["command"] = name
            if try_roles(desk, command, said, fill):
                taken.add(name)
                if name in ("close", "withdraw_application", "depart", "arrive", "merge", "split_household"):
                    del cases[stage]
                break
    return taken


def try_roles(desk: Desk, command: dict[str, Any], said: list[dict[str, Any]], fill: Filler) -> bool:
    for role in ROLES:
        with desk.as_(role) as s:
            try:
                s.execute(command, request=f"{next(fill.n):032x}")
            except sf.SafarError:
                continue
            said.append(command)
            return True
    return False


def by_files(desk: Desk, fill: Filler, folder: pathlib.Path, said: list[dict[str, Any]]) -> None:
    """Applications through a single command, bulk, intake and a kernel."""
    people = [person_with_markers(fill) for _ in range(8)]
    flat = [{k: v for k, v in p.items() if isinstance(v, str) and k not in ("relation",)} for p in people]
    columns = sorted(flat[0])
    for name, rows in (("intake.csv", flat[:2]), ("kernel.csv", flat[2:4])):
        (folder / name).write_text("\n".join([",".join(["site", *columns]), *(",".join(["ML-BKO-1", *(r[c] for c in columns)]) for r in rows)]) + "\n")
    with desk.as_("intake_clerk") as s:
        assert s.intake(folder / "intake.csv").applied == 2
        key = s.request_key()
        for given in ({}, {"request_key": key}):
            assert {r["status"] for r in s.execute_many(sf.kernel("csv", folder / "kernel.csv", **given)).to_dicts()} == {"done"}
        many = [{"command": "apply", "site": "ML-BKO-1", "persons": [p]} for p in people[4:7]]
        assert {r["status"] for r in s.execute_many([{**c, "request": f"{next(fill.n):032x}"} for c in many]).to_dicts()} == {"done"}
        s.execute({"command": "apply", "site": "ML-BKO-1", "persons": people[7:]}, request=hashlib.md5(people[7]["given_name"].encode()).hexdigest())
    with desk.as_("project_officer", "portfolio") as s:
        s.accept_sheets("Project title: Zqsheetwx (HALI)\nDonors: Norway\nDuration: 2009-2010\n", status="closed")
    said += [{"persons": [f], "site": "ML-BKO-1"} for f in flat] + many


@pytest.fixture
def filled(empty: Desk, tmp_path: pathlib.Path) -> tuple[Desk, Filler, list[dict[str, Any]]]:
    fill, said = Filler(), []
    by_files(empty, fill, tmp_path, said)
    taken = every_command(empty, fill, said)
    assert len(taken) >= 15, taken
    return empty, fill, said


def forms(value: bytes) -> tuple[bytes, ...]:
    return value, value.hex().encode(), value.hex().upper().encode()


def texts(fill: Filler, said: list[dict[str, Any]]) -> Iterator[bytes]:
    for marker in fill.markers:
        yield marker.encode()
    for command in said:
        name = str(command.get("command", "apply"))
        plain = {k: v for k, v in command.items() if k not in ("command", "v", "request")}
        for form in (plain, {"command": name, **plain}, {"command": name, "v": 1, **plain}):
            yield canonical(form).encode()
        yield (name + canonical(plain) + "|-1").encode()


def unkeyed_found(fill: Filler, said: list[dict[str, Any]], data: bytes) -> set[str]:
    """By their first 16 bytes, as bytes and as hex digits."""
    values = {value[:16]: text[:60].decode() for text in texts(fill, said) for value in ATTACK.unkeyed(text)}
    found = {values[data[at : at + 16]] for at in range(len(data) - 15) if data[at : at + 16] in values}
    for run in re.finditer(rb"[0-9A-Fa-f]{32,}", data):
        digits = run.group().decode().lower()
        for at in range(len(digits) - 31):
            if (text := values.get(bytes.fromhex(digits[at : at + 32]))) is not None:
                found.add(text)
    return found


def stored(path: pathlib.Path) -> bytes:
    return b"\0".join(p.read_bytes() for p in sorted(path.parent.glob(path.name + "*")) if p.suffix != ".lease")


def test_nothing_is_computed_without_a_key(filled: tuple[Desk, Filler, list[dict[str, Any]]]) -> None:
    desk, fill, said = filled
    assert len(fill.markers) >= 57 and len(fill.members) >= 12, (len(fill.markers), sorted(fill.members))
    data = stored(desk.path)
    assert unkeyed_found(fill, said, data) == set()
    assert not [m for m in fill.markers if m.encode() in data]
    # Control: what is looked for would be found.
    planted = fill.markers[3]
    assert unkeyed_found(fill, said, ATTACK.unkeyed(planted.encode())[0]) == {planted}
    assert len(unkeyed_found(fill, said, b"x" + ATTACK.unkeyed(canonical(said[0]).encode())[-1].hex().upper().encode())) == 1


def test_heads_name_made_ids_only(filled: tuple[Desk, Filler, list[dict[str, Any]]]) -> None:
    desk, _, _ = filled
    key = register_key(desk.path)
    desk.register.close()
    with sqlite3.connect(f"file:{desk.path}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT w.id, a.seq, a.head FROM act a JOIN writer w ON w.n = a.writer").fetchall()
        asked = db.execute("SELECT r.id, r.digest, r.mac, w.id, a.seq FROM request r JOIN act a ON a.pos = r.act JOIN writer w ON w.n = a.writer").fetchall()
    acts_asked = {(writer, seq) for _, _, _, writer, seq in asked}
    assert len(rows) > 40
    for writer, seq, head in rows:
        assert json.loads(head)["request"] == made_request(key, writer, seq, (writer, seq) in acts_asked).hex()
    assert len(asked) > 10
    for id, digest, mac, writer, seq in asked:
        assert mac == keyed(key, [id, digest, writer, seq.to_bytes(8, "little")], b"safar asked v2")


# With every key, after an erasure


def register_key(path: pathlib.Path) -> bytes:
    """The register's own key, unwrapped as docs/storage.md says."""
    sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
    kek = bytes.fromhex(path.with_suffix(".key").read_text().split()[1])
    with sqlite3.connect(f"file:{path}.keys?mode=ro", uri=True) as db:
        epoch, wrapped = db.execute("SELECT epoch, wrapped FROM secret WHERE owner = 0 AND shelf = 64").fetchone()
    aad = b"safar key 1" + bytes(16) + bytes([64]) + epoch.to_bytes(4, "little")
    out, n = ctypes.create_string_buffer(32), ctypes.c_ulonglong()
    sealed = wrapped[25:]
    assert wrapped[0] == 1
    assert 0 == sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        out, ctypes.byref(n), None, sealed, ctypes.c_ulonglong(len(sealed)), aad, ctypes.c_ulonglong(len(aad)), wrapped[1:25], kek
    )
    return out.raw


def keyed_of(key: bytes, row: dict[str, Any], request: str | None) -> list[bytes]:
    """All that the register made of an application: its row's id, its request's row, its digest."""
    rows = keyed(key, [b"apply"], b"safar rows v2")
    fact = canonical(row)
    id = request or keyed(rows, [fact.encode(), b""], b"safar row v1", 16).hex()
    given = bytes.fromhex(id)
    out = [given, keyed(key, [given], b"safar request v2"), keyed(key, [fact.encode()], b"safar content v2")]
    return [*out, hashlib.blake2b(("apply" + fact + "|-1").encode(), digest_size=32, key=key, person=b"safar content v2").digest()]


def life(empty: Desk, folder: pathlib.Path, persons: int, erased: int) -> None:
    half = persons // 2
    rows = [{"persons": [{"family_name": f"Zwib{n:05d}", "given_name": f"Qrx{n}", "nationality": "GIN"}], "site": "ML-BKO-1"} for n in range(persons)]
    (folder / "in.csv").write_text("site,given_name,family_name,nationality\n" + "".join(f"ML-BKO-1,{p['given_name']},{p['family_name']},GIN\n" for r in rows[:half] for p in r["persons"]))
    requests: list[str | None] = [None] * half + [hashlib.md5(b"%d" % n).hexdigest() for n in range(persons - half)]
    with empty.as_("intake_clerk") as s:
        assert s.intake(folder / "in.csv").applied == half
        assert {r["status"] for r in s.execute_many([{"command": "apply", **r, "request": q} for r, q in zip(rows[half:], requests[half:], strict=True)]).to_dicts()} == {"done"}
        ids: dict[str, str] = {}
        cursor: str | None = ""
        while cursor is not None:
            frame = s.query({"v": 1, "from": "persons", "select": ["person_id", "family_name"], "limit": 5000, **({"after": cursor} if cursor else {})}).frame()
            ids |= {r["family_name"]: r["person_id"] for r in frame}
            cursor = frame.cursor or None
    key = register_key(empty.path)
    victims = list(range(0, persons, persons // erased))[:erased]
    values = {n: keyed_of(key, rows[n], requests[n]) for n in range(persons)}
    with empty.as_("data_protection_officer", "data_protection") as s:
        before = stored(empty.path)
        found = [n for n in victims if any(f in before for v in values[n][1:] for f in forms(v))]
        receipt = s.execute({"command": "erase", "persons": [ids[f"Zwib{n:05d}"] for n in victims], "reason": {"code": "data_subject_request"}}, request="ab" * 16)
        assert receipt.advice[0]["code"] == "done"
    after = stored(empty.path)
    assert found == victims, "control: before the erasure each of them is there"
    assert not [n for n in victims if any(f in after for v in values[n] for f in forms(v))]
    kept = [n for n in range(persons) if n not in set(victims)]
    assert all(values[n][1] in after and values[n][3] in after for n in kept[:50]), "control: the others are"
    assert request_row(key, b"\xab" * 16, b"", b"", 0)[0] not in after, "nor that of the erasure itself"
    with empty.as_("auditor", "audit") as s:
        assert s.verify().intact


def test_after_an_erasure_nothing_is_computed_with_the_keys(empty: Desk, tmp_path: pathlib.Path) -> None:
    life(empty, tmp_path, 1000, 30)


@pytest.mark.slow
def test_after_a_large_erasure_nothing_is_computed_with_the_keys(empty: Desk, tmp_path: pathlib.Path) -> None:
    life(empty, tmp_path, 10_000, 300)


# Rows of a file


def test_two_equal_rows_are_two_persons_and_the_file_again_is_none(empty: Desk, tmp_path: pathlib.Path) -> None:
    (tmp_path / "in.csv").write_text("site,given_name,nationality\n" + "ML-BKO-1,Mariam,GIN\n" * 3)
    with empty.as_("intake_clerk") as s:
        for dry in (True, False):
            report = s.intake(tmp_path / "in.csv", dry_run=dry)
            assert (report.applied, report.repeated) == (3, 0) and report.issues_csv.count("repeated_row") == 2
        assert (s.intake(tmp_path / "in.csv").repeated, len(s.query("cases"))) == (3, 3)
    (tmp_path / "ref.csv").write_text("site,ref,nationality\n" + "ML-BKO-1,x1,GIN\n" * 2)
    with empty.as_("intake_clerk") as s:
        report = s.intake(tmp_path / "ref.csv")
        assert (report.applied, report.repeated, report.changed_rows) == (1, 1, 0), "a reference says that they are one"


def test_a_file_that_is_read_again_after_an_erasure_brings_them_in_again(empty: Desk, tmp_path: pathlib.Path) -> None:
    (tmp_path / "in.csv").write_text("site,given_name,nationality\nML-BKO-1,Mariam,GIN\nML-BKO-1,Awa,GIN\n")
    with empty.as_("intake_clerk") as s:
        s.intake(tmp_path / "in.csv")
        person = [r["person_id"] for r in s.query("persons") if r["given_name"] == "Awa"]
    with empty.as_("data_protection_officer", "data_protection") as s:
        s.execute({"command": "erase", "persons": person, "reason": {"code": "data_subject_request"}})
    with empty.as_("intake_clerk") as s:
        for dry in (True, False):
            report = s.intake(tmp_path / "in.csv", dry_run=dry)
            assert (report.applied, report.repeated) == (1, 1)


@pytest.mark.parametrize("role, purpose", [("data_analyst", "statistics"), ("auditor", "audit"), ("finance_officer", "casework"), ("intake_clerk", "statistics")])
def test_who_may_not_apply_is_told_before_the_file_is_looked_at(empty: Desk, tmp_path: pathlib.Path, role: str, purpose: str) -> None:
    mapping = {"v": 1, "into": "record", "constants": {"/set": "nothing"}}
    with empty.as_(role, purpose) as s:
        for dry in (True, False):
            with pytest.raises(sf.NotPermittedError):
                s.intake(tmp_path / "there_is_none.csv", dry_run=dry)
            if role != "finance_officer":
                with pytest.raises(sf.NotPermittedError):
                    s.intake(tmp_path / "there_is_none.csv", mapping=mapping, dry_run=dry)
        if not (role == "finance_officer"):
            with pytest.raises(sf.NotPermittedError):
                s.accept_sheets("Project title: HALI\n", dry_run=True)
