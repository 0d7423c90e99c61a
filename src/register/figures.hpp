#pragma once
// What a reader of figures may ask, and which cells of an answer are too small to be told.
#include <cstdint>
#include <span>
#include <vector>

#include "register/query.hpp"

namespace safar::inline v0 {

/// Columns that such a reader may group by at once: more of them and each row is one person.
inline constexpr std::size_t most_figure_groups = 4;

/// Fails with not_permitted where the question asks for rows, ids or moments and its reader reads figures only (workflow/access.hpp).
Result<> may_ask(const Reader& r, const Query& q);

/// How a cell of counts is told.
enum class Cell : std::uint8_t {
  told,
  small,   ///< fewer than the register's min_cell
  beside,  ///< not small, and withheld so that a small one cannot be worked out from a total
};
struct CellCounts {
  std::vector<std::uint32_t> key{};  ///< number of the value of each column that is grouped by
  std::int64_t cases = 0, persons = 0;
};
/// In the order of `cells`. In each line (cells that differ in one column only) what is withheld is either nothing, all, or at least two
/// cells that come to `least` together. `zero`: one cell of nobody is small too. O(cells log cells) a round; few rounds.
std::vector<Cell> told_cells(std::span<const CellCounts> cells, std::int64_t least, bool zero);

}  // namespace safar::inline v0
