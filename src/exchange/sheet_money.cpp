/// \file
/// Amounts and shares.
#include "exchange/sheet_money.hpp"

#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;

/// A currency at a token; `n` tokens long.
struct Unit { std::string code{}; std::size_t n = 0; const char* guess = ""; int power = -1; };
Unit unit_at(const Tokens& t, std::size_t i) {
  if (i >= t.size()) return {};
  const std::string& k = t[i].key;
  const auto next = [&](std::size_t j) -> View { return i + j < t.size() ? View{t[i + j].key} : View{}; };
  if (t[i].sort == Sort::sign) {
    if (k == "\xE2\x82\xAC") return {"EUR", 1};
    if (k == "\xC2\xA3") return {"GBP", 1};
    if (k == "\xC2\xA5") return {"JPY", 1, "The sign may be yen or yuan; read as yen."};
    if (k == "$") return {"USD", 1, "Which dollar is not said; read as US dollar."};
    return {};
  }
  if (t[i].sort != Sort::word) return {};
  if (one_of(k, "us|usd") && next(1) == "$") return {"USD", 2};
  if (k == "us" && one_of(next(1), "dollar|dollars")) return {"USD", 2};
  if (one_of(k, "ca|can|c") && next(1) == "$") return {"CAD", 2};
  if (one_of(k, "au|a|aud") && next(1) == "$") return {"AUD", 2};
  if (one_of(k, "euro|euros")) return {"EUR", 1};
  if (k == "d" && next(1) == "'" && one_of(next(2), "euros|euro")) return {"EUR", 3};
  if (one_of(k, "dollar|dollars")) {
    if (one_of(next(1), "us|americains|americain|des")) return {"USD", 2};
    return {"USD", 1, "Which dollar is not said; read as US dollar."};
  }
  if (one_of(k, "swiss|danish|swedish|norwegian|british") && one_of(next(1), "franc|francs|krone|kroner|krona|kronor|pound|pounds"))
    return {k == "swiss" ? "CHF" : k == "danish" ? "DKK" : k == "swedish" ? "SEK" : k == "norwegian" ? "NOK" : "GBP", 2};
  if (one_of(k, "franc|francs") && one_of(next(1), "suisses|suisse")) return {"CHF", 2};
  if (one_of(k, "pound|pounds") && next(1) == "sterling") return {"GBP", 2};
  if (k == "fcfa" || k == "cfa") return {"XOF", 1, "Which CFA franc is not said; read as West African."};
  if (one_of(k, "f|franc|francs") && next(1) == "cfa") return {"XOF", 2, "Which CFA franc is not said; read as West African."};
  if (k == "meur" || k == "keur" || k == "musd") return {k == "musd" ? "USD" : "EUR", 1, "", k[0] == 'k' ? 3 : 6};
  if (k.size() == 3 && t[i].upper) {
    std::string code = k;
    for (char& c : code) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (Money::make(0, code)) return {code, 1};
  }
  return {};
}

/// Times ten to the power; -1 none.
int power_at(const Tokens& t, std::size_t i) {
  if (i >= t.size()) return -1;
  const std::string& k = t[i].key;
  if (one_of(k, "million|millions|mio|mln|mn|millones|millionen")) return 6;
  if (k == "m" && (!t[i].gap || t[i].upper)) return 6;
  if (one_of(k, "billion|billions|bn|milliard|milliards|mrd")) return 9;
  if (one_of(k, "thousand|thousands|mille|milliers|millier|mil|tausend")) return 3;
  if (k == "k" && !t[i].gap) return 3;
  return -1;
}

struct Digits { std::string whole{}, part{}; std::size_t last = 0; bool doubt = false, blank = false; };
std::optional<Digits> digits_at(const Tokens& t, std::size_t i) {
  if (i >= t.size() || t[i].sort != Sort::number || t[i].key.size() > 15) return std::nullopt;
  Digits d;
  d.whole = t[i].key;
  std::size_t k = i + 1;
  bool blank = false;  // "1,425, 000"
  const auto sign = [&](std::size_t j, View s) { return j < t.size() && t[j].is(s) && !t[j].gap && j + 1 < t.size() && t[j + 1].sort == Sort::number && !t[j + 1].gap; };
  int groups = 0;
  std::string grouping;
  while (k < t.size() && d.whole.size() <= 15) {
    if (d.whole.size() <= 3 + 3 * static_cast<std::size_t>(groups) && t[k].sort == Sort::number && t[k].gap && !t[k].line && t[k].key.size() == 3 && (grouping.empty() || grouping == " ")) {
      d.whole += t[k].key;
      grouping = " ";
      ++groups;
      ++k;
      continue;
    }
    bool more = false;
    for (const View s : {",", ".", "'"})
      if (s == "," && grouping == "," && k + 1 < t.size() && t[k].is(",") && !t[k].gap && t[k + 1].gap && !t[k + 1].line && t[k + 1].key == "000" && (k + 2 == t.size() || t[k + 2].sort == Sort::word)) {
        d.whole += t[k + 1].key;
        k += 2;
        more = blank = true;
        break;
      } else if (sign(k, s) && t[k + 1].key.size() == 3 && t[i].key.size() <= 3 && (grouping.empty() || grouping == s)) {
        d.whole += t[k + 1].key;
        grouping = s;
        ++groups;
        k += 2;
        more = true;
        break;
      }
    if (!more) break;
  }
  if ((sign(k, ",") || sign(k, ".")) && t[k + 1].key.size() <= 4 && (grouping.empty() || !t[k].is(grouping))) {
    d.part = t[k + 1].key;
    k += 2;
  }
  d.doubt = groups == 1 && grouping == "." && d.part.empty();
  d.blank = blank;
  d.last = k;
  return d;
}

}  // namespace

std::optional<FoundMoney> money_at(const Tokens& t, std::size_t i, const std::string& currency) {
  FoundMoney m;
  m.first = i;
  Unit u = unit_at(t, i);
  std::size_t k = i + u.n;
  const bool before = u.n > 0;
  if (before && k < t.size() && (t[k].is(":") || t[k].is("."))) ++k;
  auto d = digits_at(t, k);
  if (!d) return std::nullopt;
  k = d->last;
  if (k < t.size() && t[k].is(".") && !t[k].gap && k + 1 < t.size() && t[k + 1].is("-")) k += 2;  // 1'000.-
  int power = u.power >= 0 ? u.power : power_at(t, k);
  if (power >= 0 && u.power < 0) ++k;
  if (k < t.size() && power >= 0 && t[k].is(".") && !t[k].gap && !before) ++k;
  if (!before) {
    std::size_t j = k;
    if (j < t.size() && one_of(t[j].key, "of|de|d")) { ++j; if (j < t.size() && t[j].is("'")) ++j; }
    Unit after = unit_at(t, j);
    if (!after.n) { after = unit_at(t, k); j = k; }
    if (after.n) {
      u = after;
      k = j + after.n;
      if (u.power >= 0) power = u.power;
      if (power < 0 && k < t.size() && (power = power_at(t, k)) >= 0) ++k;
    }
    else if (!currency.empty() && (d->whole.size() > 4 || power >= 0)) u.code = currency;
    else return std::nullopt;
  }
  if (power < 0 && d->whole.size() > 15) return std::nullopt;
  const auto zero = Money::make(0, u.code);
  if (!zero) return std::nullopt;
  // Where a multiplier follows, one group of three behind a point is a fraction: 1.200 million.
  std::string whole = d->whole, part = d->part;
  const bool fraction = power > 3 && d->doubt && whole.size() > 3;
  if (fraction) { part = whole.substr(whole.size() - 3); whole.resize(whole.size() - 3); }
  const int places = static_cast<int>(zero->decimals()) + (power > 0 ? power : 0);
  if (static_cast<int>(part.size()) > places) return std::nullopt;
  part.append(static_cast<std::size_t>(places) - part.size(), '0');
  std::int64_t minor = 0;
  for (const char c : whole + part)
    if (__builtin_mul_overflow(minor, std::int64_t{10}, &minor) || __builtin_add_overflow(minor, std::int64_t{c - '0'}, &minor)) return std::nullopt;
  m.value = *Money::make(minor, u.code);
  m.last = k;
  m.where = {t[i].from, t[k - 1].to};
  m.guess = u.guess;
  if (d->blank) m.guess += std::string(m.guess.empty() ? "" : " ") + "A blank stands inside of the number.";
  if (fraction) m.guess += std::string(m.guess.empty() ? "" : " ") + "Three digits behind the point before a million; read as a fraction.";
  else if (d->doubt) m.guess += std::string(m.guess.empty() ? "" : " ") + "The point could part thousands or decimals; read as thousands.";
  return m;
}

std::optional<FoundShare> share_at(const Tokens& t, std::size_t i) {
  if (i >= t.size() || t[i].sort != Sort::number || t[i].key.size() > 3) return std::nullopt;
  FoundShare s;
  s.first = i;
  s.share = std::stoll(t[i].key) * 100;
  std::size_t k = i + 1;
  if (k + 1 < t.size() && (t[k].is(".") || t[k].is(",")) && !t[k].gap && t[k + 1].sort == Sort::number && !t[k + 1].gap && t[k + 1].key.size() <= 2) {
    const int n = std::stoi(t[k + 1].key);
    s.share += t[k + 1].key.size() == 1 ? n * 10 : n;
    k += 2;
  }
  if (k < t.size() && t[k].is("%")) ++k;
  else if (k + 1 < t.size() && one_of(t[k].key, "per|pour") && t[k + 1].is("cent")) k += 2;
  else if (k < t.size() && one_of(t[k].key, "percent|pourcent|prozent")) ++k;
  else return std::nullopt;
  s.last = k;
  s.where = {t[i].from, t[k - 1].to};
  return s;
}

}  // namespace safar::inline v0::exchange::sheet
