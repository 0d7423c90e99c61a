// What a fact about a project must satisfy.
#include <safar/portfolio/project.hpp>

#include <algorithm>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

Result<> create(const CreateProject& f) {
  if (auto r = check_named(f.ref, f.title); !r) return r;
  if (auto r = check_period(f.starts, f.ends, "/ends"); !r) return r;
  if (auto r = check_parties(f.parties, "/parties"); !r) return r;
  if (auto r = check_shares({}, f.parties, "/parties"); !r) return r;
  if (f.budget.known() && f.budget.value.minor_units() < 0) return fail(ErrorCode::out_of_range, "A budget is not less than nothing.", "/budget", "negative", "Write it as 625230.00 EUR.");
  // Donors may pay in currencies of their own; what is in the budget's sums to no more than the budget.
  if (f.budget.known()) {
    std::int64_t sum = 0;
    for (const auto& p : f.parties)
      if (p.role == ProjectRole::donor && p.amount.known() && p.amount.value.same_currency(f.budget.value) && __builtin_add_overflow(sum, p.amount.value.minor_units(), &sum)) sum = f.budget.value.minor_units() + 1;
    if (sum > f.budget.value.minor_units())
      return fail(ErrorCode::refused, "The donors' amounts are more than the budget.", "/budget", "amounts_over_budget", "Check the amounts, or leave the budget out.");
  }
  return {};
}

Result<> amend(const ProjectState& state, AmendProject& f, Date today) {
  if (!f.kind.known())
    return fail(ErrorCode::missing_member, "Which kind of amendment? The member \"kind\" is missing.", "/kind", "", "Say no_cost_extension, cost_extension, extension, budget_revision, realignment or correction.");
  if (auto r = check_past(f.decided_on, today, "/decided_on"); !r) return r;
  if (auto r = check_period(state.starts, f.ends, "/ends"); !r) return r;
  const auto kind = f.kind.value;
  const bool extends = kind == AmendmentKind::no_cost_extension || kind == AmendmentKind::cost_extension || kind == AmendmentKind::extension;
  if (extends && !f.ends.known())
    return fail(ErrorCode::missing_member, "An extension says until when. The member \"ends\" is missing.", "/ends", "", "Give the new end.");
  if (kind == AmendmentKind::no_cost_extension && f.budget.known() && state.budget.known() && !(f.budget.value == state.budget.value))
    return fail(ErrorCode::refused, "An extension without cost does not change the budget.", "/budget", "budget_changes", "Say cost_extension, or leave the budget out.");
  if (kind == AmendmentKind::budget_revision && !f.budget.known() && f.parties.empty())
    return fail(ErrorCode::missing_member, "A revision of the budget says what it is now. The member \"budget\" is missing.", "/budget", "", "Write it as 625230.00 EUR.");
  if (extends && state.ends.known() &&
      compare(f.ends.value, state.ends.value) == Order::before)
    return fail(ErrorCode::refused, "An extension does not end earlier (" + to_string(state.ends.value) + ").", "/ends", "not_later", "Say realignment, or check the date.");
  if (f.budget.known() && state.budget.known() && !f.budget.value.same_currency(state.budget.value))
    return fail(ErrorCode::refused, "The budget is in another currency.", "/budget", "other_currency", "Keep its currency: convert at a dated rate first.");
  if (auto r = check_parties(f.parties, "/parties"); !r) return r;
  return check_shares(state.parties, f.parties, "/parties");
}

Result<> join(const ProjectState& state, const ProjectParty& p) {
  if (auto r = check_parties({p}, ""); !r) {
    Error e = std::move(r).error();
    if (e.pointer.starts_with("/0")) e.pointer = "/party" + e.pointer.substr(2);
    return e;
  }
  for (const auto& x : state.parties) {
    const bool over = x.until.known() && p.since.known() && x.until.value.earliest() <= p.since.value.latest();
    if (same(x, p) && !over)
      return fail(ErrorCode::refused, "This party takes part in this role already.", "/party", "party_twice", "Amend its share with amend_project, or record first that it left.");
  }
  return check_shares(state.parties, {p}, "/party/share");
}

}  // namespace

Result<> check(const ProjectState* state, const Verb& verb, void* fact, Date today) {
  switch (verb.kind) {
    case EventKind::create_project: return create(*static_cast<const CreateProject*>(fact));
    case EventKind::amend_project: return amend(*state, *static_cast<AmendProject*>(fact), today);
    case EventKind::join_project: return join(*state, static_cast<const JoinProject*>(fact)->party);
    case EventKind::leave_project: {
      auto& f = *static_cast<LeaveProject*>(fact);
      if (!f.until.known()) f.until = PartialDate(today);
      const auto it = std::find_if(state->parties.begin(), state->parties.end(), [&](const ProjectParty& p) { return p.role == f.role && !p.until.known() && same_party(party_of(p), f.party); });
      if (it == state->parties.end()) return fail(ErrorCode::not_found, "No such party takes part in this role.", "/party", "no_such_party", "Write it as it was written when it joined.");
      return check_period(it->since, f.until, "/until");
    }
    case EventKind::record_activity: {
      const auto& f = *static_cast<const RecordActivity*>(fact);
      if (!f.kind.known()) return fail(ErrorCode::missing_member, "Which kind of activity? The member \"kind\" is missing.", "/kind", "", "Say bilateral_meeting, study_visit, training, workshop, conference, ...");
      if (f.count.known() && f.count.value < 1) return fail(ErrorCode::out_of_range, "A count is from 1.", "/count", "not_positive");
      return check_period(f.since, f.until, "/until");
    }
    case EventKind::record_output: {
      const auto& f = *static_cast<const RecordOutput*>(fact);
      if (f.title.empty()) return fail(ErrorCode::missing_member, "What is it called? The member \"title\" is missing.", "/title", "", "Give title, e.g. {\"en\":\"...\"}.");
      if (f.count.known() && f.count.value < 1) return fail(ErrorCode::out_of_range, "A count is from 1.", "/count", "not_positive");
      return {};
    }
    case EventKind::move_project: {
      auto& f = *static_cast<MoveProject*>(fact);
      if (f.outcome.empty()) return fail(ErrorCode::missing_member, "Where to? The member \"outcome\" is missing.", "/outcome", "", "Say implementation, finalisation, closed, cancelled or suspended.");
      if (!f.on.known()) f.on = PartialDate(today);
      if (auto r = check_past(f.on, today, "/on"); !r) return r;
      if (f.outcome == "closed") return check_period(state->started_on.known() ? state->started_on : state->first_starts, f.on, "/on");
      return {};
    }
    default: return {};
  }
}

}  // namespace safar::inline v0
