// Quotes, line ends, and what happens after a record that cannot be read.
#include <random>

#include "consistent.hpp"

namespace {
using sample::read;

/// Sites of all facts, with | between them.
std::string sites(const sample::Read& r) {
  std::string s;
  for (const auto& f : r.facts) {
    const auto a = safar::from_json<sample::Application>(f.json);
    s += (s.empty() ? "" : "|") + a->site.value;
  }
  return s;
}

TEST(Records, LineEndsMixedAndBlankLinesSkipped) {
  const auto r = read("\n\nref,site\r\na,1\rb,2\n\r\n , \n\r\rc,3\r\n\nd,x\"y\"z\n\"e\",\"5\"");
  EXPECT_EQ(sites(r), "1|2|3|x\"y\"z|5");
  ASSERT_EQ(r.facts.size(), 5U);
  const std::int64_t lines[] = {4, 5, 10, 12, 13};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(r.facts[i].line, lines[i]);
    EXPECT_EQ(r.facts[i].first_row, static_cast<std::int64_t>(i) + 1);
  }
  sample::expect_consistent(r);
}

TEST(Records, Quotes) {
  const auto r = read("ref,site\na, \"x, \"\"y\"\"\r\nz\" \nb,\"\"\nc,\"q\"");
  EXPECT_EQ(sites(r), "x, \"y\"\nz||q");
  EXPECT_EQ(r.facts[1].line, 4);
  EXPECT_EQ(r.facts[0].json, R"({"rank":0,"ref":"a","site":"x, \"y\"\nz"})");
}

TEST(Records, TextAfterAQuoteIsAnError) {
  const auto r = read("ref,site\na,\"x\"y\nb,2\n");
  EXPECT_EQ(r.errors(), "1:bad_quote");
  EXPECT_EQ(sites(r), "2");
  sample::expect_consistent(r);
}

TEST(Records, AQuoteThatNeverClosesCostsItsRowOnly) {
  const auto r = read("ref,site\na,1\nb,\"2\nc,3\nd,4\n");
  EXPECT_EQ(r.errors(), "2:unclosed_quote");
  EXPECT_EQ(sites(r), "1|3|4");
  EXPECT_EQ(r.issue("unclosed_quote").line, 3);
  EXPECT_NE(r.issue("unclosed_quote").message.find("line 3"), std::string::npos);
  EXPECT_EQ(r.facts[1].line, 4);
  sample::expect_consistent(r);
  // It opens on the second line of its row.
  const auto later = read("ref,site,rank\n\"a\nb\",\"1\n,2\nc,3,3\n");
  EXPECT_NE(later.issue("unclosed_quote").message.find("line 3"), std::string::npos);
  EXPECT_EQ(later.issue("unclosed_quote").line, 2);
  EXPECT_EQ(sites(later), "3");
  // Another quote ends it many rows on: what would have been swallowed is read.
  const auto swallowed = read("ref,site\na,\"1\nb,2\nc,3\n\"d\",4\ne,5\n");
  EXPECT_EQ(swallowed.errors(), "1:unclosed_quote");
  EXPECT_EQ(sites(swallowed), "2|3|4|5");
  const auto counted = read("ref,site\na,\"1\nb,2\n\",c,3\ne,5\n");
  EXPECT_EQ(counted.issue("unclosed_quote").row, 1);
  EXPECT_EQ(counted.facts[0].line, 3);
  sample::expect_consistent(counted);
}

TEST(Records, AQuoteThatNeverClosesInALongFile) {
  std::string text = "ref,site\nx,\"1\n";
  for (int i = 0; i < 5000; ++i) text += "a" + std::to_string(i) + ",s\n";
  const auto r = read(text, "", {1000, 10});  // far longer than a record may be
  EXPECT_EQ(r.errors(), "1:unclosed_quote");
  EXPECT_EQ(r.stats.facts, 5000);
  EXPECT_EQ(r.facts.back().line, 5002);
}

TEST(Records, GoingBackIsBounded) {
  // Every line leaves a quote open, whether it begins inside one or not: going back for each would be quadratic.
  std::string text = "ref,site\n";
  for (int i = 0; i < 200'000; ++i) text += "a\",\"\n";
  const auto r = read(text, "", {100'000, 10});
  EXPECT_TRUE(r.ok());
  EXPECT_GT(r.stats.rejected, 0);
  EXPECT_EQ(r.stats.facts, 0);
  sample::expect_consistent(r);
}

TEST(Records, LongRowsAreSkipped) {
  const std::string wide(5000, 'w');
  const auto r = read("ref,site\na,1\nb," + wide + "\nc,\"" + wide + "\"\nd,4\ne," + wide, "", {1000, 10});
  EXPECT_EQ(r.errors(), "2:too_long 3:too_long 5:too_long");
  EXPECT_EQ(sites(r), "1|4");
  EXPECT_EQ(r.facts[1].line, 5);
  sample::expect_consistent(r);
  const std::string fits(996, 'w');  // 1000 bytes with "b," and the line end not counted
  EXPECT_EQ(read("ref,site\nbb,x" + fits + "\n", "", {1000, 10}).errors(), "");
  EXPECT_EQ(read("ref,site\nbb,xy" + fits + "\n", "", {1000, 10}).errors(), "1:too_long");
  EXPECT_EQ(read("ref,site\nbb,x" + fits, "", {1000, 10}).errors(), "");
}

TEST(Records, CellsAreCounted) {
  const auto r = read("ref,site\na\nb,2,3\nc,3,,\nd,4\n" + std::string(2000, ',') + "x\n");
  EXPECT_EQ(r.errors(), "1:too_few_cells 2:too_many_cells 5:too_many_cells");
  EXPECT_EQ(sites(r), "3|4");
  EXPECT_NE(r.issue("too_few_cells").message.find("1 cells for 2"), std::string::npos);
  sample::expect_consistent(r);
}

TEST(Records, CutAtEveryByte) {
  const std::string whole = "\xEF\xBB\xBFref;site;name;birth\r\n\"a\";\"x;\"\"\r\ny\";Aw\xC3\xA9;1990-04-03\r\nb;2;\"Bo\";25/12/1990\r\n;\"\";?;\r\n";
  const auto all = read(whole);
  EXPECT_EQ(all.stats.facts, 2);
  for (std::size_t n = 0; n <= whole.size(); ++n) {
    const auto r = read(whole.substr(0, n));
    if (r.ok()) sample::expect_consistent(r);
    else EXPECT_FALSE(r.error.message.empty());
    EXPECT_LE(r.stats.facts, 2);
  }
}

TEST(Records, RandomBytesNeverBreakTheCount) {
  std::mt19937 random(11);
  constexpr std::string_view alphabet = "\"\"\",,;\n\r\t |ab1/-0\xC3\xA9\xE9=?";
  int read_ones = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text = round % 4 ? "ref,site,rank,name\n" : "";
    for (std::size_t n = random() % 120; n > 0; --n) text += round % 3 ? alphabet[random() % alphabet.size()] : static_cast<char>(static_cast<unsigned char>(1 + random() % 255));
    const auto r = read(text, "", {round % 5 ? std::size_t{1} << 20 : 20, 8});
    if (!r.ok()) continue;
    ++read_ones;
    sample::expect_consistent(r);
    ASSERT_FALSE(HasFailure()) << round;
  }
  EXPECT_GT(read_ones, 1000);
}

}  // namespace
