#include "register/people.hpp"

using namespace safar_test;

class EraseTest : public Office {};

TEST_F(EraseTest, TakesThePersonAndLeavesTheCounts) {
  const auto r = as("intake_clerk").execute(application("ML-BKO-1", "Mariam", "P1")).value();
  as("intake_clerk").execute(application("ML-BKO-1", "Fanta", "P2")).value();
  const auto counts = as("finance_officer", "casework").query(R"({"v":1,"from":"counts","group":["nationality","sex","age_band","site"]})").value().json();
  Erase e;
  e.persons = {person_of(r)};
  e.reason = {"own_request", {}};
  EXPECT_EQ(as("intake_clerk").execute(e).error().reason, "wrong_role");
  const auto done = as("data_protection_officer").execute(e).value();
  ASSERT_FALSE(done.advice.empty());
  EXPECT_EQ(done.advice.back().code, "done") << done.advice.back().detail;
  const auto persons = as("counsellor").query(R"({"v":1,"from":"persons"})").value().json();
  EXPECT_EQ(persons.find("Mariam"), std::string::npos);
  EXPECT_NE(persons.find("Fanta"), std::string::npos) << "control: the other is still there";
  EXPECT_NE(persons.find(R"("given_name":{"absent":"erased"})"), std::string::npos);
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"counts","group":["nationality","sex","age_band","site"]})").value().json(), counts);
  EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
  // The number is no longer known, and nothing more can be written of the person.
  EXPECT_TRUE(as("intake_clerk").execute(application("ML-BKO-1", "New", "P1")).value().advice.empty());
  Counsel c;
  c.case_id = case_of(r);
  c.notes = "text";
  EXPECT_EQ(as("counsellor").execute(c).error().code, ErrorCode::erased);
  reopen();
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"counts","group":["nationality","sex","age_band","site"],"known_on":"2018-11-12"})").value().rows(), 1u);
}

TEST_F(EraseTest, IsNotForWhoIsNotThere) {
  Erase e;
  PersonId nobody;
  ASSERT_TRUE(parse_into("00112233445566778899aabbccddeeff", nobody));
  e.persons = {nobody};
  e.reason = {"own_request", {}};
  EXPECT_EQ(as("data_protection_officer").execute(e).error().reason, "no_such_person");
  e.persons = {};
  EXPECT_EQ(as("data_protection_officer").execute(e).error().code, ErrorCode::missing_member);
}
