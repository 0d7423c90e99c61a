#pragma once
/// \file
/// Which of some names somebody meant. Internal.
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace safar::inline v0::typed {

/// Insertions, deletions and changes of bytes between two texts (Levenshtein's distance). O(product of the sizes).
inline std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t k = 0; k <= b.size(); ++k) row[k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t change = corner + (a[i - 1] == b[k - 1] ? 0 : 1);
      corner = row[k];
      row[k] = std::min({row[k] + 1, row[k - 1] + 1, change});
    }
  }
  return row[b.size()];
}

/// The name that differs least, if it differs in at most a third of the bytes (two at least); else "". Long texts are nobody's misspelling.
inline std::string_view nearest(std::string_view meant, const std::vector<std::string_view>& names) {
  std::string_view best;
  if (meant.size() > 64) return best;
  std::size_t least = std::max<std::size_t>(2, meant.size() / 3) + 1;
  for (const auto name : names)
    if (const std::size_t n = edits(meant, name); n < least) least = n, best = name;
  return best;
}

}  // namespace safar::inline v0::typed
