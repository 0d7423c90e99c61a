#pragma once
/// \file
/// Questions and their answers: of a referral, of a complaint.
#include <string>

#include <safar/casework/common.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

/// The organisation that a person was referred to has answered, or has not in time.
struct AnswerReferral {
  CaseId case_id{};
  PersonId person_id{};
  std::string referral{};
  Known<ReferralAnswer> answer{};
  Known<std::string> note{};
  static constexpr std::string_view type_name = "answer_referral", type_doc = "The organisation that a person was referred to has answered, or has not in time.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &AnswerReferral::case_id, Shelf::open, "The case.");
    v(2, "person_id", &AnswerReferral::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "referral", &AnswerReferral::referral, Shelf::open, "The act of the referral, or whom it went to; may be absent where one is open.");
    v(4, "answer", &AnswerReferral::answer, Shelf::open, "accepted, refused, no_answer.");
    v(5, "note", &AnswerReferral::note, Shelf::casefile, "What they said.");
  }
};

/// A complaint is received; never blocked.
struct Complain {
  CaseId case_id{};
  PersonId person_id{};
  Known<ComplaintKind> about{};
  Known<std::string> text{};
  Known<bool> anonymous{};
  static constexpr std::string_view type_name = "complain", type_doc = "A complaint is received; never blocked.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Complain::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Complain::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "about", &Complain::about, Shelf::sensitive, "What it is about.");
    v(4, "text", &Complain::text, Shelf::sensitive, "As stated.");
    v(5, "anonymous", &Complain::anonymous, Shelf::sensitive, "Who complains does not want to be named.");
  }
};

/// A complaint is answered; never blocked.
struct AnswerComplaint {
  CaseId case_id{};
  PersonId person_id{};
  std::string complaint{};
  Known<ComplaintAnswer> answer{};
  Known<std::string> text{};
  static constexpr std::string_view type_name = "answer_complaint", type_doc = "A complaint is answered; never blocked.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &AnswerComplaint::case_id, Shelf::open, "The case.");
    v(2, "person_id", &AnswerComplaint::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "complaint", &AnswerComplaint::complaint, Shelf::sensitive, "The act of the complaint; may be absent where one is open.");
    v(4, "answer", &AnswerComplaint::answer, Shelf::sensitive, "upheld, partly_upheld, not_upheld, passed_on, withdrawn.");
    v(5, "text", &AnswerComplaint::text, Shelf::sensitive, "What was answered.");
  }
};

}  // namespace safar::inline v0
