"""The notebook gives today what it shows: executed anew, its outputs in text are the same."""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import run_notebook as tool  # noqa: E402

KEPT = ROOT / "examples" / "notebook" / "returns.ipynb"


@pytest.fixture(scope="module")
def found() -> Any:
    for name in ("nbclient", "ipykernel", "altair", "vl_convert", "pandas", "polars"):
        pytest.importorskip(name, reason=f"{name} executes the notebook")
    return tool.executed(KEPT)


def kept() -> Any:
    return json.loads(KEPT.read_text(encoding="utf-8"))


def test_it_gives_what_it_shows(found: Any) -> None:
    assert tool.texts(found) == tool.texts(kept())
    assert sum(bool(t) for t in tool.texts(kept())) >= 6, "it is kept executed"


def test_nothing_of_a_machine_and_no_name_is_in_it() -> None:
    assert tool.machine_words(kept()) == []
    shown = "\n".join(tool.texts(kept()))
    assert "(withheld)" in shown
    from safar import synthetic

    people = synthetic.intake(400, seed=7, start="2018-01-01", end="2018-06-30", suspended=0)
    names = {p["family_name"] for a in people.applications for p in a["persons"] if p.get("family_name")}
    outputs = [c.get("outputs", []) for c in kept()["cells"]]
    for output in sum(outputs, []):
        output.get("data", {}).pop("image/png", None)  # of counts by nationality; its bytes spell anything
    assert len(names) > 20 and not [n for n in names if n in json.dumps(outputs, ensure_ascii=False)]


def test_what_differs_is_found() -> None:
    """The control."""
    other = kept()
    cell = next(c for c in other["cells"] if c.get("outputs"))
    cell["outputs"][0]["text"] = ["399 cases in /tmp/x\n"]
    assert tool.texts(other) != tool.texts(kept()) and tool.machine_words(other)
