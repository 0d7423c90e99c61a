#pragma once
/// \file
/// Code lists of the case file. Names are stored; append only.
#include <array>
#include <cstdint>
#include <string_view>

namespace safar::inline v0 {

// `codes(T)` gives the names by value, found by describe.hpp through argument-dependent lookup.
enum class Sex : std::uint8_t { female, male, other };
constexpr auto codes(Sex) { return std::array<std::string_view, 3>{"female", "male", "other"}; }

/// How sure a date of birth is: a quality of its source, not of the day.
enum class BirthQuality : std::uint8_t { documented, stated, estimated, placeholder };
constexpr auto codes(BirthQuality) { return std::array<std::string_view, 4>{"documented", "stated", "estimated", "placeholder"}; }

enum class Relation : std::uint8_t { principal, spouse, child, parent, sibling, other };
constexpr auto codes(Relation) { return std::array<std::string_view, 6>{"principal", "spouse", "child", "parent", "sibling", "other"}; }

enum class DocumentType : std::uint8_t { passport, national_id, ecowas_card, consular_card, laissez_passer, birth_certificate, other };
constexpr auto codes(DocumentType) {
  return std::array<std::string_view, 7>{"passport", "national_id", "ecowas_card", "consular_card", "laissez_passer", "birth_certificate", "other"};
}

/// IOM Data Protection Manual: explicit (oral or written), implicit (by conduct), proxy (by somebody entitled).
enum class ConsentKind : std::uint8_t { explicit_consent, implicit_consent, proxy };
constexpr auto codes(ConsentKind) { return std::array<std::string_view, 3>{"explicit", "implicit", "proxy"}; }

enum class TravelMode : std::uint8_t { air, road, rail, sea };
constexpr auto codes(TravelMode) { return std::array<std::string_view, 4>{"air", "road", "rail", "sea"}; }

/// IOM's integrated approach to reintegration: three levels, three dimensions.
enum class Level : std::uint8_t { individual, community, structural };
constexpr auto codes(Level) { return std::array<std::string_view, 3>{"individual", "community", "structural"}; }
enum class Dimension : std::uint8_t { economic, social, psychosocial };
constexpr auto codes(Dimension) { return std::array<std::string_view, 3>{"economic", "social", "psychosocial"}; }

/// The pre-departure checklist, kept per person.
enum class ChecklistItem : std::uint8_t { travel_document_received, fit_to_travel, consent_confirmed, briefing_done };
constexpr auto codes(ChecklistItem) {
  return std::array<std::string_view, 4>{"travel_document_received", "fit_to_travel", "consent_confirmed", "briefing_done"};
}

}  // namespace safar::inline v0
