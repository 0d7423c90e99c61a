#include "base/json_write.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <safar/base/json.hpp>

#include "base/typed.hpp"
#include "base/utf8.hpp"

namespace safar::inline v0 {
namespace typed {
namespace {

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

/// Nothing but printable ASCII without quotes and backslashes. Eight bytes at a time: names and ids are most of what is written.
bool is_plain(std::string_view text) {
  constexpr std::uint64_t each = 0x0101010101010101U, top = 0x80 * each;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t w;
    std::memcpy(&w, text.data() + i, sizeof w);
    const auto has_less = [](std::uint64_t x, std::uint64_t n) { return (x - each * n) & ~x & top; };  // exact while all bytes are below 0x80
    if ((w & top) || has_less(w, 0x20) || has_less(w ^ (each * '"'), 1) || has_less(w ^ (each * '\\'), 1)) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), [](char c) { return is_plain(static_cast<unsigned char>(c)); });
}

}  // namespace

void write_string(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  out += '"';
  if (is_plain(text)) {
    out.append(text) += '"';
    return;
  }
  std::size_t plain = 0;  // start of the run that needs no escape
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (is_plain(c)) { ++i; continue; }
    if (c >= 0x80) {
      if (const std::size_t n = utf8_length(text, i)) { i += n; continue; }
    }
    out.append(text, plain, i - plain);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (c >= 0x80) out += "\xef\xbf\xbd";
        else (out += "\\u00") += {digits[c >> 4], digits[c & 15]};
    }
    plain = ++i;
  }
  out.append(text, plain, text.size() - plain);
  out += '"';
}

void write_value(std::string& out, const TypeInfo& type, const void* value) {
  switch (type.kind) {
    case Kind::boolean: out += *static_cast<const bool*>(value) ? "true" : "false"; return;
    case Kind::integer: out += std::to_string(type.get(value)); return;
    case Kind::text: write_string(out, text(value)); return;
    case Kind::code: {
      const auto i = static_cast<std::size_t>(type.get(value));
      write_string(out, i < type.codes.size() ? type.codes[i] : std::string_view("?"));
      return;
    }
    case Kind::scalar:
      if (type.append) {  // hex digits and such: nothing to escape
        out += '"';
        type.append(out, value);
        out += '"';
      } else {
        write_string(out, type.print(value));
      }
      return;
    case Kind::record:
      out += '{';
      by_name(type, [&](const FieldInfo& f) {
        const TypeInfo& t = f.type();
        const void* p = member(value, f);
        write_member(out, f, t, p, [&] { write_value(out, t, p); });
      });
      out += '}';
      return;
    case Kind::list: {
      out += '[';
      const TypeInfo& t = type.of[0]();
      for (std::size_t i = 0, n = count(type, value); i < n; ++i) {
        if (i) out += ',';
        write_value(out, t, inside(type, value, i));
      }
      out += ']';
      return;
    }
    case Kind::choice: {
      const TypeInfo& t = chosen(type, value);
      out += '{';
      write_string(out, alternative(t));
      out += ':';
      write_value(out, t, inside(type, value));
      out += '}';
      return;
    }
    case Kind::known:
      switch (const Absence a = absence(type, value)) {
        case Absence::present: write_value(out, type.of[0](), inside(type, value)); return;
        case Absence::not_applicable: out += "null"; return;
        default:
          out += "{\"absent\":";
          write_string(out, absence_names[static_cast<std::size_t>(a) & 7U]);
          out += '}';
          return;
      }
  }
}

}  // namespace typed

std::string to_json(const TypeInfo& type, const void* value) {
  std::string out;
  typed::write_value(out, type, value);
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  typed::write_string(out, text);
  return out;
}

}  // namespace safar::inline v0
