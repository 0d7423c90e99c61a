// A grant is what its events add up to: its money. A payment is folded in O(1), whatever there was before.
#include <safar/portfolio/grant_money.hpp>

#include <algorithm>

#include "portfolio/grants.hpp"

namespace safar::inline v0 {
namespace {

// What does not fit 64 bits was refused when it was said; a fold still has to be total.
void grow(std::int64_t& to, std::int64_t by) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(to, by, &sum)) to = sum;
}

std::int64_t minor(const Known<Money>& m) { return m.known() ? m.value.minor_units() : 0; }

// Events may be folded as of a day on which the budget was not set yet: the line is there then, without an amount.
std::size_t line_made(GrantState& state, std::string_view name) {
  const auto i = line_of(state, name);
  if (i == state.lines.size()) {
    state.lines.emplace_back();
    state.lines.back().line = std::string(name);
  }
  return i;
}

void set_budget(GrantState& state, const SetGrantBudget& f, const Occurrence& at) {
  GrantBudget version{f.decided_on, std::string(at.act), {}};
  for (auto& l : state.lines) l.amount = 0, l.open = false;
  state.budgeted = 0;
  for (const auto& said : f.lines) {
    const auto i = line_made(state, said.line);
    auto& line = state.lines[i];
    const bool fresh = std::none_of(state.budgets.begin(), state.budgets.end(), [&](const GrantBudget& b) {
      return std::any_of(b.lines.begin(), b.lines.end(), [&](const auto& l) { return l.first == i; });
    });
    line.amount = minor(said.amount);
    line.open = true;
    if (fresh) line.first_amount = line.amount;
    if (!said.category.empty()) line.category = said.category;
    if (!said.title.empty()) line.title = said.title;
    grow(state.budgeted, line.amount);
    version.lines.emplace_back(static_cast<std::uint32_t>(i), line.amount);
  }
  state.budgets.push_back(std::move(version));
}

std::uint32_t payee_of(GrantState& state, const Party& p) {
  if (p.name.empty() && p.organisation.empty() && !p.country.known()) return 0;
  const auto number = state.payee_keys.put(p.name + '\x1f' + p.organisation + '\x1f' + (p.country.known() ? to_string(p.country.value) : ""));
  if (number > state.payees.size()) state.payees.push_back(p);
  return number;
}

void hold(GrantState& state, GrantLineState& line, std::int64_t by) {
  grow(line.committed, by);
  grow(state.committed, by);
}

void commit(GrantState& state, const CommitFunds& f) {
  const auto number = state.commitment_names.put(f.commitment);
  if (number == 0) return;
  if (number > state.commitments.size()) {
    state.commitments.emplace_back();
    state.commitments.back().line = static_cast<std::uint32_t>(line_made(state, f.line));
  }
  auto& c = state.commitments[number - 1];
  auto& line = state.lines[c.line];
  const auto before = c.left();
  c.amount = minor(f.amount);
  hold(state, line, c.left() - before);
  if (const auto payee = payee_of(state, f.payee)) c.payee = payee;
  if (!f.what_for.empty()) c.what_for = state.words.put(f.what_for);
  c.over = f.over_line;
  c.reason = state.words.put(f.reason.code);
  line.overrides += f.over_line;
}

std::string rate_text(const ExchangeRate& r) {
  if (r.rate.empty()) return "";
  return r.rate + ' ' + r.to + (r.date.known() ? ", " + to_string(r.date.value) : "") + (r.source.empty() ? "" : ", " + r.source);
}

struct Paid {
  std::string_view line{}, commitment{}, reference{}, reason{}, what_for{};
  const Known<Money>* amount = nullptr;
  const Known<Money>* charged = nullptr;
  const ExchangeRate* rate = nullptr;
  Known<PartialDate> on{};
  const Party* payee = nullptr;
  Id case_id{};
  bool over = false;
  std::uint8_t unchecked = 0;
};

void pay(GrantState& state, const Paid& f) {
  GrantPayment p;
  if (f.amount->known()) {
    p.amount = minor(*f.amount);
    p.currency = state.words.put(f.amount->value.currency());
  }
  p.charged = f.charged->known() ? minor(*f.charged) : p.amount;
  p.line = static_cast<std::uint32_t>(line_made(state, f.line));
  auto& line = state.lines[p.line];
  if ((p.commitment = state.commitment_names.find(f.commitment)) != 0 && p.charged > 0) {
    auto& c = state.commitments[p.commitment - 1];
    const auto before = c.left();
    grow(c.paid, std::min(before, p.charged));
    hold(state, state.lines[c.line], c.left() - before);
  }
  grow(line.spent, p.charged);
  grow(state.spent, p.charged);
  ++line.payments;
  line.overrides += f.over;
  p.payee = f.payee ? payee_of(state, *f.payee) : 0;
  p.paper = state.papers.put(f.reference);
  p.what_for = state.words.put(f.what_for);
  p.reason = state.words.put(f.reason);
  p.rate = state.words.put(rate_text(*f.rate));
  p.paid_on = f.on;
  p.over = f.over;
  p.unchecked = f.unchecked;
  p.case_id = f.case_id;
  state.payments.push_back(p);
}

void spend(GrantState& state, const Spend& f) {
  Paid p;
  p.line = f.line;
  p.commitment = f.commitment;
  p.reference = f.reference;
  p.reason = f.reason.code;
  p.what_for = f.what_for;
  p.amount = &f.amount;
  p.charged = &f.charged;
  p.rate = &f.rate;
  p.on = f.paid_on;
  p.payee = &f.payee;
  p.over = f.over_line;
  pay(state, p);
}

/// A payment of the casework, which is another room: its members are found by their names. Whom it goes to is sealed, and not read here.
void pay_for_case(GrantState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  const TypeInfo& type = verb.type();
  const auto text = [&](const char* name) { const auto* s = text_member(type, fact, name); return s ? std::string_view(*s) : std::string_view(); };
  static const Known<Money> nothing{};
  static const ExchangeRate none{};
  const auto money = [&](const char* name) { const auto* m = static_cast<const Known<Money>*>(member(type, fact, name)); return m ? m : &nothing; };
  Paid p;
  p.line = text("grant_line");
  p.commitment = text("commitment");
  p.reference = text("reference");
  p.what_for = text("what_for");
  p.amount = money("amount");
  p.charged = money("charged");
  const auto* rate = static_cast<const ExchangeRate*>(member(type, fact, "rate"));
  p.rate = rate ? rate : &none;
  p.on = PartialDate(at.day);
  if (const auto* id = static_cast<const Id*>(member(type, fact, "case"))) p.case_id = *id;
  if (const auto* over = static_cast<const bool*>(member(type, fact, "over_grant_line"))) p.over = *over;
  for (const auto& f : type.fields)
    if (p.over && f.name == "reason")
      if (const auto* code = text_member(f.type(), static_cast<const char*>(fact) + f.offset, "code")) p.reason = *code;
  if (const auto* kinds = static_cast<const std::vector<EarmarkKind>*>(member(type, fact, "unchecked")))
    for (const auto k : *kinds) p.unchecked = static_cast<std::uint8_t>(p.unchecked | 1U << static_cast<unsigned>(k));
  pay(state, p);
}

}  // namespace

std::size_t line_of(const GrantState& state, std::string_view name) {
  return static_cast<std::size_t>(std::find_if(state.lines.begin(), state.lines.end(), [&](const GrantLineState& l) { return l.line == name; }) - state.lines.begin());
}

void fold_money(GrantState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  switch (verb.kind) {
    case EventKind::set_grant_budget: set_budget(state, *static_cast<const SetGrantBudget*>(fact), at); return;
    case EventKind::commit_funds: commit(state, *static_cast<const CommitFunds*>(fact)); return;
    case EventKind::receive_instalment: {
      const auto& f = *static_cast<const ReceiveInstalment*>(fact);
      if (!f.amount.known()) return;
      state.instalments.push_back({f.amount.value, f.received_on, f.rate});
      grow(state.received, f.amount.value.minor_units());
      return;
    }
    case EventKind::spend: spend(state, *static_cast<const Spend*>(fact)); return;
    case EventKind::pay: pay_for_case(state, verb, fact, at); return;
    default: return;
  }
}

}  // namespace safar::inline v0
