"""Subcommand portfolio import: tables of published activities into a register."""

from __future__ import annotations

import collections
import json
import pathlib
import time
import uuid
from typing import Annotated, Any

import typer

from .._errors import SafarError
from .._files import write_private
from .._records import dumps
from ..iati_tables import read_iati_tables
from . import _common as c

app = typer.Typer()

_REQUESTS = uuid.UUID("0f6b9c8e-8f6c-5a1f-9a53-52d4c1b5b7aa")
"""Of the ids that the commands go by: the same tables again do nothing."""
_BATCH = 20_000


@app.command("import", epilog="Example: safar portfolio import hq.safar iati/ --as pm.k:programme_manager:portfolio")
@c.guarded
def import_(
    register: c.RegisterPath,
    folder: Annotated[pathlib.Path, typer.Argument(help="Folder with activity, participating_org, transaction and budget, .csv or .csv.gz.", show_default=False)],
    who: c.As,
    commands: Annotated[pathlib.Path | None, typer.Option(metavar="FILE", help="Write the commands, one a line, and record nothing.", show_default=False)] = None,
    key: c.Key = None,
    as_json: c.Json = False,
) -> None:
    """Record activities published under IATI, as tables: a project, its funders and its grants each. The same tables again do nothing."""
    began = time.monotonic()
    tables = read_iati_tables(folder)
    texts = [_request(command) for command in tables.commands()]
    for remark in tables.remarks:
        c.note(remark)
    if commands is not None:
        write_private(commands, "".join(f"{text}\n" for text in texts))
        c.note(f"wrote {c.plural(len(texts), 'command')} to {commands}")
        return
    count: collections.Counter[str] = collections.Counter()
    refused: list[tuple[int, SafarError]] = []
    with c.session(register, key, who) as s, c.bar(f"importing {folder.name}", as_json) as watch:
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            outcomes = s.execute_each(batch, progress=(lambda done, _, first=first: watch(first + done, len(texts))) if watch else False)
            for n, outcome in enumerate(outcomes, first + 1):
                if outcome.error is not None:
                    refused.append((n, outcome.error))
                elif outcome.receipt is not None:
                    count["repeated" if outcome.receipt.repeated else outcome.receipt.command] += 1
    if as_json:
        c.emit({"v": 1, "done": dict(count), "refused": [{"command": n, "error": e.json()} for n, e in refused], "remarks": tables.remarks})
    else:
        c.say(f"{c.plural(len(tables.activities), 'activity', 'activities')}: {_counted(count)}  {time.monotonic() - began:.1f} s")
        for n, error in refused:
            c.note(f"command {n}: {c.sentence(error)}")
    if refused:
        raise typer.Exit(1)


def _counted(count: collections.Counter[str]) -> str:
    return ", ".join(f"{n:,} {name}" for name, n in count.items()) or "nothing to do"


def _request(command: dict[str, Any]) -> str:
    text = dumps({"v": 1, **command})
    return dumps({**json.loads(text), "request": uuid.uuid5(_REQUESTS, text).hex})
