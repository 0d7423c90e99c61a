#include "exchange/mapping.hpp"

#include "sample.hpp"

namespace {
using namespace safar;
using namespace safar::exchange;

/// "" for a good mapping, else "code pointer".
std::string lint(std::string_view json) {
  const auto m = read_mapping(json, sample::type());
  return m ? "" : std::string(name(m.error().code)) + " " + m.error().pointer;
}

TEST(Mapping, IsCheckedAgainstTheType) {
  EXPECT_EQ(lint(R"({"v":1})"), "");
  EXPECT_EQ(lint(R"({"v":1,"into":"application","rows_are":"persons","group_by":"Case","columns":{"Nom":"/persons/-/name","Type":"/persons/1/documents/-/number"},
    "values":{"/persons/-/sex":{"H":"male"}},"absent":{"x":"refused"},"date_order":"dmy","ignore":["Remarks"],"required":["Nom","case"],
    "constants":{"/site":"BKO","/persons/-/nationality":"MLI"},"encoding":"CP1252","separator":";","quote_cells":true})"), "");
  for (const auto& [json, gives] : std::vector<std::pair<std::string, std::string>>{
           {"", "parse "}, {"[]", "lint "}, {"{}", "lint /v"}, {R"({"v":2})", "newer /v"}, {R"({"v":"1"})", "lint /v"},
           {R"({"v":1,"colums":{}})", "lint /colums"}, {R"({"v":1,"into":"apply"})", "lint /into"}, {R"({"v":1,"rows_are":"ref"})", "lint /rows_are"},
           {R"({"v":1,"group_by":"x"})", "lint /group_by"}, {R"({"v":1,"date_order":"dym"})", "lint /date_order"}, {R"({"v":1,"date_order":1})", "lint /date_order"},
           {R"({"v":1,"columns":{}})", "lint /columns"}, {R"({"v":1,"columns":{"A/B":"/nobody"}})", "lint /columns/A~1B"},
           {R"({"v":1,"columns":{"A":"ref"}})", "lint /columns/A"}, {R"({"v":1,"columns":{"A":"/persons/01/name"}})", "lint /columns/A"},
           {R"({"v":1,"columns":{"A":"/persons/1000/name"}})", "lint /columns/A"}, {R"({"v":1,"columns":{"A":"/persons/name"}})", "lint /columns/A"},
           {R"({"v":1,"columns":{"A":"/ref/x"}})", "lint /columns/A"}, {R"({"v":1,"columns":{"A":1}})", "lint /columns/A"},
           {R"({"v":1,"columns":{"Given name":"/ref","given_name":"/site"}})", "lint /columns/given_name"},
           {R"({"v":1,"values":{"/persons/-/sex":{"H":"homme"}}})", "lint /values/~1persons~1-~1sex/H"},
           {R"({"v":1,"values":{"/sex":{}}})", "lint /values/~1sex"}, {R"({"v":1,"absent":{"x":"erased"}})", "lint /absent/x"},
           {R"({"v":1,"absent":{"x":"present"}})", "lint /absent/x"}, {R"({"v":1,"required":["A"],"columns":{"B":"/ref"}})", "lint /required"},
           {R"({"v":1,"constants":{"/rank":300}})", "lint /constants/~1rank"}, {R"({"v":1,"constants":{"/rank":"3"}})", "lint /constants/~1rank"},
           {R"({"v":1,"columns":{"A":"/ref"},"constants":{"/ref":"x"}})", "lint /constants/~1ref"}, {R"({"v":1,"encoding":"ebcdic"})", "lint /encoding"},
           {R"({"v":1,"separator":"x"})", "lint /separator"}, {R"({"v":1,"v":1})", "duplicate_member /v"}})
    EXPECT_EQ(lint(json), gives) << json;
}

TEST(Mapping, ByHeaderFindsMembersWhateverTheirSpelling) {
  const auto pointer = [](std::string_view header) {
    const auto p = path_of_header(sample::type(), header);
    return p ? p->pointer : "";
  };
  EXPECT_EQ(pointer("ref"), "/ref");
  EXPECT_EQ(pointer(" Applied On "), "/applied_on");
  EXPECT_EQ(pointer("origin.town"), "/origin/town");
  EXPECT_EQ(pointer("town"), "/origin/town");
  EXPECT_EQ(pointer("persons.0.name"), "/persons/0/name");
  EXPECT_EQ(pointer("persons.name"), "/persons/-/name");
  EXPECT_EQ(pointer("/persons/-/documents/2/number"), "/persons/-/documents/2/number");
  EXPECT_EQ(pointer("Name"), "/persons/-/name");
  EXPECT_EQ(pointer("number"), "/persons/-/documents/-/number");
  EXPECT_EQ(pointer("route.air.flight"), "/route/air/flight");
  EXPECT_EQ(pointer("tags"), "/tags");
  EXPECT_EQ(pointer("persons"), "/persons");
  for (const auto* none : {"", ".", "nobody", "name.x", "ref.", "persons.x", "persons.0.0"}) EXPECT_EQ(pointer(none), "") << none;
}

TEST(Mapping, HelpListsEveryPointer) {
  const std::string help = mapping_help(sample::type());
  for (const auto* line : {"/ref\ttext\tOf the sender.\n", "/persons/-/sex\tfemale|male|other|not_stated\tAs stated.\n", "/persons/-/birth\tpartial_date\tEDTF.\n",
                           "/persons/-/documents/-/country\tcountry\tIssuer.\n", "/route/land/border\ttext\tPost.\n", "/tags/-\ttext\tWords.\n", "/rank\twhole number\t"})
    EXPECT_NE(help.find(line), std::string::npos) << line;
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) {
    const std::string pointer = line.substr(0, line.find('\t'));
    EXPECT_TRUE(find_path(sample::type(), pointer)) << pointer;
  }
}

TEST(Mapping, OfAnotherTypeIsRefused) {
  const auto m = default_mapping(info<sample::Person>());
  std::istringstream in("ref\n1\n");
  const auto r = read_csv_stream(in, 6, sample::type(), *m, CsvKey{}, [](CsvFact&) { return true; }, [](const RowIssue&) { return true; }, {}, {});
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::invalid_argument);
}

}  // namespace
