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

/// Both files to `path`, marked, durable. The log first: what it names as a spare is later a spare still, or its owner's key.
Result<> copy_both(Database& log, Database& keys, const std::string& path, std::int64_t now, Copied& to) {
  if (auto r = to.log.open(path, Access::read_write, true); !r) return r;
  if (auto r = to.log.unsettled(); !r) return r;
  if (auto r = log.copy_to(to.log); !r) return r;
  if (auto r = to.log.use("INSERT OR REPLACE INTO recovery(name, value) VALUES('snapshot', ?)").bind(std::max<std::int64_t>(now, 1)).run(); !r) return r;
  if (auto r = to.log.settled(); !r) return r;
  if (auto r = to.keys.open(path + ".keys", Access::read_write, true); !r) return r;
  if (auto r = to.keys.unsettled(); !r) return r;
  if (auto r = keys.copy_to(to.keys); !r) return r;
  return to.keys.settled();
}

Result<> with_own_writer(Database& log, Keyring& keys, std::string office) {
  auto number = log.number("SELECT max(n) + 1 FROM writer");
  if (!number) return std::move(number).error();
  if (office.empty()) {
    auto s = log.use("SELECT office FROM writer ORDER BY public_key = ? DESC, n LIMIT 1");
    auto row = s.blob(view(keys.public_key())).step();
    if (!row) return std::move(row).error();
    if (!*row) return fail(ErrorCode::corrupt, "the register names no writer", {}, "damaged", "Restore it from another backup.");
    office = s.bytes(0);
  }
  if (auto r = keys.settle(log); !r) return r;
  if (auto r = keys.renew(log); !r) return r;
  const Id id = random_id_bytes();
  const auto change = [&]() -> Result<> {
    auto named = log.use("INSERT INTO writer(n, id, office, public_key, head, link) VALUES(?, ?, ?, ?, 0, NULL)")
                     .bind(*number).blob(view(id)).text(office).blob(view(keys.public_key())).run();
    if (!named) return named;
    return log.exec("DELETE FROM recovery WHERE name = 'snapshot'");
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
