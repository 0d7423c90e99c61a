"""Leads 10,000 lives of a log and of a register on a disk that loses its power or answers errors, and prints the totals.

Usage: python3 tests/bench/power_cuts.py BUILD_FOLDER [--lives N] [--seed N] [--from N] [--to N] [--jobs N] [--save FILE]

BUILD_FOLDER has tests/fault/test_fault and test_fault_register (a release build is several times faster). Every call of one
scripted life is a place for a cut and for an error once; the other lives take theirs at random. Half of --lives are the log's.
--from and --to choose lives of each program by number, --jobs runs as many at once, and --save keeps each finished part in a
file, so that a run which was stopped goes on from there. The controls, whose flushes are not honest, must lose something.
Ends with 1 where an acknowledged act was lost, something was there in part, or a control noticed nothing.
"""

import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys

PROGRAMS = {"log": "test_fault", "register": "test_fault_register"}
FIGURES = ("lives", "cuts", "errors", "acknowledged", "lost", "losing", "halves", "halving")
PART = 100


def add(parts: list[dict]) -> dict:
    total = {name: sum(p[name] for p in parts) for name in FIGURES}
    total["first"] = next((p["first"] for p in parts if p["first"]), "")
    return total


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("build", type=pathlib.Path)
    ask.add_argument("--lives", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--from", type=int, default=0, dest="first")
    ask.add_argument("--to", type=int)
    ask.add_argument("--jobs", type=int, default=1)
    ask.add_argument("--save", type=pathlib.Path)
    arg = ask.parse_args()
    end = arg.lives // 2 if arg.to is None else arg.to
    steps = [("lives", n, min(n + PART, end)) for n in range(arg.first, end, PART)] + [("pretends", 0, PART), ("parts", 0, PART)]
    tasks = [(name, *step, arg.seed) for step in steps for name in PROGRAMS]
    done: dict[tuple, dict] = {}
    if arg.save and arg.save.exists():
        for line in arg.save.read_text().splitlines():
            entry = json.loads(line)
            done[tuple(entry["task"])] = entry["part"]

    def lead(task: tuple) -> dict:
        name, *rest = task
        program = arg.build / "tests" / "fault" / PROGRAMS[name]
        run = subprocess.run([program, *map(str, rest)], capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"{name} {rest} ended with {run.returncode}: {run.stderr[-500:]}")
        return json.loads(run.stdout)

    with concurrent.futures.ThreadPoolExecutor(arg.jobs) as pool:
        running = {pool.submit(lead, task): task for task in tasks if task not in done}
        for finished in concurrent.futures.as_completed(running):
            task, part = running[finished], finished.result()
            done[task] = part
            if arg.save:
                with arg.save.open("a") as out:
                    out.write(json.dumps({"task": task, "part": part}) + "\n")
            print(f"{len(done)} of {len(tasks)}: {task} {part['lost']} lost {part['halves']} halves {part['first']}", file=sys.stderr, flush=True)

    good = True
    for name in PROGRAMS:
        for what in ("lives", "pretends", "parts"):
            t = add([done[task] for task in tasks if task[:2] == (name, what)])
            found = t["lost"] + t["halves"]
            good &= (found == 0) if what == "lives" else found > 0
            print(f"{name}, {what}: " + ", ".join(f"{t[f]} {f}" for f in FIGURES) + (f"; first: {t['first']}" if t["first"] else ""))
    # More commands than one transaction takes, on two threads: three lives that take seconds each, so they are not in the suite.
    crowd = [arg.build / "tests" / "fault" / PROGRAMS["register"], "--gtest_also_run_disabled_tests", "--gtest_filter=*CommandsThatAreWrittenWhileOthersArePrepared"]
    run = subprocess.run(crowd, capture_output=True, text=True)
    good &= run.returncode == 0 and "[  PASSED  ] 1 test" in run.stdout
    print("register, 4,200 commands at once, whole, with an error and with a cut: " + ("nothing lost" if run.returncode == 0 else run.stdout[-800:]))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
