#pragma once
/// \file
/// A workflow as data: small regions, a set of holds, guards in FEEL; linted when it is loaded, enforced when it is asked.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <safar/base/calendar.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

namespace feel { class Value; }

/// One fault of a workflow document. `code` is a stable word.
struct WorkflowFinding {
  std::string code{}, pointer{}, message{};
};

/// A region's state, by position in Workflow::regions() and Region::states.
using Marking = std::vector<int>;

struct WorkflowRegion {
  std::string name{};
  int start = 0;
  std::vector<std::string> states{};
};

/// What somebody wants to do. `event` is a command's name.
struct WorkflowAsk {
  std::string_view event{}, role{}, outcome{}, reason{};
  /// Only for review: the kind of hold.
  std::string_view hold{};
};

/// What follows when it is accepted.
struct WorkflowAnswer {
  std::vector<std::pair<int, int>> moves{};  ///< region, new state
  bool lifts = false;                        ///< the hold reviewed
  std::string emits{};                       ///< an event that goes with it, e.g. refer
};

/// What a deadline is about, which says how somebody looks at it: work to do, a right to appeal, an answer that is waited for.
enum class TimerKind : std::uint8_t { timer, appeal, silence };
constexpr std::string_view to_string(TimerKind k) { return k == TimerKind::appeal ? "appeal" : k == TimerKind::silence ? "silence" : "timer"; }

/// What a deadline does when it is over. None of it refuses anybody: that is a named officer's command.
enum class IfLate : std::uint8_t {
  stay,      ///< it stays on the list, late
  escalate,  ///< the same, marked for somebody above
  lapse,     ///< it leaves the list: a right that was not used
};

/// What is expected after an event, and by when.
struct WorkflowTimer {
  TimerKind kind = TimerKind::timer;
  std::string after{};                     ///< event that starts it; also apply
  std::string outcome{};                   ///< only with this outcome of it; "": any
  std::string expect{};                    ///< as the document says it: "a" or "a|b"
  std::vector<std::string> expects{};      ///< events any of which ends it
  std::vector<std::string> ended_by{};     ///< events that end it too, without having done what is expected
  Period within{};
  bool pause = false;                      ///< does it stand still while a hold lies on the case?
  IfLate if_late = IfLate::stay;
};

/// By when a hold is to be reviewed.
struct ReviewDue { Period within{}; IfLate if_late = IfLate::stay; };

/// Immutable, any thread. Made by load(); the document's form is in docs/workflow.md.
class Workflow {
 public:
  /// Faults of a document: unreachable states, moves to undeclared states, events in no transition, outcomes that move without `by`,
  /// guards on unknown paths, holds that block what may never be blocked, timers without `while_held` or with a bad period, ... Empty: it can be loaded.
  /// `context` is the described type that guards see beside the regions; `events` the commands that there are.
  static std::vector<WorkflowFinding> lint(std::string_view json, const TypeInfo& context, std::span<const std::string_view> events);
  /// Fails with `lint`, naming the first finding; all of them are lint()'s.
  static Result<std::shared_ptr<const Workflow>> load(std::string_view json, const TypeInfo& context, std::span<const std::string_view> events);

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::string& version() const;
  [[nodiscard]] const std::vector<WorkflowRegion>& regions() const;
  [[nodiscard]] std::vector<std::string> events() const;              ///< every event it knows, sorted
  [[nodiscard]] std::vector<std::string> holds() const;               ///< kinds of hold, sorted
  [[nodiscard]] std::vector<std::string> outcomes(std::string_view hold) const;
  [[nodiscard]] bool blocks(std::string_view hold, std::string_view event) const;
  [[nodiscard]] bool sets(std::string_view event, std::string_view hold) const;  ///< may this event set this hold?
  [[nodiscard]] Marking start() const;
  [[nodiscard]] int region(std::string_view name) const;              ///< -1: none
  [[nodiscard]] int state(int region, std::string_view name) const;   ///< -1: none

  [[nodiscard]] const std::vector<WorkflowTimer>& timers() const;     ///< in the order of the document
  [[nodiscard]] std::optional<ReviewDue> review_due(std::string_view hold) const;  ///< nullopt: no such hold, or no day is set
  /// Roles that may do this, sorted; of several transitions all of them. Empty: any role, or no such event.
  [[nodiscard]] std::vector<std::string> roles(std::string_view event) const;

  /// May this happen? Refusals carry a reason word: not_in_workflow, wrong_role, held, not_in_state, reason_required, unknown_outcome,
  /// guard_false, guard_unknown (code `needs`; the sentence lists the fields), no_such_hold.
  /// `context` gives guards what they read: regions by name and the members of the context type.
  Result<WorkflowAnswer> ask(const Marking& marking, std::span<const std::string> holds, const WorkflowAsk& ask, const feel::Value& context) const;

  /// What an accepted event does to a marking: total, asks no guard and no role. Moves that do not fit the marking are left out.
  [[nodiscard]] WorkflowAnswer effect(const Marking& marking, const WorkflowAsk& ask) const;

  /// Does this event have a guard? If not, ask() does not look at its context.
  [[nodiscard]] bool guarded(std::string_view event) const;
  /// The first names of the paths that this event's guards read ("persons", "consent"), sorted: what a context for ask() must have.
  [[nodiscard]] const std::vector<std::string>& reads(std::string_view event) const;
  /// Guards that are declared, as (event, FEEL text); each is tested that it bites.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> guards() const;

  struct Impl;  ///< compiled form, src/workflow/impl.hpp

 private:
  std::shared_ptr<const Impl> impl_;
};

/// The workflow that a new register adopts: assisted voluntary return and reintegration (foundation of the example `mali`).
std::string_view avrr_workflow();

}  // namespace safar::inline v0
