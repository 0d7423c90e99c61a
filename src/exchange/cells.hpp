#pragma once
/// \file
/// One cell as the member of a fact: a value, a stated absence, or what is wrong with it.
#include <string>
#include <string_view>

#include "exchange/mapping.hpp"

namespace safar::inline v0::exchange {

/// `json` "" and no code: nothing is known. `code` set: an error, or a warning where `warning`.
struct CellValue {
  std::string json{};
  std::string code{}, message{}, remedy{};
  bool warning = false;
  [[nodiscard]] bool failed() const { return !code.empty() && !warning; }
};

/// Reads a cell for `path`. Order: value map, absences of the mapping, code names, usual absences, then the type's own form. O(cell).
CellValue read_cell(const CsvMapping& mapping, const Path& path, std::string_view cell);

/// A date as offices write it, as EDTF text in `json` without quotes (`read_cell` adds them). Nothing is guessed: see csv.hpp.
CellValue read_date(std::string_view text, DateOrder order);

/// An error of a cell.
CellValue wrong(std::string code, std::string message, std::string remedy);

}  // namespace safar::inline v0::exchange
