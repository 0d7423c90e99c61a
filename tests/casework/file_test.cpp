// The case file beside the journey: each verb folds, whatever the order.
#include <safar/base/json.hpp>
#include <safar/casework/answers.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/consent.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/eligibility.hpp>
#include <safar/casework/fold.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/travel.hpp>

#include <gtest/gtest.h>

using namespace safar;

namespace {

class CaseFile : public ::testing::Test {
 protected:
  std::shared_ptr<const Workflow> w = Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value();
  std::int64_t n = 0;  // before the state, whose making counts
  CaseState s = applied(1, 2);

  template <class Fact> void add(CaseState& to, const Fact& f, const char* act = "81-1", const char* day = "2018-11-12") {
    fold(to, *w, *find_verb(info<Fact>()), &f, {act, ++n, Date::parse(day).value()});
  }
  template <class Fact> void add(const Fact& f, const char* act = "81-1", const char* day = "2018-11-12") { add(s, f, act, day); }
  static CaseId case_id(std::uint8_t i) { CaseId id; id.bytes[0] = i; return id; }
  static PersonId person(std::uint8_t i) { PersonId id; id.bytes[1] = i; return id; }
  CaseState applied(std::uint8_t id, std::uint8_t persons) {
    CaseState out;
    Apply a;
    a.case_id = case_id(id);
    a.programme = "ML-JI";
    a.office = "BKO";
    for (std::uint8_t i = 1; i <= persons; ++i) {
      a.persons.emplace_back();
      a.persons.back().person_id = person(i);
    }
    add(out, a);
    return out;
  }
  IssueDocument step(IssuanceStep x) {
    IssueDocument f;
    f.person_id = person(1);
    f.type = DocumentType::laissez_passer;
    f.step = x;
    return f;
  }
  static Known<Money> money(const char* text) { return Money::parse(text).value(); }
  // What is stored is the state.
  void TearDown() override {
    const auto again = from_json<CaseState>(to_json(s));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, s);
    EXPECT_EQ(to_json(*again), to_json(s));
  }
};

}  // namespace

TEST_F(CaseFile, ATravelDocumentGoesThroughAConsulate) {
  add(step(IssuanceStep::requested), "81-2", "2018-11-12");
  add(step(IssuanceStep::interviewed), "81-3", "2018-11-20");
  ASSERT_EQ(s.persons[0].issuances.size(), 1u);
  EXPECT_EQ(s.persons[0].issuances[0].step, IssuanceStep::interviewed);
  EXPECT_EQ(to_string(s.persons[0].issuances[0].requested), "2018-11-12");
  EXPECT_EQ(to_string(s.persons[0].issuances[0].since), "2018-11-20");
  EXPECT_TRUE(s.persons[0].papers.empty());
  auto issued = step(IssuanceStep::issued);
  issued.expires = PartialDate::parse("2019-02-01").value();
  add(issued);
  ASSERT_EQ(s.persons[0].papers.size(), 1u);
  EXPECT_TRUE(s.persons[0].papers[0].usable.value);
  EXPECT_TRUE(s.persons[1].papers.empty()) << "papers are per person";
  add(step(IssuanceStep::expired));
  EXPECT_FALSE(s.persons[0].papers[0].usable.value);
  add(step(IssuanceStep::requested));
  EXPECT_EQ(s.persons[0].issuances.size(), 2u) << "asked again: the first is kept";
}

TEST_F(CaseFile, TheStepsOfAConsulateHaveAnOrder) {
  using enum IssuanceStep;
  constexpr IssuanceStep all[] = {requested, interviewed, nationality_verified, issued, refused, expired};
  std::size_t allowed = 0;
  for (const auto a : all) for (const auto b : all) allowed += follows(a, b);
  EXPECT_EQ(allowed, 13u) << "a new step needs its own line here";
  EXPECT_TRUE(follows(requested, issued)) << "some issue at once";
  EXPECT_FALSE(follows(refused, issued));
  EXPECT_FALSE(follows(issued, requested));
  EXPECT_TRUE(follows(refused, requested));
}

TEST_F(CaseFile, MoneyAddsUpByLine) {
  SetBudget b;
  b.line = "micro_business";
  b.amount = money("1500.00 EUR");
  add(b);
  Pay p;
  p.line = "micro_business";
  p.amount = money("400.00 EUR");
  add(p);
  add(p);
  ASSERT_EQ(s.budget.size(), 1u);
  EXPECT_EQ(to_string(s.budget[0].paid.value), "800.00 EUR");
  EXPECT_EQ(s.budget[0].instalments, 2);
  p.amount = money("800 XOF");
  add(p);
  EXPECT_EQ(s.budget[0].paid.absence, Absence::conflict) << "two currencies do not add";
  p.amount = money("1.00 EUR");
  add(p);
  EXPECT_EQ(s.budget[0].paid.absence, Absence::conflict) << "and no later payment hides it";
  EXPECT_EQ(s.payments, 4);
}

TEST_F(CaseFile, AServiceIsPlannedThenGivenOrDropped) {
  PlanService plan;
  plan.kind = "housing";
  plan.level = Level::individual;
  add(plan);
  Assist a;
  a.kind = "housing";
  a.level = Level::individual;
  a.status = ServiceStatus::ongoing;
  add(a);
  ASSERT_EQ(s.plan.size(), 1u);
  EXPECT_EQ(s.plan[0].status, ServiceStatus::ongoing);
  a.status = Absence::unknown;
  add(a);
  EXPECT_EQ(s.plan[0].status, ServiceStatus::completed);
  add(a);
  EXPECT_EQ(s.plan.size(), 2u) << "given without a plan: still recorded";
  EXPECT_EQ(s.services, 3);
}

TEST_F(CaseFile, ReferralsAndComplaintsAreNamedByTheirAct) {
  Refer r;
  r.to = "clinic";
  add(r, "81-5");
  add(r, "81-6");
  EXPECT_EQ(named_referral(s, "clinic"), nullptr) << "two: say which";
  EXPECT_EQ(named_referral(s, ""), nullptr);
  ASSERT_NE(named_referral(s, "act 81-6"), nullptr);
  AnswerReferral answer;
  answer.referral = "81-6";
  answer.answer = ReferralAnswer::refused;
  add(answer, "81-7");
  EXPECT_EQ(s.referrals[1].answer.value, ReferralAnswer::refused);
  EXPECT_EQ(named_referral(s, "clinic")->act, "81-5") << "one is open now";
  Complain complaint;
  complaint.person_id = person(2);
  add(complaint, "81-8", "2018-12-01");
  AnswerComplaint heard;
  heard.person_id = person(2);
  add(heard, "81-9", "2018-12-08");
  ASSERT_EQ(s.persons[1].complaints.size(), 1u) << "with the person whom it is about";
  EXPECT_EQ(to_string(s.persons[1].complaints[0].answered.value), "2018-12-08");
  EXPECT_EQ(s.persons[1].assessed, 2);
  EXPECT_EQ(named_complaint(s, ""), nullptr);
}

TEST_F(CaseFile, ConsentSaysWhatItCoversUntilItIsWithdrawn) {
  Consent c;
  c.scope = {"return", "data_sharing_consulate"};
  add(c);
  add(c);
  EXPECT_EQ(s.consent_scopes, (std::vector<std::string>{"data_sharing_consulate", "return"}));
  add(WithdrawConsent{});
  EXPECT_TRUE(s.consent_scopes.empty());
}

TEST_F(CaseFile, TheLastDecisionSaysWhetherAnAppealIsLeft) {
  DecideEligibility d;
  d.outcome = "ineligible";
  add(d);
  EXPECT_EQ(s.decision, "first");
  add(Appeal{});
  DecideAppeal final;
  final.outcome = "ineligible";
  add(final);
  EXPECT_EQ(s.decision, "appeal");
  EXPECT_EQ(s.region("eligibility"), "ineligible");
}

TEST_F(CaseFile, RoundsLegsAndTransfers) {
  add(FollowUp{});
  FollowUp f;
  f.round = 4;
  add(f);
  f.round = 2;  // entered late
  add(f);
  EXPECT_EQ(s.follow_up_round.value, 4);
  Transit t;
  t.legs.resize(2);
  add(t);
  t.legs.resize(1);
  t.legs[0].stage = LegStage::travelled;
  add(t);
  EXPECT_EQ(s.legs, t.legs) << "the way is said anew";
  Transfer move;
  move.to_office = "GAO";
  add(move);
  EXPECT_EQ(s.office, "GAO");
  EXPECT_EQ(s.programme, "ML-JI");
}

TEST_F(CaseFile, TheDeadAskNothingMoreOfTheLiving) {
  Checklist c;
  c.person_id = person(1);
  c.done = true;
  c.items = {ChecklistItem::travel_document_received, ChecklistItem::fit_to_travel, ChecklistItem::consent_confirmed, ChecklistItem::briefing_done};
  add(c);
  const auto all_done = [&] {
    return feel::Expression::compile("every p in persons satisfies p.checklist.complete", {}).value().evaluate(guard_context(s, *w, Date()));
  };
  EXPECT_FALSE(all_done().is_true()) << "the second has nothing yet";
  RecordDeath d;
  d.person_id = person(2);
  add(d);
  EXPECT_TRUE(s.persons[1].deceased.value);
  EXPECT_TRUE(all_done().is_true());
  EXPECT_EQ(s.principal()->person_id, person(1));
  d.person_id = person(1);
  add(d);
  EXPECT_EQ(s.principal()->person_id, person(1)) << "the first, living or not: who an event is about is open";
}

TEST_F(CaseFile, WhoPartsIsInTheOtherCaseAndLinked) {
  SplitHousehold f;
  f.new_case = case_id(2);
  f.persons = {person(2)};
  add(f);
  ASSERT_EQ(s.persons.size(), 1u);
  ASSERT_EQ(s.links.size(), 1u);
  EXPECT_EQ(s.links[0].kind, LinkKind::split_into);
  EXPECT_EQ(s.links[0].persons, f.persons);
  BeginCase b;
  b.case_id = case_id(2);
  b.number = "BKO-2018-00002";
  b.begins = applied(1, 2);
  b.begins.holds.push_back({"programme_suspension", "81-1", "x", Date()});
  CaseState other;
  add(other, b);
  EXPECT_EQ(other.case_id, case_id(2));
  EXPECT_EQ(other.number, "BKO-2018-00002");
  EXPECT_EQ(other.version, 1);
  EXPECT_EQ(other.opened, n);
  EXPECT_EQ(other.region("journey"), "applied");
  EXPECT_NE(other.held_by("programme_suspension"), nullptr) << "nobody parts from a hold";
}

TEST_F(CaseFile, AMergeEndsOneCaseAndMovesNothingInTheOther) {
  CaseState other = applied(2, 1);
  Merge m;
  m.case_id = case_id(1);
  m.into = case_id(2);
  m.same = {{person(1), OtherPersonId(person(1))}};
  add(s, m);
  add(other, m);
  EXPECT_EQ(s.region("journey"), "closed");
  EXPECT_EQ(s.outcome, "merged");
  EXPECT_EQ(s.links.at(0).kind, LinkKind::merged_into);
  EXPECT_EQ(s.persons.size(), 2u) << "nothing is dropped";
  EXPECT_EQ(other.region("journey"), "applied");
  EXPECT_TRUE(other.outcome.empty());
  EXPECT_EQ(other.links.at(0).kind, LinkKind::merged_from);
  EXPECT_EQ(other.version, 2);
}
