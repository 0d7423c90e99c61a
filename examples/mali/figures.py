"""The questions of the story, asked through ``query``, each beside what the truth file says.

Assisted means departed on or before the day, counted in migrants.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import safar as sf


def table(rows: Any, *keys: str, count: str = "persons") -> dict[str, int]:
    """A grouped frame as a dictionary from the group (joined by blanks) to its count."""
    return {" ".join(str(r.get(k)) for k in keys): r[count] for r in rows if r[count]}


def assisted_on(truth: dict[str, Any], day: str) -> int:
    """Migrants departed on or before the day, from the truth file's running total."""
    return max((n for d, n in truth["counts"]["assisted"].items() if d <= day), default=0)


def departures(truth: dict[str, Any], intake: list[dict[str, Any]], day: str) -> set[str]:
    """Applications that had departed by the day."""
    return {ref for ref, life in truth["timeline"].items() for e in life if e["event"] == "depart" and e["on"] <= day}


def how_many(asked: sf.Query) -> int:
    """Cases that a question finds. An analyst is told how many they are, and not which."""
    return sum(r["cases"] for r in asked.by("programme"))


def compare(session: sf.Session, truth: dict[str, Any], applications: list[dict[str, Any]]) -> list[tuple[str, Any, Any]]:
    """(question, register, truth) for every figure of the story."""
    out: list[tuple[str, Any, Any]] = []
    counts = session.query("counts")
    c = truth["counts"]
    out.append(("applications", sum(r["cases"] for r in counts), c["applications"]["total"]))
    out.append(("persons", sum(r["persons"] for r in counts), c["persons"]["total"]))
    out.append(("persons by nationality", table(counts.by("nationality"), "nationality"), c["persons"]["by_nationality"]))
    out.append(("persons by sex", table(counts.by("sex"), "sex"), c["persons"]["by_sex"]))
    out.append(("applications by site", table(counts.by("site"), "site", count="cases"), c["applications"]["by_site"]))
    out.append(("applications by border", table(counts.by("route"), "route", count="cases"), c["applications"]["by_route"]))
    out.append(("applications by month", table(counts.by("month"), "month", count="cases"), c["applications"]["by_month"]))
    out.append(("applications by month and border", table(counts.by("month", "route"), "month", "route", count="cases"), c["applications"]["by_month_route"]))

    by_ref = {a["ref"]: a for a in applications}
    suspension = truth["suspension"]["on"]
    before = (dt.date.fromisoformat(suspension) - dt.timedelta(days=1)).isoformat()
    for day in ("2017-06-30", "2018-06-30", "2018-11-30", before, "2019-01-18", truth["end"]):
        gone = departures(truth, applications, day)
        nationalities = Counter(p["nationality"] for r in gone for p in by_ref[r]["persons"])
        asked = counts.where(departed=True).valid_on(day)
        out.append((f"assisted by {day}", sum(r["persons"] for r in asked), assisted_on(truth, day)))
        out.append((f"assisted by {day}, by nationality", table(asked.by("nationality"), "nationality"), dict(nationalities)))
        out.append((f"assisted by {day}, as known then", sum(r["persons"] for r in counts.where(departed=True).known_on(day)), assisted_on(truth, day)))

    later = set(truth["suspension"].get("held_later", []))
    for day in (before, suspension, "2019-01-18", truth["end"]):
        held = set(truth["suspended"]) | {r for r in later if by_ref[r]["applied_on"] <= day} if day >= suspension else set()
        lifted = {r["case"] for r in truth["reviews"] if r["on"] <= day and r["outcome"] != "refer"}
        asked = session.query("cases").where(("holds", "has", "programme_suspension")).known_on(day)
        out.append((f"held, as known on {day}", how_many(asked), len(held - lifted)))
    for day in ("2019-01-18", truth["end"]):
        done = Counter(r["outcome"] for r in truth["reviews"] if r["on"] <= day)
        known = session.query("cases").known_on(day)
        seen = {o: how_many(known.where(("resolutions", "has", f"programme_suspension:{o}"))) for o in ("resume", "refuse", "refer")}
        out.append((f"reviewed by {day}", {o: n for o, n in seen.items() if n}, dict(done)))
    return out
