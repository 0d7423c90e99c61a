// Dialogues from the command to the view: who was a member when, what was met about and promised, which of two sources is right.
#include "register/people.hpp"

#include <safar/base/country.hpp>

namespace safar_test {
namespace {

class Dialogues : public Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    now = at("2026-11-22");
  }
  Session officer() { return as("project_officer", "portfolio"); }
  std::string did(const std::string& command) {
    auto r = officer().execute_json(command);
    EXPECT_TRUE(r) << (r ? "" : r.error().message + " " + r.error().pointer) << "\n" << command;
    return r ? r->json() : "";
  }
  std::string refused(const std::string& command) {
    auto r = officer().execute_json(command);
    EXPECT_FALSE(r) << command;
    if (r) return "";
    EXPECT_FALSE(r.error().remedy.empty()) << command;
    return r.error().reason + " " + r.error().pointer;
  }
  std::string asked(const std::string& query) {
    auto f = officer().query(query);
    EXPECT_TRUE(f) << (f ? "" : f.error().message + " " + f.error().pointer) << "\n" << query;
    return f ? f->csv() : "";
  }
  static std::string command(const char* name, const std::string& rest) { return std::string(R"({"v":1,"command":")") + name + R"(","dialogue":"D",)" + rest + "}"; }
  void create(const std::string& established = R"("established":"2014-11-28",)") {
    did(R"({"v":1,"command":"create_dialogue","ref":"D",)" + established + R"("title":{"en":"Khartoum Process","fr":"Processus de Khartoum"},"kind":"regional_process","secretariat":{"name":"ICMPD"},"frameworks":["gcm:23"]})");
  }
  void join(const std::string& party, const std::string& rest = "") {
    did(command("join_dialogue", R"("role":"member","party":)" + party + rest));
  }
  std::string members(const std::string& day) {
    const std::string all = asked(R"({"v":1,"from":"dialogues","select":["members_least","members_most"],"valid_on":")" + day + "\"}");
    return all.substr(all.find('\n') + 1);
  }
  std::string figure(const std::string& what, int value, const std::string& on) {
    did(command("state_figure", R"("what":")" + what + R"(","value":)" + std::to_string(value) + R"(,"on":")" + on + R"(","source":{"title":"a page"})"));
    const std::string all = asked(R"({"v":1,"from":"figures","select":["counted_least","counted_most","agrees"]})");
    const auto from = all.rfind('\n', all.size() - 2) + 1;
    return all.substr(from, all.size() - from - 1);
  }
};

TEST_F(Dialogues, who_was_a_member_on_a_day_is_known_unknown_or_not) {
  create();
  join(R"({"country":"ITA"})", R"(,"since":"2014-11-28")");
  join(R"({"country":"NOR"})", R"(,"since":"2016")");
  join(R"({"country":"LBY"})");
  did(command("leave_dialogue", R"("role":"member","party":{"country":"ITA"},"until":"2020-02","reason":{"code":"withdrew"})"));
  EXPECT_EQ(members("2014-11-27"), "0,0\n");
  EXPECT_EQ(members("2014-11-28"), "1,2\n") << "Libya perhaps";
  EXPECT_EQ(members("2016-06-01"), "1,3\n") << "and Norway perhaps not yet";
  EXPECT_EQ(members("2017-01-01"), "2,3\n");
  EXPECT_EQ(members("2020-02-15"), "1,3\n") << "Italy perhaps no more";
  EXPECT_EQ(members("2020-03-01"), "1,2\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"dialogues","select":["members","perhaps","countries","secretariat"],"valid_on":"2016-06-01"})"),
            "members,perhaps,countries,secretariat\n\"[\"\"Italy\"\"]\",\"[\"\"Norway\"\",\"\"Libya\"\"]\",\"[\"\"ITA\"\",\"\"LBY\"\",\"\"NOR\"\"]\",\"[\"\"ICMPD\"\"]\"\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"members","select":["party","role","since","until","in_force","reason"],"where":[["role","=","member"]],"valid_on":"2020-02-15"})"),
            "party,role,since,until,in_force,reason\nItaly,member,2014-11-28,2020-02,,withdrew\nNorway,member,2016,,true,\nLibya,member,2014-11-28/2026-11-22,,,\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"members","select":["party"],"where":[["in_force","=","true"],["role","=","member"]]})"), "party\nNorway\nLibya\n") << "today";
}

TEST_F(Dialogues, a_party_is_not_twice_in_one_role_at_one_time) {
  create();
  join(R"({"country":"SDN"})", R"(,"since":"2014-11-28")");
  EXPECT_EQ(refused(command("join_dialogue", R"("role":"member","party":{"country":"SDN"},"since":"2020-01-01")")), "member_twice /party");
  EXPECT_EQ(refused(command("join_dialogue", R"("role":"member","party":{"name":"Sudan"})")), "member_twice /party") << "the same state by its name";
  did(command("join_dialogue", R"("role":"steering_committee","party":{"country":"SDN"},"since":"2014-11-28")"));
  did(command("leave_dialogue", R"("role":"steering_committee","party":{"country":"SDN"},"until":"2023-05-01")"));
  did(command("join_dialogue", R"("role":"steering_committee","party":{"country":"SOM"},"seat":{"country":"SDN"},"since":"2023-05-01")"));
  EXPECT_EQ(refused(command("leave_dialogue", R"("role":"steering_committee","party":{"country":"SDN"},"until":"2024-01-01")")), "left_already /party");
  EXPECT_EQ(refused(command("join_dialogue", R"("role":"steering_committee","party":{"country":"SDN"},"since":"2022-01-01")")), "member_twice /party");
  did(command("join_dialogue", R"("role":"steering_committee","party":{"country":"SDN"},"since":"2025-01-01")"));
  EXPECT_EQ(asked(R"({"v":1,"from":"members","select":["party","seat","since","until"],"where":[["role","=","steering_committee"]]})"),
            "party,seat,since,until\nSudan,,2014-11-28,2023-05-01\nSomalia,Sudan,2023-05-01,\nSudan,,2025-01-01,\n");
  const auto committee = [&](const char* day) { return asked(std::string(R"({"v":1,"from":"dialogues","select":["steering_committee"],"valid_on":")") + day + "\"}"); };
  EXPECT_EQ(committee("2023-04-30"), "steering_committee\n\"[\"\"Sudan\"\"]\"\n");
  EXPECT_EQ(committee("2023-05-01"), "steering_committee\n\"[\"\"Somalia\"\"]\"\n");
}

TEST_F(Dialogues, what_cannot_be_is_refused_and_changes_nothing) {
  create();
  join(R"({"country":"ITA"})", R"(,"since":"2014-11-28")");
  did(command("hold_meeting", R"("meeting":"Rome","since":"2014-11-28")"));
  did(command("make_commitment", R"("commitment":"1","text":{"en":"x"},"meeting":"Rome")"));
  const std::string before = asked(R"({"v":1,"from":"dialogues","select":["ref","version"]})");
  EXPECT_EQ(refused(R"({"v":1,"command":"create_dialogue","ref":"d","title":{"en":"x"}})"), "ref_taken /ref");
  EXPECT_EQ(refused(R"({"v":1,"command":"create_dialogue"})"), " /title");
  EXPECT_EQ(refused(R"({"v":1,"command":"create_dialogue","ref":"E","established":"2027"})"), "in_future /established");
  EXPECT_EQ(refused(R"({"v":1,"command":"create_dialogue","ref":"E","frameworks":["GCM:24"]})"), "no_such_objective /frameworks/0");
  EXPECT_EQ(refused(command("join_dialogue", R"("role":"member","party":{})")), " /party");
  EXPECT_EQ(refused(command("join_dialogue", R"("party":{"country":"FRA"})")), " /role");
  EXPECT_EQ(refused(command("join_dialogue", R"("role":"member","party":{"country":"FRA"},"since":"2016-05","until":"2016-04")")), "end_before_start /until");
  EXPECT_EQ(refused(command("leave_dialogue", R"("role":"member","party":{"country":"ITA"},"until":"2014-11-27")")), "end_before_start /until");
  EXPECT_EQ(refused(command("leave_dialogue", R"("role":"member","party":{"country":"FRA"})")), "no_such_member /party");
  EXPECT_EQ(refused(command("leave_dialogue", R"("role":"observer","party":{"country":"ITA"})")), "no_such_member /party");
  EXPECT_EQ(refused(command("join_dialogue", R"("role":"member","party":{"organisation":"NONE"})")), "no_such_organisation /party/organisation");
  EXPECT_EQ(refused(command("open_phase", R"("phase":"IV","starts":"2010","ends":"2009")")), "end_before_start /ends");
  EXPECT_EQ(refused(command("set_theme", R"("theme":"1")")), " /kind");
  EXPECT_EQ(refused(command("set_theme", R"("theme":"1","kind":"area","within":"2")")), "no_such_theme /within");
  EXPECT_EQ(refused(command("set_theme", R"("theme":"1","kind":"area","within":"1")")), "cyclic /within");
  EXPECT_EQ(refused(command("hold_meeting", R"("meeting":"Malta","phase":"IV")")), "no_such_phase /phase");
  EXPECT_EQ(refused(command("hold_meeting", R"("meeting":"Malta","theme":"IV")")), "no_such_theme /theme");
  EXPECT_EQ(refused(command("hold_meeting", R"("meeting":"Malta","since":"2015-02-02","until":"2015-02-01")")), "end_before_start /until");
  EXPECT_EQ(refused(command("hold_meeting", R"("meeting":"Rome","until":"2014-11-01")")), "end_before_start /until");
  EXPECT_EQ(refused(command("hold_meeting", R"("meeting":"Malta","participants":[{"country":"MLT"},{}])")), " /participants/1");
  EXPECT_EQ(refused(command("make_commitment", R"("commitment":"1","text":{"en":"y"})")), "commitment_twice /commitment");
  EXPECT_EQ(refused(command("make_commitment", R"("commitment":"2","text":{"en":"y"},"theme":"9")")), "no_such_theme /theme");
  EXPECT_EQ(refused(command("make_commitment", R"("commitment":"2","text":{"en":"y"},"meeting":"9")")), "no_such_meeting /meeting");
  EXPECT_EQ(refused(command("make_commitment", R"("commitment":"2","text":{"en":"y"},"frameworks":["SDG:10.7","JVAP:6"])")), "no_such_objective /frameworks/1");
  EXPECT_EQ(refused(command("make_commitment", R"("commitment":"2","text":{"en":"y"},"meeting":"Rome","deadline":"2014-11-27")")), "end_before_start /deadline");
  EXPECT_EQ(refused(command("follow_up_commitment", R"("commitment":"2","status":"ongoing")")), "no_such_commitment /commitment");
  EXPECT_EQ(refused(command("state_figure", R"("what":"members","value":38)")), "no_source /source");
  EXPECT_EQ(refused(command("state_figure", R"("what":"members","value":-1,"source":{"title":"x"})").c_str()), "negative /value");
  EXPECT_EQ(refused(R"({"v":1,"command":"open_phase","dialogue":"NONE","phase":"I"})"), "no_such_dialogue /dialogue");
  auto country = officer().execute_json(command("join_dialogue", R"("role":"member","party":{"country":"ZZZ"})"));
  ASSERT_FALSE(country);
  EXPECT_EQ(country.error().code, ErrorCode::parse);
  EXPECT_EQ(country.error().pointer, "/party/country");
  EXPECT_EQ(asked(R"({"v":1,"from":"dialogues","select":["ref","version"]})"), before);
}

TEST_F(Dialogues, phases_meetings_and_themes_with_the_projects_that_belong_to_them) {
  create(R"("established":"2003",)");
  did(command("open_phase", R"("phase":"IV","title":{"en":"A Dialogue in Action"},"starts":"2009","ends":"2010-12")"));
  did(command("open_phase", R"("phase":"IV","ends":"2014-12","decided_on":"2011-02-01")"));
  did(command("set_theme", R"("theme":"II","kind":"pillar","term":"long_term","title":{"en":"Migration and development"})"));
  did(command("set_theme", R"("theme":"II.1","kind":"area","within":"II","frameworks":["gcm:19"])"));
  did(R"({"v":1,"command":"create_project","ref":"AMEDIP","title":{"en":"AMEDIP"},"starts":"2011","dialogue":"d","phase":"IV","pillar":"II"})");
  did(command("hold_meeting", R"("meeting":"Preparation","since":"2002-05-01","level":"technical")"));
  did(command("hold_meeting", R"("meeting":"The Hague","since":"2009-06-01","until":"2009-06-02","level":"senior_officials","phase":"IV","theme":"II","venue":"The Hague","country":"NLD","participants":[{"country":"NLD"},{"name":"Europol"}],"documents":[{"language":"en","address":"https://x.example/1"}])"));
  did(command("hold_meeting", R"("meeting":"The Hague","participants":[{"country":"NLD"},{"country":"EGY"}],"documents":[{"language":"ar","address":"https://x.example/2"}],"conclusions":{"en":"Go on."})"));
  did(command("hold_meeting", R"("meeting":"Next","since":"2027-01-01")"));
  EXPECT_EQ(asked(R"({"v":1,"from":"phases","select":["phase","title","ends","first_ends","extensions","in_force","meetings","projects"],"valid_on":"2014-12-31"})"),
            "phase,title,ends,first_ends,extensions,in_force,meetings,projects\nIV,A Dialogue in Action,2014-12,2010-12,1,true,1,1\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"phases","select":["ends","in_force"],"valid_on":"2011-01-15"})"), "ends,in_force\n2010-12,false\n") << "what held before the extension was decided";
  EXPECT_EQ(asked(R"({"v":1,"from":"dialogues","select":["ref","phases","phase","themes","projects","meetings"],"valid_on":"2012-03-01"})"),
            "ref,phases,phase,themes,projects,meetings\nD,\"[\"\"IV\"\"]\",IV,,\"[\"\"AMEDIP\"\"]\",2\n") << "themes and the plan for 2027 are known since today";
  EXPECT_EQ(asked(R"({"v":1,"from":"dialogues","select":["phase","themes"]})"), "phase,themes\nnot_applicable,\"[\"\"II\"\",\"\"II.1\"\"]\"\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"meetings","select":["meeting","level","since","held","before_established","participants","languages","conclusions"]})"),
            "meeting,level,since,held,before_established,participants,languages,conclusions\nPreparation,technical,2002-05-01,true,true,,,\n"
            "The Hague,senior_officials,2009-06-01,true,false,\"[\"\"Netherlands\"\",\"\"Europol\"\",\"\"Egypt\"\"]\",\"[\"\"en\"\",\"\"ar\"\"]\",Go on.\nNext,,2027-01-01,false,false,,,\n");
}

TEST_F(Dialogues, commitments_are_overdue_for_sure_perhaps_or_not) {
  create();
  did(command("hold_meeting", R"("meeting":"Valletta","since":"2015-11-11")"));
  const auto make = [&](const char* name, const std::string& rest) { did(command("make_commitment", std::string(R"("commitment":")") + name + R"(","text":{"en":"x"},"meeting":"Valletta")" + rest)); };
  make("1", R"(,"deadline":"2016-12-31","frameworks":["GCM:21","JVAP:A86","jvap:5"],"by":[{"country":"FRA"}])");
  make("2", R"(,"deadline":"2026")");
  make("3", "");
  make("4", R"(,"deadline":"2016")");
  did(command("follow_up_commitment", R"("commitment":"1","status":"ongoing","progress":40,"on":"2016-06-01","evidence":"report 1")"));
  did(command("follow_up_commitment", R"("commitment":"4","status":"completed","on":"2018-01-01")"));
  EXPECT_EQ(asked(R"({"v":1,"from":"commitments","select":["commitment","on","deadline","status","progress","overdue","evidence"]})"),
            "commitment,on,deadline,status,progress,overdue,evidence\n1,2015-11-11,2016-12-31,ongoing,40,true,report 1\n2,2015-11-11,2026,not_started,,,\n3,2015-11-11,,not_started,,not_applicable,\n4,2015-11-11,2016,completed,100,false,\n");
  const auto overdue = [&](const char* day) { return asked(std::string(R"({"v":1,"from":"commitments","select":["commitment","status"],"where":[["overdue","=","true"]],"valid_on":")") + day + "\"}"); };
  EXPECT_EQ(overdue("2016-12-31"), "commitment,status\n");
  EXPECT_EQ(overdue("2017-01-01"), "commitment,status\n1,ongoing\n4,not_started\n") << "the fourth was completed later";
  EXPECT_EQ(overdue("2018-01-01"), "commitment,status\n1,ongoing\n");
  const auto due = [&](const char* day) { return asked(std::string(R"({"v":1,"from":"due","select":["kind","detail","due","late"],"valid_on":")") + day + "\"}"); };
  EXPECT_EQ(due("2017-01-01"), "kind,detail,due,late\ncommitment,1,2016-12-31,true\ncommitment,4,2016-12-31,true\ncommitment,2,2026-12-31,false\n");
  EXPECT_EQ(due("2018-01-01"), "kind,detail,due,late\ncommitment,1,2016-12-31,true\ncommitment,2,2026-12-31,false\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"commitments","select":["by","frameworks","framework_titles"],"where":[["commitment","=","1"]]})"),
            "by,frameworks,framework_titles\n\"[\"\"France\"\"]\",\"[\"\"GCM:21\"\",\"\"JVAP:A86\"\",\"\"JVAP:5\"\"]\",\"[\"\"Return, readmission and reintegration\"\",\"\"JVAP:A86\"\",\"\"Return, readmission and reintegration\"\"]\"\n");
}

TEST_F(Dialogues, a_facility_gives_no_more_than_it_has_and_to_each_project_once) {
  create();
  for (const char* ref : {"P1", "P2", "P3"}) did(std::string(R"({"v":1,"command":"create_project","title":{"en":"x"},"ref":")") + ref + "\"}");
  did(command("open_facility", R"("facility":"MMD","call":"1","amount":"100.00 EUR","opens":"2022-03","closes":"2022-05","awards":[{"project":"p1","amount":"60.00 EUR"}])"));
  const auto more = [](const std::string& awards) { return command("open_facility", R"("facility":"MMD","call":"1","awards":[)" + awards + "]"); };
  EXPECT_EQ(refused(more(R"({"project":"P2","amount":"40.01 EUR"})")), "awards_over_amount /awards");
  EXPECT_EQ(refused(more(R"({"project":"P1","amount":"1.00 EUR"})")), "award_twice /awards/0/project");
  EXPECT_EQ(refused(more(R"({"project":"P2"},{"project":"P2"})")), "award_twice /awards/1/project");
  EXPECT_EQ(refused(more(R"({"project":"P2","amount":"1.00 USD"})")), "other_currency /awards/0/amount");
  EXPECT_EQ(refused(more(R"({"project":"NONE"})")), "no_such_project /awards/0/project");
  EXPECT_EQ(refused(command("open_facility", R"("facility":"MMD","call":"1")")), "call_twice /call");
  EXPECT_EQ(refused(command("open_facility", R"("facility":"MMD","call":"1","closes":"2022-02")")), "end_before_start /closes");
  EXPECT_EQ(refused(command("open_facility", R"("facility":"MMD","call":"1","amount":"59.99 EUR")")), "awards_over_amount /awards");
  EXPECT_EQ(refused(command("open_facility", R"("facility":"MMD","call":"2","awards":[{"project":"P1","amount":"9223372036854775807 XOF"},{"project":"P2","amount":"1 XOF"}])")), "awards_over_amount /awards");
  did(more(R"({"project":"P2","amount":"40.00 EUR"})"));
  EXPECT_EQ(asked(R"({"v":1,"from":"facilities","select":["facility","call","amount","awarded","closes","awards"]})"), "facility,call,amount,awarded,closes,awards\nMMD,1,100.00 EUR,100.00 EUR,2022-05,\"[\"\"P1\"\",\"\"P2\"\"]\"\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"facilities","select":["call"],"where":[["open","=","true"]],"valid_on":"2022-04-01"})"), "call\n1\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"facilities","select":["call"],"where":[["open","=","true"]],"valid_on":"2022-06-01"})"), "call\n");
  did(more(R"({"project":"P3"})"));
  EXPECT_EQ(asked(R"({"v":1,"from":"facilities","select":["awarded"]})"), "awarded\n\"\"\n") << "of the third nobody says how much";
}

TEST_F(Dialogues, a_figure_agrees_disagrees_or_nobody_knows) {
  create();
  join(R"({"country":"ITA"})", R"(,"since":"2014-11-28")");
  join(R"({"country":"NOR"})", R"(,"since":"2016")");
  did(command("join_dialogue", R"("role":"observer","party":{"name":"African Union Commission"},"since":"2015-01-01")"));
  EXPECT_EQ(figure("members", 1, "2015-12-31"), "1,1,true");
  EXPECT_EQ(figure("members", 2, "2015-12-31"), "1,1,false");
  EXPECT_EQ(figure("members", 2, "2016-07-01"), "1,2,");
  EXPECT_EQ(figure("members", 3, "2016-07-01"), "1,2,false");
  EXPECT_EQ(figure("members", 1, "2015"), "1,1,true") << "on every day of the year";
  EXPECT_EQ(figure("members", 1, "2014"), "0,1,");
  EXPECT_EQ(figure("participants", 3, "2020-01-01"), "3,3,true");
  EXPECT_EQ(figure("countries", 2, "2020-01-01"), "2,2,true");
  EXPECT_EQ(figure("meetings", 0, "2020-01-01"), "0,0,true");
  did(command("hold_meeting", R"("meeting":"Rome","since":"2014-11-28")"));
  EXPECT_EQ(figure("meetings", 0, "2020-01-01"), "1,1,false");
  did(R"({"v":1,"command":"create_project","ref":"BMM","title":{"en":"x"},"starts":"2016-04","dialogue":"D"})");
  EXPECT_EQ(figure("projects", 1, "2016-04-02"), "0,1,");
  EXPECT_EQ(figure("projects", 1, "2016-05-01"), "1,1,true");
}

TEST_F(Dialogues, it_is_all_there_after_opening_again_and_rebuilding) {
  create();
  join(R"({"country":"ITA"})");
  did(command("leave_dialogue", R"("role":"member","party":{"country":"ITA"})"));
  did(command("open_phase", R"("phase":"I","starts":"2015")"));
  did(command("set_theme", R"("theme":"1","kind":"domain")"));
  did(command("hold_meeting", R"("meeting":"M","phase":"I","theme":"1")"));
  did(command("make_commitment", R"("commitment":"1","text":{"en":"x"},"meeting":"M","theme":"1")"));
  did(command("follow_up_commitment", R"("commitment":"1","status":"ongoing")"));
  did(command("open_facility", R"("facility":"F")"));
  did(command("state_figure", R"("what":"other","value":7,"text":{"en":"working groups"},"source":{"title":"x"})"));
  std::vector<std::string> before;
  const auto views = {"dialogues", "members", "phases", "meetings", "commitments", "facilities", "figures"};
  for (const char* view : views) {
    before.push_back(asked(std::string(R"({"v":1,"from":")") + view + "\"}"));
    EXPECT_GT(std::count(before.back().begin(), before.back().end(), '\n'), 1) << view;
  }
  reopen();
  auto dumps = officer().projection_dumps();
  ASSERT_TRUE(dumps);
  EXPECT_EQ(dumps->first, dumps->second);
  ASSERT_TRUE(officer().rebuild());
  std::size_t i = 0;
  for (const char* view : views) EXPECT_EQ(asked(std::string(R"({"v":1,"from":")") + view + "\"}"), before[i++]) << view;
}

}  // namespace
}  // namespace safar_test
