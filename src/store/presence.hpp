#pragma once
/// \file
/// Presence: what is certainly not there, told from memory. A Bloom filter in blocks of a cache line, which grows by parts (F. Putze, P. Sanders,
/// J. Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007).
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace safar::inline v0::store {

class Presence {
 public:
  /// The first 16 bytes count; a key of fewer is not kept, and may always be there. O(1), and memory for twice the keys every time it is full.
  void add(std::string_view key) {
    if (may_have(key)) return;
    if (parts_.empty() || parts_.back().left == 0) {
      const std::size_t keys = parts_.empty() ? 1 << 15 : 2 * parts_.back().keys;
      parts_.push_back({std::vector<Block>(keys * bits_a_key / 512), keys, keys});
    }
    Part& part = parts_.back();
    const auto [a, b] = hash(key);
    Block& block = part.blocks[place(a, part)];
    for (std::size_t i = 0; i < block.size(); ++i) block[i] |= bit(b, i);
    --part.left;
  }
  /// False: it was not added. True: it was, or one in some hundred times it was not.
  [[nodiscard]] bool may_have(std::string_view key) const {
    if (key.size() < 16) return true;
    const auto [a, b] = hash(key);
    for (const Part& part : parts_) {
      const Block& block = part.blocks[place(a, part)];
      bool all = true;
      for (std::size_t i = 0; all && i < block.size(); ++i) all = (block[i] & bit(b, i)) != 0;
      if (all) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t bits_a_key = 16;
  using Block = std::array<std::uint64_t, 8>;
  struct Part {
    std::vector<Block> blocks{};
    std::size_t keys = 0, left = 0;
  };
  static std::uint64_t mix(std::uint64_t x) {  // the finaliser of splitmix64: ids need not be random
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
  }
  static std::pair<std::uint64_t, std::uint64_t> hash(std::string_view key) {
    std::uint64_t a = 0, b = 0;
    std::memcpy(&a, key.data(), sizeof a);
    std::memcpy(&b, key.data() + sizeof a, sizeof b);
    const std::uint64_t h = mix(a + 0x9e3779b97f4a7c15U * b);
    return {h, mix(h ^ b)};
  }
  static std::size_t place(std::uint64_t a, const Part& part) { return static_cast<std::size_t>(a % part.blocks.size()); }
  static std::uint64_t bit(std::uint64_t b, std::size_t i) { return std::uint64_t{1} << ((b >> (6 * i)) & 63U); }

  std::vector<Part> parts_{};
};

/// A Presence that is handed to one reader at a time and comes back, so that the next one need not look through the register. What is
/// written while a reader has it is noted here, whether or not the reader was told.
class KeptPresence {
 public:
  /// False: another reader has it.
  bool lend(std::optional<Presence>& to) {
    if (lent_) return false;
    lent_ = true;
    to = std::exchange(there_, std::nullopt);
    return true;
  }
  void give_back(std::optional<Presence>&& from) {
    catch_up(from);
    lent_ = false;
    there_ = std::move(from);
    lost_ = false;
    noted_ = {};
  }
  /// Of the reader who has it: what was written meanwhile. Nothing is left of it where too much was.
  void catch_up(std::optional<Presence>& there) {
    if (lost_) there.reset();
    if (there)
      for (const Key& key : noted_) there->add({key.data(), key.size()});
    noted_.clear();
    lost_ = false;
  }
  void written(std::string_view key) {
    if (there_) there_->add(key);
    else if (noted_.size() == most_noted) forget();
    else if (lent_ && !lost_ && key.size() >= sizeof(Key)) std::memcpy(noted_.emplace_back().data(), key.data(), sizeof(Key));
  }
  /// Somebody else wrote, or may have.
  void forget() {
    there_.reset();
    noted_ = {};
    lost_ = lent_;
  }

 private:
  using Key = std::array<char, 16>;
  static constexpr std::size_t most_noted = 1 << 20;
  std::optional<Presence> there_{};
  std::vector<Key> noted_{};
  bool lent_ = false, lost_ = false;
};

}  // namespace safar::inline v0::store
