/// \file
/// One party or one place: its name, and what stands beside it.
#include <algorithm>

#include "exchange/sheet_dates.hpp"
#include "exchange/sheet_money.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;

void add(std::string& to, View sentence) {
  if (!to.empty()) to += ' ';
  to += sentence;
}
bool article(const Token& t) { return one_of(t.key, "the|la|le|les"); }

/// A short name in capitals: IOM, UN-Habitat, i-Map, MoFA.
bool is_acronym(const Tokens& t, std::size_t first, std::size_t last) {
  if (first >= last || last - first > 5 || t[last - 1].to - t[first].from > 20) return false;
  bool upper = false;
  for (std::size_t k = first; k < last; ++k) {
    if (k > first && t[k].gap) return false;
    if (t[k].sort == Sort::sign && !one_of(t[k].key, "-|/|&|.")) return false;
    upper |= t[k].sort == Sort::word && (t[k].upper || (t[k].capital && t[k].key.size() <= 5));
  }
  return upper && t[last - 1].to - t[first].from >= 2;
}

bool is_role_text(const Tokens& t, std::size_t first, std::size_t last) {
  if (first >= last || last - first > 8) return false;
  std::size_t words = 0;
  for (std::size_t k = first; k < last; ++k) {
    if (t[k].sort == Sort::word && !is_role(t[k].key)) return false;
    if (t[k].sort == Sort::number) return false;
    words += t[k].sort == Sort::word;
  }
  return words > 0 && !t[first].upper;
}

/// Shares and amounts of a run of tokens; true if nothing else is in it.
bool read_figures(const Tokens& t, std::size_t first, std::size_t last, SheetParty& p, Source& source) {
  bool only = true, any = false;
  for (std::size_t k = first; k < last;) {
    if (const auto s = share_at(t, k); s && s->last <= last) {
      if (p.share.known()) add(p.guess, "A second share stands here.");
      else p.share = s->share;
      if (s->share > 10'000) add(p.guess, "The share is over 100 %.");
      source.take(s->where);
      k = s->last;
      any = true;
    } else if (const auto m = money_at(t, k); m && m->last <= last) {
      if (!p.amount.none()) add(p.guess, p.amount.same_currency(m->value) ? "A second amount stands here." : "Amounts of two currencies stand here; the first was taken.");
      else p.amount = m->value;
      if (!m->guess.empty()) add(p.guess, m->guess);
      source.take(m->where);
      k = m->last;
      any = true;
    } else {
      only &= t[k].sort == Sort::sign || one_of(t[k].key, "of|and|et|de|contribution|share|total|the|costs|budget|up|to|max|maximum|approx|ca|grant|cofinancing|a|hauteur|du|soit|part");
      ++k;
    }
  }
  return only && any;
}

std::size_t close_of(const Tokens& t, std::size_t open, std::size_t last) {
  int depth = 0;
  for (std::size_t k = open; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) ++depth;
    if ((t[k].is(")") || t[k].is("]")) && --depth == 0) return k;
  }
  return last;
}

/// The state whose government this is.
Country state_of(const std::string& name) {
  if (const auto c = country_of(name, false)) return *c;
  for (const View head : {"Government of ", "Governments of ", "Kingdom of ", "State of ", "Gouvernement de ", "Gouvernement du ", "Gouvernement d'", "Royaume de ", "Government of the ", "Gouvernement de la ", "Republic of ", "Principality of "})
    if (name.starts_with(head))
      if (const auto c = country_of(View{name}.substr(head.size()), false)) return *c;
  return {};
}

SheetParty read_party(Source& source, const Item& item, View role) {
  SheetParty p;
  p.role = role;
  p.guess = item.guess;
  const Tokens t = source.tokens(item.where);
  p.from = static_cast<std::int64_t>(item.where.from);
  p.to = static_cast<std::int64_t>(item.where.to);
  std::size_t first = 0, last = t.size();
  // "Lead: IOM"
  for (std::size_t k = 0; k < std::min<std::size_t>(last, 6); ++k)
    if (t[k].is(":")) {
      if (is_role_text(t, 0, k)) { p.role = source.value({t[0].from, t[k - 1].to}); first = k + 1; }
      break;
    }
  // "Co-funded by the European Union"
  for (std::size_t k = first; k < std::min(last, first + 6); ++k) {
    if (one_of(t[k].key, "by|par") && k > first && k + 1 < last) { source.take({t[first].from, t[k].to}); first = k + 1; break; }
    if (!one_of(t[k].key, "co|-|funded|financed|cofunded|cofinanced|finance|cofinance|financee|supported|jointly|implemented|executed|conjointement")) break;
  }
  // "80 % European Union"
  if (first < last)
    if (SheetParty front; t[first].sort != Sort::word || t[first].upper) {
      std::size_t k = first;
      if (const auto s = share_at(t, k)) k = s->last;
      else if (const auto m = money_at(t, k)) k = m->last;
      if (k > first && k < last) {
        read_figures(t, first, k, p, source);
        first = k;
        while (first < last && (t[first].sort == Sort::sign ? !t[first].is("(") : one_of(t[first].key, "from|by|of|de|par|the|du|contribution|financed|funded"))) ++first;
      }
    }
  while (first + 1 < last && article(t[first])) ++first;
  if (first + 2 < last && t[first].is("l") && t[first + 1].is("'")) first += 2;
  std::size_t name_end = last;
  for (std::size_t k = first; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) {
      const std::size_t close = close_of(t, k, last);
      const Span inside{t[k].from, close < last ? t[close].to : t[last - 1].to};
      bool used = true;
      if (is_acronym(t, k + 1, close) && p.acronym.empty() && k > first && !(close == k + 2 && country_of(t[k + 1].key, false))) p.acronym = source.value({t[k + 1].from, t[close - 1].to});
      else if (read_figures(t, k + 1, close, p, source)) {}
      else if (close == k + 2 && k > first && p.acronym.empty() && t[k + 1].capital && t[k + 1].to - t[k + 1].from <= 10 && !country_of(t[k + 1].key, true) && !is_role_text(t, k + 1, close)) {
        p.acronym = source.value({t[k + 1].from, t[k + 1].to});
        add(p.guess, "The word in brackets could be a place; read as the short name.");
      } else if (k + 1 < close && (one_of(t[k + 1].key, "as|en|comme") || is_role_text(t, k + 1, close)) && p.role.empty()) {
        std::size_t r = k + 1;
        while (r + 1 < close && one_of(t[r].key, "as|en|tant|que|comme|the|a|an")) ++r;
        p.role = source.value({t[r].from, t[close - 1].to});
      } else {
        used = false;
      }
      if (used) { name_end = std::min(name_end, k); source.take(inside); }
      k = std::min(close, last - 1);
      continue;
    }
    if (k > first && (one_of(t[k].key, "as|comme") || (t[k].is("en") && k + 1 < last && t[k + 1].is("tant"))) && k + 1 < last && p.role.empty()) {
      std::size_t r = k + 1;
      while (r + 1 < last && one_of(t[r].key, "tant|que|the|a|an")) ++r;
      if (is_role_text(t, r, last)) {
        p.role = source.value({t[r].from, t[last - 1].to});
        source.take({t[k].from, t[last - 1].to});
        name_end = std::min(name_end, k);
        break;
      }
    }
    if (k > first && (t[k].is("-") || t[k].is(",") || t[k].is(":")) && (t[k].gap || t[k].is(",") || t[k].is(":")) && p.role.empty() && is_role_text(t, k + 1, last)) {
      p.role = source.value({t[k + 1].from, t[last - 1].to});
      source.take({t[k + 1].from, t[last - 1].to});
      name_end = std::min(name_end, k);
      break;
    }
    if (k > first) {
      const auto s = share_at(t, k);
      const auto m = s ? std::nullopt : money_at(t, k);
      if (s || m) {
        const std::size_t stop = s ? s->last : m->last;
        read_figures(t, k, stop, p, source);
        name_end = std::min(name_end, k);
        k = stop - 1;
      }
    }
  }
  while (name_end > first && t[name_end - 1].sort == Sort::sign && !one_of(t[name_end - 1].key, ")|]|'|\"|.|!")) --name_end;
  while (name_end > first && one_of(t[name_end - 1].key, "with|for|contributing|to|avec|pour|at|a|contribution")) --name_end;
  if (name_end > first + 1 && t[name_end - 1].is(".") && name_end == last && t[name_end - 2].to - t[name_end - 2].from > 1) --name_end;
  if (first < name_end) {
    const Span name{t[first].from, t[name_end - 1].to};
    p.name = source.value(name);
    source.take(name);
    if (p.name.size() > 2 && p.name.front() == '"' && p.name.back() == '"') p.name = p.name.substr(1, p.name.size() - 2);
  }
  for (const Token& x : t) if (x.sort == Sort::sign || article(x)) source.take({x.from, x.to});
  if (name_end - std::min(first, name_end) > 18) add(p.guess, "This entry is long; it may be a sentence.");
  if (first < name_end && t[first].sort == Sort::word && !t[first].capital && t[first].to - t[first].from > 1 && name_end - first > 2) add(p.guess, "This entry begins in lower case; it may be no party.");
  p.country = state_of(p.name);
  return p;
}

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
  while (first + 1 < last && (article(t[first]) || (t[first].is("l") && t[first + 1].is("'")))) first += t[first].is("l") ? 2U : 1U;
  std::size_t name_end = last;
  std::vector<Item> inner;
  for (std::size_t k = first; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) {
      const std::size_t close = close_of(t, k, last);
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
  else add(p.guess, "No country or group is known by this name.");
  source.take(name);
  for (const Token& x : t) if (x.sort == Sort::sign || article(x)) source.take({x.from, x.to});
  if (!p.detail.empty() && p.detail.size() > 120) add(p.guess, "What stands in brackets is long.");
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

std::vector<SheetParty> read_parties(Source& source, Span where, View role) {
  std::vector<SheetParty> out;
  for (const Item& i : split_list(source, where, false)) {
    SheetParty p = read_party(source, i, role);
    if (!p.name.empty() || !p.amount.none() || p.share.known()) out.push_back(std::move(p));
  }
  std::int64_t sum = 0;
  for (const SheetParty& p : out) sum += p.share.value_or(0);
  if (sum > 10'000)
    for (SheetParty& p : out) if (p.share.known()) add(p.guess, "The shares together are over 100 %.");
  return out;
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
