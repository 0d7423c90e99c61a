/// Whoever can write the files and has no key: what is signed, what the two files know of each other, what may stand in them.
#include <set>

#include "store/fixture.hpp"

using namespace store_test;

namespace {

std::string text(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& p : problems) out += p.table + ": " + p.what + "\n";
  return out;
}
std::string verified(const Folder& folder, std::span<const SignedHead> expect = {}) {
  auto log = Log::open(folder / "r.safar", reading(folder));
  return log ? text((*log)->verify({}, expect).value().problems) : log.error().reason;
}
bool says(const std::string& all, const std::string& part) { return all.find(part) != std::string::npos; }

class StoreTrust : public ::testing::Test {
 protected:
  void SetUp() override {
    auto log = make(folder_);
    for (unsigned n = 1; n <= 6; ++n) write(*log, application(n));
    log->close().value();
    ASSERT_EQ(verified(folder_), "") << "control";
  }
  void change(const std::string& sql, const std::string& end = "") { EXPECT_TRUE(Raw(folder_ / ("r.safar" + end)).run(sql)) << sql; }
  std::string begun() {
    auto log = Log::open(folder_ / "r.safar", options(folder_));
    if (!log) return log.error().reason;
    const auto r = (*log)->begin();
    return r ? "" : r.error().reason;
  }
  std::string keys_of(unsigned n) {
    return Raw(folder_ / "r.safar.keys").one("SELECT count(*) FROM secret WHERE owner = " + Raw(folder_ / "r.safar").one("SELECT n FROM stream WHERE hex(id) = upper('" + to_string(person(n)) + "')"));
  }
  Folder folder_;
};

/// One state of both files of a register's life.
struct State { Folder folder{}; std::set<unsigned> erased{}; };

}  // namespace

TEST_F(StoreTrust, TheLastActIsSignedAndNothingIsWrittenOnAnotherEnd) {
  const std::string good = Raw(folder_ / "r.safar").one("SELECT signature FROM signature");
  EXPECT_EQ(good.size(), 64u);
  for (const char* sql : {"DELETE FROM signature", "UPDATE signature SET signature = randomblob(64)", "UPDATE signature SET seq = 5", "UPDATE signature SET arrival = zeroblob(32)",
                          "UPDATE signature SET writer = 2"}) {
    Folder copy;
    folder_.copy_to(copy);
    Raw(copy / "r.safar").run(sql);
    EXPECT_TRUE(says(verified(copy), "signature: ")) << sql;
    auto log = open(copy);
    const auto r = log->begin();
    EXPECT_TRUE(!r && r.error().code == ErrorCode::corrupt && r.error().reason == "signature") << sql;
    EXPECT_EQ(log->last_event(), 6) << "reading goes on";
    EXPECT_EQ(Log::restore(copy / "r.safar", copy / "t", options(copy)).error().reason, "signature") << "a new writer would vouch for it";
  }
  auto log = open(folder_);
  write(*log, application(7));
  log->begin(Writing::bulk).value();
  std::vector<ActIn> many;
  for (unsigned n = 10; n < 300; ++n) many.push_back(application(n));
  (void)log->append_many(many, 2).value();
  log->commit().value();
  const auto report = log->verify().value();
  EXPECT_EQ(text(report.problems), "");
  ASSERT_EQ(report.heads.size(), 1u);
  EXPECT_EQ(report.heads[0].seq, 297);
  EXPECT_EQ(Raw(folder_ / "r.safar").one("SELECT count(*) FROM signature"), "1") << "an older end has none any more";
}

TEST_F(StoreTrust, HeadsThatWereKeptTellAShorterAndAnotherHistory) {
  Folder before, other;
  folder_.copy_to(before);
  auto log = open(folder_);
  const auto first = log->heads().value();
  write(*log, application(7));
  const auto later = log->verify().value().heads;
  log->close().value();
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].seq, 7);
  EXPECT_EQ(verified(folder_, first), "");
  EXPECT_EQ(verified(folder_, later), "");
  EXPECT_EQ(verified(before), "") << "both files of before: without heads nobody can know";
  EXPECT_TRUE(says(verified(before, later), "ends before act 7")) << verified(before, later);
  // The same files go on otherwise: what a copy of the desk does.
  log = open(before);
  write(*log, application(8));
  log->close().value();
  EXPECT_TRUE(says(verified(before, later), "with another link"));
  // A whole register of somebody else's, with his own key.
  auto his = make(other);
  write(*his, application(1));
  his->close().value();
  EXPECT_EQ(verified(other), "");
  EXPECT_TRUE(says(verified(other, later), "that writer is not in this log"));
  auto wrong = later;
  wrong[0].signature[5] ^= 1;
  EXPECT_TRUE(says(verified(folder_, wrong), "is not signed by it"));
}

TEST_F(StoreTrust, ARestoredRegisterIsAnchoredInWhatItWasMadeOf) {
  Log::restore(folder_ / "r.safar", folder_ / "t", options(folder_)).value();
  const auto problems = [&](const std::string& sql) {
    Folder copy;
    folder_.copy_to(copy);
    if (!sql.empty()) Raw(copy / "t").run(sql);
    return text(Log::open(copy / "t", reading(copy)).value()->verify().value().problems);
  };
  EXPECT_EQ(problems(""), "");
  EXPECT_EQ(Raw(folder_ / "t").one("SELECT group_concat(seq) FROM signature"), "6,0");
  EXPECT_NE(problems("DELETE FROM signature WHERE writer = 1"), "");
  EXPECT_NE(problems("UPDATE signature SET arrival = zeroblob(32) WHERE writer = 2"), "");
  std::filesystem::copy_file(folder_ / "r.safar.keys", folder_ / "t.keys", std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(Log::open(folder_ / "t", options(folder_)).error().reason, "other_keys") << "the keys of the register that it was made of";
}

TEST_F(StoreTrust, WhatIsGoneMustHaveBeenErased) {
  Folder copy;
  folder_.copy_to(copy);
  Raw(copy / "r.safar").run("UPDATE box SET sealed = NULL WHERE event = 2 AND i = 2");
  EXPECT_TRUE(says(verified(copy), "gone without an erasure"));
  auto log = open(folder_);
  log->begin().value();
  log->append(erasure({person(2)})).value();
  log->mark_erased({person(2)}).value();
  log->commit().value();
  EXPECT_EQ(text(log->verify().value().problems), "") << "while it is pending";
  EXPECT_TRUE(log->finish_erasure().value().done);
  EXPECT_EQ(log->verify().value().erased, 3);
  log->begin().value();
  EXPECT_EQ(log->append(ActIn{"a", "r", "p", "c", {}, "", {{EventKind::counsel, 1, {}, "{}", {}, {box(person(2), Shelf::casefile, "{}")}}}}).error().code, ErrorCode::erased);
  log->rollback();
  log->begin().value();
  log->mark_erased({person(3)}).value();
  EXPECT_EQ(log->commit().error().code, ErrorCode::invalid_argument) << "an erasure that no act asks for";
  log->close().value();
  EXPECT_EQ(verified(folder_), "");
  change("UPDATE box SET sealed = NULL WHERE shelf = 1 AND event = 4");  // what is counted is nobody's to erase
  EXPECT_TRUE(says(verified(folder_), "gone without an erasure"));
}

TEST_F(StoreTrust, NobodysKeysAreDestroyedForARowThatWasPlanted) {
  const std::string n = Raw(folder_ / "r.safar").one("SELECT n FROM stream WHERE hex(id) = upper('" + to_string(person(3)) + "')");
  change("INSERT INTO pending_erasure VALUES(" + n + ")");
  EXPECT_TRUE(says(verified(folder_), "pending_erasure: an erasure that no act asked for"));
  EXPECT_EQ(begun(), "");
  EXPECT_EQ(keys_of(3), "3") << "no act names it";
  change("INSERT OR IGNORE INTO pending_erasure VALUES(" + n + "); UPDATE event SET kind = 34 WHERE pos = 3");
  EXPECT_EQ(begun(), "signature") << "to change a kind makes no act of it";
  change("DELETE FROM pending_erasure");
  EXPECT_EQ(begun(), "signature");
  EXPECT_EQ(keys_of(3), "3");
  change("UPDATE event SET kind = 2 WHERE pos = 3");
  EXPECT_EQ(begun(), "") << "control";
}

TEST_F(StoreTrust, NothingMayStandInTheFilesThatSafarDidNotMake) {
  struct Plant { const char* end; const char* sql; const char* name; };
  for (const Plant& p : {Plant{"", "CREATE TRIGGER copy AFTER UPDATE ON box BEGIN INSERT INTO request VALUES(old.digest, old.sealed, 1); END", "trigger \"copy\""},
                         {"", "CREATE TABLE kept(x)", "table \"kept\""}, {"", "CREATE VIEW v AS SELECT 1", "view \"v\""}, {"", "DROP INDEX touch_event", "lacks \"touch_event\""},
                         {"", "DROP TABLE conflict; CREATE VIEW conflict AS SELECT 1", "view \"conflict\""}, {"", "ALTER TABLE box ADD COLUMN more TEXT", "table \"box\""},
                         {"", "DROP INDEX event_erase; CREATE INDEX event_erase ON event(pos) WHERE kind = 35", "index \"event_erase\""}, {"", "CREATE TABLE \"a\nb\x1b'\"(x)", "table \"a?b??\""},
                         {".keys", "CREATE TABLE kept(x)", "table \"kept\""},
                         {".keys", "CREATE TRIGGER t BEFORE DELETE ON secret BEGIN SELECT 1; END", "trigger \"t\""}, {".keys", "DROP TABLE settled", "lacks \"settled\""}}) {
    Folder copy;
    folder_.copy_to(copy);
    ASSERT_TRUE(Raw(copy / (std::string("r.safar") + p.end)).run(p.sql)) << p.sql;
    for (const Options& o : {options(copy), reading(copy)}) {
      const auto r = Log::open(copy / "r.safar", o);
      ASSERT_TRUE(!r && r.error().code == ErrorCode::corrupt && r.error().reason == "schema") << p.sql;
      EXPECT_TRUE(says(r.error().message, p.name)) << r.error().message;
    }
    EXPECT_EQ(Log::restore(copy / "r.safar", copy / "t", options(copy)).error().reason, "schema");
  }
  change("ANALYZE");
  EXPECT_EQ(verified(folder_), "") << "statistics of SQLite's own are no matter";
}

TEST_F(StoreTrust, ATriggerPlantedWhileItIsOpenDoesNotRunAndIsSaid) {
  auto log = open(folder_);
  write(*log, application(7));
  EXPECT_EQ(std::system(("python3 -c \"import sqlite3\nfor end, sql in (('', 'CREATE TABLE kept(x); CREATE TRIGGER t AFTER UPDATE ON box BEGIN INSERT INTO kept VALUES(old.sealed); END;'), "
                         "('.keys', 'CREATE TABLE kept(x); CREATE TRIGGER t BEFORE DELETE ON secret BEGIN INSERT INTO kept VALUES(old.wrapped); END;')):\n"
                         "  sqlite3.connect('" + (folder_ / "r.safar") + "' + end).executescript(sql)\"").c_str()), 0);
  log->begin().value();
  log->append(erasure({person(2)})).value();
  log->mark_erased({person(2)}).value();
  log->commit().value();
  EXPECT_TRUE(log->finish_erasure().value().done);
  const std::string said = text(log->verify().value().problems);
  EXPECT_TRUE(says(said, "schema: there is a") && says(said, "register") && says(said, "key store")) << said;
  log->close().value();
  for (const char* end : {"", ".keys"}) EXPECT_EQ(Raw(folder_ / (std::string("r.safar") + end)).one("SELECT count(*) FROM kept"), "0");
}

TEST_F(StoreTrust, TheMarkInTheKeysIsTheRegistersOwn) {
  for (const char* sql : {"DELETE FROM settled", "UPDATE settled SET seq = 3", "UPDATE settled SET mac = randomblob(32)", "INSERT INTO settled SELECT 2, writer, seq, link, mac FROM settled"}) {
    Folder copy;
    folder_.copy_to(copy);
    Raw(copy / "r.safar.keys").run(sql);
    EXPECT_TRUE(says(verified(copy), "keys: the .keys file does not say")) << sql;
    EXPECT_EQ(open(copy)->begin().error().reason, "keys_unmarked") << sql;
  }
  Folder copy;
  folder_.copy_to(copy);
  Raw(copy / "r.safar").run("UPDATE projection SET fold = x''; INSERT INTO projection VALUES('x', randomblob(40), 0)");
  EXPECT_TRUE(says(verified(copy), "projection: ")) << verified(copy);
}

TEST(StoreTrustPairs, EveryPairOfTenStatesIsToldAndNothingErasedComesBack) {
  constexpr unsigned states = 10;
  Folder folder;
  std::vector<std::unique_ptr<State>> life;
  std::set<unsigned> erased;
  {
    auto log = make(folder);
    log->close().value();
  }
  for (unsigned k = 0; k < states; ++k) {
    auto log = open(folder);
    if (k % 3 == 2) {  // no person, no key: only an act
      write(*log, erasure({person(10 * (k - 1))}));
      log->begin().value();
      log->append(erasure({person(10 * (k - 1))})).value();
      log->mark_erased({person(10 * (k - 1))}).value();
      log->commit().value();
      EXPECT_TRUE(log->finish_erasure().value().done);
      erased.insert(10 * (k - 1));
    } else {
      for (unsigned n = 0; n < 3; ++n) write(*log, application(10 * k + n));
    }
    if (k == 4) write(*log, ActIn{"a", "r", "p", "c", {}, "", {}});
    log->close().value();
    life.push_back(std::make_unique<State>());
    folder.copy_to(life.back()->folder);
    life.back()->erased = erased;
  }
  int told = 0;
  for (unsigned i = 0; i < states; ++i)
    for (unsigned j = 0; j < states; ++j) {
      const std::string pair = "log " + std::to_string(i) + ", keys " + std::to_string(j);
      Folder copy;
      life[i]->folder.copy_to(copy);
      std::filesystem::copy_file(life[j]->folder / "r.safar.keys", copy / "r.safar.keys", std::filesystem::copy_options::overwrite_existing);
      std::filesystem::remove(copy / "r.safar.keys-wal");
      std::filesystem::remove(copy / "r.safar.keys-shm");
      const std::string said = verified(copy);
      auto log = open(copy);
      const std::string recovery = log->recovery_report().value();
      const auto r = log->begin();
      if (i == j) {
        EXPECT_EQ(said, "") << pair;
        EXPECT_TRUE(r) << pair;
        EXPECT_TRUE(says(recovery, "\"register_older\":false") && says(recovery, "\"keys_older\":false")) << pair;
        continue;
      }
      EXPECT_NE(said, "") << pair;
      EXPECT_TRUE(says(recovery, i < j ? "\"register_older\":true" : "\"keys_older\":true")) << pair << recovery;
      EXPECT_EQ(r ? "" : r.error().reason, i < j ? "register_older" : "") << pair;
      ++told;
      if (r) log->rollback();
      log->close().value();
      if (!r) continue;
      Raw keys(copy / "r.safar.keys"), file(copy / "r.safar");
      for (const unsigned n : life[i]->erased) {
        const auto at = file.rows("SELECT n FROM stream WHERE hex(id) = upper('" + to_string(person(n)) + "')");
        EXPECT_EQ(keys.one("SELECT count(*) FROM secret WHERE owner = " + *at.at(0)[0]), "0") << pair << ": person " << n;
      }
    }
  EXPECT_EQ(told, 90);
}
