"""Subcommand portfolio read: project sheets of a text, as a proposal. It needs no register and writes nothing. Those that do: portfolio_register, portfolio_import."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from .._errors import IoError
from ..sheets import SheetProposal, read_project_sheets
from . import _common as c

app = typer.Typer(
    name="portfolio",
    help="Projects and what surrounds them. Reads and accepts project sheets, lists, shows, says what is overdue. Facts go in with safar execute.",
    epilog="Example: safar portfolio read sheets.txt",
    no_args_is_help=True,
)

_SHOWN = 5
"""Lines of what went nowhere that are shown."""
_WIDE = 120
"""Characters of such a line."""
_COLUMN = 80
"""Characters of a value or doubt before it goes on in the next line."""
_ELSEWHERE = ("labels", "leftover", "left_out", "from", "to")


@app.command(epilog="Example: safar portfolio read sheets.txt")
@c.guarded
def read(
    file: Annotated[str, typer.Argument(help="Plain text of project sheets, UTF-8; - for stdin.", show_default=False)],
    month_first: Annotated[bool, typer.Option("--month-first", help="03/04/2012 is 4 March.")] = False,
    as_json: c.Json = False,
) -> None:
    """Read project sheets and show what they propose. Each value with the doubt where it was guessed; nothing is recorded."""
    found = read_project_sheets(source_of(file), month_first=month_first)
    for text in found["notes"]:
        c.note(f"{text} Save the file as UTF-8 if letters look wrong.")
    if not found.projects and not found["mentioned"]:
        c.note("no project sheet was found: a sheet has labels, such as Title:, Donors:, Duration:")
    if as_json:
        c.emit(found.json())
        return
    for title, projects in (("", found.projects), ("mentioned: ", found["mentioned"])):
        for project in projects:
            c.show(_table(title, project))
            c.say()
    if found["outputs"]:
        table = _empty("outside of the sheets")
        for output in found["outputs"]:
            _add(table, "output", _words(output), output["guess"])
        c.show(table)
        c.say()
    _rest(found)


def source_of(file: str) -> bytes | pathlib.Path:
    if file == "-":
        return sys.stdin.buffer.read()
    path = pathlib.Path(file)
    if not path.exists():
        raise IoError(f"there is no file {path}", reason="no_file", remedy="Check its name, or give - to read stdin.")
    if path.is_dir():
        raise IoError(f"{path} is a folder", reason="folder", remedy="Give one text file.")
    return path


def _empty(title: str) -> Table:
    table = Table(title=Text(c.clean(title)), title_justify="left", title_style="bold", box=None, header_style="bold", pad_edge=False)
    table.add_column("field", no_wrap=True)
    for column in ("value", "doubt"):  # folded also where there is no terminal: an objective is a paragraph
        table.add_column(column, overflow="fold", max_width=_COLUMN)
    return table


def _add(table: Table, field: str, value: str, doubt: str) -> None:
    table.add_row(field, Text(c.clean(value)), Text(c.clean(doubt), style="yellow"))


def _table(before: str, project: dict[str, Any]) -> Table:
    table = _empty(before + (project["title"]["value"] or "(no title)"))
    for name, values in project.items():
        if name in _ELSEWHERE:
            continue
        said = ""
        for value in values if isinstance(values, list) else [values]:
            for field, text, doubt in _rows(name, value):
                if text or doubt:
                    _add(table, "" if field == said else field.replace("_", " "), text, doubt)
                    said = field
    return table


def _rows(name: str, value: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, words and doubt; a duration has several."""
    if name != "duration":
        yield name, _words(value), value["guess"]
        return
    for part in ("planned_start", "planned_end"):
        yield part, _known(value[part]["value"]) or ("open" if value[part]["open"] else ""), value[part]["guess"]
    yield "months", _known(value["months"]), ""
    for change in value["amendments"]:
        months, end = _known(change["months"]), _known(change["new_end"])
        parts = [change["kind"].replace("_", " "), f"by {months} months" if months else "", f"to {end}" if end else ""]
        yield "extension", " ".join(p for p in parts if p), change["guess"]
    yield "duration", "", value["guess"]


def _words(value: dict[str, Any]) -> str:
    """A value in one line: its name first, what is said of it in brackets."""
    first = _known(value.get("value")) or value.get("name") or value.get("title") or value.get("words") or ""
    more = [_known(value.get(key)) for key in ("acronym", "country", "role", "amount", "joined", "since", "detail", "address")]
    if isinstance(share := value.get("share"), int):
        more.append(f"{share / 100:g} %")
    more.append(", ".join(value.get("languages", [])))
    inside = "; ".join(dict.fromkeys(m for m in more if m))
    return f"{first} ({inside})" if inside else first


def _known(value: Any) -> str:
    return "" if value is None or isinstance(value, dict) else str(value)


def _rest(found: SheetProposal) -> None:
    """What went nowhere, and how much was left out on purpose."""
    parts = [found, *found.projects, *found["mentioned"]]
    rests = sorted((r for p in parts for r in p["leftover"]), key=lambda r: int(r["from"]))
    size = sum(r["to"] - r["from"] for r in rests)
    c.say(f"leftover: {c.plural(size, 'byte')} in {c.plural(len(rests), 'place')}" if rests else "leftover: nothing")
    for rest in rests[:_SHOWN]:
        text = rest["text"] if len(rest["text"]) <= _WIDE else rest["text"][: _WIDE - 1] + "…"
        c.say(f"  {rest['from']}: {text}")
    if len(rests) > _SHOWN:
        c.say(f"  and {c.plural(len(rests) - _SHOWN, 'place')} more (--json has all)")
    if left := sum(len(p["left_out"]) for p in parts):
        c.say(f"left out: {c.plural(left, 'place')} that may be about a person (names, addresses); --json says where")
