#include <safar/base/calendar.hpp>

#include <algorithm>

#include <safar/base/data/holidays.hpp>

#include "base/json_dom.hpp"

namespace safar::inline v0 {
namespace {

constexpr int first_year = 1990, last_year = 2099;

Result<Period> bad() { return fail(ErrorCode::parse, "write a period as P14D, P5W, P12M, P1Y or \"5 working days\""); }
Result<Period> too_long() { return fail(ErrorCode::out_of_range, "give a shorter period: at most 120000 days or months"); }

// Reads digits from the front; -1: none, more than Period::most otherwise where there are too many.
std::int64_t number(std::string_view& s) {
  std::int64_t n = -1;
  while (!s.empty() && s[0] >= '0' && s[0] <= '9') {
    n = (n < 0 ? 0 : n) * 10 + (s[0] - '0');
    if (n > Period::most) n = Period::most + 1;
    s.remove_prefix(1);
  }
  return n;
}

void add_rules(std::string_view country, std::vector<Holiday>& out) {
  for (int year = first_year; year <= last_year; ++year) {
    std::vector<Holiday> found;
    std::vector<const data::HolidayRule*> moved;
    for (const auto& r : data::holidays) {
      if (r.country != country || year < r.from || year > r.until) continue;
      Date day;
      switch (r.kind) {
        case data::HolidayKind::fixed: day = *Date::make(year, static_cast<unsigned>(r.month), static_cast<unsigned>(r.day)); break;
        case data::HolidayKind::easter: day = *easter(year).plus_days(r.day); break;
        case data::HolidayKind::orthodox: day = *orthodox_easter(year).plus_days(r.day); break;
        case data::HolidayKind::weekday:
          day = *Date::make(year, static_cast<unsigned>(r.month), static_cast<unsigned>(r.day));
          while (day.weekday() != static_cast<unsigned>(r.weekday)) day = *day.plus_days(1);
          break;
      }
      found.push_back({day, std::string(r.label)});
      if (r.makeup && day.weekday() == 7) moved.push_back(&r);
    }
    for (const auto* r : moved) {
      Date day = *Date::make(year, static_cast<unsigned>(r->month), static_cast<unsigned>(r->day));
      const auto taken = [&] { return std::any_of(found.begin(), found.end(), [&](const Holiday& h) { return h.day == day; }); };
      while (taken()) day = *day.plus_days(1);
      found.push_back({day, std::string(r->label)});
    }
    out.insert(out.end(), found.begin(), found.end());
  }
}

}  // namespace

Result<Period> Period::parse(std::string_view text) {
  std::string_view s = text;
  const bool before = s.starts_with('-');
  if (before) s.remove_prefix(1);
  const auto sign = [&](std::int64_t n) { return static_cast<std::int32_t>(before ? -n : n); };
  Period p;
  if (s.starts_with('P')) {
    s.remove_prefix(1);
    std::int64_t months = 0, days = 0;
    std::string_view order = "YMWD";
    if (s.empty()) return bad();
    while (!s.empty()) {
      const std::int64_t n = number(s);
      const auto unit = s.empty() ? std::string_view::npos : order.find(s[0]);
      if (n < 0 || unit == std::string_view::npos) return bad();
      const char u = order[unit];
      order.remove_prefix(unit + 1);
      s.remove_prefix(1);
      (u == 'Y' || u == 'M' ? months : days) += u == 'Y' ? 12 * n : u == 'W' ? 7 * n : n;
    }
    if (months > most || days > most) return too_long();
    p.months = sign(months);
    p.days = sign(days);
    return p;
  }
  const std::int64_t n = number(s);
  if (n < 0 || (s != " working days" && !(n == 1 && s == " working day"))) return bad();
  if (n > most) return too_long();
  p.working_days = sign(n);
  return p;
}

std::string to_string(const Period& p) {
  const auto text = [](std::int32_t n) { return std::to_string(n < 0 ? -static_cast<std::int64_t>(n) : n); };
  const bool before = p.months < 0 || p.days < 0 || p.working_days < 0;
  std::string out = before ? "-" : "";
  if (p.working_days != 0) return out + text(p.working_days) + (p.working_days == 1 || p.working_days == -1 ? " working day" : " working days");
  out += 'P';
  if (p.months != 0 && p.months % 12 == 0) out += text(p.months / 12) + "Y";
  else if (p.months != 0) out += text(p.months) + "M";
  if (p.days != 0 || p.months == 0) out += text(p.days) + "D";
  return out;
}

Date easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int e = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int f = (32 + 2 * (b % 4) + 2 * (c / 4) - e - c % 4) % 7;
  const int n = e + f - 7 * ((a + 11 * e + 22 * f) / 451) + 114;
  return *Date::make(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

Date orthodox_easter(int year) {
  const int d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const int n = d + e + 114;
  const int ahead = year / 100 - year / 400 - 2;  // days by which the Julian calendar is behind
  return *Date::make(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1))->plus_days(ahead);
}

void Calendar::settle() {
  std::stable_sort(holidays_.begin(), holidays_.end(), [](const Holiday& a, const Holiday& b) { return a.day < b.day; });
  holidays_.erase(std::unique(holidays_.begin(), holidays_.end(), [](const Holiday& a, const Holiday& b) { return a.day == b.day; }), holidays_.end());
  std::sort(working_.begin(), working_.end());
  working_.erase(std::unique(working_.begin(), working_.end()), working_.end());
}

Result<Calendar> Calendar::of_country(std::string_view alpha3) {
  Calendar c;
  c.name_ = std::string(alpha3);
  bool found = false;
  for (const auto& w : data::weekends)
    if (w.country == alpha3) { c.weekend_ = w.days; found = true; }
  found |= std::any_of(std::begin(data::holidays), std::end(data::holidays), [&](const data::HolidayRule& r) { return r.country == alpha3; });
  if (!found)
    return fail(ErrorCode::not_found, "There is no table of holidays for this country.", "/country", "no_such_calendar", "Adopt a calendar of your own without \"country\".");
  add_rules(alpha3, c.holidays_);
  c.settle();
  return c;
}

Result<Calendar> Calendar::from_json(std::string_view json) {
  auto dom = parse_dom(json);
  if (!dom) return std::move(dom).error();
  if (!dom->is_object()) return fail(ErrorCode::wrong_type, "A calendar is a JSON object.");
  Calendar c;
  if (const auto at = dom->find("country"); at != dom->end()) {
    if (!at->is_string()) return fail(ErrorCode::wrong_type, "A country is its three-letter code.", "/country");
    auto base = of_country(at->get<std::string>());
    if (!base) return std::move(base).error();
    c = std::move(*base);
  }
  const auto name = dom->find("calendar");
  if (name == dom->end() || !name->is_string() || name->get_ref<const std::string&>().empty())
    return fail(ErrorCode::missing_member, "The calendar needs a name.", "/calendar", "", "Say \"calendar\": \"ML-office\".");
  c.name_ = name->get<std::string>();
  const auto day_at = [](const nlohmann::json& v, const std::string& at) -> Result<Date> {
    if (!v.is_string()) return fail(ErrorCode::wrong_type, "A day is written as YYYY-MM-DD.", at);
    auto day = Date::parse(v.get<std::string>());
    if (!day) { auto e = std::move(day).error(); e.pointer = at; return e; }
    return *day;
  };
  for (const auto& [key, v] : dom->items()) {
    const std::string at = "/" + key;
    if (key == "v") { if (!v.is_number_integer() || v.get<std::int64_t>() != 1) return fail(ErrorCode::newer, "This library reads calendars of version 1.", at); }
    else if (key == "calendar" || key == "country") {}
    else if (key == "weekend") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, "A weekend is a list of days, 1 Monday to 7 Sunday.", at);
      c.weekend_ = 0;
      for (const auto& d : v) {
        if (!d.is_number_integer() || d.get<std::int64_t>() < 1 || d.get<std::int64_t>() > 7) return fail(ErrorCode::out_of_range, "A day of the week is 1 (Monday) to 7 (Sunday).", at);
        c.weekend_ = static_cast<std::uint8_t>(c.weekend_ | 1U << (d.get<unsigned>() - 1));
      }
      if (c.weekend_ == 0b1111111) return fail(ErrorCode::invalid_argument, "A week of which no day is worked has no deadline in working days.", at);
    } else if (key == "holidays") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, "holidays is a list of {\"day\", \"label\"}.", at);
      std::vector<Holiday> own;
      for (std::size_t i = 0; i < v.size(); ++i) {
        const std::string here = at + "/" + std::to_string(i);
        if (!v[i].is_object() || !v[i].contains("day")) return fail(ErrorCode::missing_member, "A holiday needs its day.", here + "/day");
        for (const auto& [k, x] : v[i].items())
          if (k != "day" && k != "label") return fail(ErrorCode::unknown_member, "A holiday has no such member.", here + "/" + k, "", "Members: day, label.");
        auto day = day_at(v[i].at("day"), here + "/day");
        if (!day) return std::move(day).error();
        const auto label = v[i].find("label");
        if (label != v[i].end() && !label->is_string()) return fail(ErrorCode::wrong_type, "A label is a text.", here + "/label");
        own.push_back({*day, label == v[i].end() ? "" : label->get<std::string>()});
      }
      c.holidays_.insert(c.holidays_.begin(), own.begin(), own.end());  // in front: settle keeps the house's own label
    } else if (key == "working") {
      if (!v.is_array()) return fail(ErrorCode::wrong_type, "working is a list of days.", at);
      for (std::size_t i = 0; i < v.size(); ++i) {
        auto day = day_at(v[i], at + "/" + std::to_string(i));
        if (!day) return std::move(day).error();
        c.working_.push_back(*day);
      }
    } else {
      return fail(ErrorCode::unknown_member, "A calendar has no such member.", at, "", "Members: v, calendar, country, weekend, holidays, working.");
    }
  }
  c.settle();
  return c;
}

const Holiday* Calendar::holiday(Date day) const {
  const auto it = std::lower_bound(holidays_.begin(), holidays_.end(), day, [](const Holiday& h, Date d) { return h.day < d; });
  return it != holidays_.end() && it->day == day ? &*it : nullptr;
}

bool Calendar::works(Date day) const {
  if (std::binary_search(working_.begin(), working_.end(), day)) return true;
  return !weekend(day.weekday()) && !holiday(day);
}

Result<Date> add_months(Date day, std::int32_t n) {
  const auto t = day.ymd();
  const std::int64_t month = std::int64_t{static_cast<int>(t.year())} * 12 + static_cast<unsigned>(t.month()) - 1 + n;
  if (month < 12 || month >= 10'000 * 12) return fail(ErrorCode::out_of_range, "give a day from 0001-01-01 to 9999-12-31");
  const int year = static_cast<int>(month / 12);
  const auto m = static_cast<unsigned>(month % 12 + 1);
  const std::chrono::year_month_day_last last{std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{m}}};
  return Date::make(year, m, std::min(static_cast<unsigned>(t.day()), static_cast<unsigned>(last.day())));
}

Result<Date> add_working_days(Date day, std::int32_t n, const Calendar& calendar) {
  const int step = n < 0 ? -1 : 1;
  while (n != 0) {
    auto next = day.plus_days(step);
    if (!next) return next;
    day = *next;
    if (calendar.works(day)) n -= step;
  }
  return day;
}

std::int64_t working_days_between(Date from, Date to, const Calendar& calendar) {
  const std::int64_t begin = to < from ? to.days() : std::int64_t{from.days()} + 1, end = to < from ? from.days() : std::int64_t{to.days()} + 1;
  std::int64_t n = 0;
  for (std::int64_t d = begin; d < end; ++d) n += calendar.works(*Date::from_days(d));
  return to < from ? -n : n;
}

Result<Date> add_period(Date day, const Period& period, const Calendar& calendar) {
  auto out = add_months(day, period.months);
  if (out) out = out->plus_days(period.days);
  if (out) out = add_working_days(*out, period.working_days, calendar);
  return out;
}

}  // namespace safar::inline v0
