"""Names: drawn by how common they are, and spelt again as another desk would write them.

The lists are data, in ``names.json`` beside this file, each with its source. They hold names that many thousands
of people share; a family name and a given name are drawn apart, so nobody is meant and nobody is copied.
"""
from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from .draw import Draw, Wheel

#: What letters become under another hand: French and English habits, and slips of the pen.
_HABITS: tuple[tuple[str, str], ...] = (
    ("ou", "u"), ("ou", "oo"), ("dj", "j"), ("di", "j"), ("k", "c"), ("c", "k"), ("ss", "s"), ("s", "ss"),
    ("y", "i"), ("i", "y"), ("gu", "g"), ("é", "eh"), ("ï", "i"), ("h", ""), ("ll", "l"), ("m", "mm"), ("a", "ah"),
)


@cache
def tables() -> dict[str, Any]:
    """The content of names.json."""
    content: dict[str, Any] = json.loads(files(__package__).joinpath("names.json").read_text(encoding="utf-8"))
    return content


@cache
def wheel(nationality: str, kind: str) -> Wheel[str]:
    """Names of a kind (given_male, given_female, family) of a nationality (alpha-3); the k-th most common has a
    weight of about 1 / (k + 2), which is how the names of the region concentrate."""
    names = tables()["lists"][nationality][kind]
    return Wheel(names, [10_000 // (k + 3) for k in range(len(names))])


@cache
def _groups(kind: str) -> dict[str, tuple[str, ...]]:
    """Every known spelling -> the other spellings of the same name."""
    out: dict[str, tuple[str, ...]] = {}
    for group in tables()["variants"][kind]:
        for name in group:
            out.setdefault(name, tuple(g for g in group if g != name))
    return out


def given(draw: Draw, nationality: str, sex: str) -> str:
    """A given name."""
    return draw.pick(wheel(nationality, "given_male" if sex == "male" else "given_female"))


def family(draw: Draw, nationality: str) -> str:
    """A family name."""
    return draw.pick(wheel(nationality, "family"))


def plain(name: str) -> str:
    """The name without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def respelt(draw: Draw, name: str, kind: str) -> str:
    """The same name, never spelt the same: a known other spelling (two of three, where one is known), a habit of
    writing, a dropped accent, two letters exchanged, or one letter less. ``kind`` is given or family."""
    known = _groups(kind).get(name)
    if known and draw.percent(66):
        return draw.one(known)
    start = draw.below(len(_HABITS))
    low = name.lower()
    for k in range(len(_HABITS)):
        old, new = _HABITS[(start + k) % len(_HABITS)]
        at = low.find(old, 1)
        if at > 0 and draw.percent(60):
            other = name[:at] + new + name[at + len(old):]
            if other != name:
                return other
    if plain(name) != name:
        return plain(name)
    at = draw.between(1, max(1, len(name) - 2))
    if len(name) > 3 and name[at] != name[at + 1] and draw.percent(50):
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    return name[:at] + name[at + 1:] if len(name) > 3 else name + "h"
