/// Copies of a register, registers made of copies, and new key-encrypting keys.
#include <atomic>
#include <thread>

#include "store/fixture.hpp"

using namespace store_test;

namespace {

std::size_t named(const std::string& bytes, const std::string& what) {
  std::size_t n = 0;
  for (auto at = bytes.find(what); at != std::string::npos; at = bytes.find(what, at + 1)) ++n;
  return n;
}

bool opens_all(Log& log, std::int64_t boxes) {
  const auto report = log.verify().value();
  for (const auto& p : report.problems) ADD_FAILURE() << p.table << " " << p.act << ": " << p.what;
  EXPECT_EQ(report.erased, 0);
  EXPECT_EQ(report.boxes, boxes);
  return report.problems.empty() && report.erased == 0 && report.boxes == boxes;
}

}  // namespace

TEST(StoreSnapshot, IsTheRegisterOfThatMomentAndOnlyToRead) {
  Folder folder;
  auto log = make(folder);
  for (unsigned n = 1; n <= 20; ++n) write(*log, application(n));  // keys still lie among the spares
  auto reader = Log::open(folder / "r.safar", reading(folder)).value();
  log->snapshot(folder / "s1").value();
  reader->snapshot(folder / "s2").value();
  write(*log, application(21));
  for (const char* name : {"s1", "s2"}) {
    auto copy = Log::open(folder / name, reading(folder)).value();
    EXPECT_EQ(copy->last_event(), 20);
    EXPECT_EQ(copy->writer(), log->writer());
    EXPECT_TRUE(opens_all(*copy, 80));
    EXPECT_EQ(copy->events_of(person(20), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 20\"}");
    copy->snapshot(folder / (std::string(name) + "-again")).value();
    copy->close().value();
    const auto refused = Log::open(folder / name, options(folder));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_permitted);
    EXPECT_EQ(refused.error().reason, "snapshot");
    EXPECT_NE(refused.error().remedy.find("Restore it"), std::string::npos);
  }
  EXPECT_FALSE(Log::open(folder / "s1-again", options(folder))) << "a copy of a copy is one too";
  log->close().value();
  EXPECT_TRUE(open(folder)->begin()) << "control: the register itself is not marked";
}

TEST(StoreSnapshot, RefusesWhatIsThereAndLeavesNoHalves) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  std::ofstream(folder / "there") << "x";
  std::ofstream(folder / "half.keys") << "x";
  EXPECT_EQ(log->snapshot(folder / "there").error().code, ErrorCode::exists);
  EXPECT_EQ(log->snapshot(folder / "half").error().code, ErrorCode::exists);
  EXPECT_EQ(bytes_of(folder / "there"), "x");
  EXPECT_FALSE(std::filesystem::exists(folder / "there.keys"));
  EXPECT_FALSE(std::filesystem::exists(folder / "half"));
  EXPECT_EQ(log->snapshot(folder / "no/such").error().code, ErrorCode::io);
  EXPECT_EQ(log->snapshot("").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(log->snapshot(folder / "r.safar").error().code, ErrorCode::exists);
  log->begin().value();
  EXPECT_EQ(log->snapshot(folder / "s").error().code, ErrorCode::invalid_argument) << "in a transaction";
  log->rollback();
  EXPECT_FALSE(std::filesystem::exists(folder / "s"));
  EXPECT_TRUE(opens_all(*log, 4));
}

TEST(StoreSnapshot, WhilePersonsAreErasedItKnowsOfEveryKeyThatItLacks) {
  Folder folder;
  auto log = make(folder);
  for (unsigned n = 0; n < 400; ++n) write(*log, application(n));
  std::atomic<bool> done = false;
  std::thread eraser([&] {
    for (unsigned n = 0; n < 400 && !done; ++n) {
      log->begin().value();
      log->append(erasure({person(n)})).value();
      log->mark_erased({person(n)}).value();
      log->commit().value();
      EXPECT_TRUE(log->finish_erasure());
    }
    done = true;
  });
  auto reader = Log::open(folder / "r.safar", reading(folder)).value();
  unsigned copies = 0, busy = 0;
  for (unsigned n = 0; !done && n < 60; ++n) {
    const std::string at = folder / ("s" + std::to_string(n));
    const auto copied = reader->snapshot(at);
    if (!copied) {
      EXPECT_EQ(copied.error().reason, "erasing") << copied.error().message;
      ++busy;
      continue;
    }
    const auto report = Log::open(at, reading(folder)).value()->verify().value();
    for (const auto& p : report.problems) ADD_FAILURE() << p.table << " " << p.act << ": " << p.what;
    ++copies;
  }
  done = true;
  eraser.join();
  EXPECT_GT(copies, 0u) << busy;
}

TEST(StoreRestore, AWriterOfItsOwnBesideTheOldOne) {
  Folder folder;
  auto log = make(folder);
  for (unsigned n = 1; n <= 20; ++n) write(*log, application(n));
  log->snapshot(folder / "s").value();
  for (unsigned n = 21; n <= 25; ++n) write(*log, application(n));  // the original goes on: spares that the copy has too are used
  Options o = options(folder);
  o.office = "bko";
  EXPECT_EQ(Log::restore(folder / "s", folder / "t", o).error().code, ErrorCode::invalid_argument);
  o.office = "TUN";
  EXPECT_EQ(Log::restore(folder / "none", folder / "t", o).error().code, ErrorCode::not_found);
  EXPECT_EQ(Log::restore(folder / "s", folder / "r.safar", o).error().code, ErrorCode::exists);
  EXPECT_FALSE(std::filesystem::exists(folder / "t"));
  Log::restore(folder / "s", folder / "t", o).value();
  auto second = open(folder, "t");
  EXPECT_NE(second->writer(), log->writer());
  EXPECT_EQ(second->office(), "TUN");
  EXPECT_EQ(second->last_event(), 20);
  const ActOut first = write(*second, application(31));
  EXPECT_EQ(first.seq, 1);
  EXPECT_EQ(first.pos, 21);
  EXPECT_NE(first.head.find("\"seen\":{\"" + to_string(log->writer()) + "\":20}"), std::string::npos) << first.head;
  EXPECT_EQ(write(*second, application(1 + 40)).seq, 2);
  EXPECT_TRUE(opens_all(*second, 88));
  EXPECT_EQ(second->verify().value().writers, 2);
  EXPECT_EQ(second->derived_id("m", {"2019-01"}), log->derived_id("m", {"2019-01"})) << "the register's key is the same";
  second->close().value();
  EXPECT_TRUE(opens_all(*open(folder, "t"), 88));
  // The original's signing key is not in the copy, and no key is used in both for different persons.
  Raw keys(folder / "t.keys");
  EXPECT_EQ(keys.one("SELECT count(*) FROM wrap_key"), "1");
  log->close().value();
  Raw(folder / "r.safar.keys").run("PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string seed = Raw(folder / "s.keys").one("SELECT wrapped FROM secret WHERE owner = 0 AND shelf = 65");
  EXPECT_EQ(named(bytes_of(folder / "s.keys"), seed), 1u) << "control";
  EXPECT_EQ(named(bytes_of(folder / "t.keys") + bytes_of(folder / "t.keys-wal"), seed), 0u);
}

TEST(StoreRestore, OfAClosedCopyAndOfOneThatLacksItsKeys) {
  Folder folder, backup;
  {
    auto log = make(folder);
    for (unsigned n = 1; n <= 3; ++n) write(*log, application(n));
  }
  folder.copy_to(backup);
  Log::restore(backup / "r.safar", folder / "t", options(folder)).value();
  auto second = open(folder, "t");
  EXPECT_EQ(second->office(), "BKO") << "none given: the old one";
  EXPECT_EQ(write(*second, application(4)).seq, 1);
  EXPECT_TRUE(opens_all(*second, 16));
  std::filesystem::remove(backup / "r.safar.keys");
  EXPECT_EQ(Log::restore(backup / "r.safar", folder / "u", options(folder)).error().code, ErrorCode::key);
  EXPECT_FALSE(std::filesystem::exists(folder / "u"));
}

TEST(StoreRestore, WhatACrashLeavesIsNotWrittenTo) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  log->snapshot(folder / "s").value();
  Log::restore(folder / "s", folder / "t", options(folder)).value();
  // The state before the last commit of restore(): keys are renewed, the mark is there, the writer is not.
  Raw t(folder / "t");
  t.run("DELETE FROM writer WHERE n = 2; INSERT INTO recovery VALUES('snapshot', 1)");
  EXPECT_EQ(Log::open(folder / "t", options(folder)).error().reason, "snapshot");
}

TEST(StoreRewrap, OldCopiesOfTheKeysAreDeadForTheNewKey) {
  Folder folder, before;
  auto log = make(folder);
  for (unsigned n = 1; n <= 100; ++n) write(*log, application(n));
  log->snapshot(before / "r.safar").value();
  log->close().value();
  std::vector<std::string> old;
  for (const auto& row : Raw(folder / "r.safar.keys").rows("SELECT wrapped FROM secret UNION ALL SELECT wrapped FROM spare")) old.push_back(*row[0]);
  ASSERT_GT(old.size(), 300u);
  log = open(folder);
  EXPECT_EQ(log->rewrap(options(folder).keys).error().code, ErrorCode::invalid_argument) << "the same key again";
  const keys::Source next = keys::file(folder / "key2");
  const auto report = log->rewrap(next).value();
  EXPECT_TRUE(report.done) << report.pending;
  EXPECT_EQ(report.keys, 303);
  write(*log, application(101));
  EXPECT_TRUE(opens_all(*log, 404));
  std::string bytes = bytes_of(folder / "r.safar.keys") + bytes_of(folder / "r.safar.keys-wal");
  for (const auto& wrapped : old) EXPECT_EQ(named(bytes, wrapped.substr(1, 40)), 0u);
  log->close().value();
  Options with_new = options(folder);
  with_new.keys = next;
  EXPECT_EQ(Log::open(folder / "r.safar", options(folder)).error().code, ErrorCode::key) << "the old key opens nothing any more";
  log = Log::open(folder / "r.safar", with_new).value();
  EXPECT_TRUE(opens_all(*log, 404));
  EXPECT_TRUE(log->rewrap(keys::file(folder / "key3")).value().done) << "and again";
  log->close().value();
  Raw keys(folder / "r.safar.keys");
  EXPECT_EQ(keys.one("SELECT max(epoch) FROM wrap_key"), "3");
  EXPECT_EQ(keys.one("SELECT count(*) FROM wrap_key"), "1");
  Options old_copy = with_new;
  old_copy.read_only = true;
  EXPECT_EQ(Log::open(before / "r.safar", old_copy).error().code, ErrorCode::key) << "the older copy, with the new key";
  EXPECT_TRUE(Log::open(before / "r.safar", reading(folder))) << "control: with the old key it opens";
}

TEST(StoreRewrap, AReaderInTheWayIsSaidAndTheNextCloseFinishes) {
  Folder folder;
  auto log = make(folder);
  for (unsigned n = 1; n <= 5; ++n) write(*log, application(n));
  log->checkpoint().value();
  {
    Raw reader(folder / "r.safar.keys");
    reader.run("BEGIN");
    reader.rows("SELECT count(*) FROM secret");
    const auto report = log->rewrap(keys::file(folder / "key2")).value();
    EXPECT_FALSE(report.done);
    EXPECT_NE(report.pending.find("reader"), std::string::npos);
    EXPECT_TRUE(opens_all(*log, 20)) << "the new epoch is in force";
  }
  log->close().value();
  EXPECT_EQ(Raw(folder / "r.safar").one("SELECT count(*) FROM recovery WHERE name = 'rewrap'"), "0");
}

TEST(StoreRewrap, ACrashBetweenTheTwoFilesIsFinishedByTheNextWriter) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  log->close().value();
  Raw(folder / "r.safar").run("INSERT INTO recovery VALUES('rewrap', 1)");
  write(*open(folder), application(2));
  EXPECT_EQ(Raw(folder / "r.safar").one("SELECT count(*) FROM recovery WHERE name = 'rewrap'"), "0");
  EXPECT_TRUE(opens_all(*open(folder), 8));
}
