// Rows of dialogues and of what belongs to them.
#include "register/rows_dialogues.hpp"

#include <algorithm>
#include <unordered_map>

#include "portfolio/dialogue_members.hpp"
#include "portfolio/frameworks.hpp"

namespace safar::inline v0 {
namespace {

template <class Code> std::string word(Code c) { return std::string(codes(c)[static_cast<std::size_t>(c)]); }
std::string source_text(const Source& s) { return s.title.empty() ? s.address : s.address.empty() ? s.title : s.title + " (" + s.address + ")"; }
std::string party_name(const NounList& nouns, const Party& p) { return nouns.party(p.name, p.organisation, p.country); }
std::vector<std::string> party_names(const NounList& nouns, const std::vector<Party>& parties) {
  std::vector<std::string> out;
  for (const auto& p : parties) out.push_back(party_name(nouns, p));
  return out;
}

// A period covers all of its first and of its last month, or year; one that has no end goes on.
Known<bool> covers(const Known<PartialDate>& starts, const Known<PartialDate>& ends, Date day) {
  const auto at = day.sys_days();
  if (starts.known() && at < starts.value.earliest()) return false;
  if (ends.known() && at > ends.value.latest()) return false;
  if (!starts.known()) return Absence::unknown;
  return true;
}

// Had it begun by the day? Of what has no day nobody knows.
Known<bool> begun(const Known<PartialDate>& since, Date day) {
  if (!since.known()) return Absence::unknown;
  return in_force(since, {}, day);
}

/// The projects of each dialogue, by its id.
using Projects = std::unordered_map<std::string, std::vector<const ProjectState*>>;
Projects projects_of(const NounList& nouns) {
  Projects out;
  nouns.each<ProjectState>([&](const ProjectState& s) {
    if (!s.dialogue.empty()) out[s.dialogue].push_back(&s);
  });
  return out;
}
const std::vector<const ProjectState*>& of(const Projects& projects, const Id& dialogue) {
  static const std::vector<const ProjectState*> none{};
  const auto it = projects.find(to_string(dialogue));
  return it == projects.end() ? none : it->second;
}

// Every view of dialogues begins its rows with these two.
template <class Row> Row row_of(const NounList& nouns, const NounHead& head) {
  Row row;
  row.dialogue = head.id;
  row.ref = nouns.name(head);
  return row;
}

Known<std::string> phase_on(const DialogueState& s, Date day) {
  const DialoguePhase* last = nullptr;
  bool perhaps = false;
  for (const auto& p : s.phases) {
    const auto in = covers(p.starts, p.ends, day);
    perhaps = perhaps || !in.known();
    if (in.known() && in.value && (!last || last->starts.value.earliest() <= p.starts.value.earliest())) last = &p;
  }
  if (last) return last->name;
  return perhaps ? Absence::unknown : Absence::not_applicable;
}

// Is a deadline over, of which perhaps only the year is known?
Known<bool> past(const PartialDate& deadline, Date day) {
  const auto at = day.sys_days();
  if (at > deadline.latest()) return true;
  if (at <= deadline.earliest()) return false;
  return Absence::unknown;
}

}  // namespace

void dialogue_rows(const NounList& nouns, RowSink<DialogueRow>& rows) {
  using enum DialogueRole;
  const Projects projects = projects_of(nouns);
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    DialogueRow row;
    row.dialogue = s.head.id;
    row.ref = s.head.ref;
    row.title = s.head.title.best(Language::en);
    row.title_fr = s.head.title.fr;
    row.title_ar = s.head.title.ar;
    row.objective = s.objective.best(Language::en);
    row.objective_fr = s.objective.fr;
    row.objective_ar = s.objective.ar;
    row.kind = s.kind;
    row.established = s.established;
    const auto list = [&](std::initializer_list<DialogueRole> roles, std::vector<std::string>& into) {
      for (const auto& p : parties_on(s, roles, nouns.day())) into.push_back(party_name(nouns, p.as->party));
    };
    list({secretariat}, row.secretariat);
    list({observer}, row.observers);
    list({chair, co_chair}, row.chairs);
    list({steering_committee}, row.steering_committee);
    for (const auto& p : parties_on(s, {member}, nouns.day())) {
      (p.sure ? row.members : row.perhaps).push_back(party_name(nouns, p.as->party));
      if (p.as->party.country.known()) row.countries.emplace_back(p.as->party.country.value.code());
    }
    std::sort(row.countries.begin(), row.countries.end());
    row.members_least = static_cast<std::int64_t>(row.members.size());
    row.members_most = static_cast<std::int64_t>(row.members.size() + row.perhaps.size());
    for (const auto& p : s.phases) row.phases.push_back(p.name);
    row.phase = phase_on(s, nouns.day());
    for (const auto& t : s.themes) row.themes.push_back(t.name);
    for (const auto* p : of(projects, s.head.id)) row.projects.push_back(nouns.name(p->head));
    row.frameworks = s.frameworks;
    row.meetings = static_cast<std::int64_t>(s.meetings.size());
    row.commitments = static_cast<std::int64_t>(s.commitments.size());
    row.figures = static_cast<std::int64_t>(s.figures.size());
    row.version = s.head.version;
    row.source = source_text(s.head.source);
    rows.push_back(std::move(row));
  });
}

void member_rows_of(const NounList& nouns, RowSink<MemberRow>& rows) {
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    for (const auto& m : s.members) {
      auto row = row_of<MemberRow>(nouns, s.head);
      row.party = party_name(nouns, m.party);
      row.organisation = m.party.organisation.empty() ? "" : nouns.name(m.party.organisation);
      row.country = m.party.country;
      row.role = word(m.role);
      row.seat = party_name(nouns, m.seat);
      row.since = m.since;
      row.until = m.until;
      row.in_force = in_force(m.since, m.until, nouns.day());
      row.reason = m.reason;
      row.source = source_text(m.source);
      rows.push_back(std::move(row));
    }
  });
}

void phase_rows(const NounList& nouns, RowSink<PhaseRow>& rows) {
  const Projects projects = projects_of(nouns);
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    for (const auto& p : s.phases) {
      auto row = row_of<PhaseRow>(nouns, s.head);
      row.phase = p.name;
      row.title = p.title.best(Language::en);
      row.starts = p.starts;
      row.ends = p.ends;
      row.first_ends = p.first_ends;
      row.extensions = static_cast<std::int64_t>(p.extensions.size());
      row.in_force = covers(p.starts, p.ends, nouns.day());
      row.meetings = std::count_if(s.meetings.begin(), s.meetings.end(), [&](const DialogueMeeting& m) { return m.phase == p.name; });
      const auto& list = of(projects, s.head.id);
      row.projects = std::count_if(list.begin(), list.end(), [&](const ProjectState* x) { return x->phase == p.name; });
      rows.push_back(std::move(row));
    }
  });
}

void meeting_rows(const NounList& nouns, RowSink<MeetingRow>& rows) {
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    std::unordered_map<std::string, std::int64_t> made;
    for (const auto& c : s.commitments) ++made[c.meeting];
    for (const auto& m : s.meetings) {
      auto row = row_of<MeetingRow>(nouns, s.head);
      row.meeting = m.name;
      row.title = m.title.best(Language::en);
      row.level = m.level;
      row.phase = m.phase;
      row.theme = m.theme;
      row.venue = m.venue;
      row.country = m.country;
      row.since = m.since;
      row.until = m.until;
      row.held = begun(m.since, nouns.day());
      if (m.since.known() && s.established.known()) {
        const Order o = compare(m.since.value, s.established.value);
        row.before_established = o == Order::unknown ? Known<bool>(Absence::unknown) : Known<bool>(o == Order::before);
      }
      row.participants = party_names(nouns, m.participants);
      for (const auto& d : m.documents) {
        if (!d.language.empty() && std::find(row.languages.begin(), row.languages.end(), d.language) == row.languages.end()) row.languages.push_back(d.language);
        if (!d.address.empty()) row.documents.push_back(d.address);
      }
      row.conclusions = m.conclusions.best(Language::en);
      row.conclusions_fr = m.conclusions.fr;
      row.conclusions_ar = m.conclusions.ar;
      row.commitments = made[m.name];
      row.source = source_text(m.source);
      rows.push_back(std::move(row));
    }
  });
}

void commitment_rows(const NounList& nouns, RowSink<CommitmentRow>& rows) {
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    for (const auto& c : s.commitments) {
      auto row = row_of<CommitmentRow>(nouns, s.head);
      row.commitment = c.name;
      row.text = c.text.best(Language::en);
      row.by = party_names(nouns, c.by);
      row.theme = c.theme;
      row.meeting = c.meeting;
      row.frameworks = c.frameworks;
      for (const auto& f : c.frameworks) {
        const auto title = framework_title(f);
        row.framework_titles.push_back(title.empty() ? f : std::string(title));
      }
      row.on = c.on;
      row.deadline = c.deadline;
      const CommitmentFollowUp* last = nullptr;
      for (const auto& f : c.follow_ups) {
        if (f.on.value.earliest() > nouns.day().sys_days()) break;
        last = &f;
        ++row.follow_ups;
        if (f.progress.known()) row.progress = f.progress;
      }
      const auto status = last ? last->status : CommitmentStatus::not_started;
      row.status = word(status);
      if (last) {
        row.status_on = last->on;
        row.evidence = last->evidence;
      }
      if (status == CommitmentStatus::completed || status == CommitmentStatus::dropped) row.overdue = false;
      else if (c.deadline.known()) row.overdue = past(c.deadline.value, nouns.day());
      else row.overdue = Absence::not_applicable;
      row.source = source_text(c.source);
      rows.push_back(std::move(row));
    }
  });
}

void facility_rows(const NounList& nouns, RowSink<FacilityRow>& rows) {
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    for (const auto& c : s.calls) {
      auto row = row_of<FacilityRow>(nouns, s.head);
      row.facility = c.facility;
      row.call = c.call;
      row.title = c.title.best(Language::en);
      row.amount = c.amount;
      row.opens = c.opens;
      row.closes = c.closes;
      row.open = covers(c.opens, c.closes, nouns.day());
      bool all = true;
      for (const auto& a : c.awards) {
        row.awards.push_back(a.project.empty() ? party_name(nouns, a.recipient) : nouns.name(a.project));
        all = all && a.amount.known();
        if (!all) continue;
        if (!row.awarded.known()) {
          row.awarded = a.amount;
        } else if (auto sum = add(row.awarded.value, a.amount.value)) {
          row.awarded = *sum;
        } else {
          all = false;
        }
      }
      if (!all) row.awarded = Absence::unknown;
      else if (c.awards.empty()) row.awarded = Absence::not_applicable;
      rows.push_back(std::move(row));
    }
  });
}

void figure_rows(const NounList& nouns, RowSink<FigureRow>& rows) {
  const Projects projects = projects_of(nouns);
  nouns.each_asked<DialogueState>([&](const DialogueState& s) {
    std::vector<Known<PartialDate>> starts;
    for (const auto* p : of(projects, s.head.id)) starts.push_back(p->started_on.known() ? p->started_on : p->starts);
    for (const auto& f : s.figures) {
      auto row = row_of<FigureRow>(nouns, s.head);
      row.what = word(f.what);
      row.value = f.value;
      row.on = f.on;
      const auto counted = count_figure(s, starts, f.what, f.on.known() ? f.on.value : PartialDate(nouns.day()));
      if (counted.known()) {
        const auto [least, most] = counted.value;
        row.counted_least = least;
        row.counted_most = most;
        if (f.value < least || f.value > most) row.agrees = false;
        else if (least == most) row.agrees = true;
      } else {
        row.counted_least = row.counted_most = counted.absence;
        row.agrees = counted.absence;
      }
      row.text = f.text.best(Language::en);
      row.source = source_text(f.source);
      rows.push_back(std::move(row));
    }
  });
}

}  // namespace safar::inline v0
