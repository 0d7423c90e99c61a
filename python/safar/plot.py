"""Charts of frames, with Altair: ``pip install 'safar[plot]'``.

Each takes a frame or a query of counts or of the portfolio, never of persons, and gives an ``altair.Chart``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import InvalidArgumentError
from ._time import first_day, last_day
from .frame import Tabular

if TYPE_CHECKING:
    import altair

__all__ = ["intake", "portfolio", "stock"]

# Okabe and Ito's colours: told apart with every kind of colour vision.
_COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000"]
_TOP = len(_COLOURS) - 1


def _altair() -> Any:
    try:
        import altair
    except ImportError as e:
        raise ImportError("charts need Altair: pip install 'safar[plot]'") from e
    return altair


def _rows(frame: Tabular, needed: tuple[str, ...], build: str) -> list[dict[str, Any]]:
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise InvalidArgumentError(f"the frame has no column {missing[0]}", remedy=f"Build it with {build}.")
    return [{k: _word(v) for k, v in row.items()} for row in frame.to_dicts()]


def _word(value: Any) -> Any:
    if isinstance(value, dict):
        return f"({value.get('absent', '?')})"
    return "(not applicable)" if value is None else value


def intake(frame: Tabular, *, by: str = "nationality", count: str = "persons", width: int = 640, height: int = 320) -> altair.Chart:
    """Persons who applied, by month, stacked by ``by``; the seven most frequent values, the rest as ``other``.

    Persons, not cases: a household of two nationalities is one case in both.

    ``frame`` is ``s.query("counts").by("nationality", "month")``.
    """
    alt = _altair()
    rows = _rows(frame, (by, "month", count), f'query("counts").by("{by}", "month")')
    total: dict[str, int] = {}
    for row in rows:
        total[str(row[by])] = total.get(str(row[by]), 0) + int(row[count])
    top = sorted(total, key=lambda value: (-total[value], value))
    names = top if len(top) <= _TOP + 1 else [*top[:_TOP], "other"]
    data = [{"month": row["month"], by: str(row[by]) if str(row[by]) in names else "other", count: int(row[count])} for row in rows]
    order = {name: i for i, name in enumerate(names)}
    for row in data:
        row["order"] = order[row[by]]
    chart: altair.Chart = (
        alt.Chart(alt.Data(values=data), width=width, height=height, title="Applications by month")
        .mark_bar()
        .encode(
            x=alt.X("month:O", title="month"),
            y=alt.Y(f"sum({count}):Q", title=count),
            color=alt.Color(f"{by}:N", sort=names, scale=alt.Scale(domain=names, range=_COLOURS[: len(names)])),
            order=alt.Order("order:Q"),
            tooltip=["month:O", f"{by}:N", f"sum({count}):Q"],
        )
    )
    return chart


def stock(frame: Tabular, *, by: str = "journey", count: str = "cases", width: int = 640) -> altair.LayerChart:
    """How many cases stand at each stage.

    ``frame`` is ``s.query("counts").by("journey")``.
    """
    alt = _altair()
    rows = _rows(frame, (by, count), f'query("counts").by("{by}")')
    data = [{by: str(row[by]), count: int(row[count])} for row in rows]
    stages = ["applied", "counselled", "cleared", "booked", "departed", "arrived", "assisting", "closed"]
    base = alt.Chart(alt.Data(values=data), width=width, title="Cases by stage").encode(
        y=alt.Y(f"{by}:N", sort=stages, title=by.replace("_", " ")), x=alt.X(f"sum({count}):Q", title=count)
    )
    layers: altair.LayerChart = base.mark_bar(color=_COLOURS[0]) + base.mark_text(align="left", dx=4).encode(text=f"sum({count}):Q")
    return layers


def portfolio(frame: Tabular, *, by: str = "status", width: int = 640) -> altair.Chart:
    """A bar a project from the first day of its start to the last day of its end, coloured by ``by``: ``"status"``, ``"dialogue"``,
    ``"programme"``, ...; the seven most frequent values, the rest as ``other``.

    A project without an end is pale and goes to the latest end of all; one without a start cannot be drawn, and the title counts it.

    ``frame`` is ``s.query("projects")``; plans and programmes can be drawn too.
    """
    alt = _altair()
    rows = _rows(frame, ("ref", "title", "starts", "ends", by), 'query("projects")')
    drawn = [(row, first_day(row["starts"]), last_day(row["ends"])) for row in rows]
    latest = max((day for _, start, end in drawn for day in (start, end) if day), default=None)
    values = [str(row[by]) or "(none)" for row, start, _ in drawn if start]
    top = sorted(set(values), key=lambda value: (-values.count(value), value))
    names = top if len(top) <= _TOP + 1 else [*top[:_TOP], "other"]
    data = [
        {
            "project": row["ref"] or row["title"], "title": row["title"], "start": start.isoformat(), "end": (end or latest or start).isoformat(),
            "starts": row["starts"], "ends": row["ends"], by: value if value in names else "other", "open": end is None,
        }
        for (row, start, end), value in zip([(row, start, end) for row, start, end in drawn if start], values, strict=True)
    ]  # fmt: skip
    left = len(rows) - len(data)
    chart: altair.Chart = (
        alt.Chart(alt.Data(values=data), width=width, title="Projects in time" + (f" ({left} without a start not shown)" if left else ""))
        .mark_bar(cornerRadius=2)
        .encode(
            x=alt.X("start:T", title="from start to end"),
            x2="end:T",
            y=alt.Y("project:N", sort=alt.EncodingSortField(field="start", order="ascending"), title="project"),
            color=alt.Color(f"{by}:N", sort=names, scale=alt.Scale(domain=names, range=_COLOURS[: len(names)])),
            opacity=alt.condition("datum.open", alt.value(0.45), alt.value(1)),
            tooltip=["project:N", "title:N", "starts:N", "ends:N", f"{by}:N"],
        )
    )
    return chart
