#pragma once
/// \file
/// Instant: a moment in UTC; the days of a time zone; weeks of ISO 8601.
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <safar/base/date.hpp>
#include <safar/base/quote.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// Microseconds of UTC since 1970-01-01T00:00:00Z without leap seconds, years 1 to 9999. Always valid. Default: 1970.
///
/// One text, `2019-01-18T09:30:00.000000Z`; parse also takes fewer digits of the fraction, or none. Where the time comes from is the
/// caller's affair: nothing here reads a clock.
class Instant {
 public:
  static constexpr std::string_view type_name = "instant";
  static constexpr std::int64_t per_second = 1'000'000, per_day = 86'400 * per_second;
  static constexpr std::int64_t first = Date::first_day * per_day, last = (std::int64_t{Date::last_day} + 1) * per_day - 1;

  constexpr Instant() = default;

  /// ErrorCode::out_of_range outside the years 1 to 9999.
  static Result<Instant> from_microseconds(std::int64_t us) {
    if (us < first || us > last) return fail(ErrorCode::out_of_range, "give a time of the years 1 to 9999, in microseconds since 1970");
    Instant t;
    t.us_ = us;
    return t;
  }
  /// Takes `YYYY-MM-DDThh:mm:ss[.f]Z` with 1 to 6 digits f. No offsets, no 24:00, no leap second. ErrorCode::parse, out_of_range. O(1).
  static Result<Instant> parse(std::string_view text) {
    Instant t;
    switch (read(text, t)) {
      case Read::ok: return t;
      case Read::range: return fail(ErrorCode::out_of_range, "there is no such time: check day, hour, minute and second");
      default: return fail(ErrorCode::parse, "write a time in UTC as YYYY-MM-DDThh:mm:ssZ");
    }
  }
  /// As parse, without a reason; `out` is only written on success.
  [[nodiscard]] friend constexpr bool parse_into(std::string_view text, Instant& out) { return read(text, out) == Read::ok; }
  friend std::string to_string(const Instant& t) {
    const std::int64_t in_day = t.us_ - t.utc_days() * per_day;
    const int seconds = static_cast<int>(in_day / per_second);
    std::string s = to_string(t.utc_day());
    detail::put_digits(s += 'T', seconds / 3600, 2);
    detail::put_digits(s += ':', seconds / 60 % 60, 2);
    detail::put_digits(s += ':', seconds % 60, 2);
    detail::put_digits(s += '.', static_cast<int>(in_day % per_second), 6);
    return s += 'Z';
  }

  [[nodiscard]] constexpr std::int64_t microseconds() const noexcept { return us_; }
  /// Its day in UTC.
  [[nodiscard]] Date utc_day() const noexcept { return *Date::from_days(utc_days()); }

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
  friend constexpr bool operator==(const Instant&, const Instant&) = default;

 private:
  enum class Read : std::uint8_t { ok, form, range };
  [[nodiscard]] constexpr std::int64_t utc_days() const noexcept { return us_ / per_day - (us_ % per_day < 0 ? 1 : 0); }

  static constexpr Read read(std::string_view s, Instant& out) {
    if (s.size() < 20 || s.size() > 27 || s.size() == 21 || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s.back() != 'Z')
      return Read::form;
    const std::string_view ymd = s.substr(0, 10), fraction = s.size() > 20 ? s.substr(20, s.size() - 21) : std::string_view{};
    if (s.size() > 20 && s[19] != '.') return Read::form;
    for (const auto run : {ymd.substr(0, 4), ymd.substr(5, 2), ymd.substr(8, 2)})
      if (detail::digits(run) < 0) return Read::form;
    const int h = detail::digits(s.substr(11, 2)), m = detail::digits(s.substr(14, 2)), sec = detail::digits(s.substr(17, 2));
    int f = fraction.empty() ? 0 : detail::digits(fraction);
    if (h < 0 || m < 0 || sec < 0 || f < 0) return Read::form;
    for (auto n = fraction.size(); n < 6; ++n) f *= 10;
    Date day;
    if (h > 23 || m > 59 || sec > 59 || !parse_into(ymd, day)) return Read::range;
    out.us_ = day.days() * per_day + (h * 3600 + m * 60 + sec) * per_second + f;
    return Read::ok;
  }

  std::int64_t us_ = 0;
};

/// The first microsecond (as of Instant) of a day in a time zone of the IANA database, such as "Africa/Bamako". Where the clock leaves
/// out midnight, the day begins at the jump; where midnight comes twice, at the first. "UTC" needs no database, and any other zone the
/// system's zone files; after 2037, where most of them end, by the rule that is in force last. ErrorCode::unknown_code for a zone that they do not
/// have (or where there are none), ErrorCode::io if they are "slim" ones. Any thread. Compiled.
Result<std::int64_t> start_of_day(Date day, std::string_view zone);
/// The first microsecond after the day, so that a day is `start <= t && t < end`. Errors as of start_of_day.
Result<std::int64_t> end_of_day(Date day, std::string_view zone);
/// The day that the calendar on a wall in that zone shows. Errors as of start_of_day; out_of_range at the two ends of time.
Result<Date> day_of(Instant t, std::string_view zone);

/// The week of ISO 8601, "2018-W46": Monday to Sunday, and the year of its Thursday. O(1). Compiled.
std::string iso_week(Date day);
/// The Monday of such a week. ErrorCode::parse (form), ErrorCode::out_of_range (the year has no such week, or not this calendar). Compiled.
Result<Date> first_day_of_iso_week(std::string_view week);

}  // namespace safar::inline v0
