#include <safar/base/json.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/upcast.hpp>
#include <safar/casework/verbs.hpp>

using namespace safar;

TEST(Upcast, GivesMembersTheirNewNamesInBodyAndBoxes) {
  PersonId person;
  person.bytes[0] = 7;
  std::string body = R"({"case":"0000000000000000000000000000000a","organisation":"clinic","person_id":")" + to_string(person) + R"(","reason":{"code":"need"},"v":1})";
  std::vector<Unsealed> boxes = {{person, std::nullopt, Shelf::casefile, R"({"/reason/text":"now"})", false}, {person, std::nullopt, Shelf::sensitive, R"({"/what_for":"dressing"})", false}};
  ASSERT_TRUE(upcast(EventKind::refer, 1, body, boxes));
  Refer fact;
  const auto read = merge(info<Refer>(), body, boxes, &fact);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(fact.to, "clinic");
  EXPECT_EQ(fact.need.value, "dressing");
  EXPECT_EQ(fact.reason.text.value, "now") << "what did not change stays";
  EXPECT_EQ(body.find("organisation"), std::string::npos);
  EXPECT_NE(body.find("\"v\":2"), std::string::npos);
}

TEST(Upcast, IsNeededOnlyForAnOlderVersionAndOnlyOnce) {
  // The control: without it the older form is read as nothing said, and the pointer of its box leads nowhere.
  const std::string older = R"({"case":"0000000000000000000000000000000a","organisation":"clinic","v":1})";
  Refer fact;
  ASSERT_TRUE(merge(info<Refer>(), older, {}, &fact));
  EXPECT_EQ(fact.to, "");
  std::string body = R"({"organisation":"old","to":"new","v":2})";
  std::vector<Unsealed> none;
  const std::string before = body;
  ASSERT_TRUE(upcast(EventKind::refer, 2, body, none));
  EXPECT_EQ(body, before) << "today's form is not looked at";
  ASSERT_TRUE(upcast(EventKind::refer, 1, body, none));
  EXPECT_EQ(body, R"({"to":"new","v":2})") << "the new name wins where both stand";
}

TEST(Upcast, LeavesErasedAndWithheldBoxesAlone) {
  std::string body = R"({"organisation":"clinic","v":1})";
  std::vector<Unsealed> boxes = {{Id(), std::nullopt, Shelf::sensitive, std::nullopt, false}, {Id(), std::nullopt, Shelf::sensitive, std::nullopt, true}};
  ASSERT_TRUE(upcast(EventKind::refer, 1, body, boxes));
  EXPECT_FALSE(boxes[0].content.has_value());
  EXPECT_TRUE(boxes[1].withheld);
}

TEST(Upcast, KnowsWhatIsNewerThanItself) {
  std::string body = "{}";
  std::vector<Unsealed> none;
  EXPECT_EQ(upcast(EventKind::refer, fact_version(EventKind::refer) + 1, body, none).error().code, ErrorCode::newer);
  EXPECT_EQ(upcast(static_cast<EventKind>(4000), 1, body, none).error().reason, "newer_kind");
  EXPECT_EQ(upcast(EventKind::refer, 1, body = "[]", none).error().code, ErrorCode::corrupt);
  for (const auto& v : verbs()) EXPECT_GE(fact_version(v.kind), 1u);
  EXPECT_EQ(fact_version(EventKind::refer), 2u);
  EXPECT_EQ(fact_version(EventKind::apply), 1u);
}
