#include <safar/workflow/access.hpp>

using safar::may_read;
using safar::Shelf;

TEST(Access, StatisticsNeverReadPersons) {
  for (const auto shelf : {Shelf::identity, Shelf::casefile, Shelf::sensitive}) {
    EXPECT_FALSE(may_read("data_analyst", "statistics", shelf));
    EXPECT_FALSE(may_read("reviewing_officer", "statistics", shelf)) << "the purpose decides too";
  }
  EXPECT_TRUE(may_read("data_analyst", "statistics", Shelf::counted));
}

TEST(Access, SensitiveIsForThoseWhoCare) {
  EXPECT_TRUE(may_read("counsellor", "casework", Shelf::sensitive));
  EXPECT_FALSE(may_read("intake_clerk", "casework", Shelf::sensitive));
  EXPECT_TRUE(may_read("intake_clerk", "casework", Shelf::identity));
  EXPECT_FALSE(may_read("nobody", "casework", Shelf::identity));
  EXPECT_TRUE(may_read("data_protection_officer", "data_protection", Shelf::sensitive));
  EXPECT_FALSE(may_read("counsellor", "data_protection", Shelf::identity));
}
