"""Morocco: a country's programme of voluntary return, its framework, and cases under it. ``python examples/morocco/morocco.py``"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import desk  # noqa: E402

FACTS = Path(__file__).with_name("facts.jsonl")
FIRST_DAY = dt.date(2021, 9, 1)

QUESTIONS: list[desk.Question] = [
    ("What does the national programme rest on, and what is it for?",
     {"from": "programmes", "where": [["ref", "=", "MA-VRR"]], "select": ["ref", "title", "legal_basis", "country", "objective"]}),
    ("Whom does it work with, as what?",
     {"from": "parties", "where": [["ref", "=", "MA-VRR"], ["role", "!=", "country"]], "select": ["role", "party"]}),
    ("Through which missions do people get their papers?", {"from": "programmes", "where": [["ref", "=", "MA-VRR"]], "select": ["missions"]}),
    ("How are people referred?", {"from": "programmes", "where": [["ref", "=", "MA-VRR"]], "select": ["pathways"]}),
    ("On which levels and in which dimensions is reintegration thought of?", {"from": "programmes", "select": ["ref", "approach"]}),
    ("In the framework of what was the forum held, and with whose support?",
     {"from": "parties", "where": [["ref", "=", "JI-NA-FORUM"], ["role", "in", ["donor", "implementing", "partner"]]],
      "select": ["programme", "dialogue", "role", "party"]}),
    ("Who spoke at it, about what?", {"from": "meetings", "select": ["ref", "level", "theme", "participants", "conclusions"]}),
    ("What was presented?", {"from": "outputs", "select": ["ref", "kind", "title"]}),
    ("To which country was nobody returned on 1 July 2022?",
     {"from": "programmes", "where": [["ref", "=", "MA-VRR"]], "valid_on": "2022-07-01", "select": ["ref", "countries", "blocked"]}),
    ("And on 1 September 2022?", {"from": "programmes", "where": [["ref", "=", "MA-VRR"]], "valid_on": "2022-09-01", "select": ["ref", "blocked"]}),
    ("How many cases are under each programme, and where do they stand?", {"from": "cases", "group": ["programme", "journey"]}),
]  # fmt: skip


def across(office: desk.Desk, out: TextIO) -> None:
    """Cases beside their programme: what it rests on, and on which of its levels each case got services."""
    out.write("\nOn which levels of the programme's approach did its cases get services? (Cases and programme crossed.)\n")
    programmes = {p["ref"]: p for p in office.ask({"from": "programmes", "select": ["ref", "legal_basis", "approach"]})}
    services: dict[str, list[str]] = {}
    for event in office.ask({"from": "events", "where": [["kind", "=", "assist"]], "select": ["case", "fact"]}):
        services.setdefault(event["case"], []).append(json.loads(event["fact"])["level"])
    for case in office.ask({"from": "cases", "select": ["ref", "case", "programme", "departed_on", "services"]}):
        programme = programmes[case["programme"]]
        given = services.get(case["case"], [])
        levels = [f"{level} {given.count(level)}" for level in programme["approach"][:3]]
        left, all_ = desk.shown(case["departed_on"]), case["services"]
        out.write(f"    {case['ref']}  left {left}  {all_} services: {', '.join(levels)}  under: {programme['legal_basis']}\n")


def facts() -> Iterator[dict[str, Any]]:
    """All commands of the example, in their order."""
    return desk.lines(FACTS)


def story(folder: Path, out: TextIO) -> None:
    """Enters the facts and asks the questions."""
    with desk.Desk(folder, "RBA", programme="MA-VRR", zone="Africa/Casablanca", first_day=FIRST_DAY) as office:
        n = office.enter(facts())
        out.write(f"{n} commands: a programme, its framework, a forum, two generated cases\n")
        desk.tell(office, QUESTIONS, out)
        across(office, out)


if __name__ == "__main__":
    raise SystemExit(desk.main(__doc__ or "", story))
