#include <safar/casework/code_lists.hpp>

#include <algorithm>

#include <safar/base/json.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/model/vocabularies.hpp>

#include "base/nearest.hpp"

namespace safar::inline v0 {
namespace {

struct ListDocument {
  std::vector<ListedCode> codes{};
  static constexpr std::string_view type_name = "code_list", type_doc = "A code list as it is adopted.";
  template <class V> static constexpr void describe(V& v) { v(1, "codes", &ListDocument::codes, Shelf::open, "The codes."); }
};

constexpr std::string_view lists[] = {"site", "route", "partner"};

bool on(const ListedCode& c, Date day) { return !(c.from.known() && day < c.from.value) && !(c.until.known() && c.until.value < day); }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

Result<> check_one(const CodeLists& known, std::string_view list, std::string_view code, Date day, const std::string& pointer) {
  const auto it = known.find(list);
  if (it == known.end() || code.empty() || it->second.has(code, day)) return {};
  if (pointer.starts_with("/select/") && it->second.ever(code)) return {};  // cases of a site that has closed are still there
  std::string near;
  for (const auto& c : it->second.nearest(code, day)) near += (near.empty() ? "Say " : ", ") + c;
  return fail(ErrorCode::unknown_code, "The list of this register has no " + std::string(list) + " of that name on that day.", pointer, "not_listed",
              near.empty() ? "Adopt a code list that has it." : near + ", or adopt a code list that has it.");
}

Result<> check_member(const CodeLists& known, std::string_view list, const TypeInfo& type, const void* p, Date day, const std::string& pointer) {
  if (type.kind == Kind::text) return check_one(known, list, *static_cast<const std::string*>(p), day, pointer);
  void* inside = const_cast<void*>(p);
  if (type.kind == Kind::known) return type.get(p) == 0 ? check_member(known, list, type.of[0](), type.at(inside, 0), day, pointer) : Result<>();
  if (type.kind != Kind::list) return {};
  for (std::int64_t i = 0; i < type.get(p); ++i)
    if (auto r = check_member(known, list, type.of[0](), type.at(inside, static_cast<std::size_t>(i)), day, pointer + "/" + std::to_string(i)); !r) return r;
  return {};
}

std::string_view list_of(const TypeInfo& type, std::string_view member) {
  if (member == "site" || member == "route") return member;
  if (member == "provider" || (member == "to" && &type == &info<Refer>())) return "partner";
  return {};
}

}  // namespace

std::string describe_codes() {
  std::string out = "[";
  for (const auto& v : vocabularies()) {
    out += (out.size() > 1 ? ",{\"codes\":[" : "{\"codes\":[");
    for (std::size_t i = 0; i < v.size; ++i) {
      const Term& t = v.term(i);
      out += (i ? ",{\"ar\":" : "{\"ar\":") + json_string(t.ar) + ",\"code\":" + json_string(t.code) + ",\"en\":" + json_string(t.en) + ",\"fr\":" + json_string(t.fr);
      for (std::size_t n = 0; v.more && !v.more(i, n).first.empty(); ++n) {
        const auto [name, value] = v.more(i, n);
        if (!value.empty()) out += "," + json_string(name) + ":" + json_string(value);
      }
      out += "}";
    }
    out += "],\"doc\":" + json_string(v.doc) + ",\"name\":" + json_string(v.name) + ",\"source\":" + json_string(v.source) + "}";
  }
  out += "]";
  auto sorted = canonical_json(out);
  return sorted ? *std::move(sorted) : out;
}

Result<CodeList> CodeList::read(std::string_view name, std::string_view document) {
  if (std::find(std::begin(lists), std::end(lists), name) == std::end(lists))
    return fail(ErrorCode::unknown_code, "No command asks a code list of that name.", "/name", "no_such_list", "Say site, route or partner.");
  constexpr JsonLimits limits{4u << 20, 16, 64u << 20};
  constexpr std::ptrdiff_t most_spans = 100;  // of one code
  auto doc = from_json<ListDocument>(document, limits);
  if (!doc) { auto e = std::move(doc).error(); e.pointer = "/document" + e.pointer; return e; }
  CodeList out;
  for (std::size_t i = 0; i < doc->codes.size(); ++i) {
    auto& c = doc->codes[i];
    const std::string at = "/document/codes/" + std::to_string(i);
    if (c.code.empty()) return fail(ErrorCode::missing_member, "A code of the list is empty.", at + "/code", "", "Give it a short name, such as ML-BKO-1.");
    if (c.from.known() && c.until.known() && c.until.value < c.from.value) return fail(ErrorCode::out_of_range, "A code ends before it begins.", at + "/until", "", "Check the years.");
    const auto [first, last] = out.codes_.equal_range(c.code);
    if (std::distance(first, last) >= most_spans)
      return fail(ErrorCode::too_large, "One code stands for more than 100 spans of days.", at + "/code", "too_many", "Join spans that follow each other.");
    for (auto it = first; it != last; ++it) {
      const auto& o = it->second;
      const bool apart = (o.until.known() && c.from.known() && o.until.value < c.from.value) || (c.until.known() && o.from.known() && c.until.value < o.from.value);
      if (!apart) return fail(ErrorCode::duplicate_member, "A code stands twice for one day.", at + "/code", "code_twice", "Keep one, or give them days that do not meet.");
    }
    out.codes_.emplace(c.code, std::move(c));
  }
  return out;
}

bool CodeList::has(std::string_view code, Date day) const {
  const auto [first, last] = codes_.equal_range(code);
  return std::any_of(first, last, [&](const auto& c) { return on(c.second, day); });
}

bool CodeList::ever(std::string_view code) const { return codes_.find(code) != codes_.end(); }

std::vector<std::string> CodeList::nearest(std::string_view code, Date day, std::size_t n) const {
  constexpr std::size_t longest = 64;  // what is longer is no misspelling
  std::vector<std::pair<std::size_t, std::string>> found;
  if (code.size() <= longest)
    for (const auto& [name, c] : codes_)
      if (on(c, day) && name.size() <= longest)
        if (const auto d = typed::edits(lower(code), lower(name)); d <= std::max<std::size_t>(2, name.size() / 2)) found.emplace_back(d, name);
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(n, found.size()); ++i) out.push_back(std::move(found[i].second));
  return out;
}

Result<> check_listed(const CodeLists& known, const TypeInfo& type, const void* fact, Date day) {
  if (known.empty()) return {};
  for (const auto& f : type.fields) {
    const void* p = static_cast<const char*>(fact) + f.offset;
    if (const auto list = list_of(type, f.name); !list.empty())
      if (auto r = check_member(known, list, f.type(), p, day, "/" + std::string(f.name)); !r) return r;
    if (f.name == "select")  // a selection that names no site of the list would hold nobody, silently
      for (const auto& g : f.type().fields)
        if (const auto list = list_of(f.type(), g.name); !list.empty())
          if (auto r = check_member(known, list, g.type(), static_cast<const char*>(p) + g.offset, day, "/select/" + std::string(g.name)); !r) return r;
  }
  return {};
}

}  // namespace safar::inline v0
