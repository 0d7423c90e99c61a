"""Subcommand find: persons as people remember them. It writes nothing."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from .._errors import InvalidArgumentError, NotFoundError
from . import _common as c

app = typer.Typer()

_ELSE = {
    "name": "Try fewer or other names, the start of one, or --document, --phone or --household.",
    "document": "Check the number letter by letter, or try the name.",
    "phone": "Try the last eight digits, the name, or another number of theirs.",
    "household": "Try the number of the case, or the name.",
}


@app.command(epilog="Example: safar find mali.safar - --as fatou.d:intake_clerk")
@c.guarded
def find(
    register: c.RegisterPath,
    name: Annotated[str, typer.Argument(help="A name as you remember it: any order, script and spelling. - asks for it, or reads stdin.", show_default=False)] = "",
    document: Annotated[str, typer.Option(help="Number of a document instead; - as above.", show_default=False)] = "",
    phone: Annotated[str, typer.Option(help="A phone number instead; - as above.", show_default=False)] = "",
    household: Annotated[str, typer.Option(help="All of a household, by its id, a person, a case or its number.", show_default=False)] = "",
    limit: Annotated[int | None, typer.Option(min=1, max=100, help="At most so many rows; default: 20 persons.", show_default=False)] = None,
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Find persons by name, document, phone or household. All but the household is for roles that read names (--as).

    What is written on the command line stands in the list of processes and in the shell's history, for others to read. With - the name,
    number or phone is asked for, or read from stdin.
    """
    asked = {by: text for by, text in (("name", name), ("document", document), ("phone", phone), ("household", household)) if text.strip()}
    if len(asked) != 1:
        what = "a search goes by one thing" if asked else "nothing was asked for"
        raise InvalidArgumentError(what, remedy="Give a name, or --document, --phone or --household.")
    (by,) = asked
    asked[by] = c.said(asked[by].strip(), by)
    with c.session(register, key, who, role="finance_officer", read_only=True) as s:
        found = s.persons(**asked, limit=limit)
    if not found:
        raise NotFoundError("nobody was found", reason="nobody_found", remedy=_ELSE[by])
    if as_json:
        c.emit(found.json())
        return
    columns = ["number", "given_name", "family_name", "birth", "sex", "nationality", "relation", "journey"]
    columns += ["score", "why"] if by == "name" else []
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column == "score" else "left", overflow="fold")
    for row in found:
        table.add_row(*(Text(c.one_line(_word(row[column]))) for column in columns))
    c.show(table)
    masked = f"; {found.masked:,} values withheld from this role" if found.masked else ""
    c.note(f"{c.plural(len(found), 'row')}{'; best first' if by == 'name' else ''}{masked}")


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return "‹masked›" if value["absent"] == "withheld" else f"({value['absent']})"
    return "" if value is None else str(value)
