"""Code in docs/embedding is a part of the program that it names, line by line; and what is linked there exists.

Usage: docs.py ROOT [--control]     --control: succeeds if a changed word is found
"""

from __future__ import annotations

import pathlib
import re
import sys

BLOCK = re.compile(r"(<!-- from (\S+) -->\n)?```(\w+)\n(.*?)\n```\n", re.S)


def wrong(root: pathlib.Path, page: pathlib.Path, text: str) -> list[str]:
    found = []
    for block in BLOCK.finditer(text):
        source, language, code = block[2], block[3], block[4]
        if source is None:
            if language != "sh":  # how to build: tests/embed/run.sh does the same
                found.append(f"{page.name}: a block of {language} does not say where it is from")
        elif f"\n{code}\n" not in "\n" + (root / source).read_text():
            found.append(f"{page.name}: this is not in {source}:\n{code}")
    found += [f"{page.name}: there is no {link}" for link in re.findall(r"\]\((?!http)([^)#]+)", BLOCK.sub("", text)) if not (page.parent / link).exists()]
    return found


def main() -> int:
    root = pathlib.Path(sys.argv[1]).resolve()
    pages = sorted((root / "docs/embedding").glob("*.md"))
    texts = {page: page.read_text() for page in pages}
    if "--control" in sys.argv:
        page = root / "docs/embedding/c.md"
        problems = wrong(root, page, texts[page].replace("safar_execute(mover", "safar_execute(clerk", 1))
        print("control: a changed word is", "found" if len(problems) == 1 else f"NOT found: {problems}")
        return 0 if len(problems) == 1 else 1
    problems = [problem for page, text in texts.items() for problem in wrong(root, page, text)]
    blocks = sum(len(BLOCK.findall(text)) for text in texts.values())
    print("\n".join(problems) or f"{len(pages)} pages, {blocks} blocks: all are what runs")
    return 1 if problems or blocks < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
