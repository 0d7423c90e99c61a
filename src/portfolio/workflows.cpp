#include <safar/portfolio/verbs.hpp>

#include <algorithm>
#include <vector>

namespace safar::inline v0 {
namespace {

// IATI's activity statuses (pipeline 1, implementation 2, finalisation 3, closed 4, cancelled 5, suspended 6).
constexpr std::string_view project = R"json({"v": 1, "workflow": "project", "version": "2026-1", "subject": "project",
 "regions": {"status": {"start": "pipeline", "states": ["pipeline","implementation","finalisation","closed","cancelled","suspended"]}},
 "transitions": {"status": [
  ["pipeline",       "move_project", "implementation|cancelled|suspended", {"by": ["project_officer","programme_manager"]}],
  ["implementation", "move_project", "finalisation|closed|cancelled|suspended", {"by": ["project_officer","programme_manager"]}],
  ["finalisation",   "move_project", "closed|implementation|cancelled", {"by": ["project_officer","programme_manager"]}],
  ["suspended",      "move_project", "implementation|finalisation|closed|cancelled", {"by": ["project_officer","programme_manager"]}],
  ["closed",         "move_project", "finalisation", {"by": ["programme_manager"], "outcome": ["finalisation"], "reason": "required"}]]},
 "without_move": {"create_project": {"by": ["project_officer","programme_manager"]}, "amend_project": {"by": ["project_officer","programme_manager"]},
  "join_project": {"by": ["project_officer","programme_manager"]}, "leave_project": {"by": ["project_officer","programme_manager"]},
  "record_activity": {"by": ["project_officer","programme_manager"]}, "record_output": {"by": ["project_officer","programme_manager"]}},
 "holds": {}, "never_blocked": [], "timers": []})json";

constexpr std::string_view grant = R"json({"v": 1, "workflow": "grant", "version": "2026-1", "subject": "grant",
 "regions": {"status": {"start": "pledged", "states": ["pledged","agreed","closed","cancelled"]}},
 "transitions": {"status": [
  ["pledged", "sign_agreement",     "agreed",    {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["pledged", "amend_grant",        "pledged",   {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["agreed",  "amend_grant",        "agreed",    {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["agreed",  "set_grant_budget",   "agreed",    {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["agreed",  "commit_funds",       "agreed",    {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["agreed",  "spend",              "agreed",    {"by": ["finance_officer","programme_manager"]}],
  ["agreed",  "receive_instalment", "agreed",    {"by": ["finance_officer","programme_manager"]}],
  ["closed",  "receive_instalment", "closed",    {"by": ["finance_officer","programme_manager"]}],
  ["agreed",  "report_to_donor",    "agreed",    {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["closed",  "report_to_donor",    "closed",    {"by": ["project_officer","programme_manager","finance_officer"]}],
  ["pledged", "move_grant",         "cancelled", {"by": ["programme_manager","project_officer"], "outcome": ["cancelled"]}],
  ["agreed",  "move_grant",         "closed|cancelled", {"by": ["programme_manager","finance_officer"]}],
  ["closed",  "move_grant",         "agreed",    {"by": ["programme_manager"], "reason": "required", "outcome": ["agreed"]}]]},
 "without_move": {"pledge": {"by": ["project_officer","programme_manager","finance_officer"]}},
 "holds": {}, "never_blocked": [], "timers": []})json";

constexpr std::string_view programme = R"json({"v": 1, "workflow": "programme", "version": "2026-1", "subject": "programme",
 "regions": {"status": {"start": "active", "states": ["active"]}}, "transitions": {},
 "without_move": {"create_programme": {"by": ["project_officer","programme_manager"]}, "block_country": {"by": ["programme_manager"]}},
 "holds": {}, "never_blocked": [], "timers": []})json";

constexpr std::string_view organisation = R"json({"v": 1, "workflow": "organisation", "version": "2026-1", "subject": "organisation",
 "regions": {"status": {"start": "active", "states": ["active"]}}, "transitions": {},
 "without_move": {"register_organisation": {"by": ["project_officer","programme_manager","finance_officer"]}, "record_capacity": {"by": ["project_officer","programme_manager"]}},
 "holds": {}, "never_blocked": [], "timers": []})json";

// What a draft says may be changed; what was adopted is revised. A closed plan may still get the workshop that looks back on it.
constexpr std::string_view plan = R"json({"v": 1, "workflow": "plan", "version": "2026-1", "subject": "plan",
 "regions": {"status": {"start": "draft", "states": ["draft","adopted","closed","cancelled"]}},
 "transitions": {"status": [
  ["draft",   "move_plan", "adopted|cancelled", {"by": ["project_officer","programme_manager"]}],
  ["adopted", "move_plan", "closed|cancelled", {"by": ["project_officer","programme_manager"]}],
  ["closed",  "move_plan", "adopted", {"by": ["programme_manager"], "outcome": ["adopted"], "reason": "required"}],
  ["draft",   "set_action", "draft", {"by": ["project_officer","programme_manager"]}],
  ["adopted", "report_action", "adopted", {"by": ["project_officer","programme_manager"]}],
  ["adopted", "revise_plan", "adopted", {"by": ["project_officer","programme_manager"]}],
  ["draft",   "hold_workshop", "draft", {"by": ["project_officer","programme_manager"]}],
  ["adopted", "hold_workshop", "adopted", {"by": ["project_officer","programme_manager"]}],
  ["closed",  "hold_workshop", "closed", {"by": ["project_officer","programme_manager"]}],
  ["draft",   "record_gap", "draft", {"by": ["project_officer","programme_manager"]}],
  ["adopted", "record_gap", "adopted", {"by": ["project_officer","programme_manager"]}]]},
 "without_move": {"create_plan": {"by": ["project_officer","programme_manager"]}},
 "holds": {}, "never_blocked": [], "timers": []})json";

constexpr std::string_view dialogue = R"json({"v": 1, "workflow": "dialogue", "version": "2026-1", "subject": "dialogue",
 "regions": {"status": {"start": "active", "states": ["active"]}}, "transitions": {},
 "without_move": {"create_dialogue": {"by": ["project_officer","programme_manager"]}, "open_phase": {"by": ["project_officer","programme_manager"]},
  "set_theme": {"by": ["project_officer","programme_manager"]}, "join_dialogue": {"by": ["project_officer","programme_manager"]},
  "leave_dialogue": {"by": ["project_officer","programme_manager"]}, "hold_meeting": {"by": ["project_officer","programme_manager"]},
  "make_commitment": {"by": ["project_officer","programme_manager"]}, "follow_up_commitment": {"by": ["project_officer","programme_manager"]},
  "open_facility": {"by": ["project_officer","programme_manager"]}, "state_figure": {"by": ["project_officer","programme_manager"]}},
 "holds": {}, "never_blocked": [], "timers": []})json";

}  // namespace

std::string_view noun_workflow(StreamKind kind) {
  switch (kind) {
    case StreamKind::project: return project;
    case StreamKind::grant: return grant;
    case StreamKind::plan: return plan;
    case StreamKind::programme: return programme;
    case StreamKind::organisation: return organisation;
    case StreamKind::dialogue: return dialogue;
    default: return "";
  }
}

std::span<const std::string_view> noun_events(StreamKind kind) {
  static const auto all = [] {
    std::vector<std::vector<std::string_view>> out(static_cast<std::size_t>(StreamKind::organisation) + 1);
    for (const auto& v : portfolio_verbs()) out[static_cast<std::size_t>(v.subject)].push_back(v.name);
    return out;
  }();
  const auto i = static_cast<std::size_t>(kind);
  return i < all.size() ? std::span<const std::string_view>(all[i]) : std::span<const std::string_view>();
}

}  // namespace safar::inline v0
