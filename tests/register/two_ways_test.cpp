// One case is folded from its own events, all cases are columns that were kept up: what statistics know must not depend on the way.
#include <safar/casework/parting.hpp>

#include "register/people.hpp"

using namespace safar_test;

class TwoWays : public Office {
 protected:
  // A column of the rows of a case: asked of that case alone, and of those of two.
  std::string alone(const char* view, const CaseId& id, const char* column) { return asked(view, "[\"case\",\"=\",\"" + to_string(id) + "\"]", column); }
  std::string among(const char* view, const CaseId& id, const char* column) { return asked(view, "[\"case\",\"in\",[\"" + to_string(id) + "\",\"" + std::string(32, 'f') + "\"]]", column); }

 private:
  std::string asked(const char* view, const std::string& filter, const char* column) {
    return as("counsellor").query(std::string("{\"v\":1,\"from\":\"") + view + "\",\"where\":[" + filter + "],\"select\":[\"" + column + "\"]}").value().json();
  }
};

TEST_F(TwoWays, WhatAnotherCaseSaidOfAPersonIsKnownOfThem) {
  const auto first = as("intake_clerk").execute(application()).value();
  Apply again;
  Migrant same;
  same.person_id = person_of(first);
  again.persons.push_back(same);
  const CaseId second = case_of(as("intake_clerk").execute(again).value());
  for (const char* column : {"sex", "age_band", "nationality"}) {
    EXPECT_EQ(alone("persons", second, column), among("persons", second, column));
    EXPECT_NE(alone("persons", second, column).find(column), std::string::npos) << "nothing is known of them: the control";
  }
}

TEST_F(TwoWays, WhoLeavesAHouseholdIsCountedAsBefore) {
  Apply two = application();
  two.persons.push_back(application("ML-BKO-1", "Awa").persons[0]);
  ASSERT_TRUE(parse_into(std::string(31, '0') + "1", two.persons[0].person_id));
  ASSERT_TRUE(parse_into(std::string(31, '0') + "2", two.persons[1].person_id));
  const CaseId id = case_of(as("intake_clerk").execute(two).value());
  SplitHousehold split;
  split.persons = {two.persons[1].person_id};
  const CaseId left = case_of(act("programme_manager", id, split, "asked").value());
  ASSERT_NE(left, id);
  EXPECT_EQ(alone("persons", left, "nationality"), among("persons", left, "nationality"));
  EXPECT_NE(alone("persons", left, "nationality").find("GIN"), std::string::npos);
}

TEST_F(TwoWays, AnEmptyWordIsAValueAlsoAfterOpening) {
  Apply a = application();
  a.route = "";
  const CaseId id = case_of(as("intake_clerk").execute(a).value());
  const std::string before = among("cases", id, "route");
  EXPECT_EQ(alone("cases", id, "route"), before);
  reopen();
  EXPECT_EQ(among("cases", id, "route"), before);
  EXPECT_NE(before.find("\"route\":\"\""), std::string::npos) << before;
}
