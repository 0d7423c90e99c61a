#pragma once
/// \file
/// A dialogue of states as its events add up to it: who took part when, its phases and themes, what was met about, promised and followed up.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/money.hpp>
#include <safar/model/noun.hpp>
#include <safar/model/project.hpp>

namespace safar::inline v0 {

// Names are stored; append only.
enum class DialogueKind : std::uint8_t { regional_process, bilateral, facility, network, forum, other };
constexpr auto codes(DialogueKind) { return std::array<std::string_view, 6>{"regional_process", "bilateral", "facility", "network", "forum", "other"}; }

/// As what a party takes part. A reference country leads one domain of the dialogue.
enum class DialogueRole : std::uint8_t { member, observer, chair, co_chair, steering_committee, secretariat, partner, donor, reference_country };
constexpr auto codes(DialogueRole) {
  return std::array<std::string_view, 9>{"member", "observer", "chair", "co_chair", "steering_committee", "secretariat", "partner", "donor", "reference_country"};
}

enum class ThemeKind : std::uint8_t { pillar, domain, area, objective, action };
constexpr auto codes(ThemeKind) { return std::array<std::string_view, 5>{"pillar", "domain", "area", "objective", "action"}; }

enum class MeetingLevel : std::uint8_t { ministerial, senior_officials, technical, thematic, steering_committee, conference, other };
constexpr auto codes(MeetingLevel) {
  return std::array<std::string_view, 7>{"ministerial", "senior_officials", "technical", "thematic", "steering_committee", "conference", "other"};
}

enum class CommitmentStatus : std::uint8_t { not_started, ongoing, completed, dropped };
constexpr auto codes(CommitmentStatus) { return std::array<std::string_view, 4>{"not_started", "ongoing", "completed", "dropped"}; }

/// What a source counts. `participants`: parties in any role but secretariat, donor and reference country; `countries`: the states among them.
enum class FigureKind : std::uint8_t { members, observers, steering_committee, donors, participants, countries, phases, meetings, commitments, projects, other };
constexpr auto codes(FigureKind) {
  return std::array<std::string_view, 11>{"members", "observers", "steering_committee", "donors", "participants", "countries", "phases", "meetings", "commitments", "projects", "other"};
}

/// One party in one role for one time: until is the first day on which it was so no more.
struct DialogueMember {
  DialogueRole role{};
  Party party{}, seat{};
  Known<PartialDate> since{}, until{};
  std::string reason{};
  Source source{};
};

/// A phase goes on for longer than was said: the end before it stays.
struct PhaseExtension {
  Known<PartialDate> decided_on{}, ends_before{}, ends{};
};
struct DialoguePhase {
  std::string name{};
  LocalizedText title{};
  Known<PartialDate> starts{}, ends{}, first_ends{};
  std::vector<PhaseExtension> extensions{};
};

struct DialogueTheme {
  std::string name{}, within{}, term{};
  ThemeKind kind{};
  LocalizedText title{};
  std::vector<std::string> frameworks{};
};

struct DialogueMeeting {
  std::string name{}, phase{}, theme{}, venue{};
  LocalizedText title{}, conclusions{};
  Known<MeetingLevel> level{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<Party> participants{};
  std::vector<OutputFile> documents{};
  Source source{};
};

struct CommitmentFollowUp {
  CommitmentStatus status{};
  Known<std::int64_t> progress{};
  std::string evidence{};
  Known<PartialDate> on{};
};
struct DialogueCommitment {
  std::string name{}, theme{}, meeting{};
  LocalizedText text{};
  std::vector<Party> by{};
  std::vector<std::string> frameworks{};
  Known<PartialDate> on{}, deadline{};
  std::vector<CommitmentFollowUp> follow_ups{};  ///< by their day, those of one day as they came in
  Source source{};
};

/// What a call of a facility pays for.
struct FacilityAward {
  std::string project{};
  Party recipient{};
  Known<Money> amount{};
  static constexpr std::string_view type_name = "facility_award", type_doc = "What a call of a grant facility pays for.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "project", &FacilityAward::project, open, "Id or reference of the project, where it is in the register.");
    v(2, "recipient", &FacilityAward::recipient, open, "Who gets it.");
    v(3, "amount", &FacilityAward::amount, open, "How much, in the currency of the call.");
  }
};
struct FacilityCall {
  std::string facility{}, call{};
  LocalizedText title{};
  Known<Money> amount{};
  Known<PartialDate> opens{}, closes{};
  std::vector<FacilityAward> awards{};
};

/// What a source says of the dialogue: it need not be what the register counts.
struct SourceFigure {
  FigureKind what{};
  std::int64_t value = 0;
  Known<PartialDate> on{};
  LocalizedText text{};
  Source source{};
};

struct DialogueState {
  NounHead head{};
  Known<DialogueKind> kind{};
  Known<PartialDate> established{};
  LocalizedText objective{};
  std::vector<std::string> frameworks{};
  std::vector<DialogueMember> members{};  ///< in any role; never twice at one time in one
  std::vector<DialoguePhase> phases{};
  std::vector<DialogueTheme> themes{};
  std::vector<DialogueMeeting> meetings{};
  std::vector<DialogueCommitment> commitments{};
  std::vector<FacilityCall> calls{};
  std::vector<SourceFigure> figures{};
};

}  // namespace safar::inline v0
