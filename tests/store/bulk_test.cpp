/// Many acts a call, and transactions in bulk: the same bytes on any number of threads, refusals one by one, keys after a crash.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "store/fixture.hpp"
#include "store/log_impl.hpp"

using namespace store_test;

namespace {

std::vector<ActIn> applications(unsigned from, unsigned to) {
  std::vector<ActIn> out;
  for (unsigned n = from; n < to; ++n) {
    ActIn a = application(n);
    if (n % 3 == 0) a.request = Id{};
    if (n % 5 == 0 && n > from) a.events[0].boxes.push_back({person(n), person(n - 1), Shelf::casefile, "{\"/same\":false}"});
    if (n % 7 == 0) a.events.push_back({EventKind::advice, 1, std::nullopt, "{\"v\":1}", {{id(n), StreamKind::case_}}, {}});
    out.push_back(std::move(a));
  }
  return out;
}

std::size_t accepted(const std::vector<Result<ActOut>>& all) {
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& r) { return r.ok(); }));
}

void write_many(Log& log, const std::vector<ActIn>& acts, unsigned threads = 2) {
  log.begin(Writing::bulk).value();
  ASSERT_EQ(accepted(log.append_many(acts, threads).value()), acts.size());
  log.commit().value();
}

void expect_whole(Log& log, std::int64_t acts) {
  const auto report = log.verify().value();
  for (const auto& p : report.problems) ADD_FAILURE() << p.table << " " << p.act << " " << p.event << "/" << p.box << ": " << p.what;
  EXPECT_EQ(report.acts, acts);
  EXPECT_EQ(report.erased, 0) << "every box opens";
}

}  // namespace

TEST(StoreBulk, TheSameBytesOnAnyNumberOfThreads) {
  Folder made;
  make(made);
  const auto acts = applications(0, 1500);
  const auto rows_of = [&](unsigned threads, unsigned seed, bool one_by_one = false) {
    Folder folder;
    made.copy_to(folder);
    Options o = options(folder);
    o.clock = [] { return 1'700'000'000'000'000; };
    auto log = Log::open(folder / "r.safar", o).value();
    std::mt19937 random(seed);
    static_cast<LogImpl&>(*log).draw_from([&](unsigned char* to, std::size_t n) { while (n > 0) to[--n] = static_cast<unsigned char>(random()); });
    log->begin(Writing::bulk).value();
    const std::span<const ActIn> all = acts;
    if (one_by_one)
      for (const ActIn& a : acts) log->append(a).value();
    for (std::size_t from = 0; from < (one_by_one ? 0 : acts.size()); from += 700)
      EXPECT_EQ(accepted(log->append_many(all.subspan(from, std::min<std::size_t>(700, acts.size() - from)), threads).value()), std::min<std::size_t>(700, acts.size() - from));
    log->commit().value();
    expect_whole(*log, 1500);
    log->close().value();
    std::vector<std::vector<std::optional<std::string>>> out;
    Raw main(folder / "r.safar"), keys(folder / "r.safar.keys");
    for (const char* table : {"writer", "stream", "act", "event", "touch", "box", "request", "recovery", "taken"})
      for (auto& row : main.rows(std::string("SELECT * FROM ") + table)) out.push_back(std::move(row));
    for (auto& row : keys.rows("SELECT * FROM secret")) out.push_back(std::move(row));
    return out;
  };
  const auto one = rows_of(1, 5);
  EXPECT_GT(one.size(), 15'000u);
  EXPECT_TRUE(rows_of(2, 5) == one);
  EXPECT_TRUE(rows_of(8, 5) == one);
  EXPECT_TRUE(rows_of(1, 5, true) == one) << "and one by one";
  EXPECT_FALSE(rows_of(2, 6) == one) << "control: another seed";
}

TEST(StoreBulk, WhatIsRefusedIsRefusedAlone) {
  for (const Writing how : {Writing::ordinary, Writing::bulk}) {
    Folder folder;
    auto log = make(folder);
    write(*log, application(1));
    std::vector<ActIn> acts = applications(10, 1010);
    acts[3].events[0].kind = EventKind::none;
    acts[4].request = application(1).request;
    acts[500].request = acts[7].request;
    acts[700].events[0].streams[0] = {person(20), StreamKind::case_};  // a person since act 10 of this call
    log->begin(how).value();
    const std::int64_t at = log->next_received();
    const auto all = log->append_many(acts, 3).value();
    ASSERT_EQ(all.size(), 1000u);
    EXPECT_EQ(accepted(all), 996u);
    EXPECT_EQ(all[3].error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(all[3].error().pointer, "/events/0");
    EXPECT_EQ(all[4].error().code, ErrorCode::exists);
    EXPECT_EQ(all[500].error().code, ErrorCode::exists);
    EXPECT_EQ(all[700].error().reason, "other_kind");
    EXPECT_EQ(all[5]->seq, 5) << "refused acts take no number";
    EXPECT_EQ(all[5]->received, at + 3) << "and no time";
    EXPECT_EQ(all[5]->name, to_string(log->writer()).substr(0, 8) + "-5");
    EXPECT_TRUE(all[5]->events.empty() && all[5]->head.empty()) << "numbers only";
    EXPECT_EQ(all[5]->request, log->act(all[5]->pos)->request);
    const auto full = log->append_many(std::vector<ActIn>{application(5000)}, 1, Give::events).value();
    ASSERT_EQ(full.at(0)->events.size(), 1u);
    EXPECT_EQ(full[0]->first_event, full[0]->events[0].pos);
    EXPECT_EQ(full[0]->events[0].body, application(5000).events[0].body);
    const ActOut read = log->act(full[0]->pos).value();
    EXPECT_EQ(read.head, full[0]->head);
    EXPECT_EQ(read.events.at(0).streams, full[0]->events[0].streams);
    EXPECT_EQ(read.first_event, full[0]->first_event);
    log->commit().value();
    EXPECT_EQ(log->append_many(acts).error().code, ErrorCode::invalid_argument) << "no transaction";
    expect_whole(*log, 998);
    log->close().value();
    expect_whole(*open(folder), 998);
  }
}

TEST(StoreBulk, PersonsComeBackAcrossCallsAndTransactions) {
  Folder folder;
  auto log = make(folder);
  log->begin(Writing::bulk).value();
  for (unsigned k = 0; k < 3; ++k) {  // known persons, in the same transaction too, with a shelf that they did not have
    auto acts = applications(0, 300);
    for (ActIn& a : acts) {
      a.request = Id{};
      if (k == 0) a.events[0].boxes.pop_back();
    }
    EXPECT_EQ(accepted(log->append_many(acts).value()), 300u);
  }
  log->put_segment("counted", id(1), 0, "a segment of a case").value();
  log->append(application(999)).value();
  std::vector<NowRow> rows;
  for (unsigned n = 300; n-- > 0;) rows.push_back({id(n), "ML-JI", "BKO", "applied", "undecided", "none", "[]", n, 6, 1, "{}"});
  log->put_now_many(rows).value();
  rows[7].opened = 77;
  log->put_now_many({&rows[7], 1}).value();
  rows[7].stream = id(123'456);
  EXPECT_EQ(log->put_now_many(rows).error().code, ErrorCode::not_found);
  log->commit().value();
  EXPECT_EQ(log->now(id(292)).value()->opened, 77);
  EXPECT_EQ(log->now(id(5)).value()->opened, 5);
  write(*log, application(2000));  // spares, after a transaction in bulk
  write_many(*log, applications(3000, 3100));
  expect_whole(*log, 1002);
  log->close().value();
  EXPECT_EQ(Raw(folder / "r.safar.keys").one("SELECT count(*) FROM secret"), std::to_string(2 + 1 + 1 + 900 + 3 + 3 + 300));
  EXPECT_EQ(Raw(folder / "r.safar").one("SELECT count(*) FROM recovery WHERE name = 'bulk'"), "0");
  log = open(folder);
  expect_whole(*log, 1002);
  log->begin().value();
  log->append(erasure({person(5)})).value();
  log->mark_erased({person(5)}).value();
  log->commit().value();
  EXPECT_TRUE(log->finish_erasure().value().done);
  EXPECT_EQ(log->events_of(person(5), Want::boxes).value().at(0).boxes.at(1).erased, true);
}

TEST(StoreBulk, ARollbackLeavesNoKeys) {
  Folder folder;
  auto log = make(folder);
  log->begin(Writing::bulk).value();
  (void)log->append_many(applications(0, 100)).value();
  log->rollback();
  log->begin(Writing::bulk).value();
  auto acts = applications(50, 60);
  for (ActIn& a : acts) a.events[0].boxes.resize(2);
  (void)log->append_many(acts).value();
  log->commit().value();
  expect_whole(*log, 10);
  log->close().value();
  EXPECT_EQ(Raw(folder / "r.safar.keys").one("SELECT count(*) FROM secret"), "13");
}

TEST(StoreBulk, BetweenTheTwoCommitsOnlyKeysOfNobodyAreLeft) {
  Folder folder, crashed;
  auto log = make(folder);
  write_many(*log, applications(0, 20));
  folder.copy_to(crashed);  // the log as it was
  write_many(*log, applications(20, 60));
  for (const char* end : {"r.safar.keys", "r.safar.keys-wal"}) std::filesystem::copy_file(folder / end, crashed / end, std::filesystem::copy_options::overwrite_existing);
  for (const char* end : {"r.safar-shm", "r.safar.keys-shm"}) std::filesystem::remove(crashed / end);
  EXPECT_GT(std::stoi(Raw(crashed / "r.safar.keys").one("SELECT count(*) FROM secret")), 3 * 60) << "control: the keys are ahead";
  auto after = open(crashed);
  expect_whole(*after, 20);
  // Their numbers are given again, to persons who have other shelves first.
  auto acts = applications(100, 140);
  for (ActIn& a : acts) a.events[0].boxes = {a.events[0].boxes[1]};
  write_many(*after, acts);
  for (unsigned n = 100; n < 140; ++n) {
    ActIn a = application(n);
    a.request = Id{};
    write(*after, a);
  }
  expect_whole(*after, 100);
}

TEST(StoreBulk, AKilledWriterLosesNothingThatItHadCommitted) {
  Folder folder;
  make(folder);
  int fd[2];
  ASSERT_EQ(pipe(fd), 0);
  const pid_t child = fork();
  if (child == 0) {
    auto log = open(folder);
    for (unsigned n = 0;; n += 300) {
      write_many(*log, applications(n, n + 300));
      const char c = 'c';
      if (::write(fd[1], &c, 1) != 1) _exit(1);
    }
  }
  ::close(fd[1]);
  int committed = 0;
  char c = 0;
  while (committed < 5 && ::read(fd[0], &c, 1) == 1) ++committed;
  usleep(7000);
  kill(child, SIGKILL);
  while (::read(fd[0], &c, 1) == 1) ++committed;
  ::close(fd[0]);
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  auto log = open(folder);
  write(*log, application(9'000'000 / 8));
  const auto report = log->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.erased, 0) << "every box has its key";
  EXPECT_GE(report.acts, 300 * committed + 1);
  EXPECT_EQ(report.acts % 300, 1);
}
