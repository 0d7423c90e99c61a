// What donors, plans and dialogues wait for: deadlines of the portfolio in the view `due`.
#include "register/due.hpp"
#include "register/noun_workflow.hpp"
#include "register/portfolio_views.hpp"

namespace safar::inline v0 {
namespace {

class Dues {
 public:
  Dues(Reader& r, Date as_of, std::vector<DueRow>& out) : r_(r), as_of_(as_of), out_(out) {}

  void add(const NounHead& head, const char* kind, StreamKind of, const char* what, const char* after, std::string detail, const Known<PartialDate>& since, const Known<PartialDate>& deadline) {
    if (!deadline.known()) return;
    const auto last = Date::from_days(deadline.value.latest().time_since_epoch().count());
    if (!last) return;
    DueRow row;
    row.case_id = Absence::not_applicable;
    row.subject = head.id;
    row.number = NounList::name(head);
    row.kind = kind;
    row.what = what;
    row.after = after;
    row.detail = std::move(detail);
    row.since = first_day(since, (*r_.home.days)(head.opened));
    row.due = *last;
    row.days_left = *last - as_of_;
    const bool vague = deadline.value.approximate() || deadline.value.uncertain();  // "about October": nobody is sure that it is over
    row.late = row.escalate = row.days_left < 0 && !vague;
    if (const Workflow* workflow = workflow_of(r_.home.house, of)) row.roles = workflow->roles(what);
    out_.push_back(std::move(row));
  }

 private:
  Reader& r_;
  Date as_of_;
  std::vector<DueRow>& out_;
};

void add_reports(const GrantState& s, Dues& dues) {
  if (s.head.status == "cancelled") return;
  for (const auto& report : s.reports) {
    if (report.sent_on.known()) continue;
    std::string detail(codes(report.duty.kind)[static_cast<std::size_t>(report.duty.kind)]);
    if (!report.duty.period.empty()) detail += " " + report.duty.period;
    dues.add(s.head, "report", StreamKind::grant, "report_to_donor", "sign_agreement", std::move(detail), s.signed_on, report.duty.due);
  }
}

void add_actions(const ActionPlanState& s, Dues& dues) {
  if (s.head.status != "adopted") return;
  for (const auto& a : s.actions)
    if (a.status != ActionStatus::completed && a.status != ActionStatus::dropped)
      dues.add(s.head, "action", StreamKind::plan, "report_action", "move_plan", a.terms.name, s.head.status_on, a.terms.deadline);
}

void add_commitments(const DialogueState& s, Date as_of, Dues& dues) {
  for (const auto& c : s.commitments) {
    auto status = CommitmentStatus::not_started;
    for (const auto& f : c.follow_ups)
      if (f.on.value.earliest() <= as_of.sys_days()) status = f.status;
    if (status != CommitmentStatus::completed && status != CommitmentStatus::dropped)
      dues.add(s.head, "commitment", StreamKind::dialogue, "follow_up_commitment", "make_commitment", c.name, c.on, c.deadline);
  }
}

}  // namespace

Result<> add_portfolio_dues(Reader& r, Date as_of, std::vector<DueRow>& out) {
  auto nouns = r.home.portfolio.all(r.home, r.as_of, r.progress);
  if (!nouns) return std::move(nouns).error();
  Dues dues(r, as_of, out);
  for (const auto& [id, noun] : **nouns) {
    if (const auto* grant = std::get_if<GrantState>(&noun)) add_reports(*grant, dues);
    else if (const auto* plan = std::get_if<ActionPlanState>(&noun)) add_actions(*plan, dues);
    else if (const auto* dialogue = std::get_if<DialogueState>(&noun)) add_commitments(*dialogue, as_of, dues);
  }
  return {};
}

}  // namespace safar::inline v0
