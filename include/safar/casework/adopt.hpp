#pragma once
/// \file
/// Workflows, programmes, code lists enter as data.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>

namespace safar::inline v0 {

/// A document is in force from a day on: a workflow, a programme, a setting of the register.
struct Adopt {
  std::string kind{};
  std::string name{};
  std::string document{};
  std::string digest{};
  static constexpr std::string_view type_name = "adopt", type_doc = "A document is in force from a day on: a workflow, a programme, a setting of the register.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "kind", &Adopt::kind, Shelf::open, "workflow, field_set, programme, code_list, calendar, setting.");
    v(2, "name", &Adopt::name, Shelf::open, "Its name.");
    v(3, "document", &Adopt::document, Shelf::open, "The document itself, canonical JSON as text.");
    v(4, "digest", &Adopt::digest, Shelf::open, "BLAKE2b-256 of the document, hex; made by the library.");
  }
};

}  // namespace safar::inline v0
