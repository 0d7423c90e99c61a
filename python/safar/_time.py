"""Times for people, in the register's zone."""

from __future__ import annotations

import calendar
import datetime
import re
import zoneinfo


class Zone:
    """A time zone by its name; UTC where this machine does not know it, and then ``name`` says so."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._zone: datetime.tzinfo = datetime.timezone.utc
        if name != "UTC":
            try:
                self._zone = zoneinfo.ZoneInfo(name)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                self.name = f"UTC (this machine does not know {name})"

    def minute(self, instant: object) -> str:
        """``2019-01-07 14:03`` of an instant as the library prints it."""
        try:
            moment = datetime.datetime.fromisoformat(str(instant).replace("Z", "+00:00"))
        except ValueError:
            return str(instant)
        return moment.astimezone(self._zone).strftime("%Y-%m-%d %H:%M")

    def today(self) -> datetime.date:
        return datetime.datetime.now(self._zone).date()


_PARTS = re.compile(r"(\d{4}|\d{3}X|\d\dXX|\dXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?[?~%]?")
_SEASONS = {"21": ((0, 3, 1), (0, 12, 23)), "22": ((-1, 12, 1), (1, 3, 21)), "23": ((0, 3, 1), (0, 12, 23)), "24": ((-1, 12, 1), (1, 3, 21))}
"""As the library bounds them: in both hemispheres. Years from the year said, month, day."""


def first_day(text: object) -> datetime.date | None:
    """The first day that a date as the library prints it (EDTF) may stand for; ``None`` where it rules none out."""
    return _end_of(str(text).partition("/")[0], last=False) if isinstance(text, str) else None


def last_day(text: object) -> datetime.date | None:
    """The last one."""
    return _end_of(str(text).rpartition("/")[2], last=True) if isinstance(text, str) else None


def _end_of(text: str, *, last: bool) -> datetime.date | None:
    found = _PARTS.fullmatch(text)
    if not found:
        return None
    year, month, day = (part or "XX" for part in found.groups())
    y = int(year.replace("X", "9" if last else "0"))
    try:
        if month in _SEASONS:
            years, m, d = _SEASONS[month][last]
            return datetime.date(y + years, m, d)
        m = int(month) if month != "XX" else 12 if last else 1
        return datetime.date(y, m, int(day) if day != "XX" else calendar.monthrange(y, m)[1] if last else 1)
    except ValueError:  # there is no such day; the library prints none
        return None
