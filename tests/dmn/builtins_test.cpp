#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;

TEST(Builtins, Lists) {
  EXPECT_EQ(shown("count([1, null, 3])"), "3");
  EXPECT_EQ(shown("count([])"), "0");
  EXPECT_EQ(shown("count(5)"), "1");
  EXPECT_EQ(shown("count(null)"), "null");
  EXPECT_EQ(shown("min([3, 1, 2])"), "1");
  EXPECT_EQ(shown("max(3, 1, 2)"), "3");
  EXPECT_EQ(shown("max([\"a\", \"c\", \"b\"])"), "\"c\"");
  EXPECT_EQ(shown("min([])"), "null");
  EXPECT_EQ(shown("max([1, \"a\"])"), "null");
  EXPECT_EQ(shown("max(date(\"2019-01-01\"), date(\"2018-01-01\"))"), "date(\"2019-01-01\")");
  EXPECT_EQ(shown("sum([0.1, 0.2])"), "0.3");
  EXPECT_EQ(shown("sum(1, 2, 3)"), "6");
  EXPECT_EQ(shown("sum([])"), "null");
  EXPECT_EQ(shown("sum([1, null])"), "null");
  EXPECT_EQ(shown("list contains([1, 2], 2)"), "true");
  EXPECT_EQ(shown("list contains([1, 2], \"2\")"), "false");
  EXPECT_EQ(shown("list contains([1, null], null)"), "true");
  EXPECT_EQ(shown("list contains(list: [1], element: 1)"), "true");
  EXPECT_EQ(shown("list contains(null, 1)"), "null");
}

TEST(Builtins, Text) {
  EXPECT_EQ(shown("contains(\"foobar\", \"ob\")"), "true");
  EXPECT_EQ(shown("contains(match: \"x\", string: \"foobar\")"), "false");
  EXPECT_EQ(shown("starts with(\"foobar\", \"foo\")"), "true");
  EXPECT_EQ(shown("ends with(\"foobar\", \"foo\")"), "false");
  EXPECT_EQ(shown("ends with(\"foobar\", \"\")"), "true");
  EXPECT_EQ(shown("contains(1, \"\")"), "null");
  EXPECT_EQ(shown("upper case(\"aé ÿœßжά-1\")"), "\"AÉ ŸŒßЖΆ-1\"");
  EXPECT_EQ(shown("lower case(\"AÉ ŸŒЖΆİ-1\")"), "\"aé ÿœжάi-1\"");
  EXPECT_EQ(shown("upper case([\"a\"])"), "\"A\"");  // a list of one stands for its item
  EXPECT_EQ(shown("upper case([\"a\", \"b\"])"), "null");
  EXPECT_EQ(shown("string length(\"é😀\")"), "2");
  EXPECT_EQ(shown("string length(5)"), "null");
}

TEST(Builtins, Numbers) {
  EXPECT_EQ(shown("abs(-1.5)"), "1.5");
  EXPECT_EQ(shown("abs(n: 1)"), "1");
  EXPECT_EQ(shown("abs(\"-1\")"), "null");
  EXPECT_EQ(shown("floor(-1.5)"), "-2");
  EXPECT_EQ(shown("ceiling(1.5)"), "2");
  EXPECT_EQ(shown("ceiling(1.56, 1)"), "1.6");
  EXPECT_EQ(shown("floor(n: 1.56, scale: 1)"), "1.5");
  EXPECT_EQ(shown("floor(1.56, null)"), "null");
  EXPECT_EQ(shown("floor(1.56, 7000)"), "null");
}

TEST(Builtins, Not) {
  EXPECT_EQ(shown("not(true)"), "false");
  EXPECT_EQ(shown("not(false)"), "true");
  EXPECT_EQ(shown("not(null)"), "null");
  EXPECT_EQ(shown("not(1)"), "null");
  EXPECT_EQ(shown("not(u)", {{"u", unknown("u")}}), "unknown(u: unknown)");
}

TEST(Builtins, Dates) {
  EXPECT_EQ(shown("date(\"2018-12-31\")"), "date(\"2018-12-31\")");
  EXPECT_EQ(shown("date(2018, 12, 31)"), "date(\"2018-12-31\")");
  EXPECT_EQ(shown("date(year: 2018, month: 2, day: 29)"), "null");
  EXPECT_EQ(shown("date(date(\"-2018-12-31\"))"), "date(\"-2018-12-31\")");
  EXPECT_EQ(shown("date(text)", {{"text", Value::string("2018-12")}}), "date(\"2018-12\")");
  EXPECT_EQ(shown("date(2018.5, 1, 1)"), "null");
  EXPECT_EQ(shown("date(5)"), "null");
  EXPECT_EQ(shown("@\"2018-12-31\" = date(\"2018-12-31\")"), "true");
}

TEST(Builtins, KnownAndReasonConsumeTheUnknown) {
  const Entries c = {{"u", unknown("u", Absence::refused)},
                     {"w", unknown("w", Absence::withheld)},
                     {"n", Value()},
                     {"xs", Value::list({Value::integer(1), unknown("xs[2]", Absence::erased)})}};
  EXPECT_EQ(shown("known(u)", c), "false");
  EXPECT_EQ(shown("known(n)", c), "true");  // not applicable is known
  EXPECT_EQ(shown("known(1)", c), "true");
  EXPECT_EQ(shown("known(xs)", c), "false");
  EXPECT_EQ(shown("known(count(xs))", c), "true");
  EXPECT_EQ(shown("reason(u)", c), "\"refused\"");
  EXPECT_EQ(shown("reason(xs)", c), "\"erased\"");
  EXPECT_EQ(shown("reason(u + w)", c), "\"several\"");
  EXPECT_EQ(shown("reason(1)", c), "null");
  EXPECT_EQ(shown("if known(u) then u > 3 else false", c), "false");
  EXPECT_EQ(shown("reason(u) = \"refused\"", c), "true");
}

TEST(Builtins, IsDefined) {
  EXPECT_EQ(shown("is defined(a)", {{"a", Value::integer(1)}}), "true");
  EXPECT_EQ(shown("is defined(a)"), "false");
  EXPECT_EQ(shown("is defined(a.b)", {{"a", Value::context({})}}), "false");
  EXPECT_EQ(shown("is defined(a)", {{"a", Value()}}), "false");
  EXPECT_EQ(shown("is defined(a)", {{"a", unknown("a")}}), "unknown(a: unknown)");  // it may turn out not to apply
}

TEST(Builtins, ANameOfAFunctionMayBeAName) {
  EXPECT_EQ(shown("count + min", {{"count", Value::integer(1)}, {"min", Value::integer(2)}}), "3");
  EXPECT_EQ(shown("date.year", {{"date", Value::date(0, 0)}}), "1970");
}

}  // namespace
