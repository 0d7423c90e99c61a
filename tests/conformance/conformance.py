#!/usr/bin/env python3
"""Runs tests/vectors/receipts.json against a front: one program that takes commands and prints receipts, a line each.

    conformance.py FRONT...            FRONT is a command line, e.g. `conformance_front` or `python3 front.py`
    conformance.py --control FRONT...  plants the file's wrong answer, and fails unless exactly that step is found
    conformance.py --print FRONT...    prints the file with the answers that FRONT gives (to be read before it is believed)

The line protocol, fields separated by a tab: `open<TAB>path<TAB>options`, then `execute|check|query|verify<TAB>actor<TAB>text`;
the answer is `ok<TAB>json` or `error<TAB>json`. The front's clock begins at the file's `clock.first` and moves by `clock.step`.

Of a step that is named `s`, `$s/case`, `$s/number`, `$s/persons/0`, `$s/act` and `$s/digest` stand for what it made, in what is sent
and in what is expected. Whatever else the library made is compared by its kind: `$id`, `$act`, `$digest`, `$signature`. Streams are compared as sets.
"""

from __future__ import annotations

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import Any

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "vectors" / "receipts.json"
ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
ACT = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-[0-9]+(?![0-9])")
SIGNATURE = re.compile(r"(?<![0-9a-f])[0-9a-f]{128}(?![0-9a-f])")
DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
COMPARED = ("code", "name", "reason", "pointer")  # of an error


class Names:
    """What steps made, both ways: `$apply/case` <-> the id."""

    def __init__(self) -> None:
        self.value: dict[str, str] = {}
        self.sent: set[str] = set()

    def learn(self, step: str, answer: dict[str, Any]) -> None:
        """Remembers what a receipt made."""
        made = answer.get("made") or {}
        for name in ("case", "number"):
            if made.get(name):
                self.value[f"${step}/{name}"] = made[name]
        for n, person in enumerate(made.get("persons", [])):
            self.value[f"${step}/persons/{n}"] = person
        for name in ("act", "digest"):
            if answer.get(name):
                self.value.setdefault(f"${step}/{name}", answer[name])

    def sending(self, text: str) -> str:
        """A text with values for names."""
        for name in sorted(self.value, key=len, reverse=True):
            text = text.replace(name, self.value[name])
        self.sent.update(ID.findall(text))
        return text

    def shown(self, text: str) -> str:
        """A text with names for values; what has no name is called by its kind."""
        for name, value in self.value.items():
            if not name.endswith("/number"):
                text = text.replace(value, name)
        text = ID.sub(lambda m: m[0] if m[0] in self.sent else "$id", text)
        return ACT.sub("$act", DIGEST.sub("$digest", SIGNATURE.sub("$signature", text)))


def answer_of(verb: str, line: str, step: str, names: Names) -> dict[str, Any]:
    """One line of a front as it is compared: {"receipt": ..} or {"error": ..}."""
    how, _, text = line.rstrip("\n").partition("\t")
    if how not in ("ok", "error"):
        raise SystemExit(f"{step}: the front said neither ok nor error: {line[:200]!r}")
    found = json.loads(text)
    if how == "error":
        named = json.loads(names.shown(json.dumps(found)))
        return {"error": {key: named.get(key) for key in COMPARED}}
    if verb == "execute" or (verb == "check" and found.get("digest")):
        names.learn(step, found)
    named = json.loads(names.shown(text))
    for event in named.get("events", []) if isinstance(named.get("events"), list) else []:
        event["streams"].sort()
    return {"receipt": named}


def expected_of(step: dict[str, Any]) -> dict[str, Any]:
    """The answer that the file has for a step."""
    return {key: step[key] for key in ("receipt", "error") if key in step}


def run(vectors: dict[str, Any], front: list[str], folder: pathlib.Path) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every step as (name, expected, found), in order, on a fresh register in `folder`."""
    names = Names()
    out = []
    options = {"create": True, **vectors["register"], "key_file": str(folder / "register.key")}
    with subprocess.Popen(front, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdin and process.stdout

        def ask(*fields: str) -> str:
            assert process.stdin and process.stdout
            process.stdin.write("\t".join(fields) + "\n")
            process.stdin.flush()
            return process.stdout.readline()

        opened = ask("open", str(folder / "register.safar"), json.dumps(options))
        if not opened.startswith("ok\t"):
            raise SystemExit(f"the front did not make a register: {opened}")
        for step in vectors["steps"]:
            text = names.sending(step["text"] if "text" in step else json.dumps(step["send"]))
            line = ask(step["do"], json.dumps({"purpose": "casework", **step["as"]}), text)
            out.append((step["name"], expected_of(step), answer_of(step["do"], line, step["name"], names)))
        process.stdin.close()
        if process.wait(timeout=60) != 0:
            raise SystemExit(f"the front ended with {process.returncode}")
    return out


def planted(vectors: dict[str, Any]) -> dict[str, Any]:
    """The vectors with the wrong answer of their control in place of a right one."""
    wrong = copy.deepcopy(vectors)
    for step in wrong["steps"]:
        if step["name"] == vectors["control"]["name"]:
            for key in ("receipt", "error"):
                step.pop(key, None)
            step.update(expected_of(vectors["control"]))
    return wrong


def differing(vectors: dict[str, Any], front: list[str]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The steps that a front answers otherwise than the file."""
    with tempfile.TemporaryDirectory() as folder:
        return [(name, want, got) for name, want, got in run(vectors, front, pathlib.Path(folder)) if want != got]


def main(arguments: list[str]) -> int:
    mode = arguments.pop(0) if arguments and arguments[0] in ("--control", "--print") else ""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    if mode == "--print":
        with tempfile.TemporaryDirectory() as folder:
            found = run(vectors, arguments, pathlib.Path(folder))
        print("{" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in vectors.items() if k != "steps") + ',\n"steps": [')
        print(",\n".join(json.dumps({k: v for k, v in s.items() if k not in ("receipt", "error")} | got, ensure_ascii=False)
                         for s, (_, _, got) in zip(vectors["steps"], found, strict=True)) + "]}")
        return 0
    wrong = differing(planted(vectors) if mode else vectors, arguments)
    for name, want, got in wrong:
        print(f"{name}\n  expected {json.dumps(want, sort_keys=True)}\n  found    {json.dumps(got, sort_keys=True)}")
    if mode:
        fine = [name for name, _, _ in wrong] == [vectors["control"]["name"]]
        print("control: the planted wrong answer is found, and nothing else" if fine else "control: FAILED")
        return 0 if fine else 1
    print(f"{len(vectors['steps'])} steps, {len(wrong)} answered otherwise")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
