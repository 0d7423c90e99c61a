// Verbs with more to them than their case's workflow: apply, suspend, end_suspension, erase, adopt.
#include <safar/base/age.hpp>
#include <safar/base/json.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/derived.hpp>
#include <safar/casework/parting.hpp>

#include <algorithm>
#include <set>

#include "base/json_dom.hpp"
#include "register/due.hpp"
#include "register/execute.hpp"
#include "register/noun_workflow.hpp"
#include "store/crypto.hpp"

namespace safar::inline v0 {
namespace {

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) { out += digits[static_cast<unsigned char>(c) >> 4]; out += digits[static_cast<unsigned char>(c) & 15]; }
  return out;
}

// Acts on the whole house have no case: the workflow's rule for them is asked at its start.
Result<> ask_house(Here& here, std::string_view event, std::string_view reason) {
  const Workflow& w = here.home.house.now();
  feel::Value nothing = guard_context(CaseState(), w, here.today);
  if (auto a = w.ask(w.start(), {}, {event, here.actor.role, "", reason, ""}, nothing); !a) return std::move(a).error();
  return {};
}

store::StreamRef programme_stream(Here& here, const std::string& programme) {
  return {here.home.log->derived_id("safar programme", {programme}), StreamKind::programme};
}

Error no_such_programme(Here& here) {
  return fail(ErrorCode::unknown_code, "This register runs no such programme.", "/programme", "no_such_programme",
              "Say " + (here.home.house.programme.empty() ? here.home.house.programmes.front() : here.home.house.programme) + ", or adopt the programme first.");
}

std::string word(const Known<std::string>& k) { return k.known() ? k.value : ""; }

bool taken(const std::vector<std::string>& list, const std::string& x) { return list.empty() || std::find(list.begin(), list.end(), x) != list.end(); }

}  // namespace

std::string set_digest(std::vector<Id> ids) {
  std::sort(ids.begin(), ids.end());
  store::Framed h("safar set v1", ids.size());
  for (const auto& id : ids) h.add(store::view(id));
  return hex(store::view(h.done()));
}

bool selects(const Selection& select, const Id& id, const std::string& journey, const std::string& site, const std::string& route) {
  if (!select.cases.empty() && std::find(select.cases.begin(), select.cases.end(), id) == select.cases.end()) return false;
  return taken(select.site, site) && taken(select.route, route) && taken(select.journey, journey);
}

Result<bool> is_erased(Here& here, const Id& person) {
  if (auto r = here.home.settle(); !r) return std::move(r).error();
  auto events = here.home.log->events_of(person, store::Want::streams);
  if (!events) return std::move(events).error();
  return std::any_of(events->begin(), events->end(), [](const store::EventOut& e) { return e.kind == EventKind::erase; });
}

Result<Plan> prepare_apply(Here& here, Command& command) {
  auto& f = *static_cast<Apply*>(command.fact);
  auto& home = here.home;
  if (f.persons.empty()) return fail(ErrorCode::missing_member, "An application has at least one person.", "/persons", "", "Give persons.");
  if (f.persons.size() > 60) return fail(ErrorCode::too_large, "An application has at most 60 persons.", "/persons", "", "Register separate households.");
  if (!f.number.empty() || !f.office.empty()) return fail(ErrorCode::refused, "number and office are made by the library.", f.number.empty() ? "/office" : "/number", "made_by_library", "Leave them out.");
  if (!f.case_id.none()) {
    auto kind = home.kind_of(f.case_id);
    if (!kind) return std::move(kind).error();
    if (*kind) return fail(ErrorCode::exists, "There is a case or person with this id already.", "/case", "id_exists", "Leave \"case\" out, or repeat the same request id.");
  }
  constexpr std::size_t longest_place = 256;  // what is counted by is a short code; segments of the columns hold it whole
  for (const auto& [place, at] : {std::pair(&f.site, "/site"), std::pair(&f.route, "/route")})
    if (place->known() && place->value.size() > longest_place) return fail(ErrorCode::too_large, "A place is a short code, of 256 bytes at the most.", at, "", "For instance ML-BKO-1.");
  if (f.household_id.known()) {
    const Id household = f.household_id.value;
    auto kind = home.kind_of(household);
    if (!kind) return std::move(kind).error();
    if (household.none() || household == f.case_id || (*kind && **kind != StreamKind::household))
      return fail(ErrorCode::exists, "This id is not a household's.", "/household", "id_exists", "Give the id of a household, or leave it out.");
  }
  if (!f.applied_on.known()) f.applied_on = PartialDate(here.day());
  if (compare(f.applied_on.value, PartialDate(here.today)) == Order::after)
    return fail(ErrorCode::out_of_range, "applied_on is in the future.", "/applied_on", "in_future", "Check the year.");
  if (f.programme.empty()) f.programme = home.house.programme;
  if (!home.house.runs(f.programme)) return no_such_programme(here);
  f.office = home.log->office();
  const auto applied = Date::from_days(f.applied_on.value.earliest().time_since_epoch().count());
  const Date on = applied ? *applied : here.day();

  Plan plan;
  std::set<Id> ids;
  for (std::size_t i = 0; i < f.persons.size(); ++i) {
    auto& p = f.persons[i];
    const std::string at = "/persons/" + std::to_string(i);
    const Id& id = p.person_id;
    if (!id.none() && (id == f.case_id || (f.household_id.known() && id == f.household_id.value)))
      return fail(ErrorCode::duplicate_member, "The same id stands for two things.", at + "/person_id", "id_twice", "Leave the ids out: they are made.");
    if (p.person_id.none()) { if (!here.dry) p.person_id = PersonId(home.log->random_id()); }
    else {
      auto kind = home.kind_of(p.person_id);
      if (!kind) return std::move(kind).error();
      if (*kind && **kind != StreamKind::person) return fail(ErrorCode::exists, "This id is not a person's.", at + "/person_id", "id_exists");
      if (*kind) {
        auto gone = is_erased(here, p.person_id);
        if (!gone) return std::move(gone).error();
        if (*gone) return fail(ErrorCode::erased, "The data of this person were erased; nothing more can be recorded of them.", at + "/person_id", "erased", "Leave person_id out if they have come back.");
      }
      if (!ids.insert(p.person_id).second) return fail(ErrorCode::duplicate_member, "The same person stands twice.", at + "/person_id", "person_twice");
    }
    mark_placeholder(p);
    if (p.birth.known()) {
      if (compare(p.birth.value, PartialDate(on)) == Order::after) return fail(ErrorCode::out_of_range, "The date of birth is after the day of application.", at + "/birth", "born_later", "Check the year.");
      p.age_band = std::string(age_band(age_at(p.birth.value, on)));
    } else {
      p.age_band = p.birth.absence;
    }
  }
  Planned main;
  main.verb = command.verb;
  main.fact = &f;
  if (!here.dry) {
    if (f.case_id.none()) f.case_id = CaseId(home.log->random_id());
    const std::int32_t year = on.year();
    std::string counter = std::to_string(home.house.numbers[year] + 1);
    f.number = f.office + "-" + std::to_string(year) + "-" + std::string(counter.size() < 5 ? 5 - counter.size() : 0, '0') + counter;
    plan.number_year = year;
    plan.lookups.push_back({number_mac(home, f.number), f.case_id});
    main.streams.push_back({f.case_id, StreamKind::case_});
    if (f.household_id.known()) main.streams.push_back({f.household_id.value, StreamKind::household});
    main.cases = {f.case_id};
  }
  plan.events.push_back(std::move(main));
  for (const auto& p : f.persons)
    if (auto r = advise_documents(here, f.case_id, nullptr, p.person_id, p.documents, plan); !r) return std::move(r).error();
  // A suspension that stands takes the newcomer too.
  const Workflow& w = home.house.now();
  const int journey = w.region("journey");
  const std::string start = journey < 0 ? "" : w.regions()[static_cast<std::size_t>(journey)].states[static_cast<std::size_t>(w.regions()[static_cast<std::size_t>(journey)].start)];
  for (const auto& s : home.house.suspensions)
    if (s.fact.standing && s.fact.programme == f.programme && selects(s.fact.select, f.case_id, start, word(f.site), word(f.route))) {
      plan.advice.push_back({"suspension", s.fact.reason.code, to_string(f.case_id), s.fact.hold});
      if (here.dry) continue;
      auto& hold = add_event<Hold>(plan, f.case_id);
      hold.case_id = f.case_id;
      hold.hold = s.fact.hold;
      hold.because = s.act;
      hold.code = s.fact.reason.code;
    }
  if (!here.dry) {
    plan.made = "{\"case\":" + json_string(to_string(f.case_id)) + ",\"number\":" + json_string(f.number) + ",\"persons\":[";
    for (std::size_t i = 0; i < f.persons.size(); ++i) plan.made += (i ? "," : "") + json_string(to_string(f.persons[i].person_id));
    plan.made += "]}";
  }
  return plan;
}

Result<Plan> prepare_suspend(Here& here, Command& command) {
  auto& f = *static_cast<Suspend*>(command.fact);
  auto& home = here.home;
  if (auto r = ask_house(here, "suspend", f.reason.code); !r) return std::move(r).error();
  const Workflow& w = home.house.now();
  if (f.hold.empty()) f.hold = "programme_suspension";
  if (!w.sets("suspend", f.hold)) return fail(ErrorCode::refused, "The workflow has no hold of that kind for a suspension.", "/hold", "no_such_hold", "Say programme_suspension.");
  if (f.reason.code.empty()) return fail(ErrorCode::refused, "A suspension needs a reason.", "/reason", "reason_required", "Give reason.code, e.g. intake_not_typical.");
  if (f.programme.empty()) f.programme = home.house.programme;
  if (!home.house.runs(f.programme)) return no_such_programme(here);
  const int journey = w.region("journey");
  for (std::size_t i = 0; i < f.select.journey.size(); ++i)
    if (journey < 0 || w.state(journey, f.select.journey[i]) < 0)
      return fail(ErrorCode::unknown_code, "The journey has no such state.", "/select/journey/" + std::to_string(i), "no_such_state", "Say applied, counselled, cleared, booked, ...");
  auto table = home.table({}, {});
  if (!table) return std::move(table).error();
  Plan plan;
  std::vector<Id> ids;
  const auto text = [&](const char* name, std::uint32_t row) -> const std::string& { return *static_cast<const std::string*>((*table)->of_case(name)->at(row)); };
  const auto place = [&](const char* name, std::uint32_t row) { return word(*static_cast<const Known<std::string>*>((*table)->of_case(name)->at(row))); };
  for (const auto row : (*table)->case_order()) {
    const auto& journey_now = text("journey", row);
    if (journey_now == "closed" || text("programme", row) != f.programme) continue;
    const auto& id = *static_cast<const CaseId*>((*table)->of_case("case")->at(row));
    if (!selects(f.select, id, journey_now, place("site", row), place("route", row))) continue;
    const auto& holds = *static_cast<const std::vector<std::string>*>((*table)->of_case("holds")->at(row));
    if (std::find(holds.begin(), holds.end(), f.hold) == holds.end()) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  f.count = static_cast<std::int64_t>(ids.size());
  f.digest = set_digest(ids);
  plan.count = f.count;
  plan.digest = f.digest;
  const auto& o = command.options;
  const bool said = o.expect_count >= 0 || !o.expect_digest.empty();
  const bool nothing = ids.empty() && !f.standing;
  if (!here.dry && !said && !nothing)
    return fail(ErrorCode::expectation, std::to_string(f.count) + " cases would be held. Say that you have seen them.", "/expect", "expectation",
                "Check first, then give expect: {\"count\": .., \"digest\": ..} of the preview.");
  if (said && (o.expect_count != f.count || o.expect_digest.size() < 6 || !f.digest.starts_with(o.expect_digest)))
    return fail(ErrorCode::expectation, "The cases are not the ones of the preview: " + std::to_string(f.count) + " would be held now.", "/expect", "expectation", "Preview again.");
  if (nothing) return fail(ErrorCode::refused, "No case fits the selection.", "/select", "nothing_selected", "Widen the selection.");
  Planned main;
  main.verb = command.verb;
  main.fact = &f;
  main.streams.push_back(programme_stream(here, f.programme));
  for (const auto& id : ids) main.streams.push_back({id, StreamKind::case_});
  main.cases = std::move(ids);
  plan.events.push_back(std::move(main));
  return plan;
}

Result<Plan> prepare_end_suspension(Here& here, Command& command) {
  auto& f = *static_cast<EndSuspension*>(command.fact);
  auto& home = here.home;
  if (auto r = ask_house(here, "end_suspension", f.reason.code); !r) return std::move(r).error();
  if (f.hold.starts_with("act ")) f.hold.erase(0, 4);
  const auto it = std::find_if(home.house.suspensions.begin(), home.house.suspensions.end(), [&](const OpenSuspension& s) { return s.act == f.hold; });
  if (it == home.house.suspensions.end()) return fail(ErrorCode::not_found, "There is no open suspension of that act.", "/hold", "no_such_hold", "Name the act of the suspension.");
  if (f.reason.code.empty()) return fail(ErrorCode::refused, "Ending a suspension needs a reason.", "/reason", "reason_required", "Give reason.code.");
  auto table = home.table({}, {});
  if (!table) return std::move(table).error();
  Plan plan;
  std::vector<Id> held;
  const Column& acts = *(*table)->of_case("hold_acts");
  const Column& cases = *(*table)->of_case("case");
  for (const auto row : (*table)->case_order()) {
    const auto& set_by = *static_cast<const std::vector<std::string>*>(acts.at(row));
    if (std::find(set_by.begin(), set_by.end(), f.hold) != set_by.end()) held.push_back(*static_cast<const CaseId*>(cases.at(row)));
  }
  std::sort(held.begin(), held.end());
  plan.count = static_cast<std::int64_t>(held.size());
  plan.digest = set_digest(held);
  if (!held.empty() && !f.unreviewed)
    return fail(ErrorCode::refused, std::to_string(held.size()) + " cases of this suspension have not been reviewed.", "/unreviewed", "unreviewed_cases",
                "Review them, or say \"unreviewed\": true, which is recorded.");
  Planned main;
  main.verb = command.verb;
  main.fact = &f;
  main.streams.push_back(programme_stream(here, it->fact.programme));
  for (const auto& id : held) main.streams.push_back({id, StreamKind::case_});
  main.cases = std::move(held);
  plan.events.push_back(std::move(main));
  return plan;
}

namespace {

/// Who that is by the mergings of these cases, entry by entry.
Result<std::vector<std::pair<Id, Id>>> same_persons(Register::Impl& home, const std::set<Id>& cases) {
  std::vector<std::pair<Id, Id>> out;
  for (const auto& id : cases) {
    auto events = home.log->events_of(id, store::Want::body);
    if (!events) return std::move(events).error();
    for (const auto& e : *events) {
      Merge merge;
      if (e.kind != EventKind::merge || is_newer(e)) continue;
      if (auto r = read_fact(e, *find_verb(e.kind), &merge); !r) return std::move(r).error();
      for (const auto& s : merge.same) out.emplace_back(s.person_id, s.same_as);
    }
  }
  return out;
}

bool erased_before(const std::vector<store::EventOut>& events) {
  return std::any_of(events.begin(), events.end(), [](const store::EventOut& e) { return e.kind == EventKind::erase; });
}

/// Cases that have this person among theirs.
std::set<Id> cases_of(Register::Impl& home, const Id& person, const std::vector<store::EventOut>& events) {
  std::set<Id> out;
  for (const auto& e : events)
    for (const auto& s : e.streams) {
      if (s.kind != StreamKind::case_ || out.contains(s.id)) continue;
      auto state = home.find_case(s.id);  // an event may touch cases that are not this person's
      if (state && std::any_of((*state)->persons.begin(), (*state)->persons.end(), [&](const PersonState& p) { return p.person_id == person; })) out.insert(s.id);
    }
  return out;
}

/// Whoever asks to be erased is a human being: entries of other cases that a merging says are the same one go too, and the receipt says so.
Result<> add_same_persons(Here& here, const std::set<Id>& cases, std::set<Id>& persons, Erase& f, Plan& plan) {
  auto pairs = same_persons(here.home, cases);
  if (!pairs) return std::move(pairs).error();
  for (const auto& [a, b] : *pairs)
    for (const auto& [known, other] : {std::pair(a, b), std::pair(b, a)}) {
      if (!persons.contains(known) || persons.contains(other)) continue;
      auto events = here.home.log->events_of(other, store::Want::streams);
      if (!events) return std::move(events).error();
      if (erased_before(*events)) continue;
      persons.insert(other);
      f.persons.push_back(PersonId(other));
      plan.advice.push_back({"erase", "same_person", "", "", "also " + to_string(other) + ", who is the same person by a merging"});
    }
  return {};
}

}  // namespace

Result<Plan> prepare_erase(Here& here, Command& command) {
  auto& f = *static_cast<Erase*>(command.fact);
  auto& home = here.home;
  if (auto r = ask_house(here, "erase", f.reason.code); !r) return std::move(r).error();
  if (f.persons.empty()) return fail(ErrorCode::missing_member, "Whose data? The list of persons is empty.", "/persons");
  Plan plan;
  Planned main;
  main.verb = command.verb;
  main.fact = &f;
  std::set<Id> cases;
  std::set<Id> persons;
  bool fresh = false;
  const std::size_t named = f.persons.size();
  for (std::size_t i = 0; i < f.persons.size(); ++i) {  // it grows by those who are the same
    const Id id = f.persons[i];
    auto kind = home.kind_of(id);
    if (!kind) return std::move(kind).error();
    if (!*kind || **kind != StreamKind::person)
      return fail(ErrorCode::not_found, "There is no such person.", "/persons/" + std::to_string(i), "no_such_person", "Give person ids; a case's are in the view persons.");
    if (!persons.insert(id).second && i < named) return fail(ErrorCode::duplicate_member, "The same person stands twice.", "/persons/" + std::to_string(i), "person_twice");
    main.streams.push_back({id, StreamKind::person});
    auto events = home.log->events_of(id, store::Want::streams);
    if (!events) return std::move(events).error();
    fresh = fresh || !erased_before(*events);
    const auto theirs = cases_of(home, id, *events);
    cases.insert(theirs.begin(), theirs.end());
    if (i + 1 == f.persons.size())
      if (auto r = add_same_persons(here, cases, persons, f, plan); !r) return std::move(r).error();
  }
  if (!fresh)
    return fail(ErrorCode::erased, persons.size() == 1 ? "The data of this person were erased already." : "The data of these persons were erased already.", "/persons", "erased", "Nothing is left to do.");
  for (const auto& id : cases) { main.streams.push_back({id, StreamKind::case_}); main.cases.push_back(id); }
  plan.erased.assign(persons.begin(), persons.end());
  plan.count = static_cast<std::int64_t>(persons.size());
  plan.digest = set_digest(plan.erased);
  plan.events.push_back(std::move(main));
  return plan;
}

Result<Plan> prepare_adopt(Here& here, Command& command) {
  auto& f = *static_cast<Adopt*>(command.fact);
  if (f.kind == "workflow") {
    const auto kind = workflow_subject(f.document);
    auto w = kind != StreamKind::none ? load_noun_workflow(kind, f.document) : Workflow::load(f.document, here.home.house.fields.guard_type(), workflow_events());
    if (!w) { auto e = std::move(w).error(); e.pointer = "/document"; return e; }
  } else if (f.kind == "field_set") {
    if (auto r = check_field_set(here.home, f); !r) return std::move(r).error();
  } else if (f.kind == "code_list") {
    if (auto list = CodeList::read(f.name, f.document); !list) return std::move(list).error();
  } else if (f.kind != "setting" && f.kind != "programme" && f.kind != "calendar") {
    return fail(ErrorCode::unknown_code, "That is no kind of document that can be adopted.", "/kind", "no_such_kind", "Say workflow, programme, code_list, field_set, calendar or setting.");
  } else if (auto c = check_calendar(here.home, f); !c) {
    return std::move(c).error();
  } else if (f.kind == "setting" && f.name == "zone" && !here.home.house.workflows.empty()) {
    return fail(ErrorCode::refused, "The time zone was set when the register was made.", "/name", "zone_is_fixed");
  }
  auto canonical = canonical_json(f.document);
  if (!canonical) { auto e = std::move(canonical).error(); e.pointer = "/document" + e.pointer; return e; }
  if (f.kind == "setting")  // what every later opening reads must be readable
    if (auto dom = parse_dom(*canonical); !dom || !dom->is_object() || (dom->contains(f.name) && !(*dom)[f.name].is_string()))
      return fail(ErrorCode::wrong_type, "A setting is an object with a text of its own name.", "/document", "", "For instance {\"programme\": \"ML-JI\"}.");
  if (f.kind == "setting" && f.name == min_cell_setting)
    if (auto dom = parse_dom(*canonical); !dom->contains(f.name) || !min_cell_of((*dom)[f.name].get<std::string>()))
      return fail(ErrorCode::out_of_range, "min_cell is a number from 0 to 1000, as a text.", "/document/min_cell", "", "For instance {\"min_cell\": \"5\"}; 0 tells every count.");
  f.document = std::move(*canonical);
  f.digest = hex(store::view(store::blake2b(f.document, "safar doc v1")));
  Plan plan;
  Planned main;
  main.verb = command.verb;
  main.fact = &f;
  main.streams.push_back(programme_stream(here, f.name));
  plan.events.push_back(std::move(main));
  return plan;
}

}  // namespace safar::inline v0
