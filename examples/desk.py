"""What the examples of the portfolio share: lines of commands into a register, questions out of it as text."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import safar as sf

HERE = Path(__file__).resolve().parent
TODAY = dt.date(2026, 1, 15)
"""The day on which the examples are told: their answers do not move with the calendar."""

Question = tuple[str, dict[str, Any]]
"""What a desk officer asks, and the same as a query: ``{"from": view, "where": ..., "select": ...}``."""


class Clock:
    """Microseconds since 1970 that move a little with every look, and to the day that a line names."""

    def __init__(self, day: dt.date = TODAY) -> None:
        self._now = 0
        self.turn(day)

    def __call__(self) -> int:
        self._now += 1000
        return self._now

    def turn(self, day: dt.date) -> None:
        """Eight in the morning of the day; never back."""
        morning = dt.datetime(day.year, day.month, day.day, 8, tzinfo=dt.timezone.utc)
        self._now = max(self._now, int(morning.timestamp() * 1_000_000))


class Desk:
    """One register and the roles that work on it."""

    def __init__(self, folder: Path, office: str, programme: str = "", zone: str = "UTC", first_day: dt.date = TODAY) -> None:
        self.clock = Clock(first_day)
        key = folder / "example.key"  # beside the register for the example's sake: keep yours elsewhere
        self.register = sf.Register.create(
            folder / "example.safar", office=office, programme=programme, zone=zone, keys=sf.keys.file(key), clock=self.clock
        )
        self._sessions: dict[str, sf.Session] = {}
        self.done = 0

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.register.close()

    def session(self, role: str) -> sf.Session:
        """The session of a role; those of the portfolio work for its purpose."""
        if role not in self._sessions:
            purpose = "portfolio" if role in ("project_officer", "programme_manager", "finance_officer") else "casework"
            self._sessions[role] = self.register.session(f"{role}.1", role, purpose)
        return self._sessions[role]

    def enter(self, commands: Iterable[dict[str, Any]]) -> int:
        """Executes commands, each by the role that its member ``as`` names (else a project officer) on the day that ``day`` names. A
        member ``keep`` remembers what the command made, so that later ones can say ``"$name"``."""
        made: dict[str, Any] = {}
        n = 0
        for line in commands:
            command = dict(line)
            role, day, keep = command.pop("as", "project_officer"), command.pop("day", ""), command.pop("keep", "")
            if day:
                self.clock.turn(dt.date.fromisoformat(day))
            command = {"v": 1, **{k: made[v[1:]] if isinstance(v, str) and v.startswith("$") else v for k, v in command.items()}}
            receipt = self.session(role).execute(command)
            if keep:
                made[keep] = receipt.case
            n += 1
        self.done += n
        return n

    def ask(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of the answer, sorted, so that the same facts give the same text."""
        self.clock.turn(TODAY)
        rows = self.session("project_officer").query(query).to_dicts()
        return sorted(rows, key=lambda row: [shown(v) for v in row.values()])


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Commands of a file of JSON lines; empty lines and lines that begin with # are for the reader."""
    for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text.strip() and not text.startswith("#"):
            try:
                yield json.loads(text)
            except ValueError as e:
                raise ValueError(f"{path.name}, line {n}: {e}") from None


def shown(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, dict):
        return str(value.get("absent", value))
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def tell(desk: Desk, questions: Iterable[Question], out: TextIO) -> None:
    """Prints each question, what was asked of which view, and the answer as a table."""
    for text, query in questions:
        out.write(f"\n{text}\n  {json.dumps(query, ensure_ascii=False)}\n")
        rows = desk.ask(query)
        if not rows:
            out.write("    nothing\n")
            continue
        cells = [list(rows[0])] + [[shown(v) for v in row.values()] for row in rows]
        widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
        for row in cells:
            out.write(("    " + "  ".join(c.ljust(w) for c, w in zip(row, widths))).rstrip() + "\n")


def main(about: str, story: Any) -> int:
    """The command line of an example: ``story(folder, out)`` in a folder that is kept where one is named."""
    os.umask(0o077)  # a register is nobody else's
    p = argparse.ArgumentParser(description=about)
    p.add_argument("--keep", type=Path, metavar="DIR", help="new folder that the register is left in; without it nothing is left")
    args = p.parse_args()
    if args.keep:
        args.keep.mkdir(parents=True)
        story(args.keep, sys.stdout)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        story(Path(folder), sys.stdout)
    return 0
