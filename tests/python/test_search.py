"""Search as people remember: by name, document, phone and household; who may, what it says, what it leaves out."""

from __future__ import annotations

import json
import threading

import pytest
from typer.testing import CliRunner

import safar as sf
from conftest import Desk
from safar.cli import app


def names(frame: sf.Frame) -> list[str]:
    return [f"{r['given_name']} {r['family_name']}" for r in frame]


@pytest.fixture
def desk(mali: Desk) -> Desk:
    mali.apply(given="Hawa", family="Traoré", phone="+223 70 12 34 56", documents=[{"type": "passport", "country": "MLI", "number": "B-777 12"}])
    return mali


def test_a_name_with_its_score_and_why(desk: Desk) -> None:
    with desk.as_("counsellor") as s:
        found = s.persons("awa TRAORE")
        assert names(found)[0] == "Hawa Traoré" and found.columns[-2:] == ["score", "why"]
        assert found[0]["why"] == "awa=Hawa (spelling), TRAORE=Traoré (same)" and 800 < found[0]["score"] < 1000
        assert s.persons("hawa traore")[0]["score"] == 1000
        assert [r["score"] for r in found] == sorted((r["score"] for r in found), reverse=True)
        assert "why" not in s.persons(phone="70123456").columns + s.query("persons").columns
        assert found.shelves["why"] == "identity" and found.shelves["score"] == "open"
        table = found.to_arrow()
        assert table.column_names[-2:] == ["score", "why"] and table.num_rows == len(found)
        assert found.to_csv().splitlines()[0].endswith("score,why")
        assert "Hawa" not in repr(found) and "Hawa" not in found._repr_html_(), "what is shown may be passed on"


def test_by_document_and_phone(desk: Desk) -> None:
    with desk.as_("intake_clerk") as s:
        assert names(s.persons(document="b77712")) == names(s.persons(phone="00223 70123456")) == ["Hawa Traoré"]
        assert len(s.persons(document="b77713")) == len(s.persons("zorglub")) == 0


def test_a_household(desk: Desk) -> None:
    with desk.as_("intake_clerk") as s:
        made = s.execute({"command": "apply", "persons": [{"given_name": n, "family_name": "Keita"} for n in ("Oumar", "Sira", "Bakary")]})
        person = s.persons("sira keita")[0]["person_id"]
        for household in (person, made.case, made.number):
            assert names(s.persons(household=household)) == ["Oumar Keita", "Sira Keita", "Bakary Keita"], household
        assert len(s.persons(household=person, limit=2)) == 2
        with pytest.raises(sf.NotFoundError) as info:
            s.persons(household="BKO-2031-00001")
        assert info.value.reason == "no_such_household" and info.value.field == "/search/household"
    with desk.as_("counsellor") as s:
        s.execute({"command": "split_household", "case": made.case, "persons": [person], "reason": {"code": "wants_to_stay"}})
        assert names(s.persons(household=made.number)) == ["Oumar Keita", "Bakary Keita", "Sira Keita"]


@pytest.mark.parametrize(("role", "purpose"), [("data_analyst", "statistics"), ("auditor", "audit"), ("finance_officer", "casework"), ("counsellor", "statistics")])
def test_who_reads_no_names_searches_none(desk: Desk, role: str, purpose: str) -> None:
    with desk.as_("intake_clerk") as s:
        number = s.query("cases")[0]["number"]
    with desk.as_(role, purpose) as s:
        for asked in ({"name": "hawa"}, {"document": "B77712"}, {"phone": "70123456"}):
            with pytest.raises(sf.NotPermittedError) as info:
                s.persons(**asked)
            assert info.value.reason == "sealed"
        if purpose != "casework":
            with pytest.raises(sf.NotPermittedError) as info:
                s.persons(household=number)
            assert info.value.reason == "figures_only"
            return
        shown = s.persons(household=number)
        assert len(shown) == 1 and shown[0]["given_name"] == {"absent": "withheld"} and shown.masked > 0


def test_one_thing_at_a_time(desk: Desk) -> None:
    with desk.as_("counsellor") as s:
        for asked in ({}, {"name": "awa", "phone": "70123456"}):
            with pytest.raises(sf.InvalidArgumentError, match="one thing"):
                s.persons(**asked)


def test_a_corrected_name_an_erased_person_and_a_merged_one(desk: Desk) -> None:
    twice = desk.apply(given="Awa", family="Traore")
    with desk.as_("reviewing_officer") as s:
        first = s.persons("hawa traore")[0]
        s.execute({"command": "merge", "case": twice.case, "into": first["case"], "reason": {"code": "entered_twice"}})
        assert {"Hawa Traoré", "Awa Traore"} <= set(names(s.persons("awa traore")))
        assert names(s.persons(household=twice.number)) == ["Awa Traore", "Hawa Traoré"]
    with desk.as_("counsellor") as s:
        s.execute({"command": "correct", "case": first["case"], "person_id": first["person_id"], "person": {"given_name": "Djeneba"}, "reason": {"code": "misspelt"}})
        assert s.persons("djeneba traore")[0]["why"] == "djeneba=Djeneba (same), traore=Traoré (same)"
        assert "Hawa Traoré" not in names(s.persons("hawa traore"))
    with desk.as_("data_protection_officer", "data_protection") as s:
        done = s.execute({"command": "erase", "persons": [first["person_id"]], "reason": {"code": "data_subject_request"}})
        assert (done.count, [a["code"] for a in done.advice]) == (2, ["same_person", "done"]), "a human being, whatever entries there are"
    with desk.as_("counsellor") as s:
        assert "Awa Traore" not in names(s.persons("djeneba traore"))
        assert len(s.persons(document="B77712")) == len(s.persons(phone="70123456")) == 0
        assert [r["given_name"] for r in s.persons(household=twice.number)] == [{"absent": "erased"}] * 2


def test_cancelled_from_another_thread_leaves_nothing_half(empty: Desk) -> None:
    with empty.as_("intake_clerk") as s:
        s.execute_each({"command": "apply", "persons": [{"given_name": f"Qamarine{i}", "family_name": "Zwibrandt"}]} for i in range(3000))
    refused = 0
    for wait in (0.0, 0.001, 0.004, 0.016):  # somewhere in the first search, or after it
        with sf.Register.open(empty.path, keys=empty.path.with_suffix(".key"), read_only=True) as again, again.session("a", "counsellor", "casework") as s:
            timer = threading.Timer(wait, s.cancel)
            timer.start()
            try:
                assert len(s.persons("zwibrandt qamarine2999")) > 0
            except sf.CancelledError:
                refused += 1
            timer.join()
            assert names(s.persons("zwibrandt qamarine2999"))[0] == "Qamarine2999 Zwibrandt"
    assert refused <= 4


# The command

runner = CliRunner()


def find(desk: Desk, *args: str, code: int = 0) -> tuple[str, str]:
    result = runner.invoke(app, ["find", str(desk.path), *args])
    assert result.exit_code == code, f"{result.exit_code}\n{result.output}\n{result.exception!r}"
    assert "Traceback" not in result.output
    return result.stdout, result.stderr


def test_the_command_shows_score_and_why(desk: Desk) -> None:
    out, err = find(desk, "awa traore", "--as", "fatou.d:intake_clerk")
    head, first, *_ = out.splitlines()
    assert head.split()[-2:] == ["score", "why"]
    assert "Hawa" in first and first.endswith("awa=Hawa (spelling), traore=Traoré (same)")
    assert "best first" in err
    found = json.loads(find(desk, "awa traore", "--as", "fatou.d:intake_clerk", "--json", "--limit", "1")[0])
    assert [r["family_name"] for r in found["rows"]] == ["Traoré"] and found["rows"][0]["why"].startswith("awa=Hawa")


def test_the_command_by_the_other_things(desk: Desk) -> None:
    for asked in (("--document", "B77712"), ("--phone", "70 12 34 56"), ("--household", "BKO-2019-00007")):
        out, _ = find(desk, *asked, "--as", "fatou.d:intake_clerk")
        assert "Traoré" in out and "why" not in out, asked
    out, err = find(desk, "--household", "BKO-2019-00007")
    assert "‹masked›" in out and "Traoré" not in out and "withheld" in err, "without --as no names are read"


def test_the_command_says_what_else_to_try(desk: Desk) -> None:
    clerk = ("--as", "fatou.d:intake_clerk")
    assert find(desk, "zorglub", *clerk, code=1) == ("", "error: nobody was found. Try fewer or other names, the start of one, or --document, --phone or --household.\n")
    assert "Check the number" in find(desk, "--document", "ZZZ999", *clerk, code=1)[1]
    assert "last eight digits" in find(desk, "--phone", "99999999", *clerk, code=1)[1]
    assert "no such household" in find(desk, "--household", "BKO-2031-00001", *clerk, code=1)[1]
    assert "Give a name" in find(desk, *clerk, code=1)[1]
    assert "one thing" in find(desk, "awa", "--phone", "70123456", *clerk, code=1)[1]
    assert "two letters" in find(desk, "a", *clerk, code=1)[1]
    assert "whose role reads it" in find(desk, "awa", code=1)[1]
    error = json.loads(find(desk, "zorglub", *clerk, "--json", code=1)[1])
    assert error["reason"] == "nobody_found" and error["name"] == "not_found"
