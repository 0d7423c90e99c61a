// Asking while another writes: what is there is found, whatever memory is asked first.
#include "store/presence.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include "fixture.hpp"

using namespace store_test;

namespace {

std::string_view bytes(const Id& i) { return {reinterpret_cast<const char*>(i.bytes.data()), i.bytes.size()}; }

ActIn act(const Id& stream) {
  ActIn a;
  a.actor = "a";
  a.role = "r";
  a.command = "c";
  EventIn e;
  e.kind = EventKind::apply;
  e.ver = 1;
  e.body = "{\"v\":1}";
  e.streams = {{stream, StreamKind::case_}};
  a.events.push_back(std::move(e));
  return a;
}

}  // namespace

TEST(Presence, NeverDeniesWhatWasAddedAndSeldomAffirmsWhatWasNot) {
  Presence all;
  for (unsigned i = 0; i < 200'000; ++i) all.add(bytes(id(i)));  // more than one part
  for (unsigned i = 0; i < 200'000; ++i) ASSERT_TRUE(all.may_have(bytes(id(i)))) << i;
  unsigned wrong = 0;
  for (unsigned i = 200'000; i < 300'000; ++i) wrong += all.may_have(bytes(id(i)));
  EXPECT_LT(wrong, 2'000u);
  EXPECT_FALSE(Presence().may_have(bytes(id(1))));
}

TEST(Reader, FindsWhatIsThereAfterManyQuestionsForWhatIsNot) {
  const Folder folder;
  auto log = make(folder);
  const auto write = [&](unsigned from, unsigned to) {
    ASSERT_TRUE(log->begin(Writing::bulk));
    std::vector<ActIn> acts;
    for (unsigned i = from; i < to; ++i) acts.push_back(act(id(i)));
    ASSERT_TRUE(log->append_many(acts, 1));
    for (unsigned i = from; i < to; i += 100) ASSERT_TRUE(log->put_lookup(log->mac("test", {std::to_string(i)}), id(i)));
    ASSERT_TRUE(log->commit());
  };
  write(0, 1000);
  auto reader = log->reader().value();
  for (unsigned i = 1'000'000; i < 1'005'000; ++i) ASSERT_FALSE(reader->kind_of(id(i)).value()) << i;  // from here on memory answers
  for (unsigned i = 0; i < 1000; ++i) ASSERT_EQ(reader->kind_of(id(i)).value(), StreamKind::case_) << i;
  EXPECT_EQ(reader->lookup(log->mac("test", {"300"})).value(), std::vector<Id>{id(300)});
  EXPECT_TRUE(reader->lookup(log->mac("test", {"301"})).value().empty());
  write(1000, 1200);
  // What was written since is found once the reader has caught up; before, memory may deny it: this is why the header asks for it.
  EXPECT_FALSE(reader->kind_of(id(1001)).value());
  reader->catch_up();
  for (unsigned i = 1000; i < 1200; ++i) ASSERT_EQ(reader->kind_of(id(i)).value(), StreamKind::case_) << i;
  EXPECT_EQ(reader->lookup(log->mac("test", {"1100"})).value(), std::vector<Id>{id(1100)});
}

TEST(Presence, IsLentOnceAndComesBackWithWhatWasWrittenMeanwhile) {
  KeptPresence kept;
  std::optional<Presence> first, second;
  ASSERT_TRUE(kept.lend(first));
  EXPECT_FALSE(first);
  EXPECT_FALSE(kept.lend(second)) << "a reader has it";
  kept.written(bytes(id(1)));
  first.emplace();
  first->add(bytes(id(2)));
  kept.give_back(std::move(first));
  kept.written(bytes(id(3)));
  ASSERT_TRUE(kept.lend(second));
  ASSERT_TRUE(second);
  for (unsigned i = 1; i <= 3; ++i) EXPECT_TRUE(second->may_have(bytes(id(i)))) << i;
  EXPECT_FALSE(second->may_have(bytes(id(4))));
  kept.forget();
  kept.give_back(std::move(second));
  std::optional<Presence> third;
  ASSERT_TRUE(kept.lend(third));
  EXPECT_FALSE(third) << "somebody else wrote while it was away";
}

TEST(Reader, TheNextOneKnowsWhatWasWrittenWithoutBeingTold) {
  const Folder folder;
  auto log = make(folder);
  const auto write = [&](unsigned n, Writing how) {
    ASSERT_TRUE(log->begin(how));
    const std::vector<ActIn> acts{act(id(n))};
    ASSERT_TRUE(log->append_many(acts, 1));
    ASSERT_TRUE(log->put_lookup(log->mac("test", {std::to_string(n)}), id(n)));
    ASSERT_TRUE(log->commit());
  };
  const auto expect = [&](Reader& reader, unsigned n) {
    EXPECT_EQ(reader.kind_of(id(n)).value(), StreamKind::case_) << n;
    EXPECT_EQ(reader.lookup(log->mac("test", {std::to_string(n)})).value(), std::vector<Id>{id(n)}) << n;
  };
  write(1, Writing::bulk);
  {
    auto reader = log->reader().value();
    for (unsigned i = 1'000'000; i < 1'005'000; ++i) ASSERT_FALSE(reader->kind_of(id(i)).value()) << i;  // from here on memory answers
    write(2, Writing::bulk);
    EXPECT_FALSE(reader->kind_of(id(2)).value()) << "control: it was not told";
    auto beside = log->reader().value();
    expect(*beside, 2);
  }
  write(3, Writing::ordinary);
  auto reader = log->reader().value();
  for (unsigned n = 1; n <= 3; ++n) expect(*reader, n);
  reader.reset();
  // A transaction that was undone says too much, which is harmless.
  ASSERT_TRUE(log->begin(Writing::ordinary));
  ASSERT_TRUE(log->append(act(id(4))));
  log->rollback();
  reader = log->reader().value();
  EXPECT_FALSE(reader->kind_of(id(4)).value());
  expect(*reader, 3);
}

TEST(Reader, TheNextOneKnowsWhatAnotherProcessWrote) {
  const Folder folder;
  auto log = Log::open(folder / "r.safar", creating(folder)).value();
  ASSERT_TRUE(log->begin(Writing::bulk));
  ASSERT_TRUE(log->append(act(id(1))));
  ASSERT_TRUE(log->commit());
  auto reader = log->reader().value();
  for (unsigned i = 1'000'000; i < 1'005'000; ++i) ASSERT_FALSE(reader->kind_of(id(i)).value()) << i;
  const auto other_writes = [&](unsigned n) {
    ASSERT_GE(log->last_event(), 0);
    const pid_t child = fork();
    if (child == 0) {
      auto other = Log::open(folder / "r.safar", options(folder));
      if (!other || !(*other)->begin() || !(*other)->append(act(id(n))) || !(*other)->commit() || !(*other)->close()) _exit(1);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
  };
  other_writes(2);  // while a reader has the memory
  reader = log->reader().value();
  EXPECT_EQ(reader->kind_of(id(2)).value(), StreamKind::case_);
  for (unsigned i = 1'000'000; i < 1'005'000; ++i) ASSERT_FALSE(reader->kind_of(id(i)).value()) << i;
  reader.reset();
  other_writes(3);  // while the log has it
  reader = log->reader().value();
  EXPECT_EQ(reader->kind_of(id(3)).value(), StreamKind::case_);
  EXPECT_EQ(reader->kind_of(id(2)).value(), StreamKind::case_);
}

TEST(Reader, ADamagedIdIsPassedOver) {
  const Folder folder;
  ASSERT_TRUE(make(folder)->close());
  {
    Raw raw(folder / "r.safar");
    ASSERT_TRUE(raw.run("INSERT INTO stream(n, id, kind) VALUES(900001, x'', 2), (900002, x'0102', 2)"));
  }
  auto log = open(folder);
  auto reader = log->reader().value();
  for (unsigned i = 0; i < 40'000; ++i) ASSERT_FALSE(reader->kind_of(id(i)).value()) << i;
}
