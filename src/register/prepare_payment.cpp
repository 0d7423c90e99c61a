#include "register/prepare_payment.hpp"

#include <algorithm>

#include <safar/base/quote.hpp>
#include <safar/portfolio/grant_money.hpp>

namespace safar::inline v0 {
namespace {

/// Do the earmark's values take that? unknown: nothing known of the case says so.
Result<Truth> suits(Here& here, const CaseState& state, const Earmark& earmark) {
  if (earmark.kind == EarmarkKind::period) {
    const auto day = here.day().sys_days();
    for (const auto& text : earmark.values)
      if (PartialDate period; parse_into(text, period) && day >= period.earliest() && day <= period.latest()) return Truth::yes;
    return Truth::no;
  }
  if (earmark.kind != EarmarkKind::site) return Truth::unknown;
  auto site = here.home.sites.of(here.home, state.case_id);
  if (!site) return std::move(site).error();
  if (!site->known()) return Truth::unknown;
  return std::find(earmark.values.begin(), earmark.values.end(), site->value) != earmark.values.end() ? Truth::yes : Truth::no;
}

Result<const GrantState*> find_grant(Register::Impl& home, const Id& id) {
  auto noun = home.portfolio.find(home, id);
  if (!noun) return std::move(noun).error();
  const auto* grant = std::get_if<GrantState>(*noun);
  if (!grant) return fail(ErrorCode::not_found, "Nobody has written this grant down yet.", "/grant", "no_such_grant", "Begin it first: pledge.");
  if (grant->head.opaque) return fail(ErrorCode::newer, "A newer library wrote to this grant; this one can only read it.", "/grant", "newer", "Update this library.");
  return grant;
}

Result<> check_programme(Here& here, const CaseState& state, const std::string& programme) {
  Id id;
  if (programme.empty() || !parse_into(programme, id)) return {};
  auto noun = here.home.portfolio.find(here.home, id);
  if (!noun) return std::move(noun).error();
  const NounHead* head = head_of(**noun);
  if (!head || head->ref.empty() || head->ref == state.programme) return {};
  return fail(ErrorCode::refused, state.number + " is of another programme than the grant.", "/grant", "other_programme",
              "Pay it of a grant for its programme.");
}

Result<> check_earmarks(Here& here, const CaseState& state, const GrantState& grant, Pay& f) {
  for (const auto& e : grant.earmarks) {
    const std::string kind(codes(e.kind)[static_cast<std::size_t>(e.kind)]);
    auto answer = suits(here, state, e);
    if (!answer) return std::move(answer).error();
    if (*answer == Truth::no)
      return fail(ErrorCode::refused, state.number + ": the grant is earmarked by " + kind + ", and this payment is not of it.", "/grant", "earmarked", "Pay it of another grant, or amend the grant's earmarks.");
    if (*answer == Truth::unknown && std::find(f.unchecked.begin(), f.unchecked.end(), e.kind) == f.unchecked.end()) f.unchecked.push_back(e.kind);
  }
  return {};
}

}  // namespace

void advise_unchecked(const Pay& f, std::vector<Receipt::Advice>& advice) {
  for (const auto kind : f.unchecked)
    advice.push_back({"grant_earmark/1", "earmark_not_checked", to_string(f.case_id), "", std::string(codes(kind)[static_cast<std::size_t>(kind)])});
}

Result<Known<std::string>> CaseSites::of(Register::Impl& home, const Id& case_id) {
  const auto there = site_.find(case_id);
  if (there == site_.end()) {
    if (auto r = home.settle(); !r) return std::move(r).error();
    if (!home.columns.loaded()) if (auto r = home.columns.load(*home.log); !r) return std::move(r).error();
    const auto& rows = home.columns.rows();
    for (; seen_ < rows.size(); ++seen_) {
      const auto code = rows[seen_].code[static_cast<std::size_t>(CountedField::site)];
      if (rows[seen_].person.none() && code >= 0) site_[rows[seen_].case_id] = words_.put(home.columns.word(CountedField::site, code));
    }
  }
  const auto number = site_.try_emplace(case_id, 0).first->second;  // 0: nobody said it, and nobody will
  return number ? Known<std::string>(std::string(words_.at(number))) : Known<std::string>();
}

Result<> pay_of_grant(Here& here, const CaseState& state, Pay& f, Plan& plan) {
  if (!f.unchecked.empty()) return fail(ErrorCode::refused, "unchecked is made by the library.", "/unchecked", "made_by_library", "Leave it out.");
  if (f.grant.empty()) {
    const std::string_view left = !f.grant_line.empty() ? "grant_line" : !f.commitment.empty() ? "commitment" : f.charged.known() ? "charged" : !f.rate.empty() ? "rate" : f.over_grant_line ? "over_grant_line" : "";
    if (!left.empty()) return fail(ErrorCode::missing_member, "Of which grant? The member \"grant\" is missing.", "/grant", "no_grant", "Give its id or its reference, or leave " + std::string(left) + " out.");
    return {};
  }
  auto& home = here.home;
  auto id = noun_named(home, StreamKind::grant, f.grant, "/grant");
  if (!id) return std::move(id).error();
  auto found = find_grant(home, *id);
  if (!found) return std::move(found).error();
  // Looking for the programme may read all nouns anew, so that the grant is looked for again.
  const std::string programme = (*found)->programme;
  auto other = check_programme(here, state, programme);
  found = find_grant(home, *id);
  if (!found) return std::move(found).error();
  const GrantState* grant = *found;
  const auto& status = grant->head.status;
  if (status == "pledged" || status == "closed" || status == "cancelled")
    return fail(ErrorCode::refused, "The grant is " + status + ".", "/grant", "grant_not_agreed", "Payments are made of grants that are agreed and open.");
  f.grant = to_string(*id);
  GrantCharge c;
  c.line = f.grant_line;
  c.commitment = f.commitment;
  c.reference = f.reference;
  c.reason = f.reason.code;
  c.amount = f.amount;
  c.charged = f.charged;
  c.rate = &f.rate;
  c.over = f.over_grant_line;
  c.line_member = "grant_line";
  c.over_member = "over_grant_line";
  if (auto r = check_charge(*grant, c); !r) return r;
  f.over_grant_line = c.over;
  if (!other) return other;
  if (auto r = check_earmarks(here, state, *grant, f); !r) return r;
  advise_unchecked(f, plan.advice);
  auto& event = plan.events.front();
  event.streams.push_back({*id, StreamKind::grant});
  event.nouns.push_back(*id);
  return {};
}

}  // namespace safar::inline v0
