#pragma once
/// \file
/// The header of a CSV file: its separator, and which column goes where.
#include <string>
#include <vector>

#include "exchange/mapping.hpp"
#include "exchange/records.hpp"

namespace safar::inline v0::exchange {

struct Header {
  struct Target { std::size_t column = 0; std::string name{}; Path path{}; };
  std::size_t columns = 0;
  std::vector<Target> targets{};              ///< by column
  std::vector<bool> unnamed{};                ///< by column: no name
  std::size_t group = static_cast<std::size_t>(-1);  ///< column of group_by
  std::vector<RowIssue> warnings{};
  std::int64_t line = 0;
};

/// Reads the header and leaves `reader` behind it, with the separator set: the one by which most columns are mapped, then the one
/// that gives most columns, then the first of , ; TAB |. A line `sep=;` before it (as Excel writes) says so itself.
/// Fails: ErrorCode::parse with reason "empty" or "no_header"; duplicate_member; missing_member for required columns; too_large.
Result<Header> read_header(RecordReader& reader, const TypeInfo& type, const CsvMapping& mapping, CsvLimits limits);

}  // namespace safar::inline v0::exchange
