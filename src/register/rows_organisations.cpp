// Rows of organisations, their inventory, and programmes.
#include <algorithm>
#include <unordered_map>

#include "register/portfolio_rows.hpp"

namespace safar::inline v0 {

void programme_rows(const NounList& nouns, RowSink<ProgrammeRow>& rows) {
  std::unordered_map<std::string, std::int64_t> projects;
  nouns.each<ProjectState>([&](const ProjectState& s) { ++projects[s.programme]; });
  nouns.each_asked<ProgrammeState>([&](const ProgrammeState& s) {
    ProgrammeRow row;
    row.programme = s.head.id;
    row.ref = s.head.ref;
    row.title = s.head.title.best(Language::en);
    row.title_fr = s.head.title.fr;
    row.title_ar = s.head.title.ar;
    row.objective = s.objective.best(Language::en);
    row.objective_fr = s.objective.fr;
    row.objective_ar = s.objective.ar;
    row.legal_basis = s.legal_basis;
    row.status = s.head.status;
    row.country = s.country;
    row.starts = s.starts;
    row.ends = s.ends;
    for (const auto& p : s.parties) {
      if (p.role == ProjectRole::country) {
        if (p.country.known()) row.countries.emplace_back(p.country.value.code());
        continue;
      }
      auto& list = p.role == ProjectRole::implementing || p.role == ProjectRole::accountable ? row.implementing
                   : p.role == ProjectRole::donor                                            ? row.donors
                   : p.role == ProjectRole::diplomatic_mission                               ? row.missions
                                                                                             : row.partners;
      list.push_back(nouns.party(p.name, p.organisation, p.country));
    }
    for (const auto& p : s.pathways) row.pathways.push_back(p.from + " > " + p.to);
    row.approach = s.approach;
    row.frameworks = s.frameworks;
    for (const auto& b : s.blocks) {
      const auto there = in_force(b.since, b.until, nouns.day());
      if (!there.known() || there.value) row.blocked.emplace_back(b.country.code());  // where nobody knows, it is blocked
    }
    if (const auto it = projects.find(to_string(s.head.id)); it != projects.end()) row.projects = it->second;
    row.version = s.head.version;
    rows.push_back(std::move(row));
  });
}

void organisation_rows(const NounList& nouns, RowSink<OrganisationRow>& rows) {
  nouns.each_asked<OrganisationState>([&](const OrganisationState& s) {
    rows.push_back({s.head.id, s.head.ref, s.acronym, s.head.title.best(Language::en), s.head.title.fr, s.head.title.ar, s.kind, s.country, nouns.name(s.parent), s.website, s.identifiers,
                    static_cast<std::int64_t>(s.capacities.size()), s.head.version});
  });
}

void inventory_rows(const NounList& nouns, RowSink<InventoryRow>& rows) {
  nouns.each_asked<OrganisationState>([&](const OrganisationState& s) {
    for (const auto& e : s.capacities) {
      InventoryRow row{s.head.id, s.head.ref, s.head.title.best(Language::en), s.country, e.entry, std::string(codes(e.kind)[static_cast<std::size_t>(e.kind)]), e.theme,
                       e.text.best(Language::en), e.text.fr, e.text.ar, e.since, e.until, in_force(e.since, e.until, nouns.day()),
                       e.source.title.empty() ? e.source.address : e.source.title, e.source.language, e.source.date};
      rows.push_back(std::move(row));
    }
  });
}

}  // namespace safar::inline v0
