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
    """A person of the case has died; the case closes once nobody of it lives."""

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
    "Leg",
    "SamePerson",
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
]
