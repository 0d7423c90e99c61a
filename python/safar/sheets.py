"""Project sheets as agencies publish them: plain text in, a proposal out. Nothing is recorded."""

from __future__ import annotations

import copy
import functools
import json
import os
from collections.abc import Mapping
from typing import Any

from . import _core
from ._errors import EncodingError, InvalidArgumentError, TooLargeError
from .frame import Frame, _missing

__all__ = ["SheetProposal", "read_project_sheets"]

_MOST = 16 << 20
"""Bytes of a text that are read at once."""
_LONGEST_NAME = 255
"""A line that is longer is not taken for the name of a file."""


class SheetProposal(dict[str, Any]):
    """What a text proposes: a dictionary of plain Python objects, and a few ways to look at it.

    Its members are ``projects``, ``mentioned`` (running text names them; all of it is guessed), ``outputs``, ``leftover``,
    ``left_out`` and ``notes``, as docs/project-sheets.md tells them.
    """

    def __init__(self, document: str, rows: _core.Table, text: bytes) -> None:
        super().__init__(_complete(json.loads(document), _fields()))
        self._document = document
        self._held = rows
        self._bytes = text

    @property
    def projects(self) -> list[dict[str, Any]]:
        """Those with a sheet of their own, in the order of the text."""
        found: list[dict[str, Any]] = self["projects"]
        return found

    def frame(self) -> Frame:
        """One row a project, flat: names, dates, countries and their codes, amounts, ``doubts``, bytes left over."""
        return Frame(self._held)

    def text_of(self, value: Mapping[str, Any]) -> str:
        """The words of the text that ``value`` (whatever has ``from`` and ``to``) comes from, as they stand there."""
        piece = self._bytes[value["from"] : value["to"]]
        try:
            return piece.decode("utf-8")
        except UnicodeDecodeError:
            return piece.decode("cp1252", errors="replace")

    def json(self) -> str:
        """The proposal as the library gives it: canonical JSON, empty members left out."""
        return self._document

    def __repr__(self) -> str:
        n, mentioned = len(self.projects), len(self["mentioned"])
        doubts = sum(len(row["doubts"]) for row in self.frame())
        return f"<proposal of {n:,} project{'' if n == 1 else 's'}, {mentioned:,} mentioned, {doubts:,} doubt{'' if doubts == 1 else 's'}>"

    def __reduce__(self) -> Any:
        return (dict, (dict(self),))  # the rows stay where they were made


def read_project_sheets(source: str | bytes | os.PathLike[str], *, month_first: bool = False) -> SheetProposal:
    """Reads the project sheets of a text (``str``, or ``bytes`` of UTF-8) or of a file (``pathlib.Path``).

    What comes back is a proposal, a dictionary: ``projects`` with ``title``, ``donors``, ``countries``, ``duration`` and so on. Each
    value has ``from`` and ``to``: the bytes of the UTF-8 text that it comes from, half open, so that
    ``text.encode()[v["from"]:v["to"]]`` are its words; :meth:`SheetProposal.text_of` gives them. Each value has ``guess``, a sentence
    where the reader was in doubt, ``""`` where the text says it plainly. What no field takes is in ``leftover``; of what may be about
    a person ``left_out`` says only where it stands. Lists and texts are there even when empty; ``{"absent": "unknown"}`` stands for a
    date or number that the text does not give.

    ``month_first`` reads 03/04/2012 as 4 March; it is flagged in either order. Other threads run meanwhile.

    Raises :class:`TooLargeError` beyond 16 MiB or 10,000 sheets, :class:`EncodingError` for UTF-16 and what is no text;
    bytes that are no UTF-8 are read as Windows-1252, and ``notes`` says so.
    """
    text = text_bytes(source)
    document, rows = _core.read_project_sheets(text, month_first)
    return SheetProposal(document, rows, text)


def text_bytes(source: str | bytes | os.PathLike[str]) -> bytes:
    """A text, or what a file holds."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str):
        _no_file_name(source)
        try:
            return source.encode("utf-8")
        except UnicodeEncodeError:
            raise EncodingError("the text has half a character (a lone surrogate)", remedy="Read the file again as UTF-8.") from None
    if isinstance(source, os.PathLike):
        with open(source, "rb") as f:
            text = f.read(_MOST + 1)
        if len(text) > _MOST:
            raise TooLargeError(f"the file has more than {_MOST} bytes", remedy="Split it.")
        return text
    raise InvalidArgumentError(f"a text, bytes or a pathlib.Path are needed, not {type(source).__name__}")


def _no_file_name(text: str) -> None:
    """Whoever gives the name of a file as text would get a proposal of its name."""
    if not 0 < len(text) <= _LONGEST_NAME or "\n" in text:
        return
    try:
        there = os.path.isfile(text)
    except ValueError:  # a NUL
        return
    if there:
        raise InvalidArgumentError("the text is the name of a file", reason="file_name", remedy="Give pathlib.Path(name) to read the file.")


@functools.cache
def _fields() -> list[dict[str, Any]]:
    return _core.sheet_fields()


def _complete(found: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    """With the members that canonical JSON leaves out."""
    out: dict[str, Any] = {}
    for field in fields:
        name, inner = field["name"], field["fields"]
        value = found.get(name)
        if value is None:
            out[name] = copy.deepcopy(_missing(field))
        elif inner and isinstance(value, list):
            out[name] = [_complete(v, inner) for v in value]
        elif inner:
            out[name] = _complete(value, inner)
        else:
            out[name] = value
    return out
