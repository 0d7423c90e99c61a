#pragma once
/// \file
/// The truth of a project sheet as short lines, and how a proposal differs from it.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <safar/base/json.hpp>
#include <safar/exchange/project_sheet.hpp>

namespace sheet_truth {
using namespace safar;  // a test's own header

using Lines = std::vector<std::string>;

/// A field is a list of lines; "*" in a line stands for any text.
struct Sheet {
  Lines title{}, acronym{}, objective{}, summary{}, agencies{}, partners{}, donors{}, duration{}, countries{}, activities{}, outputs{}, dialogue{}, phase{}, pillar{}, predecessors{}, successors{}, budget{},
      status{}, contact{}, website{}, leftover{}, left_out{};
  static constexpr std::string_view type_name = "sheet_truth", type_doc = "What a project sheet says.";
  template <class V> static constexpr void describe(V& v) {
    using S = Sheet;
    using enum Shelf;
    v(1, "title", &S::title, open, ""); v(2, "acronym", &S::acronym, open, ""); v(3, "objective", &S::objective, open, ""); v(4, "summary", &S::summary, open, "");
    v(5, "agencies", &S::agencies, open, ""); v(6, "partners", &S::partners, open, ""); v(7, "donors", &S::donors, open, ""); v(8, "duration", &S::duration, open, "");
    v(9, "countries", &S::countries, open, ""); v(10, "activities", &S::activities, open, ""); v(11, "outputs", &S::outputs, open, ""); v(12, "dialogue", &S::dialogue, open, "");
    v(13, "phase", &S::phase, open, ""); v(14, "pillar", &S::pillar, open, ""); v(15, "predecessors", &S::predecessors, open, ""); v(16, "successors", &S::successors, open, "");
    v(17, "budget", &S::budget, open, ""); v(18, "status", &S::status, open, ""); v(19, "contact", &S::contact, open, ""); v(20, "website", &S::website, open, "");
    v(21, "leftover", &S::leftover, open, ""); v(22, "left_out", &S::left_out, open, "");
  }
};
struct File {
  std::vector<Sheet> projects{}, mentioned{};
  Lines outputs{};
  static constexpr std::string_view type_name = "sheet_truths", type_doc = "What the sheets of a text say.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "projects", &File::projects, Shelf::open, "");
    v(2, "mentioned", &File::mentioned, Shelf::open, "");
    v(3, "outputs", &File::outputs, Shelf::open, "");
  }
};

struct Score { int right = 0, wrong = 0, missing = 0, guessed = 0, wrong_plain = 0; };

inline std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Got { std::string line; bool flagged; };
inline bool fits(const std::string& truth, const std::string& got) {
  const auto star = truth.find('*');
  if (star == truth.npos) return truth == got;
  const std::string head = truth.substr(0, star), tail = truth.substr(star + 1);
  return got.size() >= head.size() + tail.size() && got.starts_with(head) && got.ends_with(tail);
}

inline std::string line(const exchange::SheetParty& p) {
  std::string s = p.name;
  if (!p.acronym.empty()) s += " [" + p.acronym + ']';
  if (!p.country.none()) s += " <" + to_string(p.country) + '>';
  if (!p.role.empty()) s += " {" + p.role + '}';
  if (p.share.known()) s += ' ' + std::to_string(p.share.value);
  if (!p.amount.none()) s += ' ' + to_string(p.amount);
  return s;
}
inline std::string line(const exchange::SheetPlace& p) {
  std::string s = p.name + '=' + (p.group ? std::string("group") : to_string(p.country));
  if (!p.joined.empty()) s += ' ' + p.joined;
  if (!p.detail.empty()) s += " (" + p.detail + ')';
  return s;
}
inline std::string line(const exchange::SheetOutput& o) {
  std::string s = o.title;
  for (std::size_t k = 0; k < o.languages.size(); ++k) s += (k ? "," : " (") + o.languages[k];
  if (!o.languages.empty()) s += ')';
  if (!o.address.empty()) s += ' ' + o.address;
  return s;
}
inline std::vector<Got> lines(const std::vector<exchange::SheetDuration>& all) {
  std::vector<Got> out;
  for (const auto& d : all) {
    const bool whole = !d.guess.empty();
    if (d.planned_start.value.known()) out.push_back({"start " + to_string(d.planned_start.value.value), whole || !d.planned_start.guess.empty()});
    if (d.planned_end.value.known()) out.push_back({"end " + to_string(d.planned_end.value.value), whole || !d.planned_end.guess.empty()});
    if (d.planned_end.open) out.push_back({"open", whole});
    if (d.months.known()) out.push_back({"months " + std::to_string(d.months.value), whole});
    for (const auto& a : d.amendments)
      out.push_back({std::string(codes(a.kind)[static_cast<std::size_t>(a.kind)]) + (a.months.known() ? ' ' + std::to_string(a.months.value) : "") + (a.new_end.known() ? ' ' + to_string(a.new_end.value) : ""),
                     whole || !a.guess.empty()});
  }
  return out;
}
template <class T>
std::vector<Got> lines(const std::vector<T>& all) {
  std::vector<Got> out;
  for (const T& x : all) {
    if constexpr (requires { x.value.empty(); }) out.push_back({x.value, !x.guess.empty()});
    else if constexpr (requires { x.value.none(); }) out.push_back({to_string(x.value), !x.guess.empty()});
    else if constexpr (requires { x.words; }) out.push_back({std::string(codes(x.value)[static_cast<std::size_t>(x.value)]), !x.guess.empty()});
    else out.push_back({line(x), !x.guess.empty()});
  }
  return out;
}

inline void compare_lines(const std::string& where, const Lines& truth, std::vector<Got> got, Score& score) {
  for (const std::string& t : truth) {
    const auto it = std::find_if(got.begin(), got.end(), [&](const Got& g) { return fits(t, g.line); });
    if (it == got.end()) { ++score.missing; std::printf("[ missing ] %s: %s\n", where.c_str(), t.c_str()); continue; }
    ++(it->flagged ? score.guessed : score.right);
    got.erase(it);
  }
  for (const Got& g : got) {
    ++score.wrong;
    score.wrong_plain += !g.flagged;
    std::printf("[ wrong%s ] %s: %s\n", g.flagged ? ", flagged" : "", where.c_str(), g.line.c_str());
  }
}

inline void compare(const std::string& where, const Sheet& t, const exchange::ProjectSheet& p, Score& score) {
  const auto one = [](const exchange::SheetText& x) { return x.value.empty() ? std::vector<Got>{} : std::vector<Got>{{x.value, !x.guess.empty()}}; };
  compare_lines(where + " title", t.title, one(p.title), score);
  compare_lines(where + " acronym", t.acronym, one(p.acronym), score);
  compare_lines(where + " objective", t.objective, lines(p.objective), score);
  compare_lines(where + " summary", t.summary, lines(p.summary), score);
  compare_lines(where + " agencies", t.agencies, lines(p.agencies), score);
  compare_lines(where + " partners", t.partners, lines(p.partners), score);
  compare_lines(where + " donors", t.donors, lines(p.donors), score);
  compare_lines(where + " duration", t.duration, lines(p.duration), score);
  compare_lines(where + " countries", t.countries, lines(p.countries), score);
  compare_lines(where + " activities", t.activities, lines(p.activities), score);
  compare_lines(where + " outputs", t.outputs, lines(p.outputs), score);
  compare_lines(where + " dialogue", t.dialogue, lines(p.dialogue), score);
  compare_lines(where + " phase", t.phase, lines(p.phase), score);
  compare_lines(where + " pillar", t.pillar, lines(p.pillar), score);
  compare_lines(where + " predecessors", t.predecessors, lines(p.predecessors), score);
  compare_lines(where + " successors", t.successors, lines(p.successors), score);
  compare_lines(where + " budget", t.budget, lines(p.budget), score);
  compare_lines(where + " status", t.status, lines(p.status), score);
  compare_lines(where + " contact", t.contact, lines(p.contact), score);
  compare_lines(where + " website", t.website, lines(p.website), score);
  std::vector<Got> rest;
  for (const auto& l : p.leftover) rest.push_back({(l.label.empty() ? "" : l.label + ": ") + l.text, true});
  if (!t.leftover.empty()) compare_lines(where + " leftover", t.leftover, rest, score);
  if (!t.left_out.empty()) compare_lines(where + " left out", t.left_out, std::vector<Got>{{std::to_string(p.left_out.size()), false}}, score);
}

/// Compares all sheets; a sheet too many or too few is one wrong or missing field.
inline Score compare(const std::string& where, const File& truth, const exchange::SheetProposal& got) {
  Score s;
  const auto sheets = [&](const char* kind, const std::vector<Sheet>& t, const std::vector<exchange::ProjectSheet>& g) {
    for (std::size_t k = 0; k < std::max(t.size(), g.size()); ++k) {
      if (k >= t.size()) compare_lines(where + ' ' + kind, Lines{}, std::vector<Got>{{g[k].title.value, false}}, s);
      else if (k >= g.size()) compare_lines(where + ' ' + kind, t[k].title, std::vector<Got>{}, s);
      else compare(where + ' ' + kind + ' ' + std::to_string(k), t[k], g[k], s);
    }
  };
  sheets("project", truth.projects, got.projects);
  sheets("mention", truth.mentioned, got.mentioned);
  compare_lines(where + " outputs", truth.outputs, lines(got.outputs), s);
  return s;
}

}  // namespace sheet_truth
