"""Rows of a view: a table in the notebook, an Arrow stream for pandas, polars, pyarrow and DuckDB."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import _core
from ._errors import InvalidArgumentError
from ._files import write_private
from ._records import MASK
from ._schema import SEALED, Field, RecordSchema, event_schema
from ._text import one_line, shown_html

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Frame", "Tabular"]

SEPARATORS = (",", ";", "|", "\t")
SHOWN = 20
"""Rows that a notebook or a terminal shows."""

_ABSENT = {
    "unknown": "unknown", "refused": "refused", "placeholder": "placeholder", "withheld": "withheld",
    "erased": "erased", "conflict": "in conflict",
}  # fmt: skip


class Tabular:
    """What a table can do; a query (:class:`safar.Query`) can do it too, and is asked when it is needed."""

    def _rows(self) -> _core.Rows | _core.Table:
        raise NotImplementedError

    # Properties

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return [c["name"] for c in self._rows().columns]

    @property
    def shelves(self) -> dict[str, str]:
        """By column, who may read it at rest: open, counted, identity, casefile or sensitive."""
        return {c["name"]: c["shelf"] for c in self._rows().columns}

    @property
    def docs(self) -> dict[str, str]:
        """By column, what it means."""
        return {c["name"]: c["doc"] for c in self._rows().columns}

    @property
    def cursor(self) -> str:
        """Give it to ``after`` for the rows after these; empty at the end."""
        return self._rows().next

    @property
    def masked(self) -> int:
        """Values that your role and purpose may not read; they are absent for the reason ``withheld``."""
        return int(json.loads(self._rows().json()).get("masked", 0))

    # Out

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """An Arrow stream that owns its rows; ``requested_schema`` is not followed, as the protocol allows."""
        return self._rows().arrow_c_stream()

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow table."""
        try:
            import pyarrow as pa
        except ImportError as e:
            raise ImportError("to_arrow() needs pyarrow: pip install pyarrow") from e
        return pa.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame; through Arrow where pyarrow is installed."""
        try:
            import pandas as pd
        except ImportError as e:
            raise ImportError("to_pandas() needs pandas: pip install pandas") from e
        try:
            import pyarrow as pa
        except ImportError:
            return pd.DataFrame(self.to_dicts(), columns=self.columns)
        return pa.table(self).to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame."""
        try:
            import polars as pl
        except ImportError as e:
            raise ImportError("to_polars() needs polars: pip install polars") from e
        return pl.DataFrame(self)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows as dictionaries. ``None`` is not applicable; ``{"absent": "unknown"}`` and the like say why there is no value."""
        return self._slice(0, len(self))

    def json(self) -> str:
        """The answer as the library gives it: canonical JSON with ``rows``, ``next`` and ``masked``."""
        return self._rows().json()

    def to_csv(self, path: Any = None, *, separator: str = ",") -> str | None:
        """CSV text, or a file where ``path`` is given: for its owner alone, and through no symbolic link. ``separator`` is one of
        ``, ; |`` and the tabulator. A cell that a spreadsheet would run has an apostrophe before it."""
        if separator not in SEPARATORS:
            raise InvalidArgumentError("that cannot separate columns", field="/separator", reason="no_separator", remedy="Give one of , ; | and the tabulator.")
        text = self._rows().csv(separator)
        if path is None:
            return text
        write_private(path, text)
        return None

    # Rows

    def __len__(self) -> int:
        return len(self._rows())

    def __bool__(self) -> bool:
        return len(self) > 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for first in range(0, len(self), 1000):
            yield from self._slice(first, 1000)

    def __getitem__(self, index: int) -> dict[str, Any]:
        n = len(self)
        at = index + n if index < 0 else index
        if not 0 <= at < n:
            raise IndexError(f"row {index} of {n}")
        return self._slice(at, 1)[0]

    def _slice(self, first: int, count: int) -> list[dict[str, Any]]:
        rows = self._rows()
        missing = {c["name"]: _missing(c) for c in rows.columns}
        return [{**copy.deepcopy(missing), **json.loads(text)} for text in rows.rows_json(first, count)]

    # Representation: what lies on a sealed shelf is never shown, whoever looks; a notebook is often passed on.

    def _cells(self, limit: int) -> tuple[list[list[str]], int]:
        columns = self._rows().columns
        hidden = 0
        out = []
        for row in self._slice(0, limit):
            cells = []
            for column in columns:
                value = row[column["name"]]
                if column["name"] == "fact" and isinstance(value, str):  # JSON of another type, with what the role reads in it
                    text, masked = fact_text(str(row.get("kind", "")), value)
                elif column["name"] == "value" and row.get("shelf") in SEALED:  # a field of a set: its own shelf stands beside it
                    text, masked = cell(value, {**column, "shelf": row["shelf"]})
                else:
                    text, masked = cell(value, column)
                hidden += masked
                cells.append(text)
            out.append(cells)
        return out, hidden

    def _caption(self, shown: int, hidden: int) -> str:
        n = len(self)
        text = f"{n:,} row{'' if n == 1 else 's'}" if shown == n else f"{shown:,} of {n:,} rows"
        if self.cursor:
            text += ", more with after(cursor)"
        if hidden:
            text += f"; {hidden:,} personal value{'' if hidden == 1 else 's'} masked (to_pandas() and the like give what your role may read)"
        return text

    def __repr__(self) -> str:
        cells, hidden = self._cells(SHOWN)
        cells = [[one_line(c) for c in row] for row in cells]
        names = self.columns
        widths = [min(32, max([len(n), *(len(row[i]) for row in cells)])) for i, n in enumerate(names)]
        lines = ["  ".join(n[:w].ljust(w) for n, w in zip(names, widths, strict=True)).rstrip()]
        lines += ["  ".join(c[:w].ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
        return "\n".join([*lines, f"[{self._caption(len(cells), hidden)}]"])

    def _repr_html_(self) -> str:
        cells, hidden = self._cells(SHOWN)
        docs = self.docs
        head = "".join(f'<th title="{shown_html(docs[n])}">{shown_html(n)}</th>' for n in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{shown_html(c)}</td>" for c in row) + "</tr>" for row in cells)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{shown_html(self._caption(len(cells), hidden))}</p>"


class Frame(Tabular):
    """Rows that were asked for. They stay what they were, whatever happens to the register."""

    def __init__(self, rows: _core.Rows | _core.Table) -> None:
        self._held = rows

    def _rows(self) -> _core.Rows | _core.Table:
        return self._held


def _missing(column: dict[str, Any]) -> Any:
    """What a member that canonical JSON leaves out stands for."""
    if column["absence"]:
        return {"absent": "unknown"}
    empty: dict[str, Any] = {"boolean": False, "integer": 0, "list": [], "record": {}}
    return empty.get(column["kind"], "")


def fact_text(kind: str, fact: str, *, mask: bool = True) -> tuple[str, int]:
    """The fact of an event for display, and how many values were masked in it. Of a kind that is not known nothing is shown.

    ``mask=False`` shows what the role may read.
    """
    schema = event_schema(kind)
    if schema is None:
        return MASK, 1
    try:
        found = json.loads(fact)
    except ValueError:
        return MASK, 1
    parts, masked = _members(found, *schema, mask)
    return "; ".join(parts), masked


def _members(found: dict[str, Any], own: RecordSchema, used: dict[str, RecordSchema], mask: bool) -> tuple[list[str], int]:
    parts: list[str] = []
    masked = withheld = 0
    for name, value in found.items():
        field = own.by_name.get(name)
        if name in ("case", "person_id", "v") or value in ("", [], {}, False) or value == {"absent": "unknown"}:
            continue
        if value == {"absent": "withheld"}:
            withheld += 1
            continue
        if field is None or (mask and field.sealed and not _absent(value)):
            parts.append(f"{name}: {MASK}")
            masked += 1
            continue
        text, inner = _value(value, field, used, mask)
        masked += inner
        parts.append(f"{name}: {text}")
    if withheld:
        parts.append(f"‹{withheld} withheld›")
    return parts, masked


def _value(value: Any, field: Field, used: dict[str, RecordSchema], mask: bool) -> tuple[str, int]:
    if _absent(value):
        return cell(value, {"shelf": "open", "fields": []})
    if field.kind == "record" and isinstance(value, dict) and field.record in used:
        parts, masked = _members(value, used[field.record], used, mask)
        return "{" + ", ".join(parts) + "}", masked
    if field.kind == "list" and isinstance(value, list) and field.item is not None:
        found = [_value(v, field.item, used, mask) for v in value]
        return ", ".join(t for t, _ in found), sum(m for _, m in found)
    return ("yes" if value is True else str(value)), 0


def _absent(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"absent"}


def cell(value: Any, column: dict[str, Any]) -> tuple[str, int]:
    """A value for display, and how many values were masked in it."""
    if _absent(value):
        return f"({_ABSENT.get(value['absent'], value['absent'])})", 0
    if value is None or value == "" or value == []:
        return "", 0
    if column["shelf"] in SEALED:
        return MASK, 1
    if isinstance(value, list):
        items = [cell(v, {**column, "shelf": "open"}) for v in value]
        return ", ".join(text for text, _ in items), sum(masked for _, masked in items)
    if isinstance(value, dict):
        inner = {f["name"]: f for f in column["fields"]}
        members = {k: cell(v, inner[k]) for k, v in value.items() if k in inner}
        return "; ".join(f"{k}: {text}" for k, (text, _) in members.items()), sum(masked for _, masked in members.values())
    if isinstance(value, bool):
        return "yes" if value else "no", 0
    return str(value), 0
