// Pseudonyms that nobody can take for another's, or for the library's own.
#include "register/actor.hpp"

#include <gtest/gtest.h>

namespace safar {
namespace {

TEST(Actor, CannotLookLikeAnotherOrLikeTheLibrary) {
  for (const char* actor : {"fatou\xD8\x9C.d", "fatou\xEF\xBB\xBF.d", "fa\xC2\xADtou.d", "fatou\xF3\xA0\x81\x81", "fatou\xE2\x80\x8F", "\xCC\x81", "f\xD0\xB0tou.d", "jose\xCC\x81",
                            "a\xC2\x9B" "b", "a  b", "\xE3\x85\xA4", "...", "a\xFF"})
    EXPECT_EQ(check_actor(actor).error().reason, "actor_form") << actor;
  for (const char* actor : {"safar", "Safar", "s.a.f.a.r", "5afar"}) EXPECT_EQ(check_actor(actor).error().reason, "actor_reserved") << actor;
  EXPECT_FALSE(check_actor("s\xD0\xB0" "far"));
  EXPECT_FALSE(check_actor(""));
  EXPECT_FALSE(check_actor(std::string(65, 'a')));
  for (const char* actor : {"fatou.d", "Fran\xC3\xA7oise", "\xD9\x81\xD8\xA7\xD8\xB7\xD9\x85\xD8\xA9", "\xD0\xB0\xD0\xBD\xD0\xBD\xD0\xB0", "safar.k", "\xC9\x9B\xCC\x80" "b"})
    EXPECT_TRUE(check_actor(actor).ok()) << actor;
}

}  // namespace
}  // namespace safar
