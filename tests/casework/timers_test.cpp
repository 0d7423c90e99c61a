#include <safar/base/json.hpp>
#include <safar/casework/answers.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/derived.hpp>
#include <safar/casework/eligibility.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/casework/timers.hpp>
#include <safar/casework/travel.hpp>

#include <random>

using namespace safar;

namespace {

Date d(const char* text) { return Date::parse(text).value(); }

// A workflow with the regions, verbs and holds of the one that we ship, and these timers.
std::shared_ptr<const Workflow> with(const std::string& timers) {
  std::string json(avrr_workflow());
  const auto from = json.find("\"timers\": ");
  json = json.substr(0, from) + "\"timers\": " + timers + "}";
  auto w = Workflow::load(json, info<CaseState>(), workflow_events());
  EXPECT_TRUE(w) << w.error().message << w.error().pointer;
  return *w;
}

struct Story {
  std::shared_ptr<const Workflow> workflow;
  Calendar calendar{};
  CaseState state{};
  int acts = 0;
  template <class Fact> std::string add(const char* day, const Fact& f) {
    const std::string act = "81-" + std::to_string(++acts);
    fold(state, *workflow, *find_verb(info<Fact>()), &f, {act, acts, d(day)});
    return act;
  }
  std::string suspend(const char* day) { Suspend f; f.hold = "programme_suspension"; return add(day, f); }
  void resume(const char* day, const std::string& act) { Review f; f.hold = act; f.outcome = "resume"; f.reason.code = "ok"; add(day, f); }
  std::vector<DueTask> on(const char* day) const { return due(state, *workflow, calendar, d(day)); }
  // The one task there is.
  DueTask one(const char* day) const {
    const auto all = on(day);
    EXPECT_EQ(all.size(), 1u) << day;
    return all.empty() ? DueTask() : all[0];
  }
};

Story arrived(const std::string& timers, const char* day) {
  Story s{with(timers)};
  s.add("2018-01-01", Apply());
  s.add(day, Arrive());
  return s;
}

constexpr const char* thirty = R"([{"after":"arrive","within":"P30D","expect":"start_plan","while_held":"pause","ended_by":["close"]}])";

}  // namespace

TEST(Timers, RunFromTheDayAfterToTheLastDay) {
  auto s = arrived(thirty, "2019-01-01");
  auto t = s.one("2019-01-10");
  EXPECT_EQ(t.what, "start_plan");
  EXPECT_EQ(to_string(t.kind), "timer");
  EXPECT_EQ(t.after, "arrive");
  EXPECT_EQ(t.since, d("2019-01-01"));
  EXPECT_EQ(t.due, d("2019-01-31"));
  EXPECT_EQ(t.days_left, 21);
  EXPECT_FALSE(t.late || t.paused || t.escalate);
  EXPECT_FALSE(s.one("2019-01-31").late) << "the last day is in time";
  t = s.one("2019-02-02");
  EXPECT_TRUE(t.late);
  EXPECT_EQ(t.days_left, -2);
  s.add("2019-02-03", StartPlan());
  EXPECT_TRUE(s.on("2019-02-04").empty());
}

TEST(Timers, APauseAddsExactlyTheHeldDays) {
  auto s = arrived(thirty, "2019-01-01");
  const auto hold = s.suspend("2019-01-11");
  const auto left = s.one("2019-01-11").days_left;
  for (const char* day : {"2019-01-12", "2019-01-31", "2019-02-10", "2019-06-01"}) {
    const auto t = s.one(day);
    EXPECT_TRUE(t.paused);
    EXPECT_EQ(t.days_left, left) << day;
    EXPECT_EQ(t.hold, "programme_suspension");
    EXPECT_EQ(t.act, hold);
    EXPECT_FALSE(t.late);
  }
  s.resume("2019-02-01", hold);  // 21 days
  EXPECT_EQ(s.one("2019-02-01").days_left, left);
  EXPECT_FALSE(s.one("2019-02-01").paused);
  EXPECT_EQ(s.one("2019-02-10").due, d("2019-02-21"));
}

TEST(Timers, HoldsThatOverlapCountOnce) {
  auto s = arrived(thirty, "2019-01-01");
  const auto a = s.suspend("2019-01-05"), b = s.suspend("2019-01-08");
  s.resume("2019-01-10", a);
  EXPECT_TRUE(s.one("2019-01-11").paused) << "the second still lies on it";
  s.resume("2019-01-15", b);
  EXPECT_EQ(s.one("2019-01-16").due, d("2019-02-10")) << "5 to 15 January";
  ASSERT_EQ(s.state.times.held.size(), 1u);
  const auto c = s.suspend("2019-01-20");
  s.resume("2019-01-22", c);
  EXPECT_EQ(s.one("2019-01-23").due, d("2019-02-12"));
  EXPECT_EQ(s.state.times.held.size(), 2u);
}

TEST(Timers, AHoldBeforeTheStartOrAfterTheEndMovesNothing) {
  auto early = Story{with(thirty)};
  early.add("2018-01-01", Apply());
  const auto a = early.suspend("2018-12-01");
  early.add("2019-01-01", Arrive());
  early.resume("2019-01-03", a);
  EXPECT_EQ(early.one("2019-01-05").due, d("2019-02-02")) << "2 days of it were after the arrival";
  auto late = arrived(thirty, "2019-01-01");
  const auto b = late.suspend("2019-03-01");
  EXPECT_EQ(late.one("2019-03-05").due, d("2019-01-31"));
  EXPECT_FALSE(late.one("2019-03-05").paused);
  EXPECT_TRUE(late.one("2019-03-05").late);
  late.resume("2019-04-01", b);
  EXPECT_EQ(late.one("2019-04-05").due, d("2019-01-31"));
  auto last = arrived(thirty, "2019-01-01");
  const auto c = last.suspend("2019-01-31");
  EXPECT_TRUE(last.one("2019-02-20").paused) << "the last day is still in time";
  last.resume("2019-03-01", c);
  EXPECT_EQ(last.one("2019-03-02").due, d("2019-03-01"));
}

TEST(Timers, OneThatRunsDoesNotLookAtHolds) {
  auto s = arrived(R"([{"after":"arrive","within":"P30D","expect":"start_plan","while_held":"run","if_late":"escalate"}])", "2019-01-01");
  s.suspend("2019-01-11");
  EXPECT_EQ(s.one("2019-02-02").due, d("2019-01-31"));
  EXPECT_FALSE(s.one("2019-01-12").paused);
  EXPECT_TRUE(s.one("2019-02-02").escalate);
  EXPECT_FALSE(s.one("2019-01-31").escalate);
}

TEST(Timers, WorkingDaysFollowTheCalendar) {
  constexpr const char* five = R"([{"after":"arrive","within":{"working_days":5},"expect":"start_plan","while_held":"pause"}])";
  auto s = arrived(five, "2019-01-03");  // a Thursday
  EXPECT_EQ(s.one("2019-01-04").due, d("2019-01-10"));
  s.calendar = Calendar::from_json(R"({"calendar":"x","weekend":[5,6],"holidays":[{"day":"2019-01-07"}]})").value();
  EXPECT_EQ(s.one("2019-01-04").due, d("2019-01-13")) << "Sunday 6, Tuesday 8, Wednesday 9, Thursday 10, Sunday 13";
  s.calendar = Calendar();
  const auto a = s.suspend("2019-01-07");  // Monday
  EXPECT_TRUE(s.one("2019-01-20").paused);
  s.resume("2019-01-09", a);               // Wednesday: Tuesday and Wednesday were held
  EXPECT_EQ(s.one("2019-01-10").due, d("2019-01-14"));
}

TEST(Timers, MonthsEndWithTheMonth) {
  constexpr const char* month = R"([{"after":"arrive","within":"P1M","expect":"start_plan","while_held":"pause"}])";
  EXPECT_EQ(arrived(month, "2019-01-31").one("2019-02-01").due, d("2019-02-28"));
  EXPECT_EQ(arrived(month, "2020-01-31").one("2020-02-01").due, d("2020-02-29"));
}

TEST(Timers, StartAnewFollowThemselvesAndEndWithTheCase) {
  Story s{with(R"([{"after":"follow_up","within":"P3M","expect":"follow_up","while_held":"run","ended_by":["close"]}])")};
  s.add("2019-01-01", Apply());
  EXPECT_TRUE(s.on("2019-01-02").empty());
  s.add("2019-01-10", FollowUp());
  EXPECT_EQ(s.one("2019-01-11").due, d("2019-04-10"));
  s.add("2019-03-01", FollowUp());
  EXPECT_EQ(s.one("2019-03-02").due, d("2019-06-01"));
  s.add("2019-03-03", Close());
  EXPECT_TRUE(s.on("2019-03-04").empty());
}

TEST(Timers, EitherOfTwoEventsEndsIt) {
  auto s = arrived(R"([{"after":"arrive","within":"P1M","expect":"assist|start_plan","while_held":"run"}])", "2019-01-01");
  EXPECT_EQ(s.one("2019-01-02").what, "assist|start_plan");
  s.add("2019-01-03", Assist());
  EXPECT_TRUE(s.on("2019-01-04").empty());
}

TEST(Timers, AnAppealIsARightThatLapsesAndNobodyIsRefused) {
  Story s{with(R"([{"kind":"appeal","after":"decide_eligibility","outcome":"ineligible","within":"P14D","expect":"appeal","while_held":"run","if_late":"lapse"}])")};
  s.add("2019-01-01", Apply());
  DecideEligibility decision;
  decision.outcome = "eligible";
  s.add("2019-01-02", decision);
  EXPECT_TRUE(s.on("2019-01-03").empty());
  decision.outcome = "ineligible";
  s.add("2019-01-10", decision);
  EXPECT_EQ(to_string(s.one("2019-01-11").kind), "appeal");
  EXPECT_FALSE(s.on("2019-01-24").empty());
  const auto before = to_json(s.state);
  EXPECT_TRUE(s.on("2019-01-25").empty());
  EXPECT_EQ(to_json(s.state), before) << "time moves no case";
}

TEST(Timers, AHoldIsDueForReviewAndNeverPausesItself) {
  Story s{with("[]")};
  s.add("2019-01-01", Apply());
  Hold h;
  h.hold = "duplicate_review";
  h.because = "advice";
  const auto act = s.add("2019-01-05", h);
  s.suspend("2019-01-06");
  const auto t = s.one("2019-01-25");
  EXPECT_EQ(to_string(t.kind), "review");
  EXPECT_EQ(t.what, "review");
  EXPECT_EQ(t.act, act);
  EXPECT_EQ(t.hold, "duplicate_review");
  EXPECT_EQ(t.due, d("2019-01-19"));
  EXPECT_TRUE(t.late && t.escalate && !t.paused);
  EXPECT_EQ(t.roles, std::vector<std::string>{"reviewing_officer"});
}

TEST(Timers, TheShippedWorkflowKnowsTheDeadlinesOfTheProgrammes) {
  Story s{Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value()};
  s.add("2019-01-02", Apply());
  EXPECT_EQ(s.one("2019-01-03").what, "decide_eligibility");
  DecideEligibility decision;
  decision.outcome = "eligible";
  s.add("2019-01-10", decision);
  EXPECT_TRUE(s.on("2019-01-11").empty());
  s.add("2019-02-01", Arrive());
  auto all = s.on("2019-02-02");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].what, "assist");
  EXPECT_EQ(all[0].due, d("2019-02-21")) << "14 working days";
  EXPECT_EQ(all[1].what, "plan_service");
  EXPECT_EQ(all[2].what, "start_plan");
  EXPECT_EQ(all[2].due, d("2020-02-01"));
  s.add("2019-02-05", Refer());
  all = s.on("2019-02-20");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(to_string(all[0].kind), "silence");
  EXPECT_TRUE(all[0].escalate) << "silence goes to somebody above, never to a refusal";
  s.add("2019-02-21", Close());
  EXPECT_TRUE(s.on("2019-02-22").empty());
}

TEST(Timers, EachReferralWaitsForItsOwnAnswer) {
  Story s{Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value()};
  s.add("2019-01-02", Apply());
  DecideEligibility decision;
  decision.outcome = "eligible";
  s.add("2019-01-03", decision);
  Refer refer;
  refer.to = "clinic";
  const auto first = s.add("2019-01-10", refer);
  refer.to = "school";
  const auto second = s.add("2019-01-12", refer);
  auto all = s.on("2019-01-18");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].act, first);
  EXPECT_TRUE(all[0].escalate);
  EXPECT_EQ(all[1].act, second);
  EXPECT_EQ(all[1].due, d("2019-01-19"));
  AnswerReferral answer;
  answer.referral = first;
  answer.answer = ReferralAnswer::accepted;
  s.add("2019-01-19", answer);
  EXPECT_EQ(s.one("2019-01-20").act, second) << "the other still waits";
  s.add("2019-01-21", Close());
  EXPECT_TRUE(s.on("2019-01-22").empty());
}

TEST(Timers, AMergedCaseHasNothingDue) {
  auto s = arrived(thirty, "2019-01-01");
  s.state.case_id.bytes[0] = 1;
  Merge merge;
  merge.case_id = s.state.case_id;
  merge.into.bytes[0] = 2;
  EXPECT_EQ(s.on("2019-01-02").size(), 1u);
  s.add("2019-01-03", merge);
  EXPECT_TRUE(s.on("2019-01-04").empty());
}

TEST(Timers, RandomHoldsAgreeWithADayByDayCount) {
  // The slow way: a day passes for the deadline only if no hold lies on the case when it begins.
  std::mt19937 random(11);
  for (int round = 0; round < 400; ++round) {
    auto s = arrived(thirty, "2019-01-01");
    const Date start = d("2019-01-01");
    std::vector<std::string> open;
    std::vector<int> holds(400, 0);  // holds on the case at the end of each day
    int last = 0, now = 0;
    for (int i = 0; i < 6; ++i) {
      const int day = last + static_cast<int>(random() % 12);
      for (int k = last; k < day; ++k) holds[static_cast<std::size_t>(k)] = now;
      last = day;
      const std::string text = to_string(start.plus_days(day).value());
      if (!open.empty() && random() % 2) { s.resume(text.c_str(), open.back()); open.pop_back(); --now; }
      else { open.push_back(s.suspend(text.c_str())); ++now; }
    }
    for (int k = last; k < 400; ++k) holds[static_cast<std::size_t>(k)] = now;
    const int as_of = last + static_cast<int>(random() % 60);
    int left = 30;
    for (int k = 0; k < as_of; ++k)
      if (left < 0 || !holds[static_cast<std::size_t>(k)]) --left;
    EXPECT_EQ(s.one(to_string(start.plus_days(as_of).value()).c_str()).days_left, left) << round;
  }
}
