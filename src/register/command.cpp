#include <safar/base/json.hpp>
#include <safar/casework/adopt.hpp>

#include "base/json_dom.hpp"
#include "register/execute.hpp"

namespace safar::inline v0 {
namespace {

using Json = nlohmann::json;

Error wrong(const char* name, const char* what) { return fail(ErrorCode::wrong_type, std::string("\"") + name + "\" must be " + what + ".", std::string("/") + name); }

Result<> read_envelope(Json& doc, CommandOptions& out) {
  if (const auto it = doc.find("v"); it != doc.end()) {
    if (*it != 1) return fail(ErrorCode::newer, "This library reads commands of version 1.", "/v", "", "Say \"v\":1, or use a newer library.");
    doc.erase(it);
  }
  if (const auto it = doc.find("request"); it != doc.end()) {
    if (!it->is_string() || !parse_into(it->get<std::string>(), out.request)) return wrong("request", "32 lower-case hex digits");
    doc.erase(it);
  }
  if (const auto it = doc.find("if_version"); it != doc.end()) {
    if (!it->is_object()) return wrong("if_version", "an object of ids and versions");
    for (const auto& [key, n] : it->items()) {
      Id id;
      if (!parse_into(key, id) || !n.is_number_integer()) return wrong("if_version", "an object of ids and versions");
      out.if_version.emplace_back(id, n.get<std::int64_t>());
    }
    doc.erase(it);
  }
  if (const auto it = doc.find("valid"); it != doc.end()) {
    if (!it->is_string()) return wrong("valid", "a day, YYYY-MM-DD");
    out.valid = it->get<std::string>();
    doc.erase(it);
  }
  if (const auto it = doc.find("expect"); it != doc.end()) {
    if (!it->is_object()) return wrong("expect", "an object with count and digest");
    for (const auto& [key, value] : it->items()) {
      if (key == "count" && value.is_number_integer()) out.expect_count = value.get<std::int64_t>();
      else if (key == "digest" && value.is_string()) out.expect_digest = value.get<std::string>();
      else return fail(ErrorCode::unknown_member, "\"expect\" has count (a number) and digest (a text).", "/expect/" + key);
    }
    doc.erase(it);
  }
  return {};
}

}  // namespace

Result<Command> read_command(std::string_view json, std::unique_ptr<Made>& made) {
  auto doc = parse_dom(json);
  if (!doc) return std::move(doc).error();
  if (!doc->is_object()) return fail(ErrorCode::wrong_type, "A command is a JSON object.", "", "", "See describe(\"commands\").");
  Command out;
  const auto name = doc->find("command");
  if (name == doc->end()) return fail(ErrorCode::missing_member, "Which command? The member \"command\" is missing.", "/command", "", "See describe(\"commands\").");
  if (!name->is_string()) return wrong("command", "a text");
  const std::string said = name->get<std::string>();
  out.verb = find_verb(std::string_view(said));
  if (!out.verb || out.verb->use == VerbUse::derived)
    return fail(ErrorCode::unknown_code, "There is no such command.", "/command", "no_such_command", "See describe(\"commands\") for the commands that there are.");
  doc->erase(name);
  if (auto r = read_envelope(*doc, out.options); !r) return std::move(r).error();
  made = std::make_unique<Made>(out.verb->type());
  if (auto r = from_json(doc->dump(), out.verb->type(), made->get()); !r) return std::move(r).error();
  out.fact = made->get();
  return out;
}

}  // namespace safar::inline v0
