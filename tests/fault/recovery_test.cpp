/// Two files that do not belong together, a lease that was taken away, and what a register says of it. On the real disk.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault/disk.hpp"
#include "store/fixture.hpp"

using namespace store_test;

namespace {

bool says(Log& log, const std::string& member) { return log.recovery_report().value().find(member) != std::string::npos; }

/// The files as a machine without power leaves them: by a copy while they are open.
void pull_the_plug(const Folder& from, const Folder& to) {
  from.copy_to(to);
  for (const char* end : {"r.safar-shm", "r.safar.keys-shm"}) std::filesystem::remove(to / end);
}
void put_back(const Folder& from, const Folder& to, const std::string& name) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(to / (name + end));
  std::filesystem::copy_file(from / name, to / name);
}

}  // namespace

TEST(StoreRecovery, SaysWhatAWriterThatEndedEarlyLeft) {
  Folder folder, after;
  auto log = make(folder);
  EXPECT_TRUE(says(*log, R"("keys_settled":0)"));
  write(*log, application(1));
  write(*log, application(2));
  pull_the_plug(folder, after);
  auto next = open(after);
  EXPECT_TRUE(says(*next, R"("keys_older":false)")) << "a crash is no older copy";
  EXPECT_TRUE(says(*next, R"("keys_settled":0)")) << "a look changes nothing";
  write(*next, application(3));
  EXPECT_TRUE(says(*next, R"("keys_settled":7)")) << next->recovery_report().value();
  EXPECT_TRUE(says(*next, R"("register_older":false)"));
  EXPECT_EQ(next->recovery_report().value().find("\"v\":1}"), next->recovery_report().value().size() - 6);
  next->close().value();
  EXPECT_EQ(next->recovery_report().error().code, ErrorCode::closed);
}

TEST(StoreRecovery, SaysThatAnErasureWasFinished) {
  Folder folder, after;
  auto log = make(folder);
  write(*log, application(1));
  write(*log, application(2));
  log->begin().value();
  log->append(erasure({person(1), person(2)})).value();
  log->mark_erased({person(1), person(2)}).value();
  log->commit().value();
  pull_the_plug(folder, after);
  EXPECT_TRUE(says(*open(after), R"("erasures_finished":2)"));
  EXPECT_TRUE(says(*open(after), R"("erasures_finished":0)")) << "once";
}

TEST(StoreRecovery, AnErasureIsDoneThoughAnotherHasTheSameNumber) {
  Folder folder;
  auto log = make(folder);
  const std::string mac = log->mac("document", {"B1"});
  log->begin().value();
  for (const unsigned n : {1u, 2u}) {
    log->append(application(n)).value();
    log->put_lookup(mac, person(n)).value();
  }
  log->commit().value();
  log->begin().value();
  log->append(erasure({person(1)})).value();
  log->mark_erased({person(1)}).value();
  log->commit().value();
  const auto report = log->finish_erasure().value();
  EXPECT_TRUE(report.done) << report.pending;
  EXPECT_EQ(report.lookups, 1);
  EXPECT_EQ(log->lookup(mac).value(), std::vector<Id>{person(2)});
}

TEST(StoreRecovery, AnOlderKeyStoreIsNamed) {
  Folder folder, older;
  auto log = make(folder);
  write(*log, application(1));
  log->close().value();
  folder.copy_to(older);
  log = open(folder);
  for (unsigned n = 2; n < 9; ++n) write(*log, application(n));
  log->close().value();
  EXPECT_TRUE(says(*open(folder), R"("keys_older":false)")) << "control";
  put_back(older, folder, "r.safar.keys");
  EXPECT_TRUE(says(*Log::open(folder / "r.safar", reading(folder)).value(), R"("keys_older":true,"keys_older_at_act":null)"));
  log = open(folder);
  write(*log, application(20));
  log->close().value();
  log = open(folder);
  EXPECT_TRUE(says(*log, R"("keys_older_at_act":8)")) << "writing on wipes the traces, and so it is kept: " << log->recovery_report().value();
  EXPECT_EQ(log->events_of(person(20), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 20\"}");
}

TEST(StoreRecovery, KeysThatWereTakenAndAreNowhereAreCounted) {
  Folder folder, after;
  auto log = make(folder);
  write(*log, application(1));
  log->close().value();
  log = open(folder);
  Folder first;
  folder.copy_to(first);
  std::filesystem::remove(first / "r.safar.keys-wal");
  for (unsigned n = 2; n < 90; ++n) write(*log, application(n));  // more than were spare
  pull_the_plug(folder, after);
  std::filesystem::remove(after / "r.safar.keys-wal");  // as if the newer batch of spares had never been
  auto next = open(after);
  EXPECT_TRUE(says(*next, R"("keys_older":true)"));
  EXPECT_FALSE(says(*next, R"("keys_missing":0)")) << next->recovery_report().value();
}

TEST(StoreRecovery, AnOlderRegisterBesideItsKeysIsNamedAndOnlyRead) {
  Folder folder, older;
  auto log = make(folder);
  write(*log, application(1));
  log->close().value();
  folder.copy_to(older);
  log = open(folder);
  for (unsigned n = 2; n < 9; ++n) write(*log, application(n));
  log->close().value();
  put_back(older, folder, "r.safar");
  log = open(folder);
  EXPECT_TRUE(says(*log, R"("register_older":true)"));
  EXPECT_TRUE(says(*log, R"("keys_older":false)"));
  const auto r = log->begin();
  ASSERT_FALSE(r) << "numbers would be given out again";
  EXPECT_EQ(r.error().code, ErrorCode::corrupt);
  EXPECT_EQ(r.error().reason, "register_older");
  EXPECT_NE(r.error().remedy.find("newer file back"), std::string::npos);
  EXPECT_EQ(log->events_of(person(1), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 1\"}") << "reading goes on";
  EXPECT_FALSE(log->verify().value().problems.empty());
  log->close().value();
  Log::restore(folder / "r.safar", folder / "own", options(folder)).value();
  auto own = open(folder, "own");
  EXPECT_EQ(write(*own, application(30)).seq, 1) << "a register of its own";
  EXPECT_TRUE(own->verify().value().problems.empty());
}

TEST(StoreRecovery, TheKeysOfAnotherRegister) {
  Folder one, two;
  auto a = make(one);
  write(*a, application(1));
  a->close().value();
  auto b = make(two);
  write(*b, application(2));
  b->close().value();
  put_back(two, one, "r.safar.keys");
  EXPECT_EQ(Log::open(one / "r.safar", options(one)).error().code, ErrorCode::key) << "made with another key";
  std::filesystem::copy_file(two / "key", one / "key", std::filesystem::copy_options::overwrite_existing);
  for (const Options& o : {options(one), reading(one)}) {
    const auto r = Log::open(one / "r.safar", o);
    ASSERT_FALSE(r) << "acts would be signed by nobody";
    EXPECT_EQ(r.error().code, ErrorCode::key);
    EXPECT_EQ(r.error().reason, "other_keys");
    EXPECT_NE(r.error().remedy.find(".keys file of this register"), std::string::npos);
  }
}

TEST(StoreRecovery, WithoutItsWalItIsAsItWasBefore) {
  Folder folder, after;
  auto log = make(folder);
  write(*log, application(1));
  log->close().value();
  log = open(folder);
  write(*log, application(2));
  pull_the_plug(folder, after);
  ASSERT_GT(std::filesystem::file_size(after / "r.safar-wal"), 0u);
  std::filesystem::remove(after / "r.safar-wal");
  auto next = open(after);
  EXPECT_EQ(next->last_event(), 1);
  EXPECT_TRUE(next->verify().value().problems.empty());
  write(*next, application(3));
  EXPECT_EQ(next->verify().value().erased, 0);
}

TEST(StoreRecovery, ARemovedLeaseLetsNoSecondWriterIn) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  std::filesystem::remove(folder / "r.safar.lease");
  const pid_t child = fork();
  if (child == 0) {
    auto other = Log::open(folder / "r.safar", options(folder));
    const bool good = other && (*other)->hold() && (*other)->begin() && (*other)->append(application(2)) && (*other)->commit();
    if (!good) _exit(1);
    (void)::pause();  // holds the new lease
    _exit(0);
  }
  auto reader = Log::open(folder / "r.safar", reading(folder)).value();
  for (int k = 0; k < 2000 && reader->last_event() < 2; ++k) ::usleep(5000);
  ASSERT_EQ(reader->last_event(), 2);
  const auto r = log->begin();
  EXPECT_FALSE(r) << "it wrote with the heads of before";
  EXPECT_EQ(r ? ErrorCode::ok : r.error().code, ErrorCode::busy);
  EXPECT_NE(r ? std::string::npos : r.error().message.find("pid " + std::to_string(child) + " since"), std::string::npos);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  write(*log, application(3));
  const auto report = log->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.acts, 3);
  EXPECT_EQ(report.erased, 0);
}
