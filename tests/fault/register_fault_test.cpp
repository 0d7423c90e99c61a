#include <gtest/gtest.h>

#include "fault/campaign.hpp"
#include "fault/program.hpp"

using namespace fault;

TEST(RegisterFault, AScriptedLifeIsLedWhole) {
  const Folder folder;
  const Verdict v = register_life(folder.path(), {});
  EXPECT_EQ(v.acknowledged, 17 + 121 + 151);
  EXPECT_EQ(v.lost + v.halves, 0) << v.what;
  EXPECT_FALSE(v.recovered) << "it was closed";
}

TEST(RegisterFault, VerifySaysWhatOpeningPutRight) {
  const Folder folder;
  Life life;
  const std::int64_t crowd = register_life(folder.path(), life).bulk_changes.first;
  bool said = false;
  for (int k = 1; k < 7; ++k) {
    for (const auto& old : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(old.path());
    life.fault.cut_at = crowd * k / 7;
    const Verdict v = register_life(folder.path(), life);
    EXPECT_EQ(v.lost + v.halves, 0) << v.what;
    said |= v.recovered;
  }
  EXPECT_TRUE(said);
}

TEST(RegisterFault, NothingAcknowledgedIsLostAndNothingIsThereInPart) {
  const Totals t = campaign(register_life, places_of(register_life, 151, 7), 0, 60);
  EXPECT_EQ(t.lost, 0) << t.first;
  EXPECT_EQ(t.halves, 0) << t.first;
  EXPECT_GT(t.cuts, 15);
  EXPECT_GT(t.errors, 15);
}

// Not in the suite, since a life takes seconds: tests/bench/power_cuts.py runs it. More commands than one transaction takes: while one thread writes the first of them, another prepares and reads what is committed.
TEST(RegisterFault, DISABLED_CommandsThatAreWrittenWhileOthersArePrepared) {
  const Folder folder;
  Life life;
  life.crowd = 4'200;
  const Verdict whole = register_life(folder.path(), life);
  EXPECT_EQ(whole.lost + whole.halves, 0) << whole.what;
  EXPECT_GT(whole.acknowledged, 4'200);
  const auto span = [](const Verdict::Span& of, std::int64_t fourths) { return of.first + (of.last - of.first) * fourths / 4; };
  for (int k = 0; k < 2; ++k) {
    for (const auto& old : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(old.path());
    life.fault = {};
    if (k == 0) life.fault.error_at = span(whole.bulk_calls, 2);
    else life.fault.cut_at = span(whole.bulk_changes, 3);
    const Verdict v = register_life(folder.path(), life);
    EXPECT_EQ(v.lost + v.halves, 0) << v.what << " [" << text(life) << "]";
    EXPECT_LT(v.acknowledged, whole.acknowledged);
    EXPECT_TRUE(v.cut || v.failed);
  }
}

TEST(RegisterFault, ControlAFlushThatOnlyPretendsLosesActs) {
  const Totals t = control(register_life, 12, Honesty::pretends, 7);
  EXPECT_GT(t.lost, 0);
}

int main(int argc, char** argv) { return program(argc, argv, register_life); }
