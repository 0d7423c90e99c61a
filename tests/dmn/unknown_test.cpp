/// Unknown is a fourth thing beside value, null and failure (foundation: absence through FEEL).
#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;

const Entries facts = {{"u", unknown("u")},
                       {"v", unknown("v", Absence::refused)},
                       {"t", Value::boolean(true)},
                       {"f", Value::boolean(false)},
                       {"xs", Value::list({Value::integer(1), unknown("xs[2]"), Value::integer(3)})},
                       {"people", Value::list({Value::context({{"age", Value::integer(40)}}), Value::context({{"age", unknown("people[2].age")}})})}};
std::string said(std::string_view text) { return shown(text, facts); }

TEST(Unknown, GoesThroughOperators) {
  for (const char* text : {"u + 1", "1 - u", "u * 0", "u / 0", "u ** 2", "-u", "u = 1", "u != u", "u < 3", "null < u", "u between 1 and 2", "1 between u and 2",
                           "u in [1, 2]", "1 in u", "u.a.b", "u[1]", "[1, 2][u]", "abs(u)", "upper case(u)", "contains(u, \"a\")", "date(u)", "date(u, 1, 1)",
                           "floor(1.5, u)", "sum([1, u])", "max(u, 2)", "count(u)", "for x in u return 1", "for x in 1..u return x", "some x in u satisfies false", "is defined(u)"})
    EXPECT_EQ(said(text), "unknown(u: unknown)") << text;
}

TEST(Unknown, IsTheUnionOfFields) {
  EXPECT_EQ(said("u + v"), "unknown(u: unknown, v: refused)");
  EXPECT_EQ(said("u and v and u"), "unknown(u: unknown, v: refused)");
  EXPECT_EQ(said("sum([u, v, 1])"), "unknown(u: unknown, v: refused)");
  EXPECT_EQ(said("contains(u, v)"), "unknown(u: unknown, v: refused)");
}

TEST(Unknown, KleeneDecidesWhatItCan) {
  EXPECT_EQ(said("u and f"), "false");
  EXPECT_EQ(said("f and u"), "false");
  EXPECT_EQ(said("u or t"), "true");
  EXPECT_EQ(said("u and t"), "unknown(u: unknown)");
  EXPECT_EQ(said("u and null"), "unknown(u: unknown)");
  EXPECT_EQ(said("5 in (u, 5)"), "true");
  EXPECT_EQ(said("4 in (u, 5)"), "unknown(u: unknown)");
  EXPECT_EQ(said("list contains(xs, 3)"), "true");
  EXPECT_EQ(said("list contains(xs, 4)"), "unknown(xs[2]: unknown)");
  EXPECT_EQ(said("9 between u and 5"), "false");
  EXPECT_EQ(said("[u, 1] = [2, 3]"), "false");
  EXPECT_EQ(said("[u, 1] = [2, 1]"), "unknown(u: unknown)");
  EXPECT_EQ(said("[u] = [1, 2]"), "false");
}

TEST(Unknown, IfAgreesOrIsUnknown) {
  EXPECT_EQ(said("if u then 1 else 1"), "1");
  EXPECT_EQ(said("if u then 1 else 2"), "unknown(u: unknown)");
  EXPECT_EQ(said("if u then v else v"), "unknown(u: unknown, v: refused)");
  EXPECT_EQ(said("if u then [1] else [1.0]"), "[1]");
  EXPECT_EQ(said("if u then [v] else [v]"), "unknown(u: unknown, v: refused)");
}

TEST(Unknown, QuantifiersAndFilters) {
  EXPECT_EQ(said("every p in people satisfies p.age > 17"), "unknown(people[2].age: unknown)");
  EXPECT_EQ(said("every p in people satisfies p.age > 50"), "false");
  EXPECT_EQ(said("some p in people satisfies p.age > 17"), "true");
  EXPECT_EQ(said("some p in people, x in u satisfies p.age > 90"), "unknown(u: unknown)");
  EXPECT_EQ(said("people[age > 17]"), "unknown(people[2].age: unknown)");
  EXPECT_EQ(said("people[1].age"), "40");
  EXPECT_EQ(said("count(people) > 1"), "true");  // how many there are does not depend on what is unknown of them
  EXPECT_EQ(said("people.age"), "[40, unknown(people[2].age: unknown)]");
  EXPECT_EQ(said("xs[2]"), "unknown(xs[2]: unknown)");
  EXPECT_EQ(said("xs[item > 1]"), "unknown(xs[2]: unknown)");
  EXPECT_EQ(said("for x in xs return x + 1"), "[2, unknown(xs[2]: unknown), 4]");
}

TEST(Unknown, NullIsNotUnknown) {
  EXPECT_EQ(said("null and t"), "null");
  EXPECT_EQ(said("known(null)"), "true");
  EXPECT_EQ(said("if null then 1 else 2"), "2");
}

}  // namespace
