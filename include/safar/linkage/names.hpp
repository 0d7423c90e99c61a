#pragma once
/// \file
/// A name as typed, in any script -> tokens of Latin letters, and the keys under which spellings of one name meet.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace safar::inline v0::linkage {

/// Rises when the same text may give other tokens or keys: what was made with another version is made anew.
inline constexpr std::uint32_t names_version = 1;

/// Letters a-z and digits of one token; what is longer is cut.
inline constexpr std::size_t token_bytes = 31;
/// Tokens of one name; what comes after them is left out.
inline constexpr std::size_t most_tokens = 16;

/// One word of a name in Latin letters: lower case, no accents; a letter that no table has is `x` and its code point in hex.
class NameToken {
 public:
  [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// Adds a letter; nothing where the token is full.
  void push(char c) noexcept { if (size_ < token_bytes) text_[size_++] = c; }
  void pop() noexcept { text_[--size_] = '\0'; }
  void assign(std::string_view text) noexcept;
  friend bool operator==(const NameToken& a, const NameToken& b) noexcept { return a.text() == b.text(); }

 private:
  std::array<char, token_bytes> text_{};
  std::uint8_t size_ = 0;
};

/// The tokens of a name in the order typed. No memory of its own on the heap: a name is nowhere but here.
class NameTokens {
 public:
  [[nodiscard]] const NameToken* begin() const noexcept { return tokens_.data(); }
  [[nodiscard]] const NameToken* end() const noexcept { return tokens_.data() + size_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  const NameToken& operator[](std::size_t i) const noexcept { return tokens_[i]; }
  /// False where there is no more room.
  bool push(const NameToken& token) noexcept;
  /// Appends a token unless it is there already.
  void add(std::string_view text) noexcept;
  void erase(std::size_t i) noexcept;
  NameToken& at(std::size_t i) noexcept { return tokens_[i]; }

 private:
  std::array<NameToken, most_tokens> tokens_{};
  std::size_t size_ = 0;
};

/// Folds `text` (UTF-8; a byte that is no UTF-8 parts words) into tokens:
/// * case, accents and marks go (NFKD of Latin letters), other scripts become Latin letters by a table (fold_table.hpp);
/// * apostrophes and joiners stand inside a word (N'Diaye -> ndiaye), everything else that is no letter or digit parts words;
/// * the Arabic article goes where it is written apart or in Arabic script (al Hassan -> hassan), and `abd` is a word of its own
///   (Abdelkarim, Abdoul Karim, Abd el-Karim -> abd karim; Abdallah and Abdoulaye stay whole).
/// Folding the tokens again, joined by blanks, gives the same tokens. O(n log table), nothing is allocated.
NameTokens fold_name(std::string_view text) noexcept;

/// Tokens joined by blanks, for people and tests.
std::string to_string(const NameTokens& tokens);

/// Keys of a token, numbers that say nothing to people; 0: none. Equal `tight` keys: the same name, spelt by another office
/// (Mohamed, Muhammad, محمد). Equal `loose` keys: perhaps (Ibrahima, Brahima; Othman, Ousmane), ask similarity too.
/// `listed`: the short list of variants that no rule finds (Fatou, Fatoumata, Fatima).
struct NameKeys {
  std::uint64_t tight = 0, loose = 0, listed = 0;
  friend bool operator==(const NameKeys&, const NameKeys&) = default;
};
/// `token` as fold_name gives it. O(size), nothing is allocated.
NameKeys keys_of(std::string_view token) noexcept;

/// How one token matches another, the best first.
enum class TokenMatch : std::uint8_t {
  none,
  exact,     ///< the same letters
  spelling,  ///< the same key: another spelling of the name
  edit,      ///< one letter more, less, other, or two swapped
  alike,     ///< similar by Jaro-Winkler (0.88)
  prefix,    ///< what was asked for is the start of the name
  initial,   ///< the first letter, one of the two being only that
};
std::string_view name(TokenMatch how) noexcept;

struct Likeness {
  TokenMatch how = TokenMatch::none;
  std::uint32_t score = 0;  ///< thousandths; 1000: the same letters
};

/// How alike two tokens are, in thousandths: 1000 the same letters, above 850 the same tight or listed key, less below.
/// 0: another name. Symmetric, integers only; never `prefix` or `initial`.
Likeness likeness(std::string_view a, std::string_view b) noexcept;
/// The same where it is known already whether the tight, loose and listed keys of the two are equal (of `listed` also: there).
Likeness likeness(std::string_view a, std::string_view b, bool tight, bool loose, bool listed) noexcept;
inline std::uint32_t name_similarity(std::string_view a, std::string_view b) noexcept { return likeness(a, b).score; }

}  // namespace safar::inline v0::linkage
