#include <dmn/number.hpp>

#include <thread>

#include "feel_test.hpp"

namespace {

using namespace safar;
using feel::Number;

std::string shown(std::string_view text) {
  const auto n = Number::parse(text);
  return n ? to_string(*n) : n.error().message;
}

TEST(Number, ReadsAndWritesOneText) {
  EXPECT_EQ(shown("0.1"), "0.1");
  EXPECT_EQ(shown(".872"), "0.872");
  EXPECT_EQ(shown("-0"), "0");
  EXPECT_EQ(shown("00012.500"), "12.5");
  EXPECT_EQ(shown("1.23e4"), "12300");
  EXPECT_EQ(shown("1E+40"), "1E+40");
  EXPECT_EQ(shown("-12.5e-40"), "-1.25E-39");
  EXPECT_EQ(shown("9999999999999999999999999999999999"), "9999999999999999999999999999999999");
  EXPECT_EQ(to_string(Number{}), "0");
  EXPECT_EQ(to_string(Number::of(INT64_MIN)), "-9223372036854775808");
}

TEST(Number, RoundsTheThirtyFifthDigitHalfToEven) {
  EXPECT_EQ(shown("1.0000000000000000000000000000000005"), "1");
  EXPECT_EQ(shown("1.0000000000000000000000000000000015"), "1.000000000000000000000000000000002");
  EXPECT_EQ(shown("1.00000000000000000000000000000000050000000000000000000000000000000000000001"), "1.000000000000000000000000000000001");
}

TEST(Number, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".", "1.", "1e", "0x10", "1 ", "NaN", "Infinity", "--1", "+1", "1,5"}) {
    const auto n = Number::parse(text);
    ASSERT_FALSE(n) << text;
    EXPECT_EQ(n.error().code, ErrorCode::parse) << text;
  }
  EXPECT_EQ(Number::parse("1e6145").error().code, ErrorCode::out_of_range);
  EXPECT_EQ(Number::parse("1e9999999999").error().code, ErrorCode::out_of_range);
  EXPECT_EQ(Number::parse(std::string(101, '9')).error().code, ErrorCode::too_large);
}

TEST(Number, ArithmeticIsDecimal) {
  const auto n = [](std::string_view s) { return Number::parse(s).value(); };
  EXPECT_EQ(to_string(*add(n("0.1"), n("0.2"))), "0.3");
  EXPECT_EQ(to_string(*subtract(n("1"), n("0.9"))), "0.1");
  EXPECT_EQ(to_string(*multiply(n("1.1"), n("1.1"))), "1.21");
  EXPECT_EQ(to_string(*divide(n("1"), n("3"))), "0.3333333333333333333333333333333333");
  EXPECT_EQ(to_string(*divide(n("2"), n("3"))), "0.6666666666666666666666666666666667");
  EXPECT_FALSE(multiply(n("1e6000"), n("1e6000")));
  EXPECT_EQ(compare(n("1.0"), n("1")), 0);
  EXPECT_EQ(compare(n("-1"), n("1")), -1);
}

TEST(Number, PowersOfWholeNumbersAreExactWhereTheyFit) {
  const auto p = [](std::string_view a, std::string_view b) {
    const auto r = power(Number::parse(a).value(), Number::parse(b).value());
    return r ? to_string(*r) : std::string("none");
  };
  EXPECT_EQ(p("1.1", "3"), "1.331");
  EXPECT_EQ(p("10", "-5"), "0.00001");
  EXPECT_EQ(p("2", "112"), "5192296858534827628530496329220096");
  EXPECT_EQ(p("-2", "3"), "-8");
  EXPECT_EQ(p("0", "0"), "1");
  EXPECT_EQ(p("2", "0.5"), "1.414213562373095048801688724209698");
  EXPECT_EQ(p("-8", "0.5"), "none");
  EXPECT_EQ(p("10", "9000000000"), "none");
}

TEST(Number, RoundsDownAndUpToAScale) {
  const auto r = [](std::string_view a, int scale, feel::Rounding how) { return to_string(feel::round(Number::parse(a).value(), scale, how)); };
  EXPECT_EQ(r("1.56", 1, feel::Rounding::up), "1.6");
  EXPECT_EQ(r("-1.56", 1, feel::Rounding::up), "-1.5");
  EXPECT_EQ(r("-1.5", 0, feel::Rounding::down), "-2");
  EXPECT_EQ(r("1234", -2, feel::Rounding::down), "1200");
  EXPECT_EQ(r("1.5", 6000, feel::Rounding::down), "1.5");
  EXPECT_EQ(r("1", -6111, feel::Rounding::up), "1E+6111");
}

TEST(Number, WholeNumbers) {
  EXPECT_EQ(feel::to_integer(Number::parse("2.0").value()), 2);
  EXPECT_FALSE(feel::to_integer(Number::parse("2.5").value()));
  EXPECT_FALSE(feel::to_integer(Number::parse("1e30").value()));
  EXPECT_EQ(feel::truncated(Number::parse("-2.5").value()), -2);
}

// The flags and the rounding of one thread must not be seen by another: one rounds all the time, the other never.
TEST(Number, TwoThreadsDoNotSeeEachOther) {
  const auto work = [](std::string_view a, std::string_view b, std::string expected, int& wrong) {
    const Number x = Number::parse(a).value(), y = Number::parse(b).value();
    for (int i = 0; i < 20000; ++i) {
      if (to_string(*divide(x, y)) != expected) ++wrong;
      if (to_string(feel::round(x, 0, i % 2 ? feel::Rounding::up : feel::Rounding::down)) != to_string(x)) ++wrong;
      if (feel::to_integer(x) != feel::truncated(x)) ++wrong;
    }
  };
  int wrong_a = 0, wrong_b = 0;
  std::thread other([&] { work("2", "3", "0.6666666666666666666666666666666667", wrong_a); });
  work("10", "4", "2.5", wrong_b);
  other.join();
  EXPECT_EQ(wrong_a + wrong_b, 0);
}

}  // namespace
