// Two processes as pages of the web list them, beside the numbers that other pages print: the Khartoum Process and the Rabat Process.
#include "register/people.hpp"

#include <safar/base/country.hpp>

#include <set>
#include <utility>

#include "linkage/data.hpp"

namespace safar_test {
namespace {

class DialogueFacts : public Office {
 protected:
  void SetUp() override {
    Office::SetUp();
    now = at("2026-11-22");
    // role, party, since, of the file's rows on the Khartoum Process
    for (const auto& row : test_data::csv("facts/dialogue_members.csv"))
      if (row.size() >= 4 && row[0] == "Khartoum Process") rows.push_back({row[1], row[2], row[3]});
  }
  Session officer() { return as("project_officer", "portfolio"); }
  void did(const std::string& command) {
    auto r = officer().execute_json(command);
    EXPECT_TRUE(r) << (r ? "" : r.error().message + " " + r.error().pointer) << "\n" << command;
  }
  void create(const std::string& ref, const std::string& established) {
    did(R"({"v":1,"command":"create_dialogue","ref":")" + ref + R"(","established":")" + established + R"(","kind":"regional_process"})");
  }
  void join(const std::string& ref, const std::string& role, const std::string& party, const std::string& since = "", const std::string& until = "") {
    std::string c = R"({"v":1,"command":"join_dialogue","dialogue":")" + ref + R"(","role":")" + role + R"(","party":{)" + party + "}";
    if (!since.empty()) c += R"(,"since":")" + since + "\"";
    if (!until.empty()) c += R"(,"until":")" + until + "\"";
    did(c + "}");
  }
  void figure(const std::string& ref, const std::string& what, int value, const std::string& on, const std::string& source) {
    did(R"({"v":1,"command":"state_figure","dialogue":")" + ref + R"(","what":")" + what + R"(","value":)" + std::to_string(value) + R"(,"on":")" + on + R"(","source":{"title":")" + source + R"("}})");
  }
  std::string asked(const std::string& query) {
    auto f = officer().query(query);
    EXPECT_TRUE(f) << (f ? "" : f.error().message + " " + f.error().pointer) << "\n" << query;
    return f ? f->csv() : "";
  }
  std::string counted(const std::string& on) {
    const std::string all = asked(R"({"v":1,"from":"dialogues","select":["members_least","members_most"],"valid_on":")" + on + "\"}");
    return all.substr(all.find('\n') + 1);
  }
  void khartoum() {
    create("KHARTOUM", "2014-11-28");
    for (const auto& [role, party, since] : rows) {
      const std::string who = R"("name":")" + party + "\"";
      if (role.starts_with("signatory")) join("KHARTOUM", "member", who, since);
      if (role.starts_with("member")) join("KHARTOUM", "member", who);  // later, and the page does not say when
      if (role == "steering committee") join("KHARTOUM", "steering_committee", who, "2019~");
      if (role == "chair") join("KHARTOUM", "chair", who, since, std::to_string(std::stoi(since) + 1));
    }
  }
  struct Row { std::string role{}, party{}, since{}; };
  std::vector<Row> rows{};
};

#define NEEDS_FACTS() \
  if (rows.empty()) GTEST_SKIP() << "NOT TESTED: " << SAFAR_DATA_DIR << "/facts/dialogue_members.csv is not there"

TEST_F(DialogueFacts, the_members_of_the_khartoum_process_on_a_day_beside_the_numbers_that_are_printed) {
  NEEDS_FACTS();
  khartoum();
  EXPECT_EQ(counted("2014-11-27"), "0,37\n") << "signed in November: on which day the list does not say";
  EXPECT_EQ(counted("2014-10-31"), "0,0\n");
  EXPECT_EQ(counted("2014-12-01"), "37,41\n") << "four joined later, nobody says when";
  EXPECT_EQ(counted("2026-11-22"), "41,41\n");
  figure("KHARTOUM", "members", 37, "2014-12-01", "signatories of the Rome Declaration");
  figure("KHARTOUM", "members", 38, "2014-12-01", "press text of the launch");
  figure("KHARTOUM", "members", 40, "2024-12-01", "post of an agency");
  figure("KHARTOUM", "members", 41, "2026-11-22", "list with those who joined later");
  figure("KHARTOUM", "members", 42, "2024-12-01", "nobody");
  const std::string query = R"({"v":1,"from":"figures","select":["value","counted_least","counted_most","agrees"]})";
  EXPECT_EQ(asked(query), "value,counted_least,counted_most,agrees\n37,37,41,\n38,37,41,\n40,37,41,\n41,41,41,true\n42,37,41,false\n");

  // Were it known that the United Kingdom left with the Union, 41 could not be right any more, and 40 could.
  did(R"({"v":1,"command":"leave_dialogue","dialogue":"KHARTOUM","role":"member","party":{"country":"GBR"},"until":"2020-02-01"})");
  EXPECT_EQ(asked(query), "value,counted_least,counted_most,agrees\n37,37,41,\n38,37,41,\n40,36,40,\n41,40,40,false\n42,36,40,false\n");
}

TEST_F(DialogueFacts, with_days_for_those_who_joined_later_one_number_is_right) {
  NEEDS_FACTS();
  create("KHARTOUM", "2014-11-28");
  for (const auto& [role, party, since] : rows) {
    if (role.starts_with("signatory")) join("KHARTOUM", "member", R"("name":")" + party + "\"", "2014-11-28");
    if (role.starts_with("member")) join("KHARTOUM", "member", R"("name":")" + party + "\"", party == "Libya" ? "2014-11-28" : "2016");
  }
  figure("KHARTOUM", "members", 37, "2014-11-28", "signatories of the Rome Declaration");
  figure("KHARTOUM", "members", 38, "2014-11-28", "press text of the launch");
  figure("KHARTOUM", "members", 40, "2016", "a year's report");
  EXPECT_EQ(asked(R"({"v":1,"from":"figures","select":["source","agrees"],"where":[["agrees","=","true"]]})"), "source,agrees\npress text of the launch,true\n") << "Libya counted, the launch had 38";
  EXPECT_EQ(asked(R"({"v":1,"from":"figures","select":["value","counted_least","counted_most","agrees"],"where":[["on","=","2016"]]})"), "value,counted_least,counted_most,agrees\n40,38,41,\n");
  EXPECT_EQ(counted("2017-01-01"), "41,41\n");
}

TEST_F(DialogueFacts, every_name_of_the_list_is_a_country_or_an_institution) {
  NEEDS_FACTS();
  khartoum();
  EXPECT_EQ(asked(R"({"v":1,"from":"members","select":["party"],"where":[["country","unknown"]]})"), "party\nEuropean Commission\nEuropean External Action Service\nAfrican Union Commission\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"members","where":[["role","=","steering_committee"]],"group":["in_force"]})"), "in_force,n\ntrue,13\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"members","select":["party","in_force"],"where":[["role","=","chair"]],"valid_on":"2017-06-01"})"), "party,in_force\nEgypt,false\nUnited Kingdom,\nEthiopia,\n") << "of a chair only the year is said";
}

TEST_F(DialogueFacts, fifty_seven_partner_countries_are_the_members_and_the_observer) {
  // A list that gives the number which the Rabat Process prints: 30 European and 26 African members, Algeria as observer.
  create("RABAT", "2006-07-11");
  int europe = 0;
  for (std::size_t i = 0; i < Country::count; ++i)
    if (const Country c = Country::nth(i); safar::member(Group::eu, c, Date::parse("2014-11-27").value()) || c == country("NOR") || c == country("CHE")) {
      join("RABAT", "member", R"("country":")" + to_string(c) + "\"", "2006-07-11");
      ++europe;
    }
  EXPECT_EQ(europe, 30);
  for (const char* c : {"BEN", "BFA", "CMR", "CPV", "CAF", "TCD", "COG", "CIV", "COD", "GNQ", "GAB", "GMB", "GHA", "GIN", "GNB", "LBR", "MLI", "MRT", "MAR", "NER", "NGA", "STP", "SEN", "SLE", "TGO", "TUN"})
    join("RABAT", "member", std::string(R"("country":")") + c + "\"", "2006-07-11");
  for (const char* c : {"EGY", "LBY"}) join("RABAT", "member", std::string(R"("country":")") + c + "\"", "2006-07-11", "2014-11-27");
  join("RABAT", "observer", R"("country":"DZA")", "2006-07-11");
  for (const char* c : {"BEL", "BFA", "GNQ", "FRA", "ITA", "MLI", "MAR", "PRT", "SEN", "ESP"}) join("RABAT", "steering_committee", std::string(R"("country":")") + c + "\"", "2006-07-11");
  for (const char* name : {"European Commission", "ECOWAS"}) join("RABAT", "steering_committee", std::string(R"("name":")") + name + "\"", "2006-07-11");
  figure("RABAT", "countries", 57, "2022-12-13", "partner countries");
  figure("RABAT", "members", 57, "2022-12-13", "members");
  figure("RABAT", "countries", 57, "2014-11-26", "partner countries, before two left");
  figure("RABAT", "participants", 59, "2022-12-13", "partner countries and two institutions");
  figure("RABAT", "steering_committee", 12, "2022-12-13", "committee");
  EXPECT_EQ(asked(R"({"v":1,"from":"figures","select":["what","value","counted_least","agrees"]})"),
            "what,value,counted_least,agrees\ncountries,57,57,true\nmembers,57,56,false\ncountries,57,59,false\nparticipants,59,59,true\nsteering_committee,12,12,true\n");
}

}  // namespace
}  // namespace safar_test
