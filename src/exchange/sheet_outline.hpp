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

Outline outline(const Source& source, bool month_first);

/// A line that is a product: it ends with codes of languages.
bool is_output_line(const Source& source, const Line& line);

}  // namespace safar::inline v0::exchange::sheet
