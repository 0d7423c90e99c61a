#pragma once
// What a row of each view of plans has.
#include <string>
#include <vector>

#include "register/portfolio_views.hpp"

namespace safar::inline v0 {

struct PlanRow {
  Id plan{};
  std::string ref{}, title{}, title_fr{}, title_ar{}, kind{}, parent{};
  std::vector<std::string> carried_out_by{};
  Known<Country> country{};
  std::string dialogue{}, programme{}, project{}, lead{}, objective{};
  std::vector<std::string> frameworks{};
  Known<PartialDate> starts{}, ends{}, first_ends{};
  std::string status{};
  Known<PartialDate> status_on{};
  std::int64_t actions = 0, completed = 0, ongoing = 0, not_started = 0, dropped = 0, overdue = 0, overdue_unknown = 0;
  Known<std::int64_t> progress{};
  Known<Money> budget{}, spent{};
  std::int64_t revisions = 0, workshops = 0, gaps = 0, version = 0;
  std::string source{}, objective_fr{}, objective_ar{};
  static constexpr std::string_view type_name = "plans", type_doc = "One row a strategy, action plan, work plan or gap analysis: where it stands on the day asked.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = PlanRow;
    v(1, "plan", &R::plan, open, "Id.");
    v(2, "ref", &R::ref, open, "Reference.");
    v(3, "title", &R::title, open, "Title; in English where there is one.");
    v(4, "title_fr", &R::title_fr, open, "Title in French.");
    v(5, "title_ar", &R::title_ar, open, "Title in Arabic.");
    v(6, "kind", &R::kind, open, "strategy, action_plan, work_plan, gap_analysis.");
    v(7, "parent", &R::parent, open, "Strategy or plan that it carries out.");
    v(8, "carried_out_by", &R::carried_out_by, open, "Plans that carry it out.");
    v(9, "country", &R::country, open, "Whose plan it is.");
    v(10, "dialogue", &R::dialogue, open, "Dialogue whose plan it is.");
    v(11, "programme", &R::programme, open, "Programme that it belongs to.");
    v(12, "project", &R::project, open, "Project that helps to make it.");
    v(13, "lead", &R::lead, open, "Institution that answers for it.");
    v(14, "objective", &R::objective, open, "What it is for.");
    v(15, "frameworks", &R::frameworks, open, "Objectives that it serves.");
    v(16, "starts", &R::starts, open, "First day, month or year.");
    v(17, "ends", &R::ends, open, "Last day, month or year, after all revisions.");
    v(18, "first_ends", &R::first_ends, open, "End as it was planned first.");
    v(19, "status", &R::status, open, "draft, adopted, closed, cancelled.");
    v(20, "status_on", &R::status_on, open, "Since when.");
    v(21, "actions", &R::actions, open, "Actions, the dropped ones included.");
    v(22, "completed", &R::completed, open, "Of them completed.");
    v(23, "ongoing", &R::ongoing, open, "Of them ongoing.");
    v(24, "not_started", &R::not_started, open, "Of them not started, as far as anybody said.");
    v(25, "dropped", &R::dropped, open, "Of them dropped.");
    v(26, "overdue", &R::overdue, open, "Of them surely overdue on the day asked.");
    v(27, "overdue_unknown", &R::overdue_unknown, open, "Of them perhaps overdue: the deadline is not known, or not well enough.");
    v(28, "progress", &R::progress, open, "Mean of the actions that are not dropped, in hundredths of a per cent, rounded down; one of unknown progress counts as 0.");
    v(29, "budget", &R::budget, open, "Sum of the budgets of the actions that are not dropped, where they are known; conflict where they have two currencies.");
    v(30, "spent", &R::spent, open, "Sum of what was spent on all actions.");
    v(31, "revisions", &R::revisions, open, "Revisions.");
    v(32, "workshops", &R::workshops, open, "Workshops held on it.");
    v(33, "gaps", &R::gaps, open, "Entries of its gaps-and-needs matrix.");
    v(34, "version", &R::version, open, "Events that touch it.");
    v(35, "source", &R::source, open, "Where it is described.");
    v(36, "objective_fr", &R::objective_fr, open, "Objective in French.");
    v(37, "objective_ar", &R::objective_ar, open, "Objective in Arabic.");
  }
};

struct ActionRow {
  Id plan{};
  std::string ref{}, plan_status{}, measure{}, action{}, title{}, title_fr{}, title_ar{}, lead{};
  std::vector<std::string> supporting{};
  Known<PartialDate> starts{}, deadline{}, first_deadline{};
  std::string status{};
  Known<PartialDate> status_on{};
  Known<std::int64_t> progress{};
  Known<bool> overdue{};
  Known<std::int64_t> days_late{};
  std::string indicator{}, target{}, value{};
  Known<Money> budget{}, spent{};
  std::string project{};
  std::vector<std::string> evidence{}, frameworks{};
  std::string year{};
  Known<Country> country{};
  static constexpr std::string_view type_name = "actions", type_doc = "One row an action of a plan: who, until when, how far on the day asked.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = ActionRow;
    v(1, "plan", &R::plan, open, "Id of the plan.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "plan_status", &R::plan_status, open, "Where the plan stands.");
    v(4, "measure", &R::measure, open, "Measure under which the action stands.");
    v(5, "action", &R::action, open, "Name of the action.");
    v(6, "title", &R::title, open, "What is to be done; in English where that was written.");
    v(7, "title_fr", &R::title_fr, open, "In French.");
    v(8, "title_ar", &R::title_ar, open, "In Arabic.");
    v(9, "lead", &R::lead, open, "Institution that answers for it.");
    v(10, "supporting", &R::supporting, open, "Institutions that help.");
    v(11, "starts", &R::starts, open, "Planned start.");
    v(12, "deadline", &R::deadline, open, "Deadline, after all revisions.");
    v(13, "first_deadline", &R::first_deadline, open, "Deadline with which it was adopted.");
    v(14, "status", &R::status, open, "not_started, ongoing, completed, dropped.");
    v(15, "status_on", &R::status_on, open, "Since when.");
    v(16, "progress", &R::progress, open, "Whole per cent.");
    v(17, "overdue", &R::overdue, open, "Is its last day over, and it is not completed? unknown: no deadline, or one that is about (~) or in doubt (?). Nothing of a draft or a cancelled plan is overdue.");
    v(18, "days_late", &R::days_late, open, "Days from the deadline to the day asked, or to its completion; 0: in time.");
    v(19, "indicator", &R::indicator, open, "By what one sees that it is done.");
    v(20, "target", &R::target, open, "Value that the indicator is to reach.");
    v(21, "value", &R::value, open, "Value reported last.");
    v(22, "budget", &R::budget, open, "What it is to cost.");
    v(23, "spent", &R::spent, open, "Spent so far.");
    v(24, "project", &R::project, open, "Project that pays for it.");
    v(25, "evidence", &R::evidence, open, "What shows how far it is.");
    v(26, "frameworks", &R::frameworks, open, "Objectives that it serves.");
    v(27, "year", &R::year, open, "Year of the deadline.");
    v(28, "country", &R::country, open, "Whose plan it is.");
  }
};

struct PlanRevisionRow {
  Id plan{};
  std::string ref{}, revision{};
  Known<PartialDate> decided_on{};
  std::string reason{}, change{}, action{};
  Known<PartialDate> deadline_before{}, deadline{}, starts_before{}, starts{};
  std::string lead_before{}, lead{}, title_before{}, title{}, target_before{}, target{};
  Known<Money> budget_before{}, budget{};
  std::vector<std::string> members{};
  std::string act{};
  static constexpr std::string_view type_name = "plan_revisions", type_doc = "One row a change by a revision: what was, and what is since.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = PlanRevisionRow;
    v(1, "plan", &R::plan, open, "Id of the plan.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "revision", &R::revision, open, "Name of the revision.");
    v(4, "decided_on", &R::decided_on, open, "When it was decided.");
    v(5, "reason", &R::reason, open, "Why.");
    v(6, "change", &R::change, open, "changed, added, dropped, taken_up; plan: the end of the plan itself.");
    v(7, "action", &R::action, open, "Name of the action.");
    v(8, "deadline_before", &R::deadline_before, open, "Deadline before it; of the plan its end.");
    v(9, "deadline", &R::deadline, open, "Deadline after it.");
    v(10, "starts_before", &R::starts_before, open, "Planned start before it.");
    v(11, "starts", &R::starts, open, "Planned start after it.");
    v(12, "lead_before", &R::lead_before, open, "Who answered for it.");
    v(13, "lead", &R::lead, open, "Who answers for it.");
    v(14, "title_before", &R::title_before, open, "What was to be done.");
    v(15, "title", &R::title, open, "What is to be done.");
    v(16, "target_before", &R::target_before, open, "Target before it.");
    v(17, "target", &R::target, open, "Target after it.");
    v(18, "budget_before", &R::budget_before, open, "Budget before it.");
    v(19, "budget", &R::budget, open, "Budget after it.");
    v(20, "members", &R::members, open, "Names of all that changed, also of what has no column here.");
    v(21, "act", &R::act, open, "The act that recorded it.");
  }
};

struct WorkshopRow {
  Id plan{};
  std::string ref{}, workshop{}, title{}, place{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<std::string> participants{};
  std::string organised_under{}, project{};
  std::vector<std::string> results{}, actions{}, taken_up{};
  std::string source{};
  static constexpr std::string_view type_name = "workshops", type_doc = "One row a workshop on a plan: who took part, what it came to.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = WorkshopRow;
    v(1, "plan", &R::plan, open, "Id of the plan.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "workshop", &R::workshop, open, "Name of the workshop.");
    v(4, "title", &R::title, open, "Title.");
    v(5, "place", &R::place, open, "Town or venue.");
    v(6, "country", &R::country, open, "Where.");
    v(7, "since", &R::since, open, "When, or its first day.");
    v(8, "until", &R::until, open, "Its last day.");
    v(9, "participants", &R::participants, open, "Institutions and states that took part.");
    v(10, "organised_under", &R::organised_under, open, "Under what it was organised, as it is called.");
    v(11, "project", &R::project, open, "Reference of the project under which it was organised.");
    v(12, "results", &R::results, open, "What it came to.");
    v(13, "actions", &R::actions, open, "Actions that were discussed or proposed.");
    v(14, "taken_up", &R::taken_up, open, "Of them those that stand in the plan and were not dropped.");
    v(15, "source", &R::source, open, "Where that is written.");
  }
};

struct GapRow {
  Id plan{};
  std::string ref{}, need{}, theme{};
  Known<Country> country{};
  std::string severity{}, text{}, response{}, answer{}, answered_in{}, action{}, action_status{}, project{}, project_status{};
  Date day{};
  std::string source{};
  static constexpr std::string_view type_name = "gaps", type_doc = "One row a need of a country: how bad it is, what answers it, and how far that is.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = GapRow;
    v(1, "plan", &R::plan, open, "Id of the plan or analysis.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "need", &R::need, open, "Name of the need.");
    v(4, "theme", &R::theme, open, "What it is about.");
    v(5, "country", &R::country, open, "Whose need it is.");
    v(6, "severity", &R::severity, open, "low, moderate, high, critical, unknown.");
    v(7, "text", &R::text, open, "In words.");
    v(8, "response", &R::response, open, "none, planned, partial, full.");
    v(9, "answer", &R::answer, open, "The response in words.");
    v(10, "answered_in", &R::answered_in, open, "Plan whose action answers it.");
    v(11, "action", &R::action, open, "Action that answers it.");
    v(12, "action_status", &R::action_status, open, "Where that action stands.");
    v(13, "project", &R::project, open, "Project that answers it.");
    v(14, "project_status", &R::project_status, open, "Where that project stands.");
    v(15, "day", &R::day, open, "Day of the entry that holds.");
    v(16, "source", &R::source, open, "Who says so.");
  }
};

// rows_plans.cpp
void plan_rows(const NounList& nouns, RowSink<PlanRow>& rows);
void action_rows(const NounList& nouns, RowSink<ActionRow>& rows);
void plan_revision_rows(const NounList& nouns, RowSink<PlanRevisionRow>& rows);
void workshop_rows(const NounList& nouns, RowSink<WorkshopRow>& rows);
void gap_rows(const NounList& nouns, RowSink<GapRow>& rows);

}  // namespace safar::inline v0
