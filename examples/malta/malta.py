"""Malta: a chain of three projects with African countries of origin. ``python examples/malta/malta.py``"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import desk  # noqa: E402

FACTS = Path(__file__).with_name("facts.jsonl")
DONORS = {"from": "parties", "where": [["role", "=", "donor"]], "select": ["ref", "party", "in_force", "share", "amount"], "valid_on": "2015-01-01"}

QUESTIONS: list[desk.Question] = [
    ("Who paid, and how much of it? (The shares were not published.)", DONORS),
    ("What follows what?", {"from": "projects", "select": ["ref", "predecessors", "successors", "status", "ends"]}),
    ("Which project surely ran on 1 January 2015?",
     {"from": "projects", "where": [["running", "=", True]], "valid_on": "2015-01-01", "select": ["ref", "title", "starts", "ends"]}),
    ("And of which is it not known whether it ran in June 2013?",
     {"from": "projects", "where": [["running", "unknown"]], "valid_on": "2013-06-01", "select": ["ref", "starts", "ends"]}),
    ("What did the last one do?",
     {"from": "activities", "where": [["ref", "=", "ENHANCED"]], "select": ["kind", "title", "country", "participants", "count"]}),
    ("What came out?", {"from": "outputs", "where": [["ref", "=", "ENHANCED"]], "select": ["kind", "title", "count", "languages"]}),
    ("How did it start and end?",
     {"from": "projects", "where": [["ref", "=", "ENHANCED"]], "select": ["status", "started_on", "ended_on", "amendments"]}),
]  # fmt: skip


def facts() -> Iterator[dict[str, Any]]:
    """All commands of the example, in their order."""
    return desk.lines(FACTS)


def story(folder: Path, out: TextIO) -> None:
    """Enters the facts and asks the questions."""
    with desk.Desk(folder, "MLA", zone="Europe/Malta") as office:
        n = office.enter(facts())
        out.write(f"{n} commands: one chain of three projects\n")
        desk.tell(office, QUESTIONS, out)


if __name__ == "__main__":
    raise SystemExit(desk.main(__doc__ or "", story))
