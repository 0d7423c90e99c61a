#pragma once
/// \file
/// Periods of rules ("P12M", 5 working days), and calendars that say which days are worked.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/date.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// How long something may take: months and days of the calendar, or working days alone. One text: "P12M", "P1Y6M10D", "P14D",
/// "-P19D" (before), "5 working days". Months and days have one sign.
struct Period {
  std::int32_t months = 0, days = 0, working_days = 0;
  static constexpr std::string_view type_name = "period";
  static constexpr std::int32_t most = 120'000;  ///< of each; 10,000 years in months

  /// Takes [-]P[nY][nM][nW][nD] with at least one part, in this order, and "[-]n working days" (also "1 working day").
  /// ErrorCode::parse (form), ErrorCode::out_of_range (more than `most`). Hours are no part of a deadline. O(1).
  static Result<Period> parse(std::string_view text);
  /// As parse, without a reason; `out` is only written on success.
  [[nodiscard]] friend bool parse_into(std::string_view text, Period& out) {
    auto p = parse(text);
    if (!p) return false;
    out = *p;
    return true;
  }
  /// Weeks are written as days, years as months of twelve where they are whole: parse gives the same period again.
  friend std::string to_string(const Period& p);
  [[nodiscard]] bool empty() const { return months == 0 && days == 0 && working_days == 0; }
  friend bool operator==(const Period&, const Period&) = default;
};

/// A day that is not worked.
struct Holiday {
  Date day{};
  std::string label{};
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

/// Which days are worked. Immutable, any thread; copies cost O(holidays).
class Calendar {
 public:
  /// Saturday and Sunday, no holidays; its name is "weekends only", so that nobody takes it for a country's.
  Calendar() = default;
  /// The table of a country (ISO 3166-1 alpha-3) for the years 1990 to 2099: holidays by rule as the law stands (base/data/holidays.hpp)
  /// and its weekend. ErrorCode::not_found where there is none: adopt a calendar. O(holidays of 110 years).
  static Result<Calendar> of_country(std::string_view alpha3);
  /// A document that a house adopts: {"v":1,"calendar":"ML-office","country":"MLI","weekend":[6,7],"holidays":[{"day":"2019-06-04","label":"Korite"}],
  /// "working":["2019-01-19"]}. `country` begins with its table, `weekend` (1 Monday to 7 Sunday, at most six days) takes the place of
  /// the country's, `holidays` are added, `working` days are worked whatever else says. Errors carry the pointer.
  static Result<Calendar> from_json(std::string_view json);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Is this day worked? O(log holidays).
  [[nodiscard]] bool works(Date day) const;
  /// The holiday of that day, nullptr if it is none (a Saturday is none). O(log holidays).
  [[nodiscard]] const Holiday* holiday(Date day) const;
  [[nodiscard]] const std::vector<Holiday>& holidays() const { return holidays_; }  ///< by day, once each
  [[nodiscard]] bool weekend(unsigned weekday) const { return (weekend_ >> (weekday - 1) & 1U) != 0; }  ///< 1 Monday to 7 Sunday

  friend bool operator==(const Calendar&, const Calendar&) = default;

 private:
  void settle();  // sorts, and drops days that stand twice
  std::string name_ = "weekends only";
  std::uint8_t weekend_ = 0b1100000;
  std::vector<Holiday> holidays_{};
  std::vector<Date> working_{};
};

/// Easter Sunday in the Gregorian calendar: of the western churches, or of the Orthodox ones (their Julian date converted). Years 1583 to 9999.
/// After the anonymous Gregorian computus and Meeus, Astronomical Algorithms, chapter 8. O(1).
Date easter(int year);
Date orthodox_easter(int year);

/// `n` months later: the same day of that month, or its last day where it is shorter (31 January + 1 month = 28 or 29 February).
/// ErrorCode::out_of_range outside the years 1 to 9999.
Result<Date> add_months(Date day, std::int32_t n);
/// The n-th working day after `day` (before it if negative); 0: the day itself, worked or not. ErrorCode::out_of_range. O(n).
Result<Date> add_working_days(Date day, std::int32_t n, const Calendar& calendar);
/// Working days after `from` up to and with `to`; negative the other way round, without `from` and with `to`, so that
/// working_days_between(d, add_working_days(d, n)) = n. O(days between * log holidays).
std::int64_t working_days_between(Date from, Date to, const Calendar& calendar);
/// Months first, then days, then working days. The day of the event itself is not counted (as in Regulation (EEC, Euratom) 1182/71,
/// article 3(1)): 1 January + P14D = 15 January is the last day. ErrorCode::out_of_range outside the years 1 to 9999.
Result<Date> add_period(Date day, const Period& period, const Calendar& calendar);

}  // namespace safar::inline v0
