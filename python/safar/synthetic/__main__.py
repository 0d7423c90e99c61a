"""``python -m safar.synthetic``: writes a made-up intake to a folder."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import intake, write_csv, write_json

TEACH = """\
what is written to DIR:
  applications.json      what desks wrote down: applications in order of day, persons inside
  truth.json             what no desk knows: who registered twice, who is entitled, each case's life, all totals
  intake.csv             the same applications as rows, one a person: comma, UTF-8
  intake_french.csv      as a French-speaking office sends them: semicolon, Windows-1252, 21/03/1994
  intake_messy.csv       with a byte order mark, shuffled columns, blank lines and planted errors
  intake_messy.truth.json  which rows of the messy file a careful reader refuses or flags, and why

examples:
  python -m safar.synthetic --applications 11700 --seed 1 --out mali
      Mali 2017 to January 2019: 9,768 migrants assisted by 18 January 2019, a peak from mid-November 2018,
      1,500 cases pending in Bamako on 7 January 2019
  python -m safar.synthetic --applications 11700 --seed 1 --suspended 0 --out control
      the same flow without peak and suspension: a detector of surges should stay silent
  python -m safar.synthetic --applications 500 --seed 2 --start 2022-01-01 --end 2022-12-31 --out small

The same arguments give the same bytes on any machine. No person is real.
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m safar.synthetic", description="Makes up an intake of applications for assisted voluntary return.",
                                     epilog=TEACH, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applications", type=int, required=True, metavar="N", help="how many applications (a household applies once)")
    parser.add_argument("--seed", type=int, required=True, help="any whole number; another seed, another intake")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to; made if absent")
    parser.add_argument("--start", default="2017-01-01", metavar="DAY", help="first day of application (default %(default)s)")
    parser.add_argument("--end", default="2019-01-31", metavar="DAY", help="last day of applications and acts (default %(default)s)")
    parser.add_argument("--suspended", type=int, metavar="K", help="cases pending in Bamako on 2019-01-07 (default: 1,500 for 11,700, in proportion; 0: no peak)")
    asked = parser.parse_args(arguments)
    try:
        made = intake(asked.applications, asked.seed, start=asked.start, end=asked.end, suspended=asked.suspended)
        asked.out.mkdir(parents=True, exist_ok=True)
        write_json(made.applications, asked.out / "applications.json")
        write_json(made.truth, asked.out / "truth.json")
        write_csv(made, asked.out / "intake.csv", style="clean")
        write_csv(made, asked.out / "intake_french.csv", style="french")
        planted = write_csv(made, asked.out / "intake_messy.csv", style="messy")
        write_json(planted, asked.out / "intake_messy.truth.json")
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    truth = made.truth
    assisted = list(truth["counts"]["assisted"].values())
    print(f"{len(made.applications)} applications of {len(truth['persons'])} persons in {asked.out}: {assisted[-1] if assisted else 0} assisted, "
          f"{len(truth['suspended'])} suspended, {len(truth['duplicates'])} persons registered more than once. sha256 {made.digest()[:12]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
