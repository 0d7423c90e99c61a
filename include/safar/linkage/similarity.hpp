#pragma once
/// \file
/// How alike two strings are, in integers: no answer depends on a machine's floating point.
#include <cstdint>
#include <string_view>

namespace safar::inline v0::linkage {

/// Jaro-Winkler similarity by code point in millionths, rounded half up; 1,000,000 for two equal texts, 0 where one is empty.
/// Winkler's prefix (at most 4 letters, 0.1 each) counts where Jaro's is above 0.7. Bytes that are no UTF-8 count as one letter
/// each. At most the first 256 letters are read. O(n m). Winkler, "String comparator metrics" (1990).
std::uint32_t jaro_winkler(std::string_view a, std::string_view b) noexcept;

/// May one insertion, deletion, change or swap of neighbours make `b` of `a`, byte by byte? False for equal texts. O(n).
bool one_edit(std::string_view a, std::string_view b) noexcept;

}  // namespace safar::inline v0::linkage
