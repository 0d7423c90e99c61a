"""A register for the matrix and the pairs: every command with a personal member, each such member with a marker of its own, and fixed ids and times.

Everything is taken from the library's own schemas, so that a command or member that comes new is filled, or `untold` names it.
"""

from __future__ import annotations

import copy
import json
import pathlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

SEALED = ("identity", "casefile", "sensitive")
PURPOSES = ("casework", "statistics", "audit", "data_protection", "portfolio")
# Who reads which sealed shelf: said here once more, on purpose apart from src/workflow/access.cpp and from describe("roles").
_PERSON, _ALL = ("identity", "casefile"), SEALED
READS: dict[str, tuple[str, ...]] = {
    "intake_clerk": _PERSON, "counsellor": _ALL, "protection_officer": _ALL, "reviewing_officer": _ALL, "movement_officer": _PERSON,
    "receiving_partner": _PERSON, "programme_manager": _PERSON, "finance_officer": (), "project_officer": (), "data_protection_officer": _ALL,
    "data_analyst": (), "auditor": (), "system_administrator": (),
}  # fmt: skip


def reads(role: str, purpose: str) -> tuple[str, ...]:
    """The sealed shelves that a role may read for a purpose."""
    if purpose == "casework" or (purpose == "data_protection" and role == "data_protection_officer"):
        return READS[role]
    return ()


def may_do(role: str, purpose: str, command: str) -> bool:
    """May the role give such a command for a purpose? Said here once more, as READS is. (In which state, and `by` whom, the workflow says.)"""
    if role in ("data_analyst", "auditor", "project_officer"):
        return False
    if role == "system_administrator":
        return command == "adopt" and purpose == "casework"
    if command in ("apply", "correct", "document", "issue_document"):  # they look up papers
        return "identity" in reads(role, purpose)
    return purpose == "casework" or (purpose == "data_protection" and role == "data_protection_officer")


class Clock:
    """Microseconds that stand still until they are told to go on, however often somebody looks."""

    def __init__(self) -> None:
        self.now = 1_546_416_000_000_000  # 2019-01-02 08:00 UTC

    def __call__(self) -> int:
        return self.now

    def advance(self, hours: float = 1) -> None:
        self.now += int(hours * 3_600_000_000)


# Markers: a word whose letters say its shelf; days, numbers and codes have values that stand nowhere else.

LETTER = {"identity": "i", "casefile": "c", "sensitive": "s"}
WORD = re.compile(r"xq([ics])([a-z]{3})zq", re.IGNORECASE)
DAYS = {"identity": "1967-{:02}-{:02}", "sensitive": "1957-{:02}-{:02}", "casefile": "1947-{:02}-{:02}"}
DAY = re.compile(r"(19[654]7)-(?!01-01)\d\d-\d\d")
PHONE = re.compile(r"7055\d{4}")
FAR = {"1967": "identity", "1957": "sensitive", "1947": "casefile"}


class Markers:
    """Gives each sealed member its own marker and remembers where it stood."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}  # marker -> command and pointer
        self.shelves: dict[str, str] = {}

    def _next(self, shelf: str, where: str, make: Callable[[int], str]) -> str:
        marker = make(len(self.places))
        self.places[marker], self.shelves[marker] = where, shelf
        return marker

    def word(self, shelf: str, where: str) -> str:
        def make(n: int) -> str:
            return f"Xq{LETTER[shelf]}{chr(97 + n // 676 % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}zq"

        return self._next(shelf, where, make)

    def day(self, shelf: str, where: str) -> str:
        return self._next(shelf, where, lambda n: DAYS[shelf].format(1 + n // 27 % 12, 2 + n % 27))

    def phone(self, where: str) -> str:
        return self._next("identity", where, lambda n: f"+2247055{n:04}")


def seen(text: str) -> dict[str, str]:
    """Markers in a text, each with the shelf that it says."""
    of = {letter: shelf for shelf, letter in LETTER.items()}
    found = {m.group(0): of[m.group(1).lower()] for m in WORD.finditer(text)}
    found |= {m.group(0): FAR[m.group(1)] for m in DAY.finditer(text)}
    return found | {m.group(0): "identity" for m in PHONE.finditer(text)}


def sealed_members(sf: Any) -> dict[str, dict[str, str]]:
    """By command, the pointers of its sealed members (``-`` for each of a list) and their shelves: walked from the schemas."""
    from safar._schema import load

    out: dict[str, dict[str, str]] = {}
    for name, (own, used) in load().items():
        def walk(record: Any, at: str, into: dict[str, str], used: Any = used) -> None:
            for f in record.fields:
                inner, here = (f.item, f"{at}/{f.name}/-") if f.item is not None else (f, f"{at}/{f.name}")
                if inner.record in used:
                    walk(used[inner.record], here, into)
                elif f.shelf in SEALED:
                    into[here] = f.shelf

        walk(own, "", out.setdefault(name, {}))
    return {name: members for name, members in out.items() if members}


def filled(name: str, given: dict[str, Any], markers: Markers) -> dict[str, Any]:
    """The command with a marker, a first code or a yes in every sealed member that `given` leaves out; a list of records has one."""
    from safar._schema import load

    own, used = load()[name]

    def value(f: Any, shelf: str, at: str) -> Any:
        where = f"{name}{at}"
        if f.kind == "code":
            return f.codes[0]
        if f.kind in ("boolean", "integer"):
            return True if f.kind == "boolean" else 1
        if f.title == "partial_date":
            return markers.day(shelf, where)
        if f.title == "country":
            return "GIN"
        return markers.phone(where) if f.name == "phone" else markers.word(shelf, where)

    def fill(record: Any, given: dict[str, Any], at: str) -> dict[str, Any]:
        out = dict(given)
        for f in record.fields:
            inner = f.item or f
            here = f"{at}/{f.name}"
            if inner.record in used:
                if f.item is not None and f.name in out:
                    out[f.name] = [fill(used[inner.record], v, f"{here}/{i}") for i, v in enumerate(out[f.name])]
                elif f.item is None and f.name in out:
                    out[f.name] = fill(used[inner.record], out[f.name], here)
            elif f.shelf in SEALED and f.name not in out and f.kind != "any":
                made = value(inner, f.shelf, here)
                out[f.name] = [made] if f.item is not None else made
        return {k: v for k, v in out.items() if v is not LEFT_OUT}

    return {"v": 1, "command": name, **fill(own, given, "")}


class _LeftOut:
    def __deepcopy__(self, memo: object) -> _LeftOut:
        return self


LEFT_OUT = _LeftOut()

FIELDS = {
    "v": 1, "field_set": "desk", "version": "1", "of": "person", "fields": [
        {"id": 1, "name": "nights", "type": "integer", "shelf": "open"}, {"id": 2, "name": "came_by", "type": "code", "codes": ["agadez", "gao"], "shelf": "counted"},
        {"id": 3, "name": "clan", "type": "text", "shelf": "identity"}, {"id": 4, "name": "story", "type": "text", "shelf": "casefile"},
        {"id": 5, "name": "ailment", "type": "text", "shelf": "sensitive"}, {"id": 6, "name": "marked", "type": "boolean", "shelf": "sensitive"},
        {"id": 7, "name": "born_at", "type": "date", "shelf": "identity"}, {"id": 8, "name": "kin", "type": "text", "list": True, "shelf": "identity"},
        {"id": 9, "name": "feared", "type": "text", "list": True, "shelf": "sensitive"}]}  # fmt: skip
# The first version has in the open what the second one seals.
FIELDS_BEFORE = {**FIELDS, "field_set": "late", "fields": [{"id": 1, "name": "nights", "type": "integer", "shelf": "open"}, {"id": 2, "name": "told", "type": "text", "shelf": "open"}]}
FIELDS_AFTER = {**FIELDS_BEFORE, "version": "2", "fields": [FIELDS_BEFORE["fields"][0], {"id": 2, "name": "told", "type": "text", "shelf": "sensitive"}]}
OF_CASE = {"v": 1, "field_set": "vetting", "version": "1", "of": "case", "fields": [{"id": 1, "name": "cleared", "type": "boolean", "shelf": "open"}]}

CASES = {name: f"{i + 1:032x}" for i, name in enumerate("ABCDEFG")}
PERSONS = {f"{name}{k}": f"{256 + 16 * i + k:032x}" for i, name in enumerate("ABCDEFG") for k in (1, 2)}
ITEMS = ["travel_document_received", "fit_to_travel", "consent_confirmed", "briefing_done"]


# A row of a file, taken in by `intake`: nothing names it but what stands in it.
ROW = {"site": "ML-BKO-1", "given_name": "Xqiyyazq", "family_name": "Xqiyybzq", "sex": "male", "nationality": "SEN", "birth": "1967-12-28", "phone": "+22470559999",
       "trafficked": "true", "health_needs": "false"}  # fmt: skip


@dataclass
class Step:
    """Something that somebody does: the name that variants call it by, role, command, and what is given of it."""

    name: str
    role: str
    command: str
    given: dict[str, Any]
    purpose: str = "casework"
    marked: bool = True  # markers in the members that are left out

    def put(self, pointer: str, value: Any) -> None:
        at: Any = self.given
        *path, last = pointer.strip("/").split("/")
        for part in path:
            at = at[int(part)] if isinstance(at, list) else at.setdefault(part, {})
        at[last] = value


def _reason(code: str, **more: Any) -> dict[str, Any]:
    return {"reason": {"code": code, **more}}


def _apply(case: str, **more: Any) -> dict[str, Any]:
    persons = [{"person_id": PERSONS[f"{case}{k}"], "nationality": "GIN", "sex": "female", "documents": [{"type": "passport", "usable": True, "expires": "2025"}]} for k in (1, 2)]
    return {"case": CASES[case], "site": "ML-BKO-1", "route": "DZA", "household": f"{4096 + ord(case):032x}", "persons": persons, **more}


def story() -> list[Step]:
    """Each command that may hold something personal, in an order that the workflow takes."""
    a, b = {"case": CASES["A"]}, {"case": CASES["B"]}
    second = {"person_id": PERSONS["A2"]}
    out = [Step("apply " + c, "intake_clerk", "apply", _apply(c)) for c in "ABCDEFG"]
    out += [Step("intake", "intake_clerk", "intake", dict(ROW))]
    out += [
        Step("counsel", "counsellor", "counsel", {**a, "minutes": 30, "mode": "in_person"}),
        Step("consent", "counsellor", "consent", {**a, "kind": "explicit", "form": "written", "scope": ["return", "data_sharing_consulate"]}),
        Step("assess", "counsellor", "assess", a), Step("assess again", "counsellor", "assess", {**a, **second}),
        Step("medical", "counsellor", "medical", a), Step("protect", "counsellor", "protect", a),
        Step("complain", "counsellor", "complain", a), Step("answer complaint", "protection_officer", "answer_complaint", {**a, "complaint": "act of complain"}),
        Step("refer", "counsellor", "refer", {**a, "to": "NGO-1", **_reason("need")}),
        Step("answer referral", "counsellor", "answer_referral", {**a, "referral": "act of refer", "answer": "accepted"}),
        Step("shelter", "counsellor", "shelter", a),
        Step("document", "movement_officer", "document", {**a, "document": {"type": "laissez_passer", "usable": True, "expires": "2025"}}),
    ]
    issue = {**a, **second, "type": "passport", **_reason("asked")}
    out += [Step(f"issue {s}", "movement_officer", "issue_document", {**issue, "step": s, **({"expires": "2026"} if s == "issued" else {"number": LEFT_OUT})}) for s in ("requested", "interviewed", "nationality_verified", "issued")]  # fmt: skip
    f = {"case": CASES["F"], "person_id": PERSONS["F1"]}
    out += [Step("consent F", "counsellor", "consent", {**f, "kind": "explicit", "scope": ["data_sharing_consulate"]})]  # a paper that waits to be issued
    out += [Step(f"issue F {s}", "movement_officer", "issue_document", {**f, "type": "passport", **_reason("asked"), "step": s, "number": LEFT_OUT}) for s in ("requested", "interviewed", "nationality_verified")]  # fmt: skip
    decide = {"outcome": "eligible", **_reason("criteria_met")}
    book = {**a, "travel_on": "2019-03-10", "mode": "air", "to": "GIN"}
    leg = {"from": "MLI", "to": "GIN", "mode": "air", "stage": "planned"}
    out += [
        Step("decide", "reviewing_officer", "decide_eligibility", {**a, **decide}), Step("reassess", "reviewing_officer", "reassess", {**a, **_reason("new_evidence")}),
        Step("decide again", "reviewing_officer", "decide_eligibility", {**a, **decide}), Step("clear", "movement_officer", "clear", a),
        *[Step(f"checklist {p}", "movement_officer", "checklist", {**a, "person_id": PERSONS[p], "items": ITEMS, "done": True}) for p in ("A1", "A2")],
        Step("book", "movement_officer", "book", book), Step("no show", "movement_officer", "no_show", {**a, **_reason("not_there")}),
        Step("book again", "movement_officer", "book", book), Step("transit", "movement_officer", "transit", {**a, "legs": [leg]}),
        Step("depart", "movement_officer", "depart", a), Step("arrive", "receiving_partner", "arrive", a),
        Step("start plan", "receiving_partner", "start_plan", a), Step("set budget", "receiving_partner", "set_budget", {**a, "line": "shop", "amount": "900.00 EUR"}),
        Step("plan service", "receiving_partner", "plan_service", {**a, "kind": "shop", "dimension": "economic", "level": "individual"}),
        Step("assist", "receiving_partner", "assist", {**a, "kind": "shop", "status": "dropped_out", "dimension": "economic", "level": "individual"}),
        Step("pay", "finance_officer", "pay", {**a, "line": "shop", "amount": "90.00 EUR", "what_for": "shop", "method": "cash", **_reason("plan")}),
        Step("follow up", "receiving_partner", "follow_up", {**a, "round": 1, "kind": "visit"}),
        Step("inform", "receiving_partner", "inform", {**a, "about": "rights", "channel": "phone"}),
        Step("record", "counsellor", "record", {**a, "set": "desk", "values": {"nights": 3, "came_by": "gao"}}),
        Step("record late", "counsellor", "record", {**a, "set": "late", "values": {"nights": 2, "told": "word told in the open"}}),
        Step("record vetting", "counsellor", "record", {**a, "set": "vetting", "values": {"cleared": True}}),
        Step("seal told", "system_administrator", "adopt", {"kind": "field_set", "document": json.dumps(FIELDS_AFTER)}, marked=False),
        Step("correct", "counsellor", "correct", {"case": CASES["C"], "person": {"person_id": PERSONS["C1"], "documents": [{"type": "passport"}]}, **_reason("misheard")}),
        Step("close", "programme_manager", "close", {**a, "outcome": "completed", **_reason("done")}), Step("reopen", "programme_manager", "reopen", {**a, **_reason("mistake")}),
        Step("counsel B", "counsellor", "counsel", b), Step("consent B", "counsellor", "consent", {**b, "kind": "explicit"}),
        Step("withdraw consent", "counsellor", "withdraw_consent", {**b, **_reason("own_wish")}),
        Step("refuse", "reviewing_officer", "decide_eligibility", {**b, "outcome": "ineligible", **_reason("criteria_not_met")}),
        Step("appeal", "counsellor", "appeal", b), Step("decide appeal", "programme_manager", "decide_appeal", {**b, "outcome": "ineligible", **_reason("criteria_not_met")}),
        Step("death", "counsellor", "record_death", {**b, "person_id": PERSONS["B2"]}),
        Step("split", "counsellor", "split_household", {"case": CASES["D"], "persons": [PERSONS["D2"]], **_reason("own_wish")}),
        Step("transfer", "programme_manager", "transfer", {"case": CASES["D"], "to_office": "GAO", **_reason("moved")}),
        Step("withdraw", "counsellor", "withdraw_application", {"case": CASES["D"], **_reason("own_wish")}),
        Step("suspend", "programme_manager", "suspend", {"hold": "programme_suspension", "select": {"cases": [CASES["C"]]}, **_reason("intake_not_typical"), "expect": "preview"}),
        Step("review", "reviewing_officer", "review", {"case": CASES["C"], "hold": "act of suspend", "outcome": "resume", **_reason("identity_confirmed")}),
        Step("merge", "reviewing_officer", "merge", {"case": CASES["E"], "into": CASES["C"], "same": [{"person_id": PERSONS[f"E{k}"], "same_as": PERSONS[f"C{k}"]} for k in (1, 2)], **_reason("same_person")}),
        Step("erase", "data_protection_officer", "erase", {"persons": [PERSONS["G1"], PERSONS["G2"]], **_reason("data_subject_request")}, purpose="data_protection"),
    ]  # fmt: skip
    return [copy.deepcopy(step) for step in out]  # one by one: what is shared by two must not change in both


def record_values(markers: Markers, step: Step) -> None:
    """Markers in each sealed field of the agency's own set, of every type."""
    for f in FIELDS["fields"]:
        if f["shelf"] not in SEALED or f["name"] in step.given["values"]:
            continue
        where = f"record/values/{f['name']}"
        made: Any = True if f["type"] == "boolean" else markers.day(f["shelf"], where) if f["type"] == "date" else markers.word(f["shelf"], where)
        step.given["values"][f["name"]] = [made] if f.get("list") else made
    step.given["values"] = {k: v for k, v in step.given["values"].items() if v is not LEFT_OUT}


@dataclass
class World:
    """The register, what was done in it, and what may be asked of it."""

    sf: Any
    register: Any
    path: pathlib.Path
    clock: Clock
    markers: Markers
    acts: dict[str, str] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)  # by command the JSON text that was taken last
    every: dict[str, str] = field(default_factory=dict)  # by step
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)  # members that only the library fills in

    def as_(self, role: str, purpose: str = "casework") -> Any:
        return self.register.session(f"{role}.1", role, purpose)


def build(sf: Any, folder: pathlib.Path, change: Callable[[list[Step]], None] = lambda steps: None) -> World:
    """Makes the register in `folder` by the story, with `change` done to it first."""
    folder.mkdir(parents=True, exist_ok=True)
    clock, markers = Clock(), Markers()
    path = folder / "mali.safar"
    register = sf.Register.create(path, office="BKO", keys=sf.keys.file(folder / "mali.key"), programme="ML-JI", zone="Africa/Bamako", clock=clock)
    world = World(sf, register, path, clock, markers)
    for document in (FIELDS, FIELDS_BEFORE, OF_CASE):
        with world.as_("system_administrator") as s:
            s.adopt(document, kind="field_set")
    steps = story()
    change(steps)
    for n, step in enumerate(steps):
        clock.advance(25)
        _do(world, step, f"{0xACE0000 + n:032x}")
    clock.advance(1)
    return world


def _take_in(world: World, row: dict[str, Any]) -> None:
    path = world.path.parent / "row.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    world.markers.places |= {v: f"intake/{k}" for k, v in row.items() if seen(v)}
    with world.as_("intake_clerk") as s:
        report = s.intake(path)
        if report.applied != 1:
            world.refused["intake"] = report.issues_csv


def _do(world: World, step: Step, request: str) -> None:
    if step.command == "intake":
        return _take_in(world, step.given)
    if step.command == "record" and step.given["set"] == "desk":
        record_values(world.markers, step)
    command = filled(step.command, step.given, world.markers) if step.marked else {"v": 1, "command": step.command, **step.given}
    for key, value in list(command.items()):
        if isinstance(value, str) and value.startswith("act of "):
            command[key] = world.acts.get(value[7:], "0000000000-1")
    command["request"] = request
    with world.as_(step.role, step.purpose) as s:
        try:
            if command.get("expect") == "preview":
                command["expect"] = {k: s.check({k: v for k, v in command.items() if k != "expect"}).as_dict()[k] for k in ("count", "digest")}
            receipt = _without_what_is_made(world, s, command)
        except world.sf.SafarError as e:
            world.refused[step.name] = f"{e} {e.field}"
            return
    world.acts[step.name], world.requests[step.name] = str(receipt.act), request
    world.done[step.command] = world.every[step.name] = json.dumps(command)
    world.sent[step.name] = command


def _without_what_is_made(world: World, s: Any, command: dict[str, Any]) -> Any:
    """Executes it; a sealed member that only the library fills in is left out, as it says."""
    while True:
        try:
            return s.execute(command)
        except world.sf.SafarError as e:
            member = (e.field or "").strip("/")
            if "filled in by the library" not in str(e) or not isinstance(command.pop(member, None), str):
                raise
            world.made.add(f"{command['command']}/{member}")


def untold(sf: Any, world: World) -> list[str]:
    """Commands with personal members that the story has not got done, and members without a marker or value: the matrix would not see them."""
    out = [f"refused: {name}: {why}" for name, why in world.refused.items()]
    out += [f"no step does {name}" for name in sealed_members(sf) if name not in world.done]
    for name, members in sealed_members(sf).items():
        told = set().union(*[set(pointers(c)) for c in world.sent.values() if c["command"] == name] or [set()])
        out += [f"{name}: nothing stands at {at}" for at in members if name + at not in world.made and not any(t == at or t == at.removesuffix("/-") or t.startswith(at + "/") for t in told)]
    return out


def pointers(value: Any, at: str = "") -> Iterator[str]:
    """Where something stands in a command; ``-`` for each of a list."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield f"{at}/{k}"
            yield from pointers(v, f"{at}/{k}")
    elif isinstance(value, list):
        for v in value:
            yield f"{at}/-"
            yield from pointers(v, f"{at}/-")
