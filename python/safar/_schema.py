"""The fields of commands and their records, read from the JSON Schemas that the library prints of its own types."""

from __future__ import annotations

import functools
import json
import keyword
from dataclasses import dataclass
from typing import Any

from . import _core
from ._errors import SafarError

SEALED = frozenset({"identity", "casefile", "sensitive"})
"""Shelves that hold personal data; what lies on them is masked wherever it is displayed."""

RESERVED = ("v", "command", "request", "if_version", "valid", "expect")
"""Members of a command that are its envelope, not its fact."""


@dataclass(frozen=True)
class Field:
    """One field of a record. ``python_name`` differs from ``name`` only where Python has a keyword of that name."""

    name: str
    doc: str
    shelf: str
    kind: str  # text, integer, boolean, code, record, list, any
    codes: tuple[str, ...] = ()
    record: str = ""  # kind record: the record's name
    item: Field | None = None  # kind list
    absence: bool = False  # may be absent for a stated reason
    title: str = ""  # of an id or another scalar: what it is, e.g. case_id

    @property
    def python_name(self) -> str:
        return self.name + "_" if keyword.iskeyword(self.name) else self.name

    @property
    def sealed(self) -> bool:
        return self.shelf in SEALED


@dataclass(frozen=True)
class RecordSchema:
    """A record: its name, what it is, its fields in their order."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    title: str = ""

    @functools.cached_property
    def by_name(self) -> dict[str, Field]:
        return {f.python_name: f for f in self.fields} | {f.name: f for f in self.fields}


def class_name(name: str) -> str:
    """``decide_eligibility`` is ``DecideEligibility``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _options(schema: dict[str, Any]) -> list[dict[str, Any]]:
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return [option for option in schema[key] if isinstance(option, dict)]
    return [schema]


def _is_absence(schema: dict[str, Any]) -> bool:
    return "absent" in schema.get("properties", {}) or schema.get("$ref", "").endswith("/absent")


def _field(name: str, schema: dict[str, Any]) -> Field:
    options = _options(schema)
    types = schema.get("type")
    absence = len(options) > 1 and any(_is_absence(o) or o.get("type") == "null" for o in options)
    absence = absence or (isinstance(types, list) and "null" in types)
    real = [o for o in options if not _is_absence(o) and o.get("type") != "null"]
    value = real[0] if real else {}
    common: dict[str, Any] = {
        "doc": schema.get("description", ""), "shelf": schema.get("x-safar-shelf", "open"), "absence": absence,
        "title": str(value.get("title", "")),
    }  # fmt: skip
    if "$ref" in value:
        return Field(name, kind="record", record=value["$ref"].rsplit("/", 1)[-1], **common)
    codes = tuple(c for c in value.get("enum", ()) if isinstance(c, str))
    if codes:
        return Field(name, kind="code", codes=codes, **common)
    of = value.get("type")
    if isinstance(of, list):
        of = next((t for t in of if t != "null"), None)
    if of == "array":
        return Field(name, kind="list", item=_field("item", value.get("items", {})), **common)
    kind = {"string": "text", "integer": "integer", "boolean": "boolean"}.get(str(of), "any")
    return Field(name, kind=kind, **common)


def _record(name: str, schema: dict[str, Any]) -> RecordSchema:
    members = schema.get("properties", {})
    return RecordSchema(name, schema.get("description", ""), tuple(_field(k, v) for k, v in members.items() if k not in RESERVED), schema.get("title", name))


@functools.cache
def load() -> dict[str, tuple[RecordSchema, dict[str, RecordSchema]]]:
    """By command: its own record, and the records that it uses."""
    listed = json.loads(_core.describe("commands"))
    if isinstance(listed, dict):
        listed = listed.get("commands", [])
    names = [entry if isinstance(entry, str) else entry.get("name") or entry["command"] for entry in listed]
    return {name: _load(name) for name in names}


@functools.cache
def event_schema(kind: str) -> tuple[RecordSchema, dict[str, RecordSchema]] | None:
    """The same of an event's kind, also of those that no command makes; ``None`` where this version does not know it."""
    try:
        return _load(kind)
    except SafarError:
        return None


def _load(name: str) -> tuple[RecordSchema, dict[str, RecordSchema]]:
    schema = json.loads(_core.describe("schema:" + name))
    defs = {key: _record(key, value) for key, value in schema.get("$defs", {}).items() if "properties" in value and not _is_absence(value)}
    return _record(name, schema), defs
