#!/usr/bin/env python3
"""Prints docs/seed-facts.md from tests/vectors/seed_facts.json: which sentence of which text is which fact, and the question that gives it back.

    tools/make_seed_facts.py            write
    tools/make_seed_facts.py --check    fail where docs/seed-facts.md is another text
    --docs DIR                          the folder, docs by default

tests/python/test_seed_facts.py enters the facts and asks every question.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import sys
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[1]
FACTS = ROOT / "tests" / "vectors" / "seed_facts.json"
SHOWN = 5
"""Rows of an answer on the page; the file holds up to 16, and how many there are."""
ABBREVIATIONS = ("Ms.", "Mr.", "Dr.", "No.", "vs.", "e.g.", "i.e.")
END = re.compile(r"[.!?][”\"’)]*\s+(?![a-z])")


def sentences(text: str) -> list[str]:
    """The sentences of a text: a line ends one, and so does a full stop, question or exclamation mark before what is no small letter. A line
    or piece without a letter or digit is none."""
    found: list[str] = []
    for line in text.splitlines():
        line = line.strip().lstrip("•-").strip()
        begin = 0
        for end in END.finditer(line):
            if not line[begin : end.end()].rstrip().endswith(ABBREVIATIONS):
                found.append(line[begin : end.end()].strip())
                begin = end.end()
        found.append(line[begin:].strip())
    return [s for s in found if re.search(r"\w", s)]


def cell(value: Any) -> str:
    """A value in a cell of a table."""
    if isinstance(value, dict) and set(value) == {"absent"}:
        return f"*{value['absent']}*"
    if isinstance(value, list):
        return ", ".join(cell(v) for v in value) or "none"
    text = "yes" if value is True else "no" if value is False else str(value)
    return text.replace("|", "\\|").replace("<", "&lt;")


def shortened(value: Any) -> str:
    """Members of a command, short enough for a table."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 90 else text[:87] + "..."


def asked(query: dict[str, Any]) -> str:
    """A question in a few words: view, conditions, day."""
    where = "; ".join(" ".join(shortened(x) if not isinstance(x, str) else x for x in condition) for condition in query.get("where", []))
    day = f" on {query['valid_on']}" if "valid_on" in query else ""
    columns = ", ".join(query.get("select", query.get("group", [])))
    return f"`{query['from']}`{day}" + (f" where {cell(where)}" if where else "") + f": {columns}"


def rows(fact: dict[str, Any]) -> str:
    """The first rows of the answer."""
    if not fact["rows"]:
        return "*no row*"
    lines = ["; ".join(cell(v) for v in row.values()) for row in fact["first"][:SHOWN]]
    more = fact["rows"] - len(lines)
    return "<br>".join(lines) + (f"<br>and {more} more" if more else "")


def page(document: dict[str, Any]) -> str:
    """The whole of docs/seed-facts.md."""
    out = ["# Sentences, facts, questions", "", *document["about"], ""]
    out += ["| text | sentences | with a fact | questions | no fact | not or not wholly held |", "|---|---|---|---|---|---|"]
    for seed in document["seeds"]:
        all_ = seed["sentences"]
        held = [s for s in all_ if s.get("facts")]
        out.append(
            f"| {seed['seed']} {seed['title']} | {len(all_)} | {len(held)} | {sum(len(s['facts']) for s in held)} | "
            f"{sum(1 for s in all_ if not s.get('facts') and not s.get('missing'))} | {sum(1 for s in all_ if s.get('missing'))} |"
        )
    for seed in document["seeds"]:
        out += ["", f"## {seed['seed']}: {seed['title']}", "", f"Entered by `examples/{seed['example']}/`.", ""]
        out += ["| no. | begins | fact in the register | question | first rows |", "|---|---|---|---|---|"]
        for n, sentence in enumerate(seed["sentences"], 1):
            begins = cell(sentence["words"])
            if not sentence.get("facts"):
                out.append(f"| {n} | {begins} | {'not held, see below' if sentence.get('missing') else 'no fact'} | | |")
            for i, fact in enumerate(sentence.get("facts", [])):
                members = ", ".join(f"{k} {cell(shortened(v) if not isinstance(v, str) else v)}" for k, v in fact["members"].items())
                first = f"{n} | {begins}" if i == 0 else " | "
                out.append(f"| {first} | `{fact['command']}` {members} | {asked(fact['query'])} | {rows(fact)} |")
    out += ["", "## What cannot be held, or not wholly", ""]
    for seed in document["seeds"]:
        for n, sentence in enumerate(seed["sentences"], 1):
            if sentence.get("missing"):
                out.append(f"* {seed['seed']}, {n}: {sentence['missing']}")
    return "\n".join(out) + "\n"


def main() -> int:
    """Writes or compares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--docs", type=pathlib.Path, default=ROOT / "docs")
    args = parser.parse_args()
    text = page(json.loads(FACTS.read_text(encoding="utf-8")))
    path = args.docs / "seed-facts.md"
    if not args.check:
        path.write_text(text, encoding="utf-8")
        return 0
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        print(f"{path} is not what tools/make_seed_facts.py prints: run it", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
