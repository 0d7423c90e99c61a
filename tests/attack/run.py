"""Runs the attacks of this folder: each must find nothing; with --controls each must find something in a copy whose mend is taken out.

python tests/attack/run.py [ids...]             against build/dev (or --build)
python tests/attack/run.py --controls [ids...]  against a copy of the sources under build/attack, edited as the script's UNMENDED says
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import ModuleType

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LIMIT = 300  # seconds an attack may take, where its script has no LIMIT of its own
COPIED = ("src", "include", "bindings", "cmake", "python")  # what libsafar and the module are made of
Edits = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Script:
    path: pathlib.Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def finding(self) -> str:
        return self.name.partition("_")[0].upper()

    def load(self) -> ModuleType:
        spec = importlib.util.spec_from_file_location("attack_" + self.name, self.path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


@dataclass
class Result:
    script: str
    finding: str
    sentence: str
    state: str  # nothing, found, broke
    detail: list[str]
    seconds: float
    wanted: str = "nothing"

    @property
    def ok(self) -> bool:
        return self.state == self.wanted


def scripts(folder: pathlib.Path = HERE, ids: Iterable[str] = ()) -> list[Script]:
    """Those of the folder, or whose finding or name begins as asked."""
    def order(path: pathlib.Path) -> list[tuple[int, str]]:
        return [(int(x), "") if x.isdigit() else (-1, x) for x in re.split(r"(\d+)", path.stem)]

    found = [Script(p) for p in sorted(folder.glob("[ab]*_*.py"), key=order) if re.match(r"[ab]\d*_", p.stem)]
    wanted = [i.lower() for i in ids]
    unknown = [i for i in wanted if not any(_is(s, i) for s in found)]
    if unknown:
        raise SystemExit(f"there is no attack {', '.join(unknown)} in {folder}")
    return [s for s in found if not wanted or any(_is(s, i) for i in wanted)]


def _is(script: Script, wanted: str) -> bool:
    number = re.fullmatch(r"([ab])0*(\d+)", wanted)
    own = re.fullmatch(r"([ab])0*(\d+)", script.finding.lower())
    return script.name.lower() == wanted or (number is not None and own is not None and number.groups() == own.groups())


def one(script: Script, answer: pathlib.Path, folder: pathlib.Path) -> None:
    """In a process of its own: the attack, and what it found as JSON."""
    import safar as sf

    found = script.load().attack(sf, folder)
    if not isinstance(found, list) or not all(isinstance(f, str) for f in found):
        raise TypeError(f"attack() gives a list of texts, not {found!r}")
    answer.write_text(json.dumps(found), encoding="utf-8")


def run(script: Script, source: pathlib.Path, build: pathlib.Path, wanted: str = "nothing") -> Result:
    """The attack against a build, in a process of its own and within a time."""
    module = script.load()
    sentence = " ".join((module.__doc__ or "").split())
    limit = getattr(module, "LIMIT", LIMIT)
    env = {**os.environ, "PYTHONPATH": str(build / "python"), "SAFAR_SOURCE": str(source), "SAFAR_BUILD": str(build), "PYTHONDONTWRITEBYTECODE": "1"}
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="attack-") as place:
        folder, answer = pathlib.Path(place) / "folder", pathlib.Path(place) / "answer.json"
        folder.mkdir()
        command = [sys.executable, str(HERE / "run.py"), "--one", str(script.path), str(answer), str(folder)]
        try:
            done = subprocess.run(command, env=env, cwd=place, capture_output=True, text=True, timeout=limit, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return Result(script.name, script.finding, sentence, "broke", [f"not done after {limit} s"], limit, wanted)
        spent = time.monotonic() - began
        if done.returncode != 0 or not answer.exists():
            said = done.stderr.strip().splitlines()[-15:] or [f"ended with {done.returncode} and said nothing"]
            return Result(script.name, script.finding, sentence, "broke", said, spent, wanted)
        found = json.loads(answer.read_text(encoding="utf-8"))
    return Result(script.name, script.finding, sentence, "found" if found else "nothing", found, spent, wanted)


# Controls


def controls_of(script: Script) -> list[Edits]:
    """The sets of edits that take the mend out: UNMENDED is one set, or a list of them."""
    given = getattr(script.load(), "UNMENDED", [])
    sets = [list(given)] if given and isinstance(given[0][0], str) else [list(edits) for edits in given]
    return [[(str(path), str(old), str(new)) for path, old, new in edits] for edits in sets]


def copy_sources(to: pathlib.Path) -> None:
    """The sources as they are now; a file that is the same is left, so that ninja builds only what changed."""
    wanted: set[pathlib.Path] = set()
    for top in (*COPIED, "CMakeLists.txt", "CMakePresets.json"):
        files = [ROOT / top] if (ROOT / top).is_file() else [p for p in (ROOT / top).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        for path in files:
            target = to / path.relative_to(ROOT)
            wanted.add(target)
            text = path.read_bytes()
            if not target.exists() or target.read_bytes() != text:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text)
                target.chmod(path.stat().st_mode & 0o777)
    for top in COPIED:
        for path in (to / top).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path not in wanted:
                path.unlink()


def edited(at: pathlib.Path, edits: Edits) -> dict[pathlib.Path, bytes]:
    """Takes a mend out of the copy and gives what stood there. A text that is not there exactly once: the control is out of date."""
    before: dict[pathlib.Path, bytes] = {}
    texts: dict[pathlib.Path, str] = {}
    for name, old, new in edits:
        path = at / name
        if not path.is_file():
            raise ValueError(f"out of date: there is no {name}")
        before.setdefault(path, path.read_bytes())
        text = texts.get(path, before[path].decode())
        if text.count(old) != 1:
            raise ValueError(f"out of date: {name} has {text.count(old)} times the text {old!r}")
        texts[path] = text.replace(old, new)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return before


def configure(tree: pathlib.Path, jobs: int) -> str:
    """Sets up and builds the copy as the preset dev does, without tests. What went wrong, or nothing."""
    if not (tree / "build/dev/build.ninja").exists():
        command = ["cmake", "--preset", "dev", "-DSAFAR_BUILD_TESTS=OFF", "-DSAFAR_BUILD_PYTHON=ON", f"-DPython_EXECUTABLE={sys.executable}"]
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True)
        if done.returncode != 0:
            return done.stdout[-1000:] + done.stderr[-2000:]
    return compiled(tree, jobs)


def compiled(tree: pathlib.Path, jobs: int) -> str:
    env = {**os.environ, "CCACHE_BASEDIR": str(tree), "CCACHE_NOHASHDIR": "1"}
    done = subprocess.run(["ninja", "-C", "build/dev", f"-j{jobs}"], cwd=tree, capture_output=True, text=True, env=env)
    return "" if done.returncode == 0 else done.stdout[-3000:] + done.stderr[-1000:]


def control(script: Script, edits: Edits, name: str, tree: pathlib.Path, jobs: int) -> Result:
    """One control: the mend is taken out, built, attacked (it must be found), and put back."""
    sentence = " ".join((script.load().__doc__ or "").split())
    try:
        before = edited(tree, edits)
    except ValueError as e:
        return Result(name, script.finding, sentence, "broke", [str(e)], 0.0, "found")
    try:
        wrong = compiled(tree, jobs)
        if wrong:
            return Result(name, script.finding, sentence, "broke", ["does not compile", *wrong.splitlines()[-20:]], 0.0, "found")
        result = run(script, tree, tree / "build/dev", "found")
    finally:
        for path, text in before.items():
            path.write_bytes(text)
    result.script = name
    return result


def controls(chosen: list[Script], tree: pathlib.Path, jobs: int) -> list[Result]:
    tree.mkdir(parents=True, exist_ok=True)
    copy_sources(tree)
    wrong = configure(tree, jobs)
    if wrong:
        raise SystemExit("the copy of the sources does not build:\n" + wrong)
    out = []
    for script in chosen:
        sets = controls_of(script)
        if not sets:
            out.append(Result(script.name, script.finding, "", "broke", ["it has no UNMENDED: nothing shows that it can find"], 0.0, "found"))
        for i, edits in enumerate(sets):
            name = script.name if len(sets) == 1 else f"{script.name} [{i + 1}]"
            out.append(control(script, edits, name, tree, jobs))
            print(f"  {out[-1].script}: {out[-1].state}", file=sys.stderr, flush=True)
    return out


def table(results: list[Result]) -> str:
    wide = max([len(r.script) for r in results] + [8])
    lines = [f"{'attack':{wide}}  {'result':8} {'s':>6}  what the attacker has and does"]
    for r in results:
        lines.append(f"{r.script:{wide}}  {r.state + ('' if r.ok else ' *'):8} {r.seconds:6.1f}  {r.sentence}")
        if not r.ok:
            lines += ["    " + line[:400] for line in r.detail[:20]]
    bad = sum(not r.ok for r in results)
    lines.append(f"{len(results)} run, {bad} not as it must be{' (*)' if bad else ''}")
    return "\n".join(lines)


def main() -> int:
    say = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    say.add_argument("ids", nargs="*", help="findings (a3) or names (a3_kind_in_the_open); all if none")
    say.add_argument("--controls", action="store_true", help="the copy with the mends taken out: every attack must find something")
    say.add_argument("--build", type=pathlib.Path, default=ROOT / "build/dev")
    say.add_argument("--scripts", type=pathlib.Path, default=HERE, help="another folder of attacks")
    say.add_argument("--copy", type=pathlib.Path, default=ROOT / "build/attack", help="where the copy for the controls lies")
    say.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    say.add_argument("--one", nargs=3, metavar=("SCRIPT", "ANSWER", "FOLDER"), help=argparse.SUPPRESS)
    args = say.parse_args()
    if args.one:
        one(Script(pathlib.Path(args.one[0])), pathlib.Path(args.one[1]), pathlib.Path(args.one[2]))
        return 0
    chosen = scripts(args.scripts.resolve(), args.ids)
    if args.controls:
        results = controls(chosen, args.copy.resolve(), args.jobs)
    else:
        build = args.build.resolve()
        with ThreadPoolExecutor(args.jobs) as pool:
            results = list(pool.map(lambda s: run(s, ROOT, build), chosen))
    print(table(results))
    return 0 if all(r.ok for r in results) else 1


if __name__ == "__main__":
    sys.exit(main())
