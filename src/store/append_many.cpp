/// Many acts of one call: this thread plans in order and inserts in order; what lies between is done by all.
#include <algorithm>

#include "log_impl.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::size_t acts_a_batch = 256;
constexpr unsigned most_threads = 64;

}  // namespace

Result<std::vector<Result<ActOut>>> LogImpl::append_many(std::span<const ActIn> acts, unsigned threads, Give give) {
  if (auto r = enter_writing(); !r) return std::move(r).error();
  const Held held(*this);
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  threads = std::min({threads, most_threads, static_cast<unsigned>(acts.size() / acts_a_batch + 1)});
  const std::int64_t received = promised_ ? *std::exchange(promised_, std::nullopt) : clock();
  if (auto r = fits(received); !r) return std::move(r).error();

  std::vector<Result<ActOut>> out;
  out.reserve(acts.size());
  std::vector<std::size_t> accepted;
  const auto all = [&]() -> Result<> {
    BatchPipe pipe(context(), heads_, threads);
    for (std::size_t from = 0; from < acts.size(); from += acts_a_batch) {
      auto batch = std::make_unique<Batch>();
      std::size_t events = 0, boxes = 0;
      for (const ActIn& act : acts.subspan(from, std::min(acts_a_batch, acts.size() - from))) {
        events += act.events.size();
        for (const EventIn& e : act.events) boxes += e.boxes.size();
      }
      batch->acts.reserve(std::min(acts_a_batch, acts.size() - from));
      batch->events.reserve(events);
      batch->boxes.reserve(boxes);  // they hold keys, which growing would leave behind
      for (const ActIn& act : acts.subspan(from, std::min(acts_a_batch, acts.size() - from))) {
        if (auto r = check(act); !r) {
          if (!refused(r.error())) return r;
          out.emplace_back(std::move(r).error());
          continue;
        }
        if (auto r = plan(act, received, *batch); !r) return r;
        accepted.push_back(out.size());
        out.emplace_back(ActOut{});
      }
      pipe.push(std::move(batch));
    }
    auto slot = accepted.begin();
    while (auto batch = pipe.pull()) {
      for (const ActWork& a : batch->acts) tell(*batch, a, give, *out[*slot++]);
      if (auto r = insert(*batch); !r) return r;
    }
    heads_.link = pipe.link();
    heads_.arrival = pipe.arrival();
    return {};
  };
  if (auto r = all(); !r) return poisoned(std::move(r).error());
  return out;
}

}  // namespace safar::inline v0::store
