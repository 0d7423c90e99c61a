// Asking while another writes: what is there is found, whatever memory is asked first.
#include "store/presence.hpp"

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
  // What was written since is found once it was said; before, memory may deny it: this is why the header asks for it.
  EXPECT_FALSE(reader->kind_of(id(1001)).value());
  for (unsigned i = 1000; i < 1200; ++i) reader->written(bytes(id(i)));
  reader->written(log->mac("test", {"1100"}));
  for (unsigned i = 1000; i < 1200; ++i) ASSERT_EQ(reader->kind_of(id(i)).value(), StreamKind::case_) << i;
  EXPECT_EQ(reader->lookup(log->mac("test", {"1100"})).value(), std::vector<Id>{id(1100)});
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
