#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/code_lists.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/casework/travel.hpp>
#include <safar/model/vocabularies.hpp>

#include <gtest/gtest.h>

#include <set>

using namespace safar;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }
constexpr const char* mali = R"({"codes":[{"code":"ML-BKO-1","label":{"fr":"Bamako"}},{"code":"ML-BKO-2"},{"code":"ML-GAO-1","from":"2018-01-01","until":"2018-12-31"},{"code":"ML-GAO-1","from":"2020-01-01"}]})";
CodeLists sites() { return {{"site", CodeList::read("site", mali).value()}}; }

bool arabic(std::string_view s) {  // U+0600..U+06FF
  for (std::size_t i = 0; i + 1 < s.size(); ++i) if (const auto c = static_cast<unsigned char>(s[i]); c >= 0xd8 && c <= 0xdb) return true;
  return false;
}

}  // namespace

TEST(Vocabularies, HaveSourcesAndLabelsInThreeLanguages) {
  std::set<std::string_view> names;
  std::size_t terms = 0;
  for (const auto& v : vocabularies()) {
    EXPECT_TRUE(names.insert(v.name).second) << v.name;
    EXPECT_FALSE(v.source.empty()) << v.name;
    EXPECT_FALSE(v.doc.empty()) << v.name;
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < v.size; ++i, ++terms) {
      const Term& t = v.term(i);
      EXPECT_TRUE(codes.insert(t.code).second) << v.name << ' ' << t.code;
      EXPECT_FALSE(t.en.empty() || t.fr.empty()) << v.name << ' ' << t.code;
      EXPECT_TRUE(arabic(t.ar)) << v.name << ' ' << t.code;
      for (const char c : t.code) EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '_') << v.name << ' ' << t.code;
    }
  }
  EXPECT_GE(terms, 240u);
  EXPECT_FALSE(arabic("Bamako")) << "control";
}

TEST(Vocabularies, FactorsStandOnFourLevelsAndTwoSides) {
  std::set<std::pair<FactorLevel, FactorSide>> met;
  for (const auto& row : vulnerability_factors) met.insert({row.level, row.side});
  EXPECT_EQ(met.size(), 8u);
  constexpr auto home = code<VulnerabilityFactor>("supportive_home");
  static_assert(level_of(home) == FactorLevel::family && side_of(home) == FactorSide::protective);
}

TEST(Vocabularies, ServicesFillEachLevelAndDimension) {
  std::set<std::pair<Level, Dimension>> met;
  for (const auto& row : service_kinds) met.insert({row.level, row.dimension});
  EXPECT_EQ(met.size(), 9u);
  EXPECT_EQ(find_service("housing")->dimension, Dimension::social);
  EXPECT_EQ(find_service("a_kind_of_our_own"), nullptr);
}

TEST(Vocabularies, CategoriesKnowTheCodesOfOtherLists) {
  std::set<std::string_view> unhcr, iom;
  for (const auto& row : vulnerability_categories) { unhcr.insert(row.unhcr); iom.insert(row.iom); }
  for (const auto code : {"CR", "DS", "ER", "FU", "LP", "PG", "SC", "SM", "SP", "SV", "TR", "WR"}) EXPECT_TRUE(unhcr.contains(code)) << code;
  for (const auto code : {"UMC", "VoT", "health"}) EXPECT_TRUE(iom.contains(code)) << code;
}

TEST(Vocabularies, ArePrintedForFronts) {
  const auto json = describe_codes();
  ASSERT_TRUE(canonical_json(json));
  EXPECT_TRUE(canonical_json(json).value() == json) << "canonical as it is";
  EXPECT_NE(json.find(R"("code":"supportive_home","en":"Supportive home","fr":"Foyer solidaire","level":"family","side":"protective")"), std::string::npos);
  EXPECT_NE(json.find(R"("iom_avrr":"VoT")"), std::string::npos);
}

TEST(CodeList, TakesWhatIsListedOnTheDay) {
  const auto list = CodeList::read("site", mali).value();
  EXPECT_TRUE(list.has("ML-BKO-1", day("1990-01-01")));
  EXPECT_TRUE(list.has("ML-GAO-1", day("2018-12-31")));
  EXPECT_FALSE(list.has("ML-GAO-1", day("2019-06-01"))) << "closed that year";
  EXPECT_TRUE(list.has("ML-GAO-1", day("2020-01-01")));
  EXPECT_FALSE(list.has("ml-bko-1", day("2018-01-01"))) << "codes are written as they are listed";
}

TEST(CodeList, NamesTheNearest) {
  const auto list = CodeList::read("site", mali).value();
  EXPECT_EQ(list.nearest("ML-BKO1", day("2018-06-01")), (std::vector<std::string>{"ML-BKO-1", "ML-BKO-2", "ML-GAO-1"}));
  EXPECT_EQ(list.nearest("ml-gao-1", day("2018-06-01")).front(), "ML-GAO-1");
  EXPECT_EQ(list.nearest("ML-GOA-1", day("2018-06-01")).front(), "ML-GAO-1") << "neighbours swapped";
  EXPECT_TRUE(list.nearest("somewhere else altogether", day("2018-06-01")).empty());
  EXPECT_TRUE(list.nearest(std::string(100'000, 'x'), day("2018-06-01")).empty());
}

TEST(CodeList, RefusesADocumentThatIsNone) {
  const auto reason = [](const char* name, const char* text) { const auto r = CodeList::read(name, text); return r ? "" : std::string(r.error().pointer); };
  EXPECT_EQ(reason("site", mali), "");
  EXPECT_EQ(reason("colour", mali), "/name");
  EXPECT_EQ(reason("site", R"({"codes":[{"code":""}]})"), "/document/codes/0/code");
  EXPECT_EQ(reason("site", R"({"codes":[{"code":"A"},{"code":"A","from":"2018-01-01"}]})"), "/document/codes/1/code");
  EXPECT_EQ(reason("site", R"({"codes":[{"code":"A","from":"2018-01-02","until":"2018-01-01"}]})"), "/document/codes/0/until");
  EXPECT_EQ(reason("site", R"({"sites":[]})"), "/document/sites");
  EXPECT_EQ(reason("site", R"([])").substr(0, 9), "/document");
}

TEST(CodeList, EveryMemberThatNamesAPlaceIsAsked) {
  const auto lists = sites();
  const Date on = day("2018-11-12");
  const auto where = [&](const auto& fact) { const auto r = check_listed(lists, info<std::remove_cvref_t<decltype(fact)>>(), &fact, on); return r ? std::string() : r.error().pointer; };
  Apply a;
  EXPECT_EQ(where(a), "") << "not said";
  a.site = Absence::refused;
  EXPECT_EQ(where(a), "");
  a.site = "ML-BKO-1";
  a.route = "anything";
  EXPECT_EQ(where(a), "") << "no list of routes was adopted";
  a.site = "ML-BKO-l";
  EXPECT_EQ(where(a), "/site");
  const auto error = check_listed(lists, info<Apply>(), &a, on).error();
  EXPECT_EQ(error.code, ErrorCode::unknown_code);
  EXPECT_NE(error.remedy.find("ML-BKO-1"), std::string::npos) << error.remedy;
  Suspend s;
  s.select.site = {"ML-BKO-1", "ML-BKO-9"};
  EXPECT_EQ(where(s), "/select/site/1");
  s.select.site = {"ML-GAO-1"};
  EXPECT_TRUE(check_listed(lists, info<Suspend>(), &s, day("2019-06-01"))) << "cases of a closed site can still be held";
  a.site = "ML-GAO-1";
  EXPECT_FALSE(check_listed(lists, info<Apply>(), &a, day("2019-06-01"))) << "but nobody applies there";
  const CodeLists partners{{"partner", CodeList::read("partner", R"({"codes":[{"code":"clinic"}]})").value()}};
  Refer r;
  r.to = "klinic";
  EXPECT_EQ(check_listed(partners, info<Refer>(), &r, on).error().pointer, "/to");
  Assist given;
  given.provider = "nobody";
  EXPECT_EQ(check_listed(partners, info<Assist>(), &given, on).error().pointer, "/provider");
  Book b;
  b.to = Country::parse("GIN").value();
  EXPECT_TRUE(check_listed(partners, info<Book>(), &b, on)) << "a country is no partner";
  EXPECT_TRUE(check_listed({}, info<Refer>(), &r, on)) << "control: without a list any is taken";
}
