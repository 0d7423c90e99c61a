#pragma once
/// \file
/// What a donor's money may be used for.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/describe.hpp>

namespace safar::inline v0 {

/// IATI EarmarkingCategory 1 to 4, in its order.
enum class Tightness : std::uint8_t { unearmarked, softly_earmarked, earmarked, tightly_earmarked };
constexpr auto codes(Tightness) { return std::array<std::string_view, 4>{"unearmarked", "softly_earmarked", "earmarked", "tightly_earmarked"}; }

/// What an earmark restricts. Names are stored; append only.
enum class EarmarkKind : std::uint8_t { country, nationality, category, return_type, period, site };
constexpr auto codes(EarmarkKind) { return std::array<std::string_view, 6>{"country", "nationality", "category", "return_type", "period", "site"}; }

/// What the money may be used for: any of the values. Several earmarks of a grant hold together.
struct Earmark {
  EarmarkKind kind{};
  std::vector<std::string> values{};
  static constexpr std::string_view type_name = "earmark", type_doc = "What the money of a grant may be used for.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "kind", &Earmark::kind, open, "country, nationality, category, return_type, period, site.");
    v(2, "values", &Earmark::values, open, "Any of them: codes of countries, of sites, ...; of a period 2018-01/2019-06.");
  }
};

}  // namespace safar::inline v0
