"""Leads 10,000 lives of a log and of a register on a disk that loses its power or answers errors, and prints the totals.

Usage: python3 tests/bench/power_cuts.py BUILD_FOLDER [LIVES [SEED]]

BUILD_FOLDER has tests/fault/test_fault and test_fault_register (a release build is several times faster). Every call of one
scripted life is a place for a cut and for an error once; the other lives take theirs at random. Half of the lives are the log's.
Ends with 1 where an acknowledged act was lost, something was there in part, or a control lost nothing.
"""

import pathlib
import subprocess
import sys


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    folder = pathlib.Path(sys.argv[1]) / "tests" / "fault"
    lives = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    seed = sys.argv[3] if len(sys.argv) > 3 else "1"
    runs = [
        (name, subprocess.Popen([folder / program, "all", str(lives // 2), seed], stdout=subprocess.PIPE, text=True))
        for name, program in (("log", "test_fault"), ("register", "test_fault_register"))
    ]
    worst = 0
    for name, run in runs:
        out, _ = run.communicate()
        print(f"{name}: {out.strip()}")
        worst = max(worst, run.returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
