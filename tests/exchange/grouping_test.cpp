// Which rows make one fact, and that a fact is taken whole or not at all.

#include <set>

#include "consistent.hpp"
#include "exchange/row_id.hpp"

namespace {
using sample::read;
namespace exchange = safar::exchange;

constexpr auto grouped = R"({"v":1,"rows_are":"persons","group_by":"case","columns":{"case":"/ref","site":"/site","name":"/persons/-/name",
  "birth":"/persons/-/birth","nat":"/persons/-/nationality","doc":"/persons/-/documents/-/number"},
  "constants":{"/origin/town":"Gao","/persons/-/documents/-/country":"MLI","/persons/-/minor":false}})";

TEST(Grouping, RowsOfOneCaseAreOneFact) {
  const auto r = read("case,site,name,birth,nat,doc\nA,BKO,Awa,1990,ML,\nA,,Bo,,ML,77\nB,KYS,Cy,,,\n", grouped);
  ASSERT_EQ(r.facts.size(), 2U);
  EXPECT_EQ(r.facts[0].json,
            R"({"origin":{"town":"Gao"},"persons":[{"birth":"1990","minor":false,"name":"Awa","nationality":"MLI"},)"
            R"({"documents":[{"country":"MLI","number":"77"}],"minor":false,"name":"Bo","nationality":"MLI"}],"rank":0,"ref":"A","site":"BKO"})");
  EXPECT_EQ(r.facts[0].rows, 2);
  EXPECT_EQ(r.facts[1].first_row, 3);
  EXPECT_EQ(r.facts[1].line, 4);
  sample::expect_consistent(r);
}

TEST(Grouping, ABadRowTakesItsGroupWithIt) {
  const auto r = read("case,name,birth\nA,Awa,1990\nA,Bo,30/02/1990\nA,Cy,1991\nB,Di,1990\n", grouped);
  EXPECT_EQ(r.errors(), "1:group_rejected 2:not_a_date 3:group_rejected");
  EXPECT_EQ(r.facts.size(), 1U);
  EXPECT_NE(r.issue("group_rejected").message.find("row 2"), std::string::npos);
  sample::expect_consistent(r);
}

TEST(Grouping, RowsMustAgreeOnWhatIsOfTheCase) {
  EXPECT_EQ(read("case,site,name\nA,BKO,Awa\nA,KYS,Bo\n", grouped).errors(), "1:group_rejected 2:differs_in_group");
  EXPECT_EQ(read("case,site,name\nA,,Awa\nA,KYS,Bo\n", grouped).errors(), "");
  EXPECT_EQ(read("case,site,name\nA,refused,Awa\nA,KYS,Bo\n", grouped).errors(), "1:group_rejected 2:differs_in_group");
}

TEST(Grouping, ARowThatMayBelongToEitherNeighbourSpoilsBoth) {
  // The group column is not the first one, so a shifted row does not say whose it is.
  const auto r = read("name,case\nAwa,A\nBo\nCy,B\nDi,C\n", grouped);
  EXPECT_EQ(r.errors(), "1:group_rejected 2:too_few_cells 3:group_rejected");
  EXPECT_EQ(r.facts.size(), 1U);
  sample::expect_consistent(r);
  const auto first = read("case,name,nat\nA,Awa,ML\nB,Bo\nB,Cy,ML\nC,Di,ML\n", grouped);  // here it does
  EXPECT_EQ(first.errors(), "2:too_few_cells 3:group_rejected");
  EXPECT_EQ(read("case,name\nA,Awa\nA,\"Bo\nA,Cy\nB,Di\n", grouped).errors(), "1:group_rejected 2:unclosed_quote 3:group_rejected");
}

TEST(Grouping, BlankGroupsAndReturningGroups) {
  const auto blank = read("case,name\nA,Awa\n,Bo\nB,Cy\n", grouped);
  EXPECT_EQ(blank.errors(), "1:group_rejected 2:missing_group");
  EXPECT_EQ(blank.facts.size(), 1U);
  const auto again = read("case,name\nA,Awa\nB,Bo\nA,Cy\n", grouped);
  EXPECT_EQ(again.facts.size(), 3U);
  EXPECT_EQ(again.issue("group_again").row, 3);
  sample::expect_consistent(again);
}

TEST(Grouping, AGroupWithoutEndIsRefused) {
  std::string text = "case,name\n";
  for (int i = 0; i < 10'100; ++i) text += "A,x\n";
  text += "B,y\n";
  const auto r = read(text, grouped);
  EXPECT_EQ(r.count("group_too_large"), 1U);
  EXPECT_EQ(r.stats.facts, 1);
  sample::expect_consistent(r);
}

TEST(Rows, OneRowIsOneFactWithItsElements) {
  const auto r = read("ref,persons.0.name,persons.2.name,persons.1.name,number,tags\nx,Awa,Cy,,77,\"[\"\"a\"\"]\"\n");
  ASSERT_EQ(r.facts.size(), 1U) << r.errors();
  EXPECT_EQ(r.facts[0].json, R"({"persons":[{"name":"Awa"},{"name":"Cy"},{"documents":[{"number":"77"}]}],"rank":0,"ref":"x","tags":["a"]})");
}

TEST(Rows, AnErrorRejectsTheRowAndTellsEveryBadCell) {
  const auto r = read("ref,rank,birth,nationality\na,1,1990,ML\nb,999,03/04/1990,Atlantis\n");
  EXPECT_EQ(r.errors(), "2:out_of_range 2:ambiguous_date 2:unknown_country");
  EXPECT_EQ(r.stats.facts, 1);
  for (const auto& i : r.issues) EXPECT_EQ(i.value, "");  // row, line and column find the cell
  EXPECT_EQ(r.issue("ambiguous_date").column, "birth");
  const auto shown = read("birth\n03/04/1990\n", R"({"v":1,"quote_cells":true})");
  EXPECT_EQ(shown.issue("ambiguous_date").value, "03/04/1990");
  EXPECT_EQ(read("rank\n" + std::string(40, '7') + "\n", R"({"v":1,"quote_cells":true})").issue("out_of_range").value.size(), 32U);
  sample::expect_consistent(r);
}

TEST(Rows, APlaceholderBirthIsAnAbsenceAndAWarning) {
  const auto r = read("name,birth\nAwa,1900-01-01\nBo,01/01/1900\n");
  ASSERT_EQ(r.facts.size(), 2U);
  EXPECT_EQ(r.facts[0].json, R"({"persons":[{"birth":{"absent":"placeholder"},"name":"Awa"}],"rank":0})");
  EXPECT_EQ(r.count("placeholder_date"), 2U);
  EXPECT_TRUE(r.issue("placeholder_date").warning);
  EXPECT_EQ(r.stats.rejected, 0);
  sample::expect_consistent(r);
  // A warning says that the row was taken, so a refused row has none.
  EXPECT_EQ(read("rank,birth\n999,1900-01-01\n").count("placeholder_date"), 0U);
}

TEST(Rows, ThatSayNothing) {
  const auto r = read("ref,zodiac\n,Leo\n?,\nx,\n", R"({"v":1,"columns":{"ref":"/ref"},"absent":{"?":"unknown"},"constants":{"/site":"BKO"},"ignore":["zodiac"]})");
  EXPECT_EQ(r.errors(), "1:no_values 2:no_values");
  EXPECT_EQ(r.facts[0].json, R"({"rank":0,"ref":"x","site":"BKO"})");
  sample::expect_consistent(r);
}

TEST(Rows, AlternativesExcludeEachOther) {
  const std::string header = "ref,route.air.flight,route.land.border\n";
  EXPECT_EQ(read(header + "a,TK1,\nb,,Nioro\nc,TK1,Nioro\n").errors(), "3:two_alternatives");
  EXPECT_EQ(read(header + "b,,Nioro\n").facts[0].json, R"({"rank":0,"ref":"b","route":{"land":{"border":"Nioro"}}})");
}

TEST(Rows, RepeatedOnesHaveOneDigestAndAWarning) {
  const auto r = read("name,sex\nAwa,female\nBo,male\nAwa,Female\n");
  EXPECT_EQ(r.facts[0].digest, r.facts[2].digest);
  EXPECT_NE(r.facts[0].digest, r.facts[1].digest);
  EXPECT_EQ(r.count("repeated_row"), 1U);
  EXPECT_EQ(r.issue("repeated_row").row, 3);
  // Two cases whose mapped columns agree are still two.
  constexpr auto m = R"({"v":1,"rows_are":"persons","group_by":"case","columns":{"name":"/persons/-/name"}})";
  const auto g = read("case,name\nA,Awa\nB,Awa\n", m);
  EXPECT_NE(g.facts[0].digest, g.facts[1].digest);
}

TEST(RowIds, TellEqualRowsOfOneFileApartAndAreTheSameAgain) {
  const std::string file = "name,sex\nAwa,female\nAwa,female\nBo,male\nAwa,female\n";
  const auto r = read(file);
  std::set<std::string> own;
  for (const auto& f : r.facts) own.insert(f.own);
  EXPECT_EQ(own.size(), 4U);
  EXPECT_EQ(r.facts[0].own, r.facts[0].digest);
  const auto again = read(file);
  for (std::size_t i = 0; i < r.facts.size(); ++i) EXPECT_EQ(r.facts[i].own, again.facts[i].own);
}

TEST(RowIds, AReferenceSaysThatTheyAreOne) {
  const auto request = [](const exchange::CsvFact& f, bool begins) {
    const auto json = exchange::as_command("apply", f, begins).value();
    return json.substr(json.find("\"request\":") + 11, 34);
  };
  const auto plain = read("name\nAwa\nAwa\n");
  EXPECT_NE(request(plain.facts[0], true), request(plain.facts[1], true));
  EXPECT_EQ(request(plain.facts[0], false), request(plain.facts[1], false)) << "what is said of somebody who is there";
  const auto named = read("name,ref\nAwa,x\nAwa,x\n");
  EXPECT_EQ(request(named.facts[0], true), request(named.facts[1], true));
}

TEST(RowIds, AreOfTheKey) {
  exchange::CsvFact fact;
  fact.json = R"({"name":"Awa"})";
  std::set<std::string> all;
  for (int i = 0; i < 3; ++i) {
    exchange::RowIds(i == 0 ? exchange::CsvKey{} : exchange::random_csv_key()).give(fact, "");
    all.insert(fact.digest);
  }
  EXPECT_EQ(all.size(), 3U);
}

TEST(RowIds, RememberEveryRow) {
  exchange::RowIds ids{exchange::CsvKey{}};
  exchange::CsvFact fact;
  for (const std::int64_t round : {0, 1, 2})
    for (int i = 0; i < 5000; ++i) {
      fact.json = std::to_string(i);
      ASSERT_EQ(ids.give(fact, ""), round) << i;
    }
}

}  // namespace
