#include <safar/casework/fold.hpp>

#include <algorithm>

#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/derived.hpp>
#include <safar/casework/eligibility.hpp>
#include <safar/casework/record.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/casework/timers.hpp>
#include <safar/casework/travel.hpp>

#include "casework/fold_file.hpp"

namespace safar::inline v0 {
namespace {

// The day of a fact's own date where it has one, else the day of the event. A partial date stands for its first day.
Date day_of(const Known<PartialDate>& said, Date otherwise) {
  if (!said.known()) return otherwise;
  const auto d = Date::from_days(said.value.earliest().time_since_epoch().count());
  return d ? *d : otherwise;
}

void add_papers(PersonState& person, const std::vector<Document>& documents) {
  for (const auto& d : documents) person.papers.push_back({d.expires, d.usable, d.type});
}

void tick(PersonState& person, const Checklist& fact) {
  auto& done = person.checklist.done;
  const auto names = codes(ChecklistItem{});
  for (const auto item : fact.items) {
    const std::string name(names[static_cast<std::size_t>(item)]);
    const auto it = std::find(done.begin(), done.end(), name);
    if (fact.done && it == done.end()) done.push_back(name);
    if (!fact.done && it != done.end()) done.erase(it);
  }
  std::vector<std::string> sorted;  // in the order of the list, so that one state has one text
  for (const auto name : names) if (std::find(done.begin(), done.end(), name) != done.end()) sorted.emplace_back(name);
  done = std::move(sorted);
  person.checklist.complete = done.size() == names.size();
}

void lift(CaseState& state, std::string_view act, std::string_view hold) {
  std::erase_if(state.holds, [&](const HoldState& h) { return h.act == act && (hold.empty() || h.hold == hold); });
}

void set_region(CaseState& state, const std::string& region, const std::string& value) {
  for (auto& r : state.regions) if (r.region == region) { r.state = value; return; }
  state.regions.push_back({region, value});
}

}  // namespace

Marking marking_of(const CaseState& state, const Workflow& workflow) {
  Marking m = workflow.start();
  for (std::size_t i = 0; i < m.size(); ++i) {
    const int s = workflow.state(static_cast<int>(i), state.region(workflow.regions()[i].name));
    if (s >= 0) m[i] = s;
  }
  return m;
}

std::vector<std::string> hold_kinds(const CaseState& state) {
  std::vector<std::string> out;
  for (const auto& h : state.holds) out.push_back(h.hold);
  return out;
}

const HoldState* named_hold(const CaseState& state, std::string_view name) {
  if (name.starts_with("act ")) name.remove_prefix(4);
  const HoldState* found = nullptr;
  for (const auto& h : state.holds)
    if (h.act == name || h.hold == name) {
      if (found) return nullptr;  // two: the officer has to say which
      found = &h;
    }
  return found;
}

static void add(CaseState& state, const Workflow& workflow, const Verb& verb, const void* fact, const Occurrence& at) {
  ++state.version;
  state.changed = std::max(state.changed, at.received);
  const bool sealed = is_sealed_kind(verb.kind) || verb.kind == EventKind::assessed;
  if (sealed)
    if (auto* p = state.person(*static_cast<const PersonId*>(member(verb.type(), fact, "person_id")))) ++p->assessed;
  std::string hold_kind;
  switch (verb.kind) {
    case EventKind::apply: {
      const auto& f = *static_cast<const Apply*>(fact);
      state.case_id = f.case_id;
      state.number = f.number;
      state.ref = f.ref;
      state.programme = f.programme;
      state.office = f.office;
      state.opened = at.received;
      state.applied_on = day_of(f.applied_on, at.day);
      state.regions.reserve(workflow.regions().size());
      state.persons.reserve(f.persons.size());
      for (const auto& region : workflow.regions()) set_region(state, region.name, region.states[static_cast<std::size_t>(region.start)]);
      for (const auto& m : f.persons) {
        PersonState p;
        p.person_id = m.person_id;
        p.ref = m.ref;
        add_papers(p, m.documents);
        state.persons.push_back(std::move(p));
      }
      break;
    }
    case EventKind::document: {
      const auto& f = *static_cast<const RecordDocument*>(fact);
      if (auto* p = state.person(f.person_id)) add_papers(*p, {f.document});
      break;
    }
    case EventKind::correct: {
      const auto& f = *static_cast<const Correct*>(fact);
      if (auto* p = state.person(f.person.person_id); p && !f.person.documents.empty()) { p->papers.clear(); add_papers(*p, f.person.documents); }
      break;
    }
    case EventKind::checklist: {
      const auto& f = *static_cast<const Checklist*>(fact);
      if (auto* p = state.person(f.person_id)) tick(*p, f);
      break;
    }
    case EventKind::suspend: {
      const auto& f = *static_cast<const Suspend*>(fact);
      state.holds.push_back({f.hold, std::string(at.act), f.reason.code, at.day});
      break;
    }
    case EventKind::end_suspension: lift(state, static_cast<const EndSuspension*>(fact)->hold, {}); break;
    case EventKind::hold: {
      const auto& f = *static_cast<const Hold*>(fact);
      state.holds.push_back({f.hold, f.because == "advice" ? std::string(at.act) : f.because, f.code, at.day});
      break;
    }
    case EventKind::review: {
      const auto& f = *static_cast<const Review*>(fact);
      ++state.reviews;
      state.resolution = f.outcome;
      if (const auto* h = named_hold(state, f.hold)) {
        hold_kind = h->hold;
        const std::string act = h->act;
        std::erase_if(state.resolutions, [&](const std::string& r) { return r.starts_with(hold_kind + ":"); });
        state.resolutions.push_back(hold_kind + ":" + f.outcome);
        if (workflow.effect(marking_of(state, workflow), {"review", "", f.outcome, f.reason.code, hold_kind}).lifts) lift(state, act, hold_kind);
      }
      break;
    }
    case EventKind::decide_eligibility:
      state.eligibility_reason = static_cast<const DecideEligibility*>(fact)->reason.code;
      state.decision = "first";
      break;
    case EventKind::decide_appeal:
      state.eligibility_reason = static_cast<const DecideAppeal*>(fact)->reason.code;
      state.decision = "appeal";
      break;
    case EventKind::book: {
      const auto& f = *static_cast<const Book*>(fact);
      if (f.travel_on.known()) state.booked_for = day_of(f.travel_on, at.day);
      break;
    }
    case EventKind::no_show: state.booked_for = Absence::unknown; break;
    case EventKind::depart: state.departed_on = day_of(static_cast<const Depart*>(fact)->departed_on, at.day); break;
    case EventKind::arrive: state.arrived_on = day_of(static_cast<const Arrive*>(fact)->arrived_on, at.day); break;
    case EventKind::inform: state.informed_on = at.day; break;
    case EventKind::assist: ++state.services; break;
    case EventKind::pay: ++state.payments; break;
    case EventKind::close: state.outcome = static_cast<const Close*>(fact)->outcome; state.closed_on = at.day; break;
    case EventKind::reopen: state.outcome.clear(); state.closed_on = Absence::unknown; break;
    case EventKind::record: fold_record(state, verb.type(), fact, at); break;
    case EventKind::withdraw_application: state.application_withdrawn = true; break;
    case EventKind::erase:
      for (const auto& id : static_cast<const Erase*>(fact)->persons)
        if (auto* p = state.person(id)) {
          p->erased = true;
          p->deceased = Absence::unknown;  // what was learnt of sealed members goes with them: a rebuild finds it no more
          p->deceased_since = Absence::unknown;
          p->complaints.clear();
        }
      break;
    default: break;
  }
  if (!fold_file(state, verb, fact, at) || verb.kind == EventKind::apply || sealed) return;  // what is open is not moved by what is sealed
  const Marking marking = marking_of(state, workflow);
  const WorkflowAnswer answer = workflow.effect(marking, {verb.name, "", outcome_of(verb, fact), reason_of(verb, fact), hold_kind});
  for (const auto& [region, to] : answer.moves) {
    const auto& r = workflow.regions()[static_cast<std::size_t>(region)];
    set_region(state, r.name, r.states[static_cast<std::size_t>(to)]);
    if (r.name == "eligibility" && verb.kind == EventKind::review) {
      state.eligibility_reason = std::string(reason_of(verb, fact));
      state.decision = "first";
    }
  }
}

void fold(CaseState& state, const Workflow& workflow, const Verb& verb, const void* fact, const Occurrence& at) {
  const auto holds = state.holds;
  add(state, workflow, verb, fact, at);
  if (is_sealed_kind(verb.kind) || verb.kind == EventKind::assessed) return;  // no clock in the open starts or ends with it
  keep_time(state, holds, workflow, verb, fact, at);
}

namespace {

// Kleene's or over the papers: one that is surely good is enough; one that may be good leaves it open; none recorded is not known.
Known<bool> may_travel(const PersonState& p, Date today) {
  Known<bool> valid = p.papers.empty() ? Known<bool>() : Known<bool>(false);
  for (const auto& paper : p.papers) {
    Truth good = !paper.usable.known() ? Truth::unknown : paper.usable.value ? Truth::yes : Truth::no;
    if (good == Truth::yes && paper.expires.absence != Absence::not_applicable) {
      if (!paper.expires.known()) good = Truth::unknown;
      else if (const Order o = compare(paper.expires.value, PartialDate(today)); o == Order::before) good = Truth::no;
      else if (o == Order::unknown) good = Truth::unknown;
    }
    if (good == Truth::yes) { valid = true; break; }
    if (good == Truth::unknown) valid = Absence::unknown;
  }
  return valid;
}

feel::Value living(const CaseState& state, Date today) {
  std::vector<PersonState> seen;
  for (const auto& p : state.persons)
    if (!(p.deceased.known() && p.deceased.value)) {
      seen.push_back(p);
      seen.back().travel_document.valid = may_travel(p, today);
    }
  return feel::to_value(info<std::vector<PersonState>>(), &seen, "persons");
}

feel::Value context_of(const CaseState& state, const Workflow& workflow, Date today, const std::vector<std::string>* names) {
  std::vector<std::pair<std::string, feel::Value>> entries;
  const TypeInfo& type = info<CaseState>();
  const auto add = [&](const FieldInfo& f) {
    entries.emplace_back(std::string(f.name), f.name == "persons" ? living(state, today) : feel::to_value(f.type(), reinterpret_cast<const char*>(&state) + f.offset, f.name));
  };
  if (!names) {
    for (const auto& f : type.fields) add(f);
  } else {
    entries.reserve(names->size());
    for (const std::string& name : *names) {
      const auto at = std::lower_bound(type.sorted.begin(), type.sorted.end(), name, [&](std::uint16_t i, const std::string& n) { return type.fields[i].name < n; });
      if (at != type.sorted.end() && type.fields[*at].name == name) add(type.fields[*at]);
    }
  }
  for (const auto& region : workflow.regions())
    if (!names || std::binary_search(names->begin(), names->end(), region.name)) entries.emplace_back(region.name, feel::Value::string(state.region(region.name)));
  return feel::Value::context(std::move(entries));
}

}  // namespace

feel::Value guard_context(const CaseState& state, const Workflow& workflow, Date today) { return context_of(state, workflow, today, nullptr); }
feel::Value guard_context(const CaseState& state, const Workflow& workflow, Date today, const std::vector<std::string>& names) {
  return context_of(state, workflow, today, &names);
}

}  // namespace safar::inline v0
