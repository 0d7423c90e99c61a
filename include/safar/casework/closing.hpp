#pragma once
/// \file
/// The ends of a case, corrections, and erasure.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/migrant.hpp>

namespace safar::inline v0 {

/// The case is closed.
struct Close {
  CaseId case_id{};
  PersonId person_id{};
  std::string outcome{};
  CaseReason reason{};
  Known<std::string> precisely{};
  Known<std::string> precise_reason{};
  static constexpr std::string_view type_name = "close", type_doc = "The case is closed.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Close::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Close::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "outcome", &Close::outcome, Shelf::open, "completed, withdrawn, refused, transferred, other; deceased stands as other, and is sealed.");
    v(4, "reason", &Close::reason, Shelf::open, "Why.");
    v(5, "precisely", &Close::precisely, Shelf::casefile, "The outcome where it is sealed: deceased. The library fills it in.");
    v(6, "precise_reason", &Close::precise_reason, Shelf::casefile, "Its reason code. The library fills it in.");
  }
};

/// A person of the case has died. That it was so is sealed as casefile is; once nobody of the case lives, closing it is due.
struct RecordDeath {
  CaseId case_id{};
  PersonId person_id{};
  Known<PartialDate> died_on{};
  Known<std::string> circumstances{};
  Known<bool> family_informed{};
  Known<bool> authorities_informed{};
  static constexpr std::string_view type_name = "record_death", type_doc = "A person of the case has died; once nobody of it lives, closing it is due.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &RecordDeath::case_id, Shelf::open, "The case.");
    v(2, "person_id", &RecordDeath::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "died_on", &RecordDeath::died_on, Shelf::sensitive, "Day of death.");
    v(4, "circumstances", &RecordDeath::circumstances, Shelf::sensitive, "Where and how.");
    v(5, "family_informed", &RecordDeath::family_informed, Shelf::sensitive, "The family knows.");
    v(6, "authorities_informed", &RecordDeath::authorities_informed, Shelf::sensitive, "Authorities or consulate know.");
  }
};

/// The case goes on at another office or in another programme, with its number and its holds.
struct Transfer {
  CaseId case_id{};
  PersonId person_id{};
  std::string to_office{};
  std::string to_programme{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "transfer", type_doc = "The case goes on at another office or in another programme, with its number and its holds.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Transfer::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Transfer::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "to_office", &Transfer::to_office, Shelf::open, "Office; the same if absent.");
    v(4, "to_programme", &Transfer::to_programme, Shelf::open, "Programme; the same if absent.");
    v(5, "reason", &Transfer::reason, Shelf::open, "Why.");
  }
};

/// A closed case is opened again.
struct Reopen {
  CaseId case_id{};
  PersonId person_id{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "reopen", type_doc = "A closed case is opened again.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Reopen::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Reopen::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "reason", &Reopen::reason, Shelf::open, "Why.");
  }
};

/// The migrant withdraws; nobody may refuse that.
struct WithdrawApplication {
  CaseId case_id{};
  PersonId person_id{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "withdraw_application", type_doc = "The migrant withdraws; nobody may refuse that.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &WithdrawApplication::case_id, Shelf::open, "The case.");
    v(2, "person_id", &WithdrawApplication::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "reason", &WithdrawApplication::reason, Shelf::open, "Why.");
  }
};

/// What was written of a person is corrected; what was believed before stays known. Only the members given are corrected.
struct Correct {
  CaseId case_id{};
  PersonId person_id{};
  Migrant person{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "correct", type_doc = "What was written of a person is corrected; what was believed before stays known. Only the members given are corrected.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Correct::case_id, Shelf::open, "The case.");
    v(2, "person", &Correct::person, Shelf::open, "The corrected members, with person_id.");
    v(4, "person_id", &Correct::person_id, Shelf::open, "The person; the one of `person`, or the principal applicant, if absent.");
    v(3, "reason", &Correct::reason, Shelf::open, "Why.");
  }
};

/// The data of persons are erased: keys and sealed bytes go, counts stay.
struct Erase {
  std::vector<PersonId> persons{};
  Reason reason{};
  static constexpr std::string_view type_name = "erase", type_doc = "The data of persons are erased: keys and sealed bytes go, counts stay.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "persons", &Erase::persons, Shelf::open, "Whose.");
    v(2, "reason", &Erase::reason, Shelf::open, "Why: a code.");
  }
};

}  // namespace safar::inline v0
