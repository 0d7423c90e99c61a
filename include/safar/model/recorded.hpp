#pragma once
/// \file
/// What a case remembers of the fields of an agency's own.
#include <string>

#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/id.hpp>

namespace safar::inline v0 {

/// The latest open value of one field of a field set, of a case or of a person of it.
struct RecordedValue {
  std::string set{}, name{};
  PersonId person_id{};
  std::string value{};
  Date since{};
  static constexpr std::string_view type_name = "recorded_value", type_doc = "The latest open value of a field of an agency's own.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "set", &RecordedValue::set, Shelf::open, "Name of the field set.");
    v(2, "name", &RecordedValue::name, Shelf::open, "Name of the field.");
    v(3, "person_id", &RecordedValue::person_id, Shelf::open, "Of a set of persons: the person.");
    v(4, "value", &RecordedValue::value, Shelf::open, "Canonical JSON of the value, or of its absence.");
    v(5, "since", &RecordedValue::since, Shelf::open, "Day from which it is so.");
  }
  friend bool operator==(const RecordedValue&, const RecordedValue&) = default;
};

}  // namespace safar::inline v0
