// Persons by name, document and phone, through what is sealed.
#include "register/people.hpp"

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
