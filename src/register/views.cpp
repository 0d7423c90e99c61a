#include "register/due.hpp"
#include "register/execute.hpp"
#include "register/fields.hpp"
#include "register/portfolio_views.hpp"
#include "register/sealed.hpp"
#include "register/views.hpp"

#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/mapped.hpp>
#include <safar/workflow/access.hpp>

#include <algorithm>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"

namespace safar::inline v0 {
namespace {

Instant moment(std::int64_t us) {
  const auto i = Instant::from_microseconds(us);
  return i ? *i : Instant();
}

}  // namespace

std::span<const View> views() {
  static constexpr View own[] = {{"cases", &info<CaseRow>}, {"persons", &info<PersonRow>}, {"events", &info<EventRow>}, {"changes", &info<ChangeRow>}, {"counts", &info<CountRow>}, {"due", &info<DueRow>}, {"fields", &field_rows}, {"field_sets", &field_set_rows}};
  static const auto table = [] {
    std::vector<View> all(std::begin(own), std::end(own));
    for (const auto& v : portfolio_views()) all.push_back(v.view);
    return all;
  }();
  return table;
}

CaseRow case_row(const CaseState& s) {
  CaseRow row;
  row.case_id = s.case_id;
  row.journey = s.region("journey");
  row.eligibility = s.region("eligibility");
  row.consent = s.region("consent");
  row.number = s.number;
  row.ref = s.ref;
  row.programme = s.programme;
  row.office = s.office;
  row.eligibility_reason = s.eligibility_reason;
  row.application_withdrawn = s.application_withdrawn;
  row.held = !s.holds.empty();
  for (const auto& h : s.holds) {
    row.holds.push_back(h.hold);
    row.hold_acts.push_back(h.act);
    if (!row.held_since.known() || h.since < row.held_since.value) row.held_since = h.since;
  }
  row.resolution = s.resolution;
  row.resolutions = s.resolutions;
  row.outcome = s.outcome;
  row.recamas_stage = recamas_stage(s);
  row.recamas_status = recamas_status(s);
  row.riat_moment = riat_moment(s);
  row.applied_on = s.applied_on;
  row.informed_on = s.informed_on;
  row.booked_for = s.booked_for;
  row.departed_on = s.departed_on;
  row.arrived_on = s.arrived_on;
  row.closed_on = s.closed_on;
  row.persons = static_cast<std::int64_t>(s.persons.size());
  row.services = s.services;
  row.payments = s.payments;
  row.reviews = s.reviews;
  row.version = s.version;
  row.opened = moment(s.opened);
  row.changed = moment(s.changed);
  return row;
}

Result<std::int64_t> unseal(Reader& r, std::vector<PersonRow>& rows) {
  const auto reads = [&](Shelf s) { return may_read(r.actor.role, r.actor.purpose, s); };
  const bool any = reads(Shelf::identity) || reads(Shelf::casefile) || reads(Shelf::sensitive);
  std::int64_t masked = 0;
  const auto hide = [&](auto& field, Absence a) { field = a; masked += a == Absence::withheld; };
  for (auto& row : rows) {
    Migrant m;
    m.person_id = row.person_id;
    if (any && !row.erased) {
      auto events = r.home.log->events_of(row.person_id, store::Want::contents);
      if (!events) return std::move(events).error();
      for (const auto& e : *events) {
        if ((e.kind != EventKind::apply && e.kind != EventKind::correct) || is_newer(e)) continue;
        if (r.as_of.before && e.received >= r.as_of.before) continue;
        if (r.as_of.valid && (e.valid ? *e.valid : r.home.days->operator()(e.received).days()) > r.as_of.valid->days()) continue;
        std::vector<Unsealed> boxes;
        for (const auto& b : e.boxes) if (b.shelf != Shelf::counted && b.subject == row.person_id) boxes.push_back({b.subject, b.other, b.shelf, b.content, false});
        const Verb* verb = find_verb(e.kind);
        Made fact(verb->type());
        if (auto read = read_fact(e, *verb, fact.get(), std::move(boxes)); !read) return std::move(read).error();
        const Migrant* said = nullptr;
        if (e.kind == EventKind::apply) {
          for (const auto& p : static_cast<const Apply*>(fact.get())->persons) if (p.person_id == row.person_id) said = &p;
        } else {
          said = &static_cast<const Correct*>(fact.get())->person;
        }
        if (!said) continue;
        const auto take = [&](auto& to, const auto& from) { if (from.absence != Absence::unknown) to = from; };
        take(m.given_name, said->given_name);
        take(m.family_name, said->family_name);
        take(m.other_names, said->other_names);
        take(m.father_name, said->father_name);
        take(m.birth, said->birth);
        take(m.birth_quality, said->birth_quality);
        take(m.phone, said->phone);
        take(m.relation, said->relation);
        take(m.unaccompanied, said->unaccompanied);
        take(m.health_needs, said->health_needs);
        take(m.trafficked, said->trafficked);
      }
    }
    const Absence gone = row.erased ? Absence::erased : Absence::withheld;
    const auto put = [&](auto& to, const auto& from, Shelf s) {
      if (row.erased || !reads(s)) hide(to, gone);
      else to = from;
    };
    put(row.given_name, m.given_name, Shelf::identity);
    put(row.family_name, m.family_name, Shelf::identity);
    put(row.other_names, m.other_names, Shelf::identity);
    put(row.father_name, m.father_name, Shelf::identity);
    put(row.birth, m.birth, Shelf::identity);
    put(row.birth_quality, m.birth_quality, Shelf::identity);
    put(row.phone, m.phone, Shelf::identity);
    put(row.relation, m.relation, Shelf::casefile);
    put(row.unaccompanied, m.unaccompanied, Shelf::sensitive);
    put(row.health_needs, m.health_needs, Shelf::sensitive);
    put(row.trafficked, m.trafficked, Shelf::sensitive);
  }
  return masked;
}

Result<std::vector<CaseState>> Session::cases(const CaseFilter& filter) {
  if (auto r = usable(); !r) return std::move(r).error();
  const Turn turn(*impl_->home);
  auto& home = *impl_->home;
  if (!home.log) return fail(ErrorCode::closed, "The register is closed.", "", "closed", "Open it again.");
  if (figures_only(impl_->actor.role, impl_->actor.purpose))
    return fail(ErrorCode::not_permitted, "This role or purpose reads figures only: these are rows of single cases.", "", "figures_only", "Ask counts; or do it as somebody who works on cases, for the purpose casework.");
  if (auto r = home.refresh(); !r) return std::move(r).error();
  const auto taken = [](const std::vector<std::string>& list, const std::string& x) { return list.empty() || std::find(list.begin(), list.end(), x) != list.end(); };
  std::vector<CaseState> out;
  Result<> problem;
  const auto reads = reads_of(impl_->actor);
  auto r = home.log->scan_now([&](store::NowRow& row) {  // open columns say whether the state is worth reading
    if (!taken(filter.journey, row.journey) || !taken(filter.eligibility, row.eligibility) || (filter.held && *filter.held == row.holds.empty())) return true;
    auto state = state_of(row);
    if (!state) { problem = std::move(state).error(); return false; }
    hide(*state, home.house.fields, reads);
    out.push_back(std::move(*state));
    return true;
  });
  if (!r) return std::move(r).error();
  if (!problem) return std::move(problem).error();
  std::sort(out.begin(), out.end(), [](const CaseState& a, const CaseState& b) {
    return a.opened != b.opened ? a.opened < b.opened : static_cast<const Id&>(a.case_id) < static_cast<const Id&>(b.case_id);
  });
  return out;
}

namespace {

struct Head { std::string act{}, command{}, actor{}, role{}, purpose{}; };

Result<Head> head_of(Reader& r, std::int64_t act) {
  auto a = r.home.log->act(act);
  if (!a) return std::move(a).error();
  auto dom = parse_dom(a->head, of_the_log);
  if (!dom || !dom->is_object()) return fail(ErrorCode::corrupt, "The head of an act cannot be read.");
  return Head{a->name, dom->value("command", ""), dom->value("actor", ""), dom->value("role", ""), dom->value("purpose", "")};
}

Result<EventRow> event_row(Reader& r, store::EventOut& e) {
  EventRow row;
  row.pos = e.pos;
  row.received = moment(e.received);
  if (e.valid) if (auto d = Date::from_days(*e.valid)) row.valid = *d;
  auto head = head_of(r, e.act);
  if (!head) return std::move(head).error();
  row.act = head->act;
  row.command = head->command;
  row.actor = head->actor;
  row.role = head->role;
  row.purpose = head->purpose;
  const auto reads = reads_of(r.actor);
  row.boxes = static_cast<std::int64_t>(e.boxes.size());
  row.touches = static_cast<std::int64_t>(e.streams.size());
  const Verb* verb = e.kind == EventKind::assessed ? verb_of_sealed(e, reads) : r.home.house.fields.verb_of(e);
  row.kind = verb ? std::string(verb->name) : "opaque:" + std::to_string(static_cast<unsigned>(e.kind));
  if (is_newer(e)) {
    if (verb) row.kind = "opaque:" + row.kind + "@" + std::to_string(e.ver);
    row.fact = e.body;
    for (const auto& s : e.streams) if (s.kind == StreamKind::case_ && !row.case_id.known()) row.case_id = CaseId(s.id);
    return row;
  }
  if (e.kind == EventKind::assessed) row.command = row.kind;
  Made fact(verb->type());
  if (auto read = read_fact(e, *verb, fact.get(), boxes_for(e, reads)); !read) return std::move(read).error();
  r.home.house.fields.withhold(*verb, fact.get(), reads);
  row.fact = to_json(verb->type(), fact.get());
  if (const Id id = case_of(*verb, fact.get()); !id.none()) row.case_id = CaseId(id);
  if (const Id id = noun_of_fact(*verb, fact.get()); !id.none()) {
    row.subject = id;
    row.noun = verb->use == VerbUse::on_noun ? noun_name(verb->subject) : noun_name(StreamKind::grant);
  }
  return row;
}

}  // namespace

Result<std::vector<EventRow>> event_rows(Reader& r, std::int64_t after, std::size_t limit, const std::optional<Id>& of) {
  std::vector<EventRow> out;
  Result<> problem;
  const auto take = [&](store::EventOut& e) {
    if (e.pos <= after || (r.as_of.before && e.received >= r.as_of.before)) return true;
    if (r.as_of.valid && (e.valid ? *e.valid : (*r.home.days)(e.received).days()) > r.as_of.valid->days()) return true;
    auto row = event_row(r, e);
    if (!row) { problem = std::move(row).error(); return false; }
    out.push_back(std::move(*row));
    return out.size() < limit;
  };
  const auto want = store::Want::streams | store::Want::contents;
  if (of) {
    auto events = r.home.log->events_of(*of, want);
    if (!events) return std::move(events).error();
    for (auto& e : *events) if (!take(e)) break;
  } else if (auto l = r.home.log->events(after, r.as_of.before, want, take); !l) {
    return std::move(l).error();
  }
  if (!problem) return std::move(problem).error();
  return out;
}

Result<std::vector<ChangeRow>> change_rows(Reader& r, std::int64_t after, std::size_t limit) {
  std::vector<ChangeRow> out;
  Result<> problem;
  auto l = r.home.log->events(0, r.as_of.before, store::Want::body | store::Want::streams, [&](store::EventOut& e) {
    if (e.act <= after) return true;
    if (r.as_of.valid && (e.valid ? *e.valid : (*r.home.days)(e.received).days()) > r.as_of.valid->days()) return true;
    if (out.empty() || out.back().pos != e.act) {
      if (out.size() == limit) return false;
      auto head = head_of(r, e.act);
      if (!head) { problem = std::move(head).error(); return false; }
      ChangeRow row;
      row.pos = e.act;
      row.act = head->act;
      row.command = head->command;
      row.actor = head->actor;
      row.role = head->role;
      row.received = moment(e.received);
      out.push_back(std::move(row));
    }
    for (const auto& s : e.streams)
      if (is_noun(s.kind) && in_receipt(r.home, s) && out.back().nouns.size() < 100 && std::find(out.back().nouns.begin(), out.back().nouns.end(), s.id) == out.back().nouns.end())
        out.back().nouns.push_back(s.id);
    for (const auto& s : e.streams)
      if (s.kind == StreamKind::case_) {
        auto& row = out.back();
        if (std::find(row.cases.begin(), row.cases.end(), CaseId(s.id)) != row.cases.end()) continue;
        ++row.touched;
        if (row.cases.size() < 100) row.cases.push_back(CaseId(s.id));
      }
    return true;
  });
  if (!l) return std::move(l).error();
  if (!problem) return std::move(problem).error();
  return out;
}

}  // namespace safar::inline v0
