#include "register/people.hpp"

#include <safar/casework/adopt.hpp>

using namespace safar_test;

class SuspensionTest : public Office {
 protected:
  Suspend suspension(bool standing = false) {
    Suspend s;
    s.programme = "ML-JI";
    s.hold = "programme_suspension";
    s.reason = {"intake_not_typical", {"surge:2018-W46"}};
    s.select.site = {"ML-BKO-1"};
    s.select.journey = {"applied", "counselled", "cleared", "booked"};
    s.standing = standing;
    return s;
  }
  Receipt suspend(bool standing = false) {
    auto manager = as("programme_manager");
    const auto preview = manager.check(suspension(standing)).value();
    CommandOptions o;
    o.expect_count = preview.count;
    o.expect_digest = preview.digest.substr(0, 6);
    return manager.execute(suspension(standing), o).value();
  }
};

TEST_F(SuspensionTest, IsOneActOverManyCases) {
  for (int i = 0; i < 20; ++i) apply(i % 2 ? "ML-BKO-1" : "ML-GAO-1", std::to_string(i).c_str());
  const auto r = suspend();
  EXPECT_EQ(r.count, 10);
  EXPECT_EQ(r.events.size(), 1u);
  EXPECT_EQ(r.events[0].streams.size(), 11u) << "the programme and ten cases";
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["holds","has","programme_suspension"]]})").value().rows(), 10u);
}

TEST_F(SuspensionTest, IsTiedToWhatWasSeen) {
  const CaseId a = apply("ML-BKO-1", "1");
  apply("ML-BKO-1", "2");
  auto manager = as("programme_manager");
  const auto preview = manager.check(suspension()).value();
  EXPECT_EQ(preview.count, 2);
  CommandOptions o;
  EXPECT_EQ(manager.execute(suspension()).error().code, ErrorCode::expectation) << "unseen";
  o.expect_count = preview.count;
  o.expect_digest = preview.digest.substr(0, 5);
  EXPECT_EQ(manager.execute(suspension(), o).error().code, ErrorCode::expectation) << "five digits are too few";
  o.expect_digest = preview.digest.substr(0, 6);
  Close c;
  c.outcome = "withdrawn";
  ASSERT_TRUE(act("counsellor", a, c, "own_wish"));
  EXPECT_EQ(manager.execute(suspension(), o).error().code, ErrorCode::expectation) << "the world has moved on: one less";
  apply("ML-BKO-1", "3");
  EXPECT_EQ(manager.execute(suspension(), o).error().code, ErrorCode::expectation) << "two again, but others";
}

TEST_F(SuspensionTest, HoldsTheJourneyAndIsReviewedOneByOne) {
  const CaseId id = booked("ML-BKO-1", "1");
  const CaseId second = apply("ML-BKO-1", "2");
  const CaseId third = apply("ML-BKO-1", "3");
  const auto s = suspend();
  const auto refused = act("movement_officer", id, Depart{});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "held");
  EXPECT_NE(refused.error().message.find(s.act), std::string::npos) << refused.error().message;
  ASSERT_TRUE(act("counsellor", id, Shelter{}));
  Review r;
  r.hold = "act " + s.act;
  r.outcome = "resume";
  EXPECT_EQ(act("reviewing_officer", id, r).error().reason, "reason_required");
  EXPECT_EQ(act("intake_clerk", id, r, "x").error().reason, "wrong_role");
  ASSERT_TRUE(act("reviewing_officer", id, r, "identity_confirmed"));
  ASSERT_TRUE(act("movement_officer", id, Depart{})) << "the stage never moved";
  r.outcome = "refuse";
  ASSERT_TRUE(act("reviewing_officer", second, r, "resident_locally"));
  r.outcome = "refer";
  const auto referred = act("reviewing_officer", third, r, "vulnerable").value();
  EXPECT_EQ(referred.events.size(), 2u) << "review and refer";
  const auto rows = as("finance_officer", "casework").query(R"({"v":1,"from":"cases","select":["eligibility","held","resolution","journey"]})").value();
  EXPECT_EQ(cell(rows, "journey", 0), "\"departed\"");
  EXPECT_EQ(cell(rows, "eligibility", 1), "\"ineligible\"");
  EXPECT_EQ(cell(rows, "held", 1), "false");
  EXPECT_EQ(cell(rows, "held", 2), "true");
}

TEST_F(SuspensionTest, StandingTakesLaterApplicationsUntilItEnds) {
  apply("ML-BKO-1", "1");
  const auto s = suspend(true);
  const auto later = as("intake_clerk").execute(application("ML-BKO-1", "B", "2")).value();
  ASSERT_EQ(later.advice.size(), 1u);
  EXPECT_EQ(later.advice[0].hold, "programme_suspension");
  EXPECT_TRUE(as("intake_clerk").execute(application("ML-GAO-1", "C", "3")).value().advice.empty()) << "another site";
  reopen();  // the standing act is known again
  EXPECT_EQ(as("intake_clerk").execute(application("ML-BKO-1", "D", "4")).value().advice.size(), 1u);
  EndSuspension e;
  e.hold = s.act;
  e.reason = {"review_complete", {}};
  auto manager = as("programme_manager");
  EXPECT_EQ(manager.execute(e).error().reason, "unreviewed_cases");
  e.unreviewed = true;
  ASSERT_TRUE(manager.execute(e));
  EXPECT_EQ(as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["held","=",true]]})").value().rows(), 0u);
  EXPECT_TRUE(as("intake_clerk").execute(application("ML-BKO-1", "E", "5")).value().advice.empty());
}

TEST_F(SuspensionTest, AMisspeltProgrammeDoesNotSlipThrough) {
  auto a = application("ML-BKO-1", "A", "1");
  a.programme = "ML-Jl";
  EXPECT_EQ(as("intake_clerk").execute(a).error().reason, "no_such_programme");
  auto s = suspension();
  s.programme = "ML-Jl";
  EXPECT_EQ(as("programme_manager").check(s).error().reason, "no_such_programme");
  Adopt adopt;
  adopt.kind = "programme";
  adopt.name = "ML-Jl";
  adopt.document = "{}";
  ASSERT_TRUE(as("programme_manager").execute(adopt));
  reopen();
  EXPECT_TRUE(as("intake_clerk").execute(a));
}
