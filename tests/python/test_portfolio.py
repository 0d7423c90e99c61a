"""The portfolio from Python: sheets of nouns in three languages, what is overdue, project sheets accepted as commands, a chart."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

import safar as sf
from conftest import Desk
from portfolio_facts import FACTS, GRANT
from safar._labels import CODES, LABELS, WORDS
from safar._noun_pages import CODED
from safar._time import first_day, last_day
from safar.portfolio import NOUNS, find_nouns
from safar.query import views

TEXT = """Title: Harbour Lights (HALI)
Objective: Better reception.
Implementing Agency: ICMPD
Donors: Norway (80%) and Sweden
Duration: 1 May 200930 April 2010 (including a three-month no-cost project extension)
Countries: Mali, EU-27 and Kenya (joined in March 2010)

Title: Harbour Lights at Night
Donor: Norway
Duration: January 2011December 2011
Countries: Mali
"""


@pytest.fixture
def coast(empty: Desk) -> Desk:
    """A register with the facts of portfolio_facts."""
    for role, facts in (("project_officer", FACTS), ("finance_officer", GRANT)):
        with empty.as_(role, "portfolio") as s:
            outcomes = s.execute_each(facts)
            assert [str(o.error) for o in outcomes if o.error] == []
    return empty


@pytest.fixture
def officer(coast: Desk) -> Iterator[sf.Session]:
    with coast.as_("project_officer", "portfolio") as s:
        yield s


def test_a_project_has_its_row_and_its_frames(officer: sf.Session) -> None:
    project = officer.project("LINKS")
    assert (project.noun, project.ref, project.title, project.budget) == ("project", "LINKS", "Linking Harbours", "625230.00 EUR")
    assert (project.ends, project.first_ends) == ("2010-04-30", "2010-01-31")
    assert [(p["role"], p["party"], p["share"]) for p in project.parties if p["role"] == "donor"] == [("donor", "Norway", 8000)]
    assert [a["kind"] for a in project.amendments] == ["no_cost_extension"] and project.columns["amendments"] == 1
    assert project.outputs[0]["languages"] == ["ar", "en"] and project.activities[0]["place"] == "Valletta"
    assert [g["ref"] for g in project.grants] == ["NOR-1"]
    assert {"parties", "title", "text"} <= set(dir(project)) and project.parties is project.parties
    with pytest.raises(AttributeError, match="Did you mean parties"):
        project.partys  # noqa: B018
    same = officer.project(project.id)
    assert same.columns == project.columns and officer.project("Linking Harbours").id == project.id


def test_other_nouns(officer: sf.Session) -> None:
    dialogue = officer.dialogue("COAST")
    assert {m["party"] for m in dialogue.members if m["role"] == "member"} == {"Italy", "Morocco"}
    assert [m["meeting"] for m in dialogue.meetings] == ["Rome 2009"] and [p["ref"] for p in dialogue.projects] == ["LINKS", "LINKS2"]
    assert [f["value"] for f in dialogue.figures] == [2] and [p["ref"] for p in dialogue.plans] == ["COAST-PLAN"]
    plan = officer.plan("COAST-PLAN")
    assert [a["action"] for a in plan.actions] == ["1.1", "1.2"] and plan.progress == 2000
    assert [p["ref"] for p in officer.programme_sheet("HOME").projects] == ["LINKS"]
    agency = officer.organisation("NAMA")
    assert [e["entry"] for e in agency.inventory] == ["diaspora-desk"] and [r["ref"] for r in agency.roles] == ["LINKS"]
    assert [m["ref"] for m in agency.memberships] == ["COAST"]
    grant = officer.grant("NOR-1")
    assert [line["line"] for line in grant.lines] == ["1", "2"] and [p["amount"] for p in grant.payments] == ["1250.50 EUR"]
    assert [r["kind"] for r in grant.reports] == ["final"] and grant.spent == "1250.50 EUR"


def test_it_stands_as_it_stood_on_a_day(officer: sf.Session) -> None:
    assert officer.project("LINKS", on="2009-12-01").ends == "2010-01-31"
    assert len(officer.project("LINKS", on="2009-12-01").amendments) == 0 and len(officer.project("LINKS", on="2010-02-01").amendments) == 1
    assert "2009-12-01" in officer.project("LINKS", on="2009-12-01").text()
    with pytest.raises(sf.InputError):
        officer.project("LINKS", on="yesterday")


def test_what_is_not_there_names_what_is_near(officer: sf.Session) -> None:
    for ask, ref, near in (
        (officer.project, "links", "LINKS"), (officer.project, "LINK2", "LINKS2"), (officer.dialogue, "COATS", "COAST"),
        (officer.organisation, "national agency for migratoin", "NAMA"), (officer.grant, "NOR-2", "NOR-1"),
    ):  # fmt: skip
        with pytest.raises(sf.NotFoundError) as e:
            ask(ref)
        assert near in e.value.remedy and e.value.reason.startswith("no_such_")
    with pytest.raises(sf.NotFoundError) as e:
        officer.project("0" * 32)
    assert "There are: " in e.value.remedy
    with pytest.raises(sf.NotFoundError) as e:
        find_nouns(officer, "COASTPLAN")
    assert "COAST-PLAN" in e.value.remedy


def test_a_title_of_two_projects_is_refused(coast: Desk) -> None:
    with coast.as_("project_officer", "portfolio") as s:
        s.execute({"command": "create_project", "ref": "OTHER", "title": {"en": "Linking Harbours"}})
        with pytest.raises(sf.InvalidArgumentError, match="2 projects"):
            s.project("Linking Harbours")


def test_texts_stand_in_the_language_asked_or_in_the_next_one(officer: sf.Session) -> None:
    project = officer.project("LINKS")
    assert re.search(r"^  titre +Relier les ports$", project.text("fr"), re.MULTILINE)
    assert re.search(r"^  العنوان +ربط الموانئ$", project.text("ar"), re.MULTILINE)
    assert re.search(r"^  objectif +Harbours talk to each other\. \[en\]$", project.text("fr"), re.MULTILINE)
    assert re.search(r"^  title +Relier les ports II \[fr\]$", officer.project("LINKS2").text(), re.MULTILINE)
    assert re.search(r"^  العنوان +Relier les ports II \[fr\]$", officer.project("LINKS2").text("ar"), re.MULTILINE)
    assert "Agir. [fr]" in officer.plan("COAST-PLAN").text() and "للتحاور. [ar]" not in officer.dialogue("COAST").text("ar")
    assert "Agence nationale des migrations" in project.text("fr") and "National Agency for Migration" in project.text()
    assert "625\u202f230,00 EUR" in project.text("fr") and "625,230.00 EUR" in project.text()
    assert "(au départ 2010-01-31)" in project.text("fr") and "80 %" in project.text()
    with pytest.raises(sf.InvalidArgumentError, match="de"):
        project.text("de")


def test_no_line_is_wider_than_it_may_be(officer: sf.Session) -> None:
    for width in (80, 120):
        for sheet in (officer.project("LINKS"), officer.dialogue("COAST"), officer.plan("COAST-PLAN")):
            assert max(map(len, sheet.text(width=width).split("\n"))) <= width


class Page(HTMLParser):
    """What a page has: its tags with attributes, and whether each one that is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_needs_nothing_else(officer: sf.Session) -> None:
    for ask, ref in (
        (officer.project, "LINKS"), (officer.dialogue, "COAST"), (officer.plan, "COAST-PLAN"), (officer.programme_sheet, "HOME"),
        (officer.organisation, "NAMA"), (officer.grant, "NOR-1"),
    ):  # fmt: skip
        for language in ("en", "fr", "ar"):
            page = Page(ask(ref).html(language))
            root = dict(page.tags)["html"]
            assert (root["lang"], root["dir"]) == (language, "rtl" if language == "ar" else "ltr")
            assert not {"link", "script", "img", "iframe"} & {tag for tag, _ in page.tags}
            assert not [a for _, attributes in page.tags for a in attributes if a in ("src", "href")]
    arabic = officer.project("LINKS").html("ar")
    assert '<span lang="en" dir="ltr">Harbours talk to each other.</span> <small>[الإنجليزية]</small>' in arabic
    assert "ربط الموانئ" in officer.project("LINKS").html("ar") and "<h1>" in officer.project("LINKS")._repr_html_()


def test_a_page_says_what_was_written_and_does_not_do_it(coast: Desk) -> None:
    with coast.as_("project_officer", "portfolio") as s:
        s.execute({"command": "create_project", "ref": "<b>", "title": {"en": "<script>alert(1)</script>"}, "objective": {"en": '"&"'}})
        page = s.project("<b>").html()
    assert "<script" not in page and "&lt;script&gt;" in page and "&quot;&amp;&quot;" in page


def test_every_column_and_code_has_its_three_labels() -> None:
    for noun, how in NOUNS.items():
        columns = [*how.facts, *(c for part in how.parts.values() for c in part.shown)]
        assert [c for c in columns if c not in LABELS] == [], noun
        assert [name for name in (noun, *how.parts) if name not in WORDS] == []
        known = views()[how.view]
        assert [c for c in how.facts if c not in known] == [], noun
        for name, part in how.parts.items():
            assert [c for c in (part.column, *part.shown) if c not in views()[part.view]] == [], f"{noun}.{name}"
    for table in (LABELS, CODES, WORDS):
        assert [key for key, words in table.items() if len(words) != 3 or not all(words)] == []
        assert [key for key, words in table.items() if not re.search("[\u0600-\u06ff]", words[2])] == []
    codes: set[str] = set()
    for noun in ("project", "grant", "plan", "programme", "organisation", "dialogue"):
        codes |= {state for region in sf.describe(f"workflow:{noun}")["regions"].values() for state in region["states"]}
    for command in ("create_project", "amend_project", "record_activity", "record_output", "register_organisation", "record_capacity", "create_dialogue",
                    "join_dialogue", "hold_meeting", "follow_up_commitment", "state_figure", "create_plan", "report_action", "record_gap", "pledge", "report_to_donor"):  # fmt: skip
        codes |= set(_codes(sf.describe(f"schema:{command}")))
    assert len(codes) > 80 and [c for c in sorted(codes) if c not in CODES] == []


def _codes(found: object, name: str = "") -> Iterator[str]:
    """Codes of the columns that are shown as codes."""
    if isinstance(found, dict):
        if name in CODED:
            yield from (c for option in (found, *found.get("anyOf", ())) for c in option.get("enum", ()) if isinstance(c, str))
        for key, value in found.items():
            yield from _codes(value, key)


def test_what_is_overdue(officer: sf.Session) -> None:
    late = officer.overdue("2011-06-01")
    assert [(r["what"], r["of"], r["item"], r["days_late"]) for r in late] == [
        ("report", "NOR-1", "final", 427), ("commitment", "COAST", "C1", 336), ("action", "COAST-PLAN", "1.1", 152),
    ]  # fmt: skip
    assert late[1]["lead"] == ["Italy"] and late[2]["title"] == "Open a desk" and late[2]["deadline"] == "2010-12"
    assert len(officer.overdue("2010-03-31")) == 0 and [r["what"] for r in officer.overdue("2010-04-01")] == ["report"]
    assert "152" in repr(late) and (late.to_csv() or "").splitlines()[0].startswith("what,of,item")
    pytest.importorskip("pyarrow")
    assert late.to_arrow().column("days_late").to_pylist() == [427, 336, 152]


def test_sheets_are_accepted_once(empty: Desk) -> None:
    with empty.as_("project_officer", "portfolio") as s:
        planned = s.accept_sheets(TEXT, dry_run=True, status="closed")
        assert [(r["verb"], r["status"]) for r in planned] == [
            ("create_project", "would_be_done"), ("amend_project", "not_checked"), ("join_project", "not_checked"), ("create_project", "would_be_done"),
        ]  # fmt: skip
        assert len(s.query("projects").frame()) == 0
        with pytest.raises(sf.OutOfRangeError, match="no sheet 3"):
            s.accept_sheets(TEXT, only=[1, 3])
        first = s.accept_sheets(TEXT, only=[1], status="closed", source="A page")
        assert [r["status"] for r in first] == ["done"] * 3 and all(r["act"] for r in first) and first.refused == 0
        assert any(d.startswith("duration: ") for d in first[0]["doubts"])
        again = s.accept_sheets(sf.read_project_sheets(TEXT), status="closed", source="A page")
        assert [r["status"] for r in again] == ["repeated"] * 3 + ["done"]
        assert len(s.project("HALI").amendments) == 1 and s.project("HALI").source == "A page"
        other = s.accept_sheets(TEXT, status="closed", source="Another page")
        assert [(r["status"], r["code"]) for r in other] == [("refused", "exists"), ("left_out", ""), ("left_out", ""), ("refused", "exists")]
        assert other.refused == 4 and other[0]["remedy"] and len(s.project("HALI").amendments) == 1, "an extension of another project with that reference"
        assert json.loads(other[0]["json"])["command"] == "create_project"


def test_what_the_caller_knows_goes_into_the_projects(coast: Desk) -> None:
    with coast.as_("project_officer", "portfolio") as s:
        text = TEXT.replace("Better reception.", "Better reception, within the framework of the Coast Dialogue.")
        done = s.accept_sheets(text, language="fr", dialogue="COAST", programme="HOME")
        assert done.refused == 0
        assert s.project("HLAN").dialogue == "", "its sheet names none"
        project = s.project("HALI")
        assert (project.title_fr, project.dialogue, project.programme) == ("Harbour Lights", "COAST", "HOME")
        missing = s.accept_sheets(text.replace("HALI", "HALI3"), only=[1], dialogue="NOWHERE")
        assert [r["status"] for r in missing] == ["refused", "left_out", "left_out"]
        with pytest.raises(sf.UnknownMemberError):
            s.accept_sheets(TEXT, dialog="COAST")
        with pytest.raises(sf.UnknownCodeError):
            s.accept_sheets(TEXT, language="de")
    with coast.as_("intake_clerk", "portfolio") as s, pytest.raises(sf.NotPermittedError):
        s.accept_sheets(TEXT.replace("HALI", "HALI4"), only=[1])


def test_nothing_to_accept(empty: Desk, tmp_path: pathlib.Path) -> None:
    (tmp_path / "empty.txt").write_text("Nothing of the kind.\n")
    with empty.as_("project_officer", "portfolio") as s:
        assert len(s.accept_sheets(tmp_path / "empty.txt")) == 0
        with pytest.raises(sf.InvalidArgumentError):
            s.accept_sheets(7)  # type: ignore[arg-type]


def test_days_of_a_date() -> None:
    for text, first, last in (
        ("2009", "2009-01-01", "2009-12-31"), ("2012-02", "2012-02-01", "2012-02-29"), ("2012-02-XX~", "2012-02-01", "2012-02-29"), ("199X", "1990-01-01", "1999-12-31"),
        ("2001-21", "2001-03-01", "2001-12-23"), ("2001-24", "2000-12-01", "2002-03-21"), ("1980/1984-06", "1980-01-01", "1984-06-30"), ("1985-04-12?", "1985-04-12", "1985-04-12"),
    ):  # fmt: skip
        assert (str(first_day(text)), str(last_day(text))) == (first, last), text
    assert last_day("1985/..") is None and first_day("../1985") is None and first_day("XXXX") is None and last_day({"absent": "unknown"}) is None


def test_a_chart_of_projects(officer: sf.Session) -> None:
    pytest.importorskip("altair")
    officer.execute({"command": "create_project", "ref": "NODATE", "title": {"en": "No date"}})
    chart = sf.plot.portfolio(officer.query("projects")).to_dict()
    values = {v["project"]: v for v in chart["data"]["values"]}
    assert set(values) == {"LINKS", "LINKS2"} and "1 without a start" in chart["title"]
    assert (values["LINKS"]["start"], values["LINKS"]["end"], values["LINKS"]["open"]) == ("2009-05-01", "2010-04-30", False)
    assert (values["LINKS2"]["start"], values["LINKS2"]["open"]) == ("2010-05-01", True)
    assert values["LINKS2"]["end"] >= values["LINKS2"]["start"]
    assert {v["dialogue"] for v in sf.plot.portfolio(officer.query("projects"), by="dialogue").to_dict()["data"]["values"]} == {"COAST"}
    with pytest.raises(sf.InvalidArgumentError, match="starts"):
        sf.plot.portfolio(officer.query("projects").select("ref", "title"))
