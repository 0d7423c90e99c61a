#pragma once
/// \file
/// Dates, periods and extensions as project sheets write them.
#include <optional>

#include <safar/exchange/project_sheet.hpp>

#include "exchange/sheet_text.hpp"

namespace safar::inline v0::exchange::sheet {

struct FoundDate {
  std::size_t first = 0, last = 0;   ///< tokens, half open
  Span where{};
  PartialDate date{};
  bool open = false;                 ///< to date, ongoing
  bool no_year = false;
  bool short_year = false;           ///< 2010-12: a month, or the years 2010 to 2012
  unsigned month = 0, day = 0;
  std::string guess{};
};
/// The date that begins at a token, the longest one.
std::optional<FoundDate> date_at(const std::vector<Token>& t, std::size_t i, bool month_first);

struct FoundLength { std::size_t first = 0, last = 0; std::int64_t months = 0; bool exact = true; };
/// "36 months", "two years", "18 mois", "2.5 ans", "three-month".
std::optional<FoundLength> length_at(const std::vector<Token>& t, std::size_t i);

/// `months` later (or earlier) by the calendar; the last day of a month stays a last day.
std::optional<PartialDate> plus_months(const PartialDate& date, std::int64_t months);

/// An end from a start and a length, where no end is said.
void complete(SheetDuration& duration);

/// Reads a period into `out` and takes its words. False: there is no date and no length in it.
/// `only`: 0 a whole period, 1 a start, 2 an end, 3 an extension alone.
bool read_duration(Source& source, Span where, bool month_first, int only, SheetDuration& out);

/// Whether the range says nothing but a period.
bool is_period(const Source& source, Span where, bool month_first);

}  // namespace safar::inline v0::exchange::sheet
