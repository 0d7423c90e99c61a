"""The stubs are what is there; and the check of that can fail."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "make_stubs.py"
PACKAGE = ROOT / "python" / "safar"


def check(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(TOOL), "--check", *map(str, args)], capture_output=True, text=True, timeout=300)


def test_stubs_are_what_is_there() -> None:
    pytest.importorskip("mypy")
    done = check()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("_core.pyi", "def rows_json(self, first: int, count: int, /)", "def rows_json(self, first: int, /)"),
        ("commands.pyi", "        resaon: ", ""),
    ],
    ids=["core", "commands"],
)
def test_a_stub_with_a_wrong_parameter_fails(tmp_path: pathlib.Path, name: str, right: str, wrong: str) -> None:
    """The control."""
    pytest.importorskip("mypy")
    for stub in ("_core.pyi", "commands.pyi"):
        text = (PACKAGE / stub).read_text(encoding="utf-8")
        if stub == name:
            changed = text.replace("        programme: ", "        program: ", 1) if name == "commands.pyi" else text.replace(right, wrong, 1)
            assert changed != text
            text = changed
        (tmp_path / stub).write_text(text, encoding="utf-8")
    done = check("--stubs", tmp_path, "--types-only")
    assert done.returncode != 0 and "rows_json" in done.stdout + done.stderr or "program" in done.stdout + done.stderr
