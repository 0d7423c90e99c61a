/// tests/vectors/feel.json.
#include <fstream>

#include <nlohmann/json.hpp>

#include <dmn/calendar.hpp>
#include <dmn/value.hpp>

#include "feel_test.hpp"

namespace {

using namespace safar;
using namespace safar::feel_test;
using Json = nlohmann::ordered_json;

Value value_of(const Json& j, const std::string& path) {
  if (j.is_null()) return Value::null();
  if (j.is_boolean()) return Value::boolean(j.get<bool>());
  if (j.is_number_integer()) return Value::integer(j.get<std::int64_t>());
  if (j.is_string()) return Value::string(j.get<std::string>());
  if (j.is_array()) {
    std::vector<Value> items;
    for (const auto& i : j) items.push_back(value_of(i, path + '[' + std::to_string(items.size() + 1) + ']'));
    return Value::list(std::move(items));
  }
  if (j.contains("$absent"))
    for (int a = 1; a < 8; ++a)
      if (feel::word(static_cast<Absence>(a)) == j["$absent"].get<std::string>()) return unknown(path, static_cast<Absence>(a));
  if (j.contains("$date")) {
    const auto d = feel::read_days(j["$date"].get<std::string>());
    return Value::date(d.value().earliest, d.value().latest, {{path, Absence::unknown}});
  }
  if (j.contains("$number")) return Value::number(feel::Number::parse(j["$number"].get<std::string>()).value());
  Entries entries;
  for (const auto& [name, v] : j.items()) entries.emplace_back(name, value_of(v, path.empty() ? name : path + '.' + name));
  return Value::context(std::move(entries));
}

std::string_view cause_name(Cause c) {
  constexpr std::string_view names[] = {"none", "type", "domain", "missing_name", "division_by_zero", "limit"};
  return names[static_cast<std::size_t>(c)];
}

// What the case does not agree with; "" if it holds.
std::string disagreement(const Json& c, const Value& context) {
  std::vector<std::pair<std::string, Expression>> defines;
  if (c.contains("define"))
    for (const auto& [n, text] : c["define"].items()) defines.emplace_back(n, Expression::compile(text.get<std::string>(), defines).value());
  const auto e = Expression::compile(c["expression"].get<std::string>(), defines);
  if (c.contains("error")) {
    if (e) return "it compiles";
    const std::string column = "column " + std::to_string(c["column"].get<int>()) + ": ";
    return name(e.error().code) == c["error"].get<std::string>() && e.error().message.starts_with(column) ? "" : e.error().message;
  }
  if (!e) return e.error().message;
  const Value v = e->evaluate(context);
  if (to_string(v) != c["expected"].get<std::string>()) return to_string(v);
  if (c.contains("cause") && cause_name(v.cause()) != c["cause"].get<std::string>()) return "cause " + std::string(cause_name(v.cause()));
  if (c.contains("paths") && Json(e->paths()) != c["paths"]) return Json(e->paths()).dump();
  return "";
}

TEST(Vectors, Feel) {
  std::ifstream in(SAFAR_SOURCE_DIR "/tests/vectors/feel.json");
  ASSERT_TRUE(in) << "tests/vectors/feel.json is not there";
  const Json all = Json::parse(in);
  const Value context = value_of(all["context"], "");
  for (const auto& c : all["cases"]) EXPECT_EQ(disagreement(c, context), "") << c["expression"];
  EXPECT_GT(all["cases"].size(), 50U);
  Json wrong = all["cases"][0];  // control: a wrong vector is seen
  wrong["expected"] = "false";
  EXPECT_EQ(disagreement(wrong, context), "true");
}

}  // namespace
