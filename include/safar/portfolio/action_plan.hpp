#pragma once
/// \file
/// What is said of a strategy or plan: that there is one, its actions, how far they are, how it is revised, its workshops, gaps and needs.
#include <string>
#include <vector>

#include <safar/model/action_plan.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// A strategy, an action plan, a work plan or a gap analysis is written down. It begins as a draft.
struct CreatePlan {
  std::string plan{}, ref{};
  LocalizedText title{};
  Known<PlanKind> kind{};
  std::string parent{};
  Known<Country> country{};
  std::string dialogue{}, programme{}, project{};
  Party lead{};
  Known<PartialDate> starts{}, ends{};
  LocalizedText objective{};
  std::vector<std::string> frameworks{};
  Source source{};
  static constexpr std::string_view type_name = "create_plan", type_doc = "A strategy, an action plan, a work plan or a gap analysis is written down.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = CreatePlan;
    v(1, "plan", &F::plan, open, "Id; made by the library if absent.");
    v(2, "ref", &F::ref, open, "How it is called in writing; no other plan may have it.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "kind", &F::kind, open, "strategy, action_plan, work_plan, gap_analysis.");
    v(5, "parent", &F::parent, open, "Id or reference of the strategy or plan that it carries out.");
    v(6, "country", &F::country, open, "Whose plan it is, where it is a country's.");
    v(7, "dialogue", &F::dialogue, open, "Id or reference of the dialogue whose plan it is.");
    v(8, "programme", &F::programme, open, "Id or reference of the programme that it belongs to.");
    v(9, "project", &F::project, open, "Id or reference of the project that helps to make it.");
    v(10, "lead", &F::lead, open, "Institution that answers for it.");
    v(11, "starts", &F::starts, open, "First day, month or year of the time that it is for.");
    v(12, "ends", &F::ends, open, "Last day, month or year of it.");
    v(13, "objective", &F::objective, open, "What it is for.");
    v(14, "frameworks", &F::frameworks, open, "Objectives that it serves, e.g. GCM:21, JVAP:A86.");
    v(15, "source", &F::source, open, "Where that is written.");
  }
};

/// An action is put into a draft, or changed there. An adopted plan is changed by revise_plan.
struct SetAction {
  std::string plan{};
  PlanAction action{};
  Source source{};
  static constexpr std::string_view type_name = "set_action", type_doc = "An action is put into the draft of a plan, or changed there.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "plan", &SetAction::plan, open, "Id or reference.");
    v(2, "action", &SetAction::action, open, "The action; the same name again changes what is given.");
    v(3, "source", &SetAction::source, open, "Where that is written.");
  }
};

/// How far an action of an adopted plan is.
struct ReportAction {
  std::string plan{}, action{};
  Known<ActionStatus> status{};
  Known<std::int64_t> progress{};
  std::string value{};
  std::vector<Source> evidence{};
  Known<Money> spent{};
  Known<PartialDate> on{};
  static constexpr std::string_view type_name = "report_action", type_doc = "How far an action of an adopted plan is.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = ReportAction;
    v(1, "plan", &F::plan, open, "Id or reference.");
    v(2, "action", &F::action, open, "Name of the action.");
    v(3, "status", &F::status, open, "not_started, ongoing, completed, dropped.");
    v(4, "progress", &F::progress, open, "Whole per cent, 0 to 100; of completed 100.");
    v(5, "value", &F::value, open, "Value of the indicator, as it is written.");
    v(6, "evidence", &F::evidence, open, "What shows it; completed needs some.");
    v(7, "spent", &F::spent, open, "Spent on it so far, in all.");
    v(8, "on", &F::on, open, "When it was so; today if absent. A report of an earlier day than the last one adds its evidence only.");
  }
};

/// An adopted plan is revised. What was before stays: view plan_revisions.
struct RevisePlan {
  std::string plan{}, revision{};
  Known<PartialDate> decided_on{}, ends{};
  std::vector<PlanAction> changed{};
  std::vector<std::string> dropped{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "revise_plan", type_doc = "An adopted plan is revised; what was before stays.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = RevisePlan;
    v(1, "plan", &F::plan, open, "Id or reference.");
    v(2, "revision", &F::revision, open, "Name of the revision, e.g. 2025-1; each has its own.");
    v(3, "decided_on", &F::decided_on, open, "When it was decided; today if absent.");
    v(4, "ends", &F::ends, open, "The end of the plan after it, where it changes.");
    v(5, "changed", &F::changed, open, "Actions with what changes; one of a new name and with a title is added, a dropped one is taken up again.");
    v(6, "dropped", &F::dropped, open, "Names of the actions that are given up.");
    v(7, "reason", &F::reason, open, "Why.");
    v(8, "source", &F::source, open, "Where that is written.");
  }
};

/// A workshop on a plan was held.
struct HoldWorkshop {
  std::string plan{}, workshop{};
  LocalizedText title{};
  std::string place{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<Party> participants{};
  std::string project{}, organised_under{};
  std::vector<WorkshopResult> results{};
  Source source{};
  static constexpr std::string_view type_name = "hold_workshop", type_doc = "A workshop on a plan was held.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = HoldWorkshop;
    v(1, "plan", &F::plan, open, "Id or reference.");
    v(2, "workshop", &F::workshop, open, "Name of the workshop; the same name again is what is known of it later: its results are added.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "place", &F::place, open, "Town or venue.");
    v(5, "country", &F::country, open, "Where; the plan's country if absent.");
    v(6, "since", &F::since, open, "When, or its first day.");
    v(7, "until", &F::until, open, "Its last day.");
    v(8, "participants", &F::participants, open, "Institutions and states that took part; never persons.");
    v(9, "project", &F::project, open, "Id or reference of the project under which it was organised.");
    v(10, "organised_under", &F::organised_under, open, "Under what it was organised, where that is no project of the register.");
    v(11, "results", &F::results, open, "What it came to, and the actions that were discussed or proposed.");
    v(12, "source", &F::source, open, "Where that is written.");
  }
};

/// A need of a country, and what answers it: one cell of a gaps-and-needs matrix. The same need and country again replaces the cell.
struct RecordGap {
  std::string plan{}, need{}, theme{};
  Known<Country> country{};
  Known<GapSeverity> severity{};
  LocalizedText text{};
  Known<GapResponse> response{};
  LocalizedText answer{};
  GapAnswer answered_by{};
  Source source{};
  static constexpr std::string_view type_name = "record_gap", type_doc = "A need of a country, and what answers it.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = RecordGap;
    v(1, "plan", &F::plan, open, "Id or reference.");
    v(2, "need", &F::need, open, "Name of the need, e.g. psychosocial_support.");
    v(3, "theme", &F::theme, open, "What it is about, e.g. reintegration.");
    v(4, "country", &F::country, open, "Whose need it is; the plan's country if absent.");
    v(5, "severity", &F::severity, open, "low, moderate, high, critical, unknown.");
    v(6, "text", &F::text, open, "The need in words, by language.");
    v(7, "response", &F::response, open, "none, planned, partial, full.");
    v(8, "answer", &F::answer, open, "The response in words, by language.");
    v(9, "answered_by", &F::answered_by, open, "Action or project that answers it.");
    v(10, "source", &F::source, open, "Where that is written.");
  }
};

/// A plan moves on: it is adopted, closed, cancelled.
struct MovePlan {
  std::string plan{}, outcome{};
  Known<PartialDate> on{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "move_plan", type_doc = "A plan moves on: it is adopted, closed, cancelled.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = MovePlan;
    v(1, "plan", &F::plan, open, "Id or reference.");
    v(2, "outcome", &F::outcome, open, "adopted, closed, cancelled.");
    v(3, "on", &F::on, open, "When it was so; today if absent.");
    v(4, "reason", &F::reason, open, "Why; cancelled needs it, and so does a closed plan that is adopted again.");
    v(5, "source", &F::source, open, "Where that is written.");
  }
};

}  // namespace safar::inline v0
