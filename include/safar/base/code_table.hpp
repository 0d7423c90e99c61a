#pragma once
/// \file
/// Looking up a three-letter code in a sorted table (without <algorithm>, which costs a reader of the values more than they do).
#include <cstddef>
#include <string_view>

namespace safar::inline v0::detail {

/// The row whose `member`, three letters and a NUL, is `code`; nullptr if there is none. The table is sorted by it. O(log n).
template <class Row, std::size_t N>
constexpr const Row* find_code(const Row (&table)[N], char (Row::*member)[4], std::string_view code) noexcept {
  if (code.size() != 3) return nullptr;
  std::size_t low = 0, high = N;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = code.compare(std::string_view{table[middle].*member, 3});
    if (order == 0) return &table[middle];
    if (order < 0) high = middle; else low = middle + 1;
  }
  return nullptr;
}

}  // namespace safar::inline v0::detail
