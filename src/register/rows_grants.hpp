#pragma once
// What a row of each view of grants has.
#include <string>
#include <vector>

#include <safar/model/grant.hpp>

#include "register/portfolio_views.hpp"

namespace safar::inline v0 {

#define SAFAR_VIEW(name_, doc_) static constexpr std::string_view type_name = name_, type_doc = doc_

struct FundingRow {
  Id grant{};
  std::string ref{}, title{}, donor{};
  Known<Country> country{};
  std::string project{}, programme{}, dialogue{}, phase{}, status{}, agreement{};
  Known<PartialDate> pledged_on{}, signed_on{}, starts{}, ends{}, first_ends{};
  Known<Money> pledged{}, agreed{}, amount{};
  std::string currency{};
  Known<Money> received{}, budgeted{}, unallocated{}, committed{}, spent{}, free{}, refund{};
  Known<std::int64_t> burn{}, elapsed{}, share{}, overhead{};
  std::vector<std::string> earmarks{};
  Known<Tightness> tightness{};
  std::int64_t amendments = 0, budgets = 0, payments = 0;
  std::string year{};
  std::int64_t version = 0;
  SAFAR_VIEW("funding", "One row a grant: what was pledged and agreed, what holds, and where its money is.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = FundingRow;
    v(1, "grant", &R::grant, open, "Id.");
    v(2, "ref", &R::ref, open, "Reference.");
    v(3, "title", &R::title, open, "Title; in English where there is one.");
    v(4, "donor", &R::donor, open, "Who gives.");
    v(5, "country", &R::country, open, "Where the donor is a state.");
    v(6, "project", &R::project, open, "Project that it pays for.");
    v(7, "programme", &R::programme, open, "Programme that it pays for, else the project's.");
    v(8, "dialogue", &R::dialogue, open, "Dialogue of the project.");
    v(9, "phase", &R::phase, open, "Phase of the dialogue.");
    v(10, "status", &R::status, open, "pledged, agreed, closed, cancelled.");
    v(11, "agreement", &R::agreement, open, "Number of the agreement.");
    v(12, "pledged_on", &R::pledged_on, open, "When it was pledged.");
    v(13, "signed_on", &R::signed_on, open, "When the agreement was signed.");
    v(14, "starts", &R::starts, open, "Since when it can be used.");
    v(15, "ends", &R::ends, open, "Until when, after all amendments.");
    v(16, "first_ends", &R::first_ends, open, "Until when, as it was agreed first.");
    v(17, "pledged", &R::pledged, open, "What was pledged.");
    v(18, "agreed", &R::agreed, open, "What was agreed first.");
    v(19, "amount", &R::amount, open, "What holds, after all amendments; before an agreement the pledge.");
    v(20, "currency", &R::currency, open, "Of all its sums.");
    v(21, "received", &R::received, open, "Instalments received.");
    v(22, "budgeted", &R::budgeted, open, "Sum of the lines of the budget.");
    v(23, "unallocated", &R::unallocated, open, "Amount less budgeted.");
    v(24, "committed", &R::committed, open, "What commitments hold that is not paid yet.");
    v(25, "spent", &R::spent, open, "What was paid, charged in the grant's currency.");
    v(26, "free", &R::free, open, "Amount less committed and spent.");
    v(27, "refund", &R::refund, open, "What went back to the donor.");
    v(28, "burn", &R::burn, open, "Spent, in hundredths of a per cent of the amount, halves to the even one.");
    v(29, "elapsed", &R::elapsed, open, "Time gone by on the day asked, in hundredths of a per cent from the first to the last day.");
    v(30, "share", &R::share, open, "Of the project's funding, in hundredths of a per cent.");
    v(31, "overhead", &R::overhead, open, "Of direct costs, in hundredths of a per cent.");
    v(32, "earmarks", &R::earmarks, open, "What it may be used for: kind: value or value.");
    v(33, "tightness", &R::tightness, open, "How tightly it is earmarked.");
    v(34, "amendments", &R::amendments, open, "Amendments of its terms.");
    v(35, "budgets", &R::budgets, open, "Versions of its budget.");
    v(36, "payments", &R::payments, open, "Payments recorded.");
    v(37, "year", &R::year, open, "Year of the agreement, else of the pledge, else of the start.");
    v(38, "version", &R::version, open, "Events that touch it.");
  }
};

struct GrantLineRow {
  Id grant{};
  std::string ref{}, donor{}, project{}, line{}, title{}, category{};
  Known<Money> first_amount{}, amount{}, committed{}, spent{}, free{};
  Known<std::int64_t> burn{};
  std::int64_t payments = 0, overrides = 0, budget = 0;
  SAFAR_VIEW("grant_lines", "One row a line of a grant's budget: what it holds, what is committed, spent and free.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = GrantLineRow;
    v(1, "grant", &R::grant, open, "Id of the grant.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "donor", &R::donor, open, "Who gives.");
    v(4, "project", &R::project, open, "Project that it pays for.");
    v(5, "line", &R::line, open, "Name of the line.");
    v(6, "title", &R::title, open, "Its title.");
    v(7, "category", &R::category, open, "Kind of cost.");
    v(8, "first_amount", &R::first_amount, open, "What it held when it came first.");
    v(9, "amount", &R::amount, open, "What it holds; 0 where the last version of the budget has it no more.");
    v(10, "committed", &R::committed, open, "What commitments hold that is not paid yet.");
    v(11, "spent", &R::spent, open, "What was paid.");
    v(12, "free", &R::free, open, "Amount less committed and spent; below nothing only where that was said with a reason.");
    v(13, "burn", &R::burn, open, "Spent, in hundredths of a per cent of the amount.");
    v(14, "payments", &R::payments, open, "Payments of it.");
    v(15, "overrides", &R::overrides, open, "How often somebody went over it, with a reason.");
    v(16, "budget", &R::budget, open, "Version of the budget that holds.");
  }
};

struct PaymentRow {
  Id grant{};
  std::string ref{}, donor{};
  Known<Country> country{};
  std::string project{}, programme{}, dialogue{}, phase{}, line{};
  Known<Money> amount{}, charged{};
  std::string rate{};
  Known<PartialDate> paid_on{};
  std::string year{}, month{};
  Known<CaseId> case_id{};
  std::string number{};
  Known<std::string> site{};
  std::string what_for{}, payee{}, commitment{}, reference{};
  bool over_line = false;
  std::string reason{};
  std::vector<std::string> unchecked{};
  SAFAR_VIEW("payments", "One row a payment of a grant, those made for cases too. Who is paid for a case is sealed, and not shown here.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = PaymentRow;
    v(1, "grant", &R::grant, open, "Id of the grant.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "donor", &R::donor, open, "Who gives.");
    v(4, "country", &R::country, open, "Where the donor is a state.");
    v(5, "project", &R::project, open, "Project that the grant pays for.");
    v(6, "programme", &R::programme, open, "Of a payment for a case the case's programme, else the grant's or its project's.");
    v(7, "dialogue", &R::dialogue, open, "Dialogue of the project.");
    v(8, "phase", &R::phase, open, "Phase of the dialogue.");
    v(9, "line", &R::line, open, "Line of the grant's budget.");
    v(10, "amount", &R::amount, open, "As it was paid.");
    v(11, "charged", &R::charged, open, "In the grant's currency.");
    v(12, "rate", &R::rate, open, "At which rate, of which day and by whom, where it was paid in another currency.");
    v(13, "paid_on", &R::paid_on, open, "When.");
    v(14, "year", &R::year, open, "Its year.");
    v(15, "month", &R::month, open, "Its month, YYYY-MM; empty where only the year is known.");
    v(16, "case", &R::case_id, open, "Case that it was made for; not applicable where it was for none.");
    v(17, "number", &R::number, open, "Number of the case.");
    v(18, "site", &R::site, counted, "Site of the case.");
    v(19, "what_for", &R::what_for, open, "What for: the service.");
    v(20, "payee", &R::payee, open, "Institution that was paid, where it was for no case.");
    v(21, "commitment", &R::commitment, open, "Commitment that it was paid on.");
    v(22, "reference", &R::reference, open, "The paper that says so.");
    v(23, "over_line", &R::over_line, open, "It went over what the line had free.");
    v(24, "reason", &R::reason, open, "Why, or why it came back.");
    v(25, "unchecked", &R::unchecked, open, "Earmarks that nothing known of the case could decide.");
  }
};

struct InstalmentRow {
  Id grant{};
  std::string ref{}, donor{}, project{};
  Known<Money> amount{};
  Known<PartialDate> received_on{};
  std::string year{}, rate{};
  Known<Money> worth{};
  Known<PartialDate> rate_date{};
  std::string rate_source{};
  SAFAR_VIEW("instalments", "One row an instalment that a donor paid.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = InstalmentRow;
    v(1, "grant", &R::grant, open, "Id of the grant.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "donor", &R::donor, open, "Who paid.");
    v(4, "project", &R::project, open, "Project that the grant pays for.");
    v(5, "amount", &R::amount, open, "How much.");
    v(6, "received_on", &R::received_on, open, "When.");
    v(7, "year", &R::year, open, "Its year.");
    v(8, "rate", &R::rate, open, "Rate to another currency.");
    v(9, "worth", &R::worth, open, "What it was at that rate, halves to the even minor unit.");
    v(10, "rate_date", &R::rate_date, open, "Of which day the rate is.");
    v(11, "rate_source", &R::rate_source, open, "Who published it.");
  }
};

struct ReportRow {
  Id grant{};
  std::string ref{}, donor{}, project{};
  ReportKind kind{};
  std::string period{};
  Known<PartialDate> due{}, sent_on{};
  Known<bool> late{};
  Known<std::int64_t> days_left{};
  SAFAR_VIEW("reports_due", "One row a report that a donor is to have.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = ReportRow;
    v(1, "grant", &R::grant, open, "Id of the grant.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "donor", &R::donor, open, "Who is to have it.");
    v(4, "project", &R::project, open, "Project that the grant pays for.");
    v(5, "kind", &R::kind, open, "narrative, financial, final, interim, audit.");
    v(6, "period", &R::period, open, "What it is about.");
    v(7, "due", &R::due, open, "By when.");
    v(8, "sent_on", &R::sent_on, open, "When it was sent.");
    v(9, "late", &R::late, open, "Was it sent after that day, or is it not sent and the day asked later?");
    v(10, "days_left", &R::days_left, open, "From the day asked to the last day, where it is not sent; below 0: late.");
  }
};
#undef SAFAR_VIEW

// rows_grants.cpp
void funding_rows(const NounList& nouns, RowSink<FundingRow>& rows);
void grant_line_rows(const NounList& nouns, RowSink<GrantLineRow>& rows);
void instalment_rows(const NounList& nouns, RowSink<InstalmentRow>& rows);
void report_rows(const NounList& nouns, RowSink<ReportRow>& rows);
/// What a grant's rows share of its project.
struct GrantPlace { std::string ref{}, donor{}, project{}, programme{}, dialogue{}, phase{}; };
GrantPlace place_of(const NounList& nouns, const GrantState& grant);
// rows_payments.cpp
/// Row by row: a million payments are grouped in the memory of their groups. Cases are looked at only where the question names what they say.
Result<std::shared_ptr<Frame::Impl>> answer_payments(Reader& r, Query& q, const NounList& nouns);

}  // namespace safar::inline v0
