/// \file
/// Names of countries: out by language, in by folded key.
#include <algorithm>
#include <string>
#include <vector>

#include <safar/base/country.hpp>

#include "base/country_names.hpp"

namespace safar::inline v0 {
namespace {

/// The next character of UTF-8 text; a byte that starts none is U+FFFD.
char32_t next(std::string_view s, std::size_t& i) {
  const auto byte = [&](std::size_t k) { return k < s.size() ? static_cast<unsigned char>(s[k]) : 0U; };
  const unsigned a = byte(i);
  const std::size_t n = a < 0x80 ? 1 : a >= 0xC2 && a < 0xE0 ? 2 : a >= 0xE0 && a < 0xF0 ? 3 : a >= 0xF0 && a < 0xF5 ? 4 : 0;
  if (n < 2) return ++i, n == 1 ? a : U'\uFFFD';
  char32_t c = a & (0x7FU >> n);
  for (std::size_t k = 1; k < n; ++k) {
    if ((byte(i + k) & 0xC0U) != 0x80U) return ++i, U'\uFFFD';
    c = c << 6 | (byte(i + k) & 0x3FU);
  }
  i += n;
  return c;
}

void put(std::string& s, char32_t c) {  // Arabic only: two bytes
  s += static_cast<char>(0xC0U | c >> 6);
  s += static_cast<char>(0x80U | (c & 0x3FU));
}

/// Plain letters of U+00C0 to U+017F; capitals stand for the two letters that put_latin writes.
constexpr std::string_view plain =
    "aaaaaaAceeeeiiiidnooooo ouuuuyTSaaaaaaAceeeeiiiidnooooo ouuuuyTy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghh  iiiiiiiiii  jjkk llllll "
    " llnnnnnn   ooooooOOrrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz ";
static_assert(plain.size() == 0x180 - 0xC0);

void put_latin(std::string& s, char c) {
  switch (c) {
    case 'A': s += "ae"; break;
    case 'O': s += "oe"; break;
    case 'S': s += "ss"; break;
    case 'T': s += "th"; break;
    default: s += c;
  }
}

void fold_character(std::string& s, char32_t c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') s += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) s += static_cast<char>(c);
    else if (c != '.') s += ' ';
  } else if (c >= 0xC0 && c < 0x180) {
    // o, d, l with a stroke are letters of their own to Unicode and lie in the table's gaps
    if (c == 0xD8 || c == 0xF8) s += 'o';
    else if (c == 0x141 || c == 0x142) s += 'l';
    else if (c == 0x131) s += 'i';
    else put_latin(s, plain[c - 0xC0]);
  } else if (c >= 0x300 && c <= 0x36F) {
  } else if (c >= 0x600 && c <= 0x6FF) {
    if ((c >= 0x64B && c <= 0x652) || c == 0x640 || c == 0x670) return;  // vowel signs, the long dash inside words
    if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671) put(s, 0x627);
    else if (c == 0x649 || c == 0x626 || c == 0x6CC) put(s, 0x64A);
    else if (c == 0x629) put(s, 0x647);
    else if (c == 0x624) put(s, 0x648);
    else if (c == 0x6A9) put(s, 0x643);
    else if ((c >= 0x620 && c <= 0x64A) || (c >= 0x671 && c <= 0x6D3)) put(s, c);
    else s += ' ';
  } else {
    s += ' ';
  }
}

/// Words that names have or lack as their writer pleases.
bool dropped(std::string_view w) {
  for (const char* d : {"the", "of", "and", "la", "le", "les", "l", "de", "du", "des", "d", "et", "و"})
    if (w == d) return true;
  return false;
}
/// One word for each kind of word that is written in several ways.
std::string_view standard(std::string_view w) {
  constexpr std::string_view pairs[][2] = {{"st", "saint"}, {"ste", "saint"}, {"sainte", "saint"}, {"rep", "republic"}, {"republique", "republic"},
                                           {"dem", "democratic"}, {"democratique", "democratic"}, {"is", "islands"}, {"isl", "islands"}};
  for (const auto& p : pairs)
    if (w == p[0]) return p[1];
  return w;
}

/// The key of a name: the steps of fold() in tools/make_country_table.py.
std::string fold(std::string_view name) {
  std::string s;
  for (std::size_t i = 0; i < name.size();) fold_character(s, next(name, i));
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < s.size();) {
    const auto start = s.find_first_not_of(' ', i);
    if (start == s.npos) break;
    const auto end = std::min(s.find(' ', start), s.size());
    std::string_view w{s.data() + start, end - start};
    constexpr std::string_view article = "ال";
    if (w.starts_with(article) && w.size() > article.size() + 2) w.remove_prefix(article.size());
    w = standard(w);
    if (!dropped(w)) words.push_back(w);
    i = end;
  }
  std::sort(words.begin(), words.end());
  std::string key;
  for (const auto w : words) {
    if (!key.empty()) key += ' ';
    key += w;
  }
  return key;
}

}  // namespace

std::string_view name(Country c, Language language) noexcept {
  const std::size_t i = c.index(), l = static_cast<std::size_t>(language);
  if (i >= detail::country_names_count || l > 2) return {};
  const std::string_view asked = detail::country_names[i].in[l];
  return asked.empty() ? std::string_view{detail::country_names[i].in[0]} : asked;
}

std::optional<Country> find_country(std::string_view as_written) {
  const auto first = as_written.find_first_not_of(" \t\r\n"), last = as_written.find_last_not_of(" \t\r\n");
  if (first == as_written.npos || last - first >= 200) return std::nullopt;  // no name is that long
  const std::string_view text = as_written.substr(first, last - first + 1);
  if (text.size() == 2 || text.size() == 3) {
    std::string code(text);
    for (char& ch : code)
      if (ch >= 'a' && ch <= 'z') ch = static_cast<char>(ch - 'a' + 'A');
    if (Country c; parse_into(code, c)) return c;
    if (const auto c = country_of_alpha2(code)) return c;
  }
  const std::string key = fold(text);
  const auto* begin = detail::country_keys;
  const auto* end = begin + detail::country_keys_count;
  const auto* k = std::lower_bound(begin, end, key, [](const detail::CountryKey& a, std::string_view b) { return std::string_view{a.key} < b; });
  if (k == end || k->key != key) return std::nullopt;
  Country c;
  if (!parse_into(std::string_view{k->alpha3, 3}, c)) return std::nullopt;
  return c;
}

}  // namespace safar::inline v0
