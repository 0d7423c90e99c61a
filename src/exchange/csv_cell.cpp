#include <safar/exchange/csv.hpp>

#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

/// Digits with at most one point, and a sign; an amount has its currency behind it.
bool plain_number(std::string_view s) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (const auto n = s.size(); n > 4 && s[n - 4] == ' ' && letter(s[n - 3]) && letter(s[n - 2]) && letter(s[n - 1])) s.remove_suffix(4);
  if (s.starts_with('-') || s.starts_with('+')) s.remove_prefix(1);
  bool point = false;
  for (const char c : s) {
    if (c == '.' && !point) point = true;
    else if (!is_digit(c)) return false;
  }
  return !s.empty() && is_digit(s.front()) && is_digit(s.back());
}

/// Bytes at the front that a spreadsheet, or the person who opens the file, may pass over before it looks for a formula: controls, blanks
/// of any width, quotes, apostrophes, marks that nobody sees. 0: none.
std::size_t passed_over(std::string_view s) {
  const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
  const unsigned a = byte(0), b = byte(1), c = byte(2);
  if (s.empty()) return 0;
  if (a <= 0x20 || a == 0x7f || a == '"' || a == '\'') return 1;
  if (a == 0xc2 && ((b >= 0x80 && b <= 0xa0) || b == 0xad)) return 2;        // C1, no-break space, soft hyphen
  if ((a == 0xd8 && b == 0x9c) || (a == 0xcd && b == 0x8f)) return 2;         // Arabic letter mark, grapheme joiner
  if (a == 0xe1 && b == 0x9a && c == 0x80) return 3;                          // Ogham space
  if (a == 0xe1 && ((b == 0xa0 && c >= 0x8b && c <= 0x8f) || (b == 0x85 && (c == 0x9f || c == 0xa0)) || (b == 0x9e && (c == 0xb4 || c == 0xb5)))) return 3;  // of Mongolian, Hangul, Khmer
  if ((a == 0xe3 && b == 0x85 && c == 0xa4) || (a == 0xef && ((b == 0xbe && c == 0xa0) || (b == 0xb8 && c <= 0x8f)))) return 3;  // Hangul fillers, variations
  if (a == 0xf3 && b == 0xa0 && s.size() >= 4) return 4;                      // tags, more variations
  if (a == 0xe2 && ((b == 0x80 && ((c >= 0x80 && c <= 0x8f) || (c >= 0xa8 && c <= 0xaf))) || (b == 0x81 && c >= 0x9f && c <= 0xaf))) return 3;
  if ((a == 0xe3 && b == 0x80 && c == 0x80) || (a == 0xef && b == 0xbb && c == 0xbf)) return 3;
  return 0;
}

/// `=`, `+`, `-`, `@`, also in their full-width and small forms, which some spreadsheets take for the same.
bool begins_formula(std::string_view s) {
  if (!s.empty() && std::string_view("=+-@").find(s[0]) != std::string_view::npos) return true;
  for (const std::string_view wide : {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", "\xEF\xB9\xA6", "\xEF\xB9\xA2", "\xEF\xB9\xA3", "\xEF\xB9\xAB", "\xE2\x88\x92"})
    if (s.starts_with(wide)) return true;
  return false;
}

/// Whether a spreadsheet would run the cell. A cell that begins with apostrophes before such a sign is guarded too, so that taking one
/// apostrophe back always gives what was there.
bool runs(std::string_view s) {
  if (plain_number(s)) return false;
  const auto first = s.find_first_not_of('\'');
  if (first != s.npos && (s[first] == '\t' || s[first] == '\r' || s[first] == '\n')) return true;
  while (const std::size_t n = passed_over(s)) s.remove_prefix(n);
  return begins_formula(s);
}

}  // namespace

void put_csv_cell(std::string& out, std::string_view text, char separator) {
  const bool guarded = runs(text), edges = !text.empty() && trim(text).size() != text.size();
  if (!edges && text.find_first_of("\"\r\n,;|\t") == text.npos && text.find(separator) == text.npos) {
    if (guarded) out += '\'';
    out += text;
    return;
  }
  out += guarded ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string_view csv_value(std::string_view cell) {
  return cell.starts_with('\'') && runs(cell.substr(1)) ? cell.substr(1) : cell;
}

}  // namespace safar::inline v0::exchange
