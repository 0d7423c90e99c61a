// What a fact about a plan must satisfy.
#include <safar/portfolio/action_plan.hpp>

#include <algorithm>
#include <set>


#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

bool nobody(const Party& p) { return p.name.empty() && p.organisation.empty() && !p.country.known(); }

Result<> each_once(const std::vector<Party>& parties, const std::string& at) {
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const std::string here = at + "/" + std::to_string(i);
    if (nobody(parties[i])) return fail(ErrorCode::missing_member, "Who? A party has a name, an organisation or a country.", here + "/name", "", "Give one of them.");
    for (std::size_t k = 0; k < i; ++k)
      if (same_party(parties[i], parties[k])) return fail(ErrorCode::refused, "The same party stands twice.", here, "party_twice", "Leave one out.");
  }
  return {};
}

Result<> not_negative(const Known<Money>& amount, const std::string& at) {
  if (amount.known() && amount.value.minor_units() < 0) return fail(ErrorCode::out_of_range, "An amount is not less than nothing.", at, "negative", "Write it as 12000.00 EUR.");
  return {};
}

Error no_such_action(const std::string& at) {
  return fail(ErrorCode::not_found, "The plan has no such action.", at, "no_such_action", "Write it as it was set; the view actions lists them.");
}

// `there`: nullptr where the action is new.
Result<> terms(const PlannedAction* there, const PlanAction& a, const std::string& at) {
  if (a.name.empty()) return fail(ErrorCode::missing_member, "Which action? The member \"name\" is missing.", at + "/name", "", "Give its number or name, e.g. \"1.2\".");
  PlanAction after = there ? there->terms : PlanAction{};
  replace(after, a);
  if (after.title.empty()) return fail(ErrorCode::missing_member, "What is to be done? The member \"title\" is missing.", at + "/title", "", "Give title, e.g. {\"en\":\"...\"}.");
  if (auto r = check_period(after.starts, after.deadline, at + "/deadline"); !r) return r;
  if (auto r = not_negative(a.budget, at + "/budget"); !r) return r;
  if (auto r = each_once(a.supporting, at + "/supporting"); !r) return r;
  for (std::size_t i = 0; i < after.supporting.size(); ++i)
    if (!nobody(after.lead) && same_party(after.lead, after.supporting[i]))
      return fail(ErrorCode::refused, "The same party leads and helps.", at + "/supporting", "party_twice", "Leave it out of \"supporting\".");
  return {};
}

Result<> report(const ActionPlanState& plan, ReportAction& f, Date today) {
  if (f.action.empty()) return fail(ErrorCode::missing_member, "Which action? The member \"action\" is missing.", "/action", "", "Give its name.");
  const PlannedAction* a = action_of(plan, f.action);
  if (!a) return no_such_action("/action");
  if (a->status == ActionStatus::dropped)
    return fail(ErrorCode::refused, "This action was dropped.", "/action", "dropped_already", "Take it up again first: revise_plan, with the action among \"changed\".");
  if (!f.status.known()) return fail(ErrorCode::missing_member, "Where does it stand? The member \"status\" is missing.", "/status", "", "Say not_started, ongoing, completed or dropped.");
  if (!f.on.known()) f.on = PartialDate(today);
  if (auto r = check_past(f.on, today, "/on"); !r) return r;
  if (f.progress.known() && (f.progress.value < 0 || f.progress.value > 100)) return fail(ErrorCode::out_of_range, "Progress is from 0 to 100 per cent.", "/progress", "progress_out_of_range", "Give whole per cent.");
  const std::int64_t whole = f.status.value == ActionStatus::completed ? 100 : 0;
  if ((f.status.value == ActionStatus::completed || f.status.value == ActionStatus::not_started) && f.progress.known() && f.progress.value != whole)
    return fail(ErrorCode::refused, "Progress and status do not fit: of completed it is 100, of not_started 0.", "/progress", "progress_unlike_status", "Say ongoing, or leave the progress out.");
  for (std::size_t i = 0; i < f.evidence.size(); ++i)
    if (f.evidence[i].empty()) return fail(ErrorCode::missing_member, "Evidence has a title or an address.", "/evidence/" + std::to_string(i), "", "Say what it is called or where it can be read.");
  if (f.status.value == ActionStatus::completed && f.evidence.empty())
    return fail(ErrorCode::missing_member, "What shows that it is done? The member \"evidence\" is missing.", "/evidence", "no_evidence", "Name a report, a law, a page: [{\"title\":\"...\"}].");
  return not_negative(f.spent, "/spent");
}

Result<> revise(const ActionPlanState& plan, RevisePlan& f, Date today) {
  if (f.revision.empty()) return fail(ErrorCode::missing_member, "What is the revision called? The member \"revision\" is missing.", "/revision", "", "Give it a name, e.g. \"2025-1\".");
  for (const auto& r : plan.revisions)
    if (r.name == f.revision) return fail(ErrorCode::exists, "There is a revision of this name.", "/revision", "revision_taken", "Give it another name.");
  if (f.changed.empty() && f.dropped.empty() && !f.ends.known()) return fail(ErrorCode::missing_member, "What changes? The revision says nothing.", "/changed", "", "Name actions in \"changed\" or \"dropped\", or give \"ends\".");
  if (!f.decided_on.known()) f.decided_on = PartialDate(today);
  if (auto r = check_past(f.decided_on, today, "/decided_on"); !r) return r;
  if (auto r = check_period(plan.starts, f.ends, "/ends"); !r) return r;
  std::set<std::string_view> named;
  const auto once = [&](const std::string& name, const std::string& at) -> Result<> {
    if (named.insert(name).second) return {};
    return fail(ErrorCode::refused, "The revision names an action twice.", at, "action_twice", "Say all that changes of an action at one place.");
  };
  for (std::size_t i = 0; i < f.changed.size(); ++i) {
    const auto& a = f.changed[i];
    const std::string at = "/changed/" + std::to_string(i);
    const PlannedAction* there = action_of(plan, a.name);
    if (!there && !a.name.empty() && a.title.empty()) return no_such_action(at + "/name");
    if (auto r = terms(there, a, at); !r) return r;
    if (auto r = once(a.name, at + "/name"); !r) return r;
  }
  for (std::size_t i = 0; i < f.dropped.size(); ++i) {
    const std::string at = "/dropped/" + std::to_string(i);
    const PlannedAction* there = action_of(plan, f.dropped[i]);
    if (auto r = once(f.dropped[i], at); !r) return r;
    if (!there) return no_such_action(at);
    if (there->status == ActionStatus::completed) return fail(ErrorCode::refused, "This action is completed.", at, "completed_already", "Report first that it is not.");
    if (there->status == ActionStatus::dropped) return fail(ErrorCode::refused, "This action was dropped.", at, "dropped_already", "Leave it out.");
  }
  return {};
}

Result<> hold(const ActionPlanState& plan, const HoldWorkshop& f, Date today) {
  const PlanWorkshop* there = nullptr;
  for (const auto& w : plan.workshops) if (!f.workshop.empty() && w.workshop == f.workshop) there = &w;
  if (!there && f.title.empty()) return fail(ErrorCode::missing_member, "What was it about? The member \"title\" is missing.", "/title", "", "Give title, e.g. {\"en\":\"...\"}.");
  if (auto r = check_past(f.since, today, "/since"); !r) return r;
  if (auto r = check_period(there && !f.since.known() ? there->since : f.since, f.until.known() || !there ? f.until : there->until, "/until"); !r) return r;
  for (std::size_t i = 0; i < f.results.size(); ++i)
    if (f.results[i].text.empty() && f.results[i].action.empty())
      return fail(ErrorCode::missing_member, "What came of it? The member \"text\" is missing.", "/results/" + std::to_string(i) + "/text", "", "Say it in words, or name an action.");
  return each_once(f.participants, "/participants");
}

Result<> record(const ActionPlanState& plan, const RecordGap& f) {
  if (f.need.empty()) return fail(ErrorCode::missing_member, "Which need? The member \"need\" is missing.", "/need", "", "Give it a name, e.g. \"psychosocial_support\".");
  if (!f.response.known()) return fail(ErrorCode::missing_member, "What answers it? The member \"response\" is missing.", "/response", "", "Say none, planned, partial or full.");
  if (f.response.value == GapResponse::none && !f.answered_by.empty())
    return fail(ErrorCode::refused, "Nothing answers it, and something does.", "/answered_by", "answered_by_none", "Say planned, partial or full, or leave it out.");
  if (f.answered_by.action.empty() || !f.answered_by.plan.empty()) return {};  // an action of another plan: who has the register looks
  return action_of(plan, f.answered_by.action) ? Result<>() : no_such_action("/answered_by/action");
}

Result<> move(const ActionPlanState& plan, MovePlan& f, Date today) {
  if (f.outcome.empty()) return fail(ErrorCode::missing_member, "Where to? The member \"outcome\" is missing.", "/outcome", "", "Say adopted, closed or cancelled.");
  if (!f.on.known()) f.on = PartialDate(today);
  if (auto r = check_past(f.on, today, "/on"); !r) return r;
  if (f.outcome == "cancelled" && f.reason.code.empty()) return fail(ErrorCode::missing_member, "Why is it cancelled? The member \"reason\" is missing.", "/reason", "reason_required", "Give reason.code.");
  return check_period(plan.head.status_on, f.on, "/on");
}

}  // namespace

Result<> check(const ActionPlanState* plan, const Verb& verb, void* fact, Date today) {
  switch (verb.kind) {
    case EventKind::create_plan: {
      const auto& f = *static_cast<const CreatePlan*>(fact);
      if (auto r = check_named(f.ref, f.title); !r) return r;
      if (!f.kind.known()) return fail(ErrorCode::missing_member, "Which kind of plan? The member \"kind\" is missing.", "/kind", "", "Say strategy, action_plan, work_plan or gap_analysis.");
      return check_period(f.starts, f.ends, "/ends");
    }
    case EventKind::set_action: {
      const auto& a = static_cast<const SetAction*>(fact)->action;
      return terms(action_of(*plan, a.name), a, "/action");
    }
    case EventKind::report_action: return report(*plan, *static_cast<ReportAction*>(fact), today);
    case EventKind::revise_plan: return revise(*plan, *static_cast<RevisePlan*>(fact), today);
    case EventKind::hold_workshop: return hold(*plan, *static_cast<const HoldWorkshop*>(fact), today);
    case EventKind::record_gap: return record(*plan, *static_cast<const RecordGap*>(fact));
    case EventKind::move_plan: return move(*plan, *static_cast<MovePlan*>(fact), today);
    default: return {};
  }
}

}  // namespace safar::inline v0
