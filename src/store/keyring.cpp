#include "keyring.hpp"

#include <algorithm>

#include <safar/base/registry.hpp>

#include "schema.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::size_t most_open = 1 << 16, most_batch = 8192;
constexpr std::uint8_t spare_shelf = 0;  // with a zero owner

std::uint64_t name_of(std::int64_t owner, std::uint8_t shelf) noexcept { return static_cast<std::uint64_t>(owner) << 8 | shelf; }

Error wrong_key() {
  return fail(ErrorCode::key, "the key does not open this register", {}, "wrong_key", "Give the key that the register was made with.");
}

}  // namespace

Keyring::~Keyring() {
  forget_all();
  for (auto& [epoch, key] : kek_) sodium_memzero(key.data(), key.size());
  sodium_memzero(register_key_.data(), register_key_.size());
}

void Keyring::forget_all() noexcept {
  for (auto& [name, key] : open_) sodium_memzero(key.data(), key.size());
  open_.clear();
  forget_spares();
}

void Keyring::forget_spares() noexcept {
  for (auto* list : {&spares_, &used_}) {
    for (Spare& s : *list) sodium_memzero(s.key.data(), s.key.size());
    list->clear();
  }
  loaded_ = false;
}

Result<> Keyring::create(const std::string& path, const keys::Source& source, bool secure_delete, const Id& writer, std::string_view office) {
  access_ = Access::read_write;
  if (auto r = file_.open(path, access_, secure_delete); !r) return r;
  if (auto r = file_.exec("PRAGMA temp_store=MEMORY"); !r) return r;
  if (auto r = file_.unsettled(); !r) return r;
  if (auto r = create_key_tables(file_); !r) return r;
  if (auto r = file_.use("INSERT INTO wrap_key(epoch, id, wrapped) VALUES(1, ?, ?)").blob(source.first_id).blob(source.first_wrapped).run(); !r) return r;
  if (auto r = unwrap_epochs(source); !r) return r;
  Key key = random_key(), seed = random_key();
  if (auto r = put_secret(0, Id{}, register_key_shelf, key); !r) return r;
  if (auto r = put_secret(0, Id{}, writer_seed_shelf, seed); !r) return r;
  sodium_memzero(key.data(), key.size());
  sodium_memzero(seed.data(), seed.size());
  if (auto r = load_own(); !r) return r;
  if (auto r = put_settled(file_, {writer, 0, genesis(writer, office, view(public_key_))}); !r) return r;
  return file_.settled();
}

Result<> Keyring::open(const std::string& path, const keys::Source& source, Access access, bool secure_delete) {
  access_ = access;
  if (auto r = file_.open(path, access, secure_delete); !r) {
    if (r.error().reason == "cannot_open")
      return fail(ErrorCode::key, "the register's .keys file is not there or cannot be read", {}, "no_keys", "Put the .keys file back beside the register.");
    if (r.error().reason == "no_permission") return fail(ErrorCode::key, "the register's .keys file cannot be read: permission denied", {}, "no_permission", "Ask for the right to read it.");
    return r;
  }
  if (auto r = file_.exec("PRAGMA temp_store=MEMORY"); !r) return r;
  if (auto r = check_ours(file_, path, "key store"); !r) return r;
  if (auto r = unwrap_epochs(source); !r) return r;
  return load_own();
}

Result<> Keyring::close() {
  forget_all();
  return file_.close();
}

Result<> Keyring::unwrap_epochs(const keys::Source& source) {
  auto s = file_.use("SELECT epoch, id, wrapped FROM wrap_key ORDER BY epoch");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    auto key = source.unwrap(s.bytes(1), s.bytes(2));
    if (!key) return std::move(key).error();
    kek_[static_cast<std::uint32_t>(s.integer(0))] = *key;
    sodium_memzero(key->data(), key->size());
  }
  if (kek_.empty()) return fail(ErrorCode::corrupt, "the key store names no first key", {}, "damaged", "Restore it from a backup.");
  return {};
}

Result<> Keyring::load_own() {
  for (const std::uint8_t shelf : {register_key_shelf, writer_seed_shelf}) {
    auto s = file_.use("SELECT epoch, wrapped FROM secret WHERE owner = 0 AND shelf = ?");
    auto row = s.bind(shelf).step();
    if (!row) return std::move(row).error();
    if (!*row) return fail(ErrorCode::corrupt, "the key store lacks the register's own keys", {}, "damaged", "Restore it from a backup.");
    auto key = open_key(static_cast<std::uint32_t>(s.integer(0)), Id{}, shelf, s.bytes(1));
    if (!key) return std::move(key).error();
    if (!*key) return wrong_key();
    if (shelf == register_key_shelf) {
      register_key_ = **key;
    } else {
      signing_.reset(static_cast<unsigned char*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
      if (!signing_) throw std::bad_alloc();
      crypto_sign_seed_keypair(public_key_.data(), signing_.get(), (*key)->data());
      if (access_ == Access::read_only) signing_.reset();  // who only reads signs nothing
    }
    sodium_memzero((*key)->data(), sizeof(Key));
  }
  return {};
}

Signature Keyring::sign(const Hash& hash) const {
  Signature out{};
  if (signing_) crypto_sign_detached(out.data(), nullptr, hash.data(), hash.size(), signing_.get());
  return out;
}

Result<std::optional<Settled>> Keyring::settled() {
  auto s = file_.use("SELECT writer, seq, link, mac FROM settled");
  auto row = s.step();
  if (!row) return std::move(row).error();
  Settled at;
  Hash mac{};
  if (!*row || !from_bytes(s.bytes(0), at.writer) || !from_bytes(s.bytes(2), at.link) || !from_bytes(s.bytes(3), mac)) return std::optional<Settled>();
  at.seq = s.integer(1);
  if (settled_mac(register_key_, at.writer, at.seq, at.link) != mac) return std::optional<Settled>();
  auto more = s.step();
  if (!more) return std::move(more).error();
  return *more ? std::optional<Settled>() : std::optional(at);
}

Result<> Keyring::put_settled(Database& file, const Settled& at) {
  const Hash mac = settled_mac(register_key_, at.writer, at.seq, at.link);
  return file.use("INSERT OR REPLACE INTO settled(one, writer, seq, link, mac) VALUES(1, ?, ?, ?, ?)").blob(view(at.writer)).bind(at.seq).blob(view(at.link)).blob(view(mac)).run();
}

Result<bool> Keyring::note_settled() {
  if (!stands_) return false;
  auto known = settled();
  if (!known) return std::move(known).error();
  if (*known && (*known)->seq == stands_->seq && (*known)->writer == stands_->writer) return false;
  if (auto r = put_settled(file_, *stands_); !r) return std::move(r).error();
  return true;
}

Result<bool> Keyring::has_key_of(std::int64_t owner) {
  auto s = file_.use("SELECT 1 FROM secret WHERE owner = ? LIMIT 1");
  return s.bind(owner).step();
}

Result<std::optional<Key>> Keyring::open_key(std::uint32_t epoch, const Id& id, std::uint8_t shelf, std::string_view wrapped) {
  const auto kek = kek_.find(epoch);
  if (kek == kek_.end()) return fail(ErrorCode::key, "a key's epoch is unknown", {}, "no_epoch", "Restore the .keys file from a backup.");
  return unwrap_key(kek->second, id, shelf, epoch, wrapped);
}

Result<> Keyring::put_secret(std::int64_t owner, const Id& id, std::uint8_t shelf, const Key& key) {
  const auto& [epoch, kek] = *kek_.rbegin();
  const std::string wrapped = wrap_key(kek, random_nonce(), id, shelf, epoch, key);
  // REPLACE: a log restored from an older backup may give a number out again that the key store knows from before.
  return file_.use("INSERT OR REPLACE INTO secret(owner, shelf, epoch, wrapped) VALUES(?, ?, ?, ?)").bind(owner).bind(shelf).bind(epoch).blob(wrapped).run();
}

void Keyring::remember(std::int64_t owner, std::uint8_t shelf, const Key& key) {
  if (!held_ && open_.size() >= most_open) {
    for (auto& [name, k] : open_) sodium_memzero(k.data(), k.size());
    open_.clear();
  }
  open_[name_of(owner, shelf)] = key;
}

Result<std::optional<Key>> Keyring::find(Database& log, std::int64_t owner, const Id& id, std::uint8_t shelf, bool fresh, bool open_only) {
  if (const auto it = open_.find(name_of(owner, shelf)); it != open_.end()) return std::optional(it->second);
  if (open_only) return std::optional<Key>();
  // The order matters for readers beside a writer: a spare is only deleted after its secret is there.
  auto taken = log.use("SELECT spare FROM taken WHERE owner = ? AND shelf = ?");
  auto is_taken = taken.bind(owner).bind(shelf).step();
  if (!is_taken) return std::move(is_taken).error();
  if (*is_taken) {
    auto s = file_.use("SELECT epoch, wrapped FROM spare WHERE n = ?");
    auto row = s.bind(taken.integer(0)).step();
    if (!row) return std::move(row).error();
    if (*row) {
      auto key = open_key(static_cast<std::uint32_t>(s.integer(0)), Id{}, spare_shelf, s.bytes(1));
      if (!key) return std::move(key).error();
      if (!*key) return fail(ErrorCode::corrupt, "a spare key does not open", {}, "damaged", "Restore the .keys file from a backup.");
      remember(owner, shelf, **key);
      return *key;
    }
  }
  if (fresh) return std::optional<Key>();
  auto s = file_.use("SELECT epoch, wrapped FROM secret WHERE owner = ? AND shelf = ?");
  auto row = s.bind(owner).bind(shelf).step();
  if (!row) return std::move(row).error();
  if (!*row) return std::optional<Key>();
  auto key = open_key(static_cast<std::uint32_t>(s.integer(0)), id, shelf, s.bytes(1));
  if (!key) return std::move(key).error();
  if (!*key) return fail(ErrorCode::corrupt, "a wrapped key does not open", {}, "other_key", "Restore the .keys file from a backup.");
  remember(owner, shelf, **key);
  return *key;
}

Result<Key> Keyring::take(Database& log, std::int64_t owner, const Id& id, std::uint8_t shelf, bool fresh) {
  auto known = find(log, owner, id, shelf, fresh);
  // Under the number there may lie a key that was somebody's in a log which was replaced by an older one: it opens nothing here.
  if (!known && known.error().reason != "other_key") return std::move(known).error();
  if (known && *known) return **known;
  if (!loaded_)
    if (auto r = load_spares(log); !r) return std::move(r).error();
  if (spares_.empty())
    if (auto r = make_spares(); !r) return std::move(r).error();
  const Spare spare = spares_.back();
  if (auto r = log.use("INSERT OR REPLACE INTO taken(owner, shelf, spare) VALUES(?, ?, ?)").bind(owner).bind(shelf).bind(spare.n).run(); !r) return std::move(r).error();
  spares_.pop_back();
  used_.push_back(spare);
  remember(owner, shelf, spare.key);
  return spare.key;
}

void Keyring::committed() noexcept {
  unsettled_ += static_cast<std::int64_t>(used_.size());
  for (Spare& s : used_) sodium_memzero(s.key.data(), s.key.size());
  used_.clear();
}

void Keyring::rolled_back() noexcept {
  if (bulk_) file_.rollback();
  bulk_ = false;
  forget_all();  // who has which key was part of the transaction
}

Result<> Keyring::write_secrets(std::span<const KeyWork> keys) {
  if (!bulk_)
    if (auto r = file_.exec("BEGIN IMMEDIATE"); !r) return r;
  bulk_ = true;
  const auto cell = [this](const Cell& c, const KeyWork& k, int column) {
    switch (column) {
      case 0: return c.integer(k.owner);
      case 1: return c.integer(k.shelf);
      case 2: return c.integer(epoch());
      default: return c.blob(k.wrapped);
    }
  };
  return file_.insert("INSERT OR REPLACE INTO secret(owner, shelf, epoch, wrapped) SELECT c0, c1, c2, c3 FROM safar_rows", RowsOf(keys, cell));
}

Result<bool> Keyring::commit_bulk() {
  if (!bulk_) return false;
  auto done = stands_ ? put_settled(file_, *stands_) : Result<>();  // what stood before this transaction: the log has not got it yet
  if (done) done = file_.exec("COMMIT");
  if (!done) return std::move(done).error();
  bulk_ = false;
  return true;
}

Result<> Keyring::drop_above(std::int64_t stream) { return file_.use("DELETE FROM secret WHERE owner > ?").bind(stream).run(); }

Result<> Keyring::load_spares(Database& log) {
  // Numbers at or below the highest settled one, and not taken, come from an older copy of this file: they may be
  // somebody's key already, and are not used again.
  auto high = log.number("SELECT value FROM recovery WHERE name = 'spare_high'");
  if (!high) return std::move(high).error();
  auto highest_taken = log.number("SELECT max(spare) FROM taken");
  if (!highest_taken) return std::move(highest_taken).error();
  next_spare_ = std::max(*high, *highest_taken) + 1;
  const std::int64_t first = next_spare_;
  auto s = file_.use("SELECT n, epoch, wrapped FROM spare WHERE n >= ? ORDER BY n DESC");
  s.bind(first);
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    auto key = open_key(static_cast<std::uint32_t>(s.integer(1)), Id{}, spare_shelf, s.bytes(2));
    if (!key) return std::move(key).error();
    next_spare_ = std::max(next_spare_, s.integer(0) + 1);
    if (*key) spares_.push_back({s.integer(0), **key});
  }
  loaded_ = true;
  return {};
}

Result<> Keyring::make_spares() {
  const auto& [epoch, kek] = *kek_.rbegin();
  if (auto r = file_.exec("BEGIN IMMEDIATE"); !r) return r;
  std::vector<Spare> made;
  for (std::size_t k = 0; k < batch_; ++k) {
    const Spare spare{next_spare_ + static_cast<std::int64_t>(k), random_key()};
    const std::string wrapped = wrap_key(kek, random_nonce(), Id{}, spare_shelf, epoch, spare.key);
    if (auto r = file_.use("INSERT INTO spare(n, epoch, wrapped) VALUES(?, ?, ?)").bind(spare.n).bind(epoch).blob(wrapped).run(); !r) {
      file_.rollback();
      return r;
    }
    made.push_back(spare);
  }
  if (auto r = file_.exec("COMMIT"); !r) {  // durable (synchronous=FULL) before any of them is used
    file_.rollback();
    return r;
  }
  next_spare_ += static_cast<std::int64_t>(batch_);
  batch_ = std::min(batch_ * 2, most_batch);
  spares_.assign(made.rbegin(), made.rend());
  return {};
}

Result<std::int64_t> Keyring::missing(Database& log) {
  std::int64_t count = 0;
  auto t = log.use("SELECT owner, shelf, spare FROM taken");
  for (;;) {
    auto row = t.step();
    if (!row) return std::move(row).error();
    if (!*row) return count;
    auto s = file_.use("SELECT EXISTS(SELECT 1 FROM spare WHERE n = ?) OR EXISTS(SELECT 1 FROM secret WHERE owner = ? AND shelf = ?)");
    auto there = s.bind(t.integer(2)).bind(t.integer(0)).bind(t.integer(1)).step();
    if (!there) return std::move(there).error();
    count += s.integer(0) == 0;
  }
}

Result<> Keyring::settle(Database& log) {
  auto count = log.number("SELECT count(*) FROM taken");
  if (!count) return std::move(count).error();
  unsettled_ = 0;
  if (*count == 0) return {};
  const auto move_all = [&]() -> Result<> {
    auto t = log.use("SELECT t.owner, t.shelf, t.spare, s.id FROM taken t JOIN stream s ON s.n = t.owner ORDER BY t.owner, t.shelf");
    for (;;) {
      auto row = t.step();
      if (!row) return std::move(row).error();
      if (!*row) return {};
      Id id;
      if (!from_bytes(t.bytes(3), id)) return fail(ErrorCode::corrupt, "a stream's id is not 16 bytes", {}, "damaged", "Run verify.");
      const auto shelf = static_cast<std::uint8_t>(t.integer(1));
      auto s = file_.use("SELECT epoch, wrapped FROM spare WHERE n = ?");
      auto there = s.bind(t.integer(2)).step();
      if (!there) return std::move(there).error();
      if (!*there) continue;  // settled before a crash
      auto key = open_key(static_cast<std::uint32_t>(s.integer(0)), Id{}, spare_shelf, s.bytes(1));
      if (!key) return std::move(key).error();
      if (!*key) return fail(ErrorCode::corrupt, "a spare key does not open", {}, "damaged", "Restore the .keys file from a backup.");
      if (auto r = put_secret(t.integer(0), id, shelf, **key); !r) return r;
      if (auto r = file_.use("DELETE FROM spare WHERE n = ?").bind(t.integer(2)).run(); !r) return r;
    }
  };
  auto high = log.number("SELECT max(spare) FROM taken");
  if (!high) return std::move(high).error();
  if (auto r = file_.exec("BEGIN IMMEDIATE"); !r) return r;
  auto moved = move_all();
  if (moved) moved = file_.use("DELETE FROM spare WHERE n <= ?").bind(*high).run();  // left by an older copy of this file
  if (moved && stands_) moved = put_settled(file_, *stands_);
  if (moved) moved = file_.exec("COMMIT");
  if (!moved) {
    file_.rollback();
    return moved;
  }
  const auto note = [&]() -> Result<> {
    auto noted = log.exec(
        "BEGIN IMMEDIATE;"
        "INSERT OR REPLACE INTO recovery(name, value) SELECT 'spare_high', max(spare) FROM (SELECT spare FROM taken UNION ALL SELECT value FROM recovery WHERE name = 'spare_high');"
        "DELETE FROM taken");
    if (noted && stands_) noted = log.use(note_keys_settled).bind(stands_->seq).run();
    return noted ? log.exec("COMMIT") : noted;
  };
  auto noted = note();
  if (!noted) log.rollback();
  return noted;
}

Result<std::int64_t> Keyring::destroy(const std::vector<std::int64_t>& owners, std::vector<std::string>& gone) {
  forget_all();
  std::int64_t keys = 0;
  const auto remove = [&]() -> Result<> {
    for (const std::int64_t owner : owners) {
      auto s = file_.use("SELECT wrapped FROM secret WHERE owner = ?");
      s.bind(owner);
      for (;;) {
        auto row = s.step();
        if (!row) return std::move(row).error();
        if (!*row) break;
        gone.emplace_back(s.bytes(0));
        ++keys;
      }
      if (auto r = file_.use("DELETE FROM secret WHERE owner = ?").bind(owner).run(); !r) return r;
    }
    return {};
  };
  if (auto r = file_.exec("BEGIN IMMEDIATE"); !r) return std::move(r).error();
  auto done = remove();
  if (done && stands_) done = put_settled(file_, *stands_);
  if (done) done = file_.exec("COMMIT");
  if (!done) {
    file_.rollback();
    return std::move(done).error();
  }
  return keys;
}

Result<> Keyring::renew(Database& log, const Id& writer, std::string_view office) {
  auto highest = log.number("SELECT max(n) FROM stream");
  if (!highest) return std::move(highest).error();
  const auto change = [&]() -> Result<> {
    Key seed = random_key();
    auto put = put_secret(0, Id{}, writer_seed_shelf, seed);
    sodium_memzero(seed.data(), seed.size());
    if (!put) return put;
    if (auto r = load_own(); !r) return r;
    stands_ = Settled{writer, 0, genesis(writer, office, view(public_key_))};
    if (auto r = put_settled(file_, *stands_); !r) return r;
    if (auto r = file_.use("DELETE FROM spare").run(); !r) return r;
    return drop_above(*highest);
  };
  if (auto r = file_.exec("BEGIN IMMEDIATE"); !r) return r;
  auto done = change();
  if (done) done = file_.exec("COMMIT");
  if (!done) {
    file_.rollback();
    return done;
  }
  forget_all();
  if (auto r = file_.exec("VACUUM"); !r) return r;  // the other writer's signing key is not in this file, in no gap of a page either
  auto emptied = file_.truncate_wal(0);
  return emptied ? Result<>() : Result<>(std::move(emptied).error());
}

}  // namespace safar::inline v0::store
