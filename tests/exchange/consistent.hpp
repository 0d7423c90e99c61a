#pragma once
// What holds of every reading, as a test.
#include <gtest/gtest.h>

#include "sample.hpp"

namespace sample {

/// What must hold of every reading that did not fail: every row is in a fact or is rejected with a reason; facts are canonical.
inline void expect_consistent(const Read& r) {
  ASSERT_TRUE(r.ok());
  std::int64_t in_facts = 0, warnings = 0;
  for (const auto& f : r.facts) {
    in_facts += f.rows;
    auto again = safar::from_json<Application>(f.json);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(safar::to_json(*again), f.json);
    EXPECT_EQ(f.digest.size(), 32U);
  }
  std::vector<std::int64_t> bad;
  for (const auto& i : r.issues) {
    warnings += i.warning;
    EXPECT_FALSE(i.code.empty() || i.message.empty() || i.remedy.empty()) << i.code;
    EXPECT_LE(i.value.size(), 32U);
    EXPECT_EQ(i.message.find('\n'), std::string::npos);
    if (!i.warning && (bad.empty() || bad.back() != i.row)) bad.push_back(i.row);
  }
  EXPECT_EQ(in_facts + r.stats.rejected, r.stats.rows);
  EXPECT_EQ(static_cast<std::int64_t>(r.facts.size()), r.stats.facts);
  EXPECT_EQ(static_cast<std::int64_t>(bad.size()), r.stats.rejected);
  EXPECT_EQ(warnings, r.stats.warnings);
}

}  // namespace sample
