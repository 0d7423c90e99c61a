#pragma once
/// \file
/// A grant as its events add up to it: what was pledged and agreed, how it is budgeted, what is committed and paid.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <safar/model/earmark.hpp>
#include <safar/model/exchange_rate.hpp>
#include <safar/model/project.hpp>
#include <safar/model/text_list.hpp>

namespace safar::inline v0 {

enum class ReportKind : std::uint8_t { narrative, financial, final_report, interim, audit };
constexpr auto codes(ReportKind) { return std::array<std::string_view, 5>{"narrative", "financial", "final", "interim", "audit"}; }

/// A report that the donor is to have.
struct ReportDuty {
  ReportKind kind{};
  Known<PartialDate> due{};
  std::string period{};
  static constexpr std::string_view type_name = "report_duty", type_doc = "A report that the donor is to have.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "kind", &ReportDuty::kind, open, "narrative, financial, final, interim, audit.");
    v(2, "due", &ReportDuty::due, open, "By when.");
    v(3, "period", &ReportDuty::period, open, "What it is about, e.g. 2018-S1.");
  }
};

/// A line of a grant's budget, as a version of the budget says it.
struct GrantLine {
  std::string line{}, category{};
  LocalizedText title{};
  Known<Money> amount{};
  static constexpr std::string_view type_name = "grant_line", type_doc = "A line of a grant's budget.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "line", &GrantLine::line, open, "Its name, e.g. 2.1 or reintegration.");
    v(2, "category", &GrantLine::category, open, "Kind of cost, e.g. staff, travel, assistance.");
    v(3, "title", &GrantLine::title, open, "Title by language.");
    v(4, "amount", &GrantLine::amount, open, "What may be spent of it, in the agreement's currency: 1500.00 EUR.");
  }
};

/// A duty and when it was done.
struct ReportState {
  ReportDuty duty{};
  Known<PartialDate> sent_on{};
};

/// Sums are minor units of GrantState::currency. `committed` is what commitments still hold, without what was paid of them.
struct GrantLineState {
  std::string line{}, category{};
  LocalizedText title{};
  std::int64_t first_amount = 0, amount = 0, committed = 0, spent = 0;
  std::int64_t payments = 0, overrides = 0;
  bool open = false;                                ///< the last version of the budget has it
  [[nodiscard]] std::int64_t free() const { return amount - committed - spent; }
};
struct GrantBudget {
  Known<PartialDate> decided_on{};
  std::string act{};
  std::vector<std::pair<std::uint32_t, std::int64_t>> lines{};  ///< position of the line and its amount
};
struct GrantCommitment {
  std::uint32_t line = 0, payee = 0, what_for = 0, reason = 0;
  std::int64_t amount = 0, paid = 0;
  bool over = false;
  [[nodiscard]] std::int64_t left() const { return paid < amount ? amount - paid : 0; }
};
struct GrantInstalment {
  Money amount{};
  Known<PartialDate> received_on{};
  ExchangeRate rate{};
};
/// One payment: some 90 bytes, since a register has a million of them. Numbers without a comment are of GrantState::words.
struct GrantPayment {
  Id case_id{};                                 ///< none: for no case
  std::int64_t amount = 0, charged = 0;         ///< minor units: of `currency`; of the grant's
  std::uint32_t line = 0;                       ///< position in GrantState::lines
  std::uint32_t payee = 0;                      ///< of GrantState::payees, from 1; 0: sealed, or not said
  std::uint32_t commitment = 0;                 ///< of GrantState::commitments, from 1
  std::uint32_t paper = 0;                      ///< of GrantState::papers
  std::uint32_t currency = 0, what_for = 0, reason = 0, rate = 0;
  Known<PartialDate> paid_on{};
  bool over = false;
  std::uint8_t unchecked = 0;                   ///< a bit for each EarmarkKind that nothing known of the case could decide
};

struct GrantState {
  NounHead head{};
  Party donor{};
  std::string project{}, programme{}, agreement{};  ///< ids; the agreement's number
  std::string currency{};                           ///< of all sums: the agreement's, before it the pledge's
  Known<Money> pledged{}, agreed{}, amount{}, refund{};  ///< `amount`: what holds after all amendments
  Known<PartialDate> pledged_on{}, signed_on{}, starts{}, ends{}, first_starts{}, first_ends{};
  Known<Tightness> tightness{};
  std::vector<Earmark> earmarks{};
  Known<std::int64_t> share{}, overhead{};          ///< hundredths of a per cent
  std::vector<Amendment> amendments{};
  std::vector<ReportState> reports{};
  std::vector<GrantBudget> budgets{};               ///< versions, the last one holds
  std::vector<GrantLineState> lines{};
  std::vector<GrantInstalment> instalments{};
  std::vector<GrantCommitment> commitments{};
  std::vector<GrantPayment> payments{};
  std::int64_t received = 0, budgeted = 0, committed = 0, spent = 0;
  TextList words{}, papers{}, commitment_names{}, payee_keys{};
  std::vector<Party> payees{};
  [[nodiscard]] Known<Money> money(std::int64_t minor) const {
    auto m = Money::make(minor, currency);
    return m ? Known<Money>(*m) : Known<Money>();
  }
};

}  // namespace safar::inline v0
