/// \file
/// Days of time zones, through the date library and the system's zone files; weeks of ISO 8601.
#include <safar/base/time.hpp>

#include <chrono>
#include <stdexcept>

#include <date/tz.h>

namespace safar::inline v0 {
namespace {

using Micros = std::chrono::microseconds;

/// Zone files list the changes of clocks up to 2037; the rule for later years, and in "slim" files for most earlier ones too, is a
/// text that the date library does not read. Such a rule says a month, a week and a weekday, of March to November: what it gives in a year
/// follows from the weekday of 1 March alone, so a later day is looked up as the same day of a listed year that is like its own.
constexpr std::int64_t last_listed_day = 24836;  // 2037-12-31

std::chrono::year_month_day civil(std::int64_t days) { return std::chrono::sys_days{std::chrono::days{days}}; }

/// The day of 2026 to 2036 on which the rule in force does what it does on this one: in those eleven years 1 March is on every weekday.
std::int64_t listed_like(std::int64_t days) {
  using namespace std::chrono;
  const auto day = civil(days);
  const auto weekday_of = [](year y) { return weekday{sys_days{y / March / 1}}; };
  year like{2036};  // has a 29 February; nothing changes before March
  if (day.month() >= March)
    while (weekday_of(like) != weekday_of(day.year())) --like;
  return sys_days{like / day.month() / day.day()}.time_since_epoch().count();
}

/// Whether the zone files are full ones: Paris has summer time in 2036.
bool full_files() {
  static const bool full = date::locate_zone("Europe/Paris")->get_info(date::sys_days{date::days{24288}}).offset == std::chrono::hours{2};
  return full;
}

/// The zone, nullptr for UTC. The date library tells of a zone that it does not have only by an exception: the one catch of this room.
Result<const date::time_zone*> find_zone(std::string_view name) {
  if (name == "UTC") return static_cast<const date::time_zone*>(nullptr);
  try {
    if (!full_files()) return fail(ErrorCode::io, "the time zone files are slim ones: install full ones (zic -b fat), or use UTC");
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return fail(ErrorCode::unknown_code, "no time zone is called " + detail::quoted(name) + ": write an IANA name, such as Africa/Bamako");
  }
}

/// The day to look up for a day, see listed_like. Some zones list all that will change, as far as it is known.
std::int64_t looked_up(const date::time_zone& zone, std::int64_t days) {
  if (days <= last_listed_day) return days;
  const date::sys_days later{date::days{last_listed_day + 2}};
  const bool lists_more = zone.get_info(later).end < date::sys_days{date::year{9999} / 1 / 1};
  return lists_more ? days : listed_like(days);
}

/// The first instant at which the zone's calendar shows `days` (since 1970-01-01) or a later day.
Result<std::int64_t> day_start(std::int64_t days, std::string_view zone) {
  const auto z = find_zone(zone);
  if (!z) return z.error();
  if (!*z) return days * Instant::per_day;
  const std::int64_t like = looked_up(**z, days);
  const date::local_time<Micros> midnight{date::days{like}};
  return static_cast<std::int64_t>((*z)->to_sys(midnight, date::choose::earliest).time_since_epoch().count()) + (days - like) * Instant::per_day;
}

/// 1 Monday to 7 Sunday of any day number.
std::int64_t weekday(std::int64_t days) { return ((days + 3) % 7 + 7) % 7 + 1; }

}  // namespace

Result<std::int64_t> start_of_day(Date day, std::string_view zone) { return day_start(day.days(), zone); }

Result<std::int64_t> end_of_day(Date day, std::string_view zone) { return day_start(std::int64_t{day.days()} + 1, zone); }

Result<Date> day_of(Instant t, std::string_view zone) {
  const auto z = find_zone(zone);
  if (!z) return z.error();
  if (!*z) return t.utc_day();
  const std::int64_t days = t.utc_day().days(), later = days - looked_up(**z, days);
  const auto local = (*z)->to_local(date::sys_time<Micros>{Micros{t.microseconds() - later * Instant::per_day}});
  return Date::from_days(std::chrono::floor<date::days>(local.time_since_epoch()).count() + later);
}

std::string iso_week(Date day) {
  // the year of the week's Thursday; written by hand at the calendar's ends, where the Thursday has no Date
  const std::int64_t thursday = day.days() + 4 - weekday(day.days());
  const std::chrono::year_month_day t{std::chrono::sys_days{std::chrono::days{thursday}}};
  const std::chrono::sys_days january{t.year() / std::chrono::January / 1};
  std::string s;
  detail::put_digits(s, static_cast<int>(t.year()), 4);
  detail::put_digits(s += "-W", static_cast<int>((thursday - january.time_since_epoch().count()) / 7 + 1), 2);
  return s;
}

Result<Date> first_day_of_iso_week(std::string_view week) {
  const int year = week.size() == 8 ? detail::digits(week.substr(0, 4)) : -1, n = week.size() == 8 ? detail::digits(week.substr(6)) : -1;
  if (year < 0 || n < 0 || week.substr(4, 2) != "-W") return fail(ErrorCode::parse, "write a week as 2018-W46");
  if (year >= 1 && n >= 1 && n <= 53) {
    const std::int64_t fourth = Date::make(year, 1, 4)->days();  // always in week 1
    auto monday = Date::from_days(fourth + 1 - weekday(fourth) + 7 * (n - 1));
    if (monday && iso_week(*monday) == week) return monday;
  }
  return fail(ErrorCode::out_of_range, "there is no such week: a year has 52 or 53");
}

}  // namespace safar::inline v0
