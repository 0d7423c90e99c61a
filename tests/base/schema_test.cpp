#include <safar/base/json.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/json_dom.hpp"
#include "base/sample.hpp"

namespace {
using namespace safar;
using nlohmann::json;
using sample::Journey;
using sample::Tree;

/// The part of JSON Schema that our schemas use; a keyword that it does not know fails the test.
bool valid(const json& root, const json& schema, const json& x) {
  for (auto it = schema.begin(); it != schema.end(); ++it) {
    const std::string& k = it.key();
    const json& v = it.value();
    if (k == "title" || k == "description" || k == "x-safar-shelf" || k == "format" || k == "$schema" || k == "$defs") continue;
    if ((k == "required" || k == "properties" || k == "additionalProperties") && !x.is_object()) continue;  // they speak of objects only
    if (k == "items" && !x.is_array()) continue;
    if (k == "$ref") {
      const auto at = v.get<std::string>();
      if (!valid(root, root.at(json::json_pointer(at.substr(1))), x)) return false;
    } else if (k == "type") {
      const auto t = v.get<std::string>();
      if (t == "object" ? !x.is_object() : t == "array" ? !x.is_array() : t == "string" ? !x.is_string() : t == "integer" ? !x.is_number_integer() : t == "boolean" ? !x.is_boolean() : t != "null" || !x.is_null()) return false;
    } else if (k == "enum") {
      if (std::find(v.begin(), v.end(), x) == v.end()) return false;
    } else if (k == "minimum") {
      if (x < v) return false;
    } else if (k == "maximum") {
      if (x > v) return false;
    } else if (k == "items") {
      for (const auto& e : x)
        if (!valid(root, v, e)) return false;
    } else if (k == "required") {
      for (const auto& name : v)
        if (!x.contains(name.get<std::string>())) return false;
    } else if (k == "properties") {
      for (auto p = v.begin(); p != v.end(); ++p)
        if (x.contains(p.key()) && !valid(root, p.value(), x.at(p.key()))) return false;
    } else if (k == "additionalProperties") {
      for (auto p = x.begin(); p != x.end(); ++p)
        if (!schema.at("properties").contains(p.key())) return false;
    } else if (k == "anyOf" || k == "oneOf") {
      int n = 0;
      for (const auto& s : v) n += valid(root, s, x);
      if (k == "anyOf" ? n == 0 : n != 1) return false;
    } else {
      ADD_FAILURE() << "keyword " << k;
    }
  }
  return true;
}
bool valid(const json& schema, std::string_view text) { return valid(schema, schema, parse_dom(text).value()); }

TEST(Schema, TakesWhatWePrintAndRefusesWhatWeRefuse) {
  const std::string text = json_schema(info<Journey>());
  EXPECT_EQ(canonical_json(text).value(), text);
  const json schema = parse_dom(text).value();
  EXPECT_TRUE(valid(schema, to_json(sample::full())));
  std::mt19937 random(4);
  for (int i = 0; i < 100; ++i) {
    Journey j;
    sample::scramble(info<Journey>(), &j, random);
    EXPECT_TRUE(valid(schema, to_json(j))) << to_json(j);
  }
  for (const char* bad : {R"([])", R"({"sitte":"x"})", R"({"bags":256})", R"({"bags":-1})", R"({"route":{}})", R"({"route":{"air":{},"road":{}}})", R"({"route":{"sea":{}}})",
                          R"({"counsellor":"femal"})", R"({"site":null})", R"({"consent":1})", R"({"consent":{"absent":"lost"}})", R"({"consent":{"absent":"not_applicable"}})",
                          R"({"persons":[{"resaon":1}]})", R"({"route":{"road":{"kilometres":32768}}})", R"({"scores":["1"]})", R"({"consent":{}})"}) {
    EXPECT_FALSE(valid(schema, bad)) << bad;
    EXPECT_FALSE(from_json<Journey>(bad)) << bad;
  }
}

TEST(Schema, SaysNamesDocsShelvesAndRanges) {
  const json s = parse_dom(json_schema(info<Journey>())).value();
  EXPECT_EQ(s["title"], "journey");
  EXPECT_EQ(s["description"], "A sample fact.");
  EXPECT_EQ(s["additionalProperties"], false);
  EXPECT_FALSE(s.contains("required"));
  EXPECT_EQ(s["properties"]["site"]["x-safar-shelf"], "counted");
  EXPECT_EQ(s["properties"]["site"]["description"], "Site.");
  EXPECT_EQ(s["properties"]["bags"]["maximum"], 255);
  EXPECT_EQ(s["properties"]["bags"]["minimum"], 0);
  EXPECT_EQ(s["properties"]["cents"]["minimum"], -9007199254740992);
  EXPECT_EQ(s["$defs"]["road"]["properties"]["kilometres"]["minimum"], -32768);
  EXPECT_EQ(s["$defs"]["person"]["properties"]["given_name"]["x-safar-shelf"], "identity");
  EXPECT_EQ(s["$defs"]["absent"]["required"], json::array({"absent"}));
  EXPECT_EQ(s["properties"]["persons"]["items"]["$ref"], "#/$defs/person");
}

TEST(Schema, ATypeThatContainsItselfRefersToItself) {
  const json s = parse_dom(json_schema(info<Tree>())).value();
  EXPECT_EQ(s["properties"]["branches"]["items"]["$ref"], "#");
  EXPECT_TRUE(valid(s, R"({"branches":[{"branches":[{"name":"c"}]}]})"));
  EXPECT_FALSE(valid(s, R"({"branches":[{"branches":[{"leaf":"c"}]}]})"));
}
}  // namespace
