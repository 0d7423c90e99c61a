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
        """workflow, field_set, programme, code_list, calendar, setting."""
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
    @property
    def mode(self) -> _Known[Literal["in_person", "phone", "video", "group", "helpline"]]:
        """in_person, phone, video, group, helpline."""
    @property
    def interpreter(self) -> _Known[str]:
        """Who interpreted, pseudonym."""
    @property
    def minutes(self) -> _Known[int]:
        """How long, minutes."""
    @property
    def topics(self) -> _Known[Sequence[Literal["welcome", "situation", "travel_documents", "legal_financial", "status_specific", "family", "vulnerability", "programme_choice"]]]:
        """What was spoken of."""
    @property
    def free_of_pressure(self) -> _Known[bool]:
        """The person decides free of physical or psychological pressure."""
    @property
    def informed(self) -> _Known[bool]:
        """The person was told in time what to expect, without bias."""
    @property
    def choice(self) -> _Known[Literal["yes", "no", "still_considering"]]:
        """What the person wants: yes, no, still_considering."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        language: _Known[str] = ...,
        notes: _Known[str] = ...,
        mode: _Known[Literal["in_person", "phone", "video", "group", "helpline"]] = ...,
        interpreter: _Known[str] = ...,
        minutes: _Known[int] = ...,
        topics: Sequence[Literal["welcome", "situation", "travel_documents", "legal_financial", "status_specific", "family", "vulnerability", "programme_choice"]] = ...,
        free_of_pressure: _Known[bool] = ...,
        informed: _Known[bool] = ...,
        choice: _Known[Literal["yes", "no", "still_considering"]] = ...,
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
    @property
    def codes(self) -> _Known[Sequence[str]]:
        """The grounds as codes, e.g. facts_wrong, new_evidence."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        grounds: _Known[str] = ...,
        codes: Sequence[str] = ...,
    ) -> None: ...


class DecideAppeal(Command):
    """The appeal is decided; ineligible is final then."""

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
    @property
    def form(self) -> _Known[Literal["written", "oral", "conduct"]]:
        """written, oral, conduct."""
    @property
    def given_by(self) -> _Known[Literal["self", "parent", "guardian", "relative", "authorised"]]:
        """Who gave it: self, or whom of a proxy."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        kind: _Known[Literal["explicit", "implicit", "proxy"]] = ...,
        scope: Sequence[str] = ...,
        language: _Known[str] = ...,
        interpreter: _Known[str] = ...,
        form: _Known[Literal["written", "oral", "conduct"]] = ...,
        given_by: _Known[Literal["self", "parent", "guardian", "relative", "authorised"]] = ...,
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
        """completed, withdrawn, refused, transferred, other; deceased stands as other, and is sealed."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""
    @property
    def precisely(self) -> _Known[str]:
        """The outcome where it is sealed: deceased. The library fills it in."""
    @property
    def precise_reason(self) -> _Known[str]:
        """Its reason code. The library fills it in."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        outcome: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
        precisely: _Known[str] = ...,
        precise_reason: _Known[str] = ...,
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
    @property
    def categories(self) -> _Known[Sequence[Literal["unaccompanied_child", "separated_child", "child_at_risk", "trafficking_victim", "medical", "mental_health", "disability", "pregnant_or_lactating", "older_person", "single_parent", "large_family", "torture_survivor", "violence_survivor", "woman_at_risk", "protection_needs", "family_separated", "other"]]]:
        """Categories of vulnerability found."""
    @property
    def factors(self) -> _Known[Sequence[Literal["poor_health", "disability_unmet", "mental_strain", "child_alone", "old_age", "no_documents", "irregular_status", "debt", "no_livelihood", "low_literacy", "language_barrier", "violence_suffered", "exploitation_suffered", "good_health", "education", "skills", "coping", "documents_held", "own_means", "knows_rights", "violence_at_home", "single_parent_headed", "child_headed", "unsafe_migration_history", "many_dependants", "family_far", "family_debt", "supportive_home", "equitable_resources", "sufficient_earnings", "family_contact", "weak_network", "stigma_of_return", "group_excluded", "services_out_of_reach", "harmful_practices", "environment_damaged", "strong_network", "welcoming_community", "services_in_reach", "conflict", "weak_rule_of_law", "discriminatory_laws", "no_regular_pathways", "economic_crisis", "natural_hazards", "protection_system", "regular_pathways", "social_protection", "access_to_justice"]]]:
        """Risk and protective factors found; each code has its level and its side."""
    @property
    def overall(self) -> _Known[Literal["low", "medium", "high", "critical"]]:
        """All weighed together: low, medium, high, critical."""
    @property
    def instrument(self) -> _Known[str]:
        """Form that was used, with its version."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        kind: _Known[str] = ...,
        result: _Known[str] = ...,
        categories: Sequence[Literal["unaccompanied_child", "separated_child", "child_at_risk", "trafficking_victim", "medical", "mental_health", "disability", "pregnant_or_lactating", "older_person", "single_parent", "large_family", "torture_survivor", "violence_survivor", "woman_at_risk", "protection_needs", "family_separated", "other"]] = ...,
        factors: Sequence[Literal["poor_health", "disability_unmet", "mental_strain", "child_alone", "old_age", "no_documents", "irregular_status", "debt", "no_livelihood", "low_literacy", "language_barrier", "violence_suffered", "exploitation_suffered", "good_health", "education", "skills", "coping", "documents_held", "own_means", "knows_rights", "violence_at_home", "single_parent_headed", "child_headed", "unsafe_migration_history", "many_dependants", "family_far", "family_debt", "supportive_home", "equitable_resources", "sufficient_earnings", "family_contact", "weak_network", "stigma_of_return", "group_excluded", "services_out_of_reach", "harmful_practices", "environment_damaged", "strong_network", "welcoming_community", "services_in_reach", "conflict", "weak_rule_of_law", "discriminatory_laws", "no_regular_pathways", "economic_crisis", "natural_hazards", "protection_system", "regular_pathways", "social_protection", "access_to_justice"]] = ...,
        overall: _Known[Literal["low", "medium", "high", "critical"]] = ...,
        instrument: _Known[str] = ...,
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
        """Kind of service; level and dimension of a listed one are known."""
    @property
    def provider(self) -> _Known[str]:
        """Organisation that is to give it."""
    @property
    def due_on(self) -> _Known[str]:
        """Day by which. (partial_date)"""
    @property
    def cost(self) -> _Known[str]:
        """What it is thought to cost. (money)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        level: _Known[Literal["individual", "community", "structural"]] = ...,
        dimension: _Known[Literal["economic", "social", "psychosocial"]] = ...,
        kind: str = ...,
        provider: _Known[str] = ...,
        due_on: _Known[_Day] = ...,
        cost: _Known[str] = ...,
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
    @property
    def status(self) -> _Known[Literal["planned", "ongoing", "completed", "dropped_out"]]:
        """ongoing, completed, dropped_out; completed if absent."""
    @property
    def drop_reason(self) -> _Known[str]:
        """Why it was dropped."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        level: _Known[Literal["individual", "community", "structural"]] = ...,
        dimension: _Known[Literal["economic", "social", "psychosocial"]] = ...,
        kind: str = ...,
        provider: _Known[str] = ...,
        status: _Known[Literal["planned", "ongoing", "completed", "dropped_out"]] = ...,
        drop_reason: _Known[str] = ...,
    ) -> None: ...


class ExchangeRate(Record):
    """How much of another currency 1 unit of an amount's currency was."""

    @property
    def rate(self) -> _Known[str]:
        """A decimal number as text: 655.957."""
    @property
    def to(self) -> _Known[str]:
        """ISO 4217 code of the other currency."""
    @property
    def date(self) -> _Known[str]:
        """Of which day the rate is. (partial_date)"""
    @property
    def source(self) -> _Known[str]:
        """Who published it."""

    def __init__(
        self,
        *,
        rate: str = ...,
        to: str = ...,
        date: _Known[_Day] = ...,
        source: str = ...,
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
    @property
    def line(self) -> _Known[str]:
        """Line of the budget; needed once the case has a budget."""
    @property
    def instalment(self) -> _Known[int]:
        """Which instalment of the line; the next one if absent."""
    @property
    def method(self) -> _Known[Literal["in_kind", "to_provider", "bank", "mobile_money", "cash"]]:
        """in_kind, to_provider, bank, mobile_money, cash."""
    @property
    def payee(self) -> _Known[str]:
        """Who is paid."""
    @property
    def over_line(self) -> _Known[bool]:
        """True: more is paid than the line holds, and the reason says why."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why more is paid than the line holds."""
    @property
    def grant(self) -> _Known[str]:
        """Id or reference of the grant that pays it, where one is named."""
    @property
    def grant_line(self) -> _Known[str]:
        """Line of the grant's budget."""
    @property
    def commitment(self) -> _Known[str]:
        """Commitment of the grant that it is paid on."""
    @property
    def reference(self) -> _Known[str]:
        """The paper that says so, e.g. a voucher's number; a grant takes each only once. No personal data."""
    @property
    def charged(self) -> _Known[str]:
        """In the grant's currency, where it was paid in another one. (money)"""
    @property
    def rate(self) -> _Known[ExchangeRate]:
        """At which rate, where it was paid in another currency."""
    @property
    def over_grant_line(self) -> _Known[bool]:
        """True: more is paid than the grant's line has free, and the reason says why."""
    @property
    def unchecked(self) -> _Known[Sequence[Literal["country", "nationality", "category", "return_type", "period", "site"]]]:
        """Made by the library: earmarks of the grant that nothing known of the case could decide."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        amount: _Known[str] = ...,
        what_for: str = ...,
        line: str = ...,
        instalment: _Known[int] = ...,
        method: _Known[Literal["in_kind", "to_provider", "bank", "mobile_money", "cash"]] = ...,
        payee: _Known[str] = ...,
        over_line: bool = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
        grant: str = ...,
        grant_line: str = ...,
        commitment: str = ...,
        reference: str = ...,
        charged: _Known[str] = ...,
        rate: ExchangeRate | Mapping[str, Any] = ...,
        over_grant_line: bool = ...,
        unchecked: Sequence[Literal["country", "nationality", "category", "return_type", "period", "site"]] = ...,
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
    @property
    def round(self) -> _Known[int]:
        """Which round, from 1; the next one if absent."""
    @property
    def kind(self) -> _Known[Literal["visit", "phone", "partner_report", "survey", "group"]]:
        """visit, phone, partner_report, survey, group."""
    @property
    def result(self) -> _Known[Literal["on_track", "needs_help", "not_reached", "moved_away", "migrated_again", "dropped_out"]]:
        """How the person is."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        notes: _Known[str] = ...,
        round: _Known[int] = ...,
        kind: _Known[Literal["visit", "phone", "partner_report", "survey", "group"]] = ...,
        result: _Known[Literal["on_track", "needs_help", "not_reached", "moved_away", "migrated_again", "dropped_out"]] = ...,
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
    @property
    def into(self) -> _Known[str]:
        """With same_person: the case that goes on. This one is merged into it; without it both stay. (case_id)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        hold: str = ...,
        outcome: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
        into: str | Case = ...,
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


class IssueDocument(Command):
    """A step of a travel document through a consulate."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def step(self) -> _Known[Literal["requested", "interviewed", "nationality_verified", "issued", "refused", "expired"]]:
        """requested (needs consent to data_sharing_consulate), interviewed, nationality_verified, issued, refused, expired."""
    @property
    def type(self) -> _Known[Literal["passport", "national_id", "ecowas_card", "consular_card", "laissez_passer", "birth_certificate", "other"]]:
        """Kind of paper; laissez_passer if absent."""
    @property
    def country(self) -> _Known[str]:
        """Country whose consulate it is, ISO 3166-1 alpha-3. (country)"""
    @property
    def number(self) -> _Known[str]:
        """Of the paper issued, as printed."""
    @property
    def expires(self) -> _Known[str]:
        """Last day of validity of the paper issued, EDTF. (partial_date)"""
    @property
    def consulate(self) -> _Known[str]:
        """Which consulate, who was spoken to."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why it was refused; required then."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        step: _Known[Literal["requested", "interviewed", "nationality_verified", "issued", "refused", "expired"]] = ...,
        type: _Known[Literal["passport", "national_id", "ecowas_card", "consular_card", "laissez_passer", "birth_certificate", "other"]] = ...,
        country: _Known[str] = ...,
        number: _Known[str] = ...,
        expires: _Known[_Day] = ...,
        consulate: _Known[str] = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class Leg(Record):
    """One leg of a journey."""

    @property
    def from_(self) -> _Known[str]:
        """Country where it begins. (country)"""
    @property
    def to(self) -> _Known[str]:
        """Country where it ends. (country)"""
    @property
    def mode(self) -> _Known[Literal["air", "road", "rail", "sea"]]:
        """air, road, rail, sea."""
    @property
    def on(self) -> _Known[str]:
        """Day. (partial_date)"""
    @property
    def stage(self) -> _Known[Literal["planned", "travelled", "missed"]]:
        """planned, travelled, missed."""
    @property
    def help(self) -> _Known[Sequence[Literal["meet_and_assist", "overnight_stay", "transit_visa", "onward_transport", "reception"]]]:
        """What is arranged at its end."""

    def __init__(
        self,
        *,
        from_: _Known[str] = ...,
        to: _Known[str] = ...,
        mode: _Known[Literal["air", "road", "rail", "sea"]] = ...,
        on: _Known[_Day] = ...,
        stage: Literal["planned", "travelled", "missed"] = ...,
        help: Sequence[Literal["meet_and_assist", "overnight_stay", "transit_visa", "onward_transport", "reception"]] = ...,
    ) -> None: ...


class Transit(Command):
    """The way in legs, and who goes along; says the whole way anew each time."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person who is escorted; the principal applicant if absent. (person_id)"""
    @property
    def legs(self) -> _Known[Sequence[Leg]]:
        """The legs, in order."""
    @property
    def escort(self) -> _Known[Literal["none", "social", "medical", "guardian", "operational"]]:
        """none, social, medical, guardian, operational."""
    @property
    def escorts(self) -> _Known[int]:
        """How many go along."""
    @property
    def medical_needs(self) -> _Known[str]:
        """What the carrier must provide for."""
    @property
    def carriers(self) -> _Known[str]:
        """Carriers and numbers."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        legs: Sequence[Leg | Mapping[str, Any]] = ...,
        escort: _Known[Literal["none", "social", "medical", "guardian", "operational"]] = ...,
        escorts: _Known[int] = ...,
        medical_needs: _Known[str] = ...,
        carriers: _Known[str] = ...,
    ) -> None: ...


class SetBudget(Command):
    """A line of the case's budget is set, or set anew."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def line(self) -> _Known[str]:
        """Name of the line, e.g. micro_business."""
    @property
    def amount(self) -> _Known[str]:
        """What may be paid of it: 1500.00 EUR. (money)"""
    @property
    def description(self) -> _Known[str]:
        """What for, in words."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        line: str = ...,
        amount: _Known[str] = ...,
        description: _Known[str] = ...,
    ) -> None: ...


class AnswerReferral(Command):
    """The organisation that a person was referred to has answered, or has not in time."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def referral(self) -> _Known[str]:
        """The act of the referral, or whom it went to; may be absent where one is open."""
    @property
    def answer(self) -> _Known[Literal["accepted", "refused", "no_answer"]]:
        """accepted, refused, no_answer."""
    @property
    def note(self) -> _Known[str]:
        """What they said."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        referral: str = ...,
        answer: _Known[Literal["accepted", "refused", "no_answer"]] = ...,
        note: _Known[str] = ...,
    ) -> None: ...


class Complain(Command):
    """A complaint is received; never blocked."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def about(self) -> _Known[Literal["delay", "quality", "decision", "staff_conduct", "exploitation_or_abuse", "discrimination", "corruption", "data_protection", "other"]]:
        """What it is about."""
    @property
    def text(self) -> _Known[str]:
        """As stated."""
    @property
    def anonymous(self) -> _Known[bool]:
        """Who complains does not want to be named."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        about: _Known[Literal["delay", "quality", "decision", "staff_conduct", "exploitation_or_abuse", "discrimination", "corruption", "data_protection", "other"]] = ...,
        text: _Known[str] = ...,
        anonymous: _Known[bool] = ...,
    ) -> None: ...


class AnswerComplaint(Command):
    """A complaint is answered; never blocked."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def complaint(self) -> _Known[str]:
        """The act of the complaint; may be absent where one is open."""
    @property
    def answer(self) -> _Known[Literal["upheld", "partly_upheld", "not_upheld", "passed_on", "withdrawn"]]:
        """upheld, partly_upheld, not_upheld, passed_on, withdrawn."""
    @property
    def text(self) -> _Known[str]:
        """What was answered."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        complaint: str = ...,
        answer: _Known[Literal["upheld", "partly_upheld", "not_upheld", "passed_on", "withdrawn"]] = ...,
        text: _Known[str] = ...,
    ) -> None: ...


class Transfer(Command):
    """The case goes on at another office or in another programme, with its number and its holds."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def to_office(self) -> _Known[str]:
        """Office; the same if absent."""
    @property
    def to_programme(self) -> _Known[str]:
        """Programme; the same if absent."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        to_office: str = ...,
        to_programme: str = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class RecordDeath(Command):
    """A person of the case has died; once nobody of it lives, closing it is due."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person; the principal applicant if absent. (person_id)"""
    @property
    def died_on(self) -> _Known[str]:
        """Day of death. (partial_date)"""
    @property
    def circumstances(self) -> _Known[str]:
        """Where and how."""
    @property
    def family_informed(self) -> _Known[bool]:
        """The family knows."""
    @property
    def authorities_informed(self) -> _Known[bool]:
        """Authorities or consulate know."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        died_on: _Known[_Day] = ...,
        circumstances: _Known[str] = ...,
        family_informed: _Known[bool] = ...,
        authorities_informed: _Known[bool] = ...,
    ) -> None: ...


class SplitHousehold(Command):
    """Some persons of a case go on in a case of their own, with the same state and the same holds."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """Whose key seals the reason; the principal applicant if absent. (person_id)"""
    @property
    def persons(self) -> _Known[Sequence[str]]:
        """Who goes on in the new case; at least one stays."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""
    @property
    def new_case(self) -> _Known[str]:
        """The new case, made by the library. (case_id)"""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        persons: Sequence[str] = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
        new_case: str | Case = ...,
    ) -> None: ...


class SamePerson(Record):
    """Two entries of one human being."""

    @property
    def person_id(self) -> _Known[str]:
        """The person of the case that ends. (person_id)"""
    @property
    def same_as(self) -> _Known[str]:
        """Who that is in the case that goes on. (other_person_id)"""

    def __init__(
        self,
        *,
        person_id: str = ...,
        same_as: str = ...,
    ) -> None: ...


class Merge(Command):
    """Two cases of one person become one: `case` ends with the outcome merged, `into` goes on."""

    @property
    def case(self) -> _Known[str]:
        """The case that ends. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """Whose key seals the reason; the principal applicant if absent. (person_id)"""
    @property
    def into(self) -> _Known[str]:
        """The case that goes on. (case_id)"""
    @property
    def same(self) -> _Known[Sequence[SamePerson]]:
        """Who is who; may be absent where each case has one person, or the same ones."""
    @property
    def reason(self) -> _Known[CaseReason]:
        """Why."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        into: str | Case = ...,
        same: Sequence[SamePerson | Mapping[str, Any]] = ...,
        reason: CaseReason | Mapping[str, Any] = ...,
    ) -> None: ...


class RecordFields(Command):
    """Values of an agency's own fields are recorded; the view field_sets has their schema."""

    @property
    def case(self) -> _Known[str]:
        """The case. (case_id)"""
    @property
    def person_id(self) -> _Known[str]:
        """The person, of a set of persons; the principal applicant if absent. (person_id)"""
    @property
    def set(self) -> _Known[str]:
        """Name of the field set."""
    @property
    def set_version(self) -> _Known[str]:
        """Its version, made by the library: the one in force."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why, where something recorded before is corrected."""
    @property
    def values(self) -> _Known[Mapping[str, Any]]:
        """The values by their fields' names."""

    def __init__(
        self,
        *,
        case: str | Case = ...,
        person_id: str = ...,
        set: str = ...,
        set_version: str = ...,
        reason: Reason | Mapping[str, Any] = ...,
        values: Mapping[str, Any] = ...,
    ) -> None: ...


class LocalizedText(Record):
    """A text in English, French and Arabic."""

    @property
    def en(self) -> _Known[str]:
        """English; empty if not written."""
    @property
    def fr(self) -> _Known[str]:
        """French; empty if not written."""
    @property
    def ar(self) -> _Known[str]:
        """Arabic; empty if not written."""

    def __init__(
        self,
        *,
        en: str = ...,
        fr: str = ...,
        ar: str = ...,
    ) -> None: ...


class Source(Record):
    """Where a statement comes from."""

    @property
    def title(self) -> _Known[str]:
        """What it is called, e.g. the page or the report."""
    @property
    def address(self) -> _Known[str]:
        """Where it can be read."""
    @property
    def language(self) -> _Known[str]:
        """ISO 639-1 code."""
    @property
    def date(self) -> _Known[str]:
        """When it was published or looked at. (partial_date)"""

    def __init__(
        self,
        *,
        title: str = ...,
        address: str = ...,
        language: str = ...,
        date: _Known[_Day] = ...,
    ) -> None: ...


class RegisterOrganisation(Command):
    """An organisation is written down: an authority, an agency, a donor, a mission."""

    @property
    def organisation(self) -> _Known[str]:
        """Id; made by the library if absent."""
    @property
    def ref(self) -> _Known[str]:
        """How it is called in writing, e.g. XM-DAC-47066 or MFA-MT; no other organisation may have it."""
    @property
    def acronym(self) -> _Known[str]:
        """Short name."""
    @property
    def parent(self) -> _Known[str]:
        """Id or reference of the organisation that it is part of."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Name by language."""
    @property
    def kind(self) -> _Known[Literal["government", "local_government", "other_public", "international_ngo", "national_ngo", "regional_ngo", "partnership", "multilateral", "foundation", "private_sector", "academic", "diplomatic_mission", "fund", "other"]]:
        """government, local_government, other_public, international_ngo, national_ngo, regional_ngo, partnership, multilateral, foundation, private_sector, academic, diplomatic_mission, fund, other."""
    @property
    def country(self) -> _Known[str]:
        """Of a state's authority, its state; else where it sits. (country)"""
    @property
    def identifiers(self) -> _Known[Sequence[str]]:
        """Other identifiers, scheme and number: iati:XM-DAC-7."""
    @property
    def website(self) -> _Known[str]:
        """Address on the web."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        organisation: str = ...,
        ref: str = ...,
        acronym: str = ...,
        parent: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        kind: _Known[Literal["government", "local_government", "other_public", "international_ngo", "national_ngo", "regional_ngo", "partnership", "multilateral", "foundation", "private_sector", "academic", "diplomatic_mission", "fund", "other"]] = ...,
        country: _Known[str] = ...,
        identifiers: Sequence[str] = ...,
        website: str = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class RecordCapacity(Command):
    """An entry of the inventory: what an institution can do and does, since when, and who says so."""

    @property
    def organisation(self) -> _Known[str]:
        """Id or reference."""
    @property
    def entry(self) -> _Known[str]:
        """Name of the entry; the same name again is what is known of it later."""
    @property
    def theme(self) -> _Known[str]:
        """What it is about, e.g. diaspora, reintegration, travel_documents."""
    @property
    def kind(self) -> _Known[Literal["mandate", "institution", "policy", "legislation", "programme", "capacity", "practice", "cooperation", "data", "challenge"]]:
        """mandate, institution, policy, legislation, programme, capacity, practice, cooperation, data, challenge."""
    @property
    def text(self) -> _Known[LocalizedText]:
        """In words, by language."""
    @property
    def since(self) -> _Known[str]:
        """Since when it is so. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """First day on which it was so no more. (partial_date)"""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written, in which language."""

    def __init__(
        self,
        *,
        organisation: str = ...,
        entry: str = ...,
        theme: str = ...,
        kind: _Known[Literal["mandate", "institution", "policy", "legislation", "programme", "capacity", "practice", "cooperation", "data", "challenge"]] = ...,
        text: LocalizedText | Mapping[str, Any] = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class ProjectParty(Record):
    """Who takes part in a project, as what, and since when."""

    @property
    def role(self) -> _Known[Literal["implementing", "accountable", "partner", "donor", "country", "beneficiary", "diplomatic_mission"]]:
        """implementing, accountable, partner, donor, country (the project covers it), beneficiary, diplomatic_mission."""
    @property
    def name(self) -> _Known[str]:
        """As it is called; of a state its country is enough."""
    @property
    def organisation(self) -> _Known[str]:
        """Id or reference of an organisation of the register, where it is one."""
    @property
    def country(self) -> _Known[str]:
        """Where it is a state: ISO 3166-1 alpha-3. (country)"""
    @property
    def group(self) -> _Known[Literal["ecowas", "eu", "schengen"]]:
        """Where it is a group of states, whose members change in time: eu, ecowas, schengen."""
    @property
    def share(self) -> _Known[int]:
        """Of the funding, in hundredths of a per cent: 7500 is 75 %."""
    @property
    def amount(self) -> _Known[str]:
        """Given by this party: 75000.00 EUR. (money)"""
    @property
    def since(self) -> _Known[str]:
        """Since when; the project's start if absent. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """First day on which it took part no more. (partial_date)"""
    @property
    def stage(self) -> _Known[str]:
        """At which stage or follow-up it joined, as it is called."""

    def __init__(
        self,
        *,
        role: Literal["implementing", "accountable", "partner", "donor", "country", "beneficiary", "diplomatic_mission"] = ...,
        name: str = ...,
        organisation: str = ...,
        country: _Known[str] = ...,
        group: _Known[Literal["ecowas", "eu", "schengen"]] = ...,
        share: _Known[int] = ...,
        amount: _Known[str] = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        stage: str = ...,
    ) -> None: ...


class ReferralPathway(Record):
    """A way by which people come into a programme or are passed on."""

    @property
    def name(self) -> _Known[str]:
        """What it is called."""
    @property
    def from_(self) -> _Known[str]:
        """Who refers."""
    @property
    def to(self) -> _Known[str]:
        """Who receives."""
    @property
    def condition(self) -> _Known[str]:
        """Who is referred, in words."""

    def __init__(
        self,
        *,
        name: str = ...,
        from_: str = ...,
        to: str = ...,
        condition: str = ...,
    ) -> None: ...


class CreateProgramme(Command):
    """A country's or an agency's framework is written down: projects and cases belong to it."""

    @property
    def programme(self) -> _Known[str]:
        """Id; made by the library if absent."""
    @property
    def ref(self) -> _Known[str]:
        """Its code, the one that cases name: ML-JI."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def objective(self) -> _Known[LocalizedText]:
        """What it is for."""
    @property
    def legal_basis(self) -> _Known[str]:
        """The law, policy or agreement that it rests on."""
    @property
    def country(self) -> _Known[str]:
        """Whose programme it is. (country)"""
    @property
    def starts(self) -> _Known[str]:
        """Since when. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """Until when, its last day. (partial_date)"""
    @property
    def parties(self) -> _Known[Sequence[ProjectParty]]:
        """Agencies, partners, donors, diplomatic missions, and the countries of return."""
    @property
    def pathways(self) -> _Known[Sequence[ReferralPathway]]:
        """How people are referred."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. GCM:21."""
    @property
    def approach(self) -> _Known[Sequence[str]]:
        """Levels and dimensions of its reintegration: individual, community, structural; economic, social, psychosocial."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        programme: str = ...,
        ref: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        objective: LocalizedText | Mapping[str, Any] = ...,
        legal_basis: str = ...,
        country: _Known[str] = ...,
        starts: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        parties: Sequence[ProjectParty | Mapping[str, Any]] = ...,
        pathways: Sequence[ReferralPathway | Mapping[str, Any]] = ...,
        frameworks: Sequence[str] = ...,
        approach: Sequence[str] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class CountryBlock(Record):
    """From when to when nobody is returned to a country."""

    @property
    def country(self) -> _Known[str]:
        """To which country nobody is returned. (country)"""
    @property
    def since(self) -> _Known[str]:
        """First day. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """First day on which it is open again. (partial_date)"""
    @property
    def reason(self) -> _Known[str]:
        """Reason code, e.g. security."""

    def __init__(
        self,
        *,
        country: str = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        reason: str = ...,
    ) -> None: ...


class BlockCountry(Command):
    """Nobody is returned to a country under the programme for a time; the same country again says until when."""

    @property
    def programme(self) -> _Known[str]:
        """Id or reference."""
    @property
    def block(self) -> _Known[CountryBlock]:
        """Which country, from when to when, why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        programme: str = ...,
        block: CountryBlock | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class CreateProject(Command):
    """A project is written down, as it was planned."""

    @property
    def project(self) -> _Known[str]:
        """Id; made by the library if absent."""
    @property
    def ref(self) -> _Known[str]:
        """How it is called in writing, e.g. LECD; no other project may have it."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def objective(self) -> _Known[LocalizedText]:
        """What it is for."""
    @property
    def summary(self) -> _Known[LocalizedText]:
        """What it does."""
    @property
    def parties(self) -> _Known[Sequence[ProjectParty]]:
        """Agencies, partners, donors with their shares, and the countries that it covers."""
    @property
    def starts(self) -> _Known[str]:
        """Planned start; a month or a year is enough. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """Planned end, its last day, month or year. (partial_date)"""
    @property
    def budget(self) -> _Known[str]:
        """Planned total: 625230.00 EUR. (money)"""
    @property
    def programme(self) -> _Known[str]:
        """Id or reference of the programme that it belongs to."""
    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference of the dialogue that it belongs to."""
    @property
    def phase(self) -> _Known[str]:
        """Phase of the dialogue."""
    @property
    def pillar(self) -> _Known[str]:
        """Pillar or domain of the dialogue."""
    @property
    def predecessors(self) -> _Known[Sequence[str]]:
        """Ids or references of the projects that it continues."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. GCM:21, JVAP:A86."""
    @property
    def status(self) -> _Known[str]:
        """Where it stands: pipeline if absent. See move_project."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        project: str = ...,
        ref: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        objective: LocalizedText | Mapping[str, Any] = ...,
        summary: LocalizedText | Mapping[str, Any] = ...,
        parties: Sequence[ProjectParty | Mapping[str, Any]] = ...,
        starts: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        budget: _Known[str] = ...,
        programme: str = ...,
        dialogue: str = ...,
        phase: str = ...,
        pillar: str = ...,
        predecessors: Sequence[str] = ...,
        frameworks: Sequence[str] = ...,
        status: str = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class AmendProject(Command):
    """The terms of a project change; what they were before stays."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference."""
    @property
    def kind(self) -> _Known[Literal["no_cost_extension", "cost_extension", "budget_revision", "realignment", "correction", "extension"]]:
        """no_cost_extension, cost_extension, extension (where nobody says at what cost), budget_revision, realignment, correction."""
    @property
    def decided_on(self) -> _Known[str]:
        """When it was decided; of an extension that does not say it at the latest on the end that it moves. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """The end after it. (partial_date)"""
    @property
    def budget(self) -> _Known[str]:
        """The total after it. (money)"""
    @property
    def parties(self) -> _Known[Sequence[ProjectParty]]:
        """Shares and amounts after it, of the parties that change."""
    @property
    def objective(self) -> _Known[LocalizedText]:
        """After it, where it changes."""
    @property
    def summary(self) -> _Known[LocalizedText]:
        """After it, where it changes."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        project: str = ...,
        kind: _Known[Literal["no_cost_extension", "cost_extension", "budget_revision", "realignment", "correction", "extension"]] = ...,
        decided_on: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        budget: _Known[str] = ...,
        parties: Sequence[ProjectParty | Mapping[str, Any]] = ...,
        objective: LocalizedText | Mapping[str, Any] = ...,
        summary: LocalizedText | Mapping[str, Any] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class JoinProject(Command):
    """A country, partner or donor joins a project, perhaps at a later stage."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference."""
    @property
    def party(self) -> _Known[ProjectParty]:
        """Who joins, as what, and since when."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        project: str = ...,
        party: ProjectParty | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class Party(Record):
    """An organisation, a state or a fund that takes part."""

    @property
    def name(self) -> _Known[str]:
        """As it is called; of a state its country is enough."""
    @property
    def organisation(self) -> _Known[str]:
        """Id or reference of an organisation of the register, where it is one."""
    @property
    def country(self) -> _Known[str]:
        """Where the party is a state or its government. (country)"""

    def __init__(
        self,
        *,
        name: str = ...,
        organisation: str = ...,
        country: _Known[str] = ...,
    ) -> None: ...


class LeaveProject(Command):
    """A party takes part in a project no more."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference."""
    @property
    def role(self) -> _Known[Literal["implementing", "accountable", "partner", "donor", "country", "beneficiary", "diplomatic_mission"]]:
        """As what it took part."""
    @property
    def party(self) -> _Known[Party]:
        """Who leaves."""
    @property
    def until(self) -> _Known[str]:
        """First day on which it took part no more; today if absent. (partial_date)"""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""

    def __init__(
        self,
        *,
        project: str = ...,
        role: Literal["implementing", "accountable", "partner", "donor", "country", "beneficiary", "diplomatic_mission"] = ...,
        party: Party | Mapping[str, Any] = ...,
        until: _Known[_Day] = ...,
        reason: Reason | Mapping[str, Any] = ...,
    ) -> None: ...


class RecordActivity(Command):
    """Something that a project did: a meeting, a study visit, a training, a conference."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference."""
    @property
    def kind(self) -> _Known[Literal["bilateral_meeting", "study_visit", "training", "workshop", "conference", "publication", "mission", "campaign", "assistance", "other"]]:
        """bilateral_meeting, study_visit, training, workshop, conference, publication, mission, campaign, assistance, other."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def place(self) -> _Known[str]:
        """Town or venue."""
    @property
    def country(self) -> _Known[str]:
        """Where. (country)"""
    @property
    def since(self) -> _Known[str]:
        """When, or its first day. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """Its last day. (partial_date)"""
    @property
    def participants(self) -> _Known[Sequence[Party]]:
        """Institutions and states that took part; never persons."""
    @property
    def count(self) -> _Known[int]:
        """How many of them there were, where several are recorded as one."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        project: str = ...,
        kind: _Known[Literal["bilateral_meeting", "study_visit", "training", "workshop", "conference", "publication", "mission", "campaign", "assistance", "other"]] = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        place: str = ...,
        country: _Known[str] = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        participants: Sequence[Party | Mapping[str, Any]] = ...,
        count: _Known[int] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class OutputFile(Record):
    """One language version of an output."""

    @property
    def language(self) -> _Known[str]:
        """ISO 639-1 code: ar, en, fr."""
    @property
    def address(self) -> _Known[str]:
        """Where it can be read."""
    @property
    def format(self) -> _Known[str]:
        """Media type, e.g. application/pdf."""

    def __init__(
        self,
        *,
        language: str = ...,
        address: str = ...,
        format: str = ...,
    ) -> None: ...


class RecordOutput(Command):
    """Something that a project gave out, in its languages."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference."""
    @property
    def kind(self) -> _Known[Literal["report", "information_sheet", "factsheet", "inventory", "country_report", "training_material", "website", "map", "policy", "other"]]:
        """report, information_sheet, factsheet, inventory, country_report, training_material, website, map, policy, other."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def files(self) -> _Known[Sequence[OutputFile]]:
        """Language versions and where they can be read."""
    @property
    def country(self) -> _Known[str]:
        """Of which country it is, where it is of one. (country)"""
    @property
    def on(self) -> _Known[str]:
        """When it came out. (partial_date)"""
    @property
    def count(self) -> _Known[int]:
        """How many there are, where several are recorded as one."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        project: str = ...,
        kind: _Known[Literal["report", "information_sheet", "factsheet", "inventory", "country_report", "training_material", "website", "map", "policy", "other"]] = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        files: Sequence[OutputFile | Mapping[str, Any]] = ...,
        country: _Known[str] = ...,
        on: _Known[_Day] = ...,
        count: _Known[int] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class MoveProject(Command):
    """A project moves on: it starts, is suspended, closes."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference."""
    @property
    def outcome(self) -> _Known[str]:
        """implementation, finalisation, closed, cancelled, suspended: IATI's activity statuses."""
    @property
    def on(self) -> _Known[str]:
        """When it was so: of implementation the actual start, of closed the actual end. (partial_date)"""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        project: str = ...,
        outcome: str = ...,
        on: _Known[_Day] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class Earmark(Record):
    """What the money of a grant may be used for."""

    @property
    def kind(self) -> _Known[Literal["country", "nationality", "category", "return_type", "period", "site"]]:
        """country, nationality, category, return_type, period, site."""
    @property
    def values(self) -> _Known[Sequence[str]]:
        """Any of them: codes of countries, of sites, ...; of a period 2018-01/2019-06."""

    def __init__(
        self,
        *,
        kind: Literal["country", "nationality", "category", "return_type", "period", "site"] = ...,
        values: Sequence[str] = ...,
    ) -> None: ...


class Pledge(Command):
    """A donor says that it will give: the grant begins."""

    @property
    def grant(self) -> _Known[str]:
        """Id; made by the library if absent."""
    @property
    def ref(self) -> _Known[str]:
        """How it is called in writing, e.g. AMIF-2016-3; no other grant may have it."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def donor(self) -> _Known[Party]:
        """Who gives."""
    @property
    def project(self) -> _Known[str]:
        """Id or reference of the project that it pays for."""
    @property
    def programme(self) -> _Known[str]:
        """Id or reference of the programme that it pays for; then only cases of it are paid from it."""
    @property
    def amount(self) -> _Known[str]:
        """What is pledged: 625230.00 EUR. (money)"""
    @property
    def pledged_on(self) -> _Known[str]:
        """When it was pledged. (partial_date)"""
    @property
    def starts(self) -> _Known[str]:
        """Since when it can be used. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """Until when, its last day, month or year. (partial_date)"""
    @property
    def tightness(self) -> _Known[Literal["unearmarked", "softly_earmarked", "earmarked", "tightly_earmarked"]]:
        """unearmarked, softly_earmarked, earmarked, tightly_earmarked."""
    @property
    def earmarks(self) -> _Known[Sequence[Earmark]]:
        """What it may be used for."""
    @property
    def share(self) -> _Known[int]:
        """Of the project's funding, in hundredths of a per cent: 7500 is 75 %."""
    @property
    def overhead(self) -> _Known[int]:
        """Of direct costs, in hundredths of a per cent: 700 is 7 %."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        grant: str = ...,
        ref: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        donor: Party | Mapping[str, Any] = ...,
        project: str = ...,
        programme: str = ...,
        amount: _Known[str] = ...,
        pledged_on: _Known[_Day] = ...,
        starts: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        tightness: _Known[Literal["unearmarked", "softly_earmarked", "earmarked", "tightly_earmarked"]] = ...,
        earmarks: Sequence[Earmark | Mapping[str, Any]] = ...,
        share: _Known[int] = ...,
        overhead: _Known[int] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class ReportDuty(Record):
    """A report that the donor is to have."""

    @property
    def kind(self) -> _Known[Literal["narrative", "financial", "final", "interim", "audit"]]:
        """narrative, financial, final, interim, audit."""
    @property
    def due(self) -> _Known[str]:
        """By when. (partial_date)"""
    @property
    def period(self) -> _Known[str]:
        """What it is about, e.g. 2018-S1."""

    def __init__(
        self,
        *,
        kind: Literal["narrative", "financial", "final", "interim", "audit"] = ...,
        due: _Known[_Day] = ...,
        period: str = ...,
    ) -> None: ...


class SignAgreement(Command):
    """The agreement on a grant is signed; it may differ from what was pledged, which stays."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference; where nobody pledged before, pledge is sent first."""
    @property
    def number(self) -> _Known[str]:
        """The agreement's own number."""
    @property
    def signed_on(self) -> _Known[str]:
        """When it was signed; today if absent. (partial_date)"""
    @property
    def amount(self) -> _Known[str]:
        """What is agreed; as pledged if absent. Its currency is the grant's from then on. (money)"""
    @property
    def starts(self) -> _Known[str]:
        """Since when it can be used; as pledged if absent. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """Until when; as pledged if absent. (partial_date)"""
    @property
    def reports(self) -> _Known[Sequence[ReportDuty]]:
        """Reports that the donor is to have."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        grant: str = ...,
        number: str = ...,
        signed_on: _Known[_Day] = ...,
        amount: _Known[str] = ...,
        starts: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        reports: Sequence[ReportDuty | Mapping[str, Any]] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class AmendGrant(Command):
    """The terms of a grant change; what they were before stays."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def kind(self) -> _Known[Literal["no_cost_extension", "cost_extension", "budget_revision", "realignment", "correction", "extension"]]:
        """no_cost_extension, cost_extension, budget_revision, realignment, correction."""
    @property
    def decided_on(self) -> _Known[str]:
        """When it was decided; of an extension that does not say it at the latest on the end that it moves. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """The end after it. (partial_date)"""
    @property
    def amount(self) -> _Known[str]:
        """The amount after it. (money)"""
    @property
    def earmarks(self) -> _Known[Sequence[Earmark]]:
        """All earmarks after it, where they change."""
    @property
    def reports(self) -> _Known[Sequence[ReportDuty]]:
        """Reports that come on top."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        grant: str = ...,
        kind: _Known[Literal["no_cost_extension", "cost_extension", "budget_revision", "realignment", "correction", "extension"]] = ...,
        decided_on: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        amount: _Known[str] = ...,
        earmarks: Sequence[Earmark | Mapping[str, Any]] = ...,
        reports: Sequence[ReportDuty | Mapping[str, Any]] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class GrantLine(Record):
    """A line of a grant's budget."""

    @property
    def line(self) -> _Known[str]:
        """Its name, e.g. 2.1 or reintegration."""
    @property
    def category(self) -> _Known[str]:
        """Kind of cost, e.g. staff, travel, assistance."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def amount(self) -> _Known[str]:
        """What may be spent of it, in the agreement's currency: 1500.00 EUR. (money)"""

    def __init__(
        self,
        *,
        line: str = ...,
        category: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        amount: _Known[str] = ...,
    ) -> None: ...


class SetGrantBudget(Command):
    """A version of a grant's budget: all of its lines. Older versions stay."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def decided_on(self) -> _Known[str]:
        """When it was decided; today if absent. (partial_date)"""
    @property
    def lines(self) -> _Known[Sequence[GrantLine]]:
        """All lines; one that is left out ends, which only a line can of which nothing was committed or spent."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why, of a revision."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        grant: str = ...,
        decided_on: _Known[_Day] = ...,
        lines: Sequence[GrantLine | Mapping[str, Any]] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class CommitFunds(Command):
    """Money of a line is promised to somebody; the same name again says how much it is now."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def line(self) -> _Known[str]:
        """Line of the budget."""
    @property
    def commitment(self) -> _Known[str]:
        """Its name, e.g. the number of the contract."""
    @property
    def amount(self) -> _Known[str]:
        """How much in all, what was paid of it included. (money)"""
    @property
    def payee(self) -> _Known[Party]:
        """To whom: an institution, never a person."""
    @property
    def what_for(self) -> _Known[str]:
        """What for, e.g. micro_business."""
    @property
    def on(self) -> _Known[str]:
        """When; today if absent. (partial_date)"""
    @property
    def over_line(self) -> _Known[bool]:
        """True: more is committed than the line has free, and the reason says why."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why more is committed than the line has free."""

    def __init__(
        self,
        *,
        grant: str = ...,
        line: str = ...,
        commitment: str = ...,
        amount: _Known[str] = ...,
        payee: Party | Mapping[str, Any] = ...,
        what_for: str = ...,
        on: _Known[_Day] = ...,
        over_line: bool = ...,
        reason: Reason | Mapping[str, Any] = ...,
    ) -> None: ...


class ReceiveInstalment(Command):
    """Money of the donor arrives."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def amount(self) -> _Known[str]:
        """How much, in the grant's currency. (money)"""
    @property
    def received_on(self) -> _Known[str]:
        """When; today if absent. (partial_date)"""
    @property
    def rate(self) -> _Known[ExchangeRate]:
        """What it was worth in another currency, e.g. the one that the accounts are kept in."""

    def __init__(
        self,
        *,
        grant: str = ...,
        amount: _Known[str] = ...,
        received_on: _Known[_Day] = ...,
        rate: ExchangeRate | Mapping[str, Any] = ...,
    ) -> None: ...


class Spend(Command):
    """Money of a line is spent. What is paid for a case is recorded with pay."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def line(self) -> _Known[str]:
        """Line of the budget."""
    @property
    def commitment(self) -> _Known[str]:
        """Commitment that it is paid on: what is left of that is used first."""
    @property
    def amount(self) -> _Known[str]:
        """As it was paid: 52000 XOF. Below nothing where a payment comes back, with a reason. (money)"""
    @property
    def paid_on(self) -> _Known[str]:
        """When; today if absent. (partial_date)"""
    @property
    def payee(self) -> _Known[Party]:
        """Who was paid: an institution, never a person."""
    @property
    def what_for(self) -> _Known[str]:
        """What for, e.g. rent."""
    @property
    def reference(self) -> _Known[str]:
        """The paper that says so, e.g. a voucher; a grant takes each only once."""
    @property
    def charged(self) -> _Known[str]:
        """In the grant's currency, where it was paid in another one. (money)"""
    @property
    def rate(self) -> _Known[ExchangeRate]:
        """At which rate, where it was paid in another currency."""
    @property
    def over_line(self) -> _Known[bool]:
        """True: more is spent than the line has free, and the reason says why."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why more is spent than the line has free, or why a payment comes back."""

    def __init__(
        self,
        *,
        grant: str = ...,
        line: str = ...,
        commitment: str = ...,
        amount: _Known[str] = ...,
        paid_on: _Known[_Day] = ...,
        payee: Party | Mapping[str, Any] = ...,
        what_for: str = ...,
        reference: str = ...,
        charged: _Known[str] = ...,
        rate: ExchangeRate | Mapping[str, Any] = ...,
        over_line: bool = ...,
        reason: Reason | Mapping[str, Any] = ...,
    ) -> None: ...


class ReportToDonor(Command):
    """A report went to the donor."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def kind(self) -> _Known[Literal["narrative", "financial", "final", "interim", "audit"]]:
        """narrative, financial, final, interim, audit."""
    @property
    def period(self) -> _Known[str]:
        """Of which period, where several are due."""
    @property
    def due(self) -> _Known[str]:
        """The one that was due then, where several are. (partial_date)"""
    @property
    def sent_on(self) -> _Known[str]:
        """When it was sent; today if absent. (partial_date)"""

    def __init__(
        self,
        *,
        grant: str = ...,
        kind: _Known[Literal["narrative", "financial", "final", "interim", "audit"]] = ...,
        period: str = ...,
        due: _Known[_Day] = ...,
        sent_on: _Known[_Day] = ...,
    ) -> None: ...


class MoveGrant(Command):
    """A grant closes, is cancelled, or is opened again."""

    @property
    def grant(self) -> _Known[str]:
        """Id or reference."""
    @property
    def outcome(self) -> _Known[str]:
        """closed, cancelled; agreed opens a closed one again."""
    @property
    def on(self) -> _Known[str]:
        """When it was so; today if absent. (partial_date)"""
    @property
    def refund(self) -> _Known[str]:
        """On closing: what goes back to the donor. (money)"""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        grant: str = ...,
        outcome: str = ...,
        on: _Known[_Day] = ...,
        refund: _Known[str] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class CreateDialogue(Command):
    """A dialogue of states, a network or a forum is written down."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id; made by the library if absent."""
    @property
    def ref(self) -> _Known[str]:
        """How it is called in writing, e.g. KHARTOUM; no other dialogue may have it."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def objective(self) -> _Known[LocalizedText]:
        """What it is for."""
    @property
    def kind(self) -> _Known[Literal["regional_process", "bilateral", "facility", "network", "forum", "other"]]:
        """regional_process, bilateral, facility, network, forum, other."""
    @property
    def established(self) -> _Known[str]:
        """When it began; a year is enough. (partial_date)"""
    @property
    def secretariat(self) -> _Known[Party]:
        """Who keeps its secretariat from then on; see join_dialogue for one that came later."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. GCM:23."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        ref: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        objective: LocalizedText | Mapping[str, Any] = ...,
        kind: _Known[Literal["regional_process", "bilateral", "facility", "network", "forum", "other"]] = ...,
        established: _Known[_Day] = ...,
        secretariat: Party | Mapping[str, Any] = ...,
        frameworks: Sequence[str] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class OpenPhase(Command):
    """A phase of a dialogue; the same phase again with a later end is an extension, and the end before it stays."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def phase(self) -> _Known[str]:
        """Its name or number, as projects and meetings name it."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def starts(self) -> _Known[str]:
        """Since when. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """Until when: its last day, month or year. (partial_date)"""
    @property
    def decided_on(self) -> _Known[str]:
        """Of an extension: when it was decided. (partial_date)"""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        phase: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        starts: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        decided_on: _Known[_Day] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class SetTheme(Command):
    """A pillar, domain, area, objective or action of a dialogue; the same name again says it anew."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def theme(self) -> _Known[str]:
        """Its name or number, as meetings and commitments name it."""
    @property
    def within(self) -> _Known[str]:
        """The theme that it is part of."""
    @property
    def term(self) -> _Known[str]:
        """For how long it is meant, e.g. short_term."""
    @property
    def kind(self) -> _Known[Literal["pillar", "domain", "area", "objective", "action"]]:
        """pillar, domain, area, objective, action."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. JVAP:5."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        theme: str = ...,
        within: str = ...,
        term: str = ...,
        kind: _Known[Literal["pillar", "domain", "area", "objective", "action"]] = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        frameworks: Sequence[str] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class JoinDialogue(Command):
    """A state or an organisation takes part in a dialogue in a role."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def party(self) -> _Known[Party]:
        """Who; a name that is a country's in full gets its code."""
    @property
    def role(self) -> _Known[Literal["member", "observer", "chair", "co_chair", "steering_committee", "secretariat", "partner", "donor", "reference_country"]]:
        """member, observer, chair, co_chair, steering_committee, secretariat, partner, donor, reference_country."""
    @property
    def seat(self) -> _Known[Party]:
        """Whose seat the party holds, where it is another's."""
    @property
    def since(self) -> _Known[str]:
        """Since when. Absent: on some day from the beginning of the dialogue to today, and nobody knows which. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """First day on which it was so no more, where that is over. (partial_date)"""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        party: Party | Mapping[str, Any] = ...,
        role: _Known[Literal["member", "observer", "chair", "co_chair", "steering_committee", "secretariat", "partner", "donor", "reference_country"]] = ...,
        seat: Party | Mapping[str, Any] = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class LeaveDialogue(Command):
    """A party takes part in a dialogue in a role no more."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def party(self) -> _Known[Party]:
        """Who leaves."""
    @property
    def role(self) -> _Known[Literal["member", "observer", "chair", "co_chair", "steering_committee", "secretariat", "partner", "donor", "reference_country"]]:
        """As what it took part."""
    @property
    def until(self) -> _Known[str]:
        """First day on which it was so no more; today if absent. (partial_date)"""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        party: Party | Mapping[str, Any] = ...,
        role: _Known[Literal["member", "observer", "chair", "co_chair", "steering_committee", "secretariat", "partner", "donor", "reference_country"]] = ...,
        until: _Known[_Day] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class HoldMeeting(Command):
    """A meeting of a dialogue, held or planned; the same name again adds to what is known of it."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def meeting(self) -> _Known[str]:
        """Its name, as commitments name it."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def level(self) -> _Known[Literal["ministerial", "senior_officials", "technical", "thematic", "steering_committee", "conference", "other"]]:
        """ministerial, senior_officials, technical, thematic, steering_committee, conference, other."""
    @property
    def phase(self) -> _Known[str]:
        """Phase of the dialogue."""
    @property
    def theme(self) -> _Known[str]:
        """Theme of the dialogue."""
    @property
    def venue(self) -> _Known[str]:
        """Town or building."""
    @property
    def country(self) -> _Known[str]:
        """Where. (country)"""
    @property
    def since(self) -> _Known[str]:
        """When, or its first day. One before the dialogue was established is taken, and flagged in the view. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """Its last day. (partial_date)"""
    @property
    def participants(self) -> _Known[Sequence[Party]]:
        """Institutions and states that took part; never persons."""
    @property
    def documents(self) -> _Known[Sequence[OutputFile]]:
        """What it gave out, in its languages."""
    @property
    def conclusions(self) -> _Known[LocalizedText]:
        """What it concluded."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        meeting: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        level: _Known[Literal["ministerial", "senior_officials", "technical", "thematic", "steering_committee", "conference", "other"]] = ...,
        phase: str = ...,
        theme: str = ...,
        venue: str = ...,
        country: _Known[str] = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        participants: Sequence[Party | Mapping[str, Any]] = ...,
        documents: Sequence[OutputFile | Mapping[str, Any]] = ...,
        conclusions: LocalizedText | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class MakeCommitment(Command):
    """Something is promised in a dialogue."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def commitment(self) -> _Known[str]:
        """Its name or number; no other commitment of the dialogue may have it."""
    @property
    def text(self) -> _Known[LocalizedText]:
        """What is promised, by language."""
    @property
    def by(self) -> _Known[Sequence[Party]]:
        """Who promises; nobody named: all members."""
    @property
    def theme(self) -> _Known[str]:
        """Theme of the dialogue."""
    @property
    def meeting(self) -> _Known[str]:
        """Meeting that made it."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. GCM:21, JVAP:A86."""
    @property
    def on(self) -> _Known[str]:
        """When it was made; the meeting's day if absent. (partial_date)"""
    @property
    def deadline(self) -> _Known[str]:
        """By when: the last day. (partial_date)"""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        commitment: str = ...,
        text: LocalizedText | Mapping[str, Any] = ...,
        by: Sequence[Party | Mapping[str, Any]] = ...,
        theme: str = ...,
        meeting: str = ...,
        frameworks: Sequence[str] = ...,
        on: _Known[_Day] = ...,
        deadline: _Known[_Day] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class FollowUpCommitment(Command):
    """How far a commitment is."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def commitment(self) -> _Known[str]:
        """Its name."""
    @property
    def status(self) -> _Known[Literal["not_started", "ongoing", "completed", "dropped"]]:
        """not_started, ongoing, completed, dropped."""
    @property
    def progress(self) -> _Known[int]:
        """0 to 100 per cent; of what is completed 100."""
    @property
    def evidence(self) -> _Known[str]:
        """What it rests on: a document, an address. No personal data."""
    @property
    def on(self) -> _Known[str]:
        """When it was so; today if absent. (partial_date)"""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        commitment: str = ...,
        status: _Known[Literal["not_started", "ongoing", "completed", "dropped"]] = ...,
        progress: _Known[int] = ...,
        evidence: str = ...,
        on: _Known[_Day] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class FacilityAward(Record):
    """What a call of a grant facility pays for."""

    @property
    def project(self) -> _Known[str]:
        """Id or reference of the project, where it is in the register."""
    @property
    def recipient(self) -> _Known[Party]:
        """Who gets it."""
    @property
    def amount(self) -> _Known[str]:
        """How much, in the currency of the call. (money)"""

    def __init__(
        self,
        *,
        project: str = ...,
        recipient: Party | Mapping[str, Any] = ...,
        amount: _Known[str] = ...,
    ) -> None: ...


class OpenFacility(Command):
    """A call of a grant facility; the same call again says what is new: awards, another last day."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def facility(self) -> _Known[str]:
        """Name of the facility."""
    @property
    def call(self) -> _Known[str]:
        """Name or number of the call; none: the facility itself."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def amount(self) -> _Known[str]:
        """What it can give: 2000000.00 EUR. (money)"""
    @property
    def opens(self) -> _Known[str]:
        """First day of the call. (partial_date)"""
    @property
    def closes(self) -> _Known[str]:
        """Its last day. (partial_date)"""
    @property
    def awards(self) -> _Known[Sequence[FacilityAward]]:
        """Projects that it pays for, added to those that are there."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        facility: str = ...,
        call: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        amount: _Known[str] = ...,
        opens: _Known[_Day] = ...,
        closes: _Known[_Day] = ...,
        awards: Sequence[FacilityAward | Mapping[str, Any]] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class StateFigure(Command):
    """A number that a source gives of a dialogue, whether or not the register counts the same."""

    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference."""
    @property
    def what(self) -> _Known[Literal["members", "observers", "steering_committee", "donors", "participants", "countries", "phases", "meetings", "commitments", "projects", "other"]]:
        """members, observers, steering_committee, donors, participants, countries, phases, meetings, commitments, projects, other."""
    @property
    def value(self) -> _Known[int]:
        """The number."""
    @property
    def on(self) -> _Known[str]:
        """Of which day it is; the date of the source if absent. (partial_date)"""
    @property
    def text(self) -> _Known[LocalizedText]:
        """As the source words it."""
    @property
    def source(self) -> _Known[Source]:
        """Who says so: title or address."""

    def __init__(
        self,
        *,
        dialogue: str = ...,
        what: _Known[Literal["members", "observers", "steering_committee", "donors", "participants", "countries", "phases", "meetings", "commitments", "projects", "other"]] = ...,
        value: _Known[int] = ...,
        on: _Known[_Day] = ...,
        text: LocalizedText | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class CreatePlan(Command):
    """A strategy, an action plan, a work plan or a gap analysis is written down."""

    @property
    def plan(self) -> _Known[str]:
        """Id; made by the library if absent."""
    @property
    def ref(self) -> _Known[str]:
        """How it is called in writing; no other plan may have it."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def kind(self) -> _Known[Literal["strategy", "action_plan", "work_plan", "gap_analysis"]]:
        """strategy, action_plan, work_plan, gap_analysis."""
    @property
    def parent(self) -> _Known[str]:
        """Id or reference of the strategy or plan that it carries out."""
    @property
    def country(self) -> _Known[str]:
        """Whose plan it is, where it is a country's. (country)"""
    @property
    def dialogue(self) -> _Known[str]:
        """Id or reference of the dialogue whose plan it is."""
    @property
    def programme(self) -> _Known[str]:
        """Id or reference of the programme that it belongs to."""
    @property
    def project(self) -> _Known[str]:
        """Id or reference of the project that helps to make it."""
    @property
    def lead(self) -> _Known[Party]:
        """Institution that answers for it."""
    @property
    def starts(self) -> _Known[str]:
        """First day, month or year of the time that it is for. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """Last day, month or year of it. (partial_date)"""
    @property
    def objective(self) -> _Known[LocalizedText]:
        """What it is for."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. GCM:21, JVAP:A86."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        plan: str = ...,
        ref: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        kind: _Known[Literal["strategy", "action_plan", "work_plan", "gap_analysis"]] = ...,
        parent: str = ...,
        country: _Known[str] = ...,
        dialogue: str = ...,
        programme: str = ...,
        project: str = ...,
        lead: Party | Mapping[str, Any] = ...,
        starts: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        objective: LocalizedText | Mapping[str, Any] = ...,
        frameworks: Sequence[str] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class PlanAction(Record):
    """What a plan says of one action."""

    @property
    def name(self) -> _Known[str]:
        """Name or number of the action within its plan, e.g. 1.2."""
    @property
    def measure(self) -> _Known[str]:
        """Measure, objective or area under which it stands."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """What is to be done, by language."""
    @property
    def lead(self) -> _Known[Party]:
        """Institution that answers for it."""
    @property
    def supporting(self) -> _Known[Sequence[Party]]:
        """Institutions that help."""
    @property
    def starts(self) -> _Known[str]:
        """Planned start; a month or a year is enough. (partial_date)"""
    @property
    def deadline(self) -> _Known[str]:
        """Last day, month or year in which it is to be done; not_applicable where it has none. (partial_date)"""
    @property
    def indicator(self) -> _Known[LocalizedText]:
        """By what one sees that it is done."""
    @property
    def target(self) -> _Known[str]:
        """Value that the indicator is to reach, as it is written."""
    @property
    def budget(self) -> _Known[str]:
        """What it is to cost: 12000.00 EUR. (money)"""
    @property
    def funded_by(self) -> _Known[str]:
        """Id or reference of the project that pays for it."""
    @property
    def frameworks(self) -> _Known[Sequence[str]]:
        """Objectives that it serves, e.g. GCM:21."""

    def __init__(
        self,
        *,
        name: str = ...,
        measure: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        lead: Party | Mapping[str, Any] = ...,
        supporting: Sequence[Party | Mapping[str, Any]] = ...,
        starts: _Known[_Day] = ...,
        deadline: _Known[_Day] = ...,
        indicator: LocalizedText | Mapping[str, Any] = ...,
        target: str = ...,
        budget: _Known[str] = ...,
        funded_by: str = ...,
        frameworks: Sequence[str] = ...,
    ) -> None: ...


class SetAction(Command):
    """An action is put into the draft of a plan, or changed there."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference."""
    @property
    def action(self) -> _Known[PlanAction]:
        """The action; the same name again changes what is given."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        plan: str = ...,
        action: PlanAction | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class ReportAction(Command):
    """How far an action of an adopted plan is."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference."""
    @property
    def action(self) -> _Known[str]:
        """Name of the action."""
    @property
    def status(self) -> _Known[Literal["not_started", "ongoing", "completed", "dropped"]]:
        """not_started, ongoing, completed, dropped."""
    @property
    def progress(self) -> _Known[int]:
        """Whole per cent, 0 to 100; of completed 100."""
    @property
    def value(self) -> _Known[str]:
        """Value of the indicator, as it is written."""
    @property
    def evidence(self) -> _Known[Sequence[Source]]:
        """What shows it; completed needs some."""
    @property
    def spent(self) -> _Known[str]:
        """Spent on it so far, in all. (money)"""
    @property
    def on(self) -> _Known[str]:
        """When it was so; today if absent. A report of an earlier day than the last one adds its evidence only. (partial_date)"""

    def __init__(
        self,
        *,
        plan: str = ...,
        action: str = ...,
        status: _Known[Literal["not_started", "ongoing", "completed", "dropped"]] = ...,
        progress: _Known[int] = ...,
        value: str = ...,
        evidence: Sequence[Source | Mapping[str, Any]] = ...,
        spent: _Known[str] = ...,
        on: _Known[_Day] = ...,
    ) -> None: ...


class RevisePlan(Command):
    """An adopted plan is revised; what was before stays."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference."""
    @property
    def revision(self) -> _Known[str]:
        """Name of the revision, e.g. 2025-1; each has its own."""
    @property
    def decided_on(self) -> _Known[str]:
        """When it was decided; today if absent. (partial_date)"""
    @property
    def ends(self) -> _Known[str]:
        """The end of the plan after it, where it changes. (partial_date)"""
    @property
    def changed(self) -> _Known[Sequence[PlanAction]]:
        """Actions with what changes; one of a new name and with a title is added, a dropped one is taken up again."""
    @property
    def dropped(self) -> _Known[Sequence[str]]:
        """Names of the actions that are given up."""
    @property
    def reason(self) -> _Known[Reason]:
        """Why."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        plan: str = ...,
        revision: str = ...,
        decided_on: _Known[_Day] = ...,
        ends: _Known[_Day] = ...,
        changed: Sequence[PlanAction | Mapping[str, Any]] = ...,
        dropped: Sequence[str] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class WorkshopResult(Record):
    """What a workshop came to, and the action that it speaks of."""

    @property
    def text(self) -> _Known[LocalizedText]:
        """In words, by language."""
    @property
    def action(self) -> _Known[str]:
        """Name of the action that was discussed or proposed; it need not stand in the plan yet."""

    def __init__(
        self,
        *,
        text: LocalizedText | Mapping[str, Any] = ...,
        action: str = ...,
    ) -> None: ...


class HoldWorkshop(Command):
    """A workshop on a plan was held."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference."""
    @property
    def workshop(self) -> _Known[str]:
        """Name of the workshop; the same name again is what is known of it later: its results are added."""
    @property
    def title(self) -> _Known[LocalizedText]:
        """Title by language."""
    @property
    def place(self) -> _Known[str]:
        """Town or venue."""
    @property
    def country(self) -> _Known[str]:
        """Where; the plan's country if absent. (country)"""
    @property
    def since(self) -> _Known[str]:
        """When, or its first day. (partial_date)"""
    @property
    def until(self) -> _Known[str]:
        """Its last day. (partial_date)"""
    @property
    def participants(self) -> _Known[Sequence[Party]]:
        """Institutions and states that took part; never persons."""
    @property
    def project(self) -> _Known[str]:
        """Id or reference of the project under which it was organised."""
    @property
    def organised_under(self) -> _Known[str]:
        """Under what it was organised, where that is no project of the register."""
    @property
    def results(self) -> _Known[Sequence[WorkshopResult]]:
        """What it came to, and the actions that were discussed or proposed."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        plan: str = ...,
        workshop: str = ...,
        title: LocalizedText | Mapping[str, Any] = ...,
        place: str = ...,
        country: _Known[str] = ...,
        since: _Known[_Day] = ...,
        until: _Known[_Day] = ...,
        participants: Sequence[Party | Mapping[str, Any]] = ...,
        project: str = ...,
        organised_under: str = ...,
        results: Sequence[WorkshopResult | Mapping[str, Any]] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class GapAnswer(Record):
    """What answers a need: an action or a project."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference of the plan of the action; this plan if absent."""
    @property
    def action(self) -> _Known[str]:
        """Name of the action."""
    @property
    def project(self) -> _Known[str]:
        """Id or reference of a project."""

    def __init__(
        self,
        *,
        plan: str = ...,
        action: str = ...,
        project: str = ...,
    ) -> None: ...


class RecordGap(Command):
    """A need of a country, and what answers it."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference."""
    @property
    def need(self) -> _Known[str]:
        """Name of the need, e.g. psychosocial_support."""
    @property
    def theme(self) -> _Known[str]:
        """What it is about, e.g. reintegration."""
    @property
    def country(self) -> _Known[str]:
        """Whose need it is; the plan's country if absent. (country)"""
    @property
    def severity(self) -> _Known[Literal["low", "moderate", "high", "critical", "unknown"]]:
        """low, moderate, high, critical, unknown."""
    @property
    def text(self) -> _Known[LocalizedText]:
        """The need in words, by language."""
    @property
    def response(self) -> _Known[Literal["none", "planned", "partial", "full"]]:
        """none, planned, partial, full."""
    @property
    def answer(self) -> _Known[LocalizedText]:
        """The response in words, by language."""
    @property
    def answered_by(self) -> _Known[GapAnswer]:
        """Action or project that answers it."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        plan: str = ...,
        need: str = ...,
        theme: str = ...,
        country: _Known[str] = ...,
        severity: _Known[Literal["low", "moderate", "high", "critical", "unknown"]] = ...,
        text: LocalizedText | Mapping[str, Any] = ...,
        response: _Known[Literal["none", "planned", "partial", "full"]] = ...,
        answer: LocalizedText | Mapping[str, Any] = ...,
        answered_by: GapAnswer | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
    ) -> None: ...


class MovePlan(Command):
    """A plan moves on: it is adopted, closed, cancelled."""

    @property
    def plan(self) -> _Known[str]:
        """Id or reference."""
    @property
    def outcome(self) -> _Known[str]:
        """adopted, closed, cancelled."""
    @property
    def on(self) -> _Known[str]:
        """When it was so; today if absent. (partial_date)"""
    @property
    def reason(self) -> _Known[Reason]:
        """Why; cancelled needs it, and so does a closed plan that is adopted again."""
    @property
    def source(self) -> _Known[Source]:
        """Where that is written."""

    def __init__(
        self,
        *,
        plan: str = ...,
        outcome: str = ...,
        on: _Known[_Day] = ...,
        reason: Reason | Mapping[str, Any] = ...,
        source: Source | Mapping[str, Any] = ...,
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
    "ExchangeRate",
    "Reason",
    "Selection",
    "Leg",
    "SamePerson",
    "LocalizedText",
    "Source",
    "ProjectParty",
    "ReferralPathway",
    "CountryBlock",
    "Party",
    "OutputFile",
    "Earmark",
    "ReportDuty",
    "GrantLine",
    "FacilityAward",
    "PlanAction",
    "WorkshopResult",
    "GapAnswer",
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
    "IssueDocument",
    "Transit",
    "SetBudget",
    "AnswerReferral",
    "Complain",
    "AnswerComplaint",
    "Transfer",
    "RecordDeath",
    "SplitHousehold",
    "Merge",
    "RecordFields",
    "RegisterOrganisation",
    "RecordCapacity",
    "CreateProgramme",
    "BlockCountry",
    "CreateProject",
    "AmendProject",
    "JoinProject",
    "LeaveProject",
    "RecordActivity",
    "RecordOutput",
    "MoveProject",
    "Pledge",
    "SignAgreement",
    "AmendGrant",
    "SetGrantBudget",
    "CommitFunds",
    "ReceiveInstalment",
    "Spend",
    "ReportToDonor",
    "MoveGrant",
    "CreateDialogue",
    "OpenPhase",
    "SetTheme",
    "JoinDialogue",
    "LeaveDialogue",
    "HoldMeeting",
    "MakeCommitment",
    "FollowUpCommitment",
    "OpenFacility",
    "StateFigure",
    "CreatePlan",
    "SetAction",
    "ReportAction",
    "RevisePlan",
    "HoldWorkshop",
    "RecordGap",
    "MovePlan",
]
