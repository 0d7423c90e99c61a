/// \file
/// read_project_sheets(): labels to fields, then running text, then what is left.
#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_fields.hpp"
#include "exchange/sheet_money.hpp"
#include "exchange/sheet_outline.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_prose.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange {
namespace sheet {
namespace {

constexpr std::int64_t at(std::size_t i) { return static_cast<std::int64_t>(i); }

/// Whether a date of the text can only be month first (3/30/2020), and none only day first.
bool month_first(View text) {
  bool month = false;
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '/' || !digit(i - 1) || !digit(i + 1)) continue;
    std::size_t from = i, to = i + 1;
    while (from > 0 && i - from < 3 && digit(from - 1)) --from;
    while (digit(to) && to - i < 4) ++to;
    const bool dates = i - from <= 2 && to - i <= 3 && to < text.size() && text[to] == '/' && digit(to + 1) && digit(to + 2) && digit(to + 3) && digit(to + 4) && !digit(to + 5);
    if (!dates) continue;
    const auto two = [&](std::size_t a, std::size_t b) { return b - a == 2 ? (text[a] - '0') * 10 + text[a + 1] - '0' : text[a] - '0'; };
    if (two(from, i) > 12) return false;
    month |= two(i + 1, to) > 12;
  }
  return month;
}

class Reader {
 public:
  Reader(View text, const SheetOptions& options) : source_(text), options_(options) {}

  Result<SheetProposal> read() {
    SheetProposal out;
    if (const std::size_t n = typed::utf8_prefix(source_.text()); n < source_.text().size())
      out.notes.push_back("Byte " + std::to_string(n) + " and maybe others are no UTF-8; such bytes were read as Windows-1252.");
    set_aside(source_);
    options_.month_first |= month_first(source_.text());
    o_ = outline(source_, options_.month_first);
    if (o_.parts.size() > options_.projects) return fail(ErrorCode::too_large, "the text has more than " + std::to_string(options_.projects) + " project sheets: split it");
    learn_order();
    std::size_t before = 0;
    for (const Part& part : o_.parts) {
      section(before, part.from);
      out.projects.push_back(one(part));
      before = part.to;
    }
    outside(out);
    rests(out);
    return out;
  }

 private:
  Span value(std::size_t i) const { return source_.trim({o_.labels[i].value_from, std::max(o_.labels[i].value_from, o_.value_ends[i])}); }
  SheetText text(Span where, View guess = {}) const { return {source_.value(where), at(where.from), at(where.to), std::string(guess)}; }

  /// Which field follows which in the sheets whose labels are there.
  void learn_order() {
    for (const Part& p : o_.parts)
      for (std::size_t i = p.first; i + 1 < p.last; ++i)
        if (!o_.labels[i].lost && !o_.labels[i + 1].lost) ++follows_[{o_.labels[i].field, o_.labels[i + 1].field}];
  }

  /// A heading such as "Completed projects" says it of the sheets below.
  void section(std::size_t from, std::size_t to) {
    auto k = std::lower_bound(o_.lines.begin(), o_.lines.end(), from, [](const Line& l, std::size_t i) { return l.from < i; });
    for (; k != o_.lines.end() && k->from < to; ++k) {
      const Span s{k->from, k->to};
      const std::string key = plain_key(source_.view({s.from, std::min(s.to, s.from + 60)}));
      if (s.size() > 50 || (key.find("project") == key.npos && key.find("projet") == key.npos)) continue;
      if (const auto code = status_of(key); code != SheetStatusCode::unknown) {
        section_ = {code, source_.value(s), at(s.from), at(s.to), "The heading of the section says it."};
        source_.take(s);
      }
    }
  }

  Field guess_field(std::size_t i, const Part& part, const std::vector<Field>& have, Field before) {
    const Span v = value(i);
    const auto has = [&](Field f) { return std::find(have.begin(), have.end(), f) != have.end(); };
    if (is_period(source_, v, options_.month_first) && !has(Field::duration)) return Field::duration;
    const auto t = source_.tokens({v.from, std::min(v.to, v.from + 400)});
    if (const auto m = money_at(t, 0); m && m->last + 2 >= t.size() && !has(Field::budget)) return Field::budget;
    if (v.size() > 220) return has(Field::objective) || part.first == i ? Field::summary : Field::objective;
    std::size_t states = 0, items = 0;
    for (const Item& x : split_list(source_, v, true)) {
      ++items;
      states += country_of(source_.value(x.where), false) || is_group(plain_key(source_.view(x.where)));
    }
    source_.release(v);
    const bool places = items > 0 && states == items;
    // Later labels of this sheet count as had too.
    std::vector<Field> all = have;
    for (std::size_t j = i + 1; j < part.last; ++j) if (!o_.labels[j].lost) all.push_back(o_.labels[j].field);
    const auto missing = [&](Field f) { return std::find(all.begin(), all.end(), f) == all.end(); };
    Field best = Field::other;
    int most = 0;
    for (const Field f : {Field::agency, Field::partners, Field::donors, Field::countries}) {
      if (!missing(f) || (f == Field::countries && !places) || (places && f == Field::agency)) continue;
      const auto n = follows_.find({before, f});
      if (n != follows_.end() && n->second > most) { most = n->second; best = f; }
    }
    if (most > 0) return best;
    if (places) return missing(Field::countries) ? Field::countries : missing(Field::donors) ? Field::donors : Field::partners;
    for (const Field f : {Field::agency, Field::partners, Field::donors}) if (missing(f)) return f;
    return Field::summary;
  }

  ProjectSheet one(const Part& part) {
    ProjectSheet p;
    p.from = at(part.from);
    p.to = at(part.to);
    bool titled = false;  // a title under its label is surer than a heading
    for (std::size_t i = part.first; i < part.last; ++i) titled |= o_.labels[i].field == Field::title && !value(i).empty() && o_.labels[i].guess.empty();
    if (!part.title.empty() && !titled) { set_title(source_, part.title, part.title_guess, p); source_.take(part.title); }
    std::vector<Field> have;
    Field before = Field::title;
    for (std::size_t i = part.first; i < part.last; ++i) {
      Label l = o_.labels[i];
      if (l.lost) {
        l.field = guess_field(i, part, have, before);
        l.guess = "The label before the colon is missing; read as " + std::string(words(l.field)) + ".";
      }
      source_.take(l.where);
      if (l.first_in_line) source_.take({o_.lines[l.line].from, l.where.from});  // its number or bullet
      if (!l.value_to) source_.take({l.where.to, std::min(l.value_from, std::max(l.where.to, value(i).from))});
      if (!l.where.empty() && (p.labels.empty() || p.labels.back().from != at(l.where.from))) p.labels.push_back(text(l.where, l.guess));
      have.push_back(l.field);
      if (l.field != Field::other) before = l.field;
      read_field(source_, options_, l, value(i), p);
    }
    prose(part, p);
    if (p.status.empty() && section_.value != SheetStatusCode::unknown) p.status.push_back(section_);
    title_facts(p);
    breaks(p);
    return p;
  }

  /// Words that a hyphen breaks at a line end were joined, which is a guess.
  void breaks(ProjectSheet& p) const {
    const auto mark = [&](auto& x) {
      if (x.to > x.from && source_.broken({static_cast<std::size_t>(x.from), static_cast<std::size_t>(x.to)})) add_doubt(x.guess, "A word that a hyphen breaks at a line end was joined.");
    };
    const auto all = [&](auto&... lists) { ([&] { for (auto& x : lists) mark(x); }(), ...); };
    mark(p.title);
    all(p.objective, p.summary, p.agencies, p.partners, p.donors, p.countries, p.activities, p.outputs, p.predecessors, p.successors, p.contact);
  }

  /// Running text of the sheet: under its labels, and paragraphs that have none.
  void prose(const Part& part, ProjectSheet& p) {
    for (std::size_t i = part.first; i < part.last; ++i)
      if (const Field f = o_.labels[i].field; f == Field::objective || f == Field::summary) read_prose(source_, value(i), p, options_.month_first);
    std::vector<Span> tails;
    if (!part.title.empty()) tails.push_back({part.title.to, o_.labels[part.first].where.from});
    for (std::size_t i = part.first; i < part.last; ++i) {
      const std::size_t next = i + 1 < part.last ? o_.labels[i + 1].where.from : part.to;
      tails.push_back({std::max(o_.value_ends[i], o_.labels[i].value_from), next});
    }
    for (const Span& t : tails) {
      const Span s = source_.trim(t);
      if (s.size() < 3) continue;
      if (is_noise_heading(source_.view(s))) continue;
      bare_lines(s, p);
      read_prose(source_, s, p, options_.month_first);
      for (const Span& u : untaken(source_, s)) {
        const View v = source_.view(u);
        if (u.size() < 80 || v.find('.') == View::npos || (v.starts_with('*') && v.find("\n*") == View::npos)) continue;  // a footnote is no summary
        p.summary.push_back(text(u, "No label stands before this paragraph."));
        source_.take(u);
      }
    }
  }

  /// Lines that need no label: a period, countries, and who pays below them.
  void bare_lines(Span s, ProjectSheet& p) {
    auto k = std::lower_bound(o_.lines.begin(), o_.lines.end(), s.from, [](const Line& l, std::size_t i) { return l.from < i; });
    bool before = false;
    for (; k != o_.lines.end() && k->to <= s.to; ++k) {
      const Span line{k->from, k->to};
      const bool period = is_period(source_, line, options_.month_first);
      const std::size_t places = period ? 0 : places_only(source_, line);
      const bool beside = before || (k + 1 != o_.lines.end() && (k + 1)->to <= s.to && is_period(source_, {(k + 1)->from, (k + 1)->to}, options_.month_first));
      if (period && p.duration.empty()) {
        SheetDuration d;
        if (read_duration(source_, line, options_.month_first, 0, d)) { add_doubt(d.guess, "A period without label."); p.duration.push_back(std::move(d)); }
      } else if (p.countries.empty() && (places > 1 || (places == 1 && beside))) {
        for (SheetPlace& x : read_places(source_, line)) { add_doubt(x.guess, "No label stands before these countries."); p.countries.push_back(std::move(x)); }
      } else if (before && p.donors.empty() && places > 0) {
        for (SheetParty& x : read_parties(source_, line, {})) { add_doubt(x.guess, "No label stands before; read as donors, as it stands below dates or countries."); p.donors.push_back(std::move(x)); }
      } else {
        before = false;
        continue;
      }
      before = true;
    }
  }

  /// What the title itself says.
  void title_facts(ProjectSheet& p) {
    if (p.title.value.empty()) return;
    const Span where{static_cast<std::size_t>(p.title.from), static_cast<std::size_t>(p.title.to)};
    const auto t = source_.tokens(where, true);
    for (std::size_t k = 0; k + 1 < t.size(); ++k)
      if (p.phase.empty() && t[k].is("phase") && (t[k + 1].sort == Sort::number || (t[k + 1].upper && ordinal_word(t[k + 1].key) > 0)))
        p.phase.push_back(text({t[k].from, t[k + 1].to}, "Found in the title."));
    if (!p.duration.empty() || t.size() < 3 || !t.back().is(")")) return;
    std::size_t open = t.size() - 1;
    while (open > 0 && !t[open].is("(")) --open;
    const Span in{t[open].to, t.back().from};
    if (open == 0 || !is_period(source_, in, options_.month_first)) return;
    SheetDuration d;
    if (!read_duration(source_, in, options_.month_first, 0, d)) return;
    add_doubt(d.guess, "Found in the title.");
    p.duration.push_back(std::move(d));
  }

  void outside(SheetProposal& out) {
    std::size_t from = 0;
    const auto gap = [&](std::size_t to) {
      const Span s{from, to};
      auto k = std::lower_bound(o_.lines.begin(), o_.lines.end(), s.from, [](const Line& l, std::size_t i) { return l.from < i; });
      std::size_t begin = s.from;
      for (; k != o_.lines.end() && k->from < s.to; ++k) {
        if (!is_output_line(source_, *k) || source_.taken(k->from)) continue;
        out.outputs.push_back(read_output(source_, {k->from, k->to}, true));
        mentions({begin, k->from}, out);
        begin = k->to;
      }
      mentions({begin, s.to}, out);
    };
    for (const Part& p : o_.parts) { gap(std::max(from, p.from)); from = p.to; }
    gap(source_.text().size());
  }
  void mentions(Span s, SheetProposal& out) {
    for (std::size_t i = s.from; i < s.to; i += most_prose) {
      const Span piece{i, std::min(s.to, i + most_prose)};
      for (ProjectSheet& m : read_mentions(source_, piece, options_.month_first)) {
        const bool again = std::any_of(out.mentioned.begin(), out.mentioned.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(64, out.mentioned.size())),
                                       [&](const ProjectSheet& o) { return o.title.value == m.title.value; });
        if (!again && out.mentioned.size() < options_.projects) out.mentioned.push_back(std::move(m));
      }
    }
  }

  /// Every byte that went nowhere, and where addresses were left out.
  void rests(SheetProposal& out) {
    std::size_t from = 0;
    auto hidden = source_.hidden().begin();
    const auto gone = [&](std::size_t to, std::vector<SheetRest>& list) {
      for (; hidden != source_.hidden().end() && hidden->from < to; ++hidden) list.push_back({{}, {}, source_.view(*hidden).find_first_of("@([") != View::npos ? "An e-mail address stands here; addresses are not taken." : "A person's name may stand here.", at(hidden->from), at(hidden->to)});
    };
    for (std::size_t k = 0; k < o_.parts.size(); ++k) {
      const Part& part = o_.parts[k];
      for (const Span& s : untaken(source_, {from, part.from})) out.leftover.push_back({{}, source_.value(s), {}, at(s.from), at(s.to)});
      gone(part.from, out.left_out);
      ProjectSheet& p = out.projects[k];
      std::size_t label = part.first;
      for (const Span& s : untaken(source_, {part.from, part.to})) {
        while (label + 1 < part.last && o_.labels[label + 1].value_from <= s.from) ++label;
        const Label& l = o_.labels[label];
        const bool under = l.value_from <= s.from && s.from < o_.value_ends[label];
        p.leftover.push_back({under ? source_.value(l.where) : std::string{}, source_.value(s), {}, at(s.from), at(s.to)});
      }
      gone(part.to, p.left_out);
      from = part.to;
    }
    for (const Span& s : untaken(source_, {from, source_.text().size()})) out.leftover.push_back({{}, source_.value(s), {}, at(s.from), at(s.to)});
    gone(source_.text().size(), out.left_out);
  }

  Source source_;
  SheetOptions options_;
  Outline o_{};
  std::map<std::pair<Field, Field>, int> follows_{};
  SheetStatus section_{};
};

}  // namespace
}  // namespace sheet

Result<SheetProposal> read_project_sheets(std::string_view text, const SheetOptions& options) {
  const std::size_t most = std::min<std::size_t>(options.bytes, 1u << 30);
  if (text.size() > most) return fail(ErrorCode::too_large, "the text has " + std::to_string(text.size()) + " bytes: split it, " + std::to_string(most) + " are read at once");
  if (text.find('\0') != text.npos) return fail(ErrorCode::encoding, "the text has NUL bytes: save it as UTF-8 text");
  return sheet::Reader(text, options).read();
}

}  // namespace safar::inline v0::exchange
