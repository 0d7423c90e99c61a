#pragma once
/// \file
/// The text of project sheets as characters, words and lines, and the account of which bytes went somewhere.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace safar::inline v0::exchange::sheet {

using View = std::string_view;

/// Half open range of bytes.
struct Span {
  std::size_t from = 0, to = 0;
  [[nodiscard]] bool empty() const noexcept { return from >= to; }
  [[nodiscard]] std::size_t size() const noexcept { return empty() ? 0 : to - from; }
};

/// The character at `i`: UTF-8, else the byte as Windows-1252 (`bytes` is then 1 and `bad` set).
struct Character { char32_t code = 0; std::size_t bytes = 1; bool bad = false; };
Character character(View text, std::size_t i) noexcept;
bool is_blank(char32_t c) noexcept;
bool is_letter(char32_t c) noexcept;
/// Appends the plain lower-case letters of a letter: no accents; any other script's letter as it is.
void fold_letter(std::string& out, char32_t c);

enum class Sort : std::uint8_t { word, number, sign };
/// A run of letters, a run of digits, or one sign (dashes as "-", quotes as "'" or "\"").
struct Token {
  std::size_t from = 0, to = 0;
  Sort sort = Sort::sign;
  bool gap = false, line = false;      ///< a blank, a line end before it
  bool capital = false, upper = false; ///< a word's first letter, all its letters
  std::string key{};
  [[nodiscard]] bool is(View k) const noexcept { return key == k; }
};

/// The text and its account. Not copied: the text must outlive it.
class Source {
 public:
  explicit Source(View text) : text_(text), taken_(text.size(), false) {}
  [[nodiscard]] View text() const noexcept { return text_; }
  [[nodiscard]] View view(Span s) const noexcept { return s.empty() ? View{} : text_.substr(s.from, s.to - s.from); }
  /// Valid UTF-8, runs of blanks and line ends as one space, none at the ends.
  /// What hide() named stands there as "[left out]".
  [[nodiscard]] std::string value(Span s) const;
  /// E-mail addresses, in order; their bytes count as taken.
  void hide(std::vector<Span> spans);
  [[nodiscard]] const std::vector<Span>& hidden() const noexcept { return hidden_; }
  /// Heads and numbers of pages, in order: they stand in no value and count as line ends.
  void skip(std::vector<Span> spans) { skipped_ = std::move(spans); }
  [[nodiscard]] const std::vector<Span>& skipped() const noexcept { return skipped_; }
  /// A word of the range is broken by a hyphen at a line end: value() joins it, which is a guess.
  [[nodiscard]] bool broken(Span s) const noexcept;
  /// Without blanks at both ends.
  [[nodiscard]] Span trim(Span s) const noexcept;
  void take(Span s);
  [[nodiscard]] bool taken(std::size_t i) const noexcept { return taken_[i]; }
  void release(Span s);
  /// The words of a range. `dates`: digits such as 200930 are parted behind a year.
  [[nodiscard]] std::vector<Token> tokens(Span s, bool dates = false) const;

 private:
  View text_;
  std::vector<bool> taken_;
  std::vector<Span> hidden_{}, skipped_{};
};

/// E-mail addresses of a text, also written with (at) or [at].
std::vector<Span> find_addresses(View text);

/// Hides e-mail addresses and lines that are a person's name; skips the numbers, heads and feet of pages.
void set_aside(Source& source);

/// Words of `text` in lower case without accents, one space between; signs are dropped.
std::string plain_key(View text);
/// Adds a sentence to what is said of a doubt, unless it is said there.
void add_doubt(std::string& to, View sentence);
bool is_article(const Token& t);  ///< the, la, le, les
/// Where the bracket that opens at `open` closes; `last` where it does not.
std::size_t bracket_end(const std::vector<Token>& t, std::size_t open, std::size_t last);
/// Bytes of a bullet or a number at the start of a line, with the blanks behind it; 0: none.
std::size_t marker(View line) noexcept;

/// A line that is not blank, without the blanks at its ends; `gap` blank lines or rules stand before it.
struct Line { std::uint32_t from = 0, to = 0; std::uint8_t gap = 0; };
std::vector<Line> lines(const Source& source);

/// Ranges that nothing took and that hold letters or digits; for the leftover.
std::vector<Span> untaken(const Source& source, Span within);

}  // namespace safar::inline v0::exchange::sheet
