#pragma once
/// \file
/// What a dialogue does: meetings, commitments and their follow-up, calls of its facilities; and what sources say of it.
#include <string>
#include <vector>

#include <safar/model/dialogue.hpp>

namespace safar::inline v0 {

/// A meeting, held or planned; the same name again adds to what is known of it.
struct HoldMeeting {
  std::string dialogue{}, meeting{};
  LocalizedText title{};
  Known<MeetingLevel> level{};
  std::string phase{}, theme{}, venue{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<Party> participants{};
  std::vector<OutputFile> documents{};
  LocalizedText conclusions{};
  Source source{};
  static constexpr std::string_view type_name = "hold_meeting", type_doc = "A meeting of a dialogue, held or planned; the same name again adds to what is known of it.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = HoldMeeting;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "meeting", &F::meeting, open, "Its name, as commitments name it.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "level", &F::level, open, "ministerial, senior_officials, technical, thematic, steering_committee, conference, other.");
    v(5, "phase", &F::phase, open, "Phase of the dialogue.");
    v(6, "theme", &F::theme, open, "Theme of the dialogue.");
    v(7, "venue", &F::venue, open, "Town or building.");
    v(8, "country", &F::country, open, "Where.");
    v(9, "since", &F::since, open, "When, or its first day. One before the dialogue was established is taken, and flagged in the view.");
    v(10, "until", &F::until, open, "Its last day.");
    v(11, "participants", &F::participants, open, "Institutions and states that took part; never persons.");
    v(12, "documents", &F::documents, open, "What it gave out, in its languages.");
    v(13, "conclusions", &F::conclusions, open, "What it concluded.");
    v(14, "source", &F::source, open, "Where that is written.");
  }
};

/// Something is promised.
struct MakeCommitment {
  std::string dialogue{}, commitment{};
  LocalizedText text{};
  std::vector<Party> by{};
  std::string theme{}, meeting{};
  std::vector<std::string> frameworks{};
  Known<PartialDate> on{}, deadline{};
  Source source{};
  static constexpr std::string_view type_name = "make_commitment", type_doc = "Something is promised in a dialogue.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = MakeCommitment;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "commitment", &F::commitment, open, "Its name or number; no other commitment of the dialogue may have it.");
    v(3, "text", &F::text, open, "What is promised, by language.");
    v(4, "by", &F::by, open, "Who promises; nobody named: all members.");
    v(5, "theme", &F::theme, open, "Theme of the dialogue.");
    v(6, "meeting", &F::meeting, open, "Meeting that made it.");
    v(7, "frameworks", &F::frameworks, open, "Objectives that it serves, e.g. GCM:21, JVAP:A86.");
    v(8, "on", &F::on, open, "When it was made; the meeting's day if absent.");
    v(9, "deadline", &F::deadline, open, "By when: the last day.");
    v(10, "source", &F::source, open, "Where that is written.");
  }
};

/// How far a commitment is.
struct FollowUpCommitment {
  std::string dialogue{}, commitment{};
  Known<CommitmentStatus> status{};
  Known<std::int64_t> progress{};
  std::string evidence{};
  Known<PartialDate> on{};
  Source source{};
  static constexpr std::string_view type_name = "follow_up_commitment", type_doc = "How far a commitment is.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = FollowUpCommitment;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "commitment", &F::commitment, open, "Its name.");
    v(3, "status", &F::status, open, "not_started, ongoing, completed, dropped.");
    v(4, "progress", &F::progress, open, "0 to 100 per cent; of what is completed 100.");
    v(5, "evidence", &F::evidence, open, "What it rests on: a document, an address. No personal data.");
    v(6, "on", &F::on, open, "When it was so; today if absent.");
    v(7, "source", &F::source, open, "Where that is written.");
  }
};

/// A call of a grant facility; the same call again says what is new: awards, another last day.
struct OpenFacility {
  std::string dialogue{}, facility{}, call{};
  LocalizedText title{};
  Known<Money> amount{};
  Known<PartialDate> opens{}, closes{};
  std::vector<FacilityAward> awards{};
  Source source{};
  static constexpr std::string_view type_name = "open_facility", type_doc = "A call of a grant facility; the same call again says what is new: awards, another last day.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = OpenFacility;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "facility", &F::facility, open, "Name of the facility.");
    v(3, "call", &F::call, open, "Name or number of the call; none: the facility itself.");
    v(4, "title", &F::title, open, "Title by language.");
    v(5, "amount", &F::amount, open, "What it can give: 2000000.00 EUR.");
    v(6, "opens", &F::opens, open, "First day of the call.");
    v(7, "closes", &F::closes, open, "Its last day.");
    v(8, "awards", &F::awards, open, "Projects that it pays for, added to those that are there.");
    v(9, "source", &F::source, open, "Where that is written.");
  }
};

/// What a source says, whether or not the register counts the same.
struct StateFigure {
  std::string dialogue{};
  Known<FigureKind> what{};
  Known<std::int64_t> value{};
  Known<PartialDate> on{};
  LocalizedText text{};
  Source source{};
  static constexpr std::string_view type_name = "state_figure", type_doc = "A number that a source gives of a dialogue, whether or not the register counts the same.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = StateFigure;
    v(1, "dialogue", &F::dialogue, open, "Id or reference.");
    v(2, "what", &F::what, open, "members, observers, steering_committee, donors, participants, countries, phases, meetings, commitments, projects, other.");
    v(3, "value", &F::value, open, "The number.");
    v(4, "on", &F::on, open, "Of which day it is; the date of the source if absent.");
    v(5, "text", &F::text, open, "As the source words it.");
    v(6, "source", &F::source, open, "Who says so: title or address.");
  }
};

}  // namespace safar::inline v0
