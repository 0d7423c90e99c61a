"""The life of one application: the acts on it, day by day, as later engines will be told of them.

Each event is ``{"on": day, "event": verb, ...}`` with the members of the verb's fact, ``person`` a person's ref and
``by`` the pseudonym of the officer who decided. Verbs and states are those of the workflow ``avrr``. Nothing lies
after the end of the period.
"""
from __future__ import annotations

from typing import Any

from .draw import Draw, Wheel
from .flow import Draft, iso, weekday
from .people import Desk
from .story import ACT, LIFT, REVIEW, STOP

LANGUAGES = {"MLI": "bm", "GIN": "ff", "CIV": "fr", "SEN": "wo", "GMB": "en", "SLE": "en", "LBR": "en"}
#: level, dimension, kind, provider, weight
SERVICES = Wheel((("individual", "economic", "micro_business", "partner-1"), ("individual", "economic", "vocational_training", "partner-2"),
                  ("individual", "economic", "agriculture_kit", "partner-1"), ("individual", "social", "medical_follow_up", "partner-3"),
                  ("individual", "social", "housing", "partner-1"), ("individual", "social", "schooling", "partner-4"),
                  ("individual", "psychosocial", "counselling", "partner-3"), ("community", "economic", "community_project", "partner-5"),
                  ("community", "psychosocial", "support_group", "partner-3"), ("structural", "social", "referral_to_public_service", "partner-6")),
                 (30, 14, 12, 8, 6, 5, 12, 8, 3, 2))
VULNERABLE = Wheel(("medical", "trafficking", "pregnancy", "mental_health", "disability"), (46, 18, 14, 14, 8))
ITEMS = ["travel_document_received", "fit_to_travel", "consent_confirmed", "briefing_done"]


def vulnerable(draw: Draw, d: Draft) -> str:
    """A code of vulnerability, or ""."""
    if d.kind == "minor":
        return "unaccompanied_minor"
    if d.kind == "family" and "spouse" not in d.members:
        return "single_parent"
    if not draw.permille(60 if d.kind == "woman" else 40 if d.peak else 22):
        return ""
    code = draw.pick(VULNERABLE)
    return "medical" if code == "pregnancy" and d.kind != "woman" else code


class Diary:
    """Writes the events of applications; ``last`` is the last day of the period."""

    def __init__(self, seed: int, last: int, desk: Desk) -> None:
        self._draw, self._last, self._desk = Draw(seed, "life"), last, desk

    def write(self, d: Draft, review: dict[str, Any] | None) -> None:
        """Fills the events of one application; ``review`` is what an officer will decide on the hold, if anything."""
        if d.fate == "close":
            self._closed(d)
        elif d.fate == "depart":
            self._until_departure(d, d.day, d.depart, self._last)
            self._after(d)
        else:
            self._held(d, review)

    def _add(self, d: Draft, on: int, event: str, **fact: Any) -> None:
        if on <= self._last:
            d.events.append({"on": iso(on), "event": event} | fact)

    def _counsel(self, d: Draft, on: int) -> None:
        self._add(d, on, "counsel", language=LANGUAGES[d.nationality])

    def _consent(self, d: Draft, on: int) -> None:
        self._add(d, on, "consent", kind="proxy" if d.kind == "minor" else "explicit",
                  scope=["return", "data_sharing_consulate"] + (["follow_up"] if self._draw.percent(70) else []))

    def _decide(self, d: Draft, on: int, outcome: str, why: str) -> None:
        self._add(d, on, "decide_eligibility", outcome=outcome, reason={"code": why}, by=f"officer-{1 + self._draw.below(6)}")

    def _documents(self, d: Draft, on: int, needed: int) -> None:
        for person in d.persons:
            paper = next((p for p in person["documents"] if p["type"] != "birth_certificate" and p["expires"] >= iso(needed)), None)
            if paper is None:
                paper = self._desk.paper(d.nationality, on, "laissez_passer") | {"expires": iso(needed + 60)}
            self._add(d, on, "document", person=person["ref"], document=dict(paper) | {"usable": True})

    def _until_departure(self, d: Draft, begin: int, depart: int, until: int, done: frozenset[str] = frozenset()) -> None:
        """Counsel to departure between two days, leaving out what is done; nothing after ``until``."""
        draw, span, keep = self._draw, max(0, depart - begin), self._last
        self._last = min(self._last, until)
        when = [begin + min(span, span * k // 10 + draw.below(2)) for k in (0, 1, 2, 4, 6, 8)]
        when = [max(when[: i + 1]) for i in range(6)]
        when[5] = max(min(when[5], depart - 1), when[4])
        if "counsel" not in done:
            self._counsel(d, when[0])
        if "consent" not in done:
            self._consent(d, when[1])
        if "decide_eligibility" not in done:
            self._decide(d, when[2], "eligible", "criteria_met")
        if "document" not in done:
            self._documents(d, when[3], depart + 90)    # papers must be good for three months
        if "clear" not in done:
            self._add(d, when[4], "clear")
        if "book" not in done:
            missed = depart - 7 if span > 30 and draw.permille(40) else 0
            if missed:
                self._add(d, when[4], "book", travel_on=iso(missed), mode="air", to=d.nationality)
                self._add(d, missed, "no_show", reason={"code": draw.one(("ill", "not_found", "wanted_time"))})
                when[5] = max(when[5], missed)
            self._add(d, when[5], "book", travel_on=iso(depart), mode="air" if d.nationality != "MLI" else "road", to=d.nationality)
        for person in d.persons:
            self._add(d, depart, "checklist", person=person["ref"], items=list(ITEMS), done=True)
        self._add(d, depart, "depart", departed_on=iso(depart))
        self._last = keep

    def _after(self, d: Draft) -> None:
        """Arrival, plan, services, close."""
        draw = self._draw
        arrived = d.depart + draw.below(3)
        self._add(d, arrived, "arrive", arrived_on=iso(arrived))
        if draw.percent(14):
            self._add(d, arrived + 180, "close", outcome="completed", reason={"code": "no_reintegration_wanted"})
            return
        at = arrived + 5 + draw.below(70)
        self._add(d, at, "start_plan")
        for _ in range(draw.between(1, 3)):
            at += 14 + draw.below(60)
            level, dimension, kind, provider = draw.pick(SERVICES)
            self._add(d, at, "assist", level=level, dimension=dimension, kind=kind, provider=provider)
        at += 60 + draw.below(90)
        self._add(d, at, "close", outcome="completed", reason={"code": "plan_completed"})

    def _end(self, d: Draft, on: int, why: str) -> None:
        """The migrant leaves the programme."""
        if why == "changed_mind":
            self._add(d, on, "withdraw_application", reason={"code": why})
        self._add(d, on, "close", outcome="transferred" if why == "other_programme" else "withdrawn", reason={"code": why})

    def _closed(self, d: Draft) -> None:
        span = d.closed - d.day
        self._counsel(d, d.day + min(span, self._draw.below(2)))
        if d.why_closed in ("not_on_route", "resident_locally", "claimed_twice"):
            self._decide(d, d.closed, "ineligible", d.why_closed)
            self._add(d, d.closed, "close", outcome="refused", reason={"code": d.why_closed})
            return
        if span >= 2:
            self._consent(d, d.day + 1 + min(span - 1, self._draw.below(3)))
        self._end(d, d.closed, d.why_closed)

    def _held(self, d: Draft, review: dict[str, Any] | None) -> None:
        draw = self._draw
        later = d.fate == "held_later"
        if later:
            self._counsel(d, d.day)
            self._consent(d, d.day)
            self._add(d, d.day, "inform", about="suspension", channel="in_person")
        else:
            self._until_departure(d, d.day, max(d.depart, REVIEW), STOP)
            if not d.events:
                self._counsel(d, d.day)
            self._add(d, ACT, "inform", about="suspension", channel="in_person" if draw.percent(80) else "notice")
        if review is None:
            return
        on = review["day"]
        if review["outcome"] == "leave":
            return self._end(d, on, "changed_mind")
        self._add(d, on, "review", outcome=review["outcome"], reason={"code": review["reason"]}, by=review["by"])
        if review["outcome"] == "refuse":
            self._add(d, on + draw.below(3), "close", outcome="refused", reason={"code": review["reason"]})
        elif review["outcome"] == "refer":
            self._add(d, on + 1, "refer", to="partner-7", reason={"code": "vulnerable_not_entitled"})
        else:
            done = frozenset(e["event"] for e in d.events)
            if next((e["event"] for e in reversed(d.events) if e["event"] in ("book", "no_show")), "") == "no_show":
                done -= {"book"}
            leave = max(d.depart, on + 10 + draw.below(12), LIFT - 9)
            leave += (1, 0, 1, 0, 4, 3, 2)[weekday(leave)]
            begin = max(on, d.day)
            self._until_departure(d, begin + 1, leave, self._last, done)
            d.depart = leave
            self._after(d)
