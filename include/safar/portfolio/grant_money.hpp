#pragma once
/// \file
/// What is said of a grant's money: budget versions, commitments, instalments, payments.
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/result.hpp>
#include <safar/model/grant.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// A version of a grant's budget. Older versions stay.
struct SetGrantBudget {
  std::string grant{};
  Known<PartialDate> decided_on{};
  std::vector<GrantLine> lines{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "set_grant_budget", type_doc = "A version of a grant's budget: all of its lines. Older versions stay.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = SetGrantBudget;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "decided_on", &F::decided_on, open, "When it was decided; today if absent.");
    v(3, "lines", &F::lines, open, "All lines; one that is left out ends, which only a line can of which nothing was committed or spent.");
    v(4, "reason", &F::reason, open, "Why, of a revision.");
    v(5, "source", &F::source, open, "Where that is written.");
  }
};

/// Money of a line is promised to somebody.
struct CommitFunds {
  std::string grant{}, line{}, commitment{};
  Known<Money> amount{};
  Party payee{};
  std::string what_for{};
  Known<PartialDate> on{};
  bool over_line = false;
  Reason reason{};
  static constexpr std::string_view type_name = "commit_funds", type_doc = "Money of a line is promised to somebody; the same name again says how much it is now.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = CommitFunds;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "line", &F::line, open, "Line of the budget.");
    v(3, "commitment", &F::commitment, open, "Its name, e.g. the number of the contract.");
    v(4, "amount", &F::amount, open, "How much in all, what was paid of it included.");
    v(5, "payee", &F::payee, open, "To whom: an institution, never a person.");
    v(6, "what_for", &F::what_for, open, "What for, e.g. micro_business.");
    v(7, "on", &F::on, open, "When; today if absent.");
    v(8, "over_line", &F::over_line, open, "True: more is committed than the line has free, and the reason says why.");
    v(9, "reason", &F::reason, open, "Why more is committed than the line has free.");
  }
};

/// The donor pays.
struct ReceiveInstalment {
  std::string grant{};
  Known<Money> amount{};
  Known<PartialDate> received_on{};
  ExchangeRate rate{};
  static constexpr std::string_view type_name = "receive_instalment", type_doc = "Money of the donor arrives.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = ReceiveInstalment;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "amount", &F::amount, open, "How much, in the grant's currency.");
    v(3, "received_on", &F::received_on, open, "When; today if absent.");
    v(4, "rate", &F::rate, open, "What it was worth in another currency, e.g. the one that the accounts are kept in.");
  }
};

/// Money is spent for something that is no case's; what is paid for a case is recorded with pay.
struct Spend {
  std::string grant{}, line{}, commitment{};
  Known<Money> amount{};
  Known<PartialDate> paid_on{};
  Party payee{};
  std::string what_for{}, reference{};
  Known<Money> charged{};
  ExchangeRate rate{};
  bool over_line = false;
  Reason reason{};
  static constexpr std::string_view type_name = "spend", type_doc = "Money of a line is spent. What is paid for a case is recorded with pay.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = Spend;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "line", &F::line, open, "Line of the budget.");
    v(3, "commitment", &F::commitment, open, "Commitment that it is paid on: what is left of that is used first.");
    v(4, "amount", &F::amount, open, "As it was paid: 52000 XOF. Below nothing where a payment comes back, with a reason.");
    v(5, "paid_on", &F::paid_on, open, "When; today if absent.");
    v(6, "payee", &F::payee, open, "Who was paid: an institution, never a person.");
    v(7, "what_for", &F::what_for, open, "What for, e.g. rent.");
    v(8, "reference", &F::reference, open, "The paper that says so, e.g. a voucher; a grant takes each only once.");
    v(9, "charged", &F::charged, open, "In the grant's currency, where it was paid in another one.");
    v(10, "rate", &F::rate, open, "At which rate, where it was paid in another currency.");
    v(11, "over_line", &F::over_line, open, "True: more is spent than the line has free, and the reason says why.");
    v(12, "reason", &F::reason, open, "Why more is spent than the line has free, or why a payment comes back.");
  }
};

/// What an amount was at a rate, halves to the even minor unit; unknown where the rate is none or 64 bits do not hold it.
Known<Money> converted(const Money& amount, const ExchangeRate& rate);

/// What is taken from a line, by spend or by a payment made for a case. Texts must outlive it.
struct GrantCharge {
  std::string_view line{}, commitment{}, reference{}, reason{};
  Known<Money> amount{}, charged{};
  const ExchangeRate* rate = nullptr;
  bool over = false;                                             ///< somebody says that it may go over the line
  std::string_view line_member = "line", over_member = "over_line";  ///< how the command calls them
};
/// Whether the grant pays that: no_such_line, over_line, spent_twice, other_currency, rate_does_not_fit, ... `over` is left true only where
/// it goes over the line. O(lines of the budget).
Result<> check_charge(const GrantState& grant, GrantCharge& charge);

}  // namespace safar::inline v0
