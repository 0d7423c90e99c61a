#pragma once
/// \file
/// What a reintegration plan may cost: lines of a budget and what was paid of each.
#include <string>

#include <safar/base/describe.hpp>
#include <safar/base/money.hpp>
#include <safar/model/service.hpp>

namespace safar::inline v0 {

/// A line of a case's budget. What two offices wrote in two currencies is in conflict, not added.
struct BudgetLineState {
  std::string line{};
  Known<Money> amount{}, paid{};
  std::int64_t instalments = 0, overrides = 0;
  static constexpr std::string_view type_name = "budget_line_state", type_doc = "A line of a case's budget.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "line", &BudgetLineState::line, Shelf::open, "Its name.");
    v(2, "amount", &BudgetLineState::amount, Shelf::open, "What may be paid.");
    v(3, "paid", &BudgetLineState::paid, Shelf::open, "What was paid.");
    v(4, "instalments", &BudgetLineState::instalments, Shelf::open, "Payments recorded.");
    v(5, "overrides", &BudgetLineState::overrides, Shelf::open, "Payments beyond the line that somebody answered for.");
  }
  friend bool operator==(const BudgetLineState&, const BudgetLineState&) = default;
};

}  // namespace safar::inline v0
