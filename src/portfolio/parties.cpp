// Who takes part: shares, periods, names.
#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

// Does one end before the other begins, as far as is known?
bool apart(const ProjectParty& a, const ProjectParty& b) {
  const auto before = [](const Known<PartialDate>& until, const Known<PartialDate>& since) {
    return until.known() && since.known() && until.value.earliest() <= since.value.latest();
  };
  return before(a.until, b.since) || before(b.until, a.since);
}

}  // namespace

Result<> check_period(const Known<PartialDate>& starts, const Known<PartialDate>& ends, const std::string& at) {
  if (starts.known() && ends.known() && compare(ends.value, starts.value) == Order::before)
    return fail(ErrorCode::refused, "The end (" + to_string(ends.value) + ") is before the start (" + to_string(starts.value) + ").", at, "end_before_start", "Check both dates.");
  return {};
}

Result<> check_past(const Known<PartialDate>& day, Date today, const std::string& at) {
  if (day.known() && compare(day.value, PartialDate(today)) == Order::after)
    return fail(ErrorCode::out_of_range, "That day is in the future.", at, "in_future", "Record it when it has happened.");
  return {};
}

Result<> check_named(const std::string& ref, const LocalizedText& title) {
  if (ref.empty() && title.empty()) return fail(ErrorCode::missing_member, "It needs a title or a reference by which people find it.", "/title", "", "Give title, e.g. {\"en\":\"...\"}, or ref.");
  return {};
}

Result<> check_parties(const std::vector<ProjectParty>& parties, const std::string& at) {
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const auto& p = parties[i];
    const std::string here = at + "/" + std::to_string(i);
    if (p.name.empty() && p.organisation.empty() && !p.country.known() && !p.group.known())
      return fail(ErrorCode::missing_member, "Who? A party has a name, an organisation, a country or a group.", here + "/name", "", "Give one of them.");
    if (p.share.known() && (p.share.value < 0 || p.share.value > 10'000))
      return fail(ErrorCode::out_of_range, "A share is from 0 to 10000 hundredths of a per cent.", here + "/share", "share_out_of_range", "75 % is 7500.");
    if (p.amount.known() && p.amount.value.minor_units() < 0) return fail(ErrorCode::out_of_range, "An amount is not less than nothing.", here + "/amount", "negative", "Write it as 75000.00 EUR.");
    if (auto r = check_period(p.since, p.until, here + "/until"); !r) return r;
    for (std::size_t k = 0; k < i; ++k)
      if (same(p, parties[k]) && !apart(p, parties[k]))
        return fail(ErrorCode::refused, "The same party stands twice in the same role.", here, "party_twice", "Leave one out, or give the days between which each was so.");
  }
  return {};
}

Result<> check_shares(const std::vector<ProjectParty>& there, const std::vector<ProjectParty>& added, const std::string& at) {
  std::int64_t sum = 0;
  for (const auto& p : added) if (p.role == ProjectRole::donor && p.share.known() && !p.until.known()) sum += p.share.value;
  for (const auto& p : there) {
    if (p.role != ProjectRole::donor || !p.share.known() || p.until.known()) continue;
    bool anew = false;
    for (const auto& a : added) anew = anew || same(a, p);
    if (!anew) sum += p.share.value;
  }
  if (sum > 10'000)
    return fail(ErrorCode::refused, "The donors' shares sum to " + std::to_string(sum / 100) + "." + std::to_string(sum % 100 / 10) + std::to_string(sum % 10) + " %, more than 100 %.", at, "shares_over_100",
                "Check each share: it is of the whole, in hundredths of a per cent.");
  return {};
}

Amendment amend_terms(const Known<AmendmentKind>& kind, const Known<PartialDate>& decided_on, const Reason& reason, const Known<PartialDate>& ends, const Known<Money>& amount, const Terms& terms, const Occurrence& at) {
  Amendment a;
  a.kind = kind.known() ? kind.value : AmendmentKind::correction;
  a.decided_on = decided_on;
  a.reason = reason.code;
  a.act = std::string(at.act);
  if (ends.known()) {
    a.ends_before = std::exchange(terms.ends, ends);
    a.ends = ends;
  }
  if (amount.known()) {
    a.amount_before = std::exchange(terms.amount, amount);
    a.amount = amount;
  }
  return a;
}

void replace(LocalizedText& to, const LocalizedText& from) {
  if (!from.en.empty()) to.en = from.en;
  if (!from.fr.empty()) to.fr = from.fr;
  if (!from.ar.empty()) to.ar = from.ar;
}

}  // namespace safar::inline v0
