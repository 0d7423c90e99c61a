#include "exchange/fact.hpp"

#include <safar/base/json.hpp>
#include <safar/exchange/csv.hpp>

namespace safar::inline v0::exchange {
namespace {
/// Elements of `-` come after those with a place of their own.
std::int64_t element_of(const Step& step, std::int64_t row) { return step.is == Step::Is::index ? step.index : most_elements + row; }
}  // namespace

bool Fact::Node::nothing() const {
  if (!literal.empty()) return false;
  for (const auto& [name, node] : members)
    if (!node.nothing()) return false;
  for (const auto& [place, node] : elements)
    if (!node.nothing()) return false;
  return true;
}

bool Fact::Node::has_other(const std::string& alternative) const {
  for (const auto& [name, node] : members)
    if (name != alternative && !node.nothing()) return true;
  return false;
}

Fact::Put Fact::put(const Path& path, std::int64_t row, const std::string& json) {
  Node* at = &root_;
  for (const Step& step : path.steps) {
    if (step.is == Step::Is::alternative && at->has_other(step.name)) return Put::two_alternatives;
    const bool named = step.is == Step::Is::member || step.is == Step::Is::alternative;
    at = named ? &at->members[step.name] : &at->elements[element_of(step, row)];
  }
  if (!at->literal.empty() && at->literal != json) return Put::differs;
  if (at->literal.empty() && !at->nothing()) return Put::differs;  // a whole record as JSON, and members of it
  at->literal = json;
  return Put::done;
}

void Fact::put_constant(const Path& path, std::int64_t row, const std::string& json) {
  Node* at = &root_;
  for (const Step& step : path.steps) {
    if (step.is == Step::Is::alternative && at->has_other(step.name)) return;
    if (step.is == Step::Is::member || step.is == Step::Is::alternative) {
      at = &at->members[step.name];
      continue;
    }
    const auto found = at->elements.find(element_of(step, row));
    if (found == at->elements.end() || found->second.nothing()) return;
    at = &found->second;
  }
  if (at->nothing()) at->literal = json;
}

void Fact::write(const Node& node, std::string& out) {
  if (!node.literal.empty()) {
    out += node.literal;
    return;
  }
  const bool list = !node.elements.empty();
  bool comma = false;
  out += list ? '[' : '{';
  for (const auto& [place, element] : node.elements) {
    if (element.nothing()) continue;
    if (comma) out += ',';
    comma = true;
    write(element, out);
  }
  for (const auto& [name, member] : node.members) {
    if (list || member.nothing()) continue;
    if (comma) out += ',';
    comma = true;
    (out += json_string(name)) += ':';
    write(member, out);
  }
  out += list ? ']' : '}';
}

std::string Fact::json() const {
  std::string out;
  write(root_, out);
  return out;
}

namespace {
// In canonical JSON a quote within a text is escaped, so that these are members.
bool named(std::string_view json) { return json.find("\"ref\":\"") != json.npos || json.find("\"case\":\"") != json.npos; }
}  // namespace

Result<std::string> as_command(std::string_view command, const CsvFact& fact, bool begins) {
  const std::string& request = begins && !named(fact.json) ? fact.own : fact.digest;
  std::string text = "{\"v\":1,\"command\":" + json_string(command) + ",\"request\":" + json_string(request);
  text += fact.json.size() > 2 ? "," + fact.json.substr(1) : "}";
  return canonical_json(text, fact_limits);
}

}  // namespace safar::inline v0::exchange
