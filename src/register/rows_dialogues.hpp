#pragma once
// What a row of each view of the dialogues has.
#include <string>
#include <vector>

#include <safar/model/dialogue.hpp>

#include "register/portfolio_views.hpp"

namespace safar::inline v0 {

struct DialogueRow {
  Id dialogue{};
  std::string ref{}, title{}, title_fr{}, title_ar{}, objective{};
  Known<DialogueKind> kind{};
  Known<PartialDate> established{};
  std::vector<std::string> secretariat{}, members{}, perhaps{}, countries{}, observers{}, chairs{}, steering_committee{};
  std::int64_t members_least = 0, members_most = 0;
  std::vector<std::string> phases{};
  Known<std::string> phase{};
  std::vector<std::string> themes{}, projects{}, frameworks{};
  std::int64_t meetings = 0, commitments = 0, figures = 0, version = 0;
  std::string source{}, objective_fr{}, objective_ar{};
  static constexpr std::string_view type_name = "dialogues", type_doc = "One row a dialogue: who takes part on the day asked, its phases and themes, what belongs to it.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = DialogueRow;
    v(1, "dialogue", &R::dialogue, open, "Id.");
    v(2, "ref", &R::ref, open, "Reference.");
    v(3, "title", &R::title, open, "Title; in English where there is one.");
    v(4, "title_fr", &R::title_fr, open, "Title in French.");
    v(5, "title_ar", &R::title_ar, open, "Title in Arabic.");
    v(6, "objective", &R::objective, open, "What it is for.");
    v(7, "kind", &R::kind, open, "Kind of dialogue.");
    v(8, "established", &R::established, open, "When it began.");
    v(9, "secretariat", &R::secretariat, open, "Who keeps its secretariat on the day asked.");
    v(10, "members", &R::members, open, "Who surely is a member on the day asked, each once.");
    v(11, "perhaps", &R::perhaps, open, "Of whom it is not known whether they were members on that day already, or still.");
    v(12, "countries", &R::countries, open, "The states among the members and those perhaps, alpha-3.");
    v(13, "observers", &R::observers, open, "Observers on the day asked, sure or not.");
    v(14, "chairs", &R::chairs, open, "Chairs and co-chairs on the day asked, sure or not.");
    v(15, "steering_committee", &R::steering_committee, open, "Its steering committee on the day asked, sure or not.");
    v(16, "members_least", &R::members_least, open, "Members at least.");
    v(17, "members_most", &R::members_most, open, "Members at most.");
    v(18, "phases", &R::phases, open, "Its phases.");
    v(19, "phase", &R::phase, open, "The phase that it is in on the day asked, of several the last that began; unknown where only a year is said.");
    v(20, "themes", &R::themes, open, "Its pillars, domains, areas, objectives, actions.");
    v(21, "projects", &R::projects, open, "Projects that belong to it.");
    v(22, "frameworks", &R::frameworks, open, "Objectives that it serves.");
    v(23, "meetings", &R::meetings, open, "Meetings recorded.");
    v(24, "commitments", &R::commitments, open, "Commitments recorded.");
    v(25, "figures", &R::figures, open, "Numbers that sources say of it.");
    v(26, "version", &R::version, open, "Events that touch it.");
    v(27, "source", &R::source, open, "Where it is described.");
    v(28, "objective_fr", &R::objective_fr, open, "Objective in French.");
    v(29, "objective_ar", &R::objective_ar, open, "Objective in Arabic.");
  }
};

struct MemberRow {
  Id dialogue{};
  std::string ref{}, party{}, organisation{};
  Known<Country> country{};
  std::string role{}, seat{};
  Known<PartialDate> since{}, until{};
  Known<bool> in_force{};
  std::string reason{}, source{};
  static constexpr std::string_view type_name = "members", type_doc = "One row a membership: who took part in a dialogue as what, from when to when.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = MemberRow;
    v(1, "dialogue", &R::dialogue, open, "Id of the dialogue.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "party", &R::party, open, "Who.");
    v(4, "organisation", &R::organisation, open, "Reference of the organisation, where it is in the register.");
    v(5, "country", &R::country, open, "Where it is a state.");
    v(6, "role", &R::role, open, "As what: member, observer, chair, ...");
    v(7, "seat", &R::seat, open, "Whose seat it holds.");
    v(8, "since", &R::since, open, "Since when.");
    v(9, "until", &R::until, open, "First day on which it was so no more.");
    v(10, "in_force", &R::in_force, open, "Was it so on the day asked?");
    v(11, "reason", &R::reason, open, "Why it left.");
    v(12, "source", &R::source, open, "Where that is written.");
  }
};

struct PhaseRow {
  Id dialogue{};
  std::string ref{}, phase{}, title{};
  Known<PartialDate> starts{}, ends{}, first_ends{};
  std::int64_t extensions = 0;
  Known<bool> in_force{};
  std::int64_t meetings = 0, projects = 0;
  static constexpr std::string_view type_name = "phases", type_doc = "One row a phase of a dialogue.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = PhaseRow;
    v(1, "dialogue", &R::dialogue, open, "Id of the dialogue.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "phase", &R::phase, open, "Name or number of the phase.");
    v(4, "title", &R::title, open, "Title.");
    v(5, "starts", &R::starts, open, "Since when.");
    v(6, "ends", &R::ends, open, "Its last day, after all extensions.");
    v(7, "first_ends", &R::first_ends, open, "End as it was said first.");
    v(8, "extensions", &R::extensions, open, "How often it was extended.");
    v(9, "in_force", &R::in_force, open, "Does the day asked lie in it?");
    v(10, "meetings", &R::meetings, open, "Meetings of the phase.");
    v(11, "projects", &R::projects, open, "Projects of the phase.");
  }
};

struct MeetingRow {
  Id dialogue{};
  std::string ref{}, meeting{}, title{};
  Known<MeetingLevel> level{};
  std::string phase{}, theme{}, venue{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  Known<bool> held{}, before_established{};
  std::vector<std::string> participants{}, languages{}, documents{};
  std::string conclusions{}, conclusions_fr{}, conclusions_ar{};
  std::int64_t commitments = 0;
  std::string source{};
  static constexpr std::string_view type_name = "meetings", type_doc = "One row a meeting of a dialogue.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = MeetingRow;
    v(1, "dialogue", &R::dialogue, open, "Id of the dialogue.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "meeting", &R::meeting, open, "Name of the meeting.");
    v(4, "title", &R::title, open, "Title.");
    v(5, "level", &R::level, open, "Level.");
    v(6, "phase", &R::phase, open, "Phase of the dialogue.");
    v(7, "theme", &R::theme, open, "Theme of the dialogue.");
    v(8, "venue", &R::venue, open, "Town or building.");
    v(9, "country", &R::country, open, "Where.");
    v(10, "since", &R::since, open, "When, or its first day.");
    v(11, "until", &R::until, open, "Its last day.");
    v(12, "held", &R::held, open, "Had it begun by the day asked?");
    v(13, "before_established", &R::before_established, open, "Was it before the dialogue was established? A preparation, or a date to look at.");
    v(14, "participants", &R::participants, open, "Institutions and states that took part.");
    v(15, "languages", &R::languages, open, "Languages of its documents, ISO 639-1.");
    v(16, "documents", &R::documents, open, "Where they can be read.");
    v(17, "conclusions", &R::conclusions, open, "What it concluded; in English where that was written.");
    v(18, "conclusions_fr", &R::conclusions_fr, open, "In French.");
    v(19, "conclusions_ar", &R::conclusions_ar, open, "In Arabic.");
    v(20, "commitments", &R::commitments, open, "Commitments that it made.");
    v(21, "source", &R::source, open, "Where that is written.");
  }
};

struct CommitmentRow {
  Id dialogue{};
  std::string ref{}, commitment{}, text{};
  std::vector<std::string> by{};
  std::string theme{}, meeting{};
  std::vector<std::string> frameworks{}, framework_titles{};
  Known<PartialDate> on{}, deadline{};
  std::string status{};
  Known<PartialDate> status_on{};
  Known<std::int64_t> progress{};
  Known<bool> overdue{};
  std::string evidence{};
  std::int64_t follow_ups = 0;
  std::string source{};
  static constexpr std::string_view type_name = "commitments", type_doc = "One row a commitment of a dialogue, as far as it is on the day asked.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = CommitmentRow;
    v(1, "dialogue", &R::dialogue, open, "Id of the dialogue.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "commitment", &R::commitment, open, "Name of the commitment.");
    v(4, "text", &R::text, open, "What is promised.");
    v(5, "by", &R::by, open, "Who promised; nobody: all members.");
    v(6, "theme", &R::theme, open, "Theme of the dialogue.");
    v(7, "meeting", &R::meeting, open, "Meeting that made it.");
    v(8, "frameworks", &R::frameworks, open, "Objectives that it serves.");
    v(9, "framework_titles", &R::framework_titles, open, "What they are called in English, where safar knows it, else their code.");
    v(10, "on", &R::on, open, "When it was made.");
    v(11, "deadline", &R::deadline, open, "By when.");
    v(12, "status", &R::status, open, "not_started, ongoing, completed, dropped.");
    v(13, "status_on", &R::status_on, open, "When it was so.");
    v(14, "progress", &R::progress, open, "Per cent.");
    v(15, "overdue", &R::overdue, open, "Is the deadline over, and it is neither completed nor dropped? Not applicable where it has none.");
    v(16, "evidence", &R::evidence, open, "What the last follow-up rests on.");
    v(17, "follow_ups", &R::follow_ups, open, "Follow-ups until the day asked.");
    v(18, "source", &R::source, open, "Where it is written.");
  }
};

struct FacilityRow {
  Id dialogue{};
  std::string ref{}, facility{}, call{}, title{};
  Known<Money> amount{}, awarded{};
  Known<PartialDate> opens{}, closes{};
  Known<bool> open{};
  std::vector<std::string> awards{};
  static constexpr std::string_view type_name = "facilities", type_doc = "One row a call of a grant facility.";
  template <class V> static constexpr void describe(V& v) {
    using R = FacilityRow;
    constexpr auto open = Shelf::open;  // a column is called so too
    v(1, "dialogue", &R::dialogue, open, "Id of the dialogue.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "facility", &R::facility, open, "Name of the facility.");
    v(4, "call", &R::call, open, "Name or number of the call.");
    v(5, "title", &R::title, open, "Title.");
    v(6, "amount", &R::amount, open, "What it can give.");
    v(7, "awarded", &R::awarded, open, "Sum of its awards; unknown where one says no amount.");
    v(8, "opens", &R::opens, open, "First day of the call.");
    v(9, "closes", &R::closes, open, "Its last day.");
    v(10, "open", &R::open, open, "Is it open on the day asked?");
    v(11, "awards", &R::awards, open, "Projects that it pays for, else who gets it.");
  }
};

struct FigureRow {
  Id dialogue{};
  std::string ref{}, what{};
  std::int64_t value = 0;
  Known<PartialDate> on{};
  Known<std::int64_t> counted_least{}, counted_most{};
  Known<bool> agrees{};
  std::string text{}, source{};
  static constexpr std::string_view type_name = "figures", type_doc = "One row a number that a source says of a dialogue, beside what the register counts on that day.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = FigureRow;
    v(1, "dialogue", &R::dialogue, open, "Id of the dialogue.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "what", &R::what, open, "What is counted.");
    v(4, "value", &R::value, open, "What the source says.");
    v(5, "on", &R::on, open, "Of which day it is; unknown: compared with the day asked.");
    v(6, "counted_least", &R::counted_least, open, "What the register counts on that day at least.");
    v(7, "counted_most", &R::counted_most, open, "At most: those of whom it is not known are in it.");
    v(8, "agrees", &R::agrees, open, "Is it the same? Unknown where the register's count may be or may not be.");
    v(9, "text", &R::text, open, "As the source words it.");
    v(10, "source", &R::source, open, "Who says so.");
  }
};

// rows_dialogues.cpp
void dialogue_rows(const NounList& nouns, RowSink<DialogueRow>& rows);
void member_rows_of(const NounList& nouns, RowSink<MemberRow>& rows);
void phase_rows(const NounList& nouns, RowSink<PhaseRow>& rows);
void meeting_rows(const NounList& nouns, RowSink<MeetingRow>& rows);
void commitment_rows(const NounList& nouns, RowSink<CommitmentRow>& rows);
void facility_rows(const NounList& nouns, RowSink<FacilityRow>& rows);
void figure_rows(const NounList& nouns, RowSink<FigureRow>& rows);

}  // namespace safar::inline v0
