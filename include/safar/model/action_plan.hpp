#pragma once
/// \file
/// A strategy, action plan, work plan or gap analysis as its events add up to it. The reintegration plan of one case is model/plan.hpp.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/money.hpp>
#include <safar/model/noun.hpp>

namespace safar::inline v0 {

/// Names are stored; append only.
enum class PlanKind : std::uint8_t { strategy, action_plan, work_plan, gap_analysis };
constexpr auto codes(PlanKind) { return std::array<std::string_view, 4>{"strategy", "action_plan", "work_plan", "gap_analysis"}; }

/// Where an action stands. The work plans of the UN Network on Migration say Yet to start, Ongoing and Completed.
enum class ActionStatus : std::uint8_t { not_started, ongoing, completed, dropped };
constexpr auto codes(ActionStatus) { return std::array<std::string_view, 4>{"not_started", "ongoing", "completed", "dropped"}; }

enum class GapSeverity : std::uint8_t { low, moderate, high, critical, unknown };
constexpr auto codes(GapSeverity) { return std::array<std::string_view, 5>{"low", "moderate", "high", "critical", "unknown"}; }

/// How far something answers a need.
enum class GapResponse : std::uint8_t { none, planned, partial, full };
constexpr auto codes(GapResponse) { return std::array<std::string_view, 4>{"none", "planned", "partial", "full"}; }

/// What a plan says of one action. Said again, what is given replaces what was there, and what is not given stays.
struct PlanAction {
  std::string name{}, measure{};
  LocalizedText title{};
  Party lead{};
  std::vector<Party> supporting{};
  Known<PartialDate> starts{}, deadline{};
  LocalizedText indicator{};
  std::string target{};
  Known<Money> budget{};
  std::string funded_by{};
  std::vector<std::string> frameworks{};
  static constexpr std::string_view type_name = "plan_action", type_doc = "What a plan says of one action.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using A = PlanAction;
    v(1, "name", &A::name, open, "Name or number of the action within its plan, e.g. 1.2.");
    v(2, "measure", &A::measure, open, "Measure, objective or area under which it stands.");
    v(3, "title", &A::title, open, "What is to be done, by language.");
    v(4, "lead", &A::lead, open, "Institution that answers for it.");
    v(5, "supporting", &A::supporting, open, "Institutions that help.");
    v(6, "starts", &A::starts, open, "Planned start; a month or a year is enough.");
    v(7, "deadline", &A::deadline, open, "Last day, month or year in which it is to be done; not_applicable where it has none.");
    v(8, "indicator", &A::indicator, open, "By what one sees that it is done.");
    v(9, "target", &A::target, open, "Value that the indicator is to reach, as it is written.");
    v(10, "budget", &A::budget, open, "What it is to cost: 12000.00 EUR.");
    v(11, "funded_by", &A::funded_by, open, "Id or reference of the project that pays for it.");
    v(12, "frameworks", &A::frameworks, open, "Objectives that it serves, e.g. GCM:21.");
  }
};

/// An action as it stands.
struct PlannedAction {
  PlanAction terms{};
  Known<PartialDate> first_deadline{};  ///< with which the plan was adopted, or the first that it got later; nothing overwrites it
  ActionStatus status{};
  Known<PartialDate> status_on{};
  Known<std::int64_t> progress{};       ///< whole per cent, as reported last
  std::string value{};
  Known<Money> spent{};
  std::vector<Source> evidence{};
  Date reported{};                      ///< day of the report that holds
};

/// What a revision did to an action; `plan`: to the end of the plan itself.
enum class ChangeKind : std::uint8_t { changed, added, dropped, taken_up, plan };
constexpr auto codes(ChangeKind) { return std::array<std::string_view, 5>{"changed", "added", "dropped", "taken_up", "plan"}; }

struct PlanChange {
  ChangeKind kind{};
  std::string action{};
  PlanAction before{}, after{};
  Known<PartialDate> ends_before{}, ends{};  ///< of the plan
};
struct PlanRevision {
  std::string name{}, reason{}, act{};
  Known<PartialDate> decided_on{};
  std::vector<PlanChange> changes{};
};

/// What a workshop came to, and the action that it speaks of.
struct WorkshopResult {
  LocalizedText text{};
  std::string action{};
  static constexpr std::string_view type_name = "workshop_result", type_doc = "What a workshop came to, and the action that it speaks of.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "text", &WorkshopResult::text, Shelf::open, "In words, by language.");
    v(2, "action", &WorkshopResult::action, Shelf::open, "Name of the action that was discussed or proposed; it need not stand in the plan yet.");
  }
};
struct PlanWorkshop {
  std::string workshop{};
  LocalizedText title{};
  std::string place{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<Party> participants{};
  std::string project{}, organised_under{};
  std::vector<WorkshopResult> results{};
  Source source{};
};

/// What answers a need: an action, of this plan where no other is named, or a project.
struct GapAnswer {
  std::string plan{}, action{}, project{};
  static constexpr std::string_view type_name = "gap_answer", type_doc = "What answers a need: an action or a project.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "plan", &GapAnswer::plan, open, "Id or reference of the plan of the action; this plan if absent.");
    v(2, "action", &GapAnswer::action, open, "Name of the action.");
    v(3, "project", &GapAnswer::project, open, "Id or reference of a project.");
  }
  [[nodiscard]] bool empty() const { return plan.empty() && action.empty() && project.empty(); }
};
/// One cell of the matrix need x country.
struct PlanGap {
  std::string need{}, theme{};
  Known<Country> country{};
  GapSeverity severity = GapSeverity::unknown;
  LocalizedText text{};
  GapResponse response{};
  LocalizedText answer{};
  GapAnswer answered_by{};
  Source source{};
  Date day{};
};

struct ActionPlanState {
  NounHead head{};
  PlanKind kind{};
  std::string parent{}, dialogue{}, programme{}, project{};  ///< ids
  Known<Country> country{};
  Party lead{};
  Known<PartialDate> starts{}, ends{}, first_ends{};
  LocalizedText objective{};
  std::vector<std::string> frameworks{};
  std::vector<PlannedAction> actions{};
  std::vector<PlanRevision> revisions{};
  std::vector<PlanWorkshop> workshops{};
  std::vector<PlanGap> gaps{};
};

/// nullptr: the plan has no such action.
inline const PlannedAction* action_of(const ActionPlanState& plan, std::string_view name) {
  for (const auto& a : plan.actions) if (a.terms.name == name) return &a;
  return nullptr;
}

}  // namespace safar::inline v0
