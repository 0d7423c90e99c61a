#include <dmn/calendar.hpp>

#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;
using feel::Days;

TEST(Value, NullIsTheDefault) {
  EXPECT_EQ(Value().kind(), Value::Kind::null);
  EXPECT_EQ(Value(), Value::null(Cause::type));
  EXPECT_EQ(Value::null(Cause::domain).cause(), Cause::domain);
}

TEST(Value, EqualIsSameKindAndContent) {
  EXPECT_EQ(Value::integer(1), Value::number(feel::Number::parse("1.00").value()));
  EXPECT_FALSE(Value::integer(1) == Value::string("1"));
  EXPECT_EQ(Value::context({{"a", Value::integer(1)}, {"b", Value()}}), Value::context({{"b", Value()}, {"a", Value::integer(1)}}));
  EXPECT_FALSE(Value::context({{"a", Value::integer(1)}}) == Value::context({{"b", Value::integer(1)}}));
  EXPECT_FALSE(Value::list({Value::integer(1)}) == Value::list({}));
  EXPECT_FALSE(Value::date(1, 1) == Value::date(1, 2));
  EXPECT_FALSE(unknown("a") == unknown("b"));
  EXPECT_FALSE(unknown("a") == unknown("a", Absence::refused));
}

TEST(Value, FieldsAreSortedOnce) {
  const auto v = Value::unknown({{"b", Absence::unknown}, {"a", Absence::refused}, {"b", Absence::unknown}});
  ASSERT_EQ(v.fields().size(), 2U);
  EXPECT_EQ(to_string(v), "unknown(a: refused, b: unknown)");
}

TEST(Value, ADayHasNothingToAsk) {
  EXPECT_TRUE(Value::date(5, 5, {{"birth", Absence::unknown}}).fields().empty());
  EXPECT_EQ(Value::date(5, 6, {{"birth", Absence::unknown}}).fields().size(), 1U);
  EXPECT_EQ(Value::date(6, 5).days(), (Days{5, 6}));
}

TEST(Value, OtherKindsHaveNoContent) {
  EXPECT_TRUE(Value::integer(1).items().empty());
  EXPECT_TRUE(Value().text().empty());
  EXPECT_EQ(Value::string("x").as_range(), nullptr);
  EXPECT_EQ(Value::list({}).find("a"), nullptr);
}

TEST(Value, TextIsALiteralThatGivesTheValueAgain) {
  const Value values[] = {
      Value(), Value::boolean(false), Value::integer(-12), Value::string("a \"b\"\\\n\t\x01 é"), Value::date(0, 0), Value::date(-719162, -719162),
      feel::Value::date(13879, 14244), Value::list({Value::integer(1), Value::list({})}),
      Value::context({{"a", Value::integer(1)}, {"b c", Value::string("x")}, {"if", Value()}}), Value::context({}),
      Value::range({Value::integer(1), Value::integer(2), true, false}), Value::range({Value::string("a"), Value::string("b"), false, true})};
  for (const Value& v : values) EXPECT_EQ(eval(to_string(v)), v) << to_string(v);
  EXPECT_EQ(to_string(values[6]), "date(\"2008\")");
  EXPECT_EQ(to_string(Value::date(13879, 13909)), "date(\"2008-01\")");
  EXPECT_EQ(to_string(Value::date(13880, 13909)), "date(\"2008-01-02/2008-01-31\")");
}

TEST(Calendar, DaysRunOnWithoutGaps) {
  using feel::civil_of, feel::days_of;
  for (std::int64_t y : {-999999999LL, -401LL, -400LL, -1LL, 0LL, 1LL, 1899LL, 1900LL, 1970LL, 2000LL, 2100LL, 9999LL, 999999999LL}) {
    const auto first = days_of({y, 1, 1}), last = days_of({y, 12, 31});
    ASSERT_TRUE(first && last) << y;
    for (std::int64_t d = *first; d <= *last; ++d) {
      const auto c = civil_of(d);
      ASSERT_EQ(c.year, y);
      ASSERT_EQ(days_of(c), d);
    }
  }
  EXPECT_EQ(days_of({1970, 1, 1}), 0);
  EXPECT_EQ(days_of({2019, 1, 18}), 17914);
  EXPECT_FALSE(days_of({1900, 2, 29}));
  EXPECT_TRUE(days_of({2000, 2, 29}));
  EXPECT_FALSE(days_of({2019, 13, 1}));
  EXPECT_FALSE(days_of({1000000000, 1, 1}));
}

}  // namespace
