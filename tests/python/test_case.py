"""One case: its card, its story, and why something cannot be done with it."""

from __future__ import annotations

import pytest

import safar as sf
from conftest import Desk


@pytest.fixture
def booked(empty: Desk) -> sf.Receipt:
    receipt = empty.apply()
    empty.to_booked(receipt.case)
    return receipt


def suspend(desk: Desk) -> str:
    with desk.as_("programme_manager") as s:
        preview = s.check(sf.Suspend(hold="programme_suspension", reason=sf.Reason("intake_not_typical"), select=sf.where(site="ML-BKO-1")))
        return str(s.execute(preview.command).act)


def test_a_card(empty: Desk, booked: sf.Receipt) -> None:
    with empty.as_("finance_officer", "casework") as s:
        case = s.case(booked.number)
        assert (case.id, case.number, case.stage, case.eligibility, case.consent) == (booked.case, booked.number, "booked", "eligible", "given")
        assert not case.held and case.holds == [] and case.version == 7 and len(case.persons) == 1
        assert [e["kind"] for e in case.timeline] == ["apply", "counsel", "consent", "decide_eligibility", "clear", "document", "book"]
        assert s.case(booked.case).number == s.case(booked.number.lower()).number == booked.number


def test_a_case_that_there_is_not(empty: Desk, booked: sf.Receipt) -> None:
    with empty.as_("finance_officer", "casework") as s:
        for number in ("BKO-2019-99999", "0" * 31 + "1", "x"):
            with pytest.raises(KeyError) as info:
                s.case(number)
            assert isinstance(info.value, sf.NotFoundError)


def test_the_card_is_what_commands_take(empty: Desk, booked: sf.Receipt) -> None:
    with empty.as_("counsellor") as s:
        s.execute(sf.Inform(case=s.case(booked.number), about="travel", channel="in_person"))
        assert s.case(booked.number).version == 8


@pytest.mark.parametrize("role", ["finance_officer", "intake_clerk"])
def test_the_card_shows_no_names(empty: Desk, booked: sf.Receipt, role: str) -> None:
    with empty.as_(role) as s:
        case = s.case(booked.number)
        for text in (repr(case), case._repr_html_(), repr(case.persons), repr(case.timeline)):
            assert "Mariam" not in text and "Diallo" not in text
        assert "masked" in repr(case) and "masked" in case._repr_html_() and "Africa/Bamako" in case._repr_html_()


def test_why_not_when_held(empty: Desk, booked: sf.Receipt) -> None:
    act = suspend(empty)
    with empty.as_("movement_officer") as s:
        case = s.case(booked.number)
        assert case.held and [h.kind for h in case.holds] == ["programme_suspension"] and case.holds[0].act == act
        why = case.why_not("depart")
        assert why and f"held by programme_suspension since 2019-01-02 (act {act})" in str(why)
        assert isinstance(why.error, sf.RefusedError) and "review" in why.error.remedy and len(why.reasons) == 1


def test_why_not_names_the_hold_also_to_a_role_that_may_not(empty: Desk, booked: sf.Receipt) -> None:
    suspend(empty)
    with empty.as_("finance_officer", "casework") as s:
        why = s.case(booked.number).why_not("depart")
        assert "held by programme_suspension" in str(why) and isinstance(why.error, sf.NotPermittedError) and len(why.reasons) == 2


def test_why_not_names_what_is_not_known(empty: Desk, booked: sf.Receipt) -> None:
    with empty.as_("movement_officer") as s:
        why = s.case(booked.number).why_not("depart")
        assert why.error is not None and why.error.name in ("needs", "refused") and "checklist" in str(why)


def test_nothing_stands_in_the_way(empty: Desk, booked: sf.Receipt) -> None:
    with empty.as_("movement_officer") as s:
        items = ["travel_document_received", "fit_to_travel", "consent_confirmed", "briefing_done"]
        s.execute(sf.Checklist(case=booked.case, items=items, done=True))
        case = s.case(booked.number)
        assert not case.why_not("depart") and "nothing" in str(case.why_not("depart"))
        s.execute(sf.Depart(case=case))
        assert case.stage == "booked" and case.refresh().stage == "departed"


def test_a_command_that_there_is_not(empty: Desk, booked: sf.Receipt) -> None:
    with empty.as_("movement_officer") as s, pytest.raises(sf.InvalidArgumentError, match="depart"):
        s.case(booked.number).why_not("departs")


def test_the_whole_way_of_a_review(empty: Desk, booked: sf.Receipt) -> None:
    act = suspend(empty)
    with empty.as_("reviewing_officer") as s:
        s.execute(sf.Review(case=booked.case, hold=act, outcome="resume", reason=sf.CaseReason("identity_confirmed", text="Seen with her consular card.")))
        case = s.case(booked.number)
        assert not case.held and case.columns["resolution"] == "resume" and case.timeline[-1]["kind"] == "review"
        assert "consular card" in case.timeline[-1]["fact"] and "consular card" not in case._repr_html_()
