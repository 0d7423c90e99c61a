#!/usr/bin/env python3
"""Reads every include of the tree and fails on an arrow that goes the wrong way between rooms.

usage: check_layers.py ROOT            the tree is clean
       check_layers.py --control ROOT  every file that says `expect: RULE` breaks exactly that rule, and no other file breaks one

Rules:
  arrow      a room includes a room that is not below it
  library    a public header includes a third-party library
  missing    an include of ours names a file that is not there
  catch      an exception is caught in src/ at another place than src/c/boundary.hpp and the few of CATCHES
"""
import re
import sys
from pathlib import Path

# What each room may include, besides itself; the rooms below those come with them. Rooms that are to come are listed too.
BELOW = {
    "base": [],
    "dmn": ["base"],
    "workflow": ["dmn"],
    "model": ["base"],
    "store": ["base"],
    "casework": ["model", "workflow"],
    "portfolio": ["model", "workflow"],
    "eligibility": ["model", "dmn"],
    "linkage": ["model"],
    "surge": ["model"],
    "funding": ["model"],
    "outcomes": ["model"],
    "disclosure": ["model"],
    "exchange": ["model"],
    "kernel": ["casework", "portfolio", "exchange"],
}
BELOW["register"] = list(BELOW)
BELOW["c"] = ["register"]
BELOW["bindings"] = ["register"]

# Headers at the top of include/, and the one header of the C interface that base itself stands on.
ROOM_OF = {
    "safar/version.hpp": "base",
    "safar/c/arrow.h": "base",
    "safar/register.hpp": "register",
    "safar/kernel.hpp": "kernel",
    "safar.h": "c",
}
LIBRARIES = re.compile(r"^(nlohmann/|pybind11/|sqlite3|sodium|bid_|date/|gtest/|gmock/|openssl/|pugixml|unicode/)")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
CATCH = re.compile(r"\bcatch[ \t]*\(")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
# Where a catch is right, and why. All else goes up to the boundary.
CATCHES = {
    "src/c/boundary.hpp": "the boundary: exceptions become codes",
    "src/base/arrow_stream.cpp": "callbacks that foreign code calls, from C and from Python",
    "src/base/time.cpp": "the date library tells of an unknown zone by an exception only",
    "src/store/batch.cpp": "what fails on a thread is thrown again where its work is waited for",
    "src/store/sqlite.cpp": "a statement that no pool can take is finalised",
}
SUFFIXES = {".h", ".hpp", ".cpp", ".c", ".inc"}


def closure():
    known = {}

    def of(room):
        if room not in known:
            known[room] = {room}.union(*(of(r) for r in BELOW[room]))
        return known[room]

    return {room: of(room) for room in BELOW}


def room_of_header(name):
    if name in ROOM_OF:
        return ROOM_OF[name]
    parts = name.split("/")
    return parts[1] if len(parts) > 2 else "register"


def room_of_file(root, path):
    parts = path.relative_to(root).parts
    if parts[0] == "include":
        return room_of_header("/".join(parts[1:]))
    return parts[1] if parts[0] == "src" else "bindings"


def target(root, path, mark, name):
    """The room that an include leads to; "" for a library or the standard's; None for a file of ours that is not there."""
    if name == "safar.h" or name.startswith("safar/"):
        return room_of_header(name) if (root / "include" / name).exists() else None
    if mark == "<":
        return ""
    for folder in (path.parent, root / "src", root / "bindings"):
        found = (folder / name).resolve()
        if found.exists():
            return room_of_file(root, found)
    return "" if LIBRARIES.match(name) else None


def problems(root):
    allowed = closure()
    found = []
    files = sorted(p for top in ("include", "src", "bindings") if (root / top).exists() for p in (root / top).rglob("*") if p.suffix in SUFFIXES)
    for path in files:
        shown = path.relative_to(root)
        room = room_of_file(root, path)
        if room not in allowed:
            found.append((path, "arrow", f"{shown}: room {room} is not in the table of this script: say what it may include"))
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            mark, name = match.groups()
            line = text.count("\n", 0, match.start()) + 1
            if shown.parts[0] == "include" and LIBRARIES.match(name):
                found.append((path, "library", f"{shown}:{line}: a public header includes {name}: include it in a .cpp"))
                continue
            to = target(root, path, mark, name)
            if to is None:
                found.append((path, "missing", f"{shown}:{line}: {name} is not there"))
            elif to and to not in allowed[room]:
                found.append((path, "arrow", f"{shown}:{line}: {room} includes {name} of {to}: arrows go the other way"))
        if shown.parts[0] == "src" and shown.as_posix() not in CATCHES and CATCH.search(COMMENT.sub("", text)):
            found.append((path, "catch", f"{shown}: catches; only src/c/boundary.hpp may (CATCHES in this script has the exceptions and their reasons)"))
    return files, found


def main(arguments):
    control = arguments[:1] == ["--control"]
    if len(arguments) != 1 + control:
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(arguments[-1]).resolve()
    files, found = problems(root)
    if not files:
        print(f"no sources under {root}", file=sys.stderr)
        return 2
    if not control:
        for _, _, sentence in found:
            print(sentence)
        print(f"{len(files)} files, {len(found)} problems")
        return 1 if found else 0
    wrong = 0
    for path in files:
        expected = set(re.findall(r"expect: (\w+)", path.read_text(encoding="utf-8")))
        got = {rule for p, rule, _ in found if p == path}
        if expected != got:
            wrong += 1
            print(f"{path.relative_to(root)}: expected {sorted(expected)}, got {sorted(got)}")
    rules = {rule for _, rule, _ in found}
    if rules != {"arrow", "library", "missing", "catch"}:
        wrong += 1
        print(f"the fixture does not show every rule: {sorted(rules)}")
    print(f"control: {len(files)} files, {len(found)} problems found, {wrong} not as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
