#pragma once
/// \file
/// Looking up a three-letter code in a sorted table (without <algorithm>, which costs a reader of the values more than they do).
#include <cstddef>
#include <string_view>

namespace safar::inline v0::detail {

/// The place of the row whose `member`, three letters and a NUL, is `code`; N if there is none. The table is sorted by it. O(log n).
/// A number and no pointer: under -fsanitize=undefined g++ 12 cannot compare a pointer into a table with null while compiling.
template <class Row, std::size_t N>
constexpr std::size_t find_code(const Row (&table)[N], char (Row::*member)[4], std::string_view code) noexcept {
  if (code.size() != 3) return N;
  std::size_t low = 0, high = N;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = code.compare(std::string_view{table[middle].*member, 3});
    if (order == 0) return middle;
    if (order < 0) high = middle; else low = middle + 1;
  }
  return N;
}

}  // namespace safar::inline v0::detail
