#include <safar/linkage/names.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.hpp"
#include "linkage/consonants.hpp"
#include "linkage/fold_table.hpp"

namespace safar::inline v0::linkage {
namespace {

constexpr std::uint32_t alef = 0x627, lam = 0x644;

std::uint32_t decode(std::string_view text, std::size_t i, std::size_t length) noexcept {
  const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i + k])); };
  if (length == 1) return byte(0);
  if (length == 2) return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
  if (length == 3) return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
}

bool other_letter(std::uint32_t letter) noexcept {
  const auto* at = std::upper_bound(std::begin(other_letters), std::end(other_letters), letter, [](std::uint32_t l, const auto& range) { return l < range[0]; });
  return at != std::begin(other_letters) && letter <= std::prev(at)[0][1];
}

// A word while it is read: its letters, and whether Arabic's article stands before it without a blank.
struct Word {
  NameToken token{};
  std::uint32_t first = 0, second = 0;
  unsigned letters = 0;
};

// False: the letter parts words.
bool fold_letter(std::uint32_t letter, Word& word) noexcept {
  if (letter < 0x80) {
    const char c = static_cast<char>(letter);
    if (c >= 'A' && c <= 'Z') word.token.push(static_cast<char>(c - 'A' + 'a'));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word.token.push(c);
    else return c == '\'' || c == '`';
    return true;
  }
  if (letter >= 0xAC00 && letter <= 0xD7A3) {  // Hangul syllables, by the arithmetic of the Unicode Standard 3.12
    const std::uint32_t s = letter - 0xAC00, tail = s % 28;
    fold_letter(0x1100 + s / 588, word);
    fold_letter(0x1161 + s % 588 / 28, word);
    if (tail) fold_letter(0x11A7 + tail, word);
    return true;
  }
  const auto* row = std::lower_bound(std::begin(fold_table), std::end(fold_table), std::uint64_t{letter} << 40);
  if (row != std::end(fold_table) && *row >> 40 == letter) {
    for (int shift = 32; shift >= 0; shift -= 8) {
      const char c = static_cast<char>(*row >> shift & 0xFF);
      if (c == '\0') break;
      if (c != '<') word.token.push(c);
      else if (word.token.text().ends_with('a')) word.token.pop();
    }
    if (*row << 24) {
      if (word.letters == 0) word.first = letter;
      if (word.letters == 1) word.second = letter;
      ++word.letters;
    }
    return true;
  }
  if (!other_letter(letter)) return false;
  word.token.push('x');
  for (int shift = letter > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) word.token.push("0123456789abcdef"[letter >> shift & 0xF]);
  return true;
}

void finish(Word& word, NameTokens& out) noexcept {
  if (word.token.size()) {
    // The article in Arabic script is part of the word: al-Hasan and Hasan are one name. Alef without hamza and lam, and three letters more.
    if (word.first == alef && word.second == lam && word.token.size() >= 5) word.token.assign(word.token.text().substr(2));
    out.push(word.token);
  }
  word = {};
}

constexpr bool one_of(std::string_view text, std::initializer_list<std::string_view> list) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_article(std::string_view t) noexcept { return one_of(t, {"al", "el", "ul", "il"}); }
// The article as it sounds before a sun letter, which only `abd` makes sure of.
bool is_sun_article(std::string_view t) noexcept {
  return one_of(t, {"ar", "er", "ir", "ur", "as", "es", "is", "us", "ad", "ed", "an", "en", "in", "un", "at", "et", "az", "ez", "uz", "ash", "esh", "ush", "ou", "oul", "ool"});
}
bool is_abd(std::string_view t) noexcept { return one_of(t, {"abd", "abdal", "abdel", "abdil", "abdol", "abdul", "abdoul", "abdool", "cabd"}); }

// The name after `abd` and the article in one word: "karim" of abdelkarim, "rahman" of abderrahman; empty where the word is one
// name of its own (abdallah, abdoulaye, abdou).
std::string_view after_abd(std::string_view t) noexcept {
  if (!t.starts_with("abd")) return {};
  std::string_view rest = t.substr(3);
  const auto vowel = [](char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; };
  if (rest.starts_with("ou") || rest.starts_with("oo")) rest.remove_prefix(2);
  else if (!rest.empty() && vowel(rest[0])) rest.remove_prefix(1);
  if (rest.size() > 3 && rest[0] == 'l') rest.remove_prefix(1);
  else if (rest.size() > 1 && rest[0] == rest[1]) rest.remove_prefix(1);
  if (rest.size() < 3) return {};
  const Consonants left = consonants(rest, Merge::near);
  const char only = left.letters[0];
  return left.size == 0 || (left.size == 1 && (only == 'l' || only == 'w' || only == 'y')) ? std::string_view{} : rest;
}

}  // namespace

void NameToken::assign(std::string_view text) noexcept {
  NameToken fresh;  // what is assigned may be a part of what is here
  for (const char c : text) fresh.push(c);
  *this = fresh;
}

bool NameTokens::push(const NameToken& token) noexcept {
  if (size_ == most_tokens) return false;
  tokens_[size_++] = token;
  return true;
}

void NameTokens::add(std::string_view text) noexcept {
  NameToken token;
  token.assign(text);
  if (std::find(begin(), end(), token) == end()) push(token);
}

void NameTokens::erase(std::size_t i) noexcept {
  for (; i + 1 < size_; ++i) tokens_[i] = tokens_[i + 1];
  tokens_[--size_] = {};
}

NameTokens fold_name(std::string_view text) noexcept {
  NameTokens raw, out;
  Word word;
  for (std::size_t i = 0; i < text.size() && raw.size() < most_tokens;) {
    const std::size_t length = typed::utf8_length(text, i);
    if (length == 0 || !fold_letter(decode(text, i, length), word)) finish(word, raw);
    i += std::max<std::size_t>(length, 1);
  }
  finish(word, raw);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::string_view t = raw[i].text();
    const bool last = i + 1 == raw.size(), after = out.size() && out[out.size() - 1].text() == "abd";
    if (!last && (is_article(t) || (after && is_sun_article(t)))) continue;
    NameToken token;
    for (std::string_view rest; !is_abd(t) && !(rest = after_abd(t)).empty(); t = rest) {
      token.assign("abd");
      out.push(token);
    }
    token.assign(is_abd(t) ? "abd" : t);
    out.push(token);
  }
  return out;
}

std::string to_string(const NameTokens& tokens) {
  std::string out;
  for (const auto& t : tokens) {
    if (!out.empty()) out += ' ';
    out += t.text();
  }
  return out;
}

}  // namespace safar::inline v0::linkage
