"""The persons of an application: as they are, and as a desk writes them down.

Nobody here is real. Names are drawn apart from each other, dates of birth at random, document numbers begin with
ZZ and are random, phone numbers lie in +223 00, where the Malian numbering plan assigns no subscriber.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import names
from .draw import Draw, Wheel
from .flow import Draft, iso

DOCUMENTS = Wheel(("passport", "national_id", "consular_card", "ecowas_card", "birth_certificate"), (26, 42, 20, 6, 6))
#: How a birth date is written down, percent: on 1 January, in full from a document or by word, year only, estimated.
STEADY_BIRTH, PEAK_BIRTH = (15, 57, 19, 9), (43, 30, 18, 9)


@dataclass(slots=True)
class Real:
    """The person behind one or more registrations."""

    id: str
    given: str
    family: str
    father: str
    sex: str
    nationality: str
    birth: int
    phone: str = ""
    document: dict[str, Any] | None = None
    written: list[dict[str, Any]] = field(default_factory=list)


class Desk:
    """Writes persons down, application by application in order of day; remembers what repeats."""

    def __init__(self, seed: int) -> None:
        self._draw = Draw(seed, "people")
        self._numbers: set[str] = set()
        self._lent: dict[str, list[tuple[Real, dict[str, Any]]]] = {}
        self._phones = [self._phone() for _ in range(24)]
        self._count = 0

    def _phone(self) -> str:
        return f"+22300{self._draw.below(1_000_000):06d}"

    def _number(self) -> str:
        while True:
            number = f"ZZ{self._draw.below(10_000_000):07d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def _new(self, nationality: str, sex: str, birth: int, family: str = "", father: str = "") -> Real:
        draw = self._draw
        self._count += 1
        return Real(f"R-{self._count:07d}", names.given(draw, nationality, sex), family or names.family(draw, nationality),
                    father or names.given(draw, nationality, "male"), sex, nationality, birth)

    def paper(self, nationality: str, on: int, kind: str = "") -> dict[str, Any]:
        """A new document; some have expired."""
        kind = kind or self._draw.pick(DOCUMENTS)
        paper = {"type": kind, "country": nationality, "number": self._number()}
        if kind != "birth_certificate":
            paper["expires"] = iso(on + self._draw.between(-150, 1600))
        return paper

    def _age(self, on: int, low: int, high: int) -> int:
        """A birth day of somebody who is from low to high years old on a day."""
        return on - self._draw.between(low, high) * 1461 // 4 - 1 - self._draw.below(360)

    def _adult(self, on: int) -> int:
        roll = self._draw.below(1000)
        return self._age(on, 18, 34) if roll < 800 else self._age(on, 35, 44) if roll < 942 else self._age(on, 45, 62)

    def birth(self, real: Real, on: int, documented: bool, weights: tuple[int, ...]) -> tuple[str, str]:
        """A date of birth as asserted (EDTF) on a day, and the quality of its source."""
        draw, full = self._draw, iso(real.birth)
        roll = draw.below(100)
        if roll < weights[0]:
            return f"{full[:4]}-01-01", "documented" if documented and draw.percent(25) else "stated" if draw.percent(15) else "placeholder"
        if roll < weights[0] + weights[1]:
            return full, "documented" if documented else "stated"
        if roll < weights[0] + weights[1] + weights[2]:
            return full[:4], "stated"
        return f"{min(int(full[:4]) + draw.between(-2, 2), int(iso(on)[:4]))}~", "estimated"  # nobody is thought to be born later

    def _write(self, d: Draft, real: Real, relation: str, papers: list[dict[str, Any]], phone: str, weights: tuple[int, ...]) -> dict[str, Any]:
        draw = self._draw
        birth, quality = self.birth(real, d.day, bool(papers), weights)
        person: dict[str, Any] = {"ref": "", "given_name": real.given, "family_name": real.family}
        if draw.percent(7):
            person["other_names"] = names.given(draw, real.nationality, real.sex)
        if draw.percent(55) or d.kin_kind in ("twins", "siblings"):
            person["father_name"] = real.father
        person |= {"sex": real.sex, "birth": birth, "birth_quality": quality, "nationality": real.nationality,
                   "relation": relation, "documents": [dict(p) for p in papers]}
        if phone:
            person["phone"] = phone
        d.persons.append(person)
        d.real.append(real)
        real.written.append(person)
        return person

    def write(self, d: Draft) -> None:
        """Fills the persons of one application."""
        if d.original is not None:
            return self._again(d, d.original.real[0])
        draw = self._draw
        weights = PEAK_BIRTH if d.peak else STEADY_BIRTH
        if d.kin is not None:
            real = self._like(d, d.kin.real[0])
        elif d.kind == "minor":
            real = self._new(d.nationality, "male" if draw.percent(85) else "female", self._age(d.day, 13, 16))
        elif d.kind == "woman" or (d.kind == "family" and "spouse" not in d.members):
            real = self._new(d.nationality, "female", self._age(d.day, 20, 40))
        elif d.kind == "family":
            real = self._new(d.nationality, "male", self._age(d.day, 24, 43))
        else:
            real = self._new(d.nationality, "male", self._adult(d.day))
        real.phone = real.phone or (self._phone() if draw.percent(60) else "")
        if d.peak and draw.percent(35):
            real.phone = draw.one(self._phones)
        self._papers(d, real)
        self._write(d, real, "principal", [real.document] if real.document else [], real.phone, weights)
        if d.kin_kind == "namesakes":
            self._alike(d, d.kin.persons[0])  # type: ignore[union-attr]
        for relation in d.members:
            other = self._member(d, real, relation)
            papers = [self.paper(d.nationality, d.day, "birth_certificate")] if relation == "child" and draw.percent(40) else []
            self._write(d, other, relation, papers, "", weights)

    def _papers(self, d: Draft, real: Real) -> None:
        draw, lent = self._draw, self._lent.setdefault(real.nationality, [])
        if d.peak and lent and draw.percent(9):
            real.document = dict(draw.one(lent[-12:])[1])      # somebody else's paper
        elif real.document is None and draw.percent(36 if d.peak else 46):
            real.document = self.paper(real.nationality, d.day)
            if d.peak and real.document["type"] == "consular_card":
                lent.append((real, real.document))

    def _member(self, d: Draft, head: Real, relation: str) -> Real:
        draw = self._draw
        if relation == "spouse":
            return self._new(d.nationality, "female" if head.sex == "male" else "male", self._age(d.day, 19, 38))
        sex = "male" if draw.percent(51) else "female"
        father = head.given if head.sex == "male" else names.given(draw, d.nationality, "male")
        return self._new(d.nationality, sex, self._age(d.day, 0, 12), head.family if head.sex == "male" else "", father)

    def _like(self, d: Draft, other: Real) -> Real:
        """A twin (same day of birth), a brother, or a namesake: alike on paper, and another person."""
        if d.kin_kind == "namesakes":
            year = int(iso(other.birth)[:4])
            real = self._new(d.nationality, other.sex, other.birth + self._draw.between(-40, 40), other.family)
            real.given = other.given
            return real if int(iso(real.birth)[:4]) == year else self._moved(real, other.birth)
        birth = other.birth if d.kin_kind == "twins" else min(other.birth + self._draw.between(330, 1500), d.day - 18 * 366)
        if d.kin_kind == "siblings" and birth == other.birth:
            birth -= 400
        real = self._new(d.nationality, other.sex, birth, other.family, other.father)
        while real.given == other.given:
            real.given = names.given(self._draw, d.nationality, real.sex)
        real.phone = other.phone
        return real

    @staticmethod
    def _moved(real: Real, birth: int) -> Real:
        real.birth = birth
        return real

    @staticmethod
    def _alike(d: Draft, other: dict[str, Any]) -> None:
        """Namesakes are asserted with the very same names and birth."""
        d.persons[0] |= {k: other[k] for k in ("given_name", "family_name", "birth", "birth_quality")}

    def _again(self, d: Draft, real: Real) -> None:
        """A second registration: another spelling, another precision of birth or another paper; one of them at least."""
        draw, before = self._draw, real.written[0]
        papers = [real.document] if real.document and draw.percent(45) else [self.paper(d.nationality, d.day)] if draw.percent(40) else []
        phone = real.phone if draw.percent(55) else self._phone() if draw.percent(50) else ""
        person = self._write(d, real, "principal", papers, phone, PEAK_BIRTH)
        given, family = draw.percent(60), draw.percent(55)
        if given:
            person["given_name"] = names.respelt(draw, real.given, "given")
        if family:
            person["family_name"] = names.respelt(draw, real.family, "family")
        if draw.percent(5):
            person["given_name"], person["family_name"] = person["family_name"], person["given_name"]
        if draw.percent(8) and len(person["birth"]) == 10 and int(person["birth"][8:]) <= 12:
            y, m, dd = person["birth"].split("-")
            person["birth"] = f"{y}-{dd}-{m}"                 # day and month exchanged
        same = all(person.get(k) == before.get(k) for k in ("given_name", "family_name", "birth"))
        if same and person["documents"] == before["documents"]:
            person["family_name"] = names.respelt(draw, real.family, "family")
