"""Somebody who may not read a value, or who has the files, compares two registers that differ in it alone (a sample of pairs.py)."""

from __future__ import annotations

import pathlib
from typing import Any

import pairs


LIMIT = 900


def attack(sf: Any, folder: pathlib.Path) -> list[str]:
    found = pairs.run(sf, folder, pairs.SAMPLE, pairs.SAMPLE_WHO)
    gaps = [f"{c.pair}: {gap}" for c in found for gap in c.gaps]
    if gaps:
        raise AssertionError("\n".join(gaps))
    return [f"{c.pair}: {d}" for c in found for d in c.differ]


UNMENDED = [("src/workflow/access.cpp", '{"finance_officer", "pays", false, false}', '{"finance_officer", "pays", true, false}')]
