#include <safar/base/partial_date.hpp>

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include <safar/base/describe.hpp>

namespace safar {
namespace {

PartialDate pd(std::string_view text) { return PartialDate::parse(text).value(); }

static_assert(partial_date("XXXX") == PartialDate{});
static_assert(compare(partial_date("2008"), partial_date("2008-06-30")) == Order::unknown);
static_assert(PartialDate{date("1985-04-12")} == partial_date("1985-04-12"));
template <class T> concept Ordered = requires(const T& a) { a < a; };
static_assert(Ordered<Date> && !Ordered<PartialDate>);

TEST(Date, IsTheDayThatItsTextSays) {
  EXPECT_EQ(date("1970-01-01").days(), 0);
  EXPECT_EQ(date("0001-01-01").days(), Date::first_day);
  EXPECT_EQ(date("9999-12-31").days(), Date::last_day);
  EXPECT_EQ(to_string(date("2019-01-18")), "2019-01-18");
  EXPECT_EQ(to_string(date("0045-03-05")), "0045-03-05");
  EXPECT_EQ(date("2018-11-18").weekday(), 7u);
  EXPECT_EQ(date("0001-01-01").weekday(), 1u);
  EXPECT_EQ(date("2020-03-01") - date("2020-02-01"), 29);
  EXPECT_LT(date("2018-12-31"), date("2019-01-01"));
}

TEST(Date, EveryDayOfFourCenturiesComesBackFromItsText) {
  for (std::int32_t d = date("1899-01-01").days(); d <= date("2300-01-01").days(); ++d) {
    const Date day = *Date::from_days(d);
    Date back;
    ASSERT_TRUE(parse_into(to_string(day), back));
    ASSERT_EQ(back, day);
  }
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* t : {"", "2019-1-18", "2019-01-1", "20190118", "2019/01/18", "2019-01-18Z", "+019-01-18", "2019-01- 8", "18-01-2019"}) {
    EXPECT_EQ(Date::parse(t).error().code, ErrorCode::parse) << t;
  }
  for (const char* t : {"2019-02-29", "2019-00-10", "2019-13-10", "2019-04-31", "2019-04-00", "0000-01-01"})
    EXPECT_EQ(Date::parse(t).error().code, ErrorCode::out_of_range) << t;
  EXPECT_FALSE(Date::from_days(std::int64_t{Date::last_day} + 1));
  EXPECT_FALSE(Date::from_days(INT64_MIN));
  EXPECT_FALSE(Date::make(2019, 257, 1));  // 257 is 1 in eight bits
  EXPECT_FALSE(Date::make(65536 + 2019, 1, 1));
  EXPECT_FALSE(date("9999-12-31").plus_days(1));
  EXPECT_FALSE(date("2019-01-18").plus_days(INT64_MAX));
  EXPECT_EQ(date("2019-01-18").plus_days(-18).value(), date("2018-12-31"));
}

TEST(PartialDate, ErrorsAreOneShortLine) {
  const auto e = PartialDate::parse("it was\nin the year of the great flood, says the uncle").error();
  EXPECT_EQ(e.message.find('\n'), std::string::npos);
  EXPECT_EQ(e.message.find("uncle"), std::string::npos);
  EXPECT_EQ(e.message.find("it was"), std::string::npos) << "a day of birth is personal: nothing of it is repeated";
}

TEST(PartialDate, SaysItsPartsOnlyWhereTheyAreKnown) {
  EXPECT_EQ(pd("1985-04-12").year(), 1985);
  EXPECT_EQ(pd("1985-04-12").month(), 4u);
  EXPECT_EQ(pd("1985-04-12").day(), 12u);
  EXPECT_EQ(pd("1985-04-XX").day(), std::nullopt);
  EXPECT_EQ(pd("1985-04-XX").month(), 4u);
  EXPECT_EQ(pd("1985-XX").month(), std::nullopt);
  EXPECT_EQ(pd("2001-21").month(), std::nullopt);
  EXPECT_EQ(pd("2001-21").year(), 2001);
  EXPECT_EQ(pd("198X").year(), std::nullopt);
  EXPECT_EQ(pd("1985/1985").year(), std::nullopt);
}

TEST(PartialDate, EqualMeansTheSameStatement) {
  EXPECT_EQ(pd("1985-XX"), pd("1985-XX"));
  EXPECT_NE(pd("1985-XX"), pd("1985"));
  EXPECT_NE(pd("1985"), pd("1985?"));
  EXPECT_NE(pd("1985/.."), pd("1985/"));
  EXPECT_NE(pd("1985"), pd("1985/1985"));
}

TEST(PartialDate, FailedParseLeavesTheTarget) {
  PartialDate d = pd("1985");
  EXPECT_FALSE(parse_into("1985-13", d));
  EXPECT_EQ(d, pd("1985"));
}

TEST(PartialDate, KnowsPlaceholdersAndHeaping) {
  for (const char* t : {"1900-01-01", "1899-12-30", "0001-01-01", "9999-12-31", "1900-01-01?"}) EXPECT_TRUE(looks_like_placeholder(pd(t))) << t;
  for (const char* t : {"1900", "1900-01", "1970-01-01", "1985-01-01", "XXXX", "1900-01-01/1900-01-01"}) EXPECT_FALSE(looks_like_placeholder(pd(t))) << t;
  for (const char* t : {"1985-01-01", "1900-01-01", "1985-01-01~"}) EXPECT_TRUE(is_january_first(pd(t))) << t;
  for (const char* t : {"1985", "1985-01", "1985-01-XX", "1985-01-02", "1985-02-01"}) EXPECT_FALSE(is_january_first(pd(t))) << t;
}

TEST(PartialDate, IsAScalarToTheTableOfTypes) {
  const TypeInfo& t = info<PartialDate>();
  EXPECT_EQ(t.kind, Kind::scalar);
  EXPECT_EQ(t.name, "partial_date");
  PartialDate d;
  EXPECT_TRUE(t.parse("19XX?", &d));
  EXPECT_EQ(t.print(&d), "19XX?");
  EXPECT_FALSE(t.parse("19X5", &d));
  const Known<PartialDate> known = date("1985-04-12");
  EXPECT_TRUE(known.known());
}

/// Texts of every form with days close together, so that bounds touch, overlap and contain each other.
std::vector<PartialDate> many() {
  std::mt19937 random(20190118);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const auto simple = [&] {
    const std::string y = std::to_string(1999 + pick(4)), m = two(1 + pick(12)), mark(1, "?~%"[pick(3)]);
    switch (pick(9)) {
      case 0: return y;
      case 1: return y + "-" + m;
      case 2: return y + "-" + m + "-XX";
      case 3: return y + "-" + two(21 + pick(4));
      case 4: return std::string("199X");
      case 5: return y + "-XX";
      case 6: return y + "-12-31" + mark;
      default: return y + "-01-0" + std::to_string(1 + pick(3));
    }
  };
  std::vector<PartialDate> out{PartialDate{}};
  while (out.size() < 300) {
    std::string t = simple();
    if (pick(4) == 0) t += "/" + simple();
    else if (pick(12) == 0) t = "../" + t;
    else if (pick(12) == 0) t += "/..";
    if (PartialDate d; parse_into(t, d)) out.push_back(d);
  }
  return out;
}

/// For each day near the dates of many(), whether the date may be that day.
std::vector<char> days_of(const PartialDate& d) {
  std::vector<char> out;
  for (auto t = date("1998-11-01").sys_days(); t <= date("2004-12-31").sys_days(); t += std::chrono::days{1})
    out.push_back(d.earliest() <= t && t <= d.latest());
  return out;
}

/// What the pairs of days say, found by walking over the days: the plain meaning of compare().
Order by_days(const std::vector<char>& a, const std::vector<char>& b) {
  bool before = false, same = false, after = false, seen_a = false, seen_b = false;
  const char *x = a.data(), *y = b.data();
  for (std::size_t i = 0; i < a.size(); ++i) {
    before |= seen_a && y[i];
    after |= seen_b && x[i];
    same |= x[i] && y[i];
    seen_a |= x[i] != 0;
    seen_b |= y[i] != 0;
    if (before + same + after > 1) return Order::unknown;
  }
  return before ? Order::before : after ? Order::after : Order::same;
}

TEST(PartialDate, CompareAgreesWithEveryPairOfDays) {
  const auto all = many();
  std::vector<std::vector<char>> days;
  for (const auto& d : all) days.push_back(days_of(d));
  int seen[4] = {};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = 0; k <= i; ++k) {
      const Order o = compare(all[i], all[k]);
      ASSERT_EQ(o, by_days(days[i], days[k])) << to_string(all[i]) << " and " << to_string(all[k]);
      ASSERT_EQ(compare(all[k], all[i]), o == Order::before ? Order::after : o == Order::after ? Order::before : o);
      ++seen[static_cast<int>(o)];
    }
  for (const int n : seen) EXPECT_GT(n, 100);  // every answer was tried
}

}  // namespace
}  // namespace safar
