// Projections made again from the log, and compared with what is stored.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/travel.hpp>

#include "register/execute.hpp"
#include "base/of_the_log.hpp"
#include "register/sealed.hpp"

namespace safar::inline v0 {
namespace {

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) for (const int shift : {4, 0}) out += "0123456789abcdef"[static_cast<unsigned char>(c) >> shift & 15];
  return out;
}

/// What is looked up by a keyed hash, as the log says it: numbers of cases, and of documents that are not erased.
class Lookups {
 public:
  explicit Lookups(Register::Impl& home) : home_(home) {}

  Result<> add(const store::EventOut& e) {
    const Verb* verb = is_newer(e) ? nullptr : any_verb(e.kind);
    const bool documents = e.kind == EventKind::apply || e.kind == EventKind::document || e.kind == EventKind::correct || e.kind == EventKind::issue_document;
    if (!verb || (!documents && !begins_case(e.kind) && !verb->begins)) return {};
    std::vector<Unsealed> boxes;
    for (const auto& b : e.boxes) if (b.shelf == Shelf::identity) boxes.push_back({b.subject, b.other, b.shelf, b.content, false});
    Made fact(verb->type());
    if (auto r = read_fact(e, *verb, fact.get(), std::move(boxes)); !r) return r;
    if (verb->begins) {
      const auto& ref = *text_member(verb->type(), fact.get(), "ref");
      Id id;
      if (!ref.empty() && parse_into(*text_member(verb->type(), fact.get(), noun_name(verb->subject)), id)) put(ref_mac(home_, verb->subject, ref), id);
    }
    if (begins_case(e.kind)) {
      const auto& number = *static_cast<const std::string*>(member(verb->type(), static_cast<const void*>(fact.get()), "number"));
      put(number_mac(home_, number), case_of(*verb, fact.get()));
    }
    const auto held = [&](const Id& person, const std::vector<Document>& papers) {
      for (const auto& d : papers) if (auto mac = document_mac(home_, d)) put(*std::move(mac), person);
    };
    if (e.kind == EventKind::apply) for (const auto& p : static_cast<const Apply*>(fact.get())->persons) held(p.person_id, p.documents);
    if (e.kind == EventKind::document) held(static_cast<const RecordDocument*>(fact.get())->person_id, {static_cast<const RecordDocument*>(fact.get())->document});
    if (e.kind == EventKind::issue_document) {
      const auto& f = *static_cast<const IssueDocument*>(fact.get());
      if (f.step.known() && f.step.value == IssuanceStep::issued) held(f.person_id, {{f.type, f.country, f.number, f.expires, true}});
    }
    if (e.kind == EventKind::correct) held(static_cast<const Correct*>(fact.get())->person_id, static_cast<const Correct*>(fact.get())->person.documents);
    return {};
  }
  [[nodiscard]] const std::set<std::pair<std::string, Id>>& all() const { return all_; }
  void put(std::string mac, const Id& subject) { all_.emplace(std::move(mac), subject); }
  [[nodiscard]] std::string dump(const Reads& reads) const {
    std::string out;
    for (const auto& [mac, subject] : all_) {
      const std::string id = to_string(subject);  // that somebody's papers are known is said by this alone
      out += "lookup " + hex(mac) + ' ' + (reads(Shelf::identity) ? id : hex(home_.log->mac("safar dump v1", {mac, id}))) + '\n';
    }
    return out;
  }

 private:
  Register::Impl& home_;
  std::set<std::pair<std::string, Id>> all_{};
};

/// A case as who asks may read what is open and counted of it, and a keyed hash of all that is stored of it, which is another one after each of its events.
std::string line_of(Register::Impl& home, CaseState state, const store::NowRow& row, const Reads& reads) {
  std::vector<std::string_view> parts{row.state};
  auto boxes = row.boxes;
  std::sort(boxes.begin(), boxes.end(), [](const store::BoxIn& a, const store::BoxIn& b) { return std::tie(a.shelf, a.subject) < std::tie(b.shelf, b.subject); });
  for (const auto& b : boxes) parts.insert(parts.end(), {std::string_view(reinterpret_cast<const char*>(b.subject.bytes.data()), b.subject.bytes.size()), b.content});
  hide(state, home.house.fields, [&](Shelf shelf) { return shelf == Shelf::open || (shelf == Shelf::counted && reads(shelf)); });
  return to_json(state) + " " + hex(home.log->mac("safar dump v1", parts)) + "\n";
}

/// What is counted of persons, a line each.
std::string dump(Register::Impl& home, const CountedColumns& columns, const Reads& reads) {
  const std::string lines = columns.dump();
  if (reads(Shelf::counted)) return lines;
  std::string out;
  for (std::size_t at = 0, end = 0; at < lines.size(); at = end + 1) {
    end = lines.find('\n', at);
    out += "counted " + hex(home.log->mac("safar dump v1", {lines.substr(at, end - at)})) + '\n';
  }
  return out;
}

std::string dump(Register::Impl& home, const Cases& cases, const Reads& reads) {
  std::vector<const CaseState*> sorted;
  for (const auto& [id, state] : cases) sorted.push_back(&state);
  std::sort(sorted.begin(), sorted.end(), [](const CaseState* a, const CaseState* b) { return static_cast<const Id&>(a->case_id) < static_cast<const Id&>(b->case_id); });
  std::string out;
  for (const auto* s : sorted) out += line_of(home, *s, now_row(*s), reads);
  return out;
}

bool same_columns(const store::NowRow& a, const store::NowRow& b) {
  return std::tie(a.stream, a.programme, a.office, a.journey, a.eligibility, a.consent, a.holds, a.opened, a.changed, a.version) ==
         std::tie(b.stream, b.programme, b.office, b.journey, b.eligibility, b.consent, b.holds, b.opened, b.changed, b.version);
}

}  // namespace

Result<std::string> Register::Impl::dump_stored(const Reads& reads) {
  std::vector<store::NowRow> rows;
  auto r = log->scan_now([&](store::NowRow& row) { rows.push_back(std::move(row)); return true; });
  if (!r) return std::move(r).error();
  std::map<Id, std::string> sorted;
  for (const auto& row : rows) {
    auto state = state_of(row);
    if (!state) return std::move(state).error();
    const Id id = state->case_id;
    const char* otherwise = same_columns(now_row(*state), row) ? "" : "in columns that say otherwise\n";
    sorted[id] = line_of(*this, *std::move(state), row, reads) + otherwise;
  }
  std::string out;
  for (const auto& [id, line] : sorted) out += line;
  CountedColumns stored;
  if (auto c = stored.load(*log); !c) return std::move(c).error();
  Lookups lookups(*this);
  if (auto l = log->scan_lookup([&](std::string_view mac, const Id& subject) { lookups.put(std::string(mac), subject); return true; }); !l) return std::move(l).error();
  return out + dump(*this, stored, reads) + lookups.dump(reads);
}

Result<std::string> Register::Impl::dump_rebuilt(const Reads& reads, const Progress& progress) {
  auto cases = fold_all(0, std::nullopt, progress);
  if (!cases) return std::move(cases).error();
  std::string out = dump(*this, **cases, reads);
  CountedColumns fresh;
  Lookups lookups(*this);
  Result<> problem;
  auto r = log->events(0, 0, store::Want::contents, [&](store::EventOut& e) {
    for (const auto& b : e.boxes)
      if (b.shelf == Shelf::counted && b.content)
        if (auto a = fresh.add(e, b.subject, *b.content); !a) { problem = std::move(a).error(); return false; }
    problem = lookups.add(e);
    return problem.ok();
  });
  if (!r) return std::move(r).error();
  if (!problem) return std::move(problem).error();
  return out + dump(*this, fresh, reads) + lookups.dump(reads);
}

Result<> Register::Impl::rebuild(const Progress& progress) {
  if (auto r = log->begin(); !r) return r;
  const auto undo = [&](Result<> r) { log->rollback(); forget(); return r; };
  forget();
  if (auto r = log->clear_now(); !r) return undo(std::move(r));
  if (auto r = log->clear_segments(counted_projection); !r) return undo(std::move(r));
  if (auto r = log->put_projection(counted_projection, {"counted-1", 0}); !r) return undo(std::move(r));
  auto cases = fold_all(0, std::nullopt, progress);
  if (!cases) return undo(std::move(cases).error());
  for (const auto& [id, state] : **cases) if (auto r = put_state(state); !r) return undo(std::move(r));
  if (auto r = columns.load(*log); !r) return undo(std::move(r));
  if (auto r = columns.write(*log); !r) return undo(std::move(r));
  Lookups lookups(*this);
  Result<> problem;
  auto read = log->events(0, 0, store::Want::contents, [&](store::EventOut& e) { problem = lookups.add(e); return problem.ok(); });
  if (!read || !problem) return undo(read ? std::move(problem) : std::move(read));
  if (auto r = log->clear_lookup(); !r) return undo(std::move(r));
  for (const auto& [mac, subject] : lookups.all()) if (auto r = log->put_lookup(mac, subject); !r) return undo(std::move(r));
  if (auto r = log->put_projection("numbers", {"{}", 0}); !r) return undo(std::move(r));  // counted again from the log
  house.numbers.clear();
  if (auto r = load_numbers(); !r) return undo(std::move(r));
  if (auto r = put_numbers(*this, numbers_text(house)); !r) return undo(std::move(r));
  if (auto r = log->put_projection("case_now", {std::string(case_fold), log->last_event()}); !r) return undo(std::move(r));
  if (auto r = log->commit(); !r) return undo(std::move(r));
  forget();
  return log->checkpoint();
}

}  // namespace safar::inline v0
