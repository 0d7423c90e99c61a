/// A new epoch of the key-encrypting key: every key wrapped again in one transaction of `.keys`, then the file written anew, so
/// that no byte of the old form is left in it.
#include "key_file.hpp"
#include "log_impl.hpp"
#include "paths.hpp"

namespace safar::inline v0::store {
namespace {

constexpr int wait_for_readers_ms = 300;
constexpr std::size_t at_once = 4096;

struct Wrapped { std::int64_t owner, shelf, epoch; std::string bytes; };

/// The id that a key of this number is bound to; none for the register. Nullopt: no such stream.
Result<std::optional<Id>> owner_id(Database& log, std::int64_t owner) {
  if (owner == 0) return std::optional(Id{});
  auto s = log.use("SELECT id FROM stream WHERE n = ?");
  auto row = s.bind(owner).step();
  if (!row) return std::move(row).error();
  Id id;
  if (!*row || !from_bytes(s.bytes(0), id)) return std::optional<Id>();
  return std::optional(id);
}

}  // namespace

Result<std::int64_t> Keyring::wrap_secrets(Database& log, std::uint32_t epoch, const Key& kek) {
  std::int64_t done = 0, owner = -1, shelf = -1;
  for (;;) {
    std::vector<Wrapped> rows;
    {
      auto s = file_.use("SELECT owner, shelf, epoch, wrapped FROM secret WHERE (owner, shelf) > (?, ?) ORDER BY owner, shelf LIMIT ?");
      s.bind(owner).bind(shelf).bind(static_cast<std::int64_t>(at_once));
      for (;;) {
        auto row = s.step();
        if (!row) return std::move(row).error();
        if (!*row) break;
        rows.push_back({s.integer(0), s.integer(1), s.integer(2), std::string(s.bytes(3))});
      }
    }
    if (rows.empty()) return done;
    for (const Wrapped& row : rows) {
      owner = row.owner, shelf = row.shelf;
      auto id = owner_id(log, owner);
      if (!id) return std::move(id).error();
      std::optional<Key> key;
      if (*id) {
        auto opened = open_key(static_cast<std::uint32_t>(row.epoch), **id, static_cast<std::uint8_t>(shelf), row.bytes);
        if (!opened) return std::move(opened).error();
        key = *opened;
      }
      if (!key) {  // nobody's: its number was given again, or never came into the log. Where a box needs it, the file is damaged.
        auto s = log.use("SELECT 1 FROM box WHERE (subject = ?1 OR other = ?1) AND shelf = ?2 AND sealed IS NOT NULL LIMIT 1");
        auto needed = s.bind(owner).bind(shelf).step();
        if (!needed) return std::move(needed).error();
        if (*needed || owner == 0) return fail(ErrorCode::corrupt, "a wrapped key does not open", {}, "damaged", "Run verify; restore the .keys file from a backup.");
        if (auto r = file_.use("DELETE FROM secret WHERE owner = ? AND shelf = ?").bind(owner).bind(shelf).run(); !r) return std::move(r).error();
        continue;
      }
      const std::string wrapped = wrap_key(kek, random_nonce(), **id, static_cast<std::uint8_t>(shelf), epoch, *key);
      sodium_memzero(key->data(), key->size());
      if (auto r = file_.use("UPDATE secret SET epoch = ?, wrapped = ? WHERE owner = ? AND shelf = ?").bind(epoch).blob(wrapped).bind(owner).bind(shelf).run(); !r)
        return std::move(r).error();
      ++done;
    }
  }
}

Result<std::int64_t> Keyring::rewrap(Database& log, const keys::Source& next, const Key& kek) {
  const std::uint32_t epoch = kek_.rbegin()->first + 1;
  const auto change = [&]() -> Result<std::int64_t> {
    auto done = wrap_secrets(log, epoch, kek);
    if (!done) return done;
    // After settle() a spare is nobody's key: the old ones go, new ones are made when they are needed.
    if (auto r = file_.use("DELETE FROM spare").run(); !r) return std::move(r).error();
    if (auto r = file_.use("DELETE FROM wrap_key").run(); !r) return std::move(r).error();
    if (auto r = file_.use("INSERT INTO wrap_key(epoch, id, wrapped) VALUES(?, ?, ?)").bind(epoch).blob(next.first_id).blob(next.first_wrapped).run(); !r) return std::move(r).error();
    return done;
  };
  if (auto r = file_.exec("BEGIN IMMEDIATE"); !r) return std::move(r).error();
  auto done = change();
  if (done)
    if (auto r = file_.exec("COMMIT"); !r) done = std::move(r).error();
  if (!done) {
    file_.rollback();
    return done;
  }
  for (auto& [old, key] : kek_) sodium_memzero(key.data(), key.size());
  kek_.clear();
  kek_[epoch] = kek;
  forget_all();
  return done;
}

bool Keyring::wraps_with(const Key& kek) const noexcept { return sodium_memcmp(kek_.rbegin()->second.data(), kek.data(), kek.size()) == 0; }

Result<RewrapReport> LogImpl::rewrap(const keys::Source& next) {
  if (auto r = unlocked("rewrap"); !r) return std::move(r).error();
  if (!next.unwrap) return invalid("give the source of the new key");
  if (auto r = check_key_path(next.path, path_); !r) return std::move(r).error();
  if (auto r = hold({}); !r) return std::move(r).error();
  struct LetGo { LogImpl& log; ~LetGo() { log.let_go(); } } let_go_after{*this};
  if (!next.path.empty())
    if (auto r = make_key_file(next.path); !r) return std::move(r).error();
  auto kek = next.unwrap(next.first_id, next.first_wrapped);
  if (!kek) return std::move(kek).error();
  if (keys_.wraps_with(*kek)) return invalid("the new key is the old one: give another");
  if (auto r = keys_.settle(db_); !r) return std::move(r).error();
  if (auto r = db_.exec("INSERT OR REPLACE INTO recovery(name, value) VALUES('rewrap', 1)"); !r) return std::move(r).error();
  auto done = keys_.rewrap(db_, next, *kek);
  sodium_memzero(kek->data(), kek->size());
  if (!done) {
    (void)db_.exec("DELETE FROM recovery WHERE name = 'rewrap'");
    return std::move(done).error();
  }
  options_.keys = next;
  RewrapReport report;
  report.keys = *done;
  auto clean = finish_rewrap();
  report.done = clean.ok();
  if (!clean) report.pending = clean.error().message;
  return report;
}

/// The file without any byte of the old form. Idempotent; an error leaves the note, and the next close or writer tries again.
Result<> LogImpl::finish_rewrap() {
  auto noted = db_.number("SELECT value FROM recovery WHERE name = 'rewrap'");
  if (!noted) return std::move(noted).error();
  if (*noted == 0) return {};
  const auto in_the_way = [] { return fail(ErrorCode::busy, "a reader keeps old pages of the key store: close it, then close or write here", {}, "in_use"); };
  auto emptied = keys_.file().truncate_wal(wait_for_readers_ms);
  if (!emptied) return std::move(emptied).error();
  if (!*emptied) return in_the_way();
  if (auto r = keys_.file().exec("VACUUM"); !r) return r;
  emptied = keys_.file().truncate_wal(wait_for_readers_ms);
  if (!emptied) return std::move(emptied).error();
  if (!*emptied) return in_the_way();
  return db_.exec("DELETE FROM recovery WHERE name = 'rewrap'");
}

}  // namespace safar::inline v0::store
