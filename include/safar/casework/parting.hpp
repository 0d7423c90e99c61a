#pragma once
/// \file
/// Members of a household part; two cases of one person become one.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/case.hpp>

namespace safar::inline v0 {

/// Some persons of a case go on in a case of their own. The library begins it (`begin_case`): same state, same holds, a link on both.
struct SplitHousehold {
  CaseId case_id{};
  PersonId person_id{};
  std::vector<PersonId> persons{};
  CaseReason reason{};
  CaseId new_case{};
  static constexpr std::string_view type_name = "split_household", type_doc = "Some persons of a case go on in a case of their own, with the same state and the same holds.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &SplitHousehold::case_id, Shelf::open, "The case.");
    v(2, "person_id", &SplitHousehold::person_id, Shelf::open, "Whose key seals the reason; the principal applicant if absent.");
    v(3, "persons", &SplitHousehold::persons, Shelf::open, "Who goes on in the new case; at least one stays.");
    v(4, "reason", &SplitHousehold::reason, Shelf::open, "Why.");
    v(5, "new_case", &SplitHousehold::new_case, Shelf::open, "The new case, made by the library.");
  }
};

/// Two cases of one person become one: `case` ends, `into` goes on. Nothing of either is dropped.
struct Merge {
  CaseId case_id{};
  PersonId person_id{};
  CaseId into{};
  std::vector<SamePerson> same{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "merge", type_doc = "Two cases of one person become one: `case` ends with the outcome merged, `into` goes on.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Merge::case_id, Shelf::open, "The case that ends.");
    v(2, "person_id", &Merge::person_id, Shelf::open, "Whose key seals the reason; the principal applicant if absent.");
    v(3, "into", &Merge::into, Shelf::open, "The case that goes on.");
    v(4, "same", &Merge::same, Shelf::open, "Who is who; may be absent where each case has one person, or the same ones.");
    v(5, "reason", &Merge::reason, Shelf::open, "Why.");
  }
};

/// A case that begins out of another; made by the library with split_household.
struct BeginCase {
  CaseId case_id{};
  std::string number{};
  Known<std::string> site{};
  Known<std::string> route{};
  CaseState begins{};
  static constexpr std::string_view type_name = "begin_case", type_doc = "A case that begins out of another.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &BeginCase::case_id, Shelf::open, "The new case.");
    v(2, "number", &BeginCase::number, Shelf::open, "Its number.");
    v(3, "site", &BeginCase::site, Shelf::counted, "Site of the application that it comes from.");
    v(4, "route", &BeginCase::route, Shelf::counted, "Border crossed, as stated there.");
    v(5, "begins", &BeginCase::begins, Shelf::open, "What it begins with.");
  }
};

}  // namespace safar::inline v0
