#include <safar/casework/fold.hpp>
#include <safar/casework/mapped.hpp>
#include <safar/casework/verbs.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace safar;

namespace {

std::shared_ptr<const Workflow> avrr() { return Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value(); }

CaseState at(const Workflow& w, const Marking& m) {
  CaseState s;
  for (std::size_t r = 0; r < m.size(); ++r) s.regions.push_back({w.regions()[r].name, w.regions()[r].states[static_cast<std::size_t>(m[r])]});
  s.persons.resize(1);
  return s;
}

// Every marking that some order of events leads to, guards left aside.
std::set<Marking> reachable(const Workflow& w) {
  std::set<Marking> seen{w.start()};
  std::vector<Marking> open{w.start()};
  while (!open.empty()) {
    const Marking now = open.back();
    open.pop_back();
    for (const auto& event : w.events())
      for (const auto outcome : {"", "eligible", "ineligible", "refuse", "completed"})
        for (const auto hold : {"", "programme_suspension", "duplicate_review"}) {
          Marking next = now;
          for (const auto& [region, to] : w.effect(now, {event, "", outcome, "", hold}).moves) next[static_cast<std::size_t>(region)] = to;
          if (seen.insert(next).second) open.push_back(next);
        }
  }
  return seen;
}

CaseState in(const char* journey, const char* eligibility = "eligible") {
  CaseState s;
  s.regions = {{"journey", journey}, {"eligibility", eligibility}, {"consent", "given"}};
  s.persons.resize(1);
  return s;
}

}  // namespace

TEST(Mapped, EveryReachableStateHasItsPlace) {
  const auto w = avrr();
  const auto all = reachable(*w);
  EXPECT_EQ(all.size(), 8u * 5 * 3) << "regions are independent";
  std::map<std::string_view, std::set<std::string_view>> met;
  for (const auto& m : all)
    for (const int flags : {0, 1, 2, 3, 4, 5, 6, 7, 8, 16}) {
      CaseState s = at(*w, m);
      if (flags & 1) s.holds.emplace_back();
      if (flags & 2) s.application_withdrawn = true;
      if (flags & 4) { s.persons[0].papers.push_back({{}, true, {}}); s.persons[0].checklist.complete = true; s.plan.push_back({"housing", {}, {}, ServiceStatus::completed}); }
      if (flags & 8) s.outcome = "completed";
      if (flags & 16) s.outcome = "withdrawn";
      for (const auto& mapping : mappings()) {
        const auto answer = mapping.name == "recamas_stage" ? recamas_stage(s) : mapping.name == "recamas_status" ? recamas_status(s) : riat_moment(s);
        ASSERT_FALSE(answer.empty()) << mapping.name << ' ' << s.region("journey");
        met[mapping.name].insert(answer);
      }
    }
  for (const auto& mapping : mappings())
    for (const auto& row : mapping.rows) EXPECT_TRUE(met[mapping.name].contains(row.answer)) << mapping.name << ": no state is " << row.answer;
}

TEST(Mapped, NamesOnlyStatesThatThereAre) {
  const auto w = avrr();
  for (const auto& mapping : mappings()) {
    for (const auto& row : mapping.rows)
      for (const auto& [region, states] : {std::pair("journey", row.journey), std::pair("eligibility", row.eligibility)}) {
        std::string_view rest = states;
        while (!rest.empty()) {
          const auto one = rest.substr(0, rest.find('|'));
          EXPECT_GE(w->state(w->region(region), one), 0) << mapping.name << ' ' << one;
          rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        }
      }
    EXPECT_TRUE(mapping.rows.back().journey.empty() && mapping.rows.back().eligibility.empty() && mapping.rows.back().if_ == MappedIf::always) << mapping.name;
    EXPECT_FALSE(mapping.source.empty());
  }
}

TEST(Mapped, StageAndStatusAreTwoAxes) {
  auto s = in("cleared");
  EXPECT_EQ(recamas_stage(s), "PreReturn");
  EXPECT_EQ(recamas_status(s), "PendingTravelDocument");
  s.persons[0].papers.push_back({{}, true, {}});
  EXPECT_EQ(recamas_status(s), "PendingTicket");
  s.holds.emplace_back();
  EXPECT_EQ(recamas_stage(s), "PreReturn") << "on hold, the stage stays";
  EXPECT_EQ(recamas_status(s), "OnHold");
  s.application_withdrawn = true;
  EXPECT_EQ(recamas_status(s), "Cancelled");
  EXPECT_EQ(recamas_stage(in("counselled", "appealed")), "Evaluation");
  EXPECT_EQ(recamas_status(in("counselled", "ineligible")), "Rejected");
  auto closed = in("closed");
  EXPECT_EQ(recamas_status(closed), "Closed");
  closed.outcome = "completed";
  EXPECT_EQ(recamas_status(closed), "Completed");
}

TEST(Mapped, KeyMomentsFollowTheReturn) {
  EXPECT_EQ(riat_moment(in("booked")), "KM1");
  EXPECT_EQ(riat_moment(in("departed")), "KM1") << "KM2 opens with the confirmed arrival";
  EXPECT_EQ(riat_moment(in("arrived")), "KM2");
  auto s = in("assisting");
  EXPECT_EQ(riat_moment(s), "KM2");
  s.plan.push_back({"housing", {}, {}, ServiceStatus::ongoing});
  EXPECT_EQ(riat_moment(s), "KM2");
  s.plan[0].status = ServiceStatus::dropped_out;
  EXPECT_EQ(riat_moment(s), "KM3");
  EXPECT_EQ(riat_moment(in("closed")), "closed");
}

TEST(Mapped, TheTableIsPlainText) {
  const auto json = describe_mappings();
  EXPECT_EQ(std::count(json.begin(), json.end(), '\\'), 0);
  for (const auto& m : mappings()) {
    EXPECT_EQ(m.source.find('"'), std::string_view::npos);
    EXPECT_TRUE(std::all_of(m.source.begin(), m.source.end(), [](char c) { return c >= ' ' && c < 127; })) << m.name;
  }
  EXPECT_NE(json.find(R"({"answer":"KM3","if":"services were planned or given, and all have ended","journey":"assisting"})"), std::string::npos) << json;
}
