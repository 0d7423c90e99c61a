#include "kernel/sheet_commands.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <safar/base/json.hpp>
#include <safar/portfolio/project.hpp>

namespace safar::inline v0::kernel {
namespace {

using exchange::ProjectSheet;

LocalizedText in_language(std::string text, const std::string& language) {
  LocalizedText out;
  (language == "fr" ? out.fr : language == "ar" ? out.ar : out.en) = std::move(text);
  return out;
}

std::string upper(std::string_view s) {
  std::string out(s);
  for (char& c : out) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// First letters of the words that carry meaning: "Linking Emigrant Communities for More Development" -> LECMD.
std::string initials(const std::string& title) {
  static const std::set<std::string_view> small = {"OF", "AND", "FOR", "THE", "IN", "ON", "TO", "A", "AN", "WITH", "ITS", "DE", "DES", "DU", "LA", "LE", "LES", "ET", "POUR", "EN", "AU", "AUX", "BETWEEN", "FROM", "S"};
  std::string out, word;
  const auto end = [&] {
    const std::string w = upper(word);
    if (!w.empty() && !small.contains(w)) out += w == word && w.size() > 1 ? w : w.substr(0, 1);
    word.clear();
  };
  for (const char c : title) {
    if (letter(c) || (c >= '0' && c <= '9')) word += c;
    else end();
  }
  end();
  return out.size() > 24 ? out.substr(0, 24) : out;
}

template <class T>
void doubts_of(const std::vector<T>& values, std::string_view field, std::vector<std::string>& out) {
  for (const auto& v : values) if (!v.guess.empty()) out.push_back(std::string(field) + ": " + v.guess);
}

std::string joined(const std::vector<exchange::SheetText>& parts) {
  std::string out;
  for (const auto& p : parts) out += (out.empty() ? "" : "\n") + p.value;
  return out;
}

ProjectParty party_of(const exchange::SheetParty& p, ProjectRole role) {
  ProjectParty out;
  out.role = role;
  out.name = p.name;
  if (!p.country.none()) out.country = p.country;
  out.share = p.share;
  if (!p.amount.none()) out.amount = p.amount;
  return out;
}

ProjectParty place_of(const exchange::SheetPlace& p) {
  ProjectParty out;
  out.role = ProjectRole::country;
  if (!p.country.none()) out.country = p.country;
  else out.name = p.name;
  const std::string name = upper(p.name);
  if (p.group) {
    if (name.starts_with("EU") || name.starts_with("UE") || name.find("EUROPEAN UNION") != std::string::npos) out.group = Group::eu;
    else if (name.find("ECOWAS") != std::string::npos || name.find("CEDEAO") != std::string::npos) out.group = Group::ecowas;
    else if (name.find("SCHENGEN") != std::string::npos) out.group = Group::schengen;
  }
  out.since = p.since;
  out.stage = p.joined;
  return out;
}

OutputKind output_kind(const std::string& title) {
  const std::string t = upper(title);
  constexpr std::pair<std::string_view, OutputKind> words[] = {
      {"INVENTORY", OutputKind::inventory}, {"INVENTAIRE", OutputKind::inventory}, {"CHAPTER", OutputKind::inventory}, {"COUNTRY REPORT", OutputKind::country_report},
      {"FACTSHEET", OutputKind::factsheet}, {"FACT SHEET", OutputKind::factsheet}, {"INFORMATION SHEET", OutputKind::information_sheet}, {"MAP", OutputKind::map},
      {"TRAINING", OutputKind::training_material}, {"MANUAL", OutputKind::training_material}, {"WEBSITE", OutputKind::website}, {"POLICY", OutputKind::policy}};
  for (const auto& [word, kind] : words) if (t.find(word) != std::string::npos) return kind;
  return OutputKind::report;
}

ActivityKind activity_kind(const std::string& text) {
  const std::string t = upper(text);
  constexpr std::pair<std::string_view, ActivityKind> words[] = {
      {"STUDY VISIT", ActivityKind::study_visit}, {"BILATERAL", ActivityKind::bilateral_meeting}, {"CONFERENCE", ActivityKind::conference}, {"WORKSHOP", ActivityKind::workshop}, {"ATELIER", ActivityKind::workshop},
      {"TRAINING", ActivityKind::training}, {"FORMATION", ActivityKind::training}, {"CAMPAIGN", ActivityKind::campaign}, {"MISSION", ActivityKind::mission}, {"PUBLICATION", ActivityKind::publication}};
  for (const auto& [word, kind] : words) if (t.find(word) != std::string::npos) return kind;
  return ActivityKind::other;
}

std::string status_of(const ProjectSheet& sheet, const SheetMeaning& meaning) {
  constexpr std::string_view words[] = {"", "pipeline", "implementation", "closed", "suspended", "cancelled"};
  if (!sheet.status.empty())
    if (const auto word = words[static_cast<std::size_t>(sheet.status.front().value)]; !word.empty()) return std::string(word);
  return meaning.status;
}

class Writer {
 public:
  explicit Writer(const SheetMeaning& meaning) : meaning_(meaning) {}

  void add(const ProjectSheet& sheet) {
    ++sheet_;
    doubts_.clear();
    ref_ = reference(sheet);
    CreateProject f;
    f.ref = ref_;
    f.title = in_language(sheet.title.value, meaning_.language);
    if (!sheet.title.guess.empty()) doubts_.push_back("title: " + sheet.title.guess);
    f.objective = in_language(joined(sheet.objective), meaning_.language);
    f.summary = in_language(joined(sheet.summary), meaning_.language);
    doubts_of(sheet.objective, "objective", doubts_);
    doubts_of(sheet.summary, "summary", doubts_);
    std::vector<exchange::SheetPlace> later;
    parties(sheet, f.parties, later);
    period(sheet, f);
    money(sheet, f);
    f.programme = meaning_.programme;
    if (!sheet.dialogue.empty()) f.dialogue = meaning_.dialogue;
    if (!sheet.dialogue.empty() && meaning_.dialogue.empty()) doubts_.push_back("dialogue: \"" + sheet.dialogue.front().value + "\" is left out: say which dialogue of the register it is");
    if (!sheet.phase.empty()) f.phase = sheet.phase.front().value;
    if (!sheet.pillar.empty()) f.pillar = sheet.pillar.front().value;
    doubts_of(sheet.dialogue, "dialogue", doubts_);
    doubts_of(sheet.phase, "phase", doubts_);
    doubts_of(sheet.pillar, "pillar", doubts_);
    predecessors(sheet, f);
    f.status = status_of(sheet, meaning_);
    if (f.status.empty()) doubts_.push_back("status: the sheet does not say where the project stands");
    doubts_of(sheet.status, "status", doubts_);
    f.source.title = meaning_.source;
    f.source.address = !meaning_.address.empty() || sheet.website.empty() ? meaning_.address : sheet.website.front().value;
    push(f, std::exchange(doubts_, {}));
    known_[upper(sheet.title.value)] = ref_;
    if (!sheet.acronym.value.empty()) known_[upper(sheet.acronym.value)] = ref_;
    amendments(sheet);
    for (const auto& place : later) {
      JoinProject join;
      join.project = ref_;
      join.party = place_of(place);
      push(join, place.guess.empty() ? std::vector<std::string>() : std::vector<std::string>{"countries: " + place.guess});
    }
    products(sheet);
  }
  std::vector<SheetCommand> take() { return std::move(out_); }

 private:
  std::string reference(const ProjectSheet& sheet) {
    std::string base = sheet.acronym.value.empty() ? initials(sheet.title.value) : sheet.acronym.value;
    if (sheet.acronym.value.empty()) doubts_.push_back("ref: made of the title's words");
    if (base.empty()) base = "PROJECT";
    std::string ref = base;
    for (int n = 2; !used_.insert(upper(ref)).second; ++n) ref = base + "-" + std::to_string(n);
    return ref;
  }

  void parties(const ProjectSheet& sheet, std::vector<ProjectParty>& out, std::vector<exchange::SheetPlace>& later) {
    const auto add = [&](ProjectParty p, std::string_view field) {
      const auto same = [&](const ProjectParty& x) { return x.role == p.role && x.name == p.name && x.country.known() == p.country.known() && (!p.country.known() || x.country.value == p.country.value); };
      const bool state = p.country.known();
      const bool twice = std::any_of(out.begin(), out.end(), [&](const ProjectParty& x) { return same(x) || (x.role == p.role && state && x.country.known() && x.country.value == p.country.value); });
      if (twice) doubts_.push_back(std::string(field) + ": " + (p.name.empty() ? to_string(p.country.value) : p.name) + " stands twice, and is taken once");
      else out.push_back(std::move(p));
    };
    for (const auto& p : sheet.agencies) add(party_of(p, ProjectRole::implementing), "agencies");
    for (const auto& p : sheet.partners) add(party_of(p, ProjectRole::partner), "partners");
    for (const auto& p : sheet.donors) add(party_of(p, ProjectRole::donor), "donors");
    for (const auto& p : sheet.countries) {
      if (p.joined.empty() && !p.since.known()) add(place_of(p), "countries");
      else later.push_back(p);
    }
    doubts_of(sheet.agencies, "agencies", doubts_);
    doubts_of(sheet.partners, "partners", doubts_);
    doubts_of(sheet.donors, "donors", doubts_);
    for (const auto& p : sheet.countries) if (!p.guess.empty() && p.joined.empty() && !p.since.known()) doubts_.push_back("countries: " + p.guess);
  }

  void period(const ProjectSheet& sheet, CreateProject& f) {
    if (sheet.duration.empty()) return;
    const auto& d = sheet.duration.front();
    f.starts = d.planned_start.value;
    f.ends = d.planned_end.value;
    for (const auto* g : {&d.guess, &d.planned_start.guess, &d.planned_end.guess}) if (!g->empty()) doubts_.push_back("duration: " + *g);
  }

  void money(const ProjectSheet& sheet, CreateProject& f) {
    if (sheet.budget.size() == 1 && !sheet.budget.front().value.none()) f.budget = sheet.budget.front().value;
    if (sheet.budget.size() > 1) doubts_.push_back("budget: several amounts, none is taken");
    doubts_of(sheet.budget, "budget", doubts_);
  }

  void predecessors(const ProjectSheet& sheet, CreateProject& f) {
    for (const auto& p : sheet.predecessors) {
      if (const auto it = known_.find(upper(p.value)); it != known_.end()) f.predecessors.push_back(it->second);
      else doubts_.push_back("predecessors: \"" + p.value + "\" is no sheet before this one, and is left out");
    }
    doubts_of(sheet.predecessors, "predecessors", doubts_);
  }

  void amendments(const ProjectSheet& sheet) {
    if (sheet.duration.empty()) return;
    for (const auto& a : sheet.duration.front().amendments) {
      if (!a.new_end.known()) {
        out_.back().doubts.push_back("amendments: \"" + a.words + "\" gives no end, and is left out");
        continue;
      }
      AmendProject f;
      f.project = ref_;
      f.kind = a.kind == exchange::SheetAmendmentKind::no_cost_extension ? AmendmentKind::no_cost_extension
               : a.kind == exchange::SheetAmendmentKind::cost_extension ? AmendmentKind::cost_extension
                                                                        : AmendmentKind::extension;
      f.ends = a.new_end;
      push(f, a.guess.empty() ? std::vector<std::string>() : std::vector<std::string>{"amendments: " + a.guess});
    }
  }

  void products(const ProjectSheet& sheet) {
    for (const auto& o : sheet.outputs) {
      RecordOutput f;
      f.project = ref_;
      f.kind = output_kind(o.title);
      f.title = in_language(o.title, meaning_.language);
      for (const auto& l : o.languages) f.files.push_back({l, o.address, ""});
      if (o.languages.empty() && !o.address.empty()) f.files.push_back({"", o.address, ""});
      push(f, o.guess.empty() ? std::vector<std::string>() : std::vector<std::string>{"outputs: " + o.guess});
    }
    for (const auto& a : sheet.activities) {
      RecordActivity f;
      f.project = ref_;
      f.kind = activity_kind(a.value);
      f.title = in_language(a.value, meaning_.language);
      push(f, a.guess.empty() ? std::vector<std::string>() : std::vector<std::string>{"activities: " + a.guess});
    }
  }

  template <class Fact> void push(const Fact& fact, std::vector<std::string> doubts) {
    std::string json = to_json(fact);
    json.insert(1, "\"command\":" + json_string(Fact::type_name) + ",\"v\":1" + (json.size() > 2 ? "," : ""));
    auto canonical = canonical_json(json);
    out_.push_back({sheet_, ref_, std::string(Fact::type_name), canonical ? *std::move(canonical) : std::move(json), std::move(doubts)});
  }

  const SheetMeaning& meaning_;
  std::vector<SheetCommand> out_{};
  std::vector<std::string> doubts_{};
  std::string ref_{};
  std::set<std::string> used_{};
  std::map<std::string, std::string> known_{};
  std::int64_t sheet_ = 0;
};

}  // namespace

std::vector<SheetCommand> sheet_commands(const std::vector<ProjectSheet>& sheets, const SheetMeaning& meaning) {
  Writer writer(meaning);
  for (const auto& sheet : sheets) writer.add(sheet);
  return writer.take();
}

}  // namespace safar::inline v0::kernel
