// A dialogue is what its events add up to.
#include <safar/portfolio/dialogue.hpp>
#include <safar/portfolio/dialogue_work.hpp>

#include <algorithm>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

template <class T> void take(std::vector<T>& to, const std::vector<T>& from) { to.insert(to.end(), from.begin(), from.end()); }
template <class T> void take(Known<T>& to, const Known<T>& from) { if (from.known()) to = from; }
void take(std::string& to, const std::string& from) { if (!from.empty()) to = from; }

template <class T> T& named(std::vector<T>& list, const std::string& name) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const T& x) { return x.name == name; });
  if (it != list.end()) return *it;
  list.emplace_back();
  list.back().name = name;
  return list.back();
}

void create(DialogueState& state, const CreateDialogue& f) {
  state.head.ref = f.ref;
  state.head.title = f.title;
  state.head.status = "active";
  state.head.source = f.source;
  state.kind = f.kind;
  state.established = f.established;
  state.objective = f.objective;
  state.frameworks = f.frameworks;
  if (!f.secretariat.name.empty() || !f.secretariat.organisation.empty() || f.secretariat.country.known())
    state.members.push_back({DialogueRole::secretariat, f.secretariat, {}, f.established, {}, {}, f.source});
}

void open(DialogueState& state, const OpenPhase& f) {
  const bool fresh = std::none_of(state.phases.begin(), state.phases.end(), [&](const DialoguePhase& p) { return p.name == f.phase; });
  DialoguePhase& p = named(state.phases, f.phase);
  replace(p.title, f.title);
  take(p.starts, f.starts);
  if (!f.ends.known()) return;
  if (fresh || (!p.first_ends.known() && !f.decided_on.known())) p.first_ends = f.ends;  // decided later: an extension, also where no end was said
  else p.extensions.push_back({f.decided_on, p.ends, f.ends});
  p.ends = f.ends;
}

void set(DialogueState& state, const SetTheme& f) {
  DialogueTheme& t = named(state.themes, f.theme);
  if (f.kind.known()) t.kind = f.kind.value;
  replace(t.title, f.title);
  take(t.within, f.within);
  take(t.term, f.term);
  if (!f.frameworks.empty()) t.frameworks = f.frameworks;
}

void leave(DialogueState& state, const LeaveDialogue& f) {
  for (auto& m : state.members)
    if (f.role.known() && m.role == f.role.value && !m.until.known() && same_party(m.party, f.party)) {
      m.until = f.until;
      m.reason = f.reason.code;
    }
}

void hold(DialogueState& state, const HoldMeeting& f) {
  DialogueMeeting& m = named(state.meetings, f.meeting);
  replace(m.title, f.title);
  take(m.level, f.level);
  take(m.phase, f.phase);
  take(m.theme, f.theme);
  take(m.venue, f.venue);
  take(m.country, f.country);
  take(m.since, f.since);
  take(m.until, f.until);
  for (const auto& p : f.participants)
    if (std::none_of(m.participants.begin(), m.participants.end(), [&](const Party& x) { return same_party(x, p); })) m.participants.push_back(p);
  take(m.documents, f.documents);
  replace(m.conclusions, f.conclusions);
  if (!f.source.empty()) m.source = f.source;
}

void follow(DialogueState& state, const FollowUpCommitment& f, const Occurrence& at) {
  const auto it = std::find_if(state.commitments.begin(), state.commitments.end(), [&](const DialogueCommitment& c) { return c.name == f.commitment; });
  if (it == state.commitments.end() || !f.status.known()) return;
  auto& list = it->follow_ups;
  const CommitmentFollowUp said{f.status.value, f.progress, f.evidence, f.on.known() ? f.on : Known<PartialDate>(PartialDate(at.day))};
  list.insert(std::upper_bound(list.begin(), list.end(), said, [](const auto& a, const auto& b) { return a.on.value.earliest() < b.on.value.earliest(); }), said);
}

void open(DialogueState& state, const OpenFacility& f) {
  auto it = std::find_if(state.calls.begin(), state.calls.end(), [&](const FacilityCall& c) { return c.facility == f.facility && c.call == f.call; });
  if (it == state.calls.end()) {
    state.calls.push_back({f.facility, f.call, {}, {}, {}, {}, {}});
    it = state.calls.end() - 1;
  }
  replace(it->title, f.title);
  take(it->amount, f.amount);
  take(it->opens, f.opens);
  take(it->closes, f.closes);
  take(it->awards, f.awards);
}

}  // namespace

void fold(DialogueState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  switch (verb.kind) {
    case EventKind::create_dialogue: create(state, *static_cast<const CreateDialogue*>(fact)); return;
    case EventKind::open_phase: open(state, *static_cast<const OpenPhase*>(fact)); return;
    case EventKind::set_theme: set(state, *static_cast<const SetTheme*>(fact)); return;
    case EventKind::join_dialogue: {
      const auto& f = *static_cast<const JoinDialogue*>(fact);
      if (f.role.known()) state.members.push_back({f.role.value, f.party, f.seat, f.since, f.until, {}, f.source});
      return;
    }
    case EventKind::leave_dialogue: leave(state, *static_cast<const LeaveDialogue*>(fact)); return;
    case EventKind::hold_meeting: hold(state, *static_cast<const HoldMeeting*>(fact)); return;
    case EventKind::make_commitment: {
      const auto& f = *static_cast<const MakeCommitment*>(fact);
      state.commitments.push_back({f.commitment, f.theme, f.meeting, f.text, f.by, f.frameworks, f.on, f.deadline, {}, f.source});
      return;
    }
    case EventKind::follow_up_commitment: follow(state, *static_cast<const FollowUpCommitment*>(fact), at); return;
    case EventKind::open_facility: open(state, *static_cast<const OpenFacility*>(fact)); return;
    case EventKind::state_figure: {
      const auto& f = *static_cast<const StateFigure*>(fact);
      if (f.what.known() && f.value.known()) state.figures.push_back({f.what.value, f.value.value, f.on, f.text, f.source});
      return;
    }
    default: return;
  }
}

}  // namespace safar::inline v0
