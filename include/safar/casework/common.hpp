#pragma once
/// \file
/// What several verbs share: reasons and the way to name cases.
#include <string>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// Why something is done to one case; the text is sealed with the person's casefile key.
struct CaseReason {
  std::string code{};
  std::vector<std::string> evidence{};
  Known<std::string> text{};
  static constexpr std::string_view type_name = "case_reason", type_doc = "Why: a code, what it rests on, and a sentence of the officer.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "code", &CaseReason::code, Shelf::open, "Reason code, e.g. identity_confirmed.");
    v(2, "evidence", &CaseReason::evidence, Shelf::open, "What it rests on. No personal data.");
    v(3, "text", &CaseReason::text, Shelf::casefile, "The officer's own words, sealed with the person's casefile key.");
  }
};

/// Cases by what they have in common; an empty list does not restrict.
struct Selection {
  std::vector<std::string> site{}, route{}, journey{};
  std::vector<CaseId> cases{};
  static constexpr std::string_view type_name = "selection", type_doc = "Cases by what they have in common; an empty list does not restrict.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "site", &Selection::site, Shelf::open, "Sites of application.");
    v(2, "route", &Selection::route, Shelf::open, "Borders crossed, as stated.");
    v(3, "journey", &Selection::journey, Shelf::open, "States of the journey.");
    v(4, "cases", &Selection::cases, Shelf::open, "These cases only.");
  }
};

}  // namespace safar::inline v0
