// Names as typed -> tokens and keys.
#include <safar/linkage/names.hpp>
#include <safar/linkage/similarity.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "linkage/data.hpp"
#include "linkage/variant_table.hpp"

namespace safar {
namespace {

using linkage::fold_name;
using linkage::keys_of;

std::string folded(std::string_view text) { return linkage::to_string(fold_name(text)); }

bool meet(std::string_view a, std::string_view b) {
  const auto left = fold_name(a), right = fold_name(b);
  if (left.size() != right.size() || left.empty()) return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (keys_of(left[i].text()).tight != keys_of(right[i].text()).tight) return false;
  return true;
}

TEST(FoldName, LatinLosesCaseAccentsAndSigns) {
  EXPECT_EQ(folded("  Traoré, MARIAM "), "traore mariam");
  EXPECT_EQ(folded("Traore\u0301"), "traore") << "decomposed";
  EXPECT_EQ(folded("N'Diaye N\u2019Diaye N\u02bcDiaye"), "ndiaye ndiaye ndiaye");
  EXPECT_EQ(folded("Jean-Baptiste M. Ouédraogo"), "jean baptiste m ouedraogo");
  EXPECT_EQ(folded("Ŋaɓo Ɗoore Ɛlen Ƴero"), "ngabo doore elen yero");
  EXPECT_EQ(folded("Øystein Æsir Łukasz Straße Đorđe Þór İsmail Iğdır"), "oystein aesir lukasz strasse dorde thor ismail igdir");
  EXPECT_EQ(folded("ＭＡＲＩＡＭ"), "mariam") << "full width";
  EXPECT_EQ(folded("ﬁlip"), "filip");
  EXPECT_EQ(folded("\u202bمحمد\u202c"), "mhmd") << "marks of direction";
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded(" .,;-/'()"), "");
}

TEST(FoldName, OtherScripts) {
  EXPECT_EQ(folded("فاطمة"), "fatma");
  EXPECT_EQ(folded("مُحَمَّد"), "mhmd") << "vowel signs";
  EXPECT_EQ(folded("محـــمد"), "mhmd") << "tatweel";
  EXPECT_EQ(folded("أحمد إبراهيم"), "ahmd ibrahym");
  EXPECT_EQ(folded("علی کریم"), "aly krym") << "Persian yeh and kaf";
  EXPECT_EQ(folded("علي كريم"), "aly krym");
  EXPECT_EQ(folded("ﻣﺤﻤﺪ"), "mhmd") << "presentation forms";
  EXPECT_EQ(folded("Фатима Чернышёва"), "fatima chernyshyova");
  EXPECT_EQ(folded("Γιώργος Παπαδόπουλος"), "giorgos papadopoylos");
  EXPECT_EQ(folded("ሙሐመድ"), "muhamad");
  EXPECT_EQ(folded("ⵎⵓⵃⴰⵎⵎⴰⴷ"), "muhammad") << "Tifinagh";
  EXPECT_EQ(folded("ߡߊߡߊߘߎ"), "mamadu") << "N'Ko";
  EXPECT_EQ(folded("𞤃𞤢𞤥𞤢𞤣𞤵"), folded("𞤥𞤢𞤥𞤢𞤣𞤵")) << "Adlam has cases";
  EXPECT_EQ(folded("𞤥𞤢𞤥𞤢𞤣𞤵"), "mamadu");
  EXPECT_EQ(folded("মোহাম্মদ"), "mohammada") << "Bengali: a vowel sign takes the place of the letter's own";
  EXPECT_EQ(folded("김민준"), "gimminjun");
  EXPECT_EQ(folded("王伟"), "x738bx4f1f") << "a letter without a Latin form keeps its number";
}

TEST(FoldName, ArticlesAndAbd) {
  for (const auto* text : {"Abdelkarim", "Abdoul Karim", "Abd el Karim", "Abd-al-Karim", "ABDUL KARIM", "abdoulkarim", "عبد الكريم", "عبدالكريم", "Cabdikarim"})
    EXPECT_TRUE(meet(text, "abd karim") || std::string_view(text) == "Cabdikarim") << text << ": " << folded(text);
  EXPECT_EQ(folded("Abderrahmane"), "abd rahmane");
  EXPECT_EQ(folded("Abd ar-Rahmane"), "abd rahmane");
  EXPECT_EQ(folded("Abdirahman"), "abd rahman");
  for (const auto* text : {"Abdallah", "Abdoulaye", "Abdou", "Abdullahi", "Abdi", "Abdulai"}) EXPECT_EQ(fold_name(text).size(), 1U) << text << ": " << folded(text);
  EXPECT_EQ(folded("Abdoul Diallo"), "abd diallo");
  EXPECT_EQ(folded("El Hadj Al-Amin"), "hadj amin");
  EXPECT_EQ(folded("El"), "el") << "a name that is only an article stays";
  EXPECT_EQ(folded("الحسن"), "hsn");
  EXPECT_EQ(folded("ألبرت"), "albrt") << "a hamza: no article";
}

TEST(FoldName, CutsWhatIsTooLong) {
  const std::string word(100, 'm');
  EXPECT_EQ(folded(word), word.substr(0, linkage::token_bytes));
  std::string many;
  for (int i = 0; i < 40; ++i) many += "n" + std::to_string(i) + " ";
  EXPECT_EQ(fold_name(many).size(), linkage::most_tokens);
}

TEST(NameKeys, SpellingsMeet) {
  for (const auto* text : {"Mohammed", "Muhammad", "MOHAMAD", "محمد", "مُحمّد", "Mamadou", "ⵎⵓⵃⴰⵎⵎⴰⴷ", "ሙሐመድ"}) EXPECT_TRUE(meet("Mohamed", text)) << text << ": " << folded(text);
  for (const auto* text : {"Jallow", "Dialo", "Djallo", "Jalloh", "DIALLO"}) EXPECT_TRUE(meet("Diallo", text)) << text;
  EXPECT_EQ(keys_of(folded("Мухаммад")).loose, keys_of("mohamed").loose);
  EXPECT_TRUE(meet("Traoré", "Traore"));
  EXPECT_TRUE(meet("Cheikh", "Sheikh"));
  EXPECT_TRUE(meet("Yahya", "Yaya"));
  EXPECT_TRUE(meet("يوسف", "Youssef"));
  EXPECT_TRUE(meet("Κωνσταντίνος", "Konstantinos"));
}

TEST(NameKeys, OtherNamesDoNot) {
  EXPECT_FALSE(meet("Mariam", "Mohamed"));
  EXPECT_FALSE(meet("Diallo", "Barry"));
  EXPECT_FALSE(meet("Ba", "Bi"));
  EXPECT_FALSE(meet("Sow", "Sy"));
  EXPECT_EQ(linkage::name_similarity("mariam", "barry"), 0U);
  EXPECT_EQ(linkage::name_similarity("", ""), 0U);
}

TEST(NameKeys, SimilarityGrades) {
  const auto alike = [](const char* a, const char* b) {
    EXPECT_EQ(linkage::name_similarity(a, b), linkage::name_similarity(b, a));
    return linkage::name_similarity(a, b);
  };
  EXPECT_EQ(alike("mariam", "mariam"), 1000U);
  EXPECT_GT(alike("mohamed", "mohammed"), 900U);
  EXPECT_GE(alike("mohamed", "mhmd"), 850U);
  EXPECT_GE(alike("fatou", "fatoumata"), 900U) << "listed";
  EXPECT_GT(alike("ibrahima", "brahima"), 600U);
  EXPECT_GT(alike("mariam", "mairam"), 700U);
  EXPECT_LT(alike("mariam", "mairam"), 1000U);
}

TEST(Variants, EachWordOnceAndFolded) {
  std::set<std::string> seen;
  for (auto line : linkage::variant_groups)
    while (!line.empty()) {
      const auto end = std::min(line.find(' '), line.size());
      const std::string word(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
      EXPECT_TRUE(seen.insert(word).second) << word << " is in two groups";
      EXPECT_EQ(folded(word), word);
    }
  EXPECT_GT(seen.size(), 200U);
}

// Random texts of letters of many scripts: the folded text folds to itself, and what it holds is a-z0-9.
TEST(FoldName, FoldingAgainChangesNothing) {
  std::mt19937 random(20190118);
  const std::vector<std::string> pieces = {"a", "b", "d", "abd", "abdel", "al", "el", "ar", "abdal", "karim", "l", "ou", " ", " ", "-", "'", "é", "\u0301", "م", "ح", "ا", "ل", "ع", "ب", "د",
                                           "ـ", "ж", "Ю", "γ", "ሙ", "ক", "ো", "্", "ⵎ", "王", "각", "\xff", "\xe2\x82", "x738b", "７", "ﷲ", "ß", "z", "i", "o"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n) text += pieces[random() % pieces.size()];
    const auto once = folded(text);
    ASSERT_EQ(folded(once), once) << "of: " << text;
    ASSERT_EQ(once.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 "), std::string::npos) << once;
  }
}

// Every letter of the blocks that the table takes from ICU as it is, and the localized names of the world's countries, through
// ICU and through the table.
TEST(FoldName, AgreesWithIcu) {
  if (std::system("uconv --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "uconv (Debian icu-devtools) is not here: ICU is the oracle of this test";
  std::vector<std::string> names;
  for (const char* file : {"common-forenames-by-country.csv", "common-surnames-by-country.csv"}) {
    const auto rows = test_data::csv(std::string("names/") + file);
    if (rows.empty()) GTEST_SKIP() << "shared/data/names/" << file << " is not here";
    const auto column = std::find(rows[0].begin(), rows[0].end(), "Localized Name") - rows[0].begin();
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (const auto& name = rows[i][static_cast<std::size_t>(column)]; !name.empty()) names.push_back(name);
  }
  ASSERT_GT(names.size(), 4000U);
  const std::string in = testing::TempDir() + "names_in.txt", out = testing::TempDir() + "names_out.txt";
  {
    std::ofstream f(in, std::ios::binary);
    for (const auto& n : names) f << n << '\n';
  }
  ASSERT_EQ(std::system(("uconv -f UTF-8 -t UTF-8 -x 'Any-Latin; Latin-ASCII; Lower' < " + in + " > " + out).c_str()), 0);
  std::ifstream f(out, std::ios::binary);
  std::string line;
  std::size_t latin = 0, latin_same = 0, taken = 0, taken_same = 0, changed = 0, changed_alike = 0;
  for (const auto& name : names) {
    ASSERT_TRUE(std::getline(f, line));
    const auto ours = folded(name), theirs = folded(line);
    const auto lead = [&](unsigned low, unsigned high) { return std::any_of(name.begin(), name.end(), [&](char c) { const auto u = static_cast<unsigned char>(c); return u >= low && u <= high; }); };
    if (lead(0xE4, 0xED)) continue;  // Han keeps its numbers; Hangul has other bounds of syllables
    if (lead(0xD0, 0xDB)) {          // Cyrillic, Hebrew and Arabic: letters are other ones than ICU's, the sound must be the same
      ++changed;
      changed_alike += linkage::jaro_winkler(ours, theirs) >= 750'000;
      if (linkage::jaro_winkler(ours, theirs) < 750'000) std::printf("%s: %s, ICU %s\n", name.c_str(), ours.c_str(), theirs.c_str());
    } else if (lead(0xCD, 0xE3) && !lead(0xE1, 0xE1)) {
      ++taken;
      taken_same += meet(name, line);
      if (!meet(name, line)) std::printf("%s: %s, ICU %s\n", name.c_str(), ours.c_str(), theirs.c_str());
    } else {
      ++latin;
      latin_same += ours == theirs;
    }
  }
  std::printf("as by ICU: %zu of %zu names of Latin and Ethiopic letters, and the keys of %zu of %zu in scripts that are taken from it;\n"
              "similar: %zu of %zu in Cyrillic, Hebrew and Arabic letters\n", latin_same, latin, taken_same, taken, changed_alike, changed);
  EXPECT_GT(latin, 3000U);
  EXPECT_GE(latin_same * 1000, latin * 990);
  EXPECT_GT(taken, 80U);
  EXPECT_GE(taken_same * 100, taken * 95);
  EXPECT_GT(changed, 200U);
  EXPECT_GE(changed_alike * 100, changed * 95);
}

}  // namespace
}  // namespace safar
