"""Register and Session: open a register, say who acts, execute commands, ask views."""

from __future__ import annotations

import contextlib
import csv
import datetime
import functools
import io
import json
import os
import pathlib
import uuid
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from . import _core, keys as _keys, portfolio as _portfolio, query as _query
from ._errors import InvalidArgumentError, ParseError, SafarError
from ._files import write_private
from ._records import Command, dumps, normalise, plain, utf8
from .case import Case
from .frame import Frame, Tabular
from .portfolio import AcceptedSheets, NounSheet
from .query import Query
from .sheets import SheetProposal
from ._time import Zone

__all__ = ["Anything", "IntakeReport", "Outcome", "Preview", "Receipt", "Register", "Session", "VerifyReport"]

Anything = Command | Mapping[str, Any] | str
"""A command: an object such as ``sf.Apply(...)``, a dictionary in the same form, or JSON text."""

Progress = bool | Callable[[int, int], object]
"""``True``: a bar (where tqdm is installed); or ``callable(done, total)``, which cancels by returning ``False``."""

_Self = TypeVar("_Self", bound="_Document")


class _Document:
    """A JSON answer whose members are attributes."""

    def __init__(self, text: str) -> None:
        self._text = text

    @functools.cached_property
    def _members(self) -> dict[str, Any]:
        return dict(json.loads(self._text))  # of thousands of receipts most are never looked into

    def as_dict(self) -> dict[str, Any]:
        """The answer as a dictionary."""
        return dict(json.loads(self._text))

    def json(self) -> str:
        """The answer as the library gave it: canonical JSON."""
        return self._text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        members = self._members
        if name in members:
            return members[name]
        raise AttributeError(f"{type(self).__name__} has no {name}; it has {', '.join(members)}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._members]

    def __repr__(self) -> str:
        shown = ", ".join(f"{k}={v!r}" for k, v in self._members.items() if k != "v" and v not in ("", [], {}, -1))
        return f"{type(self).__name__}({shown})"


class Receipt(_Document):
    """What was done: ``act``, ``events``, ``made``, ``advice``, ``versions``, ``repeated``; of a suspension ``count`` and ``digest``."""

    @property
    def made(self) -> dict[str, Any]:
        """What the library made: ids and numbers."""
        found: dict[str, Any] = self._members.get("made") or {}
        return found

    @property
    def case(self) -> str:
        """Id of the case that was made, or ``""``."""
        return str(self.made.get("case", ""))

    @property
    def number(self) -> str:
        """Number of the case that was made, or ``""``."""
        return str(self.made.get("number", ""))

    @property
    def count(self) -> int | None:
        """Of a suspension: cases held."""
        n = self._members.get("count", -1)
        return None if n == -1 else int(n)

    @property
    def digest(self) -> str:
        """Of a suspension: of the cases held."""
        return str(self._members.get("digest", ""))


class Preview(Receipt):
    """What a command would do. ``command`` is that command with ``expect``, so that it is done to what was previewed or not at all."""

    def __init__(self, text: str, command: Command | dict[str, Any], session: Session) -> None:
        super().__init__(text)
        self._session = session
        if self.count is not None:
            expect = {"count": self.count, "digest": self.digest}
            command = command.with_envelope(expect=expect) if isinstance(command, Command) else {**command, "expect": expect}
        self._command = command

    @property
    def command(self) -> Command | dict[str, Any]:
        """To hand to ``execute``."""
        return self._command

    @property
    def cases(self) -> Query:
        """The cases that it would touch."""
        command = self._command.as_dict() if isinstance(self._command, Command) else self._command
        found = self._session.query("cases")
        if command.get("command") != "suspend":
            return found.where(case=[command["case"]] if command.get("case") else [])
        # As the library selects: open cases of the programme that are not held by this hold yet.
        programme = command.get("programme") or self._session.programme
        select = {key: value for key, value in command.get("select", {}).items() if value}
        if "cases" in select:
            select["case"] = select.pop("cases")
        hold = command.get("hold") or "programme_suspension"
        return found.where(("journey", "!=", "closed"), ("holds", "!=", hold), programme=programme, **select)


@dataclass(frozen=True)
class Outcome:
    """What came of one command of many: a receipt or an error."""

    receipt: Receipt | None
    error: SafarError | None

    @property
    def ok(self) -> bool:
        return self.error is None


class IntakeReport(_Document):
    """What came of a file: ``rows``, ``applied``, ``repeated``, ``refused_rows``, ``changed_rows`` (their reference
    was taken in before, with other content), ``persons``, ``placeholders``, ``known_documents``. Of a dry run: what would come of it."""

    def __init__(self, text: str, issues_csv: str) -> None:
        super().__init__(text)
        self.issues_csv = issues_csv

    @property
    def issues(self) -> list[dict[str, str]]:
        """Row by row, what was refused or remarkable, and what to do about it."""
        rows = csv.DictReader(io.StringIO(self.issues_csv))
        return [{name: _core.csv_value(cell) for name, cell in row.items()} for row in rows]

    def write_issues(self, path: str | os.PathLike[str]) -> None:
        """The same as a CSV file, for its owner alone."""
        write_private(path, self.issues_csv)


class VerifyReport(_Document):
    """``intact``, ``acts``, ``writers``, ``boxes``, ``erased``, ``heads``, ``problems``. True where nothing was changed."""

    def __bool__(self) -> bool:
        return bool(self._members.get("intact"))


class Session:
    """One person's work on a register, in one role and for one purpose; one thread at a time."""

    def __init__(self, core: _core.Session, actor: str, role: str, purpose: str) -> None:
        self._core = core
        self.actor = actor
        self.role = role
        self.purpose = purpose
        self._said: dict[str, str] = {}

    # Commands

    def execute(
        self,
        command: Anything,
        *,
        valid: Any = None,
        request: str | uuid.UUID | None = None,
        if_version: Mapping[str, int] | None = None,
        expect: Mapping[str, Any] | str | None = None,
    ) -> Receipt:
        """Does it, or raises: refused means that nothing was changed.

        ``valid``: the day since when it is so (default: today). ``request``: an id of yours, so that a repeat is recognised.
        ``if_version``: versions that you saw, by case. ``expect``: count and digest of a preview, also as ``"1502:5f3a9c"``.
        """
        document = _envelope(command, valid, request, if_version, expect)
        return Receipt(self._core.execute(_text(document)))

    def check(
        self,
        command: Anything,
        *,
        valid: Any = None,
        request: str | uuid.UUID | None = None,
        if_version: Mapping[str, int] | None = None,
        expect: Mapping[str, Any] | str | None = None,
    ) -> Preview:
        """The same without writing: what would be done, or raises why not."""
        document = _envelope(command, valid, request, if_version, expect)
        kept = document if isinstance(document, Command) else _parsed(document)
        return Preview(self._core.check(_text(document)), kept, self)

    def execute_each(self, commands: Iterable[Anything], *, progress: Progress = False) -> list[Outcome]:
        """Many commands, each an act of its own: one that is refused does not stop the others."""
        texts = [_text(c) for c in commands]
        with _watched(progress, "executing") as watch:
            found = self._core.execute_each(texts, watch)
        return [Outcome(None if error else Receipt(receipt), error) for receipt, error in found]

    def execute_many(self, commands: object, *, threads: int | None = None, progress: Progress = False) -> Frame:
        """Very many commands, each an act of its own, as columns: anything that speaks Arrow (pandas, polars, pyarrow, DuckDB, a frame of
        ours, ``sf.kernel("csv", ...)``), with a column ``json`` of whole commands, or a column ``command`` and one for each member,
        or a column ``command`` and a struct ``fact`` with a struct for each command (``fact.apply``, ``fact.depart``);
        or an iterable of commands. Gives a row of receipts for each, in their order: ``status`` is done, repeated, refused or cancelled,
        with ``code``, ``field`` and ``message``. What is done is on disk; what is refused stops nothing."""
        if hasattr(commands, "__arrow_c_stream__"):
            stream = _core.Stream.of_capsule(commands.__arrow_c_stream__())
        elif isinstance(commands, Iterable) and not isinstance(commands, (str, bytes, Mapping)):
            stream = _core.Stream.of_texts(_text(c) for c in commands)
        else:
            raise InvalidArgumentError(f"a table or an iterable of commands is needed, not {type(commands).__name__}")
        with _watched(progress, "executing") as watch:
            return Frame(self._core.execute_many(stream, threads or 0, watch))

    def adopt(self, document: Mapping[str, Any] | str | os.PathLike[str], *, kind: str, name: str = "", dry_run: bool = False) -> Receipt:
        """Puts a document in force: a workflow, a field set, a code list, a calendar, ... ``document`` is the document as a mapping or as
        JSON text, or the path of its file. A field set and a calendar have their names in them."""
        text = dumps(document) if isinstance(document, Mapping) else _document(document)
        command = {"command": "adopt", "kind": kind, "document": text, **({"name": name} if name else {})}
        return self.check(command) if dry_run else self.execute(command)

    def intake(
        self,
        path: str | os.PathLike[str],
        *,
        mapping: Mapping[str, Any] | str | os.PathLike[str] | None = None,
        dry_run: bool = False,
        progress: Progress = False,
    ) -> IntakeReport:
        """Applications from a CSV file. ``mapping``: how its columns become fields, as a dictionary or a JSON file
        (``sf.describe("mapping:apply")`` gives one to start from); without it columns have the fields' names."""
        if isinstance(mapping, Mapping):
            text = dumps(mapping)
        else:
            text = pathlib.Path(mapping).read_text(encoding="utf-8") if mapping is not None else ""
        with _watched(progress, "reading") as watch:
            report, issues = self._core.intake_csv(os.fspath(path), text, dry_run, watch)
        return IntakeReport(report, issues)

    def request_key(self, command: str = "apply") -> str:
        """The ``request_key`` of the kernel ``csv`` for this register: with it a file that is read twice is taken once, as by :meth:`intake`.
        Each ``command`` that rows become has its own; it is refused to who may not do that command.
        It is made of the register's key and is to be kept as secret: who has it can tell whether a row that he guesses was read.

        >>> s.execute_many(sf.kernel("csv", "arrivals.csv", request_key=s.request_key()))      # doctest: +SKIP
        """
        return self._core.request_key(command)

    # Questions

    def query(self, view: str | Mapping[str, Any]) -> Query:
        """A question to a view (``sf.describe("views")`` lists them), asked when its answer is needed."""
        return _query.start(self, view)

    def persons(
        self,
        name: str | None = None,
        *,
        document: str | None = None,
        phone: str | None = None,
        household: str | uuid.UUID | None = None,
        limit: int | None = None,
    ) -> Frame:
        """Persons as people remember them, by one of four things; the best first, at most ``limit`` rows (default 20 persons, at most 100;
        of a household all).

        ``name``: as typed, in any script, order and spelling; the columns ``score`` (of 1000) and ``why`` say how near each is.
        ``document``: letters and digits of its number. ``phone``: with its country code or without. ``household``: the id of a household,
        a case or a person, or the number of a case: everybody who belongs together, also where they parted since. All but ``household``
        are for roles that read names.

        >>> s.persons("awa traore").to_pandas()[["given_name", "family_name", "score", "why"]]      # doctest: +SKIP
        >>> s.persons(household=s.persons(phone="70 12 34 56")[0]["person_id"])                      # doctest: +SKIP
        """
        given = {"name": name, "document": document, "phone": phone, "household": household}
        asked = {by: str(text.hex if isinstance(text, uuid.UUID) else text) for by, text in given.items() if text is not None}
        if len(asked) != 1:
            found = f"{len(asked)} were given" if asked else "nothing was given"
            raise InvalidArgumentError(f"persons are searched by one thing: {found}", field="/search", remedy="Give name, document, phone or household.")
        return self._frame(dumps({"v": 1, "from": "persons", "search": asked, **({} if limit is None else {"limit": limit})}))

    def case(self, number: str) -> Case:
        """One case by its number or id: a card."""
        return Case(self, number)

    def project(self, ref: str, *, on: str | datetime.date | None = None) -> NounSheet:
        """One project by its reference, id or title, as of a day (default: today): its row, ``.parties``, ``.amendments``, ``.activities``,
        ``.outputs``, ``.grants``, ``.plans`` as frames, and a readable sheet: ``.text("fr")``, ``.html("ar")``.

        Raises :class:`NotFoundError`, which names near ones.
        """
        return _portfolio.find_noun(self, "project", ref, on)

    def programme_sheet(self, ref: str, *, on: str | datetime.date | None = None) -> NounSheet:
        """One programme: ``.parties``, ``.projects``, ``.grants``, ``.plans``. (``session.programme`` is the one that commands mean.)"""
        return _portfolio.find_noun(self, "programme", ref, on)

    def organisation(self, ref: str, *, on: str | datetime.date | None = None) -> NounSheet:
        """One organisation, also by its acronym: ``.inventory``, ``.roles`` in projects, ``.memberships`` of dialogues."""
        return _portfolio.find_noun(self, "organisation", ref, on)

    def dialogue(self, ref: str, *, on: str | datetime.date | None = None) -> NounSheet:
        """One dialogue: ``.members``, ``.phases``, ``.meetings``, ``.commitments``, ``.facilities``, ``.figures``, ``.projects``, ``.plans``."""
        return _portfolio.find_noun(self, "dialogue", ref, on)

    def plan(self, ref: str, *, on: str | datetime.date | None = None) -> NounSheet:
        """One strategy or plan: ``.actions``, ``.revisions``, ``.workshops``, ``.gaps``."""
        return _portfolio.find_noun(self, "plan", ref, on)

    def grant(self, ref: str, *, on: str | datetime.date | None = None) -> NounSheet:
        """One grant: ``.lines``, ``.payments``, ``.instalments``, ``.reports``, ``.amendments``."""
        return _portfolio.find_noun(self, "grant", ref, on)

    def overdue(self, on: str | datetime.date | None = None) -> Tabular:
        """What is surely overdue on a day (default: today): actions of plans, commitments of dialogues, reports to donors."""
        return _portfolio.overdue(self, on)

    def accept_sheets(
        self,
        source: str | bytes | os.PathLike[str] | SheetProposal,
        /,
        *,
        only: Iterable[int] | None = None,
        dry_run: bool = False,
        month_first: bool = False,
        **means: str | None,
    ) -> AcceptedSheets:
        """Records the projects of a text of project sheets (``sf.read_project_sheets`` shows first what would be read in it), a row a command:
        ``status`` is done, repeated, refused or left_out, ``doubts`` says what was guessed.

        ``only``: numbers of sheets, from 1. ``dry_run``: nothing is written; what follows a project that is not there yet is ``not_checked``.
        ``means``: what you know and the sheets do not say: ``language`` (en, fr, ar), ``dialogue`` and ``programme`` (references of the
        register), ``status``, ``source`` (what the text is called), ``address``.

        A text that was taken is not taken twice: the same command is ``repeated``. A sheet whose project is refused, e.g. because another one
        has its reference, is left out whole.
        """
        return _portfolio.accept_sheets(self, source, only=only, dry_run=dry_run, month_first=month_first, means=means)

    def describe(self, what: str) -> Any:
        """As ``sf.describe``, but ``workflow``, ``workflow:project``, ..., ``table`` (state x command) and ``table:project``, ... are those in
        force here: what this register adopted; and ``settings``: its zone, programme and ``min_cell``."""
        return json.loads(self._core.describe(what))

    def verify(self, *, expect: Any = None, progress: Progress = False) -> VerifyReport:
        """Whether the log is what was written and signed, byte for byte, and the projections what it adds up to.

        ``expect``: heads that were kept elsewhere (what :meth:`heads` gave, or the ``heads`` of an earlier report, as Python values or JSON text).
        A register that ends before one of them, or has another history, is not intact.
        """
        kept = "" if expect is None else (expect or "null") if isinstance(expect, str) else json.dumps(expect)
        with _watched(progress, "verifying") as watch:
            return VerifyReport(self._core.verify(kept, watch))

    def heads(self) -> list[dict[str, Any]]:
        """The signed head of each writer, for a partner to keep: whoever has it can tell later whether this history was cut short or replaced."""
        return list(json.loads(self._core.heads())["heads"])

    def snapshot(self, path: str | os.PathLike[str]) -> pathlib.Path:
        """A consistent copy of the register at ``path``, its keys beside it, while others go on working: for a notebook or a backup.

        It opens with ``Register.open(path, keys=..., read_only=True)``.
        """
        self._core.snapshot(os.fspath(path))
        return pathlib.Path(path)

    def rebuild(self) -> None:
        """Makes every projection anew from the log."""
        self._core.rebuild()

    def projection_dumps(self) -> tuple[str, str]:
        """What the projections hold, and what a rebuild would give: equal texts."""
        return self._core.projection_dumps()

    @property
    def programme(self) -> str:
        """The programme that commands mean when they name none."""
        return self._settings().get("programme", "")

    @property
    def zone(self) -> str:
        """The register's time zone, e.g. ``Africa/Bamako``."""
        return self._settings().get("zone", "UTC")

    def today(self) -> datetime.date:
        """The day that it is in the register's zone, by this machine's clock."""
        return self._zone().today()

    def _settings(self) -> dict[str, str]:
        if not self._said:
            self._said |= self.describe("settings")
        return self._said

    def _zone(self) -> Zone:
        return Zone(self.zone)

    def _frame(self, document: str) -> Frame:
        return Frame(self._core.query(document))

    # Life

    def cancel(self) -> None:
        """From another thread: ends the call that is at work with :class:`safar.CancelledError`; whole acts stay done."""
        self._core.cancel()

    @property
    def closed(self) -> bool:
        return self._core.closed

    def close(self) -> None:
        """Ends it. Frames and Arrow streams that it gave live on."""
        self._core.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<safar session of {self.actor} as {self.role} for {self.purpose}{', closed' if self.closed else ''}>"


class Register:
    """One register: ``<path>``, ``<path>.keys`` and, while somebody writes, ``<path>.lease``. Any thread.

    >>> with sf.Register.open("mali.safar") as register:                       # doctest: +SKIP
    ...     s = register.session(actor="fatou.d", role="intake_clerk")
    """

    def __init__(self, core: _core.Register, path: str) -> None:
        self._core = core
        self.path = path
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        keys: _keys.KeySource | str | os.PathLike[str] | None = None,
        read_only: bool = False,
        busy_timeout_ms: int = 5000,
        clock: Callable[[], int] | None = None,
        accept_clock_jump: bool = False,
    ) -> Register:
        """Opens a register. ``keys``: ``sf.keys.file(...)``, ``sf.keys.host(...)`` or the path of a key file; without it the
        file beside the register that ends in ``.key``. ``busy_timeout_ms``: how long an act waits while somebody else writes, before
        it fails with :class:`safar.BusyError`. ``clock`` gives microseconds since 1970 UTC (tests, replay).
        Where it is more than 400 days after the last act nothing is written: a clock that was wrong once would date all that follows.
        ``accept_clock_jump`` says that it is right."""
        return cls._open(path, keys, clock, create=False, read_only=read_only, busy_timeout_ms=busy_timeout_ms, accept_clock_jump=accept_clock_jump)  # fmt: skip

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        office: str,
        keys: _keys.KeySource | str | os.PathLike[str] | None = None,
        programme: str = "",
        zone: str = "UTC",
        workflow: Mapping[str, Any] | str | None = None,
        busy_timeout_ms: int = 5000,
        clock: Callable[[], int] | None = None,
        accept_clock_jump: bool = False,
    ) -> Register:
        """Makes a register of an office (the prefix of its case numbers), in one time zone, for ever. ``programme`` is meant
        where a command names none; ``workflow`` is a document, by default the one of assisted return and reintegration."""
        text = dumps(workflow) if isinstance(workflow, Mapping) else workflow or ""
        rules = {"office": office, "programme": programme, "zone": zone, "workflow": text, "accept_clock_jump": accept_clock_jump}
        return cls._open(path, keys, clock, create=True, read_only=False, busy_timeout_ms=busy_timeout_ms, **rules)

    @classmethod
    def _open(cls, path: Any, keys: Any, clock: Any, **options: Any) -> Register:
        where = os.fspath(path)
        if keys is None:
            keys = pathlib.Path(where).with_suffix(".key")
        if not isinstance(keys, _keys.KeySource):
            keys = _keys.file(keys)
        made = {"office": "", "programme": "", "zone": "", "workflow": "", "accept_clock_jump": False, **options}
        return cls(_core.Register.open(where, keys, clock=clock, **made), where)

    def session(self, actor: str, role: str, purpose: str = "casework") -> Session:
        """One person's work: a pseudonym, a role (``sf.describe("roles")``) and a purpose: casework, portfolio, statistics, audit or
        data_protection. They decide what may be done and read, and stand in the log."""
        made = Session(self._core.session(actor, role, purpose), actor, role, purpose)
        self._sessions.add(made)
        return made

    def adopt_field_set(self, document: Mapping[str, Any] | str | os.PathLike[str], *, actor: str = "administrator") -> Receipt:
        """Puts a field set in force (docs/fields.md): fields of the agency's own, which ``{"command": "record", ...}`` then takes. It is
        done as a system administrator; ``actor`` is the pseudonym that stands in the log."""
        with self.session(actor, "system_administrator") as s:
            return s.adopt(document, kind="field_set")

    @contextlib.contextmanager
    def group(self) -> Iterator[None]:
        """Acts of all sessions inside share one transaction: much faster, and durable when the block ends, not before. An
        exception in the block does not undo what was acknowledged before it. Erasures stay outside."""
        self._core.begin_group()
        try:
            yield
        finally:
            self._core.commit_group()

    @property
    def closed(self) -> bool:
        return self._core.closed

    def close(self) -> None:
        """Ends its sessions and closes it. Refused while a session is at work in another thread."""
        for session in list(self._sessions):
            session.close()
        self._core.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<safar register {self.path}{', closed' if self.closed else ''}>"


def _document(source: str | os.PathLike[str]) -> str:
    """JSON text as it is, or what a file holds."""
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return source
    return pathlib.Path(source).read_text(encoding="utf-8")


def _parsed(document: dict[str, Any] | str) -> dict[str, Any]:
    if isinstance(document, dict):
        return document
    try:
        found = json.loads(document)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ParseError("a command is a JSON object", remedy='Begin with {"v":1,"command":...}.')
    return found


def _envelope(command: Anything, valid: Any, request: Any, if_version: Any, expect: Any) -> Command | dict[str, Any] | str:
    """The command with members of its envelope. JSON text without any goes to the library as it is."""
    members: dict[str, Any] = {}
    if valid is not None:
        members["valid"] = plain(normalise(valid, None, "/valid"))
    if request is not None:
        members["request"] = plain(normalise(request, None, "/request"))
    if if_version is not None:
        members["if_version"] = {str(k): v for k, v in if_version.items()}
    if isinstance(expect, str):
        count, _, digest = expect.partition(":")
        if not count.isdigit() or not digest:
            raise InvalidArgumentError("expect is count:digest", field="/expect", remedy="Give what the preview said, e.g. 1502:5f3a9c.")
        expect = {"count": int(count), "digest": digest}
    if expect is not None:
        members["expect"] = dict(expect)
    if isinstance(command, Command):
        return command.with_envelope(**members) if members else command
    if isinstance(command, Mapping):
        given = plain(normalise(dict(command), None, "")) if not _is_json(command) else dict(command)
        return {"v": 1, **given, **members}
    if isinstance(command, str):
        return {**_parsed(command), **members} if members else command
    raise InvalidArgumentError("a command is an object such as sf.Apply(...), a dictionary or JSON text")


def _is_json(value: Any) -> bool:
    """Is this what json.loads gives? Then None is JSON's null, and meant."""
    if isinstance(value, dict):
        return all(isinstance(k, str) and _is_json(v) for k, v in value.items())
    if isinstance(value, list):
        return all(_is_json(v) for v in value)
    return value is None or type(value) in (str, int, bool, float)


def _text(command: Anything) -> str:
    found = _envelope(command, None, None, None, None)
    if isinstance(found, str):
        return utf8(found)
    return utf8(found.json() if isinstance(found, Command) else dumps(found))


@contextlib.contextmanager
def _watched(progress: Progress, doing: str) -> Iterator[Callable[[int, int], object] | None]:
    if callable(progress):
        yield progress
        return
    bar = None
    if progress:
        with contextlib.suppress(ImportError):
            from tqdm.auto import tqdm

            bar = tqdm(desc=doing, unit="")
    if bar is None:
        yield None
        return

    def update(done: int, total: int) -> None:
        bar.total = total or None
        bar.update(done - bar.n)

    with bar:
        yield update
