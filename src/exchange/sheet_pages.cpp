/// \file
/// What stands on a page beside its text: numbers, heads and feet of pages, lines with a person's name.
#include <algorithm>
#include <map>

#include "exchange/sheet_text.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

/// Lines that are no text of the page: its number, and a head or foot beside a number that comes again.
std::vector<Span> find_page_marks(const Source& source) {
  const auto all = lines(source);
  const auto view = [&](std::size_t k) { return source.view({all[k].from, all[k].to}); };
  // "- 12 -", "Page 12", "Page 12 of 30", "12 | Page", "p. 12"
  const auto number = [&](std::size_t k) {
    const View v = view(k);
    if (v.size() > 24) return false;
    bool digits = false, page = false;
    for (std::size_t i = 0; i < v.size();) {
      const char c = v[i];
      if (c >= '0' && c <= '9') { digits = true; ++i; continue; }
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        std::size_t stop = i;
        while (stop < v.size() && ((v[stop] >= 'a' && v[stop] <= 'z') || (v[stop] >= 'A' && v[stop] <= 'Z'))) ++stop;
        const std::string word = plain_key(v.substr(i, stop - i));
        if (!one_of(word, "page|p|of|sur|pag|pagina|seite|von|de|di")) return false;
        page |= one_of(word, "page|p|pag|pagina|seite");
        i = stop;
        continue;
      }
      if (c != ' ' && c != '-' && c != '|' && c != '/' && c != '.') return false;
      ++i;
    }
    return digits && (page || (v.starts_with("- ") && v.ends_with(" -")));
  };
  std::map<View, std::size_t> heads;  // lines beside a number
  std::vector<bool> numbers(all.size());
  for (std::size_t k = 0; k < all.size(); ++k) numbers[k] = number(k);
  for (std::size_t k = 0; k < all.size(); ++k)
    for (const std::size_t j : {k - 1, k + 1})
      if (numbers[k] && j < all.size() && !numbers[j] && view(j).size() > 8 && view(j).size() < 160 && view(j).find(':') == View::npos) heads.emplace(view(j), 0);
  if (!heads.empty()) for (std::size_t k = 0; k < all.size(); ++k) if (const auto h = heads.find(view(k)); h != heads.end()) ++h->second;
  std::vector<Span> out;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto h = heads.find(view(k));
    if (numbers[k] || (h != heads.end() && h->second > 1)) out.push_back({all[k].from, all[k].to});
  }
  return out;
}

/// Lines that begin with "Ms", "Dr" or the like and go on with nothing but a name.
std::vector<Span> find_person_lines(const Source& source) {
  std::vector<Span> out;
  for (const Line& l : lines(source)) {
    const Span where{l.from, l.to};
    if (where.size() > 60 || where.size() < 6) continue;
    const auto t = source.tokens(where);
    if (t.size() < 2 || !t[0].capital || !one_of(t[0].key, "mr|mrs|ms|dr|mme|mlle|prof|herr|frau|sr|sra|sig|dott")) continue;
    bool name = true;
    std::size_t words = 0;
    for (std::size_t k = 1; k < t.size() && name && !t[k].is(","); ++k) {
      if (t[k].sort == Sort::sign) { name = one_of(t[k].key, ".|-|'"); continue; }
      name = t[k].sort == Sort::word && (t[k].capital || one_of(t[k].key, "de|von|van|der|al|el|bin|ben|di|da"));
      ++words;
    }
    if (name && words > 0 && words < 5) out.push_back(where);
  }
  return out;
}

}  // namespace

std::vector<Span> find_addresses(View text) {
  std::vector<Span> out;
  const auto part = [&](std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_' || c == '+' || c == '%' || c >= 0x80;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t sign = 0;
    if (text[at] == '@') sign = 1;
    else if ((text[at] == '(' || text[at] == '[') && (text.substr(at, 4) == "(at)" || text.substr(at, 4) == "[at]" || text.substr(at, 4) == "(AT)" || text.substr(at, 4) == "[AT]")) sign = 4;
    if (!sign) continue;
    std::size_t from = at, to = at + sign;
    const std::size_t floor = out.empty() ? 0 : out.back().to;
    while (from > floor && text[from - 1] == ' ' && sign == 4) --from;
    while (from > floor && at - from < 64 && part(from - 1) && static_cast<unsigned char>(text[from - 1]) < 0x80) --from;
    while (to < text.size() && text[to] == ' ' && sign == 4) ++to;
    while (to < text.size() && to - at < 128 && part(to) && static_cast<unsigned char>(text[to]) < 0x80) ++to;
    while (to > at + sign && (text[to - 1] == '.' || text[to - 1] == '-')) --to;
    if (from < at && text.substr(at, to - at).find('.') != View::npos) { out.push_back({from, to}); at = to - 1; }
  }
  return out;
}

void set_aside(Source& source) {
  auto out = find_person_lines(source);
  const auto lines = static_cast<std::ptrdiff_t>(out.size());
  for (const Span& a : find_addresses(source.text())) {
    const auto l = std::lower_bound(out.begin(), out.begin() + lines, a.from, [](const Span& x, std::size_t i) { return x.to <= i; });
    if (l == out.begin() + lines || l->from >= a.to) out.push_back(a);
  }
  std::inplace_merge(out.begin(), out.begin() + lines, out.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  source.hide(std::move(out));
  source.skip(find_page_marks(source));
}

}  // namespace safar::inline v0::exchange::sheet
