/// Processes that end in the middle: nothing acknowledged is lost, no key of a box is missing.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.hpp"
#include "store/log_impl.hpp"

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

TEST(StoreCrash, AWalThatIsBegunAnewLosesNothingWhereverItIsCut) {
  Folder folder;
  auto log = make(folder);
  static_cast<LogImpl&>(*log).empty_wals_at(60);
  int begun_anew = 0;
  std::uintmax_t most = 0;
  for (unsigned n = 1; n <= 120; ++n) {
    Folder before, after, torn;
    folder.copy_to(before);
    write(*log, application(n));
    folder.copy_to(after);
    most = std::max(most, std::filesystem::file_size(after / "r.safar-wal"));
    {
      auto whole = open(after);
      const auto report = whole->verify().value();
      EXPECT_TRUE(report.problems.empty());
      ASSERT_EQ(report.acts, n);
      EXPECT_EQ(report.erased, 0);
    }
    Folder again;
    folder.copy_to(again);
    const std::string old = bytes_of(before / "r.safar-wal");
    std::string now = bytes_of(again / "r.safar-wal");
    begun_anew += n > 1 && now.substr(0, 32) != old.substr(0, 32);
    // Half of what the commit wrote did not reach the disk. (Where it ended with a checkpoint, all of it had.)
    if (bytes_of(before / "r.safar") != bytes_of(again / "r.safar")) continue;
    const auto differ = [&](std::size_t i) { return i >= old.size() || old[i] != now[i]; };
    std::size_t from = 0, to = now.size();
    while (from < to && !differ(from)) ++from;
    while (to > from && !differ(to - 1)) --to;
    for (std::size_t i = from + (to - from) / 2; i < to; ++i) now[i] = i < old.size() ? old[i] : '\0';
    again.copy_to(torn);
    std::filesystem::remove(torn / "r.safar-shm");
    std::ofstream(torn / "r.safar-wal", std::ios::binary) << now;
    auto cut = open(torn);
    const auto report = cut->verify().value();
    EXPECT_TRUE(report.problems.empty());
    ASSERT_EQ(report.acts, n - 1);
  }
  EXPECT_GT(begun_anew, 5);
  EXPECT_LT(most, 100u * 4120) << "and it does not grow";
}

TEST(StoreCrash, AReaderInTheWayLetsTheWalGrowAndNoLonger) {
  Folder folder;
  auto log = make(folder);
  static_cast<LogImpl&>(*log).empty_wals_at(60);
  const auto pages = [&] { return std::filesystem::file_size(folder / "r.safar-wal") / 4120; };
  unsigned n = 0;
  const auto write_some = [&](unsigned count) { while (count-- > 0) write(*log, application(++n)); };
  {
    Raw reader(folder / "r.safar");
    ASSERT_TRUE(reader.run("BEGIN"));
    EXPECT_EQ(reader.one("SELECT count(*) FROM act"), "0");
    write_some(40);
    EXPECT_GT(pages(), 300u);
    EXPECT_EQ(reader.one("SELECT count(*) FROM act"), "0");
    ASSERT_TRUE(reader.run("COMMIT"));
    write_some(20);
  }
  const auto size = pages();
  write_some(60);
  EXPECT_EQ(pages(), size);
  EXPECT_EQ(log->verify().value().acts, n);
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
