"""Projects and what surrounds them: a sheet of one project, programme, organisation, dialogue, plan or grant; what is overdue; project
sheets of a text, accepted as commands."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _core, _noun_pages
from ._errors import InputError, InvalidArgumentError, NotFoundError, OutOfRangeError, RuleError
from ._labels import LANGUAGES
from ._records import did_you_mean, dumps, quote
from ._text import clean
from ._time import last_day
from .frame import Frame, Tabular
from .kernels import kernel
from .query import views
from .sheets import SheetProposal, text_bytes

if TYPE_CHECKING:
    from .register import Session

__all__ = ["NOUNS", "AcceptedSheets", "NounSheet", "find_nouns", "overdue"]

_ID = re.compile("[0-9a-f]{32}")
_NEAR = 20_000
"""Nouns among which a misspelt reference looks for near ones."""


@dataclass(frozen=True)
class Part:
    """A table of a sheet: rows of a view that name the noun in a column, by its id or by what it is called."""

    view: str
    column: str
    shown: tuple[str, ...]
    by_name: bool = False


@dataclass(frozen=True)
class Noun:
    """How a noun is looked up, and what its sheet shows."""

    view: str
    facts: tuple[str, ...]
    parts: dict[str, Part]
    names: tuple[str, ...] = ("ref", "title")


_PARTY = ("role", "party", "share", "amount", "since", "until", "in_force", "stage")
_GRANT = ("ref", "donor", "status", "amount", "spent", "free", "starts", "ends")
_PLAN = ("ref", "title", "kind", "status", "ends", "progress", "overdue")
_PROJECT = ("ref", "title", "status", "starts", "ends", "donors")
_AMENDED = ("kind", "decided_on", "ends_before", "ends", "amount_before", "amount", "reason")

NOUNS: dict[str, Noun] = {
    "project": Noun(
        "projects",
        ("status", "running", "starts", "ends", "started_on", "ended_on", "budget", "implementing", "partners", "donors", "countries", "groups",
         "programme", "dialogue", "phase", "pillar", "predecessors", "successors", "frameworks", "objective", "summary", "source"),
        {
            "parties": Part("parties", "project", _PARTY),
            "amendments": Part("amendments", "project", _AMENDED),
            "activities": Part("activities", "project", ("kind", "title", "place", "country", "since", "until", "participants", "count")),
            "outputs": Part("outputs", "project", ("kind", "title", "languages", "addresses", "country", "on", "count")),
            "grants": Part("funding", "project", _GRANT, by_name=True),
            "plans": Part("plans", "project", _PLAN, by_name=True),
        },
    ),
    "dialogue": Noun(
        "dialogues",
        ("kind", "established", "phase", "secretariat", "members", "perhaps", "observers", "chairs", "steering_committee", "themes", "frameworks",
         "objective", "source"),
        {
            "phases": Part("phases", "dialogue", ("phase", "title", "starts", "ends", "first_ends", "in_force")),
            "members": Part("members", "dialogue", ("role", "party", "seat", "since", "until", "in_force", "source")),
            "meetings": Part("meetings", "dialogue", ("meeting", "title", "level", "phase", "venue", "country", "since", "until", "participants", "conclusions")),
            "commitments": Part("commitments", "dialogue", ("commitment", "text", "by", "deadline", "status", "progress", "overdue", "evidence")),
            "facilities": Part("facilities", "dialogue", ("facility", "call", "title", "amount", "awarded", "opens", "closes", "open", "awards")),
            "figures": Part("figures", "dialogue", ("what", "value", "on", "counted_least", "counted_most", "agrees", "source")),
            "projects": Part("projects", "dialogue", _PROJECT, by_name=True),
            "plans": Part("plans", "dialogue", _PLAN, by_name=True),
        },
    ),
    "plan": Noun(
        "plans",
        ("kind", "status", "country", "lead", "starts", "ends", "parent", "carried_out_by", "dialogue", "programme", "project", "progress",
         "completed", "ongoing", "not_started", "dropped", "overdue", "overdue_unknown", "budget", "spent", "frameworks", "objective", "source"),
        {
            "actions": Part("actions", "plan", ("action", "measure", "title", "lead", "supporting", "deadline", "first_deadline", "status", "progress", "overdue", "days_late", "evidence")),
            "revisions": Part("plan_revisions", "plan", ("revision", "decided_on", "change", "action", "deadline_before", "deadline", "reason")),
            "workshops": Part("workshops", "plan", ("workshop", "title", "place", "country", "since", "until", "participants", "results", "taken_up")),
            "gaps": Part("gaps", "plan", ("need", "theme", "country", "severity", "text", "response", "answer", "answered_in", "action", "action_status", "project")),
        },
    ),
    "grant": Noun(
        "funding",
        ("donor", "country", "project", "programme", "dialogue", "phase", "status", "agreement", "pledged_on", "signed_on", "starts", "ends",
         "pledged", "agreed", "amount", "received", "budgeted", "unallocated", "committed", "spent", "free", "refund", "burn", "elapsed", "share",
         "overhead", "tightness", "earmarks"),
        {
            "lines": Part("grant_lines", "grant", ("line", "title", "category", "amount", "committed", "spent", "free", "burn")),
            "payments": Part("payments", "grant", ("paid_on", "line", "amount", "charged", "payee", "what_for", "number", "reference", "over_line")),
            "instalments": Part("instalments", "grant", ("received_on", "amount", "worth")),
            "reports": Part("reports_due", "grant", ("kind", "period", "due", "sent_on", "late")),
            "amendments": Part("amendments", "project", _AMENDED),
        },
    ),
    "programme": Noun(
        "programmes",
        ("status", "country", "starts", "ends", "legal_basis", "implementing", "partners", "donors", "countries", "missions", "pathways", "approach",
         "frameworks", "blocked", "objective"),
        {
            "parties": Part("parties", "project", _PARTY),
            "projects": Part("projects", "programme", _PROJECT, by_name=True),
            "grants": Part("funding", "programme", _GRANT, by_name=True),
            "plans": Part("plans", "programme", _PLAN, by_name=True),
        },
    ),
    "organisation": Noun(
        "organisations",
        ("acronym", "kind", "country", "parent", "website", "identifiers"),
        {
            "inventory": Part("inventory", "organisation", ("entry", "kind", "theme", "text", "since", "until", "in_force", "source", "language")),
            "roles": Part("parties", "organisation", ("ref", "kind", "role", "share", "amount", "since", "until", "in_force"), by_name=True),
            "memberships": Part("members", "organisation", ("ref", "role", "seat", "since", "until", "in_force"), by_name=True),
        },
        ("ref", "acronym", "title"),
    ),
}  # fmt: skip
"""The nouns of the portfolio, in the order in which a reference is looked for."""


class NounSheet:
    """One project, programme, organisation, dialogue, plan or grant, as it stands on a day.

    What its view says are attributes (``project.title``, ``project.ends``); what belongs to it are frames (``project.parties``,
    ``dialogue.members``), asked when they are needed; ``columns`` has all of the row, also where a frame has the same name.
    :meth:`text` and :meth:`html` give a readable sheet in English, French or Arabic.
    """

    def __init__(self, session: Session, noun: str, row: Mapping[str, Any], on: str = "") -> None:
        self._session = session
        self._noun = noun
        self._row = dict(row)
        self._on = on
        self._frames: dict[str, Frame] = {}
        self._organisations: dict[str, dict[str, Any]] | None = None

    @property
    def noun(self) -> str:
        """project, dialogue, plan, grant, programme or organisation."""
        return self._noun

    @property
    def id(self) -> str:
        """Id, for commands and queries."""
        return str(self._row[self._noun])

    @property
    def name(self) -> str:
        """How other rows name it: its reference, else its title."""
        return str(self._row["ref"] or self._row["title"])

    @property
    def on(self) -> str:
        """The day asked, ISO; empty for today."""
        return self._on

    @property
    def columns(self) -> dict[str, Any]:
        """All that its view says of it."""
        return dict(self._row)

    @property
    def parts(self) -> list[str]:
        """Names of the frames that it has."""
        return [name for name, part in NOUNS[self._noun].parts.items() if part.view in views()]

    def part(self, name: str, limit: int | None = None) -> Frame:
        """What belongs to it, e.g. ``part("parties")``; at most ``limit`` rows."""
        if name not in self.parts:
            raise InvalidArgumentError(f"a {self._noun} has no part {quote(name)}", remedy=did_you_mean(name, self.parts))
        if limit is None and name in self._frames:
            return self._frames[name]
        part = NOUNS[self._noun].parts[name]
        asked = self._session.query(part.view).where((part.column, "=", self.name if part.by_name else self.id))
        asked = asked.valid_on(self._on) if self._on else asked
        if limit is not None:
            return asked.limit(limit).frame()
        return self._frames.setdefault(name, asked.frame())

    def _organisation(self, ref: str) -> dict[str, Any]:
        """Titles of an organisation, for parties that are one."""
        if self._organisations is None:
            asked = self._session.query("organisations").select("ref", "title", "title_fr", "title_ar")
            self._organisations = {row["ref"]: row for row in asked}
        return self._organisations.get(ref, {})

    def text(self, language: str = "en", *, width: int = 100) -> str:
        """A readable sheet for a terminal. Texts that the register does not have in ``language`` stand there in the next one it has,
        marked with its code: ``[en]``."""
        return clean(_noun_pages.text(self, _language(language), width))

    def html(self, language: str = "en") -> str:
        """The same as a page of its own, that loads nothing; Arabic from right to left."""
        return _noun_pages.page(self, _language(language))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self.parts:
            return self.part(name)
        if name in self._row:
            return self._row[name]
        raise AttributeError(f"a {self._noun} has no {name}. {did_you_mean(name, [*self.parts, *self._row])}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.parts, *self._row})

    def __safar_id__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return _noun_pages.fragment(self, "en")


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise InvalidArgumentError(f"there are no labels in {quote(str(language))}", field="/language", remedy=f"There are: {', '.join(LANGUAGES)}.")
    return language


def _day(on: str | datetime.date | None) -> str:
    return "" if on is None or on == "" else on.isoformat() if isinstance(on, datetime.date) else str(on)


def find_noun(session: Session, noun: str, ref: str, on: str | datetime.date | None = None) -> NounSheet:
    """One of a kind, by its reference, id or title; :class:`NotFoundError` names near ones."""
    day = _day(on)
    rows = _rows(session, noun, ref, day)
    if len(rows) == 1:
        return NounSheet(session, noun, rows[0], day)
    if rows:
        raise InvalidArgumentError(f"{len(rows)} {NOUNS[noun].view} are called so", reason="ambiguous", remedy="Give its reference or id.")
    raise NotFoundError(f"there is no such {noun}", reason=f"no_such_{noun}", remedy=_near(session, [noun], ref))


def find_nouns(session: Session, ref: str, on: str | datetime.date | None = None) -> list[NounSheet]:
    """Whatever has this reference, id or title, of all kinds; :class:`NotFoundError` where nothing has."""
    day = _day(on)
    found = [NounSheet(session, noun, row, day) for noun in _there() for row in _rows(session, noun, ref, day)]
    if not found:
        raise NotFoundError("nothing is called so", reason="no_such_noun", remedy=_near(session, _there(), ref))
    return found


def _there() -> list[str]:
    return [noun for noun, how in NOUNS.items() if how.view in views()]


def _rows(session: Session, noun: str, ref: str, day: str) -> list[dict[str, Any]]:
    how = NOUNS[noun]
    for column in (noun,) if _ID.fullmatch(ref) and ref.strip("0") else how.names:
        asked = session.query(how.view).where((column, "=", ref))
        rows = (asked.valid_on(day) if day else asked).to_dicts()
        if rows:
            return rows
    return []


def _near(session: Session, nouns: Iterable[str], ref: str) -> str:
    """A sentence on names near to a misspelt one, capitals or not."""
    names: dict[str, str] = {}
    for noun in nouns:
        how = NOUNS[noun]
        for row in session.query(how.view).select(*how.names).limit(_NEAR):
            names |= {row[name].casefold(): row["ref"] or row[name] for name in how.names if row[name]}
    if not names:
        return "None is written down yet."
    near = difflib.get_close_matches(ref.casefold(), list(names), n=3, cutoff=0.6)
    if near:
        return "Did you mean " + " or ".join(dict.fromkeys(names[n] for n in near)) + "?"
    refs = list(dict.fromkeys(names.values()))
    return "There are: " + ", ".join(refs) + "." if len(refs) <= 12 else "List them: safar portfolio list."


# Tables that are made here, of rows of several answers


def _csv_cell(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


class _Held:
    """Rows of Python's with the interface of the library's rows."""

    next = ""

    def __init__(self, columns: Mapping[str, tuple[str, str]], rows: list[dict[str, Any]]) -> None:
        self.columns: list[dict[str, Any]] = [{"name": n, "kind": k, "doc": d, "shelf": "open", "absence": False, "fields": []} for n, (k, d) in columns.items()]
        self._rows = rows

    def json(self) -> str:
        return json.dumps({"v": 1, "rows": self._rows}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def rows_json(self, first: int, count: int, /) -> list[str]:
        return [json.dumps(row, ensure_ascii=False) for row in self._rows[first : first + count]]

    def csv(self, separator: str, /) -> str:
        names = [c["name"] for c in self.columns]
        return _core.csv_text([names, *([_csv_cell(row[n]) for n in names] for row in self._rows)], separator)

    def arrow_c_stream(self) -> object:
        try:
            import pyarrow as pa
        except ImportError as e:
            raise ImportError("these rows go to Arrow by pyarrow: pip install pyarrow") from e
        types = {"integer": pa.int64(), "boolean": pa.bool_(), "list": pa.list_(pa.string())}
        schema = pa.schema([(c["name"], types.get(c["kind"], pa.string())) for c in self.columns])
        return pa.Table.from_pylist(self._rows, schema=schema).__arrow_c_stream__()

    def __len__(self) -> int:
        return len(self._rows)


class Rows(Tabular):
    """A table made of several answers. It can do what a frame can; Arrow out of it needs pyarrow."""

    def __init__(self, columns: Mapping[str, tuple[str, str]], rows: list[dict[str, Any]]) -> None:
        self._held = _Held(columns, rows)

    def _rows(self) -> Any:
        return self._held


_OVERDUE = {
    "what": ("text", "action, commitment or report."),
    "of": ("text", "Plan, dialogue or grant."),
    "item": ("text", "Name of the action or commitment; of a report its kind and period."),
    "title": ("text", "What is to be done; in English where that was written."),
    "lead": ("list", "Who answers for it; of a report the donor who waits for it."),
    "deadline": ("text", "Its last day, month or year."),
    "days_late": ("integer", "Days from the last day of the deadline to the day asked."),
    "status": ("text", "Where it stands."),
}


def overdue(session: Session, on: str | datetime.date | None = None) -> Rows:
    """What is surely overdue on a day (default: today): actions of plans, commitments of dialogues, reports to donors; the latest first."""
    day = _day(on) or session.today().isoformat()
    rows: list[dict[str, Any]] = []

    def add(what: str, row: Mapping[str, Any], item: str, title: str, lead: Iterable[str], deadline: Any, status: str) -> None:
        last = last_day(deadline)
        late = (datetime.date.fromisoformat(day) - last).days if last else 0
        kept = {"what": what, "of": row["ref"], "item": item, "title": title, "lead": [x for x in lead if x]}
        rows.append({**kept, "deadline": str(deadline), "days_late": late, "status": status})

    for row in session.query("actions").where(overdue=True).valid_on(day):
        add("action", row, row["action"], row["title"], [row["lead"]], row["deadline"], row["status"])
    for row in session.query("commitments").where(overdue=True).valid_on(day):
        add("commitment", row, row["commitment"], row["text"], row["by"], row["deadline"], row["status"])
    if "reports_due" in views():
        for row in session.query("reports_due").where(late=True, sent_on__known=False).valid_on(day):
            add("report", row, " ".join(x for x in (row["kind"], row["period"]) if isinstance(x, str) and x), "", [row["donor"]], row["due"], "not_started")
    return Rows(_OVERDUE, sorted(rows, key=lambda r: (-r["days_late"], r["what"], r["of"], r["item"])))


# Project sheets, accepted


_ACCEPTED = {
    "row": ("integer", "Number of the command, from 1."),
    "sheet": ("integer", "Number of the sheet in the text, from 1."),
    "verb": ("text", "Name of the command."),
    "ref": ("text", "Reference of the project."),
    "status": ("text", "done, repeated, refused, left_out (its project was refused); of a dry run would_be_done, not_checked."),
    "act": ("text", "The act that recorded it."),
    "code": ("text", "Of a refusal: its word."),
    "field": ("text", "Of a refusal: the member at fault."),
    "message": ("text", "Why not."),
    "remedy": ("text", "What to do about it."),
    "doubts": ("list", "What was guessed in it: field and sentence."),
    "json": ("text", "The command."),
}

class AcceptedSheets(Rows):
    """What came of project sheets: a row a command, with what was guessed in it."""

    @property
    def refused(self) -> int:
        """Commands that were refused, or left out with their project."""
        return sum(row["status"] in ("refused", "left_out") for row in self)


def accept_sheets(
    session: Session,
    source: str | bytes | os.PathLike[str] | SheetProposal,
    *,
    only: Iterable[int] | None = None,
    dry_run: bool = False,
    month_first: bool = False,
    means: Mapping[str, Any] | None = None,
) -> AcceptedSheets:
    """See :meth:`safar.Session.accept_sheets`."""
    key = bytes.fromhex(session.request_key("create_project"))  # refused to who may not record: before the text is looked at
    text = source._bytes if isinstance(source, SheetProposal) else text_bytes(source)
    said = {key: value for key, value in (means or {}).items() if value not in (None, "")}
    proposed = list(kernel("sheets", text, means=said, month_first=month_first or None))
    rows = [{**dict.fromkeys(_ACCEPTED, ""), **{k: row[k] for k in ("row", "sheet", "verb", "ref", "doubts")}, "json": _request(row["json"], key)} for row in proposed]
    if only is not None:
        wanted, there = set(only), {row["sheet"] for row in rows}
        if missing := sorted(wanted - there):
            raise OutOfRangeError(f"there is no sheet {missing[0]}", field="/only", remedy=f"The text has {len(there)}: {', '.join(map(str, sorted(there)))}.")
        rows = [row for row in rows if row["sheet"] in wanted]
    heads = [row for row in rows if row["verb"] == "create_project"]
    _do(session, heads, dry_run)
    there = {row["sheet"] for row in heads if row["status"] in ("done", "repeated")}
    planned = {row["sheet"] for row in heads if row["status"] == "would_be_done"}
    rest = [row for row in rows if row["verb"] != "create_project"]
    _do(session, [row for row in rest if row["sheet"] in there], dry_run)
    for row in rest:
        if row["sheet"] in planned:
            row |= {"status": "not_checked", "message": f"It follows {row['ref']}, which is not there yet."}
        elif row["sheet"] not in there:
            row |= {"status": "left_out", "message": f"{row['ref']} was refused, and this belongs to it."}
    return AcceptedSheets(_ACCEPTED, rows)


def _request(text: str, key: bytes) -> str:
    """The command under an id of its own in this register: the same command is the same request, so that a text taken twice is taken once."""
    made = hashlib.blake2b(text.encode(), key=key, person=b"safar sheet v1", digest_size=16)
    return dumps({**json.loads(text), "request": made.hexdigest()})


def _do(session: Session, rows: list[dict[str, Any]], dry_run: bool) -> None:
    """Executes, or checks, and writes into each row what came of it."""
    if not dry_run:
        for row, receipt in zip(rows, session.execute_many([row["json"] for row in rows]) if rows else (), strict=True):
            row |= {key: receipt[key] for key in ("status", "act", "code", "field", "message", "remedy")}
        return
    for row in rows:
        try:
            row["status"] = "repeated" if session.check(row["json"]).repeated else "would_be_done"
        except (RuleError, InputError) as e:
            row |= {"status": "refused", "code": e.name, "field": e.field, "message": e.message, "remedy": e.remedy}
