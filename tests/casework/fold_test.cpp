#include <safar/base/json.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/fold.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/casework/travel.hpp>

#include <random>

using namespace safar;

namespace {

std::shared_ptr<const Workflow> avrr() { return Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value(); }

template <class Fact> void add(CaseState& s, const Workflow& w, const Fact& f, const char* act = "81-1") { fold(s, w, *find_verb(info<Fact>()), &f, {act, 1, Date()}); }

CaseState applied(const Workflow& w) {
  CaseState s;
  Apply a;
  a.persons.resize(1);
  a.persons[0].person_id.bytes[0] = 1;
  add(s, w, a);
  return s;
}

}  // namespace

TEST(Fold, IsTotalForAnyOrderOfEvents) {
  // Events that guards would refuse still fold: two offices may each have been right.
  const auto w = avrr();
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    CaseState s = applied(*w);
    for (int i = 0; i < 30; ++i) {
      const auto all = verbs();
      const Verb& v = all[random() % all.size()];
      if (v.use == VerbUse::on_house) continue;
      const TypeInfo& t = v.type();
      std::string bytes(t.size + t.align, '\0');
      void* fact = bytes.data();
      std::size_t space = bytes.size();
      ASSERT_TRUE(std::align(t.align, t.size, fact, space));
      t.make(fact);
      fold(s, *w, v, fact, {"81-2", i, Date()});
      t.drop(fact);
    }
    for (const auto& r : s.regions) EXPECT_GE(w->state(w->region(r.region), r.state), 0);
    const auto again = from_json<CaseState>(to_json(s));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(to_json(*again), to_json(s)) << "the stored text is the state";
  }
}

TEST(Fold, HoldsComeAndGoByTheirAct) {
  const auto w = avrr();
  CaseState s = applied(*w);
  Suspend one;
  one.hold = "programme_suspension";
  add(s, *w, one, "81-5");
  add(s, *w, one, "81-6");
  EXPECT_EQ(s.holds.size(), 2u);
  EXPECT_EQ(named_hold(s, "programme_suspension"), nullptr) << "two: say which";
  ASSERT_NE(named_hold(s, "act 81-5"), nullptr);
  Review r;
  r.hold = "81-5";
  r.outcome = "resume";
  add(s, *w, r);
  ASSERT_EQ(s.holds.size(), 1u);
  EXPECT_EQ(s.holds[0].act, "81-6");
}

TEST(Fold, AChecklistIsCompleteWhenAllIsDone) {
  const auto w = avrr();
  CaseState s = applied(*w);
  EXPECT_FALSE(s.persons[0].checklist.complete.known());
  Checklist c;
  c.person_id = s.persons[0].person_id;
  c.done = true;
  c.items = {ChecklistItem::briefing_done, ChecklistItem::fit_to_travel};
  add(s, *w, c);
  EXPECT_FALSE(s.persons[0].checklist.complete.value);
  c.items = {ChecklistItem::travel_document_received, ChecklistItem::consent_confirmed};
  add(s, *w, c);
  EXPECT_TRUE(s.persons[0].checklist.complete.value);
  c.done = false;
  c.items = {ChecklistItem::fit_to_travel};
  add(s, *w, c);
  EXPECT_FALSE(s.persons[0].checklist.complete.value);
}

TEST(Fold, APaperIsGoodBadOrNotKnown) {
  const auto w = avrr();
  CaseState s = applied(*w);
  const Date day = Date::parse("2019-01-18").value();
  const auto valid = [&](std::vector<PaperState> papers) {
    s.persons[0].papers = std::move(papers);
    const auto context = guard_context(s, *w, day);
    return feel::Expression::compile("every p in persons satisfies p.travel_document.valid", {}).value().evaluate(context);
  };
  const auto on = [](const char* d) { return Known<PartialDate>(PartialDate::parse(d).value()); };
  EXPECT_EQ(valid({}).kind(), feel::Value::Kind::unknown) << "none recorded is not none held";
  EXPECT_TRUE(valid({{on("2019-01-18"), true}}).is_true());
  EXPECT_TRUE(valid({{on("2019-01-17"), true}}).is_false());
  EXPECT_EQ(valid({{on("2019"), true}}).kind(), feel::Value::Kind::unknown);
  EXPECT_EQ(valid({{{}, true}}).kind(), feel::Value::Kind::unknown);
  EXPECT_TRUE(valid({{Absence::not_applicable, true}}).is_true());
  EXPECT_TRUE(valid({{on("2030"), false}, {on("2030"), true}}).is_true());
}

// The workflow's room does not know kinds, so its lint has their names: the two lists are one.
TEST(SealedKinds, AreThoseThatLintLetsMoveNothing) {
  for (const auto name : workflow_events()) {
    const std::string doc = R"({"v":1,"workflow":"w","version":"1","subject":"case","regions":{"r":{"start":"a","states":["a","b"]}},"transitions":{"r":[["a",")" +
                            std::string(name) + R"(","b",{}]]}})";
    const auto findings = Workflow::lint(doc, info<CaseState>(), workflow_events());
    const bool refused = std::any_of(findings.begin(), findings.end(), [](const WorkflowFinding& f) { return f.code == "sealed_moves"; });
    EXPECT_EQ(refused, is_sealed_kind(find_verb(name)->kind)) << name;
  }
}
