"""Every command of the library as a class. Printed by tools/make_stubs.py; do not edit."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

from ._records import Absent as Absent, Command as Command, Record as Record
from .case import Case

_T = TypeVar("_T")
_Known: TypeAlias = _T | Absent
_Day: TypeAlias = str | datetime.date

class Adopt(Command):
    """A document is in force from a day on: a workflow, a programme, a setting of the register."""

    @property
    def kind(self) -> _Known[str]:
        """workflow, programme, setting."""
    @property
    def name(self) -> _Known[str]:
        """Its name."""
    @property
    def document(self) -> _Known[str]:
        """The document itself, canonical JSON as text."""
    @property
    def digest(self) -> _Known[str]:
        """BLAKE2b-256 of the document, hex; made by the library."""

    def __init__(
        self,
        *,
        kind: str = ...,
        name: str = ...,
        document: str = ...,
        digest: str = ...,
    ) -> None: ...


class IdentityDocument(Record):
    """A paper that names a person."""

    @property
    def type(self) -> _Known[Literal["passport", "national_id", "ecowas_card", "consular_card", "laissez_passer", "birth_certificate", "other"]]:
        """Kind of paper."""
    @property
    def country(self) -> _Known[str]:
        """Issuing country, ISO 3166-1 alpha-3. (country)"""
    @property
    def number(self) -> _Known[str]:
        """As printed; looked up blind, without blanks and case."""
    @property
    def expires(self) -> _Known[str]:
        """Last day of validity, EDTF; a guard may need it. (partial_date)"""
    @property
    def usable(self) -> _Known[bool]:
        """Accepted for the return journey."""

    def __init__(
        self,
        *,
        type: _Known[Literal["passport", "national_id", "ecowas_card", "consular_card", "laissez_passer", "birth_certificate", "other"]] = ...,
        country: _Known[str] = ...,
        number: _Known[str] = ...,
        expires: _Known[_Day] = ...,
        usable: _Known[bool] = ...,
    ) -> None: ...


class Migrant(Record):
    """A person of an application."""

    @property
    def person_id(self) -> _Known[str]:
        """Made by the library if absent. (person_id)"""
    @property
    def ref(self) -> _Known[str]:
        """The sender's own pseudonym for this person; never a name or a document number."""
    @property
    def given_name(self) -> _Known[str]:
        """As spoken; any script."""
    @property
    def family_name(self) -> _Known[str]:
        """As spoken; any script."""
    @property
    def other_names(self) -> _Known[str]:
        """Names also used."""
    @property
    def father_name(self) -> _Known[str]:
        """Father's name."""
    @property
    def birth(self) -> _Known[str]:
        """Date of birth, EDTF: 1994, 1994-03, 1994-03-21, 1994~. (partial_date)"""
    @property
    def birth_quality(self) -> _Known[Literal["documented", "stated", "estimated", "placeholder"]]:
        """How sure the date of birth is."""
    @property
    def phone(self) -> _Known[str]:
        """E.164 where it can be."""
    @property
    def sex(self) -> _Known[Literal["female", "male", "other"]]:
        """As stated."""
    @property
    def age_band(self) -> _Known[str]:
        """Made by the library from birth and the day of application."""
    @property
    def nationality(self) -> _Known[str]:
        """ISO 3166-1 alpha-3. (country)"""
    @property
    def relation(self) -> _Known[Literal["principal", "spouse", "child", "parent", "sibling", "other"]]:
        """To the principal applicant."""
    @property
    def unaccompanied(self) -> _Known[bool]:
        """A minor without parent or guardian."""
    @property
    def health_needs(self) -> _Known[bool]:
        """Health needs stated at intake."""
    @property
    def trafficked(self) -> _Known[bool]:
        """Result of a screening for trafficking."""
    @property
    def documents(self) -> _Known[Sequence[IdentityDocument]]:
        """Papers that the person holds."""

    def __init__(
        self,
        *,
        person_id: str = ...,
        ref: str = ...,
        given_name: _Known[str] = ...,
        family_name: _Known[str] = ...,
        other_names: _Known[str] = ...,
        father_name: _Known[str] = ...,
        birth: _Known[_Day] = ...,
        birth_quality: _Known[Literal["documented", "stated", "estimated", "placeholder"]] = ...,
        phone: _Known[str] = ...,
        sex: _Known[Literal["female", "male", "other"]] = ...,
        age_band: _Known[str] = ...,
        nationality: _Known[str] = ...,
        relation: _Known[Literal["principal", "spouse", "child", "parent", "sibling", "other"]] = ...,
        unaccompanied: _Known[bool] = ...,
        health_needs: _Known[bool] = ...,
        trafficked: _Known[bool] = ...,
        documents: Sequence[IdentityDocument | Mapping[str, Any]] = ...,
    ) -> None: ...


class Apply(Command):
    """Somebody applies for assisted return, alone or with a household."""

    @property
    def case(self) -> _Known[str]:
        """Made by the library if absent. (case_id)"""
    @property
    def number(self) -> _Known[str]:
        """Case number, made by the library."""
    @property
    def ref(self) -> _Known[str]:
        """The sender's own pseudonym for the application; never a name."""
    @property
    def programme(self) -> _Known[str]:
        """Programme; the register's own if absent."""
    @property
    def office(self) -> _Known[str]:
        """Office, made by the library."""
    @property
    def site(self) -> _Known[str]:
        """Site of application, e.g. ML-BKO-1."""
    @property
    def route(self) -> _Known[str]:
        """Border crossed, as stated: a country code, other, none."""
    @property
    def applied_on(self) -> _Known[str]:
        """Day of application; today if absent. (partial_date)"""
    @property
    def household(self) -> _Known[str]:
        """Household that applies together. (household_id)"""
    @property
    def persons(self) -> _Known[Sequence[Migrant]]:
        """The persons; the first is the principal applicant."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        number: str = ...,
        ref: str = ...,
        programme: str = ...,
        office: str = ...,
        site: _Known[str] = ...,
        route: _Known[str] = ...,
        applied_on: _Known[_Day] = ...,
        household: _Known[str] = ...,
        persons: Sequence[Migrant | Mapping[str, Any]] = ...,
    ) -> None: ...


class Counsel(Command):
    """A counselling session took place."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def language(self) -> _Known[str]:
        """Language of the session."""
    @property
    def notes(self) -> _Known[str]:
        """Notes of the counsellor."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        language: _Known[str] = ...,
        notes: _Known[str] = ...,
    ) -> None: ...


class CaseReason(Record):
    """Why: a code, what it rests on, and a sentence of the officer."""

    @property
    def code(self) -> _Known[str]:
        """Reason code, e.g. identity_confirmed."""
    @property
    def evidence(self) -> _Known[Sequence[str]]:
        """What it rests on. No personal data."""
    @property
    def text(self) -> _Known[str]:
        """The officer's own words, sealed with the person's casefile key."""

    def __init__(
        self,
        code: str = ...,
        *,
        evidence: Sequence[str] = ...,
        text: _Known[str] = ...,
    ) -> None: ...


class DecideEligibility(Command):
    """An officer decides on eligibility."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def outcome(self) -> _Known[str]:
        """eligible or ineligible."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        outcome: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Reassess(Command):
    """An eligible case is looked at again."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Appeal(Command):
    """The migrant appeals against ineligibility."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def grounds(self) -> _Known[str]:
        """The grounds, as stated."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        grounds: _Known[str] = ...,
    ) -> None: ...


class DecideAppeal(Command):
    """The appeal is decided."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def outcome(self) -> _Known[str]:
        """eligible or ineligible."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        outcome: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Consent(Command):
    """Consent is given."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def kind(self) -> _Known[Literal["explicit", "implicit", "proxy"]]:
        """explicit, implicit, proxy."""
    @property
    def scope(self) -> _Known[Sequence[str]]:
        """What it covers: return, data_sharing_consulate, data_sharing_partner, follow_up."""
    @property
    def language(self) -> _Known[str]:
        """Language in which it was explained."""
    @property
    def interpreter(self) -> _Known[str]:
        """Who interpreted, pseudonym."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        kind: _Known[Literal["explicit", "implicit", "proxy"]] = ...,
        scope: Sequence[str] = ...,
        language: _Known[str] = ...,
        interpreter: _Known[str] = ...,
    ) -> None: ...


class WithdrawConsent(Command):
    """Consent is withdrawn; nobody may refuse that."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Clear(Command):
    """The case is cleared for travel."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
    ) -> None: ...


class Book(Command):
    """The journey is booked."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def travel_on(self) -> _Known[str]:
        """Day of the journey. (partial_date)"""
    @property
    def mode(self) -> _Known[Literal["air", "road", "rail", "sea"]]:
        """air, road, rail, sea."""
    @property
    def to(self) -> _Known[str]:
        """Country of return. (country)"""
    @property
    def carrier(self) -> _Known[str]:
        """Carrier and number."""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        travel_on: _Known[_Day] = ...,
        mode: _Known[Literal["air", "road", "rail", "sea"]] = ...,
        to: _Known[str] = ...,
        carrier: _Known[str] = ...,
        person_id: str = ...,
    ) -> None: ...


class Depart(Command):
    """The persons have departed."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def departed_on(self) -> _Known[str]:
        """Day of departure; today if absent. (partial_date)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        departed_on: _Known[_Day] = ...,
    ) -> None: ...


class NoShow(Command):
    """The persons did not come to the departure."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Arrive(Command):
    """The receiving partner confirms the arrival."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def arrived_on(self) -> _Known[str]:
        """Day of arrival; today if absent. (partial_date)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        arrived_on: _Known[_Day] = ...,
    ) -> None: ...


class StartPlan(Command):
    """The reintegration plan is agreed and begins."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def plan(self) -> _Known[str]:
        """The plan in words."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        plan: _Known[str] = ...,
    ) -> None: ...


class Close(Command):
    """The case is closed."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def outcome(self) -> _Known[str]:
        """completed, withdrawn, refused, transferred, deceased."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        outcome: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Reopen(Command):
    """A closed case is opened again."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Document(Command):
    """A paper of a person is recorded or its use decided."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def document(self) -> _Known[IdentityDocument]:
        """The paper."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        document: IdentityDocument | Mapping[str, Any] = ...,
    ) -> None: ...


class Assess(Command):
    """An assessment; its kind is sealed."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def kind(self) -> _Known[str]:
        """vulnerability, health, protection, trafficking, ..."""
    @property
    def result(self) -> _Known[str]:
        """Result, in the words of the instrument."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        kind: _Known[str] = ...,
        result: _Known[str] = ...,
    ) -> None: ...


class Inform(Command):
    """The applicants are informed of where their case stands."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def about(self) -> _Known[str]:
        """What they were told: suspension, review, decision, travel, ..."""
    @property
    def channel(self) -> _Known[str]:
        """in_person, phone, notice."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        about: str = ...,
        channel: str = ...,
    ) -> None: ...


class PlanService(Command):
    """A service is planned."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def level(self) -> _Known[Literal["individual", "community", "structural"]]:
        """individual, community, structural."""
    @property
    def dimension(self) -> _Known[Literal["economic", "social", "psychosocial"]]:
        """economic, social, psychosocial."""
    @property
    def kind(self) -> _Known[str]:
        """Kind of service."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        level: _Known[Literal["individual", "community", "structural"]] = ...,
        dimension: _Known[Literal["economic", "social", "psychosocial"]] = ...,
        kind: str = ...,
    ) -> None: ...


class Assist(Command):
    """A service is given."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def level(self) -> _Known[Literal["individual", "community", "structural"]]:
        """individual, community, structural."""
    @property
    def dimension(self) -> _Known[Literal["economic", "social", "psychosocial"]]:
        """economic, social, psychosocial."""
    @property
    def kind(self) -> _Known[str]:
        """Kind of service."""
    @property
    def provider(self) -> _Known[str]:
        """Organisation that gives it."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        level: _Known[Literal["individual", "community", "structural"]] = ...,
        dimension: _Known[Literal["economic", "social", "psychosocial"]] = ...,
        kind: str = ...,
        provider: _Known[str] = ...,
    ) -> None: ...


class Pay(Command):
    """A payment to a provider or person."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def amount(self) -> _Known[str]:
        """Amount and currency: 52000 XOF. (money)"""
    @property
    def what_for(self) -> _Known[str]:
        """What for."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        amount: _Known[str] = ...,
        what_for: str = ...,
    ) -> None: ...


class Refer(Command):
    """The person is referred to another service."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def to(self) -> _Known[str]:
        """Organisation or service."""
    @property
    def need(self) -> _Known[str]:
        """What for."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        to: str = ...,
        need: _Known[str] = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class FollowUp(Command):
    """A follow-up after return."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def notes(self) -> _Known[str]:
        """What was found."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        notes: _Known[str] = ...,
    ) -> None: ...


class Reason(Record):
    """Why: a code and what it rests on."""

    @property
    def code(self) -> _Known[str]:
        """Reason code, e.g. intake_not_typical."""
    @property
    def evidence(self) -> _Known[Sequence[str]]:
        """What it rests on, e.g. surge:2018-W46. No personal data."""

    def __init__(
        self,
        code: str = ...,
        *,
        evidence: Sequence[str] = ...,
    ) -> None: ...


class Selection(Record):
    """Cases by what they have in common; an empty list does not restrict."""

    @property
    def site(self) -> _Known[Sequence[str]]:
        """Sites of application."""
    @property
    def route(self) -> _Known[Sequence[str]]:
        """Borders crossed, as stated."""
    @property
    def journey(self) -> _Known[Sequence[str]]:
        """States of the journey."""
    @property
    def cases(self) -> _Known[Sequence[str]]:
        """These cases only."""

    def __init__(
        self,
        *,
        site: Sequence[str] = ...,
        route: Sequence[str] = ...,
        journey: Sequence[str] = ...,
        cases: Sequence[str] = ...,
    ) -> None: ...


class Suspend(Command):
    """Cases are held in one act until each is reviewed."""

    @property
    def programme(self) -> _Known[str]:
        """Programme; the register's own if absent."""
    @property
    def hold(self) -> _Known[str]:
        """Hold of the workflow, e.g. programme_suspension."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def select(self) -> _Known[Selection]:
        """Which cases."""
    @property
    def standing(self) -> _Known[bool]:
        """Later applications there are held too, until the act ends."""
    @property
    def count(self) -> _Known[int]:
        """Cases held, made by the library."""
    @property
    def digest(self) -> _Known[str]:
        """Of the cases held, made by the library."""

    def __init__(
        self,
        *,
        programme: str = ...,
        hold: str = ...,
        reason: Reason | Mapping[str, Any] = ...,
        select: Selection | Mapping[str, Any] = ...,
        standing: bool = ...,
        count: int = ...,
        digest: str = ...,
    ) -> None: ...


class EndSuspension(Command):
    """A suspension ends."""

    @property
    def hold(self) -> _Known[str]:
        """The act that set it."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def unreviewed(self) -> _Known[bool]:
        """True: also where cases were not reviewed; recorded."""

    def __init__(
        self,
        *,
        hold: str = ...,
        reason: Reason | Mapping[str, Any] = ...,
        unreviewed: bool = ...,
    ) -> None: ...


class Review(Command):
    """An officer reviews a held case."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def hold(self) -> _Known[str]:
        """The act that set the hold, or the kind of hold where only one is there."""
    @property
    def outcome(self) -> _Known[str]:
        """Outcome of the workflow: resume, refuse, refer, distinct, same_person, ..."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        hold: str = ...,
        outcome: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Shelter(Command):
    """Shelter is given; never blocked."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def place(self) -> _Known[str]:
        """Where."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        place: _Known[str] = ...,
    ) -> None: ...


class Medical(Command):
    """Medical care is given; never blocked."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def care(self) -> _Known[str]:
        """Which care."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        care: _Known[str] = ...,
    ) -> None: ...


class Protect(Command):
    """A protection measure is taken; never blocked."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def measure(self) -> _Known[str]:
        """Which measure."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        measure: _Known[str] = ...,
    ) -> None: ...


class Correct(Command):
    """What was written of a person is corrected; what was believed before stays known. Only the members given are corrected."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person(self) -> _Known[Migrant]:
        """The corrected members, with person_id."""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the one of `person`, or the principal applicant, if absent. (person_id)"""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person: Migrant | Mapping[str, Any] = ...,
        person_id: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class WithdrawApplication(Command):
    """The migrant withdraws; nobody may refuse that."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Erase(Command):
    """The data of persons are erased: keys and sealed bytes go, counts stay."""

    @property
    def persons(self) -> _Known[Sequence[str]]:
        """Whose."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why: a code."""

    def __init__(
        self,
        *,
        persons: Sequence[str] = ...,
        reason: Reason | Mapping[str, Any] = ...,
    ) -> None: ...


class Checklist(Command):
    """An item of a person's pre-departure checklist is done, or no longer."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def items(self) -> _Known[Sequence[Literal["travel_document_received", "fit_to_travel", "consent_confirmed", "briefing_done"]]]:
        """The items."""
    @property
    def done(self) -> _Known[bool]:
        """True: done; false: no longer."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        items: Sequence[Literal["travel_document_received", "fit_to_travel", "consent_confirmed", "briefing_done"]] = ...,
        done: bool = ...,
    ) -> None: ...

COMMANDS: dict[str, type[Command]]
RECORDS: dict[str, type[Record]]

def where(
    *,
    site: str | Sequence[str] = ...,
    route: str | Sequence[str] = ...,
    journey: str | Sequence[str] = ...,
    cases: str | Sequence[str] = ...,
) -> Selection:
    """Which cases; one text is a list of one."""

__all__ = [
    "Absent",
    "Command",
    "Record",
    "where",
    "IdentityDocument",
    "Migrant",
    "CaseReason",
    "Reason",
    "Selection",
    "Adopt",
    "Apply",
    "Counsel",
    "DecideEligibility",
    "Reassess",
    "Appeal",
    "DecideAppeal",
    "Consent",
    "WithdrawConsent",
    "Clear",
    "Book",
    "Depart",
    "NoShow",
    "Arrive",
    "StartPlan",
    "Close",
    "Reopen",
    "Document",
    "Assess",
    "Inform",
    "PlanService",
    "Assist",
    "Pay",
    "Refer",
    "FollowUp",
    "Suspend",
    "EndSuspension",
    "Review",
    "Shelter",
    "Medical",
    "Protect",
    "Correct",
    "WithdrawApplication",
    "Erase",
    "Checklist",
]
