#pragma once
// Many commands, in groups that one transaction writes: each is still an act of its own, with its guard, its boxes and its link.
#include <functional>
#include <future>
#include <unordered_set>

#include "register/execute.hpp"

namespace safar::inline v0 {

/// A command of a group, read or refused.
struct BulkRow {
  std::unique_ptr<Made> made{};  ///< owns the fact
  Result<Command> command = fail(ErrorCode::internal, "not read");
};

/// Where commands come from, a block at a time. `next` may be called from another thread while the last block is worked on.
struct BulkSource {
  /// The next block, in order, of some thousands at the most; empty: the end.
  std::function<Result<std::vector<BulkRow>>()> next{};
  std::uint64_t total = 0;  ///< 0: not known
};

/// What comes of row `i`, in the order in which rows are done; a row that was undone with its group comes a second time, as an error.
using BulkSink = std::function<void(std::size_t i, Result<Receipt>&& outcome)>;

/// Prepares on the caller's thread while another writes what was prepared before: a transaction of some thousand acts at a time.
class Bulk {
 public:
  /// `listed`: receipts list events and versions. `threads`: for sealing; 0: as many as the machine has.
  Bulk(Session::Impl& session, BulkSink sink, bool listed, unsigned threads);
  Bulk(const Bulk&) = delete;
  Bulk& operator=(const Bulk&) = delete;
  ~Bulk();
  /// Until the end, a cancel, or a log that cannot be written to: then a whole number of acts is done, and rows from `done()` on are not.
  Result<> run(const BulkSource& source, const Progress& progress);
  [[nodiscard]] std::size_t done() const { return row_; }
  /// Somebody cancelled, and rows from done() on were not done.
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  /// A fact of which something is counted: it is kept until it was written.
  struct Counted {
    BulkRow read{};
    Plan plan{};
  };
  struct Staged {
    std::size_t row = 0;
    Receipt receipt{};
    std::int64_t received = 0, first_event = 0;
    std::unique_ptr<Counted> counted{};  ///< null: nothing is
  };
  /// What one transaction writes.
  struct Chunk {
    std::vector<Staged> rows{};
    std::vector<store::ActIn> acts{};    ///< of these rows
    std::vector<store::LookupIn> lookups{};
    std::int64_t received = 0, last_event = 0;
    std::vector<store::NowRow> now{};
    std::vector<CaseState> states{};  ///< for the table, where it is in memory
    std::string numbers{};            ///< "" where no case began
    std::optional<Error> failed{};
  };
  Result<> one(BulkRow&& row);
  Result<> stage(BulkRow&& row);
  Result<> start();
  std::unique_ptr<Chunk> chunk();
  Result<> hand_over();  ///< what is staged goes to the writing thread
  Result<std::unique_ptr<Chunk>> wait();
  void tell(Chunk& done);
  void let_go();         ///< of cases that are written
  Result<> join();       ///< waits for the writing thread, and tells of what it wrote
  Result<> settle();     ///< both: the log may be asked again
  void rest();           ///< settled, and others may write
  Result<> write(Chunk& chunk);
  Result<bool> seen_request(Command& command);
  Error undo(Error why);

  Session::Impl& session_;
  Register::Impl& home_;
  BulkSink sink_;
  bool listed_, own_;  // own_: transactions are ours, not a group of the caller's
  std::size_t chunk_acts_;
  unsigned threads_;
  Allowed allowed_{};
  bool started_ = false, stopped_ = false, broken_ = false;
  std::size_t row_ = 0;
  std::vector<Staged> staged_{};
  std::vector<store::ActIn> acts_{};       // of staged_
  std::vector<store::LookupIn> lookups_{};
  std::unordered_set<Id, IdHash> dirty_{}, handed_{};  // changed by what is staged; by what is being written
  std::unique_ptr<Chunk> writing_{};
  std::future<void> writer_{};
  std::int64_t received_ = 0, first_received_ = 0, seq_ = 0, event_ = 0;  // what the next act will get
  std::string name_{};    // of an act, but for its number
  Leased leased_{};
  std::vector<store::ActIn> spare_{};  // acts that were told of: their memory is used again
};

}  // namespace safar::inline v0
