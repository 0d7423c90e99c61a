// The verbs of the case file at the front door: each guard bites, each act stays in the log as it was.
#include "register/people.hpp"

#include <safar/casework/adopt.hpp>
#include <safar/casework/answers.hpp>
#include <safar/casework/parting.hpp>
#include <safar/model/case.hpp>

using namespace safar_test;

class CaseFileTest : public Office {
 protected:
  CaseId family() {
    auto a = application("ML-BKO-1", "Mariam", "F1");
    a.persons.push_back(application("", "Awa").persons[0]);
    a.persons.push_back(application("", "Binta").persons[0]);
    return case_of(as("intake_clerk").execute(a).value());
  }
  CaseState state(const CaseId& id) {
    for (auto& s : as("counsellor").cases().value()) if (s.case_id == id) return s;
    ADD_FAILURE() << "no such case";
    return {};
  }
  std::string why(const Result<Receipt>& r) { return r ? "" : r.error().reason.empty() ? std::string(r.error().pointer) : r.error().reason; }
  void TearDown() override {
    if (reg) {  // whatever was done: what is stored is what a replay gives, and the log is whole
      const auto dumps = as("auditor", "audit").projection_dumps().value();
      EXPECT_EQ(dumps.first, dumps.second);
      EXPECT_NE(as("auditor", "audit").verify().value().find("\"intact\":true"), std::string::npos);
    }
    Office::TearDown();
  }
};

TEST_F(CaseFileTest, ADocumentIsAskedForWithConsentAndInOrder) {
  const CaseId id = apply("ML-BKO-1", "P1");
  IssueDocument d;
  EXPECT_EQ(why(act("counsellor", id, d)), "/step") << "nothing is guessed";
  d.step = IssuanceStep::requested;
  EXPECT_EQ(why(act("counsellor", id, d)), "no_consent");
  Consent c;
  c.scope = {"return", "data_sharing_consulate"};
  ASSERT_TRUE(act("counsellor", id, c));
  ASSERT_TRUE(act("counsellor", id, d));
  EXPECT_EQ(why(act("counsellor", id, d)), "not_in_order") << "asked once";
  d.number = "LP77";
  d.step = IssuanceStep::interviewed;
  EXPECT_EQ(why(act("counsellor", id, d)), "not_issued");
  d.number = {};
  d.step = IssuanceStep::refused;
  EXPECT_EQ(why(act("counsellor", id, d)), "reason_required");
  ASSERT_TRUE(act("counsellor", id, d, "identity_not_proven"));
  d.step = IssuanceStep::requested;
  ASSERT_TRUE(act("counsellor", id, d));
  d.step = IssuanceStep::issued;
  d.number = "LP77";
  d.expires = PartialDate::parse("2019-01-31").value();
  ASSERT_TRUE(act("counsellor", id, d));
  EXPECT_EQ(state(id).persons[0].papers.size(), 2u);
  const auto other = as("intake_clerk").execute(application("ML-BKO-1", "B", "P2")).value();
  RecordDocument again;
  again.document = {DocumentType::laissez_passer, {}, "lp 77", {}, true};
  EXPECT_EQ(act("counsellor", case_of(other), again).value().advice.size(), 1u) << "an issued number is known again";
}

TEST_F(CaseFileTest, OthersFileItUnderTheirOwnStages) {
  const CaseId one = apply("ML-BKO-1", "R1"), two = apply("ML-BKO-1", "R2");
  WithdrawApplication w;
  w.case_id = two;
  ASSERT_TRUE(as("counsellor").execute(w));
  const auto ask = [&](const CaseId& id) {
    const auto rows = as("finance_officer", "casework").query(R"({"v":1,"from":"cases","select":["recamas_stage","recamas_status","riat_moment"],"where":[["case","=",")" + to_string(id) + R"("]]})");
    return rows ? rows->csv() : rows.error().message;
  };
  EXPECT_EQ(ask(one), "recamas_stage,recamas_status,riat_moment\nCounselling,Initiated,KM1\n");
  EXPECT_EQ(ask(two), "recamas_stage,recamas_status,riat_moment\nCounselling,Cancelled,KM1\n");
  const auto open = as("finance_officer", "casework").query(R"({"v":1,"from":"cases","where":[["recamas_status","=","Initiated"]]})");
  ASSERT_TRUE(open) << open.error().message;
  EXPECT_EQ(open->rows(), 1U);
}

TEST_F(CaseFileTest, NothingIsPaidBeyondALineWithoutAWord) {
  const CaseId id = booked();
  const auto money = [](const char* text) { return Known<Money>(Money::parse(text).value()); };
  Pay p;
  p.amount = money("100.00 EUR");
  ASSERT_TRUE(act("finance_officer", id, p)) << "no budget, no line";
  SetBudget b;
  b.line = "micro_business";
  EXPECT_EQ(why(act("finance_officer", id, b)), "/amount");
  b.amount = money("1500.00 EUR");
  EXPECT_EQ(why(act("counsellor", id, b)), "wrong_role");
  ASSERT_TRUE(act("finance_officer", id, b));
  EXPECT_EQ(why(act("finance_officer", id, p)), "no_line") << "beside a budget nothing is paid without a line";
  p.line = "micro_busines";
  EXPECT_EQ(why(act("finance_officer", id, p)), "no_such_line");
  p.line = "micro_business";
  p.amount = money("1000.00 EUR");
  ASSERT_TRUE(act("finance_officer", id, p));
  EXPECT_EQ(why(act("finance_officer", id, p)), "over_line");
  p.over_line = true;
  EXPECT_EQ(why(act("finance_officer", id, p)), "reason_required");
  p.amount = money("1000 XOF");
  EXPECT_EQ(why(act("finance_officer", id, p, "x")), "other_currency");
  p.amount = money("-1.00 EUR");
  EXPECT_EQ(why(act("finance_officer", id, p, "x")), "not_positive");
  p.amount = money("1000.00 EUR");
  ASSERT_TRUE(act("finance_officer", id, p, "price_rose"));
  const auto line = state(id).budget.at(0);
  EXPECT_EQ(to_string(line.paid.value), "2000.00 EUR");
  EXPECT_EQ(line.overrides, 1);
  EXPECT_EQ(line.instalments, 2);
  EXPECT_EQ(why(act("finance_officer", id, b)), "less_than_paid");
  b.amount = money("2000.00 EUR");
  EXPECT_TRUE(act("finance_officer", id, b));
}

TEST_F(CaseFileTest, MembersOfAHouseholdPart) {
  const CaseId id = family();
  const auto before = state(id);
  SplitHousehold f;
  EXPECT_EQ(why(act("counsellor", id, f)), "reason_required");
  EXPECT_EQ(why(act("counsellor", id, f, "wants_to_stay")), "/persons");
  for (const auto& p : before.persons) f.persons.push_back(p.person_id);
  EXPECT_EQ(why(act("counsellor", id, f, "x")), "nobody_stays");
  f.persons.erase(f.persons.begin());
  EXPECT_EQ(why(act("intake_clerk", id, f, "x")), "wrong_role");
  CommandOptions o;
  ASSERT_TRUE(parse_into("00112233445566778899aabbccddeeff", o.request));
  f.case_id = id;
  f.reason.code = "wants_to_stay";
  const auto done = as("counsellor").execute(f, o).value();
  const CaseId fresh = case_of(done);
  EXPECT_NE(done.made.find("BKO-2018-00002"), std::string::npos) << done.made;
  EXPECT_EQ(done.events.size(), 2u);
  const auto again = as("counsellor").execute(f, o).value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.made, done.made);
  EXPECT_EQ(state(id).persons.size(), 1u);
  EXPECT_EQ(state(fresh).persons.size(), 2u);
  EXPECT_EQ(state(fresh).links.at(0).case_id, id);
  // Each person stands in one case, with their own name; the place of application is known of both.
  for (const bool opened_again : {false, true}) {
    if (opened_again) reopen();
    const auto persons = as("counsellor").query(R"({"v":1,"from":"persons"})").value();
    EXPECT_EQ(persons.rows(), 3u);
    for (const char* name : {"Mariam", "Awa", "Binta"}) EXPECT_NE(persons.json().find(name), std::string::npos) << name;
    EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases","where":[["site","=","ML-BKO-1"]]})").value().rows(), 2u);
    EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases","where":[["number","=","BKO-2018-00002"]]})").value().rows(), 1u);
  }
  ASSERT_TRUE(act("counsellor", fresh, Counsel{}));
  EXPECT_EQ(state(id).region("journey"), "applied");
  EXPECT_EQ(case_of(as("intake_clerk").execute(application("ML-BKO-1", "C", "9")).value()).none(), false);
  EXPECT_EQ(as("counsellor").query(R"({"v":1,"from":"cases","where":[["number","=","BKO-2018-00003"]]})").value().rows(), 1u) << "numbers go on";
}

TEST_F(CaseFileTest, NobodyPartsFromAHold) {
  const CaseId id = family();
  Suspend s;
  s.reason = {"intake_not_typical", {}};
  s.standing = true;
  auto manager = as("programme_manager");
  CommandOptions o;
  const auto preview = manager.check(s).value();
  o.expect_count = preview.count;
  o.expect_digest = preview.digest;
  const auto held = manager.execute(s, o).value();
  SplitHousehold f;
  f.persons = {state(id).persons[2].person_id};
  const auto fresh = case_of(act("counsellor", id, f, "x").value());
  ASSERT_NE(state(fresh).held_by("programme_suspension"), nullptr);
  Review r;
  r.hold = "act " + held.act;
  r.outcome = "resume";
  ASSERT_TRUE(act("reviewing_officer", fresh, r, "identity_confirmed"));
  EXPECT_EQ(state(fresh).held_by("programme_suspension"), nullptr);
  EXPECT_NE(state(id).held_by("programme_suspension"), nullptr) << "the other waits for its own review";
}

TEST_F(CaseFileTest, TwoCasesOfOnePersonBecomeOne) {
  const CaseId first = apply("ML-BKO-1", "SAME");
  const auto r = as("intake_clerk").execute(application("ML-BKO-2", "Mariam", "same")).value();
  const CaseId second = case_of(r);
  ASSERT_NE(state(second).held_by("duplicate_review"), nullptr);
  Review review;
  review.hold = "duplicate_review";
  review.outcome = "distinct";
  review.into = first;
  EXPECT_EQ(why(act("reviewing_officer", second, review, "x")), "not_merged");
  review.outcome = "same_person";
  review.into = second;
  EXPECT_EQ(why(act("reviewing_officer", second, review, "x")), "same_case");
  review.into = first;
  const auto done = act("reviewing_officer", second, review, "same_face").value();
  ASSERT_EQ(done.events.size(), 2u);
  EXPECT_EQ(done.events[1].kind, "merge");
  EXPECT_EQ(done.versions.size(), 2u) << "both cases were changed";
  EXPECT_EQ(state(second).region("journey"), "closed");
  EXPECT_EQ(state(second).outcome, "merged");
  EXPECT_EQ(state(first).region("journey"), "applied");
  EXPECT_EQ(state(first).links.at(0).case_id, second);
  reopen();
  EXPECT_EQ(state(first).links.at(0).kind, LinkKind::merged_from);
  const auto story = as("counsellor").query(R"({"v":1,"from":"events"})").value();
  EXPECT_EQ(story.rows(), 9u) << "three of the house, two applications, advice, hold, review, merge: nothing is dropped";
}

TEST_F(CaseFileTest, NobodyIsLostInAMerge) {
  const CaseId id = family();
  const CaseId other = apply("ML-BKO-1", "X1");
  Merge m;
  EXPECT_EQ(why(act("reviewing_officer", id, m, "x")), "/into");
  m.into = other;
  EXPECT_EQ(why(act("reviewing_officer", id, m, "x")), "who_is_who");
  EXPECT_EQ(why(act("counsellor", id, m, "x")), "wrong_role");
  m.same = {{state(id).persons[0].person_id, OtherPersonId(state(other).persons[0].person_id)}};
  EXPECT_EQ(why(act("reviewing_officer", id, m, "x")), "who_is_who") << "two more are in the family";
  SplitHousehold f;
  f.persons = {state(id).persons[1].person_id, state(id).persons[2].person_id};
  ASSERT_TRUE(act("counsellor", id, f, "x"));
  ASSERT_TRUE(act("reviewing_officer", id, m, "entered_twice"));
  EXPECT_EQ(why(act("reviewing_officer", id, m, "x")), "not_in_state") << "merged once";
  Merge back;
  back.into = id;
  EXPECT_EQ(why(act("reviewing_officer", other, back, "x")), "closed");
}

TEST_F(CaseFileTest, ADeathIsAdvisedAndDueButClosesNothingByItself) {
  const CaseId id = family();
  RecordDeath d;
  d.circumstances = "Nobody shall read this here";
  EXPECT_EQ(why(act("finance_officer", id, d)), "wrong_role");
  for (std::size_t i = 0; i < 3; ++i) {
    d.person_id = state(id).persons[i].person_id;
    const auto r = act("protection_officer", id, d).value();
    EXPECT_EQ(r.events.size(), 1u);
    EXPECT_EQ(r.events[0].kind, "record_death") << "to whom did it";
    EXPECT_EQ(r.advice.size(), i == 2 ? 1u : 0u);
    EXPECT_EQ(why(act("protection_officer", id, d)), "recorded");
  }
  EXPECT_EQ(state(id).region("journey"), "applied");
  const auto due = [&](const char* role) { return as(role).query(R"({"v":1,"from":"due"})").value().json(); };
  EXPECT_NE(due("intake_clerk").find(R"("kind":"closing")"), std::string::npos);
  EXPECT_EQ(due("finance_officer").find("closing"), std::string::npos) << "who does not read casefile";
  Close c;
  c.outcome = "deceased";
  ASSERT_TRUE(act("counsellor", id, c, "died"));
  EXPECT_EQ(state(id).outcome, "other");
  EXPECT_EQ(due("intake_clerk").find("closing"), std::string::npos);
  const auto said = [&](const char* role) { return as(role).query(R"({"v":1,"from":"events"})").value().json(); };
  EXPECT_NE(said("intake_clerk").find(R"(\"precisely\":\"deceased\")"), std::string::npos);
  for (const char* word : {"deceased\\\"", "died", "\"kind\":\"record_death"}) EXPECT_EQ(said("finance_officer").find(word), std::string::npos) << word;
  EXPECT_EQ(as("finance_officer").query(R"({"v":1,"from":"events"})").value().json().find("Nobody shall"), std::string::npos);
}

TEST_F(CaseFileTest, ATransferDoesNotSlipThroughASuspension) {
  Adopt programme;
  programme.kind = "programme";
  programme.name = "ML-OTHER";
  programme.document = "{}";
  ASSERT_TRUE(as("programme_manager").execute(programme));
  Suspend s;
  s.programme = "ML-OTHER";
  s.reason = {"intake_not_typical", {}};
  s.select.site = {"ML-BKO-1"};
  s.standing = true;
  CommandOptions o;
  o.expect_count = 0;
  o.expect_digest = as("programme_manager").check(s).value().digest;
  ASSERT_TRUE(as("programme_manager").execute(s, o));
  const CaseId id = apply("ML-BKO-1", "1");
  Transfer t;
  EXPECT_EQ(why(act("programme_manager", id, t, "x")), "same_place");
  t.to_programme = "ML-0THER";
  EXPECT_EQ(why(act("programme_manager", id, t, "x")), "no_such_programme");
  t.to_programme = "ML-OTHER";
  EXPECT_EQ(why(act("programme_manager", id, t)), "reason_required");
  ASSERT_TRUE(act("programme_manager", id, t, "other_donor"));
  EXPECT_EQ(state(id).programme, "ML-OTHER");
  EXPECT_NE(state(id).held_by("programme_suspension"), nullptr);
  t.to_programme.clear();
  t.to_office = "GAO";
  ASSERT_TRUE(act("programme_manager", id, t, "moved"));
  EXPECT_EQ(state(id).office, "GAO");
}

TEST_F(CaseFileTest, ReferralsComplaintsAndRounds) {
  const CaseId id = apply("ML-BKO-1", "1");
  Refer r;
  r.to = "clinic";
  const auto referred = act("counsellor", id, r, "care").value();
  AnswerReferral a;
  EXPECT_EQ(why(act("counsellor", id, a)), "/answer");
  a.answer = ReferralAnswer::accepted;
  a.referral = "hospital";
  EXPECT_EQ(why(act("counsellor", id, a)), "no_such_referral");
  a.referral = "act " + referred.act;
  ASSERT_TRUE(act("counsellor", id, a));
  EXPECT_EQ(why(act("counsellor", id, a)), "answered");
  AnswerComplaint heard;
  EXPECT_EQ(why(act("protection_officer", id, heard)), "no_such_complaint");
  ASSERT_TRUE(act("intake_clerk", id, Complain{}));
  EXPECT_EQ(why(act("counsellor", id, heard)), "wrong_role") << "not who it may be about";
  ASSERT_TRUE(act("protection_officer", id, heard));
  ASSERT_TRUE(act("counsellor", id, FollowUp{}));
  ASSERT_TRUE(act("counsellor", id, FollowUp{}));
  EXPECT_EQ(state(id).follow_up_round.value, 2);
  EXPECT_EQ(why(act("movement_officer", id, Transit{})), "/legs");
  reopen();
  EXPECT_EQ(state(id).referrals.at(0).act, referred.act) << "an act keeps its name in a replay";
}

TEST_F(CaseFileTest, AnAppealIsHeardOnce) {
  const CaseId id = apply("ML-BKO-1", "1");
  DecideEligibility d;
  d.outcome = "ineligible";
  ASSERT_TRUE(act("reviewing_officer", id, d, "resident_locally"));
  ASSERT_TRUE(act("counsellor", id, Appeal{}));
  DecideAppeal final;
  final.outcome = "ineligible";
  ASSERT_TRUE(act("programme_manager", id, final, "facts_stand"));
  EXPECT_EQ(why(act("counsellor", id, Appeal{})), "guard_false");
}

TEST_F(CaseFileTest, AnAdoptedListOfSitesIsAsked) {
  ASSERT_TRUE(as("intake_clerk").execute(application("anywhere", "A", "1"))) << "without a list any site is taken";
  Adopt list;
  list.kind = "code_list";
  list.name = "sites";
  list.document = R"({"codes":[{"code":"ML-BKO-1","label":{"fr":"Bamako"}},{"code":"ML-GAO-1","until":"2018-06-30"}]})";
  EXPECT_EQ(why(as("programme_manager").execute(list)), "no_such_list");
  list.name = "site";
  ASSERT_TRUE(as("programme_manager").execute(list));
  for (const bool opened_again : {false, true}) {
    if (opened_again) reopen();
    ASSERT_TRUE(as("intake_clerk").execute(application("ML-BKO-1", "B", opened_again ? "2" : "3")));
    const auto refused = as("intake_clerk").execute(application("ML-BK0-1", "C", "4"));
    EXPECT_EQ(why(refused), "not_listed");
    EXPECT_NE(refused.error().remedy.find("ML-BKO-1"), std::string::npos) << refused.error().remedy;
    EXPECT_EQ(why(as("intake_clerk").execute(application("ML-GAO-1", "D", "5"))), "not_listed") << "closed since July";
  }
  list.document = R"({"codes":[{"code":"ML-GAO-1"}]})";
  ASSERT_TRUE(as("programme_manager").execute(list));
  EXPECT_TRUE(as("intake_clerk").execute(application("ML-GAO-1", "E", "6"))) << "the last list is in force";
  EXPECT_EQ(why(as("intake_clerk").execute(application("ML-BKO-1", "F", "7"))), "not_listed");
}
