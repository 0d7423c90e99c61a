#include "fault/campaign.hpp"

#include <random>

namespace fault {

void Totals::add(const Life& life, const Verdict& v) {
  ++lives;
  cuts += v.cut || (v.failed && life.ending == Ending::power_cut);
  errors += v.failed;
  acknowledged += v.acknowledged;
  lost += v.lost;
  halves += v.halves;
  losing += v.lost > 0;
  halving += v.halves > 0;
  if (first.empty() && !v.what.empty()) first = v.what + "  [" + text(life) + "]";
}

std::string text(const Life& life) {
  const Fault& f = life.fault;
  return "one " + std::to_string(f.cut_at) + " " + std::to_string(f.error_at) + " " + std::to_string(f.ops) + " " + std::to_string(f.for_ever) + std::to_string(f.full) +
         std::to_string(f.flush_forgets) + std::to_string(static_cast<int>(life.ending)) + std::to_string(static_cast<int>(life.honesty)) + " " + std::to_string(f.seed);
}

Life random_life(std::uint64_t seed, std::int64_t changes, std::int64_t calls) {
  std::mt19937_64 rng(seed);
  const auto up_to = [&rng](std::int64_t n) { return static_cast<std::int64_t>(rng() % static_cast<std::uint64_t>(n)) + 1; };
  Life life;
  life.fault.seed = rng();
  if (rng() % 2) {
    life.fault.cut_at = up_to(changes);
    return life;
  }
  static constexpr unsigned masks[] = {every_op, every_op, only(Op::write), only(Op::sync), only(Op::read), only(Op::truncate), only(Op::open), only(Op::shm), only(Op::remove) | only(Op::size) | only(Op::lock)};
  life.fault.ops = masks[rng() % std::size(masks)];
  const std::int64_t most = life.fault.ops == every_op ? calls : life.fault.ops == only(Op::write) ? changes * 3 / 4 : life.fault.ops & (only(Op::read) | only(Op::shm) | only(Op::size)) ? calls / 4 : calls / 30;
  life.fault.error_at = up_to(most);
  life.fault.for_ever = rng() % 3 == 0;
  life.fault.full = rng() % 4 == 0;
  life.fault.flush_forgets = rng() % 2;
  life.ending = static_cast<Ending>(rng() % 3);
  if (rng() % 4 == 0) life.fault.cut_at = up_to(changes);  // and then the power too
  return life;
}

Places places_of(Run run, std::int64_t stride, std::uint64_t seed) {
  const Folder folder;
  Life life;
  life.fault.seed = seed;
  const Verdict whole = run(folder.path(), life);
  return {whole.changes, whole.calls, stride, seed};
}

Life life_of(const Places& p, std::int64_t n) {
  const std::int64_t cuts = (p.changes + p.stride - 1) / p.stride, errors = (p.calls + p.stride - 1) / p.stride;
  Life life;
  life.fault.seed = p.seed;
  if (n == 0) return life;
  if (n <= cuts) {
    life.fault.cut_at = (n - 1) * p.stride + 1;
    life.fault.seed = p.seed + static_cast<std::uint64_t>(life.fault.cut_at);
    return life;
  }
  n -= cuts;
  if (n <= errors) {
    life.fault.error_at = (n - 1) * p.stride + 1;
    life.ending = static_cast<Ending>(n % 3);
    return life;
  }
  return random_life(p.seed * 1'000'003 + static_cast<std::uint64_t>(n - errors), p.changes, p.calls);
}

Totals campaign(Run run, const Places& places, std::int64_t from, std::int64_t to, std::FILE* progress) {
  const Folder folder;
  Totals totals;
  for (std::int64_t n = from; n < to; ++n) {
    std::error_code ignored;
    for (const auto& old : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(old.path(), ignored);
    const Life life = life_of(places, n);
    totals.add(life, run(folder.path(), life));
    if (progress && totals.lives % 500 == 0) {
      std::fprintf(progress, "%lld lives: %lld cuts, %lld errors, %lld acts acknowledged, %lld lost, %lld halves\n", static_cast<long long>(totals.lives), static_cast<long long>(totals.cuts),
                   static_cast<long long>(totals.errors), static_cast<long long>(totals.acknowledged), static_cast<long long>(totals.lost), static_cast<long long>(totals.halves));
      std::fflush(progress);
    }
  }
  return totals;
}

Totals control(Run run, std::int64_t lives, Honesty honesty, std::uint64_t seed) {
  const Folder folder;
  Totals totals;
  std::mt19937_64 rng(seed);
  const std::int64_t changes = run(folder.path(), {}).changes;
  for (std::int64_t k = 0; k < lives; ++k) {
    std::error_code ignored;
    for (const auto& old : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(old.path(), ignored);
    Life life;
    life.honesty = honesty;
    life.fault.cut_at = static_cast<std::int64_t>(rng() % static_cast<std::uint64_t>(changes)) + 1;
    life.fault.seed = rng();
    totals.add(life, run(folder.path(), life));
  }
  return totals;
}

}  // namespace fault
