#pragma once
/// \file
/// What the library adds to an accepted fact: advice of an engine, and a hold that follows from it.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>

namespace safar::inline v0 {

/// What an engine said inside an act; nobody is refused by it.
struct Advice {
  CaseId case_id{};
  PersonId person_id{};
  OtherPersonId other_id{};
  std::string engine{};
  std::string code{};
  Known<std::string> detail{};
  static constexpr std::string_view type_name = "advice", type_doc = "What an engine said inside an act; nobody is refused by it.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Advice::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Advice::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "other_person", &Advice::other_id, Shelf::open, "The second person, where the advice is about two.");
    v(4, "engine", &Advice::engine, Shelf::open, "Which engine, with its version.");
    v(5, "code", &Advice::code, Shelf::open, "What it says: document_number_known, ...");
    v(6, "detail", &Advice::detail, Shelf::casefile, "What it rests on.");
  }
};

/// What is open of an event whose kind is sealed (is_sealed_kind), and all that is seen of it by who may not read the shelf of its kind.
struct Assessed {
  CaseId case_id{};
  PersonId person_id{};
  static constexpr std::string_view type_name = "assessed", type_doc = "Something of health, protection, a complaint or a death; which it is, is sealed.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Assessed::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Assessed::person_id, Shelf::open, "The person.");
  }
};

/// A hold that follows from advice or from a standing suspension.
struct Hold {
  CaseId case_id{};
  std::string hold{};
  std::string because{};
  std::string code{};
  static constexpr std::string_view type_name = "hold", type_doc = "A hold that follows from advice or from a standing suspension.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Hold::case_id, Shelf::open, "The case.");
    v(2, "hold", &Hold::hold, Shelf::open, "Kind of hold.");
    v(3, "because", &Hold::because, Shelf::open, "advice, or the act of the standing suspension.");
    v(4, "code", &Hold::code, Shelf::open, "Reason code.");
  }
};

}  // namespace safar::inline v0
