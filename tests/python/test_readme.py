"""What README shows for Python and the shell works as it stands there; what it names is there. (C and C++: tests/conformance/.)"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def run(command: list[str], folder: pathlib.Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120)


def test_python(tmp_path: pathlib.Path) -> None:
    (block,) = blocks("python")
    (tmp_path / "readme.py").write_text(block, encoding="utf-8")
    done = run([sys.executable, "-W", "error", "readme.py"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "'below': 5" in done.stdout and "'nationality': 'GIN'" in done.stdout
    assert "held by programme_suspension since" in done.stdout, done.stdout


def test_bulk(tmp_path: pathlib.Path) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "bulk.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / "bulk.py").write_text(block, encoding="utf-8")
    done = run([sys.executable, "-W", "error", "bulk.py"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "BKO-" in done.stdout and "0 refused /persons/0/birth" in done.stdout and "1 done" in done.stdout
    assert (tmp_path / "copy.safar").exists()


def test_shell(tmp_path: pathlib.Path) -> None:
    (block,) = blocks("sh")
    said = shell(block, tmp_path)
    for words in ("2 applied", "1 case would be held", "Nothing was changed", "GIN", "intact"):
        assert words in said, words + "\n" + said


def test_intake(tmp_path: pathlib.Path) -> None:
    first, second = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "docs" / "intake.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    said = shell(first + second, tmp_path)
    assert "2 would be applied" in said and "2 applied" in said and "2 repeated" in said, said
    assert "1 repeated" in said and "1 seen before with other content" in said, said


def test_officer(tmp_path: pathlib.Path) -> None:
    page = (ROOT / "docs" / "tutorial-officer.md").read_text(encoding="utf-8")
    said = shell("".join(re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)), tmp_path)
    (shown,) = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    for words in ("mariame=Mariam (spelling)", shown, "KAY-2018-00001: eligible", "Mariam Traoré", "GIN          2018-11", "intact"):
        assert words in said, words + "\n" + said


def test_kernels(tmp_path: pathlib.Path) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "kernels.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / "kernel.py").write_text(block, encoding="utf-8")
    done = run([sys.executable, "-W", "error", "kernel.py"], tmp_path)
    assert done.returncode == 0 and "unknown_country" in done.stdout, done.stdout + done.stderr


def test_each_block_makes_a_register_of_its_own() -> None:
    """Who follows README from its top to its end meets no file that is there already."""
    made = re.findall(r"safar new (\S+\.safar)|create\(\"(\S+\.safar)|open\(\"(\S+\.safar)", README)
    names = ["".join(m) for m in made]
    assert len(names) == 4 and len(set(names)) == 4, names


def test_the_partners_page_shows_what_runs() -> None:
    page = (ROOT / "docs" / "tutorial-partner.md").read_text(encoding="utf-8")
    shown = re.findall(r"^<!-- from (\S+) -->\n```\w+\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(shown) >= 2
    for source, code in shown:
        assert "\n" + code in (ROOT / source).read_text(encoding="utf-8"), code
    codes = dict(re.findall(r"#define (SAFAR_E_\w+) (\d+)", (ROOT / "include" / "safar" / "c" / "base.h").read_text(encoding="utf-8")))
    named = set(re.findall(r"SAFAR_E_\w+", page)) | set(re.findall(r"SAFAR_E_\w+", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")))
    assert len(codes) > 25 and named <= set(codes), named - set(codes)


def shell(block: str, tmp_path: pathlib.Path) -> str:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "safar").write_text(f"#!{sys.executable}\nimport sys\nfrom safar.cli import main\nsys.exit(main())\n")
    (programs / "safar").chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    script = "set -euo pipefail\n" + block
    done = run(["bash", "-c", script], work, PATH=f"{programs}:{os.environ['PATH']}")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_broken_block_fails(tmp_path: pathlib.Path) -> None:
    """The control."""
    (block,) = blocks("python")
    (tmp_path / "readme.py").write_text(block.replace("sf.Migrant(given_name=", "sf.Migrant(given_nmae="), encoding="utf-8")
    done = run([sys.executable, "readme.py"], tmp_path)
    assert done.returncode != 0 and "given_nmae" in done.stderr


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/commands.md", "docs/queries.md", "docs/workflow.md", "docs/deadlines.md", "docs/bulk.md", "docs/fields.md", "docs/intake.md", "docs/errors.md", "docs/kernels.md", "docs/portfolio.md",
                                  "docs/case-file.md", "docs/tutorial-developer.md", "docs/tutorial-partner.md"])
def test_what_is_linked_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / name).parent / target).exists(), f"{name} links {target}"


def test_every_finding_of_the_lint_is_documented() -> None:
    source = (ROOT / "src" / "workflow" / "read.cpp").read_text(encoding="utf-8")
    codes = set(re.findall(r'add\("([a-z_]+)"', source))
    assert len(codes) > 15
    assert [c for c in sorted(codes) if f"`{c}`" not in (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8")] == []


def test_every_line_of_the_changelog_names_a_test_that_is_there() -> None:
    lines = re.findall(r"^\* (.*(?:\n  .*)*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) > 8
    for line in lines:
        named = re.findall(r"`((?:tests|tools)/[\w./*-]+)`", line)
        assert named and all(list(ROOT.glob(n)) for n in named), line
