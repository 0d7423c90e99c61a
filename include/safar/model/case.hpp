#pragma once
/// \file
/// The state of a case: what the fold of its events gives. What it learns of sealed members lies on their shelf, with the person whom it is about.
#include <cstdint>
#include <string>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/date.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/model/household.hpp>
#include <safar/model/journey.hpp>
#include <safar/model/plan.hpp>
#include <safar/model/recorded.hpp>
#include <safar/model/referral.hpp>
#include <safar/model/travel_document.hpp>

namespace safar::inline v0 {

/// Where a region of the workflow stands.
struct RegionState {
  std::string region{}, state{};
  static constexpr std::string_view type_name = "region_state", type_doc = "Where one region of the workflow stands.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "region", &RegionState::region, Shelf::open, "Name of the region.");
    v(2, "state", &RegionState::state, Shelf::open, "Its state.");
  }
  friend bool operator==(const RegionState&, const RegionState&) = default;
};

/// One hold on a case, named by the act that set it.
struct HoldState {
  std::string hold{}, act{}, reason{};
  Date since{};
  static constexpr std::string_view type_name = "hold_state", type_doc = "A hold on a case.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "hold", &HoldState::hold, Shelf::open, "Kind of hold, from the workflow.");
    v(2, "act", &HoldState::act, Shelf::open, "The act that set it: its name in reviews.");
    v(3, "reason", &HoldState::reason, Shelf::open, "Reason code.");
    v(4, "since", &HoldState::since, Shelf::open, "Day on which it was set.");
  }
  friend bool operator==(const HoldState&, const HoldState&) = default;
};

struct ChecklistState {
  Known<bool> complete{};
  std::vector<std::string> done{};
  static constexpr std::string_view type_name = "checklist_state", type_doc = "The pre-departure checklist of one person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "complete", &ChecklistState::complete, Shelf::open, "Every item is done.");
    v(2, "done", &ChecklistState::done, Shelf::open, "Items done, in order of their list.");
  }
  friend bool operator==(const ChecklistState&, const ChecklistState&) = default;
};
struct PersonState {
  PersonId person_id{};
  std::string ref{};
  TravelDocumentState travel_document{};
  ChecklistState checklist{};
  std::vector<PaperState> papers{};
  bool erased = false;
  std::vector<IssuanceState> issuances{};
  Known<bool> deceased{};
  Known<Date> deceased_since{};
  std::vector<ComplaintState> complaints{};
  std::int64_t assessed = 0;
  static constexpr std::string_view type_name = "person_state", type_doc = "A person of a case.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "person_id", &PersonState::person_id, open, "The person.");
    v(2, "travel_document", &PersonState::travel_document, open, "Can the person travel?");
    v(3, "checklist", &PersonState::checklist, open, "Pre-departure checklist.");
    v(4, "papers", &PersonState::papers, open, "Documents held.");
    v(5, "erased", &PersonState::erased, open, "The person's data were erased.");
    v(6, "ref", &PersonState::ref, open, "The sender's pseudonym.");
    v(7, "issuances", &PersonState::issuances, open, "Travel documents that a consulate was asked for.");
    v(8, "deceased", &PersonState::deceased, casefile, "True: the person's death is recorded.");
    v(9, "deceased_since", &PersonState::deceased_since, casefile, "Day of the event that recorded it.");
    v(10, "complaints", &PersonState::complaints, sensitive, "Complaints, and whether they were answered.");
    v(11, "assessed", &PersonState::assessed, open, "Events of which even the kind is sealed.");
  }
  friend bool operator==(const PersonState&, const PersonState&) = default;
};

/// A deadline that runs: a timer of the workflow was started and what it expects has not happened.
struct ClockState {
  std::string after{}, expect{};
  Date since{};
  static constexpr std::string_view type_name = "clock_state", type_doc = "A deadline that runs.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "after", &ClockState::after, Shelf::open, "The event that started it.");
    v(2, "expect", &ClockState::expect, Shelf::open, "The event that ends it, as the timer says it.");
    v(3, "since", &ClockState::since, Shelf::open, "Day on which it started.");
  }
  friend bool operator==(const ClockState&, const ClockState&) = default;
};
/// Days on which the case was held, and is no longer: `from` is the first, `until` the first day after.
struct HeldSpan {
  Date from{}, until{};
  static constexpr std::string_view type_name = "held_span", type_doc = "Days on which the case was held.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "from", &HeldSpan::from, Shelf::open, "First day.");
    v(2, "until", &HeldSpan::until, Shelf::open, "First day after.");
  }
  friend bool operator==(const HeldSpan&, const HeldSpan&) = default;
};
/// What deadlines are computed from (casework/timers.hpp).
struct TimesState {
  std::vector<ClockState> clocks{};
  std::vector<HeldSpan> held{};  ///< apart from each other, in order
  static constexpr std::string_view type_name = "times_state", type_doc = "What deadlines are computed from.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "clocks", &TimesState::clocks, Shelf::open, "Deadlines that run.");
    v(2, "held", &TimesState::held, Shelf::open, "Days held that are over.");
  }
  friend bool operator==(const TimesState&, const TimesState&) = default;
};

/// What a case's events add up to.
struct CaseState {
  CaseId case_id{};
  std::string number{}, ref{}, programme{}, office{}, outcome{}, eligibility_reason{}, resolution{};
  std::vector<RegionState> regions{};
  bool application_withdrawn = false;
  Known<Date> applied_on{}, informed_on{}, booked_for{}, departed_on{}, arrived_on{}, closed_on{};
  std::vector<HoldState> holds{};
  std::vector<PersonState> persons{};
  std::vector<std::string> resolutions{};
  std::string decision{};
  std::vector<std::string> consent_scopes{};
  std::vector<CaseLink> links{};
  std::vector<ServiceState> plan{};
  std::vector<BudgetLineState> budget{};
  std::vector<ReferralState> referrals{};
  std::vector<Leg> legs{};
  Known<std::int64_t> follow_up_round{};
  std::vector<RecordedValue> recorded{};
  TimesState times{};
  std::int64_t opaque = 0;
  std::int64_t services = 0, payments = 0, reviews = 0, version = 0, opened = 0, changed = 0;
  static constexpr std::string_view type_name = "case_state", type_doc = "A case as its events add up.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "case", &CaseState::case_id, open, "The case.");
    v(2, "number", &CaseState::number, open, "Case number for people: office, year, counter.");
    v(3, "ref", &CaseState::ref, open, "The sender's own pseudonym for the application.");
    v(4, "programme", &CaseState::programme, open, "Programme.");
    v(5, "office", &CaseState::office, open, "Office of the application.");
    v(6, "regions", &CaseState::regions, open, "Where each region of the workflow stands.");
    v(7, "application_withdrawn", &CaseState::application_withdrawn, open, "The migrant withdrew the application.");
    v(8, "applied_on", &CaseState::applied_on, open, "Day of application.");
    v(9, "informed_on", &CaseState::informed_on, open, "Last day on which the applicants were informed of where their case stands.");
    v(10, "booked_for", &CaseState::booked_for, open, "Day of the journey booked.");
    v(11, "departed_on", &CaseState::departed_on, open, "Day of departure.");
    v(12, "arrived_on", &CaseState::arrived_on, open, "Day of arrival, confirmed.");
    v(13, "closed_on", &CaseState::closed_on, open, "Day on which the case was closed.");
    v(14, "outcome", &CaseState::outcome, open, "Outcome of a closed case.");
    v(15, "eligibility_reason", &CaseState::eligibility_reason, open, "Reason code of the last decision on eligibility.");
    v(16, "resolution", &CaseState::resolution, open, "Outcome of the last review of a hold.");
    v(17, "holds", &CaseState::holds, open, "Holds that are not lifted.");
    v(18, "persons", &CaseState::persons, open, "The persons of the case.");
    v(19, "services", &CaseState::services, open, "Reintegration services given.");
    v(20, "payments", &CaseState::payments, open, "Payments recorded.");
    v(21, "reviews", &CaseState::reviews, open, "Reviews of holds.");
    v(22, "version", &CaseState::version, open, "Number of events that touch the case.");
    v(23, "opened", &CaseState::opened, open, "When the application was received here, microseconds UTC.");
    v(25, "resolutions", &CaseState::resolutions, open, "The last review's outcome of each kind of hold, hold:outcome.");
    v(61, "opaque", &CaseState::opaque, open, "Events of a newer library; with any this one only reads the case.");
    v(60, "times", &CaseState::times, open, "Deadlines that run, and days held.");
    v(26, "decision", &CaseState::decision, open, "Who decided on eligibility last: first, appeal; empty before.");
    v(27, "consent_scopes", &CaseState::consent_scopes, open, "What the consents given cover; empty once consent is withdrawn.");
    v(28, "links", &CaseState::links, open, "Cases that this one was split from or merged with.");
    v(29, "plan", &CaseState::plan, open, "Services planned and given.");
    v(30, "budget", &CaseState::budget, open, "Lines of the budget, and what was paid of each.");
    v(31, "referrals", &CaseState::referrals, open, "Referrals, and their answers.");
    v(33, "legs", &CaseState::legs, open, "Legs of the journey.");
    v(59, "recorded", &CaseState::recorded, open, "Open values of the agency's own fields, sorted by set, person and name.");
    v(34, "follow_up_round", &CaseState::follow_up_round, open, "Highest round of follow-up.");
    v(24, "changed", &CaseState::changed, open, "When the last event was received here, microseconds UTC.");
  }
  friend bool operator==(const CaseState&, const CaseState&) = default;

  [[nodiscard]] const std::string& region(std::string_view name) const {
    static const std::string none;
    for (const auto& r : regions) if (r.region == name) return r.state;
    return none;
  }
  [[nodiscard]] const HoldState* held_by(std::string_view hold) const {
    for (const auto& h : holds) if (h.hold == hold) return &h;
    return nullptr;
  }
  /// Somebody of whom more than the open part is kept.
  [[nodiscard]] bool has_sealed() const {
    for (const auto& p : persons) if (p.assessed && !p.erased) return true;
    return false;
  }
  /// The principal applicant, who acts where a command names nobody: the first, living or not, since the event says in the open who it was.
  [[nodiscard]] const PersonState* principal() const { return persons.empty() ? nullptr : &persons.front(); }
  PersonState* person(const Id& id) { for (auto& p : persons) if (p.person_id == id) return &p; return nullptr; }
};

}  // namespace safar::inline v0
