"""The examples of the portfolio print what is kept beside them, and leave a register that verifies."""

from __future__ import annotations

import difflib
import importlib.util
import io
import json
import os
import pathlib
import subprocess
import sys
from types import ModuleType

import pytest

import safar as sf

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
NAMES = ["malta", "mtm", "morocco", "montenegro"]


def load(name: str) -> ModuleType:
    """The script of an example."""
    if str(EXAMPLES) not in sys.path:
        sys.path.insert(0, str(EXAMPLES))
    spec = importlib.util.spec_from_file_location(f"example_{name}", EXAMPLES / name / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_what_is_kept(name: str, tmp_path: pathlib.Path) -> None:
    out = io.StringIO()
    load(name).story(tmp_path, out)
    kept = (EXAMPLES / name / "expected.txt").read_text(encoding="utf-8")
    assert out.getvalue() == kept, "".join(difflib.unified_diff(kept.splitlines(True), out.getvalue().splitlines(True), "kept", "now", n=1))
    with sf.Register.open(tmp_path / "example.safar", read_only=True) as register, register.session("auditor.1", "auditor", "audit") as s:
        assert s.verify()


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_fact_is_seen(name: str, tmp_path: pathlib.Path) -> None:
    """Without its last commands the story prints something else: the comparison can fail."""
    module = load(name)
    whole = module.desk.lines
    module.desk.lines = lambda path: list(whole(path))[:-1]
    try:
        out = io.StringIO()
        module.story(tmp_path, out)
    finally:
        module.desk.lines = whole
    assert out.getvalue() != (EXAMPLES / name / "expected.txt").read_text(encoding="utf-8")


def test_the_script_runs_by_itself(tmp_path: pathlib.Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(pathlib.Path(sf.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, EXAMPLES / "malta" / "malta.py", "--keep", tmp_path / "kept"], capture_output=True, text=True, timeout=120, env=env
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (EXAMPLES / "malta" / "expected.txt").read_text(encoding="utf-8")
    assert (tmp_path / "kept" / "example.safar").exists()


def test_a_line_that_is_no_json_says_where(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text('# a remark\n{"command": "pledge"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="facts.jsonl, line 2"):
        list(load("malta").desk.lines(path))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.jsonl")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_facts_are_commands(path: pathlib.Path) -> None:
    for line in load("malta").desk.lines(path):
        assert isinstance(line, dict) and isinstance(line.get("command"), str), json.dumps(line)
