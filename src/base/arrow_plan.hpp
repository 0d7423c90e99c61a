#pragma once
/// \file
/// The columns of one schema matched to one type: what ArrowRows::open makes and read walks. Internal.
#include <cstddef>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>

#include "base/arrow_cells.hpp"
#include "base/arrow_column.hpp"
#include "base/arrow_column.hpp"

namespace safar::inline v0 {

struct ArrowPlan {
  struct Part;
  const TypeInfo* stated = nullptr;              ///< with its Knowns
  const TypeInfo* type = nullptr;                ///< under them
  bool secret = false;                           ///< a field around it is on a sealed shelf: its value is never quoted
  arrow::Layout lies{};
  std::vector<Part> parts;                       ///< record: members with a column; choice: alternatives with one; list: the element
  std::vector<const FieldInfo*> unknown;         ///< record: Known members without one
};

struct ArrowPlan::Part {
  std::size_t column = 0;
  const FieldInfo* field = nullptr;              ///< of a record
  std::size_t alternative = 0;                   ///< of a choice
  bool has_absence = false;
  std::size_t absence_column = 0;
  arrow::Layout absence_lies{};
  ArrowPlan plan{};
};

namespace arrow {
inline bool is_text(Lies is) { return is == Lies::utf8 || is == Lies::large_utf8 || is == Lies::utf8_view; }
inline bool is_integer(Lies is) { return is >= Lies::i8 && is <= Lies::u64; }
}  // namespace arrow

}  // namespace safar::inline v0
