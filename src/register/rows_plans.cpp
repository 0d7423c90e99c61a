// Rows of strategies, action plans and what belongs to them.
#include "register/rows_plans.hpp"

#include <algorithm>
#include <unordered_map>

#include <safar/base/json.hpp>

namespace safar::inline v0 {
namespace {

template <class Code> std::string word(Code c) { return std::string(codes(c)[static_cast<std::size_t>(c)]); }

std::string source_text(const Source& s) { return s.title.empty() ? s.address : s.address.empty() ? s.title : s.title + " (" + s.address + ")"; }

std::string called(const NounList& nouns, const Party& p) { return nouns.party(p.name, p.organisation, p.country); }

std::string status_of(const NounList& nouns, const std::string& id) {
  const Noun* noun = nouns.find(id);
  return noun ? head_of(*noun)->status : "";
}

struct Lateness {
  Known<bool> overdue{};
  Known<std::int64_t> days{};
};

// A deadline that is a month or a year is over with its last day. One that is about, or in doubt, says when it is surely not over yet, and no more.
Lateness lateness(const ActionPlanState& plan, const PlannedAction& a, Date asked) {
  const bool done = a.status == ActionStatus::completed;
  if (a.status == ActionStatus::dropped || plan.head.status == "draft" || plan.head.status == "cancelled") return {false, Absence::not_applicable};
  const auto& deadline = a.terms.deadline;
  if (deadline.absence == Absence::not_applicable) return {false, Absence::not_applicable};
  if (!deadline.known()) return {done ? Known<bool>(false) : Known<bool>(deadline.absence), deadline.absence};
  const bool vague = deadline.value.approximate() || deadline.value.uncertain();
  const PartialDate end = done && a.status_on.known() ? a.status_on.value : PartialDate(asked);
  const auto last = deadline.value.latest();
  Lateness out{false, std::int64_t{0}};
  if (vague && end.latest() >= deadline.value.earliest()) out = {Absence::unknown, Absence::unknown};
  else if (end.earliest() > last) out = {true, std::int64_t{(end.earliest() - last).count()}};
  else if (end.latest() > last) out.days = Absence::unknown;  // completed in a month in which the deadline lies
  if (done) out.overdue = false;
  return out;
}

// Two currencies, or more than 64 bits: nobody knows the sum.
void add_to(Known<Money>& sum, const Known<Money>& m) {
  if (!m.known() || sum.absence == Absence::conflict) return;
  if (!sum.known()) { sum = m; return; }
  auto both = add(sum.value, m.value);
  if (both) sum = *both;
  else sum = Absence::conflict;
}

void count(const ActionPlanState& s, Date day, PlanRow& row) {
  std::int64_t counted = 0, sum = 0;
  for (const auto& a : s.actions) {
    ++row.actions;
    auto& n = a.status == ActionStatus::completed ? row.completed : a.status == ActionStatus::ongoing ? row.ongoing : a.status == ActionStatus::dropped ? row.dropped : row.not_started;
    ++n;
    add_to(row.spent, a.spent);
    if (a.status == ActionStatus::dropped) continue;
    const auto late = lateness(s, a, day).overdue;
    row.overdue += late.known() && late.value;
    row.overdue_unknown += !late.known();
    ++counted;
    sum += a.progress.known() ? a.progress.value : 0;
    add_to(row.budget, a.terms.budget);
  }
  row.progress = counted ? Known<std::int64_t>(sum * 100 / counted) : Absence::not_applicable;
}

// The names of what differs, as a command says them.
std::vector<std::string> differing(const PlanAction& before, const PlanAction& after) {
  std::vector<std::string> out;
  for (const auto& f : info<PlanAction>().fields) {
    const auto at = [&](const PlanAction& a) { return reinterpret_cast<const char*>(&a) + f.offset; };
    if (to_json(f.type(), at(before)) != to_json(f.type(), at(after))) out.emplace_back(f.name);
  }
  return out;
}

}  // namespace

void plan_rows(const NounList& nouns, RowSink<PlanRow>& rows) {
  std::unordered_map<std::string, std::vector<std::string>> children;
  nouns.each<ActionPlanState>([&](const ActionPlanState& s) {
    if (!s.parent.empty()) children[s.parent].push_back(nouns.name(s.head));
  });
  nouns.each_asked<ActionPlanState>([&](const ActionPlanState& s) {
    PlanRow row;
    row.plan = s.head.id;
    row.ref = s.head.ref;
    row.title = s.head.title.best(Language::en);
    row.title_fr = s.head.title.fr;
    row.title_ar = s.head.title.ar;
    row.kind = word(s.kind);
    row.parent = nouns.name(s.parent);
    if (const auto it = children.find(to_string(s.head.id)); it != children.end()) row.carried_out_by = it->second;
    row.country = s.country;
    row.dialogue = nouns.name(s.dialogue);
    row.programme = nouns.name(s.programme);
    row.project = nouns.name(s.project);
    row.lead = called(nouns, s.lead);
    row.objective = s.objective.best(Language::en);
    row.objective_fr = s.objective.fr;
    row.objective_ar = s.objective.ar;
    row.frameworks = s.frameworks;
    row.starts = s.starts;
    row.ends = s.ends;
    row.first_ends = s.first_ends;
    row.status = s.head.status;
    row.status_on = s.head.status_on;
    count(s, nouns.day(), row);
    row.revisions = static_cast<std::int64_t>(s.revisions.size());
    row.workshops = static_cast<std::int64_t>(s.workshops.size());
    row.gaps = static_cast<std::int64_t>(s.gaps.size());
    row.version = s.head.version;
    row.source = source_text(s.head.source);
    rows.push_back(std::move(row));
  });
}

void action_rows(const NounList& nouns, RowSink<ActionRow>& rows) {
  nouns.each_asked<ActionPlanState>([&](const ActionPlanState& s) {
    for (const auto& a : s.actions) {
      ActionRow row;
      row.plan = s.head.id;
      row.ref = nouns.name(s.head);
      row.plan_status = s.head.status;
      row.measure = a.terms.measure;
      row.action = a.terms.name;
      row.title = a.terms.title.best(Language::en);
      row.title_fr = a.terms.title.fr;
      row.title_ar = a.terms.title.ar;
      row.lead = called(nouns, a.terms.lead);
      for (const auto& p : a.terms.supporting) row.supporting.push_back(called(nouns, p));
      row.starts = a.terms.starts;
      row.deadline = a.terms.deadline;
      row.first_deadline = a.first_deadline;
      row.status = word(a.status);
      row.status_on = a.status_on;
      row.progress = a.progress;
      const Lateness late = lateness(s, a, nouns.day());
      row.overdue = late.overdue;
      row.days_late = late.days;
      row.indicator = a.terms.indicator.best(Language::en);
      row.target = a.terms.target;
      row.value = a.value;
      row.budget = a.terms.budget;
      row.spent = a.spent;
      row.project = nouns.name(a.terms.funded_by);
      for (const auto& e : a.evidence) row.evidence.push_back(source_text(e));
      row.frameworks = a.terms.frameworks;
      if (a.terms.deadline.known())
        if (const auto last = Date::from_days(a.terms.deadline.value.latest().time_since_epoch().count())) row.year = to_string(*last).substr(0, 4);
      row.country = s.country;
      rows.push_back(std::move(row));
    }
  });
}

void plan_revision_rows(const NounList& nouns, RowSink<PlanRevisionRow>& rows) {
  nouns.each_asked<ActionPlanState>([&](const ActionPlanState& s) {
    for (const auto& r : s.revisions)
      for (const auto& c : r.changes) {
        PlanRevisionRow row;
        row.plan = s.head.id;
        row.ref = nouns.name(s.head);
        row.revision = r.name;
        row.decided_on = r.decided_on;
        row.reason = r.reason;
        row.change = word(c.kind);
        row.action = c.action;
        const bool whole = c.kind == ChangeKind::plan;
        row.deadline_before = whole ? c.ends_before : c.before.deadline;
        row.deadline = whole ? c.ends : c.after.deadline;
        row.starts_before = c.before.starts;
        row.starts = c.after.starts;
        row.lead_before = called(nouns, c.before.lead);
        row.lead = called(nouns, c.after.lead);
        row.title_before = c.before.title.best(Language::en);
        row.title = c.after.title.best(Language::en);
        row.target_before = c.before.target;
        row.target = c.after.target;
        row.budget_before = c.before.budget;
        row.budget = c.after.budget;
        if (whole) row.members = {"ends"};
        else if (c.kind != ChangeKind::added) row.members = differing(c.before, c.after);
        row.act = r.act;
        rows.push_back(std::move(row));
      }
  });
}

void workshop_rows(const NounList& nouns, RowSink<WorkshopRow>& rows) {
  nouns.each_asked<ActionPlanState>([&](const ActionPlanState& s) {
    for (const auto& w : s.workshops) {
      WorkshopRow row;
      row.plan = s.head.id;
      row.ref = nouns.name(s.head);
      row.workshop = w.workshop;
      row.title = w.title.best(Language::en);
      row.place = w.place;
      row.country = w.country;
      row.since = w.since;
      row.until = w.until;
      for (const auto& p : w.participants) row.participants.push_back(called(nouns, p));
      row.organised_under = w.organised_under;
      if (const Noun* project = nouns.find(w.project); project && row.organised_under.empty()) row.organised_under = head_of(*project)->title.best(Language::en);
      row.project = nouns.name(w.project);
      for (const auto& r : w.results) {
        if (!r.text.empty()) row.results.push_back(r.text.best(Language::en));
        if (r.action.empty()) continue;
        row.actions.push_back(r.action);
        if (const auto* a = action_of(s, r.action); a && a->status != ActionStatus::dropped) row.taken_up.push_back(r.action);
      }
      row.source = source_text(w.source);
      rows.push_back(std::move(row));
    }
  });
}

void gap_rows(const NounList& nouns, RowSink<GapRow>& rows) {
  nouns.each_asked<ActionPlanState>([&](const ActionPlanState& s) {
    for (const auto& g : s.gaps) {
      GapRow row;
      row.plan = s.head.id;
      row.ref = nouns.name(s.head);
      row.need = g.need;
      row.theme = g.theme;
      row.country = g.country;
      row.severity = word(g.severity);
      row.text = g.text.best(Language::en);
      row.response = word(g.response);
      row.answer = g.answer.best(Language::en);
      const ActionPlanState* other = &s;
      if (!g.answered_by.plan.empty()) {
        const Noun* noun = nouns.find(g.answered_by.plan);
        other = noun ? std::get_if<ActionPlanState>(noun) : nullptr;
      }
      row.action = g.answered_by.action;
      if (!g.answered_by.plan.empty()) row.answered_in = nouns.name(g.answered_by.plan);
      else if (!row.action.empty()) row.answered_in = row.ref;
      if (const auto* a = other ? action_of(*other, row.action) : nullptr) row.action_status = word(a->status);
      row.project = nouns.name(g.answered_by.project);
      row.project_status = status_of(nouns, g.answered_by.project);
      row.day = g.day;
      row.source = source_text(g.source);
      rows.push_back(std::move(row));
    }
  });
}

}  // namespace safar::inline v0
