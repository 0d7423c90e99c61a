#pragma once
/// \file
/// What is said of a grant's terms: pledge, agreement, amendment, reports, closing. Its money: grant_money.hpp.
#include <string>
#include <vector>

#include <safar/model/grant.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// A donor says that it will give: the grant begins.
struct Pledge {
  std::string grant{}, ref{};
  LocalizedText title{};
  Party donor{};
  std::string project{}, programme{};
  Known<Money> amount{};
  Known<PartialDate> pledged_on{}, starts{}, ends{};
  Known<Tightness> tightness{};
  std::vector<Earmark> earmarks{};
  Known<std::int64_t> share{}, overhead{};
  Source source{};
  static constexpr std::string_view type_name = "pledge", type_doc = "A donor says that it will give: the grant begins.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = Pledge;
    v(1, "grant", &F::grant, open, "Id; made by the library if absent.");
    v(2, "ref", &F::ref, open, "How it is called in writing, e.g. AMIF-2016-3; no other grant may have it.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "donor", &F::donor, open, "Who gives.");
    v(5, "project", &F::project, open, "Id or reference of the project that it pays for.");
    v(6, "programme", &F::programme, open, "Id or reference of the programme that it pays for; then only cases of it are paid from it.");
    v(7, "amount", &F::amount, open, "What is pledged: 625230.00 EUR.");
    v(8, "pledged_on", &F::pledged_on, open, "When it was pledged.");
    v(9, "starts", &F::starts, open, "Since when it can be used.");
    v(10, "ends", &F::ends, open, "Until when, its last day, month or year.");
    v(11, "tightness", &F::tightness, open, "unearmarked, softly_earmarked, earmarked, tightly_earmarked.");
    v(12, "earmarks", &F::earmarks, open, "What it may be used for.");
    v(13, "share", &F::share, open, "Of the project's funding, in hundredths of a per cent: 7500 is 75 %.");
    v(14, "overhead", &F::overhead, open, "Of direct costs, in hundredths of a per cent: 700 is 7 %.");
    v(15, "source", &F::source, open, "Where that is written.");
  }
};

/// The agreement is signed; it may differ from what was pledged, which stays.
struct SignAgreement {
  std::string grant{}, number{};
  Known<PartialDate> signed_on{};
  Known<Money> amount{};
  Known<PartialDate> starts{}, ends{};
  std::vector<ReportDuty> reports{};
  Source source{};
  static constexpr std::string_view type_name = "sign_agreement", type_doc = "The agreement on a grant is signed; it may differ from what was pledged, which stays.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = SignAgreement;
    v(1, "grant", &F::grant, open, "Id or reference; where nobody pledged before, pledge is sent first.");
    v(2, "number", &F::number, open, "The agreement's own number.");
    v(3, "signed_on", &F::signed_on, open, "When it was signed; today if absent.");
    v(4, "amount", &F::amount, open, "What is agreed; as pledged if absent. Its currency is the grant's from then on.");
    v(5, "starts", &F::starts, open, "Since when it can be used; as pledged if absent.");
    v(6, "ends", &F::ends, open, "Until when; as pledged if absent.");
    v(7, "reports", &F::reports, open, "Reports that the donor is to have.");
    v(8, "source", &F::source, open, "Where that is written.");
  }
};

/// The terms of a grant change. What they were before stays.
struct AmendGrant {
  std::string grant{};
  Known<AmendmentKind> kind{};
  Known<PartialDate> decided_on{}, ends{};
  Known<Money> amount{};
  std::vector<Earmark> earmarks{};
  std::vector<ReportDuty> reports{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "amend_grant", type_doc = "The terms of a grant change; what they were before stays.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = AmendGrant;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "kind", &F::kind, open, "no_cost_extension, cost_extension, budget_revision, realignment, correction.");
    v(3, "decided_on", &F::decided_on, open, "When it was decided; of an extension that does not say it at the latest on the end that it moves.");
    v(4, "ends", &F::ends, open, "The end after it.");
    v(5, "amount", &F::amount, open, "The amount after it.");
    v(6, "earmarks", &F::earmarks, open, "All earmarks after it, where they change.");
    v(7, "reports", &F::reports, open, "Reports that come on top.");
    v(8, "reason", &F::reason, open, "Why.");
    v(9, "source", &F::source, open, "Where that is written.");
  }
};

/// A report went to the donor.
struct ReportToDonor {
  std::string grant{};
  Known<ReportKind> kind{};
  std::string period{};
  Known<PartialDate> due{}, sent_on{};
  static constexpr std::string_view type_name = "report_to_donor", type_doc = "A report went to the donor.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = ReportToDonor;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "kind", &F::kind, open, "narrative, financial, final, interim, audit.");
    v(3, "period", &F::period, open, "Of which period, where several are due.");
    v(4, "due", &F::due, open, "The one that was due then, where several are.");
    v(5, "sent_on", &F::sent_on, open, "When it was sent; today if absent.");
  }
};

/// A grant closes, is cancelled, or is opened again.
struct MoveGrant {
  std::string grant{}, outcome{};
  Known<PartialDate> on{};
  Known<Money> refund{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "move_grant", type_doc = "A grant closes, is cancelled, or is opened again.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = MoveGrant;
    v(1, "grant", &F::grant, open, "Id or reference.");
    v(2, "outcome", &F::outcome, open, "closed, cancelled; agreed opens a closed one again.");
    v(3, "on", &F::on, open, "When it was so; today if absent.");
    v(4, "refund", &F::refund, open, "On closing: what goes back to the donor.");
    v(5, "reason", &F::reason, open, "Why.");
    v(6, "source", &F::source, open, "Where that is written.");
  }
};

}  // namespace safar::inline v0
