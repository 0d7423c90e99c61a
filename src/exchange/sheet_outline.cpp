/// \file
/// From labelled lines to sheets.
#include "exchange/sheet_outline.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

bool ends_open(View v) {
  const std::string key = plain_key(v.substr(v.size() > 40 ? v.size() - 40 : 0));
  const auto last = key.rfind(' ');
  return v.ends_with(',') || v.ends_with(';') || v.ends_with('-') || v.ends_with("\xE2\x80\x93") || v.ends_with('(') ||
         one_of(last == key.npos ? View{key} : View{key}.substr(last + 1), "and|et|of|for|the|de|du|des|la|le|les|with|by|to");
}
bool is_sentence(View v) { return v.size() > 60 && v.ends_with('.'); }
/// "#Capacity Development": a tag of a web page.
bool is_tag(View v) { return v.size() > 2 && v[0] == '#' && v[1] != ' ' && v[1] != '#' && v.size() < 120; }
/// Most words begin in lower case: a line that tells, no heading.
bool is_telling(View v) {
  std::size_t lower = 0, upper = 0;
  for (std::size_t i = 0; i < v.size();) {
    const std::size_t stop = std::min(v.find(' ', i), v.size());
    if (stop - i >= 4) (v[i] >= 'a' && v[i] <= 'z' ? lower : upper) += 1;
    i = stop + 1;
  }
  return lower > 2 * upper;
}
class Maker {
 public:
  Maker(const Source& source, bool month_first) : source_(source), month_first_(month_first) {}
  Outline make() {
    o_.lines = lines(source_);
    o_.labels = find_labels(source_, o_.lines, month_first_);
    find_sheets();
    find_ends();
    return std::move(o_);
  }

 private:
  View text(std::size_t line) const { return source_.view({o_.lines[line].from, o_.lines[line].to}); }

  /// Says nothing about the project, or something that needs no label: what stands between a heading and the first label.
  bool between(std::size_t k) const {
    const Span s{o_.lines[k].from, o_.lines[k].to};
    return is_noise_heading(text(k)) || is_tag(text(k)) || text(k)[0] == '|' || is_period(source_, s, month_first_) || places_only(source_, s) > 1;
  }
  /// The heading above a label: at most three short lines. Gives their range.
  Span heading_before(std::size_t i, bool dense) const {
    const Label& l = o_.labels[i];
    if (!l.first_in_line || l.line == 0) return {};
    std::size_t last = l.line;  // one behind the block
    while (last > 0 && (i == 0 || last - 1 > o_.labels[i - 1].line)) {
      const bool skip = between(last - 1) || (i == 0 && last == l.line && last > 1 && places_only(source_, {o_.lines[last - 1].from, o_.lines[last - 1].to}) > 0 &&
                                              is_period(source_, {o_.lines[last - 2].from, o_.lines[last - 2].to}, month_first_));
      if (!skip) break;
      --last;
    }
    if (last == 0) return {};
    std::size_t first = last - 1;
    const std::size_t floor = i > 0 ? o_.labels[i - 1].line + 1 : 0;
    if (first < floor) return {};
    while (first > floor && o_.lines[first].gap == 0 && last - first < 4 && !between(first - 1)) --first;
    if (first == floor && floor > 0 && o_.lines[first].gap == 0 && !(i > 0 && o_.labels[i - 1].own_line)) {
      if (!dense || last - first > 1) {
        // the lines go on from the value of the label before
        if (!dense) return {};
        first = last - 1;
      }
    }
    if (last - first > 3) { if (!dense && i > 0) return {}; first = last - 1; }
    if (i > 0 && o_.labels[i - 1].own_line && first == floor) return {};  // it is that label's value
    // A heading above one line that is long: that line tells about it.
    if (last - first == 1 && o_.lines[first].to - o_.lines[first].from > 100 && first > floor && o_.lines[first].gap > 0 && text(first - 1).size() <= 100 && !between(first - 1) && !is_status_heading(first - 1) &&
        is_telling(source_.view({o_.lines[first].from, o_.lines[first].to})) && !text(first - 1).ends_with('.') && !lower_start(text(first - 1))) { --first; --last; }
    const Span block{o_.lines[first].from, o_.lines[last - 1].to};
    if (block.size() > longest_title) return {};
    for (std::size_t k = first; k < last; ++k) {
      const View v = text(k);
      const std::size_t m = marker(v);
      if (m && !(v[0] >= '0' && v[0] <= '9') && v[0] != '#' && v[0] != '*') return {};
      if (is_output_line(source_, o_.lines[k])) return {};
    }
    const View end = text(last - 1);
    if (end.ends_with('.') || end.ends_with(';') || end.ends_with(',') || end.ends_with(':')) return {};
    if (lower_start(text(first)) || source_.view(block).find(". ", 20) != View::npos) return {};
    return block;
  }

  /// A heading some lines above the first label, with a paragraph between.
  Span far_heading(std::size_t i) const {
    const Label& l = o_.labels[i];
    if (!l.first_in_line) return {};
    const std::size_t floor = i > 0 ? o_.labels[i - 1].line + 1 : 0;
    bool paragraph = false;
    for (std::size_t k = l.line; k-- > floor && l.line - k <= 12;) {
      const View v = text(k);
      if (v.size() > 60 && (v.ends_with('.') || v.find(". ") != View::npos || v.size() > 200)) { paragraph = true; continue; }
      const bool apart = (k == 0 || o_.lines[k].gap > 0) && k + 1 < l.line && (o_.lines[k + 1].gap > 0 || k == 0);
      if (!paragraph || !apart || v.size() > 200 || v.ends_with('.') || v.ends_with(';') || v.ends_with(',') || v.ends_with(':') || marker(v) || lower_start(v)) continue;
      if (between(k) || is_status_heading(k) || is_output_line(source_, o_.lines[k]) || is_period(source_, {o_.lines[k].from, o_.lines[k].to}, month_first_)) continue;
      return {o_.lines[k].from, o_.lines[k].to};
    }
    return {};
  }

  void find_sheets() {
    const auto& labels = o_.labels;
    if (labels.empty()) return;
    std::map<int, std::size_t> last_of;
    for (std::size_t i = 0; i < labels.size(); ++i) last_of[labels[i].row] = i;
    const auto starter = [&](std::size_t i) {
      const Field f = labels[i].field;
      return f == Field::objective || f == Field::summary || f == Field::title || f == Field::acronym || (labels[i].row >= 0 && labels[i].row == labels[0].row);
    };
    std::set<int> seen;
    std::size_t real = 0;
    const auto note = [&](std::size_t i) {
      if (labels[i].row < 0) return;
      if (labels[i].own_line && i + 1 < labels.size() && labels[i + 1].line == labels[i].line + 1 && labels[i + 1].first_in_line) return;  // no value: a heading
      if (seen.insert(labels[i].row).second && labels[i].field != Field::other && labels[i].field != Field::contact && labels[i].field != Field::website) ++real;
    };
    const auto begin = [&](std::size_t i) {
      if (!o_.parts.empty()) o_.parts.back().last = i;
      Part p;
      p.first = i;
      const Label& l = labels[i];
      const bool heads = l.field != Field::title && !l.starts;
      p.title = heads ? heading_before(i, i > 0) : Span{};
      if (i == 0 && !p.title.empty() && (l.line < 2 ? false : o_.lines[l.line - 1].gap == 0 && o_.lines[l.line - 1].from == p.title.from)) p.title_guess = "The last of several lines above the first label.";
      if (l.where.empty()) p.title_guess = "A heading above a period; the text has no labels.";
      for (std::size_t k = l.line; !p.title.empty() && k-- > 0 && o_.lines[k].from >= p.title.to;)
        if (!between(k)) p.title_guess = "A heading some lines above the first label.";
      if (heads && p.title.empty() && !(i + 1 < labels.size() && labels[i + 1].field == Field::title && labels[i + 1].line <= l.line + 3)) {
        p.title = far_heading(i);
        p.title_guess = "A heading some lines above the first label.";
      }
      p.from = !p.title.empty() ? p.title.from : l.starts ? l.value_from : l.first_in_line ? o_.lines[l.line].from : l.where.from;
      o_.parts.push_back(p);
      seen.clear();
      real = 0;
    };
    begin(0);
    note(0);
    for (std::size_t i = 1; i < labels.size(); ++i) {
      const Label& l = labels[i];
      const std::size_t start = o_.parts.back().first;
      bool boundary = l.starts;
      if (!l.lost && !l.again && l.row >= 0 && !boundary && !labels[start].starts) {
        bool twice = seen.count(l.row) > 0 && !is_repeatable(l.field);
        if (twice && !starter(i) && l.row != labels[start].row && heading_before(i, false).empty()) {  // one label twice is no new sheet, several are
          std::size_t again = 0;
          for (std::size_t j = i; j < std::min(labels.size(), i + 6); ++j) again += seen.count(labels[j].row) && !is_repeatable(labels[j].field);
          twice = again >= 2;
        }
        if (twice && is_prose(l.field) && labels[i - 1].row == l.row && heading_before(i, false).empty()) twice = false;  // a heading, and the label again
        boundary = twice || (l.field == Field::title && real > 0);
        if (!boundary && real >= 2 && starter(i) && !heading_before(i, false).empty()) {
          for (const int row : seen) boundary |= last_of[row] > i && !is_repeatable(field_of(row));
        }
      } else if (labels[start].starts && !l.starts && l.value_to == 0) boundary = true;
      if (!boundary) { note(i); continue; }
      std::size_t at = i;
      if (!l.starts && heading_before(i, false).empty() && l.field != Field::title)
        for (std::size_t j = i; j-- > start + 1 && i - j <= 6;)
          if (!labels[j].lost && (!heading_before(j, false).empty() || labels[j].field == Field::title)) { at = j; break; }
      begin(at);
      for (std::size_t j = at; j <= i; ++j) note(j);
    }
    o_.parts.back().last = labels.size();
  }

  std::size_t region_end(std::size_t i, std::size_t part) const {
    const Label& l = o_.labels[i];
    if (l.value_to) return l.value_to;
    if (i + 1 < o_.parts[part].last) {
      const Label& n = o_.labels[i + 1];
      return std::max(l.value_from, n.first_in_line ? std::size_t{o_.lines[n.line].from} : n.where.from);
    }
    return std::max(l.value_from, part + 1 < o_.parts.size() ? o_.parts[part + 1].from : source_.text().size());
  }

  std::size_t value_end(std::size_t i, std::size_t region) const {
    const Label& l = o_.labels[i];
    if (l.value_to) return l.value_to;
    std::size_t stop = std::min<std::size_t>(region, std::max<std::size_t>(o_.lines[l.line].to, l.value_from));
    bool has = !source_.trim({l.value_from, stop}).empty();
    const bool list = l.field == Field::agency || l.field == Field::partners || l.field == Field::donors || l.field == Field::countries || l.field == Field::outputs || l.field == Field::contact ||
                      l.field == Field::title || l.field == Field::website || l.lost || l.field == Field::predecessor || l.field == Field::successor;
    bool double_spaced = l.own_line;
    for (std::size_t k = l.line + 1; k < o_.lines.size() && o_.lines[k].from < region; ++k) {
      const Line& n = o_.lines[k];
      const View v = text(k), before = text(k - 1);
      const bool bullet = marker(v) > 0;
      bool more = !has;
      if (n.gap == 0 && k > l.line + 1) double_spaced = false;
      const bool fresh = (n.gap > 0 || before.ends_with('.') || before.ends_with(';')) && (k + 1 >= o_.lines.size() || !lower_start(text(k + 1)));  // no line of a sentence
      if (has && is_prose(l.field) && fresh && v.size() < 900 && (is_dates_line(source_, n, month_first_) || places_only(source_, {n.from, n.to}) > 1)) break;  // "Mali / Niger", "May 2012 to June 2014"
      if (has && is_prose(l.field)) more = n.gap == 0 || !(is_output_line(source_, n) || is_status_heading(k));
      else if (has && n.gap > 0) {
        const bool unfinished = ends_open(before) && !bullet;
        const bool bullets = bullet && (marker(before) > 0 || before.ends_with(':') || l.own_line) && list;
        const bool spaced = double_spaced && list && l.field != Field::title && v.size() < 100 && !is_sentence(v) && n.gap < 2 && i + 1 < o_.labels.size() && region == region_of_label(i + 1);
        more = unfinished || bullets || spaced;
      } else if (has) {
        const bool goes_on = lower_start(v) || ends_open(before) || bullet;
        if (l.field == Field::title) more = stop - l.value_from < longest_title && (goes_on || l.own_line) ;
        else if (list) more = goes_on || !is_sentence(v);
        else if (l.field == Field::duration || l.field == Field::starting || l.field == Field::ending) more = goes_on || is_period(source_, {n.from, n.to}, month_first_);
        else more = goes_on;
      }
      if (has && std::binary_search(source_.hidden().begin(), source_.hidden().end(), Span{n.from, n.to}, [](const Span& a, const Span& b) { return a.from < b.from; })) break;  // a person's name
      if (!more) break;
      has = true;
      stop = std::min<std::size_t>(n.to, region);
    }
    return stop;
  }
  /// Where label `i` begins, with its line.
  std::size_t region_of_label(std::size_t i) const {
    const Label& n = o_.labels[i];
    return n.first_in_line ? std::size_t{o_.lines[n.line].from} : n.where.from;
  }
  bool is_status_heading(std::size_t k) const {
    const View v = text(k);
    if (v.size() > 50) return false;
    const std::string key = plain_key(v);
    return status_of(key) != SheetStatusCode::unknown && (key.find("project") != key.npos || key.find("projet") != key.npos) && key.size() < 40;
  }

  void find_ends() {
    o_.value_ends.resize(o_.labels.size());
    for (std::size_t p = 0; p < o_.parts.size(); ++p) {
      Part& part = o_.parts[p];
      std::size_t stop = part.from;
      for (std::size_t i = part.first; i < part.last; ++i) {
        o_.value_ends[i] = value_end(i, region_end(i, p));
        stop = std::max(stop, o_.value_ends[i]);
      }
      // Paragraphs that follow without a wide gap still belong to the sheet.
      const std::size_t limit = p + 1 < o_.parts.size() ? o_.parts[p + 1].from : source_.text().size();
      auto k = static_cast<std::size_t>(std::upper_bound(o_.lines.begin(), o_.lines.end(), stop, [](std::size_t at, const Line& l) { return at < l.to; }) - o_.lines.begin());
      for (; k < o_.lines.size() && o_.lines[k].from < limit; ++k) {
        if (o_.lines[k].from < stop) continue;
        if (o_.lines[k].gap >= 2 || is_status_heading(k) || (o_.lines[k].gap > 0 && is_output_line(source_, o_.lines[k]) && o_.parts.size() > 1)) break;
        stop = o_.lines[k].to;
      }
      part.to = std::min(stop, limit);
    }
  }

  const Source& source_;
  bool month_first_;
  Outline o_{};
};

}  // namespace

bool is_output_line(const Source& source, const Line& line) {
  const Span s{line.from, line.to};
  if (s.size() > 250 || source.view(s).ends_with('.') || source.view(s).find(". ") != View::npos) return false;
  const Languages l = languages_at_end(source, s, true);
  if (l.codes.empty() || l.to <= line.from + 3) return false;
  const auto colon = source.view(s).find(':');
  return colon == View::npos || (colon > 0 && find_label(source.view(s).substr(0, colon)) < 0);
}

Outline outline(const Source& source, bool month_first) { return Maker(source, month_first).make(); }

}  // namespace safar::inline v0::exchange::sheet
