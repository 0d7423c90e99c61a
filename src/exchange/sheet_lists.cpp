/// \file
/// Where one entry of a list ends and the next begins: an "and" inside of a ministry's name parts nothing.
#include <algorithm>

#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

using Tokens = std::vector<Token>;
bool conjunction(const Token& t) { return one_of(t.key, "and|et|und|y|e|&"); }
bool filler(const Token& t) { return !(t.capital && one_of(t.key, "well|y|from|by")) && one_of(t.key, "and|et|by|par|the|including|namely|with|y|&|also|from|as|well|ainsi|que|und"); }

struct Part { std::size_t first = 0, last = 0; std::string guess{}; };  // tokens

std::string text_of(const Source& s, const Tokens& t, std::size_t first, std::size_t last) {
  return first < last ? s.value({t[first].from, t[last - 1].to}) : std::string{};
}
bool acronym(const Token& t) { return t.sort == Sort::word && t.upper && t.to - t.from >= 2; }

/// Up to a bracket or a number.
std::size_t words_end(const Tokens& t, std::size_t first, std::size_t last) {
  while (first < last && !t[first].is("(") && !t[first].is("*") && t[first].sort != Sort::number) ++first;
  return first;
}
bool is_state(const Source& s, const Tokens& t, std::size_t first, std::size_t last) {
  while (first < last && filler(t[first])) ++first;
  const std::size_t stop = words_end(t, first, last);
  if (stop - first > 8) return false;
  const std::string v = text_of(s, t, first, stop);
  return country_of(v, false) || is_group(plain_key(v));
}
bool headed(const Tokens& t, std::size_t first, std::size_t last) {
  bool head = false;
  for (std::size_t k = first; k < last; ++k) {
    head |= is_institution(t[k].key);
    if (head && one_of(t[k].key, "of|for|on|de|du|des|d|di|dell|della|dei|to|against|pour|charge|in|fur|del")) return true;
  }
  return false;
}
bool has_institution(const Tokens& t, std::size_t first, std::size_t last) {
  for (std::size_t k = first; k < last; ++k)
    if (t[k].capital && is_institution(t[k].key)) return true;
  return false;
}
/// "Montenegro and Serbia", "Kosovo, Serbia and Montenegro": two states, not the one of 2003 to 2006.
bool two_states(const Tokens& t, std::size_t first, std::size_t k, const Country& c) {
  bool listed = t[k - 1].is("montenegro") || (first > 0 && t[first - 1].is(","));
  for (std::size_t j = first; j < k; ++j) listed |= t[j].is(",");
  return listed && to_string(c) == "SCG";
}
/// A country's name that has this "and" inside.
bool inside_country(const Source& s, const Tokens& t, std::size_t first, std::size_t last, std::size_t k) {
  for (std::size_t a = 1; a <= 3 && k >= first + a && t[k - a].sort == Sort::word; ++a)
    for (std::size_t b = 1; b <= 3 && k + b < last && t[k + b].sort == Sort::word; ++b)
      if (const std::string v = text_of(s, t, k - a, k + b + 1); !filler(t[k - a]) && !filler(t[k + b]) && v.size() < 60) {
        const auto c = country_of(v, false);
        if (!c || (to_string(*c) != "SCG" && is_state(s, t, k - a, k) && is_state(s, t, k + 1, std::min(last, k + 5)))) continue;
        return !two_states(t, first, k, *c);
      }
  return false;
}

/// A known name begins at `first` and goes on behind `k`: Asylum, Migration and Integration Fund.
bool joined_around(const Source& s, const Tokens& t, std::size_t first, std::size_t k, std::size_t last) {
  for (std::size_t end = k + 2; end <= last; ++end)
    if (is_institution(t[end - 1].key) && is_joined_name(plain_key(text_of(s, t, first, end)))) return true;
  return false;
}

enum class Cut : std::uint8_t { no, yes, guess, kept };
/// Does the conjunction at `k` part two parties?
Cut cut(const Source& s, const Tokens& t, std::size_t first, std::size_t last, std::size_t k) {
  first = std::max(first, k - std::min<std::size_t>(k, 24));  // names are short, and the work stays linear
  last = std::min(last, k + 24);
  std::size_t right = k + 1;
  while (right < last && filler(t[right])) ++right;
  if (k == first || right >= last) return Cut::no;
  if (t[k].is("e") && !is_state(s, t, right, last)) return Cut::no;  // Italian; a letter elsewhere
  if (last - first <= 12) {
    const std::size_t end = words_end(t, first, last);
    std::size_t begin = first;
    while (begin < k && filler(t[begin])) ++begin;
    const std::string all = end > k ? text_of(s, t, begin, end) : std::string{};  // a name around the conjunction, not only before it
    const std::string key = plain_key(all);
    const auto whole = key.size() < 60 ? country_of(all, false) : std::nullopt;
    if (is_joined_name(key) || joined_around(s, t, begin, k, std::min(end, begin + 12)) || is_group(key) || (whole && !two_states(t, first, k, *whole))) return Cut::no;
  }
  if (inside_country(s, t, first, last, k)) return Cut::no;
  std::size_t stop = right;  // up to the next conjunction
  while (stop < last && !conjunction(t[stop])) ++stop;
  const bool state = is_state(s, t, right, stop) || is_state(s, t, right, last), short_name = acronym(t[right]);
  const std::size_t words = words_end(t, right, stop) - right;
  const bool theme = is_theme(t[right].key) && !t[right].upper, institution = words >= 2 && has_institution(t, right, right + words);
  const bool left_headed = headed(t, first, k);
  std::size_t bare = right;
  while (bare + 1 < last && (one_of(t[bare].key, "la|le|les|l") || t[bare].is("'"))) ++bare;
  if (!t[bare].capital && one_of(t[bare].key, "civil|societe|ngos|ngo|ong|ongs|csos|osc|other|others|autres|relevant")) return Cut::guess;
  if (t[k - 1].is(")")) return t[right].capital ? Cut::yes : Cut::guess;
  if (t[k].is("&") && !(state && is_state(s, t, first, k))) return Cut::no;
  if (left_headed) {
    if (state || short_name || (institution && (!theme || is_institution(t[right].key)))) return Cut::yes;
    if (theme || !t[right].capital) return Cut::no;
    if (institution) return Cut::guess;
    return words == 1 && is_institution(t[right].key) ? Cut::kept : Cut::guess;
  }
  const bool left_state = is_state(s, t, first, k), left_short = acronym(t[k - 1]);
  if (state || short_name || left_state || left_short) return Cut::yes;
  if (has_institution(t, first, k) && t[right].capital) {
    if (institution) return Cut::yes;
    return theme || is_institution(t[first].key) ? Cut::kept : Cut::guess;
  }
  if (institution && k - first == 1 && !left_short) return Cut::kept;  // Food and Agriculture Organization
  if (!t[right].capital) return Cut::no;
  return institution && theme ? Cut::kept : institution ? Cut::yes : Cut::guess;  // Tax and Customs Administration
}

/// Top-level separators of a chunk. Brackets that never close count as words.
std::vector<Part> by_sign(const Tokens& t, std::size_t first, std::size_t last, View sign) {
  std::vector<Part> out;
  std::size_t from = first;
  int depth = 0;
  for (std::size_t k = first; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) ++depth;
    if ((t[k].is(")") || t[k].is("]")) && depth > 0) --depth;
    const bool thousands = t[k].is(",") && k > first && k + 1 < last && t[k - 1].sort == Sort::number && t[k + 1].sort == Sort::number && !t[k + 1].gap;
    if (depth == 0 && t[k].sort == Sort::sign && t[k].is(sign) && !thousands) { out.push_back({from, k, {}}); from = k + 1; }
  }
  out.push_back({from, last, {}});
  return out;
}

void split_chunk(Source& s, Span where, bool places, std::vector<Item>& out) {
  const Tokens t = s.tokens(where);
  if (t.empty()) return;
  const auto emit = [&](std::size_t first, std::size_t last, std::string guess) {
    while (first < last && filler(t[first])) { s.take({t[first].from, t[first].to}); ++first; }
    const bool initial = last > first + 1 && t[last - 1].is(".") && t[last - 2].to - t[last - 2].from == 1;  // e.V.
    while (!initial && last > first && t[last - 1].sort == Sort::sign && one_of(t[last - 1].key, ".|,|;|:|-")) --last;
    if (first < last && !one_of(plain_key(text_of(s, t, first, last)), "etc|among others|and others|others|inter alia|entre autres|et autres|among other")) out.push_back({{t[first].from, t[last - 1].to}, std::move(guess)});
  };
  auto parts = by_sign(t, 0, t.size(), ";");
  if (parts.size() == 1 && places && s.view(where).find(" / ") != View::npos) parts = by_sign(t, 0, t.size(), "/");  // Mali / Niger
  const bool semicolons = parts.size() > 1;
  if (!semicolons || places) {
    std::vector<Part> fine;
    for (const Part& p : parts) {
      const auto commas = by_sign(t, p.first, p.last, ",");
      const std::size_t begin = fine.size();
      for (const Part& c : commas) {
        std::size_t f = c.first;
        while (f < c.last && filler(t[f])) ++f;
        if (f >= c.last) continue;
        const bool after = fine.size() > begin && !places && fine.back().last - fine.back().first < 40 && !t[fine.back().last - 1].is(")");
        const bool goes_on = after && headed(t, fine.back().first, fine.back().last) && is_theme(t[f].key) && !t[f].upper && !has_institution(t, f, words_end(t, f, c.last)) && !is_state(s, t, f, c.last);
        const bool lower = after && headed(t, fine.back().first, fine.back().last) && !t[f].capital && t[f].sort == Sort::word && c.last - f <= 6 && !is_state(s, t, f, c.last) && !acronym(t[f]);
        const auto joined = [&] {  // Asylum, Migration and Integration Fund
          std::size_t b = fine.back().first;
          while (b < fine.back().last && (filler(t[b]) || one_of(t[b].key, "la|le|l|il|el"))) ++b;
          return joined_around(s, t, b, f, words_end(t, b, std::min(c.last, b + 12)));
        };
        const bool code = after && c.last - f == 1 && t[f].upper && t[f].to - t[f].from == 2 && country_of(t[f].key, true) && has_institution(t, fine.back().first, fine.back().last);  // Office for Returns, NL
        if (goes_on || lower || code || (after && joined())) { fine.back().last = c.last; continue; }
        Part next{c.first, c.last, {}};
        if (after && headed(t, fine.back().first, fine.back().last) && commas.size() == 2 && is_state(s, t, f, c.last)) next.guess = "A state behind an institution could be part of its name.";
        fine.push_back(std::move(next));
      }
    }
    parts = std::move(fine);
  }
  for (Part& p : parts) {
    std::size_t from = p.first;
    int depth = 0;
    std::string guess = p.guess;
    for (std::size_t k = p.first; k < p.last; ++k) {
      if (t[k].is("(")) ++depth;
      if (t[k].is(")") && depth > 0) --depth;
      // "European Union - Ministry of the Interior": a group has no ministry
      if (depth == 0 && !places && t[k].is("-") && t[k].gap && k > from && k + 1 < p.last && t[k + 1].gap && t[k + 1].capital && is_institution(t[k + 1].key) && k - from < 6 && is_group(plain_key(text_of(s, t, from, k)))) {
        guess = "The dash was read as the end of an entry.";
        emit(from, k, guess);
        s.take({t[k].from, t[k].to});
        from = k + 1;
        continue;
      }
      if (depth > 0 || !conjunction(t[k])) continue;
      if (semicolons && !places && k > from) continue;  // entries are parted by the stronger sign
      const Cut c = cut(s, t, from, p.last, k);
      if (c == Cut::kept) guess = "\"And\" was read as part of the name.";
      if (c != Cut::yes && c != Cut::guess) continue;
      if (c == Cut::guess) guess = "\"And\" was read as the end of an entry; it could be part of a name.";
      emit(from, k, guess);
      s.take({t[k].from, t[k].to});
      from = k + 1;
      if (c != Cut::guess) guess.clear();
    }
    emit(from, p.last, guess);
  }
}

/// The lines of a range.
std::vector<Span> pieces(const Source& s, Span where) {
  std::vector<Span> out;
  const View text = s.text();
  for (std::size_t i = where.from; i < where.to;) {
    std::size_t stop = i;
    while (stop < where.to && text[stop] != '\n' && text[stop] != '\r' && text[stop] != '\f') ++stop;
    if (const Span line = s.trim({i, stop}); !line.empty()) out.push_back(line);
    i = stop + 1;
  }
  return out;
}

bool unfinished(View line) {
  const std::string key = plain_key(line);
  const auto last = key.rfind(' ');
  return line.ends_with(',') || line.ends_with('-') || line.ends_with('&') || line.ends_with('(') ||
         one_of(last == key.npos ? View{key} : View{key}.substr(last + 1), "and|et|of|for|the|de|du|des|la|le|les|to|on|in|with|by");
}

}  // namespace

std::vector<Item> split_lines(Source& source, Span where) {
  std::vector<Item> out;
  const auto all = pieces(source, where);
  bool bullets = false;
  for (const Span& p : all) bullets |= marker(source.view(p)) > 0;
  bool was_unfinished = false;
  for (const Span& p : all) {
    const View v = source.view(p);
    const std::size_t m = marker(v);
    if (m) source.take({p.from, p.from + m});
    const Character c = m < v.size() ? character(v, m) : Character{};
    const bool lower = c.code >= 'a' && c.code <= 'z';
    const bool goes_on = !out.empty() && !m && (bullets ? true : lower || was_unfinished);
    if (goes_on) out.back().where.to = p.to;
    else if (m < v.size()) out.push_back({{p.from + m, p.to}, {}});
    was_unfinished = unfinished(v);
  }
  return out;
}

std::vector<Item> split_entries(Source& source, Span where) {
  auto items = split_lines(source, where);
  if (items.size() != 1 || source.view(items[0].where).find(';') == View::npos) {
    for (Item& i : items)  // what ends an entry of a list, not a sentence
      while (items.size() > 1 && i.where.size() > 1 && source.text()[i.where.to - 1] == ';') i.where = source.trim({i.where.from, i.where.to - 1});
    return items;
  }
  const Span all = items[0].where;
  items.clear();
  for (std::size_t i = all.from; i < all.to;) {
    const auto stop = std::min(source.text().find(';', i), all.to);
    if (const Span s = source.trim({i, stop}); !s.empty()) items.push_back({s, {}});
    i = stop + 1;
  }
  return items;
}

std::vector<Item> split_list(Source& source, Span where, bool places) {
  std::vector<Item> out;
  const auto all = pieces(source, where);
  if (all.empty()) return out;
  bool bullets = false, signs = false, open = false;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const View v = source.view(all[k]);
    bullets |= marker(v) > 0;
    int depth = 0;
    for (const char c : v) {
      if (c == '(') ++depth;
      if (c == ')' && depth > 0) --depth;
      signs |= depth == 0 && (c == ',' || c == ';') ;
    }
    const Character c = character(v, 0);
    open |= (k + 1 < all.size() && unfinished(v)) || (k > 0 && ((c.code >= 'a' && c.code <= 'z' && !v.starts_with("the ")) || c.code == '('));
  }
  if (bullets || (all.size() > 1 && !signs && !open)) {
    for (Item& i : split_lines(source, where)) {
      if (places) { split_chunk(source, i.where, places, out); continue; }
      // A bullet is one entry, unless it is plainly a list of states and short names.
      std::vector<Item> parts;
      split_chunk(source, i.where, places, parts);
      bool list = parts.size() > 1;
      for (const Item& p : parts) {
        const auto t = source.tokens(p.where);
        list &= !t.empty() && p.guess.empty() && (is_state(source, t, 0, t.size()) || acronym(t[0]));
      }
      if (list) for (Item& p : parts) out.push_back(std::move(p));
      else {
        for (const Item& p : parts) source.release(p.where);
        while (i.where.size() > 1 && one_of(source.view({i.where.to - 1, i.where.to}), ";|,|.")) --i.where.to;
        out.push_back(std::move(i));
      }
    }
    return out;
  }
  // A line that ends with a country is complete; what stands below it is another entry.
  std::size_t from = all.front().from;
  for (std::size_t k = 0; places && k + 1 < all.size(); ++k) {
    const View v = source.view(all[k]), next = source.view(all[k + 1]);
    const auto comma = v.find_last_of(",;");
    const View last = comma == View::npos ? v : v.substr(comma + 1);
    const auto word = next.substr(0, next.find_first_of(" ,;"));
    if (unfinished(v) || one_of(word, "and|et|&") || !country_of(last, false) || country_of(std::string(last) + ' ' + std::string(word), false)) continue;
    split_chunk(source, {from, all[k].to}, places, out);
    from = all[k + 1].from;
  }
  split_chunk(source, {from, all.back().to}, places, out);
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
