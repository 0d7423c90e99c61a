"""What the subcommands share: options, opening, printing, and one sentence for what goes wrong."""

from __future__ import annotations

import functools
import getpass
import json
import os
import pathlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from .. import _errors
from .._records import did_you_mean
from .._text import clean, json_shown, one_line
from ..register import Register, Session

try:
    from typer.main import get_current_context  # type: ignore[attr-defined]
except ImportError:  # an older typer, which has click beside it
    from click import get_current_context  # type: ignore[no-redef]

__all__ = ["clean", "one_line"]

RegisterPath = Annotated[pathlib.Path, typer.Argument(help="The register, e.g. mali.safar.", show_default=False)]
Key = Annotated[pathlib.Path | None, typer.Option("--key", envvar="SAFAR_KEY", help="Key file; default: the register's name with .key.")]
As = Annotated[
    str, typer.Option("--as", envvar="SAFAR_AS", metavar="ACTOR:ROLE[:PURPOSE]", help="Who acts: a pseudonym, a role, a purpose.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, for machines; errors as JSON on stderr.")]
Reason = Annotated[str, typer.Option("--reason", help="Reason code, e.g. identity_confirmed.", show_default=False)]
Evidence = Annotated[str, typer.Option("--evidence", help="What it rests on, comma-separated, e.g. surge:2018-W46. No personal data.", show_default=False)]
Text = Annotated[
    str, typer.Option("--text", help="The officer's own words, sealed with the person's key; - asks for them, or reads stdin.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, or why not; write nothing.")]

PURPOSES = {"data_analyst": "statistics", "auditor": "audit", "data_protection_officer": "data_protection", "project_officer": "portfolio"}
"""The purpose that goes with a role where none is said; of all others it is casework."""

_RULES = {"refused", "needs", "not_permitted", "stale", "expectation", "request_reused"}
_IN_A_SHELL = {
    "or open with `create`": "or make one: safar new", "Open it without `create`, or give another name": "Go on with it, or give another name",
    "(busy_timeout_ms)": "(safar --wait SECONDS ...)",
}  # fmt: skip
"""What the library says to programmers, and what an officer can do."""

Body = TypeVar("Body", bound=Callable[..., Any])


def say(text: str = "") -> None:
    """A line for people."""
    typer.echo(clean(text))


def note(text: str) -> None:
    """A line beside the answer, on stderr."""
    typer.echo(clean(text), err=True)


def show(table: Table) -> None:
    """A table: folded to the terminal, or a line a row where it goes elsewhere."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 100_000
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        typer.echo(line.rstrip())


def emit(document: Any, *, err: bool = False) -> None:
    """A JSON document for machines, which a terminal can show as well: escapes stand for what it would obey."""
    typer.echo(json_shown(document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, sort_keys=True)), err=err)


def emit_text(text: str) -> None:
    """A text for machines: as it is where it goes to a file or a pipe, clean where somebody looks."""
    typer.echo(clean(text) if sys.stdout.isatty() else text, nl=False)


def guarded(body: Body) -> Body:
    """Turns what can go wrong into one sentence on stderr and an exit code: 1 refused or failed, 2 wrong usage."""

    @functools.wraps(body)
    def run(*args: Any, **kwargs: Any) -> Any:
        machine = bool(kwargs.get("as_json"))
        try:
            return body(*args, **kwargs)
        except _errors.SafarError as e:
            fail(e, machine)
        except BrokenPipeError:  # somebody reads the first lines only: safar describe views | head
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(141) from None
        except (OSError, ImportError, UnicodeDecodeError) as e:
            what = f"{e.strerror}: {e.filename}" if isinstance(e, OSError) and e.strerror else str(e)
            fail(_errors.IoError(what) if isinstance(e, OSError) else _errors.UnsupportedError(what), machine)
        except KeyboardInterrupt:
            note("cancelled: what was done before stays done")
            raise typer.Exit(130) from None

    return run  # type: ignore[return-value]


def fail(e: _errors.SafarError, machine: bool = False) -> NoReturn:
    """Says it and ends with 1."""
    if machine:
        emit(e.json(), err=True)
    else:
        note(sentence(e))
    raise typer.Exit(1)


def sentence(e: _errors.SafarError) -> str:
    """One line: what, and the way out, in words of a shell."""
    text = f"refused: {e.sentence()}" if e.name in _RULES else f"error: {e}"
    for said, here in _IN_A_SHELL.items():
        text = text.replace(said, here)
    return text


def key_of(register: pathlib.Path, key: pathlib.Path | None) -> pathlib.Path:
    return key or register.with_suffix(".key")


def actor_of(text: str, role: str = "") -> tuple[str, str, str]:
    """``fatou.d:intake_clerk`` as actor, role, purpose. Where a reading command is given none: your login in a role that reads no names."""
    if not text and role:
        text = f"{_login()}:{role}"
    actor, _, rest = text.partition(":")
    said, _, purpose = rest.partition(":")
    if not actor or not said:
        raise typer.BadParameter("say who acts, e.g. --as fatou.d:intake_clerk", param_hint="--as")
    roles = _roles()
    if roles and said not in roles:
        raise typer.BadParameter(f"there is no role {clean(said)}. {did_you_mean(said, roles)}", param_hint="--as")
    return actor, said, purpose or PURPOSES.get(said, "casework")


def role_of(name: str) -> str:
    """A role by its name, or "" for none."""
    if name and name not in _roles():
        raise typer.BadParameter(f"there is no role {clean(name)}. {did_you_mean(name, _roles())}", param_hint="--role")
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"uid{os.getuid()}"


def _roles() -> list[str]:
    from .. import describe

    found = describe("roles")
    return [r["name"] for r in (found.get("roles", []) if isinstance(found, dict) else found)]


@contextmanager
def session(path: pathlib.Path, key: pathlib.Path | None, who: str, *, role: str = "", read_only: bool = False) -> Iterator[Session]:
    """A session on a register, for one command."""
    actor, said, purpose = actor_of(who, role)
    _all_there(path, key_of(path, key), key is None)
    context = get_current_context(silent=True)
    options = (context.find_object(dict) if context else None) or {}
    with Register.open(path, keys=key_of(path, key), read_only=read_only, **options) as register, register.session(actor, said, purpose) as made:
        yield made


def _all_there(path: pathlib.Path, key: pathlib.Path, looked: bool) -> None:
    """A register is three files. Says which is missing, where the register itself is there."""
    if not path.exists():
        return
    if not key.exists():
        by_name = f"the register's name with {key.suffix}, " if looked else ""
        raise _errors.BadKeyError(f"there is no key file {key} ({by_name}made by safar new)", reason="no_key_file", remedy="Give the one it was made with: --key FILE.")
    keys = path.with_name(path.name + ".keys")
    if not keys.exists():
        raise _errors.BadKeyError(f"there is no {keys}", reason="no_keys", remedy="It belongs to the register: copy both, or take a snapshot, which has both.")


@contextmanager
def bar(doing: str, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on stderr, where somebody looks."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn())
    with Progress(*columns, console=console) as shown:
        task = shown.add_task(clean(doing), total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total or None)
        shown.update(task, completed=1, total=1)


def words(text: str) -> list[str]:
    """``a,b`` as a list; blanks do not count."""
    return [part.strip() for part in text.split(",") if part.strip()]


def read_text(path: str) -> str:
    """A file, or stdin for ``-``."""
    if path == "-":
        return sys.stdin.read()
    return pathlib.Path(path).read_text(encoding="utf-8")


def said(text: str, what: str) -> str:
    """What an option says. ``-``: asked for where somebody sits, else a line of stdin, so that it stands in no list of processes and in no
    shell's history."""
    if text != "-":
        return text
    if sys.stdin.isatty():
        return str(typer.prompt(what, err=True)).strip()
    found = sys.stdin.readline().strip()
    if not found:
        raise _errors.InvalidArgumentError("stdin has nothing", remedy=f"Write the {what} there, on one line.")
    return found


def reason_of(code: str, evidence: str = "", text: str = "") -> dict[str, Any]:
    """A reason as commands take it; empty parts are left out."""
    found: dict[str, Any] = {"code": code}
    if evidence:
        found["evidence"] = words(evidence)
    if text:
        found["text"] = said(text, "officer's words")
    return found


def plural(n: int, one: str, many: str = "") -> str:
    """``1 case``, ``1,502 cases``."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
