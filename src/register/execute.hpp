#pragma once
// One command, from the fact to the receipt. Split by reason: prepare (what it means here), advise (what engines say), write.
#include <optional>
#include <string>
#include <vector>

#include <safar/model/migrant.hpp>

#include "register/impl.hpp"

namespace safar::inline v0 {

struct BeginCase;


/// A command with its envelope, typed.
struct Command {
  const Verb* verb = nullptr;
  void* fact = nullptr;
  CommandOptions options{};
  Wiped content{};        ///< canonical: what makes a request the same request
  std::optional<store::Mac> request_mac{};  ///< where it was looked for
  std::string late{};     ///< the whole command, where only the register knows its fact's type (type_values)
  std::shared_ptr<Made> owned{};  ///< the fact, once it was typed there
};

/// One event that will be written.
struct Planned {
  const Verb* verb = nullptr;
  void* fact = nullptr;
  std::shared_ptr<Made> owned{};          ///< of derived events
  std::vector<store::StreamRef> streams{};
  std::vector<Id> cases{};                ///< whose state it changes
  std::vector<Id> nouns{};                ///< of the portfolio, whose state it changes
};

/// All that follows from a command, decided before anything is written.
struct Plan {
  std::vector<Planned> events{};
  std::string made = "{}";
  std::vector<Receipt::Advice> advice{};
  std::vector<Id> erased{};
  std::vector<store::LookupIn> lookups{};   ///< documents, and the numbers of cases
  std::int64_t count = -1;
  std::string digest{};
  std::int32_t number_year = 0;           ///< a case number of this year is used
  bool begins_noun = false;               ///< a project, grant, ... that was not there
  std::optional<Date> day{};              ///< on which it is so, where neither caller nor fact says one; none: the day of receipt
};

struct Here {
  Register::Impl& home;
  const Actor& actor;
  Date today{};                           ///< day of receipt in the register's zone
  std::optional<Date> valid{};
  bool dry = false;
  std::int64_t received = 0;              ///< the moment that `today` is the day of; 0: not kept for the log
  [[nodiscard]] Date day() const { return valid ? *valid : today; }
};

/// Whether this role may do such a thing for this purpose at all: by may_act, and by the workflow in force whatever the state. Asked before
/// anything else of a command is looked at, so that nobody learns from a repeat, a row or a number what is not for them.
Result<> may_do(const House& house, const Actor& actor, const Verb& verb);
/// The same, once a verb: for those who ask of many rows while nothing is adopted.
class Allowed {
 public:
  Result<> ask(const House& house, const Actor& actor, const Verb& verb);
  void forget() { may_.clear(); }

 private:
  std::vector<std::string_view> may_{};  ///< names of verbs
};
/// What the command would do here; a refusal otherwise. Fills the fact in (ids, numbers, digests).
Result<Plan> prepare(Here& here, Command& command);
/// Verbs with more to them than their case's workflow.
Result<Plan> prepare_apply(Here& here, Command& command);
Result<Plan> prepare_suspend(Here& here, Command& command);
Result<Plan> prepare_end_suspension(Here& here, Command& command);
Result<Plan> prepare_erase(Here& here, Command& command);
Result<Plan> prepare_adopt(Here& here, Command& command);
/// Commands on the portfolio. prepare_noun.cpp.
Result<Plan> prepare_noun(Here& here, Command& command);

/// What the case file asks beyond the workflow (order of a consulate's steps, lines of a budget, who is who in a merge), and what follows from
/// it: adds those events to the plan, whose first event is the command's. prepare_file.cpp.
Result<> prepare_file(Here& here, const CaseState& state, Command& command, const WorkflowAnswer& answer, Plan& plan);
/// `made` of the receipt of an act that began a case out of another.
std::string made_of(const BeginCase& fact);

/// Were this person's data erased? O(events of the person).
Result<bool> is_erased(Here& here, const Id& person);
/// The keyed hash by which a document is looked up; nullopt: its number is not known. And a case by its number.
std::optional<std::string> document_mac(Register::Impl& home, const Document& document);
std::string number_mac(Register::Impl& home, const std::string& number);
/// Documents that somebody else holds already: advice and a hold, never a refusal. Adds them to the plan.
Result<> advise_documents(Here& here, const Id& case_id, const CaseState* state, const Id& person, const std::vector<Document>& documents, Plan& plan);
/// A birth that is a placeholder (1900-01-01) is said to be one.
void mark_placeholder(Migrant& person);

// act.cpp
/// An act that the log took.
struct Accepted {
  std::string act{};
  std::int64_t received = 0, first_event = 0;
};
/// Versions and streams that a receipt lists at the most.
inline constexpr std::size_t listed_versions = 100;
/// Is the stream one that receipts name?
bool in_receipt(Register::Impl& home, const store::StreamRef& s);
/// The bytes of the plan's events into `act`, which keeps the memory that it has; without a request id where the command has none.
Result<> make_act(Here& here, const Command& command, const Plan& plan, store::ActIn& act);
/// What make_act would refuse, for a check: something said of a person whose data were erased.
Result<> check_act(Here& here, const Command& command, const Plan& plan);
/// Folds the events into their cases and teaches the house; `changed`: the cases, not sorted.
Result<> take_effect(Here& here, const Plan& plan, const store::ActIn& act, const Accepted& accepted, std::vector<Id>& changed);
/// Versions of the projects, grants, ... that the plan changed, after take_effect.
void list_versions(Register::Impl& home, const Plan& plan, std::vector<Receipt::Version>& versions);
void list_events(Register::Impl& home, const Plan& plan, const store::ActIn& act, Receipt& receipt);
/// Adds what statistics need to the columns and the table, where they are in memory.
void count_in(Register::Impl& home, const Plan& plan, const store::ActIn& act, const Accepted& accepted);
inline constexpr std::int64_t numbers_behind = 1000;  ///< events that an opening reads at the most to know the counter
std::string numbers_text(const House& house);
Result<> put_numbers(Register::Impl& home, std::string text);
Receipt receipt_skeleton(const Command& command, const Plan& plan);

/// A derived event of the plan, made and typed.
template <class Fact>
Fact& add_event(Plan& plan, const Id& case_id) {
  Planned p;
  p.owned = std::make_shared<Made>(info<Fact>());
  p.fact = p.owned->get();
  p.verb = find_verb(info<Fact>());
  p.streams = {{case_id, StreamKind::case_}};
  p.cases = {case_id};
  plan.events.push_back(std::move(p));
  return *static_cast<Fact*>(plan.events.back().fact);
}

/// The refusal of a command on a case that has events which this library does not understand.
inline Error written_by_newer(const CaseState& state) {
  return fail(ErrorCode::newer, state.number + ": a newer library wrote to this case; this one can only read it.", "/case", "newer", "Update this library.");
}

/// Reads a JSON command into `made` (set to the verb's type) and the envelope.
Result<Command> read_command(std::string_view json, std::unique_ptr<Made>& made);
/// The one limit of what a fact may be (base/limits.hpp); every front's commands pass here.
Result<> check_size(const Command& command);
/// What makes a request the same request.
Wiped request_content(const Command& command);
Error request_reused();
/// Sets `here.valid`.
Result<> valid_day(Here& here, const CommandOptions& options);
/// The plan of a command, at the versions that it was given for: of what it does not change no number is told.
Result<Plan> prepare_at(Here& here, Command& command);
/// Runs one command; `group`: within a transaction that the caller commits.
Result<Receipt> run_command(Session::Impl& session, Command& command, bool dry, bool group);
/// The receipt of an act that was done before.
Result<Receipt> receipt_of(Register::Impl& home, std::int64_t act, const std::string& command, const Id& request);

}  // namespace safar::inline v0
