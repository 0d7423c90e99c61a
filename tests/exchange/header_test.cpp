#include <fstream>

#include "consistent.hpp"

namespace {
using namespace safar;
using sample::read;

constexpr auto mapping = R"({"v":1,"columns":{"Réf":"/ref","Nom, prénom":"/persons/-/name","Site":"/site","Centre":"/site","Né le":"/persons/-/birth"},
  "date_order":"dmy","ignore":["Remarks"]})";

TEST(Header, SeparatorBySense) {
  for (const auto& [text, separator] : std::vector<std::pair<std::string, char>>{
           {"ref,site\nx,1\n", ','}, {"ref;site\nx;1\n", ';'}, {"ref\tsite\nx\t1\n", '\t'}, {"ref|site\nx|1\n", '|'}, {"sep=;\r\nref;site\nx;1\n", ';'},
           {"SEP=,\nref,site\nx,1\n", ','}, {"sep=\t\nref\tsite\nx\t1\n", '\t'}, {"a,b,c,d;ref;site\n;x;1\n", ';'}, {";;;\n;ref;site;\n;x;1;\n", ';'}}) {
    const auto r = read(text);
    EXPECT_EQ(r.stats.separator, separator) << text;
    ASSERT_EQ(r.facts.size(), 1U) << text;
    EXPECT_EQ(r.facts[0].json, R"({"rank":0,"ref":"x","site":"1"})");
  }
  EXPECT_EQ(read("\"R\xC3\xA9""f\";\"Nom, pr\xC3\xA9nom\"\nx;A\n", mapping).stats.separator, ';');
  EXPECT_EQ(read("ref,site;\nx,1;\n", R"({"v":1,"separator":";","columns":{"ref,site":"/ref"}})").stats.separator, ';');
}

TEST(Header, ColumnOrderCaseAndSeparatorDoNotChangeTheDigest) {
  const auto a = read("R\xC3\xA9""f;Site;N\xC3\xA9 le\nx;BKO;3/4/1990\n", mapping);
  const auto b = read("N\xC3\xA9 le,R\xC3\x89""F, site ,Remarks\n\"03.04.1990\",\" x \",BKO,hello\n", mapping);
  ASSERT_EQ(a.facts.size(), 1U);
  ASSERT_EQ(b.facts.size(), 1U);
  EXPECT_EQ(a.facts[0].json, R"({"persons":[{"birth":"1990-04-03"}],"rank":0,"ref":"x","site":"BKO"})");
  EXPECT_EQ(a.facts[0].digest, b.facts[0].digest);
  EXPECT_NE(a.facts[0].digest, read("R\xC3\xA9""f;Site;N\xC3\xA9 le\nx;BKO;4/4/1990\n", mapping).facts[0].digest);
}

TEST(Header, ColumnsThatMatchNothingAreToldOnce) {
  const auto r = read("R\xC3\xA9""f;Zodiac;Remarks;Site\nx;Leo;r;1\ny;Aries;r;2\n", mapping);
  EXPECT_EQ(r.count("column_ignored"), 1U);
  EXPECT_EQ(r.issue("column_ignored").column, "Zodiac");
  EXPECT_EQ(r.issue("column_ignored").row, 0);
  EXPECT_EQ(r.count("missing_column"), 2U);  // Nom and Né le; Centre goes where Site goes
  EXPECT_EQ(r.facts.size(), 2U);
  const auto unnamed = read("ref,,site\nx,,1\ny,!,2\nz,!,3\n");
  EXPECT_EQ(unnamed.count("column_ignored"), 1U);
  EXPECT_EQ(unnamed.issue("column_ignored").line, 3);
  sample::expect_consistent(unnamed);
}

TEST(Header, WhatCannotBeUsed) {
  const auto error = [](const std::string& text, std::string_view with = "", exchange::CsvLimits limits = {}) { return read(text, with, limits).error; };
  EXPECT_EQ(error("ref,site,Ref\n").code, ErrorCode::duplicate_member);
  EXPECT_NE(error("ref,site,Ref\n").message.find("columns 1 and 3"), std::string::npos);
  EXPECT_EQ(error("x,x,ref\n").code, ErrorCode::duplicate_member);  // also where nothing is mapped to them
  EXPECT_NE(error("Site,Centre\n", mapping).message.find("columns 1 and 2"), std::string::npos);
  EXPECT_EQ(error("x,y\n1,2\n").reason, "no_header");
  EXPECT_EQ(error("\"ref,site\n1,2\n").reason, "no_header");
  EXPECT_EQ(error(std::string(3000, 'x'), "", {1000, 10}).reason, "no_header");
  EXPECT_EQ(error("ref,a,b,c,d\n", "", {1000, 4}).code, ErrorCode::too_large);
  EXPECT_EQ(error("site\nx\n", R"({"v":1,"columns":{"Ref":"/ref","Site":"/site"},"required":["ref"]})").code, ErrorCode::missing_member);
  EXPECT_EQ(error("site\nx\n", R"({"v":1,"rows_are":"persons","group_by":"Case"})").reason, "missing_column");
  EXPECT_EQ(error("re\xE9""f\x81,ref\n").code, ErrorCode::encoding);
  EXPECT_TRUE(read("x,x,ref\n1,2,3\n", R"({"v":1,"columns":{"ref":"/ref"},"ignore":["X"]})").ok());
}

TEST(Header, Only) {
  const auto r = read("ref,site");
  EXPECT_TRUE(r.ok());
  EXPECT_EQ(r.stats.rows, 0);
  EXPECT_TRUE(r.facts.empty() && r.issues.empty());
}

TEST(Files, ThatCannotBeRead) {
  const auto m = exchange::default_mapping(sample::type());
  const auto reason = [&](const std::string& path) {
    const auto r = exchange::read_csv(path, sample::type(), *m, exchange::CsvKey{}, [](auto&) { return true; }, [](const auto&) { return true; });
    return r ? std::string("read") : r.error().code == ErrorCode::io ? r.error().reason : "other";
  };
  const std::string folder = ::testing::TempDir();
  EXPECT_EQ(reason(folder), "is_a_directory");
  EXPECT_EQ(reason(folder + "/no such file.csv"), "no_such_file");
  EXPECT_EQ(reason("/dev/null"), "not_a_file");
  EXPECT_EQ(reason(std::string("a\0b", 3)), "no_such_file");
  EXPECT_EQ(reason("/proc/self/mem"), "unreadable");  // an ordinary file whose bytes cannot be read, even by root
  const std::string path = folder + "/safar_exchange_ok.csv";
  std::ofstream(path) << "ref\nx\n";
  EXPECT_EQ(reason(path), "read");
  std::remove(path.c_str());
}

TEST(Files, CanBeStopped) {
  const auto m = exchange::default_mapping(sample::type());
  const std::string text = "ref,zodiac\na,1\nb,2\nc,3\n";
  int facts = 0;
  const auto run = [&](int stop_fact, bool stop_issue, bool stop_progress) {
    facts = 0;
    std::istringstream in(text);
    const auto r = exchange::read_csv_stream(in, text.size(), sample::type(), *m, exchange::CsvKey{}, [&](exchange::CsvFact&) { return ++facts != stop_fact; },
                                             [&](const exchange::RowIssue&) { return !stop_issue; }, [&](std::uint64_t, std::uint64_t) { return !stop_progress; }, {});
    return r ? ErrorCode::ok : r.error().code;
  };
  EXPECT_EQ(run(0, false, false), ErrorCode::ok);
  EXPECT_EQ(facts, 3);
  EXPECT_EQ(run(2, false, false), ErrorCode::cancelled);
  EXPECT_EQ(facts, 2);
  EXPECT_EQ(run(0, true, false), ErrorCode::cancelled);
  EXPECT_EQ(facts, 0);
  EXPECT_EQ(run(0, false, true), ErrorCode::cancelled);
  EXPECT_EQ(facts, 0);
}

}  // namespace
