/// \file
/// read_project_sheets(): labels to fields, then running text, then what is left.
#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_money.hpp"
#include "exchange/sheet_outline.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_prose.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange {
namespace sheet {
namespace {

constexpr std::size_t most_list = 8u << 10;  ///< bytes of a list; a longer one is no list
constexpr std::int64_t at(std::size_t i) { return static_cast<std::int64_t>(i); }

void add(std::string& to, View sentence) {
  if (sentence.empty() || to.find(sentence) != to.npos) return;
  if (!to.empty()) to += ' ';
  to += sentence;
}

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
    source_.hide(private_words());
    source_.skip(find_page_marks(source_));
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

  /// E-mail addresses, and lines that are a person's name.
  std::vector<Span> private_words() const {
    auto out = find_person_lines(source_);
    const auto lines = out.size();
    for (const Span& a : find_addresses(source_.text())) {
      const auto l = std::lower_bound(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(lines), a.from, [](const Span& x, std::size_t i) { return x.to <= i; });
      if (l == out.begin() + static_cast<std::ptrdiff_t>(lines) || l->from > a.from) out.push_back(a);
    }
    std::inplace_merge(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(lines), out.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
    return out;
  }

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
      field(l, value(i), p);
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
      if (x.to > x.from && source_.broken({static_cast<std::size_t>(x.from), static_cast<std::size_t>(x.to)})) add(x.guess, "A word that a hyphen breaks at a line end was joined.");
    };
    const auto all = [&](auto&... lists) { ([&] { for (auto& x : lists) mark(x); }(), ...); };
    mark(p.title);
    all(p.objective, p.summary, p.agencies, p.partners, p.donors, p.countries, p.activities, p.outputs, p.predecessors, p.successors, p.contact);
  }

  void field(const Label& l, Span v, ProjectSheet& p) {
    if (v.empty()) return;
    if (v.size() < 24 && one_of(plain_key(source_.view(v)), "n a|na|none|nil|tbc|tbd|not applicable|to be confirmed|to be determined|aucun|aucune|neant|sans objet|s o")) return source_.take(v);
    const std::string& guess = l.guess;
    const auto flag = [&](auto& list, std::size_t from) { for (std::size_t k = from; k < list.size(); ++k) add(list[k].guess, guess); };
    const auto take = [&](std::vector<SheetText>& to) { to.push_back(text(v, guess)); source_.take(v); };
    const bool list = v.size() <= most_list;
    switch (l.field) {
      case Field::title:
        if (p.title.value.empty() && v.size() < 600) { set_title(source_, v, guess, p); source_.take(v); }
        break;
      case Field::acronym:
        if (v.size() < 80) { p.acronym = text(v, guess); source_.take(v); }
        break;
      case Field::objective:
        if (marker(source_.view(v)) && list && source_.view(v).find('\n') != View::npos) {  // nothing but entries
          for (const Item& i : split_entries(source_, v)) prose_value(i.where, guess, p.objective);
          break;
        }
        prose_value(v, guess, p.objective);
        break;
      case Field::summary:
        if (const Languages tongues = languages_at_end(source_, {l.where.from, v.to}, true); !tongues.codes.empty() && tongues.to <= v.from) {  // "Description of the project: en fr"
          p.outputs.push_back(read_output(source_, {l.where.from, v.to}, true));
          add(p.outputs.back().guess, "The label and nothing but languages stand here; read as a product.");
          break;
        }
        prose_value(v, guess, p.summary);
        break;
      case Field::agency:
      case Field::partners:
      case Field::donors: {
        if (!list) break;
        auto& to = l.field == Field::agency ? p.agencies : l.field == Field::partners ? p.partners : p.donors;
        const std::size_t n = to.size();
        if (l.names_donor && names_donor(l, v, p)) break;
        if (l.field == Field::donors && only_money(v)) { money(v, l.currency, guess, p); break; }
        for (SheetParty& x : read_parties(source_, v, l.role)) to.push_back(std::move(x));
        flag(to, n);
        if (l.field == Field::agency) helpers(p);
        break;
      }
      case Field::countries: {
        if (!list) break;
        const std::size_t n = p.countries.size();
        for (SheetPlace& x : read_places(source_, v)) p.countries.push_back(std::move(x));
        flag(p.countries, n);
        break;
      }
      case Field::duration:
      case Field::starting:
      case Field::ending:
      case Field::extension: {
        if (!list) break;
        SheetDuration d = p.duration.empty() ? SheetDuration{} : p.duration.front();
        if (l.field == Field::duration && !p.duration.empty() && p.duration.front().planned_start.value.known() && (p.duration.front().months.known() || !only_length(v))) break;
        const bool had = !p.duration.empty();
        SheetDuration fresh;
        const Span all{l.field == Field::extension ? l.where.from : v.from, v.to};  // the label says whether it costs
        if (!read_duration(source_, all, options_.month_first, l.field == Field::duration ? 0 : l.field == Field::starting ? 1 : l.field == Field::ending ? 2 : 3, fresh)) break;
        if (!had) d = fresh;
        else merge(d, fresh, l.field);
        add(d.guess, guess);
        complete(d);
        p.duration.assign(1, std::move(d));
        break;
      }
      case Field::activities:
        for (const Item& i : split_entries(source_, v)) { p.activities.push_back(text(i.where, guess)); source_.take(i.where); }
        break;
      case Field::outputs: {
        if (!list) break;
        const std::size_t n = p.outputs.size();
        for (SheetOutput& o : read_outputs(source_, v)) p.outputs.push_back(std::move(o));
        flag(p.outputs, n);
        const std::string key = plain_key(source_.view(l.where));
        if (key.find("result") != key.npos || key.find("outcome") != key.npos || key.find("impact") != key.npos || key.find("achieve") != key.npos)
          for (std::size_t k = n; k < p.outputs.size(); ++k) add(p.outputs[k].guess, "The label speaks of results; read as outputs.");
        break;
      }
      case Field::dialogue: take(p.dialogue); break;
      case Field::phase: take(p.phase); break;
      case Field::pillar: take(p.pillar); break;
      case Field::predecessor: take(p.predecessors); break;
      case Field::successor: take(p.successors); break;
      case Field::budget: money(v, l.currency, guess, p); break;
      case Field::status: {
        SheetStatus s{status_of(plain_key(source_.view({v.from, std::min(v.to, v.from + 120)}))), source_.value(v), at(v.from), at(v.to), guess};
        if (s.value == SheetStatusCode::unknown) add(s.guess, "No status is known by these words.");
        p.status.push_back(std::move(s));
        source_.take(v);
        break;
      }
      case Field::contact: contact(v, guess, p); break;
      case Field::website: take(p.website); break;
      case Field::other: break;
    }
  }

  /// Running text up to the first download; what comes behind is read by read_prose().
  void prose_value(Span v, const std::string& guess, std::vector<SheetText>& to) {
    const Span own = source_.trim({v.from, first_download(source_, v)});
    if (own.empty()) return;
    to.push_back(text(own, guess));
    source_.take(own);
  }

  /// "ICMPD, in partnership with UNHCR": who stands behind these words is a partner.
  void helpers(ProjectSheet& p) {
    for (auto x = p.agencies.begin(); x != p.agencies.end();) {
      std::size_t cut = 0;
      for (const View head : {"in partnership with ", "in cooperation with ", "in co-operation with ", "in close cooperation with ", "in collaboration with ", "in close collaboration with ", "together with ", "en partenariat avec ", "en collaboration avec "}) {
        if (View{x->name}.starts_with(head) && source_.view({static_cast<std::size_t>(x->from), static_cast<std::size_t>(x->to)}).starts_with(head)) cut = head.size();
        const std::size_t in = View{x->name}.find(std::string(" ") + std::string(head));  // "IOM in partnership with UNHCR"
        if (cut || in == View::npos || in == 0) continue;
        const Span entry{static_cast<std::size_t>(x->from), static_cast<std::size_t>(x->to)};
        const std::size_t at_text = source_.view(entry).find(head);
        if (at_text == View::npos) continue;
        const Span rest = source_.trim({entry.from + at_text + head.size(), entry.to});
        x->name.resize(in);
        x->to = at(source_.trim({entry.from, entry.from + at_text}).to);
        source_.release(rest);
        const std::size_t n = p.partners.size();
        for (SheetParty& y : read_parties(source_, rest, {})) p.partners.push_back(std::move(y));
        if (n < p.partners.size()) p.partners[n].from = at(entry.from + at_text);
        for (std::size_t j = n; j < p.partners.size(); ++j) add(p.partners[j].guess, "Stands under the agency as one that helps; read as a partner.");
        break;
      }
      if (!cut) { ++x; continue; }
      SheetParty partner = std::move(*x);
      x = p.agencies.erase(x);
      for (const View article : {"the ", "la ", "le ", "l'"})
        if (View{partner.name}.substr(cut).starts_with(article)) { cut += article.size(); break; }
      partner.name.erase(0, cut);
      partner.guess.clear();
      add(partner.guess, "Stands under the agency as one that helps; read as a partner.");
      p.partners.push_back(std::move(partner));
    }
  }

  /// "EU contribution: EUR 500,000 (80%)": the donor is the first words of the label.
  bool names_donor(const Label& l, Span v, ProjectSheet& p) {
    const auto t = source_.tokens(l.where), figures = source_.tokens({v.from, std::min(v.to, v.from + 200)});
    std::size_t first = t.size(), last = 0;
    for (std::size_t k = 0; k < t.size(); ++k)
      if (one_of(t[k].key, "eu|ec|ue|ce|european|union|commission|europeenne|europea")) { first = std::min(first, k); last = k + 1; }
    SheetParty x;
    for (std::size_t k = 0; k < figures.size();) {
      if (const auto s = share_at(figures, k)) { x.share = s->share; source_.take(s->where); k = s->last; }
      else if (const auto m = money_at(figures, k, l.currency); m && x.amount.none()) { x.amount = m->value; x.guess = m->guess; source_.take(m->where); k = m->last; }
      else ++k;
    }
    if (first >= last || (x.amount.none() && !x.share.known())) return false;
    x.name = source_.value({t[first].from, t[last - 1].to});
    x.from = at(t[first].from);
    x.to = at(v.to);
    add(x.guess, "The label names the donor.");
    p.donors.push_back(std::move(x));
    return true;
  }

  bool only_money(Span v) const {
    const auto t = source_.tokens({v.from, std::min(v.to, v.from + 200)});
    const auto m = money_at(t, 0);
    return m && m->last >= t.size();
  }

  void money(Span v, const std::string& currency, const std::string& guess, ProjectSheet& p) {
    const auto t = source_.tokens({v.from, std::min(v.to, v.from + most_list)});
    std::string unit;
    if (!currency.empty()) {
      const std::string probe = currency + " 1";
      const Source whole(probe);
      if (const auto m = money_at(whole.tokens({0, probe.size()}), 0)) unit = std::string(m->value.currency());
    }
    bool first = p.budget.empty();
    for (std::size_t k = 0; k < t.size();) {
      const auto m = money_at(t, k, unit);
      if (!m) { ++k; continue; }
      SheetMoney b{m->value, source_.value(m->where), at(m->where.from), at(m->where.to), m->guess};
      add(b.guess, guess);
      if (!first) add(b.guess, "Not the first amount; it may be a part of it or the same in another currency.");
      first = false;
      p.budget.push_back(std::move(b));
      source_.take(m->where);
      k = m->last;
    }
  }

  /// "36 months" and no date.
  bool only_length(Span v) const {
    const auto t = source_.tokens({v.from, std::min(v.to, v.from + 100)}, true);
    const auto l = length_at(t, 0);
    for (std::size_t k = l ? l->last : 0; l && k < t.size(); ++k) if (date_at(t, k, options_.month_first)) return false;
    return l.has_value();
  }

  static void merge(SheetDuration& to, const SheetDuration& with, Field f) {
    const bool has_end = to.planned_end.value.known() || to.planned_end.open;
    if (f == Field::starting && !to.planned_start.value.known()) to.planned_start = with.planned_start;
    if (f == Field::ending && (!has_end || to.planned_end.guess.starts_with("Computed"))) to.planned_end = with.planned_end;
    else if (f == Field::starting && !has_end && with.planned_end.value.known()) to.planned_end = with.planned_end;
    for (SheetAmendment a : with.amendments) {
      if (!a.new_end.known() && a.months.known() && to.planned_end.value.known())
        if (const auto e = plus_months(to.amendments.empty() || !to.amendments.back().new_end.known() ? to.planned_end.value.value : to.amendments.back().new_end.value, a.months.value)) {
          a.new_end = *e;
          add(a.guess, "Computed from the end before and the length of the extension.");
        }
      to.amendments.push_back(std::move(a));
    }
    if (!to.months.known()) to.months = with.months;
    add(to.guess, with.guess);
    to.from = std::min(to.from, with.from);
    to.to = std::max(to.to, with.to);
  }

  void contact(Span v, const std::string& guess, ProjectSheet& p) {
    for (const Item& line : split_lines(source_, {v.from, std::min(v.to, v.from + most_list)})) {
      for (std::size_t i = line.where.from; i < line.where.to;) {
        std::size_t stop = i;
        while (stop < line.where.to && source_.text()[stop] != ',' && source_.text()[stop] != ';' && source_.text()[stop] != '|' && source_.text()[stop] != '\n') ++stop;
        piece(source_.trim({i, stop}), guess, p);
        i = stop + 1;
      }
    }
  }
  void piece(Span s, const std::string& guess, ProjectSheet& p) {
    const auto& all = source_.hidden();
    if (const auto h = std::lower_bound(all.begin(), all.end(), s.from, [](const Span& x, std::size_t i) { return x.from < i; }); h != all.end() && h->to <= s.to) {
      const Span address = *h;
      piece(source_.trim({s.from, address.from}), guess, p);
      return piece(source_.trim({address.to, s.to}), guess, p);
    }
    const auto t = source_.tokens(s);
    if (t.empty()) return;
    const bool all_taken = std::all_of(t.begin(), t.end(), [&](const Token& x) { return source_.taken(x.from) || x.sort == Sort::sign; });
    if (all_taken) return;
    if (const Span a = address_in(source_, s); !a.empty()) { p.website.push_back(text(a, guess)); source_.take(s); return; }
    const std::string name = source_.value(s);
    const auto named = [&](const SheetParty& x) { return x.name == name || x.acronym == name; };
    bool institution = std::any_of(p.agencies.begin(), p.agencies.end(), named) || std::any_of(p.partners.begin(), p.partners.end(), named), person = false, digits = false;
    for (const Token& x : t) {
      institution |= is_institution(x.key) || (x.upper && x.to - x.from >= 3) || one_of(x.key, "icmpd|iom|oim|unhcr|hcr|team");
      person |= one_of(x.key, "mr|mrs|ms|dr|m|mme|mlle|prof|herr|frau");
      digits |= x.sort == Sort::number && x.key.size() >= 2;
    }
    if (institution && !person && !digits) p.contact.push_back(text(s, guess));
    else p.left_out.push_back({{}, {}, digits ? "A telephone number or an address may stand here." : "A person's name may stand here.", at(s.from), at(s.to)});
    source_.take(s);
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
        if (u.size() < 80 || v.find('.') == View::npos) continue;
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
        if (read_duration(source_, line, options_.month_first, 0, d)) { add(d.guess, "A period without label."); p.duration.push_back(std::move(d)); }
      } else if (p.countries.empty() && (places > 1 || (places == 1 && beside))) {
        for (SheetPlace& x : read_places(source_, line)) { add(x.guess, "No label stands before these countries."); p.countries.push_back(std::move(x)); }
      } else if (before && p.donors.empty() && places > 0) {
        for (SheetParty& x : read_parties(source_, line, {})) { add(x.guess, "No label stands before; read as donors, as it stands below dates or countries."); p.donors.push_back(std::move(x)); }
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
    add(d.guess, "Found in the title.");
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
