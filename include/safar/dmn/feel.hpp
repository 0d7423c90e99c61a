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
struct ContextEntry;

/// A field whose value is not known, and why; made only at the input boundary.
struct UnknownField {
  std::string path{};      ///< "persons[2].travel_document.valid"
  Absence reason = Absence::unknown;
  friend auto operator<=>(const UnknownField&, const UnknownField&) = default;
  friend bool operator==(const UnknownField&, const UnknownField&) = default;
};

/// What went wrong inside FEEL: the value is null, and this says why.
enum class Cause : std::uint8_t { none, type, domain, missing_name, division_by_zero };

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
  /// A day, or the days from `earliest` to `latest` of which one is meant (days since 1970).
  static Value date(std::int64_t earliest, std::int64_t latest);
  static Value list(std::vector<Value> items);
  static Value context(std::vector<std::pair<std::string, Value>> entries);
  static Value unknown(std::vector<UnknownField> fields);

  [[nodiscard]] Kind kind() const noexcept;
  [[nodiscard]] Cause cause() const noexcept;                       ///< of null
  [[nodiscard]] bool is_true() const noexcept;
  [[nodiscard]] bool is_false() const noexcept;
  [[nodiscard]] const std::vector<UnknownField>& fields() const;    ///< of unknown: sorted, once each
  [[nodiscard]] const std::vector<Value>& items() const;            ///< of list
  [[nodiscard]] const std::vector<std::pair<std::string, Value>>& entries() const;  ///< of context
  [[nodiscard]] const std::string& text() const;                    ///< of string
  [[nodiscard]] Number as_number() const;
  friend bool operator==(const Value& a, const Value& b);           ///< same kind, same content (numbers by value)
  friend std::string to_string(const Value& v);                     ///< as a FEEL literal, for messages and tests

 private:
  struct Body;
  std::shared_ptr<const Body> body_;
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
  /// list contains, abs, floor, ceiling, not, known, reason, is defined, date.
  static Result<Expression> compile(std::string_view text);
  [[nodiscard]] Value evaluate(const Value& context) const;
  /// The paths that the expression reads from its context (locals of quantifiers resolved), e.g. "persons.travel_document.valid"; sorted.
  [[nodiscard]] const std::vector<std::string>& paths() const;
  [[nodiscard]] const std::string& text() const;

 private:
  struct Node;
  std::shared_ptr<const Node> root_;
};

}  // namespace safar::inline v0::feel
