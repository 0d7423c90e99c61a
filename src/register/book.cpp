#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>
#include <safar/base/time.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/upcast.hpp>

#include <algorithm>
#include <charconv>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"
#include "register/noun_workflow.hpp"
#include "register/sealed.hpp"

namespace safar::inline v0 {

Date DayClock::operator()(std::int64_t microseconds) const {
  if (microseconds >= from_ && microseconds < until_) return day_;
  const auto instant = Instant::from_microseconds(microseconds);
  if (!instant) return Date();
  const auto day = day_of(*instant, zone_);
  if (!day) return instant->utc_day();  // the zone was checked when the register was made
  day_ = *day;
  const auto from = start_of_day(*day, zone_);
  const auto until = end_of_day(*day, zone_);
  if (from && until) { from_ = *from; until_ = *until; }
  return *day;
}

Result<std::int64_t> DayClock::end(Date day) const { return end_of_day(day, zone_); }

Result<> read_fact(const store::EventOut& event, const Verb& verb, void* fact, std::vector<Unsealed> boxes) {
  if (event.ver == fact_version(event.kind)) return merge(verb.type(), event.body, boxes, fact);
  std::string body = event.body;
  if (auto r = upcast(event.kind, event.ver, body, boxes); !r) return r;
  return merge(verb.type(), body, boxes, fact);
}

bool is_newer(const store::EventOut& event) { return !any_verb(event.kind) || event.ver > fact_version(event.kind); }

// The counter is stored now and then; what began since is few, and says its number.
Result<> Register::Impl::load_numbers() {
  auto stored = log->projection("numbers");
  if (!stored) return std::move(stored).error();
  const auto number = [](std::string_view digits, auto& out) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  if (*stored) {
    house.numbers_upto = (*stored)->upto;
    auto dom = parse_dom((*stored)->fold, of_the_log);
    if (dom && dom->is_object())
      for (const auto& [year, count] : dom->items())
        if (std::int32_t y = 0; number(year, y) && count.is_number_integer()) house.numbers[y] = count.get<std::int64_t>();
  }
  const std::string office = log->office() + "-";
  Result<> problem;
  auto r = log->events(house.numbers_upto, 0, store::Want::body, [&](store::EventOut& e) {
    const Verb* verb = is_newer(e) ? nullptr : any_verb(e.kind);
    if (!verb || !begins_case(e.kind)) return true;
    Made fact(verb->type());
    problem = read_fact(e, *verb, fact.get());
    if (!problem) return false;
    const std::string_view said = *static_cast<const std::string*>(member(verb->type(), static_cast<const void*>(fact.get()), "number"));
    if (!said.starts_with(office) || said.size() < office.size() + 6) return true;  // another office counts for itself
    std::int32_t year = 0;
    std::int64_t n = 0;
    if (number(said.substr(office.size(), 4), year) && number(said.substr(office.size() + 5), n)) house.numbers[year] = std::max(house.numbers[year], n);
    return true;
  });
  return r ? problem : r;
}

Result<> Register::Impl::load_house() {
  house = House();
  auto events = log->events_of(log->derived_id(house_stream, {}), store::Want::body);
  if (!events) return std::move(events).error();
  for (const auto& e : *events) {
    const Verb* verb = any_verb(e.kind);
    if (!verb || !teaches_house(e.kind)) continue;
    Made fact(verb->type());
    if (auto read = read_fact(e, *verb, fact.get()); !read) return read;
    std::string act;
    if (e.kind == EventKind::suspend) {
      auto a = log->act(e.act);
      if (!a) return std::move(a).error();
      act = a->name;
    }
    learn(e.pos, act, *verb, fact.get());
  }
  if (house.workflows.empty()) return fail(ErrorCode::corrupt, "The register has adopted no workflow.", "", "no_workflow", "Restore it from a backup.");
  if (auto r = load_numbers(); !r) return r;
  days = std::make_unique<DayClock>(house.zone);
  return {};
}

std::optional<std::int64_t> min_cell_of(const std::string& text) {
  std::int64_t n = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size() || n < 0 || n > 1000) return std::nullopt;
  return n;
}

void Register::Impl::learn(std::int64_t pos, const std::string& act, const Verb& verb, const void* fact) {
  if (verb.kind == EventKind::adopt) {
    const auto& f = *static_cast<const Adopt*>(fact);
    if (f.kind == "workflow") {
      if (const auto kind = workflow_subject(f.document); kind != StreamKind::none) {
        if (auto w = load_noun_workflow(kind, f.document)) house.noun_workflows[kind] = std::move(*w);
      } else if (auto w = Workflow::load(f.document, house.fields.guard_type(), workflow_events())) {
        house.workflows.emplace_back(pos, *w);
      }
    } else if (f.kind == "field_set") {
      house.fields.adopt(f.document);
    } else if (f.kind == "programme") {
      house.programmes.push_back(f.name);
    } else if (f.kind == "code_list") {
      if (auto list = CodeList::read(f.name, f.document)) house.lists.insert_or_assign(f.name, std::move(*list));
    } else if (f.kind == "setting") {
      if (auto dom = parse_dom(f.document); dom && dom->is_object()) {
        const auto said = dom->find(f.name);
        if (said == dom->end() || !said->is_string()) return;
        if (f.name == "zone") house.zone = said->get<std::string>();
        if (f.name == "programme") house.programme = said->get<std::string>();
        if (f.name == min_cell_setting) house.min_cell = min_cell_of(said->get<std::string>()).value_or(house.min_cell);
      }
    }
  } else if (verb.kind == EventKind::suspend) {
    house.suspensions.push_back({act, *static_cast<const Suspend*>(fact)});
  } else if (verb.kind == EventKind::end_suspension) {
    std::erase_if(house.suspensions, [&](const OpenSuspension& s) { return s.act == static_cast<const EndSuspension*>(fact)->hold; });
  }
}

void Register::Impl::forget() {
  book.cases.clear();
  kept.clear();
  kept_tables.clear();
  now.reset();
  columns.forget();
  sites = {};
  portfolio.forget();
  book.upto = -1;  // the house too: what an undone act taught it was never so
}

Result<> Register::Impl::refresh() {
  if (log->last_event() == book.upto) return {};
  const std::int64_t seen = book.upto;
  PortfolioBook before = std::move(portfolio);
  forget();
  if (auto r = load_house(); !r) return r;
  if (seen > 0) {  // what was undone is forgotten; what others wrote comes on top
    portfolio = std::move(before);
    if (auto r = portfolio.catch_up(*this, seen); !r) {
      portfolio.forget();
      return r;
    }
  }
  book.upto = log->last_event();
  return {};
}

void Register::Impl::let_go() {
  constexpr std::size_t most_cases = 200'000;
  if (staged.settle) return;
  if (book.cases.size() > most_cases) book.cases.clear();
  portfolio.let_go();
}

namespace {
Error no_such_case() { return fail(ErrorCode::not_found, "There is no such case.", "/case", "no_such_case", "Look the case number up: query cases."); }
}  // namespace

Result<const CaseState*> Register::Impl::find_case(const Id& id) {
  if (const auto it = book.cases.find(id); it != book.cases.end()) return &it->second;
  const auto keep = [&](Result<CaseState> state) -> Result<const CaseState*> {
    if (!state) return std::move(state).error();
    return &(book.cases[id] = std::move(*state));
  };
  if (staged.reader) {
    auto text = staged.reader->state(id);
    if (!text) return std::move(text).error();
    if (!*text) return no_such_case();
    auto state = from_json<CaseState>(**text, of_the_log);
    if (!state || !state->has_sealed()) return keep(std::move(state));
    if (auto r = settle(); !r) return std::move(r).error();  // its boxes need keys, which the log has
    if (const auto it = book.cases.find(id); it != book.cases.end()) return &it->second;
  }
  auto row = log->now(id);
  if (!row) return std::move(row).error();
  return *row ? keep(state_of(**row)) : no_such_case();
}

Result<CaseTable*> Register::Impl::table(const AsOf& as_of, const Progress& progress) {
  if (auto r = settle(); !r) return std::move(r).error();
  if (!columns.loaded()) if (auto r = columns.load(*log); !r) return std::move(r).error();
  if (as_of.now()) {
    if (now) return now.get();
    auto made = std::make_unique<CaseTable>();
    Result<> problem;
    std::uint64_t seen = 0;
    auto r = log->scan_now([&](store::NowRow& row) {
      if (progress && ++seen % 4096 == 0 && !progress(seen, 0)) { problem = fail(ErrorCode::cancelled, "Cancelled by the caller."); return false; }
      auto state = from_json<CaseState>(row.state, of_the_log);  // nothing of its boxes is in the table
      if (!state) { problem = std::move(state).error(); return false; }
      made->set(*state);
      return true;
    });
    if (!r) return std::move(r).error();
    if (!problem) return std::move(problem).error();
    for (const auto& row : columns.rows()) made->counted(columns, row);
    now = std::move(made);
    return now.get();
  }
  for (const auto& k : kept_tables)
    if (k.of != KeptTable::asked_once && k.as_of.before == as_of.before && k.as_of.valid == as_of.valid && (as_of.before || k.of == log->last_event())) return k.table.get();
  auto cases = fold_all(as_of.before, as_of.valid, progress);
  if (!cases) return std::move(cases).error();
  std::vector<const CaseState*> sorted;
  for (const auto& [id, s] : **cases) sorted.push_back(&s);
  std::sort(sorted.begin(), sorted.end(), [](const CaseState* a, const CaseState* b) { return a->opened < b->opened; });
  auto made = std::make_shared<CaseTable>(as_of.valid);
  for (const auto* s : sorted) made->set(*s);
  for (const auto& row : columns.rows()) {
    if (as_of.before && row.received >= as_of.before) continue;
    if (as_of.valid && (row.day == CountedRow::no_day ? (*days)(row.received).days() : row.day) > as_of.valid->days()) continue;
    made->counted(columns, row);
  }
  constexpr std::size_t kept_most = 2;
  if (kept_tables.size() == kept_most) kept_tables.erase(kept_tables.begin());
  const bool over = as_of.before <= log->next_received();  // a day that is not can still get events: its table answers this question only
  kept_tables.push_back({as_of, over ? log->last_event() : KeptTable::asked_once, made});
  return made.get();
}

store::NowRow now_row(const CaseState& state) {
  store::NowRow row;
  row.stream = state.case_id;
  row.programme = state.programme;
  row.office = state.office;
  row.journey = state.region("journey");
  row.eligibility = state.region("eligibility");
  row.consent = state.region("consent");
  for (const auto& h : state.holds) row.holds += (row.holds.empty() ? "" : ",") + h.hold;
  row.opened = state.opened;
  row.changed = state.changed;
  row.version = state.version;
  if (!state.has_sealed()) {
    row.state = to_json(state);
    return row;
  }
  auto parts = split(info<CaseState>(), &state);
  if (!parts) return row;  // not for an id that is there
  row.state = std::move(parts->body);
  for (auto& b : parts->boxes)
    if (std::any_of(state.persons.begin(), state.persons.end(), [&](const PersonState& p) { return p.person_id == b.subject && p.assessed && !p.erased; }))
      row.boxes.push_back({b.subject, b.other, b.shelf, std::move(b.content)});
  return row;
}

Result<> Register::Impl::put_state(const CaseState& state) { return log->put_now(now_row(state)); }

Result<std::optional<StreamKind>> Register::Impl::kind_of(const Id& id) {
  for (const auto* seen : {&staged.fresh, &staged.writing})
    if (const auto it = seen->kinds.find(id); it != seen->kinds.end()) return std::optional(it->second);
  return staged.reader ? staged.reader->kind_of(id) : log->kind_of(id);
}

Result<std::vector<Id>> Register::Impl::lookup(const std::string& mac) {
  auto found = staged.reader ? staged.reader->lookup(mac) : log->lookup(mac);
  if (!found) return found;
  for (const auto* seen : {&staged.writing, &staged.fresh})
    if (const auto it = seen->lookups.find(mac); it != seen->lookups.end())
      for (const auto& id : it->second) if (std::find(found->begin(), found->end(), id) == found->end()) found->push_back(id);
  return found;
}

namespace {

/// Adds events, in the order of the fold, to the cases that they touch.
class Folder {
 public:
  Folder(Register::Impl& home, Cases& cases, std::optional<Date> valid) : home_(home), cases_(cases), valid_(valid) {}

  /// `e.streams` is asked of the log where an event needs it and does not have it.
  Result<> add(const store::EventOut& e) {
    const Date day = e.valid ? *Date::from_days(*e.valid) : (*home_.days)(e.received);
    if (valid_ && day > *valid_) return {};
    const Verb* verb = e.kind == EventKind::assessed ? verb_of_sealed(e, reads_all) : home_.house.fields.verb_of(e);
    if (verb && (verb->use == VerbUse::on_house || verb->use == VerbUse::on_noun)) return {};
    if (is_newer(e))  // kept and counted: its cases can be read here, and written to only by who understands them
      return on_streams(e, [&](CaseState& state) {
        ++state.opaque;
        ++state.version;
        state.changed = std::max(state.changed, e.received);
      });
    // Facts are read into objects of their own: a member that is absent must not show the last one's value.
    Made fact(verb->type());
    if (auto read = read_fact(e, *verb, fact.get(), folds_boxes(e.kind) ? boxes_for(e, reads_all) : std::vector<Unsealed>()); !read) return read;
    if (keeps_act(verb->kind) && act_pos_ != e.act) {
      auto a = home_.log->act(e.act);
      if (!a) return std::move(a).error();
      act_ = a->name;
      act_pos_ = e.act;
    }
    const Occurrence at{act_, e.received, day};
    const Workflow& workflow = home_.house.at(e.pos);
    if (folds_by_stream(e.kind)) return on_streams(e, [&](CaseState& state) { fold(state, workflow, *verb, fact.get(), at); });
    const Id id = case_of(*verb, fact.get());
    if (only_ && id != *only_) return {};
    if (begins_case(e.kind)) fold(cases_[id], workflow, *verb, fact.get(), at);
    else if (const auto it = cases_.find(id); it != cases_.end()) fold(it->second, workflow, *verb, fact.get(), at);
    return {};
  }
  /// Of events that touch several cases, only this one is folded.
  void only(const Id& id) { only_ = id; }

 private:
  template <class F> Result<> on_streams(const store::EventOut& e, const F& each) {
    const auto all = [&](const std::vector<store::StreamRef>& streams) {
      for (const auto& s : streams)
        if (s.kind == StreamKind::case_)
          if (const auto it = cases_.find(s.id); it != cases_.end()) each(it->second);
    };
    if (!e.streams.empty()) { all(e.streams); return {}; }
    auto a = home_.log->act(e.act);
    if (!a) return std::move(a).error();
    for (const auto& event : a->events) if (event.pos == e.pos) all(event.streams);
    return {};
  }

  Register::Impl& home_;
  Cases& cases_;
  std::optional<Date> valid_;
  std::optional<Id> only_{};
  std::string act_{};
  std::int64_t act_pos_ = -1;
};

}  // namespace

Result<std::shared_ptr<const Cases>> Register::Impl::fold_all(std::int64_t before, std::optional<Date> valid, const Progress& progress) {
  constexpr std::size_t kept_folds = 3, kept_cases = 100'000;  // some 200 MB at the most
  auto made = std::make_shared<Cases>();
  std::int64_t from = 0;
  for (const auto& k : kept) {
    if (k.before == before && k.valid == valid && (before || k.of == log->last_event())) return k.cases;
    // What was known earlier is the beginning of what was known later, where no day of validity picks events out.
    if (before && !valid && !k.valid && k.before && k.before < before && k.upto > from) {
      *made = *k.cases;
      from = k.upto;
    }
  }
  std::int64_t last = from, seen = 0;
  Result<> problem;
  const auto total = static_cast<std::uint64_t>(log->last_event());
  Folder folder(*this, *made, valid);
  const auto one = [&](store::EventOut& e) -> bool {
    last = e.pos;
    if (progress && ++seen % 4096 == 0 && !progress(static_cast<std::uint64_t>(e.pos), total)) problem = fail(ErrorCode::cancelled, "Cancelled by the caller.");
    else problem = folder.add(e);
    return problem.ok();
  };
  if (auto r = log->events(from, before, store::Want::folded, one); !r) return std::move(r).error();
  if (!problem) return std::move(problem).error();
  // A day that is not over yet can still get events, so it is not kept.
  // Nor is all that is known now: verify and rebuild must read the log itself.
  if ((before || valid) && before <= log->next_received() && made->size() <= kept_cases) {
    if (kept.size() == kept_folds) kept.erase(kept.begin());
    kept.push_back({before, valid, last, log->last_event(), made});
  }
  return std::shared_ptr<const Cases>(std::move(made));
}

Result<std::unique_ptr<CaseTable>> Register::Impl::table_of(std::span<const Id> ids, const AsOf& as_of) {
  auto made = std::make_unique<CaseTable>(as_of.valid);
  std::vector<std::vector<store::EventOut>> read;
  std::map<std::int64_t, const store::EventOut*> said;  // in the order of the log, as all counted columns are read
  std::vector<PersonState> persons;
  for (const Id& id : ids) {
    auto events = log->events_of(id, store::Want::streams | store::Want::contents);
    if (!events) return std::move(events).error();
    read.push_back(std::move(*events));
    Cases cases;
    Folder folder(*this, cases, as_of.valid);
    folder.only(id);
    for (const auto& e : read.back()) {
      if (as_of.before && e.received >= as_of.before) break;
      if (auto r = folder.add(e); !r) return std::move(r).error();
      said.emplace(e.pos, &e);
    }
    const auto it = cases.find(id);
    if (it == cases.end()) continue;
    made->set(it->second);
    persons.insert(persons.end(), it->second.persons.begin(), it->second.persons.end());
  }
  // What statistics know of a person may have been said in another case: before a household parted, or of an earlier application.
  for (const auto& person : persons) {
    const auto other = [&](const store::EventOut& e) { return !said.contains(e.pos) && !(as_of.before && e.received >= as_of.before); };
    auto theirs = log->events_of(person.person_id, store::Want::body);
    if (!theirs) return std::move(theirs).error();
    if (std::none_of(theirs->begin(), theirs->end(), other)) continue;
    theirs = log->events_of(person.person_id, store::Want::contents);
    if (!theirs) return std::move(theirs).error();
    read.push_back(std::move(*theirs));
    for (const auto& e : read.back()) if (other(e)) said.emplace(e.pos, &e);
  }
  CountedColumns counted;
  for (const auto& [pos, e] : said) {
    const std::int32_t day = e->valid ? *e->valid : (*days)(e->received).days();
    if (as_of.valid && day > as_of.valid->days()) continue;
    for (const auto& b : e->boxes)
      if (b.shelf == Shelf::counted && b.content) if (auto r = counted.add(*e, b.subject, *b.content); !r) return std::move(r).error();
  }
  for (const auto& row : counted.rows()) made->counted(counted, row);
  return made;
}

Result<> Register::Impl::close() {
  if (!log) return {};
  if (!read_only && columns.loaded() && columns.unwritten() > 0)
    if (auto r = log->begin()) {
      if (!columns.write(*log) || !log->commit()) { log->rollback(); columns.forget(); }  // the boxes have it: the next open reads them
    }
  auto r = log->close();
  log.reset();
  return r;
}

}  // namespace safar::inline v0
