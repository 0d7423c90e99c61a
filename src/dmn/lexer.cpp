#include "lexer.hpp"

#include <optional>

#include <safar/base/quote.hpp>

namespace safar::inline v0::feel {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

void put_utf8(std::string& s, std::uint32_t c) {
  const auto put = [&](std::uint32_t b) { s += static_cast<char>(static_cast<unsigned char>(b)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) put(0xC0U | c >> 6U);
  else if (c < 0x10000) put(0xE0U | c >> 12U), put(0x80U | (c >> 6U & 0x3FU));
  else put(0xF0U | c >> 18U), put(0x80U | (c >> 12U & 0x3FU)), put(0x80U | (c >> 6U & 0x3FU));
  put(0x80U | (c & 0x3FU));
}

// The length of the well-formed UTF-8 sequence at `i` (RFC 3629); 0 if there is none.
std::size_t sequence(std::string_view s, std::size_t i) {
  const auto at = [&](std::size_t k) { return k < s.size() ? static_cast<unsigned char>(s[k]) : 0U; };
  const unsigned a = at(i), b = at(i + 1);
  const auto tail = [&](std::size_t k) { return (at(k) & 0xC0U) == 0x80U; };
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a < 0xE0) return tail(i + 1) ? 2 : 0;
  if (a >= 0xE0 && a < 0xF0) {
    if ((a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F)) return 0;
    return tail(i + 1) && tail(i + 2) ? 3 : 0;
  }
  if (a >= 0xF0 && a < 0xF5) {
    if ((a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F)) return 0;
    return tail(i + 1) && tail(i + 2) && tail(i + 3) ? 4 : 0;
  }
  return 0;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> run() {
    if (text_.size() > most_bytes) return fail(ErrorCode::too_large, "write an expression of at most 65536 bytes", {}, "limit");
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t n = sequence(text_, i);
      if (n == 0) return error_at(text_, i, ErrorCode::encoding, "the text is not UTF-8 here");
      i += n;
    }
    while (skip_space()) {
      const std::size_t from = at_;
      Token t;
      t.offset = static_cast<std::uint32_t>(from);
      const char c = text_[at_];
      if (c == '"') {
        t.kind = Tok::string;
        if (!string(t.value)) return *error_;
      } else if (is_letter(c)) {
        t.kind = Tok::word;
        while (is_letter(peek()) || is_digit(peek())) ++at_;
      } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
        t.kind = Tok::number;
        number();
      } else {
        t.kind = symbol();
        if (t.kind == Tok::other) return error_at(text_, from, ErrorCode::parse, "this character has no meaning here: " + detail::quoted(text_.substr(from, sequence(text_, from))));
      }
      t.raw = text_.substr(from, at_ - from);
      tokens_.push_back(std::move(t));
    }
    if (error_) return *error_;
    Token end;
    end.offset = static_cast<std::uint32_t>(text_.size());
    tokens_.push_back(end);
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t k = 0) const { return at_ + k < text_.size() ? text_[at_ + k] : '\0'; }

  // To the next token; false at the end or after an error. White space of FEEL is ASCII's and the space separators of Unicode.
  bool skip_space() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const std::string_view rest = text_.substr(at_);
      if (c == ' ' || (c >= '\t' && c <= '\r')) ++at_;
      else if (rest.starts_with("\xC2\xA0") || rest.starts_with("\xC2\x85")) at_ += 2;
      else if (rest.starts_with("\xE3\x80\x80") || rest.starts_with("\xEF\xBB\xBF") || (rest.starts_with("\xE2\x80") && rest.size() > 2 && static_cast<unsigned char>(rest[2]) <= 0x8B)) at_ += 3;
      else if (rest.starts_with("//")) at_ = std::min(text_.find('\n', at_), text_.size());
      else if (rest.starts_with("/*")) {
        const auto close = text_.find("*/", at_ + 2);
        if (close == text_.npos) {
          error_ = error_at(text_, at_, ErrorCode::parse, "close the comment with */");
          return false;
        }
        at_ = close + 2;
      } else return true;
    }
    return false;
  }

  void number() {
    while (is_digit(peek())) ++at_;
    if (peek() == '.' && is_digit(peek(1))) {
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      if (is_digit(peek(sign))) {
        at_ += sign;
        while (is_digit(peek())) ++at_;
      }
    }
  }

  bool stop(std::size_t offset, std::string_view message) {
    error_ = error_at(text_, offset, ErrorCode::parse, message);
    return false;
  }

  std::optional<std::uint32_t> hex(std::size_t from, std::size_t n) const {
    std::uint32_t v = 0;
    for (std::size_t i = from; i < from + n; ++i) {
      const char c = i < text_.size() ? text_[i] : '\0';
      const bool low = c >= 'a' && c <= 'f', high = c >= 'A' && c <= 'F';
      if (!low && !high && !is_digit(c)) return std::nullopt;
      v = v * 16 + static_cast<std::uint32_t>(c - (low ? 'a' - 10 : high ? 'A' - 10 : '0'));
    }
    return v;
  }

  bool escape(std::string& out) {
    const std::size_t from = at_++;
    const char c = peek();
    ++at_;
    switch (c) {
      case '"': case '\\': case '\'': out += c; return true;
      case 'n': out += '\n'; return true;
      case 'r': out += '\r'; return true;
      case 't': out += '\t'; return true;
      case 'u': case 'U': {
        const std::size_t n = c == 'u' ? 4 : 6;
        auto v = hex(at_, n);
        if (!v) return stop(from, "write \\u with four or \\U with six hexadecimal digits");
        at_ += n;
        if (*v >= 0xD800 && *v < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
          const auto low = hex(at_ + 2, 4);
          if (low && *low >= 0xDC00 && *low < 0xE000) {
            v = 0x10000 + ((*v - 0xD800) << 10U) + (*low - 0xDC00);
            at_ += 6;
          }
        }
        if (*v > 0x10FFFF || (*v >= 0xD800 && *v < 0xE000)) return stop(from, "there is no such character");
        put_utf8(out, *v);
        return true;
      }
      default: return stop(from, "write one of \\\" \\\\ \\' \\n \\r \\t \\u \\U");
    }
  }

  bool string(std::string& out) {
    const std::size_t from = at_++;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\n' || text_[at_] == '\r') break;
      if (text_[at_] == '\\') {
        if (!escape(out)) return false;
      } else {
        out += text_[at_++];
      }
    }
    if (peek() != '"' || at_ >= text_.size()) return stop(from, "close the string with a quotation mark on the same line");
    ++at_;
    return true;
  }

  Tok symbol() {
    constexpr struct { std::string_view text; Tok kind; } symbols[] = {
        {"..", Tok::dots}, {"**", Tok::power}, {"!=", Tok::not_equal}, {"<=", Tok::less_equal}, {">=", Tok::greater_equal},
        {"(", Tok::open}, {")", Tok::close}, {"[", Tok::open_bracket}, {"]", Tok::close_bracket}, {"{", Tok::open_brace}, {"}", Tok::close_brace},
        {",", Tok::comma}, {":", Tok::colon}, {".", Tok::dot}, {"+", Tok::plus}, {"-", Tok::minus}, {"*", Tok::star}, {"/", Tok::slash},
        {"=", Tok::equal}, {"<", Tok::less}, {">", Tok::greater}, {"@", Tok::at}};
    for (const auto& s : symbols)
      if (text_.substr(at_).starts_with(s.text)) {
        at_ += s.text.size();
        return s.kind;
      }
    return Tok::other;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_{};
  std::optional<Error> error_{};
};

}  // namespace

Result<std::vector<Token>> read_tokens(std::string_view text) { return Lexer(text).run(); }

Error error_at(std::string_view text, std::size_t offset, ErrorCode code, std::string_view message, std::string reason) {
  std::size_t column = 1;
  for (std::size_t i = 0; i < offset && i < text.size(); ++i) column += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
  return fail(code, "column " + std::to_string(column) + ": " + std::string(message), {}, std::move(reason));
}

}  // namespace safar::inline v0::feel
