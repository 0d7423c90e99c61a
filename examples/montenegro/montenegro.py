"""Montenegro: from a strategy to an action plan; and dialogues of states beside it. ``python examples/montenegro/montenegro.py``"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import desk  # noqa: E402

HERE = Path(__file__).resolve().parent
FILES = (HERE / "montenegro.jsonl", HERE / "dialogues.jsonl")
FIRST_DAY = dt.date(2024, 11, 1)


def overdue(day: str) -> dict[str, object]:
    """Actions of the plan that are surely overdue on the day."""
    return {"from": "actions", "where": [["ref", "=", "ME-AP-2025"], ["overdue", "=", True]], "valid_on": day,
            "select": ["action", "title", "lead", "deadline", "days_late", "status", "progress"]}  # fmt: skip


def progress(day: str) -> dict[str, object]:
    """Where the plan stands on the day."""
    return {"from": "plans", "where": [["ref", "=", "ME-AP-2025"]], "valid_on": day,
            "select": ["ref", "status", "actions", "completed", "ongoing", "not_started", "dropped", "overdue", "progress", "spent"]}  # fmt: skip


def members(day: str) -> dict[str, object]:
    """How many members the Khartoum Process surely had on the day, and at most."""
    return {"from": "dialogues", "where": [["ref", "=", "KHARTOUM"]], "valid_on": day, "select": ["ref", "members_least", "members_most", "perhaps"]}


QUESTIONS: list[desk.Question] = [
    ("Which plan carries out the strategy, and which project helps to make it?",
     {"from": "plans", "where": [["country", "=", "MNE"]],
      "select": ["ref", "kind", "parent", "carried_out_by", "project", "lead", "starts", "ends"]}),
    ("Who was at the workshop, under what was it held, what was taken up? (Actions are generated.)",
     {"from": "workshops", "where": [["ref", "=", "ME-AP-2025"]],
      "select": ["place", "since", "until", "participants", "project", "actions", "taken_up"]}),
    ("Where did the plan stand on 15 June 2025?", progress("2025-06-15")),
    ("What was overdue then?", overdue("2025-06-15")),
    ("And on 31 December 2025?", progress("2025-12-31")),
    ("What was overdue then?", overdue("2025-12-31")),
    ("What did the revision change?",
     {"from": "plan_revisions", "select": ["revision", "decided_on", "reason", "change", "action", "deadline_before", "deadline"]}),
    ("Who answers for which action?", {"from": "actions", "where": [["ref", "=", "ME-AP-2025"]], "group": ["lead", "status"]}),
    ("How many members had the Khartoum Process at its founding?", members("2014-11-28")),
    ("In 2017?", members("2017-06-30")),
    ("In 2025?", members("2025-11-01")),
    ("What do sources say, and what is counted?",
     {"from": "figures", "where": [["ref", "=", "KHARTOUM"]], "select": ["on", "value", "counted_least", "counted_most", "agrees", "text"]}),
    ("Who may have chaired it on 1 July 2018? (Only years are known.)",
     {"from": "members", "where": [["ref", "=", "KHARTOUM"], ["role", "=", "chair"], ["in_force", "unknown"]], "valid_on": "2018-07-01",
      "select": ["party", "since", "until", "in_force"]}),
    ("And who on 1 July 2019, surely or perhaps?",
     {"from": "dialogues", "where": [["ref", "=", "KHARTOUM"]], "valid_on": "2019-07-01", "select": ["chairs"]}),
    ("Which domains of the JVAP does it speak of?",
     {"from": "dialogues", "where": [["ref", "=", "KHARTOUM"]], "select": ["established", "themes", "projects"]}),
    ("Who steers the Rabat Process?",
     {"from": "dialogues", "where": [["ref", "=", "RABAT"]], "select": ["established", "steering_committee", "phase"]}),
    ("Where did the readmission specialists meet?",
     {"from": "meetings", "where": [["ref", "=", "RGRS"]], "select": ["meeting", "venue", "country", "since", "until"]}),
    ("What was promised, by objective of the Global Compact?",
     {"from": "commitments", "select": ["frameworks", "framework_titles", "ref", "commitment", "by", "deadline", "status"]}),
    ("Which of it serves objective 5, regular pathways?",
     {"from": "commitments", "where": [["frameworks", "has", "GCM:5"]], "select": ["ref", "commitment", "by"]}),
    ("Whose work plan is it that the network in Papua New Guinea spoke of?",
     {"from": "plans", "where": [["country", "=", "PNG"]], "select": ["ref", "title", "kind", "dialogue", "starts", "ends", "workshops"]}),
    ("Which facility has a call, for which dialogue?", {"from": "facilities", "select": ["ref", "facility", "call", "title", "amount"]}),
    ("Which information sheets came out?", {"from": "outputs", "where": [["kind", "=", "information_sheet"]], "select": ["ref", "title"]}),
]  # fmt: skip


def facts() -> Iterator[dict[str, Any]]:
    """All commands of the example, in their order."""
    for file in FILES:
        yield from desk.lines(file)


def story(folder: Path, out: TextIO) -> None:
    """Enters the facts and asks the questions."""
    with desk.Desk(folder, "POD", zone="Europe/Podgorica", first_day=FIRST_DAY) as office:
        n = office.enter(facts())
        out.write(f"{n} commands: a plan of Montenegro, and dialogues beside it\n")
        desk.tell(office, QUESTIONS, out)


if __name__ == "__main__":
    raise SystemExit(desk.main(__doc__ or "", story))
