/// \file
/// A period with its extensions: what was planned first stays apart from what an extension made of it.
#include <algorithm>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;
constexpr std::size_t most_tokens = 2'000;  // a period is a line, not a page

bool is_extension(const Token& t) {
  return t.sort == Sort::word && (t.key.starts_with("extension") || t.key.starts_with("extend") || t.key.starts_with("prolong") || one_of(t.key, "nce|prorogation|reconduit|reconduction|avenant|amendment|verlangert"));
}
bool is_original(const Token& t) { return one_of(t.key, "originally|initially|initialement|original|previously"); }
bool is_connector(const Token& t) {
  return t.sort == Sort::sign || one_of(t.key, "from|to|until|till|til|through|thru|du|au|de|a|le|la|jusqu|and|et|between|entre|for|pour|starting|start|started|starts|begin|beginning|since|depuis|as|of|partir|compter|the|end|"
                                               "ends|ended|ending|date|dates|in|on|over|duration|period|total|duree|periode|dates|fin|debut|il|with|effect|up|by|implementation|implemented|inclusive|approximately|about|"
                                               "environ|en|een|von|bis|hasta|desde|al|del|project|projet|s|is|was|i|e|planned|planned|months|calendar|runs|ran|running|late|expected|foreseen|finish|avec|est|dal");
}

struct Part { std::size_t first, last; bool original; };  // tokens of an extension, or of a first end

SheetDate made(const FoundDate& d) {
  SheetDate out;
  if (!d.open) out.value = d.date;
  out.open = d.open;
  out.from = static_cast<std::int64_t>(d.where.from);
  out.to = static_cast<std::int64_t>(d.where.to);
  out.guess = d.guess;
  return out;
}
/// The last day of a length that begins at `start`.
std::optional<PartialDate> end_of(const PartialDate& start, std::int64_t months) {
  if (start.day()) {
    const auto next = plus_months(start, months);
    if (!next) return std::nullopt;
    const auto date = Date::from_days(std::chrono::sys_days{next->earliest()}.time_since_epoch().count());
    if (!date) return std::nullopt;
    const auto before = date->plus_days(-1);
    // A start on a month's last day keeps to last days: nothing to take off there.
    if (!before) return std::nullopt;
    return PartialDate{*before};
  }
  if (start.month()) return plus_months(start, months - 1);
  return months % 12 == 0 ? plus_months(start, months - 12) : std::nullopt;
}

/// Both ends of an interval.
std::pair<PartialDate, PartialDate> halves(const PartialDate& date) {
  const std::string s = to_string(date);
  PartialDate a, b;
  if (!date.is_interval() || !parse_into(s.substr(0, s.find('/')), a) || !parse_into(s.substr(s.find('/') + 1), b)) return {date, date};
  return {a, b};
}

std::optional<std::int64_t> months_between(const PartialDate& a, const PartialDate& b) {
  if (!a.month() || !b.month()) return std::nullopt;
  return (std::int64_t{*b.year()} * 12 + *b.month()) - (std::int64_t{*a.year()} * 12 + *a.month()) + 1;
}

/// The clauses that speak of an extension or of the first end.
std::vector<Part> parts(const Tokens& t, const std::vector<int>& date_of, bool all) {
  std::vector<Part> out;
  if (all) return {{0, t.size(), false}};
  std::size_t bracket = t.size();  // where the open bracket is
  for (std::size_t k = 0; k < t.size(); ++k) {
    if (t[k].is("(") || t[k].is("[")) bracket = k;
    if (t[k].is(")") || t[k].is("]")) bracket = t.size();
    const bool extension = is_extension(t[k]);
    if (!extension && !is_original(t[k])) continue;
    if (!out.empty() && k < out.back().last) { out.back().original &= !extension; continue; }
    Part p{k, k + 1, !extension};
    const std::size_t floor = out.empty() ? 0 : out.back().last;
    if (bracket < t.size() && bracket >= floor) {
      p.first = bracket + 1;
      int seen = -1, n = 0;  // (31/05/2013 to 28/02/2020, an extension is asked for)
      for (std::size_t j = p.first; j < k; ++j)
        if (date_of[j] >= 0 && date_of[j] != seen) { seen = date_of[j]; ++n; }
      if (n >= 2) while (p.first < k && std::any_of(date_of.begin() + static_cast<std::ptrdiff_t>(p.first), date_of.begin() + static_cast<std::ptrdiff_t>(std::min(k, p.first + 40)), [](int d) { return d >= 0; })) ++p.first;
      while (p.last < t.size() && !t[p.last].is(")") && !t[p.last].is("]") && !t[p.last].is(";")) ++p.last;
    } else {
      while (p.first > floor && date_of[p.first - 1] < 0 && !one_of(t[p.first - 1].key, ",|;|(|:|+|)") && !(t[p.first - 1].is(".") && t[p.first].gap) && !t[p.first].line) {
        --p.first;
        if (one_of(t[p.first].key, "with|including|incl|plus|dont|avec|puis|then|y|and|et")) break;
      }
      while (p.last < t.size()) {
        const Token& x = t[p.last];
        if (x.is(";") || x.is("(") || (x.is(".") && (p.last + 1 == t.size() || t[p.last + 1].gap) && date_of[p.last] < 0)) break;
        if (x.is(",") && p.last + 1 < t.size() && !one_of(t[p.last + 1].key, "until|to|jusqu|i|with|without|sans|at|au")) break;
        if (is_original(x) && extension) break;
        ++p.last;
      }
    }
    out.push_back(p);
    k = std::max(k, p.last - 1);
  }
  return out;
}

SheetAmendmentKind kind_of(const Tokens& t, const Part& p) {
  bool none = false, cost = false, money = false, nce = false;
  for (std::size_t k = p.first; k < p.last; ++k) {
    none |= one_of(t[k].key, "no|non|without|zero|neutral|sans|aucun|nil");
    cost |= one_of(t[k].key, "cost|costs|cout|couts|costed");
    money |= one_of(t[k].key, "funding|funds|budget|financier|financiere|financement|fonds|financial|budgetaire|supplementaire|additional");
    nce |= t[k].is("nce");
  }
  if (nce || (none && (cost || money))) return SheetAmendmentKind::no_cost_extension;
  return cost || money ? SheetAmendmentKind::cost_extension : SheetAmendmentKind::extension;
}

bool has(const Tokens& t, const Part& p, View words) {
  for (std::size_t k = p.first; k < p.last; ++k)
    if (one_of(t[k].key, words)) return true;
  return false;
}

}  // namespace

void complete(SheetDuration& d) {
  if (!d.months.known() || !d.planned_start.value.known()) return;
  const PartialDate& start = d.planned_start.value.value;
  if (!d.planned_end.value.known() && !d.planned_end.open && !start.is_interval())
    if (const auto e = end_of(start, d.months.value)) {
      d.planned_end.value = *e;
      d.planned_end.from = d.from;
      d.planned_end.to = d.to;
      d.planned_end.guess = "Computed from the start and the length.";
    }
  if (d.planned_end.value.known())
    if (const auto n = months_between(start, d.planned_end.value.value); n && (*n - d.months.value > 1 || d.months.value - *n > 1)) add_doubt(d.guess, "The length does not fit the dates.");
}

bool is_period(const Source& source, Span where, bool month_first) {
  if (where.size() > 120) return false;
  const Tokens t = source.tokens(where, true);
  bool any = false;
  for (std::size_t k = 0; k < t.size();) {
    if (const auto d = date_at(t, k, month_first)) { k = d->last; any |= !d->open; }
    else if (const auto l = length_at(t, k)) { k = l->last; any = true; }
    else if (is_connector(t[k]) || is_extension(t[k])) ++k;
    else return false;
  }
  return any;
}

bool read_duration(Source& source, Span where, bool month_first, int only, SheetDuration& out) {
  Tokens t = source.tokens(where, true);
  if (t.size() > most_tokens) t.resize(most_tokens);
  std::vector<FoundDate> dates;
  std::vector<FoundLength> lengths;
  std::vector<int> date_of(t.size(), -1);
  for (std::size_t k = 0; k < t.size();) {
    if (const auto d = date_at(t, k, month_first)) {
      for (std::size_t j = d->first; j < d->last; ++j) date_of[j] = static_cast<int>(dates.size());
      k = d->last;
      dates.push_back(*d);
    } else if (const auto l = length_at(t, k)) { k = l->last; lengths.push_back(*l); }
    else ++k;
  }
  if (dates.empty() && lengths.empty()) {
    if (only != 3) return false;
  }
  const auto clauses = parts(t, date_of, only == 3);
  const auto part_of = [&](std::size_t k) -> const Part* {
    for (const Part& p : clauses)
      if (k >= p.first && k < p.last) return &p;
    return nullptr;
  };
  std::vector<FoundDate> plain, first_ends;
  for (FoundDate& d : dates) {
    const Part* p = part_of(d.first);
    if (!p) plain.push_back(d);
    else if (p->original) first_ends.push_back(d);
  }
  // A date without a year has that of its neighbour.
  for (std::size_t k = 0; k + 1 < plain.size(); ++k) {
    if (!plain[k].no_year || plain[k + 1].open || plain[k + 1].no_year || !plain[k + 1].date.year()) continue;
    const bool earlier = plain[k + 1].month && plain[k].month > plain[k + 1].month;
    std::string s = to_string(plain[k].date);
    s.replace(0, 4, std::to_string(*plain[k + 1].date.year() - (earlier ? 1 : 0)));
    if (parse_into(s, plain[k].date)) { plain[k].no_year = false; if (earlier) plain[k].guess = "The year of the start is not said; taken as the one before the end."; }
  }
  std::erase_if(plain, [](const FoundDate& d) { return d.no_year; });
  if (plain.empty() && first_ends.empty() && lengths.empty() && only != 3) return false;

  bool have_end = false;
  if (plain.size() == 1 && plain[0].short_year && plain[0].last + 1 < t.size()) {  // 2010-12
    const int n = std::stoi(t[plain[0].last + 1].key);
    FoundDate e = plain[0];
    if (parse_into(std::to_string(*plain[0].date.year() / 100 * 100 + n), e.date)) {
      e.first = plain[0].last + 1;
      e.last = e.first + 1;
      e.where = {t[e.first].from, t[e.first].to};
      if (n <= 12) e.guess = "Two digits behind a year could be a month; read as a second year.";
      source.take(e.where);
      plain.push_back(e);
    }
  }
  const auto until = [&](const FoundDate& d) {
    for (std::size_t k = d.first, n = 0; k-- > 0 && n < 3; ++n) {
      if (one_of(t[k].key, "until|till|til|ends|ended|ending|end|fin|jusqu|finish|completed|completion|by|to|au|bis|hasta")) return true;
      if (one_of(t[k].key, "from|since|du|starting|start|depuis|partir|begin|beginning|started")) return false;
    }
    return false;
  };
  const auto since = [&](const FoundDate& d) { return d.first > 0 && one_of(t[d.first - 1].key, "since|depuis|desde|seit|dal"); };
  if (only == 2) {
    if (!plain.empty()) {
      out.planned_end = made(plain[0]);
      if (plain[0].date.is_interval()) out.planned_end.value = halves(plain[0].date).second;
      have_end = true;
    }
  } else if (plain.size() >= 2) {
    out.planned_start = made(plain[0]);
    const FoundDate& e = plain.size() > 2 ? plain.back() : plain[1];
    out.planned_end = made(e);
    have_end = true;
    if (plain[0].date.is_interval()) out.planned_start.value = halves(plain[0].date).first;  // Q1 2012 to Q3 2013
    if (e.date.is_interval()) out.planned_end.value = halves(e.date).second;
    if (plain.size() > 2) add_doubt(out.guess, "More than two dates stand here; the first and the last were taken.");
    bool joined = false;
    for (std::size_t k = plain[0].last; k < e.first; ++k) joined = true;
    if (!joined && !e.open) add_doubt(out.guess, "No sign stands between the two dates; read as start and end.");
    if (!e.open && compare(e.date, plain[0].date) == Order::before) add_doubt(out.guess, "The end stands before the start.");
  } else if (plain.size() == 1) {
    if (only == 0 && lengths.empty() && plain[0].month && !plain[0].date.is_interval() && since(plain[0])) {
      out.planned_start = made(plain[0]);
      out.planned_end.open = have_end = true;
      out.planned_end.guess = "The text says since when, and no end.";
    } else if (plain[0].open || (only == 0 && until(plain[0]))) { out.planned_end = made(plain[0]); have_end = true; }
    else if (plain[0].date.is_interval()) {
      const auto [a, b] = halves(plain[0].date);
      out.planned_start = out.planned_end = made(plain[0]);
      out.planned_start.value = a;
      out.planned_end.value = b;
      have_end = true;
      if (only == 1) { out.planned_end = {}; have_end = false; }  // the start lies in that quarter
    } else {
      out.planned_start = made(plain[0]);
      if (only == 0 && lengths.empty() && !plain[0].month) {
        out.planned_end = made(plain[0]);
        have_end = true;
        add_doubt(out.guess, "One year stands here; read as start and end.");
      } else if (only == 0 && lengths.empty()) {
        add_doubt(out.planned_start.guess, "One date stands here; read as the start.");
      }
    }
  }
  for (const FoundLength& l : lengths)
    if (!part_of(l.first) && !out.months.known()) {
      out.months = l.months;
      if (!l.exact) add_doubt(out.guess, "The length is no whole number of months.");
      if (out.planned_start.value.known() && !have_end && l.exact && only == 0)
        if (const auto e = end_of(out.planned_start.value.value, l.months)) {
          out.planned_end.value = *e;
          out.planned_end.from = static_cast<std::int64_t>(t[l.first].from);
          out.planned_end.to = static_cast<std::int64_t>(t[l.last - 1].to);
          out.planned_end.guess = "Computed from the start and the length.";
          have_end = true;
        }
    }
  if (out.months.known() && out.planned_start.value.known() && out.planned_end.value.known())
    if (const auto n = months_between(out.planned_start.value.value, out.planned_end.value.value); n && (*n - out.months.value > 1 || out.months.value - *n > 1))
      add_doubt(out.guess, "The length does not fit the dates.");

  SheetDate last_end = out.planned_end;
  if (!first_ends.empty()) {
    const FoundDate& e = first_ends.back();
    out.planned_end = made(e);
  }
  for (const Part& p : clauses) {
    if (p.original) continue;
    SheetAmendment a;
    a.kind = kind_of(t, p);
    const Span words{t[p.first].from, t[p.last - 1].to};
    a.words = source.value(words);
    a.from = static_cast<std::int64_t>(words.from);
    a.to = static_cast<std::int64_t>(words.to);
    for (const FoundLength& l : lengths)
      if (l.first >= p.first && l.first < p.last && !a.months.known()) a.months = l.months;
    const FoundDate* stated = nullptr;
    std::size_t n = 0;
    for (const FoundDate& d : dates)
      if (d.first >= p.first && d.first < p.last && !d.open && !d.no_year) { stated = &d; ++n; }
    const bool from = stated && n == 1 && stated->first > p.first && one_of(t[stated->first - 1].key, "from|du|de");
    const bool including = has(t, p, "including|includes|incl|included|inclusive|compris|comprise|comprenant|dont|inclut|incluant|inclus|incluse|incluses|comprises|incluida|incluido|inclusa|incluso|einschliesslich|after|apres|following");
    if (from && have_end) {
      a.new_end = last_end.value;
      out.planned_end = made(*stated);
    } else if (stated) {
      a.new_end = stated->date;
      add_doubt(a.guess, stated->guess);
    } else if (!first_ends.empty()) {
      a.new_end = last_end.value;
    } else if (including && last_end.value.known()) {
      a.new_end = last_end.value;
      const auto before = a.months.known() ? plus_months(last_end.value.value, -a.months.value) : std::nullopt;
      if (before) out.planned_end.value = *before;
      else out.planned_end.value = Known<PartialDate>{};
      out.planned_end.guess = before ? "Computed: the end in the text includes the extension." : "The end in the text includes an extension; the first end is not said.";
    } else if (a.months.known() && last_end.value.known()) {
      const auto later = plus_months(last_end.value.value, a.months.value);
      if (later) a.new_end = *later;
      add_doubt(a.guess, "Computed from the end before and the length of the extension.");
      add_doubt(out.planned_end.guess, "The text does not say whether this end includes the extension; read as the first end.");
    } else if (have_end) {
      add_doubt(out.planned_end.guess, "The text does not say whether this end includes the extension; read as the first end.");
    }
    if (a.new_end.known()) { last_end.value = a.new_end; }
    out.amendments.push_back(std::move(a));
    source.take(words);
  }
  if (!first_ends.empty() && out.amendments.empty() && last_end.value.known()) {
    SheetAmendment a;
    a.new_end = last_end.value;
    a.from = last_end.from;
    a.to = last_end.to;
    a.words = source.value({static_cast<std::size_t>(a.from), static_cast<std::size_t>(a.to)});
    a.guess = "The text gives a first end and a later one; read as an extension.";
    out.amendments.push_back(std::move(a));
  }
  std::size_t low = where.to, high = where.from;
  const auto used = [&](std::size_t from, std::size_t to) { source.take({from, to}); low = std::min(low, from); high = std::max(high, to); };
  for (const FoundDate& d : dates) if (!d.no_year) used(d.where.from, d.where.to);
  for (const FoundLength& l : lengths) used(t[l.first].from, t[l.last - 1].to);
  for (const Part& p : clauses) used(t[p.first].from, t[p.last - 1].to);
  for (const Token& x : t) if (is_connector(x)) source.take({x.from, x.to});
  if (low >= high) return false;
  if (out.from == out.to) { out.from = static_cast<std::int64_t>(low); out.to = static_cast<std::int64_t>(high); }
  else { out.from = std::min(out.from, static_cast<std::int64_t>(low)); out.to = std::max(out.to, static_cast<std::int64_t>(high)); }
  return true;
}

}  // namespace safar::inline v0::exchange::sheet
