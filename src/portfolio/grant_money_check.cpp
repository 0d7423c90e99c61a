// What a fact about a grant's money must satisfy: lines that hold it, one currency, no paper twice.
#include <safar/portfolio/grant_money.hpp>

#include <algorithm>
#include <set>

#include <safar/base/quote.hpp>

#include "portfolio/grants.hpp"
#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

__extension__ using Wide = __int128;

Error other_currency(const GrantState& state, const std::string& at) {
  return fail(ErrorCode::refused, "The grant is in " + state.currency + ".", at, "other_currency", "Give the amount in that currency.");
}

/// A decimal number as digits and how many of them stand after the point: at the most 12 digits, so that products fit 128 bits.
struct Decimal { std::int64_t digits = 0; unsigned scale = 0; };
bool read_decimal(std::string_view text, Decimal& out) {
  Decimal d;
  std::size_t digits = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && digits) { point = true; continue; }
    if (c < '0' || c > '9' || ++digits > 12) return false;
    d.digits = d.digits * 10 + (c - '0');
    d.scale += point;
  }
  if (d.digits == 0 || text.back() == '.') return false;
  out = d;
  return true;
}

Wide power(unsigned of_ten) {
  Wide p = 1;
  while (of_ten--) p *= 10;
  return p;
}

// Is `to` what `from` is at the rate, within 1 % and a minor unit? Banks round and charge; a slipped decimal is off by far more.
bool fits(const Money& from, const Money& to, const Decimal& rate) {
  const Wide left = Wide(from.minor_units()) * rate.digits * power(to.decimals());
  const Wide unit = power(rate.scale + from.decimals());
  const Wide right = Wide(to.minor_units()) * unit;
  const Wide off = left < right ? right - left : left - right;
  return off * 100 <= (right < 0 ? -right : right) + 100 * unit;
}

Result<> check_rate_form(const ExchangeRate& r, Decimal& out) {
  if (!read_decimal(r.rate, out)) return fail(ErrorCode::parse, "A rate is a decimal number of at most 12 digits.", "/rate/rate", "no_rate", "Write it as text: 655.957.");
  if (!Money::make(0, r.to)) return fail(ErrorCode::unknown_code, "There is no such currency.", "/rate/to", "no_such_code", "Write its ISO 4217 code: XOF.");
  return {};
}

Result<> set_budget(const GrantState& state, SetGrantBudget& f, Date today) {
  if (!f.decided_on.known()) f.decided_on = PartialDate(today);
  if (auto r = check_past(f.decided_on, today, "/decided_on"); !r) return r;
  if (f.lines.empty()) return fail(ErrorCode::missing_member, "A budget has at least one line.", "/lines", "", "Give lines, each with its amount.");
  std::set<std::string_view> names;
  std::int64_t sum = 0;
  bool too_much = false;
  for (std::size_t i = 0; i < f.lines.size(); ++i) {
    const auto& line = f.lines[i];
    const std::string at = "/lines/" + std::to_string(i);
    if (line.line.empty()) return fail(ErrorCode::missing_member, "A line has a name.", at + "/line", "", "Give line, e.g. 2.1.");
    if (!names.insert(line.line).second) return fail(ErrorCode::duplicate_member, "The same line stands twice.", at + "/line", "line_twice", "Leave one out.");
    if (!line.amount.known() || line.amount.value.none()) return fail(ErrorCode::missing_member, "A line has an amount.", at + "/amount", "", "Write it as 1500.00 EUR.");
    if (line.amount.value.currency() != state.currency) return other_currency(state, at + "/amount");
    const auto amount = line.amount.value.minor_units();
    if (amount < 0) return fail(ErrorCode::out_of_range, "A line is not less than nothing.", at + "/amount", "negative", "Leave the line out where it ends.");
    const auto k = line_of(state, line.line);
    if (k < state.lines.size() && amount < state.lines[k].committed + state.lines[k].spent)
      return fail(ErrorCode::refused, to_string(state.money(state.lines[k].committed + state.lines[k].spent).value) + " of this line are committed or spent.", at + "/amount", "below_used", "Set no less than that.");
    too_much = too_much || __builtin_add_overflow(sum, amount, &sum);
  }
  if (too_much || sum > state.amount.value.minor_units())
    return fail(ErrorCode::refused, "The lines sum to more than the grant (" + to_string(state.amount.value) + ").", "/lines", "over_agreement", "Lower them, or amend the grant first.");
  for (std::size_t k = 0; k < state.lines.size(); ++k)
    if (const auto& line = state.lines[k]; (line.committed || line.spent) && !names.contains(line.line))
      return fail(ErrorCode::refused, "Line " + std::to_string(k + 1) + " of the budget is left out, but of it money was committed or spent.", "/lines", "line_in_use", "Keep it, with no less than that.");
  return {};
}

// What goes over a line is said and has a reason.
Result<> check_over(const GrantState& state, const GrantLineState& line, bool said, std::string_view reason, std::string_view member) {
  if (!said)
    return fail(ErrorCode::refused, "That is more than the line has free: " + to_string(state.money(line.free()).value) + ".", "/amount", "over_line",
                "Raise the line with set_grant_budget, or say \"" + std::string(member) + "\": true with a reason, which is recorded.");
  if (reason.empty()) return fail(ErrorCode::refused, "Going over a line needs a reason.", "/reason", "reason_required", "Give reason.code.");
  return {};
}

Error no_such_line(const std::string& at) { return fail(ErrorCode::not_found, "The grant's budget has no such line.", at, "no_such_line", "The view grant_lines lists them; set_grant_budget adds one."); }

Error too_large(const char* at) { return fail(ErrorCode::out_of_range, "The sums of the grant would not fit 64 bits.", at, "too_large", "Check the amount."); }

Result<> commit(const GrantState& state, CommitFunds& f, Date today) {
  if (f.commitment.empty()) return fail(ErrorCode::missing_member, "A commitment has a name.", "/commitment", "", "Give commitment, e.g. the number of the contract.");
  if (!f.on.known()) f.on = PartialDate(today);
  if (auto r = check_past(f.on, today, "/on"); !r) return r;
  const auto number = state.commitment_names.find(f.commitment);
  const GrantCommitment* there = number ? &state.commitments[number - 1] : nullptr;
  if (f.line.empty() && there) f.line = state.lines[there->line].line;
  if (f.line.empty()) return fail(ErrorCode::missing_member, "Of which line? The member \"line\" is missing.", "/line", "", "Give its name.");
  const auto i = line_of(state, f.line);
  if (i == state.lines.size() || !state.lines[i].open) return no_such_line("/line");
  if (there && there->line != i) return fail(ErrorCode::refused, "This commitment is of another line.", "/line", "other_line", "Name another one, or leave the line out.");
  if (!f.amount.known() || f.amount.value.none()) return fail(ErrorCode::missing_member, "How much? The member \"amount\" is missing.", "/amount", "", "Write it as 1500.00 EUR.");
  if (f.amount.value.currency() != state.currency) return other_currency(state, "/amount");
  const auto amount = f.amount.value.minor_units();
  if (!there && amount <= 0) return fail(ErrorCode::out_of_range, "A commitment is more than nothing.", "/amount", "not_positive");
  if (there && amount < there->paid)
    return fail(ErrorCode::refused, to_string(state.money(there->paid).value) + " of this commitment are paid.", "/amount", "less_than_paid", "Set no less than was paid.");
  const auto& line = state.lines[i];
  std::int64_t sum = 0;
  const auto more = there ? amount - there->amount : amount;
  if (__builtin_add_overflow(state.committed, more, &sum) || __builtin_add_overflow(sum, state.spent, &sum)) return too_large("/amount");
  if (more <= 0 || more <= line.free()) {
    f.over_line = false;
    return {};
  }
  return check_over(state, line, f.over_line, f.reason.code, "over_line");
}

Result<> receive(const GrantState& state, ReceiveInstalment& f, Date today) {
  if (!f.received_on.known()) f.received_on = PartialDate(today);
  if (auto r = check_past(f.received_on, today, "/received_on"); !r) return r;
  if (!f.amount.known() || f.amount.value.none()) return fail(ErrorCode::missing_member, "How much? The member \"amount\" is missing.", "/amount", "", "Write it as 1500.00 EUR.");
  if (f.amount.value.currency() != state.currency) return other_currency(state, "/amount");
  if (f.amount.value.minor_units() <= 0) return fail(ErrorCode::out_of_range, "An instalment is more than nothing.", "/amount", "not_positive");
  std::int64_t sum = 0;
  if (__builtin_add_overflow(state.received, f.amount.value.minor_units(), &sum)) return too_large("/amount");
  Decimal rate;
  return f.rate.empty() ? Result<>() : check_rate_form(f.rate, rate);
}

// Paid in another currency: both amounts, and the rate between them.
Result<> check_charged(const GrantState& state, const GrantCharge& c) {
  const Money& amount = c.amount.value;
  if (amount.currency() == state.currency) {
    if (c.charged.known() && !(c.charged.value == amount)) return fail(ErrorCode::refused, "In the grant's own currency it is charged as it was paid.", "/charged", "charged_otherwise", "Leave it out.");
    return {};
  }
  if (!c.charged.known() || c.charged.value.none())
    return fail(ErrorCode::missing_member, "The grant is in " + state.currency + ": how much of it is that? The member \"charged\" is missing.", "/charged", "other_currency", "Give it in the grant's currency, with the rate.");
  const Money& charged = c.charged.value;
  if (charged.currency() != state.currency) return other_currency(state, "/charged");
  if (charged.minor_units() == 0 || (charged.minor_units() < 0) != (amount.minor_units() < 0))
    return fail(ErrorCode::out_of_range, "What is charged goes the same way as what is paid.", "/charged", "not_positive", "Check both amounts.");
  if (!c.rate || c.rate->empty()) return fail(ErrorCode::missing_member, "At which rate? The member \"rate\" is missing.", "/rate", "", "Give rate, to, date and source.");
  Decimal rate;
  if (auto r = check_rate_form(*c.rate, rate); !r) return r;
  if (!c.rate->date.known()) return fail(ErrorCode::missing_member, "Of which day is the rate?", "/rate/date", "", "Give date.");
  if (c.rate->source.empty()) return fail(ErrorCode::missing_member, "Who published the rate?", "/rate/source", "", "Give source.");
  const bool forth = c.rate->to == charged.currency(), back = c.rate->to == amount.currency();
  if (!forth && !back) return fail(ErrorCode::refused, "The rate is of another currency.", "/rate/to", "other_currency", "Say " + state.currency + ", or the currency that was paid.");
  if (forth ? fits(amount, charged, rate) : fits(charged, amount, rate)) return {};
  return fail(ErrorCode::refused, to_string(amount) + " is not " + to_string(charged) + " at this rate.", "/charged", "rate_does_not_fit", "Check the amounts and which way the rate goes: 1 unit of the one is that much of \"to\".");
}

Result<> spend(const GrantState& state, Spend& f, Date today) {
  if (!f.paid_on.known()) f.paid_on = PartialDate(today);
  if (auto r = check_past(f.paid_on, today, "/paid_on"); !r) return r;
  GrantCharge c;
  c.line = f.line;
  c.commitment = f.commitment;
  c.reference = f.reference;
  c.reason = f.reason.code;
  c.amount = f.amount;
  c.charged = f.charged;
  c.rate = &f.rate;
  c.over = f.over_line;
  if (auto r = check_charge(state, c); !r) return r;
  f.over_line = c.over;
  return {};
}

}  // namespace

Known<Money> converted(const Money& amount, const ExchangeRate& r) {
  Decimal rate;
  auto to = Money::make(amount.minor_units(), r.to);
  if (!to || !read_decimal(r.rate, rate)) return {};
  const auto whole = static_cast<std::int64_t>(power(rate.scale + amount.decimals())), part = static_cast<std::int64_t>(power(to->decimals()));
  auto out = times(*to, rate.digits * part, whole);
  return out ? Known<Money>(*out) : Known<Money>();
}

Result<> check_charge(const GrantState& state, GrantCharge& c) {
  const std::string line_at = "/" + std::string(c.line_member);
  if (c.line.empty()) return fail(ErrorCode::missing_member, "Of which line of the grant? The member \"" + std::string(c.line_member) + "\" is missing.", line_at, "", "Give its name.");
  const auto i = line_of(state, c.line);
  if (i == state.lines.size() || !state.lines[i].open) return no_such_line(line_at);
  const auto& line = state.lines[i];
  if (!c.amount.known() || c.amount.value.none()) return fail(ErrorCode::missing_member, "What is paid of a grant has an amount.", "/amount", "", "Write it as 1500.00 EUR.");
  if (c.amount.value.minor_units() == 0) return fail(ErrorCode::out_of_range, "A payment is more than nothing.", "/amount", "not_positive");
  if (auto r = check_charged(state, c); !r) return r;
  if (state.papers.find(c.reference))
    return fail(ErrorCode::exists, "This paper was paid of this grant already.", "/reference", "spent_twice", "Check the view payments: nothing is paid twice.");
  const auto number = state.commitment_names.find(c.commitment);
  if (!c.commitment.empty() && !number) return fail(ErrorCode::not_found, "The grant has no such commitment.", "/commitment", "no_such_commitment", "Leave it out, or record it first with commit_funds.");
  if (number && state.commitments[number - 1].line != i) return fail(ErrorCode::refused, "This commitment is of another line.", "/commitment", "other_line", "Pay of the commitment's line.");
  const auto charged = c.charged.known() ? c.charged.value.minor_units() : c.amount.value.minor_units();
  std::int64_t sum = 0;
  if (__builtin_add_overflow(state.spent, charged, &sum) || __builtin_add_overflow(sum, state.committed, &sum)) return too_large("/amount");
  if (charged < 0) {
    if (c.reason.empty()) return fail(ErrorCode::refused, "A payment that comes back needs a reason.", "/reason", "reason_required", "Give reason.code.");
    if (line.spent + charged < 0) return fail(ErrorCode::refused, "More would come back than was spent of the line.", "/amount", "more_than_spent", "Check the amount and the line.");
    c.over = false;
    return {};
  }
  const auto held = number ? state.commitments[number - 1].left() : 0;
  const auto needed = charged - std::min(held, charged);
  if (needed == 0 || needed <= line.free()) {
    c.over = false;
    return {};
  }
  return check_over(state, line, c.over, c.reason, c.over_member);
}

Result<> check_money(const GrantState& state, const Verb& verb, void* fact, Date today) {
  switch (verb.kind) {
    case EventKind::set_grant_budget: return set_budget(state, *static_cast<SetGrantBudget*>(fact), today);
    case EventKind::commit_funds: return commit(state, *static_cast<CommitFunds*>(fact), today);
    case EventKind::receive_instalment: return receive(state, *static_cast<ReceiveInstalment*>(fact), today);
    case EventKind::spend: return spend(state, *static_cast<Spend*>(fact), today);
    default: return {};
  }
}

}  // namespace safar::inline v0
