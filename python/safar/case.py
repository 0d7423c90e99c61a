"""One case: where it stands, what holds it, what happened, and why something cannot be done with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ._errors import InputError, InvalidArgumentError, NotFoundError, RuleError, SafarError
from ._records import did_you_mean, quote
from ._text import clean, one_line, shown_html
from ._schema import RecordSchema, load
from .frame import Frame, fact_text

if TYPE_CHECKING:
    from .register import Session

__all__ = ["Case", "Hold", "WhyNot", "case_condition", "cases_by_id", "due_left", "find_case"]

_ID = re.compile("[0-9a-f]{32}")
_NUMBER = re.compile(r"\S+-[0-9]{4}-[0-9]{5,}")


@dataclass(frozen=True)
class Hold:
    """A hold on a case, named by the act that set it."""

    kind: str
    act: str

    def __str__(self) -> str:
        return f"{self.kind} (act {self.act})"


@dataclass(frozen=True)
class WhyNot:
    """What stands in the way of a command; false where nothing does."""

    command: str
    reasons: tuple[str, ...]
    error: SafarError | None
    """What ``check`` said; its ``remedy`` is the way out."""

    def __bool__(self) -> bool:
        return bool(self.reasons)

    def __str__(self) -> str:
        return clean("; ".join(self.reasons)) if self.reasons else f"nothing stands in the way of {self.command}"

    def __repr__(self) -> str:
        remedy = f"\n{self.error.remedy}" if self.error is not None and self.error.remedy else ""
        return clean(f"{self}{remedy}")


def find_case(session: Session, number: str) -> str:
    """The id of a case by its number; an id is given back as it is."""
    if _ID.fullmatch(number):
        return number
    return str(_row(session, number)["case"])


def cases_by_id(session: Session, command: dict[str, Any], schema: tuple[RecordSchema, dict[str, RecordSchema]]) -> dict[str, Any]:
    """The same command (or record of one) with ids where cases are named by their numbers."""
    record, records = schema
    out = dict(command)
    for name, value in command.items():
        field = record.by_name.get(name)
        if field is None:
            continue
        if field.title == "case_id" and isinstance(value, str):
            out[name] = _id_of_number(session, value)
        elif field.item is not None and field.item.title == "case_id" and isinstance(value, list):
            out[name] = [_id_of_number(session, v) if isinstance(v, str) else v for v in value]
        elif field.record in records and isinstance(value, dict):
            out[name] = cases_by_id(session, value, (records[field.record], records))
    return out


def case_condition(session: Session, condition: tuple[str, str, Any]) -> tuple[str, str, Any]:
    """A condition on the column ``case`` with ids for numbers; every other as it is."""
    column, operator, value = condition
    if column != "case":
        return condition
    if isinstance(value, list):
        return column, operator, [_id_of_number(session, str(v)) for v in value]
    return column, operator, _id_of_number(session, str(value))


def _id_of_number(session: Session, text: str) -> str:
    return find_case(session, text) if _NUMBER.fullmatch(text.strip()) else text


def _row(session: Session, number: str) -> dict[str, Any]:
    cases = session.query("cases")
    wanted = number.strip()
    found = cases.where(case=wanted) if _ID.fullmatch(wanted) else cases.where(number=wanted.upper())
    rows = found.limit(1).to_dicts()
    if not rows:
        raise NotFoundError(
            f"there is no case {wanted if _NUMBER.fullmatch(wanted) else 'of that number'} in this register", reason="no_such_case", remedy="Give its number, e.g. BKO-2018-01931, or its id."
        )
    return rows[0]


class Case:
    """A card of one case, as it stood when it was asked for; ``refresh()`` asks again.

    >>> case = s.case("BKO-2018-01931")         # doctest: +SKIP
    >>> case.stage, case.holds                  # doctest: +SKIP
    >>> case.why_not("depart")                  # doctest: +SKIP
    """

    def __init__(self, session: Session, number: str) -> None:
        self._session = session
        self._row = _row(session, number)
        self._table: dict[str, Any] = {}

    def __safar_id__(self) -> str:
        return self.id

    def refresh(self) -> Case:
        """The card as it is now."""
        return Case(self._session, self.id)

    # Properties

    @property
    def id(self) -> str:
        """32 hexadecimal digits; what commands take as ``case`` (they take the card, too)."""
        return str(self._row["case"])

    @property
    def number(self) -> str:
        """Number for people: office, year, counter."""
        return str(self._row["number"])

    @property
    def stage(self) -> str:
        """Where the journey stands: applied, counselled, cleared, booked, ..."""
        return str(self._row["journey"])

    @property
    def eligibility(self) -> str:
        return str(self._row["eligibility"])

    @property
    def consent(self) -> str:
        return str(self._row["consent"])

    @property
    def version(self) -> int:
        """Events that touch the case; goes into ``if_version={case.id: case.version}``."""
        return int(self._row["version"])

    @property
    def held(self) -> bool:
        return bool(self._row["held"])

    @property
    def holds(self) -> list[Hold]:
        """What holds it, by kind and by the act that set it."""
        return [Hold(kind, act) for kind, act in zip(self._row["holds"], self._row["hold_acts"], strict=True)]

    @property
    def columns(self) -> dict[str, Any]:
        """All that the view ``cases`` says of it."""
        return dict(self._row)

    @property
    def persons(self) -> Frame:
        """Its persons; what your role may not read is withheld."""
        return self._session.query("persons").where(case=self.id).frame()

    @property
    def timeline(self) -> Frame:
        """What happened, in the order of its arrival here."""
        return self._session.query("events").where(case=self.id).select("received", "valid", "kind", "actor", "role", "act", "fact").frame()

    @property
    def due(self) -> Frame:
        """What is expected in this case and by when, as of today."""
        return self._session.query("due").where(case=self.id).frame()

    # Questions

    def why_not(self, command: str, **fields: Any) -> WhyNot:
        """Why a command cannot be executed on this case now, by you; nothing is written.

        Holds that block it are named even where your role may not give the command anyway.
        """
        if command not in load():
            raise InvalidArgumentError(f"there is no command {quote(command)}", remedy=did_you_mean(command, list(load())))
        error: SafarError | None = None
        try:
            self._session.check({"v": 1, "command": command, "case": self.id, **fields})
        except (RuleError, InputError) as e:
            error = e
        blocking = [] if error is None else [hold for hold in self.holds if self._blocks(hold.kind, command)]
        reasons = [f"held by {hold.kind} since {_day(self._row['held_since'])} (act {hold.act})" for hold in blocking]
        if error is not None and not (blocking and error.reason == "held"):
            reasons.append(error.message)
        return WhyNot(command, tuple(reasons), error)

    def _blocks(self, hold: str, command: str) -> bool:
        if not self._table:
            self._table = self._session.describe("table")
        return bool(self._table.get("holds", {}).get(hold, {}).get(command) == "held")

    # Representation: no personal data, whoever looks

    def _facts(self) -> list[tuple[str, str]]:
        row = self._row
        facts = [
            ("stage", self.stage),
            ("eligibility", self.eligibility + (f" ({row['eligibility_reason']})" if row["eligibility_reason"] else "")),
            ("consent", self.consent),
            ("holds", ", ".join(map(str, self.holds)) or "none"),
            ("site", _word(row["site"])),
            ("applied", _day(row["applied_on"])),
            ("booked for", _day(row["booked_for"])),
            ("departed", _day(row["departed_on"])),
            ("arrived", _day(row["arrived_on"])),
            ("closed", _day(row["closed_on"]) + (f" ({row['outcome']})" if row["outcome"] else "")),
            ("persons", str(row["persons"])),
            ("due", "; ".join(f"{task['what']} by {task['due']} ({due_left(task)})" for task in self.due)),
        ]
        return [(name, text) for name, text in facts if text]

    def _events(self) -> list[tuple[str, str, str, str]]:
        zone = self._session._zone()
        return [(zone.minute(e["received"]), e["kind"], f"{e['actor']} ({e['role']})", fact_text(e["kind"], e["fact"])[0]) for e in self.timeline]

    def __repr__(self) -> str:
        facts = "\n".join(f"  {name:12} {one_line(text)}" for name, text in self._facts())
        return f"case {self.number}\n{facts}\n  names and other personal data are masked"

    def _repr_html_(self) -> str:
        def row(cells: Any, tag: str = "td") -> str:
            return "<tr>" + "".join(f"<{tag}>{shown_html(c)}</{tag}>" for c in cells) + "</tr>"

        facts = "".join(row(f) for f in self._facts())
        events = "".join(row(e) for e in self._events())
        head = row(("received", "what", "who", "said"), "th")
        return (
            f"<h4>{shown_html(self.number)}</h4><table>{facts}</table><table><thead>{head}</thead><tbody>{events}</tbody></table>"
            f"<p>Names and other personal data are masked; times are in {shown_html(self._session._zone().name)}.</p>"
        )


def due_left(task: dict[str, Any]) -> str:
    """How far off a task of the view ``due`` is, in words."""
    days = int(task["days_left"])
    words = "today" if days == 0 else f"{abs(days):,} day{'' if abs(days) == 1 else 's'}{' late' if days < 0 else ''}"
    return f"{words}, paused" if task["paused"] else f"{words}, escalate" if task["escalate"] else words


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return "" if value.get("absent") == "unknown" else f"({value.get('absent')})"
    return "" if value is None else str(value)


_day = _word
