#include "base/json_sax.hpp"

#include "base/utf8.hpp"

namespace safar::inline v0::typed {

namespace {
constexpr std::int64_t exact = std::int64_t{1} << 53;
constexpr const char* big_number = "a whole number must lie within +-9007199254740992; write a larger one as a string";
}  // namespace

bool Strict::number_integer(std::int64_t n) {
  if (n < -exact || n > exact) return refuse_value(ErrorCode::out_of_range, big_number);
  return value({Atom::Is::integer, false, n, nullptr});
}

bool Strict::number_unsigned(std::uint64_t n) {
  if (n > static_cast<std::uint64_t>(exact)) return refuse_value(ErrorCode::out_of_range, big_number);
  return number_integer(static_cast<std::int64_t>(n));
}

bool Strict::number_float(double, const std::string& digits) {
  if (digits.find_first_of(".eE") == std::string::npos) return refuse_value(ErrorCode::out_of_range, big_number);
  return refuse_value(ErrorCode::wrong_type, "a number with a fraction or an exponent is not taken; write a whole number, or a decimal as a string");
}

bool Strict::deeper() {
  if (++depth_ <= limit_) return true;
  return refuse_value(ErrorCode::too_deep, "brackets are nested deeper than " + std::to_string(limit_) + " levels; flatten the document");
}

bool Strict::parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) {
  if (e.id == 406) return number_float(0, ".");  // a float beyond a double's range
  // The parser's message quotes input only after "; last read": what stands before it is its own.
  std::string_view what = e.what();
  what = what.substr(0, what.find("; last read"));
  const std::string at = "at byte " + std::to_string(position);
  if (what.find("invalid string: surrogate") != std::string_view::npos)
    return refuse(ErrorCode::encoding, "half of a surrogate pair " + at + "; write both halves, or the character itself");
  if (what.find("unexpected end of input") != std::string_view::npos || what.find("missing closing quote") != std::string_view::npos)
    return refuse(ErrorCode::parse, "the JSON text ends too early, " + at + "; send the whole document");
  return refuse(ErrorCode::parse, "not JSON " + at + "; look there for a missing comma, colon, quote or bracket");
}

Result<> run(std::string_view text, JsonLimits limits, Strict& handler) {
  if (text.size() > limits.bytes)
    return fail(ErrorCode::too_large, "the JSON text has " + std::to_string(text.size()) + " bytes, at most " + std::to_string(limits.bytes) + " are taken; split it");
  if (text.starts_with("\xef\xbb\xbf")) return fail(ErrorCode::parse, "the JSON text begins with a byte order mark; save it as UTF-8 without one");
  if (const std::size_t n = utf8_prefix(text); n != text.size())
    return fail(ErrorCode::encoding, "byte " + std::to_string(n + 1) + " is not UTF-8; save the text as UTF-8");
  if (const std::size_t n = text.find('\0'); n != std::string_view::npos)  // the parser would take it for the end
    return fail(ErrorCode::parse, "byte " + std::to_string(n + 1) + " is NUL; write \\u0000 inside a string, and nothing elsewhere");
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &handler)) return {};
  return std::move(handler.error());
}

bool feed(const nlohmann::json& d, Strict& handler) {
  if (d.is_object()) {
    if (!handler.start_object(d.size())) return false;
    for (auto it = d.begin(); it != d.end(); ++it) {
      std::string key = it.key();
      if (!handler.key(key) || !feed(it.value(), handler)) return false;
    }
    return handler.end_object();
  }
  if (d.is_array()) {
    if (!handler.start_array(d.size())) return false;
    for (const auto& x : d)
      if (!feed(x, handler)) return false;
    return handler.end_array();
  }
  if (d.is_string()) {
    std::string s = d.get_ref<const std::string&>();
    return handler.string(s);
  }
  if (d.is_boolean()) return handler.boolean(d.get<bool>());
  if (d.is_number_unsigned()) return handler.number_unsigned(d.get<std::uint64_t>());
  if (d.is_number_integer()) return handler.number_integer(d.get<std::int64_t>());
  if (d.is_number_float()) return handler.number_float(0, ".");
  return handler.null();
}

}  // namespace safar::inline v0::typed
