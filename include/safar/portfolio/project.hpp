#pragma once
/// \file
/// What is said of a project: that there is one, how its terms change, who joins, what it does and gives out, where it stands.
#include <string>
#include <vector>

#include <safar/model/project.hpp>
#include <safar/model/reason.hpp>

namespace safar::inline v0 {

/// A project is written down, as it was planned.
struct CreateProject {
  std::string project{}, ref{};
  LocalizedText title{}, objective{}, summary{};
  std::vector<ProjectParty> parties{};
  Known<PartialDate> starts{}, ends{};
  Known<Money> budget{};
  std::string programme{}, dialogue{}, phase{}, pillar{};
  std::vector<std::string> predecessors{}, frameworks{};
  std::string status{};
  Source source{};
  static constexpr std::string_view type_name = "create_project", type_doc = "A project is written down, as it was planned.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = CreateProject;
    v(1, "project", &F::project, open, "Id; made by the library if absent.");
    v(2, "ref", &F::ref, open, "How it is called in writing, e.g. LECD; no other project may have it.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "objective", &F::objective, open, "What it is for.");
    v(5, "summary", &F::summary, open, "What it does.");
    v(6, "parties", &F::parties, open, "Agencies, partners, donors with their shares, and the countries that it covers.");
    v(7, "starts", &F::starts, open, "Planned start; a month or a year is enough.");
    v(8, "ends", &F::ends, open, "Planned end, its last day, month or year.");
    v(9, "budget", &F::budget, open, "Planned total: 625230.00 EUR.");
    v(10, "programme", &F::programme, open, "Id or reference of the programme that it belongs to.");
    v(11, "dialogue", &F::dialogue, open, "Id or reference of the dialogue that it belongs to.");
    v(12, "phase", &F::phase, open, "Phase of the dialogue.");
    v(13, "pillar", &F::pillar, open, "Pillar or domain of the dialogue.");
    v(14, "predecessors", &F::predecessors, open, "Ids or references of the projects that it continues.");
    v(15, "frameworks", &F::frameworks, open, "Objectives that it serves, e.g. GCM:21, JVAP:A86.");
    v(16, "status", &F::status, open, "Where it stands: pipeline if absent. See move_project.");
    v(17, "source", &F::source, open, "Where that is written.");
  }
};

/// The terms of a project change. What they were before stays.
struct AmendProject {
  std::string project{};
  Known<AmendmentKind> kind{};
  Known<PartialDate> decided_on{}, ends{};
  Known<Money> budget{};
  std::vector<ProjectParty> parties{};
  LocalizedText objective{}, summary{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "amend_project", type_doc = "The terms of a project change; what they were before stays.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = AmendProject;
    v(1, "project", &F::project, open, "Id or reference.");
    v(2, "kind", &F::kind, open, "no_cost_extension, cost_extension, extension (where nobody says at what cost), budget_revision, realignment, correction.");
    v(3, "decided_on", &F::decided_on, open, "When it was decided; of an extension that does not say it at the latest on the end that it moves.");
    v(4, "ends", &F::ends, open, "The end after it.");
    v(5, "budget", &F::budget, open, "The total after it.");
    v(6, "parties", &F::parties, open, "Shares and amounts after it, of the parties that change.");
    v(7, "objective", &F::objective, open, "After it, where it changes.");
    v(8, "summary", &F::summary, open, "After it, where it changes.");
    v(9, "reason", &F::reason, open, "Why.");
    v(10, "source", &F::source, open, "Where that is written.");
  }
};

/// A country, partner or donor joins a project, perhaps at a later stage.
struct JoinProject {
  std::string project{};
  ProjectParty party{};
  Source source{};
  static constexpr std::string_view type_name = "join_project", type_doc = "A country, partner or donor joins a project, perhaps at a later stage.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "project", &JoinProject::project, open, "Id or reference.");
    v(2, "party", &JoinProject::party, open, "Who joins, as what, and since when.");
    v(3, "source", &JoinProject::source, open, "Where that is written.");
  }
};

/// A party takes part no more.
struct LeaveProject {
  std::string project{};
  ProjectRole role{};
  Party party{};
  Known<PartialDate> until{};
  Reason reason{};
  static constexpr std::string_view type_name = "leave_project", type_doc = "A party takes part in a project no more.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = LeaveProject;
    v(1, "project", &F::project, open, "Id or reference.");
    v(2, "role", &F::role, open, "As what it took part.");
    v(3, "party", &F::party, open, "Who leaves.");
    v(4, "until", &F::until, open, "First day on which it took part no more; today if absent.");
    v(5, "reason", &F::reason, open, "Why.");
  }
};

/// Something that a project did: a meeting, a study visit, a training, a conference.
struct RecordActivity {
  std::string project{};
  Known<ActivityKind> kind{};
  LocalizedText title{};
  std::string place{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<Party> participants{};
  Known<std::int64_t> count{};
  Source source{};
  static constexpr std::string_view type_name = "record_activity", type_doc = "Something that a project did: a meeting, a study visit, a training, a conference.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = RecordActivity;
    v(1, "project", &F::project, open, "Id or reference.");
    v(2, "kind", &F::kind, open, "bilateral_meeting, study_visit, training, workshop, conference, publication, mission, campaign, assistance, other.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "place", &F::place, open, "Town or venue.");
    v(5, "country", &F::country, open, "Where.");
    v(6, "since", &F::since, open, "When, or its first day.");
    v(7, "until", &F::until, open, "Its last day.");
    v(8, "participants", &F::participants, open, "Institutions and states that took part; never persons.");
    v(9, "count", &F::count, open, "How many of them there were, where several are recorded as one.");
    v(10, "source", &F::source, open, "Where that is written.");
  }
};

/// Something that a project gave out, in its languages.
struct RecordOutput {
  std::string project{};
  Known<OutputKind> kind{};
  LocalizedText title{};
  std::vector<OutputFile> files{};
  Known<Country> country{};
  Known<PartialDate> on{};
  Known<std::int64_t> count{};
  Source source{};
  static constexpr std::string_view type_name = "record_output", type_doc = "Something that a project gave out, in its languages.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = RecordOutput;
    v(1, "project", &F::project, open, "Id or reference.");
    v(2, "kind", &F::kind, open, "report, information_sheet, factsheet, inventory, country_report, training_material, website, map, policy, other.");
    v(3, "title", &F::title, open, "Title by language.");
    v(4, "files", &F::files, open, "Language versions and where they can be read.");
    v(5, "country", &F::country, open, "Of which country it is, where it is of one.");
    v(6, "on", &F::on, open, "When it came out.");
    v(7, "count", &F::count, open, "How many there are, where several are recorded as one.");
    v(8, "source", &F::source, open, "Where that is written.");
  }
};

/// A project moves on: it starts, is suspended, closes.
struct MoveProject {
  std::string project{}, outcome{};
  Known<PartialDate> on{};
  Reason reason{};
  Source source{};
  static constexpr std::string_view type_name = "move_project", type_doc = "A project moves on: it starts, is suspended, closes.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using F = MoveProject;
    v(1, "project", &F::project, open, "Id or reference.");
    v(2, "outcome", &F::outcome, open, "implementation, finalisation, closed, cancelled, suspended: IATI's activity statuses.");
    v(3, "on", &F::on, open, "When it was so: of implementation the actual start, of closed the actual end.");
    v(4, "reason", &F::reason, open, "Why.");
    v(5, "source", &F::source, open, "Where that is written.");
  }
};

}  // namespace safar::inline v0
