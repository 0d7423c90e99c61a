#include "text.hpp"

#include <algorithm>

#include "base/json_write.hpp"

namespace safar::inline v0::store {

std::string head_json(const Head& h) {
  std::string out;
  out.reserve(128 + h.actor.size() + h.command.size() + h.lib.size() + h.purpose.size() + h.request.size() + h.role.size() + h.seen.size());
  const auto say = [&](std::string_view name, std::string_view text) {
    out += name;
    typed::write_string(out, text);
  };
  say("{\"actor\":", h.actor);
  say(",\"command\":", h.command);
  say(",\"lib\":", h.lib);
  say(",\"purpose\":", h.purpose);
  say(",\"request\":", h.request);
  say(",\"role\":", h.role);
  out += ",\"seen\":";
  out += h.seen;
  out += '}';
  return out;
}

bool request_of(std::string_view head, Id& out) {
  constexpr std::string_view before = ",\"request\":\"";  // in a string the quotes would be escaped
  const auto at = head.find(before);
  return at != std::string_view::npos && parse_into(head.substr(at + before.size(), 32), out);
}

std::string act_name(const Id& writer, std::int64_t seq) {
  std::string name;
  append_to(name, writer);
  name.resize(std::min<std::size_t>(name.size(), 8));
  name += '-';
  return name += std::to_string(seq);
}

}  // namespace safar::inline v0::store
