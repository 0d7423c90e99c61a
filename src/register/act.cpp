// From a plan to an act for the log, and from an accepted act to what it changes here.
#include <algorithm>

#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/upcast.hpp>

#include "register/execute.hpp"

namespace safar::inline v0 {
namespace {

Id month_stream(Register::Impl& home, Date day) {
  std::string month = to_string(day).substr(0, 7);
  if (home.month.first != month) home.month = {month, home.log->derived_id("safar month v1", {home.log->office(), month})};
  return home.month.second;
}

/// The person's data were erased: nothing more is sealed of them, were it only that there is nothing.
bool is_erased(Register::Impl& home, const Planned& p, const Id& person) {
  const auto in = [&](const CaseState& state) { return std::any_of(state.persons.begin(), state.persons.end(), [&](const PersonState& x) { return x.erased && x.person_id == person; }); };
  if (p.verb->kind == EventKind::begin_case) return in(static_cast<const BeginCase*>(p.fact)->begins);
  return std::any_of(p.cases.begin(), p.cases.end(), [&](const Id& id) {
    const auto it = home.book.cases.find(id);
    return it != home.book.cases.end() && in(it->second);
  });
}

bool has_erased(Register::Impl& home, const Planned& p) {
  return std::any_of(p.cases.begin(), p.cases.end(), [&](const Id& id) {
    const auto it = home.book.cases.find(id);
    return it != home.book.cases.end() && std::any_of(it->second.persons.begin(), it->second.persons.end(), [](const PersonState& x) { return x.erased; });
  });
}

Result<> make_event(Register::Impl& home, const Planned& p, const std::optional<Date>& valid, Date received_day, store::EventIn& e) {
  const bool sealed = is_sealed_kind(p.verb->kind);
  const SealedName name{p.verb->name, shelf_of_name(p.verb->kind)};
  e.kind = sealed ? EventKind::assessed : p.verb->kind;
  e.valid.reset();
  if (valid) e.valid = valid->days();
  e.ver = fact_version(e.kind);
  Split& parts = home.parts;
  if (auto r = home.splitter.run(p.verb->type(), p.fact, parts, e.ver, sealed ? &name : nullptr); !r) return r;  // every body says its version
  e.body = parts.body;
  e.streams = p.streams;
  if (teaches_house(e.kind)) e.streams.push_back({home.log->derived_id(house_stream, {}), StreamKind::organisation});
  if (!p.nouns.empty())
    e.streams.push_back({home.log->derived_id(portfolio_stream, {}), StreamKind::organisation});
  for (const auto& id : parts.persons) e.streams.push_back({id, StreamKind::person});
  e.boxes.resize(parts.boxes.size());
  for (std::size_t i = 0; i < parts.boxes.size(); ++i) {
    const auto& b = parts.boxes[i];
    store::BoxIn& box = e.boxes[i];
    box.subject = b.shelf == Shelf::counted ? month_stream(home, received_day) : b.subject;
    box.other = b.other;
    box.shelf = b.shelf;
    box.content = b.content;
    wipe(static_cast<std::string&>(parts.boxes[i].content));
  }
  std::erase_if(e.boxes, [&](const store::BoxIn& b) { return b.content == "{}" && is_erased(home, p, b.subject); });
  const bool of_erased = e.kind != EventKind::erase && std::any_of(e.boxes.begin(), e.boxes.end(), [&](const store::BoxIn& b) { return is_erased(home, p, b.subject); });
  if (of_erased) return fail(ErrorCode::erased, "The data of this person were erased; nothing more can be recorded of them.", "", "erased", "Leave out what is said in free words, as the text of a reason.");
  // As the log stores them: touched twice is touched once.
  std::sort(e.streams.begin(), e.streams.end(), [](const store::StreamRef& x, const store::StreamRef& y) { return x.id < y.id; });
  e.streams.erase(std::unique(e.streams.begin(), e.streams.end()), e.streams.end());
  return {};
}

std::optional<Date> said_day(const Verb& verb, const void* fact, Date today) {
  if (verb.use == VerbUse::on_noun) {
    const auto said = said_day(verb, fact);  // the portfolio's own; what is planned for later is known from today on
    const Date day = first_day(said, today);
    return said.known() && day <= today ? std::optional(day) : std::nullopt;
  }
  for (const char* name : {"applied_on", "departed_on", "arrived_on"})
    for (const auto& f : verb.type().fields)
      if (f.name == name && &f.type() == &info<Known<PartialDate>>()) {
        const auto& k = *reinterpret_cast<const Known<PartialDate>*>(static_cast<const char*>(fact) + f.offset);
        if (k.known()) if (auto d = Date::from_days(k.value.earliest().time_since_epoch().count())) return *d;
      }
  return std::nullopt;
}

}  // namespace

// Streams that the library keeps for itself (what is counted, what the house adopted) are not the caller's.
bool in_receipt(Register::Impl& home, const store::StreamRef& s) {
  if (s.kind == StreamKind::organisation) return s.id != home.log->derived_id(house_stream, {}) && s.id != home.log->derived_id(portfolio_stream, {}) && !home.house.fields.owns(*home.log, s.id);
  return s.kind != StreamKind::office_month;
}

Receipt receipt_skeleton(const Command& command, const Plan& plan) {
  Receipt r;
  r.command = std::string(command.verb->name);
  r.request = command.options.request;
  r.made = plan.made;
  r.advice = plan.advice;
  r.count = plan.count;
  r.digest = plan.digest;
  return r;
}

Result<> make_act(Here& here, const Command& command, const Plan& plan, store::ActIn& act) {
  act.actor = here.actor.actor;
  act.role = here.actor.role;
  act.purpose = here.actor.purpose;
  act.command = is_sealed_kind(command.verb->kind) ? find_verb(EventKind::assessed)->name : command.verb->name;
  act.request = command.options.request;
  act.request_content = command.content;
  act.request_mac = command.request_mac;
  act.events.resize(plan.events.size());
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    const auto& p = plan.events[i];
    const auto day = here.valid ? here.valid : said_day(*p.verb, p.fact, here.today);
    if (auto r = make_event(here.home, p, day ? day : (i ? said_day(*command.verb, command.fact, here.today) : plan.day), here.today, act.events[i]); !r) return r;
  }
  return {};
}

Result<> check_act(Here& here, const Command& command, const Plan& plan) {
  if (std::none_of(plan.events.begin(), plan.events.end(), [&](const Planned& p) { return !begins_case(p.verb->kind) && has_erased(here.home, p); })) return {};
  store::ActIn act;
  return make_act(here, command, plan, act);
}

Result<> take_effect(Here& here, const Plan& plan, const store::ActIn& act, const Accepted& accepted, std::vector<Id>& changed) {
  auto& home = here.home;
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    const auto& p = plan.events[i];
    const Date day = act.events[i].valid ? *Date::from_days(*act.events[i].valid) : here.today;
    const Occurrence at{accepted.act, accepted.received, day};
    for (const auto& id : p.cases) {
      CaseState* state = nullptr;
      if (begins_case(p.verb->kind)) {
        state = &home.book.cases[id];
      } else {
        auto found = home.find_case(id);
        if (!found) return std::move(found).error();
        state = const_cast<CaseState*>(*found);
      }
      fold(*state, home.house.now(), *p.verb, p.fact, at);
      if (changed.empty() || changed.back() != id) changed.push_back(id);
    }
    for (const auto& id : p.nouns) home.portfolio.apply(id, *p.verb, p.fact, at);
    home.learn(accepted.first_event + static_cast<std::int64_t>(i), accepted.act, *p.verb, p.fact);
  }
  return {};
}

void list_versions(Register::Impl& home, const Plan& plan, std::vector<Receipt::Version>& versions) {
  for (const auto& p : plan.events)
    for (const auto& id : p.nouns)
      if (const auto n = home.portfolio.version(id); n && versions.size() < listed_versions) versions.push_back({id, n});
}

void list_events(Register::Impl& home, const Plan& plan, const store::ActIn& act, Receipt& receipt) {
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    Receipt::Event shown;
    shown.kind = std::string(plan.events[i].verb->name);
    shown.ver = act.events[i].ver;
    for (const auto& s : act.events[i].streams) if (in_receipt(home, s) && shown.streams.size() < listed_versions) shown.streams.push_back(s.id);
    receipt.events.push_back(std::move(shown));
  }
}

void count_in(Register::Impl& home, const Plan& plan, const store::ActIn& act, const Accepted& accepted) {
  if (!home.columns.loaded()) return;
  const std::size_t before = home.columns.rows().size();
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    const auto& e = act.events[i];
    const auto box = std::find_if(e.boxes.begin(), e.boxes.end(), [](const store::BoxIn& b) { return b.shelf == Shelf::counted; });
    if (box == e.boxes.end()) continue;
    CountedRow at;
    at.pos = accepted.first_event + static_cast<std::int64_t>(i);
    at.received = accepted.received;
    if (e.valid) at.day = *e.valid;
    at.case_id = case_of(*plan.events[i].verb, plan.events[i].fact);
    home.columns.add(at, box->subject, plan.events[i].verb->type(), plan.events[i].fact);
  }
  if (home.now)
    for (std::size_t i = before; i < home.columns.rows().size(); ++i) home.now->counted(home.columns, home.columns.rows()[i]);
}

std::string numbers_text(const House& house) {
  std::string text = "{";
  for (const auto& [year, n] : house.numbers) text += (text.size() > 1 ? ",\"" : "\"") + std::to_string(year) + "\":" + std::to_string(n);
  return text + "}";
}

Result<> put_numbers(Register::Impl& home, std::string text) { return home.log->put_projection("numbers", {std::move(text), home.log->last_event()}); }

}  // namespace safar::inline v0
