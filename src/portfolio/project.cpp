// A project is what its events add up to.
#include <safar/portfolio/project.hpp>

#include <algorithm>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

void create(ProjectState& state, const CreateProject& f) {
  state.head.ref = f.ref;
  state.head.title = f.title;
  state.head.status = f.status.empty() ? "pipeline" : f.status;
  state.head.source = f.source;
  state.objective = f.objective;
  state.summary = f.summary;
  state.parties = f.parties;
  state.starts = state.first_starts = f.starts;
  state.ends = state.first_ends = f.ends;
  state.budget = state.first_budget = f.budget;
  state.programme = f.programme;
  state.dialogue = f.dialogue;
  state.phase = f.phase;
  state.pillar = f.pillar;
  state.predecessors = f.predecessors;
  state.frameworks = f.frameworks;
}

// A party that is there in the same role gets the new share and amount; another one is added.
void take(std::vector<ProjectParty>& parties, const ProjectParty& p) {
  const auto it = std::find_if(parties.begin(), parties.end(), [&](const ProjectParty& x) { return same(x, p) && !x.until.known(); });
  if (it == parties.end()) {
    parties.push_back(p);
    return;
  }
  if (p.share.known()) it->share = p.share;
  if (p.amount.known()) it->amount = p.amount;
  if (p.until.known()) it->until = p.until;
  if (!p.stage.empty()) it->stage = p.stage;
}

void amend(ProjectState& state, const AmendProject& f, const Occurrence& at) {
  for (const auto& p : f.parties) take(state.parties, p);
  replace(state.objective, f.objective);
  replace(state.summary, f.summary);
  state.amendments.push_back(amend_terms(f.kind, f.decided_on, f.reason, f.ends, f.budget, {state.ends, state.budget}, at));
}

}  // namespace

void fold(ProjectState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  switch (verb.kind) {
    case EventKind::create_project: create(state, *static_cast<const CreateProject*>(fact)); return;
    case EventKind::amend_project: amend(state, *static_cast<const AmendProject*>(fact), at); return;
    case EventKind::join_project: state.parties.push_back(static_cast<const JoinProject*>(fact)->party); return;
    case EventKind::leave_project: {
      const auto& f = *static_cast<const LeaveProject*>(fact);
      for (auto& p : state.parties)
        if (p.role == f.role && !p.until.known() && same_party(party_of(p), f.party)) p.until = f.until;
      return;
    }
    case EventKind::record_activity: {
      const auto& f = *static_cast<const RecordActivity*>(fact);
      state.activities.push_back({f.kind.known() ? f.kind.value : ActivityKind::other, f.title, f.place, f.country, f.since, f.until, f.participants, f.count});
      return;
    }
    case EventKind::record_output: {
      const auto& f = *static_cast<const RecordOutput*>(fact);
      state.outputs.push_back({f.kind.known() ? f.kind.value : OutputKind::other, f.title, f.files, f.country, f.on, f.count});
      return;
    }
    case EventKind::move_project: {
      const auto& f = *static_cast<const MoveProject*>(fact);
      if (f.outcome == "implementation" && !state.started_on.known()) state.started_on = f.on;
      if (f.outcome == "closed") state.ended_on = f.on;
      state.head.status = f.outcome;
      state.head.status_on = f.on;
      return;
    }
    default: return;
  }
}

}  // namespace safar::inline v0
