// For statistics no answer tells of one person: no rows, ids or moments, and small cells are told as fewer.
#include <safar/casework/adopt.hpp>

#include "register/figures.hpp"

#include "people.hpp"

namespace {
using namespace safar_test;

class Figures : public Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    for (int i = 0; i < 7; ++i) as("intake_clerk").execute(application("ML-BKO-1", "Mariam", nullptr, "GIN")).value();
    for (int i = 0; i < 6; ++i) as("intake_clerk").execute(application("ML-GAO-1", "Mariam", nullptr, "SEN")).value();
    for (int i = 0; i < 2; ++i) as("intake_clerk").execute(application("ML-GAO-1", "Mariam", nullptr, "MLI")).value();
  }
  Result<Frame> ask(const std::string& rest, const char* role = "data_analyst", const char* purpose = "statistics") {
    return as(role, purpose).query(R"({"v":1,"from":)" + rest + "}");
  }
  void min_cell(const char* n) {
    Adopt a;
    a.kind = "setting";
    a.name = "min_cell";
    a.document = std::string("{\"min_cell\":\"") + n + "\"}";
    as("system_administrator").execute(a).value();
  }
};

TEST_F(Figures, SmallCellsAreToldAsFewerAndTakeOneWithThem) {
  EXPECT_EQ(ask(R"("counts","group":["nationality"])").value().csv(), "nationality,cases,persons,below\nGIN,7,7,\nMLI,withheld,withheld,5\nSEN,withheld,withheld,\n")
      << "else the two are the total less the others";
  EXPECT_EQ(ask(R"("counts","group":["site"])").value().csv(), "site,cases,persons,below\nML-BKO-1,7,7,\nML-GAO-1,8,8,\n");
  EXPECT_EQ(ask(R"("counts")").value().csv(), "cases,persons,below\n15,15,\n");
  EXPECT_EQ(ask(R"("counts","where":[["nationality","=","MLI"]])").value().csv(), "cases,persons,below\nwithheld,withheld,5\n");
  EXPECT_EQ(ask(R"("counts","where":[["nationality","=","BEL"]])").value().csv(), "cases,persons,below\nwithheld,withheld,5\n") << "nor whether there is anybody";
  EXPECT_EQ(ask(R"("counts","group":["nationality"],"limit":2)").value().csv(), "nationality,cases,persons,below\nGIN,7,7,\nMLI,withheld,withheld,5\n");
  EXPECT_EQ(ask(R"("cases","group":["site"])").value().csv(), "site,cases,below\nML-BKO-1,7,\nML-GAO-1,8,\n");
  EXPECT_NE(ask(R"("counts","group":["nationality"])").value().json().find(R"("cases":{"absent":"withheld"})"), std::string::npos);
  EXPECT_NE(ask(R"("counts","group":["nationality"])").value().json().find(R"("masked":4)"), std::string::npos);
  EXPECT_EQ(ask(R"("counts","group":["nationality"])", "finance_officer", "casework").value().csv(), "nationality,cases,persons\nGIN,7,7\nMLI,2,2\nSEN,6,6\n") << "control";
  min_cell("0");
  EXPECT_EQ(ask(R"("counts","group":["nationality"])").value().csv(), "nationality,cases,persons\nGIN,7,7\nMLI,2,2\nSEN,6,6\n");
  min_cell("8");
  EXPECT_EQ(ask(R"("counts","group":["site"])").value().csv(), "site,cases,persons,below\nML-BKO-1,withheld,withheld,8\nML-GAO-1,withheld,withheld,\n");
  reopen();
  EXPECT_EQ(ask(R"("counts","group":["site"])").value().csv(), "site,cases,persons,below\nML-BKO-1,withheld,withheld,8\nML-GAO-1,withheld,withheld,\n") << "adopted is adopted";
  Adopt bad;
  bad.kind = "setting";
  bad.name = "min_cell";
  for (const char* d : {R"({"min_cell":"-1"})", R"({"min_cell":"few"})", R"({"min_cell":5})", R"({"min_cell":"1001"})", R"({})"}) {
    bad.document = d;
    EXPECT_FALSE(as("system_administrator").execute(bad)) << d;
  }
}

TEST_F(Figures, NoRowsNoIdsNoMoments) {
  const std::pair<const char*, const char*> readers[] = {{"data_analyst", "statistics"}, {"data_analyst", "casework"}, {"counsellor", "statistics"},
                                                         {"system_administrator", "casework"}, {"auditor", "audit"}, {"auditor", "casework"}};
  const char* asked[] = {R"("cases")", R"("persons")", R"("due")", R"("fields")", R"("payments")", R"("persons","select":["sex"])", R"("counts","group":["case"])",
                         R"("cases","group":["number"])", R"("cases","group":["ref"])", R"("cases","group":["opened"])", R"("cases","group":["hold_acts"])",
                         R"("persons","group":["person_id"])", R"("counts","where":[["case","known"]])", R"("cases","group":["site"],"where":[["number","=","BKO-2018-00001"]])",
                         R"("cases","group":["site"],"where":[["opened","<","2018-12-01T00:00:00Z"]])", R"("counts","after":"x")",
                         R"("persons","search":{"household":"BKO-2018-00001"})", R"("counts","group":["nationality","sex","age_band","site","journey"])"};
  for (const auto& [role, purpose] : readers) {
    for (const char* q : asked) {
      const auto f = ask(q, role, purpose);
      ASSERT_FALSE(f) << role << ' ' << q << f->csv();
      EXPECT_EQ(f.error().reason, "figures_only") << q;
    }
    EXPECT_EQ(as(role, purpose).cases().error().reason, "figures_only");
    EXPECT_TRUE(ask(R"("counts","group":["applied_on"])", role, purpose)) << "a day is not a moment";
    EXPECT_TRUE(ask(R"("field_sets")", role, purpose));
    EXPECT_TRUE(ask(R"("projects")", role, purpose));
  }
  EXPECT_EQ(ask(R"("events")").error().reason, "figures_only");
  const auto story = ask(R"("events")", "auditor", "audit").value().json();
  EXPECT_NE(story.find("BKO-2018-00001"), std::string::npos) << "an audit is of acts";
  EXPECT_EQ(story.find("GIN"), std::string::npos) << "and not of what is counted of persons";
  EXPECT_TRUE(ask(R"("persons")", "finance_officer", "casework")) << "control";
}

TEST(ToldCells, ALineTellsNothingByItsSum) {
  using C = CellCounts;
  const auto told = [](std::vector<C> cells) {
    std::string out;
    for (const auto c : told_cells(cells, 5, false)) out += c == Cell::told ? 't' : c == Cell::small ? 's' : 'b';
    return out;
  };
  EXPECT_EQ(told({C{{0}, 9, 9}, C{{1}, 3, 3}, C{{2}, 7, 7}}), "tsb");
  EXPECT_EQ(told({C{{0}, 9, 9}, C{{1}, 3, 3}, C{{2}, 2, 2}}), "tss") << "two of them, 5 together";
  EXPECT_EQ(told({C{{0}, 9, 9}, C{{1}, 1, 1}, C{{2}, 1, 1}}), "bss") << "two that come to 2 are 1 each";
  EXPECT_EQ(told({C{{0}, 3, 9}, C{{1}, 9, 9}}), "sb") << "few cases of many persons are few";
  EXPECT_EQ(told({C{{0}, 9, 9}}), "t");
  EXPECT_EQ(told({C{{0}, 2, 2}}), "s");
  EXPECT_EQ(told({C{{}, 0, 0}}), "t");
  EXPECT_EQ(told({C{{0, 0}, 9, 9}, C{{0, 1}, 8, 8}, C{{1, 0}, 7, 7}, C{{1, 1}, 2, 2}}), "bbbs") << "rows and columns";
}

}  // namespace
