// Strategies and action plans from the command to the view: what is due when, what a revision changed, which needs are answered.
#include "register/people.hpp"

namespace safar_test {
namespace {

class Plans : public Office {
 protected:
  Session officer(const char* role = "project_officer") { return as(role, "portfolio"); }
  void did(const std::string& command, const char* role = "project_officer") {
    auto r = officer(role).execute_json(command);
    EXPECT_TRUE(r) << (r ? "" : r.error().message + " " + r.error().pointer) << "\n" << command;
  }
  std::string refused(const std::string& command, const char* role = "project_officer") {
    auto r = officer(role).execute_json(command);
    EXPECT_FALSE(r) << command;
    return r ? "" : r.error().reason + " " + r.error().pointer;
  }
  std::string asked(const std::string& query) {
    auto f = officer().query(query);
    EXPECT_TRUE(f) << (f ? "" : f.error().message + " " + f.error().pointer) << "\n" << query;
    return f ? f->csv() : "";
  }
  static std::string said(const char* verb, const std::string& plan, const std::string& rest) { return R"({"v":1,"command":")" + std::string(verb) + R"(","plan":")" + plan + "\"" + (rest.empty() ? "" : "," + rest) + "}"; }
  static std::string set(const std::string& action, const char* plan = "ME-AP-2025") { return said("set_action", plan, "\"action\":{" + action + "}"); }
  static std::string report(const std::string& rest) { return said("report_action", "ME-AP-2025", rest); }
  static std::string revise(const std::string& rest) { return said("revise_plan", "ME-AP-2025", rest); }

  /// Seed 001: the strategy, the plan that carries it out, the workshop in Budva, the regional project. The actions are examples.
  void montenegro() {
    now = at("2024-12-06");
    did(R"({"v":1,"command":"create_project","ref":"EU-WB","title":{"en":"EU Regional Support to Protection-Sensitive Migration Management Systems in the Western Balkans"}})");
    did(R"({"v":1,"command":"create_plan","ref":"ME-STRATEGY","kind":"strategy","title":{"en":"Strategy on Migration and Reintegration of Returnees in Montenegro"},"country":"MNE"})");
    did(R"({"v":1,"command":"create_plan","ref":"ME-AP-2025","kind":"action_plan","title":{"en":"2025 Action Plan"},"parent":"me-strategy","country":"MNE","starts":"2025","ends":"2025","lead":{"name":"Ministry of the Interior"},"project":"EU-WB"})");
    did(said("hold_workshop", "ME-AP-2025", R"("title":{"en":"Workshop on Action Plan Development"},"place":"Budva","since":"2024-12-03","until":"2024-12-04","project":"EU-WB",
      "participants":[{"name":"Ministry of the Interior"},{"name":"Ministry of Foreign Affairs"},{"name":"UNHCR"},{"name":"IOM"}],
      "results":[{"text":{"en":"Key actions for the upcoming year were defined."},"action":"1.1"},{"action":"3.1"}])"));
    did(set(R"("name":"1.1","measure":"1","title":{"en":"Train border officers"},"lead":{"name":"Ministry of the Interior"},"supporting":[{"name":"IOM"},{"name":"UNHCR"}],"starts":"2025-02","deadline":"2025-06-30","indicator":{"en":"Officers trained"},"target":"40","budget":"12000.00 EUR","funded_by":"EU-WB")"));
    did(set(R"("name":"1.2","measure":"1","title":{"en":"Open an information point"},"lead":{"name":"Ministry of Foreign Affairs"},"deadline":"2025","budget":"3000.50 EUR")"));
    did(set(R"("name":"2.1","measure":"2","title":{"en":"Advise returnees"},"deadline":"2025-10~")"));
    did(set(R"("name":"2.2","measure":"2","title":{"en":"Keep the register of returnees"})"));
  }
  void adopted() {
    montenegro();
    now = at("2025-01-10");
    did(said("move_plan", "ME-AP-2025", R"("outcome":"adopted","on":"2025-01-09")"));
  }
};

TEST_F(Plans, the_workshop_in_budva_and_the_plan_that_it_worked_on) {
  montenegro();
  EXPECT_EQ(asked(R"({"v":1,"from":"workshops","select":["ref","place","country","since","until","participants","organised_under","project","actions","taken_up"]})"),
            "ref,place,country,since,until,participants,organised_under,project,actions,taken_up\n"
            "ME-AP-2025,Budva,MNE,2024-12-03,2024-12-04,\"[\"\"Ministry of the Interior\"\",\"\"Ministry of Foreign Affairs\"\",\"\"UNHCR\"\",\"\"IOM\"\"]\","
            "EU Regional Support to Protection-Sensitive Migration Management Systems in the Western Balkans,EU-WB,\"[\"\"1.1\"\",\"\"3.1\"\"]\",\"[\"\"1.1\"\"]\"\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ref","kind","parent","carried_out_by","country","status","lead","project","actions","workshops","budget"]})"),
            "ref,kind,parent,carried_out_by,country,status,lead,project,actions,workshops,budget\n"
            "ME-STRATEGY,strategy,,\"[\"\"ME-AP-2025\"\"]\",MNE,draft,,,0,0,\n"
            "ME-AP-2025,action_plan,ME-STRATEGY,,MNE,draft,Ministry of the Interior,EU-WB,4,1,15000.50 EUR\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"workshops","where":[["participants","has","UNHCR"]],"select":["place"],"valid_on":"2024-12-04"})"), "place\nBudva\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"workshops","select":["place"],"valid_on":"2024-12-02"})"), "place\n");
}

TEST_F(Plans, what_is_overdue_depends_on_the_day) {
  adopted();
  now = at("2026-03-01");
  const auto on = [&](const char* day) { return asked(std::string(R"({"v":1,"from":"actions","select":["action","overdue","days_late"],"valid_on":")") + day + "\"}"); };
  const std::string head = "action,overdue,days_late\n";
  EXPECT_EQ(on("2025-01-08"), head + "1.1,false,not_applicable\n1.2,false,not_applicable\n2.1,false,not_applicable\n2.2,false,not_applicable\n") << "a draft";
  EXPECT_EQ(on("2025-06-30"), head + "1.1,false,0\n1.2,false,0\n2.1,false,0\n2.2,,\n");
  EXPECT_EQ(on("2025-07-01"), head + "1.1,true,1\n1.2,false,0\n2.1,false,0\n2.2,,\n");
  EXPECT_EQ(on("2025-10-02"), head + "1.1,true,94\n1.2,false,0\n2.1,,\n2.2,,\n") << "about October";
  EXPECT_EQ(on("2025-12-31"), head + "1.1,true,184\n1.2,false,0\n2.1,,\n2.2,,\n");
  EXPECT_EQ(on("2026-01-01"), head + "1.1,true,185\n1.2,true,1\n2.1,,\n2.2,,\n") << "a year is over with its last day";
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","select":["action","lead"],"where":[["overdue","=",true]],"valid_on":"2026-01-01"})"), "action,lead\n1.1,Ministry of the Interior\n1.2,Ministry of Foreign Affairs\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ref","overdue","overdue_unknown"],"where":[["ref","=","ME-AP-2025"]],"valid_on":"2025-07-01"})"), "ref,overdue,overdue_unknown\nME-AP-2025,1,1\n");
}

TEST_F(Plans, open_actions_of_adopted_plans_are_due) {
  montenegro();
  const auto due = [&](const char* day) { return asked(std::string(R"({"v":1,"from":"due","select":["number","kind","detail","since","due","days_left","late"],"valid_on":")") + day + "\"}"); };
  const std::string head = "number,kind,detail,since,due,days_left,late\n";
  EXPECT_EQ(due("2025-01-02"), head) << "a draft";
  now = at("2025-01-10");
  did(said("move_plan", "ME-AP-2025", R"("outcome":"adopted","on":"2025-01-09")"));
  now = at("2026-03-01");
  EXPECT_EQ(due("2025-11-10"), head + "ME-AP-2025,action,1.1,2025-01-09,2025-06-30,-133,true\nME-AP-2025,action,2.1,2025-01-09,2025-10-31,-10,false\nME-AP-2025,action,1.2,2025-01-09,2025-12-31,51,false\n")
      << "about October is not surely over; what has no deadline is not due";
  did(report(R"("action":"1.1","status":"completed","on":"2025-07-01","evidence":[{"title":"report"}])"));
  EXPECT_EQ(due("2025-11-11").find(",1.1,"), std::string::npos);
  EXPECT_NE(due("2025-06-30").find(",1.1,2025-01-09,2025-06-30,0,false"), std::string::npos) << "it was open then";
}

TEST_F(Plans, reports_say_how_far_it_is_and_an_earlier_day_does_not_overtake) {
  adopted();
  now = at("2025-05-02");
  did(report(R"("action":"1.1","status":"ongoing","progress":25,"value":"10","spent":"2000.00 EUR","on":"2025-05-01")"));
  const auto rows = [&] { return asked(R"({"v":1,"from":"actions","select":["action","status","progress","value","spent","overdue","days_late","evidence"],"where":[["measure","=","1"]]})"); };
  const std::string head = "action,status,progress,value,spent,overdue,days_late,evidence\n";
  EXPECT_EQ(rows(), head + "1.1,ongoing,25,10,2000.00 EUR,false,0,\n1.2,not_started,0,,,false,0,\n");
  now = at("2025-07-11");
  did(report(R"("action":"1.1","status":"completed","value":"41","spent":"11500.00 EUR","on":"2025-07-10","evidence":[{"title":"Training report","address":"https://example.org/r"}])"));
  did(report(R"("action":"1.1","status":"ongoing","progress":60,"on":"2025-06-15","evidence":[{"title":"Photograph"}])"));
  EXPECT_EQ(rows(), head + "1.1,completed,100,41,11500.00 EUR,false,10,\"[\"\"Training report (https://example.org/r)\"\",\"\"Photograph\"\"]\"\n1.2,not_started,0,,,false,0,\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","select":["status","progress"],"where":[["action","=","1.1"]],"valid_on":"2025-06-20"})"), "status,progress\nongoing,60\n") << "what held on that day";
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","select":["status","progress"],"where":[["action","=","1.1"]],"valid_on":"2025-06-20","known_on":"2025-06-20"})"), "status,progress\nongoing,25\n") << "what was known then";
  did(report(R"("action":"1.2","status":"dropped")"));
  did(report(R"("action":"2.1","status":"ongoing","progress":50)"));
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["actions","completed","ongoing","not_started","dropped","progress","budget","spent"],"where":[["ref","=","ME-AP-2025"]]})"),
            "actions,completed,ongoing,not_started,dropped,progress,budget,spent\n4,1,1,1,1,5000,12000.00 EUR,11500.00 EUR\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","group":["year","status"],"sum":["budget"]})"),
            "year,status,currency,n,budget\n,not_started,,1,\n2025,completed,EUR,1,12000.00 EUR\n2025,dropped,EUR,1,3000.50 EUR\n2025,ongoing,,1,\n");
}

TEST_F(Plans, a_revision_keeps_what_was) {
  adopted();
  now = at("2025-09-02");
  did(revise(R"("revision":"2025-1","decided_on":"2025-09-01","reason":{"code":"tender_late"},"ends":"2026-03","changed":[{"name":"1.1","deadline":"2025-11-30","budget":"14000.00 EUR"},
    {"name":"1.3","measure":"1","title":{"en":"Publish the leaflet"},"deadline":"2026-03"}],"dropped":["1.2"])"));
  now = at("2025-12-02");
  did(revise(R"("revision":"2025-2","changed":[{"name":"1.1","deadline":"2026-02-28"},{"name":"1.2","lead":{"name":"IOM"}}])"));
  EXPECT_EQ(asked(R"({"v":1,"from":"plan_revisions","select":["revision","decided_on","reason","change","action","deadline_before","deadline","budget_before","budget","lead_before","lead","members"]})"),
            "revision,decided_on,reason,change,action,deadline_before,deadline,budget_before,budget,lead_before,lead,members\n"
            "2025-1,2025-09-01,tender_late,plan,,2025,2026-03,,,,,\"[\"\"ends\"\"]\"\n"
            "2025-1,2025-09-01,tender_late,changed,1.1,2025-06-30,2025-11-30,12000.00 EUR,14000.00 EUR,Ministry of the Interior,Ministry of the Interior,\"[\"\"deadline\"\",\"\"budget\"\"]\"\n"
            "2025-1,2025-09-01,tender_late,added,1.3,,2026-03,,,,,\n"
            "2025-1,2025-09-01,tender_late,dropped,1.2,2025,2025,3000.50 EUR,3000.50 EUR,Ministry of Foreign Affairs,Ministry of Foreign Affairs,\n"
            "2025-2,2025-12-02,,changed,1.1,2025-11-30,2026-02-28,14000.00 EUR,14000.00 EUR,Ministry of the Interior,Ministry of the Interior,\"[\"\"deadline\"\"]\"\n"
            "2025-2,2025-12-02,,taken_up,1.2,2025,2025,3000.50 EUR,3000.50 EUR,Ministry of Foreign Affairs,IOM,\"[\"\"lead\"\"]\"\n");
  const auto row = [&](const std::string& when) { return asked(R"({"v":1,"from":"actions","select":["action","deadline","first_deadline","status","overdue"],"where":[["measure","=","1"]])" + when + "}"); };
  const std::string head = "action,deadline,first_deadline,status,overdue\n";
  EXPECT_EQ(row(""), head + "1.1,2026-02-28,2025-06-30,not_started,false\n1.2,2025,2025,not_started,false\n1.3,2026-03,2026-03,not_started,false\n");
  EXPECT_EQ(row(R"(,"valid_on":"2025-08-31")"), head + "1.1,2025-06-30,2025-06-30,not_started,true\n1.2,2025,2025,not_started,false\n") << "before it was decided";
  EXPECT_EQ(row(R"(,"known_on":"2025-10-01")"), head + "1.1,2025-11-30,2025-06-30,not_started,false\n1.2,2025,2025,dropped,false\n1.3,2026-03,2026-03,not_started,false\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ends","first_ends","revisions"],"where":[["ref","=","ME-AP-2025"]]})"), "ends,first_ends,revisions\n2026-03,2025,2\n");
}

TEST_F(Plans, the_work_plan_of_a_national_network) {
  now = at("2024-03-01");
  did(R"({"v":1,"command":"create_plan","ref":"PNG-UNNM","kind":"work_plan","title":{"en":"2024-2025 Work Plan of the UN National Network on Migration in Papua New Guinea"},"country":"PNG","starts":"2024","ends":"2025",
    "lead":{"name":"UN National Network on Migration"},"frameworks":["GCM"],"objective":{"en":"To assist the Government in implementing the Global Compact for Migration"}})");
  did(said("hold_workshop", "PNG-UNNM", R"("workshop":"meeting","title":{"en":"Meeting on the work plan"},"organised_under":"UN National Network on Migration","participants":[{"name":"IOM"},{"name":"UN Resident Coordinator's Office"}])"));
  did(said("hold_workshop", "PNG-UNNM", R"("workshop":"meeting","participants":[{"name":"UN Country Team"},{"name":"IOM"}],"results":[{"text":{"en":"The work plan was discussed."}}])"));
  EXPECT_EQ(asked(R"({"v":1,"from":"workshops","select":["country","since","participants","organised_under","results"]})"),
            "country,since,participants,organised_under,results\nPNG,,\"[\"\"IOM\"\",\"\"UN Resident Coordinator's Office\"\",\"\"UN Country Team\"\"]\",UN National Network on Migration,\"[\"\"The work plan was discussed.\"\"]\"\n");
  did(set(R"("name":"A","title":{"en":"Draft the policy"},"deadline":"2024-04/2024-06")", "PNG-UNNM"));
  did(said("move_plan", "PNG-UNNM", R"("outcome":"adopted","on":"2024-03-01")"));
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","select":["action","year","overdue"],"valid_on":"2024-06-30"})"), "action,year,overdue\nA,2024,false\n") << "the quarter is over with its last day";
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","select":["action","year","overdue"],"valid_on":"2024-07-01"})"), "action,year,overdue\nA,2024,true\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ref","objective","frameworks","starts","ends","status","status_on"]})"),
            "ref,objective,frameworks,starts,ends,status,status_on\nPNG-UNNM,To assist the Government in implementing the Global Compact for Migration,\"[\"\"GCM\"\"]\",2024,2025,adopted,2024-03-01\n");
}

TEST_F(Plans, a_matrix_of_needs_says_what_answers_them_and_how_far_that_is) {
  adopted();
  did(R"({"v":1,"command":"create_plan","ref":"ME-GAPS","kind":"gap_analysis","title":{"en":"Gaps and needs"},"parent":"ME-STRATEGY","country":"MNE"})");
  const auto gap = [](const std::string& rest) { return said("record_gap", "ME-GAPS", rest); };
  did(gap(R"("need":"officers","theme":"borders","severity":"high","response":"planned","answered_by":{"plan":"ME-AP-2025","action":"1.1"})"));
  did(gap(R"("need":"housing","theme":"reintegration","country":"ALB","severity":"critical","response":"none","text":{"en":"No shelter for families"})"));
  did(gap(R"("need":"housing","theme":"reintegration","severity":"unknown","response":"partial","answered_by":{"project":"EU-WB"},"source":{"title":"Assessment"})"));
  const auto rows = [&](const std::string& when) { return asked(R"({"v":1,"from":"gaps","select":["need","theme","country","severity","response","answered_in","action","action_status","project","project_status"])" + when + "}"); };
  const std::string head = "need,theme,country,severity,response,answered_in,action,action_status,project,project_status\n";
  EXPECT_EQ(rows(""), head + "officers,borders,MNE,high,planned,ME-AP-2025,1.1,not_started,,\nhousing,reintegration,ALB,critical,none,,,,,\nhousing,reintegration,MNE,unknown,partial,,,,EU-WB,pipeline\n");
  now = at("2025-08-01");
  did(report(R"("action":"1.1","status":"completed","evidence":[{"title":"Report"}])"));
  did(gap(R"("need":"officers","theme":"borders","severity":"low","response":"full","answered_by":{"plan":"ME-AP-2025","action":"1.1"})"));
  EXPECT_EQ(rows(R"(,"where":[["need","=","officers"]])"), head + "officers,borders,MNE,low,full,ME-AP-2025,1.1,completed,,\n");
  EXPECT_EQ(rows(R"(,"where":[["need","=","officers"]],"valid_on":"2025-07-31")"), head + "officers,borders,MNE,high,planned,ME-AP-2025,1.1,not_started,,\n") << "the cell as it was";
  EXPECT_EQ(asked(R"({"v":1,"from":"gaps","group":["country","response"]})"), "country,response,n\nALB,none,1\nMNE,full,1\nMNE,partial,1\n");
  EXPECT_EQ(refused(gap(R"("need":"x","response":"planned","answered_by":{"action":"1.1"})")), "no_such_action /answered_by/action") << "that is an action of another plan";
  EXPECT_EQ(refused(gap(R"("need":"x","response":"planned","answered_by":{"plan":"ME-AP-2025","action":"9"})")), "no_such_action /answered_by/action");
  EXPECT_EQ(refused(gap(R"("need":"x","response":"planned","answered_by":{"plan":"NONE","action":"9"})")), "no_such_plan /answered_by/plan");
  EXPECT_EQ(refused(gap(R"("need":"x","response":"none","answered_by":{"project":"EU-WB"})")), "answered_by_none /answered_by");
  EXPECT_EQ(refused(gap(R"("need":"x")")), " /response");
  EXPECT_EQ(refused(gap(R"("response":"none")")), " /need");
}

TEST_F(Plans, what_cannot_be_is_refused_and_changes_nothing) {
  montenegro();
  const auto create = [](const std::string& rest) { return R"({"v":1,"command":"create_plan","title":{"en":"x"},)" + rest + "}"; };
  EXPECT_EQ(refused(create(R"("ref":"x")")), " /kind");
  EXPECT_EQ(refused(create(R"("kind":"strategy","starts":"2025","ends":"2024-12-31")")), "end_before_start /ends");
  EXPECT_EQ(refused(create(R"("kind":"strategy","ref":"me-ap-2025")")), "ref_taken /ref");
  EXPECT_EQ(refused(create(R"("kind":"action_plan","parent":"EU-WB")")), "no_such_plan /parent") << "a project is no plan";
  EXPECT_EQ(refused(set(R"("name":"4","title":{"en":"x"},"starts":"2025-06","deadline":"2025-05-31")")), "end_before_start /action/deadline");
  EXPECT_EQ(refused(set(R"("name":"1.1","starts":"2025-07-01")")), "end_before_start /action/deadline") << "with the deadline that is there";
  EXPECT_EQ(refused(set(R"("title":{"en":"x"})")), " /action/name");
  EXPECT_EQ(refused(set(R"("name":"4")")), " /action/title");
  EXPECT_EQ(refused(set(R"("name":"4","title":{"en":"x"},"budget":"-1.00 EUR")")), "negative /action/budget");
  EXPECT_EQ(refused(set(R"("name":"4","title":{"en":"x"},"funded_by":"ME-AP-2025")")), "no_such_project /action/funded_by");
  EXPECT_EQ(refused(set(R"("name":"4","title":{"en":"x"},"supporting":[{"name":"IOM"},{"name":"IOM"}])")), "party_twice /action/supporting/1");
  EXPECT_EQ(refused(set(R"("name":"1.1","lead":{"name":"IOM"})")), "party_twice /action/supporting") << "it helps already";
  EXPECT_EQ(refused(said("hold_workshop", "ME-AP-2025", R"("title":{"en":"x"},"since":"2024-12-07")")), "in_future /since");
  EXPECT_EQ(refused(said("hold_workshop", "ME-AP-2025", R"("title":{"en":"x"},"since":"2024-12-04","until":"2024-12-03")")), "end_before_start /until");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"ongoing")")), "not_in_state /plan") << "a draft";
  did(said("move_plan", "ME-AP-2025", R"("outcome":"adopted")"));
  EXPECT_EQ(refused(set(R"("name":"1.1","deadline":"2026")")), "not_in_state /plan") << "adopted: it is revised";
  EXPECT_EQ(refused(report(R"("action":"9","status":"ongoing")")), "no_such_action /action");
  EXPECT_EQ(refused(report(R"("action":"1.1")")), " /status");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"completed")")), "no_evidence /evidence");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"completed","evidence":[{"language":"en"}])")), " /evidence/0");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"ongoing","progress":101)")), "progress_out_of_range /progress");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"ongoing","progress":-1)")), "progress_out_of_range /progress");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"completed","progress":99,"evidence":[{"title":"x"}])")), "progress_unlike_status /progress");
  EXPECT_EQ(refused(report(R"("action":"1.1","status":"ongoing","on":"2025-01-01")")), "in_future /on");
  EXPECT_EQ(refused(revise(R"("revision":"1","changed":[{"name":"1.1","deadline":"2026"},{"name":"1.1","target":"50"}])")), "action_twice /changed/1/name");
  EXPECT_EQ(refused(revise(R"("revision":"1","changed":[{"name":"1.1","deadline":"2026"}],"dropped":["1.1"])")), "action_twice /dropped/0");
  EXPECT_EQ(refused(revise(R"("revision":"1","changed":[{"name":"9","deadline":"2026"}])")), "no_such_action /changed/0/name");
  EXPECT_EQ(refused(revise(R"("revision":"1","dropped":["9"])")), "no_such_action /dropped/0");
  EXPECT_EQ(refused(revise(R"("revision":"1","changed":[{"name":"1.1","deadline":"2025-01"}])")), "end_before_start /changed/0/deadline");
  EXPECT_EQ(refused(revise(R"("revision":"1")")), " /changed");
  EXPECT_EQ(refused(revise(R"("changed":[{"name":"1.1","deadline":"2026"}])")), " /revision");
  EXPECT_EQ(refused(said("move_plan", "ME-AP-2025", R"("outcome":"draft")")), "unknown_outcome /outcome");
  EXPECT_EQ(refused(said("move_plan", "ME-AP-2025", R"("outcome":"cancelled")")), "reason_required /reason");
  EXPECT_EQ(refused(said("move_plan", "NOPE", R"("outcome":"closed")")), "no_such_plan /plan");
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ref","version","revisions"]})"), "ref,version,revisions\nME-STRATEGY,1,0\nME-AP-2025,7,0\n");
  did(revise(R"("revision":"1","dropped":["1.2"])"));
  EXPECT_EQ(refused(revise(R"("revision":"1","ends":"2026")")), "revision_taken /revision");
  EXPECT_EQ(refused(revise(R"("revision":"2","dropped":["1.2"])")), "dropped_already /dropped/0");
  EXPECT_EQ(refused(report(R"("action":"1.2","status":"ongoing")")), "dropped_already /action");
  did(report(R"("action":"1.1","status":"completed","evidence":[{"title":"x"}])"));
  EXPECT_EQ(refused(revise(R"("revision":"2","dropped":["1.1"])")), "completed_already /dropped/0");
}

TEST_F(Plans, two_currencies_have_no_sum) {
  montenegro();
  did(set(R"("name":"2.1","budget":"1.00 USD")"));
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ref","budget"],"where":[["ref","=","ME-AP-2025"]]})"), "ref,budget\nME-AP-2025,conflict\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"actions","group":["ref"],"sum":["budget"],"where":[["budget",">","0.00 EUR"]]})"), "ref,currency,n,budget\nME-AP-2025,EUR,2,15000.50 EUR\n");
}

TEST_F(Plans, no_plan_carries_out_itself_by_way_of_others) {
  const auto plan = [](const char* id, const char* parent) {
    return R"({"v":1,"command":"create_plan","kind":"action_plan","title":{"en":"x"},"plan":"0000000000000000000000000000000)" + std::string(id) + R"(","parent":"0000000000000000000000000000000)" + parent + "\"}";
  };
  EXPECT_EQ(refused(plan("a", "a")), "no_such_plan /parent");
  auto done = officer().execute_each({plan("a", "b"), plan("b", "a")});
  ASSERT_TRUE(done);
  for (const auto& o : *done) {
    ASSERT_TRUE(o.error.has_value());
    EXPECT_EQ(o.error->reason, "no_such_plan");
  }
  EXPECT_EQ(asked(R"({"v":1,"from":"plans","select":["ref"]})"), "ref\n");
}

TEST_F(Plans, every_command_in_every_state) {
  montenegro();
  const std::string commands[] = {set(R"("name":"1.1","target":"41")"), report(R"("action":"1.1","status":"ongoing")"), revise(R"("revision":"R","changed":[{"name":"1.1","target":"42"}])"),
                                  said("hold_workshop", "ME-AP-2025", R"("title":{"en":"x"})"), said("record_gap", "ME-AP-2025", R"("need":"n","response":"none")")};
  const auto row = [&] {
    std::string out;
    for (const auto& c : commands) out += officer().check_json(c).ok() ? '+' : '-';
    return out;
  };
  EXPECT_EQ(row(), "+--++");
  EXPECT_EQ(refused(said("move_plan", "ME-AP-2025", R"("outcome":"closed")")), "unknown_outcome /outcome");
  did(said("move_plan", "ME-AP-2025", R"("outcome":"adopted")"));
  EXPECT_EQ(row(), "-++++");
  did(said("move_plan", "ME-AP-2025", R"("outcome":"closed")"));
  EXPECT_EQ(row(), "---+-");
  const std::string again = said("move_plan", "ME-AP-2025", R"("outcome":"adopted","reason":{"code":"closed_by_mistake"})");
  EXPECT_EQ(refused(again), "wrong_role /plan");
  EXPECT_EQ(refused(said("move_plan", "ME-AP-2025", R"("outcome":"draft","reason":{"code":"x"})"), "programme_manager"), "unknown_outcome /outcome");
  did(again, "programme_manager");
  did(said("move_plan", "ME-AP-2025", R"("outcome":"cancelled","reason":{"code":"new_government"})"));
  EXPECT_EQ(row(), "-----");
  EXPECT_EQ(refused(again, "programme_manager"), "not_in_state /plan");
}

TEST_F(Plans, it_is_all_there_after_opening_again_and_rebuilding) {
  adopted();
  now = at("2025-09-02");
  did(revise(R"("revision":"2025-1","changed":[{"name":"1.1","deadline":"2025-11-30"}],"dropped":["1.2"])"));
  did(report(R"("action":"1.1","status":"ongoing","progress":30)"));
  did(said("record_gap", "ME-AP-2025", R"("need":"n","response":"planned","answered_by":{"action":"1.1"})"));
  const auto all = [&] {
    std::string out;
    for (const char* view : {"plans", "actions", "plan_revisions", "workshops", "gaps"}) out += asked(std::string(R"({"v":1,"from":")") + view + "\"}");
    return out;
  };
  const std::string before = all();
  reopen();
  EXPECT_EQ(all(), before);
  ASSERT_TRUE(officer().rebuild());
  EXPECT_EQ(all(), before);
  auto dumps = officer().projection_dumps();
  ASSERT_TRUE(dumps);
  EXPECT_EQ(dumps->first, dumps->second);
}

}  // namespace
}  // namespace safar_test
