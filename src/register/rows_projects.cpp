// Rows of projects and of what belongs to them.
#include <algorithm>
#include <unordered_map>

#include "register/portfolio_rows.hpp"

namespace safar::inline v0 {
namespace {

template <class Code> std::string word(Code c) { return std::string(codes(c)[static_cast<std::size_t>(c)]); }

// A planned period covers all of its first and of its last month, or year.
Known<bool> covers(const Known<PartialDate>& starts, const Known<PartialDate>& ends, Date day) {
  if (!starts.known()) return Absence::unknown;
  const auto at = day.sys_days();
  if (at < starts.value.earliest()) return false;
  if (!ends.known()) return Absence::unknown;
  return at <= ends.value.latest();
}

std::string year_of(const Known<PartialDate>& day) { return day.known() ? to_string(first_day(day, Date())).substr(0, 4) : ""; }

std::string source_text(const Source& s) { return s.title.empty() ? s.address : s.address.empty() ? s.title : s.title + " (" + s.address + ")"; }

// The day asked, but not outside of the project: a group's members are those of its time.
Date day_within(const ProjectState& s, Date day) {
  const Date from = first_day(s.starts, day);
  const auto last = s.ends.known() ? Date::from_days(s.ends.value.latest().time_since_epoch().count()) : Result<Date>(day);
  const Date until = last ? *last : day;
  return day < from ? from : until < day && !(until < from) ? until : day;
}

PartyRow party_row(const NounList& nouns, const NounHead& head, const char* kind, const ProjectParty& p, const Known<PartialDate>& starts) {
  PartyRow row;
  row.project = head.id;
  row.ref = nouns.name(head);
  row.kind = kind;
  row.status = head.status;
  row.role = word(p.role);
  row.party = p.name.empty() && p.group.known() ? word(p.group.value) : nouns.party(p.name, p.organisation, p.country);
  row.organisation = p.organisation.empty() ? "" : nouns.name(p.organisation);
  row.country = p.country;
  row.group = p.group;
  row.share = p.share;
  row.amount = p.amount;
  const bool later = !p.stage.empty() && !p.since.known();  // at a stage of which nobody says when it was
  row.since = p.since.known() || later ? p.since : starts;
  row.until = p.until;
  row.in_force = in_force(row.since.known() ? row.since : starts, row.until, nouns.day());
  if (later && row.in_force.known() && row.in_force.value) row.in_force = Absence::unknown;
  row.stage = p.stage;
  row.year = year_of(starts);
  return row;
}

}  // namespace

void project_rows(const NounList& nouns, RowSink<ProjectRow>& rows) {
  std::unordered_map<std::string, std::vector<std::string>> successors;
  nouns.each<ProjectState>([&](const ProjectState& s) {
    for (const auto& p : s.predecessors) successors[p].push_back(nouns.name(s.head));
  });
  nouns.each_asked<ProjectState>([&](const ProjectState& s) {
    ProjectRow row;
    row.project = s.head.id;
    row.ref = s.head.ref;
    row.title = s.head.title.best(Language::en);
    row.title_fr = s.head.title.fr;
    row.title_ar = s.head.title.ar;
    row.objective = s.objective.best(Language::en);
    row.objective_fr = s.objective.fr;
    row.objective_ar = s.objective.ar;
    row.summary = s.summary.best(Language::en);
    row.summary_fr = s.summary.fr;
    row.summary_ar = s.summary.ar;
    row.status = s.head.status;
    row.status_on = s.head.status_on;
    row.running = covers(s.started_on.known() ? s.started_on : s.starts, s.ended_on.known() ? s.ended_on : s.ends, nouns.day());
    row.starts = s.starts;
    row.ends = s.ends;
    row.first_ends = s.first_ends;
    row.started_on = s.started_on;
    row.ended_on = s.ended_on;
    row.budget = s.budget;
    row.first_budget = s.first_budget;
    const Date day = day_within(s, nouns.day());
    for (const auto& p : s.parties) {
      if (p.role == ProjectRole::country) {
        // Who joined later is not there earlier; of one that joined in a year that is not over nobody knows.
        const auto there = in_force(p.since, p.until, nouns.day());
        if (there.known() && !there.value) continue;
        if (p.group.known()) {
          row.groups.push_back(p.name.empty() ? word(p.group.value) : p.name);
          for (std::size_t i = 0; i < Country::count; ++i)
            if (const Country c = Country::nth(i); member(p.group.value, c, day)) row.countries.emplace_back(c.code());
        } else if (p.country.known()) {
          row.countries.emplace_back(p.country.value.code());
        } else {
          row.groups.push_back(p.name);
        }
        continue;
      }
      auto& list = p.role == ProjectRole::implementing || p.role == ProjectRole::accountable ? row.implementing : p.role == ProjectRole::donor ? row.donors : row.partners;
      list.push_back(p.name.empty() && p.group.known() ? word(p.group.value) : nouns.party(p.name, p.organisation, p.country));
    }
    std::sort(row.countries.begin(), row.countries.end());
    row.countries.erase(std::unique(row.countries.begin(), row.countries.end()), row.countries.end());
    row.programme = nouns.name(s.programme);
    row.dialogue = nouns.name(s.dialogue);
    row.phase = s.phase;
    row.pillar = s.pillar;
    for (const auto& p : s.predecessors) row.predecessors.push_back(nouns.name(p));
    if (const auto it = successors.find(to_string(s.head.id)); it != successors.end()) row.successors = it->second;
    row.frameworks = s.frameworks;
    row.amendments = static_cast<std::int64_t>(s.amendments.size());
    row.activities = static_cast<std::int64_t>(s.activities.size());
    row.outputs = static_cast<std::int64_t>(s.outputs.size());
    row.version = s.head.version;
    row.source = source_text(s.head.source);
    rows.push_back(std::move(row));
  });
}

void party_rows(const NounList& nouns, RowSink<PartyRow>& rows) {
  nouns.each_asked<ProjectState>([&](const ProjectState& s) {
    for (const auto& p : s.parties) {
      PartyRow row = party_row(nouns, s.head, "project", p, s.starts);
      row.programme = nouns.name(s.programme);
      row.dialogue = nouns.name(s.dialogue);
      row.phase = s.phase;
      rows.push_back(std::move(row));
    }
  });
  nouns.each_asked<ProgrammeState>([&](const ProgrammeState& s) {
    for (const auto& p : s.parties) rows.push_back(party_row(nouns, s.head, "programme", p, s.starts));
  });
}

void amendment_rows(const NounList& nouns, RowSink<AmendmentRow>& rows) {
  nouns.each_asked<ProjectState>([&](const ProjectState& s) {
    for (const auto& a : s.amendments)
      rows.push_back({s.head.id, nouns.name(s.head), "project", word(a.kind), a.decided_on, a.ends_before, a.ends, a.amount_before, a.amount, a.reason, a.act});
  });
  nouns.each_asked<GrantState>([&](const GrantState& s) {
    for (const auto& a : s.amendments)
      rows.push_back({s.head.id, nouns.name(s.head), "grant", word(a.kind), a.decided_on, a.ends_before, a.ends, a.amount_before, a.amount, a.reason, a.act});
  });
}

void activity_rows(const NounList& nouns, RowSink<ActivityRow>& rows) {
  nouns.each_asked<ProjectState>([&](const ProjectState& s) {
    for (const auto& a : s.activities) {
      ActivityRow row{s.head.id, nouns.name(s.head), word(a.kind), a.title.best(Language::en), a.place, a.country, a.since, a.until, {}, a.count};
      for (const auto& p : a.participants) row.participants.push_back(nouns.party(p.name, p.organisation, p.country));
      rows.push_back(std::move(row));
    }
  });
}

void output_rows(const NounList& nouns, RowSink<OutputRow>& rows) {
  nouns.each_asked<ProjectState>([&](const ProjectState& s) {
    for (const auto& o : s.outputs) {
      OutputRow row{s.head.id, nouns.name(s.head), word(o.kind), o.title.best(Language::en), {}, {}, o.country, o.on, o.count};
      for (const auto& f : o.files) {
        row.languages.push_back(f.language);
        if (!f.address.empty()) row.addresses.push_back(f.address);
      }
      rows.push_back(std::move(row));
    }
  });
}

}  // namespace safar::inline v0
