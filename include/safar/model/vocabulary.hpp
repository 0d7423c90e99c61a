#pragma once
/// \file
/// What a code list is made of: codes with labels in English, French and Arabic, and where the list comes from.
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include <safar/base/language.hpp>

namespace safar::inline v0 {

/// One code of a list. Codes are stored and never change; labels may.
struct Term {
  std::string_view code{}, en{}, fr{}, ar{};
  [[nodiscard]] constexpr std::string_view label(Language l) const noexcept { return l == Language::fr ? fr : l == Language::ar ? ar : en; }
};

/// A list of codes as fronts show it.
struct Vocabulary {
  std::string_view name{}, doc{}, source{};
  std::size_t size = 0;
  const Term& (*term)(std::size_t row) = nullptr;
  /// What else is said of a row: member n of it as (name, value); a name of "" is past the last. nullptr: nothing.
  std::pair<std::string_view, std::string_view> (*more)(std::size_t row, std::size_t n) = nullptr;
};

/// The names by value of a code whose list is a table of rows that begin with a `Term term`.
template <class Row, std::size_t N>
constexpr std::array<std::string_view, N> codes_of(const Row (&rows)[N]) {
  std::array<std::string_view, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = rows[i].term.code;
  return out;
}

/// The value of a long list's code by its name, checked by the compiler: `code<VulnerabilityFactor>("child_alone")`.
template <class E>
consteval E code(std::string_view name) {
  const auto names = codes(E{});
  for (std::size_t i = 0; i < names.size(); ++i) if (names[i] == name) return static_cast<E>(i);
  throw "no such code";  // while compiling only
}

/// Do these terms name exactly the codes of E, in their order? For static_assert: labels cannot drift from the codes.
template <class E, std::size_t N>
constexpr bool labels(const Term (&terms)[N]) {
  const auto names = codes(E{});
  if (names.size() != N) return false;
  for (std::size_t i = 0; i < N; ++i) if (names[i] != terms[i].code || terms[i].en.empty() || terms[i].fr.empty() || terms[i].ar.empty()) return false;
  return true;
}

}  // namespace safar::inline v0
