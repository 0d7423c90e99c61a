"""The matrix: every role for every purpose asks everything that can be asked, and no marker of a shelf that it may not read may be in an answer.

python tests/attack/matrix.py            the whole: 13 roles x 5 purposes
python tests/attack/matrix.py --sample   what the gate runs
"""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import asks  # noqa: E402
from asks import Ask  # noqa: E402
from world import PURPOSES, READS, World, build, reads, seen, sealed_members, untold  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = [
    ("data_analyst", "statistics"), ("finance_officer", "casework"), ("intake_clerk", "casework"), ("intake_clerk", "statistics"), ("counsellor", "portfolio"),
    ("data_protection_officer", "data_protection"), ("system_administrator", "casework"), ("auditor", "audit"),
]  # fmt: skip


@dataclass
class Found:
    """What came of it."""

    calls: int = 0
    leaks: list[str] = field(default_factory=list)  # who asked what, and which marker came
    seen_by_somebody: set[str] = field(default_factory=set)
    errors: Counter[str] = field(default_factory=Counter)
    gaps: list[str] = field(default_factory=list)  # what the matrix cannot see or does not ask


def guesses(world: World) -> list[tuple[str, str]]:
    """A name, document and phone that are there, and ones that are not."""
    person = world.sent["apply A"]["persons"][0]
    real = [("name", person["given_name"]), ("document", person["documents"][0]["number"]), ("phone", person["phone"])]
    return [*real, ("name", "Nobody Nowhere"), ("document", "ZZ99999"), ("phone", "+99999999999"), ("name", "x")]


def rows(world: World) -> list[dict[str, Any]]:
    """For intake: persons as they are, and as they are not."""
    person = {k: v for k, v in world.sent["apply A"]["persons"][0].items() if isinstance(v, str | bool) and k not in ("age_band", "person_id")}
    row = {**person, "site": "ML-BKO-1"} | {k: str(v).lower() for k, v in person.items() if isinstance(v, bool)}
    return [row, {**row, "given_name": "Somebodyelse"}]


def questions(session: Any, world: World, folder: pathlib.Path, *, whole: bool, wet: bool) -> Iterator[Ask]:
    """Everything, in one order."""
    marker = world.sent["apply A"]["persons"][0]["given_name"]
    common: list[Any] = ["ML-BKO-1", 3] if whole else ["ML-BKO-1"]

    def values(name: str, shelf: str) -> list[Any]:
        if shelf in ("open", "counted"):
            return [*common, marker] if whole and name in ("value", "fact", "ref", "why") else common
        return [marker, "(withheld)"] if whole else [marker]

    yield from asks.of_views(session, world.sf, values, whole=whole)
    yield from asks.of_commands(session, world)
    yield from asks.of_cases(session)
    yield from asks.of_searches(session, guesses(world))
    yield from asks.of_the_rest(session, world, folder)
    yield from asks.of_files(session, world, folder, rows(world), wet=wet)


def ask_all(world: World, who: list[tuple[str, str]], folder: pathlib.Path, *, whole: bool, may: Callable[[str, str], tuple[str, ...]] = reads) -> Found:
    """Each session's questions. Who may not read a person asks wet as well, at the end."""
    out = Found()
    for wet in (False, True):
        for role, purpose in who:
            allowed = may(role, purpose)
            if wet and allowed:
                continue
            if whole:
                print(f"  {role} for {purpose}{', wet' if wet else ''}: {out.calls:,} calls before", file=sys.stderr, flush=True)
            with world.as_(role, purpose) as s:
                every = asks.of_files(s, world, folder, rows(world), wet=True) if wet else questions(s, world, folder, whole=whole, wet=False)
                for label, ask in every:
                    text = ask()
                    out.calls += 1
                    if text.startswith("error "):
                        out.errors[text.split()[1]] += 1
                    found = seen(text)
                    own = seen(label)  # what the caller asked with may stand in what he is told
                    hidden = label.startswith("shown:")
                    bad = sorted(m for m, shelf in found.items() if (hidden or shelf not in allowed) and m not in own)
                    out.seen_by_somebody |= set(found)
                    if bad:
                        out.leaks.append(f"{role} for {purpose}: {label}: {', '.join(f'{m} ({world.markers.places.get(m, found[m])})' for m in bad[:3])}")
    return out


def matrix(sf: Any, folder: pathlib.Path, *, whole: bool, may: Callable[[str, str], tuple[str, ...]] = reads) -> Found:
    """The register, and all that is asked of it."""
    world = build(sf, folder / "register")
    roles = [r["name"] for r in sf.describe("roles")]
    who = [(r, p) for r in roles for p in PURPOSES] if whole else SAMPLE
    found = ask_all(world, who, folder, whole=whole, may=may)
    found.gaps += untold(sf, world)
    found.gaps += [f"the role {r} is not in the matrix's own table" for r in roles if r not in READS]
    found.gaps += [f"{m} is asked by nothing: give it an entry in tests/attack/asks.py" for m in asks.unknown_methods(sf, (ROOT / "tests/abi/symbols.txt").read_text())]
    found.gaps += [f"nobody saw {m} of {where}" for m, where in never_seen(world, found).items()]
    if len(world.markers.places) < 57:
        found.gaps.append(f"only {len(world.markers.places)} markers")
    world.register.close()
    return found


def never_seen(world: World, found: Found) -> dict[str, str]:
    """Markers of persons who are not erased that came in no answer: nothing shows that they would have been noticed."""
    erased = {m for m in seen(str(world.sent["apply G"]))}
    return {m: where for m, where in world.markers.places.items() if where not in world.made and m.lstrip("+224") not in {s.lstrip("+224") for s in found.seen_by_somebody} and m not in erased and not (erased & set(seen(m)))}


def main() -> int:
    say = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    say.add_argument("--sample", action="store_true")
    say.add_argument("--build", type=pathlib.Path, default=ROOT / "build/dev")
    args = say.parse_args()
    package = str(args.build.resolve() / "python")
    if os.environ.get("PYTHONPATH", "").split(os.pathsep)[0] != package:
        return subprocess.run([sys.executable, __file__, *sys.argv[1:]], env={**os.environ, "PYTHONPATH": package}).returncode
    import safar as sf

    with tempfile.TemporaryDirectory() as place:
        found = matrix(sf, pathlib.Path(place), whole=not args.sample)
    members = sum(map(len, sealed_members(sf).values()))
    print(f"{found.calls:,} calls, {members} sealed members of commands, {len(found.seen_by_somebody)} markers seen by those who may, {len(found.leaks)} answers with one out of place")
    print("errors: " + ", ".join(f"{n} {name}" for name, n in found.errors.most_common()))
    for line in [*found.gaps, *found.leaks[:200]]:
        print("  " + line)
    return 1 if found.leaks or found.gaps else 0


if __name__ == "__main__":
    sys.exit(main())
