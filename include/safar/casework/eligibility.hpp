#pragma once
/// \file
/// Decisions on eligibility; taken by a named officer, never by a machine.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>

namespace safar::inline v0 {

/// An officer decides on eligibility.
struct DecideEligibility {
  CaseId case_id{};
  PersonId person_id{};
  std::string outcome{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "decide_eligibility", type_doc = "An officer decides on eligibility.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &DecideEligibility::case_id, Shelf::open, "The case.");
    v(2, "person_id", &DecideEligibility::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "outcome", &DecideEligibility::outcome, Shelf::open, "eligible or ineligible.");
    v(4, "reason", &DecideEligibility::reason, Shelf::open, "Why.");
  }
};

/// An eligible case is looked at again.
struct Reassess {
  CaseId case_id{};
  PersonId person_id{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "reassess", type_doc = "An eligible case is looked at again.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Reassess::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Reassess::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "reason", &Reassess::reason, Shelf::open, "Why.");
  }
};

/// The migrant appeals against ineligibility.
struct Appeal {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> grounds{};
  std::vector<std::string> codes{};
  static constexpr std::string_view type_name = "appeal", type_doc = "The migrant appeals against ineligibility.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Appeal::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Appeal::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "grounds", &Appeal::grounds, Shelf::casefile, "The grounds, as stated.");
    v(4, "codes", &Appeal::codes, Shelf::casefile, "The grounds as codes, e.g. facts_wrong, new_evidence.");
  }
};

/// The appeal is decided.
struct DecideAppeal {
  CaseId case_id{};
  PersonId person_id{};
  std::string outcome{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "decide_appeal", type_doc = "The appeal is decided; ineligible is final then.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &DecideAppeal::case_id, Shelf::open, "The case.");
    v(2, "person_id", &DecideAppeal::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "outcome", &DecideAppeal::outcome, Shelf::open, "eligible or ineligible.");
    v(4, "reason", &DecideAppeal::reason, Shelf::open, "Why.");
  }
};

}  // namespace safar::inline v0
