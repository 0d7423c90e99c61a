"""Somebody has the register's file and no key, and wants to know who was ill, protected, trafficked, complained or died."""

from __future__ import annotations

import pathlib
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import sealed_pairs  # noqa: E402


def attack(sf: Any, folder: pathlib.Path) -> list[str]:
    found = []
    for k, (what, (_, one, other)) in enumerate(sealed_pairs.PAIRS.items()):
        shapes = []
        for n, has in enumerate((one, other)):
            name = f"{k}-{n}"
            register = sealed_pairs.life(sf, folder, name, has)
            register.close()
            shapes.append(sealed_pairs.shape(folder / f"{name}.safar", register.known))
        found += [f"{what}: {table} differs: {a} / {b}" for table in shapes[0] for a, b in zip(shapes[0][table], shapes[1][table]) if a != b][:3]
        found += [f"{what}: {table} has {len(shapes[0][table])} rows and {len(shapes[1][table])}" for table in shapes[0] if len(shapes[0][table]) != len(shapes[1][table])]
    return found


UNMENDED = [
    [("src/register/act.cpp", "e.kind = sealed ? EventKind::assessed : p.verb->kind;", "e.kind = p.verb->kind;")],
    [("src/base/shelves.cpp", "if (empty & ~full & bit(shelf)) stand(shelf, scope);", "if (empty & ~full & bit(shelf) & 0U) stand(shelf, scope);")],
    [("src/store/crypto.hpp", "return shelf >= 3 ? 256 : 64;", "return shelf >= 5 ? 256 : 16;")],
    [("src/register/book.cpp", "if (!state.has_sealed()) {", "if (!state.has_sealed() || state.version > 0) {")],
    [("src/register/prepare.cpp", "  f.outcome = in_the_open;\n", "")],
]
