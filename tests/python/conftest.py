"""A register with a simulated clock and a small intake of invented people."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import safar as sf

START = datetime.datetime(2019, 1, 2, 8, 0, tzinfo=datetime.timezone.utc)
PEOPLE = [  # given name, family name, nationality, sex, birth, site
    ("Mariam", "Diallo", "GIN", "female", "1994", "ML-BKO-1"),
    ("Ibrahima", "Bah", "GIN", "male", "1999-03", "ML-BKO-1"),
    ("Awa", "Ceesay", "GMB", "female", "2001-07-14", "ML-BKO-1"),
    ("Kwame", "Mensah", "GHA", "male", "1990", "ML-BKO-2"),
    ("Aliou", "Sow", "SEN", "male", "1997", "ML-BKO-2"),
    ("Fatou", "Camara", "GIN", "female", "1998-11-02", "ML-GAO-1"),
]


class Clock:
    """Microseconds that move only when they are told to, and a little with every look."""

    def __init__(self) -> None:
        self.now = int(START.timestamp() * 1_000_000)

    def __call__(self) -> int:
        self.now += 1000
        return self.now

    def advance(self, **time: float) -> None:
        self.now += int(datetime.timedelta(**time).total_seconds() * 1_000_000)


@dataclass
class Desk:
    """A register and the desks that work on it."""

    register: sf.Register
    clock: Clock
    path: pathlib.Path

    def as_(self, role: str, purpose: str = "casework") -> sf.Session:
        return self.register.session(f"{role}.1", role, purpose)

    def apply(self, given: str = "Mariam", family: str = "Diallo", nationality: str = "GIN", sex: str = "female", birth: str = "1994",
              site: str = "ML-BKO-1", **more: object) -> sf.Receipt:  # fmt: skip
        person = {"given_name": given, "family_name": family, "nationality": nationality, "sex": sex, "birth": birth, **more}
        with self.as_("intake_clerk") as s:
            return s.execute(sf.Apply(site=site, persons=[person]))

    def to_booked(self, case: str, travel_on: str = "2019-01-10") -> None:
        """A case that has been counselled, found eligible, cleared and booked."""
        steps = [
            ("counsellor", {"command": "counsel", "case": case}),
            ("counsellor", {"command": "consent", "case": case, "kind": "explicit", "scope": ["return"]}),
            ("reviewing_officer", {"command": "decide_eligibility", "case": case, "outcome": "eligible", "reason": {"code": "criteria_met"}}),
            ("movement_officer", {"command": "clear", "case": case}),
            ("movement_officer", {"command": "document", "case": case, "document": {"type": "laissez_passer", "usable": True, "expires": "2019-12-31"}}),
            ("movement_officer", {"command": "book", "case": case, "travel_on": travel_on, "mode": "air", "to": "GIN"}),
        ]
        for role, command in steps:
            with self.as_(role) as s:
                s.execute({"v": 1, **command})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty(tmp_path: pathlib.Path, clock: Clock) -> Iterator[Desk]:
    """A register without a case."""
    path = tmp_path / "mali.safar"
    register = sf.Register.create(
        path, office="BKO", keys=sf.keys.file(tmp_path / "mali.key"), programme="ML-JI", zone="Africa/Bamako", clock=clock
    )
    with register:
        yield Desk(register, clock, path)


@pytest.fixture
def mali(empty: Desk) -> Desk:
    """The same with six applications of one person each."""
    with empty.as_("intake_clerk") as s:
        outcomes = s.execute_each(
            sf.Apply(site=site, route="DZA", persons=[sf.Migrant(given_name=g, family_name=f, nationality=n, sex=x, birth=b)])
            for g, f, n, x, b, site in PEOPLE
        )
    assert [o.error for o in outcomes] == [None] * len(PEOPLE)
    return empty


@pytest.fixture
def analyst(mali: Desk) -> Iterator[sf.Session]:
    with mali.as_("finance_officer", "casework") as s:
        yield s
