"""Questions to a view, built step by step and asked when the answer is needed."""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import _core
from ._errors import InvalidArgumentError, NotFoundError, UnknownMemberError
from ._records import did_you_mean, dumps, normalise, plain, quote
from .frame import Frame, Tabular

if TYPE_CHECKING:
    from .register import Session

__all__ = ["Query"]

_OPERATORS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "in": "in", "has": "has", "known": "known"}


@functools.cache
def views() -> dict[str, dict[str, dict[str, Any]]]:
    """By view, its columns by name, as the library describes them."""
    found = json.loads(_core.describe("views"))
    return {view["name"]: {c["name"]: c for c in view["fields"]} for view in found}


class Query(Tabular):
    """A question to a view. Each step gives a new one, so a question can be kept and varied; it is asked once, at first use.

    >>> counts = s.query("counts").by("nationality", "month").where(site=["ML-BKO-1"]).known_on("2019-01-05")  # doctest: +SKIP
    """

    def __init__(self, session: Session, document: dict[str, Any]) -> None:
        self._session = session
        self._document = document
        self._asked: Frame | None = None

    # Steps

    def by(self, *columns: str) -> Query:
        """Groups by these columns."""
        self._check(columns, "group")
        return self._with(group=[*self._document.get("group", ()), *columns])

    def sum(self, *columns: str) -> Query:
        """Adds up these columns within each group: amounts in one currency each (a column ``currency`` says which), or whole numbers.

        >>> s.query("parties").where(role="donor").by("party", "year").sum("amount")  # doctest: +SKIP
        """
        self._check(columns, "sum")
        return self._with(sum=[*self._document.get("sum", ()), *columns])

    def select(self, *columns: str) -> Query:
        """These columns, in this order."""
        self._check(columns, "select")
        return self._with(select=[*self._document.get("select", ()), *columns])

    def where(self, *conditions: tuple[Any, ...], **columns: Any) -> Query:
        """Only these rows.

        ``site=["A", "B"]`` is one of; ``journey="booked"`` is equal, and of a list (``holds="..."``) has; ``booked_for__ge="2019-01-01"``
        compares (``ne lt le gt ge``); ``site__known=False`` asks whether there is a value. A tuple is in the library's own form:
        ``("site", "not in", ["A"])``.
        """
        found: list[list[Any]] = []
        for condition in conditions:
            column, operator, *value = condition
            found.append([column, operator, *(plain(normalise(v, None, f"/where/{quote(str(column))}")) for v in value)])
        for key, value in columns.items():
            found.append(_condition(key, list(value) if isinstance(value, set | frozenset | range) else value))
        self._check(tuple(str(c[0]) for c in found), "where")
        return self._with(where=[*self._document.get("where", ()), *found])

    def valid_on(self, day: str | datetime.date) -> Query:
        """As things were on that day."""
        return self._with(valid_on=_day(day, "valid_on"))

    def known_on(self, day: str | datetime.date) -> Query:
        """As they were known here at the end of that day."""
        return self._with(known_on=_day(day, "known_on"))

    def limit(self, rows: int) -> Query:
        """At most so many rows."""
        return self._with(limit=rows)

    def after(self, cursor: str) -> Query:
        """The rows after a frame's ``cursor``."""
        return self._with(after=cursor)

    # Answer

    def frame(self) -> Frame:
        """The answer; asked once."""
        if self._asked is None:
            self._asked = self._session._frame(dumps(self._document))
        return self._asked

    def pages(self, rows: int = 500) -> Any:
        """Frames of so many rows each, to the end."""
        page = self.limit(rows).frame()
        while len(page):
            yield page
            if not page.cursor:
                return
            page = self.limit(rows).after(page.cursor).frame()

    @property
    def document(self) -> dict[str, Any]:
        """The question in the form that every front takes."""
        return dict(json.loads(json.dumps(self._document)))

    def _rows(self) -> _core.Rows | _core.Table:
        return self.frame()._rows()

    def _with(self, **members: Any) -> Query:
        return Query(self._session, {**self._document, **members})

    def _check(self, columns: tuple[str, ...], member: str) -> None:
        known = views().get(self._document["from"], {})
        for column in columns:
            if known and column not in known:
                raise UnknownMemberError(
                    f"the view {self._document['from']} has no column {quote(column)}", field=f"/{member}", remedy=did_you_mean(column, list(known))
                )


def start(session: Session, view: str | Mapping[str, Any]) -> Query:
    """A question to a view by its name, or in the library's own form."""
    if isinstance(view, Mapping):
        return Query(session, {"v": 1, **view})
    if view not in views() and not view.startswith("fields:"):  # those are the register's own
        raise NotFoundError(f"there is no view {quote(view)}", field="/from", reason="no_such_view", remedy=did_you_mean(view, list(views())))
    return Query(session, {"v": 1, "from": view})


def _condition(key: str, given: Any) -> list[Any]:
    column, _, word = key.partition("__")
    at = f"/where/{quote(key)}"
    if word and word not in _OPERATORS:
        raise UnknownMemberError(f"{quote(word)} is no comparison", field=at, remedy=did_you_mean(word, list(_OPERATORS)))
    value = plain(normalise(given, None, at))
    if word == "known":
        if not isinstance(value, bool):
            raise InvalidArgumentError("known is True or False", field=at, remedy=f"Write {column}__known=True.")
        return [column, "known" if value else "unknown"]
    if isinstance(value, list) and word in ("", "in"):
        return [column, "in", value]
    if isinstance(value, list) and word == "ne":
        return [column, "not in", value]
    if isinstance(value, list):
        raise InvalidArgumentError("only one value can be compared", field=at, remedy=f"Write {column}=[...] for one of several.")
    if word == "in":
        return [column, "in", [value]]
    return [column, _OPERATORS[word or "eq"], value]


def _day(day: str | datetime.date, member: str) -> str:
    return str(plain(normalise(day, None, "/" + member)))
