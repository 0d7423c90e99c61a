#pragma once
/// \file
/// read_csv from any stream that can be read twice: memory in tests and fuzzing, files in read_csv itself.
#include <functional>
#include <istream>
#include <memory>
#include <optional>

#include <safar/exchange/csv.hpp>

#include "exchange/encoding.hpp"

namespace safar::inline v0::exchange {

/// As read_csv. `in` stands at its beginning and can seek; `total` is for progress.
Result<CsvStats> read_csv_stream(std::istream& in, std::uint64_t total, const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key,
                                 const std::function<bool(CsvFact&)>& fact, const std::function<bool(const RowIssue&)>& issue,
                                 const std::function<bool(std::uint64_t, std::uint64_t)>& progress, CsvLimits limits);

/// read_csv_stream record by record, for callers that are asked for rows. One thread; what is given by reference must outlive it.
class CsvRun {
 public:
  CsvRun(std::istream& in, std::uint64_t total, const TypeInfo& type, const CsvMapping& mapping, const CsvKey& key, std::function<bool(CsvFact&)> fact,
         std::function<bool(const RowIssue&)> issue, std::function<bool(std::uint64_t, std::uint64_t)> progress, CsvLimits limits);
  ~CsvRun();
  /// Reads the header. With `known` the file is not read twice, and `in` need only go back to `known->bom` from there.
  Result<> begin(std::optional<Survey> known = {});
  /// Takes one record, with the callbacks that follow from it; false after the last.
  Result<bool> step();
  [[nodiscard]] const CsvStats& stats() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace safar::inline v0::exchange
