#pragma once
/// \file
/// Language: the three languages that safar speaks.
#include <array>
#include <cstdint>
#include <string_view>

namespace safar::inline v0 {

/// The numbers are stored; append only.
enum class Language : std::uint8_t { en, fr, ar };

/// ISO 639-1 codes by value (describe.hpp finds this by ADL).
constexpr std::array<std::string_view, 3> codes(Language) noexcept { return {"en", "fr", "ar"}; }

/// In which order texts are looked for: the language asked for first; French stands in for Arabic, English for French.
constexpr std::array<Language, 3> fallback(Language asked) noexcept {
  switch (asked) {
    case Language::fr: return {Language::fr, Language::en, Language::ar};
    case Language::ar: return {Language::ar, Language::fr, Language::en};
    default: return {Language::en, Language::fr, Language::ar};
  }
}

}  // namespace safar::inline v0
