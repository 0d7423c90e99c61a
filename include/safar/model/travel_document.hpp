#pragma once
/// \file
/// Papers: what a person holds, and what a consulate is asked to issue.
#include <string>

#include <safar/base/country.hpp>
#include <safar/base/date.hpp>
#include <safar/base/describe.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

/// A paper that names a person. Its number is sealed, and found again through the blind index only.
struct Document {
  Known<DocumentType> type{};
  Known<Country> country{};
  Known<std::string> number{};
  Known<PartialDate> expires{};
  Known<bool> usable{};
  static constexpr std::string_view type_name = "identity_document", type_doc = "A paper that names a person.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "type", &Document::type, open, "Kind of paper.");
    v(2, "country", &Document::country, identity, "Issuing country, ISO 3166-1 alpha-3.");
    v(3, "number", &Document::number, identity, "As printed; looked up blind, without blanks and case.");
    v(4, "expires", &Document::expires, open, "Last day of validity, EDTF; a guard may need it.");
    v(5, "usable", &Document::usable, open, "Accepted for the return journey.");
  }
};

/// A paper of a person, as far as a guard needs it.
struct PaperState {
  Known<PartialDate> expires{};
  Known<bool> usable{};
  Known<DocumentType> type{};
  static constexpr std::string_view type_name = "paper_state", type_doc = "A document, as far as guards need it.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "expires", &PaperState::expires, Shelf::open, "Last day of validity.");
    v(2, "usable", &PaperState::usable, Shelf::open, "Accepted for the return journey.");
    v(3, "type", &PaperState::type, Shelf::open, "Kind of paper.");
  }
  friend bool operator==(const PaperState&, const PaperState&) = default;
};

struct TravelDocumentState {
  Known<bool> valid{};
  static constexpr std::string_view type_name = "travel_document_state", type_doc = "Can this person travel on a paper that is accepted?";
  template <class V> static constexpr void describe(V& v) { v(1, "valid", &TravelDocumentState::valid, Shelf::open, "Usable and not expired on the day asked."); }
  friend bool operator==(const TravelDocumentState&, const TravelDocumentState&) = default;
};

/// Where a travel document that a consulate was asked for stands.
struct IssuanceState {
  Known<DocumentType> type{};
  IssuanceStep step{};
  Date requested{}, since{};
  static constexpr std::string_view type_name = "issuance_state", type_doc = "Where a travel document that a consulate was asked for stands.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "type", &IssuanceState::type, Shelf::open, "Kind of paper.");
    v(2, "step", &IssuanceState::step, Shelf::open, "Last step that was recorded.");
    v(3, "requested", &IssuanceState::requested, Shelf::open, "Day of its first step.");
    v(4, "since", &IssuanceState::since, Shelf::open, "Day of its last step.");
  }
  friend bool operator==(const IssuanceState&, const IssuanceState&) = default;
};

/// May `next` be recorded after `last`? A consulate may issue or refuse at once, without interview; who was refused or holds an expired
/// paper may ask again.
constexpr bool follows(IssuanceStep last, IssuanceStep next) noexcept {
  using enum IssuanceStep;
  switch (next) {
    case requested: return last == refused || last == expired;
    case interviewed: return last == requested || last == interviewed;
    case nationality_verified: return last == requested || last == interviewed;
    case issued:
    case refused: return last == requested || last == interviewed || last == nationality_verified;
    default: return last == issued;
  }
}

}  // namespace safar::inline v0
