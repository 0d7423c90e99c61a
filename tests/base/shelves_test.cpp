#include <safar/base/shelves.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include <safar/base/json.hpp>

#include "base/json_dom.hpp"
#include "base/sample.hpp"

namespace {
using namespace safar;
using sample::id;
using sample::Journey;
using sample::Pair;
using sample::Person;

std::vector<Unsealed> found(const Split& s) {
  std::vector<Unsealed> v;
  for (const auto& b : s.boxes) v.push_back({b.subject, b.other, b.shelf, b.content, false});
  return v;
}
const Sealable* box(const Split& s, Shelf shelf, const Id& subject, bool pair = false) {
  for (const auto& b : s.boxes)
    if (b.shelf == shelf && b.subject == subject && b.other.has_value() == pair) return &b;
  return nullptr;
}

TEST(Shelves, AFactIsTakenApartByShelfAndPerson) {
  const Journey j = sample::full();
  const Split s = split(info<Journey>(), &j).value();
  EXPECT_EQ(s.body,
            R"({"back":{"air":{"at":"2019-01-18T09:30:00.000000Z","flight":"ET909"}},"bags":255,"case_id":"a0000000000000000000000000000001",)"
            R"("cents":-9007199254740992,"counsellor":"other","currency":"EUR","letter":{"expires":{"absent":"conflict"}},)"
            R"("pairs":[{"other_id":"a0000000000000000000000000000002","person_id":"a0000000000000000000000000000003"}],)"
            R"("persons":[{"papers":[{"expires":"2025-01-01"},{}],"person_id":"a0000000000000000000000000000002"},)"
            R"({"person_id":"a0000000000000000000000000000003"},{"person_id":"a0000000000000000000000000000002"}],)"
            R"("principal":"a0000000000000000000000000000002","route":{"road":{"kilometres":412}},"scores":[7,{"absent":"unknown"},null],"tags":[],"urgent":true})");
  ASSERT_EQ(s.boxes.size(), 8U);
  EXPECT_TRUE(std::is_sorted(s.boxes.begin(), s.boxes.end(), [](const Sealable& a, const Sealable& b) {
    return std::tie(a.shelf, a.subject, a.other) < std::tie(b.shelf, b.subject, b.other);
  }));
  EXPECT_EQ(s.boxes[0].shelf, Shelf::counted);
  EXPECT_TRUE(s.boxes[0].subject.none());
  EXPECT_EQ(s.boxes[0].content, R"({"/persons/0/sex":"female","/persons/1/sex":null,"/route/road/border":"Kidira","/site":"ML-BKO-1"})");
  ASSERT_TRUE(box(s, Shelf::identity, id(2)));
  EXPECT_EQ(box(s, Shelf::identity, id(2))->content,
            R"({"/letter/number":"L1","/persons/0/birth":"1999-02-28","/persons/0/given_name":"Awa","/persons/0/home/street":{"absent":"refused"},)"
            R"("/persons/0/home/town":"Kayes","/persons/0/papers/0/number":"P123"})");
  ASSERT_TRUE(box(s, Shelf::identity, id(3)));
  ASSERT_TRUE(box(s, Shelf::casefile, id(2)));
  EXPECT_EQ(box(s, Shelf::casefile, id(2))->content, R"({"/consent":true,"/persons/0/notes":["asked","told"]})");
  ASSERT_TRUE(box(s, Shelf::casefile, id(3), true));
  EXPECT_EQ(box(s, Shelf::casefile, id(3), true)->content, R"({"/pairs/0/why":"same birthday"})");
  EXPECT_EQ(*box(s, Shelf::casefile, id(3), true)->other, Id(id(2)));
  EXPECT_EQ(box(s, Shelf::sensitive, id(2))->content, R"({"/persons/0/trafficked":true})");
  EXPECT_EQ(s.persons, (std::vector<Id>{id(2), id(3)}));
}

TEST(Shelves, APersonHasABoxOfEachShelfWhetherOrNotThereIsAValue) {
  Journey said = sample::full(), not_said = sample::full();
  not_said.persons[0].trafficked = Absence::unknown;
  not_said.persons[0].notes.clear();
  const auto marks = [](const Journey& j) {
    std::vector<std::tuple<Shelf, Id, std::optional<Id>>> out;
    for (const auto& b : split(info<Journey>(), &j).value().boxes) out.emplace_back(b.shelf, b.subject, b.other);
    return out;
  };
  EXPECT_EQ(marks(said), marks(not_said));
  EXPECT_EQ(box(split(info<Journey>(), &not_said).value(), Shelf::sensitive, id(2))->content, "{}");
  Splitter splitter;
  Split named;
  const SealedName name{"medical", Shelf::sensitive};
  const Pair pair = said.pairs[0];
  ASSERT_TRUE(splitter.run(info<Pair>(), &pair, named, 1, &name));
  ASSERT_EQ(named.boxes.size(), 2U);
  EXPECT_EQ(named.boxes[1].content, R"({"/command":"medical"})");
  EXPECT_TRUE(merge(info<Pair>(), named.body, found(named), &said.pairs[0])) << "the name is no member";
}

TEST(Shelves, NothingSealedIsInTheBody) {
  const Journey j = sample::full();
  const Split s = split(info<Journey>(), &j).value();
  for (const char* secret : {"Awa", "Moussa", "Kayes", "P123", "1999-02-28", "told", "same birthday", "Kidira", "ML-BKO-1", "female", "trafficked"})
    EXPECT_EQ(s.body.find(secret), std::string::npos) << secret;
}

TEST(Shelves, SplitAndMergeGiveTheSameFact) {
  std::mt19937 random(3);
  int boxes = 0;
  for (int i = 0; i < 500; ++i) {
    Journey j, back = sample::full();
    sample::scramble(info<Journey>(), &j, random);
    if (j.principal.none()) continue;
    const auto s = split(info<Journey>(), &j);
    ASSERT_TRUE(s) << s.error().message << s.error().pointer;
    boxes += static_cast<int>(s->boxes.size());
    EXPECT_EQ(canonical_json(s->body).value(), s->body);
    for (const auto& b : s->boxes) {
      EXPECT_EQ(canonical_json(b.content).value(), b.content);
    }
    auto r = merge(info<Journey>(), s->body, found(*s), &back);
    ASSERT_TRUE(r) << r.error().message << r.error().pointer;
    ASSERT_EQ(to_json(back), to_json(j));
    auto some = found(*s);
    std::reverse(some.begin(), some.end());
    ASSERT_TRUE(merge(info<Journey>(), s->body, some, &back)) << "in any order";
    ASSERT_EQ(to_json(back), to_json(j));
  }
  EXPECT_GT(boxes, 1000);
}

TEST(Shelves, WhatIsGoneSaysSo) {
  const Journey j = sample::full();
  const Split s = split(info<Journey>(), &j).value();
  auto boxes = found(s);
  for (auto& b : boxes) {
    if (b.shelf == Shelf::identity && b.subject == id(2)) b.content.reset();
    if (b.shelf == Shelf::sensitive) b.withheld = true;
    if (b.shelf == Shelf::counted) b.subject = id(77), b.content.reset();  // the office-month
    if (b.other) b.content.reset();
  }
  Journey back;
  ASSERT_TRUE(merge(info<Journey>(), s.body, boxes, &back));
  const Person &a = back.persons[0], &b = back.persons[1];
  EXPECT_EQ(a.given_name, Known<std::string>(Absence::erased));
  EXPECT_EQ(a.birth, Known<Date>(Absence::erased));
  EXPECT_EQ(a.home.town, Known<std::string>(Absence::erased));
  EXPECT_EQ(a.home.street, Known<std::string>(Absence::erased)) << "why it was refused went with the box";
  EXPECT_EQ(a.papers.at(0).number, "");
  EXPECT_EQ(a.papers.at(0).expires, Known<Date>(date("2025-01-01"))) << "the open part stays";
  EXPECT_EQ(a.trafficked, Known<bool>(Absence::withheld));
  EXPECT_EQ(a.sex, Known<sample::Sex>(Absence::erased));
  EXPECT_EQ(a.notes, j.persons[0].notes) << "another shelf of the same person";
  EXPECT_EQ(b.given_name, j.persons[1].given_name) << "another person";
  EXPECT_EQ(b.trafficked, Known<bool>(Absence::withheld)) << "said or not, it is withheld";
  EXPECT_EQ(back.pairs[0].why, Known<std::string>(Absence::erased));
  EXPECT_EQ(back.consent, Known<bool>(true)) << "the person's own casefile is not the pair's";
  EXPECT_EQ(back.bags, 255);
}

TEST(Shelves, ASealedMemberWithoutAPersonIsAnError) {
  Journey j;
  j.persons.resize(2);
  j.persons[0].person_id = id(2);
  EXPECT_TRUE(split(info<Journey>(), &j)) << "nothing to seal yet";
  j.persons[1].given_name = "Awa";
  j.principal = id(2);
  const auto r = split(info<Journey>(), &j);
  ASSERT_FALSE(r) << "the principal is not the person of an inner record that has its own id";
  EXPECT_EQ(r.error().code, ErrorCode::internal);
  EXPECT_EQ(r.error().pointer, "/persons/1/given_name");
  EXPECT_EQ(r.error().message.find("Awa"), std::string::npos);
}

TEST(Shelves, APairOfOnePersonIsAnErrorAndNoOtherIsNoPair) {
  Pair p;
  p.person_id = id(4), p.why = "x";
  EXPECT_FALSE(split(info<Pair>(), &p).value().boxes.at(0).other);
  p.other_id = OtherPersonId(id(5));
  EXPECT_EQ(split(info<Pair>(), &p).value().boxes.at(0).other, Id(id(5)));
  p.other_id = OtherPersonId(id(4));
  EXPECT_EQ(split(info<Pair>(), &p).error().code, ErrorCode::internal);
}

struct TwoSubjects {
  PersonId a{}, b{};
  Known<std::string> note{};
  static constexpr std::string_view type_name = "two_subjects", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "a", &TwoSubjects::a, Shelf::open, "");
    v(2, "b", &TwoSubjects::b, Shelf::open, "");
    v(3, "note", &TwoSubjects::note, Shelf::casefile, "");
  }
};
struct Outer {  // counted around identity: the name would outlive its person
  PersonId a{};
  sample::Home home{};
  static constexpr std::string_view type_name = "outer", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "a", &Outer::a, Shelf::open, "");
    v(2, "home", &Outer::home, Shelf::counted, "");
  }
};

TEST(Shelves, TypesThatCannotBeSealedAreRefused) {
  TwoSubjects two{id(1), id(2), "x"};
  EXPECT_EQ(split(info<TwoSubjects>(), &two).error().code, ErrorCode::internal);
  Outer outer{id(1), {}};
  outer.home.town = "Kayes";
  EXPECT_EQ(split(info<Outer>(), &outer).error().pointer, "/home");
}

TEST(Shelves, DamagedBoxesAndNewerBodies) {
  Journey out = sample::full();
  const std::string body = R"({"persons":[{"person_id":"a0000000000000000000000000000002","shoe_size":{"eu":[40]}}],"v":2})";
  const auto with = [&](std::string content) { return merge(info<Journey>(), body, {{id(2), std::nullopt, Shelf::identity, std::move(content), false}}, &out); };
  for (const char* content : {R"({"/persons/1/given_name":"x"})", R"({"/persons/00/given_name":"x"})", R"({"/persons/-/given_name":"x"})", R"({"":{}})",
                              R"({"persons":1})", R"({"/persons/0/person_id":"a0000000000000000000000000000009"})", R"({"/v/x~2":1})", "[]"})
    EXPECT_EQ(with(content).error().code, ErrorCode::corrupt) << content;
  EXPECT_EQ(with("{").error().code, ErrorCode::parse);
  EXPECT_EQ(with(R"({"/persons/0/given_name":7})").error().code, ErrorCode::wrong_type);
  EXPECT_TRUE(out == sample::full()) << "only written on success";
  ASSERT_TRUE(with(R"({"/persons/0/given_name":"Awa","/persons/0/tribe":"?"})")) << "members of a newer version are skipped";
  EXPECT_EQ(out.persons.at(0).given_name, Known<std::string>("Awa"));
}

TEST(Shelves, RedactMasksOneShelf) {
  Journey j = sample::full();
  EXPECT_EQ(redact(info<Journey>(), &j, Shelf::identity, Absence::withheld), 6U);
  EXPECT_EQ(j.persons[0].given_name, Known<std::string>(Absence::withheld));
  EXPECT_EQ(j.persons[0].home.town, Known<std::string>(Absence::withheld));
  EXPECT_EQ(j.persons[0].home.street, Known<std::string>(Absence::refused)) << "was absent already";
  EXPECT_EQ(j.persons[0].papers[0].number, "") << "not Known: emptied";
  EXPECT_EQ(j.letter.value.number, "");
  EXPECT_EQ(j.persons[0].sex, Known<sample::Sex>(sample::Sex::female)) << "another shelf";
  EXPECT_EQ(to_json(j).find("Awa"), std::string::npos);
  EXPECT_EQ(redact(info<Journey>(), &j, Shelf::identity, Absence::withheld), 0U);
  EXPECT_EQ(redact(info<Journey>(), &j, Shelf::casefile, Absence::erased), 3U);
  EXPECT_EQ(j.persons[0].notes.size(), 0U);
  EXPECT_EQ(j.pairs[0].why, Known<std::string>(Absence::erased));
}
}  // namespace
