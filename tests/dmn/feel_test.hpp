#pragma once
/// \file
/// What the tests of FEEL share.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <safar/dmn/feel.hpp>

namespace safar::feel_test {

using feel::Cause;
using feel::Expression;
using feel::UnknownField;
using feel::Value;
using Entries = std::vector<std::pair<std::string, Value>>;

inline Value unknown(std::string path, Absence reason = Absence::unknown) { return Value::unknown({{std::move(path), reason}}); }

/// The value of `text`; an expression that does not compile fails the test.
inline Value eval(std::string_view text, Entries context = {}) {
  const auto e = Expression::compile(text);
  EXPECT_TRUE(e) << text << ": " << (e ? std::string() : e.error().message);
  return e ? e->evaluate(Value::context(std::move(context))) : Value::string("does not compile");
}
/// The same as text, "unknown(a: unknown)" included.
inline std::string shown(std::string_view text, Entries context = {}) { return to_string(eval(text, std::move(context))); }

inline Error error_of(std::string_view text) {
  const auto e = Expression::compile(text);
  return e ? Error{} : e.error();
}

}  // namespace safar::feel_test
