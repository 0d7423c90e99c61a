/// \file
/// One party: its name, and what stands beside it.
#include <algorithm>

#include "exchange/sheet_money.hpp"
#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;

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
      if (p.share.known()) add_doubt(p.guess, "A second share stands here.");
      else p.share = s->share;
      if (s->share > 10'000) add_doubt(p.guess, "The share is over 100 %.");
      source.take(s->where);
      k = s->last;
      any = true;
    } else if (const auto m = money_at(t, k); m && m->last <= last) {
      if (!p.amount.none()) add_doubt(p.guess, p.amount.same_currency(m->value) ? "A second amount stands here." : "Amounts of two currencies stand here; the first was taken.");
      else p.amount = m->value;
      if (!m->guess.empty()) add_doubt(p.guess, m->guess);
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
  while (first + 1 < last && is_article(t[first])) ++first;
  if (first + 2 < last && t[first].is("l") && t[first + 1].is("'")) first += 2;
  std::size_t name_end = last;
  for (std::size_t k = first; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) {
      const std::size_t close = bracket_end(t, k, last);
      const Span inside{t[k].from, close < last ? t[close].to : t[last - 1].to};
      bool used = true;
      if (is_acronym(t, k + 1, close) && p.acronym.empty() && k > first && !(close == k + 2 && country_of(t[k + 1].key, false))) p.acronym = source.value({t[k + 1].from, t[close - 1].to});
      else if (read_figures(t, k + 1, close, p, source)) {}
      else if (close == k + 2 && k > first && p.acronym.empty() && t[k + 1].capital && t[k + 1].to - t[k + 1].from <= 10 && !country_of(t[k + 1].key, true) && !is_role_text(t, k + 1, close)) {
        p.acronym = source.value({t[k + 1].from, t[k + 1].to});
        add_doubt(p.guess, "The word in brackets could be a place; read as the short name.");
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
  for (const Token& x : t) if (x.sort == Sort::sign || is_article(x)) source.take({x.from, x.to});
  if (name_end - std::min(first, name_end) > 18) add_doubt(p.guess, "This entry is long; it may be a sentence.");
  if (first < name_end && t[first].sort == Sort::word && !t[first].capital && t[first].to - t[first].from > 1 && name_end - first > 2) add_doubt(p.guess, "This entry begins in lower case; it may be no party.");
  p.country = state_of(p.name);
  return p;
}

}  // namespace

std::vector<SheetParty> read_parties(Source& source, Span where, View role) {
  std::vector<SheetParty> out;
  for (const Item& i : split_list(source, where, false)) {
    SheetParty p = read_party(source, i, role);
    if (!p.name.empty() || !p.amount.none() || p.share.known()) out.push_back(std::move(p));
  }
  std::int64_t sum = 0;
  for (const SheetParty& p : out) sum += p.share.value_or(0);
  if (sum > 10'000)
    for (SheetParty& p : out) if (p.share.known()) add_doubt(p.guess, "The shares together are over 100 %.");
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
