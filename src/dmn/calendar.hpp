#pragma once
/// \file
/// Days of FEEL: years from -999,999,999 to 999,999,999 (base's Date has 1 to 9999), Gregorian throughout.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <safar/dmn/feel.hpp>

namespace safar::inline v0::feel {

struct Civil {
  std::int64_t year = 1970;
  int month = 1, day = 1;
};
inline constexpr std::int64_t last_year = 999'999'999;

/// Days since 1970; nullopt where there is no such day.
std::optional<std::int64_t> days_of(const Civil& c) noexcept;
Civil civil_of(std::int64_t days) noexcept;

/// `YYYY-MM-DD`, `-YYYY-MM-DD`, five to nine digits of a year without a leading zero (XML Schema's date without a zone); and beyond
/// FEEL the EDTF forms of PartialDate ("2008", "2008-06", "2008/2010"), which are intervals.
std::optional<Days> read_days(std::string_view text);
/// What read_days takes: "2008-06-30", "2008-06", "2008", "2008-01-01/2008-06-30".
std::string print_days(Days d);

}  // namespace safar::inline v0::feel
