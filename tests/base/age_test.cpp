#include <safar/base/age.hpp>

#include <gtest/gtest.h>

#include <string>

namespace safar {
namespace {

AgeInterval age(std::string_view birth, std::string_view day, int slack = 0) {
  return age_at(PartialDate::parse(birth).value(), Date::parse(day).value(), slack);
}
AgeInterval both(int min, int max) { return {min, max}; }

TEST(Age, OfAKnownBirthIsOneNumber) {
  EXPECT_EQ(age("2001-01-18", "2019-01-17"), both(17, 17));
  EXPECT_EQ(age("2001-01-18", "2019-01-18"), both(18, 18));
  EXPECT_EQ(age("2019-01-18", "2019-01-18"), both(0, 0));
}

TEST(Age, OfAPartialBirthIsAnInterval) {
  EXPECT_EQ(age("2001", "2019-01-18"), both(17, 18));
  EXPECT_EQ(age("2001", "2018-12-31"), both(17, 17));  // the last day of the year: nobody is 18 before 1 January, all are 17
  EXPECT_EQ(age("199X", "2019-01-18"), both(19, 29));
  EXPECT_EQ(age("2001-01", "2019-01-18"), both(17, 18));
  EXPECT_EQ(age("../1985", "2019-01-18").min, 33);
  EXPECT_EQ(age("XXXX", "2019-01-18"), both(0, 2018));
}

TEST(Age, BornOn29FebruaryTurnsOn1MarchWhereThereIsNo29) {
  EXPECT_EQ(age("2004-02-29", "2022-02-28"), both(17, 17));
  EXPECT_EQ(age("2004-02-29", "2022-03-01"), both(18, 18));
  EXPECT_EQ(age("2004-02-29", "2024-02-28"), both(19, 19));
  EXPECT_EQ(age("2004-02-29", "2024-02-29"), both(20, 20));
}

TEST(Age, BeforeBirthThereIsNone) {
  EXPECT_TRUE(age("2019-01-19", "2019-01-18").none());
  EXPECT_TRUE(age("2020", "2019-01-18").none());
  EXPECT_EQ(age("2019", "2019-01-18"), both(0, 0));  // may be born after the day, yet the person is there
  EXPECT_EQ(is_minor(age("2020", "2019-01-18")), Truth::unknown);
  EXPECT_EQ(at_least(age("2020", "2019-01-18"), 0), Truth::unknown);
  EXPECT_EQ(age_band(age("2020", "2019-01-18")), "unknown");
}

TEST(Age, SlackWidensApproximateBirthsOnly) {
  EXPECT_EQ(age("2000~", "2019-06-30", 2), both(16, 21));
  EXPECT_EQ(age("2000~", "2019-06-30"), both(18, 19));
  EXPECT_EQ(age("2000?", "2019-06-30", 2), both(18, 19));
  EXPECT_EQ(age("2020~", "2019-06-30", 2), both(0, 1));
  EXPECT_TRUE(age("2023~", "2019-06-30", 2).none());
  EXPECT_EQ(age("2000~", "2019-06-30", -5), both(18, 19));
  EXPECT_EQ(age("0001~", "2019-06-30", INT32_MAX).max, 3018);
}

TEST(Age, MinorIsThreeValued) {
  EXPECT_EQ(is_minor(both(17, 17)), Truth::yes);
  EXPECT_EQ(is_minor(both(17, 18)), Truth::unknown);
  EXPECT_EQ(is_minor(both(18, 30)), Truth::no);
  EXPECT_EQ(is_minor(both(18, 20), 21), Truth::yes);
  EXPECT_EQ(at_least(both(18, 18), 18), Truth::yes);
  EXPECT_EQ(at_least(both(16, 17), 18), Truth::no);
}

TEST(Age, ABandHoldsTheWholeInterval) {
  EXPECT_EQ(age_band(both(0, 4)), "0-4");
  EXPECT_EQ(age_band(both(4, 5)), "unknown");
  EXPECT_EQ(age_band(both(14, 17)), "14-17");
  EXPECT_EQ(age_band(both(17, 18)), "unknown");
  EXPECT_EQ(age_band(both(0, 2018)), "unknown");
  EXPECT_EQ(age_band(both(60, 2018)), "60+");
  int band = 0;  // each year of age lies in one band, in order
  for (int a = 0; a < 120; ++a) {
    const std::string name{age_band(both(a, a))};
    while (age_bands[band] != name) ASSERT_LT(++band, 8) << a;
    const int from = std::stoi(name), to = name.back() == '+' ? 999 : std::stoi(name.substr(name.find('-') + 1));
    ASSERT_TRUE(from <= a && a <= to) << a << " in " << name;
  }
}

/// A definite verdict on a partly known birth is the verdict on each day that it may be.
TEST(Age, VerdictsHoldOnEveryDayOfBirth) {
  int definite = 0, open = 0;
  for (const char* text : {"2000", "2001", "2001-01", "2001-01-XX", "200X", "2001-24", "2000-12/2001-02", "1996-02", "2000/.."}) {
    const auto birth = PartialDate::parse(text).value();
    for (int t = date("2017-11-01").days(); t < date("2020-02-01").days(); t += 3) {
      const Date day = *Date::from_days(t);
      const auto whole = age_at(birth, day);
      AgeInterval seen{999, -1};
      for (auto b = birth.earliest(); b <= birth.latest() && b <= day.sys_days(); b += std::chrono::days{1}) {
        const auto one = age_at(*Date::from_days(b.time_since_epoch().count()), day);
        ASSERT_EQ(one.min, one.max);
        seen = {std::min(seen.min, one.min), std::max(seen.max, one.max)};
        const Truth minor = is_minor(whole);
        if (minor != Truth::unknown) { ASSERT_EQ(is_minor(one), minor) << text << " on " << to_string(day); }
      }
      ASSERT_EQ(seen, whole) << text << " on " << to_string(day);  // no wider than needed either
      (is_minor(whole) == Truth::unknown ? open : definite)++;
    }
  }
  EXPECT_GT(definite, 100);
  EXPECT_GT(open, 100);
}

}  // namespace
}  // namespace safar
