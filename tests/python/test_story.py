"""The Mali story from outside: the example as a command, then the register that it leaves, asked through the command line.

What is expected here is counted again from the generator's applications and lives, not with the example's own figures.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import pathlib
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

import safar as sf
from safar import synthetic

ROOT = pathlib.Path(__file__).resolve().parents[2]
MALI = ROOT / "examples" / "mali"
SEED, APPLICATIONS = 7, 900


def run_example(out: pathlib.Path, seed: int, applications: int) -> str:
    done = subprocess.run(
        [sys.executable, str(MALI / "mali.py"), "--seed", str(seed), "--applications", str(applications), "--out", str(out), "--no-page"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@dataclass
class Story:
    register: pathlib.Path
    said: str
    truth: dict[str, Any]
    applications: list[dict[str, Any]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    out = tmp_path_factory.mktemp("story") / "mali"
    said = run_example(out, SEED, APPLICATIONS)
    truth = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    return Story(out / "mali.safar", said, truth, synthetic.intake(APPLICATIONS, SEED).applications)


def ask(register: pathlib.Path, *args: str) -> list[dict[str, Any]]:
    """Rows that ``safar query`` gives."""
    done = subprocess.run([sys.executable, "-m", "safar.cli", "query", str(register), *args, "--json"], capture_output=True, text=True, timeout=120, env=os.environ)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


def grouped(rows: list[dict[str, Any]], key: str, count: str) -> dict[str, int]:
    return {str(r[key]): r[count] for r in rows if r[count]}


def days_of(truth: dict[str, Any]) -> list[str]:
    """A day early on, one in the middle, the eve of the suspension, the day itself, one amid the reviews, the last."""
    on = dt.date.fromisoformat(truth["suspension"]["on"])
    amid = sorted(r["on"] for r in truth["reviews"])[len(truth["reviews"]) // 2]
    return ["2017-06-30", "2018-06-30", (on - dt.timedelta(days=1)).isoformat(), on.isoformat(), amid, truth["end"]]


def expected(applications: list[dict[str, Any]], truth: dict[str, Any], day: str) -> dict[str, Any]:
    """What the register must have known at the end of a day."""
    known = [a for a in applications if a["applied_on"] <= day]
    held = set()
    if day >= truth["suspension"]["on"]:
        held = set(truth["suspended"]) | {a["ref"] for a in known if a["ref"] in set(truth["suspension"].get("held_later", []))}
    lifted = {r["case"] for r in truth["reviews"] if r["on"] <= day and r["outcome"] in ("resume", "refuse")}
    return {
        "nationality": dict(Counter(p["nationality"] for a in known for p in a["persons"])),
        "site": dict(Counter(a["site"] for a in known)),
        "route": dict(Counter(a["route"] for a in known)),
        "held": len(held - lifted),
        "refused": sum(r["on"] <= day and r["outcome"] == "refuse" for r in truth["reviews"]),
    }


def answered(register: pathlib.Path, day: str) -> dict[str, Any]:
    """The same from the register."""
    known = ("--known-on", day)
    return {
        "nationality": grouped(ask(register, "counts", "--by", "nationality", *known), "nationality", "persons"),
        "site": grouped(ask(register, "counts", "--by", "site", *known), "site", "cases"),
        "route": grouped(ask(register, "counts", "--by", "route", *known), "route", "cases"),
        "held": len(ask(register, "cases", "--where", "holds=programme_suspension", "--select", "number", *known)),
        "refused": len(ask(register, "cases", "--where", "resolution=refuse", "--select", "number", *known)),
    }


@pytest.mark.slow
def test_every_figure_of_the_example_agrees(story: Story) -> None:
    lines = [line for line in story.said.splitlines() if line.startswith(("  ok ", "  NOT"))]
    assert len(lines) > 25 and all(line.startswith("  ok ") for line in lines), story.said
    assert f"{len(lines)} of {len(lines)} figures agree" in story.said


@pytest.mark.slow
def test_of_another_seed_too(tmp_path: pathlib.Path) -> None:
    said = run_example(tmp_path / "mali", 8, 400)
    assert "NOT" not in said and "figures agree with the truth file" in said


@pytest.mark.slow
@pytest.mark.parametrize("at", range(6))
def test_the_command_line_gives_the_same(story: Story, at: int) -> None:
    day = days_of(story.truth)[at]
    assert answered(story.register, day) == expected(story.applications, story.truth, day)


@pytest.mark.slow
def test_departures_by_nationality_as_valid_and_as_known(story: Story) -> None:
    by_ref = {a["ref"]: a for a in story.applications}
    for day in (days_of(story.truth)[1], story.truth["end"]):
        gone = [ref for ref, life in story.truth["timeline"].items() if any(e["event"] == "depart" and e["on"] <= day for e in life)]
        true = dict(Counter(p["nationality"] for ref in gone for p in by_ref[ref]["persons"]))
        assert true
        for how in ("--valid-on", "--known-on"):
            rows = ask(story.register, "counts", "--by", "nationality", "--where", "departed=true", how, day)
            assert grouped(rows, "nationality", "persons") == true, (how, day)


@pytest.mark.slow
def test_before_the_reviews_is_not_after_them(story: Story) -> None:
    eve, on, end = (expected(story.applications, story.truth, d) for d in (days_of(story.truth)[i] for i in (2, 3, 5)))
    assert eve["held"] == 0 < end["held"] < on["held"] == len(story.truth["suspended"])


@pytest.mark.slow
def test_control_one_changed_number_is_reported(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(MALI))
    import figures

    def wrong(truth: dict[str, Any]) -> list[str]:
        with sf.Register.open(story.register, read_only=True) as register, register.session("x", "finance_officer", "casework") as s:
            return [question for question, seen, true in figures.compare(s, truth, story.applications) if seen != true]

    assert wrong(story.truth) == []
    changed = json.loads(json.dumps(story.truth))
    changed["counts"]["persons"]["by_nationality"]["GIN"] += 1
    assert wrong(changed) == ["persons by nationality"]
    changed = json.loads(json.dumps(story.truth))
    changed["reviews"].pop()
    assert any(q.startswith(("held", "reviewed")) for q in wrong(changed))
    day = days_of(story.truth)[2]
    moved = json.loads(json.dumps(story.applications))
    moved[0]["site"] = "ML-GAO-1" if moved[0]["site"] != "ML-GAO-1" else "ML-BKO-1"
    assert answered(story.register, day) != expected(moved, story.truth, day)


@pytest.mark.slow
def test_what_is_left_is_intact_and_asks_for_its_key(story: Story, tmp_path: pathlib.Path) -> None:
    verify = [sys.executable, "-m", "safar.cli", "verify", str(story.register)]
    done = subprocess.run([*verify, "--json"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and json.loads(done.stdout)["projections"] == "same", done.stderr
    (tmp_path / "other.key").write_text("safar-key-1 " + bytes(range(32)).hex() + "\n")
    (tmp_path / "other.key").chmod(0o600)
    done = subprocess.run([*verify, "--key", str(tmp_path / "other.key")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and done.stderr.startswith("error: ")
