#include <safar/linkage/similarity.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "base/utf8.hpp"

namespace safar::inline v0::linkage {
namespace {

constexpr std::size_t most_letters = 256;
using Letters = std::array<std::uint32_t, most_letters>;

std::size_t letters_of(std::string_view text, Letters& out) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size() && n < most_letters;) {
    const std::size_t length = std::max<std::size_t>(1, typed::utf8_length(text, i));
    std::uint32_t letter = 0;
    for (std::size_t k = 0; k < length; ++k) letter = letter << 8 | static_cast<unsigned char>(text[i + k]);
    out[n++] = letter;
    i += length;
  }
  return n;
}

// Millionths, of texts of n and m letters of which `matches` are paired, `crossed` of them not in order.
std::uint32_t millionths(std::size_t n, std::size_t m, std::size_t matches, std::size_t crossed, std::size_t prefix) noexcept {
  // Jaro = (matches/n + matches/m + (matches - crossed/2)/matches) / 3 as one fraction: below 2^26 * 3.
  std::uint64_t over = std::uint64_t{matches} * matches * (n + m) + (std::uint64_t{matches} - crossed / 2) * n * m;
  std::uint64_t under = 3 * std::uint64_t{n} * m * matches;
  if (10 * over > 7 * under) {
    over = 10 * over + prefix * (under - over);
    under *= 10;
  }
  return static_cast<std::uint32_t>((2'000'000 * over + under) / (2 * under));
}

bool plain(std::string_view text) noexcept {
  return text.size() <= 64 && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::size_t same_start(auto begin, auto end, auto other) noexcept { return static_cast<std::size_t>(std::mismatch(begin, end, other).first - begin); }

// The same as below for texts whose letters are bytes: bits for arrays.
std::uint32_t of_bytes(std::string_view a, std::string_view b) noexcept {
  const std::size_t n = a.size(), m = b.size(), reach = std::max<std::size_t>(std::max(n, m) / 2, 1) - 1;
  std::uint64_t taken = 0;
  std::array<char, 64> met;
  std::size_t matches = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i > reach ? i - reach : 0; j < std::min(m, i + reach + 1); ++j)
      if (a[i] == b[j] && !(taken >> j & 1)) {
        taken |= std::uint64_t{1} << j;
        met[matches++] = a[i];
        break;
      }
  if (matches == 0) return 0;
  std::size_t crossed = 0, k = 0;
  for (; taken; taken &= taken - 1)
    if (met[k++] != b[static_cast<std::size_t>(std::countr_zero(taken))]) ++crossed;
  const std::size_t start = std::min<std::size_t>({4, n, m});
  return millionths(n, m, matches, crossed, same_start(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(start), b.begin()));
}

}  // namespace

std::uint32_t jaro_winkler(std::string_view a, std::string_view b) noexcept {
  if (a.empty() || b.empty()) return 0;
  if (plain(a) && plain(b)) return of_bytes(a, b);
  Letters left, right;
  const std::size_t n = letters_of(a, left), m = letters_of(b, right);
  const std::size_t reach = std::max<std::size_t>(std::max(n, m) / 2, 1) - 1;
  std::array<bool, most_letters> taken{};
  std::array<std::uint32_t, most_letters> met{};
  std::size_t matches = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i > reach ? i - reach : 0; j < std::min(m, i + reach + 1); ++j)
      if (!taken[j] && left[i] == right[j]) {
        taken[j] = true;
        met[matches++] = left[i];
        break;
      }
  if (matches == 0) return 0;
  std::size_t crossed = 0, k = 0;
  for (std::size_t j = 0; j < m; ++j)
    if (taken[j] && met[k++] != right[j]) ++crossed;
  const std::size_t start = std::min<std::size_t>({4, n, m});
  return millionths(n, m, matches, crossed, same_start(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(start), right.begin()));
}

bool one_edit(std::string_view a, std::string_view b) noexcept {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace safar::inline v0::linkage
