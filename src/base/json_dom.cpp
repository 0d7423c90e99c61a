#include "base/json_dom.hpp"

#include <vector>

#include "base/json_sax.hpp"
#include "base/json_write.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {

class Tree final : public typed::Strict {
 public:
  explicit Tree(JsonLimits limits) : Strict(limits.depth) {}
  [[nodiscard]] nlohmann::json& root() { return root_; }

  bool value(const typed::Atom& a) override {
    switch (a.is) {
      case typed::Atom::Is::null: place(nullptr); break;
      case typed::Atom::Is::boolean: place(a.boolean); break;
      case typed::Atom::Is::integer: place(a.integer); break;
      case typed::Atom::Is::text: place(std::move(*a.text)); break;
    }
    return true;
  }
  bool open(bool object) override {
    stack_.push_back({place(object ? nlohmann::json::object() : nlohmann::json::array()), {}, false});
    return true;
  }
  bool name(std::string& key) override {
    Frame& f = stack_.back();
    f.key = std::move(key);
    f.named = true;
    if (f.at->contains(f.key)) return refuse(ErrorCode::duplicate_member, "a member comes twice; keep one of them");
    return true;
  }
  bool close() override { return stack_.pop_back(), true; }
  void arrived() override {
    if (!stack_.empty() && stack_.back().at->is_array()) place(nullptr);
  }
  [[nodiscard]] std::string pointer() const override {
    std::string s;
    for (const Frame& f : stack_) {
      if (f.named && !typed::like_a_member(f.key)) return s;
      if (f.named) s += typed::token(f.key);
      else if (f.at->is_array() && !f.at->empty()) s += typed::token(std::to_string(f.at->size() - 1));
    }
    return s;
  }

 private:
  struct Frame {
    nlohmann::json* at;
    std::string key;
    bool named;
  };
  template <class V>
  nlohmann::json* place(V&& v) {
    if (stack_.empty()) return &(root_ = std::forward<V>(v));
    Frame& f = stack_.back();
    if (f.at->is_array()) return &f.at->emplace_back(std::forward<V>(v));
    return &((*f.at)[f.key] = std::forward<V>(v));
  }
  nlohmann::json root_;
  std::vector<Frame> stack_;
};

void dump(const nlohmann::json& d, std::string& out) {
  if (d.is_object()) {
    char before = '{';
    for (auto it = d.begin(); it != d.end(); ++it) {
      out += before;
      before = ',';
      typed::write_string(out, it.key());
      out += ':';
      dump(it.value(), out);
    }
    out += before == '{' ? "{}" : "}";
  } else if (d.is_array()) {
    char before = '[';
    for (const auto& x : d) {
      out += before;
      before = ',';
      dump(x, out);
    }
    out += before == '[' ? "[]" : "]";
  } else if (d.is_string()) {
    typed::write_string(out, d.get_ref<const std::string&>());
  } else if (d.is_boolean()) {
    out += d.get<bool>() ? "true" : "false";
  } else if (d.is_number()) {
    out += std::to_string(d.get<std::int64_t>());
  } else {
    out += "null";
  }
}

}  // namespace

Result<nlohmann::json> parse_dom(std::string_view text, JsonLimits limits) {
  Tree tree(limits);
  if (auto r = typed::run(text, limits, tree); !r) return std::move(r).error();
  return std::move(tree.root());
}

std::string dump_dom(const nlohmann::json& document) {
  std::string out;
  dump(document, out);
  return out;
}

Result<std::string> canonical_json(std::string_view text, JsonLimits limits) {
  auto tree = parse_dom(text, limits);
  if (!tree) return std::move(tree).error();
  return dump_dom(*tree);
}

}  // namespace safar::inline v0
