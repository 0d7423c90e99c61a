#pragma once
/// \file
/// From papers to arrival.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/migrant.hpp>

namespace safar::inline v0 {

/// A paper of a person is recorded or its use decided.
struct RecordDocument {
  CaseId case_id{};
  PersonId person_id{};
  Document document{};
  static constexpr std::string_view type_name = "document", type_doc = "A paper of a person is recorded or its use decided.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &RecordDocument::case_id, Shelf::open, "The case.");
    v(2, "person_id", &RecordDocument::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "document", &RecordDocument::document, Shelf::open, "The paper.");
  }
};

/// An item of a person's pre-departure checklist is done, or no longer.
struct Checklist {
  CaseId case_id{};
  PersonId person_id{};
  std::vector<ChecklistItem> items{};
  bool done = false;
  static constexpr std::string_view type_name = "checklist", type_doc = "An item of a person's pre-departure checklist is done, or no longer.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Checklist::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Checklist::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "items", &Checklist::items, Shelf::open, "The items.");
    v(4, "done", &Checklist::done, Shelf::open, "True: done; false: no longer.");
  }
};

/// The case is cleared for travel.
struct Clear {
  CaseId case_id{};
  static constexpr std::string_view type_name = "clear", type_doc = "The case is cleared for travel.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Clear::case_id, Shelf::open, "The case.");
  }
};

/// The journey is booked.
struct Book {
  CaseId case_id{};
  Known<PartialDate> travel_on{};
  Known<TravelMode> mode{};
  Known<Country> to{};
  Known<std::string> carrier{};
  PersonId person_id{};
  static constexpr std::string_view type_name = "book", type_doc = "The journey is booked.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Book::case_id, Shelf::open, "The case.");
    v(2, "travel_on", &Book::travel_on, Shelf::open, "Day of the journey.");
    v(3, "mode", &Book::mode, Shelf::open, "air, road, rail, sea.");
    v(4, "to", &Book::to, Shelf::open, "Country of return.");
    v(5, "carrier", &Book::carrier, Shelf::casefile, "Carrier and number.");
    v(6, "person_id", &Book::person_id, Shelf::open, "The person; the principal applicant if absent.");
  }
};

/// The persons have departed.
struct Depart {
  CaseId case_id{};
  Known<PartialDate> departed_on{};
  static constexpr std::string_view type_name = "depart", type_doc = "The persons have departed.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Depart::case_id, Shelf::open, "The case.");
    v(2, "departed_on", &Depart::departed_on, Shelf::open, "Day of departure; today if absent.");
  }
};

/// The persons did not come to the departure.
struct NoShow {
  CaseId case_id{};
  PersonId person_id{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "no_show", type_doc = "The persons did not come to the departure.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &NoShow::case_id, Shelf::open, "The case.");
    v(2, "person_id", &NoShow::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "reason", &NoShow::reason, Shelf::open, "Why.");
  }
};

/// The receiving partner confirms the arrival.
struct Arrive {
  CaseId case_id{};
  Known<PartialDate> arrived_on{};
  static constexpr std::string_view type_name = "arrive", type_doc = "The receiving partner confirms the arrival.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Arrive::case_id, Shelf::open, "The case.");
    v(2, "arrived_on", &Arrive::arrived_on, Shelf::open, "Day of arrival; today if absent.");
  }
};

}  // namespace safar::inline v0
