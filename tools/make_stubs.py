#!/usr/bin/env python3
"""Writes python/safar/commands.pyi from what the library says of its commands, or checks the stubs.

    tools/make_stubs.py            write
    tools/make_stubs.py --check    fail unless the committed stubs are what there is: commands.pyi equals what would be
                                   written, mypy's stubtest accepts it, and _core.pyi has the parameters of the module

safar must be importable. stubtest cannot see the parameters of a pybind11 function, so those are read from its docstring.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import safar
from safar import _core, commands

PACKAGE = pathlib.Path(__file__).resolve().parents[1] / "python" / "safar"
FOREIGN = ("pandas", "polars", "pyarrow", "altair", "tqdm", "numpy")
HEADER = '''\
"""Every command of the library as a class. Printed by tools/make_stubs.py; do not edit."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

from ._records import Absent as Absent, Command as Command, Record as Record
from .case import Case

_T = TypeVar("_T")
_Known: TypeAlias = _T | Absent
_Day: TypeAlias = str | datetime.date

'''
FOOTER = '''

COMMANDS: dict[str, type[Command]]
RECORDS: dict[str, type[Record]]

def where(
    *,
    site: str | Sequence[str] = ...,
    route: str | Sequence[str] = ...,
    journey: str | Sequence[str] = ...,
    cases: str | Sequence[str] = ...,
) -> Selection:
    """Which cases; one text is a list of one."""
'''


def written() -> str:
    """What commands.pyi must be."""
    classes = {cls.__name__ for cls in commands.COMMANDS.values()}
    out: list[str] = []
    docs: dict[str, str] = {}
    lines = safar.describe("stubs").rstrip("\n").split("\n")
    positional = ""
    for n, line in enumerate(lines):
        following = lines[n + 1].strip() if n + 1 < len(lines) else ""
        if found := re.fullmatch(r"class (\w+):", line):
            positional = "code" if found[1] in ("Reason", "CaseReason") else ""
            docs = {}
            out.append(f"class {found[1]}({'Command' if found[1] in classes else 'Record'}):")
        elif found := re.fullmatch(r"    (\w+): (.+)", line):
            docs[found[1]] = following
            known = found[2] if found[2].startswith("Known[") else f"Known[{found[2]}]"
            out += ["    @property", f"    def {found[1]}(self) -> {known}:"]
            out.append(f"        {following}" if following.startswith('"""') else "        ...")
        elif line.startswith('    """') and n and re.fullmatch(r"    (\w+): (.+)", lines[n - 1]):
            continue
        elif line == "        *," and positional:
            continue
        elif found := re.fullmatch(r"        (\w+): (.+) = \.\.\.,", line):
            out.append(f"        {found[1]}: {_given(found[2], docs.get(found[1], ''))} = ...,")
            if found[1] == positional:
                out.append("        *,")
        else:
            out.append(line)
    body = re.sub(r"\bKnown\[", "_Known[", "\n".join(out))
    return HEADER + body + FOOTER + f"\n__all__ = {_all()}\n"


def _given(annotation: str, doc: str) -> str:
    """What a constructor takes: records also as dictionaries, days also as dates, a case also as its card."""
    kind = re.search(r'\((\w+)\)"""$', doc)
    scalar = {"partial_date": "_Day", "date": "_Day", "case_id": "str | Case"}.get(kind[1] if kind else "", "str")
    annotation = re.sub(r"\bstr\b", scalar, annotation)
    return re.sub(r"(?<![\w\"])([A-Z]\w+)(?![\w\[\"])", lambda m: m[0] if m[0] in ("Any", "Case") else f"{m[0]} | Mapping[str, Any]", annotation)


def _all() -> str:
    return "[\n" + "".join(f'    "{name}",\n' for name in commands.__all__) + "]"


def _text(stubs: pathlib.Path, name: str) -> str:
    return (stubs / name).read_text(encoding="utf-8")


def differences_of_core(stub: str) -> list[str]:
    """Parameters of _core.pyi that the module does not have, or has otherwise."""
    found: list[str] = []
    for node in ast.parse(stub).body:
        if isinstance(node, ast.FunctionDef):
            found += _difference(node, getattr(_core, node.name, None), node.name)
        elif isinstance(node, ast.ClassDef):
            cls = getattr(_core, node.name, None)
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not any(isinstance(d, ast.Name) and d.id == "property" for d in member.decorator_list):
                    found += _difference(member, getattr(cls, member.name, None), f"{node.name}.{member.name}")
            there = {n for n, v in vars(cls).items() if not n.startswith("_") and (callable(v) or isinstance(v, staticmethod | property))}
            missing = there - {m.name for m in node.body if isinstance(m, ast.FunctionDef)}
            found += [f"{node.name}.{name}: is not in the stub" for name in sorted(missing)]
    return found


def _difference(stub: ast.FunctionDef, runtime: object, name: str) -> list[str]:
    if runtime is None:
        return [f"{name}: is not in the module"]
    first = (inspect.getdoc(runtime) or "").split("\n", 1)[0]
    if not first.startswith(stub.name + "("):
        return []  # a slot such as __len__
    real = ast.parse(f"def {first}: ...").body[0]
    assert isinstance(real, ast.FunctionDef)
    said, is_ = _parameters(stub), _parameters(real)
    return [] if said == is_ else [f"{name}: the stub has {said}, the module {is_}"]


def _parameters(f: ast.FunctionDef) -> list[str]:
    args = [a.arg for a in (*f.args.posonlyargs, *f.args.args) if a.arg != "self"]
    return [*args, *(["/"] if f.args.posonlyargs else []), *(f"{a.arg}=" for a in f.args.kwonlyargs)]


def stubtest(stubs: pathlib.Path) -> int:
    """mypy's stubtest on a copy of the package that has these stubs."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "safar"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "synthetic", "cli", "*.so"))
        for name in ("_core.pyi", "commands.pyi"):
            shutil.copy(stubs / name, copy / name)
        environment = {**os.environ, "MYPYPATH": folder, "MYPY_CACHE_DIR": str(pathlib.Path(folder) / "cache")}
        allowed = pathlib.Path(folder) / "allowed"  # the metaclass and the constructor that pybind11 gives to every class
        allowed.write_text("safar\\._core\\.[A-Z]\\w+\nsafar\\._core\\.[A-Z]\\w+\\.__init__\n")
        config = pathlib.Path(folder) / "mypy.ini"  # what frames can become is not looked into: it costs half a minute
        foreign = "".join(f"[mypy-{name}.*]\nfollow_imports = skip\nignore_missing_imports = True\n" for name in FOREIGN)
        config.write_text("[mypy]\n" + foreign)
        command = [sys.executable, "-m", "mypy.stubtest", "safar._core", "safar.commands", "--allowlist", str(allowed), "--ignore-unused-allowlist"]
        command += ["--mypy-config-file", str(config)]
        done = subprocess.run(command, env=environment, cwd=PACKAGE.parents[1], check=False)
    return done.returncode


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes or checks the stubs.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if they are not what there is")
    parser.add_argument("--stubs", type=pathlib.Path, default=PACKAGE, help="folder of the stubs to check")
    parser.add_argument("--types-only", action="store_true", help="do not compare the text of commands.pyi")
    given = parser.parse_args()
    text = written()
    if not given.check:
        (PACKAGE / "commands.pyi").write_text(text, encoding="utf-8")
        return 0
    failed = differences_of_core(_text(given.stubs, "_core.pyi"))
    if not given.types_only and _text(given.stubs, "commands.pyi") != text:
        failed.append("commands.pyi is not what the library says; run tools/make_stubs.py")
    for line in failed:
        print(line)
    return 1 if failed or stubtest(given.stubs) else 0


if __name__ == "__main__":
    sys.exit(main())
