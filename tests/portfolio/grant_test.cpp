// A grant's sums under commands that are accepted or refused, beside a ledger that is kept in the plainest way.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>

#include <safar/portfolio/grant.hpp>
#include <safar/portfolio/grant_money.hpp>
#include <safar/portfolio/noun_states.hpp>
#include <safar/portfolio/verbs.hpp>

namespace {

using namespace safar;

Money eur(std::int64_t cents) { return Money::make(cents, "EUR").value(); }

/// As casework says it: a payment for a case of which the grant reads some members.
struct CasePayment {
  CaseId case_id{};
  Known<Money> amount{}, charged{};
  std::string grant{}, grant_line{}, what_for{};
  bool over_grant_line = false;
  static constexpr std::string_view type_name = "pay", type_doc = "Of a test.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = CasePayment;
    v(1, "case", &F::case_id, open, "");
    v(2, "amount", &F::amount, open, "");
    v(3, "charged", &F::charged, open, "");
    v(4, "grant", &F::grant, open, "");
    v(5, "grant_line", &F::grant_line, open, "");
    v(6, "what_for", &F::what_for, open, "");
    v(7, "over_grant_line", &F::over_grant_line, open, "");
  }
};

class Book {
 public:
  template <class Fact> std::string say(Fact f) {
    const Verb* verb = find_portfolio_verb(info<Fact>());
    auto r = check(noun, *verb, &f, date("2019-06-30"));
    if (!r) return r.error().reason.empty() ? std::string(r.error().pointer) : r.error().reason;
    fold_of([f, verb, n = ++acts](Noun& to) { fold(to, id(), *verb, &f, {"a-" + std::to_string(n), n, date("2019-06-30")}); });
    return "";
  }
  void fold_of(std::function<void(Noun&)> f) {
    f(noun);
    events.push_back(std::move(f));
  }
  static Id id() { Id i; i.bytes[0] = 7; return i; }
  [[nodiscard]] const GrantState& state() const { return std::get<GrantState>(noun); }

  Noun noun{};
  std::vector<std::function<void(Noun&)>> events{};
  std::int64_t acts = 0;
};

Pledge pledge(std::int64_t cents = 100'000) {
  Pledge p;
  p.ref = "G";
  p.donor.country = Country::parse("ITA").value();
  p.amount = eur(cents);
  p.pledged_on = partial_date("2017-12-01");
  p.starts = partial_date("2018-01");
  p.ends = partial_date("2018-12");
  return p;
}
SignAgreement agreement(std::int64_t cents = 90'000) {
  SignAgreement a;
  a.number = "IT/2018/7";
  a.signed_on = partial_date("2018-01-15");
  a.amount = eur(cents);
  return a;
}
SetGrantBudget budget(std::initializer_list<std::pair<const char*, std::int64_t>> lines) {
  SetGrantBudget b;
  for (const auto& [name, cents] : lines) b.lines.push_back({name, "", {}, eur(cents)});
  return b;
}
CommitFunds commitment(const char* line, const char* name, std::int64_t cents, bool over = false) {
  CommitFunds c;
  c.line = line;
  c.commitment = name;
  c.amount = eur(cents);
  c.over_line = over;
  if (over) c.reason.code = "urgent";
  return c;
}
Spend payment(const char* line, std::int64_t cents, const std::string& paper = "", bool over = false) {
  Spend s;
  s.line = line;
  s.amount = eur(cents);
  s.reference = paper;
  s.over_line = over;
  if (over) s.reason.code = "urgent";
  return s;
}

TEST(Grant, an_agreement_may_differ_from_the_pledge_which_stays) {
  Book b;
  EXPECT_EQ(b.say(pledge()), "");
  EXPECT_EQ(b.say(agreement()), "");
  EXPECT_EQ(b.state().pledged.value, eur(100'000));
  EXPECT_EQ(b.state().agreed.value, eur(90'000));
  EXPECT_EQ(b.state().head.status, "agreed");
  AmendGrant more;
  more.kind = AmendmentKind::cost_extension;
  more.ends = partial_date("2019-06");
  more.amount = eur(120'000);
  EXPECT_EQ(b.say(more), "");
  EXPECT_EQ(b.state().agreed.value, eur(90'000)) << "what was agreed first";
  EXPECT_EQ(to_string(b.state().first_ends.value), "2018-12");
  EXPECT_EQ(b.state().amendments[0].amount_before.value, eur(90'000));
  EXPECT_EQ(b.state().amount.value, eur(120'000));
}

TEST(Grant, lines_hold_what_is_committed_and_spent) {
  Book b;
  b.say(pledge());
  b.say(agreement());
  EXPECT_EQ(b.say(budget({{"staff", 50'000}, {"aid", 40'001}})), "over_agreement");
  EXPECT_EQ(b.say(budget({{"staff", 50'000}, {"staff", 1}})), "line_twice");
  EXPECT_EQ(b.say(budget({{"staff", 50'000}, {"aid", 30'000}})), "");
  EXPECT_EQ(b.say(payment("rent", 1)), "no_such_line");
  EXPECT_EQ(b.say(commitment("aid", "C1", 20'000)), "");
  EXPECT_EQ(b.say(payment("aid", 10'001)), "over_line") << "20000 of 30000 are held";
  Spend of = payment("aid", 25'000, "V1");
  of.commitment = "C1";
  EXPECT_EQ(b.say(of), "") << "20000 of the commitment, 5000 of what is free";
  EXPECT_EQ(b.state().committed, 0);
  EXPECT_EQ(b.state().lines[1].free(), 5'000);
  EXPECT_EQ(b.say(payment("aid", 1, "V1")), "spent_twice");
  EXPECT_EQ(b.say(budget({{"staff", 50'000}, {"aid", 24'999}})), "below_used");
  EXPECT_EQ(b.say(budget({{"staff", 50'000}})), "line_in_use");
  EXPECT_EQ(b.say(commitment("aid", "C1", 19'999)), "less_than_paid");
  EXPECT_EQ(b.say(commitment("staff", "C1", 30'000)), "other_line");
  Spend over = payment("aid", 5'001, "V2", true);
  over.reason.code.clear();
  EXPECT_EQ(b.say(over), "reason_required");
  EXPECT_EQ(b.say(payment("aid", 5'001, "V2", true)), "");
  EXPECT_EQ(b.state().lines[1].free(), -1);
  EXPECT_EQ(b.state().lines[1].overrides, 1);
  Spend back = payment("aid", -5'001, "V2-");
  EXPECT_EQ(b.say(back), "reason_required");
  back.reason.code = "paid_in_error";
  EXPECT_EQ(b.say(back), "");
  EXPECT_EQ(b.state().lines[1].free(), 5'000);
  AmendGrant less;
  less.kind = AmendmentKind::budget_revision;
  less.amount = eur(79'999);
  EXPECT_EQ(b.say(less), "below_budget");
}

TEST(Grant, another_currency_needs_both_amounts_and_a_rate_that_fits) {
  Book b;
  b.say(pledge());
  b.say(agreement());
  b.say(budget({{"aid", 90'000}}));
  Spend s = payment("aid", 0);
  s.amount = Money::make(52'000, "XOF").value();
  EXPECT_EQ(b.say(s), "other_currency");
  s.charged = eur(7'927);
  EXPECT_EQ(b.say(s), "/rate");
  s.rate = {"655.957", "XOF", partial_date("2018-11-12"), "BCEAO"};
  EXPECT_EQ(b.say(s), "");
  EXPECT_EQ(b.state().spent, 7'927);
  s.charged = eur(79'270);
  EXPECT_EQ(b.say(s), "rate_does_not_fit") << "a slipped point";
  s.charged = eur(7'927);
  s.rate = {"0.00152449", "EUR", partial_date("2018-11-12"), "BCEAO"};
  EXPECT_EQ(b.say(s), "") << "the other way round";
  s.rate.rate = "1e3";
  EXPECT_EQ(b.say(s), "no_rate");
  s.rate.rate = "0.00152449";
  s.rate.source.clear();
  EXPECT_EQ(b.say(s), "/rate/source");
  EXPECT_EQ(to_string(converted(eur(7'927), {"655.957", "XOF", {}, ""}).value), "51998 XOF");
  EXPECT_EQ(to_string(converted(Money::make(52'000, "XOF").value(), {"0.00152449", "EUR", {}, ""}).value), "79.27 EUR");
  EXPECT_FALSE(converted(eur(1), {"x", "XOF", {}, ""}).known());
}

TEST(Grant, reports_are_sent_once_and_what_is_open_closes_nothing) {
  Book b;
  b.say(pledge());
  SignAgreement a = agreement();
  a.reports = {{ReportKind::interim, partial_date("2018-07-31"), "2018-S1"}, {ReportKind::interim, partial_date("2019-01-31"), "2018-S2"}};
  EXPECT_EQ(b.say(a), "");
  ReportToDonor r;
  r.kind = ReportKind::interim;
  r.period = "2018-S2";
  r.sent_on = partial_date("2019-01-20");
  EXPECT_EQ(b.say(r), "");
  EXPECT_FALSE(b.state().reports[0].sent_on.known());
  EXPECT_TRUE(b.state().reports[1].sent_on.known());
  EXPECT_EQ(b.say(r), "no_such_report");
  b.say(budget({{"aid", 90'000}}));
  b.say(commitment("aid", "C", 10));
  ReceiveInstalment in;
  in.amount = eur(500);
  EXPECT_EQ(b.say(in), "");
  MoveGrant close;
  close.outcome = "closed";
  EXPECT_EQ(b.say(close), "open_commitments");
  close.outcome = "cancelled";
  EXPECT_EQ(b.say(close), "in_use");
  close.outcome = "closed";
  b.say(commitment("aid", "C", 0));
  close.refund = eur(501);
  EXPECT_EQ(b.say(close), "refund_too_large");
  close.refund = eur(500);
  EXPECT_EQ(b.say(close), "");
  EXPECT_EQ(b.state().refund.value, eur(500));
}

TEST(Grant, bad_terms_are_refused) {
  Book b;
  Pledge p = pledge();
  p.ends = partial_date("2017");
  EXPECT_EQ(b.say(p), "end_before_start");
  p = pledge();
  p.share = 10'001;
  EXPECT_EQ(b.say(p), "share_out_of_range");
  p = pledge();
  p.donor = {};
  EXPECT_EQ(b.say(p), "/donor/name");
  p = pledge();
  p.earmarks = {{EarmarkKind::nationality, {"ZZZ"}}};
  EXPECT_EQ(b.say(p), "no_such_code");
  p.earmarks = {{EarmarkKind::period, {"soon"}}};
  EXPECT_EQ(b.say(p), "no_period");
  p.earmarks = {{EarmarkKind::site, {"ML-BKO-1"}}};
  p.tightness = Tightness::unearmarked;
  EXPECT_EQ(b.say(p), "unearmarked");
  p = pledge(0);
  EXPECT_EQ(b.say(p), "not_positive");
  p = pledge();
  p.pledged_on = partial_date("2019-07-01");
  EXPECT_EQ(b.say(p), "in_future");
  EXPECT_EQ(b.noun.index(), 0u) << "nothing was begun";
}

std::string dump(const GrantState& s) {
  std::string out = s.head.status + ' ' + to_string(s.amount.value) + ' ' + std::to_string(s.budgeted) + ' ' + std::to_string(s.committed) + ' ' + std::to_string(s.spent) + ' ' + std::to_string(s.head.version);
  for (const auto& l : s.lines) out += '\n' + l.line + ' ' + std::to_string(l.amount) + ' ' + std::to_string(l.committed) + ' ' + std::to_string(l.spent) + ' ' + std::to_string(l.overrides);
  for (const auto& a : s.amendments) out += '\n' + a.act + ' ' + to_string(a.amount_before.value) + ' ' + to_string(a.amount.value);
  for (const auto& c : s.commitments) out += '\n' + std::to_string(c.line) + ' ' + std::to_string(c.amount) + ' ' + std::to_string(c.paid);
  for (const auto& p : s.payments) out += '\n' + std::to_string(p.line) + ' ' + std::to_string(p.charged) + ' ' + std::to_string(p.over) + ' ' + std::string(s.papers.at(p.paper)) + ' ' + std::string(s.words.at(p.what_for)) + to_string(p.case_id);
  return out;
}

/// The same in the plainest way: everything is summed again from the beginning.
struct Ledger {
  struct Promise { std::string line; std::int64_t amount = 0, paid = 0; };
  std::map<std::string, std::int64_t> lines{}, spent{};
  std::map<std::string, Promise> promises{};
  std::map<std::string, int> overrides{}, papers{};
  [[nodiscard]] std::int64_t held(const std::string& line) const {
    std::int64_t sum = 0;
    for (const auto& [name, p] : promises) if (p.line == line) sum += p.amount - p.paid;
    return sum;
  }
  [[nodiscard]] std::int64_t free(const std::string& line) { return (lines.contains(line) ? lines.at(line) : 0) - held(line) - spent[line]; }
};

TEST(Grant, whatever_is_said_the_sums_hold) {
  const char* names[] = {"a", "b", "c"};
  std::int64_t accepted = 0, refused = 0, overs = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    const auto any = [&](std::uint32_t n) { return static_cast<std::int64_t>(random() % n); };
    Book b;
    Ledger ledger;
    ASSERT_EQ(b.say(pledge(50'000)), "");
    ASSERT_EQ(b.say(agreement(40'000)), "");
    std::int64_t amount = 40'000, amendments = 0;
    for (int step = 0; step < 120; ++step) {
      const std::string line = names[any(3)];
      const std::int64_t cents = any(6'000) + 1;
      const bool over = any(10) == 0;
      std::string answer;
      switch (any(6)) {
        case 0: {
          SetGrantBudget s;
          std::int64_t sum = 0;
          bool fine = true;
          std::map<std::string, std::int64_t> fresh;
          for (const char* n : names) {
            if (any(8) == 0) { fine = fine && ledger.held(n) == 0 && ledger.spent[n] == 0; continue; }
            fresh[n] = any(16'000);
            s.lines.push_back({n, "", {}, eur(fresh[n])});
            sum += fresh[n];
            fine = fine && fresh[n] >= ledger.held(n) + ledger.spent[n];
          }
          fine = fine && sum <= amount && !s.lines.empty();
          answer = b.say(s);
          EXPECT_EQ(answer.empty(), fine) << answer;
          if (answer.empty()) ledger.lines = fresh;
          break;
        }
        case 1: {
          const std::string name = "C" + std::to_string(any(6));
          const auto it = ledger.promises.find(name);
          const bool there = it != ledger.promises.end();
          const bool fine = ledger.lines.contains(line) && (!there || (it->second.line == line && cents >= it->second.paid)) &&
                            (over || cents - (there ? it->second.amount : 0) <= std::max<std::int64_t>(0, ledger.free(line)) || (there && cents <= it->second.amount));
          const bool beyond = fine && cents - (there ? it->second.amount : 0) > std::max<std::int64_t>(0, ledger.free(line));
          answer = b.say(commitment(line.c_str(), name.c_str(), cents, over));
          EXPECT_EQ(answer.empty(), fine) << answer << " seed " << seed << " step " << step;
          if (answer.empty()) {
            auto& p = ledger.promises[name];
            p.line = line;
            p.amount = cents;
            ledger.overrides[line] += beyond;
            overs += beyond;
          }
          break;
        }
        case 2:
        case 3: {
          Spend s = payment(line.c_str(), cents, any(3) ? "V" + std::to_string(any(200)) : "", over);
          if (any(2)) s.commitment = "C" + std::to_string(any(6));
          const auto it = ledger.promises.find(s.commitment);
          const bool there = it != ledger.promises.end();
          const std::int64_t of_it = there ? std::min(cents, it->second.amount - it->second.paid) : 0;
          const bool beyond = cents - of_it > 0 && cents - of_it > ledger.free(line);
          const bool fine = ledger.lines.contains(line) && (s.commitment.empty() || (there && it->second.line == line)) && !ledger.papers.contains(s.reference) && (over || !beyond);
          answer = b.say(s);
          EXPECT_EQ(answer.empty(), fine) << answer << " seed " << seed << " step " << step;
          if (answer.empty()) {
            if (there) it->second.paid += of_it;
            ledger.spent[line] += cents;
            if (!s.reference.empty()) ++ledger.papers[s.reference];
            ledger.overrides[line] += beyond;
            overs += beyond;
          }
          break;
        }
        case 4: {
          AmendGrant a;
          a.kind = AmendmentKind::realignment;
          a.amount = eur(30'000 + any(30'000));
          std::int64_t sum = 0;
          for (const auto& [n, c] : ledger.lines) sum += c;
          answer = b.say(a);
          EXPECT_EQ(answer.empty(), a.amount.value.minor_units() >= sum) << answer;
          if (answer.empty()) {
            EXPECT_EQ(b.state().amendments.back().amount_before.value, eur(amount));
            amount = a.amount.value.minor_units();
            ++amendments;
          }
          break;
        }
        default: {  // for a case: what the register asked first is asked here too
          GrantCharge c;
          CasePayment p;
          p.amount = eur(cents);
          p.grant_line = line;
          p.what_for = "micro_business";
          p.case_id.bytes[3] = 9;
          c.line = p.grant_line;
          c.amount = p.amount;
          answer = check_charge(b.state(), c).ok() ? "" : "refused";
          EXPECT_EQ(answer.empty(), ledger.lines.contains(line) && cents <= ledger.free(line));
          if (answer.empty()) {
            static const Verb pay{EventKind::pay, "pay", VerbUse::on_case, &info<CasePayment>};
            b.fold_of([p](Noun& to) { fold(to, Book::id(), pay, &p, {"p", 1, date("2019-01-01")}); });
            ledger.spent[line] += cents;
          }
        }
      }
      ++(answer.empty() ? accepted : refused);
      const GrantState& s = b.state();
      std::int64_t budgeted = 0, committed = 0, spent = 0;
      for (const auto& l : s.lines) {
        EXPECT_EQ(l.amount, ledger.lines.contains(l.line) ? ledger.lines[l.line] : 0);
        EXPECT_EQ(l.committed, ledger.held(l.line));
        EXPECT_EQ(l.spent, ledger.spent[l.line]);
        EXPECT_EQ(l.overrides, ledger.overrides[l.line]);
        EXPECT_TRUE(l.free() >= 0 || l.overrides > 0) << l.line;
        budgeted += l.amount;
        committed += l.committed;
        spent += l.spent;
      }
      EXPECT_EQ(s.budgeted, budgeted);
      EXPECT_EQ(s.committed, committed);
      EXPECT_EQ(s.spent, spent);
      EXPECT_LE(s.budgeted, s.amount.value.minor_units());
      EXPECT_EQ(s.pledged.value, eur(50'000));
      EXPECT_EQ(s.agreed.value, eur(40'000));
      EXPECT_EQ(static_cast<std::int64_t>(s.amendments.size()), amendments);
      if (HasFailure()) FAIL() << "seed " << seed << " step " << step;
    }
    Noun again;
    for (const auto& e : b.events) e(again);
    EXPECT_EQ(dump(std::get<GrantState>(again)), dump(b.state()));
  }
  EXPECT_GT(accepted, 1000);
  EXPECT_GT(refused, 1000);
  EXPECT_GT(overs, 20);
}

TEST(Grant, events_of_before_the_budget_fold_too) {
  Noun noun;
  const Pledge p = pledge();
  const Spend s = payment("aid", 7, "V");
  fold(noun, Book::id(), *find_portfolio_verb("pledge"), &p, {"a-1", 1, date("2018-01-01")});
  fold(noun, Book::id(), *find_portfolio_verb("spend"), &s, {"a-2", 2, date("2018-01-02")});
  const auto& state = std::get<GrantState>(noun);
  EXPECT_EQ(state.spent, 7);
  EXPECT_EQ(state.lines.at(0).free(), -7);
}

TEST(TextList, gives_each_text_one_number_and_no_number_to_what_is_not_there) {
  TextList list;
  EXPECT_EQ(list.find("x"), 0u);
  EXPECT_EQ(list.put(""), 0u);
  for (std::uint32_t i = 1; i <= 1000; ++i) ASSERT_EQ(list.put("t" + std::to_string(i)), i);
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    ASSERT_EQ(list.put("t" + std::to_string(i)), i);
    ASSERT_EQ(list.at(i), "t" + std::to_string(i));
  }
  EXPECT_EQ(list.find("t1001"), 0u);
  EXPECT_EQ(list.at(1001), "");
  EXPECT_EQ(list.size(), 1000u);
}

}  // namespace
