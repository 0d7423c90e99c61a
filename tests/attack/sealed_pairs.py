"""Two registers that lead the same life but for what is sealed, and what each looks like to somebody who may not read it."""

from __future__ import annotations

import json
import pathlib
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

FIELDS = {
    "v": 1, "field_set": "desk", "version": "1", "of": "person", "doc": "What the desk asks.",
    "fields": [
        {"id": 1, "name": "nights", "type": "integer", "shelf": "open"},
        {"id": 2, "name": "debts", "type": "text", "shelf": "casefile"},
        {"id": 3, "name": "harmed", "type": "boolean", "shelf": "sensitive"},
        {"id": 4, "name": "illness", "type": "text", "shelf": "sensitive"},
    ],
}  # fmt: skip

TWO = [("counsellor", "assess", {}), ("counsellor", "assess", {})]
SAID = {"trafficked": True, "health_needs": True, "unaccompanied": True}
# name: the shelf on which the two differ, and what the life of each has; who did it is open, and the same
PAIRS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "medical care": ("sensitive", {}, {"said": [TWO[0], ("counsellor", "medical", {"care": "surgery"})]}),
    "protection": ("sensitive", {}, {"said": [("counsellor", "protect", {"measure": "safe house"}), TWO[1]]}),
    "a complaint": ("sensitive", {}, {"said": [TWO[0], ("counsellor", "complain", {"about": "staff_conduct", "text": "He asked for money."})]}),
    "a complaint answered": ("sensitive", {"said": [TWO[0], ("protection_officer", "assess", {})]}, {"said": [("counsellor", "complain", {}), ("protection_officer", "answer_complaint", {"answer": "upheld"})]}),
    "what an assessment found": ("sensitive", {}, {"said": [TWO[0], ("counsellor", "assess", {"kind": "trafficking", "result": "trafficked"})]}),
    "a death": ("casefile", {}, {"said": [TWO[0], ("counsellor", "record_death", {"circumstances": "At sea."})]}),
    "a death of each": ("casefile", {"said": [TWO[0], ("counsellor", "assess", {"person": 1})]}, {"said": [("counsellor", "record_death", {}), ("counsellor", "record_death", {"person": 1})]}),
    "a death, not a complaint": ("sensitive", {"said": [TWO[0], ("counsellor", "complain", {})]}, {"said": [TWO[0], ("counsellor", "medical", {})]}),
    "what was said at intake": ("sensitive", {}, {"intake": SAID}),
    "that it was refused at intake": ("sensitive", {"intake": {"trafficked": {"absent": "refused"}}}, {"intake": {"trafficked": False, "health_needs": False}}),
    "what was corrected": ("sensitive", {}, {"correct": {"trafficked": True}}),
    "what a referral is for": ("sensitive", {}, {"need": "rape counselling"}),
    "an escort": ("sensitive", {}, {"transit": {"escort": "medical", "escorts": 1, "medical_needs": "Oxygen."}}),
    "fields of a set": ("sensitive", {}, {"values": {"harmed": True, "illness": "Tuberculosis."}}),
    "casefile fields of a set": ("casefile", {}, {"values": {"debts": "2000 EUR to a smuggler"}}),
    "a case that ends by death": ("casefile", {}, {"outcome": "deceased", "because": "died"}),
}  # fmt: skip


def life(sf: Any, folder: pathlib.Path, name: str, has: dict[str, Any], upto: str = "end") -> Any:
    """A register whose life is the same for every `has`, but for what `has` seals. Its clock runs an hour a question."""
    now = [1_546_300_800_000_000]

    def clock() -> int:
        now[0] += 1000
        return now[0]

    register = sf.Register.create(folder / f"{name}.safar", office="BKO", programme="ML-JI", zone="UTC", keys=sf.keys.file(folder / f"{name}.k"), clock=clock)
    register.adopt_field_set(FIELDS)

    def do(role: str, command: dict[str, Any]) -> Any:
        now[0] += 3_600_000_000
        with register.session("a", role) as s:
            return s.execute(command)

    cases: list[str] = []
    persons: list[list[str]] = []
    for k in range(2):
        people = [{"given_name": f"Awa{k}{i}", "nationality": "GIN", "sex": "female", "ref": f"p{k}{i}", **(has.get("intake", {}) if (k, i) == (0, 0) else {})} for i in range(2)]
        done = do("intake_clerk", {"command": "apply", "site": "ML-BKO-1", "ref": f"c{k}", "persons": people})
        cases.append(done.case)
        persons.append(done.made["persons"])
    case, (first, second) = cases[0], persons[0]
    do("counsellor", {"command": "counsel", "case": case})
    for role, command, members in has.get("said", TWO):
        fields = {k: v for k, v in members.items() if k != "person"}
        do(role, {"command": command, "case": case, "person_id": persons[0][members.get("person", 0)], **fields})
    register.known = {"case": case, "other": cases[1], "first": first, "second": second}  # what an insider knows anyway
    if upto == "said":
        return register
    do("counsellor", {"command": "consent", "case": case, "scope": ["programme"]})
    do("counsellor", {"command": "refer", "case": case, "to": "clinic", "reason": {"code": "care"}, **({"need": has["need"]} if "need" in has else {})})
    do("movement_officer", {"command": "transit", "case": case, "legs": [{"from": "MLI", "to": "GIN"}], **has.get("transit", {})})
    do("counsellor", {"command": "record", "case": case, "person_id": first, "set": "desk", "values": {"nights": 3, **has.get("values", {})}})
    do("counsellor", {"command": "correct", "case": case, "person": {"person_id": first, "family_name": "Sow", **has.get("correct", {})}, "reason": {"code": "x"}})
    do("counsellor", {"command": "split_household", "case": case, "persons": [second], "reason": {"code": "parted"}})
    do("counsellor", {"command": "close", "case": case, "outcome": has.get("outcome", "other"), "reason": {"code": has.get("because", "other")}})
    return register


ID = re.compile(r"[0-9a-f]{32,64}")
ACT = re.compile(r"\b[0-9a-f]{8}-(\d+)")


def plain(text: Any) -> str:
    """Without random ids."""
    return ACT.sub(r"act-\1", ID.sub("#", text if isinstance(text, str) else json.dumps(text, sort_keys=True, default=str)))


def shape(path: pathlib.Path, known: dict[str, str]) -> dict[str, list[Any]]:
    """All that can be told of a register file without a key, but for random bytes, and who has which of them (`known`)."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = {bytes.fromhex(i): name for name, i in known.items()}
        who = {n: names.get(i, f"kind {kind}") for n, i, kind in db.execute("SELECT n, id, kind FROM stream")} | {None: "", 0: "the register"}
        out: dict[str, list[Any]] = {"act": [(seq, received, plain(head)) for seq, received, head in db.execute("SELECT seq, received, head FROM act ORDER BY pos")]}
        tables = [t for t, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        for table in tables:
            if table in ("act", "writer", "taken", "recovery"):  # which spare key went to whom is settled when it is settled
                continue
            columns = [c for _, c, *_ in db.execute(f"PRAGMA table_info({table})")]
            hidden = {"i"} if table == "box" else {"n", "id"} if table == "stream" else {"digest"} if table == "request" else set()

            def cell(column: str, value: Any) -> Any:
                if column in ("stream", "subject", "other", "owner"):
                    return who.get(value, value)
                return len(value) if isinstance(value, bytes) else plain(value) if isinstance(value, str) else value

            out[table] = sorted(str([cell(c, v) for c, v in zip(columns, row) if c not in hidden]) for row in db.execute(f"SELECT * FROM {table}"))
        out["tables"] = tables
    finally:
        db.close()
    keys = sqlite3.connect(f"file:{path}.keys?mode=ro", uri=True)
    try:
        out["keys"] = sorted((who.get(owner), shelf) for owner, shelf in keys.execute("SELECT owner, shelf FROM secret"))
    finally:
        keys.close()
    return out


def reads(sf: Any, role: dict[str, Any], purpose: str, shelf: str) -> bool:
    """May this role, for this purpose, read the shelf? As docs/commands.md says it."""
    return shelf in role["reads"] and (purpose == "casework" or (purpose == "data_protection" and role["name"] == "data_protection_officer"))


def asked(sf: Any, register: Any, role: str, purpose: str) -> Iterator[tuple[str, str]]:
    """Everything that somebody can ask, and the answer, errors too."""

    def answer(call: Any) -> str:
        try:
            return plain(call())
        except sf.SafarError as e:
            return plain(f"{type(e).__name__} {e.code} {e.field} {e.reason} {e.message} {e.remedy}")

    known = register.known
    with register.session("a", role, purpose) as s:
        views = [v["name"] if isinstance(v, dict) else v for v in sf.describe("views")] + ["fields:desk"]
        for view in views:
            yield view, answer(lambda: "\n".join(sorted(plain(row) for row in json.loads(s._core.query(json.dumps({"v": 1, "from": view, "limit": 500})).json())["rows"])))
            yield f"{view} of the case", answer(lambda: s._core.query(json.dumps({"v": 1, "from": view, "where": [["case", "=", known["case"]]]})).json())
        for column in ("kind", "command", "boxes", "touches", "fact"):
            yield f"events by {column}", answer(lambda: s._core.query(json.dumps({"v": 1, "from": "events", "group": [column]})).json())
        for kind in ("assess", "medical", "protect", "complain", "answer_complaint", "record_death", "assessed"):
            for column in ("kind", "command"):
                yield f"events with {column} {kind}", answer(lambda: s._core.query(json.dumps({"v": 1, "from": "events", "where": [[column, "=", kind]]})).json())
        for name in ("trafficked", "health_needs", "unaccompanied"):
            yield f"persons with {name}", answer(lambda: s._core.query(json.dumps({"v": 1, "from": "persons", "where": [[name, "known"]]})).json())
        for command in sf.describe("commands"):
            name = command["name"] if isinstance(command, dict) else command
            for who in ({}, {"person_id": known["first"]}, {"person_id": known["second"]}):
                for case in (known["case"], known["other"]):
                    yield f"check {name} {len(who)}", answer(lambda: s.check({"command": name, "case": case, "reason": {"code": "x"}, **who}).json())
        case = answer(lambda: s.case("BKO-2019-00001")._repr_html_())
        yield "the card", case
        yield "verify", answer(lambda: s.verify().json())
        yield "dumps", answer(lambda: "\n".join(sorted(plain(s.projection_dumps()[0]).splitlines())))
