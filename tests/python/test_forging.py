"""History cannot be rewritten by somebody without keys: a sample of forgeries, and heads that a partner keeps. The whole: tests/attack/forge.py."""

from __future__ import annotations

import json
import pathlib
import sys

import pytest
from typer.testing import CliRunner

import safar as sf
from conftest import Desk
from safar.cli import app

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "attack"))
import forge  # noqa: E402
import verify_without_safar  # noqa: E402


def test_two_hundred_edits_are_told(tmp_path: pathlib.Path) -> None:
    assert forge.forgeries(sf, tmp_path, 200, seed=7) == []


def test_heads_are_given_and_taken(mali: Desk) -> None:
    mali.apply()
    with mali.as_("auditor", "audit") as s:
        first = s.heads()
        assert s.verify(expect=first).intact and s.verify().heads == first
        assert s.verify(expect=json.dumps({"heads": first, "v": 1})).intact
    mali.apply("Awa")
    with mali.as_("auditor", "audit") as s:
        assert s.verify(expect=first).intact, "it went on from there"
        later = s.heads()
        other = [{**later[0], "link": "00" * 32}]
        report = s.verify(expect=other)
        assert not report and any("another link" in p["what"] for p in report.problems)
        for wrong in ([], {}, {"heads": []}, "", "null", [{**later[0], "seq": -1}], [{**later[0], "more": 1}], [{k: v for k, v in later[0].items() if k != "signature"}]):
            with pytest.raises(sf.SafarError):
                s.verify(expect=wrong)


def test_the_shell_and_the_script_without_safar_take_heads(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    runner = CliRunner()
    (tmp_path / "life").mkdir()
    path = forge.live(sf, tmp_path / "life", 6)
    key = str(path.with_suffix(".key"))
    head = tmp_path / "head.json"
    head.write_text(runner.invoke(app, ["head", str(path), "--key", key]).stdout, encoding="utf-8")
    before = forge.copy(path, tmp_path / "before")
    with sf.Register.open(path, keys=key, clock=forge.Clock(forge.START * 2), accept_clock_jump=True) as register, register.session("c.1", "intake_clerk", "casework") as s:
        s.execute(sf.Apply(site="ML-1", persons=[{"given_name": "Lamin", "sex": "male"}]))
    for keep in (head, tmp_path / "today.json"):
        if keep is not head:
            keep.write_text(runner.invoke(app, ["head", str(path), "--key", key]).stdout, encoding="utf-8")
        assert runner.invoke(app, ["verify", str(path), "--key", key, "--head", str(keep)]).exit_code == 0
        assert verify_without_safar.main([str(path), "--head", str(keep)]) == 0
    told = runner.invoke(app, ["verify", str(before), "--key", key, "--head", str(tmp_path / "today.json")])
    assert told.exit_code == 1 and "ends before" in told.stdout + told.stderr
    assert verify_without_safar.main([str(before), "--head", str(tmp_path / "today.json")]) == 1
    assert "ends before" in capsys.readouterr().err
    assert verify_without_safar.main([str(before)]) == 0, "control: without the head nobody can know"
