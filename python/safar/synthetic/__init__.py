"""Made-up intake of any size, for tests, notebooks and demonstrations: nobody can train on real people.

>>> from safar.synthetic import intake
>>> people = intake(1000, seed=7)
>>> len(people.applications), people.truth["counts"]["assisted"]["2019-01-17"]
(1000, 835)

The same arguments give the same bytes on any machine. ``applications`` is what offices would send, errors of desks
included; ``truth`` is what no office knows: who registered twice, who is entitled, what becomes of each case.
Persons never resemble real ones on purpose: see ``people.py``. Nothing here imports the rest of safar or anything outside
Python's own library.
"""
from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import flow, story
from . import truth as _truth
from .csv_styles import write_csv
from .draw import Draw
from .life import Diary, vulnerable
from .people import Desk

__all__ = ["Intake", "canonical", "intake", "write_csv", "write_json"]


@dataclass(frozen=True, slots=True)
class Intake:
    """``applications``: plain dicts in order of day; ``truth``: what they rest on (see ``truth.py``)."""

    applications: list[dict[str, Any]]
    truth: dict[str, Any]

    def digest(self) -> str:
        """SHA-256 of applications and truth in canonical JSON, in hex: equal where the bytes are equal."""
        return hashlib.sha256((canonical(self.applications) + canonical(self.truth)).encode()).hexdigest()

    def __repr__(self) -> str:
        return f"Intake({len(self.applications)} applications, {len(self.truth['persons'])} persons, seed {self.truth['seed']})"


def intake(n: int, seed: int, *, start: str = "2017-01-01", end: str = "2019-01-31", suspended: int | None = None) -> Intake:
    """n applications between two days.

    ``suspended``: how many cases are pending in Bamako on 7 January 2019, when all of them are held; None = 1,500 for
    n = 11,700 and in proportion (more: fewer are assisted by 18 January); 0 = no peak and no suspension (an ordinary intake, as a control).
    The story needs start <= 2018-06-01 and end >= 2019-01-18; other periods give the steady flow only.
    Raises ValueError for what cannot be built. 30,000 applications take a few seconds; time grows with n log n.
    """
    f = story.frame(n, seed, flow.day(start), flow.day(end), suspended)
    drafts = story.compose(seed, f)
    story.tie(seed, drafts)
    story.entitle(seed, drafts)
    story.settle(seed, f, drafts)
    drafts.sort(key=lambda d: (d.day, d.serial))
    diary = Diary(seed, f.last, _people(seed, drafts))
    codes = Draw(seed, "vulnerable")
    weak = {d.ref: code for d in drafts if (code := vulnerable(codes, d))}
    reviews = _truth.plan_reviews(seed, f, drafts, set(weak))
    for d in drafts:
        diary.write(d, reviews.get(d.ref))
    applications = [{"ref": d.ref, "applied_on": flow.iso(d.day), "site": d.site, "route": d.route, "persons": d.persons} for d in drafts]
    return Intake(applications, _truth.assemble(seed, f, drafts, weak))


def _people(seed: int, drafts: list[flow.Draft]) -> Desk:
    """Numbers the applications by office and year, and writes their persons down. Returns the desk."""
    desk, counters = Desk(seed), Counter[str]()
    for d in drafts:
        office = f"{d.site[3:6]}-{flow.iso(d.day)[:4]}"
        counters[office] += 1
        d.ref = f"{office}-{counters[office]:05d}"
        desk.write(d)
        for k, person in enumerate(d.persons, 1):
            person["ref"] = f"{d.ref}-{k}"
    return desk


def canonical(value: Any) -> str:
    """JSON with sorted keys, no blanks, no floats, and a line end."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


def write_json(value: Any, path: str | Path) -> None:
    """Writes plain data as canonical JSON in UTF-8."""
    Path(path).write_bytes(canonical(value).encode("utf-8"))
