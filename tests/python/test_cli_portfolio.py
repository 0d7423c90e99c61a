"""The portfolio at a shell: accept, list, overdue, show, and facts by safar execute."""

from __future__ import annotations

import json
import pathlib
import re
import shlex
import sys

import pytest
import typer

from portfolio_facts import FACTS, GRANT
from safar.cli import app
from test_cli import path, refused, run, runner  # noqa: F401
from test_portfolio import TEXT

ROOT = pathlib.Path(__file__).resolve().parents[2]
OFFICER, FINANCE = "po.k:project_officer", "fi.k:finance_officer:portfolio"


@pytest.fixture
def coast(path: pathlib.Path) -> pathlib.Path:  # noqa: F811
    """A register whose facts went in as JSON lines, and as one JSON list."""
    receipts = run("execute", path, "--as", OFFICER, stdin="".join(json.dumps(f) + "\n" for f in FACTS)).splitlines()
    assert len(receipts) == len(FACTS)
    run("execute", path, "--as", FINANCE, stdin=json.dumps(GRANT))
    return path


@pytest.fixture
def sheets(tmp_path: pathlib.Path) -> pathlib.Path:
    file = tmp_path / "sheets.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


COMMANDS = typer.main.get_command(app).commands["portfolio"].commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_teaches_with_one_example_that_can_be_parsed(command: str) -> None:
    words = shlex.split(" ".join(run("portfolio", command, "--help").split("Example: ")[1].split()))
    assert words[:3] == ["safar", "portfolio", command]
    COMMANDS[command].make_context(command, words[3:])


def test_accept(path: pathlib.Path, sheets: pathlib.Path) -> None:  # noqa: F811
    args = ["portfolio", "accept", path, sheets, "--as", OFFICER, "--status", "closed"]
    said = run(*args, "--dry-run")
    assert "sheet 1: HALI" in said and "would be done: create_project  title: Harbour Lights" in said and "would follow: amend_project" in said
    assert "guessed  duration: " in said and "Nothing was changed." in said
    assert "0 rows" in runner.invoke(app, ["portfolio", "list", str(path)]).stderr
    said = run(*args, "--only", "1")
    assert said.count("  done: ") == 3 and "HLAN" not in said and "3 done" in said
    assert "1 done   3 done before" in run(*args)
    result = runner.invoke(app, [str(a) for a in [*args, "--source", "Another page"]])
    assert result.exit_code == 1 and "why not  Another project has this reference" in result.stdout and "2 refused   2 left out" in result.stdout
    rows = json.loads(run(*args, "--json"))["rows"]
    assert [r["status"] for r in rows] == ["repeated"] * 4 and rows[0]["doubts"]
    assert "no sheet 7" in refused(*args, "--only", "7")
    refused(*args, "--only", "one", code=2)
    refused(*args, "--language", "de", code=2)
    assert "no file" in refused("portfolio", "accept", path, "none.txt", "--as", OFFICER)
    assert "no project sheet" in refused("portfolio", "accept", path, "-", "--as", OFFICER, stdin="nothing")
    assert "is not for the role" in refused("portfolio", "accept", path, "-", "--as", "x:intake_clerk", stdin=TEXT.replace("HALI", "HAL2"))


def test_guesses_are_corrected_before_they_are_recorded(path: pathlib.Path, sheets: pathlib.Path, tmp_path: pathlib.Path) -> None:  # noqa: F811
    file = tmp_path / "commands.jsonl"
    run("portfolio", "accept", path, sheets, "--as", OFFICER, "--commands", file)
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) == 4 and "HLAN" in text
    file.write_text(text.replace("HLAN", "NIGHT"), encoding="utf-8")
    assert len(run("execute", path, file, "--as", OFFICER).splitlines()) == 4
    assert "NIGHT" in run("portfolio", "list", path) and "HLAN" not in run("portfolio", "list", path)


def test_list(coast: pathlib.Path) -> None:
    table = run("portfolio", "list", coast)
    assert table.split()[:4] == ["reference", "title", "status", "start"] and "Linking Harbours" in table
    assert "ربط الموانئ" in run("portfolio", "list", coast, "--language", "ar")
    assert "LINKS2" not in run("portfolio", "list", coast, "--where", "countries=MLI", "--on", "2009-06-01")
    for what, word in (("programmes", "HOME"), ("organisations", "NAMA"), ("dialogues", "COAST"), ("plans", "COAST-PLAN"), ("grants", "500,184.00 EUR"), ("meetings", "Rome 2009")):
        assert word in run("portfolio", "list", coast, what), what
    assert len(json.loads(run("portfolio", "list", coast, "--json", "--limit", "1"))["rows"]) == 1
    assert "Did you mean projects?" in refused("portfolio", "list", coast, "project")
    assert "no list of cases" in refused("portfolio", "list", coast, "cases")


def test_overdue(coast: pathlib.Path) -> None:
    said = run("portfolio", "overdue", coast, "--on", "2011-06-01").splitlines()
    assert [line.split()[:3] for line in said[1:]] == [["report", "NOR-1", "final"], ["commitment", "COAST", "C1"], ["action", "COAST-PLAN", "1.1"]]
    assert "1.1" not in run("portfolio", "overdue", coast, "--on", "2010-12-31")
    assert len(json.loads(run("portfolio", "overdue", coast, "--on", "2011-06-01", "--json"))["rows"]) == 3


def test_show(coast: pathlib.Path, tmp_path: pathlib.Path) -> None:
    said = run("portfolio", "show", coast, "LINKS")
    assert said.startswith("project LINKS\n") and "2010-04-30 (at first 2010-01-31)" in said and "Amendments (1)" in said
    assert "Relier les ports" in run("portfolio", "show", coast, "LINKS", "--language", "fr")
    assert "2010-01-31" in run("portfolio", "show", coast, "LINKS", "--on", "2009-12-01") and "Amendments" not in run("portfolio", "show", coast, "LINKS", "--on", "2009-12-01")
    for ref, word in (("COAST", "Rome 2009"), ("COAST-PLAN", "Open a desk"), ("HOME", "Home Again"), ("NAMA", "diaspora-desk"), ("NOR-1", "1,250.50 EUR")):
        assert word in run("portfolio", "show", coast, ref), ref
    page = tmp_path / "links.html"
    assert "wrote" in run("portfolio", "show", coast, "LINKS", "--language", "ar", "--html", page)
    assert '<html lang="ar" dir="rtl">' in page.read_text(encoding="utf-8")
    assert "already" in refused("portfolio", "show", coast, "LINKS", "--html", page)
    assert "wrote" in run("portfolio", "show", coast, "LINKS", "--html", page, "--force")
    document = json.loads(run("portfolio", "show", coast, "LINKS", "--json"))
    assert document["noun"] == "project" and document["columns"]["ref"] == "LINKS" and len(document["parts"]["parties"]) == 3
    assert "Did you mean LINKS" in refused("portfolio", "show", coast, "LINKZ")
    refused("portfolio", "show", coast, "LINKS", "--noun", "projet", code=2)


def test_a_name_of_two_kinds_is_asked_back(coast: pathlib.Path) -> None:
    run("execute", coast, "--as", OFFICER, stdin='{"command":"create_plan","ref":"LINKS","title":{"en":"Plan of links"},"kind":"action_plan"}')
    assert "--noun: plan, project" in refused("portfolio", "show", coast, "LINKS")
    assert "Plan of links" in run("portfolio", "show", coast, "LINKS", "--noun", "plan")


def test_a_terminal_is_not_written_to_by_data(coast: pathlib.Path) -> None:
    run("execute", coast, "--as", OFFICER, stdin=json.dumps({"command": "create_project", "ref": "ESC", "title": {"en": "A\u001b[31mB\u202e"}}))
    for args in (["list"], ["show"]):
        said = run("portfolio", *args, coast, *(["ESC"] if args == ["show"] else []))
        assert "\x1b" not in said and "\u202e" not in said and "A\ufffd[31mB" in said


def test_one_command_a_list_and_lines_go_in(path: pathlib.Path, tmp_path: pathlib.Path) -> None:  # noqa: F811
    one = {"command": "register_organisation", "ref": "IOM", "title": {"en": "International Organization for Migration"}, "kind": "multilateral"}
    assert not json.loads(run("execute", path, "--as", OFFICER, "--dry-run", stdin=json.dumps(one, indent=1))).get("act")
    assert "None is written down yet" in refused("portfolio", "show", path, "IOM")
    run("execute", path, "--as", OFFICER, stdin=json.dumps(one, indent=1))
    assert "multilateral" in run("portfolio", "show", path, "IOM")
    assert "reference" in refused("execute", path, "--as", OFFICER, stdin=json.dumps(one))
    assert refused("execute", path, "--as", "x:intake_clerk:portfolio", stdin=json.dumps({**one, "ref": "IOM2"})).startswith("line 1: refused: ")


def test_what_the_guide_shows_runs(tmp_path: pathlib.Path) -> None:
    from test_readme import run as call
    from test_readme import shell

    page = (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    said = shell("".join(blocks), tmp_path)
    shown = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 3 and shown
    for output in shown:
        assert output in said, output + "\n---\n" + said
    (block,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "work" / "guide.py").write_text(block, encoding="utf-8")
    done = call([sys.executable, "-W", "error", "guide.py"], tmp_path / "work")
    assert done.returncode == 0, done.stderr
    for line in re.findall(r"# prints: (.*)$", block, re.MULTILINE):
        assert line in done.stdout, done.stdout
