"""What becomes of each application: the totals are made true by choosing who departs when, never by editing a total.

Story of Mali 2018-19, for n = 11,700 (other n in proportion): 9,768 migrants departed on or before 18 January 2019;
an unprecedented peak from mid-November 2018; 1,500 cases at the Bamako sites pending on 7 January 2019, which are
held in one act; no departures of theirs from 5 January; reviews on working days from 8 to 31 January.
"""
from __future__ import annotations

from dataclasses import dataclass

from . import flow
from .draw import Draw, scaled
from .flow import Draft, day, weekday

STORY_N, ASSISTED, PENDING = 11_700, 9_768, 1_500
STOP = day("2019-01-04")      #: last day on which anybody departs or is closed at the Bamako sites
ACT = day("2019-01-07")       #: pending cases at the Bamako sites are suspended
REVIEW = day("2019-01-08")    #: first review
COUNT = day("2019-01-18")     #: the day of the published total
LIFT = day("2019-01-31")      #: last review; applications after it are not held
LATEST_START = day("2018-06-01")
NOT_ENTITLED = ("not_on_route", "resident_locally", "claimed_twice")


@dataclass(frozen=True, slots=True)
class Frame:
    """The numbers and days that a story is built to."""

    n: int
    first: int
    last: int
    assisted: int | None      #: migrants departed on or before COUNT; None where the period does not reach the day
    pending: int              #: cases to be held on ACT; 0 = no suspension and no peak
    peak_first: int = 0
    peak_last: int = 0
    peak_n: int = 0


def frame(n: int, seed: int, first: int, last: int, suspended: int | None) -> Frame:
    """Checks what was asked for and scales the anchors to n."""
    if n < 1:
        raise ValueError(f"n must be 1 or more, not {n}")
    if last - first < 60:
        raise ValueError("the period must have 61 days or more: move start or end")
    reaches = first <= LATEST_START and last >= COUNT
    assisted = scaled(n, ASSISTED, STORY_N) if reaches else None
    if suspended and not reaches:
        raise ValueError("a suspension needs start <= 2018-06-01 and end >= 2019-01-18")
    pending = scaled(n, PENDING, STORY_N) if suspended is None else suspended
    if suspended is not None and suspended < 0:
        raise ValueError(f"suspended must be 0 or more, not {suspended}")
    if not reaches or pending == 0:
        return Frame(n, first, last, assisted, 0)
    if suspended and suspended > n // 4:
        raise ValueError(f"suspended must be at most a quarter of n ({n // 4})")
    if suspended is not None and suspended > scaled(n, PENDING, STORY_N):
        assisted = scaled(n - suspended, ASSISTED, STORY_N - PENDING)      # those who wait cannot have left
    draw = Draw(seed, "frame")
    begins, ends = draw.between(day("2018-11-12"), day("2018-11-19")), draw.between(day("2019-01-02"), day("2019-01-05"))
    typical = n * 34 * 58 // (100 * (last - first + 1))    # steady cases pending in Bamako on an ordinary day
    return Frame(n, first, last, assisted, pending, begins, ends, max(pending // 2 + pending % 2, (pending - typical) * 105 // 100))


def _flight(d: int) -> int:
    """The Tuesday or Thursday on or after a day: charters and convoys leave then."""
    return d + (1, 0, 1, 0, 4, 3, 2)[weekday(d)]


def _natural(draw: Draw, d: Draft) -> int:
    """The day on which a case departs when nothing stands in its way: about a month in Bamako, three weeks elsewhere."""
    if d.peak:
        return _flight(d.day + 38 + draw.below(40) + draw.below(40))
    if d.bamako:
        return _flight(d.day + 10 + draw.below(20) + draw.below(20))
    return _flight(d.day + 8 + draw.below(13) + draw.below(13))


def compose(seed: int, f: Frame) -> list[Draft]:
    """The drafts of steady flow and peak, in order of day. On the day of the act no application is taken in Bamako."""
    drafts = flow.steady(seed, f.n - f.peak_n, f.first, f.last)
    if f.peak_n:
        drafts += flow.peak(seed, f.peak_n, f.peak_first, f.peak_last)
        for d in drafts:
            if d.day == ACT and d.bamako:
                d.day = REVIEW
    drafts.sort(key=lambda d: (d.day, d.serial))
    return drafts


def tie(seed: int, drafts: list[Draft]) -> None:
    """Chooses who registers twice, and who only looks like it: twins, siblings, namesakes. Drafts are in order of day.
    Of the peak one in ten repeats an earlier application, of the steady flow one in 125. Fewer than 100 applications stay free, so
    that every total can still be met."""
    if len(drafts) < 100:
        return
    draw = Draw(seed, "ties")
    men = [d for d in drafts if d.kind == "man"]
    for i, d in enumerate(men):
        if i == 0 or d.tied:
            continue
        roll = draw.below(1000)
        near = men[max(0, i - 40):i]
        if roll < (100 if d.peak else 8):
            pool = near if not d.peak or draw.percent(60) else men[: max(1, i * 7 // 8)]
            first = draw.one(pool)
            if first.original is None and first.kin is None:
                d.original, first.again, d.nationality = first, True, first.nationality
                d.entitled = "claimed_twice"
        elif roll < (115 if d.peak else 19):
            first = draw.one(near)
            if not first.tied:
                d.kin, first.again, d.nationality = first, True, first.nationality
                d.kin_kind = draw.one(("twins", "siblings", "namesakes"))
                if d.kin_kind != "namesakes" and first.bamako == d.bamako and not d.peak and not first.peak:
                    d.site, d.route = first.site, first.route


def entitle(seed: int, drafts: list[Draft]) -> None:
    """Decides who is entitled. Of the steady flow nearly all, of the peak about four in ten."""
    draw = Draw(seed, "entitled")
    for d in drafts:
        roll = draw.below(100)
        if d.original is not None:
            continue
        if not d.peak:
            d.entitled = "entitled" if roll < 98 else ("not_on_route", "resident_locally")[roll - 98]
        elif d.route in ("DZA", "MRT", "LBY"):
            d.entitled = "entitled" if roll < 75 else "resident_locally"
        else:
            d.entitled = "entitled" if roll < 36 else "resident_locally" if roll < 79 else "not_on_route"


def _close(draw: Draw, d: Draft, latest: int, why: str = "") -> None:
    """Ends a case before departure, on a day after the application and not after ``latest``."""
    d.fate, d.closed, d.depart = "close", min(latest, d.day + 3 + draw.below(max(1, min(latest - d.day - 2, 40)))), 0
    if not why:
        roll = draw.below(100)
        why = d.entitled if d.entitled != "entitled" else "changed_mind" if roll < 60 else "left_centre" if roll < 90 else "other_programme"
    d.why_closed = why


def settle(seed: int, f: Frame, drafts: list[Draft]) -> None:
    """Gives every draft its fate. May move the day of a free draft of the steady flow to an earlier one."""
    draw = Draw(seed, "fates")
    held = f.pending > 0
    for d in drafts:
        natural = _natural(draw, d)
        d.fate, d.depart = "depart", natural
        if held and d.bamako and ACT <= d.day <= LIFT:
            d.fate = "held_later"
        elif held and d.bamako and d.day < ACT and natural > STOP:
            d.fate = "held"
        elif d.original is not None and not d.peak:
            _close(draw, d, natural, "claimed_twice")
        elif d.original is not None:
            d.fate = "held"
        elif d.peak and not d.again and draw.percent(4) and d.day + 4 <= STOP:
            _close(draw, d, STOP)
    if held:
        _to_pending(draw, f, drafts)
    _to_assisted(draw, f, drafts)


def _to_pending(draw: Draw, f: Frame, drafts: list[Draft]) -> None:
    """Makes exactly f.pending cases wait on the day of the act."""
    waiting = [d for d in drafts if d.fate == "held"]
    if len(waiting) > f.pending:                        # the longest waiting leave before the stop
        free = sorted((d for d in waiting if not d.tied), key=lambda d: (d.peak, d.day, d.serial))
        for d in free[: len(waiting) - f.pending]:
            if d.day > STOP - 12:
                d.day = STOP - 12 - draw.below(20)
            d.fate, d.depart = "depart", _flight(max(d.day + 8, STOP - 4 - draw.below(10)))
            while d.depart > STOP:
                d.depart -= 7
    elif len(waiting) < f.pending:                      # the last who would have left stay
        free = [d for d in drafts if d.fate in ("depart", "close") and d.bamako and not d.tied and d.day <= STOP]
        free.sort(key=lambda d: (not d.peak, -d.day, d.serial))
        elsewhere = [d for d in drafts if not d.bamako and not d.tied and d.fate == "depart"]
        elsewhere.sort(key=lambda d: (abs(d.day - f.peak_last), d.serial))
        for d in (free + elsewhere)[: f.pending - len(waiting)]:
            if not d.bamako:
                d.site = flow.BAMAKO[0]
            if d.day < f.peak_first or d.day > STOP:
                d.day = STOP - draw.below(40)
            d.fate, d.depart, d.closed, d.why_closed = "held", _natural(draw, d), 0, ""


def _to_assisted(draw: Draw, f: Frame, drafts: list[Draft]) -> None:
    """Makes exactly f.assisted migrants depart on or before COUNT, by closing some cases and letting others leave."""
    free = draw.shuffled(d for d in drafts if not d.tied)
    wrong = [d for d in free if d.fate == "depart" and d.entitled != "entitled" and not d.peak]
    done = sum(d.size for d in drafts if d.fate == "depart" and d.depart <= COUNT)
    if f.assisted is None:
        for d in wrong + free[: len(free) // 33]:
            if d.fate == "depart":
                _close(draw, d, d.depart)
        return
    for d in wrong:
        if d.depart > COUNT:
            _close(draw, d, d.depart)
    seen = set(wrong)
    for d in wrong + [d for d in free if d.fate == "depart" and d not in seen]:
        if done == f.assisted:
            break
        if d.fate != "depart":
            continue
        if d.depart <= COUNT and d.size <= done - f.assisted:
            done -= d.size
            _close(draw, d, min(d.depart, STOP) if d.bamako and f.pending else d.depart)
    late = [d for d in free if d.fate in ("depart", "close", "held_later") and not 0 < d.depart <= COUNT]
    late.sort(key=lambda d: (d.entitled != "entitled", d.fate == "close"))
    for d in late:
        if done == f.assisted:
            break
        if d.size <= f.assisted - done:
            done += d.size
            if d.day > STOP - 30:
                d.day = max(f.first, STOP - 30 - draw.below(max(1, STOP - 30 - f.first)))
            d.fate, d.depart, d.closed, d.why_closed = "depart", _flight(d.day + 8 + draw.below(12)), 0, ""
    if done != f.assisted:
        raise ValueError("cannot build this story: use more applications, or fewer suspended")

