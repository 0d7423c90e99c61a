/// \file
/// Names and general sentences of all errors, in English, French and Arabic. The tables are in messages_table.hpp.
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

#include "base/json_write.hpp"
#include "base/messages_table.hpp"

namespace safar::inline v0 {
namespace {
using messages::Sentences;

const messages::Code* find(ErrorCode code) noexcept {
  for (const auto& c : messages::codes)
    if (c.code == code) return &c;
  return nullptr;
}

/// The sentences of the reason where it is one of ours, else of the code.
const Sentences& sentences(const Error& e) {
  for (const auto& r : messages::reasons)
    if (r.word == e.reason) return r.sentences;
  const messages::Code* c = find(e.code);
  return c ? c->sentences : messages::unknown;
}

void pair(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  typed::write_string(out, name);
  out += ':';
  typed::write_string(out, value);
}

void put(std::string& out, const Sentences& s) {
  out += ",\"sentence\":{";
  pair(out, "ar", s.ar);
  pair(out, "en", s.en);
  pair(out, "fr", s.fr);
  out += '}';
}

}  // namespace

std::string_view name(ErrorCode code) noexcept {
  const messages::Code* c = find(code);
  return c ? c->name : std::string_view("unknown");
}

std::string to_json(const Error& e) {
  std::string out = "{\"code\":" + std::to_string(static_cast<std::int32_t>(e.code));
  pair(out, "message", e.message);
  pair(out, "name", name(e.code));
  pair(out, "pointer", e.pointer);
  pair(out, "reason", e.reason);
  pair(out, "remedy", e.remedy);
  out += ",\"row\":" + std::to_string(e.row);
  put(out, sentences(e));
  return out += ",\"v\":1}";
}

std::string describe_errors() {
  std::string out = "{\"codes\":[";
  for (const auto& c : messages::codes) {
    if (out.back() != '[') out += ',';
    out += "{\"code\":" + std::to_string(static_cast<std::int32_t>(c.code));
    pair(out, "name", c.name);
    put(out, c.sentences);
    out += '}';
  }
  out += "],\"reasons\":[";
  for (const auto& r : messages::reasons) {
    if (out.back() != '[') out += ',';
    out += '{';
    pair(out, "reason", r.word);
    put(out, r.sentences);
    out += '}';
  }
  return out += "],\"v\":1}";
}

}  // namespace safar::inline v0
