"""Somebody with a session in any role asks every view, column, call and command for what that role may not read (a sample of matrix.py)."""

from __future__ import annotations

import pathlib
from typing import Any

import matrix


LIMIT = 900


def attack(sf: Any, folder: pathlib.Path) -> list[str]:
    found = matrix.matrix(sf, folder, whole=False)
    if found.gaps:
        raise AssertionError("the matrix does not ask all that there is:\n" + "\n".join(found.gaps))
    return found.leaks


UNMENDED = [
    [("src/workflow/access.cpp", '{"finance_officer", "pays", false, false}', '{"finance_officer", "pays", true, false}')],
    [("python/safar/frame.py", '''column["name"] == "value" and row.get("shelf") in SEALED''', '''column["name"] == "value" and row.get("shelf") == "nothing"''')],
]
