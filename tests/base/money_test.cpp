#include <safar/base/money.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include <safar/base/describe.hpp>

namespace safar {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
Money of(std::int64_t minor, std::string_view code) { return Money::make(minor, code).value(); }

static_assert(money("12.50 EUR").minor_units() == 1250);

TEST(Money, HasOneTextForEachAmount) {
  for (const char* t : {"12.50 EUR", "52000 XOF", "-1.250 TND", "0.05 EUR", "-0.05 EUR", "0 XOF", "0.00 MAD", "92233720368547758.07 EUR",
                        "-92233720368547758.08 EUR", "-9223372036854775808 XOF", "1.0000 CLF"})
    EXPECT_EQ(to_string(Money::parse(t).value()), t);
  EXPECT_EQ(to_string(of(5, "EUR")), "0.05 EUR");
  EXPECT_EQ(to_string(of(1, "TND")), "0.001 TND");
  EXPECT_EQ(to_string(Money{}), "");
  Money m = of(5, "EUR");
  EXPECT_TRUE(parse_into("", m));
  EXPECT_TRUE(m.none());
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* t : {"", "12.50", "EUR", "12.50EUR", "12.50  EUR", " 12.50 EUR", "EUR 12.50", "12,50 EUR", "012.50 EUR", "-0.00 EUR", "-0 XOF", "+1 XOF",
                        "1 000 XOF", "12.5 EUR", "12 EUR", "12.505 EUR", "52000.00 XOF", "52000. XOF", ".50 EUR", "- 1 XOF", "1e3 XOF", "-- 5 XOF", "- XOF"})
    EXPECT_EQ(Money::parse(t).error().code, ErrorCode::parse) << t;
  for (const char* t : {"12.50 EUX", "12 eur", "5 XXX", "5 XAU"}) EXPECT_EQ(Money::parse(t).error().code, ErrorCode::unknown_code) << t;
  for (const char* t : {"92233720368547758.08 EUR", "-92233720368547758.09 EUR", "99999999999999999999999 XOF"})
    EXPECT_EQ(Money::parse(t).error().code, ErrorCode::out_of_range) << t;
}

TEST(Money, KnowsDecimals) {
  for (const auto& [code, d] : {std::pair{"EUR", 2u}, {"XOF", 0u}, {"XAF", 0u}, {"GNF", 0u}, {"TND", 3u}, {"LYD", 3u}, {"MAD", 2u}, {"MRU", 2u}, {"MRO", 2u}, {"JPY", 0u}, {"ALL", 2u}})
    EXPECT_EQ(of(0, code).decimals(), d) << code;
  EXPECT_EQ(Money::make(1, "ABC").error().code, ErrorCode::unknown_code);
}

TEST(Money, AddsOnlyItsOwnCurrency) {
  EXPECT_EQ(add(money("12.50 EUR"), money("0.75 EUR")).value(), money("13.25 EUR"));
  EXPECT_EQ(subtract(money("12.50 EUR"), money("13.00 EUR")).value(), money("-0.50 EUR"));
  EXPECT_EQ(add(money("12.50 EUR"), money("10 XOF")).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(subtract(money("12.50 EUR"), money("12.50 USD")).error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(add(Money{}, Money{}));
  EXPECT_FALSE(add(money("1.00 EUR"), Money{}));
}

TEST(Money, OverflowIsAnError) {
  EXPECT_EQ(add(of(most, "XOF"), of(1, "XOF")).error().code, ErrorCode::out_of_range);
  EXPECT_EQ(subtract(of(least, "XOF"), of(1, "XOF")).error().code, ErrorCode::out_of_range);
  EXPECT_EQ(subtract(of(0, "XOF"), of(least, "XOF")).error().code, ErrorCode::out_of_range);
  EXPECT_EQ(times(of(most, "XOF"), 2).error().code, ErrorCode::out_of_range);
  EXPECT_EQ(times(of(least, "XOF"), -1).error().code, ErrorCode::out_of_range);
  EXPECT_EQ(times(of(most, "XOF"), most, most).value(), of(most, "XOF"));
  EXPECT_EQ(times(of(least, "XOF"), least, least).value(), of(least, "XOF"));
}

TEST(Money, RoundsHalvesToEven) {
  const auto half = [](std::int64_t n) { return times(of(n, "XOF"), 1, 2).value().minor_units(); };
  EXPECT_EQ(half(1), 0);
  EXPECT_EQ(half(3), 2);
  EXPECT_EQ(half(5), 2);
  EXPECT_EQ(half(7), 4);
  EXPECT_EQ(half(-1), 0);
  EXPECT_EQ(half(-3), -2);
  EXPECT_EQ(half(-5), -2);
  EXPECT_EQ(times(of(100, "XOF"), 1, 3).value().minor_units(), 33);
  EXPECT_EQ(times(of(100, "XOF"), 2, 3).value().minor_units(), 67);
  EXPECT_EQ(times(of(100, "XOF"), 2, -3).value().minor_units(), -67);
  EXPECT_EQ(times(money("1000.00 EUR"), 655957, 1000).value(), money("655957.00 EUR"));
  EXPECT_EQ(times(of(1, "XOF"), 1, 0).error().code, ErrorCode::invalid_argument);
}

TEST(Money, RoundingIsTheNearestOfAllWhole) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    const auto m = static_cast<std::int64_t>(random() % 2001) - 1000, n = static_cast<std::int64_t>(random() % 201) - 100;
    const auto d = static_cast<std::int64_t>(random() % 24) + 1;
    const auto q = times(of(m, "XOF"), n, d).value().minor_units();
    const auto off = std::abs(q * d - m * n);  // distance in d-ths
    ASSERT_LE(2 * off, d) << m << " x " << n << " / " << d;
    if (2 * off == d) { ASSERT_EQ(q % 2, 0) << m << " x " << n << " / " << d; }
  }
}

TEST(Money, IsAScalarToTheTableOfTypes) {
  const TypeInfo& t = info<Money>();
  EXPECT_EQ(t.kind, Kind::scalar);
  Money m;
  EXPECT_TRUE(t.parse("12.50 EUR", &m));
  EXPECT_EQ(t.print(&m), "12.50 EUR");
}

}  // namespace
}  // namespace safar
