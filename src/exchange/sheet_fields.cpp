/// \file
/// What a value under a label becomes.
#include "exchange/sheet_fields.hpp"

#include <algorithm>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_money.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_prose.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

constexpr std::size_t most_list = 8u << 10;  ///< bytes of a list; a longer one is no list
constexpr std::int64_t at(std::size_t i) { return static_cast<std::int64_t>(i); }

class Fields {
 public:
  Fields(Source& source, const SheetOptions& options) : source_(source), options_(options) {}

  void field(const Label& l, Span v, ProjectSheet& p) {
    if (v.empty()) return;
    if (v.size() < 24 && one_of(plain_key(source_.view(v)), "n a|na|none|nil|tbc|tbd|not applicable|to be confirmed|to be determined|aucun|aucune|neant|sans objet|s o")) return source_.take(v);
    const std::string& guess = l.guess;
    const auto flag = [&](auto& list, std::size_t from) { for (std::size_t k = from; k < list.size(); ++k) add_doubt(list[k].guess, guess); };
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
          add_doubt(p.outputs.back().guess, "The label and nothing but languages stand here; read as a product.");
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
        add_doubt(d.guess, guess);
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
          for (std::size_t k = n; k < p.outputs.size(); ++k) add_doubt(p.outputs[k].guess, "The label speaks of results; read as outputs.");
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
        if (s.value == SheetStatusCode::unknown) add_doubt(s.guess, "No status is known by these words.");
        p.status.push_back(std::move(s));
        source_.take(v);
        break;
      }
      case Field::contact: contact(v, guess, p); break;
      case Field::website: take(p.website); break;
      case Field::other:
        if (const std::string key = plain_key(source_.view(l.where)); list && p.countries.empty() && key.find("benefici") != key.npos && places_only(source_, v) > 0)
          for (SheetPlace& x : read_places(source_, v)) { add_doubt(x.guess, "The label speaks of beneficiaries; read as countries, which they are."); p.countries.push_back(std::move(x)); }
        break;
    }
  }

 private:
  SheetText text(Span where, View guess = {}) const { return {source_.value(where), at(where.from), at(where.to), std::string(guess)}; }

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
        for (std::size_t j = n; j < p.partners.size(); ++j) add_doubt(p.partners[j].guess, "Stands under the agency as one that helps; read as a partner.");
        break;
      }
      if (!cut) { ++x; continue; }
      SheetParty partner = std::move(*x);
      x = p.agencies.erase(x);
      for (const View article : {"the ", "la ", "le ", "l'"})
        if (View{partner.name}.substr(cut).starts_with(article)) { cut += article.size(); break; }
      partner.name.erase(0, cut);
      partner.guess.clear();
      add_doubt(partner.guess, "Stands under the agency as one that helps; read as a partner.");
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
    add_doubt(x.guess, "The label names the donor.");
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
      add_doubt(b.guess, guess);
      if (!first) add_doubt(b.guess, "Not the first amount; it may be a part of it or the same in another currency.");
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
          add_doubt(a.guess, "Computed from the end before and the length of the extension.");
        }
      to.amendments.push_back(std::move(a));
    }
    if (!to.months.known()) to.months = with.months;
    add_doubt(to.guess, with.guess);
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

  Source& source_;
  const SheetOptions& options_;
};

}  // namespace

void read_field(Source& source, const SheetOptions& options, const Label& label, Span value, ProjectSheet& sheet) { Fields(source, options).field(label, value, sheet); }

}  // namespace safar::inline v0::exchange::sheet
