"""Every command of the library as a class, made at import from what the library says of itself.

A constructor takes fields by name; a misspelt one is an error at once. ``help(sf.Suspend)`` lists fields, types and docs.
"""

from __future__ import annotations

from typing import Any

from . import _schema
from ._records import Absent, Command, Record, make_class

__all__ = ["Absent", "Command", "Record", "where"]

COMMANDS: dict[str, type[Command]] = {}
"""The classes by the commands' names."""

RECORDS: dict[str, type[Record]] = {}
"""The classes of records that occur in commands, by name."""

for _name, (_own, _used) in _schema.load().items():
    for _key, _schema_of in _used.items():
        if _key not in RECORDS and _key != _name:
            _first = "code" if _key in ("reason", "case_reason") else ""
            RECORDS[_key] = make_class(_schema_of, __name__, Record, _first)
    COMMANDS[_name] = make_class(_own, __name__, Command)  # type: ignore[assignment]

for _cls in (*RECORDS.values(), *COMMANDS.values()):
    globals()[_cls.__name__] = _cls
    __all__.append(_cls.__name__)


def where(**fields: Any) -> Record:
    """Which cases: ``sf.where(site=["ML-BKO-1"], journey=["applied", "booked"])``. One text is a list of one."""
    return RECORDS["selection"](**{k: [v] if isinstance(v, str) else v for k, v in fields.items()})
