/// \file
/// Characters, words, lines of project sheets.
#include "exchange/sheet_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "exchange/sheet_words.hpp"

namespace safar::inline v0::exchange::sheet {
namespace {

/// Windows-1252 from 0x80 to 0x9F.
constexpr char16_t windows[32] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
                                  0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

/// Plain letters of U+00C0 to U+017F; two letters of one are lost, which does not matter for comparing.
constexpr View plain_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_letters.size() == 0x180 - 0xC0);

void put(std::string& out, char32_t c) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) out += static_cast<char>(c);
  else if (c < 0x800) { out += static_cast<char>(0xC0U | (c >> 6)); tail(0); }
  else if (c < 0x10000) { out += static_cast<char>(0xE0U | (c >> 12)); tail(6); tail(0); }
  else { out += static_cast<char>(0xF0U | (c >> 18)); tail(12); tail(6); tail(0); }
}

bool is_capital(char32_t c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c < 0x138 && c % 2 == 0) || c == 0x152 || c == 0x160 || c == 0x17D;
}

}  // namespace

Character character(View text, std::size_t i) noexcept {
  const std::size_t n = typed::utf8_length(text, i);
  const auto byte = [&](std::size_t k) { return static_cast<char32_t>(static_cast<unsigned char>(text[i + k])); };
  switch (n) {
    case 1: return {byte(0), 1, false};
    case 2: return {((byte(0) & 0x1FU) << 6) | (byte(1) & 0x3FU), 2, false};
    case 3: return {((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3, false};
    case 4: return {((byte(0) & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) | (byte(3) & 0x3FU), 4, false};
    default: return {byte(0) < 0xA0 ? static_cast<char32_t>(windows[byte(0) - 0x80]) : byte(0), 1, true};
  }
}

bool is_blank(char32_t c) noexcept {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_letter(char32_t c) noexcept {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xBA || c == 0xB5;
  if (c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) || (c >= 0xE000 && c < 0xFB00) || (c >= 0xFE00 && c < 0xFE70) || c >= 0xFFF0)
    return c >= 0x20000 && c < 0x30000;
  return c != 0x060C && c != 0x061B && c != 0x061F && c != 0x066A;
}

void fold_letter(std::string& out, char32_t c) {
  if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
  else if (c >= 0x300 && c <= 0x36F) return;  // accents that stand behind their letter
  else if (c == 0x152 || c == 0x153) out += "oe";
  else if (c == 0x160 || c == 0x161) out += 's';
  else if (c >= 0xC0 && c < 0x180 && plain_letters[c - 0xC0] != ' ') out += plain_letters[c - 0xC0];
  else if (c == 0xD8 || c == 0xF8) out += 'o';
  else put(out, c);
}

namespace {
std::vector<Span>::const_iterator first_behind(const std::vector<Span>& spans, std::size_t at) {
  return std::lower_bound(spans.begin(), spans.end(), at, [](const Span& h, std::size_t i) { return h.to <= i; });
}
/// Where the word goes on whose hyphen at `i` ends a line ("voca-\n  tional"); 0: the hyphen is its own.
std::size_t joined_at(View text, Span s, std::size_t i) {
  const auto lower = [&](std::size_t k) { return k < s.to && text[k] >= 'a' && text[k] <= 'z'; };
  if (i < s.from + 2 || !lower(i - 1) || !lower(i - 2)) return 0;
  std::size_t k = i + 1, ends = 0;
  while (k < s.to && (text[k] == ' ' || text[k] == '\t' || text[k] == '\r')) ++k;
  for (; k < s.to && (text[k] == ' ' || text[k] == '\t' || text[k] == '\r' || text[k] == '\n'); ++k) ends += text[k] == '\n';
  if (ends != 1 || !lower(k)) return 0;
  std::size_t word = i;
  while (word > s.from && lower(word - 1)) --word;
  const View head = text.substr(word, i - word);
  return one_of(head, "self|inter|intra|pre|post|socio|anti|multi|semi|mid|sub|vice|cross|non|well|long|short|decision|policy|capacity|trans|pan|sous|mi|quasi|north|south|east|west|co|ex|re") ? 0 : k;
}
}  // namespace

bool Source::broken(Span s) const noexcept {
  for (std::size_t i = s.from; i + 1 < s.to; ++i)
    if (text_[i] == '-' && joined_at(text_, s, i) > 0) return true;
  return false;
}

std::string Source::value(Span s) const {
  std::string out;
  bool blank = false;
  auto hidden = std::lower_bound(hidden_.begin(), hidden_.end(), s.from, [](const Span& h, std::size_t at) { return h.to <= at; });
  auto skipped = first_behind(skipped_, s.from);
  for (std::size_t i = s.from; i < s.to;) {
    if (hidden != hidden_.end() && i >= hidden->from) {
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out += "[left out]";
      i = hidden++->to;
      continue;
    }
    if (skipped != skipped_.end() && i >= skipped->from) {
      i = std::min(s.to, skipped++->to);
      blank = true;
      continue;
    }
    if (text_[i] == '-' && !blank && !out.empty())
      if (const std::size_t on = joined_at(text_, s, i); on > 0) { i = on; continue; }
    const Character c = character(text_, i);
    i += c.bytes;
    if (is_blank(c.code)) { blank = c.code != 0xAD || blank; continue; }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    put(out, c.code < 0x20 || c.code == 0x7F ? U'\uFFFD' : c.code);
  }
  return out;
}

Span Source::trim(Span s) const noexcept {
  while (s.from < s.to) {
    const Character c = character(text_, s.from);
    if (!is_blank(c.code)) break;
    s.from += c.bytes;
  }
  while (s.from < s.to) {
    std::size_t i = s.to - 1;
    for (int k = 0; k < 3 && i > s.from && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U; ++k) --i;
    Character c = character(text_, i);
    if (i + c.bytes != s.to) { i = s.to - 1; c = character(text_, i); }
    if (!is_blank(c.code)) break;
    s.to = i;
  }
  return s;
}

void Source::take(Span s) { for (std::size_t i = s.from; i < s.to; ++i) taken_[i] = true; }
void Source::hide(std::vector<Span> spans) {
  hidden_ = std::move(spans);
  for (const Span& s : hidden_) take(s);
}
void Source::release(Span s) { for (std::size_t i = s.from; i < s.to; ++i) taken_[i] = false; }

std::vector<Token> Source::tokens(Span s, bool dates) const {
  std::vector<Token> out;
  bool gap = false, line = false;
  auto skipped = first_behind(skipped_, s.from);
  for (std::size_t i = s.from; i < s.to;) {
    if (skipped != skipped_.end() && i >= skipped->from) {
      i = std::min(s.to, skipped++->to);
      gap = line = true;
      continue;
    }
    Character c = character(text_, i);
    if (is_blank(c.code)) {
      gap = true;
      line |= c.code == '\n' || c.code == '\r' || c.code == 12 || c.code == 0x2028 || c.code == 0x2029;
      i += c.bytes;
      continue;
    }
    Token t;
    t.from = i;
    t.gap = gap;
    t.line = line;
    gap = line = false;
    if (is_letter(c.code)) {
      t.sort = Sort::word;
      t.capital = is_capital(c.code);
      t.upper = true;
      for (; i < s.to; i += c.bytes) {
        c = character(text_, i);
        if (!is_letter(c.code) && c.code != 0xAD) break;
        if (dates && is_capital(c.code) && !t.upper && t.key.size() > 2 && month_of(t.key)) break;  // MarchSeptember
        t.upper &= is_capital(c.code);
        if (c.code != 0xAD) fold_letter(t.key, c.code);
      }
    } else if (c.code >= '0' && c.code <= '9') {
      t.sort = Sort::number;
      for (; i < s.to && text_[i] >= '0' && text_[i] <= '9'; ++i) t.key += text_[i];
      const bool year = t.key.size() > 4 && t.key.size() <= 8 && (t.key.starts_with("19") || t.key.starts_with("20"));
      if (dates && year) { i = t.from + 4; t.key.resize(4); }
    } else {
      i += c.bytes;
      if (c.code == 0x2018 || c.code == 0x2019 || c.code == 0x2BC || c.code == 0xB4 || c.code == '`') t.key = "'";
      else if ((c.code >= 0x2010 && c.code <= 0x2015) || c.code == 0x2212) t.key = "-";
      else if ((c.code >= 0x201C && c.code <= 0x201F) || c.code == 0xAB || c.code == 0xBB) t.key = "\"";
      else put(t.key, c.code);
    }
    t.to = i;
    out.push_back(std::move(t));
  }
  return out;
}

void add_doubt(std::string& to, View sentence) {
  if (sentence.empty() || to.find(sentence) != to.npos) return;
  if (!to.empty()) to += ' ';
  to += sentence;
}

bool is_article(const Token& t) { return one_of(t.key, "the|la|le|les"); }

std::size_t bracket_end(const std::vector<Token>& t, std::size_t open, std::size_t last) {
  int depth = 0;
  for (std::size_t k = open; k < last; ++k) {
    if (t[k].is("(") || t[k].is("[")) ++depth;
    if ((t[k].is(")") || t[k].is("]")) && --depth == 0) return k;
  }
  return last;
}

std::string plain_key(View text) {
  std::string out;
  bool part = false;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character(text, i);
    i += c.bytes;
    const bool digit = c.code >= '0' && c.code <= '9';
    if (!digit && !is_letter(c.code)) { part = true; continue; }
    if (part && !out.empty()) out += ' ';
    part = false;
    if (digit) out += static_cast<char>(c.code);
    else fold_letter(out, c.code);
  }
  return out;
}

std::size_t marker(View line) noexcept {
  if (line.empty()) return 0;
  const auto blanks = [&](std::size_t i) {
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t' || line.substr(i).starts_with("\xC2\xA0"))) i += line[i] == '\xC2' ? 2U : 1U;
    return i;
  };
  const Character c = character(line, 0);
  const bool bullet = c.code == 0x2022 || c.code == 0x2023 || c.code == 0x25AA || c.code == 0x25CF || c.code == 0x25CB || c.code == 0x25E6 || c.code == 0x25A0 ||
                      c.code == 0x25A1 || c.code == 0x25BA || c.code == 0x27A2 || c.code == 0x2713 || c.code == 0x2714 || c.code == 0xB7 || c.code == 0xA7 ||
                      c.code == 0x2192 || c.code == 0xF0B7 || c.code == 0xF0A7 || c.code == 0x2219 || c.code == 0x2043;
  if (bullet) return blanks(c.bytes);
  const bool dash = c.code == '-' || c.code == '*' || c.code == '+' || c.code == '#' || (c.code >= 0x2010 && c.code <= 0x2015) || c.code == 'o';
  std::size_t i = c.bytes;
  if (c.code == '#' || c.code == '*') while (i < line.size() && line[i] == line[0]) ++i;
  if (dash) {
    const std::size_t end = blanks(i);
    if (end > i) return end;
    return c.code == '*' || c.code == '#' ? i : 0;
  }
  i = line[0] == '(' ? 1 : 0;  // 1. 1) (1) 1.2. a) ii)
  const std::size_t first = i;
  while (i < line.size() && i < first + 6 && ((line[i] >= '0' && line[i] <= '9') || (line[i] == '.' && i > first))) ++i;
  if (i == first) while (i < line.size() && i < first + 4 && (line[i] == 'i' || line[i] == 'v' || line[i] == 'x')) ++i;
  if (i == first && i + 1 < line.size() && line[i] >= 'a' && line[i] <= 'h' && line[i + 1] == ')') ++i;
  if (i == first || i - first > 5) return 0;
  const bool dot = i > first && line[i - 1] == '.';
  if (!dot) { if (i >= line.size() || line[i] != ')') return 0; ++i; }
  const std::size_t end = blanks(i);
  return end > i ? end : 0;
}

std::vector<Line> lines(const Source& source) {
  const View text = source.text();
  std::vector<Line> out;
  std::size_t gap = 0;
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size();) {
    std::size_t end = i;
    bool page = false;
    while (end < text.size() && text[end] != '\n' && text[end] != '\r' && text[end] != '\f' && !text.substr(end, 3).starts_with("\xE2\x80\xA8") &&
           !text.substr(end, 3).starts_with("\xE2\x80\xA9"))
      ++end;
    const Span s = source.trim({i, end});
    const View v = source.view(s);
    const auto mark = first_behind(source.skipped(), s.from);
    const bool skipped = mark != source.skipped().end() && !s.empty() && mark->from <= s.from;
    const bool rule = v.size() >= 3 && v.find_first_not_of("-=_*~# |+") == View::npos;
    const bool bare = v == "-" || v == "\xE2\x80\xA2" || v == "\xC2\xB7" || v == "\xE2\x80\x93";  // a bullet whose entry stands on the next line
    if (s.empty()) ++gap;
    else if (skipped || bare) {}
    else if (rule) gap += 2;
    else { out.push_back({static_cast<std::uint32_t>(s.from), static_cast<std::uint32_t>(s.to), static_cast<std::uint8_t>(std::min<std::size_t>(gap, 9))}); gap = 0; }
    if (end < text.size()) {
      page = text[end] == '\f';
      if (text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n') end += 2;
      else end += text[end] == '\xE2' ? 3U : 1U;
    }
    if (page) gap += 2;
    i = end;
  }
  return out;
}

std::vector<Span> untaken(const Source& source, Span within) {
  std::vector<Span> out;
  const View text = source.text();
  Span run;
  bool open = false, letters = false;
  const auto close = [&] {
    const auto edge = [](char c) { return c == '*' || c == '|' || c == '#' || c == '_' || c == '-' || c == ',' || c == ';' || c == ':' || c == '('; };
    if (open && letters) {
      run = source.trim(run);
      while (!run.empty() && edge(text[run.from])) run = source.trim({run.from + 1, run.to});
      while (!run.empty() && edge(text[run.to - 1])) run = source.trim({run.from, run.to - 1});
      out.push_back(run);
    }
    open = letters = false;
  };
  for (std::size_t i = within.from; i < within.to;) {
    const Character c = character(text, i);
    const bool blank = is_blank(c.code);
    if (source.taken(i)) close();
    else if (!blank || open) {
      if (!open) { run = {i, i}; open = true; }
      if (!blank) run.to = std::min(i + c.bytes, within.to);
      letters |= is_letter(c.code) || (c.code >= '0' && c.code <= '9');
    }
    i += c.bytes;
  }
  close();
  return out;
}

}  // namespace safar::inline v0::exchange::sheet
