#include <optional>

#include <safar/base/json.hpp>

#include "base/json_dom.hpp"
#include "base/json_read.hpp"
#include "register/execute.hpp"

namespace safar::inline v0 {
namespace {

struct Expect {
  Known<std::int64_t> count{};
  std::string digest{};
  static constexpr std::string_view type_name = "expect", type_doc = "What the officer saw in the preview.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "count", &Expect::count, Shelf::open, "How many.");
    v(2, "digest", &Expect::digest, Shelf::open, "Of the set; six or more digits.");
  }
};

/// The reserved members of a command; the rest is the fact.
struct Envelope {
  Known<std::int64_t> v{};
  Known<std::string> command{};
  RequestId request{};
  Known<std::string> valid{};
  Expect expect{};
  static constexpr std::string_view type_name = "envelope", type_doc = "What every command has beside its fact.";
  template <class V> static constexpr void describe(V& visit) {
    visit(1, "v", &Envelope::v, Shelf::open, "Version of the form: 1.");
    visit(2, "command", &Envelope::command, Shelf::open, "The command's name.");
    visit(3, "request", &Envelope::request, Shelf::open, "32 lower-case hex digits.");
    visit(4, "valid", &Envelope::valid, Shelf::open, "When it was so, YYYY-MM-DD.");
    visit(5, "expect", &Envelope::expect, Shelf::open, "What was seen in the preview.");
  }
};
constexpr std::string_view reserved[] = {"v", "command", "request", "valid", "expect", "if_version", "values"};  // the last only of `record`

Error wrong(const char* name, const char* what) { return fail(ErrorCode::wrong_type, std::string("\"") + name + "\" must be " + what + ".", std::string("/") + name); }

// The one reserved member whose names are data.
Result<> read_versions(std::string_view json, CommandOptions& out) {
  auto doc = parse_dom(json);
  if (!doc) return std::move(doc).error();
  const auto it = doc->find("if_version");
  if (it == doc->end()) return {};
  if (!it->is_object()) return wrong("if_version", "an object of ids and versions");
  for (const auto& [key, n] : it->items()) {
    Id id;
    if (!parse_into(key, id) || !n.is_number_integer()) return wrong("if_version", "an object of ids and versions");
    out.if_version.emplace_back(id, n.get<std::int64_t>());
  }
  return {};
}

/// The reserved members of a plain command, found by one look over its outermost level: most commands have a name, a request, a day, and no
/// escapes. nullopt: there is more to it, or it is no JSON, and the reader that says what is wrong must look.
class Glance {
 public:
  static std::optional<Envelope> read(std::string_view json) {
    Glance g(json);
    Envelope out;
    return g.object(out) ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  explicit Glance(std::string_view json) : s_(json) {}
  void blanks() { while (i_ < s_.size() && (s_[i_] == ' ' || s_[i_] == '\n' || s_[i_] == '\t' || s_[i_] == '\r')) ++i_; }
  bool take(char c) {
    blanks();
    if (i_ == s_.size() || s_[i_] != c) return false;
    ++i_;
    return true;
  }
  // A string without escapes; its reader checks what is in it.
  bool text(std::string_view& out) {
    if (!take('"')) return false;
    const auto end = s_.find('"', i_);
    if (end == std::string_view::npos) return false;
    out = s_.substr(i_, end - i_);
    if (out.find('\\') != std::string_view::npos) return false;
    i_ = end + 1;
    return true;
  }
  bool skip() {
    blanks();
    for (int depth = 0; i_ < s_.size(); ++i_) {
      const char c = s_[i_];
      if (c == '"') {
        for (++i_; i_ < s_.size() && s_[i_] != '"'; ++i_) i_ += s_[i_] == '\\';
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth-- == 0) return true;
      } else if (c == ',' && depth == 0) {
        return true;
      }
    }
    return false;
  }
  bool object(Envelope& out) {
    if (!take('{')) return false;
    bool v = false;
    do {
      std::string_view name, value;
      if (!text(name) || !take(':')) return false;
      if (name == "expect" || name == "if_version") return false;
      if (name == "v") {
        if (v || !take('1')) return false;
        v = true;
        out.v = std::int64_t{1};
      } else if (name == "command") {
        if (out.command.known() || !text(value)) return false;
        out.command = std::string(value);
      } else if (name == "valid") {
        if (out.valid.known() || !text(value)) return false;
        out.valid = std::string(value);
      } else if (name == "request") {
        if (!out.request.none() || !text(value) || !parse_into(value, static_cast<Id&>(out.request)) || out.request.none()) return false;
      } else if (!skip()) {
        return false;
      }
    } while (take(','));
    return take('}') && out.command.known();
  }

  std::string_view s_;
  std::size_t i_ = 0;
};

}  // namespace

Result<> read_members(std::string_view json, const TypeInfo& type, void* made) {
  return typed::read_part(json, type, made, {}, {.names = std::span(reserved).first(std::size(reserved) - 1)});
}

Result<Command> read_command(std::string_view json, std::unique_ptr<Made>& made) {
  const JsonLimits limits;
  Envelope envelope;
  if (auto plain = Glance::read(json)) envelope = std::move(*plain);
  else if (auto r = typed::read_part(json, info<Envelope>(), &envelope, limits, {.top = true}); !r) {
    if (r.error().pointer.empty())  // in a member that the envelope skips: read as a tree, which says where
      if (auto tree = parse_dom(json); !tree) return std::move(tree).error();
    return std::move(r).error();
  }
  if (envelope.v.known() && envelope.v.value != 1) return fail(ErrorCode::newer, "This library reads commands of version 1.", "/v", "", "Say \"v\":1, or use a newer library.");
  if (!envelope.command.known())
    return fail(ErrorCode::missing_member, "Which command? The member \"command\" is missing.", "/command", "", "See describe(\"commands\").");
  Command out;
  out.verb = any_verb(std::string_view(envelope.command.value));
  if (!out.verb || out.verb->use == VerbUse::derived)
    return fail(ErrorCode::unknown_code, "There is no such command.", "/command", "no_such_command", "See describe(\"commands\") for the commands that there are.");
  out.options.request = envelope.request;
  if (envelope.valid.known()) out.options.valid = envelope.valid.value;
  if (envelope.expect.count.known()) out.options.expect_count = envelope.expect.count.value;
  out.options.expect_digest = envelope.expect.digest;
  if (json.find("\"if_version\"") != std::string_view::npos)
    if (auto r = read_versions(json, out.options); !r) return std::move(r).error();
  made = std::make_unique<Made>(out.verb->type());
  const bool late = out.verb->kind == EventKind::record;
  const TypeInfo& type = late ? info<Record>() : out.verb->type();
  if (auto r = typed::read_part(json, type, made->get(), limits, {.names = std::span(reserved).first(std::size(reserved) - !late)}); !r) return std::move(r).error();
  if (late) out.late = json;
  out.fact = made->get();
  return out;
}

}  // namespace safar::inline v0
