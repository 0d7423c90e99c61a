#include <safar/casework/upcast.hpp>

#include <algorithm>
#include <iterator>

#include <safar/casework/verbs.hpp>

#include "base/json_dom.hpp"
#include "base/of_the_log.hpp"

namespace safar::inline v0 {
namespace {

using Json = nlohmann::json;

// A member that got another name. `at` is the pointer as the older version writes it, "*" for any place of a list.
struct Rename {
  EventKind kind;
  std::uint32_t from;  // the version whose facts are meant; they become from + 1
  std::string_view at, name;
};

// Append only, in order of (kind, from): what a register of an older library holds is read by these lines for ever.
constexpr Rename renames[] = {
    {EventKind::refer, 1, "/organisation", "to"},
    {EventKind::refer, 1, "/what_for", "need"},
};

std::vector<std::string_view> steps(std::string_view pointer) {
  std::vector<std::string_view> out;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    out.push_back(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return out;
}

// Gives `o[from]` the name `to`. A member that has the new name already stays: it was written by somebody who knew better.
void rename(Json& o, const std::string& from, const std::string& to) {
  const auto it = o.find(from);
  if (it == o.end()) return;
  Json value = std::move(*it);
  o.erase(it);
  if (!o.contains(to)) o[to] = std::move(value);
}

void rename_in_body(Json& at, const std::vector<std::string_view>& path, std::size_t i, std::string_view name) {
  if (path[i] == "*") {
    if (at.is_array() && i + 1 < path.size()) for (auto& x : at) rename_in_body(x, path, i + 1, name);
    return;
  }
  if (!at.is_object()) return;
  if (i + 1 == path.size()) return rename(at, std::string(path[i]), std::string(name));
  if (const auto it = at.find(std::string(path[i])); it != at.end()) rename_in_body(*it, path, i + 1, name);
}

// A box names its values by pointers: those at or below the member get its new name.
void rename_in_box(Json& box, const std::vector<std::string_view>& path, std::string_view name) {
  std::vector<std::pair<std::string, std::string>> moves;
  for (const auto& [pointer, value] : box.items()) {
    const auto parts = steps(pointer);
    if (parts.size() < path.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < path.size() && same; ++i) same = path[i] == "*" || path[i] == parts[i];
    if (!same) continue;
    std::string to;
    for (std::size_t i = 0; i < parts.size(); ++i) to += "/" + std::string(i + 1 == path.size() ? name : parts[i]);
    moves.emplace_back(pointer, std::move(to));
  }
  for (const auto& [from, to] : moves) rename(box, from, to);
}

Result<Json> object(std::string_view text, const char* what) {
  auto dom = parse_dom(text, of_the_log);
  if (!dom || !dom->is_object()) return fail(ErrorCode::corrupt, std::string("The ") + what + " of an event is no JSON object.");
  return std::move(*dom);
}

}  // namespace

std::uint32_t fact_version(EventKind kind) {
  std::uint32_t v = 1;
  for (const auto& r : renames) if (r.kind == kind) v = std::max(v, r.from + 1);
  return v;
}

Result<> upcast(EventKind kind, std::uint32_t ver, std::string& body, std::vector<Unsealed>& boxes) {
  if (!find_verb(kind)) return fail(ErrorCode::newer, "A newer library wrote this kind of event.", "", "newer_kind", "Update this library.");
  const std::uint32_t now = fact_version(kind);
  if (ver > now) return fail(ErrorCode::newer, "A newer library wrote this version of the event.", "", "newer_version", "Update this library.");
  if (ver == now) return {};
  auto tree = object(body, "body");
  if (!tree) return std::move(tree).error();
  std::vector<Json> contents(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (boxes[i].content) {
      auto box = object(*boxes[i].content, "box");
      if (!box) return std::move(box).error();
      contents[i] = std::move(*box);
    }
  for (const auto& r : renames) {
    if (r.kind != kind || r.from < ver) continue;
    const auto path = steps(r.at);
    rename_in_body(*tree, path, 0, r.name);
    for (std::size_t i = 0; i < boxes.size(); ++i) if (boxes[i].content) rename_in_box(contents[i], path, r.name);
  }
  (*tree)["v"] = static_cast<std::int64_t>(now);
  body = dump_dom(*tree);
  for (std::size_t i = 0; i < boxes.size(); ++i) if (boxes[i].content) boxes[i].content = dump_dom(contents[i]);
  return {};
}

}  // namespace safar::inline v0
