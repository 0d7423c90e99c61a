#include <safar/base/json.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "base/json_dom.hpp"
#include "base/sample.hpp"

namespace {
using namespace safar;
using sample::Journey;
using sample::Tree;

TEST(Json, RoundTripOfAFullFactIsTheSameFactAndTheSameText) {
  const Journey j = sample::full();
  const std::string text = to_json(j);
  EXPECT_EQ(canonical_json(text).value(), text);
  const auto back = from_json<Journey>(text);
  ASSERT_TRUE(back) << back.error().message << " " << back.error().pointer;
  EXPECT_TRUE(*back == j);
  EXPECT_EQ(to_json(*back), text);
}

TEST(Json, RandomFactsComeBackTheSame) {
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    Journey j;
    sample::scramble(info<Journey>(), &j, random);
    const std::string text = to_json(j);
    const auto back = from_json<Journey>(text);
    ASSERT_TRUE(back) << text << " " << back.error().message << back.error().pointer;
    ASSERT_EQ(to_json(*back), text);
  }
}

TEST(Json, Vectors) {
  std::ifstream in(SAFAR_SOURCE_DIR "/tests/vectors/json.json", std::ios::binary);
  ASSERT_TRUE(in) << "tests/vectors/json.json is missing";
  const auto doc = parse_dom(std::string(std::istreambuf_iterator<char>(in), {})).value();
  ASSERT_GT(doc["vectors"].size(), 30U);
  for (const auto& v : doc["vectors"]) {
    const auto r = from_json<Journey>(v["text"].get<std::string>());
    if (v.contains("canonical")) {
      ASSERT_TRUE(r) << v["name"] << r.error().message;
      EXPECT_EQ(to_json(*r), v["canonical"].get<std::string>()) << v["name"];
      EXPECT_EQ(to_json(from_json<Journey>(to_json(*r)).value()), to_json(*r)) << v["name"];
    } else {
      ASSERT_FALSE(r) << v["name"];
      EXPECT_EQ(name(r.error().code), v["error"].get<std::string>()) << v["name"] << r.error().message;
      EXPECT_EQ(r.error().pointer, v["pointer"].get<std::string>()) << v["name"];
    }
  }
}

TEST(Json, AFailureLeavesTheObjectUntouched) {
  Journey j = sample::full();
  const auto r = from_json(R"({"site":"other","persons":[],"bags":-1})", info<Journey>(), &j);
  ASSERT_FALSE(r);
  EXPECT_TRUE(j == sample::full());
  ASSERT_TRUE(from_json(R"({"site":"other"})", info<Journey>(), &j));
  EXPECT_EQ(j.site, "other");
  EXPECT_TRUE(j.persons.empty()) << "what was there before is gone";
}

TEST(Json, MessagesNameTheRemedyAndQuoteNothing) {
  const auto r = from_json<Journey>(R"({"counsellor":")" + std::string(100, 'y') + "\"}");
  ASSERT_FALSE(r);
  EXPECT_EQ(to_json(r.error()).find(std::string(4, 'y')), std::string::npos) << "what was said is not repeated";
  EXPECT_NE(r.error().remedy.find("female, male, other"), std::string::npos);
  EXPECT_NE(from_json<Journey>(R"({"counsellor":"femal"})").error().message.find("did you mean \"female\""), std::string::npos);
}

TEST(Json, WhatWasSaidIsNeverQuoted) {
  for (const char* text : {R"({"persons":[{"birth":"Mariam"}]})", R"({"persons":[{"trafficked":"Mariam"}]})", R"({"persons":[{"home":{"town":7,"Mariam":1}}]})",
                           R"({"persons":[{"birth":{"Mariam":1}}]})", R"({"persons":[{"notes":[{"Mariam":"x"}]}]})", R"({"consent":"Mariam"})",
                           R"({"letter":{"number":{"absent":"Mariam"}}})", R"({"persons":[{"birth":"Mariam)", R"({"persons":[{"sex":{"absent":"Mariam"}}]})", R"({"case_id":"Mariam"})", R"({"counsellor":"Mariam"})", R"({"Mariam":1})"}) {
    const auto r = from_json<Journey>(text);
    ASSERT_FALSE(r) << text;
    EXPECT_EQ(to_json(r.error()).find("Mariam"), std::string::npos) << to_json(r.error());
  }
  EXPECT_EQ(from_json<Journey>(R"({"counselor":1})").error().pointer, "/counselor") << "a name like a member's is shown";
}

struct Vault {  // a record that is sealed as a whole
  sample::Air inside{};
  static constexpr std::string_view type_name = "vault", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) { v(1, "inside", &Vault::inside, Shelf::sensitive, ""); }
};

TEST(Json, InsideASealedRecordNothingIsQuoted) {
  for (const char* text : {R"({"inside":{"Mariam":1}})", R"({"inside":{"at":"Mariam"}})"}) {
    const auto r = from_json<Vault>(text);
    ASSERT_FALSE(r);
    EXPECT_EQ(to_json(r.error()).find("Mariam"), std::string::npos) << to_json(r.error());
  }
  EXPECT_EQ(from_json<Vault>(R"({"inside":{"at":"Mariam"}})").error().pointer, "/inside/at");
}

struct Preset {  // a Known whose default is a value
  Known<bool> agreed = false;
  static constexpr std::string_view type_name = "preset", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) { v(1, "agreed", &Preset::agreed, Shelf::open, ""); }
};

TEST(Json, AMissingKnownIsUnknownWhateverItsDefault) {
  EXPECT_EQ(from_json<Preset>("{}").value().agreed, Known<bool>());
  EXPECT_EQ(to_json(Preset{}), "{\"agreed\":false}");
}

TEST(Json, ATypeThatContainsItself) {
  Tree t{"a", {{"b", {}}, {"", {{"c", {}}}}}};
  const std::string text = R"({"branches":[{"name":"b"},{"branches":[{"name":"c"}]}],"name":"a"})";
  EXPECT_EQ(to_json(t), text);
  EXPECT_TRUE(from_json<Tree>(text).value() == t);
}

TEST(Json, ATypeMadeAtRunTime) {
  struct Row { std::string a; std::int64_t b; };
  static const TypeInfo text = info<std::string>(), number = info<std::int64_t>();
  TypeInfo t;
  t.kind = Kind::record, t.name = "row", t.size = sizeof(Row), t.align = alignof(Row);
  t.make = [](void* p) { ::new (p) Row{}; };
  t.drop = [](void* p) { static_cast<Row*>(p)->~Row(); };
  t.fields = {{1, "b", "", Shelf::open, offsetof(Row, b), nullptr, &number}, {2, "a", "", Shelf::open, offsetof(Row, a), nullptr, &text}};
  Row row{"before", 1};
  EXPECT_EQ(from_json("{}", t, &row).error().code, ErrorCode::invalid_argument) << "cannot be moved";
  t.assign = [](void* to, void* from) { *static_cast<Row*>(to) = std::move(*static_cast<Row*>(from)); };
  ASSERT_TRUE(from_json(R"({"b":-5,"a":"x"})", t, &row));
  EXPECT_EQ(row.a, "x");
  EXPECT_EQ(to_json(t, &row), R"({"a":"x","b":-5})");
}
}  // namespace
