#pragma once
/// \file
/// A project as its events add up to it: what was planned, what was changed, and what it did.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/money.hpp>
#include <safar/model/noun.hpp>

namespace safar::inline v0 {

/// What a party does in a project. Names are stored; append only. IATI OrganisationRole: donor 1, accountable 2, implementing 4; `country`
/// is IATI's recipient-country.
enum class ProjectRole : std::uint8_t { implementing, accountable, partner, donor, country, beneficiary, diplomatic_mission };
constexpr auto codes(ProjectRole) { return std::array<std::string_view, 7>{"implementing", "accountable", "partner", "donor", "country", "beneficiary", "diplomatic_mission"}; }

/// Who takes part, as what, and since when; a country that the project covers is one too.
struct ProjectParty {
  ProjectRole role{};
  std::string name{}, organisation{};
  Known<Country> country{};
  Known<Group> group{};
  Known<std::int64_t> share{};
  Known<Money> amount{};
  Known<PartialDate> since{}, until{};
  std::string stage{};
  static constexpr std::string_view type_name = "project_party", type_doc = "Who takes part in a project, as what, and since when.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using P = ProjectParty;
    v(1, "role", &P::role, open, "implementing, accountable, partner, donor, country (the project covers it), beneficiary, diplomatic_mission.");
    v(2, "name", &P::name, open, "As it is called; of a state its country is enough.");
    v(3, "organisation", &P::organisation, open, "Id or reference of an organisation of the register, where it is one.");
    v(4, "country", &P::country, open, "Where it is a state: ISO 3166-1 alpha-3.");
    v(5, "group", &P::group, open, "Where it is a group of states, whose members change in time: eu, ecowas, schengen.");
    v(6, "share", &P::share, open, "Of the funding, in hundredths of a per cent: 7500 is 75 %.");
    v(7, "amount", &P::amount, open, "Given by this party: 75000.00 EUR.");
    v(8, "since", &P::since, open, "Since when; the project's start if absent.");
    v(9, "until", &P::until, open, "First day on which it took part no more.");
    v(10, "stage", &P::stage, open, "At which stage or follow-up it joined, as it is called.");
  }
};

/// Why the terms of a project or grant changed.
enum class AmendmentKind : std::uint8_t { no_cost_extension, cost_extension, budget_revision, realignment, correction, extension };
constexpr auto codes(AmendmentKind) {
  return std::array<std::string_view, 6>{"no_cost_extension", "cost_extension", "budget_revision", "realignment", "correction", "extension"};
}

/// A change of the terms: what they were before stays.
struct Amendment {
  AmendmentKind kind{};
  Known<PartialDate> decided_on{}, ends_before{}, ends{};
  Known<Money> amount_before{}, amount{};
  std::string reason{}, act{};
};

enum class ActivityKind : std::uint8_t { bilateral_meeting, study_visit, training, workshop, conference, publication, mission, campaign, assistance, other };
constexpr auto codes(ActivityKind) {
  return std::array<std::string_view, 10>{"bilateral_meeting", "study_visit", "training", "workshop", "conference", "publication", "mission", "campaign", "assistance", "other"};
}
enum class OutputKind : std::uint8_t { report, information_sheet, factsheet, inventory, country_report, training_material, website, map, policy, other };
constexpr auto codes(OutputKind) {
  return std::array<std::string_view, 10>{"report", "information_sheet", "factsheet", "inventory", "country_report", "training_material", "website", "map", "policy", "other"};
}

/// One language version of an output.
struct OutputFile {
  std::string language{}, address{}, format{};
  static constexpr std::string_view type_name = "output_file", type_doc = "One language version of an output.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "language", &OutputFile::language, open, "ISO 639-1 code: ar, en, fr.");
    v(2, "address", &OutputFile::address, open, "Where it can be read.");
    v(3, "format", &OutputFile::format, open, "Media type, e.g. application/pdf.");
  }
};

struct ProjectActivity {
  ActivityKind kind{};
  LocalizedText title{};
  std::string place{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<Party> participants{};
  Known<std::int64_t> count{};
};
struct ProjectOutput {
  OutputKind kind{};
  LocalizedText title{};
  std::vector<OutputFile> files{};
  Known<Country> country{};
  Known<PartialDate> on{};
  Known<std::int64_t> count{};
};

struct ProjectState {
  NounHead head{};
  LocalizedText objective{}, summary{};
  std::vector<ProjectParty> parties{};
  Known<PartialDate> starts{}, ends{};              ///< as they are now
  Known<PartialDate> first_starts{}, first_ends{};  ///< as they were planned first; nothing overwrites them
  Known<PartialDate> started_on{}, ended_on{};      ///< actual
  Known<Money> budget{}, first_budget{};
  std::vector<Amendment> amendments{};
  std::vector<ProjectActivity> activities{};
  std::vector<ProjectOutput> outputs{};
  std::string programme{}, dialogue{}, phase{}, pillar{};  ///< ids of the nouns, names of what is in them
  std::vector<std::string> predecessors{};                 ///< ids
  std::vector<std::string> frameworks{};                   ///< e.g. GCM:21, JVAP:A86
};

}  // namespace safar::inline v0
