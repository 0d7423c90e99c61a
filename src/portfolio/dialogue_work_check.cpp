// What meetings, commitments, calls and figures of a dialogue must satisfy.
#include <safar/portfolio/dialogue_work.hpp>

#include <algorithm>

#include "portfolio/dialogue_check.hpp"
#include "portfolio/frameworks.hpp"

namespace safar::inline v0 {
namespace {

template <class T> const T* find(const std::vector<T>& list, const std::string& name) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const T& x) { return x.name == name; });
  return it == list.end() ? nullptr : &*it;
}

Result<> check_theme(const DialogueState& state, const std::string& theme) {
  if (theme.empty() || has_theme(state, theme)) return {};
  return no_such_theme("/theme");
}

Result<> check_each(std::vector<Party>& parties, const std::string& at) {
  for (std::size_t i = 0; i < parties.size(); ++i)
    if (auto r = check_party(parties[i], at + "/" + std::to_string(i)); !r) return r;
  return {};
}

Result<> hold(const DialogueState& state, HoldMeeting& f) {
  if (f.meeting.empty()) return fail(ErrorCode::missing_member, "Which meeting? The member \"meeting\" is missing.", "/meeting", "", "Give it a name, e.g. Rome 2014.");
  if (!f.phase.empty() && !find(state.phases, f.phase)) return fail(ErrorCode::not_found, "The dialogue has no such phase.", "/phase", "no_such_phase", "Open it first with open_phase.");
  if (auto r = check_theme(state, f.theme); !r) return r;
  if (auto r = check_each(f.participants, "/participants"); !r) return r;
  const auto* there = find(state.meetings, f.meeting);
  return check_period(there && !f.since.known() ? there->since : f.since, there && !f.until.known() ? there->until : f.until, f.until.known() ? "/until" : "/since");
}

Result<> make(const DialogueState& state, MakeCommitment& f) {
  if (f.commitment.empty()) return fail(ErrorCode::missing_member, "Which commitment? The member \"commitment\" is missing.", "/commitment", "", "Give it a name or number.");
  if (find(state.commitments, f.commitment)) return fail(ErrorCode::exists, "The dialogue has a commitment of this name.", "/commitment", "commitment_twice", "Give another name, or say how far it is with follow_up_commitment.");
  if (f.text.empty()) return fail(ErrorCode::missing_member, "What is promised? The member \"text\" is missing.", "/text", "", "Give text, e.g. {\"en\":\"...\"}.");
  if (auto r = check_theme(state, f.theme); !r) return r;
  if (auto r = check_each(f.by, "/by"); !r) return r;
  if (!f.meeting.empty()) {
    const auto* meeting = find(state.meetings, f.meeting);
    if (!meeting) return fail(ErrorCode::not_found, "The dialogue has no such meeting.", "/meeting", "no_such_meeting", "Record it first with hold_meeting.");
    if (!f.on.known()) f.on = meeting->since;
  }
  if (auto r = check_period(f.on, f.deadline, "/deadline"); !r) return r;
  return check_frameworks(f.frameworks, "/frameworks");
}

Result<> follow(const DialogueState& state, FollowUpCommitment& f, Date today) {
  if (f.commitment.empty()) return fail(ErrorCode::missing_member, "Which commitment? The member \"commitment\" is missing.", "/commitment", "", "Give its name.");
  const auto* there = find(state.commitments, f.commitment);
  if (!there) return fail(ErrorCode::not_found, "The dialogue has no such commitment.", "/commitment", "no_such_commitment", "Record it first with make_commitment; the view commitments lists them.");
  if (!f.status.known()) return fail(ErrorCode::missing_member, "How far is it? The member \"status\" is missing.", "/status", "", "Say not_started, ongoing, completed or dropped.");
  if (f.progress.known() && (f.progress.value < 0 || f.progress.value > 100)) return fail(ErrorCode::out_of_range, "Progress is from 0 to 100 per cent.", "/progress", "progress_out_of_range", "Write 40 for 40 %.");
  if (f.status.value == CommitmentStatus::completed) {
    if (!f.progress.known()) f.progress = std::int64_t{100};
    if (f.progress.value != 100) return fail(ErrorCode::refused, "What is completed is done to 100 per cent.", "/progress", "not_complete", "Say ongoing, or leave progress out.");
  }
  if (f.status.value == CommitmentStatus::not_started && f.progress.known() && f.progress.value != 0)
    return fail(ErrorCode::refused, "What is not started has no progress.", "/progress", "not_started", "Say ongoing, or leave progress out.");
  if (!f.on.known()) f.on = PartialDate(today);
  if (auto r = check_past(f.on, today, "/on"); !r) return r;
  return check_period(there->on, f.on, "/on");
}

Result<> award(const Known<Money>& amount, const std::vector<FacilityAward>& before, std::vector<FacilityAward>& awards) {
  std::int64_t sum = 0;
  const auto more = [&](const FacilityAward& a) { return !a.amount.known() || !__builtin_add_overflow(sum, a.amount.value.minor_units(), &sum); };
  bool fits = true;
  for (const auto& a : before) fits = fits && more(a);
  for (std::size_t i = 0; i < awards.size(); ++i) {
    auto& a = awards[i];
    const std::string here = "/awards/" + std::to_string(i);
    if (a.project.empty())
      if (auto r = check_party(a.recipient, here); !r) return r;
    complete(a.recipient);
    const auto same = [&](const FacilityAward& b) { return !a.project.empty() && a.project == b.project; };
    if (std::any_of(before.begin(), before.end(), same) || std::any_of(awards.begin(), awards.begin() + static_cast<std::ptrdiff_t>(i), same))
      return fail(ErrorCode::refused, "The call pays for this project already.", here + "/project", "award_twice", "Leave it out.");
    if (!a.amount.known()) continue;
    if (a.amount.value.minor_units() < 0) return fail(ErrorCode::out_of_range, "An amount is not less than nothing.", here + "/amount", "negative", "Write it as 75000.00 EUR.");
    // One call, one currency, whether or not it says what it can give.
    const Money* first = amount.known() ? &amount.value : nullptr;
    for (const auto& b : before) if (!first && b.amount.known()) first = &b.amount.value;
    for (const auto& b : awards) if (!first && b.amount.known()) first = &b.amount.value;
    if (!first->same_currency(a.amount.value)) return fail(ErrorCode::refused, "The award is in another currency than the call.", here + "/amount", "other_currency", "Convert at a dated rate first.");
    fits = fits && more(a);
  }
  if (!fits || (amount.known() && sum > amount.value.minor_units()))
    return fail(ErrorCode::refused, "The awards are more than the call can give.", "/awards", "awards_over_amount", "Check the amounts, or give the call a new amount.");
  return {};
}

Result<> open(const DialogueState& state, OpenFacility& f) {
  if (f.facility.empty()) return fail(ErrorCode::missing_member, "Which facility? The member \"facility\" is missing.", "/facility", "", "Give its name.");
  if (f.amount.known() && f.amount.value.minor_units() < 0) return fail(ErrorCode::out_of_range, "An amount is not less than nothing.", "/amount", "negative", "Write it as 2000000.00 EUR.");
  const auto it = std::find_if(state.calls.begin(), state.calls.end(), [&](const FacilityCall& c) { return c.facility == f.facility && c.call == f.call; });
  const FacilityCall* there = it == state.calls.end() ? nullptr : &*it;
  if (there && f.title.empty() && !f.amount.known() && !f.opens.known() && !f.closes.known() && f.awards.empty())
    return fail(ErrorCode::exists, "This call is there already.", "/call", "call_twice", "Say what is new of it, or give another call.");
  const auto after = [&](const auto& said, auto member) { return said.known() || !there ? said : there->*member; };
  if (auto r = check_period(after(f.opens, &FacilityCall::opens), after(f.closes, &FacilityCall::closes), "/closes"); !r) return r;
  if (there && there->amount.known() && f.amount.known() && !there->amount.value.same_currency(f.amount.value))
    return fail(ErrorCode::refused, "The call is in another currency.", "/amount", "other_currency", "Keep its currency: convert at a dated rate first.");
  if (there && f.amount.known())
    for (const auto& a : there->awards)
      if (a.amount.known() && !a.amount.value.same_currency(f.amount.value)) return fail(ErrorCode::refused, "The call's awards are in another currency.", "/amount", "other_currency", "Keep their currency.");
  return award(after(f.amount, &FacilityCall::amount), there ? there->awards : std::vector<FacilityAward>(), f.awards);
}

Result<> figure(StateFigure& f, Date today) {
  if (!f.what.known()) return fail(ErrorCode::missing_member, "Of what is the number? The member \"what\" is missing.", "/what", "", "Say members, observers, participants, countries, meetings, ... or other.");
  if (!f.value.known()) return fail(ErrorCode::missing_member, "The member \"value\" is missing.", "/value", "", "Give the number that the source says.");
  if (f.value.value < 0) return fail(ErrorCode::out_of_range, "A number of something is from 0.", "/value", "negative", "Give the number that the source says.");
  if (f.source.empty()) return fail(ErrorCode::missing_member, "Who says so? The member \"source\" is missing.", "/source", "no_source", "Give its title or address.");
  if (f.what.value == FigureKind::other && f.text.empty()) return fail(ErrorCode::missing_member, "Of what? The member \"text\" is missing.", "/text", "", "Give the words of the source.");
  if (!f.on.known()) f.on = f.source.date;
  return check_past(f.on, today, "/on");
}

}  // namespace

Result<> check_dialogue_work(const DialogueState& state, const Verb& verb, void* fact, Date today) {
  switch (verb.kind) {
    case EventKind::hold_meeting: return hold(state, *static_cast<HoldMeeting*>(fact));
    case EventKind::make_commitment: return make(state, *static_cast<MakeCommitment*>(fact));
    case EventKind::follow_up_commitment: return follow(state, *static_cast<FollowUpCommitment*>(fact), today);
    case EventKind::open_facility: return open(state, *static_cast<OpenFacility*>(fact));
    case EventKind::state_figure: return figure(*static_cast<StateFigure*>(fact), today);
    default: return {};
  }
}

}  // namespace safar::inline v0
