#include <map>
#include <string>
#include <vector>

#include <safar/base/json.hpp>

#include "base/json_dom.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {
using nlohmann::json;

constexpr std::int64_t exact = std::int64_t{1} << 53;
constexpr std::string_view shelf_names[] = {"open", "counted", "identity", "casefile", "sensitive"};

class Schema {
 public:
  json run(const TypeInfo& type) {
    root_ = &type;
    json out = type.kind == Kind::record ? record(type) : of(type);
    for (std::size_t i = 0; i < todo_.size(); ++i) {  // grows while it runs
      const std::string& name = names_.at(todo_[i]);
      json one = record(*todo_[i]);
      defs_[name] = std::move(one);
    }
    if (absent_) {
      const json reasons = {"unknown", "refused", "placeholder", "withheld", "erased", "conflict"};
      defs_["absent"] = {{"title", "absent"},          {"description", "Why there is no value."}, {"type", "object"}, {"additionalProperties", false},
                         {"required", json::array({"absent"})}, {"properties", {{"absent", {{"type", "string"}, {"enum", reasons}}}}}};
    }
    if (!defs_.empty()) out["$defs"] = std::move(defs_);
    out["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    return out;
  }

 private:
  json of(const TypeInfo& t) {
    switch (t.kind) {
      case Kind::boolean: return {{"type", "boolean"}};
      case Kind::integer: return integer(t);
      case Kind::text: return {{"type", "string"}};
      case Kind::code: return {{"type", "string"}, {"enum", t.codes}};
      case Kind::scalar: {
        json s = {{"type", "string"}, {"title", t.name}};
        if (!t.doc.empty()) s["description"] = t.doc;
        if (t.name == "date") s["format"] = "date";
        if (t.name == "instant") s["format"] = "date-time";
        return s;
      }
      case Kind::record: return t.fields.empty() && !t.make ? json{{"type", "object"}} : reference(t);  // its fields are known elsewhere only
      case Kind::list: return {{"type", "array"}, {"items", of(t.of[0]())}};
      case Kind::choice: {
        json all = json::array();
        for (const auto each : t.of) {
          const std::string name(typed::alternative(each()));
          all.push_back({{"type", "object"}, {"additionalProperties", false}, {"required", json::array({name})}, {"properties", {{name, of(each())}}}});
        }
        return {{"oneOf", std::move(all)}};
      }
      case Kind::known: absent_ = true; return {{"anyOf", json::array({of(t.of[0]()), {{"type", "null"}}, {{"$ref", "#/$defs/absent"}}})}};
    }
    return true;
  }

  static json integer(const TypeInfo& t) {
    const typed::Made probe(t);
    std::int64_t low = -exact, high = exact;
    if (!t.set(probe.get(), -1)) low = 0;
    for (const int bits : {8, 16, 32}) {  // the narrowest that the type is
      if (t.set(probe.get(), std::int64_t{1} << bits)) continue;
      high = (std::int64_t{1} << (low == 0 ? bits : bits - 1)) - 1;
      if (low != 0) low = -high - 1;
      break;
    }
    return {{"type", "integer"}, {"minimum", low}, {"maximum", high}};
  }

  json record(const TypeInfo& t) {
    json properties = json::object();
    for (const auto& f : t.fields) {
      json p = of(f.type());
      if (!f.doc.empty()) p["description"] = f.doc;
      p["x-safar-shelf"] = shelf_names[static_cast<std::size_t>(f.shelf)];
      properties[std::string(f.name)] = std::move(p);
    }
    json out = {{"title", t.name}, {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
    if (!t.doc.empty()) out["description"] = t.doc;
    return out;
  }

  json reference(const TypeInfo& t) {
    if (&t == root_) return {{"$ref", "#"}};
    if (auto it = names_.find(&t); it != names_.end()) return {{"$ref", "#/$defs/" + it->second}};
    std::string name(t.name);
    const auto taken = [&](const std::string& s) {
      if (s == "absent") return true;
      for (const auto& [type, used] : names_)
        if (used == s) return true;
      return false;
    };
    for (int n = 2; taken(name); ++n) name = std::string(t.name) + "_" + std::to_string(n);
    names_[&t] = name;
    todo_.push_back(&t);
    return {{"$ref", "#/$defs/" + name}};
  }

  const TypeInfo* root_ = nullptr;
  std::map<const TypeInfo*, std::string> names_{};
  std::vector<const TypeInfo*> todo_{};
  json defs_ = json::object();
  bool absent_ = false;
};

}  // namespace

std::string json_schema(const TypeInfo& type) { return dump_dom(Schema().run(type)); }

}  // namespace safar::inline v0
