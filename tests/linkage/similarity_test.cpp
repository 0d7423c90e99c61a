// Similarity in integers, against the vectors of jellyfish and by its own laws.
#include <safar/linkage/similarity.hpp>

#include <cmath>
#include <random>

#include "linkage/data.hpp"

namespace safar {
namespace {

using linkage::jaro_winkler;
using linkage::one_edit;

TEST(JaroWinkler, Examples) {
  EXPECT_EQ(jaro_winkler("traoré", "traore"), 933'333U) << "by letter; by byte it would be 909,524";
  EXPECT_EQ(jaro_winkler("martha", "marhta"), 961'111U);
  EXPECT_EQ(jaro_winkler("dixon", "dicksonx"), 813'333U);
  EXPECT_EQ(jaro_winkler("a", "a"), 1'000'000U);
  EXPECT_EQ(jaro_winkler("a", "b"), 0U);
  EXPECT_EQ(jaro_winkler("", "a"), 0U);
  EXPECT_EQ(jaro_winkler("", ""), 0U);
}

TEST(JaroWinkler, JellyfishVectors) {
  const auto rows = test_data::csv("strings/jellyfish/jaro_winkler.csv");
  if (rows.empty()) GTEST_SKIP() << "shared/data/strings/jellyfish/jaro_winkler.csv is not here";
  int n = 0;
  for (const auto& row : rows) {
    if (row.size() < 3) continue;
    if (row[0].empty() && row[1].empty()) continue;  // two empty texts: nothing is known of either here
    EXPECT_NEAR(jaro_winkler(row[0], row[1]) / 1e6, std::stod(row[2]), 0.0006) << row[0] << " " << row[1];
    ++n;
  }
  EXPECT_GE(n, 15);
}

TEST(JaroWinkler, SymmetricAndWithinBounds) {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string s;
    for (auto n = random() % 9; n > 0; --n) s += static_cast<char>('a' + random() % 4);
    return s;
  };
  for (int i = 0; i < 20'000; ++i) {
    const auto a = word(), b = word();
    const auto alike = jaro_winkler(a, b);
    ASSERT_EQ(alike == 1'000'000, a == b && !a.empty()) << a << " " << b;
    ASSERT_LE(alike, 1'000'000U);
    ASSERT_EQ(alike == 0, jaro_winkler(b, a) == 0) << a << " " << b;
  }
  EXPECT_GT(jaro_winkler(std::string(5000, 'a'), std::string(5000, 'a')), 999'999U);
}

// Letters of one byte are counted in another way than others: the same words in letters of two bytes say the same.
TEST(JaroWinkler, SameForLettersOfOneByteAndOfTwo) {
  const auto wide = [](const std::string& t) {
    std::string out;
    for (const char c : t) {
      out += '\xc3';
      out += static_cast<char>(0xA0 + (c - 'a'));
    }
    return out;
  };
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    std::string a, b;
    for (auto n = random() % 40; n > 0; --n) a += static_cast<char>('a' + random() % 5);
    for (auto n = random() % 70; n > 0; --n) b += static_cast<char>('a' + random() % 5);
    ASSERT_EQ(jaro_winkler(a, b), jaro_winkler(wide(a), wide(b))) << a << ' ' << b;
  }
}

TEST(OneEdit, Examples) {
  EXPECT_TRUE(one_edit("mariam", "maram"));
  EXPECT_TRUE(one_edit("mariam", "mariiam"));
  EXPECT_TRUE(one_edit("mariam", "mairam"));
  EXPECT_TRUE(one_edit("mariam", "mariem"));
  EXPECT_TRUE(one_edit("a", ""));
  EXPECT_FALSE(one_edit("mariam", "mariam"));
  EXPECT_FALSE(one_edit("mariam", "maimar"));
  EXPECT_FALSE(one_edit("", "ab"));
  EXPECT_FALSE(one_edit("ab", "bac"));
}

// Against the distance computed by the full table (optimal string alignment).
TEST(OneEdit, AgreesWithTheTable) {
  std::mt19937 random(11);
  const auto word = [&] {
    std::string s;
    for (auto n = random() % 6; n > 0; --n) s += static_cast<char>('a' + random() % 3);
    return s;
  };
  const auto distance = [](const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
      for (std::size_t j = 0; j <= b.size(); ++j) {
        if (i == 0 || j == 0) { d[i][j] = i + j; continue; }
        d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    return d[a.size()][b.size()];
  };
  int ones = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto a = word(), b = word();
    ASSERT_EQ(one_edit(a, b), distance(a, b) == 1) << a << " " << b;
    ones += one_edit(a, b);
  }
  EXPECT_GT(ones, 1000);
}

}  // namespace
}  // namespace safar
