#include <algorithm>
#include <string>

#include <safar/base/shelves.hpp>

#include "base/json_dom.hpp"
#include "base/json_read.hpp"
#include "base/of_the_log.hpp"
#include "base/scope.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {
using namespace typed;
using nlohmann::json;

/// The next reference token of a pointer, unescaped; false: the pointer is no pointer.
bool next_token(std::string_view& rest, std::string& out) {
  if (rest.empty() || rest[0] != '/') return false;
  rest.remove_prefix(1);
  out.clear();
  while (!rest.empty() && rest[0] != '/') {
    char c = rest[0];
    rest.remove_prefix(1);
    if (c == '~') {
      if (rest.empty() || (rest[0] != '0' && rest[0] != '1')) return false;
      c = rest[0] == '0' ? '~' : '/';
      rest.remove_prefix(1);
    }
    out += c;
  }
  return true;
}

/// Puts a value into the body. Records that the body left out are made; elements of lists must be there.
bool place(json& body, std::string_view pointer, json&& value) {
  json* at = &body;
  std::string name;
  while (!pointer.empty()) {
    if (!next_token(pointer, name)) return false;
    if (at->is_array()) {
      const bool digits = !name.empty() && name.size() < 10 && name.find_first_not_of("0123456789") == std::string::npos && (name == "0" || name[0] != '0');
      if (!digits || std::stoul(name) >= at->size()) return false;
      at = &(*at)[std::stoul(name)];
    } else if (at->is_object()) {
      auto [it, made] = at->emplace(name, nullptr);
      if (made && !pointer.empty()) *it = json::object();
      if (!made && pointer.empty()) return false;  // there already
      at = &*it;
    } else {
      return false;
    }
  }
  if (at == &body) return false;
  *at = std::move(value);
  return true;
}

/// Texts of a tree that held what was sealed.
void wipe_texts(json& tree) {
  if (auto* text = tree.get_ptr<std::string*>()) wipe(*text);
  else if (tree.is_structured()) for (auto& x : tree) wipe_texts(x);
}
struct WipedTree {
  json tree{};
  ~WipedTree() { wipe_texts(tree); }
};

Error damaged(std::string pointer) { return fail(ErrorCode::corrupt, "a box and the body of its fact do not fit; verify the register", std::move(pointer)); }

/// Sets the Known fields of the boxes that are gone.
class Gone {
 public:
  explicit Gone(const std::vector<Unsealed>& boxes) {
    for (const auto& b : boxes)
      if (b.withheld || !b.content) gone_.push_back(&b);
  }
  void walk(const TypeInfo& type, void* p, const Scope& outer) const {
    if (gone_.empty()) return;
    switch (type.kind) {
      case Kind::record: {
        const Scope scope = scope_in(type, p, outer);
        for (const auto& f : type.fields) {
          if (f.shelf == Shelf::open) walk(f.type(), member(p, f), scope);
          else if (const Unsealed* b = find(f.shelf, scope)) lose(f.type(), member(p, f), b->withheld ? Absence::withheld : Absence::erased);
        }
        return;
      }
      case Kind::list:
        if (!has_members(type)) return;
        for (std::size_t i = 0, n = count(type, p); i < n; ++i) walk(type.of[0](), type.at(p, i), outer);
        return;
      case Kind::choice: return walk(chosen(type, p), type.at(p, 0), outer);
      case Kind::known:
        if (absence(type, p) == Absence::present) walk(type.of[0](), type.at(p, 0), outer);
        return;
      default: return;
    }
  }

 private:
  [[nodiscard]] const Unsealed* find(Shelf shelf, const Scope& scope) const {
    for (const Unsealed* b : gone_)
      if (b->shelf == shelf && (shelf == Shelf::counted || (b->subject == scope.subject && b->other == scope.other))) return b;
    return nullptr;
  }
  /// A record on a sealed shelf was in the box as a whole: its Known members are gone with it.
  static void lose(const TypeInfo& type, void* p, Absence why) {
    if (type.kind == Kind::known && absence(type, p) == Absence::unknown) set_absence(type, p, why);
    if (type.kind == Kind::record)
      for (const auto& f : type.fields) lose(f.type(), member(p, f), why);
  }
  std::vector<const Unsealed*> gone_{};
};

}  // namespace

Result<> merge(const TypeInfo& type, std::string_view body, const std::vector<Unsealed>& boxes, void* out) {
  if (type.kind != Kind::record || !type.assign) return fail(ErrorCode::invalid_argument, "only a record that can be moved is put together by shelf");
  const Made made(type);
  if (std::none_of(boxes.begin(), boxes.end(), [](const Unsealed& b) { return b.content && !b.withheld; })) {  // nothing to lay in: no tree is needed
    if (auto r = read_text(body, type, made.get()); !r) return r;
    Gone(boxes).walk(type, made.get(), {});
    type.assign(out, made.get());
    return {};
  }
  auto read = parse_dom(body, of_the_log);
  if (!read) return std::move(read).error();
  WipedTree whole{*std::move(read)};
  if (!whole.tree.is_object()) return damaged("");
  for (const auto& b : boxes) {
    if (b.withheld || !b.content) continue;
    auto members = parse_dom(*b.content, of_the_log);
    if (!members) return std::move(members).error();
    if (!members->is_object()) return damaged("");
    for (auto it = members->begin(); it != members->end(); ++it)
      if (!place(whole.tree, it.key(), std::move(it.value()))) return damaged(it.key());
  }
  if (auto r = read_dom(whole.tree, type, made.get(), true); !r) return r;
  Gone(boxes).walk(type, made.get(), {});
  type.assign(out, made.get());
  return {};
}

}  // namespace safar::inline v0
