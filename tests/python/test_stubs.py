"""The stubs are what is there; and the check of that can fail."""

from __future__ import annotations

import pathlib
import re
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
        ("_core.pyi", "    def cancel(self) -> None: ...\n", ""),
        ("commands.pyi", "        programme: ", "        program: "),
    ],
    ids=["core_parameter", "core_function", "commands_parameter"],
)
def test_a_wrong_stub_fails(tmp_path: pathlib.Path, name: str, right: str, wrong: str) -> None:
    """The control."""
    pytest.importorskip("mypy")
    for stub in ("_core.pyi", "commands.pyi"):
        text = (PACKAGE / stub).read_text(encoding="utf-8")
        changed = text.replace(right, wrong, 1) if stub == name else text
        assert (changed != text) == (stub == name)
        (tmp_path / stub).write_text(changed, encoding="utf-8")
    done = check("--stubs", tmp_path, "--types-only")
    word = re.search(r"\w+(?=\(|: $)", right)
    assert word and done.returncode != 0 and word[0] in done.stdout, done.stdout + done.stderr
