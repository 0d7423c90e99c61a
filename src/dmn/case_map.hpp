#pragma once
/// \file
/// Upper and lower case of UTF-8 text, one character for one, for Latin (Basic, Latin-1, Extended-A), Greek and Cyrillic; other
/// characters stay. No locale. Two-letter results (ß to SS) and final sigma are left alone, so the number of characters is kept.
#include <cstdint>
#include <string>
#include <string_view>

namespace safar::inline v0::feel {

constexpr char32_t upper_case(char32_t c) noexcept {
  if (c >= U'a' && c <= U'z') return c - 32;
  if (c < 0xE0) return c;
  if (c <= 0xFE) return c == 0xF7 ? c : c - 32;
  if (c == 0xFF) return 0x178;
  if ((c >= 0x100 && c <= 0x137 && c != 0x131) || (c >= 0x14A && c <= 0x177)) return c & ~char32_t{1};
  if (c == 0x131) return U'I';
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c & 1 ? c : c - 1;
  if (c >= 0x3B1 && c <= 0x3CB && c != 0x3C2) return c - 32;
  if (c == 0x3AC) return 0x386;
  if (c >= 0x3AD && c <= 0x3AF) return c - 37;
  if (c >= 0x430 && c <= 0x44F) return c - 32;
  if (c >= 0x450 && c <= 0x45F) return c - 80;
  return c;
}

constexpr char32_t lower_case(char32_t c) noexcept {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c < 0xC0) return c;
  if (c <= 0xDE) return c == 0xD7 ? c : c + 32;
  if (c == 0x178) return 0xFF;
  if (c == 0x130) return U'i';
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c == 0x131 ? c : c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c & 1 ? c + 1 : c;
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c;
}

// All that change have one or two bytes (below U+0800) before and after, so only those are decoded.
template <class Map>
std::string mapped(std::string_view text, Map map) {
  std::string s;
  s.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]);
    char32_t c = a;
    if (a >= 0xC2 && a < 0xE0 && i + 1 < text.size()) c = (a & 0x1FU) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU);
    else if (a >= 0x80) {
      s += text[i];
      continue;
    }
    c = map(c);
    if (c < 0x80) s += static_cast<char>(c);
    else (s += static_cast<char>(0xC0U | c >> 6U)) += static_cast<char>(0x80U | (c & 0x3FU));
  }
  return s;
}

inline std::string upper_case(std::string_view text) { return mapped(text, [](char32_t c) { return upper_case(c); }); }
inline std::string lower_case(std::string_view text) { return mapped(text, [](char32_t c) { return lower_case(c); }); }

}  // namespace safar::inline v0::feel
