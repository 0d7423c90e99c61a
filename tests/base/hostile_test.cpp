// JSON that wants to do harm: depth, size, memory, truncation, flipped bits.
#include <safar/base/json.hpp>

#include <gtest/gtest.h>

#include <string>

#include "base/sample.hpp"

namespace {
using namespace safar;
using sample::Journey;
using sample::Tree;

TEST(Hostile, TwoMillionBracketsAreAClearError) {
  std::string tree = "{\"branches\":[";
  for (int i = 0; i < 150'000; ++i) tree += "{\"branches\":[";
  const auto r = from_json<Tree>(tree);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::too_deep);
  EXPECT_TRUE(r.error().pointer.starts_with("/branches/0/branches/0"));
  EXPECT_EQ(from_json<Journey>(std::string(2'000'000, '[')).error().code, ErrorCode::wrong_type);
  EXPECT_EQ(from_json<Journey>("{\"consent\":" + std::string(2'000'000, '[')).error().code, ErrorCode::wrong_type);
}

TEST(Hostile, TheDepthOfATypeThatContainsItself) {
  const auto nested = [](int levels) {  // each level is two brackets
    std::string s = "{}";
    for (int i = 1; i < levels; ++i) s = "{\"branches\":[" + s + "]}";
    return s;
  };
  EXPECT_TRUE(from_json<Tree>(nested(32)));
  EXPECT_EQ(from_json<Tree>(nested(33)).error().code, ErrorCode::too_deep);
  EXPECT_TRUE(from_json<Tree>(nested(33), {.depth = 65}));
}

TEST(Hostile, AHundredMegabytesAreRefusedBeforeTheyAreRead) {
  const std::string text = "{\"site\":\"" + std::string(100'000'000, 'x') + "\"}";
  const auto r = from_json<Journey>(text);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::too_large);
  EXPECT_LT(r.error().message.size(), 200U);
}

TEST(Hostile, ShortTextsMustNotMakeHugeLists) {
  std::string text = "{\"persons\":[{}";
  for (int i = 0; i < 99'999; ++i) text += ",{}";
  text += "]}";
  const auto r = from_json<Journey>(text, {.memory = 1'000'000});
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::too_large);
  EXPECT_EQ(r.error().pointer, "/persons/" + std::to_string(1'000'000 / sizeof(sample::Person)));
  EXPECT_EQ(from_json<Journey>(text, {.memory = 100'000 * sizeof(sample::Person)}).value().persons.size(), 100'000U);
}

TEST(Hostile, TruncatedAtEveryByte) {
  const std::string text = to_json(sample::full());
  for (std::size_t n = 0; n < text.size(); ++n) {
    const auto r = from_json<Journey>(std::string_view(text).substr(0, n));
    ASSERT_FALSE(r) << n;
    ASSERT_TRUE(r.error().code == ErrorCode::parse || r.error().code == ErrorCode::encoding || r.error().code == ErrorCode::unknown_member) << n << r.error().message;
  }
}

TEST(Hostile, FlippedBytesAreReadTheSameTwiceOrRefused) {
  const std::string text = to_json(sample::full());
  std::mt19937 random(2);
  int refused = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string s = text;
    for (auto k = random() % 3 + 1; k > 0; --k) s[random() % s.size()] = static_cast<char>(random());
    const auto r = from_json<Journey>(s);
    if (!r) {
      ++refused;
      ASSERT_NE(r.error().code, ErrorCode::ok);
      ASSERT_EQ(r.error().message.find('\n'), std::string::npos);
      ASSERT_TRUE(canonical_json(to_json(r.error()))) << "an error is always JSON";
      continue;
    }
    const std::string again = to_json(*r);
    ASSERT_EQ(to_json(from_json<Journey>(again).value()), again);
  }
  EXPECT_GT(refused, 2000);
}
}  // namespace
