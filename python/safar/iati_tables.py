"""Activities that an agency published under IATI, as tables: a project, a donor and a grant each.

The tables are those of an IATI file turned to CSV, one file an element: ``activity.csv``, ``participating_org.csv``,
``transaction.csv``, ``budget.csv``, each plain or gzipped, with the columns that :data:`COLUMNS` names; others are passed over.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import pathlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from . import _core
from ._errors import InvalidArgumentError, IoError, TooLargeError

__all__ = ["COLUMNS", "IatiTables", "read_iati_tables"]

COLUMNS = {
    "activity": (
        "iati_identifier", "reporting_org", "reporting_org_ref", "title_eng", "description_eng_1", "activity_status_code",
        "recipient_country_code", "recipient_region",
    ),
    "participating_org": ("iati_identifier", "participating_org_eng", "participating_org_ref", "participating_org_type", "participating_org_role"),
    "transaction": ("iati_identifier", "transaction_type_code", "transaction_date", "transaction_value_currency", "transaction_value", "transaction_provider_org", "transaction_provider_org_ref"),
    "budget": ("iati_identifier", "budget_period_start", "budget_period_end", "budget_currency", "budget_value"),
}  # fmt: skip
"""What each table must have."""

_STATUS = {"1": "pipeline", "2": "implementation", "3": "finalisation", "4": "closed", "5": "cancelled", "6": "suspended"}
_KIND = {
    "10": "government", "11": "local_government", "15": "other_public", "21": "international_ngo", "22": "national_ngo", "23": "regional_ngo", "24": "national_ngo",
    "30": "partnership", "40": "multilateral", "60": "foundation", "70": "private_sector", "71": "private_sector", "72": "private_sector", "73": "private_sector",
    "80": "academic",
}  # fmt: skip
_INCOMING_COMMITMENT, _FUNDING, _LONGEST_REF = "11", "1", 200

csv.field_size_limit(1 << 20)


MOST_BYTES = 512 << 20
"""Bytes of text that the tables of one folder may have together, unpacked."""
MOST_ROWS = 1_000_000
_MOST_TIMES, _FREE = 50, 1 << 20
"""How much larger than its packed file a table may be, once it is over 1 MiB; one of real activities is 5 to 20 times as large."""


class _Budget:
    """What is left of what one call may read."""

    def __init__(self, most_bytes: int, most_rows: int) -> None:
        self.most_bytes, self.most_rows = most_bytes, most_rows
        self.bytes = self.rows = 0

    def counted(self, rows: Iterable[dict[str, str]], path: pathlib.Path) -> Iterator[dict[str, str]]:
        for row in rows:
            self.rows += 1
            if self.rows > self.most_rows:
                raise TooLargeError(f"with {path} the tables have more than {self.most_rows:,} rows", reason="too_many_rows", remedy="Split them, or give most_rows.")
            yield row


class _Counted(io.RawIOBase):
    """Bytes of a table as they are unpacked; stops where they are too many."""

    def __init__(self, raw: Any, path: pathlib.Path, packed: int, budget: _Budget) -> None:
        self._raw, self._path, self._packed, self._budget, self._own = raw, path, packed, budget, 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        found = self._raw.read(min(len(into), 1 << 16))
        self._own += len(found)
        self._budget.bytes += len(found)
        if self._packed and self._own > max(_FREE, self._packed * _MOST_TIMES):
            raise TooLargeError(f"{self._path} unpacks to more than {_MOST_TIMES} times its size", reason="unpacks_too_large", remedy="Unpack it yourself, if you trust it.")
        if self._budget.bytes > self._budget.most_bytes:
            raise TooLargeError(f"with {self._path} the tables have more than {self._budget.most_bytes:,} bytes", reason="too_many_bytes", remedy="Split them, or give most_bytes.")
        into[: len(found)] = found
        return len(found)


@dataclass
class IatiTables:
    """What was read: rows by activity, and what is remarkable about them."""

    activities: list[dict[str, str]]
    funders: dict[str, list[dict[str, str]]]
    transactions: dict[str, list[dict[str, str]]]
    budgets: dict[str, list[dict[str, str]]]
    remarks: list[str] = field(default_factory=list)

    def commands(self) -> Iterator[dict[str, Any]]:
        """The commands that record them, in an order in which each finds what it refers to: organisations, then of each activity the
        project with its moves, and of each incoming commitment a grant with its agreement and a budget line a period.

        An activity's identifier is the project's reference; a grant's is the identifier and a number.
        """
        yield from self._organisations()
        for activity in self.activities:
            yield from self._project(activity)
            yield from self._grants(activity)

    def _organisations(self) -> Iterator[dict[str, Any]]:
        seen: set[str] = set()
        for activity in self.activities:
            for row in self.funders.get(activity["iati_identifier"], ()):
                name = _ref(row["participating_org_eng"] or row["participating_org_ref"])
                if not name or name.upper() in seen:
                    continue
                seen.add(name.upper())
                command: dict[str, Any] = {"command": "register_organisation", "ref": name, "title": {"en": row["participating_org_eng"] or name}}
                if row["participating_org_ref"]:
                    command["identifiers"] = ["iati:" + row["participating_org_ref"]]
                if kind := _KIND.get(row["participating_org_type"]):
                    command["kind"] = kind
                yield command

    def _project(self, activity: dict[str, str]) -> Iterator[dict[str, Any]]:
        ref, days = activity["iati_identifier"], _days(activity)
        parties: list[dict[str, Any]] = []
        for row in self.funders.get(ref, ()):
            role = "donor" if row["participating_org_role"] == _FUNDING else "accountable" if row["participating_org_role"] == "2" else "implementing"
            party = {"role": role, "organisation": _ref(row["participating_org_eng"] or row["participating_org_ref"])}
            if party not in parties:
                parties.append(party)
        amounts = self._amounts(ref)
        if len(amounts) == 1 and len(donors := [p for p in parties if p["role"] == "donor"]) == 1:
            donors[0]["amount"] = amounts[0]
        if code := activity["recipient_country_code"]:
            country = _core.find_country(code)
            parties.append({"role": "country", "country": country} if country else {"role": "country", "name": code})
            if not country:
                self.remarks.append(f"{ref}: there is no country {code}; it is kept as a name")
        elif activity["recipient_region"]:
            parties.append({"role": "country", "name": activity["recipient_region"]})
        status = _STATUS.get(activity["activity_status_code"], "")
        if not status:
            self.remarks.append(f"{ref}: its status {activity['activity_status_code'] or '(none)'} is none of IATI's; it is taken for pipeline")
        command: dict[str, Any] = {"command": "create_project", "ref": ref, "title": {"en": activity["title_eng"]}, "summary": {"en": activity["description_eng_1"]}, "parties": parties}
        command |= {key: day for key, day in (("starts", days.get("1")), ("ends", days.get("3"))) if day}
        if len(amounts) == 1:
            command["budget"] = amounts[0]
        yield command
        if status in ("", "pipeline"):
            return
        moves = [("implementation", days.get("2") or days.get("1"))]
        if status != "implementation":
            moves.append((status, days.get("4") or days.get("3")))
        for outcome, day in moves:
            move = {"command": "move_project", "project": ref, "outcome": outcome}
            yield move | {"on": day} if day else move

    def _grants(self, activity: dict[str, str]) -> Iterator[dict[str, Any]]:
        ref, days = activity["iati_identifier"], _days(activity)
        commitments = [t for t in self.transactions.get(ref, ()) if t["transaction_type_code"] == _INCOMING_COMMITMENT]
        for number, row in enumerate(commitments, 1):
            grant, amount, day = f"{ref}/{number}", _money(row["transaction_value"], row["transaction_value_currency"]), row["transaction_date"]
            donor = self._donor(ref, row["transaction_provider_org"] or row["transaction_provider_org_ref"])
            period = {key: value for key, value in (("starts", days.get("1")), ("ends", days.get("3"))) if value}
            yield {"command": "pledge", "ref": grant, "donor": donor, "project": ref, "amount": amount, "pledged_on": day, **period}
            yield {"command": "sign_agreement", "grant": grant, "signed_on": day}
            if number == 1 and (lines := self._lines(ref)):
                yield {"command": "set_grant_budget", "grant": grant, "decided_on": day, "lines": lines}

    def _donor(self, ref: str, name: str) -> dict[str, str]:
        """A funder of the activity is an organisation of the register; another provider stays a name."""
        known = any(_ref(f["participating_org_eng"] or f["participating_org_ref"]) == _ref(name) for f in self.funders.get(ref, ()))
        return {"organisation": _ref(name)} if known else {"name": name or "(not named)"}

    def _lines(self, ref: str) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = []
        for row in sorted(self.budgets.get(ref, ()), key=lambda r: r["budget_period_start"]):
            name = f"{row['budget_period_start']}/{row['budget_period_end']}"
            if any(line["line"] == name for line in lines):
                name = f"{name} {sum(str(line['line']).startswith(name) for line in lines) + 1}"
            lines.append({"line": name, "amount": _money(row["budget_value"], row["budget_currency"])})
        return lines

    def _amounts(self, ref: str) -> list[str]:
        return [_money(t["transaction_value"], t["transaction_value_currency"]) for t in self.transactions.get(ref, ()) if t["transaction_type_code"] == _INCOMING_COMMITMENT]


def read_iati_tables(folder: str | os.PathLike[str], *, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS) -> IatiTables:
    """Reads the tables of a folder. Raises :class:`IoError` where one is missing or damaged, :class:`InvalidArgumentError` where a column is
    missing, or an amount is none, :class:`TooLargeError` where all together have more bytes (unpacked) or rows than that, or a packed one
    unpacks to more than 50 times its size."""
    path = pathlib.Path(folder)
    budget = _Budget(most_bytes, most_rows)
    tables = {name: _rows(path, name, budget) for name in COLUMNS}
    activities = tables["activity"]
    known = {a["iati_identifier"] for a in activities}
    if len(known) != len(activities):
        raise InvalidArgumentError("two activities have the same identifier", reason="identifier_twice", remedy="Leave one of them out.")
    out = IatiTables(activities, {}, {}, {})
    for name, into in (("participating_org", out.funders), ("transaction", out.transactions), ("budget", out.budgets)):
        for row in tables[name]:
            if row["iati_identifier"] in known:
                into.setdefault(row["iati_identifier"], []).append(row)
            else:
                out.remarks.append(f"{name}: {row['iati_identifier']} is no activity of the table; the row is left out")
    for row in tables["transaction"]:
        _money(row["transaction_value"], row["transaction_value_currency"])
    return out


def _rows(folder: pathlib.Path, name: str, budget: _Budget) -> list[dict[str, str]]:
    for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz"):
        if not path.exists():
            continue
        packed = path.stat().st_size if path.suffix == ".gz" else 0
        with gzip.open(path, "rb") if packed else open(path, "rb") as raw, io.TextIOWrapper(io.BufferedReader(_Counted(raw, path, packed, budget)), encoding="utf-8", newline="") as f:
            reader = csv.DictReader(f)
            missing = [c for c in COLUMNS[name] if c not in (reader.fieldnames or ())]
            if missing:
                raise InvalidArgumentError(f"the table {name} has no column {missing[0]}", reason="no_such_column", remedy=f"It needs {', '.join(COLUMNS[name])}.")
            try:
                return [{key: (value or "").strip() for key, value in row.items() if key} for row in budget.counted(reader, path)]
            except (gzip.BadGzipFile, EOFError, zlib.error):
                raise IoError(f"{path} is damaged, or is not packed by gzip", reason="damaged", remedy="Fetch it again.") from None
            except (UnicodeDecodeError, csv.Error):
                raise InvalidArgumentError(f"{path} is no table in UTF-8", reason="no_table", remedy="Save it as CSV in UTF-8.") from None
    raise IoError(f"there is no {name}.csv and no {name}.csv.gz in {folder}", reason="no_file", remedy="Name the folder that has the tables.")


def _days(activity: dict[str, str]) -> dict[str, str]:
    """By IATI's type of date: 1 planned start, 2 actual start, 3 planned end, 4 actual end."""
    out = {}
    for key, kind in activity.items():
        if key.startswith("activity_date_type_") and kind and (day := activity.get(key.replace("_type", ""), "")):
            out[kind] = day
    return out


def _ref(name: str) -> str:
    return " ".join(name.split())[:_LONGEST_REF]


def _money(value: str, currency: str) -> str:
    """To the cent; a value with more decimals than two is refused and never rounded."""
    try:
        amount = Decimal(value or "0")
        cents = amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise InvalidArgumentError("a value is no amount", reason="not_an_amount", remedy="Write it as 1234.50.") from None
    if cents != amount:
        raise InvalidArgumentError("a value has more than two decimals", reason="too_precise", remedy="Round it where it was made.")
    return f"{cents} {currency}"
