#include <safar/base/time.hpp>

#include <date/iso_week.h>
#include <gtest/gtest.h>

#include <string>

#include <safar/base/describe.hpp>

namespace safar {
namespace {

Instant at(std::string_view text) { return Instant::parse(text).value(); }
std::string start(std::string_view day, std::string_view zone) {
  return to_string(Instant::from_microseconds(start_of_day(Date::parse(day).value(), zone).value()).value());
}
std::string end(std::string_view day, std::string_view zone) {
  return to_string(Instant::from_microseconds(end_of_day(Date::parse(day).value(), zone).value()).value());
}
std::string day(std::string_view instant, std::string_view zone) { return to_string(day_of(at(instant), zone).value()); }

TEST(Instant, HasOneText) {
  for (const char* t : {"2019-01-18T09:30:00.000000Z", "1970-01-01T00:00:00.000000Z", "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000000Z",
                        "9999-12-31T23:59:59.999999Z", "2016-02-29T00:00:00.000001Z"})
    EXPECT_EQ(to_string(at(t)), t);
  EXPECT_EQ(at("2019-01-18T09:30:00Z"), at("2019-01-18T09:30:00.000000Z"));
  EXPECT_EQ(to_string(at("2019-01-18T09:30:00.5Z")), "2019-01-18T09:30:00.500000Z");
  EXPECT_EQ(at("1970-01-02T00:00:01Z").microseconds(), 86'401'000'000);
  EXPECT_EQ(at("0001-01-01T00:00:00Z").microseconds(), Instant::first);
  EXPECT_EQ(at("9999-12-31T23:59:59.999999Z").microseconds(), Instant::last);
  EXPECT_EQ(at("1969-12-31T23:59:59.999999Z").utc_day(), date("1969-12-31"));
  EXPECT_LT(at("2019-01-18T09:30:00Z"), at("2019-01-18T09:30:00.000001Z"));
}

TEST(Instant, RefusesWhatIsNoTime) {
  for (const char* t : {"", "2019-01-18", "2019-01-18T09:30Z", "2019-01-18T09:30:00", "2019-01-18 09:30:00Z", "2019-01-18T09:30:00+01:00", "2019-01-18T09:30:00.Z",
                        "2019-01-18T09:30:00.0000000Z", "2019-01-18T09:30:00,5Z", "2019-01-18t09:30:00z", "2019-01-18T9:30:00.0Z", "2019-1-018T09:30:00Z"})
    EXPECT_EQ(Instant::parse(t).error().code, ErrorCode::parse) << t;
  for (const char* t : {"2019-02-29T09:30:00Z", "2019-01-18T24:00:00Z", "2019-01-18T09:60:00Z", "2016-12-31T23:59:60Z", "0000-01-01T00:00:00Z"})
    EXPECT_EQ(Instant::parse(t).error().code, ErrorCode::out_of_range) << t;
  EXPECT_FALSE(Instant::from_microseconds(Instant::last + 1));
  EXPECT_FALSE(Instant::from_microseconds(Instant::first - 1));
  EXPECT_EQ(info<Instant>().kind, Kind::scalar);
}

TEST(Zones, ADayBeginsAtItsOwnMidnight) {
  EXPECT_EQ(start("2019-01-18", "UTC"), "2019-01-18T00:00:00.000000Z");
  EXPECT_EQ(start("2019-01-18", "Africa/Bamako"), "2019-01-18T00:00:00.000000Z");
  EXPECT_EQ(start("2019-01-18", "Africa/Niamey"), "2019-01-17T23:00:00.000000Z");
  EXPECT_EQ(end("2019-01-18", "Africa/Niamey"), "2019-01-18T23:00:00.000000Z");
  EXPECT_EQ(start("2019-07-01", "Europe/Paris"), "2019-06-30T22:00:00.000000Z");  // summer time: zone files are read in full
  EXPECT_EQ(start("2035-07-01", "Europe/Paris"), "2035-06-30T22:00:00.000000Z");
  EXPECT_EQ(start("2019-03-31", "Europe/Paris"), "2019-03-30T23:00:00.000000Z");  // a day of 23 hours
  EXPECT_EQ(end("2019-03-31", "Europe/Paris"), "2019-03-31T22:00:00.000000Z");
  EXPECT_EQ(start("2019-01-18", "Asia/Calcutta"), start("2019-01-18", "Asia/Kolkata"));  // an old name
}

TEST(Zones, MidnightThatIsNotThereOrTwice) {
  // Beirut's clocks jump from 00:00 to 01:00 on 31 March 2019 (22:00 UTC of the 30th)
  EXPECT_EQ(start("2019-03-31", "Asia/Beirut"), "2019-03-30T22:00:00.000000Z");
  EXPECT_EQ(day("2019-03-30T22:00:00Z", "Asia/Beirut"), "2019-03-31");
  // and back from 24:00 to 23:00 on 26 October: the 27th begins once
  EXPECT_EQ(start("2019-10-27", "Asia/Beirut"), "2019-10-26T22:00:00.000000Z");
  // Havana's go back from 01:00 to 00:00 on 3 November 2019: the day begins at the first of the two
  EXPECT_EQ(start("2019-11-03", "America/Havana"), "2019-11-03T04:00:00.000000Z");
  // Samoa had no 30 December 2011
  EXPECT_EQ(start("2011-12-30", "Pacific/Apia"), end("2011-12-30", "Pacific/Apia"));
}

TEST(Zones, TheWallCalendar) {
  EXPECT_EQ(day("2019-01-17T23:30:00Z", "Africa/Niamey"), "2019-01-18");
  EXPECT_EQ(day("2019-01-17T23:30:00Z", "Africa/Bamako"), "2019-01-17");
  EXPECT_EQ(day("2019-01-18T04:59:59.999999Z", "America/Bogota"), "2019-01-17");
  EXPECT_EQ(day("2019-01-17T23:59:59.999999Z", "UTC"), "2019-01-17");
  EXPECT_EQ(day("1969-12-31T23:59:59.999999Z", "UTC"), "1969-12-31");
}

TEST(Zones, EveryInstantLiesInItsDay) {
  for (const char* zone : {"Africa/Casablanca", "Europe/Paris", "Asia/Beirut", "America/Havana", "Asia/Kathmandu", "Pacific/Apia"})
    for (int d = date("2010-01-01").days(); d < date("2020-01-01").days(); d += 7) {
      const Date it = *Date::from_days(d);
      const auto from = start_of_day(it, zone).value(), to = end_of_day(it, zone).value();
      if (from == to) continue;
      ASSERT_EQ(day_of(*Instant::from_microseconds(from), zone).value(), it) << zone;
      ASSERT_EQ(day_of(*Instant::from_microseconds(to - 1), zone).value(), it) << zone;
      ASSERT_NE(day_of(*Instant::from_microseconds(to), zone).value(), it) << zone;
    }
}

TEST(Zones, GoOnByTheLastRuleAfterTheListEnds) {
  EXPECT_EQ(start("2038-01-01", "Europe/Paris"), "2037-12-31T23:00:00.000000Z");
  EXPECT_EQ(start("2040-07-01", "Europe/Paris"), "2040-06-30T22:00:00.000000Z");
  EXPECT_EQ(end("2041-03-31", "Europe/Paris"), "2041-03-31T22:00:00.000000Z");      // the last Sunday of March: 23 hours
  EXPECT_EQ(start("2041-03-31", "Europe/Paris"), "2041-03-30T23:00:00.000000Z");
  EXPECT_EQ(start("2044-11-06", "America/New_York"), "2044-11-06T04:00:00.000000Z");  // the first Sunday of November
  EXPECT_EQ(end("2044-11-06", "America/New_York"), "2044-11-07T05:00:00.000000Z");
  EXPECT_EQ(start("2044-02-29", "Asia/Kathmandu"), "2044-02-28T18:15:00.000000Z");
  EXPECT_EQ(day("2044-02-28T18:15:00Z", "Asia/Kathmandu"), "2044-02-29");
  EXPECT_EQ(start("2060-01-01", "Africa/Bamako"), "2060-01-01T00:00:00.000000Z");
  EXPECT_EQ(start("9999-12-31", "Africa/Niamey"), "9999-12-30T23:00:00.000000Z");
  for (const char* zone : {"Europe/Paris", "Africa/Niamey", "America/New_York", "Australia/Sydney", "Asia/Kathmandu"})
    for (int d = date("2037-12-20").days(); d < date("2067-01-01").days(); d += 3) {
      const Date it = *Date::from_days(d);
      const auto from = start_of_day(it, zone).value(), to = end_of_day(it, zone).value();
      ASSERT_EQ(day_of(*Instant::from_microseconds(from), zone).value(), it) << zone << to_string(it);
      ASSERT_NE(day_of(*Instant::from_microseconds(from - 1), zone).value(), it) << zone << to_string(it);
      ASSERT_EQ(day_of(*Instant::from_microseconds(to - 1), zone).value(), it) << zone << to_string(it);
    }
}

TEST(Zones, SayWhatTheyDoNotKnow) {
  for (const char* z : {"", "Mars/Base", "../../etc/passwd", "CET+1", "africa/bamako"})
    EXPECT_EQ(start_of_day(date("2019-01-18"), z).error().code, ErrorCode::unknown_code) << z;
  EXPECT_EQ(day_of(Instant{}, "Nowhere").error().code, ErrorCode::unknown_code);
  EXPECT_EQ(start("2038-01-01", "UTC"), "2038-01-01T00:00:00.000000Z");
}

TEST(IsoWeek, HasTheYearOfItsThursday) {
  EXPECT_EQ(iso_week(date("2018-11-12")), "2018-W46");
  EXPECT_EQ(iso_week(date("2018-11-18")), "2018-W46");
  EXPECT_EQ(iso_week(date("2018-12-31")), "2019-W01");
  EXPECT_EQ(iso_week(date("2021-01-01")), "2020-W53");
  EXPECT_EQ(iso_week(date("0001-01-01")), "0001-W01");
  EXPECT_EQ(iso_week(date("9999-12-31")), "9999-W52");
  EXPECT_EQ(first_day_of_iso_week("2018-W46").value(), date("2018-11-12"));
  EXPECT_EQ(first_day_of_iso_week("2020-W53").value(), date("2020-12-28"));
  for (const char* w : {"", "2018-46", "2018W46", "2018-W4", "2018-w46", "2018-W460"}) EXPECT_EQ(first_day_of_iso_week(w).error().code, ErrorCode::parse) << w;
  for (const char* w : {"2018-W00", "2018-W53", "2019-W54", "0000-W10"}) EXPECT_EQ(first_day_of_iso_week(w).error().code, ErrorCode::out_of_range) << w;
}

TEST(IsoWeek, AgreesWithTheDateLibrary) {
  for (std::int32_t d = date("1890-01-01").days(); d < date("2110-01-01").days(); ++d) {
    const Date it = *Date::from_days(d);
    const iso_week::year_weeknum_weekday w{::date::sys_days{::date::days{d}}};
    std::string expected;
    detail::put_digits(expected, static_cast<int>(w.year()), 4);
    detail::put_digits(expected += "-W", static_cast<int>(static_cast<unsigned>(w.weeknum())), 2);
    ASSERT_EQ(safar::iso_week(it), expected) << to_string(it);
    const auto monday = first_day_of_iso_week(expected).value();
    ASSERT_TRUE(it - monday >= 0 && it - monday < 7 && monday.weekday() == 1);
  }
}

}  // namespace
}  // namespace safar
