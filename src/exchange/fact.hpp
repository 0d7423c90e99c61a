#pragma once
/// \file
/// A fact as it grows cell by cell.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <safar/base/json.hpp>

#include "exchange/path.hpp"

namespace safar::inline v0::exchange {

/// Of the text of one fact.
inline constexpr JsonLimits fact_limits{32u << 20, 64, 32u << 20};

/// A JSON tree that is filled by paths. List elements that stay empty do not come out; the rest keep their order, places first.
class Fact {
 public:
  enum class Put : std::uint8_t { done, differs, two_alternatives };
  /// Puts a JSON literal; `row` tells the elements of `-` apart. `differs`: another value is there already, which stays.
  Put put(const Path& path, std::int64_t row, const std::string& json);
  /// As put, but makes no list element, changes nothing that is there, and takes no side between alternatives.
  void put_constant(const Path& path, std::int64_t row, const std::string& json);
  [[nodiscard]] bool empty() const { return root_.nothing(); }
  [[nodiscard]] std::string json() const;
  void clear() { root_ = {}; }

 private:
  struct Node {
    std::string literal{};
    std::map<std::string, Node> members{};
    std::map<std::int64_t, Node> elements{};
    [[nodiscard]] bool nothing() const;
    [[nodiscard]] bool has_other(const std::string& alternative) const;
  };
  static void write(const Node& node, std::string& out);
  Node root_{};
};

}  // namespace safar::inline v0::exchange
