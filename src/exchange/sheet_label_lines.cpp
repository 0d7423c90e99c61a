/// \file
/// Where labels stand in a line: before a sign, alone, glued to their value, in the middle.
#include <algorithm>

#include "exchange/sheet_labels.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

constexpr std::size_t longest = longest_label;
using F = Field;

/// Fields whose labels are believed without a sign, or in the middle of a line.
bool is_strong(Field f) {
  return f == F::agency || f == F::partners || f == F::donors || f == F::duration || f == F::budget || f == F::countries || f == F::starting || f == F::ending || f == F::status;
}

bool upper_start(View s) {
  if (s.empty()) return false;
  const Character c = character(s, 0);
  return (c.code >= 'A' && c.code <= 'Z') || (c.code >= 0xC0 && c.code <= 0xDE);
}

/// The label that begins a piece of a line and is parted from its value by a sign.
std::optional<Label> leading(const Source& source, Span piece, bool plain) {
  const View v = source.view(piece);
  std::size_t skip = marker(v);
  while (skip < v.size() && (v[skip] == '*' || v[skip] == '_' || v[skip] == ' ' || v[skip] == '|')) ++skip;
  const View s = v.substr(skip);
  const std::size_t at = piece.from + skip;
  Label l;
  const auto found = [&](std::size_t end, std::size_t value, int row) {
    const View phrase = s.substr(0, end);
    const std::size_t front = static_cast<std::size_t>(strip(phrase).data() - phrase.data());
    l.where = source.trim({at + front, at + front + strip(phrase).size()});
    l.value_from = std::min(at + value, piece.to);
    fill(l, row, phrase);
    l.own_line = source.trim({l.value_from, piece.to}).empty();
    return l;
  };
  int tried = 0;
  for (std::size_t i = 0; i < s.size() && i <= longest && tried < 4; ++i) {
    std::size_t sign = 0;
    if (s[i] == ':' || s[i] == '\t' || s[i] == '|') sign = 1;
    else if (s.substr(i).starts_with("\xEF\xBC\x9A")) sign = 3;
    else if (s.substr(i).starts_with("  ")) sign = 2;
    else if (s.substr(i).starts_with(" - ") || s.substr(i).starts_with(" = ")) sign = 3;
    else if (s.substr(i).starts_with(" \xE2\x80\x93 ") || s.substr(i).starts_with(" \xE2\x80\x94 ")) sign = 5;
    if (sign == 0) continue;
    ++tried;
    if (i == 0) break;
    if (const int row = find_label(s.substr(0, i)); row >= 0) {
      std::size_t value = i + sign;
      while (value < s.size() && (s[value] == ' ' || s[value] == '\t' || s[value] == ':' || s[value] == '*' || s[value] == '|' || s[value] == '_')) ++value;
      return found(i, value, row);
    }
    if (s[i] == ':') break;  // a phrase with a colon that is no label of ours
  }
  // "DonorsNorway and Sweden": glued where the web page had a line end.
  for (std::size_t i = 4; i < std::min(s.size(), longest); ++i) {
    if (!(s[i] >= 'A' && s[i] <= 'Z' && s[i - 1] >= 'a' && s[i - 1] <= 'z')) continue;
    if (const int row = upper_start(s) ? find_label(s.substr(0, i)) : -1; row >= 0 && is_strong(field_of(row))) {
      found(i, i, row);
      l.guess = "No sign parts this label from its value.";
      return l;
    }
    break;
  }
  if (s.size() <= longest) if (const int row = find_label(s); row >= 0 && (upper_start(s) || s.ends_with(':'))) return found(s.size(), s.size(), row);
  if (!plain || s.empty() || skip || !upper_start(s) || s.size() > 240) return std::nullopt;
  // No sign between label and value: "DONOR European Union", "Duration 24 months".
  std::size_t stop = 0, best = 0;
  int best_row = -1;
  for (int n = 0; n < 4 && stop < s.size(); ++n) {
    stop = std::min(s.find(' ', stop + 1), s.size());
    if (stop == s.size() || stop > longest) break;
    if (const int row = find_label(s.substr(0, stop)); row >= 0) { best = stop; best_row = row; }
  }
  if (best_row < 0) return std::nullopt;
  const Field f = field_of(best_row);
  const bool strong = is_strong(f) || f == F::title || f == F::acronym;
  const Character next = character(s, best + 1);
  const bool begins = upper_start(s.substr(best + 1)) || (next.code >= '0' && next.code <= '9') || next.code > 0x7F || next.code == '$';
  if (!strong || !begins || s.ends_with('.')) return std::nullopt;
  found(best, best + 1, best_row);
  l.guess = "No sign parts this label from its value.";
  return l;
}

/// "migrationsFunded by:": a line end was lost.
bool glued(View text, std::size_t begin) { return ((text[begin - 1] >= 'a' && text[begin - 1] <= 'z') || text[begin - 1] == ')') && text[begin] >= 'A' && text[begin] <= 'Z'; }

/// The longest label that ends at `colon`, a ':' inside of a line; its words begin with a capital.
std::optional<Label> before_colon(const Source& source, Span line, std::size_t from, std::size_t colon, bool dense) {
  const View text = source.text();
  std::size_t begin = colon;
  std::vector<std::size_t> starts;
  while (begin > from && colon - begin < 48 && starts.size() < 6) {
    const char c = text[begin - 1];
    if (c == ':' || c == ';' || c == '|' || c == '\t' || c == ',' || (c == '.' && begin < colon && text[begin] == ' ')) break;
    --begin;
    if ((begin == from || text[begin - 1] == ' ' || text[begin - 1] == '\t' || text[begin - 1] == '|' || text[begin - 1] == '*' || glued(text, begin)) && text[begin] != ' ' && upper_start(text.substr(begin))) starts.push_back(begin);
  }
  for (auto it = starts.rbegin(); it != starts.rend(); ++it) {
    const View phrase = text.substr(*it, colon - *it);
    const int row = find_label(phrase);
    if (row < 0) continue;
    Label l;
    l.where = source.trim({*it, colon});
    l.value_from = colon + 1;
    fill(l, row, phrase);
    std::size_t back = *it;
    while (back > from && (text[back - 1] == ' ' || text[back - 1] == '*')) --back;
    const char before = back > from ? text[back - 1] : '|';
    const bool parted = *it - back >= 2 || before == '|' || before == '\t' || before == '.' || before == ';' || before == ')' || before == '!' || back == line.from;
    const bool strong = is_strong(l.field);
    if ((!parted && !strong && !dense) || phrase.find_first_of("0123456789") != View::npos) return std::nullopt;
    if (!parted) l.guess = "This label stands in the middle of a line.";
    l.own_line = source.trim({l.value_from, line.to}).empty();
    return l;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Label> labels_of_line(const Source& source, const Line& line, bool plain) {
  std::vector<Label> out;
  const View text = source.text();
  const Span all{line.from, line.to};
  const View v = source.view(all);
  if (v.starts_with(':') && v.size() > 1 && v[1] != '/' && v[1] != ':') {
    Label l;
    l.where = {line.from, line.from + 1};
    l.value_from = line.from + 1;
    l.lost = l.first_in_line = true;
    out.push_back(std::move(l));
  } else if (auto l = leading(source, all, plain)) {
    l->first_in_line = true;
    out.push_back(std::move(*l));
  }
  std::size_t from = out.empty() ? line.from : out.back().value_from;
  std::size_t inside = 0;  // labels of a sheet that was poured into one line: there others are believed too
  for (std::size_t i = from, begin = from; i < std::min<std::size_t>(line.to, from + (8u << 10)) && inside < 3; ++i)
    if (text[i] == ':' && before_colon(source, all, begin, i, false)) { ++inside; begin = i + 1; }
  const bool dense = inside >= 3;
  const std::size_t far = std::min<std::size_t>(line.to, line.from + (64u << 10));  // no sheet has longer lines
  for (std::size_t i = from; i < far; ++i) {
    std::optional<Label> l;
    if (text[i] == ':') l = before_colon(source, all, from, i, dense);
    else if ((text[i] == '\t' || text[i] == '|') && !out.empty()) {
      std::size_t stop = i + 1;  // the next cell is a label as a whole
      while (stop < line.to && text[stop] != '\t' && text[stop] != '|' && stop - i <= longest) ++stop;
      const Span cell = source.trim({i + 1, stop});
      if (const int row = find_label(source.view(cell)); row >= 0 && stop < line.to && upper_start(source.view(cell))) {
        l.emplace();
        l->where = cell;
        l->value_from = stop + 1;
        fill(*l, row, source.view(cell));
      }
    }
    if (!l) continue;
    from = l->value_from;
    i = std::max(i, from - 1);
    out.push_back(std::move(*l));
  }
  return out;
}

bool is_noise_heading(View line) {
  const std::string key = plain_key(line);
  for (const View k : {"key facts", "key data", "key information", "project data", "at a glance", "project at a glance", "facts and figures", "project information", "fiche technique", "donnees cles",
                       "en bref", "project details", "basic data", "basic information", "general information", "informations generales", "project profile", "fact sheet", "factsheet", "project facts",
                       "project fiche", "project data table", "data table", "project document", "documento de proyecto", "ficha de proyecto", "fiche projet", "fiche de projet", "document de projet", "scheda progetto", "scheda di progetto", "projektblatt", "project sheet", "standard project fiche", "project description", "project overview", "about the project", "project profile sheet", "identification", "informations cles", "carte d identite du projet", "details", "key figures"})
    if (key == k) return true;
  return false;
}

}  // namespace safar::inline v0::exchange::sheet
