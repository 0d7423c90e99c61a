#pragma once
// What a row of each view of the portfolio has.
#include <string>
#include <vector>

#include <safar/base/time.hpp>

#include "register/portfolio_views.hpp"

namespace safar::inline v0 {

#define SAFAR_VIEW(name_, doc_) static constexpr std::string_view type_name = name_, type_doc = doc_

struct ProjectRow {
  Id project{};
  std::string ref{}, title{}, title_fr{}, title_ar{}, objective{}, summary{}, status{};
  Known<PartialDate> status_on{};
  Known<bool> running{};
  Known<PartialDate> starts{}, ends{}, first_ends{}, started_on{}, ended_on{};
  Known<Money> budget{}, first_budget{};
  std::vector<std::string> implementing{}, partners{}, donors{}, countries{}, groups{};
  std::string programme{}, dialogue{}, phase{}, pillar{};
  std::vector<std::string> predecessors{}, successors{}, frameworks{};
  std::int64_t amendments = 0, activities = 0, outputs = 0, version = 0;
  std::string source{}, objective_fr{}, objective_ar{}, summary_fr{}, summary_ar{};
  SAFAR_VIEW("projects", "One row a project: what was planned, what holds, where it stands.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = ProjectRow;
    v(1, "project", &R::project, open, "Id.");
    v(2, "ref", &R::ref, open, "Reference.");
    v(3, "title", &R::title, open, "Title; in English where there is one.");
    v(4, "title_fr", &R::title_fr, open, "Title in French.");
    v(5, "title_ar", &R::title_ar, open, "Title in Arabic.");
    v(6, "objective", &R::objective, open, "What it is for.");
    v(7, "summary", &R::summary, open, "What it does.");
    v(8, "status", &R::status, open, "Where it stands: IATI's activity statuses.");
    v(9, "status_on", &R::status_on, open, "Since when.");
    v(10, "running", &R::running, open, "Does the day asked lie between start and end, as they are now?");
    v(11, "starts", &R::starts, open, "Planned start.");
    v(12, "ends", &R::ends, open, "Planned end, after all amendments.");
    v(13, "first_ends", &R::first_ends, open, "End as it was planned first.");
    v(14, "started_on", &R::started_on, open, "Actual start.");
    v(15, "ended_on", &R::ended_on, open, "Actual end.");
    v(16, "budget", &R::budget, open, "Total after all amendments.");
    v(17, "first_budget", &R::first_budget, open, "Total as it was planned first.");
    v(18, "implementing", &R::implementing, open, "Agencies that implement it.");
    v(19, "partners", &R::partners, open, "Partners.");
    v(20, "donors", &R::donors, open, "Donors.");
    v(21, "countries", &R::countries, open, "Countries that are or may be covered on the day asked, members of groups included, alpha-3; `parties` says of which it is not known.");
    v(22, "groups", &R::groups, open, "Groups of states covered, as they are called.");
    v(23, "programme", &R::programme, open, "Programme that it belongs to.");
    v(24, "dialogue", &R::dialogue, open, "Dialogue that it belongs to.");
    v(25, "phase", &R::phase, open, "Phase of the dialogue.");
    v(26, "pillar", &R::pillar, open, "Pillar of the dialogue.");
    v(27, "predecessors", &R::predecessors, open, "Projects that it continues.");
    v(28, "successors", &R::successors, open, "Projects that continue it.");
    v(29, "frameworks", &R::frameworks, open, "Objectives that it serves.");
    v(30, "amendments", &R::amendments, open, "Amendments of its terms.");
    v(31, "activities", &R::activities, open, "Activities recorded.");
    v(32, "outputs", &R::outputs, open, "Outputs recorded.");
    v(33, "version", &R::version, open, "Events that touch it.");
    v(34, "source", &R::source, open, "Where it is described.");
    v(35, "objective_fr", &R::objective_fr, open, "Objective in French.");
    v(36, "objective_ar", &R::objective_ar, open, "Objective in Arabic.");
    v(37, "summary_fr", &R::summary_fr, open, "Summary in French.");
    v(38, "summary_ar", &R::summary_ar, open, "Summary in Arabic.");
  }
};

struct PartyRow {
  Id project{};
  std::string ref{}, kind{}, status{}, role{}, party{}, organisation{};
  Known<Country> country{};
  Known<Group> group{};
  Known<std::int64_t> share{};
  Known<Money> amount{};
  Known<PartialDate> since{}, until{};
  Known<bool> in_force{};
  std::string stage{}, year{}, programme{}, dialogue{}, phase{};
  SAFAR_VIEW("parties", "One row a party of a project or programme: who, as what, with which share, from when to when.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = PartyRow;
    v(1, "project", &R::project, open, "Id of the project or programme.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "kind", &R::kind, open, "project or programme.");
    v(4, "status", &R::status, open, "Where it stands.");
    v(5, "role", &R::role, open, "As what it takes part.");
    v(6, "party", &R::party, open, "What it is called.");
    v(7, "organisation", &R::organisation, open, "Reference of the organisation, where it is one of the register.");
    v(8, "country", &R::country, open, "Where it is a state.");
    v(9, "group", &R::group, open, "Where it is a group of states.");
    v(10, "share", &R::share, open, "Of the funding, in hundredths of a per cent.");
    v(11, "amount", &R::amount, open, "Given by it.");
    v(12, "since", &R::since, open, "Since when; of a party from the beginning the project's start, of one that joined at a stage unknown where nobody says when that was.");
    v(13, "until", &R::until, open, "First day on which it took part no more.");
    v(14, "in_force", &R::in_force, open, "Did it take part on the day asked?");
    v(15, "stage", &R::stage, open, "At which stage it joined.");
    v(16, "year", &R::year, open, "Year in which the project starts.");
    v(17, "programme", &R::programme, open, "Programme of the project.");
    v(18, "dialogue", &R::dialogue, open, "Dialogue of the project.");
    v(19, "phase", &R::phase, open, "Phase of the dialogue.");
  }
};

struct AmendmentRow {
  Id project{};
  std::string ref{}, of{}, kind{};
  Known<PartialDate> decided_on{}, ends_before{}, ends{};
  Known<Money> amount_before{}, amount{};
  std::string reason{}, act{};
  SAFAR_VIEW("amendments", "One row an amendment: what was, and what is since.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = AmendmentRow;
    v(1, "project", &R::project, open, "Id of what was amended.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "of", &R::of, open, "project or grant.");
    v(4, "kind", &R::kind, open, "no_cost_extension, cost_extension, budget_revision, realignment, correction.");
    v(5, "decided_on", &R::decided_on, open, "When it was decided.");
    v(6, "ends_before", &R::ends_before, open, "End before it.");
    v(7, "ends", &R::ends, open, "End after it.");
    v(8, "amount_before", &R::amount_before, open, "Amount before it.");
    v(9, "amount", &R::amount, open, "Amount after it.");
    v(10, "reason", &R::reason, open, "Why.");
    v(11, "act", &R::act, open, "The act that recorded it.");
  }
};

struct ActivityRow {
  Id project{};
  std::string ref{}, kind{}, title{}, place{};
  Known<Country> country{};
  Known<PartialDate> since{}, until{};
  std::vector<std::string> participants{};
  Known<std::int64_t> count{};
  SAFAR_VIEW("activities", "One row an activity of a project: meetings, study visits, trainings, conferences.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = ActivityRow;
    v(1, "project", &R::project, open, "Id of the project.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "kind", &R::kind, open, "Kind of activity.");
    v(4, "title", &R::title, open, "Title.");
    v(5, "place", &R::place, open, "Town or venue.");
    v(6, "country", &R::country, open, "Where.");
    v(7, "since", &R::since, open, "When, or its first day.");
    v(8, "until", &R::until, open, "Its last day.");
    v(9, "participants", &R::participants, open, "Institutions and states that took part.");
    v(10, "count", &R::count, open, "How many of them there were.");
  }
};

struct OutputRow {
  Id project{};
  std::string ref{}, kind{}, title{};
  std::vector<std::string> languages{}, addresses{};
  Known<Country> country{};
  Known<PartialDate> on{};
  Known<std::int64_t> count{};
  SAFAR_VIEW("outputs", "One row an output of a project, with its languages.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = OutputRow;
    v(1, "project", &R::project, open, "Id of the project.");
    v(2, "ref", &R::ref, open, "Its reference, else its title.");
    v(3, "kind", &R::kind, open, "Kind of output.");
    v(4, "title", &R::title, open, "Title.");
    v(5, "languages", &R::languages, open, "ISO 639-1 codes.");
    v(6, "addresses", &R::addresses, open, "Where it can be read.");
    v(7, "country", &R::country, open, "Of which country it is.");
    v(8, "on", &R::on, open, "When it came out.");
    v(9, "count", &R::count, open, "How many there are.");
  }
};

struct ProgrammeRow {
  Id programme{};
  std::string ref{}, title{}, objective{}, legal_basis{}, status{};
  Known<Country> country{};
  Known<PartialDate> starts{}, ends{};
  std::vector<std::string> implementing{}, partners{}, donors{}, countries{}, missions{}, pathways{}, approach{}, frameworks{}, blocked{};
  std::int64_t projects = 0, version = 0;
  std::string title_fr{}, title_ar{}, objective_fr{}, objective_ar{};
  SAFAR_VIEW("programmes", "One row a programme: its legal basis, partners, pathways, and the countries that are blocked on the day asked.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = ProgrammeRow;
    v(1, "programme", &R::programme, open, "Id.");
    v(2, "ref", &R::ref, open, "Its code, as cases name it.");
    v(3, "title", &R::title, open, "Title.");
    v(4, "objective", &R::objective, open, "What it is for.");
    v(5, "legal_basis", &R::legal_basis, open, "What it rests on.");
    v(6, "status", &R::status, open, "Where it stands.");
    v(7, "country", &R::country, open, "Whose programme it is.");
    v(8, "starts", &R::starts, open, "Since when.");
    v(9, "ends", &R::ends, open, "Until when.");
    v(10, "implementing", &R::implementing, open, "Agencies that implement it.");
    v(11, "partners", &R::partners, open, "Partners.");
    v(12, "donors", &R::donors, open, "Donors.");
    v(13, "countries", &R::countries, open, "Countries of return, alpha-3.");
    v(14, "missions", &R::missions, open, "Diplomatic missions.");
    v(15, "pathways", &R::pathways, open, "How people are referred: from > to.");
    v(16, "approach", &R::approach, open, "Levels and dimensions of reintegration.");
    v(17, "frameworks", &R::frameworks, open, "Objectives that it serves.");
    v(18, "blocked", &R::blocked, open, "Countries to which nobody is returned on the day asked.");
    v(19, "projects", &R::projects, open, "Projects that belong to it.");
    v(20, "version", &R::version, open, "Events that touch it.");
    v(21, "title_fr", &R::title_fr, open, "Title in French.");
    v(22, "title_ar", &R::title_ar, open, "Title in Arabic.");
    v(23, "objective_fr", &R::objective_fr, open, "Objective in French.");
    v(24, "objective_ar", &R::objective_ar, open, "Objective in Arabic.");
  }
};

struct OrganisationRow {
  Id organisation{};
  std::string ref{}, acronym{}, title{}, title_fr{}, title_ar{};
  Known<OrganisationKind> kind{};
  Known<Country> country{};
  std::string parent{}, website{};
  std::vector<std::string> identifiers{};
  std::int64_t entries = 0, version = 0;
  SAFAR_VIEW("organisations", "One row an organisation.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = OrganisationRow;
    v(1, "organisation", &R::organisation, open, "Id.");
    v(2, "ref", &R::ref, open, "Reference.");
    v(3, "acronym", &R::acronym, open, "Short name.");
    v(4, "title", &R::title, open, "Name; in English where there is one.");
    v(5, "title_fr", &R::title_fr, open, "Name in French.");
    v(6, "title_ar", &R::title_ar, open, "Name in Arabic.");
    v(7, "kind", &R::kind, open, "Kind of organisation.");
    v(8, "country", &R::country, open, "Its country.");
    v(9, "parent", &R::parent, open, "What it is part of.");
    v(10, "website", &R::website, open, "Address on the web.");
    v(11, "identifiers", &R::identifiers, open, "Other identifiers.");
    v(12, "entries", &R::entries, open, "Entries of the inventory.");
    v(13, "version", &R::version, open, "Events that touch it.");
  }
};

struct InventoryRow {
  Id organisation{};
  std::string ref{}, title{};
  Known<Country> country{};
  std::string entry{}, kind{}, theme{}, text{}, text_fr{}, text_ar{};
  Known<PartialDate> since{}, until{};
  Known<bool> in_force{};
  std::string source{}, language{};
  Known<PartialDate> source_date{};
  SAFAR_VIEW("inventory", "One row an entry of the inventory of institutions: mandates, policies, capacities, practices.");
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    using R = InventoryRow;
    v(1, "organisation", &R::organisation, open, "Id of the organisation.");
    v(2, "ref", &R::ref, open, "Its reference.");
    v(3, "title", &R::title, open, "Its name.");
    v(4, "country", &R::country, open, "Its country.");
    v(5, "entry", &R::entry, open, "Name of the entry.");
    v(6, "kind", &R::kind, open, "Kind of entry.");
    v(7, "theme", &R::theme, open, "What it is about.");
    v(8, "text", &R::text, open, "In words; in English where that was written.");
    v(9, "text_fr", &R::text_fr, open, "In French.");
    v(10, "text_ar", &R::text_ar, open, "In Arabic.");
    v(11, "since", &R::since, open, "Since when.");
    v(12, "until", &R::until, open, "First day on which it was so no more.");
    v(13, "in_force", &R::in_force, open, "Is it so on the day asked?");
    v(14, "source", &R::source, open, "Who says so.");
    v(15, "language", &R::language, open, "Language of the source.");
    v(16, "source_date", &R::source_date, open, "Date of the source.");
  }
};
#undef SAFAR_VIEW

// rows_projects.cpp
void project_rows(const NounList& nouns, RowSink<ProjectRow>& rows);
void party_rows(const NounList& nouns, RowSink<PartyRow>& rows);
void amendment_rows(const NounList& nouns, RowSink<AmendmentRow>& rows);
void activity_rows(const NounList& nouns, RowSink<ActivityRow>& rows);
void output_rows(const NounList& nouns, RowSink<OutputRow>& rows);
// rows_organisations.cpp
void programme_rows(const NounList& nouns, RowSink<ProgrammeRow>& rows);
void organisation_rows(const NounList& nouns, RowSink<OrganisationRow>& rows);
void inventory_rows(const NounList& nouns, RowSink<InventoryRow>& rows);

}  // namespace safar::inline v0
