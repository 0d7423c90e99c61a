#pragma once
/// \file
/// Consent to the return and to the use of data, and its withdrawal.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

/// Consent is given.
struct Consent {
  CaseId case_id{};
  PersonId person_id{};
  Known<ConsentKind> kind{};
  std::vector<std::string> scope{};
  Known<std::string> language{};
  Known<std::string> interpreter{};
  Known<ConsentForm> form{};
  Known<ConsentGiver> given_by{};
  static constexpr std::string_view type_name = "consent", type_doc = "Consent is given.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Consent::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Consent::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "kind", &Consent::kind, Shelf::open, "explicit, implicit, proxy.");
    v(4, "scope", &Consent::scope, Shelf::open, "What it covers: return, data_sharing_consulate, data_sharing_partner, follow_up.");
    v(5, "language", &Consent::language, Shelf::casefile, "Language in which it was explained.");
    v(6, "interpreter", &Consent::interpreter, Shelf::casefile, "Who interpreted, pseudonym.");
    v(7, "form", &Consent::form, Shelf::open, "written, oral, conduct.");
    v(8, "given_by", &Consent::given_by, Shelf::casefile, "Who gave it: self, or whom of a proxy.");
  }
};

/// Consent is withdrawn; nobody may refuse that.
struct WithdrawConsent {
  CaseId case_id{};
  PersonId person_id{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "withdraw_consent", type_doc = "Consent is withdrawn; nobody may refuse that.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &WithdrawConsent::case_id, Shelf::open, "The case.");
    v(2, "person_id", &WithdrawConsent::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "reason", &WithdrawConsent::reason, Shelf::open, "Why.");
  }
};

}  // namespace safar::inline v0
