// What a fact about a grant's terms must satisfy.
#include <safar/portfolio/grant.hpp>

#include "portfolio/grants.hpp"
#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

Result<> check_rate(const Known<std::int64_t>& rate, const std::string& at) {
  if (rate.known() && (rate.value < 0 || rate.value > 10'000))
    return fail(ErrorCode::out_of_range, "That is from 0 to 10000 hundredths of a per cent.", at, "share_out_of_range", "75 % is 7500.");
  return {};
}

Result<> check_amount(const Known<Money>& amount, const std::string& at) {
  if (amount.known() && (amount.value.none() || amount.value.minor_units() <= 0))
    return fail(ErrorCode::out_of_range, "A grant is more than nothing.", at, "not_positive", "Write the amount as 625230.00 EUR.");
  return {};
}

Result<> check_earmarks(const std::vector<Earmark>& earmarks) {
  for (std::size_t i = 0; i < earmarks.size(); ++i) {
    const auto& e = earmarks[i];
    const std::string at = "/earmarks/" + std::to_string(i) + "/values";
    if (e.values.empty()) return fail(ErrorCode::missing_member, "For what? An earmark has at least one value.", at, "", "Give values, e.g. [\"MLI\"].");
    for (std::size_t k = 0; k < e.values.size(); ++k) {
      const std::string here = at + "/" + std::to_string(k);
      Country country;
      PartialDate period;
      if (e.values[k].empty()) return fail(ErrorCode::missing_member, "A value of an earmark is not empty.", here);
      if ((e.kind == EarmarkKind::country || e.kind == EarmarkKind::nationality) && !parse_into(e.values[k], country))
        return fail(ErrorCode::unknown_code, "There is no such country.", here, "no_such_code", "Write its ISO 3166-1 alpha-3 code: MLI.");
      if (e.kind == EarmarkKind::period && !parse_into(e.values[k], period))
        return fail(ErrorCode::parse, "That is no period.", here, "no_period", "Write 2018-01/2019-06, or 2018.");
    }
  }
  return {};
}

Result<> check_reports(const std::vector<ReportState>& there, const std::vector<ReportDuty>& added) {
  const auto same_duty = [](const ReportDuty& a, const ReportDuty& b) { return a.kind == b.kind && a.due == b.due && a.period == b.period; };
  for (std::size_t i = 0; i < added.size(); ++i) {
    const std::string at = "/reports/" + std::to_string(i);
    if (!added[i].due.known()) return fail(ErrorCode::missing_member, "By when? The member \"due\" is missing.", at + "/due", "", "Give the day: 2019-03-31.");
    bool twice = false;
    for (const auto& r : there) twice = twice || same_duty(r.duty, added[i]);
    for (std::size_t k = 0; k < i; ++k) twice = twice || same_duty(added[k], added[i]);
    if (twice) return fail(ErrorCode::duplicate_member, "The same report is due twice.", at, "report_twice", "Leave one out.");
  }
  return {};
}

Result<> pledge(const Pledge& f, Date today) {
  if (auto r = check_named(f.ref, f.title); !r) return r;
  if (f.donor.name.empty() && f.donor.organisation.empty() && !f.donor.country.known())
    return fail(ErrorCode::missing_member, "Who gives? A donor has a name, an organisation or a country.", "/donor/name", "", "Give one of them.");
  if (auto r = check_amount(f.amount, "/amount"); !r) return r;
  if (auto r = check_past(f.pledged_on, today, "/pledged_on"); !r) return r;
  if (auto r = check_period(f.starts, f.ends, "/ends"); !r) return r;
  if (auto r = check_rate(f.share, "/share"); !r) return r;
  if (auto r = check_rate(f.overhead, "/overhead"); !r) return r;
  if (f.tightness.known() && f.tightness.value == Tightness::unearmarked && !f.earmarks.empty())
    return fail(ErrorCode::refused, "What is not earmarked has no earmarks.", "/earmarks", "unearmarked", "Say how tight they are, or leave them out.");
  return check_earmarks(f.earmarks);
}

Result<> sign(const GrantState& state, SignAgreement& f, Date today) {
  if (!f.signed_on.known()) f.signed_on = PartialDate(today);
  if (auto r = check_past(f.signed_on, today, "/signed_on"); !r) return r;
  if (auto r = check_amount(f.amount, "/amount"); !r) return r;
  if (!f.amount.known() && !state.amount.known())
    return fail(ErrorCode::missing_member, "How much was agreed? Nothing was pledged before.", "/amount", "", "Write it as 625230.00 EUR.");
  if (auto r = check_period(f.starts.known() ? f.starts : state.starts, f.ends.known() ? f.ends : state.ends, "/ends"); !r) return r;
  return check_reports(state.reports, f.reports);
}

Result<> amend(const GrantState& state, AmendGrant& f, Date today) {
  if (!f.kind.known())
    return fail(ErrorCode::missing_member, "Which kind of amendment? The member \"kind\" is missing.", "/kind", "", "Say no_cost_extension, cost_extension, budget_revision, realignment or correction.");
  const auto kind = f.kind.value;
  const bool extension = kind == AmendmentKind::no_cost_extension || kind == AmendmentKind::cost_extension;
  if (auto r = check_past(f.decided_on, today, "/decided_on"); !r) return r;
  if (auto r = check_period(state.starts, f.ends, "/ends"); !r) return r;
  if (extension && !f.ends.known()) return fail(ErrorCode::missing_member, "An extension says until when. The member \"ends\" is missing.", "/ends", "", "Give the new end.");
  if (extension && state.ends.known() && compare(f.ends.value, state.ends.value) == Order::before)
    return fail(ErrorCode::refused, "An extension does not end earlier (" + to_string(state.ends.value) + ").", "/ends", "not_later", "Say realignment, or check the date.");
  if (kind == AmendmentKind::no_cost_extension && f.amount.known() && state.amount.known() && !(f.amount.value == state.amount.value))
    return fail(ErrorCode::refused, "An extension without cost does not change the amount.", "/amount", "amount_changes", "Say cost_extension, or leave the amount out.");
  if (auto r = check_amount(f.amount, "/amount"); !r) return r;
  if (f.amount.known()) {
    if (!state.currency.empty() && f.amount.value.currency() != state.currency)
      return fail(ErrorCode::refused, "The grant is in " + state.currency + ".", "/amount", "other_currency", "Keep its currency: convert at a dated rate first.");
    if (f.amount.value.minor_units() < state.budgeted)
      return fail(ErrorCode::refused, "The budget (" + to_string(state.money(state.budgeted).value) + ") would be more than the grant.", "/amount", "below_budget", "Set a lower budget first: set_grant_budget.");
  }
  if (auto r = check_earmarks(f.earmarks); !r) return r;
  return check_reports(state.reports, f.reports);
}

Result<> report(const GrantState& state, ReportToDonor& f, Date today) {
  if (!f.kind.known()) return fail(ErrorCode::missing_member, "Which kind of report? The member \"kind\" is missing.", "/kind", "", "Say narrative, financial, final, interim or audit.");
  if (!f.sent_on.known()) f.sent_on = PartialDate(today);
  if (auto r = check_past(f.sent_on, today, "/sent_on"); !r) return r;
  const auto i = report_of(state, f);
  if (i == state.reports.size())
    return fail(ErrorCode::not_found, "No such report is due.", "/kind", "no_such_report", "The view reports_due lists them; amend_grant adds one.");
  f.period = state.reports[i].duty.period;
  f.due = state.reports[i].duty.due;
  return {};
}

Result<> move(const GrantState& state, MoveGrant& f, Date today) {
  if (f.outcome.empty()) return fail(ErrorCode::missing_member, "Where to? The member \"outcome\" is missing.", "/outcome", "", "Say closed, cancelled or agreed.");
  if (!f.on.known()) f.on = PartialDate(today);
  if (auto r = check_past(f.on, today, "/on"); !r) return r;
  if (f.outcome != "closed" && f.refund.known()) return fail(ErrorCode::refused, "Money goes back when a grant closes.", "/refund", "not_closing", "Leave it out.");
  if (f.outcome == "cancelled" && (state.spent || state.committed || state.received))
    return fail(ErrorCode::refused, "Money of this grant was received, committed or spent.", "/outcome", "in_use", "Close it, with what goes back as refund.");
  if (f.outcome != "closed") return {};
  if (state.committed)
    return fail(ErrorCode::refused, "Commitments of " + to_string(state.money(state.committed).value) + " are open.", "/outcome", "open_commitments", "Pay them, or set them to what was paid with commit_funds.");
  if (!f.refund.known()) return {};
  if (f.refund.value.currency() != state.currency)
    return fail(ErrorCode::refused, "The grant is in " + state.currency + ".", "/refund", "other_currency", "Say in the grant's currency what goes back.");
  std::int64_t left = 0;
  if (f.refund.value.minor_units() < 0 || __builtin_sub_overflow(state.received, state.spent, &left) || f.refund.value.minor_units() > left)
    return fail(ErrorCode::refused, "Received less spent is " + to_string(state.money(left).value) + ".", "/refund", "refund_too_large", "What goes back is no more than that, and not less than nothing.");
  return {};
}

}  // namespace

Result<> check(const GrantState* state, const Verb& verb, void* fact, Date today) {
  switch (verb.kind) {
    case EventKind::pledge: return pledge(*static_cast<const Pledge*>(fact), today);
    case EventKind::sign_agreement: return sign(*state, *static_cast<SignAgreement*>(fact), today);
    case EventKind::amend_grant: return amend(*state, *static_cast<AmendGrant*>(fact), today);
    case EventKind::report_to_donor: return report(*state, *static_cast<ReportToDonor*>(fact), today);
    case EventKind::move_grant: return move(*state, *static_cast<MoveGrant*>(fact), today);
    default: return check_money(*state, verb, fact, today);
  }
}

}  // namespace safar::inline v0
