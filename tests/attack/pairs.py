"""Pairs of registers that differ in one sealed value: who may not read it gets the same answers of both, byte for byte, and so does who has the files.

Ids that are random are named by their order; the clock is the test's. Controls: one register built twice is the same, and a role that may read
the value sees a difference.

python tests/attack/pairs.py [names...]   every pair, role and purpose; --sample: what the gate runs; --list
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import asks  # noqa: E402
from matrix import questions  # noqa: E402
from world import CASES, LEFT_OUT, PERSONS, PURPOSES, ROW, Step, World, build, may_do, reads  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
Change = Callable[[list[Step]], None]


def put(name: str, pointer: str, value: Any) -> Change:
    """The member of a step has this value."""

    def change(steps: list[Step]) -> None:
        next(s for s in steps if s.name == name).put(pointer, value)

    return change


def instead(name: str, command: str, given: dict[str, Any], without: tuple[str, ...] = ()) -> Change:
    """The step does another command, of which nothing but this is said; steps that follow from it are left out."""

    def change(steps: list[Step]) -> None:
        steps[:] = [s for s in steps if s.name not in without]
        step = next(s for s in steps if s.name == name)
        step.command, step.given, step.marked = command, {**{k: v for k, v in step.given.items() if k in ("case", "person_id")}, **given}, False

    return change


@dataclass(frozen=True)
class Pair:
    """What is so in one register and not in the other, and on which shelf that lies."""

    name: str
    shelf: str
    left: Change
    right: Change
    raw: bool = True  # the files without keys are the same as well
    row: dict[str, str] = field(default_factory=dict)  # the row that says it, to guess with


def _values(name: str, step: str, pointer: str, shelf: str, a: Any, b: Any, **more: Any) -> Pair:
    return Pair(name, shelf, put(step, pointer, a), put(step, pointer, b), **more)


def _row(name: str, shelf: str, member: str, other: str) -> Pair:
    return _values(f"row {name}", "intake", f"/{member}", shelf, ROW[member], other, row={**ROW, member: other})


def _kinds(name: str, command: str, given: dict[str, Any], shelf: str = "sensitive", without: tuple[str, ...] = ()) -> Pair:
    return Pair(f"kind {name}", shelf, instead(name, command, given, without), instead(name, "assess", {"result": "a word of some length"}, without))


def pairs() -> list[Pair]:
    """One for each kind of sealed thing: a value that is another, one that is said or not, an event that is of another kind."""
    person, word = "/persons/0", "a word of some length"
    out = [
        _values("given name", "apply A", f"{person}/given_name", "identity", "Aminata", "Mariama"),
        _values("family name", "apply A", f"{person}/family_name", "identity", "Diallo", "Camara"),
        _values("father's name", "apply A", f"{person}/father_name", "identity", "Diallo", LEFT_OUT, raw=False),
        _values("birth", "apply A", f"{person}/birth", "identity", "1967-11-23", "1967-10-21"),
        _values("birth quality", "apply A", f"{person}/birth_quality", "identity", "documented", "estimated ".strip()),
        _values("phone", "apply A", f"{person}/phone", "identity", "+22470550001", "+22470550002"),
        _values("phone said", "apply A", f"{person}/phone", "identity", "+22470550001", LEFT_OUT, raw=False),
        _values("document number", "apply A", f"{person}/documents/0/number", "identity", "P1234567", "P7654321"),
        _values("document's country", "apply A", f"{person}/documents/0/country", "identity", "GIN", "SEN"),
        _values("relation", "apply A", "/persons/1/relation", "casefile", "spouse", "parent"),
        *[_values(m, "apply A", f"{person}/{m}", "sensitive", True, False) for m in ("trafficked", "health_needs", "unaccompanied")],
        *[_values(f"{m} said", "apply A", f"{person}/{m}", "sensitive", True, LEFT_OUT) for m in ("trafficked", "health_needs", "unaccompanied")],
        Pair("anything sensitive said", "sensitive", *[_sensitive_said(v) for v in (True, LEFT_OUT)]),
        _row("given name", "identity", "given_name", "Xqiyyczq"), _row("birth", "identity", "birth", "1967-12-27"), _row("phone", "identity", "phone", "+22470559998"),
        _row("trafficked", "sensitive", "trafficked", "false"), _row("health", "sensitive", "health_needs", "true"),
        _values("assessment", "assess", "/result", "sensitive", "at great risk", "at small risk"),
        _values("assessment's level", "assess", "/overall", "sensitive", "low", "medium"),
        _values("assessment's categories", "assess", "/categories", "sensitive", ["trafficking_victim"], ["other"]),
        _kinds("medical", "medical", {"care": word}), _kinds("protect", "protect", {"measure": word}),
        _kinds("complain", "complain", {"text": word}, without=("answer complaint",)),
        Pair("kind answer complaint", "sensitive", instead("answer complaint", "answer_complaint", {"complaint": "act of complain", "text": word}), instead("answer complaint", "assess", {"result": word})),
        _kinds("death", "record_death", {"circumstances": word}, "casefile"),
        _values("complaint's matter", "complain", "/about", "sensitive", "delay", "other"),
        _values("need of a referral", "refer", "/need", "sensitive", "shelter at night", "medicine at hand"),
        _values("escort", "transit", "/escort", "sensitive", "social", "medical"),
        _values("notes", "counsel", "/notes", "casefile", "she said this", "she said that"),
        _values("notes said", "counsel", "/notes", "casefile", "she said this", LEFT_OUT),
        _values("choice", "counsel", "/choice", "casefile", "yes", "no"),
        _values("reason's text", "decide", "/reason/text", "casefile", "she said this", "she said that"),
        _values("follow-up's result", "follow up", "/result", "casefile", "on_track", "moved_away"),
        _values("payee", "pay", "/payee", "casefile", "a shop in town", "a shop in Gao"),
        _values("number of a paper", "issue issued", "/number", "identity", "P1234567", "P7654321"),
        _values("corrected name", "correct", "/person/given_name", "identity", "Aminata", "Mariama"),
        _values("day of a death", "death", "/died_on", "sensitive", "2018-12-30", "2018-12-31"),
        _values("field on identity", "record", "/values/clan", "identity", "Keita", "Konda"),
        _values("field on casefile", "record", "/values/story", "casefile", "she said this", "she said that"),
        _values("sensitive field", "record", "/values/ailment", "sensitive", "malaria", "nothing"),
        _values("sensitive field said", "record", "/values/ailment", "sensitive", "malaria", LEFT_OUT),
        _values("field sealed later", "record late", "/values/told", "sensitive", "she said this", "she said that", raw=False),
        _values("erased name", "apply G", f"{person}/given_name", "identity", "Aminata", "Mariama"),
    ]  # fmt: skip
    return out


def _sensitive_said(value: Any) -> Change:
    def change(steps: list[Step]) -> None:
        for member in ("trafficked", "health_needs", "unaccompanied"):
            next(s for s in steps if s.name == "apply A").put(f"/persons/0/{member}", value)

    return change


SAMPLE = ["trafficked said", "row trafficked", "kind medical", "sensitive field said"]
SAMPLE_WHO = [("finance_officer", "casework"), ("movement_officer", "casework"), ("data_protection_officer", "data_protection")]

# Names for what is random


def normal(text: str, writer: str = "") -> str:
    """The writer (which names acts) as W, also where a table cuts it short; other ids that are random by the order in which they come."""
    if writer:
        text = re.sub(f"(?<![0-9a-f]){writer[:4]}[0-9a-f]*", lambda m: "W" if writer.startswith(m.group(0)) else m.group(0), text)
    text = re.sub(r"\b(complaint|referral|new_case|hold|into): [0-9a-f]{1,31}(?=\s)", r"\1: cut", text)
    names: dict[str, str] = {}

    def name(m: re.Match[str]) -> str:
        word = m.group(0)
        return word if word.startswith("00000") else names.setdefault(word, f"id{len(names)}")

    return re.sub(r"[0-9a-f]{24,}", name, text)


def ordered(text: str) -> str:
    """Dumps are in the order of ids and hashes, which is random: their lines sorted, and what is random by one name."""
    return "\n".join(sorted(re.sub(r"(?<![0-9a-f])(?!00000)[0-9a-f]{24,}", "id", line) for line in text.split("\n")))


def writer_of(world: World) -> str:
    return next(iter(world.acts.values())).rpartition("-")[0]


def alike(label: str, left: str, right: str, writers: tuple[str, str]) -> tuple[str, str]:
    """Two answers without what is random in them; most are equal but for the writer's name."""
    left, right = left.replace(writers[0], "W"), right.replace(writers[1], "W")
    if left == right:
        return left, right
    a, b = (normal(ordered(t) if label == "projection_dumps" else t, w) for t, w in ((left, writers[0]), (right, writers[1])))
    return a, b


def told_alike(right: World, left: World) -> World:
    """The right register, asked with what the left one was told, under its own names of acts."""
    out = copy.copy(right)
    out.done = {k: v.replace(writer_of(left), writer_of(right)) for k, v in left.done.items()}
    out.every = {k: v.replace(writer_of(left), writer_of(right)) for k, v in left.every.items()}
    out.sent, out.requests, out.markers = left.sent, left.requests, left.markers
    return out


Answers = dict[tuple[str, str], dict[str, str]]


def answers(world: World, who: list[tuple[str, str]], folder: pathlib.Path, guessed: list[dict[str, str]]) -> Answers:
    """Every session's answers, by question; those that may read nothing of a person ask wet as well, when all others are done."""
    out: Answers = {w: {} for w in who}
    folder.mkdir(parents=True, exist_ok=True)
    for role, purpose in who:
        with world.as_(role, purpose) as s:
            for label, ask in questions(s, world, folder, whole=False, wet=False):
                if not label.startswith("intake "):
                    out[role, purpose][label] = ask()
            for label, ask in asks.of_files(s, world, folder / "rows", guessed, wet=False):
                out[role, purpose][label] = ask()
    for role, purpose in who:
        if not reads(role, purpose):
            with world.as_(role, purpose) as s:
                for label, ask in asks.of_files(s, world, folder / "rows", guessed, wet=True):
                    out[role, purpose][label] = ask()
    return out


def repeats(role: str, purpose: str, label: str) -> bool:
    """Is this a repeat of a command, or row, that the role may give? It is told that it is one; docs/threat-model.md says so."""
    method, command = (label.split() + [""])[:2]
    return (method in ("intake", "execute", "execute_each", "execute_many") or (method == "check" and " request" in label)) and may_do(role, purpose, command)


STREAMS = {"box": (2, 4), "touch": (0,), "case_now": (0,), "lookup": (1,), "secret": (0,), "taken": (0,), "pending_erasure": (0,)}  # columns that hold a stream's number


def raw(folder: pathlib.Path) -> dict[str, list[str]]:
    """What the two files show without keys: of each table its rows, texts with random ids named, streams by kind and known id, bytes by their number alone."""
    out: dict[str, list[str]] = {}
    streams: dict[int, str] = {}
    writer = ""
    for name in ("mali.safar", "mali.safar.keys"):
        db = sqlite3.connect(folder / name)
        db.text_factory = lambda b: b.decode("utf-8", "replace")
        if not streams:
            streams = {n: f"{kind}:{i.hex() if i.startswith(bytes(2)) else 'random'}" for n, i, kind in db.execute("SELECT n, id, kind FROM stream")}
            writer = db.execute("SELECT id FROM writer").fetchone()[0].hex()
        out[f"{name} stream"] = sorted(streams.values())
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'stream' ORDER BY name").fetchall():
            numbers = STREAMS.get(table, ())
            shown = []
            for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
                cells = [streams.get(v, str(v)) if i in numbers else f"<{len(v)}>" if isinstance(v, bytes) else str(v) for i, v in enumerate(row)]
                shown.append(ordered(normal("|".join(cells), writer)))
            out[f"{name} {table}"] = sorted(shown)
        db.close()
    return out


@dataclass
class Compared:
    """What came of a pair."""

    pair: str
    questions: int = 0
    differ: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


def compare(sf: Any, folder: pathlib.Path, pair: Pair, who: list[tuple[str, str]]) -> Compared:
    """Both registers, asked alike."""
    out = Compared(pair.name)
    left, right = build(sf, folder / "left/register", pair.left), build(sf, folder / "right/register", pair.right)
    for side, world in (("left", left), ("right", right)):
        out.gaps += [f"{side}: {step} was refused: {why}" for step, why in world.refused.items()]
        shutil_copy(world.path.parent, folder / side / "copy")
    guessed: list[dict[str, str]] = [dict(ROW), pair.row or {**ROW, "given_name": "Nobody"}]
    a, b = (answers(w, who, folder / side / "files", guessed) for side, w in (("left", left), ("right", told_alike(right, left))))
    names = writer_of(left), writer_of(right)
    seen_by_reader = False
    for role, purpose in who:
        may = pair.shelf in reads(role, purpose)
        for label, text in a[role, purpose].items():
            out.questions += 1
            text, other = alike(label, text, b[role, purpose].get(label, "(not asked)"), names)
            if may:
                seen_by_reader |= text != other
            elif text != other and not repeats(role, purpose, label):
                out.differ.append(f"{role} for {purpose}: {label}: {first_difference(text, other)}")
    if not seen_by_reader and any(pair.shelf in reads(*w) for w in who):
        out.gaps.append("nobody who may read it sees a difference: the comparison cannot fail")
    left.register.close()
    right.register.close()
    if pair.raw:
        out.differ += [f"the files: {d}" for d in raw_differences(folder / "left/copy", folder / "right/copy")]
    return out


def shutil_copy(folder: pathlib.Path, to: pathlib.Path) -> None:
    """The files of an open register. By another process: a file that is closed here would drop this process's locks."""
    to.mkdir(parents=True)
    subprocess.run(["cp", "-r", f"{folder}/.", str(to)], check=True)


def raw_differences(left: pathlib.Path, right: pathlib.Path) -> list[str]:
    a, b = raw(left), raw(right)
    out = []
    for table in sorted(set(a) | set(b)):
        x, y = a.get(table, []), b.get(table, [])
        if len(x) != len(y):
            out.append(f"{table}: {len(x)} rows and {len(y)}")
        else:
            out += [f"{table}: {first_difference(p, q)}" for p, q in zip(x, y, strict=True) if p != q][:3]
    return out


def first_difference(a: str, b: str) -> str:
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))  # noqa: B905
    return f"...{a[max(0, at - 50):at + 60]!r} and ...{b[max(0, at - 50):at + 60]!r}"


def run(sf: Any, folder: pathlib.Path, names: list[str], who: list[tuple[str, str]]) -> list[Compared]:
    """The pairs of these names (all, if none), and before them one register built twice."""
    nothing = Pair("nothing", "", lambda steps: None, lambda steps: None)
    chosen = [nothing] + [p for p in pairs() if not names or p.name in names]
    return [compare(sf, folder / str(i), p, who) for i, p in enumerate(chosen)]


def everybody(sf: Any) -> list[tuple[str, str]]:
    return [(r["name"], p) for r in sf.describe("roles") for p in PURPOSES]


def main() -> int:
    say = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    say.add_argument("names", nargs="*")
    say.add_argument("--sample", action="store_true")
    say.add_argument("--few", action="store_true", help="every pair, but only the sample's roles")
    say.add_argument("--list", action="store_true")
    say.add_argument("--build", type=pathlib.Path, default=ROOT / "build/dev")
    args = say.parse_args()
    package = str(args.build.resolve() / "python")
    if os.environ.get("PYTHONPATH", "").split(os.pathsep)[0] != package:
        return subprocess.run([sys.executable, __file__, *sys.argv[1:]], env={**os.environ, "PYTHONPATH": package}).returncode
    import safar as sf

    if args.list:
        print("\n".join(p.name for p in pairs()))
        return 0
    bad = total = 0
    for name in args.names or (["nothing", *SAMPLE] if args.sample else ["nothing", *(p.name for p in pairs())]):
        with tempfile.TemporaryDirectory() as place:
            pair = next((p for p in pairs() if p.name == name), Pair("nothing", "", lambda steps: None, lambda steps: None))
            found = compare(sf, pathlib.Path(place), pair, SAMPLE_WHO if args.sample or args.few else everybody(sf))
        total += found.questions
        bad += bool(found.differ or found.gaps)
        print(f"{found.pair:28} {found.questions:8,} questions, {len(found.differ):5} answered otherwise{'; ' + '; '.join(found.gaps) if found.gaps else ''}", flush=True)
        for line in found.differ[: 12 if args.names else 4]:
            print("    " + line[:500])
    print(f"{total:,} questions, {bad} pairs told apart")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())


__all__ = ["CASES", "PERSONS", "SAMPLE", "SAMPLE_WHO", "json", "run"]
