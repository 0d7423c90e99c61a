#include <safar/base/describe.hpp>

#include <gtest/gtest.h>

#include <set>

#include <safar/base/localized_text.hpp>

#include "base/sample.hpp"

namespace {
using namespace safar;

// Converts what T{...} takes, and nothing that narrows or guesses.
static_assert(std::is_convertible_v<const char*, Known<std::string>>);
static_assert(std::is_convertible_v<Absence, Known<std::string>>);
static_assert(std::is_convertible_v<bool, Known<bool>>);
static_assert(!std::is_convertible_v<const char*, Known<bool>>);
static_assert(!std::is_convertible_v<double, Known<std::int64_t>>);
static_assert(!std::is_convertible_v<std::int64_t, Known<std::int16_t>>);
static_assert(!std::is_convertible_v<std::nullptr_t, Known<bool>>);

struct Missing {  // describe() leaves `b` out
  int a = 0, b = 0;
  template <class V>
  static constexpr void describe(V& v) { v(1, "a", &Missing::a, Shelf::open, ""); }
};
static_assert(described<Missing>() != members<Missing>());

struct Again {  // one number for two members
  int a = 0, b = 0;
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "a", &Again::a, Shelf::open, "");
    v(1, "b", &Again::b, Shelf::open, "");
  }
};
static_assert(described<Again>() == 0);

struct Twice {  // lists `a` twice, under two names: only the offsets show it
  int a = 0, b = 0;
  static constexpr std::string_view type_name = "twice", type_doc = "";
  template <class V>
  static constexpr void describe(V& v) {
    v(1, "a", &Twice::a, Shelf::open, "");
    v(2, "b", &Twice::a, Shelf::open, "");
  }
};

/// Whether a record, or one inside it, gives two fields the same place.
bool lists_one_twice(const TypeInfo& t, std::set<const TypeInfo*>& done) {
  if (!done.insert(&t).second) return false;
  std::set<std::size_t> places;
  for (const auto& f : t.fields)
    if (!places.insert(f.offset).second || lists_one_twice(f.type(), done)) return true;
  for (const auto of : t.of)
    if (lists_one_twice(of(), done)) return true;
  return false;
}
template <class T>
bool lists_one_twice() {
  std::set<const TypeInfo*> done;
  return lists_one_twice(info<T>(), done);
}

TEST(Describe, NoTypeListsAMemberTwice) {
  EXPECT_TRUE(lists_one_twice<Twice>()) << "the control";
  EXPECT_FALSE(lists_one_twice<sample::Journey>());
  EXPECT_FALSE(lists_one_twice<sample::Tree>());
  EXPECT_FALSE(lists_one_twice<LocalizedText>());
}

TEST(Describe, SetRefusesWhatTheTypeDoesNotHold) {
  std::uint64_t big = 5;
  EXPECT_FALSE(info<std::uint64_t>().set(&big, -1));
  EXPECT_EQ(big, 5U);
  std::uint8_t small = 5;
  EXPECT_FALSE(info<std::uint8_t>().set(&small, 256));
  EXPECT_TRUE(info<std::uint8_t>().set(&small, 255));
  sample::Sex sex = sample::Sex::male;
  EXPECT_FALSE(info<sample::Sex>().set(&sex, 3));
  EXPECT_EQ(sex, sample::Sex::male);
  Known<int> known = 4;
  EXPECT_FALSE(info<Known<int>>().set(&known, 8));
  EXPECT_EQ(known, Known<int>(4));
}

TEST(Describe, AssignMovesAndFieldsKnowTheirDefault) {
  std::string from = "a text that is too long for the small-string buffer", to;
  info<std::string>().assign(&to, &from);
  EXPECT_EQ(to.size(), 51U);
  for (const auto& f : info<sample::Journey>().fields) EXPECT_EQ(f.starts_empty, f.name != "currency") << f.name;
}

TEST(Describe, DatesAndInstantsGiveTheirNumber) {
  const Date d = date("1970-01-02");
  EXPECT_EQ(info<Date>().get(&d), 1);
  const Instant t = Instant::from_microseconds(-5).value();
  EXPECT_EQ(info<Instant>().get(&t), -5);
  EXPECT_EQ(info<CaseId>().get, nullptr);
}
}  // namespace
