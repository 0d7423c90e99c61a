"""Subcommands of portfolio that work on a register: accept, list, overdue, show."""

from __future__ import annotations

import json
import pathlib
import shutil
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from .._files import write_private
from .._errors import ExistsError, InvalidArgumentError
from .._labels import LANGUAGES, label
from .._noun_pages import value_text
from .._records import did_you_mean
from ..frame import fact_text
from ..portfolio import NOUNS, AcceptedSheets, NounSheet, find_noun, find_nouns
from ..query import views
from ..sheets import read_project_sheets
from . import _common as c
from .portfolio import source_of
from .read import condition_of

app = typer.Typer()

_WIDEST = 120
"""Characters of a line that a sheet fills at most."""
_LONGEST = 160
"""Characters of a command that is shown."""
_FIRST = ("title", "starts", "ends", "budget", "kind", "parties", "party", "files")
_NOT_SHOWN = ("v", "command", "request", "project", "ref", "objective", "summary", "source")
_LISTS = {
    "projects": ("ref", "title", "status", "starts", "ends", "donors", "dialogue", "programme"),
    "programmes": ("ref", "title", "status", "country", "starts", "ends", "projects"),
    "organisations": ("ref", "acronym", "title", "kind", "country"),
    "dialogues": ("ref", "title", "kind", "established", "phase", "members_least", "members_most"),
    "plans": ("ref", "title", "kind", "status", "starts", "ends", "actions", "completed", "overdue"),
    "grants": ("ref", "title", "donor", "project", "status", "amount", "spent", "free", "starts", "ends"),
}
"""What a list shows of each kind; other views can be listed too, with all of their columns."""
_VIEWS = {"grants": "funding"}
_SIGN = {"done": "done", "repeated": "done before", "refused": "refused", "left_out": "left out", "would_be_done": "would be done", "not_checked": "would follow"}

On = Annotated[str, typer.Option("--on", metavar="DAY", help="As of that day; default: today.", show_default=False)]
Language = Annotated[str, typer.Option("--language", help="en, fr or ar.")]


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise typer.BadParameter(f"languages are {', '.join(LANGUAGES)}", param_hint="--language")
    return language


@app.command(epilog="Example: safar portfolio accept mali.safar sheets.txt --dialogue MTM --status closed --as po.k:project_officer --dry-run")
@c.guarded
def accept(
    register: c.RegisterPath,
    file: Annotated[str, typer.Argument(help="Plain text of project sheets, UTF-8; - for stdin.", show_default=False)],
    who: c.As,
    dialogue: Annotated[str, typer.Option(metavar="REF", help="Dialogue of the register that the sheets' dialogue is.", show_default=False)] = "",
    programme: Annotated[str, typer.Option(metavar="REF", help="Programme of the register that the projects belong to.", show_default=False)] = "",
    status: Annotated[str, typer.Option(help="Where a project stands whose sheet does not say it, e.g. closed.", show_default=False)] = "",
    language: Annotated[str, typer.Option(help="Language of the text: en, fr or ar.")] = "en",
    source: Annotated[str, typer.Option(metavar="TITLE", help="What the text is called.", show_default=False)] = "",
    address: Annotated[str, typer.Option(help="Where it can be read.", show_default=False)] = "",
    only: Annotated[str, typer.Option(metavar="1,3", help="Only these sheets of the text; default: all.", show_default=False)] = "",
    month_first: Annotated[bool, typer.Option("--month-first", help="03/04/2012 is 4 March.")] = False,
    commands: Annotated[pathlib.Path | None, typer.Option(metavar="FILE", help="Write the commands, one a line, and record nothing: to correct guesses before safar execute.", show_default=False)] = None,
    dry_run: c.DryRun = False,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Record the projects of a text of project sheets. Says of each command what was done, and what was guessed in it.

    See what would be read first: safar portfolio read. The same text again does nothing.
    """
    dry_run = dry_run or commands is not None
    found = read_project_sheets(source_of(file), month_first=month_first)
    with c.session(register, key, who) as s:
        accepted = s.accept_sheets(
            found, only=_numbers(only), dry_run=dry_run, month_first=month_first, dialogue=dialogue, programme=programme, status=status,
            language=_language(language), source=source, address=address,
        )  # fmt: skip
    if commands is not None:
        write_private(commands, "".join(f"{_without_request(row['json'])}\n" for row in accepted))
        c.note(f"wrote {c.plural(len(accepted), 'command')} to {commands}: correct them, then safar execute {register} {commands} --as {who}")
    if as_json:
        c.emit(accepted.json())
    else:
        _say_accepted(accepted, dry_run)
    if not len(accepted):
        c.note("no project sheet was found: a sheet has labels, such as Title:, Donors:, Duration:")
    if not len(accepted) or accepted.refused:
        raise typer.Exit(1)


def _without_request(text: str) -> str:
    """What is corrected is another request; safar execute takes one without."""
    return json.dumps({k: v for k, v in json.loads(text).items() if k != "request"}, ensure_ascii=False)


def _numbers(text: str) -> list[int] | None:
    if not text:
        return None
    if not all(part.isascii() and part.isdigit() for part in c.words(text)):
        raise typer.BadParameter("give numbers of sheets, e.g. 1,3", param_hint="--only")
    return [int(part) for part in c.words(text)]


def _say_accepted(accepted: AcceptedSheets, dry_run: bool) -> None:
    sheet = 0
    for row in accepted:
        if row["sheet"] != sheet:
            sheet = row["sheet"]
            c.say(f"sheet {sheet}: {row['ref']}")
        act = f" (act {row['act']})" if row["act"] and row["status"] == "done" else ""
        c.say(f"  {_SIGN.get(row['status'], row['status'])}: {row['verb']}{act}  {_members(row)}".rstrip())
        for doubt in row["doubts"]:
            c.say(f"    guessed  {doubt}")
        if row["status"] == "refused":
            c.say(f"    why not  {row['message'].rstrip('.')}. {row['remedy']}".rstrip())
    counts = [f"{n:,} {_SIGN[status]}" for status in _SIGN if (n := sum(row["status"] == status for row in accepted))]
    doubts = sum(len(row["doubts"]) for row in accepted)
    c.say("   ".join([*counts, c.plural(doubts, "guess", "guesses"), *(["Nothing was changed."] if dry_run else [])]))


def _members(row: dict[str, Any]) -> str:
    """What the command says, in one line."""
    said = json.loads(row["json"])
    order = [*(k for k in _FIRST if k in said), *(k for k in said if k not in (*_FIRST, *_NOT_SHOWN))]
    fact = {k: said[k]["en"] if k == "title" and set(said[k]) == {"en"} else said[k] for k in order}
    text = fact_text(row["verb"], json.dumps(fact), mask=False)[0]
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@app.command("list", epilog="Example: safar portfolio list mali.safar projects --on 2009-06-01 --where countries=MLI")
@c.guarded
def list_(
    register: c.RegisterPath,
    what: Annotated[str, typer.Argument(help=f"{', '.join(_LISTS)}, or another view of the portfolio.")] = "projects",
    on: On = "",
    where: Annotated[list[str] | None, typer.Option(help="Only these rows: status=closed, countries=MLI, starts>=2009.")] = None,
    language: Language = "en",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.", show_default=False)] = None,
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """List projects, grants, dialogues, plans, programmes or organisations. Other columns, groups and sums: safar query."""
    language, view = _language(language), _view(what)
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        asked = s.query(view)
        for condition in where or ():
            asked = asked.where(condition_of(s, condition))
        asked = asked.valid_on(on) if on else asked
        frame = (asked.limit(limit) if limit else asked).frame()
        if as_json:
            c.emit(frame.json())
            return
        columns = [x for x in _LISTS.get(what, frame.columns) if x in frame.columns]
        table = _empty(columns, language)
        for row in frame:
            if row.get(f"title_{language}"):
                row["title"] = row[f"title_{language}"]
            table.add_row(*(Text(c.clean(_cell(row, x, language))) for x in columns))
        c.show(table)
        c.note(c.plural(len(frame), "row") + ("; there are more (--limit)" if frame.cursor else ""))


def _view(what: str) -> str:
    view = _VIEWS.get(what, what)
    known = [name for name in views() if name not in ("cases", "persons", "events", "changes", "counts", "due", "fields", "field_sets")]
    if view not in known:
        names = [x for x in _LISTS if _VIEWS.get(x, x) in known] + [x for x in known if x not in _LISTS and x not in _VIEWS.values()]
        raise InvalidArgumentError(f"there is no list of {what}", field="/from", remedy=did_you_mean(what, names))
    return view


def _empty(columns: list[str], language: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(label(column, language), overflow="fold")
    return table


def _cell(row: dict[str, Any], column: str, language: str) -> str:
    value = row[column]
    return "" if value == {"absent": "unknown"} else value_text(column, value, language)


@app.command(epilog="Example: safar portfolio overdue mali.safar --on 2024-06-30")
@c.guarded
def overdue(register: c.RegisterPath, on: On = "", language: Language = "en", who: c.As = "", key: c.Key = None, as_json: c.Json = False) -> None:
    """Say what is overdue: actions of plans, commitments of dialogues, reports to donors; the latest first."""
    language = _language(language)
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        rows = s.overdue(on or None)
        if as_json:
            c.emit(rows.json())
            return
        table = _empty(rows.columns, language)
        for row in rows:
            table.add_row(*(Text(c.clean(_cell(row, x, language))) for x in rows.columns))
        c.show(table)
        c.note(f"{c.plural(len(rows), 'thing')} overdue on {on or s.today().isoformat()}")


@app.command(epilog="Example: safar portfolio show mali.safar LECD --language ar --html lecd.html")
@c.guarded
def show(
    register: c.RegisterPath,
    ref: Annotated[str, typer.Argument(help="Reference, id or title of a project, dialogue, plan, grant, programme or organisation.", show_default=False)],
    noun: Annotated[str, typer.Option(help=f"{', '.join(NOUNS)}: where several have that name.", show_default=False)] = "",
    language: Language = "en",
    html: Annotated[pathlib.Path | None, typer.Option("--html", metavar="FILE", help="Write a page of its own instead.", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Also where that file is there already.")] = False,
    on: On = "",
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Show one project, dialogue, plan, grant, programme or organisation as a sheet."""
    language = _language(language)
    if noun and noun not in NOUNS:
        raise typer.BadParameter(f"nouns are {', '.join(NOUNS)}", param_hint="--noun")
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        sheet = find_noun(s, noun, ref, on) if noun else _the_one(find_nouns(s, ref, on), ref)
        if as_json:
            parts = {name: sheet.part(name).to_dicts() for name in sheet.parts}
            c.emit({"v": 1, "noun": sheet.noun, "columns": sheet.columns, "parts": parts})
        elif html is not None:
            if html.exists() and not force:
                raise ExistsError(f"there is a file {html} already", remedy="Give another name, or --force to replace it.")
            write_private(html, sheet.html(language))
            c.say(f"wrote {html}")
        else:
            width = min(_WIDEST, shutil.get_terminal_size((100, 24)).columns)
            for line in sheet.text(language, width=width).split("\n"):
                c.say(line)


def _the_one(found: list[NounSheet], ref: str) -> NounSheet:
    if len(found) == 1:
        return found[0]
    kinds = sorted({sheet.noun for sheet in found})
    way = f"Say which with --noun: {', '.join(kinds)}." if len(kinds) > 1 else "Give its reference or id."
    raise InvalidArgumentError(f"{len(found)} are called {ref}", reason="ambiguous", remedy=way)
