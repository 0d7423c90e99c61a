"""MTM: a dialogue of states, its phases, its project sheets taken in from their text. ``python examples/mtm/mtm.py``"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import safar as sf

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import desk  # noqa: E402

HERE = Path(__file__).resolve().parent
MEANS = {"dialogue": "MTM", "status": "closed", "source": "Completed projects of the MTM Dialogue", "language": "en"}
"""What is known of all the sheets and stands in none of them."""

QUESTIONS: list[desk.Question] = [
    ("Which projects surely covered Mali on 15 March 2010, in the extension of one of them?",
     {"from": "parties", "where": [["role", "=", "country"], ["country", "=", "MLI"], ["in_force", "=", True]], "valid_on": "2010-03-15",
      "select": ["ref", "dialogue", "phase", "since", "until"]}),
    ("Which were running then?",
     {"from": "projects", "where": [["countries", "has", "MLI"], ["running", "=", True]], "valid_on": "2010-03-15",
      "select": ["ref", "starts", "ends"]}),
    ("And on 15 June 2010?",
     {"from": "projects", "where": [["countries", "has", "MLI"], ["running", "=", True]], "valid_on": "2010-06-15",
      "select": ["ref", "starts", "ends"]}),
    ("How many projects did each donor pay for?", {"from": "parties", "where": [["role", "=", "donor"]], "group": ["party"]}),
    ("Which end dates moved?",
     {"from": "projects", "where": [["amendments", ">", 0]], "select": ["ref", "first_ends", "ends", "first_budget", "budget"]}),
    ("By which amendment?", {"from": "amendments", "select": ["ref", "kind", "ends_before", "ends", "amount"]}),
    ("Which outputs are in Arabic?", {"from": "outputs", "where": [["languages", "has", "ar"]], "select": ["ref", "title", "kind", "languages"]}),
    ("Who joined at a later stage?", {"from": "parties", "where": [["stage", "!=", ""]], "select": ["ref", "country", "since", "in_force", "stage"]}),
    ("How many members outside the EU, and what did the page say?",
     {"from": "figures", "select": ["what", "on", "value", "counted_least", "counted_most", "agrees", "text"]}),
    ("Where did the fourth phase meet?", {"from": "meetings", "where": [["phase", "=", "4"]], "select": ["meeting", "venue", "country", "since"]}),
    ("When did it begin, and until when was it extended?",
     {"from": "phases", "select": ["phase", "title", "starts", "first_ends", "ends", "extensions", "meetings", "projects"]}),
    ("What goes on from what?",
     {"from": "projects", "where": [["dialogue", "!=", ""]], "select": ["ref", "phase", "pillar", "predecessors", "successors", "status"]}),
    ("Who pays for AMEDIP?", {"from": "parties", "where": [["ref", "=", "AMEDIP"], ["role", "=", "donor"]], "select": ["party", "share"]}),
    ("What does the inventory know in Arabic? (Generated entries.)",
     {"from": "inventory", "where": [["language", "=", "ar"]], "select": ["country", "entry", "theme", "since", "text_ar", "source"]}),
    ("Which needs has nobody answered? (A generated matrix.)",
     {"from": "gaps", "where": [["response", "=", "none"]], "select": ["need", "country", "severity"]}),
]  # fmt: skip


def proposal() -> list[dict[str, Any]]:
    """The commands that the sheets propose, each with what was guessed in it."""
    return [dict(row) for row in sf.kernel("sheets", HERE / "sheets.txt", means=MEANS)]


def accepted(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same with the officer's corrections: references, the phase and pillar by their names, parties that are organisations of the register."""
    say = json.loads((HERE / "corrections.json").read_text(encoding="utf-8"))
    for row in rows:
        command = json.loads(row["json"])
        for member, table in (("ref", "ref"), ("project", "ref"), ("phase", "phase"), ("pillar", "pillar")):
            if member in command:
                command[member] = say[table].get(command[member], command[member])
        for party in command.get("parties", []):
            if organisation := say["party"].get(party.get("name", "")):
                party.pop("name")
                party["organisation"] = organisation
        yield command


def facts() -> Iterator[dict[str, Any]]:
    """All commands of the example, in their order."""
    yield from desk.lines(HERE / "before.jsonl")
    yield from accepted(proposal())
    yield from desk.lines(HERE / "after.jsonl")


def story(folder: Path, out: TextIO) -> None:
    """Takes the sheets in, enters the rest and asks the questions."""
    with desk.Desk(folder, "VIE", zone="Europe/Vienna") as office:
        rows = proposal()
        out.write(f"{len(rows)} commands proposed from the text of the sheets; what was guessed in them:\n")
        for row in rows:
            for doubt in row["doubts"]:
                out.write(f"    {row['row']} {row['verb']} {row['ref']}: {doubt}\n")
        n = office.enter(facts())
        out.write(f"{n} commands entered, those of the sheets after the corrections of corrections.json\n")
        desk.tell(office, QUESTIONS, out)


if __name__ == "__main__":
    raise SystemExit(desk.main(__doc__ or "", story))
