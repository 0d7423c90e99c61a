// Late entries and corrections, through every view: what was so on a day changes, what was known on a day never does.
#include "register/people.hpp"

#include <map>

using namespace safar_test;

class LateTest : public Office {
 protected:
  std::string ask(const std::string& view, const std::string& rest) { return as("counsellor").query(R"({"v":1,"from":")" + view + "\"" + rest + "}").value().json(); }
  // Every view as it was known at the end of a day, and of some days of validity as known then.
  std::map<std::string, std::string> all(const char* known) {
    std::map<std::string, std::string> out;
    for (const char* view : {"cases", "persons", "events", "changes", "due"})
      for (const char* valid : {"", "2018-11-12", "2018-11-20", "2018-12-24"}) {
        std::string rest = R"(,"known_on":")" + std::string(known) + "\"";
        if (*valid) rest += R"(,"valid_on":")" + std::string(valid) + "\"";
        out[view + rest] = ask(view, rest);
      }
    for (const char* group : {"[\"journey\"]", "[\"nationality\"]", "[\"sex\",\"age_band\"]", "[\"held\",\"hold\"]", "[\"departed\"]", "[\"site\"]"})
      for (const char* valid : {"2018-11-12", "2018-11-20", "2018-12-24"}) {
        const std::string rest = R"(,"known_on":")" + std::string(known) + R"(","valid_on":")" + valid + R"(","group":)" + group;
        out["counts" + rest] = ask("counts", rest);
      }
    return out;
  }
  std::string one(const char* view, const char* column, const std::string& rest) { return cell(as("counsellor").query(R"({"v":1,"from":")" + std::string(view) + "\"" + rest + "}").value(), column); }
};

TEST_F(LateTest, WhatWasKnownNeverChangesWhateverComesLater) {
  const auto first = as("intake_clerk").execute(application("ML-BKO-1", "Awa", "1", "GIN")).value();
  const CaseId id = case_of(first);
  now = at("2018-11-14");
  const CaseId second = booked("ML-BKO-2", "2");
  now = at("2018-11-20");
  Counsel counsel;
  act("counsellor", id, counsel).value();
  now = at("2018-11-25");
  std::map<std::string, std::map<std::string, std::string>> before;
  for (const char* day : {"2018-11-12", "2018-11-14", "2018-11-20", "2018-11-24"}) before[day] = all(day);

  // Late entries of every sort: a departure, a decision, a hold's review, a correction, an application of last month; then an erasure of nobody asked.
  CommandOptions late;
  Depart depart;
  depart.departed_on = PartialDate::parse("2018-11-16").value();
  act("movement_officer", second, depart).value();
  DecideEligibility decide;
  decide.case_id = id;
  decide.outcome = "ineligible";
  decide.reason.code = "no_return_country";
  late.valid = "2018-11-13";
  as("reviewing_officer").execute(decide, late).value();
  Correct correct;
  correct.case_id = id;
  correct.person.person_id = person_of(first);
  correct.person.given_name = "Aminata";
  correct.person.nationality = Country::parse("SEN").value();
  correct.person.birth = PartialDate::parse("2002-01-01").value();
  correct.reason.code = "document_seen";
  late.valid = "2018-11-12";
  as("intake_clerk").execute(correct, late).value();
  auto old = application("ML-GAO-1", "Binta", "3", "MLI");
  old.applied_on = PartialDate::parse("2018-11-01").value();
  as("intake_clerk").execute(old).value();
  Suspend suspend;
  suspend.reason.code = "intake_not_typical";
  const auto seen = as("programme_manager").check(suspend).value();
  late = {};
  late.expect_count = seen.count;
  late.expect_digest = seen.digest;
  late.valid = "2018-11-15";
  as("programme_manager").execute(suspend, late).value();
  now = at("2018-12-30");
  act("counsellor", id, Consent{}).value();

  std::size_t compared = 0;
  for (const auto& [day, views] : before) {
    const auto after = all(day.c_str());
    for (const auto& [question, answer] : views) { EXPECT_EQ(after.at(question), answer) << question; ++compared; }
  }
  EXPECT_EQ(compared, 4u * (5 * 4 + 6 * 3));
  reopen();
  for (const auto& [day, views] : before) EXPECT_EQ(all(day.c_str()), views) << day;
}

TEST_F(LateTest, WhatWasSoChangesWithWhatIsLearnt) {
  const auto first = as("intake_clerk").execute(application("ML-BKO-1", "Awa", "1", "GIN")).value();
  const CaseId id = case_of(first);
  now = at("2018-12-01");
  const std::string so = R"(,"valid_on":"2018-11-20")", then = R"(,"valid_on":"2018-11-20","known_on":"2018-11-30")";
  for (const auto& q : {so, then}) {
    EXPECT_EQ(one("cases", "eligibility", q), "\"undecided\"");
    EXPECT_EQ(one("due", "what", q), "\"decide_eligibility\"");
  }
  CommandOptions late;
  late.valid = "2018-11-18";
  DecideEligibility decide;
  decide.case_id = id;
  decide.outcome = "ineligible";
  decide.reason.code = "no_return_country";
  as("reviewing_officer").execute(decide, late).value();
  Correct correct;
  correct.case_id = id;
  correct.person.person_id = person_of(first);
  correct.person.given_name = "Aminata";
  correct.person.nationality = Country::parse("SEN").value();
  correct.reason.code = "document_seen";
  as("intake_clerk").execute(correct, late).value();
  const auto is = [&](const char* view, const char* column, const char* now_so, const char* believed, const std::string& more = "") {
    EXPECT_EQ(one(view, column, so + more), now_so) << view;
    EXPECT_EQ(one(view, column, then + more), believed) << view;
    EXPECT_EQ(one(view, column, R"(,"valid_on":"2018-11-17")" + more), believed) << view << ": the day before it was so";
  };
  is("cases", "eligibility", "\"ineligible\"", "\"undecided\"");
  is("persons", "given_name", "\"Aminata\"", "\"Awa\"");
  is("persons", "nationality", "\"SEN\"", "\"GIN\"");
  is("counts", "nationality", "\"SEN\"", "\"GIN\"", R"(,"group":["nationality"])");
  is("counts", "eligibility", "\"ineligible\"", "\"undecided\"", R"(,"group":["eligibility"])");
  is("due", "what", "\"appeal\"", "\"decide_eligibility\"");
  const auto rows = [&](const char* view, const std::string& q) { return as("counsellor").query(R"({"v":1,"from":")" + std::string(view) + "\"" + q + "}").value().rows(); };
  EXPECT_EQ(rows("events", so + R"(,"where":[["kind","!=","adopt"]])"), 3u);
  EXPECT_EQ(rows("events", then + R"(,"where":[["kind","!=","adopt"]])"), 1u);
  EXPECT_EQ(rows("events", R"(,"valid_on":"2018-11-17","where":[["kind","!=","adopt"]])"), 1u);
  EXPECT_EQ(rows("changes", so + R"(,"where":[["command","!=","adopt"]])"), 3u);
  EXPECT_EQ(rows("changes", then + R"(,"where":[["command","!=","adopt"]])"), 1u);
  EXPECT_EQ(rows("changes", R"(,"valid_on":"2018-11-17","where":[["command","!=","adopt"]])"), 1u);
  // What was believed stands in the story, with who wrote what and when.
  EXPECT_NE(as("counsellor").query(R"({"v":1,"from":"events"})").value().json().find("Awa"), std::string::npos);
  // Nothing may be so tomorrow.
  late.valid = "2018-12-02";
  EXPECT_EQ(as("intake_clerk").execute(correct, late).error().reason, "in_future");
}
