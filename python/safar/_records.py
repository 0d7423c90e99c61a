"""Commands and their records as Python objects: made from the schemas, checked when they are made, masked when shown."""

from __future__ import annotations

import datetime
import decimal
import difflib
import enum
import inspect
import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from ._errors import EncodingError, UnknownCodeError, UnknownMemberError, WrongTypeError
from ._schema import RESERVED, Field, RecordSchema, class_name

MASK = "‹masked›"


class Absent(enum.Enum):
    """Why a value is not there. ``None`` says none of these, so it is refused."""

    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_APPLICABLE = "not_applicable"
    PLACEHOLDER = "placeholder"
    WITHHELD = "withheld"
    ERASED = "erased"
    CONFLICT = "conflict"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return f"Absent.{self.name}"

    def _json(self) -> Any:
        return None if self is Absent.NOT_APPLICABLE else {"absent": self.value}


_MEMBER = re.compile("[a-z0-9_]{1,32}")


def member_name(text: str) -> str:
    """A name that nobody knows, as an error may show it: where it looks like one of a member, and not like what somebody is called."""
    return text if _MEMBER.fullmatch(text) else "?"


def quote(text: str) -> str:
    """At most 32 bytes of what was given, for a message."""
    raw = text.encode("utf-8", "replace")
    return text if len(raw) <= 32 else raw[:29].decode("utf-8", "ignore") + "..."


def did_you_mean(name: str, names: Sequence[str]) -> str:
    """A sentence on names near to a misspelt one, or on all of them."""
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if near:
        return "Did you mean " + " or ".join(near) + "?"
    return "There are: " + ", ".join(names) + "."


class Record:
    """A record of a command. Immutable; unknown fields are an error when it is made; personal data are masked in its repr."""

    _schema: ClassVar[RecordSchema]
    _records: ClassVar[dict[str, type[Record]]] = {}
    __slots__ = ("_values",)
    _values: dict[str, Any]

    def _fill(self, fields: Mapping[str, Any], pointer: str = "") -> None:
        values: dict[str, Any] = {}
        for key, value in fields.items():
            field = self._schema.by_name.get(key)
            if field is None:
                raise UnknownMemberError(
                    f"{type(self).__name__} has no field {member_name(str(key))}",
                    field=f"{pointer}/{member_name(str(key))}",
                    remedy=did_you_mean(str(key), [f.python_name for f in self._schema.fields]),
                )
            values[field.name] = normalise(value, field, f"{pointer}/{field.name}")
        object.__setattr__(self, "_values", values)

    @classmethod
    def _make(cls, fields: Mapping[str, Any], pointer: str) -> Record:
        made = cls.__new__(cls)
        made._fill(fields, pointer)
        return made

    def replace(self, **fields: Any) -> Any:
        """The same with these fields changed."""
        made = type(self)._make({**self._values, **{self._field(k).name: v for k, v in fields.items()}}, "")
        return self._kept(made)

    def _kept(self, made: Any) -> Any:
        return made

    def _field(self, key: str) -> Field:
        field = self._schema.by_name.get(key)
        if field is None:
            raise UnknownMemberError(
                f"{type(self).__name__} has no field {member_name(key)}",
                field=f"/{member_name(key)}",
                remedy=did_you_mean(key, [f.python_name for f in self._schema.fields]),
            )
        return field

    def as_dict(self) -> dict[str, Any]:
        """What goes into the JSON; a field that was not given is not there."""
        return {key: plain(value) for key, value in self._values.items()}

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable; use replace({name}=...)")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Record) and other.as_dict() == self.as_dict()

    def __hash__(self) -> int:
        return hash((type(self), json.dumps(self.as_dict(), sort_keys=True)))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (type(self), self.as_dict()))

    def __repr__(self) -> str:
        parts = []
        for field in self._schema.fields:
            if field.name in self._values:
                value = self._values[field.name]
                hidden = field.sealed and not isinstance(value, (Record, Absent))
                parts.append(f"{field.python_name}={MASK if hidden else repr(value)}")
        return f"{type(self).__name__}({', '.join(parts)})"


def _again(cls: type[Record], fields: dict[str, Any]) -> Record:
    return cls._make(fields, "")


class Command(Record):
    """What somebody wants done. Hand it to ``Session.execute`` or ``Session.check``."""

    __slots__ = ("_envelope",)
    _envelope: dict[str, Any]
    command: ClassVar[str]

    def _fill(self, fields: Mapping[str, Any], pointer: str = "") -> None:
        super()._fill(fields, pointer)
        object.__setattr__(self, "_envelope", {})

    def _kept(self, made: Any) -> Any:
        made._envelope.update(self._envelope)
        return made

    def with_envelope(self, **envelope: Any) -> Any:
        """The same with members of its envelope: request, valid, if_version, expect."""
        for key in envelope:
            if key not in RESERVED[2:]:
                raise UnknownMemberError(f"an envelope has no member {member_name(key)}", field=f"/{member_name(key)}", remedy=did_you_mean(key, RESERVED[2:]))
        made: Any = type(self)._make(self._values, "")
        made._envelope.update({**self._envelope, **{k: v for k, v in envelope.items() if v is not None}})
        return made

    def as_dict(self) -> dict[str, Any]:
        """The whole command: ``v``, ``command``, its envelope and its fields."""
        return {"v": 1, "command": self.command, **self._envelope, **super().as_dict()}

    def json(self) -> str:
        """The command as the library takes it."""
        return dumps(self.as_dict())


def dumps(document: Any) -> str:
    """A document as JSON text that the library can be handed."""
    try:
        return utf8(json.dumps(document, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError) as e:
        if isinstance(e, EncodingError):
            raise
        raise WrongTypeError("this cannot be written as JSON", remedy="Give text, ints, bools, lists and dictionaries.") from e


def utf8(text: str) -> str:
    """`text`, if it can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as e:
        raise EncodingError("half a surrogate pair is not text", remedy="Read the source again with its own encoding.") from e
    return text


def normalise(value: Any, field: Field | None, pointer: str) -> Any:
    """`value` as it is kept: records as objects, dates and decimals as text. Refuses what JSON would change."""
    if value is None:
        raise WrongTypeError("None does not say why a value is not there", field=pointer, reason="none",
                             remedy="Leave the field out where it is unknown, or give sf.Absent.REFUSED, sf.Absent.NOT_APPLICABLE, ...")  # fmt: skip
    if isinstance(value, Absent):
        return value
    if isinstance(value, enum.Enum):
        value = value.value
    if hasattr(value, "__safar_id__"):
        return str(value.__safar_id__())
    if isinstance(value, Record):
        if field is not None and field.kind == "record" and value._schema.name != field.record:
            return _record(field.record)._make(value._values, pointer)
        return value
    if isinstance(value, Mapping):
        if set(value) == {"absent"}:
            return _absent(value["absent"], pointer)
        if field is not None and field.kind == "record":
            return _record(field.record)._make(value, pointer)
        return {str(k): normalise(v, None, f"{pointer}/{k}") for k, v in value.items()}
    if isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value, field, pointer)
    if isinstance(value, float):
        raise WrongTypeError("a float is not exact", field=pointer, reason="float", remedy="Give an int, a decimal.Decimal or text.")
    if isinstance(value, datetime.datetime):
        if value != value:  # pandas' NaT
            return normalise(None, field, pointer)
        if value.time() != datetime.time():
            raise WrongTypeError("a day is meant, not a time", field=pointer, reason="time", remedy="Give a date: value.date().")
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, list | tuple):
        item = field.item if field is not None else None
        return [normalise(v, item, f"{pointer}/{i}") for i, v in enumerate(value)]
    for convert in ("tolist", "to_list"):  # numpy scalars and arrays, pandas and polars series
        if hasattr(value, convert):
            return normalise(getattr(value, convert)(), field, pointer)
    raise WrongTypeError(f"a {quote(type(value).__name__)} cannot be a value", field=pointer, remedy="Give text, an int, a bool, a date, a list or a record.")


def _record(name: str) -> type[Record]:
    return Record._records[name]


def _absent(code: Any, pointer: str) -> Absent:
    try:
        return Absent(code)
    except ValueError:
        names = [a.value for a in Absent]
        raise UnknownCodeError("that is no reason for an absence", field=pointer, remedy=did_you_mean(str(code), names)) from None


def _text(value: str, field: Field | None, pointer: str) -> str:
    if field is not None and field.kind == "list":
        raise WrongTypeError("a list is wanted here, not one text", field=pointer, remedy="Put it in brackets: [...].")
    if field is not None and field.codes and value not in field.codes:
        raise UnknownCodeError("that is not in the list of codes", field=pointer, remedy=did_you_mean(value, field.codes))
    return value


def plain(value: Any) -> Any:
    """A normalised value as JSON has it."""
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, Absent):
        return value._json()
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def _type_text(field: Field) -> str:
    if field.kind == "record":
        return class_name(field.record)
    if field.kind == "list" and field.item is not None:
        return f"list of {_type_text(field.item)}"
    if field.kind == "code":
        return " | ".join(field.codes)
    return field.kind


def _doc(schema: RecordSchema) -> str:
    lines = [schema.doc, ""]
    for field in schema.fields:
        shelf = "" if field.shelf == "open" else f" [{field.shelf}]"
        lines += [f"{field.python_name} : {_type_text(field)}", f"    {field.doc}{shelf}"]
    return "\n".join(lines)


def _init_of(schema: RecordSchema, positional: str) -> Callable[..., None]:
    """An ``__init__`` with the signature that editors and the stub check see."""

    def __init__(self: Record, *args: Any, **fields: Any) -> None:
        if args:
            if not positional or len(args) > 1:
                raise WrongTypeError(f"{type(self).__name__} takes its fields by name", remedy=f"Write {type(self).__name__}(field=...).")
            fields = {positional: args[0], **fields}
        self._fill(fields)

    kind = inspect.Parameter
    parameters = [kind("self", kind.POSITIONAL_OR_KEYWORD)]
    for field in schema.fields:
        how = kind.POSITIONAL_OR_KEYWORD if field.python_name == positional else kind.KEYWORD_ONLY
        parameters.append(kind(field.python_name, how, default=...))
    __init__.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return __init__


def _property(field: Field) -> property:
    def get(self: Record) -> Any:
        return self._values.get(field.name, Absent.UNKNOWN)

    return property(get, doc=field.doc)


def make_class(schema: RecordSchema, module: str, base: type[Record], positional: str = "") -> type[Record]:
    """The class of a command or record."""
    members: dict[str, Any] = {
        "__slots__": (), "__doc__": _doc(schema), "__module__": module, "_schema": schema, "__init__": _init_of(schema, positional),
    }  # fmt: skip
    if base is Command:
        members["command"] = schema.name
    for field in schema.fields:
        members[field.python_name] = _property(field)
    made: type[Record] = type(class_name(schema.title or schema.name), (base,), members)
    members["__init__"].__qualname__ = f"{made.__name__}.__init__"
    if base is Record:
        Record._records[schema.name] = made
    return made
