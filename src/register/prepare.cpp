#include <safar/base/age.hpp>
#include <safar/base/json.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/derived.hpp>
#include <safar/casework/travel.hpp>

#include <algorithm>
#include <utility>

#include "casework/bounds.hpp"
#include "register/execute.hpp"
#include "register/sealed.hpp"
#include "register/supplies.hpp"

namespace safar::inline v0 {
namespace {

// Letters and digits of the number, upper case: as people copy it, with blanks or without.
std::string plain_number(const std::string& number) {
  std::string out;
  for (const char c : number) {
    if (c >= '0' && c <= '9') out += c;
    else if (c >= 'A' && c <= 'Z') out += c;
    else if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string type_of(const Document& d) { return d.type.known() ? std::string(codes(DocumentType{})[static_cast<std::size_t>(d.type.value)]) : ""; }

constexpr std::string_view lookup_engine = "document_lookup/1";

// Says of a refusal by the workflow which case it is and, for a hold, since when.
Error about_case(Error e, const CaseState& state) {
  e.message = state.number + ": " + e.message;
  if (e.reason == "held")
    for (const auto& h : state.holds)
      if (e.message.find(h.hold) != std::string::npos) {
        e.message.pop_back();
        e.message += " since " + to_string(h.since) + " (act " + h.act + ").";
        break;
      }
  if (e.code == ErrorCode::needs) e.remedy = with_commands(e.remedy);
  if (e.reason == "guard_false") e.remedy = with_commands_for_reads(std::move(e.remedy));
  if (e.pointer.empty()) e.pointer = "/case";
  return e;
}

Result<> default_day(Here& here, Known<PartialDate>& day, const char* name, const Known<Date>& not_before) {
  if (!day.known()) { day = PartialDate(here.day()); return {}; }
  if (compare(day.value, PartialDate(here.today)) == Order::after)
    return fail(ErrorCode::out_of_range, std::string(name) + " is in the future.", std::string("/") + name, "in_future", "Record it when it has happened.");
  if (not_before.known() && compare(day.value, PartialDate(not_before.value)) == Order::before)
    return fail(ErrorCode::out_of_range, std::string(name) + " is before " + to_string(not_before.value) + ", the day of what it follows.", std::string("/") + name, "before_its_cause", "Check the year.");
  return {};
}

// That a case ended by a death is sealed: in the open it ended otherwise than by what the other outcomes say.
Result<> seal_outcome(Close& f) {
  constexpr std::string_view sealed = "deceased", in_the_open = "other";
  if (f.precisely.known() && (f.precisely.value != sealed || (f.outcome != sealed && f.outcome != in_the_open)))
    return fail(ErrorCode::refused, "\"precisely\" is filled in by the library.", "/precisely", "made_by_library", "Say outcome deceased, or leave it out.");
  if (f.outcome != sealed && !f.precisely.known()) return {};
  f.outcome = in_the_open;
  f.precisely = std::string(sealed);
  if (!f.reason.code.empty()) f.precise_reason = std::exchange(f.reason.code, std::string(in_the_open));
  return {};
}

}  // namespace

void mark_placeholder(Migrant& person) {
  if (person.birth.known() && looks_like_placeholder(person.birth.value)) {
    person.birth = Absence::placeholder;
    person.birth_quality = BirthQuality::placeholder;
  }
}

std::optional<std::string> document_mac(Register::Impl& home, const Document& d) {
  const std::string number = d.number.known() ? plain_number(d.number.value) : "";
  if (number.empty()) return std::nullopt;
  return home.log->mac("safar document", {type_of(d), d.country.known() ? to_string(d.country.value) : "", number});
}

std::string number_mac(Register::Impl& home, const std::string& number) { return home.log->mac("safar number", {number}); }

Result<> advise_documents(Here& here, const Id& case_id, const CaseState* state, const Id& person, const std::vector<Document>& documents, Plan& plan) {
  for (const auto& d : documents) {
    auto mac = document_mac(here.home, d);
    if (!mac) continue;
    const std::string type = type_of(d);
    auto holders = here.home.lookup(*mac);
    if (!holders) return std::move(holders).error();
    bool mine = false;
    for (const auto& other : *holders) {
      if (other == person) { mine = true; continue; }
      plan.advice.push_back({std::string(lookup_engine), "document_number_known", to_string(case_id), "duplicate_review"});
      if (here.dry) continue;
      auto& advice = add_event<Advice>(plan, case_id);
      advice.case_id = CaseId(case_id);
      advice.person_id = PersonId(person);
      advice.other_id = OtherPersonId(other);
      advice.engine = lookup_engine;
      advice.code = "document_number_known";
      advice.detail = "The number of a " + (type.empty() ? "document" : type) + " is recorded for both persons.";
      const bool held = (state && state->held_by("duplicate_review")) ||
                        std::any_of(plan.events.begin(), plan.events.end(), [](const Planned& p) { return p.verb->kind == EventKind::hold; });
      if (held || !here.home.house.now().sets("advice", "duplicate_review")) continue;
      auto& hold = add_event<Hold>(plan, case_id);
      hold.case_id = CaseId(case_id);
      hold.hold = "duplicate_review";
      hold.because = "advice";
      hold.code = "document_number_known";
    }
    if (!mine && !here.dry) plan.lookups.push_back({*std::move(mac), person});
  }
  return {};
}

namespace {

// A case of many that a newer library wrote to is named, not left out in silence. (An erasure is never blocked, and does not ask.)
Result<Plan> understood(Here& here, Result<Plan> plan) {
  if (plan)
    for (const auto& e : plan->events)
      for (const auto& id : e.cases)
        if (auto state = here.home.find_case(id); state && (*state)->opaque) return written_by_newer(**state);
  return plan;
}

}  // namespace

Result<Plan> prepare(Here& here, Command& command) {
  const Verb& verb = *command.verb;
  if (auto r = check_listed(here.home.house.lists, verb.type(), command.fact, here.day()); !r) return std::move(r).error();
  if (auto r = check_bounds(verb, command.fact); !r) return std::move(r).error();
  if (verb.use == VerbUse::on_noun) return prepare_noun(here, command);
  switch (verb.kind) {
    case EventKind::apply: return prepare_apply(here, command);
    case EventKind::suspend: return understood(here, prepare_suspend(here, command));
    case EventKind::end_suspension: return understood(here, prepare_end_suspension(here, command));
    case EventKind::erase: return prepare_erase(here, command);
    case EventKind::adopt: return prepare_adopt(here, command);
    default: break;
  }
  const Id id = case_of(verb, command.fact);
  if (id.none()) return fail(ErrorCode::missing_member, "Which case? The member \"case\" is missing.", "/case", "", "Give the id of the case.");
  auto found = here.home.find_case(id);
  if (!found) return std::move(found).error();
  std::optional<CaseState> kept;
  const CaseState& state = seen_by(**found, here.home.house.fields, here.actor, kept);  // what this actor may not know changes no answer
  if (state.opaque) return written_by_newer(state);
  const Workflow& workflow = here.home.house.now();

  // Who it is about: the principal applicant unless the command says.
  PersonId* person = verb.kind == EventKind::record ? person_of_record(here.home, command) : person_of(verb, command.fact);
  if (verb.kind == EventKind::correct)  // the id stands twice: of the fact (its reason) and of the person's members
    if (const PersonId inner = static_cast<Correct*>(command.fact)->person.person_id; !inner.none()) {
      if (!person->none() && *person != inner) return fail(ErrorCode::refused, "The command names two persons.", "/person/person_id", "two_persons", "Correct one person at a time.");
      *person = inner;
    }
  if (person) {
    if (const auto* principal = state.principal(); person->none() && principal) *person = principal->person_id;
    const auto it = std::find_if(state.persons.begin(), state.persons.end(), [&](const PersonState& p) { return p.person_id == *person; });
    if (it == state.persons.end())
      return fail(ErrorCode::not_found, state.number + " has no such person.", "/person_id", "no_such_person", "Give a person_id of this case.");
    if (it->erased && verb.kind != EventKind::withdraw_consent && verb.kind != EventKind::withdraw_application && verb.kind != EventKind::close && verb.kind != EventKind::merge)
      return fail(ErrorCode::erased, state.number + ": the data of this person were erased; nothing more can be recorded of them.", "/person_id", "erased");
  }
  if (verb.kind == EventKind::close) if (auto r = seal_outcome(*static_cast<Close*>(command.fact)); !r) return std::move(r).error();
  std::string hold_kind;
  if (verb.kind == EventKind::review) {
    auto& f = *static_cast<Review*>(command.fact);
    const HoldState* hold = named_hold(state, f.hold);
    if (!hold) return fail(ErrorCode::refused, state.number + " has no such hold.", "/hold", "no_such_hold", "Name a hold that is on the case, by its act or its kind.");
    hold_kind = hold->hold;
    f.hold = hold->act;
  }
  const auto holds = hold_kinds(state);
  auto answer = workflow.ask(marking_of(state, workflow), holds,
                             {verb.name, here.actor.role, outcome_of(verb, command.fact), reason_of(verb, command.fact), hold_kind},
                             workflow.guarded(verb.name) ? here.home.house.fields.seen(guard_context(state, workflow, here.today, workflow.reads(verb.name)), state, workflow.reads(verb.name)) : feel::Value());
  if (!answer) return about_case(std::move(answer).error(), state);

  Plan plan;
  Planned main;
  main.verb = &verb;
  main.fact = command.fact;
  main.owned = command.owned;
  main.streams = {{id, StreamKind::case_}};
  main.cases = {id};
  plan.events.push_back(std::move(main));
  plan.made = "{}";

  switch (verb.kind) {
    case EventKind::depart:
      if (auto r = default_day(here, static_cast<Depart*>(command.fact)->departed_on, "departed_on", state.applied_on); !r) return std::move(r).error();
      break;
    case EventKind::arrive:
      if (auto r = default_day(here, static_cast<Arrive*>(command.fact)->arrived_on, "arrived_on", state.departed_on); !r) return std::move(r).error();
      break;
    case EventKind::document: {
      const auto& f = *static_cast<RecordDocument*>(command.fact);
      if (auto r = advise_documents(here, id, &state, f.person_id, {f.document}, plan); !r) return std::move(r).error();
      break;
    }
    case EventKind::correct: {
      auto& f = *static_cast<Correct*>(command.fact);
      f.person.person_id = f.person_id;
      mark_placeholder(f.person);
      if (f.person.birth.known() && state.applied_on.known()) f.person.age_band = std::string(age_band(age_at(f.person.birth.value, state.applied_on.value)));
      if (auto r = advise_documents(here, id, &state, f.person.person_id, f.person.documents, plan); !r) return std::move(r).error();
      break;
    }
    case EventKind::record: make_record(here.home, command, plan.events.front().streams); break;
    case EventKind::inform:
      if (static_cast<Inform*>(command.fact)->about.empty()) return fail(ErrorCode::missing_member, "Of what were they informed?", "/about", "", "Say about: suspension, review, decision, travel, ...");
      break;
    default: break;
  }
  if (answer->emits == "refer" && !here.dry) {
    auto& refer = add_event<Refer>(plan, id);
    refer.case_id = CaseId(id);
    refer.person_id = person ? *person : PersonId();
    refer.to = "other_services";
    refer.reason.code = std::string(reason_of(verb, command.fact));
  }
  if (auto r = prepare_file(here, state, command, *answer, plan); !r) return std::move(r).error();
  return plan;
}

}  // namespace safar::inline v0
