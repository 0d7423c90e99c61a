/// \file
/// One date, one length: the spellings of English and French project sheets.
#include "exchange/sheet_dates.hpp"

#include <algorithm>
#include <array>

#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;

int number(const Tokens& t, std::size_t i) {
  if (i >= t.size() || t[i].sort != Sort::number || t[i].key.size() > 4) return -1;
  return std::stoi(t[i].key);
}
bool is_year(const Tokens& t, std::size_t i) {
  const int n = number(t, i);
  return n >= 1900 && n <= 2100 && t[i].key.size() == 4;
}
bool sign(const Tokens& t, std::size_t i, View k) { return i < t.size() && t[i].sort == Sort::sign && t[i].is(k); }
bool tight(const Tokens& t, std::size_t i) { return i < t.size() && !t[i].gap; }

std::string two(unsigned n) { return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)}; }

bool set(FoundDate& d, const Tokens& t, std::size_t last, int year, unsigned month, unsigned day) {
  std::string s = std::to_string(year);
  if (month) s += '-' + two(month);
  if (day) s += '-' + two(day);
  if (!parse_into(s, d.date)) return false;
  d.last = last;
  d.month = month;
  d.day = day;
  d.where = {t[d.first].from, t[last - 1].to};
  return true;
}

int century(int year) { return year < 70 ? 2000 + year : 1900 + year; }

/// "1 May 2009", "1er janvier 2013", "May 2009", "March 5th, 2012", "Jan-12".
bool with_name(FoundDate& d, const Tokens& t, std::size_t i) {
  unsigned day = 0;
  std::size_t k = i;
  if (const int n = number(t, k); n >= 1 && n <= 31 && t[k].key.size() <= 2) {
    day = static_cast<unsigned>(n);
    ++k;
    if (k < t.size() && t[k].sort == Sort::word && tight(t, k) && one_of(t[k].key, "st|nd|rd|th|er|re|e|eme|o|a")) ++k;
    if (sign(t, k, ".") || sign(t, k, "-") || sign(t, k, "/")) ++k;
    if (k < t.size() && one_of(t[k].key, "of|de|d")) ++k;
  }
  const unsigned month = k < t.size() && t[k].sort == Sort::word ? month_of(t[k].key) : 0;
  if (month == 0 || (day == 0 && !t[k].capital && one_of(t[k].key, "may|mar|mars|march|dec|set") && !is_year(t, k + 1))) return false;
  const std::size_t name = k++;
  if (sign(t, k, ".") && tight(t, k)) ++k;
  std::size_t stop = k;
  if (day == 0)  // March 5, 2012
    if (const int n = number(t, k); n >= 1 && n <= 31 && t[k].key.size() <= 2 && t[k].gap) {
      std::size_t j = k + 1;
      if (j < t.size() && t[j].sort == Sort::word && tight(t, j) && one_of(t[j].key, "st|nd|rd|th")) ++j;
      const std::size_t after_day = j;
      if (sign(t, j, ",")) ++j;
      const bool end_of_range = after_day < t.size() && (sign(t, after_day, "-") || one_of(t[after_day].key, "to|until|au"));
      if (is_year(t, j)) return set(d, t, j + 1, number(t, j), month, static_cast<unsigned>(n));
      if (end_of_range || after_day == t.size()) { day = static_cast<unsigned>(n); k = stop = after_day; }
    }
  if (sign(t, k, ",") || (k < t.size() && one_of(t[k].key, "of|de|del"))) ++k;
  const bool dash = (sign(t, k, "-") || sign(t, k, "/")) && tight(t, k) && tight(t, k + 1);
  if (dash) ++k;
  if (is_year(t, k) && (!dash || number(t, k) > 0)) return set(d, t, k + 1, number(t, k), month, day);
  const bool apostrophe = sign(t, k, "'");
  if (const int n = number(t, k + (apostrophe ? 1U : 0U)); n >= 0 && (apostrophe || (dash && day == 0)) && t[k + (apostrophe ? 1U : 0U)].key.size() == 2) {
    d.guess = "The year has two digits.";
    return set(d, t, k + (apostrophe ? 2U : 1U), century(n), month, day);
  }
  if (stop <= name) stop = name + 1;
  d.no_year = true;
  return set(d, t, stop, 2000, month, day);  // the year comes from the other end
}

/// "2012-03-01", "01/03/2012", "01.03.12", "03/2012", "2012".
bool with_digits(FoundDate& d, const Tokens& t, std::size_t i, bool month_first) {
  const int a = number(t, i);
  if (a < 0) return false;
  const auto joint = [&](std::size_t k) { return k < t.size() && tight(t, k) && t[k].sort == Sort::sign && (t[k].is("/") || t[k].is(".") || t[k].is("-")) && tight(t, k + 1) && number(t, k + 1) >= 0; };
  if (is_year(t, i)) {
    if (joint(i + 1) && t[i + 2].key.size() <= 2) {
      const int b = number(t, i + 2);
      if (joint(i + 3) && t[i + 3].key == t[i + 1].key && t[i + 4].key.size() <= 2 && b >= 1 && b <= 12 && set(d, t, i + 5, a, static_cast<unsigned>(b), static_cast<unsigned>(number(t, i + 4)))) return true;
      if (t[i + 2].key.size() == 2 && !t[i + 1].is(".") && b > a % 100) { d.short_year = true; return set(d, t, i + 1, a, 0, 0); }
      if (t[i + 2].key.size() == 2 && b >= 1 && b <= 12 && !t[i + 1].is(".")) return set(d, t, i + 3, a, static_cast<unsigned>(b), 0);
    }
    return set(d, t, i + 1, a, 0, 0);
  }
  if (t[i].key.size() > 2 || !joint(i + 1)) return false;
  const int b = number(t, i + 2);
  if (is_year(t, i + 2)) return a >= 1 && a <= 12 && set(d, t, i + 3, b, static_cast<unsigned>(a), 0);
  if (!joint(i + 3) || t[i + 3].key != t[i + 1].key || t[i + 2].key.size() > 2) return false;
  int year = number(t, i + 4);
  if (t[i + 4].key.size() == 2) { year = century(year); d.guess = "The year has two digits."; }
  else if (!is_year(t, i + 4)) return false;
  const bool swap = month_first ? a <= 12 : b > 12;
  const int day = swap ? b : a, month = swap ? a : b;
  if (month < 1 || month > 12 || day < 1) return false;
  if (a <= 12 && b <= 12 && a != b && !t[i + 1].is(".")) d.guess = std::string("Day and month could be the other way round; read as ") + (month_first ? "month first." : "day first.");
  return set(d, t, i + 5, year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

}  // namespace

std::optional<FoundDate> date_at(const Tokens& t, std::size_t i, bool month_first) {
  FoundDate d;
  d.first = i;
  if (i >= t.size()) return std::nullopt;
  if (t[i].sort == Sort::word) {
    const std::string& k = t[i].key;
    const auto until = [&](std::size_t last) { d.open = true; d.last = last; d.where = {t[i].from, t[last - 1].to}; return d; };
    if (one_of(k, "ongoing|present|today|now")) return until(i + 1);
    if (k == "current" && i + 1 == t.size()) return until(i + 1);
    if (k == "to" && i + 1 < t.size() && t[i + 1].is("date")) return until(i + 2);
    if (k == "en" && i + 1 < t.size() && t[i + 1].is("cours")) return until(i + 2);
    if (k == "a" && i + 2 < t.size() && t[i + 1].is("ce") && t[i + 2].is("jour")) return until(i + 3);
    if (k == "aujourd" && i + 2 < t.size()) return until(i + 3);
    if (k == "q" || k == "t") {  // Q1 2012
      const int n = number(t, i + 1);
      if (n >= 1 && n <= 4 && tight(t, i + 1) && is_year(t, i + 2)) {
        const unsigned m = static_cast<unsigned>(n) * 3;
        if (parse_into(t[i + 2].key + '-' + two(m - 2) + '/' + t[i + 2].key + '-' + two(m), d.date)) {
          d.last = i + 3;
          d.where = {t[i].from, t[i + 2].to};
          return d;
        }
      }
    }
    if (const unsigned season = one_of(k, "spring|printemps") ? 21 : one_of(k, "summer|ete") ? 22 : one_of(k, "autumn|fall|automne") ? 23 : one_of(k, "winter|hiver") ? 24 : 0)
      if (is_year(t, i + 1) && parse_into(t[i + 1].key + '-' + two(season), d.date)) {
        d.last = i + 2;
        d.where = {t[i].from, t[i + 1].to};
        return d;
      }
    if (one_of(k, "mid|early|late|circa|approximately|about|around|mi|debut|fin|end|beginning|courant|environ|vers")) {
      std::size_t j = i + 1;
      while (j < t.size() && j < i + 3 && (t[j].is("-") || t[j].is("of") || t[j].is("de") || t[j].is("."))) ++j;
      auto inner = is_year(t, j) || (j < t.size() && t[j].sort == Sort::word && month_of(t[j].key)) ? date_at(t, j, month_first) : std::nullopt;
      if (!inner || inner->open || inner->no_year || inner->day) return std::nullopt;
      const bool exact_end = inner->month && one_of(k, "end|fin");  // the end of a month is no guess
      if (!exact_end) {
        PartialDate about;
        if (parse_into(to_string(inner->date) + '~', about)) inner->date = about;
        inner->guess = "The text gives this date only roughly.";
      }
      inner->first = i;
      inner->where.from = t[i].from;
      return inner;
    }
  }
  if (with_name(d, t, i)) return d;
  d = FoundDate{};
  d.first = i;
  if (with_digits(d, t, i, month_first)) return d;
  return std::nullopt;
}

std::optional<FoundLength> length_at(const Tokens& t, std::size_t i) {
  if (i >= t.size()) return std::nullopt;
  FoundLength l;
  l.first = i;
  std::int64_t halves = 0;  // twice the number
  std::size_t k = i;
  if (const int n = number(t, k); n >= 0 && n <= 600) {
    halves = 2 * n;
    ++k;
    if ((sign(t, k, ".") || sign(t, k, ",")) && tight(t, k) && tight(t, k + 1) && number(t, k + 1) == 5) { ++halves; k += 2; }
    else if (sign(t, k, "\xC2\xBD")) { ++halves; ++k; }
  } else if (const int w = number_word(t[k].key); t[k].sort == Sort::word && w > 0) {
    halves = 2 * w;
    ++k;
    if (sign(t, k, "-") && k + 1 < t.size()) if (const int u = number_word(t[k + 1].key); u > 0 && w >= 20 && u < 10) { halves += 2 * u; k += 2; }  // thirty-six
  } else {
    return std::nullopt;
  }
  for (const View half : {"and a half", "et demi", "et demie"}) {
    std::size_t j = k, p = 0;
    while (p < half.size() && j < t.size()) {
      const auto stop = std::min(half.find(' ', p), half.size());
      if (!t[j].is(half.substr(p, stop - p))) break;
      p = stop + 1;
      ++j;
    }
    if (p >= half.size()) { ++halves; k = j; break; }
  }
  if (sign(t, k, "(")) {  // twelve (12) months
    if (number(t, k + 1) >= 0 && sign(t, k + 2, ")")) k += 3;
  }
  if (sign(t, k, "-")) ++k;
  while (k < t.size() && k < i + 8 && one_of(t[k].key, "calendar|full|additional|further|supplementaires|more|extra")) ++k;
  if (k >= t.size() || t[k].sort != Sort::word) return std::nullopt;
  const std::string& unit = t[k].key;
  if (one_of(unit, "month|months|mois|meses|mes|monate|mo|mths|mesi")) { l.months = halves / 2; l.exact = halves % 2 == 0; }
  else if (one_of(unit, "year|years|an|ans|annee|annees|yr|yrs|anos|jahre|anni")) l.months = halves * 6;
  else if (one_of(unit, "week|weeks|semaine|semaines")) { l.months = (halves * 12 + 52) / 104; l.exact = false; }
  else return std::nullopt;
  if (l.months <= 0 || l.months > 1200) return std::nullopt;
  l.last = k + 1;
  return l;
}

std::optional<PartialDate> plus_months(const PartialDate& date, std::int64_t months) {
  const auto y = date.year();
  if (!y || date.approximate()) return std::nullopt;
  if (!date.month()) {
    PartialDate out;
    if (months % 12 || !parse_into(std::to_string(*y + months / 12), out)) return std::nullopt;
    return out;
  }
  const std::int64_t n = std::int64_t{*y} * 12 + *date.month() - 1 + months;
  if (n < 12 || n >= 9999 * 12) return std::nullopt;
  const std::chrono::year year{static_cast<int>(n / 12)};
  const std::chrono::month month{static_cast<unsigned>(n % 12) + 1};
  PartialDate out;
  std::string s = std::to_string(static_cast<int>(year));
  s.insert(0, 4 - std::min<std::size_t>(4, s.size()), '0');
  s += '-' + two(static_cast<unsigned>(month));
  if (date.day()) {
    const auto last = [](std::chrono::year a, std::chrono::month b) { return static_cast<unsigned>(std::chrono::year_month_day_last{a, std::chrono::month_day_last{b}}.day()); };
    const unsigned was_last = last(std::chrono::year{*y}, std::chrono::month{*date.month()}), is_last = last(year, month);
    s += '-' + two(*date.day() == was_last ? is_last : std::min(*date.day(), is_last));
  }
  if (!parse_into(s, out)) return std::nullopt;
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
