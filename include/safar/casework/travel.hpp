#pragma once
/// \file
/// From papers to arrival.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/journey.hpp>
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

/// A step of a travel document through a consulate: requested, interviewed, nationality_verified, issued or refused, expired.
struct IssueDocument {
  CaseId case_id{};
  PersonId person_id{};
  Known<IssuanceStep> step{};
  Known<DocumentType> type{};
  Known<Country> country{};
  Known<std::string> number{};
  Known<PartialDate> expires{};
  Known<std::string> consulate{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "issue_document", type_doc = "A step of a travel document through a consulate.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &IssueDocument::case_id, Shelf::open, "The case.");
    v(2, "person_id", &IssueDocument::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "step", &IssueDocument::step, Shelf::open, "requested (needs consent to data_sharing_consulate), interviewed, nationality_verified, issued, refused, expired.");
    v(4, "type", &IssueDocument::type, Shelf::open, "Kind of paper; laissez_passer if absent.");
    v(5, "country", &IssueDocument::country, Shelf::identity, "Country whose consulate it is, ISO 3166-1 alpha-3.");
    v(6, "number", &IssueDocument::number, Shelf::identity, "Of the paper issued, as printed.");
    v(7, "expires", &IssueDocument::expires, Shelf::open, "Last day of validity of the paper issued, EDTF.");
    v(8, "consulate", &IssueDocument::consulate, Shelf::casefile, "Which consulate, who was spoken to.");
    v(9, "reason", &IssueDocument::reason, Shelf::open, "Why it was refused; required then.");
  }
};

/// The way in legs, and who goes along. Says the whole way anew each time.
struct Transit {
  CaseId case_id{};
  PersonId person_id{};
  std::vector<Leg> legs{};
  Known<EscortKind> escort{};
  Known<std::int64_t> escorts{};
  Known<std::string> medical_needs{};
  Known<std::string> carriers{};
  static constexpr std::string_view type_name = "transit", type_doc = "The way in legs, and who goes along; says the whole way anew each time.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Transit::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Transit::person_id, Shelf::open, "The person who is escorted; the principal applicant if absent.");
    v(3, "legs", &Transit::legs, Shelf::open, "The legs, in order.");
    v(4, "escort", &Transit::escort, Shelf::sensitive, "none, social, medical, guardian, operational.");
    v(5, "escorts", &Transit::escorts, Shelf::sensitive, "How many go along.");
    v(6, "medical_needs", &Transit::medical_needs, Shelf::sensitive, "What the carrier must provide for.");
    v(7, "carriers", &Transit::carriers, Shelf::casefile, "Carriers and numbers.");
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
