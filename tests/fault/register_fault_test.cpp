#include <gtest/gtest.h>

#include "fault/campaign.hpp"
#include "fault/program.hpp"

using namespace fault;

TEST(RegisterFault, AScriptedLifeIsLedWhole) {
  const Folder folder;
  const Verdict v = register_life(folder.path(), {});
  EXPECT_EQ(v.acknowledged, 16);
  EXPECT_EQ(v.lost + v.halves, 0) << v.what;
}

TEST(RegisterFault, NothingAcknowledgedIsLostAndNothingIsThereInPart) {
  const Totals t = campaign(register_life, 60, 97, 7);
  EXPECT_EQ(t.lost, 0) << t.first;
  EXPECT_EQ(t.halves, 0) << t.first;
  EXPECT_GT(t.cuts, 15);
  EXPECT_GT(t.errors, 15);
}

TEST(RegisterFault, ControlAFlushThatOnlyPretendsLosesActs) {
  const Totals t = control(register_life, 12, Honesty::pretends, 7);
  EXPECT_GT(t.lost, 0);
}

int main(int argc, char** argv) { return program(argc, argv, register_life); }
