#pragma once
/// \file
/// Where in a fact a cell goes: an RFC 6901 pointer, checked against the type.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>

namespace safar::inline v0::exchange {

/// Largest place of a list that a pointer may name (`/persons/999/...`).
inline constexpr std::int64_t most_elements = 1000;

struct Step {
  enum class Is : std::uint8_t { member, alternative, row_element, index };  ///< member: of a record; alternative: of a choice
  Is is = Is::member;
  std::string name{};
  std::int64_t index = 0;
};

/// Points into the TypeInfo that it was made from, which must outlive it.
struct Path {
  std::string pointer{};
  std::vector<Step> steps{};
  const TypeInfo* leaf = nullptr;   ///< never Kind::known
  const TypeInfo* whole = nullptr;  ///< the leaf, or the Known around it

  [[nodiscard]] bool may_be_absent() const { return whole->kind == Kind::known; }
  /// A record, list or choice: its cell holds JSON.
  [[nodiscard]] bool is_json() const { return leaf->kind == Kind::record || leaf->kind == Kind::list || leaf->kind == Kind::choice; }
  [[nodiscard]] bool has_row_element() const;
};

/// nullopt where the type has no such place; `-` is the element that belongs to the row.
std::optional<Path> find_path(const TypeInfo& type, std::string_view pointer);

/// A header as default_mapping() reads it: `persons.0.given_name`, `persons.given_name`, `/persons/-/given_name`, or `given_name` where
/// one member of that name lies less deep than every other one.
std::optional<Path> path_of_header(const TypeInfo& type, std::string_view header);

/// Every place of a value, with `-` for lists; a type inside itself is left out. `doc` is the field's.
struct Place { std::string pointer{}; const TypeInfo* whole = nullptr; std::string_view doc{}; };
std::vector<Place> places(const TypeInfo& type);

}  // namespace safar::inline v0::exchange
