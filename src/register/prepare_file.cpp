// Verbs of the case file: what they ask beyond the workflow, and what the library adds to them.
#include <safar/base/json.hpp>
#include <safar/casework/answers.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/derived.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/travel.hpp>
#include <safar/model/service.hpp>

#include <algorithm>
#include <set>

#include "register/execute.hpp"
#include "register/prepare_payment.hpp"

namespace safar::inline v0 {
namespace {

const PersonState* find_person(const CaseState& state, const Id& id) {
  for (const auto& p : state.persons) if (p.person_id == id) return &p;
  return nullptr;
}
bool lives(const PersonState& p) { return !p.deceased.known() || !p.deceased.value; }

/// Site and route of a case, as words; unknown where nobody said them.
Result<std::pair<Known<std::string>, Known<std::string>>> places_of(Here& here, Id id) {
  if (auto r = here.home.settle(); !r) return std::move(r).error();
  auto& columns = here.home.columns;
  if (!columns.loaded()) if (auto r = columns.load(*here.home.log); !r) return std::move(r).error();
  std::pair<Known<std::string>, Known<std::string>> out;
  for (const auto& row : columns.rows()) {
    if (!row.person.none() || row.case_id != id) continue;
    if (row.code[0] >= 0) out.first = columns.word(CountedField::site, row.code[0]);
    if (row.code[1] >= 0) out.second = columns.word(CountedField::route, row.code[1]);
  }
  return out;
}

Result<> issue(Here& here, const CaseState& state, IssueDocument& f, Plan& plan) {
  if (!f.step.known())
    return fail(ErrorCode::missing_member, "Which step? The member \"step\" is missing.", "/step", "", "Say requested, interviewed, nationality_verified, issued, refused or expired.");
  if (!f.type.known()) f.type = DocumentType::laissez_passer;
  const auto step = f.step.value;
  const auto name = std::string(codes(IssuanceStep{})[static_cast<std::size_t>(step)]);
  const IssuanceState* last = nullptr;
  for (const auto& i : find_person(state, f.person_id)->issuances) if (i.type == f.type) last = &i;
  if (last ? !follows(last->step, step) : step != IssuanceStep::requested)
    return fail(ErrorCode::refused, state.number + ": the document " + (last ? "is " + std::string(codes(IssuanceStep{})[static_cast<std::size_t>(last->step)]) : std::string("was not requested")) +
                ", so it cannot be " + name + ".", "/step", "not_in_order", last ? "Record the steps in their order." : "Record the step requested first.");
  if (step == IssuanceStep::requested && !std::binary_search(state.consent_scopes.begin(), state.consent_scopes.end(), "data_sharing_consulate"))
    return fail(ErrorCode::refused, state.number + ": nobody agreed that data go to a consulate.", "/step", "no_consent", "Record consent with the scope data_sharing_consulate.");
  if (step == IssuanceStep::refused && f.reason.code.empty())
    return fail(ErrorCode::refused, state.number + ": a refusal by a consulate needs a reason.", "/reason", "reason_required", "Give reason.code.");
  if (step != IssuanceStep::issued && (f.number.known() || f.expires.known()))
    return fail(ErrorCode::refused, "Only a paper that is issued has a number and a last day.", f.number.known() ? "/number" : "/expires", "not_issued", "Leave it out until the step issued.");
  if (step != IssuanceStep::issued) return {};
  return advise_documents(here, state.case_id, &state, f.person_id, {{f.type, f.country, f.number, f.expires, true}}, plan);
}

const BudgetLineState* find_line(const CaseState& state, const std::string& name) {
  for (const auto& l : state.budget) if (l.line == name) return &l;
  return nullptr;
}

Result<> set_budget(const CaseState& state, const SetBudget& f) {
  if (f.line.empty()) return fail(ErrorCode::missing_member, "Which line? The member \"line\" is missing.", "/line", "", "Give its name, e.g. micro_business.");
  if (!f.amount.known() || f.amount.value.none()) return fail(ErrorCode::missing_member, "A line of a budget has an amount.", "/amount", "", "Write it as 1500.00 EUR.");
  if (f.amount.value.minor_units() < 0) return fail(ErrorCode::out_of_range, "A line of a budget is not less than nothing.", "/amount", "negative", "Give 0 to close a line.");
  const auto* line = find_line(state, f.line);
  if (!line || !line->paid.known()) return {};
  auto left = subtract(f.amount.value, line->paid.value);
  if (!left) return fail(ErrorCode::refused, state.number + ": the line was paid in another currency.", "/amount", "other_currency", "Keep its currency, or use another line.");
  if (left->minor_units() < 0)
    return fail(ErrorCode::refused, state.number + ": " + to_string(line->paid.value) + " of this line are paid already.", "/amount", "less_than_paid", "Set no less than was paid.");
  return {};
}

Result<> pay(const CaseState& state, Pay& f) {
  if (f.amount.known() && (f.amount.value.none() || f.amount.value.minor_units() <= 0))
    return fail(ErrorCode::out_of_range, "A payment is more than nothing.", "/amount", "not_positive", "Write the amount as 1500.00 EUR.");
  if (f.line.empty()) {
    if (state.budget.empty()) return {};
    return fail(ErrorCode::missing_member, state.number + " has a budget: say of which line this is paid.", "/line", "no_line", "Give line, one of the case's budget.");
  }
  const auto* line = find_line(state, f.line);
  if (!line) return fail(ErrorCode::not_found, state.number + ": the budget has no such line.", "/line", "no_such_line", "Set it first: set_budget.");
  if (!f.amount.known()) return fail(ErrorCode::missing_member, "What is paid of a line has an amount.", "/amount", "", "Write it as 1500.00 EUR.");
  if (!line->amount.known() || line->paid.absence == Absence::conflict)
    return fail(ErrorCode::refused, state.number + ": this line is in conflict.", "/line", "conflict", "Set the line anew, or pay of another.");
  if (!f.instalment.known()) f.instalment = line->instalments + 1;
  auto after = line->paid.known() ? add(line->paid.value, f.amount.value) : Result<Money>(f.amount.value);
  auto left = after ? subtract(line->amount.value, *after) : std::move(after);
  if (!left) return fail(ErrorCode::refused, state.number + ": the line is in another currency, or the sum too large.", "/amount", "other_currency", "Convert at a dated rate first, and pay in the line's currency.");
  if (left->minor_units() >= 0) {
    f.over_line = false;
    return {};
  }
  if (!f.over_line)
    return fail(ErrorCode::refused, state.number + ": that is more than the line holds (" + to_string(line->amount.value) + ", paid " + (line->paid.known() ? to_string(line->paid.value) : "nothing") + ").",
                "/amount", "over_line", "Raise the line with set_budget, or say \"over_line\": true with a reason, which is recorded.");
  if (f.reason.code.empty()) return fail(ErrorCode::refused, state.number + ": paying more than the line holds needs a reason.", "/reason", "reason_required", "Give reason.code.");
  return {};
}

/// A listed kind of service knows its place.
template <class Fact>
Result<> place_service(Fact& f) {
  if (f.kind.empty()) return fail(ErrorCode::missing_member, "Which service? The member \"kind\" is missing.", "/kind", "", "Say kind, e.g. micro_business.");
  if (const auto* row = find_service(f.kind)) {
    if (!f.level.known()) f.level = row->level;
    if (!f.dimension.known()) f.dimension = row->dimension;
  }
  return {};
}

Result<> transfer(Here& here, const CaseState& state, const Transfer& f, Plan& plan) {
  if ((f.to_office.empty() || f.to_office == state.office) && (f.to_programme.empty() || f.to_programme == state.programme))
    return fail(ErrorCode::refused, state.number + " is there already.", "/to_office", "same_place", "Say another office or another programme.");
  if (!f.to_programme.empty() && !here.home.house.runs(f.to_programme))
    return fail(ErrorCode::unknown_code, "This register runs no such programme.", "/to_programme", "no_such_programme", "Adopt the programme first.");
  if (state.region("journey") == "closed") return fail(ErrorCode::refused, state.number + " is closed.", "/case", "closed", "Reopen it first.");
  if (f.to_programme.empty() || f.to_programme == state.programme) return {};
  // Who comes into a programme whose intake is suspended is held as a newcomer is.
  auto places = places_of(here, state.case_id);
  if (!places) return std::move(places).error();
  const auto word = [](const Known<std::string>& k) { return k.known() ? k.value : std::string(); };
  for (const auto& s : here.home.house.suspensions) {
    if (!s.fact.standing || s.fact.programme != f.to_programme || state.held_by(s.fact.hold) || !selects(s.fact.select, state.case_id, state.region("journey"), word(places->first), word(places->second))) continue;
    plan.advice.push_back({"suspension", s.fact.reason.code, to_string(state.case_id), s.fact.hold});
    if (here.dry) continue;
    auto& hold = add_event<Hold>(plan, state.case_id);
    hold.case_id = state.case_id;
    hold.hold = s.fact.hold;
    hold.because = s.act;
    hold.code = s.fact.reason.code;
  }
  return {};
}

Result<> record_death(Here& here, const CaseState& state, const RecordDeath& f, Plan& plan) {
  if (!lives(*find_person(state, f.person_id))) return fail(ErrorCode::refused, state.number + ": this person's death is recorded already.", "/person_id", "recorded", "Nothing is left to do.");
  if (f.died_on.known() && compare(f.died_on.value, PartialDate(here.today)) == Order::after)
    return fail(ErrorCode::out_of_range, "died_on is in the future.", "/died_on", "in_future", "Check the date.");
  const bool others = std::any_of(state.persons.begin(), state.persons.end(), [&](const PersonState& p) { return p.person_id != f.person_id && lives(p); });
  // Nothing follows in the open: an act that closed the case too would say what it was.
  if (!others && state.region("journey") != "closed")
    plan.advice.push_back({"case_file", "nobody_lives", to_string(state.case_id), "", "Nobody of the case lives: close it with the outcome deceased, which is sealed."});
  return {};
}

Result<> split(Here& here, const CaseState& state, SplitHousehold& f, Plan& plan) {
  if (!f.new_case.none()) return fail(ErrorCode::refused, "new_case is made by the library.", "/new_case", "made_by_library", "Leave it out.");
  if (state.region("journey") == "closed") return fail(ErrorCode::refused, state.number + " is closed.", "/case", "closed", "Reopen it first.");
  if (f.persons.empty()) return fail(ErrorCode::missing_member, "Who goes on in the new case? The list of persons is empty.", "/persons", "", "Give person ids of the case.");
  std::set<Id> leave;
  auto whole = here.home.find_case(state.case_id);  // what this actor may not know goes on as well
  if (!whole) return std::move(whole).error();
  CaseState fresh = **whole;
  fresh.persons.clear();
  for (std::size_t i = 0; i < f.persons.size(); ++i) {
    const auto* p = find_person(state, f.persons[i]);
    const std::string at = "/persons/" + std::to_string(i);
    if (!p) return fail(ErrorCode::not_found, state.number + " has no such person.", at, "no_such_person", "Give a person_id of this case.");
    if (!leave.insert(p->person_id).second) return fail(ErrorCode::duplicate_member, "The same person stands twice.", at, "person_twice");
    fresh.persons.push_back(*find_person(**whole, f.persons[i]));
  }
  if (leave.size() == state.persons.size())
    return fail(ErrorCode::refused, "At least one person stays: nothing would be split.", "/persons", "nobody_stays", "Leave out who stays.");
  if (here.dry) return {};
  auto places = places_of(here, state.case_id);
  if (!places) return std::move(places).error();
  // What was planned, paid and asked stays with the case in which it was; a complaint is its person's.
  fresh.ref.clear();
  fresh.plan.clear();
  fresh.budget.clear();
  fresh.referrals.clear();
  fresh.follow_up_round = Absence::unknown;
  fresh.services = fresh.payments = fresh.reviews = fresh.version = fresh.opened = fresh.changed = 0;
  fresh.links = {{LinkKind::split_from, state.case_id, here.day(), f.persons}};
  const std::int32_t year = here.day().year();
  const std::string counter = std::to_string(here.home.house.numbers[year] + 1);
  f.new_case = CaseId(here.home.log->random_id());
  auto& begin = add_event<BeginCase>(plan, f.new_case);
  begin.case_id = f.new_case;
  begin.number = here.home.log->office() + "-" + std::to_string(year) + "-" + std::string(counter.size() < 5 ? 5 - counter.size() : 0, '0') + counter;
  begin.site = places->first;
  begin.route = places->second;
  begin.begins = std::move(fresh);
  begin.begins.case_id = f.new_case;
  begin.begins.number = begin.number;
  plan.number_year = year;
  plan.lookups.push_back({number_mac(here.home, begin.number), f.new_case});
  plan.made = made_of(begin);
  return {};
}

/// Checks a merge and says who is who where that is plain.
Result<> merge(Here& here, const CaseState& state, Merge& f) {
  if (f.into.none()) return fail(ErrorCode::missing_member, "Which case goes on? The member \"into\" is missing.", "/into", "", "Give the id of the case that goes on.");
  if (f.into == state.case_id) return fail(ErrorCode::refused, "A case is not merged into itself.", "/into", "same_case", "Give the other case.");
  auto found = here.home.find_case(f.into);
  if (!found) { auto e = std::move(found).error(); e.pointer = "/into"; return e; }
  const CaseState& other = **found;
  if (other.region("journey") == "closed") return fail(ErrorCode::refused, other.number + ", which is to go on, is closed.", "/into", "closed", "Merge it the other way round, or reopen it.");
  std::set<Id> said;
  for (std::size_t i = 0; i < f.same.size(); ++i) {
    const std::string at = "/same/" + std::to_string(i);
    if (!find_person(state, f.same[i].person_id)) return fail(ErrorCode::not_found, state.number + " has no such person.", at + "/person_id", "no_such_person", "Give a person_id of the case that ends.");
    if (!find_person(other, f.same[i].same_as)) return fail(ErrorCode::not_found, other.number + " has no such person.", at + "/same_as", "no_such_person", "Give a person_id of the case that goes on.");
    if (f.same[i].person_id == f.same[i].same_as) return fail(ErrorCode::duplicate_member, "That is one entry, not two.", at, "person_twice", "Leave it out: who is in both cases under one id needs no word.");
    if (!said.insert(f.same[i].person_id).second) return fail(ErrorCode::duplicate_member, "The same person stands twice.", at + "/person_id", "person_twice");
  }
  if (f.same.empty() && state.persons.size() == 1 && other.persons.size() == 1 && state.persons[0].person_id != other.persons[0].person_id) {
    f.same.push_back({state.persons[0].person_id, OtherPersonId(other.persons[0].person_id)});
    said.insert(state.persons[0].person_id);
  }
  for (const auto& p : state.persons)
    if (!said.contains(p.person_id) && !find_person(other, p.person_id))
      return fail(ErrorCode::refused, state.number + " has a person who is not in " + other.number + ": nobody may be lost.", "/same", "who_is_who",
                  "Say in \"same\" who is who, or split off first who is not in both.");
  return {};
}

void also_touches(Planned& event, const CaseId& other) {
  event.streams.push_back({other, StreamKind::case_});
  event.cases.push_back(other);
}

}  // namespace

std::string made_of(const BeginCase& fact) {
  std::string out = "{\"case\":" + json_string(to_string(fact.case_id)) + ",\"number\":" + json_string(fact.number) + ",\"persons\":[";
  for (std::size_t i = 0; i < fact.begins.persons.size(); ++i) out += (i ? "," : "") + json_string(to_string(fact.begins.persons[i].person_id));
  return out + "]}";
}

Result<> prepare_file(Here& here, const CaseState& state, Command& command, const WorkflowAnswer& answer, Plan& plan) {
  void* fact = command.fact;
  switch (command.verb->kind) {
    case EventKind::issue_document: return issue(here, state, *static_cast<IssueDocument*>(fact), plan);
    case EventKind::transit:
      if (static_cast<Transit*>(fact)->legs.empty()) return fail(ErrorCode::missing_member, "A way has at least one leg.", "/legs", "", "Give legs, in their order.");
      return {};
    case EventKind::set_budget: return set_budget(state, *static_cast<SetBudget*>(fact));
    case EventKind::pay: {
      auto& f = *static_cast<Pay*>(fact);
      if (auto r = pay(state, f); !r) return r;
      return pay_of_grant(here, state, f, plan);
    }
    case EventKind::plan_service: return place_service(*static_cast<PlanService*>(fact));
    case EventKind::assist: return place_service(*static_cast<Assist*>(fact));
    case EventKind::follow_up: {
      auto& f = *static_cast<FollowUp*>(fact);
      if (!f.round.known()) f.round = (state.follow_up_round.known() ? state.follow_up_round.value : 0) + 1;
      if (f.round.value < 1) return fail(ErrorCode::out_of_range, "Rounds of follow-up are counted from 1.", "/round", "", "Leave it out for the next round.");
      return {};
    }
    case EventKind::answer_referral: {
      auto& f = *static_cast<AnswerReferral*>(fact);
      if (!f.answer.known()) return fail(ErrorCode::missing_member, "What did they answer?", "/answer", "", "Say accepted, refused or no_answer.");
      const auto* r = named_referral(state, f.referral);
      if (!r) return fail(ErrorCode::not_found, state.number + " has no such referral, or several.", "/referral", "no_such_referral", "Name it by its act.");
      if (r->answer.known() && r->answer.value != ReferralAnswer::no_answer)
        return fail(ErrorCode::refused, state.number + ": this referral was answered already.", "/referral", "answered", "Make a new referral.");
      f.referral = r->act;
      return {};
    }
    case EventKind::answer_complaint: {
      auto& f = *static_cast<AnswerComplaint*>(fact);
      const auto* c = named_complaint(state, f.complaint);
      if (!c) return fail(ErrorCode::not_found, state.number + " has no such complaint, or several.", "/complaint", "no_such_complaint", "Name it by its act.");
      f.complaint = c->act;
      return {};
    }
    case EventKind::transfer: return transfer(here, state, *static_cast<Transfer*>(fact), plan);
    case EventKind::record_death: return record_death(here, state, *static_cast<RecordDeath*>(fact), plan);
    case EventKind::split_household: return split(here, state, *static_cast<SplitHousehold*>(fact), plan);
    case EventKind::merge: {
      auto& f = *static_cast<Merge*>(fact);
      if (auto r = merge(here, state, f); !r) return r;
      also_touches(plan.events.front(), f.into);
      return {};
    }
    case EventKind::review: {
      auto& f = *static_cast<Review*>(fact);
      if (f.into.none()) return {};
      if (answer.emits != "merge") return fail(ErrorCode::refused, "With this outcome no case is merged.", "/into", "not_merged", "Leave \"into\" out, or say same_person.");
      Merge plain;  // checked in a dry run too, written only in a real one
      plain.into = f.into;
      if (auto r = merge(here, state, plain); !r) return r;
      if (state.region("journey") == "closed") return fail(ErrorCode::refused, state.number + " is closed.", "/into", "closed", "Leave \"into\" out.");
      if (here.dry) return {};
      auto& m = add_event<Merge>(plan, state.case_id);
      m.case_id = state.case_id;
      m.person_id = f.person_id;
      m.into = f.into;
      m.same = std::move(plain.same);
      m.reason.code = f.reason.code;
      also_touches(plan.events.back(), f.into);
      return {};
    }
    default: return {};
  }
}

}  // namespace safar::inline v0
