#include <safar/base/arrow.hpp>

#include <gtest/gtest.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <string>

#include "base/sample.hpp"

namespace {
using namespace safar;
using sample::Journey;
using sample::Tree;

struct Schema : ArrowSchema {
  explicit Schema(const TypeInfo& t) : ArrowSchema{} { arrow_schema(t, this).value(); }
  Schema(const Schema&) = delete;
  ~Schema() { if (release) release(this); }
};
struct Array : ArrowArray {
  Array(const TypeInfo& t, const void* first, std::size_t stride, std::size_t rows) : ArrowArray{} { arrow_array(t, first, stride, rows, this).value(); }
  Array(const Array&) = delete;
  ~Array() { if (release) release(this); }
};

std::size_t at(const ArrowSchema& s, std::string_view name) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(s.n_children); ++i)
    if (s.children[i]->name == name) return i;
  ADD_FAILURE() << "no column " << name;
  return 0;
}
bool has(const ArrowArray& a, std::size_t i) {
  const auto* bits = static_cast<const std::uint8_t*>(a.buffers[0]);
  return !bits || (bits[i / 8] >> (i % 8) & 1) != 0;
}
template <class T>
T number(const ArrowArray& a, std::size_t i) {
  T v;
  std::memcpy(&v, static_cast<const char*>(a.buffers[1]) + i * sizeof v, sizeof v);
  return v;
}
std::string text(const ArrowArray& a, std::size_t i) {
  const auto from = number<std::int32_t>(a, i), to = number<std::int32_t>(a, i + 1);
  return {static_cast<const char*>(a.buffers[2]) + from, static_cast<std::size_t>(to - from)};
}

std::map<std::string, std::string> metadata(const char* m) {
  std::map<std::string, std::string> out;
  const auto next = [&] { std::int32_t n; std::memcpy(&n, m, 4); return m += 4, n; };
  const auto word = [&] { const auto n = static_cast<std::size_t>(next()); m += n; return std::string(m - n, n); };
  for (std::int32_t n = next(); n > 0; --n) { auto key = word(); out[key] = word(); }
  return out;
}

/// What the specification asks of every array, level by level.
void check(const ArrowSchema& s, const ArrowArray& a, std::int64_t length) {
  const std::string f = s.format;
  EXPECT_EQ(a.length, length) << s.name;
  EXPECT_EQ(a.offset, 0);
  EXPECT_EQ(a.n_children, s.n_children);
  EXPECT_EQ(a.n_buffers, f == "+s" ? 1 : f == "u" ? 3 : 2) << s.name;
  std::int64_t nulls = 0;
  for (std::int64_t i = 0; i < length; ++i) nulls += !has(a, static_cast<std::size_t>(i));
  EXPECT_EQ(a.null_count, nulls) << s.name;
  EXPECT_TRUE((s.flags & ARROW_FLAG_NULLABLE) || nulls == 0) << s.name;
  for (std::int64_t i = 1; i < a.n_buffers; ++i) EXPECT_NE(a.buffers[i], nullptr) << s.name;
  std::int64_t inner = length;
  if (f == "u" || f == "+l") {
    EXPECT_EQ(number<std::int32_t>(a, 0), 0);
    for (std::int64_t i = 0; i < length; ++i) EXPECT_LE(number<std::int32_t>(a, static_cast<std::size_t>(i)), number<std::int32_t>(a, static_cast<std::size_t>(i + 1)));
    inner = number<std::int32_t>(a, static_cast<std::size_t>(length));
  }
  for (std::int64_t i = 0; i < a.n_children; ++i) check(*s.children[i], *a.children[i], inner);
}

TEST(Arrow, SchemaOfEveryKind) {
  const Schema s(info<Journey>());
  EXPECT_STREQ(s.format, "+s");
  const std::map<std::string, std::pair<std::string, bool>> expected = {
      {"case_id", {"u", true}}, {"site", {"u", false}},   {"persons", {"+l", false}}, {"route", {"+s", false}},    {"back", {"+s", true}},
      {"letter", {"+s", true}}, {"scores", {"+l", false}}, {"tags", {"+l", true}},     {"urgent", {"b", false}},    {"bags", {"l", false}},
      {"cents", {"l", false}},  {"counsellor", {"u", false}}, {"consent", {"b", true}}};
  for (const auto& [name, want] : expected) {
    const ArrowSchema& c = *s.children[at(s, name)];
    EXPECT_EQ(c.format, want.first) << name;
    EXPECT_EQ((c.flags & ARROW_FLAG_NULLABLE) != 0, want.second) << name;
  }
  const ArrowSchema& person = *s.children[at(s, "persons")]->children[0];
  EXPECT_STREQ(person.name, "item");
  EXPECT_STREQ(person.children[at(person, "birth")]->format, "tdD");
  EXPECT_EQ(metadata(person.children[at(person, "birth")]->metadata), (std::map<std::string, std::string>{{"safar.shelf", "identity"}, {"safar.doc", "Day of birth."}}));
  const ArrowSchema& air = *s.children[at(s, "route")]->children[0];
  EXPECT_STREQ(air.name, "air");
  EXPECT_TRUE(air.flags & ARROW_FLAG_NULLABLE);
  EXPECT_STREQ(air.children[at(air, "at")]->format, "tsu:UTC");
  EXPECT_TRUE(s.children[at(s, "scores")]->children[0]->flags & ARROW_FLAG_NULLABLE);
}

TEST(Arrow, ValuesOfAFullFact) {
  const Journey rows[] = {Journey{}, sample::full()};
  const Schema s(info<Journey>());
  const Array a(info<Journey>(), rows, sizeof(Journey), 2);
  check(s, a, 2);
  const auto col = [&](std::string_view name) -> const ArrowArray& { return *a.children[at(s, name)]; };
  EXPECT_FALSE(has(col("case_id"), 0)) << "the none id";
  EXPECT_EQ(text(col("case_id"), 1), "a0000000000000000000000000000001");
  EXPECT_EQ(text(col("site"), 0), "");
  EXPECT_EQ(text(col("site"), 1), "ML-BKO-1");
  EXPECT_EQ(number<std::uint8_t>(col("urgent"), 0), 2) << "bits: no, yes";
  EXPECT_EQ(number<std::int64_t>(col("bags"), 1), 255);
  EXPECT_EQ(number<std::int64_t>(col("cents"), 1), -9007199254740992);
  EXPECT_EQ(text(col("counsellor"), 1), "other");
  EXPECT_FALSE(has(col("consent"), 0));
  EXPECT_TRUE(has(col("consent"), 1));

  const ArrowSchema& person_s = *s.children[at(s, "persons")]->children[0];
  const ArrowArray& persons = *col("persons").children[0];
  EXPECT_EQ(persons.length, 3);
  EXPECT_EQ(number<std::int32_t>(col("persons"), 1), 0);
  EXPECT_EQ(number<std::int32_t>(*persons.children[at(person_s, "birth")], 0), date("1999-02-28").days());
  EXPECT_FALSE(has(*persons.children[at(person_s, "birth")], 1));
  EXPECT_EQ(text(*persons.children[at(person_s, "given_name")], 1), "Moussa \xD9\x85");
  const ArrowSchema& paper_s = *person_s.children[at(person_s, "papers")]->children[0];
  const ArrowArray& papers = *persons.children[at(person_s, "papers")]->children[0];
  EXPECT_EQ(papers.length, 2);
  EXPECT_EQ(text(*papers.children[at(paper_s, "number")], 0), "P123");

  const ArrowArray& route = col("route");
  EXPECT_TRUE(has(*route.children[0], 0) && !has(*route.children[1], 0) && !has(*route.children[0], 1) && has(*route.children[1], 1));
  EXPECT_EQ(number<std::int64_t>(*route.children[1]->children[0], 1), 412);
  EXPECT_FALSE(has(col("back"), 0));
  EXPECT_EQ(number<std::int64_t>(*col("back").children[0]->children[1], 1), 1547803800000000);
  const ArrowArray& scores = *col("scores").children[0];
  EXPECT_EQ(number<std::int64_t>(scores, 0), 7);
  EXPECT_TRUE(has(scores, 0) && !has(scores, 1) && !has(scores, 2));
  EXPECT_TRUE(has(col("tags"), 1)) << "an empty list is a value";
  EXPECT_FALSE(has(col("tags"), 0));
}

TEST(Arrow, RandomRowsAreWellFormed) {
  std::mt19937 random(5);
  std::vector<Journey> rows(100);
  for (auto& j : rows) sample::scramble(info<Journey>(), &j, random);
  const Schema s(info<Journey>());
  for (const std::size_t n : {0U, 1U, 8U, 9U, 100U}) check(s, Array(info<Journey>(), rows.data(), sizeof(Journey), n), static_cast<std::int64_t>(n));
}

TEST(Arrow, AChildMovedOutLivesOnAndIsReleasedOnce) {
  const Journey rows[] = {sample::full()};
  ArrowArray moved{};
  ArrowSchema moved_schema{};
  {
    Schema s(info<Journey>());
    Array a(info<Journey>(), rows, sizeof(Journey), 1);
    const std::size_t i = at(s, "site");
    moved = *a.children[i];
    a.children[i]->release = nullptr;
    moved_schema = *s.children[i];
    s.children[i]->release = nullptr;
  }
  EXPECT_EQ(text(moved, 0), "ML-BKO-1");
  EXPECT_STREQ(moved_schema.name, "site");
  moved.release(&moved);
  moved_schema.release(&moved_schema);
  EXPECT_EQ(moved.release, nullptr);
  EXPECT_EQ(moved_schema.release, nullptr);
}

TEST(Arrow, AStreamOwnsItsRowsAndEnds) {
  auto rows = std::make_shared<std::vector<Journey>>(5, sample::full());
  const std::weak_ptr<std::vector<Journey>> watch = rows;
  ArrowArrayStream stream{};
  const void* first = rows->data();
  arrow_stream(info<Journey>(), std::move(rows), first, sizeof(Journey), 5, &stream, 2);
  ArrowSchema s{};
  ASSERT_EQ(stream.get_schema(&stream, &s), 0);
  for (const std::int64_t n : {2, 2, 1}) {
    ArrowArray a{};
    ASSERT_EQ(stream.get_next(&stream, &a), 0);
    ASSERT_NE(a.release, nullptr);
    check(s, a, n);
    a.release(&a);
  }
  ArrowArray end{};
  EXPECT_EQ(stream.get_next(&stream, &end), 0);
  EXPECT_EQ(end.release, nullptr);
  EXPECT_EQ(stream.get_last_error(&stream), nullptr);
  EXPECT_FALSE(watch.expired());
  stream.release(&stream);
  EXPECT_EQ(stream.release, nullptr);
  EXPECT_TRUE(watch.expired());
  s.release(&s);
}

TEST(Arrow, WhatHasNoColumnsIsAnError) {
  ArrowSchema s{};
  ArrowArray a{};
  const Tree tree;
  EXPECT_EQ(arrow_schema(info<Tree>(), &s).error().code, ErrorCode::unsupported);
  EXPECT_EQ(arrow_array(info<Tree>(), &tree, sizeof tree, 1, &a).error().code, ErrorCode::unsupported);
  EXPECT_EQ(arrow_schema(info<std::string>(), &s).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(s.release, nullptr);
  ArrowArrayStream stream{};
  arrow_stream(info<Tree>(), nullptr, &tree, sizeof tree, 1, &stream);
  EXPECT_EQ(stream.get_schema(&stream, &s), EINVAL);
  EXPECT_NE(stream.get_last_error(&stream), nullptr);
  stream.release(&stream);
}

TEST(Arrow, MoreThanTwoGibibytesOfTextAreAnErrorBeforeTheyAreCopied) {
  sample::Air one;
  one.flight.assign(1u << 20, 'x');
  ArrowArray a{};
  const auto r = arrow_array(info<sample::Air>(), &one, 0, 2048, &a);  // the same row again and again
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::too_large);
  EXPECT_EQ(r.error().pointer, "/flight");
  EXPECT_EQ(a.release, nullptr);
}

TEST(Arrow, ATypeMadeAtRunTimeWithItsOwnNumbers) {
  struct Row { std::int64_t when; std::string day; };
  TypeInfo instant, day, t;
  instant.kind = day.kind = Kind::scalar, instant.name = "instant", day.name = "date";
  instant.print = [](const void* p) { return *static_cast<const std::int64_t*>(p) ? std::string("2019-01-18T09:30:00.5Z") : std::string(); };
  day.print = [](const void* p) { return *static_cast<const std::string*>(p); };
  t.kind = Kind::record, t.name = "row";
  t.fields = {{1, "when", "", Shelf::open, offsetof(Row, when), nullptr, &instant}, {2, "day", "", Shelf::open, offsetof(Row, day), nullptr, &day}};
  const Row rows[] = {{1, "1969-12-31"}, {0, ""}};
  const Array a(t, rows, sizeof(Row), 2);
  check(Schema(t), a, 2);
  EXPECT_EQ(number<std::int64_t>(*a.children[0], 0), 1547803800500000);
  EXPECT_FALSE(has(*a.children[0], 1));
  EXPECT_EQ(number<std::int32_t>(*a.children[1], 0), -1);
  EXPECT_FALSE(has(*a.children[1], 1));
}
}  // namespace
