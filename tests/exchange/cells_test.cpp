#include "exchange/cells.hpp"

#include "sample.hpp"

namespace {
using namespace safar;
using namespace safar::exchange;

struct DateCase { const char *text, *order, *gives; };  // gives: EDTF, or "!code"

std::string date_of(const DateCase& c) {
  const std::string_view o = c.order;
  const CellValue v = read_date(c.text, o == "dmy" ? DateOrder::dmy : o == "mdy" ? DateOrder::mdy : o == "ymd" ? DateOrder::ymd : DateOrder::not_said);
  return v.code.empty() ? v.json : "!" + v.code;
}

TEST(Dates, AreReadAsWrittenAndNeverGuessed) {
  for (const DateCase c : {DateCase
       {"1990-04-03", "", "1990-04-03"}, {"1990-4-3", "", "1990-04-03"}, {"1990/04/03", "", "1990-04-03"}, {"1990.04.03", "dmy", "1990-04-03"},
       {"1990", "", "1990"}, {"1990-04", "", "1990-04"}, {"04/1990", "", "1990-04"}, {"4.1990", "", "1990-04"}, {"1990/4", "", "1990-04"},
       {"03/04/1990", "dmy", "1990-04-03"}, {"03/04/1990", "mdy", "1990-03-04"}, {"3.4.1990", "dmy", "1990-04-03"}, {"3-4-1990", "mdy", "1990-03-04"},
       {"03/04/1990", "", "!ambiguous_date"}, {"3.4.1990", "", "!ambiguous_date"}, {"03/04/1990", "ymd", "!ambiguous_date"},
       {"25/12/1990", "", "1990-12-25"}, {"12/25/1990", "", "1990-12-25"}, {"04/04/1990", "", "1990-04-04"},
       {"25/12/1990", "mdy", "!not_a_date"}, {"12/25/1990", "dmy", "!not_a_date"}, {"25/13/1990", "", "!not_a_date"}, {"25/13/1990", "dmy", "!not_a_date"},
       {"30/02/1990", "dmy", "!not_a_date"}, {"1990-02-30", "", "!not_a_date"}, {"29/02/2000", "", "2000-02-29"}, {"29/02/1900", "", "!not_a_date"},
       {"13/1990", "", "!not_a_date"}, {"00/1990", "", "!not_a_date"}, {"1990-00-10", "", "!not_a_date"}, {"0/4/1990", "dmy", "!not_a_date"},
       {"03/04/90", "dmy", "!two_digit_year"}, {"90-04-03", "", "!two_digit_year"}, {"04/90", "", "!two_digit_year"},
       {"32965", "", "!excel_serial"}, {"32965.5", "", "!excel_serial"}, {"19900403", "", "!not_a_date"}, {"90", "", "!not_a_date"}, {"0000", "", "!not_a_date"},
       {"1900-01-01", "", "!placeholder_date"}, {"01/01/1900", "", "!placeholder_date"}, {"1899-12-30", "", "!placeholder_date"}, {"1900", "", "1900"},
       {"1970-01-01", "", "1970-01-01"},
       {"1990-04-03 00:00:00", "", "1990-04-03"}, {"1990-04-03T00:00:00.000Z", "", "1990-04-03"}, {"1990-04-03 13:30", "", "!not_a_date"},
       {"vers 1990", "", "1990~"}, {"Environ 1990", "dmy", "1990~"}, {"circa 1990", "", "1990~"}, {"~1990", "", "1990~"}, {"vers 90", "", "!not_a_date"},
       {"199X", "", "199X"}, {"1994~", "", "1994~"}, {"1980/1984", "", "1980/1984"}, {"1990/04-03", "", "!not_a_date"}, {"3/4-1990", "dmy", "!not_a_date"},
       {"avril 1990", "", "!not_a_date"}, {"1990-04-03-02", "", "!not_a_date"}, {"/1990/", "", "!not_a_date"}, {"-", "", "!not_a_date"}, {"", "", "!not_a_date"},
       {"11111111111111111111/2/1990", "", "!not_a_date"}})
    EXPECT_EQ(date_of(c), c.gives) << c.text << ' ' << c.order;
  EXPECT_NE(read_date("03/04/1990", DateOrder::not_said).remedy.find("\"date_order\":\"dmy\""), std::string::npos);
}

/// JSON of a cell for a pointer of the sample, or "!code".
std::string cell(std::string_view pointer, std::string_view text, std::string_view mapping = R"({"v":1})") {
  const auto m = read_mapping(mapping, sample::type());
  EXPECT_TRUE(m) << m.error().message;
  const auto path = find_path(sample::type(), pointer);
  EXPECT_TRUE(path) << pointer;
  const CellValue v = read_cell(**m, *path, text);
  return v.code.empty() ? v.json : "!" + v.code;
}

TEST(Cells, TakeTheFormOfTheirMember) {
  EXPECT_EQ(cell("/persons/-/name", "  Awa \xC2\xA0"), R"("Awa")");
  EXPECT_EQ(cell("/persons/-/name", "'=1+1"), R"("=1+1")");
  EXPECT_EQ(cell("/persons/-/name", "'Abd"), R"("'Abd")");
  EXPECT_EQ(cell("/persons/-/name", "a\xff"), "!bad_encoding");
  EXPECT_EQ(cell("/rank", "7"), "7");
  EXPECT_EQ(cell("/rank", "7.0"), "7");
  EXPECT_EQ(cell("/rank", "255"), "255");
  EXPECT_EQ(cell("/rank", "256"), "!out_of_range");
  EXPECT_EQ(cell("/rank", "-1"), "!out_of_range");
  EXPECT_EQ(cell("/origin/distance", "-12"), "-12");
  EXPECT_EQ(cell("/origin/distance", "+12"), "12");
  EXPECT_EQ(cell("/origin/distance", "99999999999999999999"), "!out_of_range");
  EXPECT_EQ(cell("/origin/distance", "9007199254740993"), "!out_of_range");
  for (const auto* t : {"1,200", "1 200", "7.5", "12km", "+-1", ".0", "0x10", "1."}) EXPECT_EQ(cell("/origin/distance", t), "!not_an_integer") << t;
  for (const auto* t : {"yes", "OUI", "1", "true", "Vrai"}) EXPECT_EQ(cell("/persons/-/minor", t), "true") << t;
  for (const auto* t : {"no", "Non", "0", "FALSE"}) EXPECT_EQ(cell("/persons/-/minor", t), "false") << t;
  EXPECT_EQ(cell("/persons/-/minor", "2"), "!not_yes_or_no");
  EXPECT_EQ(cell("/applied_on", "2019-01-18"), R"("2019-01-18")");
  EXPECT_EQ(cell("/applied_on", "2019-01"), "!not_a_date");
  EXPECT_EQ(cell("/tags/-", "urgent"), R"("urgent")");
  EXPECT_EQ(cell("/tags", R"(["a", "b"])"), R"(["a","b"])");
  EXPECT_EQ(cell("/tags", R"([1])"), "!not_json");
  EXPECT_EQ(cell("/route", R"({"air":{"flight":"TK 1"}})"), R"({"air":{"flight":"TK 1"}})");
}

TEST(Cells, CountriesByCodeOrName) {
  for (const auto* t : {"MLI", "ML", "mali", "Mali ", "\xD9\x85\xD8\xA7\xD9\x84\xD9\x8A"}) EXPECT_EQ(cell("/persons/-/nationality", t), R"("MLI")") << t;
  EXPECT_EQ(cell("/persons/-/nationality", "NA"), R"("NAM")");
  EXPECT_EQ(cell("/persons/-/nationality", "C\xC3\xB4te d'Ivoire"), R"("CIV")");
  EXPECT_EQ(cell("/persons/-/nationality", "Atlantis"), "!unknown_country");
}

TEST(Cells, CodesByNameWhateverTheCase) {
  EXPECT_EQ(cell("/persons/-/sex", "Female"), R"("female")");
  EXPECT_EQ(cell("/persons/-/sex", "NOT STATED"), R"("not_stated")");
  EXPECT_EQ(cell("/persons/-/sex", "H"), "!unknown_code");
  constexpr auto m = R"({"v":1,"values":{"/persons/-/sex":{"H":"male","é":"other"}}})";
  EXPECT_EQ(cell("/persons/-/sex", "h", m), R"("male")");
  EXPECT_EQ(cell("/persons/-/sex", "\xC3\x89", m), R"("other")");
  EXPECT_EQ(cell("/persons/-/sex", "F", m), "!unknown_code");
  const auto mapping = read_mapping(R"({"v":1})", sample::type());
  const auto v = read_cell(**mapping, *find_path(sample::type(), "/persons/-/sex"), "x");
  EXPECT_NE(v.remedy.find("female, male, other, not_stated"), std::string::npos);
}

TEST(Cells, AbsenceIsStatedInWords) {
  EXPECT_EQ(cell("/persons/-/name", ""), "");
  EXPECT_EQ(cell("/persons/-/name", " ? "), "");
  EXPECT_EQ(cell("/persons/-/name", "Inconnu"), "");
  EXPECT_EQ(cell("/persons/-/name", "Refus\xC3\x89"), R"({"absent":"refused"})");
  EXPECT_EQ(cell("/persons/-/name", "N/A"), "null");
  EXPECT_EQ(cell("/persons/-/birth", "refused"), R"({"absent":"refused"})");
  EXPECT_EQ(cell("/persons/-/birth", "1900-01-01"), "!placeholder_date");
  EXPECT_EQ(cell("/ref", "n/a"), R"("n/a")");  // a plain text keeps what is written
  EXPECT_EQ(cell("/rank", "refused"), "!cannot_be_absent");
  EXPECT_EQ(cell("/rank", "?"), "");
  constexpr auto m = R"({"v":1,"absent":{"":"refused","?":"placeholder","NSP":"unknown","refused":null}})";
  EXPECT_EQ(cell("/persons/-/name", "", m), R"({"absent":"refused"})");
  EXPECT_EQ(cell("/persons/-/name", "?", m), R"({"absent":"placeholder"})");
  EXPECT_EQ(cell("/persons/-/name", "nsp", m), "");
  EXPECT_EQ(cell("/persons/-/name", "Refused", m), R"("Refused")");
  EXPECT_EQ(cell("/rank", "nsp", m), "");
}

}  // namespace
