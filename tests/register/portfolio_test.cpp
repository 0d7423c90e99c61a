// Projects from the command to the view: what is planned, what changes, who takes part when.
#include "register/people.hpp"

#include <safar/casework/adopt.hpp>

#include <safar/base/json.hpp>

namespace safar_test {
namespace {

class Portfolio : public Office {
 protected:
  Session officer() { return as("project_officer", "portfolio"); }
  std::string did(const std::string& command) {
    auto r = officer().execute_json(command);
    EXPECT_TRUE(r) << (r ? "" : r.error().message + " " + r.error().pointer) << "\n" << command;
    return r ? r->json() : "";
  }
  std::string refused(const std::string& command) {
    auto r = officer().execute_json(command);
    EXPECT_FALSE(r) << command;
    return r ? "" : r.error().reason + " " + r.error().pointer;
  }
  std::string asked(const std::string& query) {
    auto f = officer().query(query);
    EXPECT_TRUE(f) << (f ? "" : f.error().message + " " + f.error().pointer) << "\n" << query;
    return f ? f->csv() : "";
  }
  void lecd() {
    did(R"({"v":1,"command":"create_project","ref":"LECD","title":{"en":"Linking Emigrant Communities for More Development"},"starts":"2009-05-01","ends":"2010-01-31","budget":"100000.00 EUR",
      "parties":[{"role":"implementing","name":"International Organization for Migration"},{"role":"donor","country":"FRA","share":2500,"amount":"25000.00 EUR"},{"role":"donor","country":"ITA","share":7500,"amount":"75000.00 EUR"},
      {"role":"country","country":"MLI"},{"role":"country","country":"EGY"}]})");
    did(R"({"v":1,"command":"amend_project","project":"lecd","kind":"no_cost_extension","decided_on":"2010-01-15","ends":"2010-04-30"})");
  }
};

TEST_F(Portfolio, an_extension_moves_the_end_and_keeps_the_first_one) {
  lecd();
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref","starts","ends","first_ends","donors","countries","amendments"]})"),
            "ref,starts,ends,first_ends,donors,countries,amendments\nLECD,2009-05-01,2010-04-30,2010-01-31,\"[\"\"France\"\",\"\"Italy\"\"]\",\"[\"\"EGY\"\",\"\"MLI\"\"]\",1\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref","ends"],"valid_on":"2010-01-10"})"), "ref,ends\nLECD,2010-01-31\n") << "what held before it was decided";
  EXPECT_EQ(asked(R"({"v":1,"from":"amendments","select":["ref","kind","ends_before","ends"]})"), "ref,kind,ends_before,ends\nLECD,no_cost_extension,2010-01-31,2010-04-30\n");
}

TEST_F(Portfolio, an_extension_of_no_day_was_decided_at_the_latest_on_the_end_that_it_moves) {
  did(R"({"v":1,"command":"create_project","ref":"OLD","title":{"en":"Old"},"starts":"2009-05","ends":"2010-01"})");
  did(R"({"v":1,"command":"create_project","ref":"NEW","title":{"en":"New"},"starts":"2009-05","ends":"2040"})");
  for (const char* ref : {"OLD", "NEW"}) did(std::string(R"({"v":1,"command":"amend_project","project":")") + ref + R"(","kind":"extension","ends":"2041"})");
  const auto ends = [&](const char* ref, const std::string& day) {
    return asked(std::string(R"({"v":1,"from":"projects","select":["ends"],"where":[["ref","=",")") + ref + "\"]],\"valid_on\":\"" + day + "\"}");
  };
  EXPECT_EQ(ends("OLD", "2010-01-30"), "ends\n2010-01\n");
  EXPECT_EQ(ends("OLD", "2010-01-31"), "ends\n2041\n");
  EXPECT_EQ(ends("NEW", "2010-01-31"), "ends\n2040\n") << "that end is to come: it is so since today";
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ends"],"where":[["ref","=","NEW"]]})"), "ends\n2041\n");
  did(R"({"v":1,"command":"create_project","ref":"SAID","title":{"en":"Said"},"starts":"2009-05","ends":"2010-01"})");
  did(R"({"v":1,"command":"amend_project","project":"SAID","kind":"extension","ends":"2041","valid":"2009-12-01"})");
  EXPECT_EQ(ends("SAID", "2009-12-01"), "ends\n2041\n") << "the caller knows better";
}

TEST_F(Portfolio, of_one_noun_only_that_one_is_looked_at) {
  lecd();
  did(R"({"v":1,"command":"create_project","ref":"NEXT","title":{"en":"Next"},"predecessors":["LECD"]})");
  const auto id = [&](const char* ref) { return asked(std::string(R"({"v":1,"from":"projects","select":["project"],"where":[["ref","=",")") + ref + "\"]]}").substr(8, 32); };
  const auto of = [&](const std::string& view, const std::string& column, const std::string& key) { return asked(R"({"v":1,"from":")" + view + R"(","select":[")" + column + R"("],"where":[["project","=",")" + key + R"("]]})"); };
  EXPECT_EQ(of("projects", "successors", id("LECD")), "successors\n\"[\"\"NEXT\"\"]\"\n");
  EXPECT_EQ(of("parties", "party", id("LECD")), "party\nInternational Organization for Migration\nFrance\nItaly\nMali\nEgypt\n");
  EXPECT_EQ(of("parties", "party", id("NEXT")), "party\n");
  EXPECT_EQ(of("amendments", "ref", id("LECD")), "ref\nLECD\n");
  EXPECT_EQ(of("projects", "ref", "0123456789abcdef0123456789abcdef"), "ref\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref"],"limit":1})"), "ref\nLECD\n");
  did(R"({"v":1,"command":"create_project","ref":"THIRD","title":{"en":"Third"}})");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref"]})"), "ref\nLECD\nNEXT\nTHIRD\n") << "one that was begun since the list was made";
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref"],"valid_on":"2010-02-01"})"), "ref\nLECD\nNEXT\nTHIRD\n");
}

TEST_F(Portfolio, a_workflow_of_an_agencys_own_is_in_force_and_told) {
  const std::string shipped = describe("workflow:project").value();
  EXPECT_EQ(officer().describe("workflow:project").value(), shipped);
  EXPECT_EQ(officer().describe("table:project").value(), describe("table:project").value());
  std::string own = shipped;
  const std::string before = R"("create_project":{"by":["project_officer","programme_manager"]})", version = R"("version":"2026-1")";
  ASSERT_NE(own.find(before), std::string::npos) << own;
  own.replace(own.find(before), before.size(), R"("create_project":{"by":["programme_manager"]})");
  own.replace(own.find(version), version.size(), R"("version":"BKO-7")");
  Adopt a;
  a.kind = "workflow";
  a.name = "project";
  a.document = own;
  ASSERT_TRUE(as("programme_manager").execute(a));
  EXPECT_EQ(refused(R"({"v":1,"command":"create_project","ref":"X","title":{"en":"X"}})").substr(0, 10), "wrong_role") << "the officer may not any more";
  EXPECT_EQ(officer().describe("workflow:project").value(), own);
  EXPECT_NE(officer().describe("table:project").value().find("BKO-7"), std::string::npos);
  EXPECT_EQ(describe("workflow:project").value(), shipped) << "the library's own";
  EXPECT_EQ(officer().describe("workflow").value(), describe("workflow").value()) << "that of cases stays";
  EXPECT_EQ(officer().describe("views").value(), describe("views").value());
  EXPECT_EQ(officer().describe("table:nonsense").error().code, ErrorCode::unknown_code);
}

TEST_F(Portfolio, who_joins_later_is_covered_from_then_on) {
  lecd();
  did(R"({"v":1,"command":"join_project","project":"LECD","party":{"role":"country","country":"KEN","since":"2010-03-01","stage":"AMEDIP"}})");
  const std::string on = R"({"v":1,"from":"projects","select":["ref","running"],"where":[["countries","has","KEN"]],"valid_on":")";
  EXPECT_EQ(asked(on + "2010-02-01\"}"), "ref,running\n");
  EXPECT_EQ(asked(on + "2010-03-02\"}"), "ref,running\nLECD,true\n");
  EXPECT_EQ(asked(on + "2011-03-02\"}"), "ref,running\nLECD,false\n");
}

TEST_F(Portfolio, members_of_a_group_are_those_of_the_projects_time) {
  did(R"({"v":1,"command":"create_project","ref":"IMAP","title":{"en":"MTM i-Map"},"starts":"2009-01","ends":"2010-12","parties":[{"role":"country","name":"EU-27","group":"eu"},{"role":"country","country":"NOR"}]})");
  const auto covering = [&](const char* country) { return asked(std::string(R"({"v":1,"from":"projects","select":["ref"],"where":[["countries","has",")") + country + "\"]]}"); };
  EXPECT_EQ(covering("GBR"), "ref\nIMAP\n") << "a member then";
  EXPECT_EQ(covering("HRV"), "ref\n") << "not yet a member";
  EXPECT_EQ(covering("NOR"), "ref\nIMAP\n");
}

TEST_F(Portfolio, sums_by_donor_and_year_in_each_currency) {
  lecd();
  did(R"({"v":1,"command":"create_project","ref":"B","title":{"en":"B"},"starts":"2009-07","parties":[{"role":"donor","country":"FRA","amount":"10.50 USD"},{"role":"donor","country":"ITA","amount":"0.07 EUR"}]})");
  EXPECT_EQ(asked(R"({"v":1,"from":"parties","where":[["role","=","donor"]],"group":["party","year"],"sum":["amount"]})"),
            "party,year,currency,n,amount\nFrance,2009,EUR,1,25000.00 EUR\nFrance,2009,USD,1,10.50 USD\nItaly,2009,EUR,2,75000.07 EUR\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"parties","where":[["amount",">","20000.00 EUR"]],"select":["party","amount"]})"), "party,amount\nFrance,25000.00 EUR\nItaly,75000.00 EUR\n");
}

TEST_F(Portfolio, what_cannot_be_is_refused_and_changes_nothing) {
  lecd();
  const auto create = [](const std::string& rest) { return R"({"v":1,"command":"create_project","title":{"en":"x"},)" + rest + "}"; };
  EXPECT_EQ(refused(create(R"("ref":"lecd")")), "ref_taken /ref");
  EXPECT_EQ(refused(create(R"("starts":"2010-05","ends":"2010-04")")), "end_before_start /ends");
  EXPECT_EQ(refused(create(R"("parties":[{"role":"donor","country":"FRA","share":6000},{"role":"donor","country":"ITA","share":4001}])")), "shares_over_100 /parties");
  EXPECT_EQ(refused(create(R"("parties":[{"role":"donor","country":"FRA"},{"role":"donor","country":"FRA"}])")), "party_twice /parties/1");
  EXPECT_EQ(refused(create(R"("parties":[{"role":"country","country":"ZZZ"}])")), " /parties/0/country");
  EXPECT_EQ(refused(create(R"("budget":"1.00 EUR","parties":[{"role":"donor","country":"FRA","amount":"1.01 EUR"}])")), "amounts_over_budget /budget");
  EXPECT_EQ(refused(create(R"("predecessors":["NONE"])")), "no_such_project /predecessors/0");
  EXPECT_EQ(refused(create(R"("status":"sleeping")")), "no_such_status /status");
  EXPECT_EQ(refused(R"({"v":1,"command":"amend_project","project":"LECD","kind":"no_cost_extension","ends":"2010-04-30","budget":"1.00 EUR"})"), "budget_changes /budget");
  EXPECT_EQ(refused(R"({"v":1,"command":"amend_project","project":"LECD","kind":"budget_revision","budget":"1.00 USD"})"), "other_currency /budget");
  EXPECT_EQ(refused(R"({"v":1,"command":"amend_project","project":"LECD","kind":"cost_extension","ends":"2009-12-31"})"), "not_later /ends");
  EXPECT_EQ(refused(R"({"v":1,"command":"join_project","project":"LECD","party":{"role":"donor","country":"CHE","share":1}})"), "shares_over_100 /party/share");
  EXPECT_EQ(refused(R"({"v":1,"command":"leave_project","project":"LECD","role":"donor","party":{"country":"CHE"}})"), "no_such_party /party");
  EXPECT_EQ(refused(R"({"v":1,"command":"move_project","project":"LECD","outcome":"closed"})"), "unknown_outcome /outcome");
  EXPECT_EQ(refused(R"({"v":1,"command":"amend_project","project":"NOPE","kind":"correction"})"), "no_such_project /project");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref","version"]})"), "ref,version\nLECD,2\n");
}

TEST_F(Portfolio, very_many_parties_are_refused_at_once) {
  std::string many;
  for (int i = 0; i < 2'001; ++i) many += (i ? "," : "") + std::string(R"({"role":"partner","name":"P)") + std::to_string(i) + "\"}";
  EXPECT_EQ(refused(R"({"v":1,"command":"create_project","title":{"en":"x"},"parties":[)" + many + "]}"), " /parties");
}

TEST_F(Portfolio, a_project_does_not_continue_itself) {
  did(R"({"v":1,"command":"create_project","ref":"I","title":{"en":"CoMAM I"},"status":"closed"})");
  did(R"({"v":1,"command":"create_project","ref":"II","title":{"en":"CoMAM II"},"predecessors":["I"]})");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref","predecessors","successors"]})"), "ref,predecessors,successors\nI,,\"[\"\"II\"\"]\"\nII,\"[\"\"I\"\"]\",\n");
  EXPECT_EQ(refused(R"({"v":1,"command":"create_project","project":"0000000000000000000000000000000a","title":{"en":"x"},"predecessors":["0000000000000000000000000000000a"]})"), "no_such_project /predecessors/0");
}

TEST_F(Portfolio, it_is_all_there_after_opening_again_and_rebuilding) {
  lecd();
  const std::string all = asked(R"({"v":1,"from":"projects"})"), parties = asked(R"({"v":1,"from":"parties"})");
  reopen();
  EXPECT_EQ(asked(R"({"v":1,"from":"projects"})"), all);
  auto dumps = officer().projection_dumps();
  ASSERT_TRUE(dumps);
  EXPECT_EQ(dumps->first, dumps->second);
  ASSERT_TRUE(officer().rebuild());
  EXPECT_EQ(asked(R"({"v":1,"from":"parties"})"), parties);
  EXPECT_EQ(refused(R"({"v":1,"command":"create_project","ref":"LECD","title":{"en":"x"}})"), "ref_taken /ref") << "references are looked up after a rebuild too";
}

TEST_F(Portfolio, a_repeat_gives_its_receipt_again_and_stale_versions_are_refused) {
  const std::string create = R"({"v":1,"command":"create_project","request":"00000000000000000000000000000001","ref":"A","title":{"en":"A"}})";
  auto first = officer().execute_json(create);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->versions.size(), 1u);
  auto again = officer().execute_json(create);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->made, first->made);
  ASSERT_EQ(again->versions.size(), 1u);
  EXPECT_EQ(again->versions[0].n, 1);
  const std::string id = to_string(first->versions[0].id);
  EXPECT_EQ(refused(R"({"v":1,"command":"move_project","project":"A","outcome":"implementation","if_version":{")" + id + R"(":2}})"), "stale /if_version/" + id);
  did(R"({"v":1,"command":"move_project","project":"A","outcome":"implementation","if_version":{")" + id + R"(":1}})");
}

TEST_F(Portfolio, what_another_process_wrote_comes_on_top_of_what_is_at_hand) {
  lecd();
  RegisterOptions reading = options(false);
  reading.read_only = true;
  auto other = Register::open(path, reading);
  ASSERT_TRUE(other);
  auto desk = other->session({"reader", "project_officer", "portfolio"}).value();
  const auto rows = [&](const char* query) { auto f = desk.query(query); return f ? f->csv() : f.error().message; };
  EXPECT_EQ(rows(R"({"v":1,"from":"projects","select":["ref","amendments"]})"), "ref,amendments\nLECD,1\n");
  did(R"({"v":1,"command":"create_project","ref":"NEXT","title":{"en":"Next"},"predecessors":["LECD"]})");
  did(R"({"v":1,"command":"amend_project","project":"LECD","kind":"correction","summary":{"en":"More."}})");
  EXPECT_EQ(rows(R"({"v":1,"from":"projects","select":["ref","amendments","version"]})"), "ref,amendments,version\nLECD,2,3\nNEXT,0,1\n");
}

TEST_F(Portfolio, only_roles_of_the_portfolio_act_and_they_act_on_no_case) {
  auto clerk = as("intake_clerk").execute_json(R"({"v":1,"command":"create_project","title":{"en":"x"}})");
  ASSERT_FALSE(clerk);
  EXPECT_EQ(clerk.error().reason, "wrong_role");
  auto on_case = officer().execute(application());
  ASSERT_FALSE(on_case);
  auto analyst = as("data_analyst", "statistics").execute_json(R"({"v":1,"command":"create_project","title":{"en":"x"}})");
  ASSERT_FALSE(analyst);
  EXPECT_EQ(analyst.error().reason, "wrong_role");
}

TEST_F(Portfolio, many_at_once_give_what_one_by_one_gives) {
  std::vector<std::string> commands;
  for (int i = 0; i < 300; ++i) {
    const std::string ref = "P" + std::to_string(i);
    commands.push_back(R"({"v":1,"command":"create_project","ref":")" + ref + R"(","title":{"en":"x"},"starts":"2015-01","ends":"2016-12","predecessors":[)" + (i ? "\"P" + std::to_string(i - 1) + "\"" : "") + "]}");
    commands.push_back(R"({"v":1,"command":"move_project","project":")" + ref + R"(","outcome":"implementation","on":"2015-01-02"})");
    if (i % 10 == 0) commands.push_back(R"({"v":1,"command":"create_project","ref":")" + ref + R"(","title":{"en":"again"}})");
  }
  auto done = officer().execute_each(commands);
  ASSERT_TRUE(done);
  int refusals = 0;
  for (const auto& o : *done) refusals += o.error.has_value();
  EXPECT_EQ(refusals, 30);
  const std::string rows = asked(R"({"v":1,"from":"projects","select":["ref","status","predecessors"]})");
  reopen();
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref","status","predecessors"]})"), rows);
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","group":["status"]})"), "status,n\nimplementation,300\n");
}

}  // namespace
}  // namespace safar_test
