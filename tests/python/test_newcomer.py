"""What a newcomer meets at the shell: files with corrected rows, numbers for cases, missing keys, tables of what there is."""

from __future__ import annotations

import csv
import json
import pathlib
import shutil

import pytest

import safar as sf
from conftest import Desk
from test_cli import CLERK, REVIEWER, arrivals, filled, path, refused, run, runner  # noqa: F401

from safar.cli import app

HEAD = "ref,site,given_name,nationality\n"


def issues(path: pathlib.Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_a_corrected_row_is_no_second_person(path: pathlib.Path, tmp_path: pathlib.Path) -> None:  # noqa: F811
    file = tmp_path / "list.csv"
    file.write_text(HEAD + "A-1,ML-BKO-1,Mariam,GIN\nA-2,ML-BKO-1,Awa,SEN\n")
    assert "2 applied" in run("intake", path, file, "--as", CLERK)
    file.write_text(HEAD + "A-1,ML-BKO-1,Mariam,GIN\nA-2,ML-BKO-1,Hawa,SEN\n")
    for dry in (["--dry-run"], []):
        said = run("intake", path, file, "--as", CLERK, *dry)
        assert "1 repeated" in said and "1 seen before with other content" in said and "0 " in said, said
        (issue,) = issues(tmp_path / "list.refused.csv")
        assert issue["code"] == "seen_with_other_content" and issue["row"] == "2"
        assert "00002" in issue["message"] and "command correct" in issue["remedy"]
    assert len(json.loads(run("query", path, "cases", "--json"))["rows"]) == 2
    document = json.loads(run("intake", path, file, "--as", CLERK, "--json"))
    assert (document["changed_rows"], document["refused_rows"], document["persons"]) == (1, 0, 1)
    file.write_text(HEAD + "A-2,ML-BKO-1,Hawa,SEN\n")
    refused("intake", path, file, "--as", CLERK)  # nothing of the file was taken


def test_a_dry_run_says_what_the_run_says(path: pathlib.Path, tmp_path: pathlib.Path) -> None:  # noqa: F811
    file = tmp_path / "list.csv"
    file.write_text(HEAD + "A-1,X,Mariam,GIN\nA-1,X,Mariam,GIN\nA-2,X,Awa,Atlantis\nA-1,X,Mariame,GIN\n")
    for _ in range(2):
        dry = json.loads(run("intake", path, file, "--as", CLERK, "--json", "--dry-run"))
        done = json.loads(run("intake", path, file, "--as", CLERK, "--json"))
        figures = ("rows", "applied", "repeated", "refused_rows", "changed_rows", "known_documents", "persons")
        assert {k: dry[k] for k in figures} == {k: done[k] for k in figures}


def test_a_number_stands_for_a_case(filled: pathlib.Path) -> None:  # noqa: F811
    first, second = (row["number"] for row in json.loads(run("query", filled, "cases", "--limit", "2", "--select", "number", "--json"))["rows"])
    assert len(json.loads(run("query", filled, "persons", "--where", f"case={first},{second.lower()}", "--json"))["rows"]) == 2
    assert "no case" in refused("query", filled, "persons", "--where", "case=BKO-1999-00001")
    assert json.loads(run("due", filled, "--where", f"case={first}", "--json"))["from"] == "due"
    counsel = json.dumps({"command": "counsel", "case": first})
    receipt = json.loads(run("execute", filled, "--as", "co.s:counsellor", stdin=counsel))
    assert receipt["command"] == "counsel" and len(receipt["versions"]) == 1
    lines = [counsel, json.dumps({"command": "counsel", "case": "BKO-1999-00001"}), json.dumps({"command": "counsel", "case": second}), "nonsense"]
    result = runner.invoke(app, ["execute", str(filled), "--as", "co.s:counsellor"], input="\n".join(lines))
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 2
    assert "line 2: error: there is no case BKO-1999-00001" in result.stderr and "line 4:" in result.stderr
    suspend = {"command": "suspend", "hold": "programme_suspension", "reason": {"code": "x"}, "select": {"cases": [first]}}
    assert json.loads(run("execute", filled, "--as", "mb:programme_manager", "--dry-run", stdin=json.dumps(suspend)))["count"] == 1
    merge = {"command": "merge", "case": first, "into": second, "same": [], "reason": {"code": "x"}}
    assert len(json.loads(run("execute", filled, "--as", REVIEWER, stdin=json.dumps(merge)))["versions"]) == 2, "both members that are cases"


def test_persons_of_merged_cases_are_left_out_by_outcome(mali: Desk) -> None:
    with mali.as_("reviewing_officer") as s:
        first, second = s.query("cases").limit(2).to_dicts()
        one, other = (s.query("persons").where(case=c["case"]).to_dicts()[0]["person_id"] for c in (first, second))
        s.execute({"command": "merge", "case": first["case"], "into": second["case"], "same": [{"person_id": one, "same_as": other}], "reason": {"code": "documents_compared"}})
    mali.register.close()
    asked = ["query", mali.path, "counts", "--by", "programme", "--format", "csv"]
    assert "ML-JI,6,6" in run(*asked)
    assert "ML-JI,5,5" in run(*asked, "--where", "outcome!=merged")
    said = run("query", "--help")
    assert "outcome!=merged" in said.replace("\n", " ")
    assert "--where outcome!=merged" in (pathlib.Path(__file__).resolve().parents[2] / "docs" / "case-file.md").read_text(encoding="utf-8")


def test_help_lists_the_views_that_there_are() -> None:
    said = " ".join(run("query", "--help").split())
    for view in sf.describe("views"):
        assert view["name"] in said
    described = run("describe", "views")
    for view in sf.describe("views"):
        assert all(f"  {column['name']} " in described for column in view["fields"]), view["name"]
    assert "config command" in run("describe", "kernels")


@pytest.mark.parametrize("missing", ["mali.key", "mali.safar.keys"])
def test_a_missing_key_is_named(filled: pathlib.Path, tmp_path: pathlib.Path, missing: str) -> None:  # noqa: F811
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in (filled, filled.with_suffix(".key"), filled.with_name(filled.name + ".keys")):
        if file.name != missing:
            shutil.copy(file, copy)
    said = refused("verify", copy / filled.name)
    assert said.startswith("error: ") and missing in said and said.count("\n") == 1
    if missing == "mali.key":
        assert "--key" in said
        assert "intact" in run("verify", copy / filled.name, "--key", filled.with_suffix(".key"))


def test_what_is_not_known_names_its_command(empty: Desk) -> None:
    case = empty.apply()
    for role, command in (
        ("counsellor", {"command": "counsel"}), ("counsellor", {"command": "consent", "kind": "explicit", "scope": ["return"]}),
        ("reviewing_officer", {"command": "decide_eligibility", "outcome": "eligible", "reason": {"code": "criteria_met"}}), ("movement_officer", {"command": "clear"}),
    ):  # fmt: skip
        with empty.as_(role) as s:
            s.execute({**command, "case": case.case})
    with empty.as_("movement_officer") as s:
        why = s.case(case.number).why_not("book")
        assert why.error is not None and "by the command " in why.error.remedy and "document" in why.error.remedy
    empty.register.close()
    result = runner.invoke(app, ["--accept-clock-jump", "case", str(empty.path), case.number, "--why-not", "book", "--as", "m.k:movement_officer"])
    assert result.exit_code == 1 and "by the command " in result.stdout


def test_what_is_due_by_office_and_role(empty: Desk) -> None:
    case = empty.apply()
    empty.register.close()
    table = run("due", empty.path, "--on", "2020-01-01", "--office", "BKO")
    assert table.split("\n")[0].split() == ["due", "left", "number", "what", "after", "since", "role"]
    assert not any(case.number in line for line in run("due", empty.path, "--on", "2020-01-01", "--office", "GAO").splitlines())
    rows = json.loads(run("due", empty.path, "--on", "2020-01-01", "--json"))["rows"]
    assert rows and {"due", "since", "days_left", "late", "roles", "office"} <= set(rows[0])
    role = next((r for row in rows for r in row["roles"]), "counsellor")
    mine = json.loads(run("due", empty.path, "--on", "2020-01-01", "--role", role, "--json"))["rows"]
    assert all(not row["roles"] or role in row["roles"] for row in mine)
    assert "no role" in refused("due", empty.path, "--role", "chief", code=2)
