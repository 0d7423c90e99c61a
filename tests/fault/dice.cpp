#include "fault/dice.hpp"

#include <sodium.h>

#include <cstring>
#include <mutex>
#include <random>

namespace fault {
namespace {

std::mutex mutex;
std::mt19937_64 rng;

std::uint32_t one() {
  const std::scoped_lock lock(mutex);
  return static_cast<std::uint32_t>(rng());
}
void many(void* const out, const std::size_t n) {
  const std::scoped_lock lock(mutex);
  auto* p = static_cast<unsigned char*>(out);
  for (std::size_t k = 0; k < n; k += 8) {
    const std::uint64_t v = rng();
    std::memcpy(p + k, &v, n - k < 8 ? n - k : 8);
  }
}
const char* named() { return "dice"; }
randombytes_implementation dice = {named, one, nullptr, nullptr, many, nullptr};

}  // namespace

void load_dice() { randombytes_set_implementation(&dice); }
void roll(std::uint64_t seed) { rng.seed(seed); }

}  // namespace fault
