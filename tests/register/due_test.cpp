#include "register/people.hpp"

#include <safar/casework/adopt.hpp>

#include <sqlite3.h>

using namespace safar_test;

class DueTest : public Office {
 protected:
  Frame ask(const std::string& rest = "") { return as("finance_officer", "casework").query(R"({"v":1,"from":"due")" + rest + "}").value(); }
  // "what due days_left" of each row, so that a test reads like the list.
  std::string list(const std::string& rest = "") {
    const auto f = ask(rest);
    std::string out;
    for (std::size_t i = 0; i < f.rows(); ++i) out += (out.empty() ? "" : "; ") + bare(f, "what", i) + " " + bare(f, "due", i) + " " + bare(f, "days_left", i) + (cell(f, "paused", i) == "true" ? " paused" : "");
    return out;
  }
  static std::string bare(const Frame& f, const char* name, std::size_t row) {
    std::string s = cell(f, name, row);
    std::erase(s, '"');
    return s;
  }
  std::string suspend() {
    Suspend s;
    s.reason.code = "intake_not_typical";
    const auto seen = as("programme_manager").check(s).value();
    CommandOptions o;
    o.expect_count = seen.count;
    o.expect_digest = seen.digest;
    return as("programme_manager").execute(s, o).value().act;
  }
  void adopt(const char* kind, const char* name, const std::string& document) {
    Adopt a;
    a.kind = kind;
    a.name = name;
    a.document = document;
    as("programme_manager").execute(a).value();
  }
};

TEST_F(DueTest, ListsWhatIsExpectedByDay) {
  apply("ML-BKO-1", "1");
  now = at("2018-11-20");
  apply("ML-BKO-1", "2");
  EXPECT_EQ(list(), "decide_eligibility 2019-01-07 48; decide_eligibility 2019-01-15 56");
  const auto f = ask();
  EXPECT_EQ(cell(f, "number"), "\"BKO-2018-00001\"");
  EXPECT_EQ(cell(f, "kind"), "\"timer\"");
  EXPECT_EQ(cell(f, "after"), "\"apply\"");
  EXPECT_EQ(cell(f, "since"), "\"2018-11-12\"");
  EXPECT_NE(f.json().find(R"("roles":["reviewing_officer"])"), std::string::npos);
  EXPECT_EQ(cell(f, "calendar"), "\"weekends only\"");
  now = at("2019-01-10");
  EXPECT_EQ(list(R"(,"where":[["late","=",true]])"), "decide_eligibility 2019-01-07 -3");
  EXPECT_EQ(cell(ask(), "escalate"), "true");
  EXPECT_EQ(list(R"(,"where":[["days_left","<",30],["late","=",false]])"), "decide_eligibility 2019-01-15 5");
  EXPECT_EQ(list(R"(,"valid_on":"2018-11-15")"), "decide_eligibility 2019-01-07 53") << "the second came later";
  EXPECT_EQ(list(R"(,"valid_on":"2019-02-01")"), "decide_eligibility 2019-01-07 -25; decide_eligibility 2019-01-15 -17") << "a day to come";
  reopen();
  EXPECT_EQ(list(), "decide_eligibility 2019-01-07 -3; decide_eligibility 2019-01-15 5");
}

TEST_F(DueTest, PausesUnderASuspensionAndDuplicatesAreToReview) {
  apply("ML-BKO-1", "1");
  now = at("2018-11-22");
  const auto act = suspend();
  now = at("2018-12-31");
  EXPECT_EQ(list(), "decide_eligibility 2019-02-15 46 paused");
  EXPECT_EQ(bare(ask(), "hold", 0), "programme_suspension");
  EXPECT_EQ(bare(ask(), "act", 0), act);
  now = at("2019-01-01");
  EXPECT_EQ(list(), "decide_eligibility 2019-02-16 46 paused");
  apply("ML-BKO-1", "1");  // the same paper
  EXPECT_EQ(list(R"(,"where":[["kind","=","review"]])"), "review 2019-01-15 14");
  EXPECT_EQ(bare(ask(R"(,"where":[["kind","=","review"]])"), "hold", 0), "duplicate_review");
}

TEST_F(DueTest, CountsWorkingDaysByTheCalendarOfTheHouse) {
  const CaseId id = booked();
  act("movement_officer", id, Depart{}).value();
  now = at("2018-12-20");
  act("receiving_partner", id, Arrive{}).value();
  const std::string assist = R"(,"where":[["what","=","assist"]])";
  EXPECT_EQ(list(assist), "assist 2019-01-09 20") << "14 days from Friday 21 December, without weekends";
  now = at("2018-12-21");
  Adopt a;
  a.kind = "setting";
  a.name = "calendar";
  a.document = R"({"calendar":"Atlantis"})";
  EXPECT_EQ(as("programme_manager").execute(a).error().reason, "no_such_calendar");
  adopt("setting", "calendar", R"({"calendar":"MLI"})");
  EXPECT_EQ(list(assist), "assist 2019-01-11 21") << "Christmas and New Year";
  EXPECT_EQ(bare(ask(assist), "calendar", 0), "MLI");
  now = at("2018-12-22");
  a.kind = "calendar";
  a.name = "";
  a.document = R"({"calendar":"ML-office","weekend":[8]})";
  EXPECT_EQ(as("programme_manager").execute(a).error().pointer, "/document/weekend");
  a.document = R"({"calendar":"ML-office","country":"MLI","weekend":[5,6],"holidays":[{"day":"2019-01-02","label":"bridge"}]})";
  ASSERT_TRUE(as("programme_manager").execute(a));
  EXPECT_EQ(bare(ask(assist), "calendar", 0), "MLI") << "the setting names another";
  adopt("setting", "calendar", R"({"calendar":"ML-office"})");
  EXPECT_EQ(list(assist), "assist 2019-01-14 23") << "Fridays and Saturdays are free, Sundays are worked, and 2 January is free";
  EXPECT_EQ(list(assist + R"(,"known_on":"2018-12-20")"), "assist 2019-01-09 20") << "as was believed then";
  EXPECT_EQ(list(assist + R"(,"known_on":"2018-12-21")"), "assist 2019-01-11 21");
}

TEST_F(DueTest, WhatWasDueThenStaysWhatItWas) {
  const CaseId id = apply("ML-BKO-1", "1");
  now = at("2018-12-01");
  const std::string then = R"(,"known_on":"2018-11-30")";
  const auto before = ask(then).json();
  EXPECT_EQ(list(then), "decide_eligibility 2019-01-07 38");
  DecideEligibility d;
  d.outcome = "eligible";
  d.case_id = id;
  d.reason.code = "stranded";
  CommandOptions late;
  late.valid = "2018-11-20";  // decided ten days before, written down today
  as("reviewing_officer").execute(d, late).value();
  EXPECT_EQ(list(), "");
  EXPECT_EQ(list(R"(,"valid_on":"2018-11-19")"), "decide_eligibility 2019-01-07 49");
  EXPECT_EQ(list(R"(,"valid_on":"2018-11-25")"), "") << "as is known now";
  EXPECT_EQ(list(R"(,"valid_on":"2018-11-25","known_on":"2018-11-30")"), "decide_eligibility 2019-01-07 43") << "as was known then";
  now = at("2019-06-01");
  EXPECT_EQ(ask(then).json(), before);
}

TEST_F(DueTest, PagesHold) {
  for (int i = 0; i < 5; ++i) { now += 86'400'000'000; apply("ML-BKO-1", std::to_string(i).c_str()); }
  std::string all, after;
  for (int page = 0; page < 4; ++page) {
    const auto f = ask(R"(,"limit":2,"after":")" + after + "\"");
    for (std::size_t i = 0; i < f.rows(); ++i) all += bare(f, "number", i).substr(13) + " ";
    after = f.next();
    if (after.empty()) break;
  }
  EXPECT_EQ(all, "1 2 3 4 5 ");
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"due","after":"nonsense"})").error().pointer, "/after");
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"due","group":["what"]})").error().code, ErrorCode::unsupported);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"due","select":["whta"]})").error().reason, "no_such_column");
}

TEST_F(DueTest, OfOneCaseOnlyThatOneIsRead) {
  std::string one;
  for (int i = 0; i < 3; ++i) { now += 86'400'000'000; one = to_string(apply("ML-BKO-1", std::to_string(i).c_str())); }
  const auto all = ask();
  const auto f = ask(R"(,"where":[["case","=",")" + one + R"("]])");
  ASSERT_EQ(f.rows(), 1u);
  EXPECT_EQ(all.rows(), 3u);
  EXPECT_EQ(bare(f, "case", 0), one);
  for (const char* column : {"number", "what", "due", "days_left", "since"}) EXPECT_EQ(bare(f, column, 0), bare(all, column, 2)) << column;
  EXPECT_EQ(ask(R"(,"where":[["case","=","0123456789abcdef0123456789abcdef"]])").rows(), 0u);
}

TEST_F(DueTest, AnErasureThatIsNotFinishedIsATask) {
  const auto r = as("intake_clerk").execute(application("ML-BKO-1", "Mariam", "P1")).value();
  // Somebody reads the file and keeps old pages.
  sqlite3* reader = nullptr;
  ASSERT_EQ(sqlite3_open_v2(path.c_str(), &reader, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM event;", nullptr, nullptr, nullptr), SQLITE_OK);
  Erase e;
  e.persons = {person_of(r)};
  e.reason = {"own_request", {}};
  const auto done = as("data_protection_officer").execute(e).value();
  ASSERT_EQ(done.advice.back().code, "pending");
  now = at("2018-11-14");
  const std::string erasures = R"(,"where":[["kind","=","erasure"]])";
  EXPECT_EQ(list(erasures), "erase 2018-11-12 -2");
  const auto f = ask(erasures);
  EXPECT_EQ(bare(f, "act", 0), done.act);
  EXPECT_EQ(bare(f, "number", 0), "BKO-2018-00001");
  EXPECT_NE(f.json().find(R"("roles":["data_protection_officer"])"), std::string::npos);
  EXPECT_EQ(list(erasures + R"(,"valid_on":"2018-11-11")"), "") << "not ordered yet";
  ASSERT_EQ(sqlite3_exec(reader, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(reader);
  reopen();
  EXPECT_EQ(list(erasures), "") << "the next opening finished it";
}
