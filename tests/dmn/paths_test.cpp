#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;

std::string paths(std::string_view text) {
  const auto e = Expression::compile(text);
  if (!e) return e.error().message;
  std::string s;
  for (const auto& p : e->paths()) (s += s.empty() ? "" : " ") += p;
  return s;
}

TEST(Paths, NamesAndMembers) {
  EXPECT_EQ(paths("1 + 2"), "");
  EXPECT_EQ(paths("b.c and a"), "a b.c");
  EXPECT_EQ(paths("a = a"), "a");
  EXPECT_EQ(paths("birth.year > 2000"), "birth.year");
  EXPECT_EQ(paths("known(a.b) or is defined(c)"), "a.b c");
}

TEST(Paths, LocalsAreWhatTheyStandFor) {
  EXPECT_EQ(paths("every p in persons satisfies p.travel_document.valid"), "persons.travel_document.valid");
  EXPECT_EQ(paths("some p in persons, d in p.documents satisfies d.kind = \"passport\" and d.until > today"), "persons.documents.kind persons.documents.until today");
  EXPECT_EQ(paths("every c in codes satisfies c in [1, 2]"), "codes");
  EXPECT_EQ(paths("some p in persons satisfies true"), "persons");
  EXPECT_EQ(paths("(for p in persons return p.plan).cost"), "persons.plan.cost");
  EXPECT_EQ(paths("every p in [a, b] satisfies p.valid"), "a.valid b.valid");
  EXPECT_EQ(paths("(if x then a else b).c"), "a.c b.c x");
  EXPECT_EQ(paths("every p in persons satisfies p.x and p_outer"), "p_outer persons.x");
  EXPECT_EQ(paths("{k: a, l: k.b + c}"), "a a.b c");
}

TEST(Paths, FiltersReadMembersOfTheItem) {
  EXPECT_EQ(paths("count(persons[age > 17])"), "persons persons.age");
  EXPECT_EQ(paths("persons[item.age > 17].name"), "persons.age persons.name");
  EXPECT_EQ(paths("persons[1].age"), "persons.age");
  EXPECT_EQ(paths("every p in persons satisfies count(docs[owner = p.id]) > 0"), "docs docs.owner persons.id");
}

TEST(Paths, TheOtherMeaningOfANameInAFilterIsTold) {
  const auto e = Expression::compile("persons[age > limit.adult]").value();
  const std::vector<feel::Read> expected = {{"persons", ""}, {"persons.age", "age"}, {"persons.limit.adult", "limit.adult"}};
  EXPECT_EQ(e.reads(), expected);
}

TEST(Paths, TooManyAreAnError) {
  std::string text = "[a, b]";
  for (int i = 0; i < 12; ++i) text = "(for x in " + text + " return [x.p, x.q])";
  const auto e = Expression::compile("1 = " + text);
  ASSERT_FALSE(e);
  EXPECT_EQ(e.error().code, ErrorCode::too_large);
}

TEST(Defines, AreInlinedAndRead) {
  const auto fit = Expression::compile("eligibility = \"eligible\" and consent = \"given\" and not(application_withdrawn)").value();
  const auto e = Expression::compile("fit and every p in persons satisfies p.travel_document.valid", {{"fit", fit}});
  ASSERT_TRUE(e) << e.error().message;
  const std::vector<std::string> expected = {"application_withdrawn", "consent", "eligibility", "persons.travel_document.valid"};
  EXPECT_EQ(e->paths(), expected);
  const auto person = [](Value valid) { return Value::context({{"travel_document", Value::context({{"valid", std::move(valid)}})}}); };
  const auto context = [&](Value eligibility, Value valid) {
    return Value::context({{"eligibility", std::move(eligibility)}, {"consent", Value::string("given")}, {"application_withdrawn", Value::boolean(false)},
                           {"persons", Value::list({person(Value::boolean(true)), person(std::move(valid))})}});
  };
  const Value eligible = Value::string("eligible");
  EXPECT_TRUE(e->evaluate(context(eligible, Value::boolean(true))).is_true());
  EXPECT_TRUE(e->evaluate(context(eligible, Value::boolean(false))).is_false());
  EXPECT_TRUE(e->evaluate(context(Value::string("appealed"), unknown("persons[2].travel_document.valid"))).is_false());
  EXPECT_EQ(to_string(e->evaluate(context(eligible, unknown("persons[2].travel_document.valid", Absence::refused)))), "unknown(persons[2].travel_document.valid: refused)");
}

TEST(Defines, FollowThroughToThePlaceOfUse) {
  const auto head = Expression::compile("persons[1]").value();
  const auto e = Expression::compile("head.age > 17", {{"head", head}}).value();
  EXPECT_EQ(e.paths(), std::vector<std::string>{"persons.age"});
}

TEST(Defines, DoNotSeeTheLocalsOfThePlaceOfUse) {
  const auto adult = Expression::compile("p > 17").value();
  const auto e = Expression::compile("every p in [1, 2] satisfies adult", {{"adult", adult}}).value();
  EXPECT_TRUE(e.evaluate(Value::context({{"p", Value::integer(30)}})).is_true());
  EXPECT_EQ(e.paths(), std::vector<std::string>{"p"});
}

TEST(Defines, ALocalOfTheSameNameHidesThem) {
  const auto x = Expression::compile("5").value();
  EXPECT_EQ(to_string(Expression::compile("for x in [1] return x", {{"x", x}}).value().evaluate(Value())), "[1]");
  EXPECT_EQ(to_string(Expression::compile("x + 1", {{"x", x}, {"x", Expression()}}).value().evaluate(Value())), "6");
}

TEST(Defines, DoublingIsLimited) {
  auto e = Expression::compile("[1, 1]").value();
  for (int i = 0; i < 40; ++i) {
    const auto next = Expression::compile("[d, d]", {{"d", e}});
    if (!next) {
      EXPECT_EQ(next.error().code, ErrorCode::too_large);
      return;
    }
    e = *next;
  }
  FAIL() << "two to the fortieth nodes were taken";
}

}  // namespace
