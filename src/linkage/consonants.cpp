#include "linkage/consonants.hpp"

namespace safar::inline v0::linkage {
namespace {

constexpr bool is_vowel(char c) noexcept { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// The sound of the letters at `i` (one letter, 0: none), and how many letters it takes.
struct Sound { char code; std::size_t length; };

Sound sound(std::string_view t, std::size_t i) noexcept {
  const char c = t[i], n = i + 1 < t.size() ? t[i + 1] : '\0', m = i + 2 < t.size() ? t[i + 2] : '\0';
  switch (c) {
    case 'd':
      if (n == 'j') return {'j', 2};
      if ((n == 'i' || n == 'y') && is_vowel(m)) return {'j', 2};  // Diallo, Jallow
      return {'d', n == 'h' ? std::size_t{2} : 1};
    case 'g': return {'g', n == 'h' ? std::size_t{2} : 1};
    case 'c':
      if (n == 'h' && m != 'r') return {'s', 2};                  // Cheikh, Sheikh; not Christ
      if (n == 'k') return {'k', 2};
      return {n == 'e' || n == 'i' || n == 'y' ? 's' : 'k', 1};
    case 'k': return {'k', n == 'h' ? std::size_t{2} : 1};
    case 'q': return {'k', n == 'u' ? std::size_t{2} : 1};
    case 's': return {'s', n == 'c' && m == 'h' ? std::size_t{3} : n == 'h' ? std::size_t{2} : 1};
    case 'z': return {'s', n == 'h' ? std::size_t{2} : 1};
    case 't':
      if (n == 'c' && m == 'h') return {'s', 3};
      return {'t', n == 'h' ? std::size_t{2} : 1};
    case 'p': return n == 'h' ? Sound{'f', 2} : Sound{'b', 1};
    case 'v': return {'f', 1};
    case 'x': return {'s', 1};
    case 'b': case 'f': case 'j': case 'l': case 'm': case 'n': case 'r': return {c, 1};
    default: return {c >= '0' && c <= '9' ? c : '\0', 1};
  }
}

char far_sound(char code) noexcept {
  switch (code) {
    case 'd': return 't';
    case 'g': return 'k';
    case 'j': return 's';
    default: return code;
  }
}

char vowel_class(char c) noexcept {
  switch (c) {
    case 'a': return 'a';
    case 'e': case 'i': case 'y': return 'e';
    case 'o': case 'u': case 'w': return 'o';
    default: return '\0';
  }
}

}  // namespace

Consonants consonants(std::string_view t, Merge merge) noexcept {
  Consonants out;
  if (merge == Merge::far) {
    if (t.size() >= 6 && (t.starts_with("al") || t.starts_with("el")) && !is_vowel(t[2])) t.remove_prefix(2);  // Alhassan, Hassan
    if (t.size() >= 3 && (t[0] == 'n' || t[0] == 'm') && (t[1] == 'd' || t[1] == 'j' || t[1] == 'g' || t[1] == 'b')) t.remove_prefix(1);  // Mbah, Bah
  }
  if (t.empty()) return out;
  const bool soft = is_vowel(t[0]) || t[0] == 'y' || t[0] == 'w' || t[0] == 'h';
  if (soft) out.start = 'a';
  char last = '\0';  // the sound just before, with nothing between
  for (std::size_t i = 0; i < t.size();) {
    Sound s = sound(t, i);
    if (s.code && merge == Merge::far) s.code = s.code == 'k' && s.length == 2 && t[i] == 'k' ? '\0' : far_sound(s.code);  // Khalid, Halid
    if (s.code && s.code != last) {
      if (out.size == out.letters.size()) break;
      out.letters[out.size++] = s.code;
    } else if (!s.code && out.size == 1 && !out.vowel) {
      out.vowel = vowel_class(t[i]);
    }
    last = s.code;
    i += s.length;
  }
  if (out.size) return out;
  // No consonant at all (Yaya, Awa): w and y that carry a vowel stand for them.
  for (std::size_t i = 0; i < t.size(); ++i) {
    const char n = i + 1 < t.size() ? t[i + 1] : '\0', m = i + 2 < t.size() ? t[i + 2] : '\0';
    char code = '\0';
    if (t[i] == 'w' || (t[i] == 'o' && n == 'u' && is_vowel(m))) code = 'w';
    else if ((t[i] == 'y' || t[i] == 'i') && (is_vowel(n) || i == 0)) code = 'y';
    if (code && out.size < out.letters.size()) out.letters[out.size++] = code;
  }
  if (out.size == 0) out.vowel = vowel_class(t[0]);
  return out;
}

}  // namespace safar::inline v0::linkage
