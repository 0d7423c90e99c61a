#include "sample.hpp"

namespace {
using namespace safar;
using namespace sample;

std::string written(const std::vector<Application>& rows, char separator = ',') {
  return exchange::write_csv(type(), rows.data(), sizeof(Application), rows.size(), separator);
}

TEST(Writer, FlattensNestedRecords) {
  Application a;
  a.ref = "x";
  a.origin = {"Gao, Mali", 12};
  a.tags = {"t"};
  EXPECT_EQ(written({a}), "ref,site,rank,applied_on,origin.town,origin.distance,route,tags,persons\nx,,0,,\"Gao, Mali\",12,,\"[\"\"t\"\"]\",\n");
  EXPECT_NE(written({a}, ';').find("\"Gao, Mali\""), std::string::npos) << "whatever a reader takes for the separator";
  EXPECT_EQ(written({}), "ref,site,rank,applied_on,origin.town,origin.distance,route,tags,persons\n");
  const std::vector<std::string> blank{"", "b"};
  EXPECT_EQ(exchange::write_csv(info<std::string>(), blank.data(), sizeof(std::string), 2), "value\n\"\"\nb\n");
}

TEST(Writer, NoCellIsRunByASpreadsheet) {
  for (const auto& [text, cell] : std::vector<std::pair<std::string, std::string>>{
           {"=1+1", "'=1+1"}, {"+cmd", "'+cmd"}, {"-2+3", "'-2+3"}, {"@SUM(A1)", "'@SUM(A1)"}, {"\t=1", "\"'\t=1\""}, {"\r=1", "\"'\r=1\""}, {"-12.5", "-12.5"}, {"-0.01 EUR", "-0.01 EUR"}, {"-A1 EUR", "'-A1 EUR"}, {"- EUR", "'- EUR"}, {"-1 EURO", "'-1 EURO"},
           {"+22376001122", "+22376001122"}, {"-", "'-"}, {"-1e5", "'-1e5"}, {"'=1", "''=1"}, {"'Abd", "'Abd"}, {"a=1", "a=1"}, {"=\"x\"", "\"'=\"\"x\"\"\""}, {" x", "\" x\""}}) {
    const std::string csv = exchange::write_csv(info<std::string>(), &text, sizeof text, 1);
    EXPECT_EQ(csv, "value\n" + cell + "\n");
  }
}

TEST(Writer, RoundTrip) {
  std::vector<Application> rows(5);
  rows[0].ref = "=cmd|' /C calc'!A0";
  rows[0].site = "line\none, \"two\"";
  rows[0].rank = 200;
  rows[0].applied_on = date("2019-01-18");
  rows[0].origin = {"C\xC3\xB4te", -3};
  rows[0].route = std::variant<Air, Land>(Land{"Nioro"});
  rows[0].tags = {"=a", "b;c"};
  Person p;
  p.name = "Awa";
  p.birth = partial_date("1994~");
  p.sex = Sex::not_stated;
  p.nationality = country("MLI");
  p.minor = Absence::refused;
  p.documents.resize(1);
  p.documents[0].number = "77";
  rows[0].persons = {p, p};
  rows[1].ref = "''@x";
  rows[1].site = Absence::refused;
  rows[1].applied_on = Absence::not_applicable;
  rows[2].ref = "c";
  rows[2].site = Absence::erased;
  rows[2].origin.distance = Absence::conflict;
  rows[3].ref = "d";
  rows[3].site = "-";
  rows[3].applied_on = Absence::placeholder;
  rows[4].ref = "+5";
  rows[4].site = Absence::withheld;
  for (const char separator : {',', ';', '\t', '|'}) {
    const auto r = sample::read(written(rows, separator));
    ASSERT_EQ(r.facts.size(), rows.size()) << r.errors() << r.error.message;
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(r.facts[i].json, to_json(rows[i])) << separator;
    EXPECT_TRUE(r.issues.empty());
  }
}

}  // namespace
