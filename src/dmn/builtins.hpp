#pragma once
/// \file
/// The functions of FEEL that are supported.
#include <cstdint>
#include <string_view>
#include <vector>

#include <safar/dmn/feel.hpp>

#include "logic.hpp"

namespace safar::inline v0::feel {

enum class Builtin : std::uint8_t {
  count, min, max, sum, contains, starts_with, ends_with, upper_case, lower_case, string_length, list_contains, abs, floor, ceiling,
  not_, known, reason, is_defined, date, date_of,
};

/// One way to call a function.
struct Signature {
  std::string_view name{};           ///< words with one space between
  Builtin function{};
  std::size_t least = 1, most = 1;   ///< arguments; most = 0: as many as there are
  std::string_view parameters[3]{};  ///< for named arguments
};

/// All signatures; of those with one name the one with more parameters comes later.
const std::vector<Signature>& signatures();

/// The value of the function. Arguments that are missing at the end are plain null.
Value call(Builtin function, const std::vector<Value>& arguments, Meter& meter);

/// The value of a member that dates have: year, month, day, weekday (1 Monday to 7); unknown where the interval leaves it open.
Value date_property(const Value& date, std::string_view name, Meter& meter);

}  // namespace safar::inline v0::feel
