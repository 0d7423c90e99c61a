#include "register/people.hpp"

#include <set>

using namespace safar_test;

class QueryTest : public Office {
 protected:
  Frame ask(const std::string& q) { return as("finance_officer", "casework").query(q).value(); }
};

TEST_F(QueryTest, CountsByWhatStatisticsNeed) {
  as("intake_clerk").execute(application("ML-BKO-1", "A", "1", "GIN")).value();
  as("intake_clerk").execute(application("ML-BKO-1", "B", "2", "MLI")).value();
  auto family = application("ML-GAO-1", "C", "3", "MLI");
  family.persons.push_back(family.persons[0]);
  family.persons[1].documents.clear();
  as("intake_clerk").execute(family).value();
  const auto f = ask(R"({"v":1,"from":"counts","group":["nationality"]})");
  ASSERT_EQ(f.rows(), 2u);
  EXPECT_EQ(cell(f, "nationality", 1), "\"MLI\"");
  EXPECT_EQ(cell(f, "cases", 1), "2");
  EXPECT_EQ(cell(f, "persons", 1), "3");
  EXPECT_EQ(cell(ask(R"({"v":1,"from":"counts","where":[["site","in",["ML-GAO-1"]]]})"), "persons"), "2");
  EXPECT_EQ(cell(ask(R"({"v":1,"from":"counts","where":[["site","in",["nowhere"]]]})"), "persons"), "0");
  reopen();  // now from sealed segments
  EXPECT_EQ(ask(R"({"v":1,"from":"counts","group":["nationality"]})").json(), f.json());
}

TEST_F(QueryTest, AnAbsenceIsNotTheTextThatNamesIt) {
  auto a = application("(unknown)", "A", "1");
  as("intake_clerk").execute(a).value();
  a = application("x", "B", "2");
  a.site = Absence::unknown;
  as("intake_clerk").execute(a).value();
  EXPECT_EQ(ask(R"({"v":1,"from":"counts","group":["site"]})").rows(), 2u);
}

TEST_F(QueryTest, KnowsWhatWasKnownThen) {
  const CaseId id = booked();
  now = at("2018-11-25");
  Depart d;
  d.departed_on = PartialDate::parse("2018-11-20").value();
  act("movement_officer", id, d).value();  // happened on the 20th, told on the 25th
  const char* departed = R"({"v":1,"from":"counts","where":[["departed","=",true]])";
  EXPECT_EQ(cell(ask(std::string(departed) + "}"), "persons"), "1");
  EXPECT_EQ(cell(ask(std::string(departed) + R"(,"valid_on":"2018-11-19"})"), "persons"), "0");
  EXPECT_EQ(cell(ask(std::string(departed) + R"(,"valid_on":"2018-11-20"})"), "persons"), "1");
  EXPECT_EQ(cell(ask(std::string(departed) + R"(,"valid_on":"2018-11-20","known_on":"2018-11-24"})"), "persons"), "0");
  EXPECT_EQ(cell(ask(std::string(departed) + R"(,"known_on":"2018-11-25"})"), "persons"), "1");
}

TEST_F(QueryTest, ACorrectionKeepsWhatWasBelieved) {
  const auto r = as("intake_clerk").execute(application("ML-BKO-1", "A", "1", "GIN")).value();
  now = at("2018-12-01");
  Correct c;
  c.case_id = case_of(r);
  c.person.person_id = person_of(r);
  c.person.nationality = Country::parse("SEN").value();
  c.person.given_name = "Aminata";
  c.reason.code = "document_seen";
  c.reason.text = "Consular card shown.";
  ASSERT_TRUE(as("intake_clerk").execute(c));
  EXPECT_EQ(cell(ask(R"({"v":1,"from":"counts","group":["nationality"]})"), "nationality"), "\"SEN\"");
  EXPECT_EQ(cell(ask(R"({"v":1,"from":"counts","group":["nationality"],"known_on":"2018-11-30"})"), "nationality"), "\"GIN\"");
  const auto clerk = as("intake_clerk");
  EXPECT_EQ(cell(as("intake_clerk").query(R"({"v":1,"from":"persons"})").value(), "given_name"), "\"Aminata\"");
  EXPECT_EQ(cell(as("intake_clerk").query(R"({"v":1,"from":"persons","known_on":"2018-11-30"})").value(), "given_name"), "\"A\"");
}

TEST_F(QueryTest, FoldsThatAreKeptAreNotStale) {
  // The same questions before and after more acts, in every order of days: kept folds must not show through.
  const CaseId id = booked();
  const auto held = [&](const char* day) { return cell(ask(std::string(R"({"v":1,"from":"cases","known_on":")") + day + "\"}"), "journey"); };
  EXPECT_EQ(held("2018-11-12"), "\"booked\"");
  act("movement_officer", id, Depart{}).value();
  EXPECT_EQ(held("2018-11-12"), "\"departed\"") << "the day was not over";
  now = at("2018-11-20");
  act("receiving_partner", id, Arrive{}).value();
  now = at("2018-11-25");
  EXPECT_EQ(held("2018-11-20"), "\"arrived\"");
  EXPECT_EQ(held("2018-11-19"), "\"departed\"");
  EXPECT_EQ(held("2018-11-24"), "\"arrived\"");
  const char* valid = R"({"v":1,"from":"cases","valid_on":"2018-11-25"})";
  EXPECT_EQ(cell(ask(valid), "journey"), "\"arrived\"");
  act("counsellor", id, StartPlan{}).value();
  EXPECT_EQ(cell(ask(valid), "journey"), "\"assisting\"");
}

TEST_F(QueryTest, PagesHoldWhileOthersWrite) {
  for (int i = 0; i < 7; ++i) { now += 1'000'000; apply("ML-BKO-1", std::to_string(i).c_str()); }
  std::string after;
  std::set<std::string> seen;
  for (int page = 0; page < 10; ++page) {
    const auto f = ask(R"({"v":1,"from":"cases","select":["number"],"limit":3,"after":")" + after + "\"}");
    for (std::size_t i = 0; i < f.rows(); ++i) EXPECT_TRUE(seen.insert(cell(f, "number", i)).second);
    if (page == 0) { now += 1'000'000; apply("ML-BKO-1", "x"); }
    after = f.next();
    if (after.empty()) break;
  }
  EXPECT_EQ(seen.size(), 8u);
}

TEST_F(QueryTest, ChangesAreAFeed) {
  apply("ML-BKO-1", "1");
  auto f = ask(R"({"v":1,"from":"changes"})");
  const std::string cursor = f.next();
  EXPECT_EQ(ask(R"({"v":1,"from":"changes","after":")" + cursor + "\"}").rows(), 0u);
  apply("ML-BKO-1", "2");
  f = ask(R"({"v":1,"from":"changes","after":")" + cursor + "\"}");
  ASSERT_EQ(f.rows(), 1u);
  EXPECT_EQ(cell(f, "command"), "\"apply\"");
}

TEST_F(QueryTest, RefusesWhatItDoesNotUnderstand) {
  auto s = as("finance_officer", "casework");
  const auto pointer = [&](const char* q) { auto r = s.query(q); return r ? std::string("accepted") : r.error().pointer; };
  EXPECT_EQ(pointer("[]"), "");
  EXPECT_EQ(pointer(R"({"from":"case"})"), "/from");
  EXPECT_EQ(pointer(R"({"from":"cases","wher":[]})"), "/wher");
  EXPECT_EQ(pointer(R"({"from":"cases","where":[["jorney","=","x"]]})"), "/where/0/0");
  EXPECT_EQ(pointer(R"({"from":"cases","where":[["journey","~","x"]]})"), "/where/0/1");
  EXPECT_EQ(pointer(R"({"from":"cases","where":[["departed_on","<","2018-02-30"]]})"), "/where/0/2");
  EXPECT_EQ(pointer(R"({"from":"cases","known_on":"2018-02-30"})"), "/known_on");
  EXPECT_EQ(pointer(R"({"from":"counts","group":["nationality","nationality"]})"), "/group/1");
  EXPECT_EQ(pointer(R"({"from":"persons","group":["given_name"]})"), "/group");
  EXPECT_EQ(pointer(R"({"from":"cases","limit":0})"), "/limit");
}

TEST_F(QueryTest, SaysWhereAQueryIsWrong) {
  const std::string long_text(1001, 'a');
  struct Row { std::string query; ErrorCode code; const char* pointer; };
  const Row rows[] = {
      {R"({"v":1})", ErrorCode::missing_member, "/from"},
      {R"({"from":7})", ErrorCode::missing_member, "/from"},
      {R"({"v":2,"from":"cases"})", ErrorCode::newer, "/v"},
      {R"({"from":"cases","where":{}})", ErrorCode::wrong_type, "/where"},
      {R"({"from":"cases","where":["held"]})", ErrorCode::wrong_type, "/where/0"},
      {R"({"from":"cases","where":[["held"]]})", ErrorCode::wrong_type, "/where/0"},
      {R"({"from":"cases","where":[["held",1,true]]})", ErrorCode::wrong_type, "/where/0"},
      {R"({"from":"cases","where":[["held","=",true,true]]})", ErrorCode::wrong_type, "/where/0"},
      {R"({"from":"cases","where":[[7,"=",true]]})", ErrorCode::wrong_type, "/where/0/0"},
      {R"({"from":"cases","where":[["held","="]]})", ErrorCode::wrong_type, "/where/0"},
      {R"({"from":"cases","where":[["site","known",1]]})", ErrorCode::wrong_type, "/where/0"},
      {R"({"from":"cases","where":[["site","in","ML-BKO-1"]]})", ErrorCode::wrong_type, "/where/0/2"},
      {R"({"from":"cases","where":[["site","=",["ML-BKO-1"]]]})", ErrorCode::wrong_type, "/where/0/2"},
      {R"({"from":"cases","where":[["site","=",{}]]})", ErrorCode::wrong_type, "/where/0/2"},
      {R"({"from":"cases","where":[["site","in",[["ML-BKO-1"]]]]})", ErrorCode::wrong_type, "/where/0/2"},
      {R"({"from":"cases","where":[["held","=","maybe"]]})", ErrorCode::wrong_type, "/where/0/2"},
      {R"({"from":"cases","where":[["persons",">","2"]]})", ErrorCode::wrong_type, "/where/0/2"},
      {R"({"from":"cases","where":[["site","=","ML-BKO-1"],["case","=","B-1"]]})", ErrorCode::parse, "/where/1/2"},
      {R"({"from":"cases","select":"number"})", ErrorCode::wrong_type, "/select"},
      {R"({"from":"cases","select":["number","nmber"]})", ErrorCode::unknown_member, "/select/1"},
      {R"({"from":"counts","group":[1]})", ErrorCode::wrong_type, "/group/0"},
      {R"({"from":"counts","group":["programme","office","site","route","sex","age_band","nationality","journey","month"]})", ErrorCode::too_large, "/group"},
      {R"({"from":"counts","group":["site"],"select":["site"]})", ErrorCode::invalid_argument, "/select"},
      {R"({"from":"events","group":["kind"]})", ErrorCode::unsupported, "/group"},
      {R"({"from":"events","after":"1x"})", ErrorCode::parse, "/after"},
      {R"({"from":"changes","group":["command"]})", ErrorCode::unsupported, "/group"},
      {R"({"from":"cases","valid_on":20181112})", ErrorCode::wrong_type, "/valid_on"},
      {R"({"from":"cases","valid_on":"12.11.2018"})", ErrorCode::parse, "/valid_on"},
      {R"({"from":"cases","known_on":true})", ErrorCode::wrong_type, "/known_on"},
      {R"({"from":"cases","after":3})", ErrorCode::wrong_type, "/after"},
      {R"({"from":"persons","search":{}})", ErrorCode::wrong_type, "/search"},
      {R"({"from":"persons","search":{"name":"a","phone":"b"}})", ErrorCode::wrong_type, "/search"},
      {R"({"from":"persons","search":{"name":7}})", ErrorCode::wrong_type, "/search"},
      {R"({"from":"persons","search":{"nmae":"a"}})", ErrorCode::unknown_member, "/search"},
      {R"({"from":"persons","search":{"":"a"}})", ErrorCode::unknown_member, "/search"},
      {R"({"from":"persons","search":{"name":")" + long_text + "\"}}", ErrorCode::too_large, "/search"},
      {R"({"from":"cases","limit":"3"})", ErrorCode::out_of_range, "/limit"},
      {R"({"from":"cases","limit":-1})", ErrorCode::out_of_range, "/limit"},
  };
  auto s = as("finance_officer", "casework");
  EXPECT_TRUE(s.query(R"({"v":1,"from":"cases","where":[["held","=",true],["site","known"],["persons",">",2]],"select":["number"],"limit":3})")) << "the control";
  for (const auto& row : rows) {
    const auto r = s.query(row.query);
    ASSERT_FALSE(r) << row.query;
    EXPECT_EQ(r.error().code, row.code) << row.query << ' ' << r.error().message;
    EXPECT_EQ(r.error().pointer, row.pointer) << row.query << ' ' << r.error().message;
  }
}

TEST_F(QueryTest, EveryFilterOfTheEventsHolds) {
  const std::string one = to_string(apply("ML-BKO-1", "1")), two = to_string(apply("ML-BKO-1", "2"));
  const auto events = [&](const std::string& where) { return ask(R"({"v":1,"from":"events","where":[)" + where + "]}").rows(); };
  const auto is = [](const std::string& id) { return R"(["case","=",")" + id + "\"]"; };
  EXPECT_EQ(events(is(one)), 1u);
  EXPECT_EQ(events(is(one) + "," + is(one)), 1u);
  EXPECT_EQ(events(is(one) + "," + is(two)), 0u) << "nothing is of one case and of another";
}

TEST_F(QueryTest, FiltersCompareAsTheirColumnsDo) {
  auto family = application("ML-GAO-1", "C", "3");
  family.persons.push_back(family.persons[0]);
  family.persons[1].documents.clear();
  as("intake_clerk").execute(family).value();
  now = at("2018-11-20");
  apply("ML-BKO-1", "1");
  const auto cases = [&](const char* filter) { return ask(R"({"v":1,"from":"cases","where":[)" + std::string(filter) + "]}").rows(); };
  EXPECT_EQ(cases(R"(["persons","<",2])"), 1u);
  EXPECT_EQ(cases(R"(["persons","<=",2])"), 2u);
  EXPECT_EQ(cases(R"(["persons",">",1])"), 1u);
  EXPECT_EQ(cases(R"(["persons",">=",3])"), 0u);
  EXPECT_EQ(cases(R"(["persons","<",10])"), 2u) << "numbers, not their texts";
  EXPECT_EQ(cases(R"(["applied_on","<","2018-11-20"])"), 1u);
  EXPECT_EQ(cases(R"(["applied_on",">=","2018-11-12"])"), 2u);
  EXPECT_EQ(cases(R"(["departed_on","<","2030-01-01"])"), 0u) << "what is not known is neither before nor after";
  EXPECT_EQ(cases(R"(["departed_on","unknown"])"), 2u);
  EXPECT_EQ(cases(R"(["applied_on","known"])"), 2u);
  EXPECT_EQ(cases(R"(["site","!=","ML-BKO-1"])"), 1u);
  EXPECT_EQ(cases(R"(["site","not in",["ML-BKO-1","ML-GAO-1"]])"), 0u);
  EXPECT_EQ(cases(R"(["holds","has","programme_suspension"])"), 0u);
  EXPECT_EQ(cases(R"(["holds","!=","programme_suspension"])"), 2u);
}

TEST_F(QueryTest, ACountryOrStateThatThereIsNotIsNoEmptyAnswer) {
  as("intake_clerk").execute(application("ML-BKO-1", "A", "1", "MLI")).value();
  const auto fault = [&](const std::string& from, const std::string& where) {
    auto r = as("programme_manager").query(R"({"v":1,"from":")" + from + R"(","where":[)" + where + "]}");
    return r ? std::to_string(r->rows()) : r.error().reason + " " + r.error().pointer;
  };
  EXPECT_EQ(fault("counts", R"(["nationality","=","Wakanda"])"), "no_such_country /where/0/2");
  EXPECT_EQ(fault("persons", R"(["nationality","in",["MLI","XXY"]])"), "no_such_country /where/0/2");
  EXPECT_EQ(fault("projects", R"(["countries","has","Wakanda"])"), "no_such_country /where/0/2");
  EXPECT_EQ(fault("funding", R"(["country","=","Wakanda"])"), "no_such_country /where/0/2");
  EXPECT_EQ(fault("persons", R"(["nationality","=","Mali"])"), "1") << "by its name too";
  EXPECT_EQ(fault("funding", R"(["country","=","France"])"), "0");
  EXPECT_EQ(fault("cases", R"(["journey","=","aplied"])"), "no_such_state /where/0/2");
  EXPECT_EQ(fault("cases", R"(["journey","in",["applied","departed"]])"), "1");
  EXPECT_EQ(fault("cases", R"q(["eligibility","!=","(unknown)"])q"), "1");
  EXPECT_NE(as("programme_manager").query(R"({"v":1,"from":"cases","where":[["journey","=","aplied"]]})").error().remedy.find("applied, "), std::string::npos);
}
