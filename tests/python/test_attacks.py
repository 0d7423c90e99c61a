"""What hostile testers tried (tests/attack), against this build: nothing may be found. And the runner itself: it must be able to find."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

import safar as sf

HERE = pathlib.Path(__file__).resolve().parents[1] / "attack"
ROOT = HERE.parents[1]
BUILD = pathlib.Path(sf.__file__).parents[2]
sys.path.insert(0, str(HERE))
import matrix  # noqa: E402
import pairs  # noqa: E402
import run  # noqa: E402
import world  # noqa: E402

FINDS = '"""A toy that finds."""\ndef attack(sf, folder):\n    return ["something"]\n'
NOTHING = '"""A toy that finds nothing."""\ndef attack(sf, folder):\n    return [] if folder.is_dir() and not list(folder.iterdir()) else ["no folder"]\n'
BREAKS = '"""A toy that breaks."""\ndef attack(sf, folder):\n    raise RuntimeError("it broke")\n'
SLOW = '"""A toy without an end."""\nimport time\nLIMIT = 2\ndef attack(sf, folder):\n    time.sleep(60)\n'


@pytest.mark.parametrize("script", run.scripts(), ids=lambda s: s.name)
def test_the_attack_finds_nothing(script: run.Script) -> None:
    if (BUILD / "src/libsafar.a").exists():
        result = run.run(script, ROOT, BUILD)
        assert result.ok, run.table([result])
    else:
        pytest.skip("this package is not one of a build tree")


@pytest.mark.parametrize("script", run.scripts(), ids=lambda s: s.name)
def test_the_attack_says_what_it_does_and_has_a_control_that_is_up_to_date(script: run.Script) -> None:
    assert (script.load().__doc__ or "").strip()
    assert run.controls_of(script), "without UNMENDED nothing shows that it can find anything"
    for edits in run.controls_of(script):
        for name, old, new in edits:
            assert (ROOT / name).read_text(encoding="utf-8").count(old) == 1, f"{name}: {old}"
            assert old != new


@pytest.mark.parametrize(("text", "state"), [(FINDS, "found"), (NOTHING, "nothing"), (BREAKS, "broke"), (SLOW, "broke")])
def test_the_runner_tells_apart(tmp_path: pathlib.Path, text: str, state: str) -> None:
    (tmp_path / "a1_toy.py").write_text(text)
    (script,) = run.scripts(tmp_path)
    assert run.run(script, ROOT, BUILD).state == state
    done = subprocess.run([sys.executable, str(HERE / "run.py"), "--scripts", str(tmp_path), "--build", str(BUILD)], capture_output=True, text=True)
    assert done.returncode == (0 if state == "nothing" else 1) and state in done.stdout, done.stdout + done.stderr


def test_an_edit_that_is_out_of_date_fails_aloud(tmp_path: pathlib.Path) -> None:
    (tmp_path / "x.cpp").write_text("one two two")
    assert run.edited(tmp_path, [("x.cpp", "one", "three")]) == {tmp_path / "x.cpp": b"one two two"}
    for text in ("two", "one", "four"):
        with pytest.raises(ValueError, match="out of date"):
            run.edited(tmp_path, [("x.cpp", text, "three")])
    assert (tmp_path / "x.cpp").read_text() == "three two two"


def test_the_matrix_finds_a_role_that_reads_too_much(tmp_path: pathlib.Path) -> None:
    # Control: to the matrix a movement officer may read nothing, so every name that one sees is out of place.
    made = world.build(sf, tmp_path / "register")
    found = matrix.ask_all(made, [("movement_officer", "casework")], tmp_path, whole=False, may=lambda role, purpose: ())
    made.register.close()
    assert len(found.leaks) > 20 and found.calls > 1000


def test_the_matrix_names_what_it_does_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    assert matrix.asks.unknown_methods(sf, "T safar_open@@SAFAR_0") == []
    monkeypatch.setattr(sf.Session, "whisper", lambda self: "", raising=False)
    assert matrix.asks.unknown_methods(sf, "T safar_shout@@SAFAR_0") == ["Session.whisper", "safar_shout"]


def test_the_pairs_cover_every_sealed_shelf() -> None:
    assert {p.shelf for p in pairs.pairs()} == set(world.SEALED)
    assert set(pairs.SAMPLE) <= {p.name for p in pairs.pairs()}


def test_every_promise_of_the_threat_model_names_an_attack_that_is_there() -> None:
    text = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
    promised = {cell for line in text.splitlines() if line.startswith("|") for cell in re.findall(r"\b[ab][0-9]+\b", line.rsplit("|", 2)[-2])}
    there = {re.sub("^([AB])0*(?=[0-9])", r"\1", s.finding).lower() for s in run.scripts()}
    assert len(promised) > 20 and promised <= there, sorted(promised - there)
    for target in re.findall(r"\]\(([^)#:]+)", text):
        assert (ROOT / "docs" / target).exists(), target
