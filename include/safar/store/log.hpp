#pragma once
/// \file
/// The log of one register: acts, events, sealed boxes, keys, projections (SQLite). It knows bytes, not migrants.
/// The byte forms are in docs/storage.md; `tests/python/verify_without_safar.py` checks them with nothing of ours.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/base/registry.hpp>
#include <safar/base/result.hpp>
#include <safar/base/wiped.hpp>
#include <safar/store/keys.hpp>

namespace safar::inline v0::store {

/// A log takes moments from 1970 up to here (the end of the year 2199), so that every count of microseconds is exact in JSON.
inline constexpr std::int64_t last_moment = 7'258'118'399'999'999;
/// An act may be received so long after the one before it; a longer silence is more often a clock that was set wrong once.
inline constexpr std::int64_t most_clock_jump = 400LL * 86'400 * 1'000'000;

struct Options {
  bool create = false;                    ///< fails with `exists` where the file is there
  bool read_only = false;
  std::string office{};                   ///< at create; 1-16 of A-Z 0-9 -
  keys::Source keys{};
  std::function<std::int64_t()> clock{};  ///< microseconds UTC; empty: the system's
  bool accept_clock_jump = false;         ///< acts may be received more than most_clock_jump after the last one
  bool secure_delete = true;              ///< off only in the test that shows why it is on
  int busy_timeout_ms = 5000;             ///< how long to wait for the lease while somebody else writes; 0: `busy` at once; at most a day
  /// At create: the acts that a new register begins with. It has its name only when they are durable.
  std::function<Result<>(std::unique_ptr<class Log>&)> fill{};
};

struct StreamRef {
  Id id{};
  StreamKind kind{};
  friend bool operator==(const StreamRef&, const StreamRef&) = default;
};

struct BoxIn {
  Id subject{};                    ///< owner of the key: a person, or an office-month for Shelf::counted
  std::optional<Id> other{};
  Shelf shelf{};
  Wiped content{};                 ///< canonical JSON, sealed here
};
struct EventIn {
  EventKind kind{};
  std::uint32_t ver = 1;
  std::optional<std::int32_t> valid{};  ///< days since 1970
  std::string body{};                   ///< canonical JSON
  std::vector<StreamRef> streams{};     ///< subjects and others of boxes are added by the log
  std::vector<BoxIn> boxes{};
};
/// 32 bytes of a keyed hash.
using Mac = std::array<std::uint8_t, 32>;

struct ActIn {
  std::string actor{}, role{}, purpose{}, command{};
  Id request{};                         ///< that the caller gave, so that a repeat is recognised; none: it cannot be repeated. Only keyed hashes of it are kept, never in the head
  Wiped request_content{};              ///< canonical JSON of the whole command: its keyed digest is kept with a request that was given
  std::vector<EventIn> events{};
  std::optional<Mac> request_mac{};     ///< what request_mac() gave for `request`, where it was asked already; else the log makes it
};

struct BoxOut {
  Id subject{};
  std::optional<Id> other{};
  Shelf shelf{};
  bool erased = false;
  std::optional<Wiped> content{};       ///< nullopt: erased, or not asked for
};
struct EventOut {
  std::int64_t pos = 0, act = 0;        ///< local positions
  EventKind kind{};
  std::uint32_t ver = 0;
  std::optional<std::int32_t> valid{};
  std::string body{};
  std::int64_t received = 0;            ///< microseconds UTC
  std::int64_t hlc = 0;
  std::int64_t writer = 0, seq = 0;
  std::vector<StreamRef> streams{};     ///< only where asked for
  std::vector<BoxOut> boxes{};          ///< in order of i; only where asked for
};
struct ActOut {
  std::int64_t pos = 0, received = 0, hlc = 0, seq = 0;
  std::int64_t first_event = 0;         ///< pos of its first event, the others follow without gaps; 0: it has none
  Id writer{}, request{};               ///< request: the id in its head, which the log made of writer and seq
  std::string head{};                   ///< canonical JSON: actor, role, purpose, request, command, seen, lib
  std::vector<EventOut> events{};       ///< with streams, without boxes
  std::string name{};                   ///< "<8 hex of writer>-<seq>"
};
/// contents: boxes opened; folded: those alone of events that a fold cannot do without (folds_boxes).
enum class Want : unsigned { body = 0, streams = 1, boxes = 2, contents = 6, folded = 8 };
constexpr Want operator|(Want a, Want b) { return Want(unsigned(a) | unsigned(b)); }
constexpr bool has(Want a, Want b) { return (unsigned(a) & unsigned(b)) == unsigned(b); }

/// How a transaction writes. `bulk`: for many acts of new persons; keys go straight to `.keys`, which is flushed before the log
/// commits, and caches are large. What is stored is the same; what a crash can leave are keys of nobody, which the next writer drops.
enum class Writing { ordinary, bulk };
/// What append_many gives of each act: numbers only (pos, received, hlc, seq, first_event, writer, request, name), or all that append gives.
enum class Give { numbers, events };

/// One row of the projection of open columns; `state` is the fold's own text, `boxes` what it learnt of sealed members, sealed in rows beside
/// it with the persons' keys: those that there are when the row is put, instead of the ones before.
struct NowRow {
  Id stream{};
  std::string programme{}, office{}, journey{}, eligibility{}, consent{}, holds{};
  std::int64_t opened = 0, changed = 0, version = 0;
  std::string state{};
  std::vector<BoxIn> boxes{};
};

/// `mac` leads to `subject`.
struct LookupIn {
  std::string mac{};
  Id subject{};
};

struct Problem { std::string table{}; std::int64_t act = -1, event = -1, box = -1; std::string what{}; };
/// The last act of a writer, signed by it: who keeps this elsewhere can tell a log that ends before it, or that has another act there.
/// `arrival` is that of the log's last act when it was signed.
struct SignedHead {
  Id writer{};
  std::int64_t seq = 0;                ///< 0: it has not written yet, and `link` stands for its beginning
  std::array<std::uint8_t, 32> link{}, arrival{};
  std::array<std::uint8_t, 64> signature{};
};
struct VerifyReport {
  std::int64_t acts = 0, events = 0, boxes = 0, erased = 0, writers = 0;
  std::vector<SignedHead> heads{};           ///< of every writer whose row and signature have their sizes
  std::vector<Problem> problems{};     ///< empty: intact
};
struct EraseReport {
  std::int64_t persons = 0, boxes = 0, keys = 0, lookups = 0;
  bool done = false;                   ///< false: `pending` says why, and the next close or writer finishes
  std::string pending{};
};
struct RewrapReport {
  std::int64_t keys = 0;
  bool done = false;                   ///< false: the new key is in force, `pending` says what still keeps the old form, and the next close or writer finishes
  std::string pending{};
};
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;  ///< false: cancel

/// What is committed, read through a connection of its own: for a thread that prepares while the log's thread writes. It needs no key and
/// opens no box. One thread at a time; the log must outlive it.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Result<std::optional<StreamKind>> kind_of(const Id& stream) = 0;
  /// `mac`: what Log::request_mac() gives for the id.
  virtual Result<bool> has_request(const Mac& mac) = 0;
  virtual Result<std::vector<Id>> lookup(std::string_view mac) = 0;
  /// The fold's text of a case, as put_now stored it, without its boxes.
  virtual Result<std::optional<std::string>> state(const Id& stream) = 0;
  /// Takes notice of what this log committed since the reader was made or last caught up: whoever uses a reader while he writes says so
  /// before he asks again, and not while another thread writes. What another process writes meanwhile need not be seen.
  virtual void catch_up() = 0;
};

/// Asked now and then while something is waited for; true ends the waiting with `cancelled`.
using Cancelled = std::function<bool()>;

/// One open register file. Not thread-safe: the register serialises. After fork() every call fails with `closed`.
class Log {
 public:
  /// `path` and `<path>.keys`, after links to it are followed; `<path>.lease` says who writes. Errors of names: `linked` (a file with a
  /// second name, or one beside it that is somebody else's), `key_path` (a key file that would lie on one of the register's).
  static Result<std::unique_ptr<Log>> open(std::string path, Options options);
  /// Makes a register at `to` (it must not be there: `exists`) of a snapshot, or of a closed copy of both files, at `from`: with
  /// all acts and writers of it, and a writer of its own (new id, new signing key, sequence from 1). `options.keys` opens `from`;
  /// `options.office`, where given, is the new writer's. Erasures that were made after the copy must be made again.
  static Result<> restore(const std::string& from, const std::string& to, const Options& options);
  /// Has this process the file open as a part of a register? To open and close it beside SQLite would take away SQLite's locks.
  static bool in_use_here(const std::string& path);
  virtual ~Log() = default;

  // --- writing: begin (takes the lease: `busy` quotes pid and since-when), append any number of acts, commit (gives it back). ---
  virtual Result<> begin(Writing how = Writing::ordinary) = 0;
  /// Keeps the lease until let_go(), over any number of transactions: what is read meanwhile is so still when it is written. Waits
  /// `busy_timeout_ms` for another writer. May be called again before let_go(); as many calls of that give it back.
  virtual Result<> hold(const Cancelled& cancelled = {}) = 0;
  virtual void let_go() noexcept = 0;
  /// Does somebody wait for the lease?
  [[nodiscard]] virtual bool wanted() const = 0;
  virtual Result<> commit() = 0;
  virtual void rollback() noexcept = 0;
  [[nodiscard]] virtual bool writing() const noexcept = 0;
  /// Time that the next act will be received at: max(clock, last + 1). In a transaction the next append keeps it.
  virtual std::int64_t next_received() = 0;
  /// Whether an act may be received now: `refused`, clock_jumped, where the clock is not to be believed.
  [[nodiscard]] virtual Result<> clock_fits() = 0;
  /// In a transaction: the next act is received at this moment, or just after the last one where that is later.
  virtual void receive_at(std::int64_t microseconds) = 0;
  /// Number that the next act of this writer will get, in a transaction.
  [[nodiscard]] virtual std::int64_t next_seq() const = 0;
  /// Seals, chains and writes one act. A request id that is known is the caller's to look up first (`request`): `exists`.
  /// What is refused (invalid_argument, exists, erased, too_large) leaves the transaction as it was; after any other failure
  /// it can only be rolled back, and commit() does so and says why.
  virtual Result<ActOut> append(const ActIn& act) = 0;
  /// The same for many acts in order, sealed and hashed on `threads` threads (0: as many as the machine has); the bytes do not
  /// depend on how many. The k-th act that is accepted is received at next_received() + k, k from 0. An act that is refused
  /// gives its own error, takes no number and does not stop the others; any other failure fails the whole call, and the
  /// transaction can only be rolled back. About 1,000 to 10,000 acts a call keep the threads busy.
  virtual Result<std::vector<Result<ActOut>>> append_many(std::span<const ActIn> acts, unsigned threads = 0, Give give = Give::numbers) = 0;
  /// Within the transaction of the erase act, before or after its append: boxes nulled; lookups, the persons' own segments and the
  /// requests of every act that touches one of them deleted; persons noted as pending. Boxes and requests of these persons in the same transaction are born erased; until the erasure is
  /// finished later ones are refused (`erased`). `not_found`: no person of that id.
  virtual Result<> mark_erased(const std::vector<Id>& persons) = 0;
  /// After commit: keys and bytes go (keys, -wal, page gaps). Idempotent; open() and close() call it for what is pending.
  virtual Result<EraseReport> finish_erasure() = 0;
  /// Persons whose erasure is committed and not finished.
  virtual Result<std::vector<Id>> pending_erasures() = 0;

  // --- reading --- (callbacks may ask the log; they must not write or checkpoint)
  struct Known { std::int64_t act; bool same; };
  /// An act of this request id; `same`: the content's keyed digest is equal. Nullopt also where a person whom the act touched was erased since.
  virtual Result<std::optional<Known>> request(const Id& id, std::string_view content) = 0;
  /// How a caller's request id stands in the file: keyed with the register's key. Any thread, also while the log's thread writes.
  [[nodiscard]] virtual Mac request_mac(const Id& id) const = 0;
  virtual Result<ActOut> act(std::int64_t pos) = 0;
  /// Position of an act by its name ("<hex>-<seq>"); `not_found`.
  virtual Result<std::int64_t> act_named(std::string_view name) = 0;
  /// Events with pos > after and received < before (0: no bound), in order of pos; the callback returns false to stop.
  virtual Result<> events(std::int64_t after, std::int64_t before, Want want, const std::function<bool(EventOut&)>& each) = 0;
  virtual Result<std::vector<EventOut>> events_of(const Id& stream, Want want) = 0;
  /// The same one by one, with pos > after and received before `before` (0: no bound), for streams of very many events; the callback returns false to stop.
  virtual Result<> each_of(const Id& stream, std::int64_t after, std::int64_t before, Want want, const std::function<bool(EventOut&)>& each) = 0;
  /// Name of an event's act ("<8 hex of writer>-<seq>"), without reading the act.
  virtual Result<std::string> name_of(const EventOut& event) = 0;
  /// Number of events that touch the stream; 0: no such stream.
  virtual Result<std::int64_t> version(const Id& stream) = 0;
  virtual Result<std::optional<StreamKind>> kind_of(const Id& stream) = 0;
  [[nodiscard]] virtual std::int64_t last_event() const = 0;  ///< highest pos
  [[nodiscard]] virtual Id writer() const = 0;
  virtual Result<std::unique_ptr<Reader>> reader() = 0;
  [[nodiscard]] virtual const std::string& office() const = 0;

  // --- projections: in the same file, in the same transaction ---
  virtual Result<> put_now(const NowRow& row) = 0;
  /// The same for many rows, each stream once; `not_found` names the first that is not there, and then none is written.
  virtual Result<> put_now_many(std::span<const NowRow> rows) = 0;
  virtual Result<std::optional<NowRow>> now(const Id& stream) = 0;
  virtual Result<> scan_now(const std::function<bool(NowRow&)>& each) = 0;
  virtual Result<> clear_now() = 0;
  struct Projection { std::string fold; std::int64_t upto = 0; };
  /// Nullopt: there is none of that name, or none that this register wrote so.
  virtual Result<std::optional<Projection>> projection(std::string_view name) = 0;
  virtual Result<> put_projection(std::string_view name, const Projection& p) = 0;
  /// Sealed segments of a columnar projection (64 KiB of plain text at most each), keyed by owner's key on shelf `counted`;
  /// the none id: by the register's key. The owner must be a stream that is there. Segments whose key is gone are left out.
  virtual Result<> put_segment(std::string_view name, const Id& owner, std::int64_t i, std::string_view plain) = 0;
  virtual Result<> segments(std::string_view name, const std::function<bool(const Id& owner, std::int64_t i, std::string& plain)>& each) = 0;
  virtual Result<> clear_segments(std::string_view name) = 0;

  // --- the blind index: keyed hashes under the register's key ---
  virtual std::string mac(std::string_view personal, const std::vector<std::string_view>& parts) = 0;
  virtual Result<> put_lookup(std::string_view mac, const Id& subject) = 0;
  virtual Result<> put_lookup_many(std::span<const LookupIn> rows) = 0;
  virtual Result<std::vector<Id>> lookup(std::string_view mac) = 0;
  /// Every row in the order of (mac, subject), both as bytes; the callback returns false to stop. It must not write.
  virtual Result<> scan_lookup(const std::function<bool(std::string_view mac, const Id& subject)>& each) = 0;
  virtual Result<> clear_lookup() = 0;
  /// 16 bytes that are the same for the same parts in this register (office-month streams).
  virtual Id derived_id(std::string_view personal, const std::vector<std::string_view>& parts) = 0;
  /// 16 random bytes (libsodium).
  virtual Id random_id() = 0;

  // --- care ---
  /// `expect`: heads that were kept elsewhere; a log that ends before one of them, or has another history, is a problem.
  virtual Result<VerifyReport> verify(const Progress& progress = {}, std::span<const SignedHead> expect = {}) = 0;
  /// The heads as they are stored, not verified.
  virtual Result<std::vector<SignedHead>> heads() = 0;
  /// What was put right, and what cannot be, since this log was opened, as canonical JSON: `keys_settled` and `erasures_finished` of
  /// persons, left over by a writer that ended early; `keys_missing`, taken and in no file; `keys_older`: the .keys file is from
  /// an older backup, and what was sealed with its younger keys is lost (once somebody has written since, only `keys_older_at_act`
  /// tells: the last act before that, else null); `keys_destroyed`: keys in it of persons whom the log says are erased;
  /// `register_older`: it is the log that is, and acts are missing; `register_other`: the log has another history than the .keys file knows;
  /// `keys_unmarked`: the .keys file's own mark of where the log stood is gone or forged. The last three refuse writing.
  virtual Result<std::string> recovery_report() = 0;
  /// Checkpoints; called at close, at 64 MB of WAL and after bulk.
  virtual Result<> checkpoint() = 0;
  /// A consistent copy at `path` and `path.keys` (`exists` where one is there; nothing is left of what fails), of an open register,
  /// read-only too, outside of a transaction. The copy opens read-only with the same keys. It names the same writer, so opening it
  /// for writing is refused until restore() has made a register of it.
  virtual Result<> snapshot(const std::string& path) = 0;
  /// A new epoch: every key is wrapped again with the key that `next` gives (its `unwrap` is called with its `first_id` and
  /// `first_wrapped`, which are kept), and the old form is destroyed in the file. Older copies of `.keys` then open with the old
  /// key only. The new epoch is durable when this returns; a crash leaves one epoch or the other. Readers open again. O(keys).
  virtual Result<RewrapReport> rewrap(const keys::Source& next) = 0;
  /// Gives the lease back and closes. The destructor does the same without saying what failed.
  virtual Result<> close() = 0;
};

}  // namespace safar::inline v0::store
