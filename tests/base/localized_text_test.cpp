#include <safar/base/localized_text.hpp>

#include <gtest/gtest.h>

namespace safar {
namespace {

template <class T> concept InOfATemporary = requires { T{}.in(Language::en); };
static_assert(!InOfATemporary<LocalizedText>);

TEST(LocalizedText, FallsBackToWhatWasWritten) {
  const LocalizedText all{.en = "Return", .fr = "Retour", .ar = "عودة"}, french{.fr = "Retour"}, english{.en = "Return"}, arabic{.ar = "عودة"}, none{};
  EXPECT_EQ(all.best(Language::en), "Return");
  EXPECT_EQ(all.best(Language::fr), "Retour");
  EXPECT_EQ(all.best(Language::ar), "عودة");
  for (const auto l : {Language::en, Language::fr, Language::ar}) {
    EXPECT_EQ(french.best(l), "Retour");
    EXPECT_EQ(english.best(l), "Return");
    EXPECT_EQ(arabic.best(l), "عودة");
    EXPECT_EQ(none.best(l), "");
  }
  const LocalizedText two{.en = "Return", .fr = "Retour"};
  EXPECT_EQ(two.best(Language::ar), "Retour");
  EXPECT_EQ(two.in(Language::ar), "");
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(arabic.empty());
}

TEST(LocalizedText, IsARecordOfThreeOpenTexts) {
  const TypeInfo& t = info<LocalizedText>();
  ASSERT_EQ(t.fields.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(t.fields[i].name, codes(Language{})[i]);  // members and languages have one spelling
    EXPECT_EQ(t.fields[i].shelf, Shelf::open);
    EXPECT_EQ(t.fields[i].type().kind, Kind::text);
  }
  const TypeInfo& l = info<Language>();
  EXPECT_EQ(l.kind, Kind::code);
  EXPECT_EQ(l.codes, (std::vector<std::string_view>{"en", "fr", "ar"}));
}

}  // namespace
}  // namespace safar
