/// Erasure, looked at from outside: the raw bytes of every file beside the register.
#include <sodium.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "store/fixture.hpp"
#include "store/log_impl.hpp"

using namespace store_test;

namespace {

constexpr unsigned persons = 10'000, erased = 300;
unsigned victim(unsigned k) { return k * 33 + 7; }

std::string mac_of(Log& log, unsigned n) { return log.mac("safar doc v1", {"passport", "GIN", std::to_string(n)}); }

/// `count` persons with three boxes and a lookup each.
std::unique_ptr<Log> filled(const Folder& folder, unsigned count, bool secure_delete = true) {
  Options o = creating(folder);
  o.secure_delete = secure_delete;
  auto log = Log::open(folder / "r.safar", o).value();
  for (unsigned n = 0; n < count;) {
    log->begin().value();
    for (unsigned in_this = 0; in_this < 500 && n < count; ++in_this, ++n) {
      ActIn a = application(n);
      a.events[0].boxes[2].content = "{\"/note\":\"" + std::string(n * 37 % 900, 'x') + "\"}";
      log->append(a).value();
      log->put_lookup(mac_of(*log, n), person(n)).value();
    }
    log->commit().value();
  }
  return log;
}

/// Everything that must be gone: sealed bytes, wrapped keys, macs of the victims.
std::vector<std::string> secrets_of(const Folder& folder, unsigned count) {
  Folder copy;
  folder.copy_to(copy);
  std::vector<std::string> out;
  {
    Raw db(copy / "r.safar");
    Raw keys(copy / "r.safar.keys");
    for (unsigned k = 0; k < count; ++k) {
      std::string hex = to_string(person(victim(k)));
      const std::string n = db.one("SELECT n FROM stream WHERE id = x'" + hex + "'");
      for (const auto& r : db.rows("SELECT sealed FROM box WHERE subject = " + n)) out.push_back(*r[0]);
      for (const auto& r : db.rows("SELECT mac FROM lookup WHERE subject = " + n)) out.push_back(*r[0]);
      for (const auto& r : db.rows("SELECT DISTINCT r.id, r.digest, r.mac FROM request r JOIN event e ON e.act = r.act JOIN touch t ON t.event = e.pos WHERE t.stream = " + n))
        for (const auto& value : r) out.push_back(*value);
      for (const auto& r : keys.rows("SELECT wrapped FROM secret WHERE owner = " + n)) out.push_back(*r[0]);
    }
  }
  return out;
}

/// How many of `values` have a piece of 16 bytes, at any of their first offsets divisible by 16, in the files now.
std::size_t left(const Folder& folder, const std::vector<std::string>& values) {
  Folder copy;
  folder.copy_to(copy);
  std::set<std::string> pieces;
  for (const std::string& v : values)
    for (std::size_t at = 0; at + 16 <= v.size(); at += 16) pieces.insert(v.substr(at, 16));
  std::set<std::uint32_t> first;
  const auto head = [](const char* p) { std::uint32_t h; std::memcpy(&h, p, 4); return h; };
  std::vector<bool> sieve(1u << 24);
  for (const auto& p : pieces) sieve[head(p.data()) & 0xffffff] = true;
  std::set<std::string> found;
  for (const char* end : {"r.safar", "r.safar-wal", "r.safar.keys", "r.safar.keys-wal"}) {
    const std::string bytes = bytes_of(copy / end);
    for (std::size_t at = 0; at + 16 <= bytes.size(); ++at) {
      if (!sieve[head(bytes.data() + at) & 0xffffff]) continue;
      const std::string piece = bytes.substr(at, 16);
      if (pieces.contains(piece)) found.insert(piece);
    }
  }
  std::size_t n = 0;
  for (const std::string& v : values)
    for (std::size_t at = 0; at + 16 <= v.size(); at += 16)
      if (found.contains(v.substr(at, 16))) { ++n; break; }
  return n;
}

void mark(Log& log, unsigned count) {
  ActIn a;
  a.command = "erase";
  EventIn e;
  e.kind = EventKind::erase;
  e.body = "{\"v\":1}";
  std::vector<Id> who;
  for (unsigned k = 0; k < count; ++k) who.push_back(person(victim(k)));
  for (const Id& p : who) e.streams.push_back({p, StreamKind::person});
  a.events = {e};
  log.begin().value();
  log.append(a).value();
  log.mark_erased(who).value();
  log.commit().value();
}

}  // namespace

TEST(StoreErase, OldRoundsOfAWalThatWasBegunAnewLeaveNoByte) {
  Folder folder;
  auto log = filled(folder, 1);
  static_cast<LogImpl&>(*log).empty_wals_at(400);
  for (unsigned n = 1; n < 300; ++n) {
    write(*log, application(n));
    log->begin().value();
    log->put_lookup(mac_of(*log, n), person(n)).value();
    log->commit().value();
  }
  const auto secrets = secrets_of(folder, 8);
  ASSERT_EQ(secrets.size(), 8 * 7u) << "their keys are spares yet";
  EXPECT_EQ(left(folder, secrets), secrets.size());
  mark(*log, 8);
  write(*log, application(1000));
  const EraseReport report = log->finish_erasure().value();
  EXPECT_TRUE(report.done) << report.pending;
  EXPECT_EQ(report.keys, 8 * 3);
  EXPECT_EQ(left(folder, secrets), 0u);
}

TEST(StoreErase, ThreeHundredOfTenThousandLeaveNoByte) {
  Folder folder;
  filled(folder, persons);
  const auto secrets = secrets_of(folder, erased);
  ASSERT_EQ(secrets.size(), erased * 10u);
  EXPECT_EQ(left(folder, secrets), secrets.size()) << "control: all are found before";
  auto log = open(folder);
  mark(*log, erased);
  EXPECT_GT(left(folder, secrets), 0u) << "control: marking is not enough";
  const EraseReport report = log->finish_erasure().value();
  EXPECT_TRUE(report.done) << report.pending;
  EXPECT_EQ(report.persons, erased);
  EXPECT_EQ(report.boxes, erased * 3);
  EXPECT_EQ(report.keys, erased * 3);
  EXPECT_EQ(report.lookups, erased);
  EXPECT_EQ(left(folder, secrets), 0u) << "with the register still open";
  EXPECT_TRUE(log->finish_erasure().value().done) << "again: nothing to do";
  EXPECT_EQ(log->finish_erasure().value().persons, 0);
  const auto after = log->verify().value();
  EXPECT_TRUE(after.problems.empty());
  EXPECT_EQ(after.erased, erased * 3);
  EXPECT_EQ(after.boxes, persons * 4);
  const auto gone = log->events_of(person(victim(3)), Want::contents).value();
  ASSERT_EQ(gone.size(), 2u);
  EXPECT_TRUE(gone[0].boxes.at(0).content) << "what is counted stays";
  EXPECT_TRUE(gone[0].boxes.at(1).erased);
  EXPECT_FALSE(gone[0].boxes.at(1).content);
  EXPECT_TRUE(log->lookup(mac_of(*log, victim(3))).value().empty());
  EXPECT_EQ(log->lookup(mac_of(*log, victim(3) + 1)).value().size(), 1u);
  EXPECT_EQ(log->events_of(person(victim(3) + 1), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa " + std::to_string(victim(3) + 1) + "\"}");
  log->close().value();
  EXPECT_EQ(left(folder, secrets), 0u);
  EXPECT_EQ(Raw(folder / "r.safar").one("SELECT count(*) FROM pending_erasure"), "0");
}

TEST(StoreErase, WithoutSecureDeleteBytesAreLeft) {
  Folder folder;
  filled(folder, 2000, false);
  const auto secrets = secrets_of(folder, 40);
  Options o = options(folder);
  o.secure_delete = false;
  auto log = Log::open(folder / "r.safar", o).value();
  mark(*log, 40);
  const EraseReport report = log->finish_erasure().value();
  EXPECT_FALSE(report.done);
  EXPECT_FALSE(report.pending.empty());
  EXPECT_GT(left(folder, secrets), 0u);
  log->close().value();
  EXPECT_GT(left(folder, secrets), 0u);
  log = open(folder);  // with it on, what is pending is finished at open
  EXPECT_EQ(left(folder, secrets), 0u);
  EXPECT_TRUE(log->finish_erasure().value().done);
}

TEST(StoreErase, ACrashBetweenTheFilesIsFinishedAtOpen) {
  Folder folder, crashed;
  auto log = filled(folder, 1000);
  log->close().value();
  const auto secrets = secrets_of(folder, 30);
  log = open(folder);
  mark(*log, 30);
  folder.copy_to(crashed);  // committed in the log; the keys are still there
  std::filesystem::remove(crashed / "r.safar-shm");
  std::filesystem::remove(crashed / "r.safar.keys-shm");
  EXPECT_GT(left(crashed, secrets), 0u);
  auto after = open(crashed);
  EXPECT_EQ(left(crashed, secrets), 0u);
  EXPECT_EQ(after->finish_erasure().value().persons, 0) << "open has done it";
  const auto report = after->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.erased, 90);
  EXPECT_EQ(write(*after, application(5000)).seq, 1002);
}

TEST(StoreErase, AnUnsettledKeyIsDestroyedToo) {
  Folder folder, crashed;
  auto log = make(folder);
  write(*log, application(7));  // victim(0); its keys are still spares
  folder.copy_to(crashed);
  std::vector<std::string> spares;
  {
    Raw keys(crashed / "r.safar.keys");
    for (const auto& r : keys.rows("SELECT wrapped FROM spare WHERE n <= 4")) spares.push_back(*r[0]);
  }
  ASSERT_EQ(spares.size(), 4u);
  EXPECT_EQ(left(folder, spares), 4u);
  mark(*log, 1);
  const auto report = log->finish_erasure().value();
  EXPECT_TRUE(report.done);
  EXPECT_EQ(report.keys, 3);
  EXPECT_EQ(left(folder, spares), 0u) << "the same key under a spare's name";
}

TEST(StoreErase, AReaderMakesItPendingAndCloseFinishesIt) {
  Folder folder;
  auto log = filled(folder, 200);
  int go[2], ready[2];
  ASSERT_EQ(pipe(go) + pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {  // a notebook that reads with plain SQLite
    sqlite3* db = nullptr;
    sqlite3_open((folder / "r.safar").c_str(), &db);
    sqlite3_exec(db, "BEGIN; SELECT count(*) FROM box", nullptr, nullptr, nullptr);
    char c = 'r';
    if (::write(ready[1], &c, 1) != 1 || ::read(go[0], &c, 1) != 1) _exit(1);
    sqlite3_close(db);
    _exit(0);
  }
  char c = 0;
  ASSERT_EQ(::read(ready[0], &c, 1), 1);
  mark(*log, 5);
  const auto report = log->finish_erasure().value();
  EXPECT_FALSE(report.done);
  EXPECT_NE(report.pending.find("reader"), std::string::npos) << report.pending;
  EXPECT_EQ(report.keys, 15) << "keys go at once";
  ActIn again = application(victim(2));
  again.request = Id{};
  log->begin().value();
  EXPECT_EQ(log->append(again).error().code, ErrorCode::erased);
  EXPECT_EQ(log->put_lookup(std::string(32, 'm'), person(victim(2))).error().code, ErrorCode::erased);
  log->append(application(9000)).value();
  log->commit().value();
  ASSERT_EQ(::write(go[1], &c, 1), 1);
  int status = 0;
  waitpid(child, &status, 0);
  log->close().value();
  EXPECT_EQ(Raw(folder / "r.safar").one("SELECT count(*) FROM pending_erasure"), "0");
  for (const int fd : {go[0], go[1], ready[0], ready[1]}) ::close(fd);
}

TEST(StoreErase, ARequestGoesWithThePersonsOfItsAct) {
  Folder folder;
  auto log = filled(folder, 20);
  ActIn two = application(30);  // an act on two persons, one of whom stays
  two.events[0].boxes.push_back(box(person(2), Shelf::casefile, "{\"/note\":\"kin\"}"));
  two.request_content = "of two";
  write(*log, two);
  EXPECT_TRUE(log->request(application(2).request, "{\"n\":2}").value()->same);
  EXPECT_TRUE(log->request(two.request, "of two").value()->same);

  ActIn erase = application(40);  // before its mark and after it: both go
  erase.events[0].boxes = {box(person(2), Shelf::casefile, "{\"/note\":\"why\"}")};
  ActIn after = application(41);
  after.events = erase.events;
  after.events[0].streams = {{id(41), StreamKind::case_}};
  log->begin().value();
  log->append(erase).value();
  log->append(erasure({person(2)})).value();
  log->mark_erased({person(2)}).value();
  log->append(after).value();
  EXPECT_EQ(log->append(application(3)).error().code, ErrorCode::exists) << "of another person";
  log->commit().value();
  EXPECT_TRUE(log->finish_erasure().value().done);
  for (const ActIn& gone : {application(2), two, erase, after}) {
    EXPECT_FALSE(log->request(gone.request, gone.request_content).value());
    EXPECT_FALSE(log->reader().value()->has_request(log->request_mac(gone.request)).value());
  }
  ActIn later = application(42);  // for the rest of the case: told again, it is known
  later.events[0].streams.push_back({person(2), StreamKind::person});
  later.request_content = "later";
  write(*log, later);
  EXPECT_TRUE(log->request(later.request, "later").value()->same);
  EXPECT_TRUE(log->request(application(3).request, "{\"n\":3}").value()->same) << "control: of another person";
  EXPECT_TRUE(log->reader().value()->has_request(log->request_mac(application(3).request)).value());
  EXPECT_TRUE(log->verify().value().problems.empty());

  log->begin().value();  // undone: all is as it was
  log->mark_erased({person(3)}).value();
  EXPECT_FALSE(log->request(application(3).request, "").value());
  log->rollback();
  EXPECT_TRUE(log->request(application(3).request, "{\"n\":3}").value()->same);
}

TEST(StoreErase, ABoxOfTheErasureItselfIsBornErased) {
  Folder folder;
  auto log = filled(folder, 20);
  ActIn a;
  a.command = "erase";
  EventIn e;
  e.kind = EventKind::erase;
  e.body = "{\"v\":1}";
  e.boxes = {box(person(victim(0)), Shelf::casefile, "{\"/reason\":\"asked for it\"}")};
  a.events = {e};
  log->begin().value();
  log->mark_erased({person(victim(0))}).value();
  const ActOut out = log->append(a).value();
  log->commit().value();
  EXPECT_TRUE(log->finish_erasure().value().done);
  const auto of = log->events_of(person(victim(0)), Want::contents).value();
  EXPECT_EQ(of.back().pos, out.events[0].pos);
  EXPECT_TRUE(of.back().boxes.at(0).erased);
  EXPECT_TRUE(log->verify().value().problems.empty());
}

TEST(StoreErase, RollbackKeepsThePerson) {
  Folder folder;
  auto log = filled(folder, 20);
  log->begin().value();
  log->mark_erased({person(7)}).value();
  EXPECT_TRUE(log->lookup(mac_of(*log, 7)).value().empty());
  log->rollback();
  EXPECT_TRUE(log->finish_erasure().value().done);
  EXPECT_EQ(log->lookup(mac_of(*log, 7)).value().size(), 1u);
  EXPECT_TRUE(log->events_of(person(7), Want::contents).value().at(0).boxes.at(1).content);
  log->begin().value();
  EXPECT_EQ(log->mark_erased({id(7)}).error().code, ErrorCode::not_found) << "a case is no person";
  EXPECT_EQ(log->mark_erased({id(123456)}).error().code, ErrorCode::not_found);
  log->rollback();
}

TEST(StoreErase, SegmentsOfThePersonGoAndOthersStay) {
  Folder folder;
  auto log = filled(folder, 20);
  log->begin().value();
  log->put_segment("own", person(7), 0, std::string(5000, 's')).value();
  log->put_segment("own", person(8), 0, "kept").value();
  log->put_segment("columns", id(900'000'001), 0, "month").value();
  log->commit().value();
  log->begin().value();
  log->append(erasure({person(7)})).value();
  log->mark_erased({person(7)}).value();
  EXPECT_EQ(log->put_segment("own", person(7), 1, "x").error().code, ErrorCode::erased);
  log->commit().value();
  EXPECT_EQ(log->finish_erasure().value().keys, 4) << "three boxes, one segment";
  int n = 0;
  for (const char* name : {"own", "columns"})
    log->segments(name, [&](const Id& owner, std::int64_t, std::string&) { EXPECT_NE(owner, person(7)); return ++n > 0; }).value();
  EXPECT_EQ(n, 2);
}
