#pragma once
/// \file
/// What is left of a name when everything is dropped in which its spellings differ.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace safar::inline v0::linkage {

/// `near`: letters and pairs of letters that offices write for one sound. `far`: also sounds that languages exchange (t and d,
/// k and g, j and z), and what may be left out at the start (article, n before d).
enum class Merge { near, far };

struct Consonants {
  std::array<char, 12> letters{};  ///< lower case; more are cut
  std::size_t size = 0;
  char start = 0;                  ///< 'a': the word starts with a vowel, w, y or h; 0: with a consonant
  char vowel = 0;                  ///< first vowel after the first consonant: 'a', 'e' (also i, y), 'o' (also u, w); 0: none
};

Consonants consonants(std::string_view token, Merge merge) noexcept;

}  // namespace safar::inline v0::linkage
