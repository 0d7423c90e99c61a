#include "register/people.hpp"

#include <safar/casework/verbs.hpp>

#include <cstdio>

using namespace safar_test;

// Every state and every hold against every command: printed, and each cell acts or says why not.
TEST(StateTable, EveryPairActsOrRefusesWithAReason) {
  const std::string table = describe("table").value();
  std::printf("%s\n", table.c_str());
  for (const char* cell : {R"("depart":"-> departed")", R"("close":"-> closed")", R"("clear":"guard_false")", R"("depart":"not_in_state")", R"("book":"held")", R"("resume":"lifts the hold")"})
    EXPECT_NE(table.find(cell), std::string::npos) << cell;
  EXPECT_EQ(table.find("\"\""), std::string::npos) << "a cell without an answer";
  EXPECT_EQ(table.find("wrong_role"), std::string::npos) << "some role may do each thing";
}

TEST(Verbs, AreNumberedInTheOrderOfTheRegistry) {
  std::uint32_t n = 0;
  for (const auto& v : verbs()) {
    if (v.kind != EventKind::assessed) { EXPECT_EQ(static_cast<std::uint32_t>(v.kind), ++n) << v.name; }  // how six of them stand in the log
    EXPECT_EQ(find_verb(v.kind), &v);
    if (v.kind != EventKind::record) { EXPECT_EQ(v.type().name, v.name); }  // whose type is made of a field set
    for (const auto& f : v.type().fields)
      for (const char* reserved : {"v", "command", "request", "if_version", "valid", "expect"}) EXPECT_NE(f.name, reserved) << v.name;
  }
}
