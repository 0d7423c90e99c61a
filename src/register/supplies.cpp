#include "register/supplies.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>

#include "register/impl.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::string_view someone = "00000000000000000000000000000001";
constexpr std::string_view samples[] = {someone, "2100-01-01", "GIN", "1.00 EUR", "2100-01-01T00:00:00Z", "P1D"};

/// Gives every member a value: of a code list the `round`-th word, of a list of codes all of them, of every other list one element.
void fill(const TypeInfo& t, void* p, std::size_t round) {
  switch (t.kind) {
    case Kind::boolean: *static_cast<bool*>(p) = true; return;
    case Kind::text: *static_cast<std::string*>(p) = "x"; return;
    case Kind::code: t.set(p, static_cast<std::int64_t>(round % std::max<std::size_t>(t.codes.size(), 1))); return;
    case Kind::integer: t.set(p, 1); return;
    case Kind::scalar:
      for (const auto s : samples) if (t.parse(s, p)) return;
      return;
    case Kind::record:
      for (const auto& f : t.fields) fill(f.type(), static_cast<char*>(p) + f.offset, round);
      return;
    case Kind::choice:
      t.set(p, 0);
      fill(t.of[0](), t.at(p, 0), round);
      return;
    case Kind::known:
      t.set(p, static_cast<std::int64_t>(Absence::present));
      fill(t.of[0](), t.at(p, 0), round);
      return;
    case Kind::list: {
      const TypeInfo& of = t.of[0]();
      const std::size_t n = of.kind == Kind::code ? of.codes.size() : 1;
      t.set(p, static_cast<std::int64_t>(n));
      for (std::size_t i = 0; i < n; ++i) fill(of, t.at(p, i), of.kind == Kind::code ? i : round);
      return;
    }
  }
}

/// A path without the numbers of list elements.
std::string plain(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    inside = c == '[' || (inside && c != ']');
    if (!inside && c != ']') out += c;
  }
  return out;
}

struct Seen { std::set<std::string> unknown{}, known{}; };

void collect(const feel::Value& v, const std::string& path, Seen& out) {
  using K = feel::Value::Kind;
  if (v.kind() == K::unknown) {
    for (const auto& f : v.fields()) out.unknown.insert(plain(f.path));
  } else if (v.kind() == K::list) {
    for (const auto& x : v.items()) collect(x, path, out);
  } else if (v.kind() == K::context) {
    for (const auto& [name, x] : v.entries()) collect(x, path.empty() ? name : path + '.' + name, out);
  } else {
    out.known.insert(path);
  }
}

Seen seen_in(const CaseState& state, const Workflow& workflow, Date day) {
  Seen out;
  collect(guard_context(state, workflow, day), "", out);
  return out;
}

using Suppliers = std::map<std::string, std::vector<std::string>>;

Suppliers learn() {
  const auto loaded = Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events());
  if (!loaded) return {};
  const Workflow& workflow = **loaded;
  const Date day;
  Apply begin;
  Id id;
  (void)parse_into(someone, id);
  begin.case_id = CaseId(id);
  begin.persons.emplace_back().person_id = PersonId(id);
  CaseState bare;
  fold(bare, workflow, *find_verb(EventKind::apply), &begin, {"x", 0, day});
  const auto before = seen_in(bare, workflow, day);
  std::map<std::string, std::vector<std::pair<std::size_t, std::string>>> found;
  constexpr std::size_t rounds = 8;  // words of a code list that are tried
  for (const auto& verb : verbs()) {
    if (verb.use != VerbUse::on_case || begins_case(verb.kind) || verb.kind == EventKind::record) continue;
    std::set<std::string> known;
    std::size_t said = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
      Made fact(verb.type());
      fill(verb.type(), fact.get(), round);
      CaseState after = bare;
      fold(after, workflow, verb, fact.get(), {"x", 1, day});
      const auto then = seen_in(after, workflow, day);
      for (const auto& path : before.unknown) if (then.known.contains(path) && !then.unknown.contains(path)) known.insert(path);
      said = std::max(said, to_json(verb.type(), fact.get()).size());
    }
    for (const auto& path : known) found[path].emplace_back(said, verb.name);
  }
  Suppliers out;
  for (auto& [path, commands] : found) {
    std::sort(commands.begin(), commands.end());
    for (auto& [size, name] : commands) out[path].push_back(std::move(name));
  }
  return out;
}

}  // namespace

std::vector<std::string> supplied_by(std::string_view path) {
  std::string at = plain(path);
  if (const auto own = at.find("fields."); own == 0 || at.starts_with("persons.fields.")) {
    const auto set = at.substr(at.find("fields.") + 7);
    return {"record of the field set " + set.substr(0, set.find('.'))};
  }
  static const Suppliers table = learn();  // never changes
  const auto it = table.find(at);
  return it == table.end() ? std::vector<std::string>() : it->second;
}

std::string with_commands_for_reads(std::string remedy) {
  constexpr std::string_view head = " (it reads ", between = " and ";
  for (auto at = remedy.find(head); at != std::string::npos; at = remedy.find(head, at + 1)) {
    const auto end = remedy.find(')', at);
    if (end == std::string::npos) break;
    std::vector<std::string> commands;
    for (std::string_view paths = std::string_view(remedy).substr(at + head.size(), end - at - head.size()); !paths.empty();) {
      const auto n = std::min(paths.find(between), paths.size());
      for (auto& c : supplied_by(paths.substr(0, n)))
        if (std::find(commands.begin(), commands.end(), c) == commands.end()) commands.push_back(std::move(c));
      paths.remove_prefix(std::min(n + between.size(), paths.size()));
    }
    std::string said;
    for (std::size_t i = 0; i < commands.size(); ++i) said += (i == 0 ? " (by the command " : " or ") + commands[i];
    if (!said.empty()) remedy.replace(at, end + 1 - at, said + ")");
  }
  return remedy;
}

std::string with_commands(const std::string& remedy) {
  constexpr std::string_view head = "Record what is not known: ";
  if (!remedy.starts_with(head) || !remedy.ends_with('.')) return remedy;
  std::string out(head);
  const std::string_view paths = std::string_view(remedy).substr(head.size(), remedy.size() - head.size() - 1);
  for (std::size_t at = 0; at < paths.size();) {
    const auto end = std::min(paths.find(", ", at), paths.size());
    const auto path = paths.substr(at, end - at);
    if (at > 0) out += ", ";
    out += path;
    const auto commands = supplied_by(path);
    for (std::size_t i = 0; i < commands.size(); ++i) out += (i == 0 ? " (by the command " : " or ") + commands[i];
    if (!commands.empty()) out += ')';
    at = end + 2;
  }
  return out + '.';
}

}  // namespace safar::inline v0
