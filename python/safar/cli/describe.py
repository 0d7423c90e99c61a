"""Subcommands that say what there is: schema, describe, workflow."""

from __future__ import annotations

import contextlib
import json
import pathlib
from typing import Annotated, Any

import typer
from rich.table import Table

from .. import _core, describe as _describe
from . import _common as c

app = typer.Typer()


@app.command(epilog="Example: safar schema apply")
@c.guarded
def schema(
    what: Annotated[str, typer.Argument(help="A command (apply), a view (view:cases), stubs, views, or all.")] = "all",
    as_json: c.Json = False,
) -> None:
    """Print JSON Schemas, or the Python stubs. All commands by name, or one command or view."""
    if what == "all":
        names = [_name(x) for x in _listed("commands")]
        c.emit({name: json.loads(_core.describe("schema:" + name)) for name in names})
    elif what == "stubs":
        typer.echo(_describe("stubs"))
    elif what in ("views", "commands", "errors", "roles"):
        c.emit(_core.describe(what))
    else:
        c.emit(_core.describe(what if what.startswith("schema:") else "schema:" + what))


@app.command(epilog="Example: safar describe roles")
@c.guarded
def describe(
    what: Annotated[str, typer.Argument(help="commands, views (with their columns), kernels, errors, roles, workflow, table, mapping:apply, schema:<command>, ...")] = "commands",
    as_json: c.Json = False,
) -> None:
    """Say what there is. Commands, views and their columns, kernels, errors, roles, the workflow."""
    found = _describe(what)
    rows = next((v for v in found.values() if isinstance(v, list)), None) if isinstance(found, dict) else found
    if as_json or not isinstance(rows, list) or not all(isinstance(r, str | dict) for r in rows):
        if isinstance(found, str) and not as_json:
            typer.echo(found)
        else:
            c.emit(found)
        return
    for row in rows:
        c.say(f"{_name(row):24} {_doc(row)}".rstrip())
        for part in ("fields", "config", "input", "output") if what in ("views", "kernels") else ():
            for field in row.get(part, []):
                shelf = "" if field["shelf"] == "open" else f" ({field['shelf']})"
                c.say(f"  {'' if part == 'fields' else part + ' '}{field['name']:22} {field['doc']}{shelf}")


@app.command(epilog="Example: safar workflow --lint our-workflow.json")
@c.guarded
def workflow(
    register: Annotated[pathlib.Path | None, typer.Argument(help="The workflow in force in this register; without it the library's own.", show_default=False)] = None,
    lint: Annotated[pathlib.Path | None, typer.Option(help="Check this workflow document instead.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every state and every hold against every command, with the reason of each refusal.")] = False,
    document: Annotated[bool, typer.Option("--document", help="Print the workflow document, to begin one's own with.")] = False,
    of: Annotated[str, typer.Option(metavar="NOUN", help="Of project, grant, dialogue, plan, programme or organisation instead of cases.", show_default=False)] = "",
    who: c.As = "",
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Show what may happen in which state. Or check a workflow document of your own."""
    if lint is not None:
        _lint(lint, as_json)
        return
    suffix = ":" + of if of else ""
    with contextlib.ExitStack() as stack:
        ask = _describe if register is None else stack.enter_context(c.session(register, key, who, role="finance_officer", read_only=True)).describe
        found = ask(("workflow" if document else "table") + suffix)
        if document or as_json:
            c.emit(found)
            return
        order = {name: region["states"] for name, region in ask("workflow" + suffix)["regions"].items()}
    (_pairs if every else _table)(found, order)


def _lint(path: pathlib.Path, as_json: bool) -> None:
    found = _core.lint_workflow(path.read_text(encoding="utf-8"))
    if as_json:
        c.emit({"v": 1, "findings": [{"code": code, "pointer": pointer, "message": message} for code, pointer, message in found]})
    else:
        for code, pointer, message in found:
            c.note(f"{pointer or '/'}: {message} ({code})")
        c.say(f"{path.name}: {c.plural(len(found), 'fault') if found else 'can be loaded'}")
    if found:
        raise typer.Exit(1)


def _pairs(found: dict[str, Any], order: dict[str, list[str]]) -> None:
    """One line a pair of state (or hold) and command: what it does, or the reason code of the refusal."""
    c.say(f"workflow {found['workflow']}")
    pairs = 0
    for region, rows in found["regions"].items():
        for state in order.get(region, list(rows)):
            for command, answer in rows[state].items():
                c.say(f"{region}={state:<14} {command:<22} {answer}")
                pairs += 1
    for hold, commands in found.get("holds", {}).items():
        for command, answer in commands.items():
            for outcome, each in answer.items() if isinstance(answer, dict) else [("", answer)]:
                c.say(f"under {hold:<22} {(command + ' ' + outcome).strip():<22} {each}")
                pairs += 1
    c.say(f"{pairs} pairs")


def _table(found: dict[str, Any], order: dict[str, list[str]]) -> None:
    """Each command, and from which states it goes where; then what each hold blocks."""
    c.say(f"workflow {found['workflow']}")
    for region, rows in found["regions"].items():
        states = order.get(region, list(rows))
        table = Table(title=region, title_justify="left", box=None, header_style="bold", pad_edge=False)
        table.add_column("command")
        for state in states:
            table.add_column(c.clean(state))
        for command in sorted({command for row in rows.values() for command in row}, key=lambda name: _first(rows, states, name)):
            answers = [rows[state].get(command, "") for state in states]
            if any(a.removeprefix("-> ") in states for a in answers):  # a command of this region, not of another
                table.add_row(command, *(c.clean(a if a not in _NO else ".") for a in answers))
        c.show(table)
        c.say()
    for hold, commands in found.get("holds", {}).items():
        blocked = [name for name, answer in commands.items() if answer == "held"]
        c.say(f"{hold} blocks: {', '.join(sorted(blocked))}")


def _first(rows: dict[str, dict[str, str]], states: list[str], command: str) -> tuple[int, str]:
    """Where a command first moves: the order in which a case meets it. What is possible everywhere comes last."""
    at = [i for i, state in enumerate(states) if rows[state].get(command, "").startswith("-> ")]
    return (at[0] if len(at) < len(states) - 1 and at else len(states), command)


_NO = ("not_in_state", "wrong_role", "unknown_outcome", "no_such_hold")


def _listed(what: str) -> list[Any]:
    found = _describe(what)
    return list(found) if isinstance(found, list) else list(found.get(what, []))


def _name(entry: Any) -> str:
    return entry if isinstance(entry, str) else str(entry.get("name") or entry.get("command") or entry.get("code"))


def _doc(entry: Any) -> str:
    return "" if isinstance(entry, str) else str(entry.get("doc") or entry.get("what") or entry.get("message") or "")

