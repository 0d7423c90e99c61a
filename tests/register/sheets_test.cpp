// Project sheets from the text to the register: what the kernel proposes, accepted as commands.
#include <fstream>
#include <iterator>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/kernel.hpp>

#include "register/people.hpp"

namespace safar_test {
namespace {

struct Bytes {
  std::string bytes{};
  static constexpr std::string_view type_name = "bytes", type_doc = "";
  template <class V> static constexpr void describe(V& v) { v(1, "bytes", &Bytes::bytes, Shelf::open, ""); }
};
struct Proposed {
  std::string json{}, verb{}, ref{};
  std::int64_t row = 0, sheet = 0;
  std::string status{};
  std::vector<std::string> doubts{};
  static constexpr std::string_view type_name = "proposed", type_doc = "";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "json", &Proposed::json, open, "");
    v(2, "verb", &Proposed::verb, open, "");
    v(3, "ref", &Proposed::ref, open, "");
    v(4, "row", &Proposed::row, open, "");
    v(5, "sheet", &Proposed::sheet, open, "");
    v(6, "status", &Proposed::status, open, "");
    v(7, "doubts", &Proposed::doubts, open, "");
  }
};

class SheetsTest : public Office {
 protected:
  static Result<ArrowArrayStream> proposal(const std::string& text, const std::string& means = "{}") {
    auto kernel = Kernel::create("sheets", "{\"means\":" + means + "}");
    if (!kernel) return std::move(kernel).error();
    ArrowArrayStream in{}, out{};
    arrow_stream(info<Bytes>(), [text, given = false](ArrowArray* batch) mutable -> Result<bool> {
      if (std::exchange(given, true)) return false;
      std::vector<Bytes> rows{{text.substr(0, text.size() / 2)}, {text.substr(text.size() / 2)}};
      arrow_array(info<Bytes>(), rows.data(), sizeof(Bytes), rows.size(), batch).value();
      return true;
    }, &in);
    if (auto r = kernel->run(&in, &out); !r) return std::move(r).error();
    return out;
  }
  static std::vector<Proposed> rows_of(ArrowArrayStream stream) {
    auto in = ArrowStreamIn::open(&stream).value();
    const auto columns = ArrowRows::open(info<Proposed>(), in.schema()).value();
    std::vector<Proposed> out;
    while (const ArrowArray* batch = in.next().value())
      for (std::int64_t i = 0; i < batch->length; ++i) columns.read(*batch, i, &out.emplace_back()).value();
    return out;
  }
  void accept(const std::string& text, const std::string& means = "{}") {
    auto commands = proposal(text, means);
    ASSERT_TRUE(commands) << commands.error().message;
    ArrowArrayStream receipts{};
    auto session = as("project_officer", "portfolio");
    ASSERT_TRUE(session.execute_many(&*commands, &receipts));
    auto in = ArrowStreamIn::open(&receipts).value();
    while (in.next().value()) {}
    for (const auto& row : rows_of(proposal(text, means).value())) {  // once more: what was refused has a sentence, what was done is there
      auto again = session.check_json(row.json);
      if (row.verb != "create_project") continue;
      EXPECT_EQ(again ? "" : again.error().reason, "ref_taken") << row.json << (again ? "" : again.error().message);
    }
  }
  std::string asked(const std::string& query) {
    auto f = as("project_officer", "portfolio").query(query);
    EXPECT_TRUE(f) << (f ? "" : f.error().message);
    return f ? f->csv() : "";
  }
};

const std::string text =
    "Title: Harbour Lights (HALI)\nObjective: Better reception.\nImplementing Agency: ICMPD\nDonors: Norway (80%) and Sweden\nDuration: 1 May 200930 April 2010 (including a three-month no-cost project extension)\n"
    "Countries: Mali, EU-27 and Kenya (joined in March 2010)\n\nTitle: Harbour Lights at Night\nDonor: Norway\nDuration: January 2011December 2011\nCountries: Mali\n";

TEST_F(SheetsTest, ASheetBecomesAProjectWithItsExtensionAndItsLaterMember) {
  accept(text, R"({"status":"closed","source":"A page"})");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["ref","title","starts","ends","first_ends","donors","groups","status","source"]})"),
            "ref,title,starts,ends,first_ends,donors,groups,status,source\n"
            "HALI,Harbour Lights,2009-05-01,2010-04-30,2010-01-31,\"[\"\"Norway\"\",\"\"Sweden\"\"]\",\"[\"\"EU-27\"\"]\",closed,A page\n"
            "HLAN,Harbour Lights at Night,2011-01,2011-12,2011-12,\"[\"\"Norway\"\"]\",,closed,A page\n");
  const std::string kenya = R"({"v":1,"from":"projects","select":["ref"],"where":[["countries","has","KEN"]],"valid_on":")";
  EXPECT_EQ(asked(kenya + "2010-02-01\"}"), "ref\n");
  EXPECT_EQ(asked(kenya + "2010-04-01\"}"), "ref\nHALI\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"parties","select":["party","share"],"where":[["ref","=","HALI"],["role","=","donor"]]})"), "party,share\nNorway,8000\nSweden,\n");
}

TEST_F(SheetsTest, WhatWasGuessedIsSaidBesideItsCommand) {
  const auto rows = rows_of(proposal(text).value());
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].verb, "create_project");
  EXPECT_EQ(rows[1].verb, "amend_project");
  EXPECT_EQ(rows[2].verb, "join_project");
  EXPECT_EQ(rows[3].sheet, 2);
  const auto says = [](const Proposed& p, std::string_view what) { return std::any_of(p.doubts.begin(), p.doubts.end(), [&](const std::string& d) { return d.starts_with(what); }); };
  EXPECT_TRUE(says(rows[0], "status: "));
  EXPECT_FALSE(says(rows[0], "ref: ")) << "the acronym stands in the text";
  EXPECT_TRUE(says(rows[3], "ref: "));
  EXPECT_FALSE(proposal("x", R"({"language":"de"})"));
  EXPECT_EQ(rows_of(proposal("").value()).size(), 0U);
  EXPECT_FALSE(proposal(std::string(17u << 20, 'x'))) << "more than is read at once";
}

TEST_F(SheetsTest, TheSheetsOfTheMtmDialogueAreTakenAsTheyStand) {
  std::ifstream in(SAFAR_DATA_DIR "/../seeds/002_94eef71dd9979882.txt", std::ios::binary);
  if (!in) GTEST_SKIP() << "seeds/002 is not there";
  accept(std::string(std::istreambuf_iterator<char>(in), {}), R"({"status":"closed"})");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["title","starts","ends","first_ends"]})"),
            "title,starts,ends,first_ends\nMTM i-Map (2009–2010),2009-01,2010-12,2010-12\nLinking Emigrant Communities for More Development,2009-05-01,2010-04-30,2010-01-31\n"
            "Strengthening Reception and Detention Capacities in Lebanon,2009-01-01,2010-12-31,2010-12-31\nEast Africa Migration Route Initiative – Gaps & Needs Analysis,2007-07-01,2008-03-31,2008-03-31\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"projects","select":["title"],"valid_on":"2009-06-01","where":[["countries","has","MLI"],["running","=",true]]})"),
            "title\nMTM i-Map (2009–2010)\nLinking Emigrant Communities for More Development\n");
  EXPECT_EQ(asked(R"({"v":1,"from":"parties","where":[["role","=","donor"]],"group":["party"]})"),
            "party,n\nCyprus,1\nEC,1\nFrance,2\nItaly,3\nMalta,1\nNetherlands,3\nSwitzerland,3\nUnited Kingdom,1\n");
}

}  // namespace
}  // namespace safar_test
