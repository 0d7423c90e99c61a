#include <gtest/gtest.h>

#include <fstream>

#include <safar/store/log.hpp>

#include "fault/campaign.hpp"
#include "fault/program.hpp"

using namespace fault;
using namespace safar;

TEST(StoreFault, NothingAcknowledgedIsLostAndNothingIsThereInPart) {
  const Totals t = campaign(store_life, places_of(store_life, 61, 7), 0, 150);
  EXPECT_EQ(t.lost, 0) << t.first;
  EXPECT_EQ(t.halves, 0) << t.first;
  EXPECT_GT(t.cuts, 40);
  EXPECT_GT(t.errors, 40);
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

// A bulk transaction commits its keys and then the log: whatever fails in between, the log has all of its acts or none, and its
// persons get other keys.
TEST(StoreFault, ABulkTransactionIsThereWholeOrNotAtAll) {
  const Folder folder;
  const auto lead = [&](const Life& life) {
    const Verdict v = store_life(folder.path(), life);
    EXPECT_EQ(v.lost + v.halves, 0) << v.what << " [" << text(life) << "]";
    for (const auto& old : std::filesystem::directory_iterator(folder.path())) std::filesystem::remove(old.path());
    return v;
  };
  const Verdict whole = lead({});
  ASSERT_GT(whole.bulk_changes.last - whole.bulk_changes.first, 20);
  std::int64_t none = 0;
  for (std::int64_t back = 0; back < 30; ++back) {
    Life cut;
    cut.fault.cut_at = whole.bulk_changes.last - back;
    cut.fault.seed = static_cast<std::uint64_t>(back + 1);
    lead(cut);
    Life error;
    error.fault.error_at = whole.bulk_calls.last - back;
    error.fault.flush_forgets = back % 2 != 0;
    error.ending = static_cast<Ending>(back % 3);
    const Verdict v = lead(error);
    none += v.acknowledged < whole.acknowledged;
  }
  EXPECT_GT(none, 5) << "no commit failed";
}

// The key file is made beside the register: its name is flushed before an act is acknowledged, else a power cut takes every key.
TEST(StoreFault, TheKeyFilesNameIsFlushed) {
  const Folder folder;
  Disk disk(folder.path());
  store::Options options;
  options.create = true;
  options.office = "BKO";
  options.keys = keys::file(folder.path() + "key");
  store::Log::open(folder.path() + "r.safar", options).value()->close().value();
  std::ofstream(folder.path() + "beside") << "not flushed";
  bool gone = false;
  for (int k = 0; k < 40; ++k) {
    disk.reboot();
    ASSERT_TRUE(std::filesystem::exists(folder.path() + "key"));
    gone |= !std::filesystem::exists(folder.path() + "beside");
  }
  EXPECT_TRUE(gone) << "control: this disk forgets nothing beside SQLite";
  options.create = false;
  EXPECT_TRUE(store::Log::open(folder.path() + "r.safar", options).ok());
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
