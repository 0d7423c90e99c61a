#pragma once
/// \file
/// At which rate an amount was taken in another currency: as text, since no binary number holds it.
#include <string>

#include <safar/base/describe.hpp>
#include <safar/base/partial_date.hpp>

namespace safar::inline v0 {

/// `{"rate":"655.957","to":"XOF","date":"2018-11-12","source":"BCEAO"}`: 1 unit of the amount's currency was 655.957 XOF.
struct ExchangeRate {
  std::string rate{}, to{};
  Known<PartialDate> date{};
  std::string source{};
  static constexpr std::string_view type_name = "exchange_rate", type_doc = "How much of another currency 1 unit of an amount's currency was.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "rate", &ExchangeRate::rate, open, "A decimal number as text: 655.957.");
    v(2, "to", &ExchangeRate::to, open, "ISO 4217 code of the other currency.");
    v(3, "date", &ExchangeRate::date, open, "Of which day the rate is.");
    v(4, "source", &ExchangeRate::source, open, "Who published it.");
  }
  [[nodiscard]] bool empty() const { return rate.empty() && to.empty(); }
};

}  // namespace safar::inline v0
