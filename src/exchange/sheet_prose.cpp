/// \file
/// Running text: phrases that name a framework, a predecessor, who pays, from when to when.
#include "exchange/sheet_prose.hpp"

#include <algorithm>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_money.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;

SheetText text_of(const Source& s, Span where, View guess) {
  return {s.value(where), static_cast<std::int64_t>(where.from), static_cast<std::int64_t>(where.to), std::string(guess)};
}
bool stop_sign(const Tokens& t, std::size_t k) {  // the end of a sentence
  return t[k].is(";") || t[k].is("!") || t[k].is("?") || (t[k].is(".") && (k + 1 == t.size() || (t[k + 1].gap && (t[k + 1].capital || t[k + 1].sort != Sort::word)))) || (k > 0 && t[k].line && (t[k].sort == Sort::sign && !one_of(t[k].key, "(|\"|'|,|-")));
}
std::size_t sentence_end(const Tokens& t, std::size_t k, std::size_t most = 80) {
  const std::size_t limit = std::min(t.size(), k + most);
  while (k < limit && !stop_sign(t, k)) ++k;
  return k;
}
std::size_t sentence_start(const Tokens& t, std::size_t k, std::size_t most = 60) {
  std::size_t n = 0;
  while (k > 0 && n++ < most && !stop_sign(t, k - 1)) --k;
  return k;
}
bool quote(const Token& t) { return t.is("\"") || t.is("'"); }

/// A quoted name that opens at `k`: its inside and the token behind it.
struct Quoted { Span inside{}; std::size_t last = 0; };
std::optional<Quoted> quoted_at(const Source& s, const Tokens& t, std::size_t k) {
  if (k >= t.size() || !quote(t[k]) || k + 1 >= t.size()) return std::nullopt;
  const View open = s.view({t[k].from, t[k].to});
  if (open == "\xE2\x80\x9D" || (open == "\xE2\x80\x99" && !t[k].gap) || (t[k].is("'") && k > 0 && !t[k].gap)) return std::nullopt;
  const bool straight = open == "'" || open == "\"";
  for (std::size_t j = k + 1; j < std::min(t.size(), k + 60); ++j) {
    if (t[j].key != t[k].key) continue;
    const View close = s.view({t[j].from, t[j].to});
    if (straight ? close != open : close == open) continue;
    const bool inner = t[j].is("'") && !t[j].gap && j + 1 < t.size() && !t[j + 1].gap && t[j + 1].sort == Sort::word;  // an apostrophe
    if (inner || (t[j].is("'") && t[j].gap)) continue;
    if (j == k + 1) return std::nullopt;
    return Quoted{{t[k + 1].from, t[j - 1].to}, j + 1};
  }
  return std::nullopt;
}

bool framework(const Token& t) { return one_of(t.key, "framework|context|cadre|umbrella|part|under|within|pillar|phase|pilier|auspices|component"); }
bool project_word(const Token& t) { return one_of(t.key, "project|projet|proyecto|programme|initiative|action|projects"); }

/// Words in capitals before (or French: behind) "Dialogue" or "Process".
std::optional<Span> dialogue_at(const Tokens& t, std::size_t k) {
  if (!t[k].capital || !one_of(t[k].key, "dialogue|process|processus|compact")) return std::nullopt;
  std::size_t first = k;
  while (first > 0 && k - first < 4 && !stop_sign(t, first - 1) && t[first - 1].sort == Sort::word && t[first - 1].capital && !one_of(t[first - 1].key, "the|a|an|this|its|le|la|du")) --first;
  if (first < k) return Span{t[first].from, t[k].to};
  std::size_t last = k + 1;
  if (last < t.size() && one_of(t[last].key, "de|du|d")) ++last;
  if (last < t.size() && t[last].is("'")) ++last;
  if (last < t.size() && t[last].capital && t[last].gap) return Span{t[k].from, t[last].to};
  return std::nullopt;
}

std::optional<std::pair<std::size_t, std::size_t>> phase_at(const Tokens& t, std::size_t k) {
  if (!one_of(t[k].key, "phase|etape")) return std::nullopt;
  const auto ordinal = [&](std::size_t j) { return t[j].sort == Sort::word && ordinal_word(t[j].key) > 0 && t[j].key.size() > 2; };
  if (k > 0 && ordinal(k - 1)) return std::pair{k - 1, k + 1};
  if (k > 1 && one_of(t[k - 1].key, "st|nd|rd|th|e|eme|er|ere") && t[k - 2].sort == Sort::number && !t[k - 1].gap) return std::pair{k - 2, k + 1};
  if (k + 1 < t.size() && (t[k + 1].sort == Sort::number || (t[k + 1].upper && ordinal_word(t[k + 1].key) > 0)) && t[k + 1].to - t[k + 1].from < 5) return std::pair{k, k + 2};
  return std::nullopt;
}

void frames(Source& s, const Tokens& t, ProjectSheet& sheet) {
  for (std::size_t k = 0; k < t.size(); ++k) {
    const bool may = one_of(t[k].key, "dialogue|process|processus|compact|phase|etape|pillar|pilier");
    if (!may) continue;
    const std::size_t first = sentence_start(t, k);
    bool in_frame = false;
    for (std::size_t j = first; j < k; ++j) in_frame |= framework(t[j]);
    if (const auto d = dialogue_at(t, k); d && in_frame) {
      const std::string name = s.value(*d);
      const bool known = std::any_of(sheet.dialogue.begin(), sheet.dialogue.end(), [&](const SheetText& x) { return x.value == name; });
      if (!known) sheet.dialogue.push_back(text_of(s, *d, in_text));
      s.take(*d);
    } else if (const auto p = phase_at(t, k); p && in_frame && sheet.phase.empty()) {
      std::size_t last = p->second;
      if (last < t.size() && t[last].is(",")) ++last;
      const auto q = quoted_at(s, t, last);
      const Span where{t[p->first].from, q ? t[q->last - 1].to : t[p->second - 1].to};
      sheet.phase.push_back(text_of(s, where, in_text));
      s.take(where);
    } else if (one_of(t[k].key, "pillar|pilier") && k + 1 < t.size() && sheet.pillar.empty() && (t[k + 1].sort == Sort::number || ordinal_word(t[k + 1].key))) {
      std::size_t last = k + 2;
      if (last < t.size() && one_of(t[last].key, "on|of|sur|de|:|-|,")) ++last;
      const auto q = quoted_at(s, t, last);
      const Span where{t[k].from, q ? t[q->last - 1].to : t[k + 1].to};
      sheet.pillar.push_back(text_of(s, where, in_text));
      s.take(where);
    }
  }
}

/// "Kenya joined the initiative at the second stage."
void joined(Source& s, const Tokens& t, ProjectSheet& sheet) {
  for (std::size_t k = 1; k < t.size(); ++k) {
    if (!one_of(t[k].key, "joined|rejoint")) continue;
    std::size_t first = k;
    while (first > 0 && k - first < 7 && !stop_sign(t, first - 1) && (t[first - 1].capital || one_of(t[first - 1].key, "and|the|of|has|a|et|la|le"))) --first;
    std::size_t last = k;
    while (last > first && one_of(t[last - 1].key, "has|have|a|ont")) --last;
    if (first == last) continue;
    const Span names{t[first].from, t[last - 1].to};
    bool states = false;
    for (std::size_t f = first; f < last && !states; ++f) states = country_of(s.value({t[f].from, t[last - 1].to}), false).has_value();
    if (!states) continue;
    const std::size_t stop = sentence_end(t, k);
    std::size_t when = stop;
    for (std::size_t j = k + 1; j < stop; ++j)
      if (one_of(t[j].key, "at|in|during|since|as|from|en|lors|depuis")) when = j;
    for (SheetPlace& p : read_places(s, names)) {
      if (p.country.none()) continue;
      p.joined = when < stop ? s.value({t[when].from, t[stop - 1].to}) : s.value({t[k].from, t[stop - 1].to});
      for (std::size_t j = when; j < stop; ++j)
        if (const auto d = date_at(t, j, false); d && !d->open && !d->no_year) { p.since = d->date; break; }
      p.from = static_cast<std::int64_t>(t[first].from);
      p.to = static_cast<std::int64_t>(t[stop - 1].to);
      p.guess = in_text;
      sheet.countries.push_back(std::move(p));
    }
    s.take({t[first].from, t[stop - 1].to});
  }
}

void chains(Source& s, const Tokens& t, ProjectSheet& sheet) {
  const auto phrase = [&](std::size_t k, View a, View b) { return k + 1 < t.size() && one_of(t[k].key, a) && one_of(t[k + 1].key, b); };
  for (std::size_t k = 0; k < t.size(); ++k) {
    const bool follow = t[k].is("follow") && k + 3 < t.size() && t[k + 1].is("-") && t[k + 2].is("up") && one_of(t[k + 3].key, "to|of");
    const bool before = follow || phrase(k, "continuation|successor|sequel", "of|to") || phrase(k, "builds|building|build", "on|upon") || phrase(k, "suite|prolongement", "de|du") || phrase(k, "succede", "a|au") || (phrase(k, "follows", "on") && k + 2 < t.size() && t[k + 2].is("from"));
    const bool after = phrase(k, "followed|continued|succeeded", "by") || phrase(k, "suivi|suivie", "par|du");
    if (!before && !after) continue;
    std::size_t at = k + (follow ? 4 : t[k].is("follows") ? 3 : 2);
    const std::size_t stop = sentence_end(t, at, 40);
    std::size_t end = stop;
    Span name{};
    for (std::size_t j = at; j < std::min(stop, at + 8); ++j)
      if (const auto q = quoted_at(s, t, j)) { name = q->inside; break; }
    if (name.empty()) {
      while (at < stop && (one_of(t[at].key, "the|project|projet|du|de|la|le|l|experience|previous|results|lessons") || t[at].is("'"))) ++at;
      for (end = at; end < stop; ++end)
        if (t[end].is(",") || (end > at && one_of(t[end].key, "which|that|and|qui|from|in|funded|implemented|project|projet|phase"))) break;
      if (at < end && t[at].capital) name = {t[at].from, t[end - 1].to};
    }
    if (name.empty() || name.size() > 200) continue;
    (before ? sheet.predecessors : sheet.successors).push_back(text_of(s, name, in_text));
    s.take(name);
  }
}

/// Who pays or implements: up to the end of the clause.
Span clause(const Tokens& t, std::size_t at) {
  const std::size_t stop = sentence_end(t, at, 60);
  std::size_t end = at;
  int depth = 0;
  for (; end < stop; ++end) {
    if (t[end].is("(")) ++depth;
    if (t[end].is(")") && --depth < 0) break;
    if (depth == 0 && end > at && one_of(t[end].key, "which|who|that|through|within|over|between|from|to|during|since|until|is|was|are|has|aims|in|on|qui|dans|pour|entre|depuis|implemented|funded|financed|mis|mise|with|while|as"))
      break;
    // "and implemented by": the next clause
    if (depth == 0 && one_of(t[end].key, "and|et|,") && end + 1 < stop && one_of(t[end + 1].key, "implemented|funded|co|financed|cofunded|mis|mise|finance|is|was|aims|has|runs|carried|with")) break;
  }
  while (end > at && (t[end - 1].sort == Sort::sign && !t[end - 1].is(")"))) --end;
  return at < end ? Span{t[at].from, t[end - 1].to} : Span{};
}

void flag(std::string& guess) { guess = guess.empty() ? std::string(in_text) : std::string(in_text) + ' ' + guess; }

void facts(Source& s, const Tokens& t, ProjectSheet& sheet, bool month_first) {
  const bool no_donors = sheet.donors.empty(), no_agencies = sheet.agencies.empty();
  for (std::size_t k = 0; k + 1 < t.size(); ++k) {
    const bool by = one_of(t[k + 1].key, "by|par");
    if (no_donors && by && one_of(t[k].key, "funded|financed|cofunded|cofinanced|finance|cofinance|financee|cofinancee|sponsored")) {
      if (const Span c = clause(t, k + 2); !c.empty() && c.size() < 400)
        for (SheetParty& p : read_parties(s, c, {})) { flag(p.guess); sheet.donors.push_back(std::move(p)); }
    }
    if (no_agencies && by && one_of(t[k].key, "implemented|executed|run|led|oeuvre|managed")) {
      if (const Span c = clause(t, k + 2); !c.empty() && c.size() < 300)
        for (SheetParty& p : read_parties(s, c, {})) { flag(p.guess); sheet.agencies.push_back(std::move(p)); }
    }
    if (sheet.duration.empty() && one_of(t[k].key, "from|between|du|entre|de")) {
      const Tokens fine = s.tokens({t[k].from, t[std::min(t.size() - 1, k + 14)].to}, true);
      const auto a = date_at(fine, 1, month_first);
      const auto b = a && a->last + 1 < fine.size() && one_of(fine[a->last].key, "to|until|and|au|a|et|-") ? date_at(fine, a->last + 1, month_first) : std::nullopt;
      if (b && !b->no_year) {
        SheetDuration d;
        if (read_duration(s, {a->where.from, b->where.to}, month_first, 0, d)) { flag(d.guess); d.planned_start.guess = d.planned_end.guess = in_text; sheet.duration.push_back(std::move(d)); }
      }
    }
    if (sheet.budget.empty() && one_of(t[k].key, "budget|cost|cout|montant|worth")) {
      for (std::size_t j = k + 1; j < std::min(t.size(), k + 6); ++j)
        if (const auto m = money_at(t, j)) {
          std::string guess = m->guess;
          flag(guess);
          sheet.budget.push_back({m->value, s.value(m->where), static_cast<std::int64_t>(m->where.from), static_cast<std::int64_t>(m->where.to), guess});
          s.take(m->where);
          break;
        }
    }
  }
}

/// The name in quotes beside the word "project".
std::optional<std::pair<Span, std::size_t>> named_project(const Source& s, const Tokens& t, std::size_t k) {
  const auto q = quoted_at(s, t, k);
  if (!q || q->inside.size() < 6) return std::nullopt;
  bool near = q->last < t.size() && project_word(t[q->last]);
  for (std::size_t j = k; !near && j-- > 0 && k - j <= 3;) near = project_word(t[j]);
  if (!near) return std::nullopt;
  return std::pair{q->inside, q->last};
}

Tokens bounded(const Source& s, Span where) {
  where.to = std::min(where.to, where.from + most_prose);
  return s.tokens(where);
}

}  // namespace

namespace {
/// "FMM West Africa: Support to ...", "ASCAP (Support to ...)": a short name in front of a long one.
void front_acronym(const Source& source, Span where, ProjectSheet& sheet) {
  const View v = source.view(where);
  const auto sign = std::min(v.find(':'), v.find(" ("));
  if (sign == View::npos || sign > 28 || v.size() < sign + 20) return;
  const auto t = source.tokens({where.from, where.from + sign});
  bool upper = false, capitals = !t.empty() && t.size() <= 4;
  for (const Token& x : t) {
    upper |= x.sort == Sort::word && x.upper && x.key.size() >= 3;
    capitals &= x.sort != Sort::word || x.capital;
  }
  if (upper && capitals) sheet.acronym = text_of(source, {t.front().from, t.back().to}, "Stands in front of the long title; read as the short name.");
}
}  // namespace

void set_title(const Source& source, Span where, View guess, ProjectSheet& sheet) {
  where = source.trim(where);
  const View v = source.view(where);
  std::size_t m = marker(v);
  if (m && v.substr(0, m).find_first_of("0123456789#*") == View::npos) m = 0;
  where.from += m;
  while (!where.empty() && (source.text()[where.to - 1] == '*' || source.text()[where.to - 1] == '#')) --where.to;
  where = source.trim(where);
  if (const View d = source.view(where); d.ends_with('.') && d.find('.') + 1 == d.size()) --where.to;
  const auto q = source.tokens(where);
  if (q.size() > 2 && quote(q.front()) && quote(q.back())) where = {q[1].from, q[q.size() - 2].to};
  if (q.size() > 4 && project_word(q[0]) && quote(q[1]) && quote(q.back())) where = {q[2].from, q[q.size() - 2].to};  // Project "Name"
  const View w = source.view(where);
  if (w.ends_with(')')) {
    const auto open = w.rfind('(');
    const auto in = open == View::npos ? std::vector<Token>{} : source.tokens({where.from + open + 1, where.to - 1});
    bool upper = false, words = in.size() <= 5 && !in.empty();
    bool several = false;  // "ISEC France"
    for (std::size_t k = 0; k < in.size(); ++k) {
      upper |= in[k].sort == Sort::word && (in[k].upper ? in[k].key.size() > 1 : false);
      several |= k > 0 && in[k].gap && in[k].sort == Sort::word;
      words &= (in[k].sort != Sort::word || in[k].capital || in[k].key.size() <= 2) && !one_of(in[k].key, "phase|tranche|lot|component");
    }
    if (upper && words && open > 3) {
      if (sheet.acronym.value.empty()) sheet.acronym = text_of(source, {in.front().from, in.back().to}, several && guess.empty() ? View{"Several words stand in the brackets behind the title; read as the short name."} : guess);
      where = source.trim({where.from, where.from + open});
      const auto inner = source.tokens(where);
      if (inner.size() > 2 && quote(inner.front()) && quote(inner.back())) where = {inner[1].from, inner[inner.size() - 2].to};
    }
  }
  sheet.title = text_of(source, where, guess);
  if (sheet.acronym.value.empty()) front_acronym(source, where, sheet);
}

std::size_t first_download(const Source& source, Span where) {
  const View v = source.view(where);
  std::size_t at = where.to;
  for (const View word : {"Download ", "DOWNLOAD ", "Télécharger "})
    for (std::size_t i = v.find(word); i != View::npos; i = v.find(word, i + 1)) {
      const auto stop = std::min(v.find('\n', i), v.size());
      if (!languages_at_end(source, source.trim({where.from + i, where.from + stop}), true).codes.empty()) { at = std::min(at, where.from + i); break; }
    }
  return at;
}

void read_prose(Source& source, Span where, ProjectSheet& sheet, bool month_first) {
  const Tokens t = bounded(source, where);
  if (t.empty()) return;
  const View v = source.view({where.from, t.back().to});
  for (const View word : {"Download ", "DOWNLOAD ", "Télécharger "})
    for (std::size_t i = v.find(word); i != View::npos; i = v.find(word, i + 1)) {
      const auto stop = std::min(v.find('\n', i), v.size());
      const Span line = source.trim({where.from + i, where.from + stop});
      if (languages_at_end(source, line, true).codes.empty()) continue;
      sheet.outputs.push_back(read_output(source, line, true));
    }
  if (sheet.title.value.empty())
    for (std::size_t k = 0; k < t.size(); ++k)
      if (const auto p = named_project(source, t, k)) {
        set_title(source, p->first, in_text, sheet);
        source.take(p->first);
        break;
      }
  frames(source, t, sheet);
  joined(source, t, sheet);
  chains(source, t, sheet);
  facts(source, t, sheet, month_first);
}

std::vector<ProjectSheet> read_mentions(Source& source, Span where, bool month_first) {
  std::vector<ProjectSheet> out;
  const Tokens t = bounded(source, where);
  std::vector<std::pair<Span, std::size_t>> names;
  for (std::size_t k = 0; k < t.size(); ++k)
    if (const auto p = named_project(source, t, k)) {
      bool chained = false;  // "a continuation of the project ..." is said of another one
      for (std::size_t j = k; j-- > 0 && k - j < 8 && !stop_sign(t, j);) chained |= one_of(t[j].key, "continuation|follow|builds|building|successor|sequel|suite|followed|continued|succeeded|prolongement");
      if (chained) continue;
      names.emplace_back(p->first, k);
      k = p->second - 1;
    }
  for (std::size_t n = 0; n < names.size(); ++n) {
    ProjectSheet p;
    set_title(source, names[n].first, in_text, p);
    const auto same = [&](const SheetText& x) { return x.value == p.title.value; };
    const std::size_t near = out.size() - std::min<std::size_t>(out.size(), 32);
    const bool again = std::any_of(out.begin() + static_cast<std::ptrdiff_t>(near), out.end(), [&](const ProjectSheet& o) {
      return same(o.title) || std::any_of(o.predecessors.begin(), o.predecessors.end(), same) || std::any_of(o.successors.begin(), o.successors.end(), same);
    });
    if (again) { source.take(names[n].first); continue; }
    const std::size_t first = sentence_start(t, names[n].second);
    const Span own{t[first].from, n + 1 < names.size() ? std::max(t[sentence_start(t, names[n + 1].second)].from, names[n].first.to) : t.back().to};
    p.from = static_cast<std::int64_t>(own.from);
    p.to = static_cast<std::int64_t>(own.to);
    read_prose(source, own, p, month_first);
    source.take(names[n].first);
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
