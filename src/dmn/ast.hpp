#pragma once
/// \file
/// The tree of a compiled expression. Nodes are immutable and may be shared (a defined name stands for one tree at each use).
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <safar/dmn/feel.hpp>

#include "builtins.hpp"

namespace safar::inline v0::feel {

enum class Op : std::uint8_t {
  literal,      // value
  name,         // name
  path,         // kid . name
  negate,       // - kid
  add, subtract, multiply, divide, power,
  all, any,     // and, or of two or more kids; names: as they are written
  equal, not_equal, less, less_equal, greater, greater_equal,
  between,      // kid between kid and kid
  in,           // first kid in one of the others; `several` if they stood in parentheses
  test,         // within `in`: the relation `test` to kid
  range,        // [kid..kid]
  span,         // kid..kid of `for x in 1..3`
  list,         // kids
  context,      // names: kids
  filter,       // kid[kid]
  choose,       // if kid then kid else kid
  iterate, some, every,  // names in kids, the last kid is what is returned or satisfied
  call,         // function(kids)
  inlined,      // kid is the tree of a defined name
};

struct Ast;
using AstPtr = std::shared_ptr<const Ast>;

struct Ast {
  Op op = Op::literal;
  Op test = Op::equal;
  Builtin function = Builtin::count;
  bool low_closed = true, high_closed = true, several = false;
  std::uint32_t depth = 1, size = 1;
  Value value{};
  std::string name{};
  std::vector<std::string> names{};
  std::vector<AstPtr> kids{};
};

inline constexpr std::uint32_t most_levels = 200, most_nodes = 50'000;

using Defines = std::vector<std::pair<std::string, AstPtr>>;

/// Text to tree. The errors are those of Expression::compile.
Result<AstPtr> parse(std::string_view text, const Defines& defines);

/// What the tree reads from its context. Fails with too_large where the paths are more than 1,000.
Result<std::vector<Read>> reads_of(const Ast& root);

/// Never throws but for memory; any thread. `failure`: see Expression::evaluate.
Value evaluate(const Ast& root, const Value& context, Cause& failure);

}  // namespace safar::inline v0::feel
