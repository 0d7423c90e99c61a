"""Mali, 2017 to January 2019: the main example. ``bash examples/run.sh --help`` shows what it takes."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import shutil
import sys
import time
from pathlib import Path

import safar as sf
from safar import synthetic

import figures
import page
import story


def arguments() -> argparse.Namespace:
    """The command line."""
    p = argparse.ArgumentParser(prog="examples/run.sh", description="A mission's two years with generated people; leaves a register, a truth file and a page.",
                                epilog="For instance: bash examples/run.sh --seed 7 --applications 30000")
    p.add_argument("--applications", type=int, default=11_700, metavar="N", help="how many applications (300 or more for the whole story; default 11,700)")
    p.add_argument("--seed", type=int, default=1, help="another seed is another story (default 1)")
    p.add_argument("--out", type=Path, default=Path("out/mali"), metavar="DIR", help="folder that is emptied and filled (default out/mali)")
    p.add_argument("--no-page", action="store_true", help="leave the HTML page out")
    args = p.parse_args()
    if args.applications < 300:
        p.error("the story needs 300 applications or more")
    return args


def progress(done: int, total: int) -> None:
    """A bar on a terminal, nothing in a file."""
    if sys.stderr.isatty():
        width = 40 * done // total
        sys.stderr.write(f"\r{'━' * width}{' ' * (40 - width)} {100 * done // total:3d} %" + ("\r\x1b[K" if done + 1 == total else ""))
        sys.stderr.flush()


def say(text: str) -> None:
    """One line of the story."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    print(text, flush=True)


def empty(out: Path) -> None:
    """The output folder, emptied; only a folder that a run of this example made is touched."""
    if out.exists() and any(out.iterdir()) and not (out / "truth.json").exists():
        raise SystemExit(f"{out} is not empty and not from this example: choose another --out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)


def tell(session: sf.Session, truth: dict[str, object], asked: list[tuple[str, object, object]]) -> int:
    """Prints the figures; returns how many differ from the truth file."""
    wrong = 0
    for question, register, true in asked:
        fine = register == true
        wrong += not fine
        short = f"{register:,}" if isinstance(register, int) else ", ".join(f"{k} {v:,}" for k, v in sorted(register.items(), key=lambda kv: -kv[1])[:7])
        say(f"  {'ok ' if fine else 'NOT'} {question:<44} {short}" + ("" if fine else f"   truth: {true}"))
    return wrong


def main() -> int:
    """Runs the story; 1 where a figure does not agree with the truth file."""
    args = arguments()
    began = time.monotonic()
    empty(args.out)
    say(f"{args.applications:,} applications of generated people, seed {args.seed} (nobody here is real)")
    intake = synthetic.intake(args.applications, args.seed)
    synthetic.write_json(intake.truth, args.out / "truth.json")
    gc.freeze()  # the generator's objects live to the end: not to be looked through again and again
    clock = story.Clock()
    clock.turn(dt.date.fromisoformat(intake.truth["start"]))
    key = args.out / "mali.key"
    with sf.Register.create(args.out / "mali.safar", office="BKO", programme="ML-JI", zone="Africa/Bamako", keys=sf.keys.file(key), clock=clock) as register:
        say(f"register {args.out / 'mali.safar'}; its key lies beside it for the example's sake: keep yours elsewhere")
        with register.session(actor="administrator", role="system_administrator") as s:
            # Nobody here is real, and every figure is to be held against its truth: an office leaves this at 5, and small cells are told as fewer.
            s.adopt({"min_cell": "0"}, kind="setting", name="min_cell")
        office = story.Office(register, clock, say)
        act = story.run(office, intake, args.out, progress)
        built = time.monotonic()
        say(f"{office.acts:,} acts in {built - began:.1f} s, each with its guard, sealed and chained")
        with register.session(actor="amadou.t", role="data_analyst", purpose="statistics") as analyst:
            say("figures, as the register gives them and as the truth file has them:")
            asked = figures.compare(analyst, intake.truth, intake.applications)
            wrong = tell(analyst, intake.truth, asked)
            if not args.no_page:
                say(f"page {page.write(args.out / 'mali.html', analyst, intake.truth, act, asked)}")
        with register.session(actor="m.b", role="programme_manager") as manager:
            say(f"the story of one held case: safar case {args.out / 'mali.safar'} {one_held(manager)}")
        for s in office.sessions.values():
            s.close()
    say(f"{len(asked) - wrong} of {len(asked)} figures agree with the truth file; {time.monotonic() - began:.1f} s in all")
    return 1 if wrong else 0


def one_held(session: sf.Session) -> str:
    """A case that was held and reviewed, for the reader to look at."""
    rows = session.query("cases").where(("reviews", ">", 0), resolution="resume").select("number").limit(1).to_dicts()
    return str(rows[0]["number"]) if rows else ""


if __name__ == "__main__":
    os.umask(0o077)  # a register is nobody else's
    raise SystemExit(main())
