/// Copies of a whole register: a snapshot to read beside it, and a register with a writer of its own made of such a copy.
///
/// Two registers that write as one writer would give one number to two acts. So a copy carries a mark (a row of `recovery`)
/// until restore() has given it its own writer, and restore() removes the mark with the same commit that adds the writer.
#include "files.hpp"
#include "log_impl.hpp"
#include "making.hpp"
#include "paths.hpp"
#include "read_only.hpp"
#include "schema.hpp"

namespace safar::inline v0::store {
namespace {

struct Copied { Database log{}, keys{}; };

constexpr int copies_before_giving_up = 20;

/// The position of the last erasure; 0: there was none.
Result<std::int64_t> last_erasure(Database& log) { return log.number("SELECT coalesce(max(pos), 0) FROM event INDEXED BY event_erase WHERE kind = 34"); }

/// The log first: what it names as a spare is later a spare still, or its owner's key. Anew where somebody was erased meanwhile: the keys
/// would lack those of a person of whom the copy of the log does not know it.
Result<> copy_alike(Database& log, Database& keys, Copied& to) {
  for (int i = 0; i < copies_before_giving_up; ++i) {
    if (auto r = log.copy_to(to.log); !r) return r;
    if (auto r = keys.copy_to(to.keys); !r) return r;
    auto copied = last_erasure(to.log);
    if (!copied) return std::move(copied).error();
    auto now = last_erasure(log);
    if (!now) return std::move(now).error();
    if (*copied == *now) return {};
  }
  return fail(ErrorCode::busy, "persons are being erased while the register is copied", {}, "erasing", "Copy it when that is over.");
}

/// Both files to `path`, marked, durable.
Result<> copy_both(Database& log, Database& keys, const std::string& path, std::int64_t now, Copied& to) {
  if (auto r = to.log.open(path, Access::read_write, true); !r) return r;
  if (auto r = to.log.unsettled(); !r) return r;
  if (auto r = to.keys.open(path + ".keys", Access::read_write, true); !r) return r;
  if (auto r = to.keys.unsettled(); !r) return r;
  if (auto r = copy_alike(log, keys, to); !r) return r;
  if (auto r = to.log.use("INSERT OR REPLACE INTO recovery(name, value) VALUES('snapshot', ?)").bind(std::max<std::int64_t>(now, 1)).run(); !r) return r;
  if (auto r = to.log.settled(); !r) return r;
  return to.keys.settled();
}

/// The writer that a copy of the log ends with, and where.
struct Ending { std::int64_t n = 0, seq = 0; Id id{}; std::string office{}, public_key{}; Hash link{}, arrival{}; };

Result<Ending> ending_of(Database& log) {
  Ending end;
  auto s = log.use("SELECT n, id, office, public_key, head, link FROM writer ORDER BY n DESC LIMIT 1");
  auto row = s.step();
  if (!row) return std::move(row).error();
  if (!*row || !from_bytes(s.bytes(1), end.id)) return fail(ErrorCode::corrupt, "the register names no writer", {}, "damaged", "Restore it from another backup.");
  end.n = s.integer(0), end.seq = s.integer(4);
  end.office = s.bytes(2), end.public_key = s.bytes(3);
  if (end.seq == 0) end.link = genesis(end.id, end.office, end.public_key);
  else (void)from_bytes(s.bytes(5), end.link);
  auto last = log.use("SELECT arrival FROM act ORDER BY pos DESC LIMIT 1");
  auto there = last.step();
  if (!there) return std::move(there).error();
  if (*there) (void)from_bytes(last.bytes(0), end.arrival);
  return end;
}

/// The keys of a copy must not come back with it where the log says that their persons are erased.
Result<> drop_erased(Database& log, Keyring& keys) {
  std::vector<std::int64_t> persons;
  {
    auto s = log.use("SELECT DISTINCT t.stream FROM event e INDEXED BY event_erase CROSS JOIN touch t ON t.event = e.pos CROSS JOIN stream s ON s.n = t.stream WHERE e.kind = 34 AND s.kind = 1");
    for (;;) {
      auto row = s.step();
      if (!row) return std::move(row).error();
      if (!*row) break;
      persons.push_back(s.integer(0));
    }
  }
  std::vector<std::string> gone;
  auto done = keys.destroy(persons, gone);
  return done ? Result<>() : Result<>(std::move(done).error());
}

Result<> with_own_writer(Database& log, Keyring& keys, std::string office) {
  auto old = ending_of(log);
  if (!old) return std::move(old).error();
  if (office.empty()) office = old->office;
  if (auto r = keys.settle(log); !r) return r;
  if (auto r = drop_erased(log, keys); !r) return r;
  const Id id = random_id_bytes();
  if (auto r = keys.renew(log, id, office); !r) return r;
  const std::int64_t n = old->n + 1;
  const auto change = [&]() -> Result<> {
    // Writers that wrote nothing are in nobody's chain: they do not come along.
    if (auto r = log.exec("DELETE FROM signature WHERE seq = 0; DELETE FROM writer WHERE head = 0"); !r) return r;
    auto named = log.use("INSERT INTO writer(n, id, office, public_key, head, link) VALUES(?, ?, ?, ?, 0, NULL)")
                     .bind(n).blob(view(id)).text(office).blob(view(keys.public_key())).run();
    if (!named) return named;
    if (auto r = put_signature(log, keys, n, id, 0, genesis(id, office, view(keys.public_key())), old->arrival); !r) return r;
    return log.exec("DELETE FROM recovery WHERE name IN ('snapshot', 'settled')");
  };
  if (auto r = log.exec("BEGIN IMMEDIATE"); !r) return r;
  auto done = change();
  if (done) done = log.exec("COMMIT");
  if (!done) log.rollback();
  return done;
}

/// What restore() reads: on a read-only medium too.
Result<> open_copy(const std::string& path, const Options& options, Lease& still, Database& log, Keyring& keys) {
  if (auto r = one_name(path, "register"); !r) return r;
  if (auto r = all_plain_beside(path); !r) return r;
  still.set_path(path);
  auto access = reading_access(path, still, true);
  if (!access) return std::move(access).error();
  if (auto r = log.open(path, *access, true); !r) {
    if (r.error().reason == "cannot_open") return fail(ErrorCode::not_found, "there is no copy of that name to restore", {}, "not_found", "Check the path.");
    return r;
  }
  if (auto r = check_ours(log, path, "register"); !r) return r;
  return keys.open(path + ".keys", options.keys, *access, true);
}

}  // namespace

Result<> LogImpl::snapshot(const std::string& path) {
  if (auto r = enter(); !r) return r;
  if (writing_) return invalid("snapshot: commit or roll back first");
  if (path.empty()) return invalid("give the path of the snapshot");
  auto real = resolved(path);
  if (!real) return std::move(real).error();
  Making making;
  if (auto r = making.begin(*real); !r) return r;
  {
    Copied to;
    if (auto r = copy_both(db_, keys_.file(), making.path(), clock(), to); !r) return r;
    auto end = ending_of(to.log);
    if (!end) return std::move(end).error();
    // The keys may have been copied after acts that the copy of the log does not have.
    if (auto r = keys_.put_settled(to.keys, {end->id, end->seq, end->link}); !r) return r;
    if (auto r = to.keys.settled(); !r) return r;
    if (auto r = to.keys.close(); !r) return r;
    if (auto r = to.log.close(); !r) return r;
  }
  return making.publish();
}

Result<> Log::restore(const std::string& from, const std::string& to, const Options& options) {
  if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium cannot start");
  if (from.empty() || to.empty()) return invalid("give the path of the copy and of the new register");
  if (!options.keys.unwrap) return invalid("give the source of the register's key");
  if (!options.office.empty() && !good_office(options.office)) return fail(ErrorCode::invalid_argument, "an office is 1-16 of A-Z 0-9 -", "/office");
  auto copy_at = resolved(from);
  if (!copy_at) return std::move(copy_at).error();
  auto new_at = resolved(to);
  if (!new_at) return std::move(new_at).error();
  for (const std::string* path : {&*copy_at, &*new_at})
    if (auto r = check_key_path(options.keys.path, *path); !r) return r;
  Lease still;  // before what it guards: SQLite closes first
  Database log;
  Keyring keys;
  if (auto r = open_copy(*copy_at, options, still, log, keys); !r) return r;
  {
    auto end = ending_of(log);
    if (!end) return std::move(end).error();
    if (end->public_key != view(keys.public_key()))
      return fail(ErrorCode::key, "the .keys file beside the copy is another register's", {}, "other_keys", "Put the .keys file of this copy beside it.");
    auto good = is_signed(log, end->n, end->id, end->public_key, end->seq, end->link, end->arrival);
    if (!good) return std::move(good).error();
    if (!*good)  // the new writer would vouch for it
      return fail(ErrorCode::corrupt, "the copy does not end with the act that its writer signed: somebody without the key changed it", {}, "signature", "Restore another copy.");
  }
  Making making;
  if (auto r = making.begin(*new_at); !r) return r;
  {
    Copied copy;
    if (auto r = copy_both(log, keys.file(), making.path(), options.clock ? options.clock() : 1, copy); !r) return r;
    if (auto r = copy.keys.close(); !r) return r;
    Keyring own;
    if (auto r = own.open(making.path() + ".keys", options.keys, Access::read_write, true); !r) return r;
    if (auto r = with_own_writer(copy.log, own, options.office); !r) return r;
    if (auto r = own.close(); !r) return r;
    if (auto r = copy.log.close(); !r) return r;
  }
  return making.publish();
}

}  // namespace safar::inline v0::store
