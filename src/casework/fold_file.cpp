#include "casework/fold_file.hpp"

#include <algorithm>

#include <safar/casework/answers.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/consent.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/travel.hpp>

namespace safar::inline v0 {
namespace {

void issue(PersonState& person, const IssueDocument& f, Date day) {
  if (!f.step.known()) return;
  const auto step = f.step.value;
  auto& list = person.issuances;
  auto last = std::find_if(list.rbegin(), list.rend(), [&](const IssuanceState& i) { return i.type == f.type; });
  if (last == list.rend() || step == IssuanceStep::requested) {
    list.push_back({f.type, step, day, day});
  } else {
    last->step = step;
    last->since = day;
  }
  if (step == IssuanceStep::issued) person.papers.push_back({f.expires, true, f.type});
  if (step == IssuanceStep::expired)
    for (auto& p : person.papers) if (p.type == f.type) p.usable = false;
}

BudgetLineState& line_of(CaseState& state, const std::string& name) {
  for (auto& l : state.budget) if (l.line == name) return l;
  state.budget.push_back({name, {}, {}, 0, 0});
  return state.budget.back();
}

void pay(CaseState& state, const Pay& f) {
  if (f.line.empty()) return;
  auto& line = line_of(state, f.line);
  ++line.instalments;
  line.overrides += f.over_line;
  if (!f.amount.known()) return;
  if (line.paid.absence == Absence::unknown) { line.paid = f.amount; return; }
  if (!line.paid.known()) return;
  auto sum = add(line.paid.value, f.amount.value);
  if (sum) line.paid = *sum;
  else line.paid = Absence::conflict;  // two offices, two currencies: nobody converts here
}

void serve(CaseState& state, const std::string& kind, const Known<Level>& level, const Known<Dimension>& dimension, ServiceStatus status) {
  const auto open = [&](const ServiceState& s) {
    return s.kind == kind && s.level == level && (s.status == ServiceStatus::planned || s.status == ServiceStatus::ongoing);
  };
  const auto it = status == ServiceStatus::planned ? state.plan.end() : std::find_if(state.plan.begin(), state.plan.end(), open);
  if (it == state.plan.end()) state.plan.push_back({kind, level, dimension, status});
  else it->status = status;
}

void split(CaseState& state, const SplitHousehold& f, Date day) {
  state.links.push_back({LinkKind::split_into, f.new_case, day, f.persons});
  std::erase_if(state.persons, [&](const PersonState& p) { return std::find(f.persons.begin(), f.persons.end(), p.person_id) != f.persons.end(); });
}

std::vector<PersonId> persons_of(const std::vector<SamePerson>& same) {
  std::vector<PersonId> out;
  for (const auto& s : same) out.push_back(s.person_id);
  return out;
}

}  // namespace

bool fold_file(CaseState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  switch (verb.kind) {
    case EventKind::issue_document: {
      const auto& f = *static_cast<const IssueDocument*>(fact);
      if (auto* p = state.person(f.person_id)) issue(*p, f, at.day);
      break;
    }
    case EventKind::transit: state.legs = static_cast<const Transit*>(fact)->legs; break;
    case EventKind::consent:
      for (const auto& scope : static_cast<const Consent*>(fact)->scope)
        if (std::find(state.consent_scopes.begin(), state.consent_scopes.end(), scope) == state.consent_scopes.end()) state.consent_scopes.push_back(scope);
      std::sort(state.consent_scopes.begin(), state.consent_scopes.end());
      break;
    case EventKind::withdraw_consent: state.consent_scopes.clear(); break;
    case EventKind::plan_service: {
      const auto& f = *static_cast<const PlanService*>(fact);
      serve(state, f.kind, f.level, f.dimension, ServiceStatus::planned);
      break;
    }
    case EventKind::assist: {
      const auto& f = *static_cast<const Assist*>(fact);
      serve(state, f.kind, f.level, f.dimension, f.status.known() && f.status.value != ServiceStatus::planned ? f.status.value : ServiceStatus::completed);
      break;
    }
    case EventKind::set_budget: {
      const auto& f = *static_cast<const SetBudget*>(fact);
      line_of(state, f.line).amount = f.amount;
      break;
    }
    case EventKind::pay: pay(state, *static_cast<const Pay*>(fact)); break;
    case EventKind::refer: state.referrals.push_back({std::string(at.act), static_cast<const Refer*>(fact)->to, at.day, {}}); break;
    case EventKind::answer_referral: {
      const auto& f = *static_cast<const AnswerReferral*>(fact);
      if (const auto* r = named_referral(state, f.referral)) state.referrals[static_cast<std::size_t>(r - state.referrals.data())].answer = f.answer;
      break;
    }
    case EventKind::follow_up: {
      const auto& f = *static_cast<const FollowUp*>(fact);
      const std::int64_t last = state.follow_up_round.known() ? state.follow_up_round.value : 0;
      state.follow_up_round = std::max(last, f.round.known() ? f.round.value : last + 1);
      break;
    }
    case EventKind::complain:
      if (auto* p = state.person(static_cast<const Complain*>(fact)->person_id)) p->complaints.push_back({std::string(at.act), at.day, {}});
      break;
    case EventKind::answer_complaint: {
      const auto& f = *static_cast<const AnswerComplaint*>(fact);
      if (const auto* c = named_complaint(state, f.complaint)) const_cast<ComplaintState*>(c)->answered = at.day;  // NOLINT: it is this state's
      break;
    }
    case EventKind::transfer: {
      const auto& f = *static_cast<const Transfer*>(fact);
      if (!f.to_office.empty()) state.office = f.to_office;
      if (!f.to_programme.empty()) state.programme = f.to_programme;
      break;
    }
    case EventKind::record_death:
      if (auto* p = state.person(static_cast<const RecordDeath*>(fact)->person_id)) {
        p->deceased = true;
        p->deceased_since = at.day;
      }
      break;
    case EventKind::split_household: split(state, *static_cast<const SplitHousehold*>(fact), at.day); break;
    case EventKind::merge: {
      const auto& f = *static_cast<const Merge*>(fact);
      if (f.case_id != state.case_id) {
        state.links.push_back({LinkKind::merged_from, f.case_id, at.day, persons_of(f.same)});
        return false;
      }
      state.links.push_back({LinkKind::merged_into, f.into, at.day, persons_of(f.same)});
      state.outcome = "merged";
      state.closed_on = at.day;
      break;
    }
    case EventKind::begin_case: {
      const auto& f = *static_cast<const BeginCase*>(fact);
      const auto version = state.version, changed = state.changed;
      state = f.begins;
      state.case_id = f.case_id;
      state.number = f.number;
      state.version = version;
      state.opened = at.received;
      state.changed = changed;
      return false;
    }
    default: break;
  }
  return true;
}

const ReferralState* named_referral(const CaseState& state, std::string_view name) {
  if (name.starts_with("act ")) name.remove_prefix(4);
  const ReferralState* found = nullptr;
  for (const auto& r : state.referrals) {
    if (!name.empty() && r.act == name) return &r;
    if ((name.empty() || r.to == name) && !r.answer.known()) {
      if (found) return nullptr;  // two: the officer has to say which
      found = &r;
    }
  }
  return found;
}

const ComplaintState* named_complaint(const CaseState& state, std::string_view name) {
  if (name.starts_with("act ")) name.remove_prefix(4);
  const ComplaintState* found = nullptr;
  for (const auto& p : state.persons)
    for (const auto& c : p.complaints) {
      if (!name.empty() && c.act == name) return &c;
      if (name.empty() && !c.answered.known()) {
        if (found) return nullptr;
        found = &c;
      }
    }
  return found;
}

}  // namespace safar::inline v0
