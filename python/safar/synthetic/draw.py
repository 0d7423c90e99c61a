"""Seeded drawing that gives the same values on every machine and Python version.

Only ``random.Random.random`` is used: its sequence for an integer seed is guaranteed by Python, while the
algorithms behind ``choice``, ``sample`` or ``gauss`` may change. Everything else here is integer arithmetic
and one multiplication of doubles, so no mathematics library of the machine takes part.
"""
from __future__ import annotations

import hashlib
import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Draw:
    """One stream of draws. Streams with different labels are independent: a change in how people are named does
    not move the days on which they apply."""

    __slots__ = ("_random",)

    def __init__(self, seed: int, label: str) -> None:
        digest = hashlib.sha256(f"safar synthetic:{seed}:{label}".encode()).digest()
        self._random = random.Random(int.from_bytes(digest, "big")).random

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1; n must be at least 1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def percent(self, p: int) -> bool:
        """True in p of 100 cases."""
        return self._random() * 100 < p

    def permille(self, p: int) -> bool:
        """True in p of 1,000 cases."""
        return self._random() * 1000 < p

    def one(self, items: Sequence[T]) -> T:
        """One of the items, each as likely as the other."""
        return items[int(self._random() * len(items))]

    def pick(self, wheel: Wheel[T]) -> T:
        """One item of a wheel, by its weight."""
        return wheel.items[bisect_right(wheel.steps, int(self._random() * wheel.total))]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """A new list in random order (Fisher and Yates)."""
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = int(self._random() * (i + 1))
            out[i], out[j] = out[j], out[i]
        return out


class Wheel(Generic[T]):
    """Items with whole-number weights, summed once so that a pick is one binary search."""

    __slots__ = ("items", "steps", "total")

    def __init__(self, items: Sequence[T], weights: Sequence[int]) -> None:
        if len(items) != len(weights) or not items:
            raise ValueError("a wheel needs as many weights as items, and at least one")
        self.items = list(items)
        self.steps = list(accumulate(weights))
        self.total = self.steps[-1]
        if self.total <= 0 or min(weights) < 0:
            raise ValueError("weights are not negative and their sum is positive")


def shares(n: int, weights: Sequence[int]) -> list[int]:
    """n split into whole parts in proportion to the weights (largest remainder; ties to the earlier part)."""
    total = sum(weights)
    parts = [n * w // total for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(n * weights[i] % total), i))
    for i in order[: n - sum(parts)]:
        parts[i] += 1
    return parts


def scaled(n: int, part: int, whole: int) -> int:
    """part * n / whole, rounded to the nearest whole number (halves up)."""
    return (2 * part * n + whole) // (2 * whole)
