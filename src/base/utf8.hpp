#pragma once
/// \file
/// UTF-8 by the table of well-formed sequences of the Unicode Standard (3.9, table 3-7).
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace safar::inline v0::typed {

/// Length of the well-formed character at `i`, 0 where there is none: overlong forms, surrogates and > U+10FFFF are not well-formed.
constexpr std::size_t utf8_length(std::string_view s, std::size_t i) {
  const auto at = [&](std::size_t k) { return i + k < s.size() ? static_cast<unsigned char>(s[i + k]) : 0U; };
  const auto tail = [&](std::size_t k, unsigned low = 0x80, unsigned high = 0xbf) { return at(k) >= low && at(k) <= high; };
  const unsigned c = at(0);
  if (c < 0x80) return i < s.size() ? 1 : 0;
  if (c >= 0xc2 && c <= 0xdf) return tail(1) ? 2 : 0;
  if (c >= 0xe0 && c <= 0xef) return tail(1, c == 0xe0 ? 0xa0 : 0x80, c == 0xed ? 0x9f : 0xbf) && tail(2) ? 3 : 0;
  if (c >= 0xf0 && c <= 0xf4) return tail(1, c == 0xf0 ? 0x90 : 0x80, c == 0xf4 ? 0x8f : 0xbf) && tail(2) && tail(3) ? 4 : 0;
  return 0;
}

/// Where the text stops to be UTF-8; its size where it never does. O(n).
inline std::size_t utf8_prefix(std::string_view s) {
  std::size_t i = 0;
  while (i < s.size()) {
    for (std::uint64_t eight = 0; i + sizeof eight <= s.size(); i += sizeof eight) {  // most of a document is ASCII
      std::memcpy(&eight, s.data() + i, sizeof eight);
      if (eight & 0x8080808080808080U) break;
    }
    if (i == s.size()) return i;
    const std::size_t n = utf8_length(s, i);
    if (n == 0) return i;
    i += n;
  }
  return i;
}

}  // namespace safar::inline v0::typed
