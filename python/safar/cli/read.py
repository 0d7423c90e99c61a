"""Subcommands that read: query, case, due, verify, head. They write nothing."""

from __future__ import annotations

import json
import pathlib
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from ..case import Case, case_condition, due_left
from ..frame import Tabular, cell, fact_text
from ..query import views
from ..register import Session
from . import _common as c

app = typer.Typer()

FORMATS = ("table", "csv", "json")
LONGEST = 160
"""Characters of a fact that a table shows; --format json has all of it."""


@app.command(epilog="Example: safar query mali.safar counts --by nationality,month --known-on 2019-01-05 --format csv")
@c.guarded
def query(
    register: c.RegisterPath,
    view: Annotated[str, typer.Argument(help=f"{', '.join(views())}, or fields:<set>. Their columns: safar describe views.", show_default=False)],
    by: Annotated[str, typer.Option(help="Group by these columns, comma-separated.", show_default=False)] = "",
    where: Annotated[list[str] | None, typer.Option(help="Only these rows: site=ML-BKO-1,ML-BKO-2, booked_for>=2019-01-05, case=BKO-2018-00001, holds!=x.")] = None,
    select: Annotated[str, typer.Option(help="These columns, comma-separated.", show_default=False)] = "",
    valid_on: Annotated[str, typer.Option(metavar="DAY", help="As things were on that day.", show_default=False)] = "",
    known_on: Annotated[str, typer.Option(metavar="DAY", help="As they were known here at the end of that day.", show_default=False)] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.", show_default=False)] = None,
    after: Annotated[str, typer.Option(metavar="CURSOR", help="The rows after a cursor that an answer gave.", show_default=False)] = "",
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Ask a view. Without --as you read as a data analyst: figures, no names.

    A case that ended in a merge stays a case: counts leave it out with --where outcome!=merged.
    """
    if form not in FORMATS:
        raise typer.BadParameter(f"formats are {', '.join(FORMATS)}", param_hint="--format")
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        asked = s.query(view)
        if by:
            asked = asked.by(*c.words(by))
        if select:
            asked = asked.select(*c.words(select))
        for condition in where or ():
            asked = asked.where(condition_of(s, condition))
        if valid_on:
            asked = asked.valid_on(valid_on)
        if known_on:
            asked = asked.known_on(known_on)
        if limit:
            asked = asked.limit(limit)
        if after:
            asked = asked.after(after)
        frame = asked.frame()
        if as_json or form == "json":
            c.emit(frame.json())
        elif form == "csv":
            c.emit_text(frame.to_csv() or "")
        else:
            _print_table(s, frame)


def condition_of(s: Session, text: str) -> tuple[str, str, Any]:
    """``site=a,b`` as the library takes it; ``case=BKO-2018-00001`` with the case's id."""
    return case_condition(s, _read_condition(text))


def _read_condition(text: str) -> tuple[str, str, Any]:
    for operator in ("!=", "<=", ">=", "<", ">", "="):
        column, found, value = text.partition(operator)
        if not found:
            continue
        if operator in ("=", "!="):
            values = [_value(v) for v in c.words(value)]
            if len(values) == 1:
                return column.strip(), operator, values[0]
            return column.strip(), "in" if operator == "=" else "not in", values
        return column.strip(), operator, _value(value.strip())
    raise typer.BadParameter("write column=value, e.g. site=ML-BKO-1", param_hint="--where")


def _value(text: str) -> str | int | bool:
    if text in ("true", "false"):
        return text == "true"
    # A number with a leading zero is a name for something.
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and (digits == "0" or digits[0] != "0") and len(digits) < 16 else text


def _print_table(s: Session, frame: Tabular) -> None:
    """Values as the role reads them: who reads names with --as has asked to see them."""
    columns = frame._rows().columns
    zone = s._zone()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(c.clean(column["name"]), justify="right" if column["kind"] == "integer" else "left", overflow="fold")
    for row in frame:
        table.add_row(*(Text(c.one_line(_shown(row, column, zone))) for column in columns))
    c.show(table)
    times = any(column["name"] in ("received", "opened", "changed") for column in columns)
    more = f"; more with --after {frame.cursor}" if frame.cursor else ""
    masked = f"; {frame.masked:,} values withheld from this role" if frame.masked else ""
    c.note(f"{c.plural(len(frame), 'row')}{masked}{more}" + (f"; times in {zone.name}" if times else ""))


def _shown(row: dict[str, Any], column: dict[str, Any], zone: Any) -> str:
    value = row[column["name"]]
    if column["name"] in ("received", "opened", "changed") and isinstance(value, str):
        return str(zone.minute(value))
    if column["name"] == "fact" and isinstance(value, str):
        text, _ = fact_text(str(row.get("kind", "")), value, mask=False)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return cell(value, _opened(column))[0]


def _opened(column: dict[str, Any]) -> dict[str, Any]:
    return {**column, "shelf": "open", "fields": [_opened(f) for f in column["fields"]]}


@app.command(epilog="Example: safar case mali.safar BKO-2018-01931 --why-not depart")
@c.guarded
def case(
    register: c.RegisterPath,
    number: Annotated[str, typer.Argument(help="Number or id of the case.", show_default=False)],
    why_not: Annotated[str, typer.Option(metavar="COMMAND", help="Why this command cannot be executed on it now.", show_default=False)] = "",
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Tell the story of one case. Personal data are masked unless the role given with --as reads them."""
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        found = s.case(number)
        if why_not:
            _say_why(found, why_not, as_json)
        elif as_json:
            document = {"v": 1, "case": found.columns, "persons": found.persons.to_dicts(), "timeline": found.timeline.to_dicts(), "due": found.due.to_dicts()}
            c.emit(document)
        else:
            _tell(s, found)


def _say_why(found: Case, command: str, as_json: bool) -> None:
    answer = found.why_not(command)
    if as_json:
        error = answer.error.json() if answer.error else None
        c.emit({"v": 1, "case": found.id, "command": command, "possible": not answer, "reasons": list(answer.reasons), "error": error})
    else:
        c.say(str(answer))
        if answer.error is not None and answer.error.remedy:
            c.say(answer.error.remedy)
    if answer:
        raise typer.Exit(1)


def _tell(s: Session, found: Case) -> None:
    zone = s._zone()
    c.say(found.number)
    for name, text in found._facts():
        c.say(f"  {name:12} {c.one_line(text)}")
    persons = found.persons
    c.say()
    for row in persons:
        c.say("  " + c.one_line(_person(row)))
    c.say()
    for event in found.timeline:
        text, _ = fact_text(event["kind"], event["fact"], mask=False)
        c.say(f"  {zone.minute(event['received'])}  {event['kind']:20} {event['actor']} ({event['role']})  {c.one_line(text)}".rstrip())
    masked = f"{persons.masked:,} values are withheld from this role; " if persons.masked else ""
    c.note(f"{masked}times in {zone.name}")


def _person(row: dict[str, Any]) -> str:
    def word(name: str) -> str:
        value = row[name]
        if isinstance(value, dict):
            return "‹masked›" if value["absent"] == "withheld" else f"({value['absent']})"
        return "" if value is None else str(value)

    name = f"{word('given_name')} {word('family_name')}".strip()
    facts = ", ".join(filter(None, (word("sex"), f"age {word('age_band')}", word("nationality"))))
    return f"{name}  {facts}  {row['ref']}".rstrip()


@app.command(epilog="Example: safar due mali.safar --as ro.k:reviewing_officer --mine --on 2019-02-01")
@c.guarded
def due(
    register: c.RegisterPath,
    on: Annotated[str, typer.Option(metavar="DAY", help="As of that day; default: today.", show_default=False)] = "",
    known_on: Annotated[str, typer.Option(metavar="DAY", help="As it was known here at the end of that day.", show_default=False)] = "",
    late: Annotated[bool, typer.Option("--late", help="Only what is late.")] = False,
    mine: Annotated[bool, typer.Option("--mine", help="Only what the role of --as may do.")] = False,
    role: Annotated[str, typer.Option(help="Only what this role may do.", show_default=False)] = "",
    office: Annotated[str, typer.Option(help="Only cases of these offices, comma-separated.", show_default=False)] = "",
    where: Annotated[list[str] | None, typer.Option(help="Only these rows: kind=review, office=BKO, days_left<7.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.", show_default=False)] = None,
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """What is expected and by when: deadlines, reviews, appeals, erasures, reports to donors, actions of plans, commitments. A hold pauses a deadline where the workflow says so."""
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        wanted = s.role if mine else c.role_of(role)
        asked = s.query("due")
        if on:
            asked = asked.valid_on(on)
        if known_on:
            asked = asked.known_on(known_on)
        if late:
            asked = asked.where(("late", "=", True))
        for condition in where or ():
            asked = asked.where(condition_of(s, condition))
        if office:
            asked = asked.where(("office", "in", c.words(office)))
        if limit and not wanted:
            asked = asked.limit(limit)
        frame = asked.frame()
        rows = [row for row in frame if not wanted or not row["roles"] or wanted in row["roles"]][:limit]
        if as_json:
            c.emit({"v": 1, "from": "due", "rows": rows})
            return
        table = Table(box=None, header_style="bold", pad_edge=False)
        for column in ("due", "left", "number", "what", "after", "since", "role"):
            table.add_column(column, justify="right" if column == "left" else "left", overflow="fold")
        for row in rows:
            after = f"{row['after']} ({row['kind']})" if row["kind"] != "timer" else row["after"]
            what = f"{row['what']}: {row['detail']}" if row["detail"] else row["what"]
            table.add_row(*(Text(c.one_line(x)) for x in (row["due"], due_left(row), row["number"], what, after, row["since"], ", ".join(row["roles"]) or "any")))
        c.show(table)
        count = sum(row["late"] for row in rows)
        calendars = ", ".join(sorted({row["calendar"] for row in rows if row["calendar"]}))
        more = f"; more with safar query due --after {frame.cursor}" if frame.cursor and not wanted else ""
        c.note(f"{c.plural(len(rows), 'task')}, {count:,} late{f'; working days by {calendars}' if calendars else ''}{more}")


@app.command(epilog="Example: safar head mali.safar")
@c.guarded
def head(register: c.RegisterPath, who: c.As = "", key: c.Key = None) -> None:
    """Print the signed end of the log, as JSON, for a partner to keep. Later: safar verify REGISTER --head FILE."""
    with c.session(register, key, who, role="auditor", read_only=True) as s:
        c.emit(json.dumps({"heads": s.heads(), "v": 1}, sort_keys=True, separators=(",", ":")))


Head = Annotated[
    pathlib.Path | None,
    typer.Option("--head", help="What safar head printed, kept elsewhere: that history must still be there.", show_default=False),
]


@app.command(epilog="Example: safar verify mali.safar --head mali.head.json")
@c.guarded
def verify(register: c.RegisterPath, kept: Head = None, who: c.As = "", key: c.Key = None, as_json: c.Json = False) -> None:
    """Check every byte of the log against its chain and signatures. Exit code 1 if anything was changed."""
    if kept and not kept.is_file():
        raise typer.BadParameter("there is no such file", param_hint="--head")
    expect = kept.read_text(encoding="utf-8") if kept else None
    with c.session(register, key, who, role="auditor", read_only=True) as s, c.bar("verifying", as_json) as watch:
        report = s.verify(expect=expect, progress=watch or False)
    found = report.as_dict()
    if as_json:
        c.emit(report.json())
    else:
        problems = found.get("problems", [])
        boxes = found.get("boxes", 0)
        c.say(
            f"{c.plural(found.get('acts', 0), 'act')} by {c.plural(_count(found.get('writers', 0)), 'writer')}: "
            f"{'chain intact' if report else 'NOT intact'}, {c.plural(boxes, 'box', 'boxes')}{' intact' if report else ''}, {found.get('erased', 0):,} erased"
        )
        for problem in problems:
            c.note(f"problem: {problem if isinstance(problem, str) else json.dumps(problem, ensure_ascii=False, sort_keys=True)}")
        if problems:
            c.note("Keep the files as they are, and compare them with a backup.")
    if not report:
        raise typer.Exit(1)


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list | dict) else int(value)


