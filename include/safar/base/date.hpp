#pragma once
/// \file
/// Date: one day of the Gregorian calendar.
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <safar/base/quote.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// One full day, 0001-01-01 to 9999-12-31 (Gregorian calendar also before 1582). Always valid.
///
/// A default-constructed Date is 1970-01-01, day 0; what may be absent is a `Known<Date>`. A day that is not fully known is a
/// PartialDate. No time zone: which instants belong to the day is asked of time.hpp.
class Date {
 public:
  static constexpr std::string_view type_name = "date";
  static constexpr std::int32_t first_day = -719162, last_day = 2932896;  ///< 0001-01-01 and 9999-12-31

  constexpr Date() = default;

  /// Takes `YYYY-MM-DD` and nothing else. ErrorCode::parse (form) or ErrorCode::out_of_range (no such day). O(1).
  static Result<Date> parse(std::string_view text) {
    Date out;
    switch (read(text, out)) {
      case Read::ok: return out;
      case Read::form: return fail(ErrorCode::parse, "write a day as YYYY-MM-DD");
      default: return fail(ErrorCode::out_of_range, "there is no such day: give a day from 0001-01-01 to 9999-12-31");
    }
  }

  /// The day `days` after 1970-01-01 (before it if negative). ErrorCode::out_of_range outside the years 1 to 9999.
  static Result<Date> from_days(std::int64_t days) {
    if (days < first_day || days > last_day) return fail(ErrorCode::out_of_range, "give a day from 0001-01-01 to 9999-12-31");
    Date d;
    d.days_ = static_cast<std::int32_t>(days);
    return d;
  }

  /// ErrorCode::out_of_range if there is no such day.
  static Result<Date> make(int year, unsigned month, unsigned day) {
    Date d;
    if (!d.set(year, month, day)) return fail(ErrorCode::out_of_range, "there is no such day: give a day from 0001-01-01 to 9999-12-31");
    return d;
  }

  /// Days since 1970-01-01.
  [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }
  [[nodiscard]] constexpr std::chrono::sys_days sys_days() const noexcept { return std::chrono::sys_days{std::chrono::days{days_}}; }
  [[nodiscard]] constexpr std::chrono::year_month_day ymd() const noexcept { return std::chrono::year_month_day{sys_days()}; }
  [[nodiscard]] constexpr int year() const noexcept { return static_cast<int>(ymd().year()); }
  [[nodiscard]] constexpr unsigned month() const noexcept { return static_cast<unsigned>(ymd().month()); }
  [[nodiscard]] constexpr unsigned day() const noexcept { return static_cast<unsigned>(ymd().day()); }
  /// 1 Monday to 7 Sunday.
  [[nodiscard]] constexpr unsigned weekday() const noexcept { return static_cast<unsigned>((days_ - first_day) % 7) + 1U; }

  /// The day `n` days later (earlier if negative). ErrorCode::out_of_range outside the years 1 to 9999.
  [[nodiscard]] Result<Date> plus_days(std::int64_t n) const {
    constexpr std::int64_t span = std::int64_t{last_day} - first_day;
    if (n > span || n < -span) return fail(ErrorCode::out_of_range, "give a day from 0001-01-01 to 9999-12-31");
    return from_days(days_ + n);
  }

  /// Days from `b` to `a`.
  friend constexpr std::int32_t operator-(const Date& a, const Date& b) noexcept { return a.days_ - b.days_; }
  friend constexpr auto operator<=>(const Date&, const Date&) = default;
  friend constexpr bool operator==(const Date&, const Date&) = default;

  friend std::string to_string(const Date& d) {
    const auto t = d.ymd();
    std::string s;
    s.reserve(10);
    detail::put_digits(s, static_cast<int>(t.year()), 4);
    s += '-';
    detail::put_digits(s, static_cast<int>(static_cast<unsigned>(t.month())), 2);
    s += '-';
    detail::put_digits(s, static_cast<int>(static_cast<unsigned>(t.day())), 2);
    return s;
  }

  /// As parse, without a reason; `out` is only written on success.
  [[nodiscard]] friend constexpr bool parse_into(std::string_view text, Date& out) { return read(text, out) == Read::ok; }

 private:
  enum class Read : std::uint8_t { ok, form, range };

  constexpr bool set(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day t{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (year < 1 || year > 9999 || month > 12 || day > 31 || !t.ok()) return false;
    days_ = static_cast<std::int32_t>(std::chrono::sys_days{t}.time_since_epoch().count());
    return true;
  }

  static constexpr Read read(std::string_view s, Date& out) {
    if (s.size() != 10 || s[4] != '-' || s[7] != '-') return Read::form;
    const int y = detail::digits(s.substr(0, 4)), m = detail::digits(s.substr(5, 2)), d = detail::digits(s.substr(8, 2));
    if (y < 0 || m < 0 || d < 0) return Read::form;
    return out.set(y, static_cast<unsigned>(m), static_cast<unsigned>(d)) ? Read::ok : Read::range;
  }

  std::int32_t days_ = 0;
};

/// A day in source code: `date("2019-01-18")`; a text that is no day does not compile.
consteval Date date(std::string_view text) {
  Date d;
  if (!parse_into(text, d)) throw "no such day";  // reached only while compiling, where it is an error
  return d;
}

}  // namespace safar::inline v0
