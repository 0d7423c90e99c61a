#include "exchange/encoding.hpp"

#include <random>

#include "consistent.hpp"

namespace {
using namespace safar;
using sample::read;

std::string utf16(std::u16string_view s, bool big, bool bom = true) {
  std::string out;
  const auto unit = [&](char16_t u) {
    const char low = static_cast<char>(u & 255), high = static_cast<char>(u >> 8);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (bom) unit(0xFEFF);
  for (const auto u : s) unit(u);
  return out;
}
const std::string plain = "name\nAm\xC3\xA9lie \xC5\x93uvre\n";

TEST(Encoding, EveryOneGivesTheSameFactAndDigest) {
  const auto expected = read(plain);
  ASSERT_EQ(expected.facts.size(), 1U);
  EXPECT_EQ(expected.facts[0].json, "{\"persons\":[{\"name\":\"Am\xC3\xA9lie \xC5\x93uvre\"}],\"rank\":0}");
  EXPECT_EQ(expected.stats.encoding, "utf-8");
  EXPECT_EQ(expected.stats.bytes, plain.size());
  EXPECT_TRUE(expected.issues.empty());
  for (const auto& [bytes, encoding] : std::vector<std::pair<std::string, std::string>>{
           {"\xEF\xBB\xBF" + plain, "utf-8"}, {"name\nAm\xE9lie \x9Cuvre\n", "windows-1252"}, {"name\nAm\xE9lie \xBDuvre\n", "iso-8859-15"},
           {utf16(u"name\nAm\u00e9lie \u0153uvre\n", false), "utf-16le"}, {utf16(u"name\nAm\u00e9lie \u0153uvre\n", true), "utf-16be"}}) {
    const auto r = read(bytes);
    ASSERT_EQ(r.facts.size(), 1U) << encoding << r.error.message;
    EXPECT_EQ(r.facts[0].json, expected.facts[0].json) << encoding;
    EXPECT_EQ(r.facts[0].digest, expected.facts[0].digest);
    EXPECT_EQ(r.stats.encoding, encoding);
    const bool guess = encoding == "windows-1252" || encoding == "iso-8859-15";
    EXPECT_EQ(r.count("encoding_guessed"), guess ? 1U : 0U) << encoding;
    sample::expect_consistent(r);
  }
}

TEST(Encoding, WhichOfTheSingleByteOnes) {
  EXPECT_EQ(read("site\n5 \xA4\n").stats.encoding, "iso-8859-15");        // euro sign
  EXPECT_EQ(read("site\n\xA4 \x92\n").stats.encoding, "windows-1252");    // a byte 92 decides
  EXPECT_EQ(read("site\n1 \xBD\n").stats.encoding, "windows-1252");       // a half beside no letter
  EXPECT_EQ(read("site\n\xE9\n").stats.encoding, "windows-1252");         // nothing decides
  EXPECT_EQ(read("site\n5 \xA4\n", R"({"v":1,"encoding":"windows-1252"})").facts[0].json, "{\"rank\":0,\"site\":\"5 \xC2\xA4\"}");
  EXPECT_EQ(read("site\n5 \xA4\n").facts[0].json, "{\"rank\":0,\"site\":\"5 \xE2\x82\xAC\"}");
}

TEST(Encoding, BadBytesRejectTheirRowOnly) {
  const auto r = read("\xEF\xBB\xBFsite\nok\nb\xE9" "d\nfine\n", R"({"v":1,"quote_cells":true})");
  EXPECT_EQ(r.errors(), "2:bad_encoding");
  EXPECT_EQ(r.facts.size(), 2U);
  EXPECT_EQ(r.issue("bad_encoding").value, "b?d");
  sample::expect_consistent(r);
  const auto damaged = read("site\n\xC3\xA9\xC3\xA9\nb\xE9" "d\n");  // more valid characters than misfits: UTF-8
  EXPECT_EQ(damaged.stats.encoding, "utf-8");
  EXPECT_EQ(damaged.errors(), "2:bad_encoding");
  EXPECT_EQ(damaged.count("encoding_guessed"), 1U);
  EXPECT_EQ(read("site\na\x81" "b\xE9\n").errors(), "1:bad_encoding");   // no character of Windows-1252
  EXPECT_EQ(read("\xEF\xBB\xBFsite\na\xED\xA0\x80\n").errors(), "1:bad_encoding");  // a surrogate
  EXPECT_EQ(read("\xEF\xBB\xBFsite\na\xC0\xAF\n").errors(), "1:bad_encoding");      // an overlong form
  EXPECT_EQ(read(utf16(u"site\na\xD800z\n\xD83D\xDE00\n", false)).errors(), "1:bad_encoding");
  EXPECT_EQ(read("\xEF\xBB\xBFsite\nab\xC3").errors(), "1:bad_encoding");           // cut off inside a character
}

TEST(Encoding, FilesThatAreNoText) {
  const auto fails = [](const std::string& bytes, ErrorCode code, std::string_view reason, std::string_view mapping = "") {
    const auto r = read(bytes, mapping);
    EXPECT_EQ(r.error.code, code);
    EXPECT_EQ(r.error.reason, reason);
    EXPECT_TRUE(r.facts.empty());
  };
  fails(std::string("site\na\0b\n", 9), ErrorCode::parse, "binary");
  fails("site\n" + std::string(200'000, 'x') + std::string(1, '\0'), ErrorCode::parse, "binary");  // wherever it is
  fails(utf16(u"site\na\n", false, false), ErrorCode::parse, "binary");
  fails(utf16(std::u16string_view(u"site\na\0\n", 8), false), ErrorCode::parse, "binary");
  fails(utf16(u"site\na\n", false) + "x", ErrorCode::encoding, "cut_off");
  fails(std::string("\xFF\xFE\0\0", 4), ErrorCode::encoding, "utf_32");
  fails("\xEF\xBB\xBFsite\na\n", ErrorCode::encoding, "encoding_contradicted", R"({"v":1,"encoding":"latin9"})");
  fails("", ErrorCode::parse, "empty");
  fails("\xEF\xBB\xBF", ErrorCode::parse, "empty");
  fails("\n\r\n  \n", ErrorCode::parse, "empty");
}

TEST(Encoding, SplittingTheBytesChangesNothing) {
  std::mt19937 random(7);
  for (const auto e : {exchange::Encoding::utf8, exchange::Encoding::utf16le, exchange::Encoding::utf16be, exchange::Encoding::windows1252})
    for (int round = 0; round < 200; ++round) {
      std::string bytes;
      const auto style = random() % 3;
      for (std::size_t i = random() % 40; i > 0; --i) {
        if (style == 0) bytes += static_cast<char>(static_cast<unsigned char>(random()));
        else bytes += std::array<std::string_view, 4>{"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}[random() % 4];
      }
      std::string whole, pieces;
      exchange::Decoder(e).decode(bytes, true, whole);
      exchange::Decoder d(e);
      for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t n = std::min<std::size_t>(1 + random() % 3, bytes.size() - at);
        d.decode(std::string_view(bytes).substr(at, n), at + n == bytes.size(), pieces);
        at += n;
      }
      ASSERT_EQ(whole, pieces);
      if (style != 0 && e == exchange::Encoding::utf8) { ASSERT_EQ(whole, bytes); }
    }
}

}  // namespace
