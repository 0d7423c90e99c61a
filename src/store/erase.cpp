/// Erasure: in the act's transaction the sealed bytes go from their rows (mark_erased); after the commit the keys are
/// destroyed, and then both files are looked through for what deleting left behind in the -wal and in gaps of pages.
#include <algorithm>

#include "log_impl.hpp"

namespace safar::inline v0::store {
namespace {

constexpr int wait_for_readers_ms = 300;

}  // namespace

Result<> LogImpl::mark_erased(const std::vector<Id>& persons) {
  if (auto r = enter_writing(); !r) return r;
  std::vector<std::int64_t> owners;
  for (const Id& id : persons) {
    auto s = find_stream(id);
    if (!s) return std::move(s).error();
    if (!*s || (*s)->kind != static_cast<std::uint32_t>(StreamKind::person)) return fail(ErrorCode::not_found, "there is no person of that id");
    owners.push_back((*s)->n);
  }
  const auto take_away = [&](std::int64_t owner) -> Result<> {
    std::vector<std::pair<std::int64_t, std::int64_t>> boxes;
    {
      auto s = db_.use("SELECT b.event, b.i, b.sealed FROM touch t CROSS JOIN box b ON b.event = t.event "
                       "WHERE t.stream = ?1 AND (b.subject = ?1 OR b.other = ?1) AND b.sealed IS NOT NULL");
      s.bind(owner);
      for (;;) {
        auto row = s.step();
        if (!row) return std::move(row).error();
        if (!*row) break;
        boxes.emplace_back(s.integer(0), s.integer(1));
        staged_.emplace_back(s.bytes(2));
      }
    }
    for (const auto& [event, i] : boxes)
      if (auto r = db_.use("UPDATE box SET sealed = NULL WHERE event = ? AND i = ?").bind(event).bind(i).run(); !r) return r;
    {
      // What another person has too stays in the file, and is not looked for: the erasure would wait for it for ever.
      auto s = db_.use("SELECT mac, EXISTS(SELECT 1 FROM lookup o WHERE o.mac = l.mac AND o.subject <> l.subject) FROM lookup l WHERE subject = ?");
      s.bind(owner);
      for (;;) {
        auto row = s.step();
        if (!row) return std::move(row).error();
        if (!*row) break;
        if (s.integer(1) == 0) staged_.emplace_back(s.bytes(0));
        ++staged_lookups_;
      }
    }
    if (auto r = stage_now_boxes(owner); !r) return r;
    if (auto r = db_.use("DELETE FROM now_box WHERE subject = ?").bind(owner).run(); !r) return r;
    if (auto r = db_.use("DELETE FROM lookup WHERE subject = ?").bind(owner).run(); !r) return r;
    if (auto r = requests_away(owner); !r) return r;
    if (auto r = db_.use("INSERT OR IGNORE INTO pending_erasure(subject) VALUES(?)").bind(owner).run(); !r) return r;
    marked_.insert(owner);
    return {};
  };
  for (const std::int64_t owner : owners)
    if (auto r = take_away(owner); !r) return poisoned(std::move(r).error());
  const auto segments_away = [&]() -> Result<> {
    {
      auto s = db_.use("SELECT sealed FROM segment WHERE owner IN (SELECT p.subject FROM pending_erasure p JOIN stream s ON s.n = p.subject WHERE s.kind = 1)");
      for (;;) {
        auto row = s.step();
        if (!row) return std::move(row).error();
        if (!*row) break;
        staged_.emplace_back(s.bytes(0));
      }
    }
    return db_.use("DELETE FROM segment WHERE owner IN (SELECT p.subject FROM pending_erasure p JOIN stream s ON s.n = p.subject WHERE s.kind = 1)").run();
  };
  auto r = segments_away();
  return r ? Result<>() : Result<>(poisoned(std::move(r).error()));
}

Result<> LogImpl::stage_now_boxes(std::int64_t owner) {
  auto s = db_.use("SELECT sealed FROM now_box WHERE subject = ?");
  s.bind(owner);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return {};
    staged_.emplace_back(s.bytes(0));
  }
}

/// With its request an act could be asked for by who guesses what it said of the person.
Result<> LogImpl::requests_away(std::int64_t person) {
  std::vector<std::int64_t> acts;
  {
    auto s = db_.use("SELECT r.act, r.id, r.digest, r.mac FROM touch t CROSS JOIN event e ON e.pos = t.event CROSS JOIN request r ON r.act = e.act WHERE t.stream = ?");
    s.bind(person);
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      acts.push_back(s.integer(0));
      for (const int column : {1, 2, 3}) staged_.emplace_back(s.bytes(column));
    }
  }
  for (const std::int64_t act : acts)
    if (auto r = db_.use("DELETE FROM request WHERE act = ?").bind(act).run(); !r) return r;
  return {};
}

Result<std::vector<std::int64_t>> LogImpl::pending_subjects() {
  std::vector<std::int64_t> out;
  // Only whom an act of erasure names: a row alone would be enough to have somebody's keys destroyed.
  auto s = db_.use("SELECT subject FROM pending_erasure p WHERE EXISTS(SELECT 1 FROM touch t CROSS JOIN event e ON e.pos = t.event WHERE t.stream = p.subject AND e.kind = 34) "
                   "ORDER BY subject");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return out;
    out.push_back(s.integer(0));
  }
}

Result<std::vector<Id>> LogImpl::pending_erasures() {
  std::vector<Id> out;
  auto s = db_.use("SELECT s.id FROM pending_erasure p JOIN stream s ON s.n = p.subject ORDER BY p.subject");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) return out;
    Id id;
    const auto bytes = s.bytes(0);
    if (bytes.size() == id.bytes.size()) std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(id.bytes.data()));
    out.push_back(id);
  }
}

Result<EraseReport> LogImpl::finish_erasure() {
  if (auto r = unlocked("finish_erasure"); !r) return std::move(r).error();
  auto subjects = pending_subjects();
  if (!subjects) return std::move(subjects).error();
  EraseReport nothing;
  nothing.done = true;
  if (subjects->empty()) return nothing;
  if (auto r = take_lease(options_.busy_timeout_ms); !r) return std::move(r).error();  // may finish on the way
  const auto rest = [&]() -> Result<EraseReport> {
    subjects = pending_subjects();
    if (!subjects) return std::move(subjects).error();
    if (subjects->empty()) return nothing;
    return finish(*subjects);
  };
  auto report = rest();
  give_back_lease();
  return report;
}

Result<std::int64_t> LogImpl::count_left(Database& db, const Needles& needles) {
  std::unordered_set<std::uint32_t> found;
  if (auto r = db.raw(Needles::overlap, [&](std::string_view block) { needles.seek(block, found); }); !r) return std::move(r).error();
  return static_cast<std::int64_t>(found.size());
}

Result<EraseReport> LogImpl::finish(const std::vector<std::int64_t>& subjects) {
  struct Flag { bool& on; explicit Flag(bool& f) : on(f) { on = true; } ~Flag() { on = false; } } flag(finishing_);
  EraseReport report;
  report.persons = static_cast<std::int64_t>(subjects.size());
  report.lookups = erased_lookups_;
  {
    auto n = db_.number("SELECT count(*) FROM (SELECT DISTINCT b.event, b.i FROM pending_erasure p CROSS JOIN touch t ON t.stream = p.subject "
                        "CROSS JOIN box b ON b.event = t.event WHERE (b.subject = p.subject OR b.other = p.subject) AND b.sealed IS NULL)");
    if (!n) return std::move(n).error();
    report.boxes = *n;
  }
  // 1. The keys. A key may still lie among the spares: then it is settled first, so that all of it is in one place.
  if (auto r = keys_.settle(db_); !r) return std::move(r).error();
  std::vector<std::string> wrapped;
  auto keys = keys_.destroy(subjects, wrapped);
  if (!keys) return std::move(keys).error();
  report.keys = *keys;
  Needles key_needles;
  for (const std::string& w : wrapped) key_needles.add(w);

  // 2. Both files: once through the -wal, and once rewritten where something is left, or where nobody knows what to look
  // for (after a crash). The key store is small and is always rewritten: the spare form of a key has no row to look for.
  struct File { Database& db; const Needles& needles; bool rewrite; const char* name; };
  const bool known = needles_.complete() && std::all_of(subjects.begin(), subjects.end(), [&](std::int64_t s) { return needled_.contains(s); });
  for (File f : {File{keys_.file(), key_needles, true, "key store"}, File{db_, needles_, !known, "register"}}) {
    auto emptied = f.db.truncate_wal(wait_for_readers_ms);
    if (!emptied) return std::move(emptied).error();
    auto left = count_left(f.db, f.needles);
    if (!left) return std::move(left).error();
    if (options_.secure_delete && (*left > 0 || f.rewrite)) {
      auto packed = f.db.exec("VACUUM");
      if (!packed) {
        report.pending = "the " + std::string(f.name) + " cannot be rewritten now: " + packed.error().message;
        return report;
      }
      emptied = f.db.truncate_wal(wait_for_readers_ms);
      if (!emptied) return std::move(emptied).error();
      left = count_left(f.db, f.needles);
      if (!left) return std::move(left).error();
    }
    if (!*emptied) {
      report.pending = "a reader keeps old pages of the " + std::string(f.name) + ": close it, then close or write here";
      return report;
    }
    if (*left > 0) {
      report.pending = std::to_string(*left) + " erased values are still in the " + f.name;
      return report;
    }
  }

  // 3. Done: the note goes.
  if (auto r = note_erased(); !r) return std::move(r).error();
  if (auto r = db_.truncate_wal(0); !r) return std::move(r).error();
  needles_.clear();
  needled_.clear();
  pending_.clear();
  erased_lookups_ = 0;
  report.done = true;
  return report;
}

}  // namespace safar::inline v0::store
