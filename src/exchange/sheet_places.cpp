/// \file
/// One place of a list: a country or a group, what stands in brackets behind it, when it joined.
#include <algorithm>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;

/// "since 2013", "from Phase II", "joined in 2012".
bool read_joining(Source& source, const Tokens& t, std::size_t first, std::size_t last, SheetPlace& p) {
  while (first < last && t[first].sort == Sort::sign) ++first;
  if (first >= last) return false;
  std::size_t k = first;
  while (k < last && one_of(t[k].key, "since|from|as|of|joined|joining|depuis|a|partir|de|en|in|starting|after|at|with|rejoint|adhere|la|the|as|for")) ++k;
  if (k == first || !one_of(t[first].key, "since|from|as|joined|joining|depuis|a|starting|rejoint|after|en|in")) return false;
  bool phase = false;
  for (std::size_t j = k; j < last; ++j) phase |= one_of(t[j].key, "phase|stage|etape|year|start");
  const auto d = k < last ? date_at(t, k, false) : std::nullopt;
  if (!d && !phase) return false;
  p.joined = source.value({t[first].from, t[last - 1].to});
  if (d && !d->open && !d->no_year) p.since = d->date;
  source.take({t[first].from, t[last - 1].to});
  return true;
}

/// "Mali Niger Burkina Faso": countries with nothing between them; empty: a word is none.
std::vector<Span> without_signs(const Source& source, const Tokens& t, std::size_t first, std::size_t last) {
  std::vector<Span> out;
  if (last - first < 2 || last - first > 600) return {};
  while (first < last) {
    std::size_t n = std::min<std::size_t>(7, last - first);
    while (n > 0 && !country_of(source.value({t[first].from, t[first + n - 1].to}), false)) --n;
    if (n == 0) return {};
    out.push_back({t[first].from, t[first + n - 1].to});
    first += n;
  }
  return out;
}

void read_place(Source& source, const Item& item, bool codes, std::vector<SheetPlace>& out, int depth) {
  Tokens t = source.tokens(item.where);
  SheetPlace p;
  p.guess = item.guess;
  p.from = static_cast<std::int64_t>(item.where.from);
  p.to = static_cast<std::int64_t>(item.where.to);
  std::size_t first = 0, last = t.size();
  // "Western Balkans: Albania"
  for (std::size_t k = 1; k + 1 < last && depth < 3; ++k)
    if (t[k].is(":")) {
      const Span head{t[0].from, t[k - 1].to};
      read_place(source, {head, {}}, false, out, depth + 1);
      for (const Item& i : split_list(source, {t[k + 1].from, item.where.to}, true)) read_place(source, i, codes, out, depth + 1);
      return;
    }
  // "as of 2013 Senegal": a joining before the name
  while (first + 1 < last && (is_article(t[first]) || (t[first].is("l") && t[first + 1].is("'")))) first += t[first].is("l") ? 2U : 1U;
  std::size_t name_end = last;
  std::vector<Item> inner;
  for (std::size_t k = first; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) {
      const std::size_t close = bracket_end(t, k, last);
      if (k == first) break;
      if (k + 2 == close && one_of(t[k + 1].key, "unscr|unscr1244")) {}
      const Span inside{k + 1 < close ? t[k + 1].from : t[k].to, k + 1 < close ? t[close - 1].to : t[k].to};
      name_end = std::min(name_end, k);
      if (!read_joining(source, t, k + 1, close, p) && !inside.empty()) {
        bool states = depth < 3 && !country_of(source.value({t[first].from, t[name_end - 1].to}), false);
        std::vector<Item> parts;
        if (states) {
          parts = split_list(source, inside, true);
          std::size_t known = 0;
          for (const Item& i : parts) known += country_of(source.value(i.where), false) || is_group(plain_key(source.view(i.where)));
          states = known > 0 && known * 2 >= parts.size();
        }
        if (states) inner = std::move(parts);
        else { p.detail = source.value(inside); source.take(inside); }
      }
      k = std::min(close, last - 1);
    } else if (k > first && one_of(t[k].key, "since|from|joined|joining|depuis") && read_joining(source, t, k, last, p)) {
      name_end = std::min(name_end, k);
      break;
    }
  }
  while (name_end > first && t[name_end - 1].sort == Sort::sign && !t[name_end - 1].is(")")) --name_end;
  if (first >= name_end) return;
  Span name{t[first].from, t[name_end - 1].to};
  p.name = source.value(name);
  if (p.name.size() > 2 && p.name.front() == '"' && p.name.back() == '"') p.name = p.name.substr(1, p.name.size() - 2);
  auto c = country_of(p.name, codes);
  if (!c && !is_group(plain_key(p.name)))
    for (std::size_t k = first + 1; k + 1 < name_end; ++k)  // "Cape Verde - islands of Santiago and Fogo"
      if (t[k].is("-") && t[k].gap && t[k + 1].gap && p.detail.empty()) {
        const Span head{t[first].from, t[k - 1].to}, tail{t[k + 1].from, t[name_end - 1].to};
        if (!(c = country_of(source.value(head), codes)) && !is_group(plain_key(source.view(head)))) break;
        p.detail = source.value(tail);
        source.take(tail);
        p.name = source.value(head);
        name = head;
        break;
      }
  if (!c && !is_group(plain_key(p.name)) && depth < 3)
    if (const auto all = without_signs(source, t, first, name_end); all.size() > 1) {
      for (const Span& s : all) {
        read_place(source, {s, "No sign parts these countries."}, codes, out, depth + 1);
      }
      return;
    }
  if (!c && name_end > first + 1 && t[name_end - 1].sort == Sort::number && !t[name_end - 1].gap) {  // a footnote's number
    const Span bare{t[first].from, t[name_end - 2].to};
    if ((c = country_of(source.value(bare), codes))) { p.name = source.value(bare); name = bare; source.take({t[name_end - 1].from, t[name_end - 1].to}); }
  }
  const bool outside = !c && is_group(plain_key(p.name));
  if (!c && !outside && !p.detail.empty()) {  // "Regional (Western Balkans)", "Kosovo (UNSCR 1244)"
    if (const auto both = country_of(p.name + ' ' + p.detail, codes)) c = both;
  }
  if (c) p.country = *c;
  else if (outside) p.group = true;
  else add_doubt(p.guess, "No country or group is known by this name.");
  source.take(name);
  for (const Token& x : t) if (x.sort == Sort::sign || is_article(x)) source.take({x.from, x.to});
  if (!p.detail.empty() && p.detail.size() > 120) add_doubt(p.guess, "What stands in brackets is long.");
  out.push_back(std::move(p));
  for (const Item& i : inner) read_place(source, i, codes, out, depth + 1);
}

}  // namespace

std::size_t places_only(const Source& source, Span where) {
  if (where.size() < 2 || where.size() > 900) return 0;
  const View v = source.view(where);
  std::size_t n = 0;
  const auto known = [](View piece) {
    if (const auto open = piece.find('('); open != View::npos && open > 2 && piece.ends_with(')')) piece = piece.substr(0, open);
    return country_of(piece, false).has_value() || is_group(plain_key(piece));
  };
  for (std::size_t i = 0; i < v.size();) {
    std::size_t stop = i;
    for (int depth = 0; stop < v.size() && (depth > 0 || (v[stop] != ',' && v[stop] != ';' && v[stop] != '/')); ++stop) {
      if (v[stop] == '(') ++depth;
      if (v[stop] == ')' && depth > 0) --depth;
    }
    const Span s = source.trim({where.from + i, where.from + stop});
    const View piece = source.view(s);
    i = stop + 1;
    if (piece.empty()) continue;
    if (piece.size() > 90) return 0;
    if (known(piece)) { ++n; continue; }
    std::size_t at = View::npos, size = 0;
    for (const View joint : {" and ", " et ", " y ", " und "})
      if (const auto k = piece.find(joint); k != View::npos) { at = k; size = joint.size(); break; }
    if (at == View::npos || !known(piece.substr(0, at)) || !known(piece.substr(at + size))) return 0;
    n += 2;
  }
  return n;
}

std::vector<SheetPlace> read_places(Source& source, Span where) {
  std::vector<SheetPlace> out;
  const auto items = split_list(source, where, true);
  bool codes = items.size() > 0;  // a list of codes only: ML, NE, SN
  for (const Item& i : items) {
    const View v = source.view(i.where);
    codes &= (v.size() == 2 || v.size() == 3) && std::all_of(v.begin(), v.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  for (const Item& i : items) read_place(source, i, codes, out, 0);
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
