#include <safar/linkage/names.hpp>
#include <safar/linkage/similarity.hpp>

#include <algorithm>
#include <utility>

#include "linkage/consonants.hpp"
#include "linkage/variant_table.hpp"

namespace safar::inline v0::linkage {
namespace {

struct Variant {
  std::string_view word{};
  std::uint64_t group = 0;
};

constexpr std::size_t words_of(std::string_view line) {
  std::size_t n = line.empty() ? 0 : 1;
  for (const char c : line) n += c == ' ';
  return n;
}

constexpr std::size_t variant_count = [] {
  std::size_t n = 0;
  for (const auto line : variant_groups) n += words_of(line);
  return n;
}();

constexpr auto variants = [] {
  std::array<Variant, variant_count> all{};
  std::size_t n = 0;
  std::uint64_t group = 0;
  for (auto line : variant_groups) {
    ++group;
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(' '), line.size());
      all[n++] = {line.substr(0, end), group};
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  }
  std::sort(all.begin(), all.end(), [](const Variant& a, const Variant& b) { return a.word < b.word; });
  return all;
}();

constexpr std::uint64_t tight_tag = 1ULL << 62, loose_tag = 2ULL << 62, listed_tag = 3ULL << 62;

std::uint64_t five_bits(char c) noexcept {
  if (c >= 'a' && c <= 'z') return static_cast<std::uint64_t>(c - 'a') + 1;
  return static_cast<std::uint64_t>(c - '0') % 5 + 27;  // digits are rare in names: five of the numbers that are left
}

std::uint64_t packed(const Consonants& c, bool start, bool vowel) noexcept {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < c.size; ++i) key = key << 5 | five_bits(c.letters[i]);
  // Room of 60 bits: a start or a vowel counts only where the consonants leave some.
  if (c.size < c.letters.size() && start && c.start) key |= std::uint64_t{1} << 59;
  if (vowel && c.vowel) key = key << 5 | (five_bits(c.vowel));
  return key;
}

// May the one be the other without its vowels, as Arabic script writes it? One letter twice ("xx") is no name of that kind.
bool without_vowels(std::string_view a, std::string_view b) noexcept {
  const auto of = [](std::string_view bare, std::string_view full) {
    return bare.size() > 1 && bare.find_first_not_of(bare[0]) != std::string_view::npos && bare.size() <= full.size() + 1 && bare.substr(1).find_first_of("aeiou") == std::string_view::npos;
  };
  return of(a, b) || of(b, a);
}

}  // namespace

NameKeys keys_of(std::string_view token) noexcept {
  NameKeys keys;
  if (token.empty()) return keys;
  const Consonants near = consonants(token, Merge::near), far = consonants(token, Merge::far);
  keys.tight = packed(near, true, near.size < 2) | tight_tag;
  keys.loose = packed(far, false, far.size == 0) | loose_tag;
  const auto* at = std::lower_bound(variants.begin(), variants.end(), token, [](const Variant& v, std::string_view t) { return v.word < t; });
  if (at != variants.end() && at->word == token) keys.listed = at->group | listed_tag;
  return keys;
}

std::string_view name(TokenMatch how) noexcept {
  constexpr std::string_view names[] = {"none", "exact", "spelling", "edit", "alike", "prefix", "initial"};
  return names[static_cast<std::size_t>(how)];
}

Likeness likeness(std::string_view a, std::string_view b) noexcept {
  if (a == b) return likeness(a, b, true, true, false);
  const NameKeys left = keys_of(a), right = keys_of(b);
  return likeness(a, b, left.tight == right.tight, left.loose == right.loose, left.listed && left.listed == right.listed);
}

Likeness likeness(std::string_view a, std::string_view b, bool tight, bool loose, bool listed) noexcept {
  using enum TokenMatch;
  if (a == b) return a.empty() ? Likeness{} : Likeness{exact, 1000};
  if (b < a) std::swap(a, b);  // Jaro's greedy pairing may differ by direction
  const std::uint32_t alike_by = jaro_winkler(a, b) / 1000;
  if (listed) return {spelling, 900 + alike_by / 20};
  if (tight && (alike_by >= 500 || without_vowels(a, b))) return {spelling, 850 + alike_by / 10};
  if (loose && (alike_by >= 700 || without_vowels(a, b))) return {spelling, 600 + alike_by / 4};
  if (std::min(a.size(), b.size()) >= 4 && one_edit(a, b)) return {edit, alike_by * 85 / 100};
  return alike_by >= 880 ? Likeness{alike, alike_by * 80 / 100} : Likeness{};
}

}  // namespace safar::inline v0::linkage
