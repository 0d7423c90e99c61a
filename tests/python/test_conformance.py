"""The Python front answers tests/vectors/receipts.json as every front does; and a wrong answer is found."""

from __future__ import annotations

import importlib.util
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parents[1] / "conformance"
spec = importlib.util.spec_from_file_location("conformance", HERE / "conformance.py")
assert spec and spec.loader
conformance = importlib.util.module_from_spec(spec)
spec.loader.exec_module(conformance)
VECTORS = json.loads(conformance.VECTORS.read_text(encoding="utf-8"))
FRONT = [sys.executable, str(HERE / "front.py")]


def test_every_step_is_answered_as_the_file_says() -> None:
    assert len(VECTORS["steps"]) > 80
    assert conformance.differing(VECTORS, FRONT) == []


def test_a_wrong_answer_is_found() -> None:
    wrong = conformance.differing(conformance.planted(VECTORS), FRONT)
    assert [name for name, _, _ in wrong] == [VECTORS["control"]["name"]]


def test_names_of_steps_are_one_each() -> None:
    names = [s["name"] for s in VECTORS["steps"]]
    assert len(names) == len(set(names))
