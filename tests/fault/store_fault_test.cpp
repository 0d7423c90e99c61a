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

// A new register's files are made without a flush for every step. All of it must be flushed before it is acknowledged, the emptied
// -wal too: a part of it that came back once undid the register's own keys.
TEST(StoreFault, APowerCutWhileARegisterIsMadeOrJustAfter) {
  const Folder folder;
  for (std::int64_t n = 100; n <= 175; ++n) {
    Life life;
    life.fault.cut_at = n;
    life.fault.seed = static_cast<std::uint64_t>(n + 1);
    const Verdict v = store_life(folder.path(), life);
    EXPECT_EQ(v.lost + v.halves, 0) << v.what << " [" << text(life) << "]";
    for (const auto& old : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(old.path());
  }
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
