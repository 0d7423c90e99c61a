// A plan is what its events add up to.
#include <safar/portfolio/action_plan.hpp>

#include <algorithm>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

PlannedAction* find(ActionPlanState& state, std::string_view name) { return const_cast<PlannedAction*>(action_of(state, name)); }

// An absence other than "unknown" is a statement too: an action that has no deadline.
template <class T> bool said(const Known<T>& k) { return k.absence != Absence::unknown; }

void create(ActionPlanState& state, const CreatePlan& f) {
  state.head.ref = f.ref;
  state.head.title = f.title;
  state.head.status = "draft";
  state.head.source = f.source;
  state.kind = f.kind.known() ? f.kind.value : PlanKind::action_plan;
  state.parent = f.parent;
  state.country = f.country;
  state.dialogue = f.dialogue;
  state.programme = f.programme;
  state.project = f.project;
  state.lead = f.lead;
  state.starts = f.starts;
  state.ends = state.first_ends = f.ends;
  state.objective = f.objective;
  state.frameworks = f.frameworks;
}

void report(PlannedAction& a, const ReportAction& f, Date day) {
  a.evidence.insert(a.evidence.end(), f.evidence.begin(), f.evidence.end());
  if (day < a.reported) return;  // written down late: a later report holds
  a.reported = day;
  if (f.status.known()) {
    const bool anew = a.status == ActionStatus::completed && f.status.value != ActionStatus::completed;
    a.status = f.status.value;
    a.status_on = f.on;
    if (anew) a.progress = Absence::unknown;  // it was not done after all
  }
  if (f.progress.known()) a.progress = f.progress;
  else if (a.status == ActionStatus::completed) a.progress = std::int64_t{100};
  else if (a.status == ActionStatus::not_started) a.progress = std::int64_t{0};
  if (!f.value.empty()) a.value = f.value;
  if (f.spent.known()) a.spent = f.spent;
}

void change(ActionPlanState& state, const PlanAction& terms, PlanRevision& revision, const Known<PartialDate>& on) {
  PlanChange c;
  c.action = terms.name;
  PlannedAction* a = find(state, terms.name);
  if (!a) {
    c.kind = ChangeKind::added;
    c.after = terms;
    state.actions.push_back({terms, terms.deadline, {}, {}, std::int64_t{0}, {}, {}, {}, {}});
  } else {
    c.kind = a->status == ActionStatus::dropped ? ChangeKind::taken_up : ChangeKind::changed;
    c.before = a->terms;
    replace(a->terms, terms);
    c.after = a->terms;
    if (!a->first_deadline.known()) a->first_deadline = a->terms.deadline;
    if (c.kind == ChangeKind::taken_up) {
      a->status = a->progress.known() && a->progress.value == 0 ? ActionStatus::not_started : ActionStatus::ongoing;
      a->status_on = on;
    }
  }
  revision.changes.push_back(std::move(c));
}

void revise(ActionPlanState& state, const RevisePlan& f, const Occurrence& at) {
  PlanRevision r;
  r.name = f.revision;
  r.reason = f.reason.code;
  r.act = std::string(at.act);
  r.decided_on = f.decided_on;
  if (f.ends.known()) {
    PlanChange c;
    c.kind = ChangeKind::plan;
    c.ends_before = state.ends;
    c.ends = f.ends;
    state.ends = f.ends;
    if (!state.first_ends.known()) state.first_ends = f.ends;
    r.changes.push_back(std::move(c));
  }
  for (const auto& terms : f.changed) change(state, terms, r, f.decided_on);
  for (const auto& name : f.dropped)
    if (PlannedAction* a = find(state, name)) {
      PlanChange c;
      c.kind = ChangeKind::dropped;
      c.action = name;
      c.before = c.after = a->terms;
      a->status = ActionStatus::dropped;
      a->status_on = f.decided_on;
      r.changes.push_back(std::move(c));
    }
  state.revisions.push_back(std::move(r));
}

void hold(ActionPlanState& state, const HoldWorkshop& f) {
  const auto it = std::find_if(state.workshops.begin(), state.workshops.end(), [&](const PlanWorkshop& w) { return !f.workshop.empty() && w.workshop == f.workshop; });
  if (it == state.workshops.end()) {
    state.workshops.push_back({f.workshop, f.title, f.place, f.country.known() ? f.country : state.country, f.since, f.until, f.participants, f.project, f.organised_under, f.results, f.source});
    return;
  }
  replace(it->title, f.title);
  if (!f.place.empty()) it->place = f.place;
  if (f.country.known()) it->country = f.country;
  if (f.since.known()) it->since = f.since;
  if (f.until.known()) it->until = f.until;
  for (const auto& p : f.participants)
    if (std::none_of(it->participants.begin(), it->participants.end(), [&](const Party& x) { return same_party(x, p); })) it->participants.push_back(p);
  if (!f.project.empty()) it->project = f.project;
  if (!f.organised_under.empty()) it->organised_under = f.organised_under;
  it->results.insert(it->results.end(), f.results.begin(), f.results.end());
  if (!f.source.empty()) it->source = f.source;
}

void record(ActionPlanState& state, const RecordGap& f, Date day) {
  PlanGap gap{f.need, f.theme, f.country.known() ? f.country : state.country, f.severity.known() ? f.severity.value : GapSeverity::unknown, f.text,
              f.response.known() ? f.response.value : GapResponse::none, f.answer, f.answered_by, f.source, day};
  const auto it = std::find_if(state.gaps.begin(), state.gaps.end(), [&](const PlanGap& g) { return g.need == gap.need && g.country == gap.country; });
  if (it == state.gaps.end()) state.gaps.push_back(std::move(gap));
  else if (!(day < it->day)) *it = std::move(gap);  // of an earlier day: the later one holds
}

}  // namespace

void replace(PlanAction& to, const PlanAction& from) {
  to.name = from.name;
  if (!from.measure.empty()) to.measure = from.measure;
  replace(to.title, from.title);
  if (!from.lead.name.empty() || !from.lead.organisation.empty() || from.lead.country.known()) to.lead = from.lead;
  if (!from.supporting.empty()) to.supporting = from.supporting;
  if (said(from.starts)) to.starts = from.starts;
  if (said(from.deadline)) to.deadline = from.deadline;
  replace(to.indicator, from.indicator);
  if (!from.target.empty()) to.target = from.target;
  if (said(from.budget)) to.budget = from.budget;
  if (!from.funded_by.empty()) to.funded_by = from.funded_by;
  if (!from.frameworks.empty()) to.frameworks = from.frameworks;
}

void fold(ActionPlanState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  switch (verb.kind) {
    case EventKind::create_plan: create(state, *static_cast<const CreatePlan*>(fact)); return;
    case EventKind::set_action: {
      const auto& terms = static_cast<const SetAction*>(fact)->action;
      if (PlannedAction* a = find(state, terms.name)) {
        replace(a->terms, terms);
        a->first_deadline = a->terms.deadline;  // it is a draft
      } else {
        state.actions.push_back({terms, terms.deadline, {}, {}, std::int64_t{0}, {}, {}, {}, {}});
      }
      return;
    }
    case EventKind::report_action: {
      const auto& f = *static_cast<const ReportAction*>(fact);
      if (PlannedAction* a = find(state, f.action)) report(*a, f, at.day);
      return;
    }
    case EventKind::revise_plan: revise(state, *static_cast<const RevisePlan*>(fact), at); return;
    case EventKind::hold_workshop: hold(state, *static_cast<const HoldWorkshop*>(fact)); return;
    case EventKind::record_gap: record(state, *static_cast<const RecordGap*>(fact), at.day); return;
    case EventKind::move_plan: {
      const auto& f = *static_cast<const MovePlan*>(fact);
      state.head.status = f.outcome;
      state.head.status_on = f.on;
      return;
    }
    default: return;
  }
}

}  // namespace safar::inline v0
