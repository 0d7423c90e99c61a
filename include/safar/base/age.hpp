#pragma once
/// \file
/// The age of a person whose birth may only be partly known: an interval, and three-valued questions on it.
#include <chrono>
#include <cstddef>
#include <string_view>

#include <safar/base/known.hpp>
#include <safar/base/partial_date.hpp>

namespace safar::inline v0 {

/// Ages in completed years, both ends included. `max < min`: not born by that day, so there is no age.
struct AgeInterval {
  int min = 0, max = -1;
  [[nodiscard]] constexpr bool none() const noexcept { return max < min; }
  friend constexpr bool operator==(const AgeInterval&, const AgeInterval&) = default;
};

namespace detail {
/// Birthdays of `birth` up to and with `day`; -1 before birth.
constexpr int full_years(std::chrono::sys_days birth, std::chrono::sys_days day) noexcept {
  if (day < birth) return -1;
  const std::chrono::year_month_day b{birth}, d{day};
  const bool had_birthday = d.month() != b.month() ? b.month() < d.month() : b.day() <= d.day();
  return static_cast<int>(d.year()) - static_cast<int>(b.year()) - (had_birthday ? 0 : 1);
}
/// The same day `n` years later; 1 March for a 29 February that is not there.
constexpr std::chrono::sys_days years_later(std::chrono::sys_days t, int n) noexcept {
  return std::chrono::sys_days{std::chrono::year_month_day{t} + std::chrono::years{n}};
}
}  // namespace detail

/// The completed years that a person born on `birth` may have on `day`.
///
/// Whoever was born on 29 February has the birthday on 1 March in a year without that day: nobody comes of age a day early.
/// A birth that is surely after `day` gives none(); one that may be after it gives min 0 (the person is there, so was born).
/// `slack_years` (0 to 1000) widens an *approximate* birth by that many years on both sides and leaves others alone; EDTF's `~` has
/// no width of its own, so the rule that asks chooses one. O(1).
constexpr AgeInterval age_at(const PartialDate& birth, const Date& day, int slack_years = 0) noexcept {
  const auto today = day.sys_days();
  const int widen = birth.approximate() && slack_years > 0 ? (slack_years < 1000 ? slack_years : 1000) : 0;
  const int oldest = detail::full_years(detail::years_later(birth.earliest(), -widen), today);
  const int youngest = detail::full_years(detail::years_later(birth.latest(), widen), today);
  return oldest < 0 ? AgeInterval{} : AgeInterval{youngest < 0 ? 0 : youngest, oldest};
}

/// Whether the person has completed `years` years. Unknown where the interval says both, and where there is no age.
constexpr Truth at_least(const AgeInterval& age, int years) noexcept {
  if (age.none()) return Truth::unknown;
  return age.min >= years ? Truth::yes : age.max < years ? Truth::no : Truth::unknown;
}

/// Whether the person is below the age of majority (completed years). Unknown where the interval says both, and where there is no age.
constexpr Truth is_minor(const AgeInterval& age, int majority = 18) noexcept {
  const Truth adult = at_least(age, majority);
  return adult == Truth::yes ? Truth::no : adult == Truth::no ? Truth::yes : Truth::unknown;
}

/// The bands of the statistics, in order; "unknown" is the last.
inline constexpr std::string_view age_bands[] = {"0-4", "5-13", "14-17", "18-24", "25-34", "35-44", "45-59", "60+", "unknown"};

/// The band that the whole interval lies in; "unknown" where it touches two, and where there is no age.
constexpr std::string_view age_band(const AgeInterval& age) noexcept {
  constexpr int first_of[] = {0, 5, 14, 18, 25, 35, 45, 60};
  if (age.none() || age.min < 0) return age_bands[8];
  std::size_t low = 0, high = 0;
  for (std::size_t i = 1; i < 8; ++i) {
    if (age.min >= first_of[i]) low = i;
    if (age.max >= first_of[i]) high = i;
  }
  return low == high ? age_bands[low] : age_bands[8];
}

}  // namespace safar::inline v0
