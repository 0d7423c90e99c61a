#include <safar/base/result.hpp>

#include <gtest/gtest.h>

#include <string>

#include <safar/base/json.hpp>

#include "base/json_dom.hpp"

namespace {
using namespace safar;

/// Codes that have a name, counted by asking for every number.
int named() {
  int n = 0;
  for (int i = -5; i < 100; ++i) n += name(static_cast<ErrorCode>(i)) != "unknown";
  return n;
}

TEST(Messages, EveryCodeHasANameAndAnUnknownNumberSaysSo) {
  EXPECT_EQ(named(), 32);
  EXPECT_EQ(name(ErrorCode::refused), "refused");
  EXPECT_EQ(name(ErrorCode::closed), "closed");
  EXPECT_EQ(name(static_cast<ErrorCode>(35)), "unknown");
}

bool has_arabic(const std::string& s) { return s.find('\xD8') != std::string::npos || s.find('\xD9') != std::string::npos; }

TEST(Messages, TheTableIsCanonicalAndSpeaksThreeLanguages) {
  const std::string text = describe_errors();
  EXPECT_EQ(canonical_json(text).value(), text);
  const auto doc = parse_dom(text).value();
  EXPECT_EQ(doc["codes"].size(), 32U);
  for (const char* list : {"codes", "reasons"})
    for (const auto& each : doc[list]) {
      const auto& s = each["sentence"];
      EXPECT_TRUE(s["en"].get<std::string>().ends_with('.')) << each;
      EXPECT_TRUE(s["fr"].get<std::string>().ends_with('.')) << each;
      EXPECT_TRUE(s["ar"].get<std::string>().ends_with('.')) << each;
      EXPECT_TRUE(has_arabic(s["ar"].get<std::string>())) << each;
      EXPECT_FALSE(has_arabic(s["fr"].get<std::string>())) << each;
    }
}

TEST(Messages, EveryReasonThatTheRoomsUseIsThere) {
  const auto doc = parse_dom(describe_errors()).value();
  for (const char* word : {"held", "not_in_state", "wrong_role", "guard_false", "guard_unknown", "reason_required", "unknown_outcome", "not_in_workflow", "stale",
                           "expectation", "request_reused", "busy", "erased", "case_closed", "consent_missing", "no_such_case", "no_such_person", "figures_only",
                           "clock_jumped", "clock_wrong"}) {
    int found = 0;
    for (const auto& r : doc["reasons"]) found += r["reason"] == word;
    EXPECT_EQ(found, 1) << word;
  }
}

TEST(Messages, AnErrorIsCanonicalJsonWithItsReasonsSentence) {
  Error e = fail(ErrorCode::refused, "the \"hold\" 81-77 blocks depart", "/case", "held", "Review it.");
  e.row = 3;
  const std::string text = to_json(e);
  EXPECT_EQ(canonical_json(text).value(), text);
  const auto doc = parse_dom(text).value();
  EXPECT_EQ(doc["code"], 20);
  EXPECT_EQ(doc["name"], "refused");
  EXPECT_EQ(doc["message"], e.message);
  EXPECT_EQ(doc["pointer"], "/case");
  EXPECT_EQ(doc["reason"], "held");
  EXPECT_EQ(doc["remedy"], "Review it.");
  EXPECT_EQ(doc["row"], 3);
  EXPECT_EQ(doc["v"], 1);
  EXPECT_NE(doc["sentence"]["fr"].get<std::string>().find("suspendu"), std::string::npos);
  e.reason = "no such word";
  EXPECT_NE(parse_dom(to_json(e)).value()["sentence"], doc["sentence"]);
  e.code = static_cast<ErrorCode>(35);
  EXPECT_EQ(parse_dom(to_json(e)).value()["sentence"]["en"], "Something failed.");
}
}  // namespace
