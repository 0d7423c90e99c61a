// How many true spelling variants meet, beside Jaro-Winkler and Soundex on the same pairs, and how many other names meet by chance.
#include <safar/linkage/names.hpp>
#include <safar/linkage/similarity.hpp>

#include <cstdio>
#include <map>

#include "linkage/data.hpp"

namespace safar {
namespace {

using Groups = std::map<std::string, std::vector<std::string>>;

std::string soundex(std::string_view word) {
  constexpr std::string_view codes = "01230120022455012623010202";
  std::string out;
  char last = '0';
  for (const char c : word) {
    if (c < 'a' || c > 'z') continue;
    const char code = codes[static_cast<std::size_t>(c - 'a')];
    if (out.empty()) out += c;
    else if (code != '0' && code != last) out += code;
    if (c != 'h' && c != 'w') last = code;
  }
  out.resize(4, '0');
  return out;
}

struct Shares { double tight, loose, any, jaro_winkler, soundex; std::size_t pairs; };

Shares measure(const char* what, const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::size_t tight = 0, loose = 0, any = 0, jw = 0, sx = 0;
  for (const auto& [a, b] : pairs) {
    const auto left = linkage::to_string(linkage::fold_name(a)), right = linkage::to_string(linkage::fold_name(b));
    const auto k = linkage::keys_of(left), l = linkage::keys_of(right);
    const bool near = k.tight == l.tight, far = near || k.loose == l.loose;
    tight += near;
    loose += far;
    any += far || (k.listed && k.listed == l.listed) || linkage::jaro_winkler(left, right) >= 880'000;
    jw += linkage::jaro_winkler(a, b) >= 880'000;
    sx += soundex(left) == soundex(right);
  }
  const auto share = [&](std::size_t n) { return 100.0 * static_cast<double>(n) / static_cast<double>(pairs.size()); };
  const Shares s{share(tight), share(loose), share(any), share(jw), share(sx), pairs.size()};
  std::printf("%s, %zu pairs: tight key %.1f %%, loose key %.1f %%, key, list or similar %.1f %%; Jaro-Winkler >= 0.88 %.1f %%, Soundex %.1f %%\n", what, s.pairs, s.tight, s.loose, s.any,
              s.jaro_winkler, s.soundex);
  return s;
}

// Pairs of a group, and the first names of different groups.
void check(const char* what, const Groups& groups, double tight, double any, double by_chance) {
  std::vector<std::pair<std::string, std::string>> same, other;
  std::vector<std::string> heads;
  for (const auto& [_, words] : groups) {
    if (heads.size() < 1200) heads.push_back(words[0]);
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::size_t j = i + 1; j < words.size(); ++j) same.emplace_back(words[i], words[j]);
  }
  for (std::size_t i = 0; i < heads.size(); ++i)
    for (std::size_t j = i + 1; j < heads.size(); ++j) other.emplace_back(heads[i], heads[j]);
  const auto found = measure(what, same);
  EXPECT_GE(found.tight, tight);
  EXPECT_GE(found.any, any);
  EXPECT_GT(found.any, found.jaro_winkler + 20) << "the list is no list of variants";
  const auto chance = measure("  other names", other);
  EXPECT_LE(chance.loose, by_chance);
}

TEST(Variants, WestAfrican) {
  const auto rows = test_data::csv("names/west_african_variants_curated.csv");
  if (rows.empty()) GTEST_SKIP() << "shared/data/names/west_african_variants_curated.csv is not here";
  Groups groups;
  for (std::size_t i = 1; i < rows.size(); ++i) groups[rows[i].at(0)].push_back(rows[i].at(3));
  check("West African spellings", groups, 75, 95, 1);
}

TEST(Variants, ArabicToLatin) {
  const auto rows = test_data::csv("names/arabic_latin_variants_wikidata.csv.gz");
  if (rows.empty()) GTEST_SKIP() << "shared/data/names/arabic_latin_variants_wikidata.csv.gz is not here, or this build has no zlib";
  Groups groups;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (std::stoi(rows[i].at(4)) >= 3) groups[rows[i].at(0)].push_back(rows[i].at(3));
  check("Latin spellings of one Arabic name", groups, 80, 88, 1);
}

// The Arabic word itself against each Latin spelling: without vowels only the key can meet.
TEST(Variants, ArabicScriptMeetsLatin) {
  const auto rows = test_data::csv("names/arabic_latin_variants_wikidata.csv.gz");
  if (rows.empty()) GTEST_SKIP() << "shared/data/names/arabic_latin_variants_wikidata.csv.gz is not here, or this build has no zlib";
  std::vector<std::pair<std::string, std::string>> pairs, shifted;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (std::stoi(rows[i].at(4)) >= 3) pairs.emplace_back(rows[i].at(0), rows[i].at(3));
  for (std::size_t i = 0; i < pairs.size(); ++i) shifted.emplace_back(pairs[i].first, pairs[(i + pairs.size() / 2) % pairs.size()].second);
  EXPECT_GE(measure("Arabic script and Latin", pairs).loose, 65);
  EXPECT_LE(measure("  control: another name's spelling", shifted).loose, 2);
}

}  // namespace
}  // namespace safar
