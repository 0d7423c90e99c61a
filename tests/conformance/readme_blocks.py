"""Programs of README and of the developers' tutorial, as they stand there.

    readme_blocks.py README OUT        writes OUT/readme.cpp and OUT/readme.c
    readme_blocks.py --tutorial PAGE OUT   writes OUT/CMakeLists.txt and OUT/desk.cpp
    readme_blocks.py --run PROGRAM     runs one in an empty folder; it must end well and show the case that it made
    readme_blocks.py --twice PROGRAM   runs the tutorial's twice there; the second time the case must be the same, and known
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import tempfile


def blocks(readme: pathlib.Path, language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def write(page: pathlib.Path, out: pathlib.Path, files: dict[str, str]) -> int:
    """The one block of each language, into its file."""
    out.mkdir(parents=True, exist_ok=True)
    for language, name in files.items():
        found = blocks(page, language)
        if len(found) != 1:
            print(f"{page.name} has {len(found)} blocks of {language}, not one", file=sys.stderr)
            return 1
        (out / name).write_text(found[0], encoding="utf-8")
    return 0


def run(program: str, times: int) -> list[str]:
    """What it prints, each time; a failure is printed and gives nothing."""
    said = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            done = subprocess.run([os.path.abspath(program)], cwd=folder, capture_output=True, text=True, timeout=100, check=False)
            print(done.stdout + done.stderr)
            if done.returncode != 0:
                return []
            said.append(done.stdout)
    return said


def main(arguments: list[str]) -> int:
    if arguments[0] == "--run":
        return 0 if any(re.search(r"[A-Z]{3}-20\d\d-00001", s) for s in run(arguments[1], 1)) else 1
    if arguments[0] == "--twice":
        said = run(arguments[1], 2)
        made = [re.search(r'(taken|again): .*"case":"([0-9a-f]{32})"', s) for s in said]
        good = len(made) == 2 and all(made) and [m[1] for m in made if m] == ["taken", "again"] and len({m[2] for m in made if m}) == 1
        return 0 if good and all("GIN" in s and "00002" not in s and "depart" in s for s in said) else 1
    if arguments[0] == "--tutorial":
        return write(pathlib.Path(arguments[1]), pathlib.Path(arguments[2]), {"cmake": "CMakeLists.txt", "cpp": "desk.cpp"})
    return write(pathlib.Path(arguments[0]), pathlib.Path(arguments[1]), {"cpp": "readme.cpp", "c": "readme.c"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
