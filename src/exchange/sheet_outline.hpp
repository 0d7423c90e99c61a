#pragma once
/// \file
/// Which labels belong to one sheet, where its title stands, and how far each value goes.
#include "exchange/sheet_labels.hpp"

namespace safar::inline v0::exchange::sheet {

/// Labels [first, last) are one sheet.
struct Part {
  std::size_t first = 0, last = 0;
  Span title{};                 ///< a heading above the first label; empty: none
  const char* title_guess = "";
  std::size_t from = 0, to = 0; ///< bytes of the sheet
};

struct Outline {
  std::vector<Line> lines{};
  std::vector<Label> labels{};
  std::vector<Part> parts{};
  /// Where the value of a label ends; what comes up to the next label has no label.
  std::vector<std::size_t> value_ends{};
};

inline constexpr std::size_t longest_title = 300;
std::vector<Label> find_labels(const Source& source, const std::vector<Line>& lines, bool month_first);
Outline outline(const Source& source, bool month_first);

/// A short line that is a period and nothing else.
bool is_dates_line(const Source& source, const Line& line, bool month_first);
/// Goes on with the line before.
bool lower_start(View line);

/// A line that is a product: it ends with codes of languages.
bool is_output_line(const Source& source, const Line& line);

}  // namespace safar::inline v0::exchange::sheet
