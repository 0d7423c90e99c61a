#pragma once
/// \file
/// The file `<name>.keys`: the register's own keys, one key an (owner, shelf), and spare keys made ahead.
///
/// A key must be durable before a box sealed with it is. Two files cannot commit together, so spare keys are written in
/// batches ahead of need; an act notes in its own transaction which spare became whose key (table `taken` of the log), and
/// settle() later moves those spares to their owners. After a crash anywhere between, find() still finds every key.
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "batch.hpp"
#include "crypto.hpp"
#include "sqlite.hpp"

namespace safar::inline v0::store {

/// An act of this register's writer which the log has for certain: what this file is newer than.
struct Settled {
  Id writer{};
  std::int64_t seq = 0;
  Hash link{};
};

class Keyring {
 public:
  Keyring() = default;
  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;
  ~Keyring();

  /// Makes the file (it must not be there) with epoch 1, the register key and the seed of this writer.
  Result<> create(const std::string& path, const keys::Source& source, bool secure_delete, const Id& writer, std::string_view office);
  /// `key` where the keys are missing or wrong.
  Result<> open(const std::string& path, const keys::Source& source, Access access, bool secure_delete);
  Result<> close();
  void abandon() noexcept { file_.abandon(); }

  [[nodiscard]] const Key& register_key() const noexcept { return register_key_; }
  [[nodiscard]] const Hash& public_key() const noexcept { return public_key_; }  ///< Ed25519, of the seed
  /// By this register's writer. Not in a file that was opened to read.
  [[nodiscard]] Signature sign(const Hash& hash) const;

  /// How far this file knows the log; nullopt: the mark is gone, or not ours.
  Result<std::optional<Settled>> settled();
  /// Where the log stands durably: every later transaction of this file notes it.
  void log_stands_at(const Settled& at) { stands_ = at; }
  /// The note alone, where the file does not have it yet. True: it was written.
  Result<bool> note_settled();
  /// Into `file`, which is this one or a copy of it.
  Result<> put_settled(Database& file, const Settled& at);
  /// Spares up to this number, which the log says were given away: an older copy of this file may have them still. After settle().
  Result<> drop_spares(std::int64_t upto) { return file_.use("DELETE FROM spare WHERE n <= ?").bind(upto).run(); }
  Result<bool> has_key_of(std::int64_t owner);

  /// The key of (owner, shelf); nullopt: there is none (any more). `log` is asked for spares that are not settled yet.
  /// `fresh`: the owner was made in this transaction, so that what the file says of its number is another's.
  /// `open_only`: it is in memory or nowhere.
  Result<std::optional<Key>> find(Database& log, std::int64_t owner, const Id& id, std::uint8_t shelf, bool fresh = false, bool open_only = false);
  /// The same, made from a spare where there is none.
  Result<Key> take(Database& log, std::int64_t owner, const Id& id, std::uint8_t shelf, bool fresh);

  /// Bulk: keys go straight to their owners, in a transaction that is open until commit_bulk() has made it durable or
  /// rolled_back() has undone it.
  Result<> write_secrets(std::span<const KeyWork> keys);
  Result<bool> commit_bulk();  ///< false: there was nothing to write
  /// Keys of owners above `stream`, who never came into the log.
  Result<> drop_above(std::int64_t stream);
  void remember(std::int64_t owner, std::uint8_t shelf, const Key& key);
  void hold(bool on) noexcept { held_ = on; }  ///< on: what is remembered is kept
  [[nodiscard]] const Key& kek() const noexcept { return kek_.rbegin()->second; }
  [[nodiscard]] std::uint32_t epoch() const noexcept { return kek_.rbegin()->first; }

  /// To be called when the lease was taken: another process may have used spares.
  void forget_spares() noexcept;
  /// And keys at hand: another process may have destroyed them.
  void forget_all() noexcept;
  void committed() noexcept;
  void rolled_back() noexcept;
  [[nodiscard]] std::int64_t unsettled() const noexcept { return unsettled_; }

  /// How many keys the log says were taken that are neither spare nor anybody's: an older copy of this file. O(keys not settled).
  Result<std::int64_t> missing(Database& log);
  /// Moves taken spares to their owners, outside of any transaction of `log`. Idempotent.
  Result<> settle(Database& log);
  /// Destroys the keys of these owners, durably. What was wrapped goes to `gone` (to look for it afterwards).
  Result<std::int64_t> destroy(const std::vector<std::int64_t>& owners, std::vector<std::string>& gone);
  /// Everything wrapped by `kek` as the next epoch, in one transaction; the old epochs and all spares go. After settle(). Gives
  /// how many keys there are.
  Result<std::int64_t> rewrap(Database& log, const keys::Source& next, const Key& kek);
  [[nodiscard]] bool wraps_with(const Key& kek) const noexcept;
  /// For a register made of a copy: a signing key of its own; spares, and keys of streams that `log` does not have, go. After settle().
  Result<> renew(Database& log, const Id& writer, std::string_view office);
  [[nodiscard]] Database& file() noexcept { return file_; }

 private:
  struct Spare { std::int64_t n; Key key; };
  Result<> unwrap_epochs(const keys::Source& source);
  Result<> load_own();
  Result<> load_spares(Database& log);
  Result<> make_spares();
  Result<> put_secret(std::int64_t owner, const Id& id, std::uint8_t shelf, const Key& key);
  Result<std::int64_t> wrap_secrets(Database& log, std::uint32_t epoch, const Key& kek);
  Result<std::optional<Key>> open_key(std::uint32_t epoch, const Id& id, std::uint8_t shelf, std::string_view wrapped);

  Database file_{};
  std::map<std::uint32_t, Key> kek_{};  ///< by epoch; the last wraps
  Key register_key_{};
  Hash public_key_{};
  struct Wiped { void operator()(unsigned char* p) const noexcept { sodium_free(p); } };
  std::unique_ptr<unsigned char, Wiped> signing_{};  ///< locked, between guard pages
  Access access_ = Access::read_only;
  std::optional<Settled> stands_{};
  std::vector<Spare> spares_{}, used_{};  ///< free, lowest n last; taken in this transaction
  bool loaded_ = false, bulk_ = false, held_ = false;
  std::int64_t next_spare_ = 1, unsettled_ = 0;
  std::size_t batch_ = 256;
  std::unordered_map<std::uint64_t, Key> open_{};  ///< (owner << 8 | shelf) -> key; bounded
};

}  // namespace safar::inline v0::store
