#include "exchange/path.hpp"

#include <algorithm>

#include <safar/exchange/csv.hpp>

#include "base/typed.hpp"
#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

const TypeInfo& bare(const TypeInfo& t) { return t.kind == Kind::known ? bare(t.of[0]()) : t; }

/// The token with ~1 and ~0 taken back; nullopt for a lone `~`.
std::optional<std::string> unescape(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') { out += token[i]; continue; }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    out += token[i] == '0' ? '~' : '/';
  }
  return out;
}

bool is_place(std::string_view token) { return all_digits(token) && token.size() <= 3 && (token.size() == 1 || token[0] != '0'); }

void walk(const TypeInfo& whole, const std::string& pointer, std::string_view doc, std::vector<const TypeInfo*>& around, std::vector<Place>& out) {
  const TypeInfo& t = bare(whole);
  if (t.kind != Kind::record && t.kind != Kind::list && t.kind != Kind::choice) {
    out.push_back({pointer, &whole, doc});
    return;
  }
  if (std::find(around.begin(), around.end(), &t) != around.end()) return;
  around.push_back(&t);
  if (t.kind == Kind::record)
    for (const auto& f : t.fields) walk(f.type(), pointer + typed::token(f.name), f.doc, around, out);
  if (t.kind == Kind::list) walk(t.of[0](), pointer + "/-", doc, around, out);
  if (t.kind == Kind::choice)
    for (const auto of : t.of) walk(of(), pointer + typed::token(typed::alternative(of())), doc, around, out);
  around.pop_back();
}

std::string type_in_words(const TypeInfo& whole) {
  const TypeInfo& t = bare(whole);
  switch (t.kind) {
    case Kind::boolean: return "yes or no";
    case Kind::integer: return "whole number";
    case Kind::text: return "text";
    case Kind::code: {
      std::string s;
      for (const auto c : t.codes) (s += s.empty() ? "" : "|") += c;
      return s;
    }
    default: return t.name.empty() ? "value" : std::string(t.name);
  }
}

}  // namespace

bool Path::has_row_element() const {
  return std::any_of(steps.begin(), steps.end(), [](const Step& s) { return s.is == Step::Is::row_element; });
}

std::optional<Path> find_path(const TypeInfo& type, std::string_view pointer) {
  Path out;
  out.pointer = pointer;
  out.whole = &type;
  while (!pointer.empty()) {
    if (pointer[0] != '/') return std::nullopt;
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    const auto token = unescape(pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
    if (!token) return std::nullopt;
    const TypeInfo& t = bare(*out.whole);
    const TypeInfo* next = nullptr;
    Step step;
    step.name = *token;
    if (t.kind == Kind::record) {
      for (const auto& f : t.fields)
        if (f.name == *token) next = &f.type();
    } else if (t.kind == Kind::list && (*token == "-" || is_place(*token))) {
      next = &t.of[0]();
      step.is = *token == "-" ? Step::Is::row_element : Step::Is::index;
      for (const char c : *token)
        if (step.is == Step::Is::index) step.index = step.index * 10 + (c - '0');
    } else if (t.kind == Kind::choice) {
      step.is = Step::Is::alternative;
      for (const auto of : t.of)
        if (typed::alternative(of()) == *token) next = &of();
    }
    if (!next) return std::nullopt;
    out.steps.push_back(std::move(step));
    out.whole = next;
  }
  if (out.steps.empty()) return std::nullopt;
  out.leaf = &bare(*out.whole);
  return out;
}

std::optional<Path> path_of_header(const TypeInfo& type, std::string_view header) {
  std::vector<std::string> tokens;
  header = trim(header);
  if (header.starts_with('/')) header.remove_prefix(1);
  for (std::size_t at = 0; at <= header.size();) {
    const auto end = std::min(header.find_first_of("./", at), header.size());
    const auto token = header.substr(at, end - at);
    tokens.push_back(token == "-" ? "-" : name_key(token));
    at = end + 1;
  }
  const TypeInfo* t = &bare(type);
  std::string pointer;
  std::size_t used = 0;
  while (used < tokens.size()) {
    const std::string& token = tokens[used];
    const TypeInfo* next = nullptr;
    if (t->kind == Kind::record) {
      for (const auto& f : t->fields)
        if (name_key(f.name) == token) next = &f.type(), pointer += typed::token(f.name);
      ++used;
    } else if (t->kind == Kind::choice) {
      for (const auto of : t->of)
        if (name_key(typed::alternative(of())) == token) next = &of(), pointer += typed::token(typed::alternative(of()));
      ++used;
    } else if (t->kind == Kind::list) {
      const bool said = token == "-" || is_place(token);
      pointer += '/' + (said ? token : std::string("-"));
      used += said;
      next = &t->of[0]();
    }
    if (!next) break;
    t = &bare(*next);
    if (used == tokens.size()) return find_path(type, pointer);
  }
  if (tokens.size() != 1) return std::nullopt;
  std::string found;
  std::size_t depth = 0;
  bool several = false;
  for (const Place& p : places(type)) {
    const auto last = p.pointer.rfind('/');
    if (name_key(p.pointer.substr(last + 1)) != tokens[0]) continue;
    const auto d = static_cast<std::size_t>(std::count(p.pointer.begin(), p.pointer.end(), '/'));
    if (!found.empty() && d > depth) continue;
    several = !found.empty() && d == depth;
    found = p.pointer;
    depth = d;
  }
  return found.empty() || several ? std::nullopt : find_path(type, found);
}

std::vector<Place> places(const TypeInfo& type) {
  std::vector<Place> out;
  std::vector<const TypeInfo*> around;
  walk(type, "", type.doc, around, out);
  return out;
}

std::string mapping_help(const TypeInfo& type) {
  std::string out;
  for (const Place& p : places(type)) ((((out += p.pointer) += '\t') += type_in_words(*p.whole)) += '\t').append(p.doc) += '\n';
  return out;
}

}  // namespace safar::inline v0::exchange
