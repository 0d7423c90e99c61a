#include <safar/base/json.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {
using namespace safar;

std::string canon(std::string_view text) {
  auto r = canonical_json(text);
  return r ? *r : std::string(name(r.error().code)) + " " + r.error().pointer;
}

TEST(Canonical, SortsByBytesAndDropsWhiteSpace) {
  EXPECT_EQ(canon(" { \"b\" : [ 1 , 2 ] , \"a\" : { } , \"B\":null,\"\xC3\xA9\":true } "), "{\"B\":null,\"a\":{},\"b\":[1,2],\"\xC3\xA9\":true}");
}

TEST(Canonical, HasOneEscapeForEachCharacter) {
  EXPECT_EQ(canon(R"("\u0000\u001F\u007f\/\u0022\\\b\f\n\r\t\u00e9\ud83d\ude8c")"), "\"\\u0000\\u001f\x7f/\\\"\\\\\\b\\f\\n\\r\\t\xC3\xA9\xF0\x9F\x9A\x8C\"");
  EXPECT_EQ(json_string(std::string("\0\x1f\"", 3)), "\"\\u0000\\u001f\\\"\"");
}

TEST(Canonical, PutsAReplacementForBytesThatAreNoText) {
  EXPECT_EQ(json_string("a\xff\xc3z"), "\"a\xef\xbf\xbd\xef\xbf\xbdz\"");
  EXPECT_EQ(json_string("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(Canonical, RefusesWhatTwoReadersWouldReadDifferently) {
  EXPECT_EQ(canon("1.0"), "wrong_type ");
  EXPECT_EQ(canon("{\"a\":[0,1e2]}"), "wrong_type /a/1");
  EXPECT_EQ(canon("1e999"), "wrong_type ");
  EXPECT_EQ(canon("9007199254740992"), "9007199254740992");
  EXPECT_EQ(canon("9007199254740993"), "out_of_range ");
  EXPECT_EQ(canon("[-9007199254740993]"), "out_of_range /0");
  EXPECT_EQ(canon("[18446744073709551616]"), "out_of_range /0");
  EXPECT_EQ(canon("{\"a\":1,\"b\":{\"c\":1,\"c\":2}}"), "duplicate_member /b/c");
  EXPECT_EQ(canon("{\"a\":1,\"\\u0061\":2}"), "duplicate_member /a");
  EXPECT_EQ(canon("\"\\ud800\""), "encoding ");
  EXPECT_EQ(canon("\"\\udc00\""), "encoding ");
  EXPECT_EQ(canon("\"\xff\""), "encoding ");
  EXPECT_EQ(canon("\"\xed\xa0\x80\""), "encoding ");
  EXPECT_EQ(canon("\"\xc0\x80\""), "encoding ");
  EXPECT_EQ(canon("\xef\xbb\xbf{}"), "parse ");
  EXPECT_EQ(canon(std::string_view("{}\0{", 4)), "parse ");
  EXPECT_EQ(canon(""), "parse ");
  EXPECT_EQ(canon("{} {}"), "parse ");
  EXPECT_EQ(canon("[1,]"), "parse /0");
  EXPECT_EQ(canon("NaN"), "parse ");
  EXPECT_EQ(canon("{\"a_b\":[}"), "parse /a_b");
}

TEST(Canonical, DepthAndSizeHaveLimits) {
  const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  EXPECT_EQ(canon(nested(64)), nested(64));
  EXPECT_TRUE(canon(nested(65)).starts_with("too_deep /0/0"));
  for (const std::string& text : {std::string(2'000'000, '['), nested(1'000'000), [] { std::string s; for (int i = 0; i < 400'000; ++i) s += "{\"a\":"; return s; }()}) {
    const auto r = canonical_json(text);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().code, ErrorCode::too_deep);
    EXPECT_EQ(canonical_json(text, {.bytes = 1u << 30, .depth = std::size_t(-1)}).error().code, ErrorCode::too_deep) << "the ceiling of 512";
  }
  EXPECT_EQ(canonical_json("[1]", {.bytes = 2}).error().code, ErrorCode::too_large);
  EXPECT_EQ(canonical_json("[1]", {.bytes = 3}).value(), "[1]");
}

TEST(Canonical, OneHugeStringIsRefusedUnderTheDefaultAndReadUnderALargerLimit) {
  std::string text(100'000'000, 'x');
  text.front() = text.back() = '"';
  EXPECT_EQ(canonical_json(text).error().code, ErrorCode::too_large);
  text.resize(17u << 20);
  text.back() = '"';
  EXPECT_EQ(canonical_json(text).error().code, ErrorCode::too_large);
  EXPECT_TRUE(canonical_json(text, {.bytes = 1u << 30}).value() == text);
  text.pop_back();
  const auto r = canonical_json(text, {.bytes = 1u << 30});
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::parse);
  EXPECT_LT(r.error().message.size(), 200U) << "the message must not carry the input";
}
}  // namespace
