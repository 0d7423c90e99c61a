#include <safar/casework/timers.hpp>

#include <algorithm>
#include <tuple>

namespace safar::inline v0 {
namespace {

// Adds the days [from, until) to spans that are apart and in order: what touches or overlaps becomes one, so that no day counts twice.
void add_span(std::vector<HeldSpan>& spans, HeldSpan span) {
  if (span.until <= span.from) return;
  std::vector<HeldSpan> out;
  for (const auto& s : spans) {
    if (s.until < span.from || span.until < s.from) { out.push_back(s); continue; }
    span.from = std::min(span.from, s.from);
    span.until = std::max(span.until, s.until);
  }
  out.insert(std::find_if(out.begin(), out.end(), [&](const HeldSpan& s) { return span.until < s.from; }), span);
  spans = std::move(out);
}

bool names(const std::vector<std::string>& list, std::string_view event) { return std::find(list.begin(), list.end(), event) != list.end(); }

// The last day of a timer: a day past the year 9999 is that year's last.
Date later(const Result<Date>& day) { return day ? *day : *Date::from_days(Date::last_day); }

/// One of several questions of a case that are open at once, each named by the act that asked it.
struct Question { std::string act{}; Date since{}; };

// A referral and a complaint are answered by name, so that one clock for all would end with the first answer.
bool asks_by_name(std::string_view after, const std::vector<std::string>& expects) {
  return (after == "refer" && names(expects, "answer_referral")) || (after == "complain" && names(expects, "answer_complaint"));
}

std::vector<Question> open_questions(const CaseState& state, std::string_view after) {
  std::vector<Question> out;
  if (state.closed_on.known()) return out;
  if (after == "refer") {
    for (const auto& r : state.referrals) if (!r.answer.known()) out.push_back({r.act, r.since});
  } else {
    for (const auto& p : state.persons)
      for (const auto& c : p.complaints) if (!c.answered.known()) out.push_back({c.act, c.since});
  }
  return out;
}

Date last_day(Date since, const Period& within, const std::vector<HeldSpan>& held, const Calendar& calendar, Date as_of) {
  Date day = later(add_period(since, within, calendar));
  for (const auto& s : held) {
    if (s.from > day) break;  // it was over before the hold
    const Date from = std::max(s.from, since), until = std::min(s.until, as_of);
    if (until <= from) continue;
    if (within.working_days) day = later(add_working_days(day, static_cast<std::int32_t>(working_days_between(from, until, calendar)), calendar));
    else day = later(day.plus_days(until - from));
  }
  return day;
}

}  // namespace

void keep_time(CaseState& state, const std::vector<HoldState>& before, const Workflow& workflow, const Verb& verb, const void* fact, const Occurrence& at) {
  auto& times = state.times;
  for (const auto& h : before)
    if (std::none_of(state.holds.begin(), state.holds.end(), [&](const HoldState& x) { return x.act == h.act && x.hold == h.hold && x.since == h.since; }))
      add_span(times.held, {h.since, at.day});
  if (workflow.timers().empty()) return;
  std::erase_if(times.clocks, [&](const ClockState& c) {
    for (const auto& t : workflow.timers())
      if (t.after == c.after && t.expect == c.expect) return names(t.expects, verb.name) || names(t.ended_by, verb.name);
    return false;
  });
  for (const auto& t : workflow.timers()) {
    if (t.after != verb.name || asks_by_name(t.after, t.expects) || (!t.outcome.empty() && t.outcome != outcome_of(verb, fact))) continue;
    const auto running = std::find_if(times.clocks.begin(), times.clocks.end(), [&](const ClockState& c) { return c.after == t.after && c.expect == t.expect; });
    if (running == times.clocks.end()) times.clocks.push_back({t.after, t.expect, at.day});
    else running->since = at.day;
  }
}

std::string_view to_string(DueTask::Kind kind) {
  constexpr std::string_view words[] = {"timer", "appeal", "silence", "review", "closing"};
  return words[static_cast<std::size_t>(kind)];
}

std::vector<DueTask> due(const CaseState& state, const Workflow& workflow, const Calendar& calendar, Date as_of) {
  std::vector<DueTask> out;
  const auto add = [&](DueTask task, IfLate if_late) {
    task.days_left = task.due - as_of;
    task.late = task.days_left < 0;
    task.escalate = task.late && if_late == IfLate::escalate;
    if (!task.late || if_late != IfLate::lapse) out.push_back(std::move(task));
  };
  auto held = state.times.held;
  for (const auto& h : state.holds) add_span(held, {h.since, as_of});
  const auto timed = [&](const WorkflowTimer& t, Date since, const std::string& act) {
    DueTask task;
    task.what = t.expect;
    task.kind = static_cast<DueTask::Kind>(t.kind);
    task.after = t.after;
    task.since = since;
    task.act = act;
    task.due = last_day(since, t.within, t.pause ? held : std::vector<HeldSpan>(), calendar, as_of);
    // A hold that came when the last day was over pauses nothing.
    const auto pausing = std::find_if(state.holds.begin(), state.holds.end(), [&](const HoldState& h) { return h.since <= task.due; });
    if (t.pause && pausing != state.holds.end()) {
      task.paused = true;
      task.hold = pausing->hold;
      if (act.empty()) task.act = pausing->act;
    }
    for (const auto& e : t.expects) {
      const auto may = workflow.roles(e);
      if (may.empty()) { task.roles.clear(); break; }
      for (const auto& r : may) if (!names(task.roles, r)) task.roles.push_back(r);
    }
    add(std::move(task), t.if_late);
  };
  for (const auto& t : workflow.timers()) {
    if (state.outcome == "merged") break;  // what was due goes on in the other case
    if (asks_by_name(t.after, t.expects)) {
      for (const auto& q : open_questions(state, t.after)) timed(t, q.since, q.act);
      continue;
    }
    for (const auto& c : state.times.clocks)
      if (t.after == c.after && t.expect == c.expect) timed(t, c.since, {});
  }
  for (const auto& h : state.holds) {
    const auto review = workflow.review_due(h.hold);
    if (!review) continue;
    DueTask task;
    task.what = "review";
    task.kind = DueTask::Kind::review;
    task.after = h.hold;
    task.since = h.since;
    task.due = later(add_period(h.since, review->within, calendar));
    task.hold = h.hold;
    task.act = h.act;
    task.roles = workflow.roles("review");
    add(std::move(task), review->if_late);
  }
  const bool nobody = !state.persons.empty() && std::all_of(state.persons.begin(), state.persons.end(), [](const PersonState& p) { return p.deceased_since.known(); });
  if (nobody && !state.closed_on.known()) {
    DueTask task;
    task.what = "close";
    task.kind = DueTask::Kind::closing;
    task.after = "record_death";
    for (const auto& p : state.persons) task.since = std::max(task.since, p.deceased_since.value);
    task.due = task.since;
    task.roles = workflow.roles("close");
    add(std::move(task), IfLate::stay);
  }
  std::stable_sort(out.begin(), out.end(), [](const DueTask& a, const DueTask& b) { return std::tie(a.due, a.what, a.act) < std::tie(b.due, b.what, b.act); });
  return out;
}

}  // namespace safar::inline v0
