#pragma once
/// \file
/// PartialDate: a Gregorian day as papers and memory give it, known to the day, the month, a season, the year or less.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <safar/base/date.hpp>
#include <safar/base/known.hpp>
#include <safar/base/quote.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// How closely a PartialDate names its day. `none`: "XXXX"; `interval`: two ends.
enum class Precision : std::uint8_t { day, month, season, year, decade, century, millennium, interval, none };

/// One day that is only partly known, as text of the Extended Date/Time Format (EDTF, ISO 8601-2), levels 0 and 1:
///
/// | text | stands for one day of |
/// |---|---|
/// | `1985-04-12`, `1985-04`, `1985` | that day, month, year |
/// | `1985-04-XX`, `1985-XX`, `1985-XX-XX` | that month; that year |
/// | `199X`, `19XX`, `1XXX`, `XXXX` | 1990 to 1999; 1900 to 1999; 1000 to 1999; no day is ruled out |
/// | `2001-21` spring, `-22` summer, `-23` autumn, `-24` winter | see earliest() |
/// | `1980/1984` | 1 January 1980 to 31 December 1984 |
/// | `1985/..` `../1985` open, `1985/` `/1985` unknown end | bounded on one side only |
///
/// Each date (each end of an interval) may end in `?` uncertain, `~` approximate, `%` both. Years are 0001 to 9999; negative years
/// and years of five digits (`Y17000`) are refused, as are times, level 2 (sets, `1985-XX-04`, single qualified parts) and `../..`.
///
/// Always valid. Default-constructed: `XXXX`, nothing known. No `<`: of "2008" and "2008-06-30" nobody knows the order; ask compare().
/// `==` asks for the same statement: `1985-XX` and `1985` differ although their days are the same.
class PartialDate {
 public:
  static constexpr std::string_view type_name = "partial_date";

  constexpr PartialDate() = default;
  /// A full day is a partial date too.
  constexpr PartialDate(const Date& d) {  // NOLINT: meant to convert, nothing is lost
    from_ = {Form::date, static_cast<std::int16_t>(d.year()), 0, static_cast<std::uint8_t>(d.month()), static_cast<std::uint8_t>(d.day()), 0};
  }

  /// Takes the texts of the table above and nothing else, no white space. ErrorCode::parse (form), ErrorCode::out_of_range (no such
  /// day, or an interval that ends before it begins), ErrorCode::unsupported (negative or long years). O(1).
  /// Result is no literal type: in constant expressions use parse_into() or partial_date().
  static Result<PartialDate> parse(std::string_view text) {
    PartialDate out;
    switch (read(text, out)) {
      case Read::ok: return out;
      case Read::form:
        return fail(ErrorCode::parse, "write a date as YYYY, YYYY-MM, YYYY-MM-DD or another EDTF level 1 form");
      case Read::order:
        return fail(ErrorCode::out_of_range, "the interval ends before it begins: give the earlier end first");
      case Read::years:
        return fail(ErrorCode::unsupported, "give a year from 0001 to 9999");
      default: return fail(ErrorCode::out_of_range, "there is no such date: check year, month and day");
    }
  }

  /// As parse, without a reason; `out` is only written on success.
  [[nodiscard]] friend constexpr bool parse_into(std::string_view text, PartialDate& out) { return read(text, out) == Read::ok; }

  /// The first day that it may be; 0001-01-01 where nothing bounds it. Qualifiers move no bound: EDTF gives `~` no width, and a rule
  /// that wants one says so (see age.hpp).
  ///
  /// A season names no hemisphere (EDTF codes 21 to 24), and winter lies across New Year. The bounds hold for both hemispheres,
  /// meteorological and astronomical, and either year: spring and autumn 1 March to 23 December; summer and winter 1 December of
  /// the year before to 21 March of the year after. Who knows more writes an interval: `2001-06/2001-09`.
  [[nodiscard]] constexpr std::chrono::sys_days earliest() const noexcept { return first(from_); }
  /// The last day that it may be; 9999-12-31 where nothing bounds it.
  [[nodiscard]] constexpr std::chrono::sys_days latest() const noexcept { return last(interval_ ? to_ : from_); }
  /// Whether it stands for exactly one day.
  [[nodiscard]] constexpr bool is_one_day() const noexcept { return earliest() == latest(); }

  [[nodiscard]] constexpr Precision precision() const noexcept {
    if (interval_) return Precision::interval;
    if (from_.year_x) return from_.year_x == 4 ? Precision::none : static_cast<Precision>(static_cast<int>(Precision::year) + from_.year_x);
    if (from_.month == 0 || from_.month == unspecified) return Precision::year;
    if (from_.month > 12) return Precision::season;
    return from_.day == 0 || from_.day == unspecified ? Precision::month : Precision::day;
  }
  /// `~` or `%` on the date or on an end.
  [[nodiscard]] constexpr bool approximate() const noexcept { return ((from_.marks | to_.marks) & approximate_mark) != 0; }
  /// `?` or `%` on the date or on an end: the source itself is in doubt.
  [[nodiscard]] constexpr bool uncertain() const noexcept { return ((from_.marks | to_.marks) & uncertain_mark) != 0; }
  [[nodiscard]] constexpr bool is_interval() const noexcept { return interval_; }

  /// The year where all its digits are known and it is no interval.
  [[nodiscard]] constexpr std::optional<int> year() const noexcept {
    if (interval_ || from_.year_x) return std::nullopt;
    return from_.year;
  }
  /// 1 to 12; nullopt where the month is not known, for seasons and intervals.
  [[nodiscard]] constexpr std::optional<unsigned> month() const noexcept {
    if (interval_ || from_.month == 0 || from_.month > 12) return std::nullopt;
    return from_.month;
  }
  /// 1 to 31; nullopt where the day is not known, and for intervals.
  [[nodiscard]] constexpr std::optional<unsigned> day() const noexcept {
    if (interval_ || from_.day == 0 || from_.day == unspecified) return std::nullopt;
    return from_.day;
  }

  /// What is known of the order of two dates: `before` and `after` only if no day of the one and day of the other say otherwise,
  /// `same` only if both stand for one and the same day, else `unknown`. The days are those from earliest() to latest().
  friend constexpr Order compare(const PartialDate& a, const PartialDate& b) noexcept {
    if (a.latest() < b.earliest()) return Order::before;
    if (b.latest() < a.earliest()) return Order::after;
    return a.is_one_day() && b.is_one_day() ? Order::same : Order::unknown;
  }
  friend constexpr bool operator==(const PartialDate&, const PartialDate&) = default;

  /// The one text of the value; parse gives the same value again.
  friend std::string to_string(const PartialDate& d) {
    std::string s;
    write(s, d.from_);
    if (d.interval_) {
      s += '/';
      write(s, d.to_);
    }
    return s;
  }

 private:
  enum class Form : std::uint8_t { date, open, unknown };
  enum class Read : std::uint8_t { ok, form, range, order, years };
  static constexpr std::uint8_t unspecified = 255, uncertain_mark = 1, approximate_mark = 2;

  struct End {
    Form form = Form::date;
    std::int16_t year = 0;     // unspecified digits are 0 here
    std::uint8_t year_x = 4;                     // how many digits are unspecified
    std::uint8_t month = 0, day = 0, marks = 0;  // 0: not given; 255: XX
    friend constexpr bool operator==(const End&, const End&) = default;
  };

  static constexpr std::chrono::sys_days at(int y, unsigned m, unsigned d) noexcept {
    if (y < 1) return Date{}.sys_days() + std::chrono::days{Date::first_day};
    if (y > 9999) return Date{}.sys_days() + std::chrono::days{Date::last_day};
    return std::chrono::sys_days{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
  }
  static constexpr bool turns_year(const End& e) noexcept { return e.month == 22 || e.month == 24; }

  static constexpr std::chrono::sys_days first(const End& e) noexcept {
    if (e.form != Form::date) return at(0, 1, 1);
    if (e.month > 12 && e.month != unspecified) return turns_year(e) ? at(e.year - 1, 12, 1) : at(e.year, 3, 1);
    return at(e.year, e.month == 0 || e.month == unspecified ? 1U : e.month, e.day == 0 || e.day == unspecified ? 1U : e.day);
  }
  static constexpr std::chrono::sys_days last(const End& e) noexcept {
    if (e.form != Form::date) return at(10000, 1, 1);
    if (e.month > 12 && e.month != unspecified) return turns_year(e) ? at(e.year + 1, 3, 21) : at(e.year, 12, 23);
    constexpr int widths[] = {0, 9, 99, 999, 9999};
    const int y = e.year + widths[e.year_x];
    if (e.month == 0 || e.month == unspecified) return at(y, 12, 31);
    if (e.day != 0 && e.day != unspecified) return at(y, e.month, e.day);
    return std::chrono::sys_days{std::chrono::year{y} / std::chrono::month{e.month} / std::chrono::last};
  }

  static constexpr Read read_end(std::string_view s, End& out) {
    End e;
    if (!s.empty()) {
      const char c = s.back();
      e.marks = static_cast<std::uint8_t>(c == '?' ? uncertain_mark : c == '~' ? approximate_mark : c == '%' ? uncertain_mark | approximate_mark : 0);
      if (e.marks) s.remove_suffix(1);
    }
    if (!s.empty() && (s[0] == '-' || s[0] == 'Y') && s.size() > 4 && s.find_first_not_of("0123456789-", 1) == s.npos) return Read::years;
    if (s.size() == 5 && s.find_first_not_of("0123456789") == s.npos) return Read::years;
    if (s.size() != 4 && s.size() != 7 && s.size() != 10) return Read::form;
    e.year_x = 0;
    int year = 0;
    for (const char c : s.substr(0, 4)) {
      if (c == 'X') ++e.year_x;
      else if (c < '0' || c > '9' || e.year_x) return Read::form;  // X only at the right
      year = year * 10 + (c == 'X' ? 0 : c - '0');
    }
    e.year = static_cast<std::int16_t>(year);
    if (year == 0 && e.year_x == 0) return Read::years;
    if (s.size() > 4) {
      if (e.year_x || s[4] != '-' || !two(s.substr(5, 2), e.month)) return Read::form;
      const bool season = e.month >= 21 && e.month <= 24;
      if (s.size() == 10) {
        if (s[7] != '-' || season || !two(s.substr(8, 2), e.day)) return Read::form;
        if (e.month == unspecified && e.day != unspecified) return Read::form;  // level 2
      }
      if (e.month == 0 || (e.month > 12 && !season && e.month != unspecified)) return Read::range;
      if (s.size() == 10 && e.day != unspecified &&
          !std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{e.month}, std::chrono::day{e.day}}.ok())
        return Read::range;
    }
    out = e;
    return Read::ok;
  }
  static constexpr bool two(std::string_view s, std::uint8_t& out) {
    if (s == "XX") { out = unspecified; return true; }
    const int v = detail::digits(s);
    out = static_cast<std::uint8_t>(v < 0 ? 0 : v);
    return v >= 0;
  }

  static constexpr Read read(std::string_view s, PartialDate& out) {
    PartialDate d;
    const auto slash = s.find('/');
    if (slash == s.npos) {
      if (const Read r = read_end(s, d.from_); r != Read::ok) return r;
    } else {
      d.interval_ = true;
      const auto end = [](std::string_view t, End& e) {
        if (!t.empty() && t != "..") return read_end(t, e);
        e = End{t.empty() ? Form::unknown : Form::open, 0, 0, 0, 0, 0};
        return Read::ok;
      };
      if (const Read r = end(s.substr(0, slash), d.from_); r != Read::ok) return r;
      if (const Read r = end(s.substr(slash + 1), d.to_); r != Read::ok) return r;
      if (d.from_.form != Form::date && d.to_.form != Form::date) return Read::form;
      if (d.latest() < d.earliest()) return Read::order;
    }
    out = d;
    return Read::ok;
  }

  static void write(std::string& s, const End& e) {
    if (e.form == Form::open) s += "..";
    if (e.form != Form::date) return;
    const auto start = s.size();
    detail::put_digits(s, e.year, 4);
    for (unsigned i = 0; i < e.year_x; ++i) s[start + 3 - i] = 'X';
    for (const std::uint8_t part : {e.month, e.day}) {
      if (part == 0) break;
      s += '-';
      if (part == unspecified) s += "XX"; else detail::put_digits(s, part, 2);
    }
    if (e.marks) s += e.marks == uncertain_mark ? '?' : e.marks == approximate_mark ? '~' : '%';
  }

  End from_{}, to_{};
  bool interval_ = false;
};

/// A partial date in source code: `partial_date("1985-04")`; a text that is none does not compile.
consteval PartialDate partial_date(std::string_view text) {
  PartialDate d;
  if (!parse_into(text, d)) throw "no such date";  // reached only while compiling, where it is an error
  return d;
}

/// Whether it is 1 January of a year: where the day was not known, clerks write that day ("heaping"). It may still be true.
constexpr bool is_january_first(const PartialDate& d) noexcept { return d.month() == 1U && d.day() == 1U; }

/// Whether it is a day that forms and spreadsheets put where there is none: 1900-01-01, its neighbours 1899-12-30 and -31 (a
/// spreadsheet's day 0), 0001-01-01 and 9999-12-31. 1970-01-01 is not among them: people were born on it (see is_january_first).
constexpr bool looks_like_placeholder(const PartialDate& d) noexcept {
  if (d.precision() != Precision::day) return false;
  const auto t = d.earliest();
  for (const Date p : {date("1900-01-01"), date("1899-12-30"), date("1899-12-31"), date("0001-01-01"), date("9999-12-31")})
    if (t == p.sys_days()) return true;
  return false;
}

}  // namespace safar::inline v0
