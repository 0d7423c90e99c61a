// The index: who is found and why, in what order; what is removed is gone.
#include <safar/linkage/name_index.hpp>

#include <fstream>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "linkage/people.hpp"

namespace safar {
namespace {

using linkage::fold_name;
using linkage::NameIndex;
using linkage::TokenMatch;

NameIndex some() {
  NameIndex index;
  const char* names[] = {"Mariam Traoré", "Mariame Traore", "Mamadou Diallo", "Mohamed Jallow", "محمد ديالو", "Abdoul Karim Sow", "Fatoumata Binta Camara", "Ibrahima Barry", "Aïssata Diallo", "M. Diallo", "Seydou Keïta"};
  std::uint32_t n = 1;
  for (const auto* name : names) index.put(n++, fold_name(name));
  return index;
}

std::vector<std::uint32_t> found(const NameIndex& index, std::string_view text) {
  std::vector<std::uint32_t> out;
  for (const auto& hit : index.search(text)) out.push_back(hit.person);
  return out;
}
std::uint32_t first(const NameIndex& index, std::string_view text) {
  const auto all = found(index, text);
  return all.empty() ? 0 : all[0];
}

TEST(NameIndex, AsPeopleTypeIt) {
  const auto index = some();
  EXPECT_EQ(index.persons(), 11U);
  for (const auto* text : {"Mariam Traoré", "TRAORE mariam", "traoré, Mariam", "mariam traore"}) EXPECT_EQ(first(index, text), 1U) << text;
  EXPECT_EQ(first(index, "Abdelkarim Sow"), 6U);
  EXPECT_EQ(first(index, "عبد الكريم سو"), 6U);
  EXPECT_EQ(first(index, "camara fatou"), 7U) << "short form, one token missing";
  EXPECT_EQ(first(index, "brahima barry"), 8U);
  EXPECT_EQ(first(index, "Seidou Keita"), 11U);
  EXPECT_EQ(first(index, "keit sey"), 11U) << "starts of names";
  EXPECT_EQ(first(index, "Ibrahima Oumar Barry"), 8U) << "a token too many";
  EXPECT_EQ(first(index, "fatuomata camara"), 7U) << "two letters swapped";
  const auto diallos = found(index, "Mohamed Diallo");
  EXPECT_EQ(std::set<std::uint32_t>(diallos.begin(), diallos.begin() + 3), (std::set<std::uint32_t>{3, 4, 5})) << "Mamadou, Mohamed and the Arabic one before Aissata";
  EXPECT_EQ(first(index, "mamadou diallo"), 3U);
}

TEST(NameIndex, SaysWhy) {
  const auto index = some();
  const auto hits = index.search("traore mariem");
  ASSERT_GE(hits.size(), 2U);
  ASSERT_EQ(hits[0].why.size(), 2U);
  EXPECT_EQ(hits[0].why[0], (linkage::NameReason{"traore", "traore", TokenMatch::exact, 1000}));
  EXPECT_EQ(hits[0].why[1].how, TokenMatch::spelling);
  EXPECT_EQ(index.search("kei")[0].why[0].how, TokenMatch::prefix);
  EXPECT_EQ(index.search("xeita")[0].why[0].how, TokenMatch::edit);
  EXPECT_EQ(linkage::name(TokenMatch::initial), "initial");
  const auto initial = index.search("m diallo");
  ASSERT_FALSE(initial.empty());
  EXPECT_EQ(initial[0].person, 10U) << "who is written M. Diallo";
  EXPECT_EQ(initial[1].why[0].how, TokenMatch::initial);
}

TEST(NameIndex, NothingForNothing) {
  const auto index = some();
  for (const auto* text : {"", " ", "m", "m d", "-'", "zzzzzzzz", "xx", "ss"}) EXPECT_TRUE(index.search(text).empty()) << text;
  EXPECT_FALSE(NameIndex::can_search("m d"));
  EXPECT_TRUE(NameIndex::can_search("ba"));
  EXPECT_TRUE(NameIndex().search("mariam").empty());
  EXPECT_EQ(index.search("diallo", {2, 300}).size(), 2U);
}

TEST(NameIndex, PutReplacesAndRemoveRemoves) {
  auto index = some();
  index.put(1, fold_name("Awa Konaté"));
  EXPECT_EQ(found(index, "mariam traore"), std::vector<std::uint32_t>{2});
  EXPECT_EQ(first(index, "awa konate"), 1U);
  EXPECT_EQ(linkage::to_string(index.tokens_of(1)), "awa konate");
  EXPECT_TRUE(index.remove(1));
  EXPECT_FALSE(index.remove(1));
  EXPECT_FALSE(index.has(1));
  EXPECT_TRUE(found(index, "awa konate").empty());
  index.put(2, {});
  EXPECT_EQ(index.persons(), 9U);
  EXPECT_TRUE(found(index, "mariam traore").empty());
  index.put(4'000'000'000U, fold_name("far away"));
  EXPECT_EQ(first(index, "far away"), 4'000'000'000U);
}

TEST(NameIndex, RunsGiveTheSameIndex) {
  auto index = some();
  index.remove(4);
  index.put(9000, fold_name("Seydou Keita"));
  const std::string run = index.run(0, 5000), rest = index.run(5000, 0xFFFFFFFF);
  NameIndex again;
  ASSERT_TRUE(again.load(run).ok());
  EXPECT_EQ(again.persons(), 10U);
  ASSERT_TRUE(again.load(rest).ok());
  EXPECT_EQ(again.persons(), index.persons());
  EXPECT_EQ(again.run(0, 5000), run);
  for (const auto* text : {"mariam", "diallo mamadou", "keita"}) EXPECT_EQ(again.search(text), index.search(text)) << text;
  // No byte of a run can be cut away, and none can be changed into something that breaks.
  for (std::size_t n = 0; n < run.size(); ++n) EXPECT_FALSE(NameIndex().load(run.substr(0, n)).ok()) << n;
  for (std::size_t i = 0; i < run.size(); ++i)
    for (const char c : {'\0', '\xff', 'a'}) {
      auto other = run;
      other[i] = c;
      NameIndex into;
      if (into.load(other)) (void)into.search("mariam diallo");
    }
  auto newer = run;
  newer[6] = 9;
  EXPECT_EQ(NameIndex().load(newer).error().code, ErrorCode::newer);
}

// Random acts, the plain list of who is there beside it: every person is found by the own name in any order, nobody else who is gone,
// and an index built of what is left answers the same.
TEST(NameIndex, SameAnswersWhateverTheHistory) {
  test_people::People people(3, 300, 500);
  auto& random = people.random();
  NameIndex index;
  std::map<std::uint32_t, std::string> there;
  for (int step = 0; step < 6000; ++step) {
    const auto person = static_cast<std::uint32_t>(random() % 1500);
    if (random() % 3) {
      const auto name = people.name();
      index.put(person, fold_name(name));
      there[person] = name;
    } else {
      EXPECT_EQ(index.remove(person), there.erase(person) == 1);
    }
  }
  ASSERT_EQ(index.persons(), there.size());
  NameIndex fresh;
  for (const auto& [person, name] : there) fresh.put(person, fold_name(name));
  EXPECT_EQ(index.run(0, 0xFFFFFFFF), fresh.run(0, 0xFFFFFFFF));
  EXPECT_EQ(index.vocabulary(), fresh.vocabulary());
  linkage::NameScratch scratch;
  int asked = 0, best = 0;
  for (const auto& [person, name] : there) {
    auto text = name;
    if (const auto blank = text.find(' '); random() % 2) text = text.substr(blank + 1) + " " + text.substr(0, blank);
    const auto hits = index.search(text, {}, scratch);
    ASSERT_EQ(hits, fresh.search(text)) << text;
    ASSERT_FALSE(hits.empty());
    for (const auto& h : hits) EXPECT_TRUE(there.count(h.person));
    EXPECT_GE(hits[0].score, 985U) << text;
    ++asked;
    for (const auto& h : hits) best += h.person == person || there[h.person] == name;
    if (asked == 300) break;
  }
  EXPECT_GE(best, asked * 95 / 100);
}

// Names so common that only one of two chooses who is looked at: who has both comes first all the same, by number of person.
TEST(NameIndex, LosesNobodyAmongTheCommonestNames) {
  const char* given[] = {"Mamadou", "Sekou", "Karim"};
  const char* family[] = {"Diarra", "Fofana", "Bengaly"};
  constexpr std::uint32_t persons = 190'000;  // each name has 63,000: two are more than a search reads
  NameIndex index;
  for (std::uint32_t i = 0; i < persons; ++i) {
    const std::uint32_t n = persons - 1 - i;  // the last come first, so that a bound is passed on the way
    auto tokens = fold_name(given[n % 3]);
    tokens.add(fold_name(family[n / 3 % 3])[0].text());
    if (n % 7 == 0) tokens.add("oumar");
    index.put(n, tokens);
  }
  const auto both = [&](std::uint32_t n) { return n % 3 == 0 && n / 3 % 3 == 1; };
  const auto hits = index.search("fofana mamadou");
  ASSERT_EQ(hits.size(), 20U);
  std::uint32_t next = 0;
  for (const auto& h : hits) {
    while (!both(next) || next % 7 == 0) ++next;
    EXPECT_EQ(h.person, next++);
    EXPECT_EQ(h.score, 1000U);
  }
  next = 0;
  for (const auto& h : index.search("f mamadou o", {5, 300})) {  // two initials beside it
    while (!both(next) || next % 7 != 0) ++next;
    EXPECT_EQ(h.person, next++) << h.score;
  }
}

// Where the bytes of `needle` stand in this process's memory from malloc, the stack and this binary left out.
std::size_t in_memory(const std::string& masked) {
  const auto at = [&](std::size_t i) { return static_cast<char>(masked[i] ^ 0x55); };
  std::ifstream maps("/proc/self/maps");
  std::size_t n = 0;
  for (std::string line; std::getline(maps, line);) {
    unsigned long from = 0, to = 0;
    char mode[5] = "", path[256] = "";
    if (std::sscanf(line.c_str(), "%lx-%lx %4s %*s %*s %*s %255s", &from, &to, mode, path) < 3 || mode[0] != 'r' || mode[1] != 'w') continue;
    if (path[0] != '\0' && std::string_view(path) != "[heap]") continue;
    const char* p = reinterpret_cast<const char*>(from);
    for (const char* end = reinterpret_cast<const char*>(to) - masked.size(); p < end; ++p) {
      std::size_t k = 0;
      while (k < masked.size() && p[k] == at(k)) ++k;
      n += k == masked.size();
    }
  }
  return n;
}

TEST(NameIndex, LeavesNoBytesOfWhoIsRemoved) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "the address sanitizer keeps freed memory apart";
#endif
#elif defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the address sanitizer keeps freed memory apart";
#endif
  if (!std::ifstream("/proc/self/maps")) GTEST_SKIP() << "/proc/self/maps is not here";
  // Masked, so that the test itself does not hold the name.
  std::string masked = "qvozzxkurtwylo";
  for (auto& c : masked) c = static_cast<char>(c ^ 0x55);
  NameIndex index;
  test_people::People people(5, 3000, 9000);
  for (std::uint32_t i = 0; i < 3000; ++i) index.put(i, fold_name(people.name()));
  {
    std::array<char, 32> plain{};  // on the stack, which is not looked at
    for (std::size_t i = 0; i < masked.size(); ++i) plain[i] = static_cast<char>(masked[i] ^ 0x55);
    index.put(5000, fold_name({plain.data(), masked.size()}));
  }
  for (std::uint32_t i = 6000; i < 20'000; ++i) index.put(i, fold_name(people.name()));  // everything grows and moves
  EXPECT_GE(in_memory(masked), 1U) << "control: it is there before";
  EXPECT_TRUE(index.remove(5000));
  EXPECT_EQ(in_memory(masked), 0U);
}

}  // namespace
}  // namespace safar
