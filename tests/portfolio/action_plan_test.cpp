// Plans in random lives: no revision loses what a plan was adopted with, and the same facts add up to the same plan.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include <safar/base/json.hpp>
#include <safar/dmn/feel.hpp>
#include <safar/portfolio/action_plan.hpp>
#include <safar/portfolio/noun_states.hpp>
#include <safar/portfolio/verbs.hpp>
#include <safar/workflow/workflow.hpp>

namespace {

using namespace safar;

using PlanFact = std::variant<CreatePlan, SetAction, ReportAction, RevisePlan, HoldWorkshop, RecordGap, MovePlan>;

struct Guarded {
  std::string ref{};
  static constexpr std::string_view type_name = "guarded", type_doc = "Of a test.";
  template <class V> static constexpr void describe(V& v) { v(1, "ref", &Guarded::ref, Shelf::open, "Reference."); }
};

const Verb& verb_of(const PlanFact& fact) {
  return std::visit([](const auto& f) -> const Verb& { return *find_portfolio_verb(info<std::decay_t<decltype(f)>>()); }, fact);
}
void* raw(PlanFact& fact) { return std::visit([](auto& f) -> void* { return &f; }, fact); }

template <class T> std::string text(const T& value) { return to_json(info<T>(), &value); }

// All that a plan holds, as text.
std::string dump(const Noun& noun) {
  const auto& s = std::get<ActionPlanState>(noun);
  std::string out = s.head.status + text(s.head.status_on) + std::to_string(s.head.version) + text(s.ends) + text(s.first_ends) + '\n';
  for (const auto& a : s.actions)
    out += text(a.terms) + text(a.first_deadline) + std::to_string(static_cast<int>(a.status)) + text(a.status_on) + text(a.progress) + a.value + text(a.spent) + text(a.evidence) + to_string(a.reported) + '\n';
  for (const auto& r : s.revisions) {
    out += r.name + r.reason + r.act + text(r.decided_on);
    for (const auto& c : r.changes) out += std::to_string(static_cast<int>(c.kind)) + c.action + text(c.before) + text(c.after) + text(c.ends_before) + text(c.ends);
    out += '\n';
  }
  for (const auto& w : s.workshops) out += w.workshop + text(w.title) + w.place + text(w.since) + text(w.until) + text(w.participants) + text(w.results) + '\n';
  for (const auto& g : s.gaps) out += g.need + text(g.country) + std::to_string(static_cast<int>(g.severity)) + std::to_string(static_cast<int>(g.response)) + text(g.text) + text(g.answered_by) + to_string(g.day) + '\n';
  return out;
}

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int upto(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return upto(n) == 0; }

 private:
  std::mt19937 engine_;
};

class Author {
 public:
  explicit Author(unsigned seed) : dice_(seed) {}
  Dice& dice() { return dice_; }
  PlanFact next(bool draft) {
    const int k = dice_.upto(draft ? 8 : 12);
    if (k < 4) return draft ? PlanFact(SetAction{"", action(), {}}) : PlanFact(revision());
    if (k == 4) return workshop();
    if (k == 5) return gap();
    if (k == 6 && dice_.one_in(draft ? 2 : 12)) return move();
    if (k == 7 && dice_.one_in(3)) return SetAction{"", action(), {}};
    return report();
  }

 private:
  std::string name() { return std::to_string(1 + dice_.upto(6)); }
  Known<PartialDate> day() {
    static constexpr const char* days[] = {"2024-12-03", "2025", "2025-06", "2025-06-30", "2025-12-31", "2026-03", "2025-09~"};
    const int i = dice_.upto(9);
    if (i == 8) return Absence::not_applicable;
    return i == 7 ? Known<PartialDate>() : Known<PartialDate>(PartialDate::parse(days[i]).value());
  }
  PlanAction action() {
    PlanAction a;
    a.name = name();
    if (!dice_.one_in(3)) a.title.en = "Do " + std::to_string(dice_.upto(100));
    if (dice_.one_in(2)) a.deadline = day();
    if (dice_.one_in(4)) a.starts = day();
    if (dice_.one_in(3)) a.lead.name = dice_.one_in(2) ? "Ministry of the Interior" : "Ministry of Foreign Affairs";
    if (dice_.one_in(3)) a.supporting = {{dice_.one_in(2) ? "UNHCR" : "Ministry of the Interior", "", {}}};
    if (dice_.one_in(3)) a.budget = Money::make(dice_.upto(3000) - 100, dice_.one_in(4) ? "USD" : "EUR").value();
    return a;
  }
  RevisePlan revision() {
    RevisePlan f;
    f.revision = "r" + std::to_string(dice_.upto(40));
    if (dice_.one_in(3)) f.decided_on = day();
    if (dice_.one_in(5)) f.ends = day();
    for (int i = dice_.upto(3); i > 0; --i) f.changed.push_back(action());
    if (dice_.one_in(4)) f.dropped.push_back(name());
    return f;
  }
  ReportAction report() {
    ReportAction f;
    f.action = name();
    f.status = static_cast<ActionStatus>(dice_.upto(dice_.one_in(4) ? 4 : 3));
    if (dice_.one_in(2)) f.progress = std::int64_t{dice_.upto(103)} - 1;
    if (!dice_.one_in(3)) f.evidence = {{"Report " + std::to_string(dice_.upto(10)), "", "en", {}}};
    if (dice_.one_in(3)) f.spent = Money::make(dice_.upto(1000), "EUR").value();
    if (dice_.one_in(2)) f.on = day();
    return f;
  }
  HoldWorkshop workshop() {
    HoldWorkshop f;
    if (dice_.one_in(2)) f.workshop = name();
    f.title.en = "Workshop";
    f.since = day();
    f.until = day();
    f.results = {{{}, name()}};
    return f;
  }
  RecordGap gap() {
    RecordGap f;
    f.need = name();
    f.response = static_cast<GapResponse>(dice_.upto(4));
    if (dice_.one_in(2)) f.answered_by.action = name();
    return f;
  }
  MovePlan move() {
    MovePlan f;
    f.outcome = dice_.one_in(3) ? "closed" : dice_.one_in(8) ? "cancelled" : "adopted";
    if (dice_.one_in(2)) f.reason.code = "new_priorities";
    f.on = day();
    return f;
  }
  Dice dice_;
};

Date some_day(Dice& dice) { return Date::from_days(date("2025-01-01").days() + dice.upto(600)).value(); }

struct Told { PlanFact fact{}; std::string act{}; std::int64_t received = 0; Date day{}; };

struct Life {
  Noun plan{};
  std::vector<Told> told{};
  std::map<std::string, Known<PartialDate>> first{};  ///< of each action once the plan is adopted
  std::map<std::string, std::string> terms{};         ///< of each action as the last revision left it
  int accepted = 0, refused = 0, revisions = 0;

  void take(PlanFact fact, Date day) {
    Told t{std::move(fact), "act" + std::to_string(told.size()), static_cast<std::int64_t>(told.size()) + 1, day};
    fold(plan, Id{}, verb_of(t.fact), raw(t.fact), {t.act, t.received, t.day});
    told.push_back(std::move(t));
  }
};

// What holds after every step of an adopted plan, told by a reckoning of its own.
void keep_books(Life& life, const PlanFact& fact) {
  const auto& s = std::get<ActionPlanState>(life.plan);
  if (const auto* m = std::get_if<MovePlan>(&fact); m && m->outcome == "adopted" && life.terms.empty())
    for (const auto& a : s.actions) life.first[a.terms.name] = a.terms.deadline, life.terms[a.terms.name] = text(a.terms);
  if (std::holds_alternative<RevisePlan>(fact)) {
    ++life.revisions;
    for (const auto& c : s.revisions.back().changes) {
      if (c.kind == ChangeKind::plan) continue;
      const bool anew = !life.terms.contains(c.action);
      EXPECT_EQ(anew, c.kind == ChangeKind::added);
      if (!anew) {
        EXPECT_EQ(text(c.before), life.terms[c.action]) << "a revision says what was before it";
      }
      life.terms[c.action] = text(c.after);
      auto& first = life.first[c.action];
      if (!first.known()) first = c.after.deadline;
    }
  }
  if (life.terms.empty()) return;
  ASSERT_EQ(s.actions.size(), life.terms.size()) << "no action is lost";
  for (const auto& a : s.actions) {
    EXPECT_EQ(a.first_deadline, life.first[a.terms.name]) << a.terms.name;
    EXPECT_EQ(text(a.terms), life.terms[a.terms.name]) << a.terms.name;
  }
}

TEST(ActionPlan, no_revision_loses_what_was_adopted_and_folds_again_are_equal) {
  const auto workflow = Workflow::load(noun_workflow(StreamKind::plan), info<Guarded>(), noun_events(StreamKind::plan)).value();
  const int region = workflow->region("status");
  int accepted = 0, refused = 0, revisions = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    Author author(seed);
    Life life;
    CreatePlan create;
    create.title.en = "2025 action plan";
    create.kind = PlanKind::action_plan;
    create.ends = PartialDate::parse("2025").value();
    life.take(create, date("2024-11-01"));
    for (int step = 0; step < 120; ++step) {
      const auto& head = *head_of(life.plan);
      PlanFact fact = author.next(head.status == "draft");
      const Verb& verb = verb_of(fact);
      Marking marking = workflow->start();
      marking[static_cast<std::size_t>(region)] = workflow->state(region, head.status);
      const auto* move = std::get_if<MovePlan>(&fact);
      const bool may = workflow->ask(marking, {}, {verb.name, "programme_manager", move ? move->outcome : "", move ? move->reason.code : "", ""}, {}).ok();
      if (!may || !check(life.plan, verb, raw(fact), date("2026-11-22"))) {
        ++life.refused;
        continue;
      }
      ++life.accepted;
      life.take(fact, some_day(author.dice()));
      keep_books(life, life.told.back().fact);
    }
    Noun again;
    for (auto& t : life.told) fold(again, Id{}, verb_of(t.fact), raw(t.fact), {t.act, t.received, t.day});
    ASSERT_EQ(dump(again), dump(life.plan)) << seed;
    accepted += life.accepted;
    refused += life.refused;
    revisions += life.revisions;
  }
  // The lives are worth living: enough happens, and enough is refused.
  EXPECT_GT(accepted, 3000);
  EXPECT_GT(refused, 3000);
  EXPECT_GT(revisions, 500);
}

TEST(ActionPlan, a_fold_takes_whatever_a_log_says) {
  Author author(7);
  Noun plan;
  int n = 0;
  PlanFact first = ReportAction{};
  fold(plan, Id{}, verb_of(first), raw(first), {"a", 1, date("2025-01-01")});
  EXPECT_EQ(plan.index(), 0u) << "of a plan that nobody wrote down";
  PlanFact create = CreatePlan{};
  fold(plan, Id{}, verb_of(create), raw(create), {"a", 2, date("2025-01-01")});
  for (int i = 0; i < 3000; ++i, ++n) {
    PlanFact fact = author.next(author.dice().one_in(2));
    fold(plan, Id{}, verb_of(fact), raw(fact), {"a", i + 3, some_day(author.dice())});
  }
  EXPECT_EQ(head_of(plan)->version, n + 1);
  EXPECT_LE(std::get<ActionPlanState>(plan).actions.size(), 6u);
}

}  // namespace
