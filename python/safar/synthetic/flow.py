"""The flow: who comes when, over which border, to which site; and the peak that does not fit.

A steady flow with seasons of its own for each nationality, plus (story of Mali 2018-19) a peak from mid-November
2018 whose applicants hardly come over the Algerian and Mauritanian borders at all.
"""
from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from .draw import Draw, Wheel, shares

if TYPE_CHECKING:
    from .people import Real

#: In order of size, as the programme named them; shares of the steady flow in percent.
NATIONALITIES = ("MLI", "GIN", "CIV", "SEN", "GMB", "SLE", "LBR")
STEADY_SHARE = (36, 21, 14, 11, 8, 6, 4)
#: In the peak: Malians and neighbours who already live in Bamako.
PEAK_SHARE = (56, 17, 14, 7, 2, 2, 2)

#: Twelve-month index of movement by nationality, 100 = an average month, January first. Derived from Frontex
#: detections, monthly, via iom/gdidata: for each year 2009-2024 with 60 detections or more, each month's share of
#: the year; then the mean over the years, so that no single year rules. The flow uses half of the swing.
SEASON: dict[str, tuple[int, ...]] = {
    "MLI": (74, 78, 92, 64, 130, 120, 112, 103, 112, 105, 104, 105),
    "GIN": (74, 75, 80, 75, 105, 110, 109, 127, 116, 115, 125, 89),
    "CIV": (67, 72, 96, 95, 119, 111, 110, 112, 104, 101, 117, 97),
    "SEN": (104, 88, 80, 53, 122, 95, 84, 94, 100, 150, 127, 102),
    "GMB": (60, 61, 79, 55, 112, 95, 98, 130, 146, 140, 126, 98),
    "SLE": (64, 55, 86, 95, 119, 112, 88, 92, 123, 124, 132, 111),
    "LBR": (48, 56, 103, 82, 128, 138, 141, 98, 84, 112, 105, 106),
}
#: Sunday is quiet.
WEEKDAY = (115, 110, 105, 105, 105, 95, 65)

ROUTES = ("DZA", "MRT", "LBY", "NER", "other", "none")
#: Steady flow in percent: the Algerian border first; the Mauritanian one for those of the coast.
STEADY_ROUTE = {n: (68, 11, 9, 7, 4, 1) for n in ("MLI", "GIN", "CIV", "SLE", "LBR")} | {n: (58, 23, 8, 6, 4, 1) for n in ("SEN", "GMB")}
PEAK_ROUTE = (9, 4, 3, 27, 8, 49)

BAMAKO = ("ML-BKO-1", "ML-BKO-2")
SITES = BAMAKO + ("ML-GAO-1", "ML-KID-1", "ML-KAY-1", "ML-NIO-1", "ML-MOP-1")
_SITE = {
    "DZA": Wheel(SITES, (34, 24, 32, 8, 0, 0, 2)), "MRT": Wheel(SITES, (32, 22, 0, 0, 32, 14, 0)),
    "LBY": Wheel(SITES, (34, 24, 38, 0, 0, 0, 4)), "NER": Wheel(SITES, (34, 24, 34, 0, 0, 0, 8)),
    "other": Wheel(SITES, (46, 34, 5, 0, 5, 0, 10)), "none": Wheel(SITES, (50, 40, 3, 0, 3, 0, 4)),
}
_PEAK_SITE = Wheel(BAMAKO, (58, 42))

KINDS = ("man", "woman", "minor", "family")
STEADY_KIND = (940, 22, 17, 21)   # per 1,000 applications
PEAK_KIND = (975, 12, 8, 5)


def day(text: str) -> int:
    """YYYY-MM-DD as a day number (proleptic Gregorian ordinal)."""
    return date.fromisoformat(text).toordinal()


@cache
def iso(number: int) -> str:
    """A day number as YYYY-MM-DD."""
    return date.fromordinal(number).isoformat()


def weekday(number: int) -> int:
    """0 = Monday."""
    return (number + 6) % 7


@dataclass(slots=True, eq=False)
class Draft:
    """One application while its story is being made. Days are day numbers; 0 = none."""

    day: int
    serial: int
    nationality: str
    route: str
    site: str
    kind: str
    members: tuple[str, ...] = ()      #: relations of the others in the household
    peak: bool = False
    original: Draft | None = None      #: the same real person registered before, in this application
    kin: Draft | None = None           #: a brother or twin registered before: not the same person
    kin_kind: str = ""                 #: twins, siblings or namesakes
    again: bool = False                #: another application repeats this one
    fate: str = ""                     #: depart, close, held, held_later
    depart: int = 0
    closed: int = 0
    why_closed: str = ""
    entitled: str = "entitled"         #: or the reason why not
    ref: str = ""
    persons: list[dict[str, Any]] = field(default_factory=list)
    real: list[Real] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return 1 + len(self.members)

    @property
    def bamako(self) -> bool:
        return self.site.startswith("ML-BKO")

    @property
    def tied(self) -> bool:
        """Bound to another application: its day and fate stay."""
        return self.original is not None or self.kin is not None or self.again


def _ramp(number: int) -> int:
    """The programme opened in early 2017 and was in full work in May 2017; percent."""
    begins, full = 736_330, 736_450    # 2017-01-01, 2017-05-01
    if number >= full:
        return 100
    return max(30, 30 + 70 * (number - begins) // (full - begins))


def day_weights(nationality: str, first: int, last: int, weeks: dict[int, int]) -> list[int]:
    """Relative number of applications of each day from first to last."""
    season = SEASON[nationality]
    out = []
    for d in range(first, last + 1):
        month = int(iso(d)[5:7])
        out.append((100 + season[month - 1]) * WEEKDAY[weekday(d)] * _ramp(d) * weeks[d // 7] // 10_000)
    return out


def _household(draw: Draw, kind: str) -> tuple[str, ...]:
    if kind != "family":
        return ()
    form = draw.below(100)
    if form < 55:
        return ("child",) * draw.between(1, 2)
    if form < 75:
        return ("spouse",)
    return ("spouse",) + ("child",) * draw.between(1, 3)


def _kinds(draw: Draw, n: int, weights: tuple[int, ...]) -> list[str]:
    return draw.shuffled(kind for kind, count in zip(KINDS, shares(n, weights), strict=True) for _ in range(count))


def steady(seed: int, n: int, first: int, last: int) -> list[Draft]:
    """n applications of the steady flow between two days. Nationalities are exact shares; days are drawn, and whole
    weeks swing by up to an eighth, as people come by the lorry."""
    draw = Draw(seed, "steady")
    weeks = {w: draw.between(88, 112) for w in range(first // 7, last // 7 + 1)}
    kinds = _kinds(draw, n, STEADY_KIND)
    out: list[Draft] = []
    for nationality, count in zip(NATIONALITIES, shares(n, STEADY_SHARE), strict=True):
        steps = list(accumulate(day_weights(nationality, first, last, weeks)))
        routes = Wheel(ROUTES, STEADY_ROUTE[nationality])
        for _ in range(count):
            at = first + bisect_right(steps, draw.below(steps[-1]))
            route = draw.pick(routes)
            kind = kinds[len(out)]
            out.append(Draft(at, len(out), nationality, route, draw.pick(_SITE[route]), kind, _household(draw, kind)))
    return out


def peak(seed: int, n: int, first: int, last: int) -> list[Draft]:
    """n applications of the peak: all in Bamako, nearly all men, mostly with no border claimed or the one of Niger."""
    draw = Draw(seed, "peak")
    routes = Wheel(ROUTES, PEAK_ROUTE)
    length = last - first + 1
    steps = list(accumulate(WEEKDAY[weekday(d)] * max(40, 100 - 60 * (d - first) // length) for d in range(first, last + 1)))
    kinds = _kinds(draw, n, PEAK_KIND)
    out: list[Draft] = []
    for nationality, count in zip(NATIONALITIES, shares(n, PEAK_SHARE), strict=True):
        for _ in range(count):
            at = first + bisect_right(steps, draw.below(steps[-1]))
            kind = kinds[len(out)]
            out.append(Draft(at, 10_000_000 + len(out), nationality, draw.pick(routes), draw.pick(_PEAK_SITE), kind, _household(draw, kind), peak=True))
    return out
