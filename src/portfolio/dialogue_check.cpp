// What a fact about a dialogue must satisfy: who takes part, phases, themes. Its work: dialogue_work_check.cpp.
#include <safar/portfolio/dialogue.hpp>

#include <algorithm>

#include "portfolio/dialogue_check.hpp"
#include "portfolio/frameworks.hpp"

namespace safar::inline v0 {
namespace {

std::string text_of(std::chrono::sys_days day) {
  const auto d = Date::from_days(day.time_since_epoch().count());
  return d ? to_string(*d) : "..";
}

// Of a party that joined nobody knows when: some day from the beginning of the dialogue until today, or until it left.
PartialDate some_day(const DialogueState& state, const Known<PartialDate>& until, Date today) {
  auto last = today.sys_days();
  if (until.known()) last = std::min(last, until.value.latest());
  PartialDate out;
  const std::string to = "/" + text_of(last);
  if (!state.established.known() || !parse_into(text_of(state.established.value.earliest()) + to, out)) (void)parse_into(".." + to, out);
  return out;
}

// Has the one surely, or perhaps, ended before the other began?
bool apart(const DialogueMember& a, const Known<PartialDate>& since, const Known<PartialDate>& until) {
  const auto over = [](const Known<PartialDate>& end, const Known<PartialDate>& start) { return end.known() && start.known() && end.value.earliest() <= start.value.latest(); };
  return over(a.until, since) || over(until, a.since);
}

Result<> create(CreateDialogue& f, Date today) {
  if (auto r = check_named(f.ref, f.title); !r) return r;
  if (auto r = check_past(f.established, today, "/established"); !r) return r;
  complete(f.secretariat);
  return check_frameworks(f.frameworks, "/frameworks");
}

Result<> open(const DialogueState& state, const OpenPhase& f, Date today) {
  if (f.phase.empty()) return fail(ErrorCode::missing_member, "Which phase? The member \"phase\" is missing.", "/phase", "", "Give its name or number.");
  if (auto r = check_past(f.decided_on, today, "/decided_on"); !r) return r;
  const auto it = std::find_if(state.phases.begin(), state.phases.end(), [&](const DialoguePhase& p) { return p.name == f.phase; });
  if (it == state.phases.end()) return check_period(f.starts, f.ends, "/ends");
  if (f.starts.known() && it->starts.known() && !(f.starts.value == it->starts.value))
    return fail(ErrorCode::exists, "This phase began on another day (" + to_string(it->starts.value) + ").", "/phase", "phase_twice", "Give another name, or leave its start out to extend it.");
  if (auto r = check_period(f.starts.known() ? f.starts : it->starts, f.ends, "/ends"); !r) return r;
  if (!f.ends.known() && (it->starts.known() || !f.starts.known()) && f.title.empty())
    return fail(ErrorCode::exists, "This phase is there already.", "/phase", "phase_twice", "Give a later end, to extend it.");
  if (f.ends.known() && it->ends.known() && (f.ends.value == it->ends.value || compare(f.ends.value, it->ends.value) == Order::before))
    return fail(ErrorCode::refused, "An extension ends later than before (" + to_string(it->ends.value) + ").", "/ends", "not_later", "Check the date.");
  return {};
}

Result<> set(const DialogueState& state, SetTheme& f) {
  if (f.theme.empty()) return fail(ErrorCode::missing_member, "Which theme? The member \"theme\" is missing.", "/theme", "", "Give its name or number.");
  const bool there = has_theme(state, f.theme);
  if (!there && !f.kind.known()) return fail(ErrorCode::missing_member, "Which kind of theme? The member \"kind\" is missing.", "/kind", "", "Say pillar, domain, area, objective or action.");
  if (!f.within.empty()) {
    if (f.within != f.theme && !has_theme(state, f.within)) return no_such_theme("/within");
    std::string up = f.within;
    for (std::size_t i = 0; !up.empty() && i <= state.themes.size(); ++i) {
      if (up == f.theme) return fail(ErrorCode::refused, "A theme is not part of itself, not even by way of others.", "/within", "cyclic", "Name the theme above it.");
      const auto it = std::find_if(state.themes.begin(), state.themes.end(), [&](const DialogueTheme& t) { return t.name == up; });
      up = it == state.themes.end() ? "" : it->within;
    }
  }
  return check_frameworks(f.frameworks, "/frameworks");
}

Result<> role_given(const Known<DialogueRole>& role) {
  if (!role.known()) return fail(ErrorCode::missing_member, "As what? The member \"role\" is missing.", "/role", "", "Say member, observer, chair, co_chair, steering_committee, secretariat, partner, donor or reference_country.");
  return {};
}

Result<> join(const DialogueState& state, JoinDialogue& f, Date today) {
  if (auto r = check_party(f.party, "/party"); !r) return r;
  if (auto r = role_given(f.role); !r) return r;
  complete(f.seat);
  if (auto r = check_period(f.since, f.until, "/until"); !r) return r;
  if (!f.since.known()) f.since = some_day(state, f.until, today);
  for (const auto& m : state.members)
    if (m.role == f.role.value && same_party(m.party, f.party) && !apart(m, f.since, f.until))
      return fail(ErrorCode::refused,
                  "This party is there in this role already, " + (m.since.known() ? "since " + to_string(m.since.value) : std::string("since the beginning")) + (m.until.known() ? " until " + to_string(m.until.value) : "") + ".", "/party",
                  "member_twice", m.until.known() ? "Check the days: one membership ends before the next begins." : "Record first that it left (leave_dialogue), or check the days.");
  return {};
}

Result<> leave(const DialogueState& state, LeaveDialogue& f, Date today) {
  if (auto r = check_party(f.party, "/party"); !r) return r;
  if (auto r = role_given(f.role); !r) return r;
  if (!f.until.known()) f.until = PartialDate(today);
  const DialogueMember* there = nullptr;
  bool ever = false;
  for (const auto& m : state.members)
    if (m.role == f.role.value && same_party(m.party, f.party)) {
      ever = true;
      if (!m.until.known()) there = &m;
    }
  if (!there && ever) return fail(ErrorCode::refused, "This party has left this role already.", "/party", "left_already", "Record first that it joined again.");
  if (!there) return fail(ErrorCode::not_found, "No such party is there in this role.", "/party", "no_such_member", "Write it as it was written when it joined; the view members lists them.");
  return check_period(there->since, f.until, "/until");
}

}  // namespace

void complete(Party& p) {
  // Short names are left as they are: "EC" and "AU" are no countries here.
  if (p.organisation.empty() && !p.country.known() && p.name.size() > 3)
    if (const auto c = find_country(p.name)) p.country = *c;
}

Result<> check_party(Party& p, const std::string& at) {
  if (p.name.empty() && p.organisation.empty() && (!p.country.known() || p.country.value.none()))
    return fail(ErrorCode::missing_member, "Who? A party has a name, an organisation or a country.", at, "", "Give one of them, e.g. {\"country\":\"MLI\"}.");
  complete(p);
  return {};
}

bool has_theme(const DialogueState& state, const std::string& name) {
  return std::any_of(state.themes.begin(), state.themes.end(), [&](const DialogueTheme& t) { return t.name == name; });
}
Error no_such_theme(const std::string& at) { return fail(ErrorCode::not_found, "The dialogue has no such theme.", at, "no_such_theme", "Set it first with set_theme."); }

Result<> check(const DialogueState* state, const Verb& verb, void* fact, Date today) {
  switch (verb.kind) {
    case EventKind::create_dialogue: return create(*static_cast<CreateDialogue*>(fact), today);
    case EventKind::open_phase: return open(*state, *static_cast<const OpenPhase*>(fact), today);
    case EventKind::set_theme: return set(*state, *static_cast<SetTheme*>(fact));
    case EventKind::join_dialogue: return join(*state, *static_cast<JoinDialogue*>(fact), today);
    case EventKind::leave_dialogue: return leave(*state, *static_cast<LeaveDialogue*>(fact), today);
    default: return check_dialogue_work(*state, verb, fact, today);
  }
}

}  // namespace safar::inline v0
