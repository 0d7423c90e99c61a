"""The safar command: what it says, what it writes, how it refuses."""

from __future__ import annotations

import csv
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

import safar as sf
from conftest import PEOPLE, Desk
from safar.cli import app

CLERK, OFFICER, REVIEWER = "fatou.d:intake_clerk", "mb:programme_manager", "ro.k:reviewing_officer"
runner = CliRunner()


def run(*args: object, code: int = 0, stdin: str | None = None) -> str:
    """Runs it in this process; gives stdout."""
    result = runner.invoke(app, [str(a) for a in args], input=stdin)
    assert result.exit_code == code, f"exit code {result.exit_code}\n{result.output}\n{result.exception!r}"
    assert "Traceback" not in result.output
    return result.stdout


def refused(*args: object, code: int = 1, stdin: str | None = None) -> str:
    """The same where it must fail; gives stderr."""
    result = runner.invoke(app, [str(a) for a in args], input=stdin)
    assert result.exit_code == code, f"exit code {result.exit_code}\n{result.output}\n{result.exception!r}"
    assert "Traceback" not in result.output
    return result.stderr


@pytest.fixture
def arrivals(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "arrivals.csv"
    rows = [["site", "given_name", "family_name", "nationality", "sex", "birth"]]
    rows += [[site, g, f, n, x, b] for g, f, n, x, b, site in PEOPLE]
    rows += [["ML-BKO-1", "Awa", "Sarr", "Atlantis", "female", "1999"]]
    with path.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)
    return path


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    """A register made by the command."""
    target = tmp_path / "mali.safar"
    said = run("new", target, "--office", "BKO", "--programme", "ML-JI", "--zone", "Africa/Bamako")
    assert "mali.key" in said and "elsewhere" in said
    return target


@pytest.fixture
def filled(path: pathlib.Path, arrivals: pathlib.Path) -> pathlib.Path:
    run("intake", path, arrivals, "--as", CLERK)
    return path


COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_what_there_is() -> None:
    assert COMMANDS == sorted(
        ["new", "adopt", "intake", "apply", "suspend", "end-suspension", "review", "decide", "erase", "execute", "query", "case", "due", "head", "verify", "find", "schema", "describe", "workflow", "portfolio"]
    )
    assert f"safar {sf.__version__}" in run("--version")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_one_example_that_can_be_parsed(command: str) -> None:
    text = run(command, "--help")
    assert "Example: " in text
    words = shlex.split(" ".join(text.split("Example: ")[1].split("| ")[-1].split()))
    assert words[0] == "safar" and words[1] == command
    parsed = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    parsed.make_context(command, words[2:])  # an option that there is not would fail here


def test_intake(path: pathlib.Path, arrivals: pathlib.Path) -> None:
    said = run("intake", path, arrivals, "--as", CLERK, "--dry-run")
    assert "6 would be applied" in said and "Nothing was changed" in said
    said = run("intake", path, arrivals, "--as", CLERK)
    assert "6 applied" in said and "1 refused (arrivals.refused.csv says why, row by row)" in said
    with (arrivals.parent / "arrivals.refused.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert [r["row"] for r in rows] == ["7"] and rows[0]["message"] and rows[0]["remedy"]
    document = json.loads(run("intake", path, arrivals, "--as", CLERK, "--json"))
    assert (document["rows"], document["applied"], document["repeated"], document["refused_rows"]) == (7, 0, 6, 1)


def test_intake_of_nothing_but_refused_rows_is_a_refusal(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (tmp_path / "bad.csv").write_text("given_name,nationality\nAwa,Atlantis\n")
    refused("intake", path, tmp_path / "bad.csv", "--as", CLERK)


def test_intake_of_a_file_that_is_not_there(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    said = refused("intake", path, tmp_path / "none.csv", "--as", CLERK)
    assert said.startswith("error: ") and said.count("\n") == 1


def test_a_register_that_is_not_there_or_there_already_in_words_of_a_shell(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    said = refused("query", tmp_path / "none.safar", "counts")
    assert "safar new" in said and "create" not in said, said
    said = refused("new", path, "--office", "BKO")
    assert "Give another name" in said, said


def test_apply_from_stdin(path: pathlib.Path) -> None:
    application = json.dumps({"site": "ML-BKO-1", "persons": [{"given_name": "Mariam", "nationality": "GIN"}]})
    assert "BKO-" in run("apply", path, "--as", CLERK, stdin=application)
    receipt = json.loads(run("apply", path, "--as", CLERK, "--json", stdin=application))
    assert receipt["command"] == "apply" and receipt["made"]["number"]
    assert "nothing was changed" in run("apply", path, "--as", CLERK, "--dry-run", stdin=application)
    assert "not a JSON object" in refused("apply", path, "--as", CLERK, stdin="persons")


def test_suspend_previews_and_says_how_to_do_it(filled: pathlib.Path) -> None:
    args = ["suspend", filled, "--programme", "ML-JI", "--site", "ML-BKO-1,ML-BKO-2", "--stage", "applied..booked", "--reason", "intake_not_typical", "--as", OFFICER]
    said = run(*args)
    assert "5 cases would be held" in said and "Nothing was changed." in said
    expect = re.search(r"the same with --expect (5:[0-9a-f]{6})$", said.strip())
    assert expect
    assert "not the ones" in refused(*args, "--expect", "5:000000")
    assert "5 cases held (act " in run(*args, "--expect", expect.group(1))
    assert len(json.loads(run("query", filled, "cases", "--where", "held=true", "--json"))["rows"]) == 5


def test_suspend_says_who_would_have_left_soon(empty: Desk) -> None:
    import datetime

    soon = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=2)
    case = empty.apply().case
    empty.to_booked(case, travel_on=soon.isoformat())
    empty.apply()
    empty.register.close()
    assert "accept_clock_jump" in refused("suspend", empty.path, "--reason", "intake_not_typical", "--as", OFFICER)
    said = run("--accept-clock-jump", "suspend", empty.path, "--reason", "intake_not_typical", "--as", OFFICER)
    assert "2 cases would be held, 1 of them with a departure in the next 7 days" in said


def test_waits_as_long_as_it_is_told_while_another_program_writes(path: pathlib.Path) -> None:
    application = path.with_name("application.json")
    application.write_text('{"site":"ML-BKO-1","persons":[{"given_name":"Awa"}]}', encoding="utf-8")
    args = ["apply", path, application, "--as", CLERK]
    with sf.Register.open(path, keys=path.with_suffix(".key")) as other, other.session("c.2", "intake_clerk", "casework") as s:
        with other.group():
            s.execute(sf.Apply(site="ML-BKO-1", persons=[{"given_name": "Binta"}]))
            said = refused("--wait", "0", *args)
            assert "is being written" in said and "safar --wait" in said and "busy_timeout" not in said
            assert "waited 0.2 s" in refused("--wait", "0.2", *args)
        run("--wait", "0", *args)
    refused("--wait", "-1", *args, code=2)


def test_review_and_decide(filled: pathlib.Path) -> None:
    args = ["suspend", filled, "--site", "ML-GAO-1", "--reason", "intake_not_typical", "--as", OFFICER]
    expect = re.search(r"--expect (\S+)", run(*args))
    assert expect
    act = re.search(r"act (\S+)\)", run(*args, "--expect", expect.group(1)))
    assert act
    number = json.loads(run("query", filled, "cases", "--where", "site=ML-GAO-1", "--json"))["rows"][0]["number"]
    said = refused("decide", filled, number, "eligible", "--reason", "criteria_met", "--as", CLERK)
    assert said.startswith("refused: ") and said.count("\n") == 1
    assert "reviewed" in refused("end-suspension", filled, act.group(1), "--reason", "review_complete", "--as", OFFICER)
    assert "resume" in run("review", filled, number, "--outcome", "resume", "--reason", "identity_confirmed", "--as", REVIEWER)
    assert "eligible" in run("decide", filled, number, "eligible", "--reason", "criteria_met", "--text", "Seen.", "--as", REVIEWER)
    assert "ended" in run("end-suspension", filled, act.group(1), "--reason", "review_complete", "--as", OFFICER)
    assert "no case" in refused("decide", filled, "BKO-1999-00001", "eligible", "--reason", "x", "--as", REVIEWER)


def test_query(filled: pathlib.Path) -> None:
    lines = run("query", filled, "counts", "--by", "nationality", "--format", "csv").splitlines()
    assert lines[0] == "nationality,cases,persons" and "GIN,3,3" in lines and len(lines) == 5
    table = run("query", filled, "counts", "--by", "nationality")
    assert table.split()[:3] == ["nationality", "cases", "persons"] and "GMB" in table
    rows = json.loads(run("query", filled, "cases", "--where", "site=ML-BKO-1,ML-BKO-2", "--select", "number,site", "--limit", "2", "--format", "json"))
    assert len(rows["rows"]) == 2 and rows["next"]
    assert len(json.loads(run("query", filled, "cases", "--where", "persons>=2", "--json"))["rows"]) == 0
    assert len(json.loads(run("query", filled, "cases", "--where", "site!=ML-BKO-1", "--json"))["rows"]) == 3
    assert json.loads(run("query", filled, "cases", "--known-on", "2018-01-01", "--json"))["rows"] == []


def test_names_are_read_only_by_a_role_that_reads_them(filled: pathlib.Path) -> None:
    asked = ["query", filled, "persons", "--select", "given_name,nationality"]
    assert "Mariam" not in run(*asked) and "(withheld)" in run(*asked)
    assert "Mariam" in run(*asked, "--as", CLERK)


def test_query_of_what_there_is_not(filled: pathlib.Path) -> None:
    assert "nationality" in refused("query", filled, "counts", "--by", "nationalty")
    assert "counts" in refused("query", filled, "count")
    error = json.loads(refused("query", filled, "counts", "--by", "nationalty", "--json"))
    assert error["name"] == "unknown_member" and error["pointer"] == "/group"
    refused("query", filled, "counts", "--format", "xml", code=2)
    refused("query", filled, "cases", "--where", "site", code=2)


def test_a_terminal_is_not_written_to_by_data(path: pathlib.Path) -> None:
    run("apply", path, "--as", CLERK, stdin=json.dumps({"site": "A\u001b[31mB\u202e", "persons": [{"ref": "x"}]}))
    said = run("query", path, "cases", "--select", "site")
    assert "\x1b" not in said and "\u202e" not in said and "A\ufffd[31mB" in said


def test_case(filled: pathlib.Path) -> None:
    number = json.loads(run("query", filled, "cases", "--json"))["rows"][0]["number"]
    said = run("case", filled, number)
    assert number in said and "applied" in said and "Mariam" not in said and "‹masked›" in said
    assert "Mariam" in run("case", filled, number, "--as", CLERK)
    assert json.loads(run("case", filled, number, "--json"))["case"]["number"] == number
    result = runner.invoke(app, ["case", str(filled), number, "--why-not", "depart", "--as", "m.k:movement_officer"])
    assert result.exit_code == 1 and "journey" in result.stdout
    result = runner.invoke(app, ["case", str(filled), number, "--why-not", "depart"])  # a data_analyst
    assert result.exit_code == 1 and "is not for the role" in result.stdout and "journey" not in result.stdout
    assert json.loads(runner.invoke(app, ["case", str(filled), number, "--why-not", "depart", "--json"]).stdout)["possible"] is False


def test_verify(filled: pathlib.Path) -> None:
    said = run("verify", filled)
    assert "chain intact" in said and "by 1 writer" in said
    assert json.loads(run("verify", filled, "--json"))["intact"] is True
    import sqlite3

    db = sqlite3.connect(filled)
    db.execute("UPDATE act SET head = replace(head, 'fatou.d', 'somebody') WHERE pos = (SELECT max(pos) FROM act)")
    db.commit()
    db.close()
    result = runner.invoke(app, ["verify", str(filled)])
    assert result.exit_code == 1 and "NOT intact" in result.stdout and "problem" in result.stderr


def test_erase_asks_first(filled: pathlib.Path) -> None:
    person = json.loads(run("query", filled, "persons", "--as", CLERK, "--json"))["rows"][0]["person_id"]
    args = ["erase", filled, person, "--reason", "data_subject_request", "--as", "dpo:data_protection_officer"]
    refused(*args, stdin="n\n")
    assert "Mariam" in run("query", filled, "persons", "--as", CLERK)
    assert "nothing was changed" in run(*args, "--dry-run")
    assert "1 person erased" in run(*args, "--yes")
    assert "Mariam" not in run("query", filled, "persons", "--as", CLERK)
    assert "3 erased" in run("verify", filled), "a person has a box of each shelf"
    assert refused("erase", filled, person, "--reason", "x", "--as", CLERK, "--yes").startswith("refused: ")


def test_execute_many(path: pathlib.Path) -> None:
    lines = ['{"command":"apply","persons":[{"ref":"A-1"}]}', "", '{"command":"apply","persons":[]}', "nonsense", '{"command":"apply","persons":[{"ref":"A-2"}]}']
    result = runner.invoke(app, ["execute", str(path), "--as", CLERK], input="\n".join(lines))
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 2
    assert "line 3:" in result.stderr and "line 4:" in result.stderr
    found = [json.loads(x) for x in runner.invoke(app, ["execute", str(path), "--as", CLERK, "--json"], input="\n".join(lines)).stdout.splitlines()]
    assert [("error" in x, x.get("line")) for x in found] == [(False, None), (True, 3), (True, 4), (False, None)]
    whole = json.dumps([{"command": "apply", "persons": [{"ref": "A-5"}]}], indent=1)
    assert len(run("execute", path, "--as", CLERK, "--dry-run", stdin=whole).splitlines()) == 1
    assert len(json.loads(run("query", path, "cases", "--json"))["rows"]) == 4


def test_schema_and_describe() -> None:
    assert json.loads(run("schema", "apply"))["title"] == "apply"
    assert json.loads(run("schema", "view:cases"))["title"] == "cases"
    assert set(json.loads(run("schema"))) == set(sf.commands.COMMANDS)
    assert "class Apply" in run("schema", "stubs")
    assert "reviewing_officer" in run("describe", "roles") and "suspend" in run("describe")
    assert json.loads(run("describe", "commands", "--json"))
    assert run("describe", "mapping:apply").strip()
    assert "apply" in refused("schema", "aply") or refused("schema", "aply").startswith("error: ")


def test_workflow(tmp_path: pathlib.Path) -> None:
    said = run("workflow")
    assert "counselled" in said and "programme_suspension blocks: book, clear, depart, pay" in said
    pairs = run("workflow", "--all").splitlines()
    assert len(pairs) > 500 and all(len(line.split()) >= 3 for line in pairs[1:-1]), "each pair has its answer"
    assert any(line.split() == ["under", "programme_suspension", "depart", "held"] for line in pairs)
    assert any(line.split() == ["consent=withdrawn", "depart", "guard_false"] for line in pairs)
    document = run("workflow", "--document")
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(document)
    assert "can be loaded" in run("workflow", "--lint", good)
    bad.write_text(document.replace('"booked"', '"boked"', 1))
    result = runner.invoke(app, ["workflow", "--lint", str(bad)])
    assert result.exit_code == 1 and "fault" in result.stdout and result.stderr
    assert json.loads(run("workflow", "--json"))["regions"]["journey"]["applied"]["counsel"] == "-> counselled"
    assert json.loads(runner.invoke(app, ["workflow", "--lint", str(bad), "--json"]).stdout)["findings"]
    assert "sign_agreement" in run("workflow", "--of", "grant") and "workflow:<project" in refused("workflow", "--of", "nonsense")


def test_the_workflow_in_force_in_a_register(tmp_path: pathlib.Path) -> None:
    own = json.loads(run("workflow", "--document"))
    own["version"] = "BKO-7"
    own["holds"]["programme_suspension"]["blocks"] = ["depart"]
    document, register = tmp_path / "own.json", tmp_path / "own.safar"
    document.write_text(json.dumps(own))
    run("new", register, "--office", "BKO", "--programme", "ML-JI", "--workflow", document)
    assert "programme_suspension blocks: depart\n" in run("workflow", register)
    assert json.loads(run("workflow", register, "--document"))["version"] == "BKO-7"
    assert "programme_suspension blocks: book, clear, depart, pay" in run("workflow")


@pytest.mark.parametrize(
    "args", [["--as", "nobody"], ["--as", "x:intake_clark"], [], ["--as", "x:intake_clerk", "--no-such-option"]], ids=["form", "role", "none", "option"]
)
def test_wrong_usage_is_2(path: pathlib.Path, args: list[str]) -> None:
    refused("apply", path, *args, code=2, stdin="{}")


def test_new_again_is_refused(path: pathlib.Path) -> None:
    said = refused("new", path, "--office", "BKO")
    assert said.count("\n") == 1 and "Traceback" not in said


def test_a_register_that_is_not_there(tmp_path: pathlib.Path) -> None:
    said = refused("query", tmp_path / "none.safar", "cases")
    assert said.startswith("error: ") and said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_command_itself(path: pathlib.Path) -> None:
    """As a shell runs it: exit codes, nothing on stdout where it fails, no traceback."""
    def shell(*args: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "safar.cli", *map(str, args)], input=stdin, capture_output=True, text=True, env=os.environ, timeout=60)

    done = shell("apply", path, "--as", CLERK, stdin='{"persons":[{"ref":"A-1"}]}')
    assert done.returncode == 0 and "BKO-" in done.stdout, done.stderr
    done = shell("apply", path, "--as", CLERK, stdin='{"persons":[{"gven_name":"Awa"}]}')
    assert done.returncode == 1 and done.stdout == "" and done.stderr.startswith("error: ") and "Traceback" not in done.stderr
    assert shell("apply", path, "--sa", CLERK).returncode == 2
