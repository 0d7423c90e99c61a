#include "text.hpp"

#include <safar/base/json.hpp>

namespace safar::inline v0::store {

std::string head_json(const Head& h) {
  std::string out = "{\"actor\":";
  out += json_string(h.actor);
  out += ",\"command\":";
  out += json_string(h.command);
  out += ",\"lib\":";
  out += json_string(h.lib);
  out += ",\"purpose\":";
  out += json_string(h.purpose);
  out += ",\"request\":";
  out += json_string(h.request);
  out += ",\"role\":";
  out += json_string(h.role);
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

std::string act_name(const Id& writer, std::int64_t seq) { return to_string(writer).substr(0, 8) + '-' + std::to_string(seq); }

}  // namespace safar::inline v0::store
