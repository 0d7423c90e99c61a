#include <safar/base/id.hpp>

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace safar;

TEST(Id, AHashTellsApartIdsThatAreCountedOrBeginWithTheTime) {
  constexpr std::size_t n = 4096, slots = 4 * n;
  for (const std::size_t counted : {0u, 5u, 7u, 8u, 15u}) {  // the byte that changes most
    std::set<std::size_t> low;
    for (std::size_t i = 0; i < n; ++i) {
      Id id;
      id.bytes.fill(0x17);
      id.bytes[counted] = static_cast<std::uint8_t>(i);
      id.bytes[(counted + 1) % 16] = static_cast<std::uint8_t>(i >> 8);
      low.insert(IdHash()(id) % slots);
    }
    EXPECT_GT(low.size(), n * 8 / 10) << "byte " << counted << ": a random hash leaves about 88 % alone";
  }
}

TEST(Id, IsReadAndPrintedAsHexDigits) {
  Id id;
  EXPECT_TRUE(parse_into("0123456789abcdef0123456789abcdef", id));
  EXPECT_EQ(to_string(id), "0123456789abcdef0123456789abcdef");
  for (const char* wrong : {"0123456789ABCDEF0123456789abcdef", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdeg", "00000000000000000000000000000000"}) {
    Id other = id;
    EXPECT_FALSE(parse_into(wrong, other)) << wrong;
    EXPECT_EQ(other, id) << "is only written on success";
    EXPECT_EQ(Id::parse(wrong).error().code, ErrorCode::parse) << wrong;
    EXPECT_EQ(RequestId::parse(wrong).error().code, ErrorCode::parse) << wrong;
  }
  EXPECT_EQ(RequestId::parse("0123456789abcdef0123456789abcdef").value(), RequestId(id));
  EXPECT_EQ(safar::id("0123456789abcdef0123456789abcdef"), id);
  Id none = id;
  EXPECT_TRUE(parse_into("", none) && none.none());
  EXPECT_FALSE(RequestId::parse("")) << "a request that was lost on the way would make a second case";
}

}  // namespace
