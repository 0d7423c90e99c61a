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

/// How consent was expressed, and by whom it was given where a person may not or cannot (IOM Data Protection Manual: proxy).
enum class ConsentForm : std::uint8_t { written, oral, conduct };
constexpr auto codes(ConsentForm) { return std::array<std::string_view, 3>{"written", "oral", "conduct"}; }
enum class ConsentGiver : std::uint8_t { self, parent, guardian, relative, authorised };
constexpr auto codes(ConsentGiver) { return std::array<std::string_view, 5>{"self", "parent", "guardian", "relative", "authorised"}; }

/// The way of a travel document through a consulate.
enum class IssuanceStep : std::uint8_t { requested, interviewed, nationality_verified, issued, refused, expired };
constexpr auto codes(IssuanceStep) {
  return std::array<std::string_view, 6>{"requested", "interviewed", "nationality_verified", "issued", "refused", "expired"};
}

/// Who goes along, and what is arranged at a stop.
enum class EscortKind : std::uint8_t { none, social, medical, guardian, operational };
constexpr auto codes(EscortKind) { return std::array<std::string_view, 5>{"none", "social", "medical", "guardian", "operational"}; }
enum class TransitHelp : std::uint8_t { meet_and_assist, overnight_stay, transit_visa, onward_transport, reception };
constexpr auto codes(TransitHelp) {
  return std::array<std::string_view, 5>{"meet_and_assist", "overnight_stay", "transit_visa", "onward_transport", "reception"};
}
enum class LegStage : std::uint8_t { planned, travelled, missed };
constexpr auto codes(LegStage) { return std::array<std::string_view, 3>{"planned", "travelled", "missed"}; }

/// Counselling: how it took place, what was spoken of (the sections of RECAMAS' questionnaire), and what the migrant wants.
enum class CounselMode : std::uint8_t { in_person, phone, video, group, helpline };
constexpr auto codes(CounselMode) { return std::array<std::string_view, 5>{"in_person", "phone", "video", "group", "helpline"}; }
enum class CounselTopic : std::uint8_t { welcome, situation, travel_documents, legal_financial, status_specific, family, vulnerability, programme_choice };
constexpr auto codes(CounselTopic) {
  return std::array<std::string_view, 8>{"welcome", "situation", "travel_documents", "legal_financial", "status_specific", "family", "vulnerability", "programme_choice"};
}
enum class ReturnChoice : std::uint8_t { yes, no, still_considering };
constexpr auto codes(ReturnChoice) { return std::array<std::string_view, 3>{"yes", "no", "still_considering"}; }

/// Where a service of a plan stands (BRAC's reintegration records: completed, ongoing, dropout).
enum class ServiceStatus : std::uint8_t { planned, ongoing, completed, dropped_out };
constexpr auto codes(ServiceStatus) { return std::array<std::string_view, 4>{"planned", "ongoing", "completed", "dropped_out"}; }
enum class PaymentMethod : std::uint8_t { in_kind, to_provider, bank, mobile_money, cash };
constexpr auto codes(PaymentMethod) { return std::array<std::string_view, 5>{"in_kind", "to_provider", "bank", "mobile_money", "cash"}; }

enum class ReferralAnswer : std::uint8_t { accepted, refused, no_answer };
constexpr auto codes(ReferralAnswer) { return std::array<std::string_view, 3>{"accepted", "refused", "no_answer"}; }

enum class FollowUpKind : std::uint8_t { visit, phone, partner_report, survey, group };
constexpr auto codes(FollowUpKind) { return std::array<std::string_view, 5>{"visit", "phone", "partner_report", "survey", "group"}; }
enum class FollowUpResult : std::uint8_t { on_track, needs_help, not_reached, moved_away, migrated_again, dropped_out };
constexpr auto codes(FollowUpResult) {
  return std::array<std::string_view, 6>{"on_track", "needs_help", "not_reached", "moved_away", "migrated_again", "dropped_out"};
}

enum class ComplaintKind : std::uint8_t { delay, quality, decision, staff_conduct, exploitation_or_abuse, discrimination, corruption, data_protection, other };
constexpr auto codes(ComplaintKind) {
  return std::array<std::string_view, 9>{"delay", "quality", "decision", "staff_conduct", "exploitation_or_abuse", "discrimination", "corruption", "data_protection", "other"};
}
enum class ComplaintAnswer : std::uint8_t { upheld, partly_upheld, not_upheld, passed_on, withdrawn };
constexpr auto codes(ComplaintAnswer) { return std::array<std::string_view, 5>{"upheld", "partly_upheld", "not_upheld", "passed_on", "withdrawn"}; }

/// What an assessment comes to, all factors weighed together by the officer.
enum class VulnerabilityOverall : std::uint8_t { low, medium, high, critical };
constexpr auto codes(VulnerabilityOverall) { return std::array<std::string_view, 4>{"low", "medium", "high", "critical"}; }

/// How one case hangs together with another.
enum class LinkKind : std::uint8_t { merged_into, merged_from, split_into, split_from };
constexpr auto codes(LinkKind) { return std::array<std::string_view, 4>{"merged_into", "merged_from", "split_into", "split_from"}; }

}  // namespace safar::inline v0
