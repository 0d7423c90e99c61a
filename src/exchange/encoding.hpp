#pragma once
/// \file
/// In which encoding a file is, and its bytes as UTF-8, piece by piece.
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0::exchange {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows1252, iso8859_15 };

/// "utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15".
std::string_view name(Encoding e);
/// Takes those names and the usual others (cp1252, latin1, latin-9, ...), whatever their case.
std::optional<Encoding> find_encoding(std::string_view name);

/// What a first reading of the whole file says.
struct Survey {
  Encoding encoding = Encoding::utf8;
  std::size_t bom = 0;          ///< bytes of the byte order mark
  std::uint64_t bytes = 0;
  bool guessed = false;         ///< neither a mark, nor valid UTF-8, nor a word of the mapping decided
  std::string why{};            ///< of a guess: a sentence
};

/// Reads `in` once to its end. The rule where no mark and no mapping decides:
/// valid UTF-8, or more characters of several bytes than bytes that fit nowhere (a damaged UTF-8 file): UTF-8. Else one byte is one
/// character. Bytes 80 to 9F are letters and signs in Windows-1252 but control characters in ISO-8859-15, so any of them means
/// Windows-1252. Without them the two differ in eight bytes only: A4 (a euro sign, or the currency sign that nobody writes) or one
/// of A6 A8 B4 B8 BC BD BE directly beside a letter (S s Z z OE oe Y with accents in ISO-8859-15, signs and fractions in
/// Windows-1252) means ISO-8859-15. Else Windows-1252.
/// Fails: ErrorCode::io, cancelled; ErrorCode::parse with reason "binary" for NULs, "empty" for no bytes; ErrorCode::encoding for
/// UTF-32, UTF-16 with an odd number of bytes, and a mark that contradicts `forced`.
Result<Survey> survey(std::istream& in, std::optional<Encoding> forced, const std::function<bool()>& go_on);

/// Bytes to UTF-8; characters may be split between calls. What is no character becomes `bad_byte`.
class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}
  /// Appends the characters of `bytes` to `out`. `last`: nothing comes after.
  void decode(std::string_view bytes, bool last, std::string& out);

 private:
  void utf8(std::string_view bytes, std::string& out);
  void utf16(std::string_view bytes, std::string& out);
  Encoding encoding_;
  std::string rest_{};           // the beginning of a character
  std::uint32_t high_ = 0;       // UTF-16: a surrogate that waits for its second
};

}  // namespace safar::inline v0::exchange
