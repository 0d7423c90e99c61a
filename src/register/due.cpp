#include "register/due.hpp"

#include <algorithm>
#include <tuple>

#include <safar/base/json.hpp>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"
#include "register/sealed.hpp"

namespace safar::inline v0 {
namespace {

/// What the house had adopted before a moment (0: ever).
struct Adopted {
  std::int64_t pos = 0;  ///< of the last event that taught the house
  std::string calendar{};
  std::vector<Adopt> calendars{};
};

Result<Adopted> adopted(Register::Impl& home, std::int64_t before) {
  auto events = home.log->events_of(home.log->derived_id(house_stream, {}), store::Want::body);
  if (!events) return std::move(events).error();
  Adopted out;
  for (const auto& e : *events) {
    if (before && e.received >= before) break;
    out.pos = e.pos;
    if (e.kind != EventKind::adopt) continue;
    Adopt f;
    if (auto read = read_fact(e, *find_verb(e.kind), &f); !read) return std::move(read).error();
    if (f.kind == "calendar") out.calendars.push_back(std::move(f));
    else if (f.kind == "setting" && f.name == "calendar")
      if (auto dom = parse_dom(f.document); dom && dom->is_object() && dom->contains("calendar") && dom->at("calendar").is_string()) out.calendar = dom->at("calendar").get<std::string>();
  }
  return out;
}

Result<Calendar> resolve(const Adopted& a) {
  if (a.calendar.empty()) return a.calendars.empty() ? Calendar() : Calendar::from_json(a.calendars.back().document);
  for (auto it = a.calendars.rbegin(); it != a.calendars.rend(); ++it)
    if (it->name == a.calendar) return Calendar::from_json(it->document);
  return Calendar::of_country(a.calendar);
}

// Every row stands at one place, so that a cursor holds while others write.
std::string cursor(const DueRow& r) { return to_string(r.due) + (r.case_id.known() ? to_string(r.case_id.value) : "") + r.kind + "/" + r.what + "/" + r.after + "/" + r.act + (r.subject.known() ? to_string(r.subject.value) + r.detail : ""); }

Result<> add_erasures(Reader& r, Date as_of, std::vector<DueRow>& out) {
  auto pending = r.home.log->pending_erasures();
  if (!pending) return std::move(pending).error();
  for (const auto& person : *pending) {
    auto events = r.home.log->events_of(person, store::Want::streams);
    if (!events) return std::move(events).error();
    DueRow row;
    bool ordered = false;
    for (const auto& e : *events) {
      if (r.as_of.before && e.received >= r.as_of.before) break;
      if (!row.case_id.known())
        for (const auto& s : e.streams) if (s.kind == StreamKind::case_ && !row.case_id.known()) row.case_id = CaseId(s.id);
      if (e.kind != EventKind::erase) continue;
      row.since = (*r.home.days)(e.received);
      auto act = r.home.log->act(e.act);
      if (!act) return std::move(act).error();
      row.act = act->name;
      ordered = true;
    }
    if (!ordered || row.since > as_of) continue;
    row.what = "erase";
    row.kind = "erasure";
    row.after = "erase";
    row.due = row.since;
    row.days_left = row.due - as_of;
    row.late = row.days_left < 0;
    row.escalate = row.late;
    row.roles = r.home.house.now().roles("erase");
    if (row.case_id.known())
      if (auto state = r.home.find_case(row.case_id.value)) {
        row.number = (*state)->number;
        row.programme = (*state)->programme;
        row.office = (*state)->office;
      }
    out.push_back(std::move(row));
  }
  return {};
}

}  // namespace

Result<> check_calendar(Register::Impl& home, Adopt& fact) {
  if (fact.kind == "calendar") {
    auto c = Calendar::from_json(fact.document);
    if (!c) { auto e = std::move(c).error(); e.pointer = "/document" + e.pointer; return e; }
    if (fact.name.empty()) fact.name = c->name();
    if (fact.name != c->name()) return fail(ErrorCode::invalid_argument, "The document has another name.", "/name", "two_names", "Leave \"name\" out.");
    return {};
  }
  auto dom = parse_dom(fact.document);
  if (fact.kind != "setting" || fact.name != "calendar" || !dom || !dom->is_object() || !dom->contains("calendar") || !dom->at("calendar").is_string()) return {};
  auto a = adopted(home, 0);
  if (!a) return std::move(a).error();
  a->calendar = dom->at("calendar").get<std::string>();
  if (auto c = resolve(*a); !c)
    return fail(ErrorCode::not_found, "There is no such calendar.", "/document/calendar", "no_such_calendar", "Adopt it first, or name a country that has a table, such as MLI.");
  return {};
}

Result<std::vector<DueRow>> due_rows(Reader& r, const std::optional<Id>& of_case) {
  auto a = adopted(r.home, r.as_of.before);
  if (!a) return std::move(a).error();
  auto calendar = resolve(*a);
  if (!calendar) return std::move(calendar).error();
  const Workflow& workflow = r.home.house.at(a->pos);
  // A question about what was known earlier is asked as of then: its answer must not change as days go by.
  const Date as_of = r.as_of.valid ? *r.as_of.valid : (*r.home.days)(r.as_of.before ? r.as_of.before - 1 : r.home.log->next_received());
  std::vector<DueRow> out;
  const auto add = [&](const CaseState& whole) {
    std::optional<CaseState> kept;
    const CaseState& s = seen_by(whole, r.home.house.fields, r.actor, kept);
    for (auto& t : due(s, workflow, *calendar, as_of)) {
      DueRow row;
      row.case_id = s.case_id;
      row.number = s.number;
      row.programme = s.programme;
      row.office = s.office;
      row.what = std::move(t.what);
      row.kind = std::string(to_string(t.kind));
      row.after = std::move(t.after);
      row.since = t.since;
      row.due = t.due;
      row.days_left = t.days_left;
      row.late = t.late;
      row.paused = t.paused;
      row.escalate = t.escalate;
      row.hold = std::move(t.hold);
      row.act = std::move(t.act);
      row.roles = std::move(t.roles);
      row.calendar = calendar->name();
      out.push_back(std::move(row));
    }
  };
  if (of_case && r.as_of.now()) {
    auto state = r.home.find_case(*of_case);
    if (state) add(**state);
    else if (state.error().code != ErrorCode::not_found) return std::move(state).error();
  } else if (r.as_of.now()) {
    Result<> problem;
    std::uint64_t seen = 0;
    auto l = r.home.log->scan_now([&](store::NowRow& row) {
      if (r.progress && ++seen % 4096 == 0 && !r.progress(seen, 0)) { problem = fail(ErrorCode::cancelled, "Cancelled by the caller."); return false; }
      if (row.holds.empty() && row.boxes.empty() && row.state.find("\"clocks\":[{") == std::string::npos) return true;  // nothing runs: not worth reading
      auto state = state_of(row);
      if (!state) { problem = std::move(state).error(); return false; }
      add(*state);
      return true;
    });
    if (!l) return std::move(l).error();
    if (!problem) return std::move(problem).error();
  } else {
    auto cases = r.home.fold_all(r.as_of.before, r.as_of.valid, r.progress);
    if (!cases) return std::move(cases).error();
    for (const auto& [id, s] : **cases) add(s);
  }
  if (auto e = add_erasures(r, as_of, out); !e) return std::move(e).error();
  if (!of_case)
    if (auto e = add_portfolio_dues(r, as_of, out); !e) return std::move(e).error();
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < out.size(); ++i) order.emplace_back(cursor(out[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<DueRow> sorted;
  sorted.reserve(out.size());
  for (const auto& [key, i] : order) sorted.push_back(std::move(out[i]));
  return sorted;
}

Result<std::shared_ptr<Frame::Impl>> answer_due(Reader& r, Query& q) {
  std::optional<Id> of_case;
  for (const auto& f : q.where)
    if (Id id; f.field->name == "case" && f.op == Op::eq && parse_into(f.values[0], id)) of_case = id;
  auto rows = due_rows(r, of_case);
  if (!rows) return std::move(rows).error();
  if (!q.after.empty()) {
    if (Date day; q.after.size() < 10 || !parse_into(q.after.substr(0, 10), day)) return fail(ErrorCode::parse, "That is no cursor of this view.", "/after", "", "Give the \"next\" of an answer to the same question.");
    std::erase_if(*rows, [&](const DueRow& row) { return cursor(row) <= q.after; });
  }
  filter_rows(q.where, *rows);
  std::string next;
  if (rows->size() > q.limit) {
    rows->resize(q.limit);
    next = cursor(rows->back());
  }
  auto f = plain_frame(q, std::move(*rows));
  f->next = std::move(next);
  return f;
}

}  // namespace safar::inline v0
