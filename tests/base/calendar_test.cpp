#include <safar/base/calendar.hpp>

#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <set>

using namespace safar;

namespace {

Period p(const char* text) { return Period::parse(text).value(); }
Date d(const char* text) { return Date::parse(text).value(); }

}  // namespace

TEST(Period, SaysWhatItRead) {
  EXPECT_EQ(p("P12M"), (Period{12, 0, 0}));
  EXPECT_EQ(p("P1Y6M10D"), (Period{18, 10, 0}));
  EXPECT_EQ(p("P5W"), (Period{0, 35, 0}));
  EXPECT_EQ(p("-P19D"), (Period{0, -19, 0}));
  EXPECT_EQ(p("5 working days"), (Period{0, 0, 5}));
  EXPECT_EQ(p("1 working day"), (Period{0, 0, 1}));
  EXPECT_EQ(p("-5 working days"), (Period{0, 0, -5}));
  for (const char* text : {"P1Y", "P18M", "P14D", "P2Y3D", "-P19D", "P0D", "-P3M2D", "5 working days", "1 working day", "-1 working day"})
    EXPECT_EQ(to_string(p(text)), text);
  EXPECT_EQ(to_string(p("P5W")), "P35D");
}

TEST(Period, RefusesWhatIsNone) {
  for (const char* text : {"", "P", "P1", "14D", "PT4H", "P1DT4H", "P1D1M", "P1M1M", "P-1D", "+P1D", "P1.5D", "p1d", "5 days", "working days", "2 working day", "5 working days ", "P1D ", "--P1D"})
    EXPECT_FALSE(Period::parse(text).ok()) << text;
  EXPECT_EQ(Period::parse("P999999999999999999999D").error().code, ErrorCode::out_of_range);
  EXPECT_EQ(Period::parse("P120000D").value().days, 120000);
  EXPECT_EQ(Period::parse("P120001D").error().code, ErrorCode::out_of_range);
  EXPECT_EQ(Period::parse("P10000Y1M").error().code, ErrorCode::out_of_range);
}

TEST(Calendar, MonthsEndWhereTheMonthEnds) {
  EXPECT_EQ(add_months(d("2019-01-31"), 1).value(), d("2019-02-28"));
  EXPECT_EQ(add_months(d("2020-01-31"), 1).value(), d("2020-02-29"));
  EXPECT_EQ(add_months(d("2020-02-29"), 12).value(), d("2021-02-28"));
  EXPECT_EQ(add_months(d("2020-02-29"), 48).value(), d("2024-02-29"));
  EXPECT_EQ(add_months(d("2019-03-31"), -1).value(), d("2019-02-28"));
  EXPECT_EQ(add_months(d("2019-01-15"), -13).value(), d("2017-12-15"));
  EXPECT_EQ(add_months(d("2019-12-31"), 2).value(), d("2020-02-29"));
  EXPECT_FALSE(add_months(d("9999-12-01"), 1).ok());
  EXPECT_FALSE(add_months(d("0001-01-01"), -1).ok());
  EXPECT_FALSE(add_months(d("2019-01-01"), INT32_MIN).ok());
}

TEST(Calendar, CountsDaysThatAreWorked) {
  const Calendar weekends;
  EXPECT_EQ(add_working_days(d("2019-01-04"), 1, weekends).value(), d("2019-01-07")) << "Friday to Monday";
  EXPECT_EQ(add_working_days(d("2019-01-05"), 1, weekends).value(), d("2019-01-07")) << "from a Saturday";
  EXPECT_EQ(add_working_days(d("2019-01-05"), 0, weekends).value(), d("2019-01-05"));
  EXPECT_EQ(add_working_days(d("2019-01-07"), -1, weekends).value(), d("2019-01-04"));
  EXPECT_EQ(add_working_days(d("2019-01-04"), 10, weekends).value(), d("2019-01-18")) << "two weekends";
  // Easter 2019 in Germany: Friday and Monday are off on both sides of a weekend.
  const auto de = Calendar::of_country("DEU").value();
  EXPECT_EQ(add_working_days(d("2019-04-18"), 1, de).value(), d("2019-04-23"));
  EXPECT_EQ(working_days_between(d("2019-04-18"), d("2019-04-23"), de), 1);
  // Algeria rests on Friday and Saturday, and works on Sunday.
  const auto dz = Calendar::of_country("DZA").value();
  EXPECT_EQ(add_working_days(d("2019-01-03"), 1, dz).value(), d("2019-01-06"));
  EXPECT_FALSE(dz.works(d("2019-01-04")));
  EXPECT_TRUE(dz.works(d("2019-01-06")));
  EXPECT_EQ(Calendar::of_country("XXX").error().reason, "no_such_calendar");
  EXPECT_FALSE(add_working_days(d("9999-12-30"), 5, weekends).ok());
}

TEST(Calendar, AddingAndCountingAreInverse) {
  std::mt19937 random(5);
  for (const auto& c : {Calendar(), Calendar::of_country("MNE").value(), Calendar::of_country("EGY").value()})
    for (int i = 0; i < 3000; ++i) {
      const Date day = Date::from_days(16'000 + static_cast<int>(random() % 8000)).value();
      const int n = static_cast<int>(random() % 81) - 40;
      EXPECT_EQ(working_days_between(day, add_working_days(day, n, c).value(), c), n) << to_string(day) << " " << n;
    }
}

TEST(Calendar, APeriodDoesNotCountItsFirstDay) {
  EXPECT_EQ(add_period(d("2019-01-01"), p("P14D"), {}).value(), d("2019-01-15"));
  EXPECT_EQ(add_period(d("2019-01-31"), p("P1M1D"), {}).value(), d("2019-03-01")) << "months first";
  EXPECT_EQ(add_period(d("2019-01-20"), p("-P19D"), {}).value(), d("2019-01-01"));
  EXPECT_EQ(add_period(d("2019-01-18"), p("14 working days"), {}).value(), d("2019-02-07"));
}

TEST(Calendar, EasterOfBothChurches) {
  const std::map<int, std::pair<const char*, const char*>> known = {{1818, {"1818-03-22", "1818-04-26"}}, {1943, {"1943-04-25", "1943-04-25"}}, {2000, {"2000-04-23", "2000-04-30"}},
                                                                     {2019, {"2019-04-21", "2019-04-28"}}, {2024, {"2024-03-31", "2024-05-05"}}, {2025, {"2025-04-20", "2025-04-20"}}};
  for (const auto& [year, days] : known) {
    EXPECT_EQ(easter(year), d(days.first));
    EXPECT_EQ(orthodox_easter(year), d(days.second));
  }
  for (int year = 1583; year <= 2500; ++year) {
    EXPECT_EQ(easter(year).weekday(), 7u);
    EXPECT_EQ(orthodox_easter(year).weekday(), 7u);
    EXPECT_GE(orthodox_easter(year), easter(year)) << year;
  }
}

TEST(Calendar, ASundayIsMadeUpWhereTheLawSaysSo) {
  const auto me = Calendar::of_country("MNE").value();
  EXPECT_FALSE(me.works(d("2022-05-02"))) << "1 May was a Sunday, 2 May is a holiday itself";
  EXPECT_FALSE(me.works(d("2022-05-03")));
  EXPECT_TRUE(me.works(d("2022-05-04")));
  const auto be = Calendar::of_country("BEL").value();
  EXPECT_TRUE(be.works(d("2022-05-02"))) << "1 May was a Sunday, and nothing makes up for it";
}

TEST(Calendar, AHouseAdoptsItsOwn) {
  const auto c = Calendar::from_json(R"({"v":1,"calendar":"ML-office","country":"MLI","weekend":[5,6],"holidays":[{"day":"2019-06-04","label":"Korite"},{"day":"2019-01-20","label":"ours"}],"working":["2019-09-22"]})").value();
  EXPECT_EQ(c.name(), "ML-office");
  EXPECT_FALSE(c.works(d("2019-06-04")));
  EXPECT_FALSE(c.works(d("2019-01-18"))) << "Friday";
  EXPECT_TRUE(c.works(d("2019-01-13"))) << "Sunday";
  EXPECT_TRUE(c.works(d("2019-09-22"))) << "a holiday that is worked";
  EXPECT_EQ(c.holiday(d("2019-01-20"))->label, "ours");
  EXPECT_EQ(c.holiday(d("2019-12-25"))->label, "Christmas");
  const auto refuses = [](const char* json, const char* pointer) {
    const auto r = Calendar::from_json(json);
    EXPECT_FALSE(r.ok()) << json;
    if (!r) { EXPECT_EQ(r.error().pointer, pointer) << json; }
  };
  refuses(R"({"country":"MLI"})", "/calendar");
  refuses(R"({"calendar":"x","country":"QQQ"})", "/country");
  refuses(R"({"calendar":"x","weekend":[1,2,3,4,5,6,7]})", "/weekend");
  refuses(R"({"calendar":"x","weekend":[0]})", "/weekend");
  refuses(R"({"calendar":"x","holidays":[{"day":"2019-02-30"}]})", "/holidays/0/day");
  refuses(R"({"calendar":"x","holidays":[{"label":"x"}]})", "/holidays/0/day");
  refuses(R"({"calendar":"x","holidays":[{"day":"2019-02-20","lable":"x"}]})", "/holidays/0/lable");
  refuses(R"({"calendar":"x","holydays":[]})", "/holydays");
  refuses(R"({"calendar":"x","working":["x"]})", "/working/0");
  refuses(R"({"v":2,"calendar":"x"})", "/v");
  refuses("[]", "");
}

// An independent opinion on what the table says, where somebody has it: the package "holidays" (PyPI, MIT), asked for 2015 to 2026.
TEST(Calendar, AgreesWithAnIndependentTable) {
  const char* python = std::getenv("SAFAR_HOLIDAYS_PYTHON");
  const std::string command = std::string(python ? python : "python3") + " " SAFAR_SOURCE_DIR "/tests/base/holidays_oracle.py 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::map<std::string, std::set<Date>> theirs;
  char line[64];
  while (std::fgets(line, sizeof line, pipe)) theirs[std::string(line, 3)].insert(d(std::string(line + 4, 10).c_str()));
  pclose(pipe);
  if (theirs.empty()) GTEST_SKIP() << "no Python package \"holidays\": pip install holidays, and name that Python in SAFAR_HOLIDAYS_PYTHON";
  EXPECT_EQ(theirs.size(), 19u);
  int agreed = 0;
  for (const auto& [country, days] : theirs) {
    const auto c = Calendar::of_country(country).value();
    std::set<Date> ours;
    for (const auto& h : c.holidays())
      if (h.day >= d("2015-01-01") && h.day <= d("2026-12-31") && !c.weekend(h.day.weekday())) ours.insert(h.day);
    for (const auto day : ours) {
      // The eves of Sweden are in no list of holidays, only in the law on time limits.
      const bool eve = country == "SWE" && (day.month() == 12 || (day.month() == 6 && day.weekday() == 5));
      if (!eve) { EXPECT_TRUE(days.contains(day)) << country << " " << to_string(day) << " " << c.holiday(day)->label << " is ours alone"; }
      agreed += days.contains(day);
    }
    for (const auto day : days) EXPECT_TRUE(ours.contains(day)) << country << " " << to_string(day) << " is theirs alone";
  }
  EXPECT_GT(agreed, 1500);
}
