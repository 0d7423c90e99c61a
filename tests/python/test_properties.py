"""Random commands on random cases by random roles: what must hold after every one of them, whatever it was.

Never a crash; refused means that nothing was changed; what is stored is what a replay gives; the past as it was known stays;
a repeated request gives its receipt again; versions grow by one with each event that touches a case; who may not read
identity finds none of it in any view, receipt or error.
"""

from __future__ import annotations

import datetime
import json
import pathlib
import tempfile
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import safar as sf
from conftest import Clock, Desk

ROLES = [r["name"] for r in sf.describe("roles")]
SECRET = "Zwibrandt"
"""Stands in every field that is sealed, and in nothing else."""
READS = {r["name"]: set(r["reads"]) for r in sf.describe("roles")}
REASON = {"code": "seen", "text": f"{SECRET} said so."}
CASE = "<case>"

COMMANDS: list[dict[str, Any]] = [
    {"command": "apply", "site": "ML-BKO-1", "persons": [{"ref": "r", "given_name": f"{SECRET} A", "birth": "1994", "nationality": "GIN",
                                                          "documents": [{"type": "passport", "country": "GIN", "number": f"{SECRET}1"}]}]},
    {"command": "apply", "site": "ML-BKO-2", "persons": [{"given_name": f"{SECRET} B", "sex": "male"}, {"family_name": SECRET, "birth": "1900-01-01"}]},
    {"command": "counsel", "case": CASE, "notes": f"{SECRET} was told."},
    {"command": "consent", "case": CASE, "kind": "explicit", "scope": ["return"]},
    {"command": "withdraw_consent", "case": CASE},
    {"command": "decide_eligibility", "case": CASE, "outcome": "eligible", "reason": REASON},
    {"command": "decide_eligibility", "case": CASE, "outcome": "ineligible", "reason": REASON},
    {"command": "reassess", "case": CASE, "reason": REASON},
    {"command": "appeal", "case": CASE},
    {"command": "decide_appeal", "case": CASE, "outcome": "eligible", "reason": REASON},
    {"command": "clear", "case": CASE},
    {"command": "document", "case": CASE, "document": {"type": "laissez_passer", "usable": True, "number": f"{SECRET}2", "expires": "2019-12-31"}},
    {"command": "checklist", "case": CASE, "items": ["identity_checked"]},
    {"command": "book", "case": CASE, "travel_on": "2019-01-20", "mode": "air", "to": "GIN"},
    {"command": "depart", "case": CASE},
    {"command": "arrive", "case": CASE},
    {"command": "inform", "case": CASE, "about": "review"},
    {"command": "review", "case": CASE, "hold": "programme_suspension", "outcome": "resume", "reason": REASON},
    {"command": "review", "case": CASE, "hold": "programme_suspension", "outcome": "refer", "reason": REASON},
    {"command": "review", "case": CASE, "hold": "duplicate_review", "outcome": "distinct", "reason": REASON},
    {"command": "correct", "case": CASE, "person": {"given_name": f"{SECRET} C", "birth": "2001-07"}, "reason": REASON},
    {"command": "withdraw_application", "case": CASE, "reason": REASON},
    {"command": "close", "case": CASE, "outcome": "withdrawn", "reason": REASON},
    {"command": "reopen", "case": CASE, "reason": REASON},
    {"command": "suspend", "standing": True, "reason": {"code": "intake_not_typical"}},
    {"command": "suspend", "select": {"site": ["ML-BKO-2"]}, "reason": {"code": "intake_not_typical"}},
    {"command": "end_suspension", "hold": "<act>", "unreviewed": True, "reason": {"code": "review_complete"}},
    {"command": "erase", "persons": ["<person>"], "reason": {"code": "data_subject_request"}},
    {"command": "adopt", "kind": "setting", "name": "note", "document": '{"note":"x"}'},
    {"command": "adopt", "kind": "setting", "name": "programme", "document": '{"programme":5}'},
    {"command": "apply", "persons": []},
    {"command": "apply", "case": "ab" * 16, "persons": [{"person_id": "ab" * 16, "given_name": SECRET}]},
    {"command": "apply", "persons": [{"person_id": "<person>", "given_name": f"{SECRET} D"}]},
    {"command": "hold", "case": CASE},
    {"command": "advice", "case": CASE},
]
MUTATIONS: list[tuple[str, Any]] = [("actor", "mb"), ("role", "programme_manager"), ("case", "00" * 16), ("person_id", "cd" * 16), ("valid", "2031-01-01"),
                                    ("valid", "2019-02-30"), ("if_version", {"<case>": 99}), ("v", 2), ("request", "short"), ("reason", 5), ("number", "BKO-1")]  # fmt: skip


@dataclass(frozen=True)
class Step:
    command: int
    actor: str
    case: int
    days: int
    mutation: int | None
    valid: int | None


RIGHT = {"apply": "intake_clerk", "counsel": "counsellor", "decide_eligibility": "reviewing_officer", "reassess": "reviewing_officer", "review": "reviewing_officer",
         "depart": "movement_officer", "arrive": "receiving_partner", "erase": "data_protection_officer", "adopt": "system_administrator"}  # fmt: skip
steps = st.builds(
    Step, command=st.integers(0, len(COMMANDS) - 1), actor=st.sampled_from(["", "", "", *ROLES]), case=st.integers(0, 5), days=st.sampled_from([0, 0, 0, 1]),
    mutation=st.one_of(st.none(), st.none(), st.none(), st.integers(0, len(MUTATIONS) - 1)), valid=st.one_of(st.none(), st.none(), st.integers(0, 3)),
)  # fmt: skip


@dataclass
class World:
    """A register, and what a spectator remembers of it."""

    desk: Desk
    cases: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    erased: bool = False
    past: dict[str, str] = field(default_factory=dict)
    done: int = 0

    def today(self) -> datetime.date:
        return datetime.datetime.fromtimestamp(self.desk.clock.now / 1e6, datetime.timezone.utc).date()

    def known(self, day: str) -> str:
        """All that figures say as of a day."""
        with self.desk.as_("finance_officer", "casework") as s:
            asked: list[dict[str, Any]] = [
                {"from": "counts", "group": ["nationality", "sex", "age_band", "journey", "eligibility", "held", "site", "departed"]},
                {"from": "cases", "select": ["number", "journey", "eligibility", "consent", "holds", "resolution", "version", "persons"]},
                {"from": "events", "select": ["pos", "act", "kind", "actor"]}, {"from": "changes"},
            ]  # fmt: skip
            return "\n".join(s.query({"v": 1, "known_on": day, **q}).frame().json() for q in asked)

    def command(self, step: Step) -> dict[str, Any]:
        text = json.dumps(COMMANDS[step.command])
        case = self.cases[step.case % len(self.cases)] if self.cases else "ee" * 16
        text = text.replace("<case>", case).replace("<person>", self.persons[step.case % len(self.persons)] if self.persons else "ef" * 16)
        made: dict[str, Any] = json.loads(text.replace("<act>", self.acts[-1] if self.acts else "none"))
        if step.mutation is not None:
            name, value = MUTATIONS[step.mutation]
            made[name] = json.loads(json.dumps(value).replace("<case>", case))
        if step.valid is not None:
            made.setdefault("valid", (self.today() - datetime.timedelta(days=step.valid)).isoformat())
        return {"v": 1, **made}

    def session(self, step: Step) -> sf.Session:
        role = step.actor or RIGHT.get(COMMANDS[step.command]["command"], "programme_manager")
        return self.desk.as_(role)

    def take(self, step: Step, request: str) -> None:
        if step.days:
            day = self.today().isoformat()
            self.desk.clock.advance(days=step.days)
            self.past[day] = self.known(day)
        with self.session(step) as s, self.desk.as_("auditor", "audit") as auditor:
            command = self.command(step)
            command.setdefault("request", request)
            before = auditor.projection_dumps()
            assert before[0] == before[1]
            try:
                if command["command"] == "suspend":
                    preview = s.check(command)
                    command["expect"] = {"count": preview.count, "digest": preview.digest}
                receipt = s.execute(command)
            except sf.SafarError as e:
                assert not isinstance(e, sf.InternalError), e
                assert "\n" not in str(e) and SECRET not in str(e)
                assert auditor.projection_dumps() == before, f"refused, and yet changed: {command}"
                return
            self.done += 1
            self.remember(receipt)
            if command["command"] == "erase":  # its request goes with the persons
                with pytest.raises(sf.ErasedError):
                    s.execute(command)
                return
            again = s.execute(command)
            assert again.repeated and {**again.as_dict(), "repeated": False} == receipt.as_dict()
            assert READS[s.role] != {"open", "counted"} or SECRET not in receipt.json()
            after = auditor.projection_dumps()
            assert after[0] == after[1]

    def remember(self, receipt: sf.Receipt) -> None:
        if receipt.command == "suspend":
            self.acts.append(receipt.act)
        if receipt.case:
            self.cases.append(receipt.case)
            self.persons += [p for p in receipt.made["persons"] if p not in self.persons]
        touches = [i for e in receipt.events for i in e["streams"]]
        for case, n in receipt.versions.items():
            assert n == self.versions.get(case, 0) + touches.count(case), receipt
            self.versions[case] = n

    def end(self) -> None:
        for day, text in self.past.items():
            assert self.known(day) == text, f"the past changed: {day}"
        with self.desk.as_("finance_officer", "casework") as s:
            assert {r["case"]: r["version"] for r in s.query("cases")} == self.versions
        with self.desk.as_("auditor", "audit") as s:
            report = s.verify()
            assert report.intact and report.projections == "same"
        for role in ROLES:
            for purpose in ("casework", "statistics", "audit", "data_protection"):
                reads = purpose == "casework" or (purpose, role) == ("data_protection", "data_protection_officer")
                if reads and "identity" in READS[role]:
                    continue
                with self.desk.as_(role, purpose) as s:
                    for view in ("persons", "cases", "events", "changes"):
                        try:
                            assert SECRET not in s.query({"v": 1, "from": view}).frame().json(), (role, purpose, view)
                        except sf.NotPermittedError as e:
                            assert e.reason == "figures_only"
                    for where in (["given_name", "=", f"{SECRET} A"], ["given_name", "known"], ["birth", "<", "2000"], ["phone", "has", "1"]):
                        with pytest.raises(sf.NotPermittedError):
                            s.query({"v": 1, "from": "persons", "where": [where], "select": ["person_id"]}).frame()


@pytest.mark.slow
@settings(max_examples=80, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=8, max_size=24))
def test_whatever_is_done(taken: list[Step]) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "mali.safar"
        with sf.Register.create(path, office="BKO", keys=sf.keys.file(path.with_suffix(".key")), programme="ML-JI", zone="Africa/Bamako", clock=clock) as register:
            world = World(Desk(register, clock, path))
            for first in (0, 1):
                world.take(Step(first, "", 0, 0, None, None), f"{first + 1:032x}")
            for i, step in enumerate(taken):
                world.take(step, f"{i + 16:032x}")
            assert world.done >= 2
            world.end()


def test_control_the_secret_is_found_where_it_may_be_read(empty: Desk) -> None:
    world = World(empty)
    world.take(Step(0, "", 0, 0, None, None), "1" * 32)
    world.take(Step(2, "", 0, 0, None, None), "2" * 32)
    with empty.as_("counsellor") as s:
        assert SECRET in s.query("persons").frame().json() and SECRET in s.query("events").frame().json()
    world.end()


# What somebody tries who wants to.

READERS = [("data_analyst", "statistics"), ("data_analyst", "casework"), ("auditor", "audit"), ("auditor", "casework"), ("intake_clerk", "statistics"),
           ("counsellor", "audit"), ("reviewing_officer", "data_protection")]  # fmt: skip


@pytest.mark.parametrize(("role", "purpose"), READERS, ids=lambda x: str(x))
def test_who_reads_figures_or_verifies_changes_nothing(empty: Desk, role: str, purpose: str) -> None:
    case = empty.apply().case
    with empty.as_("auditor", "audit") as auditor, empty.as_(role, purpose) as s:
        before = auditor.projection_dumps()
        for template in COMMANDS:
            command = json.loads(json.dumps(template).replace("<case>", case))
            with pytest.raises(sf.SafarError):
                s.execute(command)
        for outcome in s.execute_each(json.loads(json.dumps(t).replace("<case>", case)) for t in COMMANDS):
            assert not outcome.ok
        assert auditor.projection_dumps() == before


@pytest.mark.parametrize(("role", "purpose"), [*READERS, ("finance_officer", "casework"), ("system_administrator", "casework")], ids=lambda x: str(x))
def test_nobody_who_may_not_read_it_learns_whether_a_passport_is_known(empty: Desk, role: str, purpose: str) -> None:
    known = {"type": "passport", "country": "GIN", "number": "A 123"}
    case, other = empty.apply(documents=[known]).case, empty.apply().case
    assert case
    with empty.as_("intake_clerk") as s:  # control: whom it is meant for learns it
        assert s.check({"command": "apply", "persons": [{"documents": [known]}]}).advice
    with empty.as_(role, purpose) as s:
        answers = []
        for number in ("A 123", "B 999"):
            paper = {**known, "number": number}
            for command in ({"command": "apply", "persons": [{"documents": [paper]}]}, {"command": "document", "case": other, "document": paper},
                            {"command": "correct", "case": other, "person": {"documents": [paper]}, "reason": {"code": "typing_error"}}):  # fmt: skip
                with pytest.raises(sf.NotPermittedError) as info:
                    s.check(command)
                answers.append((number, command["command"], str(info.value)))
        assert [a[1:] for a in answers[:3]] == [a[1:] for a in answers[3:]]


@pytest.mark.parametrize("actor", ["", "x" * 65, "mb\nsafar", "a\0b", "\x1b[31mmb", "mb\u202e", "\u200bmb", " mb", "mb ", "m\u0085b"])
def test_an_actor_cannot_look_like_another(empty: Desk, actor: str) -> None:
    with pytest.raises(sf.InvalidArgumentError) as info:
        empty.register.session(actor, "intake_clerk")
    assert info.value.field == "/actor"


@pytest.mark.parametrize("actor", ["fatou.d", "Aïssata K.", "مريم", "officer-1@bko"])
def test_a_pseudonym_in_any_script(empty: Desk, actor: str) -> None:
    with empty.register.session(actor, "intake_clerk") as s:
        s.execute({"command": "apply", "persons": [{"ref": "x"}]})
        assert s.query("events").to_dicts()[-1]["actor"] == actor


def test_the_past_is_not_the_present_after_a_verify(empty: Desk) -> None:
    empty.apply()
    empty.clock.advance(days=2)
    empty.apply()
    with empty.as_("finance_officer", "casework") as s:
        for ask in (s.verify, s.projection_dumps, lambda: s.query("cases").frame()):
            ask()
            assert len(s.query("cases").known_on("2019-01-02")) == 1


def test_a_hold_does_not_go_away_by_closing_and_reopening(empty: Desk) -> None:
    case = empty.apply().case
    empty.to_booked(case)
    with empty.as_("programme_manager") as s:
        s.execute(s.check({"command": "suspend", "reason": {"code": "intake_not_typical"}}).command)
        s.execute({"command": "close", "case": case, "outcome": "withdrawn", "reason": {"code": "x"}})
        s.execute({"command": "reopen", "case": case, "reason": {"code": "x"}})
        assert s.case(case).held
    with empty.as_("movement_officer") as s, pytest.raises(sf.RefusedError):
        s.execute({"command": "depart", "case": case})


def test_a_setting_of_another_type_is_refused_and_the_register_lives(empty: Desk) -> None:
    with empty.as_("system_administrator") as s:
        for document in ('{"programme":5}', '{"programme":null}', "[1]", "3", '"x"'):
            with pytest.raises(sf.SafarError) as info:
                s.execute({"command": "adopt", "kind": "setting", "name": "programme", "document": document})
            assert info.value.field == "/document"
    assert empty.apply().number
    empty.register.close()
    with sf.Register.open(empty.path, keys=empty.path.with_suffix(".key")) as register, register.session("a", "auditor", "audit") as s:
        assert s.verify().intact


def test_one_bad_application_does_not_undo_the_good_ones_of_its_group(empty: Desk) -> None:
    bad = [{"command": "apply", "case": "ab" * 16, "persons": [{"person_id": "ab" * 16, "ref": "b"}]},
           {"command": "apply", "case": "ac" * 16, "household": "ac" * 16, "persons": [{"ref": "b"}]},
           {"command": "apply", "household": "ad" * 16, "persons": [{"person_id": "ad" * 16, "ref": "b"}]}]  # fmt: skip
    good = {"command": "apply", "persons": [{"ref": "good"}]}
    with empty.as_("intake_clerk") as s:
        outcomes = s.execute_each([good, bad[0], good, bad[1], good, bad[2], good])
        assert [o.ok for o in outcomes] == [True, False, True, False, True, False, True], outcomes
        assert len(s.query("cases")) == 4
        stored, replayed = s.projection_dumps()
        assert stored == replayed


@pytest.mark.parametrize("view", ["cases", "persons"])
def test_pages_lose_nobody(empty: Desk, view: str) -> None:
    with empty.as_("intake_clerk") as s:
        for size in (9, 1, 4):
            s.execute({"command": "apply", "persons": [{"ref": f"{size}-{k}"} for k in range(size)]})
        whole = json.loads(s.query({"v": 1, "from": view}).frame().json())["rows"]
        for limit in (1, 2, 5):
            seen: list[Any] = []
            after = ""
            while True:
                page = json.loads(s.query({"v": 1, "from": view, "limit": limit, **({"after": after} if after else {})}).frame().json())
                seen += page["rows"]
                after = page.get("next", "")
                if not after:
                    break
            assert seen == whole, limit
        for junk in ("x", "zzz", "2019", "\0", "9" * 80):
            with pytest.raises(sf.ParseError) as info:
                s.query({"v": 1, "from": view, "after": junk}).frame()
            assert info.value.field == "/after"
