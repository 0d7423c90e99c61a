#pragma once
/// \file
/// Country: an ISO 3166-1 alpha-3 code, of today or withdrawn, and the few codes that casework needs beside them.
#include <array>
#include <compare>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include <safar/base/code_table.hpp>
#include <safar/base/data/countries.hpp>
#include <safar/base/data/country_groups.hpp>
#include <safar/base/date.hpp>
#include <safar/base/language.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// A country (or nationality) by its alpha-3 code, or none. Always none or a code of the table:
///
/// * ISO 3166-1, and ISO 3166-3 for withdrawn ones (YUG, SCG, SUN, DDR, ZAR, ANT, ...): a passport keeps its code. `ATF` is
///   today's French Southern Territories.
/// * `XKX` Kosovo: not in ISO 3166, but the user-assigned code that the European Union and the World Bank write.
/// * `XSL` Somaliland: a code of safar's own from ISO's user-assigned range, because people return to Hargeisa and not to Mogadishu,
///   with other partners and other routes. No other body uses it: part_of() gives SOM, which goes into anything sent outside.
/// * ICAO Doc 9303-3 for persons without a nationality: `XXA` stateless, `XXB` and `XXC` refugees, `XXX` unspecified.
///
/// A code is a label, no statement on anybody's status. Ordered by code.
class Country {
 public:
  static constexpr std::string_view type_name = "country";

  constexpr Country() = default;  ///< none

  /// Takes an alpha-3 code in upper case. ErrorCode::unknown_code for anything else; names are for find_country(). O(log n).
  static Result<Country> parse(std::string_view code) {
    Country c;
    if (!code.empty() && parse_into(code, c)) return c;
    return fail(ErrorCode::unknown_code, "no country has that code: write ISO 3166-1 alpha-3, such as GIN");
  }
  /// As parse, without a reason; "" gives none. `out` is only written on success.
  [[nodiscard]] friend constexpr bool parse_into(std::string_view code, Country& out) {
    if (code.empty()) { out = Country{}; return true; }
    const std::size_t i = find(code);
    if (i < count) out = nth(i);
    return i < count;
  }

  /// The alpha-3 code, "" for none. Static storage. O(log n), as all that the table answers.
  [[nodiscard]] constexpr std::string_view code() const noexcept {
    const std::size_t i = index();
    return i < count ? std::string_view{detail::country_rows[i].alpha3, 3} : std::string_view{};
  }
  /// The alpha-2 code, "" where there is none (XSL, XXA, ...). Two withdrawn countries may share one ("CS"). Static storage.
  [[nodiscard]] constexpr std::string_view alpha2() const noexcept {
    const std::size_t i = index();
    return i == count || detail::country_rows[i].alpha2[0] == 0 ? std::string_view{} : std::string_view{detail::country_rows[i].alpha2, 2};
  }
  /// The UN M49 number, 0 where there is none.
  [[nodiscard]] constexpr unsigned numeric() const noexcept {
    const std::size_t i = index();
    return i < count ? detail::country_rows[i].numeric : 0U;
  }
  [[nodiscard]] constexpr bool none() const noexcept { return code_[0] == 0; }
  /// Whether ISO 3166-3 has it: the code was withdrawn on some day.
  [[nodiscard]] constexpr bool withdrawn() const noexcept {
    const std::size_t i = index();
    return i < count && detail::country_rows[i].until != detail::country_for_ever;
  }
  /// XXA, XXB, XXC or XXX: a nationality that is no country.
  [[nodiscard]] constexpr bool no_country() const noexcept { return code_[0] == 'X' && code_[1] == 'X'; }

  /// Whether the code was in force on that day: not yet withdrawn, and not before its first day where that is known (the country may
  /// be some months older than its code). A withdrawal of which only the year is known counts from the next. False for none.
  [[nodiscard]] constexpr bool valid_on(const Date& day) const noexcept {
    const std::size_t i = index();
    return i < count && detail::country_rows[i].from <= day.days() && day.days() < detail::country_rows[i].until;
  }

  friend constexpr auto operator<=>(const Country&, const Country&) = default;
  friend constexpr bool operator==(const Country&, const Country&) = default;
  friend std::string to_string(const Country& c) { return std::string(c.code()); }

  /// Every country of the table, by code: `for (std::size_t i = 0; i < Country::count; ++i) Country::nth(i)`.
  static constexpr std::size_t count = std::size(detail::country_rows);
  static constexpr Country nth(std::size_t i) noexcept { return i < count ? Country{detail::country_rows[i]} : Country{}; }
  /// Its place in that order, for tables beside; `count` for none. Stored nowhere: it changes with the table. O(log n).
  [[nodiscard]] constexpr std::size_t index() const noexcept { return none() ? count : find({code_.data(), 3}); }

 private:
  constexpr explicit Country(const detail::CountryRow& r) : code_{r.alpha3[0], r.alpha3[1], r.alpha3[2]} {}
  static constexpr std::size_t find(std::string_view code) noexcept { return detail::find_code(detail::country_rows, &detail::CountryRow::alpha3, code); }
  std::array<char, 3> code_{};
};

/// A country in source code: `country("GIN")`; an unknown code does not compile.
consteval Country country(std::string_view code) {
  Country c;
  if (code.empty() || !parse_into(code, c)) throw "no such country";  // reached only while compiling, where it is an error
  return c;
}

/// The country of an alpha-2 code in upper case: today's, else the only withdrawn one that had it; nullopt for others ("CS" was two
/// countries). O(n).
constexpr std::optional<Country> country_of_alpha2(std::string_view code) noexcept {
  std::optional<Country> old;
  bool several = false;
  for (std::size_t i = 0; i < Country::count; ++i) {
    const Country c = Country::nth(i);
    if (code.size() != 2 || c.alpha2() != code) continue;
    if (!c.withdrawn()) return c;
    several |= old.has_value();
    old = c;
  }
  return several ? std::nullopt : old;
}

/// The country that an area code of ours lies in (XSL: SOM); any other country itself.
constexpr Country part_of(Country c) noexcept { return c == country("XSL") ? country("SOM") : c; }

/// Names of the groups by value (describe.hpp finds this by ADL).
constexpr std::array<std::string_view, 3> codes(Group) noexcept { return {"ecowas", "eu", "schengen"}; }

/// Whether the country was a member on that day (src: data/country_groups.hpp). O(n) in the memberships.
constexpr bool member(Group group, Country c, const Date& day) noexcept {
  for (const auto& m : detail::member_rows)
    if (m.group == group && std::string_view{m.alpha3, 3} == c.code() && m.from <= day.days() && day.days() < m.until) return true;
  return false;
}

/// The short name; English where a withdrawn country has none in that language; "" for none. Static storage. Compiled.
std::string_view name(Country c, Language language) noexcept;

/// The country that a cell of an office's file means: alpha-3, alpha-2, or a name in English, French or Arabic. Letter case, accents,
/// kinds of apostrophe and hyphen, articles, word order and Arabic letter variants do not matter; nothing else is guessed. Names that
/// two countries share are found for neither (bare "Congo"). nullopt: not found. Over 200 bytes: not found.
std::optional<Country> find_country(std::string_view as_written);

}  // namespace safar::inline v0
