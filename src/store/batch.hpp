#pragma once
/// \file
/// Some acts of one call on their way into the log: planned in order (numbers, streams, keys, nonces), then sealed and hashed
/// by any thread, then chained in order, then inserted. Between planning and inserting nothing here knows the database.
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <memory>
#include <thread>
#include <vector>

#include <safar/store/log.hpp>

#include "crypto.hpp"

namespace safar::inline v0::store {

/// Where the chains stand: read when the lease is taken, then kept.
struct Heads {
  std::int64_t act = 0, event = 0, stream = 0;  ///< highest numbers in use
  std::int64_t received = 0, hlc = 0;
  Hash arrival{};
  std::int64_t seq = 0;                         ///< of our own writer
  Hash link{};
};

struct BoxWork {
  const BoxIn* in = nullptr;
  BoxPlace place{};
  std::int64_t event = 0, subject = 0, other = 0;  ///< other: 0 for none
  Sp subject_sp{}, other_sp{};
  Key key{};
  Nonce nonce{};
  bool gone = false;              ///< born erased: its digest stays, its bytes do not
  std::size_t at = 0, size = 0;   ///< in Batch::sealed
  Hash digest{};
};
struct TouchWork {
  std::int64_t stream = 0, event = 0;
  Sp sp{};
};
struct EventWork {
  const EventIn* in = nullptr;
  std::int64_t pos = 0, act = 0;
  std::size_t first_touch = 0, touches = 0, first_box = 0;
  Hash hash{};
};
struct ActWork {
  const ActIn* in = nullptr;
  std::int64_t pos = 0, seq = 0, received = 0, hlc = 0;
  std::size_t first_event = 0;
  Id request{};                   ///< made, for the head
  Hash asked{}, asked_content{}, asked_mac{};  ///< where the caller gave a request: its row
  bool kept = false;              ///< and that row is written: no person of the act is being erased
  std::string head{};
  Hash link{}, arrival{};
};
struct StreamWork {
  std::int64_t n = 0;
  Id id{};
  std::uint32_t kind = 0;
};
struct KeyWork {                  ///< a new key that goes straight to its owner
  std::int64_t owner = 0;
  Id id{};
  std::uint8_t shelf = 0;
  Key key{};
  Nonce nonce{};
  std::string wrapped{};
};

/// What is the same for all acts of a call.
struct BatchContext {
  Id writer{};
  std::string_view seen{};
  const Key* register_key = nullptr;
  const Key* kek = nullptr;
  std::uint32_t epoch = 0;
};

struct Batch {
  std::vector<ActWork> acts{};
  std::vector<EventWork> events{};
  std::vector<TouchWork> touches{};
  std::vector<BoxWork> boxes{};
  std::vector<StreamWork> streams{};
  std::vector<KeyWork> keys{};
  std::string sealed{};

  Batch() = default;
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;
  ~Batch() { forget_keys(); }

  /// Heads, rows of requests, boxes, wrapped keys, hashes of events. Depends on nothing but what was planned.
  void seal(const BatchContext& c);
  /// Links and arrivals, from `link` and `arrival` on, which become those of the last act.
  void chain(const BatchContext& c, Hash& link, Hash& arrival);
  void forget_keys() noexcept;
};

/// Seals and chains batches on several threads while the caller plans and inserts; the bytes do not depend on how many.
class BatchPipe {
 public:
  /// `threads` counts the caller: one less is started.
  BatchPipe(const BatchContext& context, const Heads& from, unsigned threads);
  BatchPipe(const BatchPipe&) = delete;
  BatchPipe& operator=(const BatchPipe&) = delete;
  ~BatchPipe();

  /// The batch is planned and may be sealed.
  void push(std::unique_ptr<Batch> batch);
  /// The next batch in order, sealed and chained; null after the last. The caller seals too where it would wait.
  std::unique_ptr<Batch> pull();
  [[nodiscard]] const Hash& link() const noexcept { return link_; }
  [[nodiscard]] const Hash& arrival() const noexcept { return arrival_; }

 private:
  struct Item {
    std::unique_ptr<Batch> batch{};
    bool sealed = false, chained = false;
  };
  void work();
  bool seal_one(std::unique_lock<std::mutex>& lock);

  const BatchContext context_;
  Hash link_{}, arrival_{};
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<Item> items_{};
  std::size_t next_seal_ = 0, next_chain_ = 0, next_pull_ = 0;
  bool chaining_ = false, closed_ = false;
  std::exception_ptr failed_{};
  std::vector<std::thread> threads_{};
};

}  // namespace safar::inline v0::store
