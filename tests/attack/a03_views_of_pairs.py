"""Somebody has a session whose role may not read a shelf, and asks everything of two registers that differ in one value on it."""

from __future__ import annotations

import pathlib
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import sealed_pairs  # noqa: E402

LIMIT = 900
# One of each that reads differently; the matrix asks them all.
ASKED = (("intake_clerk", "casework"), ("finance_officer", "casework"), ("data_analyst", "statistics"), ("counsellor", "audit"))


def attack(sf: Any, folder: pathlib.Path) -> list[str]:
    found = []
    roles = {r["name"]: r for r in sf.describe("roles")}
    for k, (what, (shelf, one, other)) in enumerate(sealed_pairs.PAIRS.items()):
        for upto in ("said", "end"):
            if (upto == "said") != ("said" in one or "said" in other) and what not in ("a death", "a complaint"):
                continue
            with sealed_pairs.life(sf, folder, f"{k}-{upto}-0", one, upto) as a, sealed_pairs.life(sf, folder, f"{k}-{upto}-1", other, upto) as b:
                for name, purpose in ASKED:
                    if sealed_pairs.reads(sf, roles[name], purpose, shelf):
                        continue
                    for (call, answer), (_, again) in zip(sealed_pairs.asked(sf, a, name, purpose), sealed_pairs.asked(sf, b, name, purpose)):
                        if answer != again:
                            at = next((i for i, (x, y) in enumerate(zip(answer, again)) if x != y), 0)
                            found.append(f"{what}: {name} for {purpose}, {call}: {answer[max(0, at - 60) : at + 80]} / {again[max(0, at - 60) : at + 80]}")
    return found


UNMENDED = [
    [("src/register/sealed.cpp", "|| !reads(b.shelf)) continue;", ") continue;")],
    [("src/register/sealed.cpp", "  hide(*kept, fields, reads);\n", "")],
    [("src/base/shelves.cpp", "if (empty & ~full & bit(shelf)) stand(shelf, scope);", "if (empty & ~full & bit(shelf) & 0U) stand(shelf, scope);")],
    [("src/register/rebuild.cpp", "  hide(state, home.house.fields, [&](Shelf shelf) { return shelf == Shelf::open || (shelf == Shelf::counted && reads(shelf)); });\n", "")],
]
