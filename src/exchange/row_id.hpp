#pragma once
/// \file
/// What tells the rows of a file apart: keyed hashes of what they say, so that whoever holds them and guesses a row learns nothing.
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <safar/exchange/csv.hpp>

namespace safar::inline v0::exchange {

/// Ids of the facts of one file, under one key.
class RowIds {
 public:
  explicit RowIds(const CsvKey& key) : key_(key) {}
  RowIds(const RowIds&) = delete;
  RowIds& operator=(const RowIds&) = delete;
  ~RowIds();
  /// Fills in `digest` and `own`. How many equal facts came before it: of every fact of the file, 8 to 16 bytes each.
  std::int64_t give(CsvFact& fact, std::string_view group);

 private:
  std::int64_t seen(std::uint64_t head);
  void grow();

  CsvKey key_;
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1024);  ///< open addressing; 0: free
  std::size_t used_ = 0;
  std::unordered_map<std::uint64_t, std::int64_t> again_{};             ///< of those that came more than once
};

}  // namespace safar::inline v0::exchange
