"""Times for people, in the register's zone."""

from __future__ import annotations

import datetime
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
