#pragma once
/// \file
/// FEEL (OMG DMN 1.5, chapter 10), the expression core: compile once, evaluate often, `unknown` carried through.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0::feel {

/// A decimal128 number (IEEE 754-2008), FEEL's only number. 16 bytes of Intel's BID encoding.
struct Number {
  std::uint64_t low = 0, high = 0;
  static Number of(std::int64_t n);
  static Result<Number> parse(std::string_view text);
  friend std::string to_string(const Number& n);  ///< plain decimal where that is exact, e.g. "0.1", "1E+40"
};

class Value;
struct Range;

/// A field whose value is not known, and why; made only at the input boundary.
struct UnknownField {
  std::string path{};      ///< "persons[2].travel_document.valid"
  Absence reason = Absence::unknown;
  friend auto operator<=>(const UnknownField&, const UnknownField&) = default;
  friend bool operator==(const UnknownField&, const UnknownField&) = default;
};

/// What went wrong inside FEEL: the value is null, and this says why. `limit`: the evaluation would have taken too long or too much memory.
enum class Cause : std::uint8_t { none, type, domain, missing_name, division_by_zero, limit };

/// Days since 1970 (proleptic Gregorian): the day meant is one of earliest..latest.
struct Days {
  std::int64_t earliest = 0, latest = 0;
  friend bool operator==(const Days&, const Days&) = default;
};

/// A FEEL value: null (with cause), boolean, number, string, date (an interval: a partial date), range, list, context, or unknown.
class Value {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, string, date, range, list, context, unknown };
  Value() = default;
  static Value null(Cause cause = Cause::none);
  static Value boolean(bool b);
  static Value number(Number n);
  static Value integer(std::int64_t n);
  static Value string(std::string s);
  /// A day, or the days from `earliest` to `latest` of which one is meant (days since 1970). `fields`: what to ask where the day
  /// matters; a comparison that the interval cannot decide is unknown with these fields.
  static Value date(std::int64_t earliest, std::int64_t latest, std::vector<UnknownField> fields = {});
  static Value range(Range ends);
  static Value list(std::vector<Value> items);
  static Value context(std::vector<std::pair<std::string, Value>> entries);
  static Value unknown(std::vector<UnknownField> fields);

  [[nodiscard]] Kind kind() const noexcept;
  [[nodiscard]] Cause cause() const noexcept;                       ///< of null
  [[nodiscard]] bool is_true() const noexcept;
  [[nodiscard]] bool is_false() const noexcept;
  /// Of unknown, and of a date of more than one day: sorted, once each.
  [[nodiscard]] const std::vector<UnknownField>& fields() const;
  [[nodiscard]] const std::vector<Value>& items() const;            ///< of list
  [[nodiscard]] const std::vector<std::pair<std::string, Value>>& entries() const;  ///< of context
  [[nodiscard]] const std::string& text() const;                    ///< of string
  [[nodiscard]] Number as_number() const;                           ///< of number, else 0
  [[nodiscard]] Days days() const;                                  ///< of date, else the day 0
  [[nodiscard]] const Range* as_range() const noexcept;             ///< of range, else nullptr
  /// The member of a context; nullptr where there is none (or this is no context). O(members).
  [[nodiscard]] const Value* find(std::string_view name) const noexcept;
  /// About how many nodes and texts of 16 bytes there are in it, a shared one counted each time; the evaluator limits it.
  [[nodiscard]] std::size_t weight() const noexcept;
  friend bool operator==(const Value& a, const Value& b);           ///< same kind, same content (numbers by value)
  friend std::string to_string(const Value& v);                     ///< as a FEEL literal, for messages and tests

 private:
  struct Body;
  std::shared_ptr<const Body> body_;
};

/// The value of a range: `[low..high]`, `(low..high)` and so on.
struct Range {
  Value low{}, high{};
  bool low_closed = true, high_closed = true;
};

/// One read of the context. In a filter (`xs[name > 3]`) a name is a member of the item, and only where the item has no such member a name
/// outside: `otherwise` is that path then, else "".
struct Read {
  std::string path{};       ///< "persons.travel_document.valid"
  std::string otherwise{};
  friend auto operator<=>(const Read&, const Read&) = default;
  friend bool operator==(const Read&, const Read&) = default;
};

/// The context that a described value gives: records -> contexts, Known absent -> unknown (not applicable -> null), codes -> strings,
/// PartialDate ("partial_date") and days ("date") -> date, other scalars -> strings. Paths of unknown fields count from 1, as FEEL does.
Value to_value(const TypeInfo& type, const void* value, std::string_view path = {});

/// A compiled expression. Immutable, any thread.
class Expression {
 public:
  /// Compiles; a construct that is not supported is an error here, with the column, never a default later.
  /// Grammar: literals (number, string, true/false/null, date("...")), names, paths, `and`, `or`, `not(...)`, `=`, `!=`, `<`, `<=`,
  /// `>`, `>=`, `+ - * / **`, unary minus, `between a and b`, `in` (value, list, range, unary test `< 3`, parenthesised list of tests),
  /// ranges `[a..b]` `(a..b)` `]a..b[`, lists, list index and filter `xs[1]`, `xs[age > 3]`, `if then else`, `for ... return`,
  /// `some/every ... satisfies`, functions count, min, max, sum, contains, starts with, ends with, upper case, lower case, string length,
  /// list contains, abs, floor, ceiling, not, known, reason, is defined, date; context literals `{a: 1}`, `@"2018-12-31"`, named
  /// arguments, `for i in 1..3`, properties of dates (year, month, day, weekday), comments.
  /// Names are letters, digits and underscore. At most 65,536 bytes, 200 levels, 50,000 nodes.
  /// Errors: parse, encoding, unsupported, too_deep, too_large; the message begins "column N: " (characters from 1).
  static Result<Expression> compile(std::string_view text);
  /// The same with named sub-expressions: a name of `defines` stands for that expression, evaluated against the whole context (a local of
  /// the place of use is not seen by it); a `for`, `some` or `every` variable of the same name hides it. The first of equal names counts.
  static Result<Expression> compile(std::string_view text, const std::vector<std::pair<std::string, Expression>>& defines);
  [[nodiscard]] Value evaluate(const Value& context) const;
  /// The same; `failure` becomes the first failure of FEEL's own on the way (none: there was none), also one that the value does not
  /// show, as in `if missing > 3 then "a" else "b"`.
  [[nodiscard]] Value evaluate(const Value& context, Cause& failure) const;
  /// The paths that the expression reads from its context (locals of quantifiers resolved), e.g. "persons.travel_document.valid"; sorted.
  [[nodiscard]] const std::vector<std::string>& paths() const;
  /// The same with the second meaning of names in filters; sorted.
  [[nodiscard]] const std::vector<Read>& reads() const;
  [[nodiscard]] const std::string& text() const;
  /// What must all hold: the operands of `and`, also of those within them and of named sub-expressions, each with its own text. The
  /// expression itself where it is no `and`.
  [[nodiscard]] std::vector<Expression> conjuncts() const;

 private:
  struct Node;
  std::shared_ptr<const Node> root_;
};

}  // namespace safar::inline v0::feel
