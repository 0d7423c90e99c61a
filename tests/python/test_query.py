"""Queries: built step by step, checked at once, asked once."""

from __future__ import annotations

import datetime

import pytest

import safar as sf
from conftest import Desk


def test_counts_by_two_columns(analyst: sf.Session) -> None:
    counts = analyst.query("counts").by("nationality", "month")
    assert counts.to_dicts()[1] == {"nationality": "GIN", "month": "2019-01", "cases": 3, "persons": 3} or {
        (r["nationality"], r["month"], r["persons"]) for r in counts
    } == {("GHA", "2019-01", 1), ("GIN", "2019-01", 3), ("GMB", "2019-01", 1), ("SEN", "2019-01", 1)}


def test_the_form_that_goes_to_the_library(analyst: sf.Session) -> None:
    asked = analyst.query("counts").by("nationality", "month").where(site=["ML-BKO-1", "ML-BKO-2"]).known_on(datetime.date(2019, 1, 5)).limit(10)
    assert asked.document == {
        "v": 1, "from": "counts", "group": ["nationality", "month"], "where": [["site", "in", ["ML-BKO-1", "ML-BKO-2"]]],
        "known_on": "2019-01-05", "limit": 10,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({"journey": "applied"}, ["journey", "=", "applied"]),
        ({"journey__ne": "applied"}, ["journey", "!=", "applied"]),
        ({"journey__ne": ["applied"]}, ["journey", "not in", ["applied"]]),
        ({"journey__in": "applied"}, ["journey", "in", ["applied"]]),
        ({"applied_on__ge": datetime.date(2019, 1, 2)}, ["applied_on", ">=", "2019-01-02"]),
        ({"held": False}, ["held", "=", False]),
        ({"booked_for__known": False}, ["booked_for", "unknown"]),
        ({"holds__has": "x"}, ["holds", "has", "x"]),
    ],
)
def test_conditions(analyst: sf.Session, given: dict[str, object], written: list[object]) -> None:
    asked = analyst.query("cases").where(**given)
    assert asked.document["where"] == [written] and len(asked) in (0, 6)


def test_conditions_in_the_librarys_form(analyst: sf.Session) -> None:
    assert len(analyst.query("cases").where(("site", "not in", ["ML-BKO-1"]), ("booked_for", "unknown"))) == 3


@pytest.mark.parametrize(
    "build",
    [
        lambda q: q.by("nationalty"),
        lambda q: q.where(nationalty="GIN"),
        lambda q: q.select("nationalty"),
        lambda q: q.where(("nationalty", "=", "GIN")),
    ],
)
def test_a_misspelt_column_is_an_error_at_once(analyst: sf.Session, build: object) -> None:
    with pytest.raises(sf.UnknownMemberError, match="nationality") as info:
        build(analyst.query("counts"))  # type: ignore[operator]
    assert "nationalty" in info.value.message


def test_a_view_that_there_is_not(analyst: sf.Session) -> None:
    with pytest.raises(KeyError, match="counts"):
        analyst.query("count")


def test_a_comparison_that_there_is_not(analyst: sf.Session) -> None:
    with pytest.raises(sf.UnknownMemberError, match="comparison"):
        analyst.query("cases").where(applied_on__after="2019-01-01")
    with pytest.raises(sf.InvalidArgumentError, match="one value"):
        analyst.query("cases").where(applied_on__ge=["2019-01-01", "2019-01-02"])


def test_a_day_that_does_not_exist(analyst: sf.Session) -> None:
    with pytest.raises(sf.InputError) as info:
        analyst.query("cases").known_on("2019-02-30").frame()
    assert info.value.field == "/known_on"


def test_steps_do_not_change_the_query_that_they_start_from(analyst: sf.Session) -> None:
    cases = analyst.query("cases")
    assert len(cases.where(site="ML-GAO-1")) == 1 and len(cases) == 6 and "where" not in cases.document


def test_asked_when_needed_and_once(mali: Desk) -> None:
    with mali.as_("finance_officer", "casework") as s:
        early, late = s.query("cases"), s.query("cases")
        assert len(early) == 6
        mali.apply()
        assert len(early) == 6 and len(late) == 7 and early.frame() is early.frame()


def test_known_on_is_what_was_known(mali: Desk) -> None:
    mali.clock.advance(days=20)
    mali.apply()
    with mali.as_("finance_officer", "casework") as s:
        assert len(s.query("cases").known_on("2019-01-05")) == 6 and len(s.query("cases").known_on("2019-01-22")) == 7


def test_pages(analyst: sf.Session) -> None:
    cases = analyst.query("cases").select("number")
    pages = list(cases.pages(4))
    assert [len(p) for p in pages] == [4, 2]
    assert [r["number"] for p in pages for r in p] == [r["number"] for r in cases]
    first = cases.limit(4).frame()
    assert first.cursor and len(cases.after(first.cursor)) == 2


def test_a_query_in_the_librarys_form(analyst: sf.Session) -> None:
    assert len(analyst.query({"from": "cases", "where": [["site", "=", "ML-GAO-1"]]})) == 1
    with pytest.raises(sf.UnknownMemberError) as info:
        analyst.query({"from": "cases", "wehre": []}).frame()
    assert info.value.field == "/wehre"


def test_sealed_columns_cannot_be_asked_by_who_may_not_read_them(analyst: sf.Session) -> None:
    with pytest.raises(sf.NotPermittedError):
        analyst.query("persons").where(given_name="Mariam").frame()
