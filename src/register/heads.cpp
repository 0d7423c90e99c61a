#include "register/heads.hpp"

#include <safar/base/json.hpp>

#include "base/json_dom.hpp"

namespace safar::inline v0 {
namespace {

template <std::size_t N>
std::string hex(const std::array<std::uint8_t, N>& bytes) {
  std::string out;
  for (const std::uint8_t b : bytes) out += {"0123456789abcdef"[b >> 4], "0123456789abcdef"[b & 15]};
  return out;
}

int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

template <std::size_t N>
bool from_hex(std::string_view text, std::array<std::uint8_t, N>& out) {
  if (text.size() != 2 * N) return false;
  for (std::size_t i = 0; i < N; ++i) {
    const int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return true;
}

Error no_head(const std::string& pointer) {
  return fail(ErrorCode::wrong_type, "this is no head of a register", pointer, "head", "Give the JSON as `safar head` or a report of verify wrote it.");
}

Result<store::SignedHead> read_head(const nlohmann::json& from, const std::string& pointer) {
  if (!from.is_object()) return no_head(pointer);
  for (const auto& [name, value] : from.items())
    if (name != "arrival" && name != "link" && name != "seq" && name != "signature" && name != "writer") return no_head(pointer);
  store::SignedHead head;
  const auto hex_of = [&](const char* name, auto& out) { return from.contains(name) && from[name].is_string() && from_hex(from[name].get_ref<const std::string&>(), out); };
  for (const auto& [name, good] : {std::pair("arrival", hex_of("arrival", head.arrival)), std::pair("link", hex_of("link", head.link)),
                                   std::pair("signature", hex_of("signature", head.signature)), std::pair("writer", hex_of("writer", head.writer.bytes))})
    if (!good) return no_head(pointer + "/" + name);
  if (!from.contains("seq") || !from["seq"].is_number_integer() || from["seq"].get<std::int64_t>() < 0) return no_head(pointer + "/seq");
  head.seq = from["seq"].get<std::int64_t>();
  return head;
}

}  // namespace

std::string heads_json(std::span<const store::SignedHead> heads) {
  std::string out = "[";
  for (const auto& h : heads)
    out += (out.size() > 1 ? ",{\"arrival\":\"" : "{\"arrival\":\"") + hex(h.arrival) + "\",\"link\":\"" + hex(h.link) + "\",\"seq\":" + std::to_string(h.seq) + ",\"signature\":\"" +
           hex(h.signature) + "\",\"writer\":\"" + to_string(h.writer) + "\"}";
  return out + "]";
}

Result<std::vector<store::SignedHead>> read_heads(std::string_view json) {
  std::vector<store::SignedHead> out;
  if (json.empty()) return out;
  auto dom = parse_dom(json);
  if (!dom) return std::move(dom).error();
  const bool inside = dom->is_object() && dom->contains("heads");
  const nlohmann::json& list = inside ? (*dom)["heads"] : *dom;
  if (!list.is_array() || list.empty()) return no_head(inside ? "/heads" : "");
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto head = read_head(list[i], (inside ? "/heads/" : "/") + std::to_string(i));
    if (!head) return std::move(head).error();
    out.push_back(*head);
  }
  return out;
}

}  // namespace safar::inline v0
