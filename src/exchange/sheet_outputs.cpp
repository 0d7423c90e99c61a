/// \file
/// Products: a title, languages behind it, an address.
#include <algorithm>

#include "exchange/sheet_parties.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

/// Codes that are words of running text too.
bool weak(View key) { return one_of(key, "de|it|am|so|es|la|ti|me|fa|uk|az|ps|ku|bs|tr"); }

}  // namespace

Span address_in(const Source& source, Span where) {
  const View v = source.view(where);
  std::size_t at = View::npos;
  for (const View head : {"http://", "https://", "www."}) at = std::min(at, v.find(head));
  if (at == View::npos) return {};
  std::size_t stop = at;
  while (stop < v.size()) {
    const Character c = character(v, stop);
    if (is_blank(c.code) || c.code == '<' || c.code == '>' || c.code == '"' || c.code == ')' || c.code == ']' || c.code == '|') break;
    stop += c.bytes;
  }
  while (stop > at && (v[stop - 1] == '.' || v[stop - 1] == ',' || v[stop - 1] == ';' || v[stop - 1] == ':')) --stop;
  return {where.from + at, where.from + stop};
}

Languages languages_at_end(const Source& source, Span where, bool bare_codes) {
  Languages out;
  out.to = where.to;
  const View v = source.view(where);
  const std::size_t near = v.size() > 160 ? v.size() - 160 : 0;  // languages stand at the end
  std::size_t cut = near;
  while (cut > 0 && cut < v.size() && v[cut] != ' ') ++cut;
  const auto t = source.tokens({where.from + cut, where.to});
  std::size_t last = t.size();
  while (last > 0 && t[last - 1].sort == Sort::sign && one_of(t[last - 1].key, ".|)|]|;|,")) --last;
  bool strong = false, words = false;
  std::size_t k = last;
  for (; k > 0; --k) {
    const Token& x = t[k - 1];
    if (x.sort == Sort::sign && one_of(x.key, "/|,|-|||&")) continue;
    if (k < last && one_of(x.key, "and|et|y")) continue;
    const View code = x.sort == Sort::word ? language_of(x.key) : View{};
    if (code.empty()) break;
    const bool is_code = x.key.size() <= 3;
    if (is_code && !bare_codes && !x.upper) break;
    if (is_code && x.capital && !x.upper) break;
    strong |= is_code ? !weak(x.key) : true;
    words |= !is_code;
    out.codes.insert(out.codes.begin(), std::string(code));
  }
  std::size_t end = k;
  if (out.codes.empty() || !strong || (k == 0 && cut == 0)) return {{}, where.to};
  // "in English and French", "available in", "versions"; without these, names of languages may be the subject itself
  bool in = false;
  while (end > 0) {
    const Token& x = t[end - 1];
    if (one_of(x.key, "in|en|available|disponible|disponibles|languages|langues|versions|version|language|langue")) { in = true; --end; continue; }
    if (x.sort == Sort::sign && one_of(x.key, "(|[|-|:|,|;")) { in |= one_of(x.key, "(|["); --end; continue; }
    break;
  }
  if (words && !in) return {{}, where.to};
  if (end == 0 && cut == 0) return {{}, where.to};
  out.to = end < t.size() ? (end == 0 ? where.from + cut : t[end - 1].to) : where.to;
  return out;
}

SheetOutput read_output(Source& source, Span where, bool bare_codes) {
  SheetOutput o;
  where = source.trim(where);
  o.from = static_cast<std::int64_t>(where.from);
  o.to = static_cast<std::int64_t>(where.to);
  Span rest = where;
  if (const Span a = address_in(source, where); !a.empty()) {
    o.address = source.value(a);
    const Span before = source.trim({where.from, a.from}), after = source.trim({a.to, where.to});
    rest = before.size() >= after.size() ? before : after;
    source.take(a);
  }
  Languages l = languages_at_end(source, rest, bare_codes);
  o.languages = std::move(l.codes);
  Span name{rest.from, l.to};
  const auto bare = [&](char c) { return c == ' ' || c == ':' || c == '(' || c == '-' || c == ',' || c == ';' || c == '|' || c == '\t' || c == '*' || c == '.' || c == '[' || c == ')'; };
  const auto open = [&] { return source.view(name).find('(') != View::npos; };
  while (!name.empty() && bare(source.text()[name.to - 1]) && !(source.text()[name.to - 1] == ')' && open())) --name.to;
  while (!name.empty() && bare(source.text()[name.from]) && source.text()[name.from] != '(') ++name.from;
  for (const View head : {"Download the ", "Download ", "Télécharger la ", "Télécharger le ", "Télécharger l'", "Télécharger ", "DOWNLOAD "})
    if (source.view(name).starts_with(head)) { name.from += head.size(); break; }
  o.title = source.value(name);
  if (o.title.size() > 5)
    for (const View q : {"\"", "'", "\xE2\x80\x9C", "\xC2\xAB"})
      if (o.title.starts_with(q)) {
        const View closing = q == "\xE2\x80\x9C" ? View{"\xE2\x80\x9D"} : q == "\xC2\xAB" ? View{"\xC2\xBB"} : q;
        if (o.title.ends_with(closing) && o.title.find(closing, q.size()) == o.title.size() - closing.size()) {
          o.title = o.title.substr(q.size(), o.title.size() - q.size() - closing.size());
          while (o.title.starts_with(' ') || o.title.starts_with("\xC2\xA0")) o.title.erase(0, o.title[0] == ' ' ? 1 : 2);
          while (o.title.ends_with(' ')) o.title.pop_back();
        }
        break;
      }
  source.take(where);
  return o;
}

std::vector<SheetOutput> read_outputs(Source& source, Span where) {
  std::vector<SheetOutput> out;
  for (const Item& i : split_entries(source, where)) {
    SheetOutput o = read_output(source, i.where, true);
    // an address on a line of its own belongs to the entry before
    if (o.title.empty() && !o.address.empty() && !out.empty() && out.back().address.empty()) { out.back().address = o.address; out.back().to = o.to; }
    else if (!o.title.empty() || !o.address.empty()) out.push_back(std::move(o));
  }
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
