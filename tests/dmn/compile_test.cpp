#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;

TEST(Compile, ConjunctsAreWhatMustAllHoldEachAsItIsWritten) {
  const auto texts = [](const feel::Expression& e) {
    std::vector<std::string> out;
    for (const auto& part : e.conjuncts()) out.push_back(part.text());
    return out;
  };
  using Texts = std::vector<std::string>;
  const auto fit = feel::Expression::compile(R"(a = "x" and  not( b ))").value();
  const auto one = feel::Expression::compile("c > 3").value();
  const auto of = [&](const char* text) { return texts(feel::Expression::compile(text, {{"fit", fit}, {"one", one}}).value()); };
  EXPECT_EQ(of("d"), (Texts{"d"}));
  EXPECT_EQ(of("d or e and f"), (Texts{"d or e and f"}));
  EXPECT_EQ(of("fit and (d and e) and (f or g)"), (Texts{R"(a = "x")", "not( b )", "d", "e", "(f or g)"}));
  EXPECT_EQ(of("d between 1 and 3 and e"), (Texts{"d between 1 and 3", "e"}));
  EXPECT_EQ(of("fit"), (Texts{R"(a = "x")", "not( b )"}));
  EXPECT_EQ(of("one and every p in ps satisfies p.x and p.y"), (Texts{"one", "every p in ps satisfies p.x and p.y"}));
  EXPECT_TRUE(feel::Expression().conjuncts().empty());
  // Each is evaluated by itself, and reads what it reads.
  const auto parts = feel::Expression::compile("one and d", {{"one", one}}).value().conjuncts();
  EXPECT_TRUE(parts.at(0).evaluate(feel::Value::context({{"c", feel::Value::integer(4)}})).is_true());
  EXPECT_EQ(parts.at(0).paths(), (Texts{"c"}));
}

TEST(Compile, ErrorsSayTheColumn) {
  struct { const char* text; ErrorCode code; const char* starts; } cases[] = {
      {"", ErrorCode::parse, "column 1: expected an expression, found the end of the text"},
      {"1 +", ErrorCode::parse, "column 4: "},
      {"(1", ErrorCode::parse, "column 3: expected \")\""},
      {"é = 1", ErrorCode::parse, "column 1: this character has no meaning here"},
      {"\"é\" = )", ErrorCode::parse, "column 7: "},  // characters, not bytes
      {"a b", ErrorCode::unsupported, "column 3: a name with spaces"},
      {"f(1)", ErrorCode::unsupported, "column 1: there is no function \"f\""},
      {"1 + substring(\"a\", 1)", ErrorCode::unsupported, "column 5: there is no function \"substring\""},
      {"a instance of number", ErrorCode::unsupported, "column 3: "},
      {"function(x) x", ErrorCode::unsupported, "column 1: "},
      {"@\"P1D\"", ErrorCode::unsupported, "column 1: "},
      {"(< 3)", ErrorCode::unsupported, "column 2: "},
      {"date(\"2018-12-31\") - date(\"2018-12-30\")", ErrorCode::unsupported, "column 20: arithmetic with dates"},
      {"for i in 1..3 return partial", ErrorCode::unsupported, "column 22: "},
      {"abs()", ErrorCode::parse, "column 1: \"abs\" does not take these arguments"},
      {"abs(1, 2)", ErrorCode::parse, "column 1: "},
      {"abs(x: 1)", ErrorCode::parse, "column 1: "},
      {"floor(n: 1, 2)", ErrorCode::parse, "column 1: name all arguments"},
      {"\"abc", ErrorCode::parse, "column 1: close the string"},
      {"\"a\\qb\"", ErrorCode::parse, "column 3: "},
      {"\"\\uD800\"", ErrorCode::parse, "column 2: there is no such character"},
      {"1 /* x", ErrorCode::parse, "column 3: close the comment"},
      {"a ? b", ErrorCode::parse, "column 3: "},
      {"{a: 1, a: 2}", ErrorCode::parse, "column 8: "},
      {"if a then b", ErrorCode::parse, "column 12: expected \"else\""},
      {"every p persons satisfies p", ErrorCode::unsupported, "column 9: "},
      {"[1..2", ErrorCode::parse, "column 6: "},
      {"x in ()", ErrorCode::parse, "column 7: "},
      {"1e7000", ErrorCode::out_of_range, "column 1: "},
      {"a.1", ErrorCode::parse, "column 2: "},
      {"\"\xFF\"", ErrorCode::encoding, "column 2: "},
  };
  for (const auto& c : cases) {
    const Error e = error_of(c.text);
    EXPECT_EQ(e.code, c.code) << c.text << ": " << e.message;
    EXPECT_TRUE(e.message.starts_with(c.starts)) << c.text << ": " << e.message;
    EXPECT_EQ(e.message.find('\n'), e.message.npos) << c.text;
  }
}

TEST(Compile, QuotesLittle) {
  const Error e = error_of("x" + std::string(500, 'y') + "(1)");
  EXPECT_LT(e.message.size(), 100U);
}

TEST(Compile, HostileDepthIsAnError) {
  for (const char* open : {"(", "[", "{a:", "-(", "not(", "if ", "1 in (", "x[", "for a in ", "a.b[", "1 + (", "f in [1..", "]"}) {
    std::string text;
    for (int i = 0; i < 100000 && text.size() + 8 < 65536; ++i) text += open;
    const Error e = error_of(text);
    EXPECT_TRUE(e.code == ErrorCode::too_deep || e.code == ErrorCode::parse) << open << ": " << e.message;
  }
  EXPECT_EQ(error_of(std::string(30000, '(') + "1" + std::string(30000, ')')).code, ErrorCode::too_deep);
  EXPECT_EQ(error_of(std::string(60000, '-') + "a").code, ErrorCode::too_deep);
  EXPECT_EQ(error_of(std::string(100000, '(')).code, ErrorCode::too_large);
  std::string sum = "1", path = "a";
  for (int i = 0; i < 15000; ++i) sum += "+1", path += ".a";
  EXPECT_EQ(error_of(sum).code, ErrorCode::too_deep);
  EXPECT_EQ(error_of(path).code, ErrorCode::too_deep);
}

TEST(Compile, WhatIsLargeButFlatIsFine) {
  std::string any = "x = 0", deep = "1";
  for (int i = 1; i < 3000; ++i) any += " or x = " + std::to_string(i);
  for (int i = 0; i < 190; ++i) deep = "(" + deep + ")";
  EXPECT_EQ(shown(any, {{"x", Value::integer(2999)}}), "true");
  EXPECT_EQ(shown(deep), "1");
}

TEST(Compile, PrecedenceIsTheStandards) {
  EXPECT_EQ(shown("1 + 2 * 3"), "7");
  EXPECT_EQ(shown("-5 ** 2"), "25");
  EXPECT_EQ(shown("2 ** 3 ** 2"), "64");
  EXPECT_EQ(shown("10 - 4 - 3"), "3");
  EXPECT_EQ(shown("true or false and false"), "true");
  EXPECT_EQ(shown("1 + 1 = 2 and 3 > 2"), "true");
  EXPECT_EQ(shown("5 between 1 and 10 and 3 in [1..3]"), "true");
  EXPECT_EQ(shown("false and every x in [1] satisfies x = 2 or true"), "false");  // the quantifier takes all that follows
  EXPECT_EQ(shown("(every x in [1] satisfies x = 2) or true"), "true");
}

TEST(Compile, CommentsAndSpace) {
  EXPECT_EQ(shown("1 // one\n + /* two */ 2"), "3");
  EXPECT_EQ(shown("\"\\u00e9\\U01F600\\uD83D\\uDE00\""), "\"é😀😀\"");
}

TEST(Compile, TextIsKept) { EXPECT_EQ(Expression::compile(" 1 +1 ").value().text(), " 1 +1 "); }

TEST(Compile, AnEmptyExpressionIsNull) {
  const Expression e;
  EXPECT_EQ(e.evaluate(Value()), Value());
  EXPECT_TRUE(e.paths().empty() && e.reads().empty() && e.text().empty());
}

}  // namespace
