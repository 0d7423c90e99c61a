/// \file
/// The labels of a text: line by line, in tables, in numbered sections, and where they stand by mistake.
#include <algorithm>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_outline.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

/// "2.3. Added value", the number of a section with its parts.
bool is_section(View v) {
  std::size_t i = 0, dots = 0;
  while (i < v.size() && i < 8 && ((v[i] >= '0' && v[i] <= '9') || v[i] == '.')) dots += v[i++] == '.';
  return i >= 3 && dots > 0 && v[i - 1] != '.' ? i < v.size() && v[i] == ' ' : i >= 4 && dots > 1 && i < v.size() && v[i] == ' ';
}
/// "Target group: women" at the start of a line: a label that the table does not have.
bool unknown_label(const Source& source, const Line& line, std::size_t& colon) {
  const View v = source.view({line.from, line.to});
  colon = v.substr(0, 44).find(':');
  if (colon == View::npos || colon < 3 || colon + 1 >= v.size() || v[colon + 1] == '/' || marker(v)) return false;
  const auto t = source.tokens({line.from, line.from + colon});
  if (t.empty() || t.size() > 5 || !t[0].capital) return false;
  for (const Token& x : t)  // "Managing office" is a label, "Border Guard" an institution
    if (x.sort == Sort::number || x.is(",") || x.is("(") || (is_institution(x.key) && (x.capital || &x != &t.back()))) return false;
  const std::string phrase = source.value({line.from, line.from + colon});
  bool role = true;
  for (const Token& x : t) role &= x.sort == Sort::sign || is_role(x.key);
  return !role && !country_of(phrase, false) && !is_group(plain_key(phrase)) && !month_of(t[0].key) && one_of(v.substr(colon + 1, 1), " |\t");
}

class Finder {
 public:
  Finder(const Source& source, const std::vector<Line>& lines, bool month_first) : source_(source), lines_(lines), month_first_(month_first) {}
  std::vector<Label> find() {
    find_labels();
    if (!labels_.empty()) misplaced();
    return std::move(labels_);
  }

 private:
  View text(std::size_t line) const { return source_.view({lines_[line].from, lines_[line].to}); }

  /// A row of labels and rows of values below: each row of values is a sheet.
  std::size_t table(std::size_t line) {
    const auto cells = [&](std::size_t k) {
      std::vector<Span> out;
      const Line& l = lines_[k];
      const char sign = text(k).find('\t') != View::npos ? '\t' : '|';
      for (std::size_t i = l.from; i <= l.to;) {
        const auto stop = std::min<std::size_t>(source_.text().find(sign, i), l.to);
        out.push_back(source_.trim({i, stop}));
        i = stop + 1;
        if (out.size() > 64) break;
      }
      if (sign == '|' && !out.empty() && out.front().empty()) out.erase(out.begin());
      if (sign == '|' && !out.empty() && out.back().empty()) out.pop_back();
      return out;
    };
    const View head = text(line);
    if (head.find('\t') == View::npos && head.find('|') == View::npos) return line;
    const auto names = cells(line);
    if (names.size() < 3 || names.size() > 40) return line;
    std::vector<int> rows;
    std::size_t known = 0;
    for (const Span& n : names) { rows.push_back(find_label(source_.view(n))); known += rows.back() >= 0; }
    if (known < 3 || known + 1 < names.size()) return line;
    std::size_t k = line + 1;
    for (; k < lines_.size(); ++k) {
      const auto values = cells(k);
      if (values.size() != names.size()) break;
      const bool single = k + 1 >= lines_.size() || cells(k + 1).size() != names.size();  // and the first: no table of projects
      for (std::size_t c = 0; c < names.size(); ++c) {
        if (values[c].empty()) continue;
        Label l;
        l.where = names[c];
        l.value_from = values[c].from;
        l.value_to = values[c].to;
        if (rows[c] >= 0) fill(l, rows[c], source_.view(names[c]));  // Budget (EUR)
        l.line = k;
        l.starts = labels_.empty() || labels_.back().line != k;
        if (single && k == line + 1) {
          l.first_in_line = l.starts;
          l.starts = false;
          l.line = line;
        }
        labels_.push_back(std::move(l));
      }
    }
    return k;
  }

  void find_labels() {
    // Labels without a sign behind them are believed where the text has none with a sign, or others of that kind.
    std::size_t signs = 0, bare = 0;
    for (const Line& l : lines_) {
      const View v = source_.view({l.from, l.to});
      if (v.size() > 300) continue;
      if (signs + bare > 200) break;
      for (const Label& x : labels_of_line(source_, l, true)) (x.guess.starts_with("No sign") ? bare : signs) += 1;
    }
    const bool plain = bare >= 3 && bare > signs / 2;
    std::size_t sections = 0;
    for (const Line& l : lines_) sections += is_section(source_.view({l.from, l.to}));
    for (std::size_t k = 0; k < lines_.size();) {
      if (const std::size_t next = table(k); next > k + 1) { k = next; continue; }
      auto found = labels_of_line(source_, lines_[k], plain);
      std::size_t colon = 0;
      if (found.empty() && sections > 1 && l_size(k) <= 90 && !text(k).ends_with('.') && (is_section(text(k)) || opens_section(k))) {
        Label l;
        l.where = {lines_[k].from, lines_[k].to};
        l.value_from = lines_[k].to;
        l.first_in_line = l.own_line = true;
        found.push_back(std::move(l));
      }
      if (found.empty() && !labels_.empty() && !waits(k) && unknown_label(source_, lines_[k], colon)) {
        Label l;
        l.where = source_.trim({lines_[k].from, lines_[k].from + colon});
        l.value_from = lines_[k].from + colon + 1;
        l.first_in_line = true;
        found.push_back(std::move(l));
      }
      if (found.size() == 1 && found[0].own_line && found[0].value_from >= lines_[k].to && text(k).back() != ':' && ((k > 0 && text(k - 1) == text(k)) || (k + 1 < lines_.size() && text(k + 1) == text(k))))
        found.clear();  // said twice: a menu of a web page
      for (Label& l : found) {
        l.line = k;
        const View phrase = source_.view(l.where);
        const bool numbered = phrase.find_first_of("0123456789") != View::npos;
        const bool again = !labels_.empty() && labels_.back().row == l.row;
        if (numbered && again && (is_prose(l.field) || l.field == Field::outputs) && l.row >= 0) {  // Objective 1, Objective 2
          if (l.field != Field::objective) continue;
          l.again = true;
        }
        labels_.push_back(std::move(l));
      }
      ++k;
    }
    if (labels_.empty()) periods();
  }
  /// A text without labels: headings with a period below them, and a paragraph.
  void periods() {
    for (std::size_t k = 1; k < lines_.size(); ++k) {
      if (!is_dates_line(source_, lines_[k], month_first_) || text(k - 1).size() > 160 || text(k - 1).ends_with('.') || is_dates_line(source_, lines_[k - 1], month_first_) || lower_start(text(k - 1))) continue;
      Label l;
      l.where = {lines_[k].from, lines_[k].from};
      l.value_from = lines_[k].from;
      l.value_to = lines_[k].to;
      l.row = find_label("duration");
      l.field = Field::duration;
      l.guess = "No label stands before this period.";
      l.line = k;
      l.first_in_line = true;
      labels_.push_back(std::move(l));
    }
    if (labels_.size() < 2) labels_.clear();  // one may stand anywhere
  }
  std::size_t l_size(std::size_t k) const { return text(k).size(); }
  /// "3. Arrangements" above "3.1 ...".
  bool opens_section(std::size_t k) const {
    const View v = text(k);
    const auto dot = v.find('.');
    if (dot == View::npos || dot == 0 || dot > 2 || v.find_first_not_of("0123456789") != dot || k + 1 >= lines_.size()) return false;
    const View next = text(k + 1);
    return next.starts_with(v.substr(0, dot + 1)) && is_section(next);
  }
  /// The label before still has no value: this line is it.
  bool waits(std::size_t line) const {
    const Label& l = labels_.back();
    return l.own_line && l.line + 1 == line;
  }

  /// "Country: Strengthening the Border Agency" above an objective: the label stands before a heading by mistake.
  /// "Action: Senegal II" above all others, and activities below: the action's name.
  void misplaced() {
    if (labels_[0].field == Field::activities && labels_[0].first_in_line && !labels_[0].own_line && lines_[labels_[0].line].to - labels_[0].value_from < 160)
      for (std::size_t i = 1; i < std::min<std::size_t>(labels_.size(), 16) && labels_[i].field != Field::title; ++i)
        if (labels_[i].field == Field::activities) {
          labels_[0].row = find_label("title");
          labels_[0].field = Field::title;
          labels_[0].guess = "Stands above the sheet, which has activities below; read as the title.";
          break;
        }
    for (std::size_t i = 0; i + 1 < labels_.size(); ++i) {
      Label& l = labels_[i];
      const Label& n = labels_[i + 1];
      if (l.field != Field::countries || !l.first_in_line || l.value_to || l.own_line || l.line + 1 != n.line || lines_[n.line].gap == 0 || (n.field != Field::objective && n.field != Field::summary)) continue;
      const Span v{l.value_from, lines_[l.line].to};
      const auto t = source_.tokens(v);
      if (v.size() < 25 || v.size() > longest_title || t.size() < 4 || source_.view(v).find(',') != View::npos || places_only(source_, v) > 0) continue;
      l.row = find_label("title");
      l.field = Field::title;
      l.guess = "This label does not fit what stands behind it; read as the title.";
    }
  }

  const Source& source_;
  const std::vector<Line>& lines_;
  bool month_first_;
  std::vector<Label> labels_{};
};

}  // namespace

bool is_dates_line(const Source& source, const Line& line, bool month_first) {
  const View v = source.view({line.from, line.to});
  return v.size() < 80 && v.find_first_of("0123456789") != View::npos && v.find(' ') != View::npos && !marker(v) && is_period(source, {line.from, line.to}, month_first);
}

bool lower_start(View v) {
  if (v.empty()) return false;
  return (v[0] >= 'a' && v[0] <= 'z') || v[0] == '(';
}

std::vector<Label> find_labels(const Source& source, const std::vector<Line>& lines, bool month_first) { return Finder(source, lines, month_first).find(); }

}  // namespace safar::inline v0::exchange::sheet
