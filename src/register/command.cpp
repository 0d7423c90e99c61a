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
constexpr std::string_view reserved[] = {"v", "command", "request", "valid", "expect", "if_version"};

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

}  // namespace

Result<Command> read_command(std::string_view json, std::unique_ptr<Made>& made) {
  const JsonLimits limits;
  Envelope envelope;
  if (auto r = typed::read_part(json, info<Envelope>(), &envelope, limits, {.top = true}); !r) {
    if (r.error().pointer.empty())  // in a member that the envelope skips: read as a tree, which says where
      if (auto tree = parse_dom(json); !tree) return std::move(tree).error();
    return std::move(r).error();
  }
  if (envelope.v.known() && envelope.v.value != 1) return fail(ErrorCode::newer, "This library reads commands of version 1.", "/v", "", "Say \"v\":1, or use a newer library.");
  if (!envelope.command.known())
    return fail(ErrorCode::missing_member, "Which command? The member \"command\" is missing.", "/command", "", "See describe(\"commands\").");
  Command out;
  out.verb = find_verb(std::string_view(envelope.command.value));
  if (!out.verb || out.verb->use == VerbUse::derived)
    return fail(ErrorCode::unknown_code, "There is no such command.", "/command", "no_such_command", "See describe(\"commands\") for the commands that there are.");
  out.options.request = envelope.request;
  if (envelope.valid.known()) out.options.valid = envelope.valid.value;
  if (envelope.expect.count.known()) out.options.expect_count = envelope.expect.count.value;
  out.options.expect_digest = envelope.expect.digest;
  if (json.find("\"if_version\"") != std::string_view::npos)
    if (auto r = read_versions(json, out.options); !r) return std::move(r).error();
  made = std::make_unique<Made>(out.verb->type());
  if (auto r = typed::read_part(json, out.verb->type(), made->get(), limits, {.names = reserved}); !r) return std::move(r).error();
  out.fact = made->get();
  return out;
}

}  // namespace safar::inline v0
