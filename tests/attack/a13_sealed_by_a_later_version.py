"""Somebody who may not read the sensitive shelf looks for what was recorded in a field before the agency sealed it."""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import sealed_pairs  # noqa: E402

MARK = "Onchocerciasis57"


def desk(version: str, shelf: str) -> dict[str, Any]:
    fields = [{"id": 1, "name": "nights", "type": "integer", "shelf": "open"}, {"id": 2, "name": "illness", "type": "text", "shelf": shelf}]
    return {"v": 1, "field_set": "desk", "version": version, "of": "person", "doc": "What the desk asks.", "fields": fields}


def made(sf: Any, folder: pathlib.Path, name: str, values: dict[str, Any]) -> Any:
    now = [1_546_300_800_000_000]

    def clock() -> int:
        now[0] += 1000
        return now[0]

    register = sf.Register.create(folder / f"{name}.safar", office="BKO", programme="ML-JI", keys=sf.keys.file(folder / f"{name}.k"), clock=clock)
    register.adopt_field_set(desk("1", "open"))
    with register.session("a", "intake_clerk") as s:
        done = s.execute({"command": "apply", "site": "ML-BKO-1", "persons": [{"given_name": "Awa"}]})
    with register.session("a", "counsellor") as s:
        s.execute({"command": "record", "case": done.case, "set": "desk", "values": {"nights": 1, **values}})
        register.adopt_field_set(desk("2", "sensitive"))
        s.execute({"command": "record", "case": done.case, "set": "desk", "values": {"nights": 2}})
        if values and MARK not in json.dumps(list(s.query("events")), default=str):
            raise AssertionError("a counsellor may read it")
    register.known = {"case": done.case, "other": done.case, "first": done.made["persons"][0], "second": done.made["persons"][0]}
    return register


def attack(sf: Any, folder: pathlib.Path) -> list[str]:
    found = []
    with made(sf, folder, "said", {"illness": MARK}) as said, made(sf, folder, "not", {}) as not_said:
        for role in sf.describe("roles"):
            for purpose in ("casework", "statistics"):
                if sealed_pairs.reads(sf, role, purpose, "sensitive"):
                    continue
                for (call, a), (_, b) in zip(sealed_pairs.asked(sf, said, role["name"], purpose), sealed_pairs.asked(sf, not_said, role["name"], purpose)):
                    if MARK in a or a != b:
                        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), 0)
                        found.append(f"{role['name']} for {purpose}, {call}: {a[max(0, at - 60) : at + 80]} / {b[max(0, at - 60) : at + 80]}")
    return found


UNMENDED = [
    [("src/register/fields.cpp", "      if (!reads(f.shelf) || !reads(shelf_now(record.head.set, f.name, f.shelf)))\n", "      if (!reads(f.shelf))\n")],
    [("src/register/sealed.cpp", "  std::erase_if(state.recorded, [&](const RecordedValue& v) { return !reads(fields.shelf_now(v.set, v.name, Shelf::open)); });\n", "")],
]
