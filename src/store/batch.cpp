#include "batch.hpp"

#include <safar/version.hpp>

#include "text.hpp"

namespace safar::inline v0::store {

void Batch::seal(const BatchContext& c) {
  std::size_t size = 0;
  for (BoxWork& b : boxes) {
    b.at = size;
    b.size = sealed_size(b.in->content.size(), b.place.shelf);
    size += b.size;
  }
  sealed.resize(size);
  for (BoxWork& b : boxes) {
    seal_box(b.key, b.nonce, b.place, b.in->content, sealed.data() + b.at);
    b.digest = box_digest(std::string_view(sealed).substr(b.at, b.size));
  }
  for (KeyWork& k : keys) k.wrapped = wrap_key(*c.kek, k.nonce, k.id, k.shelf, c.epoch, k.key);
  forget_keys();

  std::vector<Sp> sps;
  std::vector<BoxMark> marks;
  for (std::size_t k = 0; k < events.size(); ++k) {
    EventWork& e = events[k];
    sps.clear();
    marks.clear();
    for (std::size_t t = 0; t < e.touches; ++t) sps.push_back(touches[e.first_touch + t].sp);
    for (std::size_t i = 0; i < e.in->boxes.size(); ++i) {
      const BoxWork& b = boxes[e.first_box + i];
      marks.push_back({b.subject_sp, b.other_sp, b.place.shelf, b.digest});
    }
    e.hash = event_hash(sps, kind_ver_valid(static_cast<std::int64_t>(e.in->kind), e.in->ver, e.in->valid), e.in->body, marks);
  }
  std::string request;
  for (ActWork& a : acts) {
    const ActIn& in = *a.in;
    a.request = made_request(*c.register_key, c.writer, a.seq, !in.request.none());
    if (a.kept) {
      a.asked_content = content_digest(*c.register_key, in.request_content);
      a.asked_mac = asked_mac(*c.register_key, view(a.asked), view(a.asked_content), c.writer, a.seq);
    }
    request.clear();
    append_to(request, a.request);
    a.head = head_json({in.actor, in.command, "safar " SAFAR_VERSION, in.purpose, request, in.role, c.seen});
  }
}

void Batch::chain(const BatchContext& c, Hash& link, Hash& arrival) {
  std::vector<Hash> hashes;
  for (ActWork& a : acts) {
    hashes.clear();
    for (std::size_t k = 0; k < a.in->events.size(); ++k) hashes.push_back(events[a.first_event + k].hash);
    link = a.link = link_hash(link, a.seq, a.hlc, a.head, hashes);
    arrival = a.arrival = arrival_hash(arrival, a.pos, view(c.writer), a.seq, view(link), a.received);
  }
}

void Batch::forget_keys() noexcept {
  for (BoxWork& b : boxes) sodium_memzero(b.key.data(), b.key.size());
  for (KeyWork& k : keys) sodium_memzero(k.key.data(), k.key.size());
}

BatchPipe::BatchPipe(const BatchContext& context, const Heads& from, unsigned threads) : context_(context), link_(from.link), arrival_(from.arrival) {
  for (unsigned k = 1; k < threads; ++k) threads_.emplace_back([this] { work(); });
}

BatchPipe::~BatchPipe() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    next_seal_ = items_.size();  // what is left is not wanted
  }
  changed_.notify_all();
  for (std::thread& t : threads_) t.join();
}

void BatchPipe::push(std::unique_ptr<Batch> batch) {
  {
    const std::lock_guard lock(mutex_);
    items_.emplace_back().batch = std::move(batch);
  }
  changed_.notify_one();
}

/// Seals the next batch that nobody has, then chains all that follow each other; false: there was none to seal.
bool BatchPipe::seal_one(std::unique_lock<std::mutex>& lock) {
  if (next_seal_ >= items_.size()) return false;
  const std::size_t k = next_seal_++;
  Batch* batch = items_[k].batch.get();
  lock.unlock();
  try {
    batch->seal(context_);
  } catch (...) {
    lock.lock();
    failed_ = std::current_exception();
    changed_.notify_all();
    return true;
  }
  lock.lock();
  items_[k].sealed = true;
  while (!chaining_ && !failed_ && next_chain_ < items_.size() && items_[next_chain_].sealed) {
    chaining_ = true;
    Item& item = items_[next_chain_];
    batch = item.batch.get();
    lock.unlock();
    std::exception_ptr bad;
    try {
      batch->chain(context_, link_, arrival_);
    } catch (...) {
      bad = std::current_exception();
    }
    lock.lock();
    chaining_ = false;
    if (bad) failed_ = bad;
    else item.chained = true, ++next_chain_;
  }
  changed_.notify_all();
  return true;
}

void BatchPipe::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (seal_one(lock)) continue;
    if (closed_) return;
    changed_.wait(lock);
  }
}

std::unique_ptr<Batch> BatchPipe::pull() {
  std::unique_lock lock(mutex_);
  if (next_pull_ >= items_.size()) return nullptr;
  for (;;) {
    if (failed_) std::rethrow_exception(failed_);
    if (items_[next_pull_].chained) return std::move(items_[next_pull_++].batch);
    if (!seal_one(lock)) changed_.wait(lock);
  }
}

}  // namespace safar::inline v0::store
