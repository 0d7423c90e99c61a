"""What is true of an intake: who is who, who is entitled, what officers will decide, and every total.

All totals are counted from the applications and their timelines; nothing is set by hand.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from typing import Any

from .draw import Draw
from .flow import BAMAKO, NATIONALITIES, ROUTES, SITES, Draft, iso, weekday
from .story import ACT, LIFT, REVIEW, Frame

OFFICERS = tuple(f"reviewer-{k}" for k in range(1, 6))
JOURNEY = {"counsel": "counselled", "clear": "cleared", "book": "booked", "no_show": "cleared", "depart": "departed", "arrive": "arrived",
           "start_plan": "assisting", "close": "closed"}
PENDING_STATES = ("applied", "counselled", "cleared", "booked")

#: Which published figures the story meets, and which it does not, with the reason.
ANCHORS = {
    "matched": {
        "9,768 assisted by 2019-01-18": "by choosing who departs when; in proportion for other n",
        "roughly 1,500 suspended in early January 2019": "1,500 in proportion to n, all at the Bamako sites",
        "peak from mid-November 2018 unlike the flow over the Algerian and Mauritanian borders": "begins 12 to 19 November 2018, by seed",
        "order of nationalities": "Mali, Guinea, Cote d'Ivoire, Senegal, the Gambia, Sierra Leone, Liberia",
        "90 % aged 18-44, 4 % women, 4 % minors": "about, over the whole intake",
    },
    "not_matched": {
        "6,085 Malians in 2017 and 7,307 by 2018-06-21": "returns of Malians to Mali from elsewhere: another flow, and it cannot stand beside a steady flow to 9,768",
        "programme in Mali since May 2017": "the intake begins in January 2017 at a third of its strength and is full in May 2017",
        "2 % medical cases": "an overlapping category; the vulnerable are drawn for their own sake",
    },
}


def plan_reviews(seed: int, f: Frame, drafts: list[Draft], vulnerable: set[str]) -> dict[str, dict[str, Any]]:
    """What will happen to each held case, by ref: one review each on working days, or the migrant leaves before it.
    Held later: reviewed in the first half of February, where the period reaches so far."""
    draw = Draw(seed, "reviews")
    out: dict[str, dict[str, Any]] = {}
    for fate, first, last in (("held", REVIEW, LIFT), ("held_later", LIFT + 1, LIFT + 14)):
        days = [d for d in range(first, last + 1) if weekday(d) < 5]
        cases = draw.shuffled(d for d in drafts if d.fate == fate)
        for k, d in enumerate(cases):
            on = days[k * len(days) // len(cases)]
            if fate == "held" and on > REVIEW and draw.percent(4):
                on, outcome, reason = draw.between(REVIEW, on - 1), "leave", "changed_mind"
            elif d.entitled == "entitled":
                outcome, reason = "resume", "entitlement_confirmed"
            else:
                outcome, reason = ("refer", "vulnerable_not_entitled") if d.ref in vulnerable else ("refuse", d.entitled)
            if on <= f.last:
                out[d.ref] = {"day": on, "outcome": outcome, "reason": reason, "by": OFFICERS[k % len(OFFICERS)]}
    return out


def journey(events: list[dict[str, Any]], on: str) -> str:
    """Where the journey of a case stands at the end of a day."""
    state = "applied"
    for event in events:
        if event["on"] > on:
            break
        state = JOURNEY.get(event["event"], state)
    return state


def pending(drafts: list[Draft], on: int) -> list[str]:
    """Cases at the Bamako sites in the stages applied to booked at the end of a day, in order of ref."""
    text = iso(on)
    return sorted(d.ref for d in drafts if d.bamako and d.day <= on and journey(d.events, text) in PENDING_STATES)


def _tally(values: list[str], order: tuple[str, ...] = ()) -> dict[str, int]:
    found = Counter(values)
    return {k: found[k] for k in (order or sorted(found)) if found[k]}


def counts(drafts: list[Draft]) -> dict[str, Any]:
    """Every total, from applications and timelines."""
    departed: Counter[str] = Counter()
    for d in drafts:
        for event in d.events:
            if event["event"] == "depart":
                departed[event["on"]] += d.size
    days = sorted(departed)
    persons = [p for d in drafts for p in d.persons]
    return {
        "applications": {
            "total": len(drafts), "by_site": _tally([d.site for d in drafts], SITES), "by_route": _tally([d.route for d in drafts], ROUTES),
            "by_month": _tally([iso(d.day)[:7] for d in drafts]),
            "by_month_route": {f"{m} {r}": n for (m, r), n in sorted(Counter((iso(d.day)[:7], d.route) for d in drafts).items())},
            "by_month_nationality": {f"{m} {c}": n for (m, c), n in sorted(Counter((iso(d.day)[:7], d.nationality) for d in drafts).items())},
        },
        "persons": {
            "total": len(persons), "by_nationality": _tally([p["nationality"] for p in persons], NATIONALITIES),
            "by_sex": _tally([p["sex"] for p in persons]), "by_birth_quality": _tally([p["birth_quality"] for p in persons]),
            "born_on_1_january": sum(p["birth"].endswith("-01-01") for p in persons), "real": len({r.id for d in drafts for r in d.real}),
        },
        "assisted": dict(zip(days, accumulate(departed[x] for x in days), strict=True)),
        "events": _tally([e["event"] for d in drafts for e in d.events]),
        "reviews": _tally([e["outcome"] for d in drafts for e in d.events if e["event"] == "review"]),
    }


def _alike(drafts: list[Draft]) -> list[dict[str, Any]]:
    return [{"persons": [d.kin.persons[0]["ref"], d.persons[0]["ref"]], "why": d.kin_kind} for d in drafts if d.kin is not None]


def _same_document(drafts: list[Draft]) -> list[dict[str, Any]]:
    holders: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for d in drafts:
        for person, real in zip(d.persons, d.real, strict=True):
            for paper in person["documents"]:
                holders[paper["type"], paper["country"], paper["number"]].append((person["ref"], real.id))
    return [{"type": t, "country": c, "number": n, "persons": [p for p, _ in who], "same_person": len({r for _, r in who}) == 1}
            for (t, c, n), who in sorted(holders.items()) if len(who) > 1]


def assemble(seed: int, f: Frame, drafts: list[Draft], vulnerable: dict[str, str]) -> dict[str, Any]:
    """The truth of an intake as plain data."""
    clusters: dict[str, list[str]] = defaultdict(list)
    for d in drafts:
        for person, real in zip(d.persons, d.real, strict=True):
            clusters[real.id].append(person["ref"])
    peak = [d.ref for d in drafts if d.peak]
    suspended = pending(drafts, ACT) if f.pending else []
    return {
        "about": "Made by a program from a seed. No person here is real.",
        "seed": seed, "n": f.n, "start": iso(f.first), "end": iso(f.last), "anchors": ANCHORS,
        "peak": {"begins_on": iso(f.peak_first), "ends_on": iso(f.peak_last), "applications": peak} if peak else None,
        "persons": {p["ref"]: r.id for d in drafts for p, r in zip(d.persons, d.real, strict=True)},
        "duplicates": [refs for refs in clusters.values() if len(refs) > 1],
        "not_the_same": _alike(drafts),
        "same_document": _same_document(drafts),
        "entitled": {d.ref: {"entitled": d.entitled == "entitled", "why": d.entitled} for d in drafts},
        "vulnerable": dict(sorted(vulnerable.items())),
        "suspension": {"on": iso(ACT), "sites": list(BAMAKO), "journey": list(PENDING_STATES), "held_later": [d.ref for d in drafts if d.fate == "held_later"]}
        if f.pending else None,
        "suspended": suspended,
        "reviews": sorted(({"case": d.ref, "on": e["on"], "outcome": e["outcome"], "reason": e["reason"]["code"], "by": e["by"]}
                           for d in drafts for e in d.events if e["event"] == "review"), key=lambda r: (r["on"], r["case"])),
        "timeline": {d.ref: d.events for d in drafts},
        "counts": counts(drafts),
    }
