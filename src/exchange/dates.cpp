#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include <safar/base/partial_date.hpp>

#include "exchange/cells.hpp"
#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

constexpr std::string_view good_form = "Write it as 1990-04-03, or 1990-04 or 1990 if no more is known.";

int number(std::string_view s) {
  int v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

std::string two(int v) { return {static_cast<char>('0' + v / 10), static_cast<char>('0' + v % 10)}; }

CellValue no_such_day() { return wrong("not_a_date", "there is no such day", "Correct the day, month or year at the source."); }

/// Of a text that parses; placeholders are told apart here.
CellValue taken(const std::string& edtf) {
  PartialDate d;
  if (!parse_into(edtf, d)) return no_such_day();
  CellValue out;
  out.json = edtf;
  if (looks_like_placeholder(d)) {
    out.warning = true;
    out.code = "placeholder_date";
    out.message = "a day that forms put where none is known; taken as a placeholder, not as a date";
    out.remedy = "Leave the cell blank if the date is not known.";
  }
  return out;
}

CellValue from_parts(std::string_view year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return no_such_day();
  return taken(std::string(year) + "-" + two(month) + "-" + two(day));
}

CellValue day_month(std::string_view a, std::string_view b, std::string_view year, DateOrder order) {
  const int x = number(a), y = number(b);
  if (order == DateOrder::dmy || order == DateOrder::mdy) {
    const bool dmy = order == DateOrder::dmy;
    const int month = dmy ? y : x, day = dmy ? x : y;
    if (month > 12 && day <= 12)
      return wrong("not_a_date", "the day and month are not in the order that the mapping states",
                   std::string("Correct the row, or \"date_order\" in the mapping, which is \"") + (dmy ? "dmy" : "mdy") + "\".");
    return from_parts(year, month, day);
  }
  if (x == y || (x > 12 && y <= 12)) return from_parts(year, y, x);
  if (y > 12 && x <= 12) return from_parts(year, x, y);
  if (x > 12) return no_such_day();
  return wrong("ambiguous_date", "which number is the day and which the month cannot be told",
               "Set \"date_order\":\"dmy\" (or \"mdy\") in the mapping.");
}

}  // namespace

CellValue read_date(std::string_view text, DateOrder order) {
  // A spreadsheet adds midnight to a day.
  if (const auto at = text.find_first_of(" T"); at != text.npos && at >= 6) {
    const auto time = text.substr(at + 1);
    bool midnight = time.size() >= 4 && time.find(':') != time.npos;
    for (const char c : time) midnight &= c == '0' || c == ':' || c == '.' || c == 'Z';
    if (midnight) text = text.substr(0, at);
  }
  std::array<std::string_view, 3> part{};
  std::size_t parts = 0, begin = 0;
  char between = 0;
  bool plain = !text.empty(), mixed = false;
  for (std::size_t i = 0; plain && i <= text.size(); ++i) {
    if (i < text.size() && is_digit(text[i])) continue;
    const bool end = i == text.size();
    if (i == begin || parts == 3 || (!end && text[i] != '/' && text[i] != '.' && text[i] != '-')) { plain = false; break; }
    part[parts++] = text.substr(begin, i - begin);
    begin = i + 1;
    if (!end) mixed |= between != 0 && between != text[i], between = text[i];
  }
  if (plain && !mixed) {
    const auto sizes = [&](std::size_t a, std::size_t b, std::size_t c) {
      return part[0].size() <= a && part[1].size() <= b && part[2].size() <= c;
    };
    if (parts == 1) {
      if (part[0].size() == 4) return taken(std::string(part[0]));
      if (part[0].size() == 5)
        return wrong("excel_serial", "this is a spreadsheet's number of a day, not a date",
                     "Format the column as text or as yyyy-mm-dd before saving it as CSV.");
      return wrong("not_a_date", "this number is not a date", std::string(good_form));
    }
    if (parts == 2 && between == '.' && part[0].size() == 5)
      return wrong("excel_serial", "this is a spreadsheet's number of a day and time, not a date",
                   "Format the column as text or as yyyy-mm-dd before saving it as CSV.");
    if (parts == 2 && part[0].size() <= 2 && part[1].size() == 4) {
      const int month = number(part[0]);
      return month >= 1 && month <= 12 ? taken(std::string(part[1]) + "-" + two(month)) : no_such_day();
    }
    if (parts == 2 && part[0].size() == 4 && part[1].size() <= 2 && (between != '-' || part[1].size() == 1)) {
      const int month = number(part[1]);
      return month >= 1 && month <= 12 ? taken(std::string(part[0]) + "-" + two(month)) : no_such_day();
    }
    if (parts == 3 && part[0].size() == 4 && sizes(4, 2, 2)) return from_parts(part[0], number(part[1]), number(part[2]));
    if (parts == 3 && part[2].size() == 4 && sizes(2, 2, 4)) return day_month(part[0], part[1], part[2], order);
    if (parts > 1 && sizes(2, 2, 2))
      return wrong("two_digit_year", "the year is missing or has two digits only", "Write the year with four digits: 1990, not 90.");
  }
  // "about 1990", as desks write it.
  for (const std::string_view about : {"vers ", "environ ", "env. ", "ca. ", "circa ", "about ", "approx. ", "~"})
    if (const auto year = text.size() == about.size() + 4 ? text.substr(about.size()) : std::string_view();
        !year.empty() && std::all_of(year.begin(), year.end(), is_digit) &&
        std::equal(about.begin(), about.end(), text.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b); }))
      return taken(std::string(year) + "~");
  PartialDate d;
  if (parse_into(text, d)) return taken(std::string(text));  // the other forms of EDTF: 199X, 1994~, 1980/1984
  return wrong("not_a_date", "this is not a date in a form that is read", std::string(good_form));
}

}  // namespace safar::inline v0::exchange
