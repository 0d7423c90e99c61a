#include "feel_test.hpp"

#include <chrono>
#include <thread>

namespace {

using namespace safar;
using namespace safar::feel_test;

TEST(Evaluate, FailuresAreNullWithACause) {
  const auto cause = [](std::string_view text, Entries context = {}) { return eval(text, std::move(context)).cause(); };
  EXPECT_EQ(cause("1 / 0"), Cause::division_by_zero);
  EXPECT_EQ(cause("0 ** -1"), Cause::division_by_zero);
  EXPECT_EQ(cause("1 + \"a\""), Cause::type);
  EXPECT_EQ(cause("1 < \"a\""), Cause::type);
  EXPECT_EQ(cause("1 = \"a\""), Cause::type);
  EXPECT_EQ(cause("missing"), Cause::missing_name);
  EXPECT_EQ(cause("missing + 1 > 3"), Cause::missing_name);  // the first cause is kept
  EXPECT_EQ(cause("a.b", {{"a", Value::context({})}}), Cause::missing_name);
  EXPECT_EQ(cause("[1, 2][3]"), Cause::domain);
  EXPECT_EQ(cause("1e6000 * 1e6000"), Cause::domain);
  EXPECT_EQ(cause("(-8) ** 0.5"), Cause::domain);
  EXPECT_EQ(cause("date(\"2019-02-29\")"), Cause::domain);
  EXPECT_EQ(cause("null and true"), Cause::none);  // not applicable is no failure
  EXPECT_EQ(cause("null"), Cause::none);
}

TEST(Evaluate, AFailureThatTheValueDoesNotShowIsTold) {
  const auto failure = [](std::string_view text) {
    Cause c{};
    (void)Expression::compile(text).value().evaluate(Value::context({}), c);
    return c;
  };
  EXPECT_EQ(failure("if missing > 3 then \"a\" else \"b\""), Cause::missing_name);
  EXPECT_EQ(failure("[1, 1 / 0]"), Cause::division_by_zero);
  EXPECT_EQ(failure("if 1 then 2 else 3"), Cause::type);
  EXPECT_EQ(failure("is defined(missing)"), Cause::none);
  EXPECT_EQ(failure("false and missing"), Cause::none);  // not reached
  EXPECT_EQ(failure("1 + 1"), Cause::none);
}

TEST(Evaluate, ThreeValuedLogic) {
  const char* words[] = {"true", "false", "null"};
  const char* both[3][3] = {{"true", "false", "null"}, {"false", "false", "false"}, {"null", "false", "null"}};
  const char* either[3][3] = {{"true", "true", "true"}, {"true", "false", "null"}, {"true", "null", "null"}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_EQ(shown(std::string(words[i]) + " and " + words[k]), both[i][k]);
      EXPECT_EQ(shown(std::string(words[i]) + " or " + words[k]), either[i][k]);
    }
  EXPECT_EQ(shown("true or 5"), "true");
  EXPECT_EQ(shown("false or 5"), "null");
}

TEST(Evaluate, Equality) {
  EXPECT_EQ(shown("null = null"), "true");
  EXPECT_EQ(shown("1 = null"), "false");
  EXPECT_EQ(shown("1 != null"), "true");
  EXPECT_EQ(shown("1.0 = 1"), "true");
  EXPECT_EQ(shown("[1, \"a\"] = [1, 2]"), "false");
  EXPECT_EQ(shown("[1] = 1"), "null");
  EXPECT_EQ(shown("{a: 1, b: 2} = {b: 2, a: 1}"), "true");
  EXPECT_EQ(shown("[1..2] = [1..2)"), "false");
}

TEST(Evaluate, IfWithNullIsElse) {
  EXPECT_EQ(shown("if null then 1 else 2"), "2");
  EXPECT_EQ(shown("if true then 1 else 2"), "1");
  EXPECT_EQ(shown("if false then 1 else if true then 3 else 4"), "3");
}

TEST(Evaluate, IndexAndFilter) {
  EXPECT_EQ(shown("[1, 2, 3][1]"), "1");
  EXPECT_EQ(shown("[1, 2, 3][-1]"), "3");
  EXPECT_EQ(shown("[1, 2, 3][0]"), "null");
  EXPECT_EQ(shown("[1, 2, 3][n]", {{"n", Value::integer(2)}}), "2");
  EXPECT_EQ(shown("[1, 2, 3][item > n]", {{"n", Value::integer(2)}}), "[3]");
  EXPECT_EQ(shown("[][n]", {{"n", Value::integer(1)}}), "null");
  EXPECT_EQ(shown("[][item > 1]"), "[]");
  EXPECT_EQ(shown("7[1]"), "7");
  EXPECT_EQ(shown("7[item > 9]"), "[]");
  EXPECT_EQ(shown("null[1]"), "null");
  EXPECT_EQ(shown("[{a: 1}, {a: 2}, {}][a > 1].a"), "[2]");
  EXPECT_EQ(shown("[{a: 1}][a = limit]", {{"limit", Value::integer(1)}}), "[{a: 1}]");
  EXPECT_EQ(shown("[[1, 2], [3]][2][1]"), "3");
}

TEST(Evaluate, InAndRanges) {
  EXPECT_EQ(shown("5 in [1..10]"), "true");
  EXPECT_EQ(shown("10 in [1..10)"), "false");
  EXPECT_EQ(shown("10 in [1..10["), "false");
  EXPECT_EQ(shown("1 in ]1..10]"), "false");
  EXPECT_EQ(shown("5 in (1..10)"), "true");
  EXPECT_EQ(shown("5 in (< 3, > 4)"), "true");
  EXPECT_EQ(shown("5 in (< 3, 4)"), "false");
  EXPECT_EQ(shown("5 in < 3"), "false");
  EXPECT_EQ(shown("5 in != 3"), "true");
  EXPECT_EQ(shown("\"a\" in (1, \"a\")"), "true");
  EXPECT_EQ(shown("\"a\" in [1, \"b\"]"), "false");
  EXPECT_EQ(shown("\"a\" in 1"), "null");
  EXPECT_EQ(shown("5 in xs", {{"xs", Value::list({Value::integer(5)})}}), "true");
  EXPECT_EQ(shown("5 in [[1..3], [4..6]]"), "true");
  EXPECT_EQ(shown("5 in [3..1]"), "false");
  EXPECT_EQ(shown("\"5\" in [1..10]"), "null");
  EXPECT_EQ(shown("5 in ([1, 5])[2]"), "true");
  EXPECT_EQ(shown("5 in (2) + 3"), "true");
  EXPECT_EQ(shown("true in (1 = 2 or 2 = 2)"), "true");
  EXPECT_EQ(shown("5 in (1..4) or true"), "true");
  EXPECT_EQ(shown("3 between 1 and 3"), "true");
  EXPECT_EQ(shown("\"b\" in [\"a\"..\"c\"]"), "true");
}

TEST(Evaluate, Iteration) {
  EXPECT_EQ(shown("for x in [1, 2], y in [10, 20] return x + y"), "[11, 21, 12, 22]");
  EXPECT_EQ(shown("for x in [[1, 2], [3]], y in x return y"), "[1, 2, 3]");
  EXPECT_EQ(shown("for i in 3..1 return i"), "[3, 2, 1]");
  EXPECT_EQ(shown("for i in (1..4) return i"), "[2, 3]");
  EXPECT_EQ(shown("for d in date(\"2019-02-28\")..date(\"2019-03-01\") return d.day"), "[28, 1]");
  EXPECT_EQ(shown("for x in null return x"), "null");
  EXPECT_EQ(shown("for x in 5 return x"), "[5]");
  EXPECT_EQ(shown("some x in [1, 2] satisfies x > 1"), "true");
  EXPECT_EQ(shown("every x in [] satisfies false"), "true");
  EXPECT_EQ(shown("some x in [] satisfies true"), "false");
  EXPECT_EQ(shown("every x in [1, null] satisfies x > 0"), "null");
  EXPECT_EQ(shown("every x in [0, null] satisfies x > 0"), "false");
  EXPECT_EQ(shown("some x in [1, 2], y in [x, 5] satisfies x + y = 7"), "true");
}

TEST(Evaluate, DatesAreIntervals) {
  const Entries c = {{"birth", Value::date(13879, 14244, {{"birth", Absence::unknown}})}};  // 2008
  EXPECT_EQ(shown("birth < date(\"2009-01-01\")", c), "true");
  EXPECT_EQ(shown("birth < date(\"2008-01-01\")", c), "false");
  EXPECT_EQ(shown("birth <= date(\"2008-12-31\")", c), "true");
  EXPECT_EQ(shown("birth < date(\"2008-06-30\")", c), "unknown(birth: unknown)");
  EXPECT_EQ(shown("birth = date(\"2008-06-30\")", c), "unknown(birth: unknown)");
  EXPECT_EQ(shown("birth = date(\"2007-06-30\")", c), "false");
  EXPECT_EQ(shown("birth.year", c), "2008");
  EXPECT_EQ(shown("birth.month", c), "unknown(birth: unknown)");
  EXPECT_EQ(shown("birth in [date(\"2008-01-01\")..date(\"2008-12-31\")]", c), "true");
  EXPECT_EQ(shown("min(birth, date(\"2008-06-30\"))", c), "date(\"2008-01-01/2008-06-30\")");
  EXPECT_EQ(shown("known(birth)", c), "true");
  EXPECT_EQ(shown("date(\"2018-12-10\").weekday"), "1");
}

TEST(Evaluate, OnlyTheContextIsShared) {
  const auto e = Expression::compile("every p in persons satisfies p.age > limit and p.name = \"x\" + \"\"").value();
  std::vector<Value> persons;
  for (int i = 0; i < 20; ++i) persons.push_back(Value::context({{"age", Value::integer(20 + i)}, {"name", Value::string("x")}}));
  const Value yes = Value::context({{"persons", Value::list(persons)}, {"limit", Value::integer(18)}});
  const Value no = Value::context({{"persons", Value::list(persons)}, {"limit", Value::integer(38)}});
  int wrong[2] = {};
  const auto work = [&](const Value& c, bool expected, int& errors) {
    for (int i = 0; i < 500; ++i) errors += e.evaluate(c).is_true() != expected;
  };
  std::thread other([&] { work(no, false, wrong[0]); });
  work(yes, true, wrong[1]);
  other.join();
  EXPECT_EQ(wrong[0] + wrong[1], 0);
}

TEST(Evaluate, AContextThatIsNoneHasNoNames) {
  EXPECT_EQ(Expression::compile("a").value().evaluate(Value::integer(1)).cause(), Cause::missing_name);
  EXPECT_EQ(to_string(Expression::compile("a.b > 1").value().evaluate(unknown("case"))), "unknown(case: unknown)");
}

// Expressions that would run for ever, or fill the memory, end as null with a cause.
TEST(Evaluate, HostileWorkIsLimited) {
  std::string loops = "for a in xs", doubled = "[1, 1]", text = "\"0123456789abcdef\"", list = "[1]";
  for (char c = 'b'; c <= 'k'; ++c) loops += std::string(", ") + c + " in xs";
  for (int i = 0; i < 60; ++i) {
    doubled = "(for x in [" + doubled + "] return [x, x])[1]";
    text = "(for x in [" + text + "] return x + x)[1]";
    list = "(for x in [" + list + "] return [x, x] = [x, x])";
  }
  const Value ten = Value::list(std::vector<Value>(10, Value::integer(1)));
  for (const std::string& hostile : {loops + " return 1", "count(" + loops + " return 1)", doubled, text, std::string("for i in 1..1000000000 return i"),
                                     std::string("some i in (for j in 1..900000 return j) satisfies some k in [1,2,3] satisfies i = 0")}) {
    const auto e = Expression::compile(hostile);
    ASSERT_TRUE(e) << e.error().message;
    Cause failure{};
    const Value v = e->evaluate(Value::context({{"xs", ten}}), failure);
    EXPECT_EQ(v.kind(), Value::Kind::null) << hostile.substr(0, 40);
    EXPECT_EQ(v.cause(), Cause::limit) << hostile.substr(0, 40);
    EXPECT_EQ(failure, Cause::limit);
  }
}

}  // namespace
