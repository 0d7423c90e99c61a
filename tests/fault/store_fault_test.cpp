#include <gtest/gtest.h>

#include "fault/campaign.hpp"
#include "fault/program.hpp"

using namespace fault;

TEST(StoreFault, NothingAcknowledgedIsLostAndNothingIsThereInPart) {
  const Totals t = campaign(store_life, 180, 41, 7);
  EXPECT_EQ(t.lost, 0) << t.first;
  EXPECT_EQ(t.halves, 0) << t.first;
  EXPECT_GT(t.cuts, 40);
  EXPECT_GT(t.errors, 60);
  EXPECT_GT(t.acknowledged, 1000);
}

TEST(StoreFault, ControlAFlushThatOnlyPretendsLosesActs) {
  const Totals t = control(store_life, 20, Honesty::pretends, 7);
  EXPECT_GT(t.lost, 0);
}

TEST(StoreFault, ControlAFlushOfAPartIsNoticed) {
  const Totals t = control(store_life, 20, Honesty::flushes_a_part, 7);
  EXPECT_GT(t.lost + t.halves, 0);
}

int main(int argc, char** argv) { return program(argc, argv, store_life); }
