#include "calendar.hpp"

#include <safar/base/partial_date.hpp>
#include <safar/base/quote.hpp>

namespace safar::inline v0::feel {
namespace {

constexpr bool leap(std::int64_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }
constexpr int length(std::int64_t y, int m) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && leap(y) ? 29 : lengths[m - 1];
}
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Days from 0000-01-01 to the first of January of `y`.
constexpr std::int64_t days_before(std::int64_t y) {
  return 365 * y + floor_div(y + 3, 4) - floor_div(y + 99, 100) + floor_div(y + 399, 400);
}
constexpr std::int64_t epoch = days_before(1970);
static_assert(epoch == 719528);

std::optional<std::int64_t> read_day(std::string_view s) {
  const bool negative = !s.empty() && s[0] == '-';
  if (negative) s.remove_prefix(1);
  const auto dash = s.find('-');
  if (dash == s.npos || dash < 4 || dash > 9 || (dash > 4 && s[0] == '0') || s.size() != dash + 6 || s[dash + 3] != '-') return std::nullopt;
  const int y = detail::digits(s.substr(0, dash)), m = detail::digits(s.substr(dash + 1, 2)), d = detail::digits(s.substr(dash + 4, 2));
  if (y < 0 || m < 0 || d < 0 || (negative && y == 0)) return std::nullopt;
  return days_of({negative ? -y : y, m, d});
}

std::string print_day(std::int64_t days) {
  const Civil c = civil_of(days);
  std::string s = c.year < 0 ? "-" : "";
  detail::put_digits(s, static_cast<int>(c.year < 0 ? -c.year : c.year), 4);
  s += '-';
  detail::put_digits(s, c.month, 2);
  s += '-';
  detail::put_digits(s, c.day, 2);
  return s;
}

}  // namespace

std::optional<std::int64_t> days_of(const Civil& c) noexcept {
  if (c.year < -last_year || c.year > last_year || c.month < 1 || c.month > 12 || c.day < 1 || c.day > length(c.year, c.month)) return std::nullopt;
  std::int64_t days = days_before(c.year) - epoch + c.day - 1;
  for (int m = 1; m < c.month; ++m) days += length(c.year, m);
  return days;
}

Civil civil_of(std::int64_t days) noexcept {
  const std::int64_t n = days + epoch;
  Civil c{floor_div(n * 400, 146097), 1, 1};  // 146,097 days in 400 years: at most one year off
  while (days_before(c.year) > n) --c.year;
  while (days_before(c.year + 1) <= n) ++c.year;
  auto rest = static_cast<int>(n - days_before(c.year));
  while (rest >= length(c.year, c.month)) rest -= length(c.year, c.month++);
  c.day = rest + 1;
  return c;
}

std::optional<Days> read_days(std::string_view text) {
  if (const auto day = read_day(text)) return Days{*day, *day};
  PartialDate partial;
  if (!parse_into(text, partial)) return std::nullopt;
  return Days{partial.earliest().time_since_epoch().count(), partial.latest().time_since_epoch().count()};
}

std::string print_days(Days d) {
  if (d.earliest == d.latest) return print_day(d.earliest);
  const Civil a = civil_of(d.earliest), b = civil_of(d.latest);
  if (a.year == b.year && a.day == 1 && b.day == length(b.year, b.month)) {
    if (a.month == b.month) return print_day(d.earliest).substr(0, print_day(d.earliest).size() - 3);
    if (a.month == 1 && b.month == 12) return print_day(d.earliest).substr(0, print_day(d.earliest).size() - 6);
  }
  return print_day(d.earliest) + '/' + print_day(d.latest);
}

}  // namespace safar::inline v0::feel
