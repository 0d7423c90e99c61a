#!/usr/bin/env python3
"""Prints what each public header costs to include, beside 1.5 times <chrono> in the same run. Slow is shown, not failed.

usage: compile_times.py [--once] ROOT [COMPILER] [HEADER...]
User seconds of `COMPILER -std=c++20 -fsyntax-only`, the best of three; --once: of one, which is rougher. Exit 1 only where a header does not compile alone.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def seconds(compiler, root, include, runs=3):
    """User seconds, or None where it does not compile."""
    best = None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "one.cpp"
        source.write_text(f"#include <{include}>\n")
        for _ in range(runs):
            before = os.times().children_user
            run = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", f"-I{root / 'include'}", str(source)], capture_output=True, text=True)
            if run.returncode != 0:
                print(run.stderr, file=sys.stderr)
                return None
            spent = os.times().children_user - before
            best = spent if best is None else min(best, spent)
    return best


def main(arguments):
    runs = 1 if arguments[:1] == ["--once"] else 3
    arguments = arguments[runs == 1 :]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(arguments[0]).resolve()
    compiler = arguments[1] if len(arguments) > 1 else "g++"
    headers = arguments[2:] or sorted(p.relative_to(root / "include").as_posix() for p in (root / "include").rglob("*") if p.suffix in {".h", ".hpp"})
    yard = seconds(compiler, root, "chrono", runs)
    budget = 1.5 * yard
    print(f"{'header':45} seconds  of budget ({budget:.2f} s = 1.5 x <chrono>)")
    broken = over = 0
    for header in headers:
        spent = seconds(compiler, root, header, runs)
        if spent is None:
            broken += 1
            print(f"{header:45} does not compile alone")
            continue
        over += spent > budget
        print(f"{header:45} {spent:7.2f}  {100 * spent / budget:4.0f} %{'  over' if spent > budget else ''}")
    print(f"{len(headers)} headers, {over} over the budget, {broken} that do not compile alone")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
