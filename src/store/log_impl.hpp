#pragma once
/// \file
/// The one Log there is. Its methods stand in open.cpp (life), append.cpp, read.cpp, erase.cpp, projection.cpp, verify.cpp.
#include <sys/types.h>

#include <unordered_map>
#include <unordered_set>

#include <safar/store/log.hpp>

#include "batch.hpp"
#include "crypto.hpp"
#include "keyring.hpp"
#include "lease.hpp"
#include "needles.hpp"
#include "presence.hpp"
#include "random.hpp"
#include "sqlite.hpp"

namespace safar::inline v0::store {

class LogImpl final : public Log {
 public:
  /// `path` is without links.
  LogImpl(std::string path, Options options) : path_(std::move(path)), options_(std::move(options)) { lease_.set_path(path_); }
  ~LogImpl() override;
  /// Who is asked for keys from now on.
  void asks(const keys::Source& source) { options_.keys = source; }
  /// Fills two empty files, durably.
  Result<> make();
  Result<> open_existing();

  Result<> begin(Writing how) override;
  Result<> hold(const Cancelled& cancelled) override;
  void let_go() noexcept override;
  bool wanted() const override { return lease_.wanted(); }
  Result<> commit() override;
  void rollback() noexcept override;
  bool writing() const noexcept override { return writing_; }
  std::int64_t next_received() override;
  Result<> clock_fits() override;
  std::int64_t next_seq() const override { return heads_.seq + 1; }
  void receive_at(std::int64_t microseconds) override { promised_ = std::max(microseconds, heads_.received + 1); }
  Result<ActOut> append(const ActIn& act) override;
  Result<std::vector<Result<ActOut>>> append_many(std::span<const ActIn> acts, unsigned threads, Give give) override;
  Result<> mark_erased(const std::vector<Id>& persons) override;
  Result<EraseReport> finish_erasure() override;
  Result<std::vector<Id>> pending_erasures() override;

  Result<std::optional<Known>> request(const Id& id, std::string_view content) override;
  Mac request_mac(const Id& id) const override;
  Result<ActOut> act(std::int64_t pos) override;
  Result<std::int64_t> act_named(std::string_view name) override;
  Result<> events(std::int64_t after, std::int64_t before, Want want, const std::function<bool(EventOut&)>& each) override;
  Result<std::vector<EventOut>> events_of(const Id& stream, Want want) override;
  Result<> each_of(const Id& stream, std::int64_t after, std::int64_t before, Want want, const std::function<bool(EventOut&)>& each) override;
  Result<std::string> name_of(const EventOut& event) override;
  Result<std::int64_t> version(const Id& stream) override;
  Result<std::optional<StreamKind>> kind_of(const Id& stream) override;
  std::int64_t last_event() const override;
  Id writer() const override { return writer_; }
  Result<std::unique_ptr<Reader>> reader() override;
  const std::string& office() const override { return office_; }

  Result<> put_now(const NowRow& row) override;
  Result<> put_now_many(std::span<const NowRow> rows) override;
  Result<std::optional<NowRow>> now(const Id& stream) override;
  Result<> scan_now(const std::function<bool(NowRow&)>& each) override;
  Result<> clear_now() override;
  Result<std::optional<Projection>> projection(std::string_view name) override;
  Result<> put_projection(std::string_view name, const Projection& p) override;
  Result<> put_segment(std::string_view name, const Id& owner, std::int64_t i, std::string_view plain) override;
  Result<> segments(std::string_view name, const std::function<bool(const Id&, std::int64_t, std::string&)>& each) override;
  Result<> clear_segments(std::string_view name) override;

  std::string mac(std::string_view personal, const std::vector<std::string_view>& parts) override;
  Result<> put_lookup(std::string_view mac, const Id& subject) override;
  Result<> put_lookup_many(std::span<const LookupIn> rows) override;
  Result<std::vector<Id>> lookup(std::string_view mac) override;
  Result<> scan_lookup(const std::function<bool(std::string_view mac, const Id& subject)>& each) override;
  Result<> clear_lookup() override;
  Id derived_id(std::string_view personal, const std::vector<std::string_view>& parts) override;
  Id random_id() override;

  Result<VerifyReport> verify(const Progress& progress, std::span<const SignedHead> expect) override;
  Result<std::vector<SignedHead>> heads() override;
  Result<> checkpoint() override;
  Result<std::string> recovery_report() override;
  Result<> snapshot(const std::string& path) override;
  Result<RewrapReport> rewrap(const keys::Source& next) override;
  Result<> close() override;

  /// For a test that compares bytes: nonces, and keys of a bulk transaction, come from there.
  void draw_from(std::function<void(unsigned char*, std::size_t)> source) { random_.draw_from(std::move(source)); }
  /// For a test: pages of a -wal that ordinary commits write before they begin it anew.
  void empty_wals_at(std::int64_t pages) { wal_pages_ = empty_at_.log = empty_at_.keys = pages; }

 private:
  struct Stream { std::int64_t n = 0; std::uint32_t kind = 0; };
  class KindsOfAct;
  class Held {
   public:
    explicit Held(LogImpl& log);
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held();

   private:
    LogImpl& log_;
  };

  Result<> enter();          ///< closed or forked: at the start of every call
  Result<> enter_writing();  ///< and in a transaction
  Result<> unlocked(std::string_view what);  ///< and not in one; may write
  bool forked() const noexcept;
  /// Between before_first and after_last, which no act may be received at.
  std::int64_t clock() const;
  static constexpr std::int64_t before_first = -1, after_last = last_moment + 1;
  Result<> fits(std::int64_t now) const;
  Result<> read_identity();
  struct Versions { std::int64_t log, keys; friend bool operator==(const Versions&, const Versions&) = default; };
  Result<> take_lease(int wait_ms, const Cancelled& cancelled = {});
  void give_back_lease() noexcept;
  Result<> get_ready();
  Result<> same_files();
  Result<Versions> versions();
  Result<> look_for_older();
  Result<> note_older();
  Result<> trust_before_writing();   ///< trust.cpp: the log is the one that was signed, and not older than the keys
  Result<> check_signed();
  Result<> settle_bulk();
  Result<> note_settled();
  Result<> note_erased();
  Result<> check_marked();
  Result<std::vector<std::int64_t>> read_erased();
  Result<> destroy_erased_keys();
  Result<> check_erasures(const std::vector<std::int64_t>& subjects);
  void committed_heads();
  Result<> load_heads();
  Result<> store_head();
  void empty_wals();
  Result<> ready_for(Writing how);
  Result<> drop_keys_of_nobody();
  Error poisoned(Error e);   ///< the transaction can only be rolled back

  Result<std::optional<Stream>> find_stream(const Id& id);
  Result<Stream> stream_to_write(const Id& id, StreamKind kind, Batch& batch);
  bool fresh(const Stream& s) const noexcept { return s.n > before_.stream; }
  Result<> check(const ActIn& act);
  Result<> unknown_request(const ActIn& act);
  Result<> requests_away(std::int64_t person);
  Result<Key> key_to_write(const Id& id, const Stream& s, std::uint8_t shelf, std::vector<KeyWork>* made);
  Result<> plan(const ActIn& in, std::int64_t received, Batch& batch);
  Result<> plan_box(const BoxIn& in, const EventWork& e, std::uint32_t index, std::uint16_t i, std::int64_t seq, Batch& batch);
  Result<> insert(Batch& b);
  void tell(const Batch& b, const ActWork& a, Give give, ActOut& out) const;
  BatchContext context() const;
  Result<> put_now_boxes(std::int64_t stream, const NowRow& row);
  Result<> now_box(const Statement& s, NowRow& row);
  Result<> forget_now_boxes(std::span<const std::pair<std::int64_t, const NowRow*>> rows);
  Result<> stage_now_boxes(std::int64_t owner);  ///< to be looked for once they are deleted

  Result<> fill(EventOut& event, Want want);
  Result<> fill_boxes(EventOut& event, bool contents);
  Result<EventOut> event_row(const Statement& s);
  Result<std::int64_t> first_event_of(std::int64_t act);
  Result<Id> writer_id(std::int64_t n);

  Result<std::int64_t> looked_up(const Id& subject);  ///< its number, where it may be looked up
  Result<Key> segment_key(const Id& owner, std::int64_t n, bool make, bool& gone);
  Result<std::vector<std::int64_t>> pending_subjects();
  Result<std::int64_t> count_left(Database& db, const Needles& needles);
  Result<> finish_rewrap();
  Result<EraseReport> finish(const std::vector<std::int64_t>& subjects);

  std::string path_;
  Options options_;
  Database db_{};
  Keyring keys_{};
  Lease lease_;
  pid_t pid_ = 0;
  bool closed_ = true, writing_ = false, finishing_ = false;
  std::optional<Error> poison_{};
  std::int64_t wal_pages_ = (4 << 20) / 4096;  ///< of a -wal, before ordinary commits begin it anew
  struct { std::int64_t log, keys; } empty_at_{wal_pages_, wal_pages_};
  int holds_ = 0;                              ///< who keeps the lease over its transactions
  std::optional<Versions> ready_at_{};         ///< of both files, when this log was last ready to write

  Id writer_{};
  std::int64_t writer_n_ = 0;
  std::string office_{}, seen_ = "{}";
  Heads heads_{}, before_{};
  std::optional<std::int64_t> promised_{};  ///< what next_received() said
  std::unordered_map<Id, Stream, IdHash> streams_{};  ///< number 0: there is none (while held_)
  std::vector<Id> absent_{};                          ///< of these
  std::unordered_map<std::int64_t, Id> writers_{};

  Writing how_ = Writing::ordinary;
  Random random_{};
  bool held_ = false, noted_ = false, stale_keys_ = false;
  std::shared_ptr<KeptPresence> presence_ = std::make_shared<KeptPresence>();  ///< for readers, as long as nobody else writes
  std::int64_t data_version_ = -1;              ///< SQLite's, when the last reader was made
  std::int64_t call_stream_ = 0;                ///< highest stream before this call
  std::unordered_set<Id, IdHash> requests_{};   ///< of this call
  Mac asked_{};                                 ///< of the act that was checked last
  std::vector<StreamRef> refs_{};               ///< of the event that is being planned

  std::vector<std::string> staged_{};           ///< sealed bytes and macs that this transaction takes away
  std::unordered_set<std::int64_t> marked_{};   ///< persons marked in this transaction
  Needles needles_{};                           ///< of committed erasures that are not finished
  std::unordered_set<std::int64_t> needled_{};  ///< the persons whose bytes `needles_` knows
  std::unordered_set<std::int64_t> pending_{};  ///< persons whose erasure is committed and not finished
  std::unordered_set<std::int64_t> erased_{};   ///< persons whom an act of erasure names, of the events up to `erased_upto_`
  std::int64_t erased_upto_ = 0;
  std::optional<Heads> trusted_{};              ///< what this log signed itself, or found signed
  std::int64_t erased_lookups_ = 0, staged_lookups_ = 0;
  struct Repairs {
    std::int64_t keys_settled = 0, keys_missing = 0, keys_destroyed = 0, erasures_finished = 0;
    bool keys_older = false, register_older = false, register_other = false, keys_unmarked = false;
  };
  Repairs repairs_{};                           ///< since it was opened
};

/// The signature of a writer's last act, and of all that came before it here; in the transaction of that act.
Result<> put_signature(Database& log, const Keyring& keys, std::int64_t writer_n, const Id& writer, std::int64_t seq, const Hash& link, const Hash& arrival);
/// Does it stand, for these heads?
Result<bool> is_signed(Database& log, std::int64_t writer_n, const Id& writer, std::string_view public_key, std::int64_t seq, const Hash& link, const Hash& arrival);
/// Are the acts from this position on chained to the end? Without boxes, keys and the rest.
Result<bool> chain_holds(Database& log, Keyring& keys, std::int64_t from);

Error invalid(std::string message);
/// An error that is about what was given, and leaves the transaction as it was.
bool refused(const Error& e) noexcept;

}  // namespace safar::inline v0::store
