#pragma once
// The compiled form of a workflow document; shared by loading, linting and asking.
#include <map>
#include <set>
#include <string>
#include <vector>

#include <safar/dmn/feel.hpp>
#include <safar/workflow/workflow.hpp>

namespace safar::inline v0 {

struct WorkflowRule {              // what a transition, an event without a move, or an outcome asks for
  std::string guard{};             // FEEL text, "" for none
  feel::Expression compiled{};     // valid where guard is not ""
  std::vector<std::string> by{};   // empty: any role
  std::vector<std::string> outcomes{};
  std::vector<std::string> sets{};
  bool reason_required = false;
};
struct WorkflowTransition {
  int region = 0;
  std::vector<int> from{};
  bool any = false;                // "*": every state but the target
  std::string event{};
  std::vector<int> to{};
  WorkflowRule rule{};
};
struct HoldOutcome {
  bool lifts = false;
  std::vector<std::string> by{};
  std::string emits{};
  struct Move { int region = 0; std::vector<int> from{}; int to = 0; };
  std::vector<Move> moves{};
};
struct HoldKind {
  std::set<std::string> set_by{}, blocks{}, lifted_by{};
  bool reason_required = false;
  std::optional<ReviewDue> due{};
  std::map<std::string, HoldOutcome> outcomes{};
};

struct Workflow::Impl {
  std::string name{}, version{};
  std::vector<WorkflowRegion> regions{};
  std::vector<WorkflowTransition> transitions{};
  std::map<std::string, WorkflowRule, std::less<>> without_move{};
  std::map<std::string, HoldKind> holds{};
  std::set<std::string> never_blocked{};
  std::vector<WorkflowTimer> timers{};
  std::map<std::string, std::vector<std::string>, std::less<>> reads{};  // of guarded events

  [[nodiscard]] int region(std::string_view n) const {
    for (std::size_t i = 0; i < regions.size(); ++i) if (regions[i].name == n) return static_cast<int>(i);
    return -1;
  }
  [[nodiscard]] int state(int r, std::string_view n) const {
    const auto& states = regions[static_cast<std::size_t>(r)].states;
    for (std::size_t i = 0; i < states.size(); ++i) if (states[i] == n) return static_cast<int>(i);
    return -1;
  }
  [[nodiscard]] bool knows(const std::string& event) const {
    if (without_move.contains(event)) return true;
    for (const auto& t : transitions) if (t.event == event) return true;
    return false;
  }
  [[nodiscard]] static bool leaves(const WorkflowTransition& t, int state) {
    if (t.any) { for (const int to : t.to) if (to == state) return false; return true; }
    for (const int f : t.from) if (f == state) return true;
    return false;
  }
};

/// Reads a document into `out` and says everything that is wrong with it.
std::vector<WorkflowFinding> read_workflow(std::string_view json, const TypeInfo& context, std::span<const std::string_view> events, Workflow::Impl& out);

}  // namespace safar::inline v0
