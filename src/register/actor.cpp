#include "register/actor.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/utf8.hpp"
#include "register/actor_table.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::string_view own = "safar";

template <class Row, std::size_t N>
const Row* row_of(const Row (&rows)[N], char32_t c) {
  const Row* at = std::partition_point(std::begin(rows), std::end(rows), [&](const Row& r) { return r.last < c; });
  return at != std::end(rows) && at->first <= c ? at : nullptr;
}

/// The characters of a text that is known to be UTF-8.
std::u32string characters(std::string_view s) {
  std::u32string out;
  for (std::size_t i = 0; i < s.size();) {
    const auto lead = static_cast<unsigned char>(s[i]);
    const std::size_t n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t c = n == 1 ? lead : lead & (0x7fU >> n);
    for (std::size_t k = 1; k < n; ++k) c = c << 6 | (static_cast<unsigned char>(s[i + k]) & 0x3fU);
    out += c;
    i += n;
  }
  return out;
}

bool one_character(char32_t letter, char32_t mark) {
  const auto before = [](const actors::Pair& p, const actors::Pair& q) { return p.letter != q.letter ? p.letter < q.letter : p.mark < q.mark; };
  return std::binary_search(std::begin(actors::pairs), std::end(actors::pairs), actors::Pair{letter, mark}, before);
}

/// What somebody reads who looks at the letters alone.
std::string read_as(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) {
    const auto* look = std::lower_bound(std::begin(actors::looks), std::end(actors::looks), c, [](const actors::Look& l, char32_t x) { return l.character < x; });
    if (look != std::end(actors::looks) && look->character == c) out += look->letter;
    else if (row_of(actors::spoken, c)) out += '?';
  }
  return out;
}

/// What is wrong with the form, in words; nullptr: nothing.
const char* fault(const std::u32string& text) {
  bool said = false;
  unsigned char script = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (row_of(actors::refused, c)) return "without control characters, marks of direction, and characters that nobody sees or that have a plainer form";
    if (row_of(actors::marks, c)) {
      std::size_t letter = i;  // what the mark stands on
      while (letter > 0 && row_of(actors::marks, text[letter])) --letter;
      if (letter == i || row_of(actors::marks, text[letter]) || text[letter] == ' ') return "in which no mark stands alone";
      if (one_character(text[letter], c)) return "in which a letter with its accent is one character";
    }
    said = said || row_of(actors::spoken, c);
    if (const auto* of = row_of(actors::scripts, c)) {
      if (script && of->script != script) return "with letters of one script";
      script = of->script;
    }
  }
  return said ? nullptr : "with at least one letter or digit";
}

}  // namespace

Result<> check_actor(std::string_view actor) {
  const auto bad = [](const char* what) {
    return fail(ErrorCode::invalid_argument, std::string("An actor is a pseudonym of letters, digits and signs, ") + what + ".", "/actor", "actor_form", "For instance fatou.d.");
  };
  if (actor.empty() || actor.size() > 64) return fail(ErrorCode::invalid_argument, "Who acts? Give a pseudonym of 1 to 64 bytes.", "/actor");
  if (typed::utf8_prefix(actor) != actor.size()) return bad("in UTF-8");
  if (actor.front() == ' ' || actor.back() == ' ' || actor.find("  ") != actor.npos) return bad("without blanks at its ends or two in a row");
  const auto text = characters(actor);
  if (const char* what = fault(text)) return bad(what);
  if (read_as(text) == own)
    return fail(ErrorCode::invalid_argument, "That name, and what looks like it, is the library's own.", "/actor", "actor_reserved", "Give the pseudonym of a person, for instance fatou.d.");
  return {};
}

}  // namespace safar::inline v0
