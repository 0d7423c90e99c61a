#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.hpp"

using namespace store_test;

namespace {

/// Runs `body` in a child and gives its answer, at most 4000 bytes.
std::string in_child(const std::function<std::string()>& body) {
  int fd[2];
  if (pipe(fd) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    const std::string s = body();
    const auto n = ::write(fd[1], s.data(), s.size());
    _exit(n == static_cast<ssize_t>(s.size()) ? 0 : 1);
  }
  ::close(fd[1]);
  std::string out(4000, '\0');
  const auto n = ::read(fd[0], out.data(), out.size());
  out.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  ::close(fd[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  return out;
}

void put(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

ErrorCode code_of(const Folder& folder, const std::string& name = "r.safar") {
  const auto r = Log::open(folder / name, options(folder));
  if (r) return ErrorCode::ok;
  EXPECT_FALSE(r.error().message.empty());
  EXPECT_EQ(r.error().message.find('\n'), std::string::npos);
  return r.error().code;
}

}  // namespace

TEST(StoreOpen, CreatesOnceAndOnlyWhereAsked) {
  Folder folder;
  EXPECT_EQ(code_of(folder), ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(folder / "r.safar")) << "a look must not make a file";
  Options o = creating(folder);
  o.office = "bko";
  EXPECT_EQ(Log::open(folder / "r.safar", o).error().code, ErrorCode::invalid_argument);
  o.office = "A-VERY-LONG-OFFICE";
  EXPECT_EQ(Log::open(folder / "r.safar", o).error().code, ErrorCode::invalid_argument);
  EXPECT_FALSE(std::filesystem::exists(folder / "r.safar"));
  make(folder);
  EXPECT_EQ(Log::open(folder / "r.safar", creating(folder)).error().code, ErrorCode::exists);
  EXPECT_EQ(code_of(folder), ErrorCode::ok);
  put(folder / "other.keys", "");
  EXPECT_EQ(Log::open(folder / "other", creating(folder)).error().code, ErrorCode::exists);
  EXPECT_FALSE(std::filesystem::exists(folder / "other"));
  EXPECT_EQ(Log::open((folder / "no/such/folder"), creating(folder)).error().code, ErrorCode::io);
  EXPECT_EQ((std::filesystem::status(folder / "key").permissions() & std::filesystem::perms::mask), std::filesystem::perms(0600));
  EXPECT_EQ((std::filesystem::status(folder / "r.safar.keys").permissions() & std::filesystem::perms::mask), std::filesystem::perms(0600));
}

TEST(StoreOpen, WrongKeysAreErrorKey) {
  Folder folder;
  make(folder);
  const std::string right = bytes_of(folder / "key");
  ASSERT_EQ(right.size(), 12u + 64 + 1);
  std::string wrong = right;
  wrong[20] = wrong[20] == '0' ? '1' : '0';
  put(folder / "key", wrong);
  EXPECT_EQ(code_of(folder), ErrorCode::key);
  for (const std::string& bad : {std::string(), right.substr(0, 40), "x" + right, right + "x", std::string(12 + 64 + 1, 'z')}) {
    put(folder / "key", bad);
    EXPECT_EQ(code_of(folder), ErrorCode::key);
  }
  std::filesystem::remove(folder / "key");
  EXPECT_EQ(code_of(folder), ErrorCode::key);
  put(folder / "key", right);
  EXPECT_EQ(code_of(folder), ErrorCode::key) << "others may read it";
  std::filesystem::permissions(folder / "key", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(code_of(folder), ErrorCode::ok);
  std::filesystem::rename(folder / "r.safar.keys", folder / "away");
  EXPECT_EQ(code_of(folder), ErrorCode::key);
}

TEST(StoreOpen, TheHostsKeyIsAskedOnceWithWhatItGave) {
  Folder folder;
  keys::Key key{};
  key[3] = 9;
  int asked = 0;
  Options o;
  o.create = true;
  o.office = "BKO";
  o.keys = keys::host(
      [&](std::string_view name, std::string_view wrapped) -> Result<keys::Key> {
        ++asked;
        EXPECT_EQ(name, "vault/7");
        EXPECT_EQ(wrapped, "as the vault gave it");
        return key;
      },
      "vault/7", "as the vault gave it");
  Log::open(folder / "r.safar", o).value();
  EXPECT_EQ(asked, 1);
  o.create = false;
  o.keys.first_id = o.keys.first_wrapped = "";
  Log::open(folder / "r.safar", o).value();
  EXPECT_EQ(asked, 2);
  o.keys.unwrap = [](std::string_view, std::string_view) -> Result<keys::Key> { return fail(ErrorCode::key, "the vault is sealed"); };
  EXPECT_EQ(Log::open(folder / "r.safar", o).error().message, "the vault is sealed");
  o.keys.unwrap = nullptr;
  EXPECT_EQ(Log::open(folder / "r.safar", o).error().code, ErrorCode::invalid_argument);
}

TEST(StoreOpen, FilesThatAreNoRegister) {
  Folder folder;
  {
    auto log = make(folder);
    log->begin().value();
    for (unsigned n = 0; n < 100; ++n) log->append(application(n)).value();
    log->commit().value();
  }
  const std::string good = bytes_of(folder / "r.safar");
  ASSERT_GT(good.size(), 100'000u);
  const auto as = [&](const std::string& bytes) {
    put(folder / "r.safar", bytes);
    return code_of(folder);
  };
  EXPECT_EQ(as(""), ErrorCode::corrupt);
  EXPECT_EQ(as("not a register at all, and longer than a header of SQLite: " + std::string(200, 'x')), ErrorCode::corrupt);
  EXPECT_EQ(as(std::string(8192, '\0')), ErrorCode::corrupt);
  EXPECT_EQ(as(good.substr(0, 50)), ErrorCode::corrupt);
  EXPECT_EQ(as(good.substr(0, 4096)), ErrorCode::corrupt);
  EXPECT_EQ(as(good.substr(0, good.size() / 2)), ErrorCode::corrupt);
  EXPECT_EQ(as(good.substr(0, good.size() - 100)), ErrorCode::corrupt);
  EXPECT_EQ(as(good), ErrorCode::ok) << "control";
  {
    Raw other(folder / "other");
    other.run("CREATE TABLE t(a)");
  }
  EXPECT_EQ(code_of(folder, "other"), ErrorCode::corrupt);
  const std::string keys = bytes_of(folder / "r.safar.keys");
  put(folder / "r.safar.keys", "");
  EXPECT_EQ(code_of(folder), ErrorCode::corrupt);
  put(folder / "r.safar.keys", keys.substr(0, keys.size() / 2));
  EXPECT_EQ(code_of(folder), ErrorCode::corrupt);
  put(folder / "r.safar.keys", keys);
  EXPECT_EQ(code_of(folder), ErrorCode::ok);
  Raw(folder / "r.safar").run("PRAGMA user_version=3");
  EXPECT_EQ(code_of(folder), ErrorCode::newer);
  Raw(folder / "r.safar").run("PRAGMA user_version=1");
  const auto older = Log::open(folder / "r.safar", options(folder));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, ErrorCode::unsupported);
  EXPECT_EQ(older.error().reason, "older_form");
  EXPECT_NE(older.error().remedy.find("make a new register"), std::string::npos);
  std::filesystem::create_directory(folder / "folder");
  EXPECT_EQ(code_of(folder, "folder"), ErrorCode::io);
}

TEST(StoreOpen, OneWriterByLease) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  ASSERT_TRUE(log->hold());
  const std::string quoted = "pid " + std::to_string(getpid()) + " since 20";
  const std::string child = in_child([&] {
    auto second = Log::open(folder / "r.safar", options(folder));
    if (!second) return second.error().message;
    const auto r = (*second)->begin();
    return r ? std::string("it may write") : std::string(name(r.error().code)) + ": " + r.error().message;
  });
  EXPECT_EQ(child.rfind("busy: ", 0), 0u) << child;
  EXPECT_NE(child.find(quoted), std::string::npos) << child;
  auto same_process = open(folder);
  const auto r = same_process->begin();
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::busy);
  EXPECT_NE(r.error().message.find("another handle of this process"), std::string::npos) << r.error().message;
  EXPECT_EQ(same_process->events_of(person(1), Want::contents).value().size(), 1u) << "reading goes on";
  log->close().value();
  ASSERT_TRUE(same_process->hold());
  write(*same_process, application(2));
  EXPECT_EQ(in_child([&] { return Log::open(folder / "r.safar", options(folder)).value()->begin() ? std::string("yes") : std::string("no"); }), "no");
  same_process->close().value();
  EXPECT_EQ(in_child([&] { return Log::open(folder / "r.safar", options(folder)).value()->begin() ? std::string("yes") : std::string("no"); }), "yes") << "control";
}

TEST(StoreOpen, TheLeaseIsGivenBackAtCommitAndNothingIsLost) {
  Folder folder;
  Options o = creating(folder);
  auto first = Log::open(folder / "r.safar", o).value();
  o.create = false;
  auto second = Log::open(folder / "r.safar", o).value();
  for (unsigned n = 1; n <= 30; ++n) {  // each takes over where the other stood, spare keys included
    write(n % 2 ? *first : *second, application(n));
    if (n % 3 == 0) first->version(id(1)).value(), second->version(id(1)).value();
    else (void)(n % 2 ? *first : *second).kind_of(id(1));
  }
  EXPECT_EQ(first->last_event(), 30);
  const auto report = second->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.acts, 30);
  EXPECT_EQ(report.erased, 0);
}

TEST(StoreOpen, AfterForkEveryCallIsClosed) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  const std::string child = in_child([&] {
    std::string out;
    const auto say = [&](const auto& r) { out += r ? "ok " : std::string(name(r.error().code)) + ' '; };
    say(log->begin());
    say(log->act(1));
    say(log->version(id(1)));
    say(log->verify());
    say(log->checkpoint());
    say(log->lookup("x"));
    say(log->finish_erasure());
    say(log->close());
    out += log->mac("p", {}).empty() ? "empty" : "a mac";
    log.reset();
    return out;
  });
  EXPECT_EQ(child, "closed closed closed closed closed closed closed closed empty");
  write(*log, application(2));  // the parent is unharmed, lease included
  ASSERT_TRUE(log->hold());
  EXPECT_EQ(in_child([&] { return Log::open(folder / "r.safar", options(folder)).value()->begin() ? std::string("yes") : std::string("no"); }), "no");
  EXPECT_TRUE(log->verify().value().problems.empty());
  log->close().value();
  EXPECT_EQ(log->version(id(1)).error().code, ErrorCode::closed);
  EXPECT_TRUE(log->close()) << "twice is fine";
}

TEST(StoreOpen, ReadOnlyReadsBesideAWriter) {
  Folder folder;
  auto log = make(folder);
  write(*log, application(1));
  auto reader = Log::open(folder / "r.safar", reading(folder)).value();
  EXPECT_EQ(reader->begin().error().code, ErrorCode::not_permitted);
  EXPECT_EQ(reader->finish_erasure().error().code, ErrorCode::not_permitted);
  EXPECT_EQ(reader->events_of(person(1), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 1\"}") << "a key that is not settled yet";
  write(*log, application(2));
  EXPECT_EQ(reader->last_event(), 2);
  EXPECT_EQ(reader->events_of(person(2), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 2\"}");
  log->close().value();
  EXPECT_TRUE(reader->verify().value().problems.empty());
  EXPECT_EQ(reader->verify().value().erased, 0);
  reader->close().value();
  reader = Log::open(folder / "r.safar", reading(folder)).value();
  EXPECT_EQ(reader->act(2).value().events.size(), 1u);
}

TEST(StoreOpen, ALostCommitOfTheLogLeavesSparesUnused) {
  Folder folder, copy;
  auto log = make(folder);
  write(*log, application(1));
  log->begin().value();
  log->append(application(2)).value();
  folder.copy_to(copy);  // the power goes before the commit
  log->rollback();
  std::filesystem::remove(copy / "r.safar-shm");
  auto after = Log::open(copy / "r.safar", options(copy)).value();
  EXPECT_EQ(after->last_event(), 1);
  write(*after, application(3));
  const auto report = after->verify().value();
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.erased, 0);
}

TEST(StoreOpen, AnOlderKeyStoreGivesNoKeyTwice) {
  Folder folder;
  auto log = make(folder);
  log->begin().value();
  log->append(application(1)).value();
  log->commit().value();
  const std::string before = [&] { Folder copy; folder.copy_to(copy); Raw fold(copy / "r.safar.keys"); fold.run("PRAGMA wal_checkpoint(TRUNCATE)"); return bytes_of(copy / "r.safar.keys"); }();
  for (unsigned n = 2; n < 20; ++n) write(*log, application(n));
  log->close().value();
  put(folder / "r.safar.keys", before);
  log = open(folder);
  EXPECT_TRUE(log->events_of(person(5), Want::contents).value().at(0).boxes.at(1).erased) << "its key is not in the older file";
  write(*log, application(30));
  EXPECT_EQ(log->events_of(person(30), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 30\"}");
  log->close().value();
  log = open(folder);
  for (const Problem& p : log->verify().value().problems)  // the month's key was lost too, and made anew: that is said, box by box
    EXPECT_TRUE(p.table == "box" && p.event < 20) << p.table << p.event << p.what;
  const auto lost = log->events_of(person(5), Want::contents).value().at(0).boxes.at(0);
  EXPECT_TRUE(lost.erased && !lost.content) << "intact, but no key opens it";
  EXPECT_EQ(log->events_of(person(30), Want::contents).value().at(0).boxes.at(1).content, "{\"/given_name\":\"Awa 30\"}");
  Raw keys(folder / "r.safar.keys");
  EXPECT_EQ(keys.one("SELECT min(n) > 57 FROM spare"), "1") << "spares that were somebody's in the newer file are gone";
}
