#pragma once
/// \file
/// FEEL text to tokens.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/result.hpp>

namespace safar::inline v0::feel {

enum class Tok : std::uint8_t {
  end, word, number, string, open, close, open_bracket, close_bracket, open_brace, close_brace,
  comma, colon, dot, dots, plus, minus, star, slash, power, equal, not_equal, less, less_equal, greater, greater_equal, at, other,
};

struct Token {
  Tok kind = Tok::end;
  std::uint32_t offset = 0;   ///< bytes
  std::string_view raw{};     ///< of the text
  std::string value{};        ///< of a string: without its quotes and escapes
};

inline constexpr std::size_t most_bytes = 65536;

/// The tokens, `end` last. Fails with parse, encoding, too_large; the message begins with the column. O(n).
Result<std::vector<Token>> read_tokens(std::string_view text);

/// An error at a byte of the text: "column N: " (characters from 1) and the message.
Error error_at(std::string_view text, std::size_t offset, ErrorCode code, std::string_view message, std::string reason = "syntax");

}  // namespace safar::inline v0::feel
