// Files of arrivals: what is a repeat, what is a row that was changed since, and that a dry run says what the run says.
#include "people.hpp"

#include "register/supplies.hpp"

namespace {

using namespace safar_test;

class IntakeTest : public Office {
 protected:
  IntakeReport take(const std::string& csv, bool dry = false, const std::string& mapping = "") {
    const auto file = (folder / "arrivals.csv").string();
    std::ofstream(file) << csv;
    auto report = as("intake_clerk").intake_csv(file, mapping, dry);
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : IntakeReport();
  }
  std::string numbers() { return as("finance_officer", "casework").query(R"({"v":1,"from":"cases","select":["number","ref"]})").value().csv(); }
};

constexpr auto head = "ref,site,given_name,nationality,birth\n";

TEST_F(IntakeTest, AReferenceWithOtherContentIsNotASecondPerson) {
  const std::string first = std::string(head) + "A-1,ML-BKO-1,Mariam,GIN,1994\nA-2,ML-BKO-1,Awa,SEN,1999\n";
  ASSERT_EQ(take(first).applied, 2);
  const auto second = take(std::string(head) + "A-1,ML-BKO-1,Mariam,GIN,1994\nA-2,ML-BKO-1,Hawa,SEN,1999\nA-3,ML-BKO-1,Sekou,GIN,1990\n");
  EXPECT_EQ(second.repeated, 1);
  EXPECT_EQ(second.changed_rows, 1);
  EXPECT_EQ(second.applied, 1);
  EXPECT_EQ(second.refused_rows, 0);
  EXPECT_EQ(second.persons, 2);
  EXPECT_NE(second.issues_csv.find("2,3,/ref,,seen_with_other_content,"), std::string::npos) << second.issues_csv;
  EXPECT_NE(second.issues_csv.find("BKO-2018-00002"), std::string::npos) << "the case that it became: " << second.issues_csv;
  EXPECT_NE(second.issues_csv.find("command correct"), std::string::npos) << second.issues_csv;
  EXPECT_EQ(second.issues_csv.find("Hawa"), std::string::npos) << "no personal data";
  EXPECT_NE(numbers().find("BKO-2018-00003,A-3"), std::string::npos);
  EXPECT_EQ(numbers().find("00004"), std::string::npos);
  EXPECT_EQ(take(first).repeated, 2) << "the file itself stays what it was";
}

TEST_F(IntakeTest, AlsoWithinOneFileAndByThePersonsOwnReference) {
  const auto twice = take(std::string(head) + "A-1,ML-BKO-1,Mariam,GIN,1994\nA-1,ML-BKO-1,Mariam,GIN,1995\nA-1,ML-BKO-1,Mariam,GIN,1994\n");
  EXPECT_EQ(twice.applied, 1);
  EXPECT_EQ(twice.changed_rows, 1);
  EXPECT_EQ(twice.repeated, 1);
  const std::string mapping = R"({"v":1,"into":"apply","columns":{"id":"/persons/-/ref","name":"/persons/-/given_name"}})";
  EXPECT_EQ(take("id,name\nP-1,Awa\n", false, mapping).applied, 1);
  EXPECT_EQ(take("id,name\nP-1,Hawa\n", false, mapping).changed_rows, 1);
  EXPECT_EQ(take("id,name\nA-1,Hawa\n", false, mapping).applied, 1) << "a person's reference is not an application's";
}

TEST_F(IntakeTest, AFileWithoutAnyOfTheMappedNamesIsRefusedWhole) {
  const std::string mapping = R"({"v":1,"into":"apply","columns":{"N\u00b0":"/ref","Pr\u00e9nom":"/persons/-/given_name","Nom":"/persons/-/family_name"}})";
  const auto file = (folder / "other.csv").string();
  std::ofstream(file) << "N\u00b0,Prenom,Name\nA-1,Mariam,Diallo\n";
  for (const bool dry : {true, false}) {
    const auto r = as("intake_clerk").intake_csv(file, mapping, dry);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().reason, "missing_column");
    EXPECT_NE(r.error().message.find("\"Nom\", \"Pr\u00e9nom\""), std::string::npos) << r.error().message;
  }
  EXPECT_EQ(numbers(), "number,ref\n");
  EXPECT_EQ(take("N\u00b0,Nom\nA-1,Diallo\n", false, mapping).applied, 1) << "one of them is there";
}

TEST_F(IntakeTest, ARowThatWasRefusedMayBeSentAgainPutRight) {
  EXPECT_EQ(take(std::string(head) + "A-1,ML-BKO-1,Mariam,GIN,2018-12-30\n").refused_rows, 1) << "born later than the application";
  EXPECT_EQ(take(std::string(head) + "A-1,ML-BKO-1,Mariam,GIN,1994\n").applied, 1);
  EXPECT_EQ(take("site,given_name\nML-BKO-1,Awa\n").applied, 1);
  EXPECT_EQ(take("site,given_name\nML-BKO-1,Hawa\n").applied, 1) << "without a reference it is somebody else";
}

TEST_F(IntakeTest, ADryRunSaysWhatTheRunSays) {
  const std::string mapping = R"({"v":1,"into":"apply","columns":{"ref":"/ref","site":"/site","name":"/persons/-/given_name","birth":"/persons/-/birth","passport":"/persons/-/documents/0/number"},
    "constants":{"/persons/-/documents/0/type":"passport"}})";
  const std::string top = "ref,site,name,birth,passport\n";
  const std::string files[] = {
      top + "A-1,X,Mariam,1994,B1\nA-2,X,Awa,1999,B2\nA-2,X,Awa,1999,B2\nA-3,X,Sekou,1900-01-01,B1\nA-4,X,Ali,2018-12-31,\nA-1,X,Mariam,1995,B1\nA-5,X,Fanta,many,B9\n",
      top + "A-1,X,Mariam,1994,B1\nA-2,X,Hawa,1999,B2\nA-6,X,Binta,1988,B2\nA-7,X,Kadi,1988,B7\nA-8,X,Kadiatou,1988,B7\n",
  };
  const IntakeReport wanted[] = {{7, 3, 1, 2, 4, 1, 1, 1, {}, ',', {}}, {5, 3, 1, 0, 4, 0, 2, 1, {}, ',', {}}};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto before = as("intake_clerk").projection_dumps().value().first;
    const auto dry = take(files[i], true, mapping), again = take(files[i], true, mapping);
    EXPECT_EQ(as("intake_clerk").projection_dumps().value().first, before) << "a dry run writes nothing";
    const auto run = take(files[i], false, mapping);
    EXPECT_EQ(dry.json(), run.json());
    EXPECT_EQ(dry.issues_csv, run.issues_csv);
    EXPECT_EQ(again.json(), run.json()) << "and forgets what it tried";
    for (const auto member : {&IntakeReport::rows, &IntakeReport::applied, &IntakeReport::repeated, &IntakeReport::refused_rows, &IntakeReport::changed_rows, &IntakeReport::known_documents})
      EXPECT_EQ(run.*member, wanted[i].*member) << run.json() << '\n' << run.issues_csv;
  }
  EXPECT_EQ(numbers().find("00007"), std::string::npos) << "numbers are not used up by dry runs";
  const auto [stored, rebuilt] = as("intake_clerk").projection_dumps().value();
  EXPECT_EQ(stored, rebuilt);
}

TEST_F(IntakeTest, ADryRunNeedsNoRightToWrite) {
  ASSERT_TRUE(reg->close());
  auto o = options(false);
  o.read_only = true;
  reg = std::make_unique<Register>(Register::open(path, o).value());
  EXPECT_EQ(take(std::string(head) + "A-1,X,Mariam,GIN,1994\n", true).applied, 1);
  const auto file = (folder / "arrivals.csv").string();
  EXPECT_EQ(as("intake_clerk").intake_csv(file, "", false).error().reason, "read_only");
  EXPECT_EQ(as("data_analyst", "statistics").intake_csv(file, "", true).error().reason, "wrong_role") << "before a row is read";
  EXPECT_EQ(as("intake_clerk", "statistics").intake_csv(file + ".none", "", true).error().reason, "wrong_purpose") << "or the file is opened";
}

TEST_F(IntakeTest, EqualRowsWithoutAReferenceAreAsManyPersons) {
  const std::string rows = "site,given_name,nationality\nML-BKO-1,Mariam,GIN\nML-BKO-1,Awa,SEN\nML-BKO-1,Mariam,GIN\n";
  const auto dry = take(rows, true), run = take(rows);
  EXPECT_EQ(dry.json(), run.json());
  EXPECT_EQ(run.applied, 3);
  EXPECT_EQ(run.repeated, 0);
  EXPECT_NE(run.issues_csv.find("repeated_row"), std::string::npos) << "and that is said: " << run.issues_csv;
  EXPECT_EQ(take(rows).repeated, 3);
  EXPECT_EQ(take("site,given_name,nationality\nML-BKO-1,Mariam,GIN\n").repeated, 1) << "in another file it may be the first of them";
}

TEST_F(IntakeTest, ACaseMayBeNamedByItsNumber) {
  const CaseId id = apply();
  const auto adopted = as("system_administrator").execute_json(R"({"v":1,"command":"adopt","kind":"field_set","document":"{\"v\":1,\"field_set\":\"nights\",\"version\":\"1\",\"of\":\"case\",\"fields\":[{\"id\":1,\"name\":\"n\",\"type\":\"integer\",\"shelf\":\"open\"}]}"})");
  ASSERT_TRUE(adopted) << adopted.error().message;
  const std::string mapping = R"({"v":1,"into":"record","columns":{"case":"/case","n":"/values/n"},"constants":{"/set":"nights"}})";
  const auto file = (folder / "nights.csv").string();
  std::ofstream(file) << "case,n\nbko-2018-00001,3\nBKO-2018-00009,4\n" << to_string(id) << ",5\nnobody,6\n";
  for (const bool dry : {true, false}) {
    const auto report = as("counsellor").intake_csv(file, mapping, dry).value();
    EXPECT_EQ(report.applied, 2) << report.issues_csv;
    EXPECT_EQ(report.refused_rows, 2);
    EXPECT_NE(report.issues_csv.find("no_such_case"), std::string::npos) << report.issues_csv;
  }
  EXPECT_EQ(as("counsellor").intake_csv(file, mapping, false).value().repeated, 2);
}

TEST_F(IntakeTest, WhatIsNotKnownNamesTheCommandThatRecordsIt) {
  const CaseId id = apply("ML-BKO-1", nullptr);
  act("counsellor", id, Counsel{}).value();
  act("counsellor", id, Consent{}).value();
  DecideEligibility d;
  d.outcome = "eligible";
  act("reviewing_officer", id, d, "stranded").value();
  act("counsellor", id, Clear{}).value();
  const Error e = act("movement_officer", id, Book{}).error();
  ASSERT_EQ(e.code, ErrorCode::needs) << e.message;
  EXPECT_NE(e.remedy.find("persons[1].travel_document.valid (by the command "), std::string::npos) << e.remedy;
  EXPECT_NE(e.remedy.find("document"), std::string::npos) << e.remedy;
  EXPECT_EQ(e.remedy.find("record_death"), std::string::npos) << "whom a guard no longer asks about is not known: " << e.remedy;
  const auto by = supplied_by("persons[7].checklist.complete");
  ASSERT_EQ(by, std::vector<std::string>{"checklist"});
  EXPECT_EQ(supplied_by("fields.nights.n"), std::vector<std::string>{"record of the field set nights"});
  EXPECT_EQ(supplied_by("booked_for"), std::vector<std::string>{"book"});
  EXPECT_TRUE(supplied_by("weather").empty()) << "nothing is guessed";
  EXPECT_EQ(with_commands("Give reason.code."), "Give reason.code.");
}

TEST_F(IntakeTest, AWrongValueIsToldWithARightOne) {
  const std::pair<const char*, const char*> wrong[] = {
      {R"({"v":1,"command":"apply","persons":[{"birth":"31/12/1994"}]})", "1990-04-03"}, {R"({"v":1,"command":"apply","persons":[{"nationality":"Atlantis"}]})", "GIN"},
      {R"({"v":1,"command":"apply","persons":[{"birth":1994}]})", "1990"},               {R"({"v":1,"command":"apply","persons":[{"health_needs":"yes"}]})", "true or false"},
      {R"({"v":1,"command":"follow_up","case":"0c000000000000000000000000000001","round":"one"})", "e.g. 3"}, {R"({"v":1,"command":"counsel","case":"BKO-1"})", "32 lower-case hexadecimal"},
      {R"({"v":1,"command":"apply","persons":[{"person_id":"x"}]})", "32 lower-case hexadecimal"}};
  for (const auto& [json, right] : wrong) {
    const Error e = as("intake_clerk").check_json(json).error();
    EXPECT_NE(e.remedy.find(right), std::string::npos) << json << ": " << e.message << " | " << e.remedy;
  }
}

}  // namespace
