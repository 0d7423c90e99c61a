#pragma once
/// \file
/// What a mapping says, read and checked.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/encoding.hpp"
#include "exchange/path.hpp"

#include <safar/base/known.hpp>
#include <safar/exchange/csv.hpp>

namespace safar::inline v0::exchange {

enum class DateOrder : std::uint8_t { not_said, dmy, mdy, ymd };

struct CsvMapping {
  struct Column { std::string header{}, key{}; Path path{}; };
  struct Constant { Path path{}; std::string json{}; };

  const TypeInfo* type = nullptr;
  bool by_header = false;                     ///< columns are found with path_of_header()
  std::string rows_are{}, group_by{};         ///< group_by: a header, "" for none
  std::vector<Column> columns{};
  std::map<std::string, std::map<std::string, std::string>> values{};  ///< pointer -> folded as written -> as meant
  std::map<std::string, std::optional<Absence>> absent{};              ///< folded; nullopt: no absence here, take the cell as it is
  DateOrder date_order = DateOrder::not_said;
  std::set<std::string> ignore{}, required{};  ///< keys of headers
  std::vector<Constant> constants{};
  std::optional<Encoding> encoding{};
  char separator = 0;                         ///< 0: by the header
  bool quote_cells = false;
  CsvNames names{};
};

/// What a cell is taken for where neither the mapping nor a code list says something: "?", "inconnu", "n/a", "refused", ...
std::optional<Absence> usual_absence(std::string_view folded);

}  // namespace safar::inline v0::exchange
