#pragma once
/// \file
/// read_csv from any stream that can be read twice: memory in tests and fuzzing, files in read_csv itself.
#include <istream>

#include <safar/exchange/csv.hpp>

namespace safar::inline v0::exchange {

/// As read_csv. `in` stands at its beginning and can seek; `total` is for progress.
Result<CsvStats> read_csv_stream(std::istream& in, std::uint64_t total, const TypeInfo& type, const CsvMapping& mapping,
                                 const std::function<bool(CsvFact&)>& fact, const std::function<bool(const RowIssue&)>& issue,
                                 const std::function<bool(std::uint64_t, std::uint64_t)>& progress, CsvLimits limits);

}  // namespace safar::inline v0::exchange
