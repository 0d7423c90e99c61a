"""What is due: the view, the card, the command."""

from __future__ import annotations

import datetime
import json
import pathlib

import pytest
from typer.testing import CliRunner

import safar as sf
from conftest import Desk
from safar.case import due_left
from safar.cli import app


def test_the_view_and_the_card(empty: Desk) -> None:
    receipt = empty.apply()  # on 2 January 2019
    with empty.as_("finance_officer", "casework") as s:
        rows = s.query("due").to_dicts()
        assert [(r["number"], r["what"], r["kind"], r["due"], r["days_left"], r["roles"]) for r in rows] == [
            (receipt.number, "decide_eligibility", "timer", "2019-02-27", 56, ["reviewing_officer"])
        ]
        card = s.case(receipt.number)
        assert [t["what"] for t in card.due] == ["decide_eligibility"]
        assert "decide_eligibility by 2019-02-27 (56 days)" in repr(card) and "decide_eligibility" in card._repr_html_()
        late = s.query("due").valid_on(datetime.date(2019, 3, 1)).where(late=True).to_dicts()
        assert [(r["days_left"], r["escalate"]) for r in late] == [(-2, True)]


def test_a_hold_pauses_it(empty: Desk) -> None:
    receipt = empty.apply()
    with empty.as_("programme_manager") as s:
        s.execute(s.check(sf.Suspend(hold="programme_suspension", reason=sf.Reason("intake_not_typical"), select=sf.where(site="ML-BKO-1"))).command)
    empty.clock.advance(days=10)
    with empty.as_("finance_officer", "casework") as s:
        (task,) = s.case(receipt.number).due
        assert (task["due"], task["days_left"], task["paused"], task["hold"]) == ("2019-03-09", 56, True, "programme_suspension")


def test_a_calendar_of_the_house(empty: Desk) -> None:
    empty.apply()
    document = {"v": 1, "calendar": "ML-office", "country": "MLI", "holidays": [{"day": "2019-06-04", "label": "Korite"}]}
    with empty.as_("programme_manager") as s:
        s.execute(sf.Adopt(kind="calendar", document=json.dumps(document)))
        assert {r["calendar"] for r in s.query("due").to_dicts()} == {"ML-office"}
        with pytest.raises(sf.SafarError) as info:
            s.execute(sf.Adopt(kind="calendar", document='{"calendar":"x","weekend":[0]}'))
        assert info.value.field == "/document/weekend"


@pytest.mark.parametrize(
    ("days", "paused", "escalate", "words"),
    [(0, False, False, "today"), (1, False, False, "1 day"), (1200, True, False, "1,200 days, paused"), (-1, False, True, "1 day late, escalate"), (-2, False, False, "2 days late")],
)
def test_how_far_off(days: int, paused: bool, escalate: bool, words: str) -> None:
    assert due_left({"days_left": days, "paused": paused, "escalate": escalate}) == words


def test_the_command(tmp_path: pathlib.Path) -> None:
    runner = CliRunner()

    def run(*args: object) -> tuple[str, str]:
        result = runner.invoke(app, [str(a) for a in args])
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    path = tmp_path / "mali.safar"
    run("new", path, "--office", "BKO")
    arrivals = tmp_path / "arrivals.csv"
    arrivals.write_text("site,given_name,nationality,sex,birth\nML-BKO-1,Awa,GIN,female,1999\n", encoding="utf-8")
    run("intake", path, arrivals, "--as", "fatou.d:intake_clerk")
    out, err = run("due", path)
    assert "decide_eligibility" in out and "reviewing_officer" in out and "1 task, 0 late; working days by weekends only" in err
    assert "decide_eligibility" in run("due", path, "--as", "ro.k:reviewing_officer", "--mine")[0]
    assert "decide_eligibility" not in run("due", path, "--as", "x:finance_officer", "--mine")[0]
    assert "decide_eligibility" not in run("due", path, "--late")[0]
    rows = json.loads(run("due", path, "--late", "--on", "2099-01-01", "--json")[0])["rows"]
    assert [(r["late"], r["what"]) for r in rows] == [(True, "decide_eligibility")]
    assert "decide_eligibility" not in run("due", path, "--known-on", "2001-01-01")[0]
    assert "decide_eligibility by " in run("case", path, rows[0]["number"])[0]
