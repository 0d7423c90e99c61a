#include <safar/base/stub.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::string_view keywords[] = {"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
                                         "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
                                         "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "self", "try", "while", "with", "yield"};

std::string parameter(std::string_view name) {
  std::string s(name);
  if (std::find(std::begin(keywords), std::end(keywords), name) != std::end(keywords)) s += '_';
  return s;
}

/// travel_document: TravelDocument.
std::string pascal(std::string_view name) {
  std::string s;
  bool up = true;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') up = true;
    else s += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c, up = false;
  }
  return s;
}

/// A doc as the inside of a """string""" on one line.
std::string quoted_doc(std::string_view doc) {
  std::string s = "\"\"\"";
  for (const char c : doc) {
    if (c == '\\' || c == '"') s += '\\';
    s += c == '\n' || c == '\r' ? ' ' : c;
  }
  return s += "\"\"\"";
}

class Stubs {
 public:
  /// The name of a record's class; writes the class where that was not done yet.
  std::string use(const TypeInfo& t, std::string_view wish = {}) {
    if (auto it = names_.find(&t); it != names_.end()) return it->second;
    const std::string first = wish.empty() ? pascal(t.name) : std::string(wish);
    std::string name = first;
    for (int n = 2; !taken_.insert(name).second; ++n) name = first + std::to_string(n);
    names_[&t] = name;  // before the members: a type may contain itself
    write(t, name);
    return name;
  }
  std::string text{};

 private:
  std::string type_of(const TypeInfo& t) {
    switch (t.kind) {
      case Kind::boolean: return "bool";
      case Kind::integer: return "int";
      case Kind::text:
      case Kind::scalar: return "str";
      case Kind::code: {
        std::string s = "Literal[";
        for (std::size_t i = 0; i < t.codes.size(); ++i) ((s += i ? ", \"" : "\"") += t.codes[i]) += '"';
        return s += ']';
      }
      case Kind::record: return t.fields.empty() && !t.make ? "Mapping[str, Any]" : use(t);  // its fields are known elsewhere only
      case Kind::list: return "Sequence[" + type_of(t.of[0]()) + "]";
      case Kind::known: return "Known[" + type_of(t.of[0]()) + "]";
      case Kind::choice: {
        std::string s;
        for (const auto of : t.of) {
          const TypeInfo& each = of();
          if (!s.empty()) s += " | ";
          s += each.kind == Kind::record ? use(each) : "tuple[Literal[\"" + std::string(typed::alternative(each)) + "\"], " + type_of(each) + "]";
        }
        return s;
      }
    }
    return "object";
  }

  void write(const TypeInfo& t, const std::string& name) {
    std::string attributes, parameters;
    for (const auto& f : t.fields) {
      const TypeInfo& type = f.type();
      const std::string member = parameter(f.name), annotation = type_of(type);
      attributes += "    " + member + ": " + annotation + "\n";
      const TypeInfo& bare = type.kind == Kind::known ? type.of[0]() : type;
      std::string doc(f.doc);
      if (bare.kind == Kind::scalar) doc += (doc.empty() ? "(" : " (") + std::string(bare.name) + ")";
      if (!doc.empty()) attributes += "    " + quoted_doc(doc) + "\n";
      parameters += "        " + member + ": " + annotation + " = ...,\n";
    }
    std::string out = "class " + name + ":\n";
    if (!t.doc.empty()) out += "    " + quoted_doc(t.doc) + "\n\n";
    out += attributes;
    if (!attributes.empty()) out += '\n';
    out += parameters.empty() ? "    def __init__(self) -> None: ...\n" : "    def __init__(\n        self,\n        *,\n" + parameters + "    ) -> None: ...\n";
    text += (text.empty() ? "" : "\n\n") + out;
  }

  std::map<const TypeInfo*, std::string> names_{};
  std::set<std::string> taken_{"Known", "Literal", "Sequence"};
};

}  // namespace

std::string python_stub(const TypeInfo& type, std::string_view class_name) {
  if (type.kind != Kind::record) return {};
  Stubs stubs;
  stubs.use(type, class_name);
  return stubs.text;
}

std::string python_stubs(std::span<const TypeInfo* const> types) {
  Stubs stubs;
  for (const TypeInfo* t : types)
    if (t->kind == Kind::record) stubs.use(*t);
  return stubs.text;
}

}  // namespace safar::inline v0
