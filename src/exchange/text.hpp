#pragma once
/// \file
/// Small text helpers of the exchange room: trimming, folding of case, digits.
#include <string>
#include <string_view>

namespace safar::inline v0::exchange {

/// Bytes of input that a RowIssue may show.
inline constexpr std::size_t shown_bytes = 32;
/// Stands in decoded text where bytes of the file belong to no character; never part of UTF-8.
inline constexpr char bad_byte = '\xff';

/// Without blanks, tabs, line ends, no-break spaces and byte order marks at both ends.
constexpr std::string_view trim(std::string_view s) {
  const auto plain = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (;;) {
    if (!s.empty() && plain(s.front())) s.remove_prefix(1);
    else if (s.starts_with("\xC2\xA0")) s.remove_prefix(2);
    else if (s.starts_with("\xEF\xBB\xBF")) s.remove_prefix(3);
    else break;
  }
  for (;;) {
    if (!s.empty() && plain(s.back())) s.remove_suffix(1);
    else if (s.ends_with("\xC2\xA0")) s.remove_suffix(2);
    else if (s.ends_with("\xEF\xBB\xBF")) s.remove_suffix(3);
    else break;
  }
  return s;
}

/// Lower case of ASCII and of the Latin-1 letters (which covers English, French, Portuguese and Spanish words); the rest as it is.
inline std::string fold(std::string_view s) {
  std::string out(s);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char c = out[i];
    if (c >= 'A' && c <= 'Z') out[i] = static_cast<char>(c + 32);
    else if (c == '\xC3' && i + 1 < out.size()) {
      const auto second = static_cast<unsigned char>(out[i + 1]);
      if (second >= 0x80 && second <= 0x9E && second != 0x97) out[i + 1] = static_cast<char>(static_cast<unsigned char>(second + 32));
    }
  }
  return out;
}

/// A header or member name for comparison: folded, without blanks, line ends, `_` and `-`; the trimmed name where nothing is left.
inline std::string name_key(std::string_view s) {
  std::string out;
  for (const char c : fold(trim(s)))
    if (c != ' ' && c != '_' && c != '-' && !(c >= '\t' && c <= '\r')) out += c;
  return out.empty() ? std::string(trim(s)) : out;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool all_digits(std::string_view s) {
  for (const char c : s)
    if (!is_digit(c)) return false;
  return !s.empty();
}

/// At most `limit` bytes, cut between characters; bad bytes and control characters shown as `?`.
inline std::string shortened(std::string_view s, std::size_t limit = shown_bytes) {
  std::size_t n = s.size() < limit ? s.size() : limit;
  while (n > 0 && n < s.size() && (static_cast<unsigned char>(s[n]) & 0xC0) == 0x80) --n;
  std::string out(s.substr(0, n));
  for (char& c : out)
    if (c == bad_byte || static_cast<unsigned char>(c) < 0x20 || c == '\x7f') c = '?';
  return out;
}

}  // namespace safar::inline v0::exchange
