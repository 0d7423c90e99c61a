// Every state of a noun's workflow by every command: what it does there, or why it is refused.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include <safar/dmn/feel.hpp>
#include <safar/portfolio/noun_states.hpp>
#include <safar/portfolio/verbs.hpp>
#include <safar/workflow/workflow.hpp>

namespace {

using namespace safar;

struct Seen {
  std::string ref{};
  static constexpr std::string_view type_name = "seen", type_doc = "Of a test.";
  template <class V> static constexpr void describe(V& v) { v(1, "ref", &Seen::ref, Shelf::open, "Reference."); }
};

/// What asking comes to: the new state, with ! where a reason is needed; "" where it is refused, and why.
std::string asked(const Workflow& w, int state, std::string_view verb, std::string_view outcome, std::string& why) {
  const int region = w.region("status");
  const auto& states = w.regions()[static_cast<std::size_t>(region)].states;
  Marking marking = w.start();
  marking[static_cast<std::size_t>(region)] = state;
  std::string answer;
  for (const auto& role : w.roles(verb))
    for (const char* reason : {"because", ""}) {
      const auto r = w.ask(marking, {}, {verb, role, outcome, reason, ""}, {});
      if (!r && (why.empty() || why == "wrong_role")) why = r.error().reason;
      if (r) answer = states[static_cast<std::size_t>(r->moves.empty() ? state : r->moves[0].second)] + (*reason ? "!" : "");  // without one comes last
    }
  return answer;
}

// One cell: "stays", the state that it leads to, the outcomes that there are, or the reason word of the refusal.
std::string cell(const Workflow& w, int state, const Verb& verb) {
  const auto& states = w.regions()[static_cast<std::size_t>(w.region("status"))].states;
  const auto& fields = verb.type().fields;
  std::string why, out;
  if (std::none_of(fields.begin(), fields.end(), [](const FieldInfo& f) { return f.name == "outcome"; })) {
    out = asked(w, state, verb.name, "", why);
    return out.empty() ? why : out == states[static_cast<std::size_t>(state)] ? "stays" : "-> " + out;
  }
  for (const auto& outcome : states) {
    const std::string to = asked(w, state, verb.name, outcome, why);
    // The fold takes the outcome for the status: a workflow that leads elsewhere would be another's.
    EXPECT_TRUE(to.empty() || to == outcome || to == outcome + "!") << verb.name << " says " << outcome << " and leads to " << to;
    if (!to.empty()) out += (out.empty() ? "" : ",") + to;
  }
  return out.empty() ? why : out;
}

std::string table(StreamKind kind) {
  const auto w = Workflow::load(noun_workflow(kind), info<Seen>(), noun_events(kind));
  if (!w) return w.error().message;
  const auto& states = (*w)->regions()[static_cast<std::size_t>((*w)->region("status"))].states;
  std::string out;
  for (const Verb& v : portfolio_verbs()) {
    if (v.subject != kind || v.begins) continue;
    out += v.name;
    for (std::size_t s = 0; s < states.size(); ++s) out += " | " + states[s] + ": " + cell(**w, static_cast<int>(s), v);
    out += '\n';
  }
  return out;
}

// Written by hand from what the states mean: who changes a workflow changes this too.
const std::map<StreamKind, std::string> expected = {
    {StreamKind::organisation, "record_capacity | active: stays\n"},
    {StreamKind::programme, "block_country | active: stays\n"},
    {StreamKind::project,
     "amend_project | pipeline: stays | implementation: stays | finalisation: stays | closed: stays | cancelled: stays | suspended: stays\n"
     "join_project | pipeline: stays | implementation: stays | finalisation: stays | closed: stays | cancelled: stays | suspended: stays\n"
     "leave_project | pipeline: stays | implementation: stays | finalisation: stays | closed: stays | cancelled: stays | suspended: stays\n"
     "record_activity | pipeline: stays | implementation: stays | finalisation: stays | closed: stays | cancelled: stays | suspended: stays\n"
     "record_output | pipeline: stays | implementation: stays | finalisation: stays | closed: stays | cancelled: stays | suspended: stays\n"
     "move_project | pipeline: implementation,cancelled,suspended | implementation: finalisation,closed,cancelled,suspended | finalisation: implementation,closed,cancelled"
     " | closed: finalisation! | cancelled: not_in_state | suspended: implementation,finalisation,closed,cancelled\n"},
    {StreamKind::grant,
     "sign_agreement | pledged: -> agreed | agreed: not_in_state | closed: not_in_state | cancelled: not_in_state\n"
     "amend_grant | pledged: stays | agreed: stays | closed: not_in_state | cancelled: not_in_state\n"
     "set_grant_budget | pledged: not_in_state | agreed: stays | closed: not_in_state | cancelled: not_in_state\n"
     "commit_funds | pledged: not_in_state | agreed: stays | closed: not_in_state | cancelled: not_in_state\n"
     "receive_instalment | pledged: not_in_state | agreed: stays | closed: stays | cancelled: not_in_state\n"
     "spend | pledged: not_in_state | agreed: stays | closed: not_in_state | cancelled: not_in_state\n"
     "report_to_donor | pledged: not_in_state | agreed: stays | closed: stays | cancelled: not_in_state\n"
     "move_grant | pledged: cancelled | agreed: closed,cancelled | closed: agreed! | cancelled: not_in_state\n"},
    {StreamKind::dialogue,
     "open_phase | active: stays\nset_theme | active: stays\njoin_dialogue | active: stays\nleave_dialogue | active: stays\nhold_meeting | active: stays\n"
     "make_commitment | active: stays\nfollow_up_commitment | active: stays\nopen_facility | active: stays\nstate_figure | active: stays\n"},
    {StreamKind::plan,
     "set_action | draft: stays | adopted: not_in_state | closed: not_in_state | cancelled: not_in_state\n"
     "report_action | draft: not_in_state | adopted: stays | closed: not_in_state | cancelled: not_in_state\n"
     "revise_plan | draft: not_in_state | adopted: stays | closed: not_in_state | cancelled: not_in_state\n"
     "hold_workshop | draft: stays | adopted: stays | closed: stays | cancelled: not_in_state\n"
     "record_gap | draft: stays | adopted: stays | closed: not_in_state | cancelled: not_in_state\n"
     "move_plan | draft: adopted,cancelled | adopted: closed,cancelled | closed: adopted! | cancelled: not_in_state\n"},
};

TEST(WorkflowTable, every_state_by_every_command_does_or_refuses_what_is_written_here) {
  for (std::uint32_t k = 0; k <= static_cast<std::uint32_t>(StreamKind::organisation); ++k) {
    const auto kind = static_cast<StreamKind>(k);
    if (noun_workflow(kind).empty()) continue;
    const auto it = expected.find(kind);
    ASSERT_NE(it, expected.end()) << noun_name(kind) << " has a workflow and no table here:\n" << table(kind);
    EXPECT_EQ(table(kind), it->second) << noun_name(kind);
  }
}

}  // namespace
