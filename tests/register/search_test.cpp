// Persons by name, document and phone, through what is sealed.
#include "register/people.hpp"

#include <safar/casework/parting.hpp>

using namespace safar_test;

class SearchTest : public Office {
 protected:
  PersonId add(const char* given, const char* family, const char* document = nullptr, const char* phone = nullptr) {
    auto a = application("ML-BKO-1", given, document);
    a.persons[0].family_name = family;
    if (phone) a.persons[0].phone = phone;
    return person_of(as("intake_clerk").execute(a).value());
  }
  static std::string ask(const char* by, const char* text) { return std::string(R"({"v":1,"from":"persons","search":{")") + by + "\":\"" + text + "\"}}"; }
  std::vector<std::string> found(const char* by, const char* text) {
    const auto f = as("counsellor").query(ask(by, text)).value();
    std::vector<std::string> out;
    for (std::size_t i = 0; i < f.rows(); ++i) out.push_back(cell(f, "person_id", i));
    return out;
  }
  static std::string quoted(const PersonId& id) { return "\"" + to_string(id) + "\""; }
  Result<Frame> refused(const char* by, const char* text, const char* role = "counsellor", const char* purpose = "casework") { return as(role, purpose).query(ask(by, text)); }
};

TEST_F(SearchTest, ByNameAsRemembered) {
  const auto mariam = add("Mariam", "Diallo"), mamadou = add("Mamadou", "Barry"), karim = add("Abdoul Karim", "Traoré");
  EXPECT_EQ(found("name", "diallo MARIAM"), std::vector{quoted(mariam)});
  EXPECT_EQ(found("name", "Jallow Mariame").at(0), quoted(mariam));
  EXPECT_EQ(found("name", "محمد باري").at(0), quoted(mamadou));
  EXPECT_EQ(found("name", "abdelkarim traore").at(0), quoted(karim));
  EXPECT_TRUE(found("name", "zorglub").empty());
  const auto later = add("Fatoumata", "Sow");
  EXPECT_EQ(found("name", "fatou sow").at(0), quoted(later)) << "written after the first search";
  reopen();
  EXPECT_EQ(found("name", "fatou sow").at(0), quoted(later));
}

TEST_F(SearchTest, BestFirstAndAtMostTwenty) {
  for (int i = 0; i < 25; ++i) add("Awa", "Keita");
  const auto best = add("Awa Binta", "Keita");
  const auto all = found("name", "awa binta keita");
  ASSERT_EQ(all.size(), 20u);
  EXPECT_EQ(all[0], quoted(best));
}

TEST_F(SearchTest, ACorrectedNameReplacesTheOld) {
  const auto a = application("ML-BKO-1", "Mariam");
  const auto r = as("intake_clerk").execute(a).value();
  EXPECT_EQ(found("name", "mariam camara").size(), 1u);
  Correct c;
  c.case_id = case_of(r);
  c.person.person_id = person_of(r);
  c.person.given_name = "Oumou";
  ASSERT_TRUE(act("counsellor", case_of(r), c, "misspelt"));
  EXPECT_EQ(found("name", "oumou camara").at(0), quoted(person_of(r))) << "the family name stands";
  EXPECT_TRUE(found("name", "mariam").empty());
}

TEST_F(SearchTest, ByDocumentAndPhone) {
  const auto one = add("Mariam", "Diallo", "A 123-456", "+223 70 12 34 56"), two = add("Awa", "Sow", "B98765", "0022366111222");
  EXPECT_EQ(found("document", "a123456"), std::vector{quoted(one)});
  EXPECT_EQ(found("document", "B 98765"), std::vector{quoted(two)});
  EXPECT_TRUE(found("document", "C98765").empty());
  EXPECT_EQ(found("phone", "70123456"), std::vector{quoted(one)});
  EXPECT_EQ(found("phone", "00223 7012 3456"), std::vector{quoted(one)});
  EXPECT_EQ(found("phone", "66 11 12 22"), std::vector{quoted(two)});
  EXPECT_TRUE(found("phone", "66111223").empty());
}

TEST_F(SearchTest, OnlyForWhoReadsIdentityAndOnlyWithEnoughToGoBy) {
  add("Mariam", "Diallo");
  EXPECT_EQ(refused("name", "mariam", "data_analyst", "statistics").error().reason, "sealed");
  EXPECT_EQ(refused("name", "mariam", "auditor", "audit").error().reason, "sealed");
  EXPECT_TRUE(refused("name", "mariam"));
  for (const auto* text : {"", "m", "- '", "m d"}) EXPECT_EQ(refused("name", text).error().reason, "too_short") << text;
  EXPECT_EQ(refused("document", "A1").error().reason, "too_short");
  EXPECT_EQ(refused("phone", "12345").error().reason, "too_short");
  EXPECT_EQ(refused("height", "180").error().code, ErrorCode::unknown_member);
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases","search":{"name":"mariam"}})").error().code, ErrorCode::unsupported);
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"persons","search":"mariam"})").error().code, ErrorCode::wrong_type);
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"persons","group":["site"],"search":{"name":"mariam"}})").error().code, ErrorCode::invalid_argument);
}

TEST_F(SearchTest, WhoIsErasedIsNotFound) {
  const auto gone = add("Zorglub", "Quixote", "P1234", "+22370999888");
  const auto stays = add("Mariam", "Diallo");
  EXPECT_EQ(found("name", "zorglub quixote").at(0), quoted(gone)) << "control: there before";
  Erase e;
  e.persons = {gone};
  e.reason = {"own_request", {}};
  ASSERT_TRUE(as("data_protection_officer").execute(e));
  for (int again = 0; again < 2; ++again) {
    EXPECT_TRUE(found("name", "zorglub quixote").empty());
    EXPECT_TRUE(found("document", "P1234").empty());
    EXPECT_TRUE(found("phone", "70999888").empty());
    EXPECT_EQ(found("name", "mariam diallo").at(0), quoted(stays));
    reopen();
  }
}

TEST_F(SearchTest, SaysHowNearAndWhy) {
  add("Hawa", "Traoré");
  add("Abdoul Karim", "Sissoko");
  const auto f = as("counsellor").query(ask("name", "Awa, TRAORE")).value();
  ASSERT_EQ(f.rows(), 1u);
  EXPECT_NE(f.json().find(R"x("why":"Awa=Hawa (spelling), TRAORE=Traoré (same)")x"), std::string::npos) << f.json();
  const int near = std::stoi(cell(f, "score"));
  EXPECT_GT(near, 800);
  EXPECT_LT(near, 1000);
  EXPECT_EQ(cell(as("counsellor").query(ask("name", "hawa traoré")).value(), "score"), "1000") << "control: another score for another name";
  EXPECT_NE(as("counsellor").query(ask("name", "abdelkarim siss")).value().json().find(R"x("why":"abd=Abdoul (same), karim=Karim (same), siss=Sissoko (start)")x"), std::string::npos)
      << as("counsellor").query(ask("name", "abdelkarim siss")).value().json();
  // They are columns of a search by name, and of nothing else.
  const auto query = [&](const char* search, const char* more) { return as("counsellor").query(std::string(R"({"v":1,"from":"persons",)") + search + more + "}"); };
  const auto chosen = query(R"("search":{"name":"hawa"})", R"(,"select":["why","number","score"])").value();
  EXPECT_EQ(chosen.type().fields.size(), 3u);
  EXPECT_NE(chosen.json().find(R"("number":"BKO-2018-00001","score":)"), std::string::npos) << chosen.json();
  EXPECT_EQ(query(R"("search":{"name":"hawa"})", R"(,"select":["number"])").value().type().fields.size(), 1u);
  for (const auto* search : {R"("search":{"phone":"70123456"})", R"("limit":3)"}) {
    EXPECT_EQ(query(search, "").value().json().find("\"why\""), std::string::npos);
    EXPECT_EQ(query(search, R"(,"select":["why"])").error().reason, "no_such_column") << search;
  }
}

TEST_F(SearchTest, MoreThanTwentyWhereThatIsAskedFor) {
  for (int i = 0; i < 25; ++i) add("Awa", "Keita");
  const auto rows = [&](const char* limit) { return as("counsellor").query(std::string(R"({"v":1,"from":"persons","search":{"name":"awa"},"limit":)") + limit + "}").value(); };
  EXPECT_EQ(rows("25").rows(), 25u);
  EXPECT_EQ(rows("3").rows(), 3u);
  EXPECT_EQ(rows("3").next(), "") << "a search cannot be gone on with";
}

class HouseholdTest : public SearchTest {
 protected:
  Receipt family(std::initializer_list<const char*> names, const char* household = nullptr) {
    auto a = application();
    auto one = a.persons[0];
    a.persons.clear();
    for (const auto* name : names) {
      one.given_name = name;
      a.persons.push_back(one);
    }
    HouseholdId id;
    if (household) { EXPECT_TRUE(parse_into(household, id)); }
    if (household) a.household_id = id;
    return as("intake_clerk").execute(a).value();
  }
  std::string of(const std::string& what, const char* role = "counsellor", const char* purpose = "casework") {
    const auto all = as(role, purpose).query(R"({"v":1,"from":"persons","select":["given_name"],"search":{"household":")" + what + "\"}}").value().json();
    constexpr std::string_view member = "{\"given_name\":";
    std::string out;
    for (auto at = all.find(member); at != std::string::npos; at = all.find(member, at + 1)) {
      const auto from = at + member.size(), end = all.find('}', from) + (all[from] == '{' ? 1 : 0);
      out += (out.empty() ? "" : " ") + all.substr(from, end - from);
    }
    return out;
  }
  static constexpr const char* home = "00112233445566778899aabbccddee01";
};

TEST_F(HouseholdTest, EverybodyOfTheCaseByAnyOfItsNames) {
  const auto r = family({"Mariam", "Binta", "Sekou"});
  family({"Kadiatou"});
  const std::string all = R"("Mariam" "Binta" "Sekou")";
  EXPECT_EQ(of(to_string(case_of(r))), all);
  EXPECT_EQ(of("BKO-2018-00001"), all);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(of(r.made.substr(r.made.find("\"persons\":[\"") + 12 + static_cast<std::size_t>(i) * 35, 32)), all) << i;
  EXPECT_EQ(of("BKO-2018-00002"), R"("Kadiatou")");
  as("counsellor").query(R"({"v":1,"from":"persons"})").value();  // now the columns of all are there, and are asked
  EXPECT_EQ(of("BKO-2018-00001"), all);
  EXPECT_EQ(refused("household", "00112233445566778899aabbccddeeff").error().reason, "no_such_household");
  EXPECT_EQ(refused("household", "BKO-2018-00009").error().reason, "no_such_household");
  EXPECT_EQ(refused("household", "").error().reason, "no_such_household");
}

TEST_F(HouseholdTest, ByTheHouseholdOfTheApplications) {
  const auto first = family({"Mariam", "Binta"}, home);
  family({"Kadiatou"});
  family({"Oumar"}, home);
  for (const auto& what : {std::string(home), to_string(case_of(first)), to_string(person_of(first)), std::string("BKO-2018-00001")}) EXPECT_EQ(of(what), R"("Mariam" "Binta" "Oumar")") << what;
  EXPECT_EQ(of("BKO-2018-00003"), R"("Oumar" "Mariam" "Binta")") << "who was asked for first";
}

TEST_F(HouseholdTest, WhoPartedAndWhoWasMergedStillBelongsTogether) {
  const auto r = family({"Mariam", "Binta", "Sekou"});
  const auto id = case_of(r);
  PersonId binta;
  ASSERT_TRUE(parse_into(r.made.substr(r.made.find("\"persons\":[\"") + 12 + 35, 32), binta));
  SplitHousehold split;
  split.persons = {binta};
  const auto fresh = case_of(act("counsellor", id, split, "wants_to_stay").value());
  const std::string stayed = R"("Mariam" "Sekou" "Binta")", left = R"("Binta" "Mariam" "Sekou")";
  EXPECT_EQ(of(to_string(id)), stayed);
  EXPECT_EQ(of(to_string(fresh)), left);
  EXPECT_EQ(of(to_string(binta)), left) << "from the case in which she is";
  const auto other = family({"Bintou"});
  EXPECT_EQ(of(to_string(person_of(other))), R"("Bintou")");
  Merge m;
  m.into = fresh;
  ASSERT_TRUE(act("reviewing_officer", case_of(other), m, "entered_twice"));
  EXPECT_EQ(of(to_string(case_of(other))), R"("Bintou" "Binta" "Mariam" "Sekou")");
  EXPECT_EQ(found("name", "bintou camara").size(), found("name", "binta camara").size());
  EXPECT_EQ(found("name", "bintou camara").at(0), quoted(person_of(other))) << "both entries are found";
  // Before they parted they were one case.
  now = at("2018-12-01");
  EXPECT_EQ(of("BKO-2018-00002"), R"("Binta" "Mariam" "Sekou" "Bintou")");
  const auto then = as("counsellor").query(std::string(R"({"v":1,"from":"persons","valid_on":"2018-11-11","search":{"household":")") + to_string(id) + "\"}}").value();
  EXPECT_EQ(then.rows(), 0u) << "the day before anybody applied";
}

TEST_F(HouseholdTest, WhoReadsNoNamesSeesWhoBelongsTogetherWithoutThem) {
  const auto r = family({"Mariam", "Binta"});
  const std::string hidden = R"({"absent":"withheld"} {"absent":"withheld"})";
  EXPECT_EQ(of(to_string(case_of(r)), "finance_officer", "casework"), hidden);
  Erase e;
  e.persons = {person_of(r)};
  e.reason = {"own_request", {}};
  ASSERT_TRUE(as("data_protection_officer").execute(e));
  EXPECT_EQ(of(to_string(case_of(r))), R"({"absent":"erased"} "Binta")");
  EXPECT_EQ(of(to_string(person_of(r))), R"({"absent":"erased"} "Binta")");
}

TEST_F(HouseholdTest, TheSameDocumentMakesNoFamily) {
  const auto one = add("Mariam", "Diallo", "B777"), two = add("Awa", "Diallo", "B777");
  EXPECT_EQ(of(to_string(one)), R"("Mariam")");
  EXPECT_EQ(of(to_string(two)), R"("Awa")");
  EXPECT_EQ(found("document", "B777").size(), 2u) << "control: it is the same";
}

TEST_F(SearchTest, ACancelledFirstSearchLeavesNothingHalf) {
  std::vector<std::string> many;
  for (int i = 0; i < 1100; ++i) many.push_back(R"({"v":1,"command":"apply","persons":[{"given_name":"Awa","family_name":"Keita"}]})");
  as("intake_clerk").execute_each(many).value();
  const auto last = add("Zorglub", "Quixote");
  auto s = as("counsellor");
  int asked = 0;
  s.set_progress([&](std::uint64_t, std::uint64_t) { return ++asked < 1; });
  EXPECT_EQ(s.query(ask("name", "zorglub")).error().code, ErrorCode::cancelled);
  EXPECT_EQ(asked, 1) << "control: it was asked";
  s.set_progress({});
  const auto f = s.query(ask("name", "zorglub")).value();
  ASSERT_EQ(f.rows(), 1u);
  EXPECT_EQ(cell(f, "person_id"), quoted(last));
}
