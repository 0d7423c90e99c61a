// A grant is what its events add up to: its terms.
#include <safar/portfolio/grant.hpp>

#include "portfolio/grants.hpp"
#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

void pledge(GrantState& state, const Pledge& f) {
  state.head.ref = f.ref;
  state.head.title = f.title;
  state.head.status = "pledged";
  state.head.status_on = f.pledged_on;
  state.head.source = f.source;
  state.donor = f.donor;
  state.project = f.project;
  state.programme = f.programme;
  state.pledged = state.amount = f.amount;
  if (f.amount.known()) state.currency = f.amount.value.currency();
  state.pledged_on = f.pledged_on;
  state.starts = state.first_starts = f.starts;
  state.ends = state.first_ends = f.ends;
  state.tightness = f.tightness;
  state.earmarks = f.earmarks;
  state.share = f.share;
  state.overhead = f.overhead;
}

void take(std::vector<ReportState>& to, const std::vector<ReportDuty>& from) {
  for (const auto& duty : from) to.push_back({duty, {}});
}

void sign(GrantState& state, const SignAgreement& f) {
  state.agreement = f.number;
  state.signed_on = f.signed_on;
  if (f.amount.known()) state.amount = f.amount;
  state.agreed = state.amount;
  if (state.amount.known()) state.currency = state.amount.value.currency();
  // Planned first is what was agreed: a pledge's period is a wish, and its own dates stay in the log.
  if (f.starts.known()) state.starts = state.first_starts = f.starts;
  if (f.ends.known()) state.ends = state.first_ends = f.ends;
  take(state.reports, f.reports);
  state.head.status = "agreed";
  state.head.status_on = f.signed_on;
  if (!f.source.empty()) state.head.source = f.source;
}

void amend(GrantState& state, const AmendGrant& f, const Occurrence& at) {
  if (!f.earmarks.empty()) state.earmarks = f.earmarks;
  take(state.reports, f.reports);
  state.amendments.push_back(amend_terms(f.kind, f.decided_on, f.reason, f.ends, f.amount, {state.ends, state.amount}, at));
}

}  // namespace

std::size_t report_of(const GrantState& state, const ReportToDonor& f) {
  for (std::size_t i = 0; i < state.reports.size(); ++i) {
    const auto& r = state.reports[i];
    if (r.sent_on.known() || !f.kind.known() || r.duty.kind != f.kind.value) continue;
    if (!f.period.empty() && r.duty.period != f.period) continue;
    if (f.due.known() && !(r.duty.due == f.due)) continue;
    return i;
  }
  return state.reports.size();
}

void fold(GrantState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  switch (verb.kind) {
    case EventKind::pledge: pledge(state, *static_cast<const Pledge*>(fact)); return;
    case EventKind::sign_agreement: sign(state, *static_cast<const SignAgreement*>(fact)); return;
    case EventKind::amend_grant: amend(state, *static_cast<const AmendGrant*>(fact), at); return;
    case EventKind::report_to_donor: {
      const auto& f = *static_cast<const ReportToDonor*>(fact);
      if (const auto i = report_of(state, f); i < state.reports.size()) state.reports[i].sent_on = f.sent_on;
      return;
    }
    case EventKind::move_grant: {
      const auto& f = *static_cast<const MoveGrant*>(fact);
      state.head.status = f.outcome;
      state.head.status_on = f.on;
      if (f.outcome == "closed") state.refund = f.refund;
      else if (f.outcome == "agreed") state.refund = {};
      return;
    }
    default: fold_money(state, verb, fact, at);
  }
}

}  // namespace safar::inline v0
