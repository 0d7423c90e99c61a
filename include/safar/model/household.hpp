#pragma once
/// \file
/// How cases hang together: a household whose members part, a person who has two cases.
#include <vector>

#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

/// A link to another case; both cases have one.
struct CaseLink {
  LinkKind kind{};
  CaseId case_id{};
  Date since{};
  std::vector<PersonId> persons{};
  static constexpr std::string_view type_name = "case_link", type_doc = "How a case hangs together with another.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "kind", &CaseLink::kind, Shelf::open, "merged_into, merged_from, split_into, split_from.");
    v(2, "case", &CaseLink::case_id, Shelf::open, "The other case.");
    v(3, "since", &CaseLink::since, Shelf::open, "Day of the act.");
    v(4, "persons", &CaseLink::persons, Shelf::open, "Who went on there, or came from there.");
  }
  friend bool operator==(const CaseLink&, const CaseLink&) = default;
};

/// Two entries of one human being.
struct SamePerson {
  PersonId person_id{};
  OtherPersonId same_as{};
  static constexpr std::string_view type_name = "same_person", type_doc = "Two entries of one human being.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "person_id", &SamePerson::person_id, Shelf::open, "The person of the case that ends.");
    v(2, "same_as", &SamePerson::same_as, Shelf::open, "Who that is in the case that goes on.");
  }
  friend bool operator==(const SamePerson&, const SamePerson&) = default;
};

}  // namespace safar::inline v0
