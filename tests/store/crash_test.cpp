/// Processes that end in the middle: nothing acknowledged is lost, no key of a box is missing.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.hpp"

using namespace store_test;

TEST(StoreCrash, AKilledWriterLosesNothingThatItHadCommitted) {
  for (const int after : {1, 40, 130}) {  // spares run out and are made anew on the way
    Folder folder;
    make(folder);
    int fd[2];
    ASSERT_EQ(pipe(fd), 0);
    const pid_t child = fork();
    if (child == 0) {
      auto log = open(folder);
      for (unsigned n = 0;; ++n) {
        log->begin().value();
        log->append(application(2 * n)).value();
        log->append(application(2 * n + 1)).value();
        log->commit().value();
        const char c = 'c';
        if (::write(fd[1], &c, 1) != 1) _exit(1);
      }
    }
    ::close(fd[1]);
    int committed = 0;
    char c = 0;
    while (committed < after && ::read(fd[0], &c, 1) == 1) ++committed;
    kill(child, SIGKILL);
    while (::read(fd[0], &c, 1) == 1) ++committed;
    ::close(fd[0]);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    auto log = open(folder);
    write(*log, application(1'000'000 / 2));  // the lease fell with the process
    const auto report = log->verify().value();
    EXPECT_TRUE(report.problems.empty());
    EXPECT_EQ(report.erased, 0) << "every box has its key";
    EXPECT_GE(report.acts, 2 * committed + 1);
    EXPECT_EQ(report.acts % 2, 1) << "both acts of a transaction, or none";
  }
}

TEST(StoreCrash, BetweenTheTwoCommitsOfSettling) {
  Folder folder, crashed;
  auto log = make(folder);
  for (unsigned n = 1; n <= 5; ++n) write(*log, application(n));
  folder.copy_to(crashed);  // the log before: it still notes who took which spare
  log->close().value();
  for (const char* end : {"r.safar-shm", "r.safar.keys-wal", "r.safar.keys-shm"}) std::filesystem::remove(crashed / end);
  std::filesystem::copy_file(folder / "r.safar.keys", crashed / "r.safar.keys", std::filesystem::copy_options::overwrite_existing);  // the keys after
  {
    auto reader = Log::open(crashed / "r.safar", reading(crashed)).value();
    EXPECT_EQ(reader->verify().value().erased, 0);
  }
  auto writer = open(crashed);
  write(*writer, application(6));
  const auto report = writer->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.erased, 0);
  EXPECT_EQ(report.acts, 6);
}
