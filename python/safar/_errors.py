"""What can go wrong, as exceptions.

Every failure of safar is a :class:`SafarError`. Its class goes with its code (the C ABI's ``SAFAR_E_*``); most are also
the built-in exception that Python people expect (``ValueError``, ``KeyError``, ``PermissionError``, ...).
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

__all__ = [
    "BadKeyError", "BusyError", "CancelledError", "ClosedError", "CorruptError", "DuplicateMemberError", "EncodingError",
    "ErasedError", "ExistsError", "ExpectationError", "InputError", "InternalError", "InvalidArgumentError", "IoError",
    "LintError", "MissingMemberError", "NeedsError", "NewerError", "NoMemoryError", "NotFoundError", "NotPermittedError",
    "OutOfRangeError", "ParseError", "RefusedError", "RequestReusedError", "RuleError", "SafarError", "StaleError",
    "StorageError", "TooDeepError", "TooLargeError", "UnknownCodeError", "UnknownMemberError", "UnsupportedError",
    "WrongTypeError",
]  # fmt: skip


class SafarError(Exception):
    """A failure: a code, a field, a sentence, and what to do. It holds no personal data.

    ``code``
        its number, the same in C, C++ and Python; ``name`` is its word, e.g. ``"refused"``.
    ``reason``
        a stable word for programs, e.g. ``"held"``; may be empty.
    ``field``
        an RFC 6901 pointer to the member at fault, e.g. ``"/persons/0/birth"``; empty for the whole.
    ``message``, ``remedy``
        a sentence, and a sentence on the way out; the remedy may be empty.
    ``row``
        of a batch or a file, from 0; ``None`` where there is none.
    """

    default_code: ClassVar[int] = 3
    default_name: ClassVar[str] = "internal"

    def __init__(
        self,
        message: str = "",
        *,
        code: int | None = None,
        name: str | None = None,
        reason: str = "",
        field: str = "",
        remedy: str = "",
        row: int | None = None,
        document: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = self.default_code if code is None else code
        self.name = self.default_name if name is None else name
        self.reason = reason
        self.field = field
        self.remedy = remedy
        self.row = row
        self._document = document

    def __str__(self) -> str:
        return self._line(self.field)

    def sentence(self) -> str:
        """One line for people: what went wrong and what to do, without the pointer."""
        return self._line("")

    def _line(self, field: str) -> str:
        text = self.message.rstrip(".") + (f" (at {field})" if field else "")
        text = f"{text}. {self.remedy}" if self.remedy else text
        # A pointer repeats a member's name as it was sent; it must not break the line or paint the terminal.
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)

    def __reduce__(self) -> tuple[Any, ...]:
        state = (self.code, self.message, self.field, self.reason, self.remedy, -1 if self.row is None else self.row, self._document)
        return (from_core, state)

    def json(self) -> dict[str, Any]:
        """The error as every front gives it: code, name, pointer, sentences in English, French and Arabic, remedy."""
        if self._document:
            document: dict[str, Any] = json.loads(self._document)
            return document
        return {
            "v": 1, "code": self.code, "name": self.name, "reason": self.reason, "pointer": self.field,
            "row": -1 if self.row is None else self.row, "message": self.message, "remedy": self.remedy,
        }  # fmt: skip


class InputError(SafarError, ValueError):
    """What was given is not of the form that it must have."""


class RuleError(SafarError):
    """The form is right; a rule, a version or an access right says no. Nothing was changed."""


class StorageError(SafarError, OSError):
    """Files, keys, leases."""


class InvalidArgumentError(SafarError, ValueError):
    """A call that no data could make right."""

    default_code, default_name = 1, "invalid_argument"


class NoMemoryError(SafarError, MemoryError):
    """There is not enough memory."""

    default_code, default_name = 2, "no_memory"


class InternalError(SafarError, RuntimeError):
    """A bug of safar's. Please report it."""

    default_code, default_name = 3, "internal"


class CancelledError(SafarError):
    """Cancelled by the caller; what was done before stays done, in whole acts."""

    default_code, default_name = 4, "cancelled"


class UnsupportedError(SafarError, NotImplementedError):
    """Asked for something that this version does not do."""

    default_code, default_name = 5, "unsupported"


class ParseError(InputError):
    """Not of the form at all."""

    default_code, default_name = 10, "parse"


class OutOfRangeError(InputError):
    """Of the form, but there is no such date, number, ..."""

    default_code, default_name = 11, "out_of_range"


class UnknownMemberError(InputError):
    """A member that is not there; a misspelt one, usually."""

    default_code, default_name = 12, "unknown_member"


class MissingMemberError(InputError):
    """A member that must be given was not."""

    default_code, default_name = 13, "missing_member"


class DuplicateMemberError(InputError):
    """A member was given twice."""

    default_code, default_name = 14, "duplicate_member"


class WrongTypeError(InputError, TypeError):
    """A value of another type than its member has."""

    default_code, default_name = 15, "wrong_type"


class TooDeepError(InputError):
    """Nested too deeply."""

    default_code, default_name = 16, "too_deep"


class TooLargeError(InputError):
    """Larger than the limit."""

    default_code, default_name = 17, "too_large"


class EncodingError(InputError):
    """Text that is not valid in its encoding."""

    default_code, default_name = 18, "encoding"


class UnknownCodeError(InputError):
    """A code that its list does not have."""

    default_code, default_name = 19, "unknown_code"


class RefusedError(RuleError):
    """The workflow says no; ``reason`` says why: held, not_in_state, guard_false, ..."""

    default_code, default_name = 20, "refused"


class NeedsError(RuleError):
    """A guard cannot be decided: facts are unknown; the sentence lists them."""

    default_code, default_name = 21, "needs"


class NotPermittedError(RuleError, PermissionError):
    """This role, or this purpose, may not."""

    default_code, default_name = 22, "not_permitted"


class StaleError(RuleError):
    """Somebody was faster: ``if_version`` is not the version now."""

    default_code, default_name = 23, "stale"


class ExpectationError(RuleError):
    """``expect`` is not what would be done now: preview again."""

    default_code, default_name = 24, "expectation"


class RequestReusedError(RuleError):
    """The same request id came with another command."""

    default_code, default_name = 25, "request_reused"


class NotFoundError(RuleError, KeyError):
    """There is no such thing here."""

    default_code, default_name = 26, "not_found"


class ExistsError(RuleError, FileExistsError):
    """It is there already."""

    default_code, default_name = 27, "exists"


class LintError(InputError):
    """A workflow, mapping or code list that cannot be loaded."""

    default_code, default_name = 28, "lint"


class IoError(StorageError):
    """The disk, or a file, failed."""

    default_code, default_name = 30, "io"


class BusyError(StorageError):
    """Another process has the writing lease, or a session is at work in another thread."""

    default_code, default_name = 31, "busy"


class CorruptError(StorageError):
    """The file is damaged, or somebody changed it."""

    default_code, default_name = 32, "corrupt"


class BadKeyError(StorageError, PermissionError):
    """No key, or a wrong one."""

    default_code, default_name = 33, "key"


class NewerError(StorageError):
    """Written by a newer safar."""

    default_code, default_name = 34, "newer"


class ErasedError(StorageError):
    """The data were erased."""

    default_code, default_name = 36, "erased"


class ClosedError(StorageError):
    """The register or session was closed, or the process forked."""

    default_code, default_name = 37, "closed"


def _leaves(cls: type[SafarError]) -> dict[int, type[SafarError]]:
    found = {cls.__dict__["default_code"]: cls} if "default_code" in cls.__dict__ else {}
    for sub in cls.__subclasses__():
        found.update(_leaves(sub))
    return found


BY_CODE: dict[int, type[SafarError]] = {code: cls for code, cls in _leaves(SafarError).items() if cls is not SafarError}


def from_core(code: int, message: str, pointer: str, reason: str, remedy: str, row: int, document: str) -> SafarError:
    """The exception of an error of the library; a code that this version does not know is a plain SafarError."""
    cls = BY_CODE.get(code, SafarError)
    name = cls.default_name if cls is not SafarError else "unknown"
    return cls(
        message, code=code, name=name, reason=reason, field=pointer, remedy=remedy, row=None if row < 0 else row, document=document
    )
