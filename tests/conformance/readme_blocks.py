"""README's programs in C++ and C.

    readme_blocks.py README OUT      writes OUT/readme.cpp and OUT/readme.c, as they stand in README
    readme_blocks.py --run PROGRAM   runs one in an empty folder; it must end well and show the case that it made
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


def main(first: str, second: str) -> int:
    if first == "--run":
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([os.path.abspath(second)], cwd=folder, capture_output=True, text=True, timeout=100, check=False)
        print(done.stdout + done.stderr)
        return 0 if done.returncode == 0 and re.search(r"BKO-20\d\d-00001", done.stdout) else 1
    out = pathlib.Path(second)
    out.mkdir(parents=True, exist_ok=True)
    for language in ("cpp", "c"):
        found = blocks(pathlib.Path(first), language)
        if len(found) != 1:
            print(f"README has {len(found)} blocks of {language}, not one", file=sys.stderr)
            return 1
        (out / f"readme.{language}").write_text(found[0], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
