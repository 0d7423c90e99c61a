#pragma once
/// \file
/// The cells of an array that nobody vouches for: how a column lies in memory, and values out of it. Internal to ArrowRows.
#include <cstdint>
#include <memory>
#include <string_view>

#include <safar/base/result.hpp>
#include <safar/c/arrow.h>

namespace safar::inline v0::arrow {

/// How a column lies in memory.
enum class Lies : std::uint8_t { null, boolean, i8, u8, i16, u16, i32, u32, i64, u64, utf8, large_utf8, utf8_view, binary, large_binary, binary_view, date32, date64, timestamp, bytes16, list, large_list, fixed_list, record };

struct Layout {
  Lies is{};
  std::int64_t per_second = 1;               ///< timestamp: units in a second
  bool zoned = false, utc = false;           ///< timestamp
  std::int64_t elements = 0;                 ///< fixed_list
  std::int64_t children = 0;
  std::unique_ptr<Layout> values{};          ///< of a dictionary, of which this is the index
};

/// unsupported: another format; too_deep: dictionaries of dictionaries; corrupt: no format.
Result<Layout> layout(const ArrowSchema& schema);

/// A place in an array, known to be in its bounds.
struct Cell {
  const Layout* lies = nullptr;
  const ArrowArray* in = nullptr;
  std::int64_t at = 0;                       ///< counted from the beginning of the buffers
};

/// Why an array is not of its schema's form; nullptr: nothing found.
using Fault = const char*;

/// The cell `i` (from 0, within the array's length), through dictionaries. `null`: it has no value; `out` is then no cell.
Fault find(const Layout& lies, const ArrowArray* array, std::int64_t i, Cell& out, bool& null);

/// Of a utf8 or binary, large or as views too. Not known to be UTF-8.
Fault text(const Cell& cell, std::string_view& out);
/// Of a bytes16.
Fault bytes16(const Cell& cell, std::string_view& out);
/// Of a number, date or timestamp; 1 or 0 of a boolean. `too_large`: an unsigned one over 2^63 - 1.
Fault number(const Cell& cell, std::int64_t& out, bool& too_large);
/// Of a list: its first element and their number, in the one child.
Fault list(const Cell& cell, std::int64_t& first, std::int64_t& count);
/// The child of a record or list.
const ArrowArray* child(const Cell& cell, std::size_t i);

}  // namespace safar::inline v0::arrow
