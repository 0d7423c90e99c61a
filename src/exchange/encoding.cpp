#include "exchange/encoding.hpp"

#include <array>
#include <vector>

#include "exchange/text.hpp"

namespace safar::inline v0::exchange {
namespace {

constexpr std::size_t chunk = 1u << 16;

/// Unicode of the bytes 80 to 9F in Windows-1252; 0: not assigned.
constexpr std::array<std::uint16_t, 32> upper_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The character of a byte in ISO-8859-15; it differs from its number in eight places.
constexpr std::uint32_t latin9(unsigned char b) {
  switch (b) {
    case 0xA4: return 0x20AC;
    case 0xA6: return 0x0160;
    case 0xA8: return 0x0161;
    case 0xB4: return 0x017D;
    case 0xB8: return 0x017E;
    case 0xBC: return 0x0152;
    case 0xBD: return 0x0153;
    case 0xBE: return 0x0178;
    default: return b;
  }
}

void put(std::uint32_t c, std::string& out) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
  if (c < 0x80) byte(c);
  else if (c < 0x800) byte(0xC0 | c >> 6), byte(0x80 | (c & 63));
  else if (c < 0x10000) byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
  else byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
}

/// Length of the character of several bytes at the start of `s`; 0: there is none; -1: `s` ends inside one.
int sequence(std::string_view s) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char b = at(0);
  const int n = b >= 0xC2 && b < 0xE0 ? 2 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xF0 && b < 0xF5 ? 4 : 0;
  if (n == 0) return 0;
  for (std::size_t i = 1; i < static_cast<std::size_t>(n); ++i) {
    if (i >= s.size()) return -1;
    unsigned char low = 0x80, high = 0xBF;
    if (i == 1) {
      if (b == 0xE0) low = 0xA0;
      if (b == 0xED) high = 0x9F;  // no surrogates
      if (b == 0xF0) low = 0x90;
      if (b == 0xF4) high = 0x8F;
    }
    if (at(i) < low || at(i) > high) return 0;
  }
  return n;
}

/// Counts what the rule of survey() needs, over bytes in any pieces.
struct Evidence {
  std::uint64_t nuls = 0, characters = 0, misfits = 0, c1 = 0, latin9_signs = 0;
  std::string rest{};
  unsigned char last = 0;

  static bool letter(unsigned char b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= 0xC0 && b != 0xD7 && b != 0xF7);
  }
  void one_byte(unsigned char b) {
    const auto differs = [](unsigned char c) { return c == 0xA6 || c == 0xA8 || c == 0xB4 || c == 0xB8 || (c >= 0xBC && c <= 0xBE); };
    if (b >= 0x80 && b < 0xA0) ++c1;
    if (b == 0xA4) ++latin9_signs;
    if ((differs(b) && letter(last)) || (differs(last) && letter(b))) ++latin9_signs;
    last = b;
  }
  void add(std::string_view bytes) {
    for (const char c : bytes) {
      const auto b = static_cast<unsigned char>(c);
      if (b == 0) ++nuls;
      if (b >= 0x80 || last >= 0x80) one_byte(b); else last = b;
    }
    if (!rest.empty()) {
      rest += bytes;
      bytes = rest;
    }
    std::size_t i = 0;
    while (i < bytes.size()) {
      if (static_cast<unsigned char>(bytes[i]) < 0x80) { ++i; continue; }
      const int n = sequence(bytes.substr(i));
      if (n < 0) break;
      if (n == 0) ++misfits, ++i;
      else ++characters, i += static_cast<std::size_t>(n);
    }
    rest = std::string(bytes.substr(i));
  }
  void end() {
    if (!rest.empty()) ++misfits;
  }
};

}  // namespace

std::string_view name(Encoding e) {
  switch (e) {
    case Encoding::utf8: return "utf-8";
    case Encoding::utf16le: return "utf-16le";
    case Encoding::utf16be: return "utf-16be";
    case Encoding::windows1252: return "windows-1252";
    default: return "iso-8859-15";
  }
}

std::optional<Encoding> find_encoding(std::string_view given) {
  const std::string key = name_key(given);
  if (key == "utf8") return Encoding::utf8;
  if (key == "utf16le") return Encoding::utf16le;
  if (key == "utf16be") return Encoding::utf16be;
  for (const auto* n : {"windows1252", "cp1252", "ansi", "latin1", "iso88591"})
    if (key == n) return Encoding::windows1252;  // as browsers do: files called Latin-1 use its upper control codes as letters
  for (const auto* n : {"iso885915", "latin9"})
    if (key == n) return Encoding::iso8859_15;
  return std::nullopt;
}

Result<Survey> survey(std::istream& in, std::optional<Encoding> forced, const std::function<bool()>& go_on) {
  Survey out;
  Evidence evidence;
  std::vector<char> buffer(chunk);
  std::optional<Encoding> marked;
  std::uint64_t zero_units = 0;
  bool first = true;
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    if (in.bad()) break;
    std::string_view piece(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (piece.empty()) break;
    out.bytes += piece.size();
    if (go_on && !go_on()) return fail(ErrorCode::cancelled, "reading the file was cancelled");
    if (first) {
      first = false;
      if (piece.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || piece.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
        return fail(ErrorCode::encoding, "the file is in UTF-32: save it as UTF-8", "", "utf_32");
      if (piece.starts_with("\xEF\xBB\xBF")) marked = Encoding::utf8, out.bom = 3;
      else if (piece.starts_with("\xFF\xFE")) marked = Encoding::utf16le, out.bom = 2;
      else if (piece.starts_with("\xFE\xFF")) marked = Encoding::utf16be, out.bom = 2;
      if (marked && forced && *marked != *forced)
        return fail(ErrorCode::encoding, "the file begins with the mark of " + std::string(name(*marked)) + ", but the mapping says " +
                    std::string(name(*forced)) + ": take \"encoding\" out of the mapping", "", "encoding_contradicted");
      if (marked) forced = marked;
    }
    if (forced == Encoding::utf16le || forced == Encoding::utf16be) {
      for (std::size_t i = 0; i + 1 < piece.size(); i += 2) zero_units += piece[i] == 0 && piece[i + 1] == 0;  // chunks are of even size
    } else {
      evidence.add(piece);
    }
  }
  if (in.bad()) return fail(ErrorCode::io, "the file cannot be read to its end: check the disk or copy it again", "", "unreadable");
  if (out.bytes == out.bom) return fail(ErrorCode::parse, "the file is empty: give one with a header line", "", "empty");
  evidence.end();
  if (evidence.nuls > 0 || zero_units > 0)
    return fail(ErrorCode::parse, "this looks like a binary file (it has NUL bytes): export it as CSV; UTF-16 needs its byte order mark", "", "binary");
  if ((forced == Encoding::utf16le || forced == Encoding::utf16be) && out.bytes % 2 != 0)
    return fail(ErrorCode::encoding, "the file is cut off inside a UTF-16 character: export it again, as UTF-8", "", "cut_off");
  if (forced) {
    out.encoding = *forced;
    return out;
  }
  if (evidence.misfits == 0) return out;
  out.guessed = true;
  if (evidence.characters > evidence.misfits) {
    out.why = "most of it is valid UTF-8, so rows with other bytes are refused";
    return out;
  }
  const bool nine = evidence.c1 == 0 && evidence.latin9_signs > 0;
  out.encoding = nine ? Encoding::iso8859_15 : Encoding::windows1252;
  out.why = nine ? "it is not UTF-8, has no byte 80 to 9F, and has letters or the euro sign where only ISO-8859-15 has them"
          : evidence.c1 ? "it is not UTF-8 and has bytes 80 to 9F, which only Windows-1252 uses for text"
                        : "it is not UTF-8, and no byte in it speaks for ISO-8859-15";
  return out;
}

void Decoder::decode(std::string_view bytes, bool last, std::string& out) {
  if (encoding_ == Encoding::utf8) utf8(bytes, out);
  else if (encoding_ == Encoding::utf16le || encoding_ == Encoding::utf16be) utf16(bytes, out);
  else
    for (const char c : bytes) {
      const auto b = static_cast<unsigned char>(c);
      if (b < 0x80) { out += c; continue; }
      const std::uint32_t u = encoding_ == Encoding::iso8859_15 ? latin9(b) : b < 0xA0 ? upper_1252[b - 0x80u] : b;
      if (u == 0 || (u >= 0x80 && u < 0xA0)) out += bad_byte;  // unassigned, or a control character that no office writes
      else put(u, out);
    }
  if (last && (!rest_.empty() || high_ != 0)) {
    out += bad_byte;
    rest_.clear();
    high_ = 0;
  }
}

void Decoder::utf8(std::string_view bytes, std::string& out) {
  std::string joined;
  if (!rest_.empty()) {
    joined = std::move(rest_);
    joined += bytes;
    bytes = joined;
    rest_.clear();
  }
  std::size_t i = 0;
  while (i < bytes.size()) {
    std::size_t j = i;
    while (j < bytes.size() && static_cast<unsigned char>(bytes[j]) < 0x80) ++j;
    out.append(bytes.substr(i, j - i));
    i = j;
    if (i == bytes.size()) break;
    const int n = sequence(bytes.substr(i));
    if (n < 0) {
      rest_ = std::string(bytes.substr(i));
      break;
    }
    if (n == 0) out += bad_byte, ++i;
    else out.append(bytes.substr(i, static_cast<std::size_t>(n))), i += static_cast<std::size_t>(n);
  }
}

void Decoder::utf16(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    rest_ += c;
    if (rest_.size() < 2) continue;
    const auto a = static_cast<unsigned char>(rest_[0]), b = static_cast<unsigned char>(rest_[1]);
    const std::uint32_t unit = encoding_ == Encoding::utf16le ? a | static_cast<std::uint32_t>(b) << 8 : b | static_cast<std::uint32_t>(a) << 8;
    rest_.clear();
    if (unit >= 0xDC00 && unit < 0xE000) {
      if (high_ != 0) put(0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00), out), high_ = 0;
      else out += bad_byte;
      continue;
    }
    if (high_ != 0) out += bad_byte, high_ = 0;
    if (unit >= 0xD800 && unit < 0xDC00) high_ = unit;
    else put(unit, out);
  }
}

}  // namespace safar::inline v0::exchange
