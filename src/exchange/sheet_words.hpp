#pragma once
/// \file
/// Words of project sheets as data: months, numbers, groups of countries, languages, parts of institutions' names.
#include <optional>
#include <string>
#include <string_view>

#include <safar/exchange/project_sheet.hpp>

namespace safar::inline v0::exchange::sheet {

/// Whether `word` is one of the words between the bars.
constexpr bool one_of(std::string_view word, std::string_view words) noexcept {
  for (;;) {
    const auto bar = words.find('|');
    if (words.substr(0, bar) == word) return !word.empty();
    if (bar == words.npos) return false;
    words.remove_prefix(bar + 1);
  }
}

// All keys are plain: lower case, no accents (plain_key).
unsigned month_of(std::string_view key) noexcept;            ///< 1 to 12; 0: none
int number_word(std::string_view key) noexcept;              ///< "three", "trois": 3; 0: none
int ordinal_word(std::string_view key) noexcept;             ///< "fourth", "quatrieme", "iv": 4; 0: none
/// ISO 639-1 of "en", "EN", "English", "anglais"; "" none.
std::string_view language_of(std::string_view key);
/// The country of a name as sheets write it, with short forms such as UK or DRC. A bare ISO code counts only with `codes`.
std::optional<Country> country_of(std::string_view name, bool codes);
/// A group of countries: EU-27, Western Balkans, ECOWAS, "12 countries in West Africa".
bool is_group(std::string_view key);
/// Ministry, Department, Agency ...: begins or ends an institution's name.
bool is_institution(std::string_view key);
/// Affairs, asylum, interior ...: goes on with the name of a ministry.
bool is_theme(std::string_view key);
/// Institutions whose names have an "and" inside that nothing else tells of.
bool is_joined_name(std::string_view key);
SheetStatusCode status_of(std::string_view key) noexcept;
/// A word that says which part a party has ("lead", "coordinator", "as observer").
bool is_role(std::string_view key);

}  // namespace safar::inline v0::exchange::sheet
