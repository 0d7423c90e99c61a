"""The generator's lives as commands: day by day, each given by the role that may give it, at a clock that the story turns."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import safar as sf
from safar import synthetic

HERE = Path(__file__).parent
EPOCH = dt.date(1970, 1, 1)

# Who does what, in the order of a day's work. A life's events of one day keep their order within a step.
STEPS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("counsellor", "aissata.k", frozenset({"counsel", "consent"})),
    ("reviewing_officer", "", frozenset({"decide_eligibility", "reassess"})),
    ("movement_officer", "ibrahim.s", frozenset({"document", "checklist", "clear", "book", "no_show", "depart"})),
    ("receiving_partner", "partner.desk", frozenset({"arrive", "start_plan", "assist", "follow_up"})),
    ("counsellor", "aissata.k", frozenset({"withdraw_application", "withdraw_consent", "inform", "close"})),
)


class Clock:
    """A clock that the story turns: each question a second later, each day at eight."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        self.now += 1_000
        return self.now

    def turn(self, day: dt.date) -> None:
        """It is eight o'clock on this day, unless it is later already."""
        self.now = max(self.now, ((day - EPOCH).days * 86_400 + 8 * 3600) * 1_000_000)


class Office:
    """The mission: a register, its sessions, and who is which case."""

    def __init__(self, register: sf.Register, clock: Clock, say: Callable[[str], None]) -> None:
        self.register, self.clock, self.say = register, clock, say
        self.sessions: dict[tuple[str, str], sf.Session] = {}
        self.case: dict[str, str] = {}
        self.person: dict[str, str] = {}
        self.suspects: set[str] = set()
        self.acts = 0

    def session(self, role: str, actor: str) -> sf.Session:
        """The session of one member of staff, kept for the whole story."""
        key = (role, actor)
        if key not in self.sessions:
            self.sessions[key] = self.register.session(actor=actor, role=role, purpose="casework")
        return self.sessions[key]

    def give(self, role: str, actor: str, commands: list[dict[str, Any]]) -> list[sf.Receipt]:
        """Gives commands in one go; in this story none is refused, so a refusal ends it."""
        receipts = []
        texts = [json.dumps(c, ensure_ascii=False) for c in commands]
        for command, outcome in zip(commands, self.session(role, actor).execute_each(texts), strict=True):
            if outcome.error:
                raise SystemExit(f"the story broke: {command['command']} of {command.get('case')}: {outcome.error}")
            self.acts += 1
            receipts.append(outcome.receipt)
            if '"duplicate_review"' in outcome.receipt.json():
                self.suspects.update(a["case"] for a in outcome.receipt.advice if a.get("hold") == "duplicate_review")
        return receipts

    def applied(self, application: dict[str, Any], receipt: sf.Receipt) -> None:
        """Remembers which case and persons an application became."""
        made = receipt.made
        self.case[application["ref"]] = made["case"]
        for person, made_id in zip(application["persons"], made["persons"], strict=True):
            self.person[person["ref"]] = made_id


def days(first: str, last: str) -> Iterator[str]:
    """Every day from first to last."""
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += dt.timedelta(days=1)


def command_of(office: Office, ref: str, event: dict[str, Any]) -> dict[str, Any]:
    """One event of a life as a command on its case."""
    command = {k: v for k, v in event.items() if k not in ("on", "event", "by")}
    command |= {"command": event["event"], "case": office.case[ref]}
    if "person" in command:
        command["person_id"] = office.person[command.pop("person")]
    if isinstance(command.get("reason"), str):
        command["reason"] = {"code": command["reason"]}
    return command


def by_day(truth: dict[str, Any]) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """What happens on each day, in order of the applications."""
    out: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for ref, life in truth["timeline"].items():
        for event in life:
            if event["event"] not in ("review", "refer"):  # a review that refers makes the referral itself
                out[event["on"]].append((ref, event))
    return out


def intake_by_list(office: Office, intake: synthetic.Intake, out: Path) -> str:
    """A French list of one day, with planted errors in a copy first: dry run, then the good one."""
    clerk = office.session("intake_clerk", "fatou.d")
    path = out / "liste.csv"
    synthetic.write_csv(intake, path, style="french")
    dry = clerk.intake(path, mapping=HERE / "french.json", dry_run=True)
    report = clerk.intake(path, mapping=HERE / "french.json")
    again = clerk.intake(path, mapping=HERE / "french.json")
    refs = [a["ref"] for a in intake.applications]
    for row in clerk.query("cases").where(ref=refs).select("ref", "case"):
        office.case[row["ref"]] = row["case"]
    mine = set(office.case[r] for r in refs)
    for row in clerk.query("persons").where(case=sorted(mine)).select("ref", "person_id"):
        office.person[row["ref"]] = row["person_id"]
    office.suspects.update(row["case"] for row in clerk.query("cases").where(("holds", "has", "duplicate_review"), ref=refs).select("case"))
    office.acts += report.applied
    return (f"{path.name} ({report.encoding}, '{report.separator}'): {dry.applied} would be taken; {report.applied} applied, "
            f"{report.refused_rows} rows refused, {report.placeholders} birth dates look like placeholders; read again: {again.repeated} known, {again.applied} new")


def settle_suspects(office: Office, truth: dict[str, Any]) -> None:
    """A named reviewer looks at each document that two persons hold; the truth file says whether it is one person."""
    twice = {ref.rsplit("-", 1)[0] for cluster in truth["duplicates"] for ref in cluster}
    ref_of = {case: ref for ref, case in office.case.items()}
    commands = [{"command": "review", "case": case, "hold": "duplicate_review", "outcome": "same_person" if ref_of[case] in twice else "distinct",
                 "reason": {"code": "documents_compared"}} for case in sorted(office.suspects)]
    office.suspects.clear()
    office.give("reviewing_officer", "reviewer-1", commands)


def suspend(office: Office, truth: dict[str, Any]) -> sf.Receipt:
    """Every pending case at the Bamako centres is held in one act, after a preview."""
    manager = office.session("programme_manager", "m.b")
    command = sf.Suspend(programme="ML-JI", hold="programme_suspension", reason=sf.Reason("intake_not_typical", evidence=["weekly counts by border"]),
                         select=sf.where(site=truth["suspension"]["sites"], journey=truth["suspension"]["journey"]), standing=True)
    preview = manager.check(command)
    office.say(f"  preview: {preview.count:,} cases would be held ({preview.digest[:6]}); nothing was changed")
    receipt = manager.execute(preview.command)
    office.acts += 1
    office.say(f"  {receipt.count:,} cases held by act {receipt.act}")
    return receipt


def run(office: Office, intake: synthetic.Intake, out: Path, tick: Callable[[int, int], None]) -> sf.Receipt:
    """The whole story, from the first application to the last day of the generator."""
    truth = intake.truth
    lives = by_day(truth)
    arrivals: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for a in intake.applications:
        arrivals[a["applied_on"]].append(a)
    reviews: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in truth["reviews"]:
        reviews[r["on"]].append(r)
    act: sf.Receipt | None = None
    every = list(days(truth["start"], truth["end"]))
    for first in range(0, len(every), 28):
        with office.register.group():  # four weeks' acts are made durable together: two years pass in seconds here
            for i, day in enumerate(every[first:first + 28], first):
                tick(i, len(every))
                office.clock.turn(dt.date.fromisoformat(day))
                act = one_day(office, intake, out, day, arrivals[day], lives.get(day, []), reviews.get(day, []), act)
    if act is None:
        raise SystemExit("this story has no suspension: choose more applications")
    return act


def one_day(office: Office, intake: synthetic.Intake, out: Path, day: str, today: list[dict[str, Any]], events: list[tuple[str, dict[str, Any]]],
            reviews: list[dict[str, Any]], act: sf.Receipt | None) -> sf.Receipt | None:
    """A day at the mission; gives the suspension's receipt from the day on which there is one."""
    truth = intake.truth
    if truth["suspension"] and day == truth["suspension"]["on"]:
        office.say(f"{day}  the manager suspends the pending cases of Bamako")
        act = suspend(office, truth)
    if truth["peak"] and day == truth["peak"]["begins_on"] and today:
        office.say(f"{day}  the peak begins; the day's list comes as a French spreadsheet")
        office.say("  " + intake_by_list(office, synthetic.Intake(today, truth), out))
    elif today:
        commands = [{"command": "apply", **a} for a in today]
        for application, receipt in zip(today, office.give("intake_clerk", "fatou.d", commands), strict=True):
            office.applied(application, receipt)
    steps(office, events)
    if office.suspects:
        settle_suspects(office, truth)
    if act:
        review(office, act, reviews)
    return act


def steps(office: Office, events: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """A day's events, step by step and officer by officer."""
    events = list(events)
    for role, actor, kinds in STEPS:
        batches: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for ref, event in events:
            if event["event"] in kinds:
                batches[actor or event.get("by", "officer-1")].append(command_of(office, ref, event))
        for who, commands in batches.items():
            office.give(role, who, commands)


def review(office: Office, act: sf.Receipt, reviews: list[dict[str, Any]]) -> None:
    """The day's reviews, each by its officer."""
    batches: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in reviews:
        batches[r["by"]].append({"command": "review", "case": office.case[r["case"]], "hold": f"act {act.act}", "outcome": r["outcome"],
                                 "reason": {"code": r["reason"]}})
    for who, commands in batches.items():
        office.give("reviewing_officer", who, commands)


def load_truth(path: Path) -> dict[str, Any]:
    """The truth file that a run has left."""
    return dict(json.loads(path.read_text(encoding="utf-8")))
