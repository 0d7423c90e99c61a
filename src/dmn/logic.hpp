#pragma once
/// \file
/// Comparing FEEL values in Kleene's logic, the union of what is unknown, and the budget of one evaluation.
#include <cstdint>
#include <vector>

#include <safar/dmn/feel.hpp>

namespace safar::inline v0::feel {

/// What one evaluation may still spend, and the first thing that went wrong in it.
class Meter {
 public:
  static constexpr std::int64_t most_steps = 1'000'000;
  static constexpr std::size_t most_weight = 4'000'000;  ///< of a value that is made

  /// Takes `n` steps; false once there are none left, and then for good.
  bool spend(std::size_t n = 1) noexcept;
  [[nodiscard]] bool exhausted() const noexcept { return left_ < 0; }
  /// A null, with `cause` written down.
  Value fail(Cause cause);
  /// null as the result of an operation on `a` (and `b`): the cause of the first that has one, else `cause`.
  Value fail(const Value& a, const Value& b, Cause cause);
  /// Ends the evaluation: nothing is left to spend.
  Value stop();
  /// `made`, or stop() where it is too heavy.
  Value checked(Value made);

  [[nodiscard]] Cause failure() const noexcept { return failure_; }
  /// Takes back what was written down since `failure()` was `earlier`.
  void forget(Cause earlier) noexcept { if (!exhausted()) failure_ = earlier; }

 private:
  std::int64_t left_ = most_steps;
  Cause failure_ = Cause::none;
};

/// Collects the operands of `and`, `or`, `some`, `every`, `in`: which verdicts were there, and the fields of the unknown ones.
struct Verdicts {
  bool yes = false, no = false, unknown = false, other = false;
  Cause cause = Cause::none;
  std::vector<UnknownField> fields{};

  /// A boolean, an unknown, or something else (null, or a type error which `meter` writes down).
  void take(const Value& v, Meter& meter);
  Value any(Meter& meter);  ///< true if one is; else unknown, else null, else false
  Value all(Meter& meter);  ///< false if one is; else unknown, else null, else true
  Value undecided() { return Value::unknown(std::move(fields)); }
};

[[nodiscard]] inline bool is_unknown(const Value& v) noexcept { return v.kind() == Value::Kind::unknown; }
[[nodiscard]] inline bool is_null(const Value& v) noexcept { return v.kind() == Value::Kind::null; }
/// Unknown with the fields of both (of those which are unknown, or dates of more than one day).
Value merged(const Value& a, const Value& b);
/// All fields of unknown values and of dates of more than one day within `v`, to any depth. True if there is an unknown or such a date.
bool gather(const Value& v, std::vector<UnknownField>& fields, Meter& meter);

/// FEEL's `=`: true, false, unknown, or null for two values of different kinds, neither of which is null.
Value equal(const Value& a, const Value& b, Meter& meter);
/// As equal, but two kinds are merely different: for members of lists and contexts.
Value same(const Value& a, const Value& b, Meter& meter);

enum class Relation : std::uint8_t { less, less_equal, greater, greater_equal };
/// true, false, unknown, or null where the two are not two numbers, strings or dates.
Value ordered(Relation relation, const Value& a, const Value& b, Meter& meter);
/// Whether `v` lies in the range.
Value within(const Value& v, const Range& range, Meter& meter);
/// `v in test` where the test is a value: a range, a list (of values or ranges), or another value.
Value matches(const Value& v, const Value& test, Meter& meter);
Value negated(const Value& v, Meter& meter);

}  // namespace safar::inline v0::feel
