#pragma once
/// \file
/// Why something is done, where nobody's key could seal it.
#include <string>
#include <vector>

#include <safar/base/describe.hpp>

namespace safar::inline v0 {

/// Why something is done to many cases, to a project, to a plan: a code, and what it rests on. No free text, since nobody's key could seal it.
struct Reason {
  std::string code{};
  std::vector<std::string> evidence{};
  static constexpr std::string_view type_name = "reason", type_doc = "Why: a code and what it rests on.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "code", &Reason::code, Shelf::open, "Reason code, e.g. intake_not_typical.");
    v(2, "evidence", &Reason::evidence, Shelf::open, "What it rests on, e.g. surge:2018-W46. No personal data.");
  }
};

}  // namespace safar::inline v0
