#pragma once
/// \file
/// Looking for what must be gone: pieces of erased values, sought at every byte of a file.
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace safar::inline v0::store {

/// Random-looking values (sealed boxes, wrapped keys, macs) as 16-byte pieces. Any remnant of 31 bytes or more is found.
class Needles {
 public:
  static constexpr std::size_t piece = 16, overlap = piece - 1;

  void add(std::string_view value);
  void clear();
  [[nodiscard]] bool empty() const noexcept { return values_ == 0; }
  /// False where there were too many to keep in memory: then looking proves nothing.
  [[nodiscard]] bool complete() const noexcept { return complete_; }

  /// Adds to `found` the number of each value of which a piece is in `block`. About 1 ns a byte.
  void seek(std::string_view block, std::unordered_set<std::uint32_t>& found) const;

 private:
  struct Piece { std::uint64_t rest; std::uint32_t value; };
  std::vector<std::uint64_t> sieve_{};
  std::unordered_map<std::uint64_t, Piece> pieces_{};
  std::uint32_t values_ = 0;
  bool complete_ = true;
};

}  // namespace safar::inline v0::store
