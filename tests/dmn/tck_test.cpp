/// The DMN Technology Compatibility Kit, levels 2 and 3: the decisions that are plain literal expressions.
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <set>

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <dmn/calendar.hpp>
#include <dmn/number.hpp>
#include <dmn/value.hpp>

namespace {

using namespace safar;
using feel::Expression;
using feel::Value;
namespace fs = std::filesystem;

std::string_view local(const char* name) {
  const std::string_view s = name;
  const auto colon = s.find(':');
  return colon == s.npos ? s : s.substr(colon + 1);
}
std::vector<pugi::xml_node> children(const pugi::xml_node& of, std::string_view name) {
  std::vector<pugi::xml_node> out;
  for (const auto& n : of.children())
    if (local(n.name()) == name) out.push_back(n);
  return out;
}
pugi::xml_node child(const pugi::xml_node& of, std::string_view name) {
  const auto all = children(of, name);
  return all.empty() ? pugi::xml_node() : all[0];
}
std::string attribute(const pugi::xml_node& of, std::string_view name) {
  for (const auto& a : of.attributes())
    if (local(a.name()) == name) return a.value();
  return {};
}

// A value of a test case; nullopt where its type is beyond the core (times, durations).
std::optional<Value> read(const pugi::xml_node& node) {
  if (const auto list = child(node, "list")) {
    std::vector<Value> items;
    for (const auto& item : children(list, "item")) {
      auto v = read(item);
      if (!v) return std::nullopt;
      items.push_back(*std::move(v));
    }
    return Value::list(std::move(items));
  }
  if (const auto parts = children(node, "component"); !parts.empty()) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& part : parts) {
      auto v = read(part);
      if (!v) return std::nullopt;
      entries.emplace_back(attribute(part, "name"), *std::move(v));
    }
    return Value::context(std::move(entries));
  }
  const auto value = child(node, "value");
  if (!value || attribute(value, "nil") == "true") return Value::null();
  const std::string kind(local(attribute(value, "type").c_str())), text = value.text().get();
  if (kind == "boolean") return Value::boolean(text == "true");
  if (kind == "decimal" || kind == "double" || kind == "integer" || kind == "int") {
    const auto n = feel::Number::parse(text);
    if (!n) return std::nullopt;
    return Value::number(*n);
  }
  if (kind == "string") return Value::string(text);
  if (kind == "date") {
    const auto d = feel::read_days(text);
    if (!d) return std::nullopt;
    return Value::date(d->earliest, d->latest);
  }
  return std::nullopt;
}

bool alike(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Value::Kind::number: {
      const auto d = feel::subtract(a.as_number(), b.as_number());
      return d && compare(feel::absolute(*d), feel::Number::parse("1e-8").value()) <= 0;
    }
    case Value::Kind::list:
      return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), alike);
    case Value::Kind::context:
      return a.entries().size() == b.entries().size() &&
             std::all_of(a.entries().begin(), a.entries().end(), [&](const auto& e) { return b.find(e.first) && alike(e.second, *b.find(e.first)); });
    default: return a == b;
  }
}

struct Model {
  pugi::xml_document xml{};
  std::map<std::string, pugi::xml_node> by_id{}, decisions{}, types{};
};

enum class Fits { yes, no, not_told };

Fits fits_named(const Model& m, const Value& v, const std::string& type);

// Whether a value is of an item definition (or component).
Fits fits(const Model& m, const Value& v, const pugi::xml_node& definition, bool as_item = false) {
  if (v.kind() == Value::Kind::null) return Fits::yes;
  if (child(definition, "allowedValues") || child(definition, "functionItem")) return Fits::not_told;
  if (attribute(definition, "isCollection") == "true" && !as_item) {
    if (v.kind() != Value::Kind::list) return Fits::no;
    for (const Value& i : v.items())
      if (const Fits f = fits(m, i, definition, true); f != Fits::yes) return f;
    return Fits::yes;
  }
  if (const auto type = child(definition, "typeRef")) return fits_named(m, v, type.text().get());
  for (const auto& component : children(definition, "itemComponent")) {
    const Value* part = v.find(attribute(component, "name"));
    if (!part) return Fits::no;
    if (const Fits f = fits(m, *part, component); f != Fits::yes) return f;
  }
  return Fits::yes;
}

Fits fits_named(const Model& m, const Value& v, const std::string& type) {
  if (type.empty() || type == "Any" || v.kind() == Value::Kind::null) return Fits::yes;
  const std::map<std::string, Value::Kind> kinds = {
      {"number", Value::Kind::number}, {"string", Value::Kind::string}, {"boolean", Value::Kind::boolean}, {"date", Value::Kind::date}};
  if (const auto k = kinds.find(type); k != kinds.end()) return v.kind() == k->second ? Fits::yes : Fits::no;
  if (const auto t = m.types.find(type); t != m.types.end()) return fits(m, v, t->second);
  return Fits::not_told;
}

// What DMN makes of a decision's result by the type of its variable (10.3.2.9.4); nullopt where that type is beyond this reader.
std::optional<Value> coerced(const Model& m, const Value& v, const std::string& type) {
  Fits f = fits_named(m, v, type);
  if (f == Fits::not_told) return std::nullopt;
  if (f == Fits::yes) return v;
  if (v.kind() == Value::Kind::list && v.items().size() == 1 && fits_named(m, v.items()[0], type) == Fits::yes) return v.items()[0];
  if (fits_named(m, Value::list({v}), type) == Fits::yes) return Value::list({v});
  return Value::null(feel::Cause::type);
}

struct Count {
  int run = 0, passed = 0, not_supported = 0, failed = 0, passed_with_a_value = 0;
};

// A decision of literal expressions over simple inputs, evaluated; nullopt: not supported.
std::optional<Value> decide(const Model& m, const pugi::xml_node& decision, const pugi::xml_node& test) {
  const auto expression = child(decision, "literalExpression");
  if (!expression || !child(expression, "text")) return std::nullopt;
  if (const auto language = attribute(expression, "expressionLanguage"); !language.empty() && language.find("FEEL") == language.npos && language.find("feel") == language.npos) return std::nullopt;
  std::vector<std::pair<std::string, Value>> context;
  for (const auto& requirement : children(decision, "informationRequirement"))
    for (const auto& needed : requirement.children()) {
      auto id = attribute(needed, "href");
      if (id.empty() || id[0] != '#' || !m.by_id.count(id.substr(1))) return std::nullopt;
      const auto node = m.by_id.at(id.substr(1));
      const std::string name = attribute(node, "name");
      if (!feel::is_name(name)) return std::nullopt;
      if (local(node.name()) == "decision") {
        auto v = decide(m, node, test);
        if (!v) return std::nullopt;
        context.emplace_back(name, *std::move(v));
        continue;
      }
      std::optional<Value> v = Value::null();
      for (const auto& input : children(test, "inputNode"))
        if (attribute(input, "name") == name) v = read(input);
      if (!v) return std::nullopt;
      context.emplace_back(name, *std::move(v));
    }
  const auto compiled = Expression::compile(child(expression, "text").text().get());
  if (!compiled) return std::nullopt;
  const Value v = compiled->evaluate(Value::context(std::move(context)));
  const std::string type = attribute(child(decision, "variable"), "typeRef");
  return coerced(m, v, type);
}

void run(const fs::path& test_file, Count& count) {
  pugi::xml_document tests;
  ASSERT_TRUE(tests.load_file(test_file.c_str())) << test_file.filename();
  const auto cases = tests.document_element();
  Model m;
  if (!m.xml.load_file((test_file.parent_path() / child(cases, "modelName").text().get()).c_str())) return;
  for (const auto& n : m.xml.document_element().children()) {
    m.by_id[attribute(n, "id")] = n;
    if (local(n.name()) == "decision") m.decisions[attribute(n, "name")] = n;
    if (local(n.name()) == "itemDefinition") m.types[attribute(n, "name")] = n;
  }
  for (const auto& test : children(cases, "testCase")) {
    if (!attribute(test, "invocableName").empty()) continue;  // a decision service
    for (const auto& result : children(test, "resultNode")) {
      const auto decision = m.decisions.find(attribute(result, "name"));
      if (decision == m.decisions.end() || !child(decision->second, "literalExpression")) continue;
      const auto expected_node = child(result, "expected");
      const auto expected = attribute(result, "errorResult") == "true" || !expected_node ? std::optional(Value::null()) : read(expected_node);
      const auto got = decide(m, decision->second, test);
      if (!expected || !got) {
        ++count.not_supported;
        continue;
      }
      ++count.run;
      if (alike(*got, *expected)) {
        ++count.passed;
        count.passed_with_a_value += expected->kind() != Value::Kind::null;
      } else {
        ++count.failed;
        std::cout << test_file.filename().string() << ' ' << attribute(test, "id") << ' ' << attribute(result, "name") << ": "
                  << child(child(decision->second, "literalExpression"), "text").text().get() << " gives " << to_string(*got) << ", not "
                  << to_string(*expected) << '\n';
      }
    }
  }
}

TEST(Tck, LiteralExpressionsOfLevels2And3) {
  const fs::path root = fs::path(SAFAR_DATA_DIR) / "dmn-tck";
  if (!fs::exists(root)) GTEST_SKIP() << "the DMN TCK is not at " << root;
  for (const char* level : {"compliance-level-2", "compliance-level-3"}) {
    Count count;
    std::set<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(root / level))
      if (entry.path().extension() == ".xml") files.insert(entry.path());
    for (const auto& file : files) run(file, count);
    std::cout << level << ": run " << count.run << ", passed " << count.passed << " (" << count.passed_with_a_value << " with a value), failed "
              << count.failed << ", not supported " << count.not_supported << '\n';
    RecordProperty(level, count.passed);
    EXPECT_EQ(count.failed, 0) << level;
    EXPECT_GT(count.passed_with_a_value, level[17] == '2' ? 40 : 200) << "too few cases are read: the reader is broken";
  }
}

// Control: the comparison can tell a wrong answer.
TEST(Tck, AWrongAnswerIsSeen) {
  EXPECT_FALSE(alike(Value::integer(1), Value::integer(2)));
  EXPECT_FALSE(alike(Value::list({Value::integer(1)}), Value::list({})));
  EXPECT_FALSE(alike(Value::null(), Value::boolean(false)));
  EXPECT_TRUE(alike(Value::number(feel::Number::parse("60.586171666066").value()), Value::number(feel::Number::parse("60.58617166606").value())));
}

}  // namespace
