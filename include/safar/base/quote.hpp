#pragma once
/// \file
/// quoted(): a piece of input as an error message may show it.
#include <cstddef>
#include <string>
#include <string_view>

namespace safar::inline v0::detail {

/// `text` in quotes, on one line: at most 32 bytes of it, cut where a UTF-8 character ends, control characters as `?`.
inline std::string quoted(std::string_view text) {
  constexpr std::size_t most = 32;
  std::size_t n = text.size() < most ? text.size() : most;
  if (n < text.size())
    while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0U) == 0x80U) --n;
  std::string s = "\"";
  for (const char c : text.substr(0, n)) s += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  s += n < text.size() ? "...\"" : "\"";
  return s;
}

/// The number that the digits of `text` write; -1 if it is empty, longer than 9 or has anything but digits.
constexpr int digits(std::string_view text) {
  if (text.empty() || text.size() > 9) return -1;
  int v = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    v = v * 10 + (c - '0');
  }
  return v;
}

/// Appends `value` (not negative) with at least `width` digits.
inline void put_digits(std::string& out, int value, int width) {
  char buffer[10];
  int n = 0;
  do {
    buffer[n++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  for (; width > n; --width) out += '0';
  while (n > 0) out += buffer[--n];
}

}  // namespace safar::inline v0::detail
