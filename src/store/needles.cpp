#include "needles.hpp"

#include <cstring>

namespace safar::inline v0::store {
namespace {

constexpr std::size_t sieve_bits = 1u << 22, most_pieces = 1u << 21;

std::uint64_t load(const char* p) noexcept { std::uint64_t v; std::memcpy(&v, p, sizeof v); return v; }
std::size_t slot(std::uint64_t v) noexcept { return static_cast<std::size_t>((v * 0x9e3779b97f4a7c15u) >> 42); }
static_assert(sieve_bits == std::size_t{1} << (64 - 42));

}  // namespace

void Needles::add(std::string_view value) {
  if (sieve_.empty()) sieve_.resize(sieve_bits / 64);
  for (std::size_t at = 0; at + piece <= value.size(); at += piece) {
    if (pieces_.size() >= most_pieces) { complete_ = false; break; }
    const std::uint64_t head = load(value.data() + at);
    pieces_[head] = {load(value.data() + at + 8), values_};
    sieve_[slot(head) / 64] |= std::uint64_t{1} << (slot(head) % 64);
  }
  ++values_;
}

void Needles::clear() { *this = Needles(); }

void Needles::seek(std::string_view block, std::unordered_set<std::uint32_t>& found) const {
  if (empty()) return;
  for (std::size_t at = 0; at + piece <= block.size(); ++at) {
    const std::uint64_t head = load(block.data() + at);
    const std::size_t s = slot(head);
    if (!(sieve_[s / 64] >> (s % 64) & 1)) continue;
    const auto it = pieces_.find(head);
    if (it != pieces_.end() && it->second.rest == load(block.data() + at + 8)) found.insert(it->second.value);
  }
}

}  // namespace safar::inline v0::store
