#pragma once
/// \file
/// NameIndex: the persons of a register by their names, as people remember and type them.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/result.hpp>
#include <safar/linkage/names.hpp>

namespace safar::inline v0::linkage {

/// Why a person was found: a token that was asked for, the token of the person that it met, and how.
struct NameReason {
  std::string asked{}, found{};
  TokenMatch how{};
  std::uint32_t score = 0;  ///< thousandths
  friend bool operator==(const NameReason&, const NameReason&) = default;
};

struct NameHit {
  std::uint32_t person = 0;
  std::uint32_t score = 0;           ///< thousandths: tokens asked for weigh by how rare they are; tokens of the person that nobody asked for cost a little
  std::vector<NameReason> why{};     ///< in the order asked; a token that met nothing is left out
  friend bool operator==(const NameHit&, const NameHit&) = default;
};

struct NameQuestion {
  std::size_t most = 20;             ///< hits
  std::uint32_t least_score = 300;
};

/// Room that a search works in; kept between searches it spares their allocations. One thread at a time.
class NameScratch {
 public:
  NameScratch();
  ~NameScratch();
  NameScratch(NameScratch&&) noexcept;
  NameScratch& operator=(NameScratch&&) noexcept;

 private:
  friend class NameIndex;
  struct Room;
  std::unique_ptr<Room> room_;
};

/// An index in memory over (person, tokens). Values only: it knows no register and no files.
///
/// What it answers depends on what it holds, not on the order in which that came. `const` members may be called by many threads
/// at once, each with a scratch of its own. What is removed is gone: the bytes of a token that nobody else has are overwritten
/// before its memory is used again or given back (no copies are left behind when something grows).
class NameIndex {
 public:
  NameIndex();
  ~NameIndex();
  NameIndex(NameIndex&&) noexcept;
  NameIndex& operator=(NameIndex&&) noexcept;

  /// The person's tokens from now on: all names that a person is known by, in one. None: as remove().
  /// O(tokens), and O(vocabulary) every 1,000 new tokens.
  void put(std::uint32_t person, const NameTokens& tokens);
  /// False where the person is not in it. O(persons who share a token).
  bool remove(std::uint32_t person);
  [[nodiscard]] bool has(std::uint32_t person) const noexcept;
  /// The person's tokens in the order of put(); empty where the person is not in it.
  [[nodiscard]] NameTokens tokens_of(std::uint32_t person) const;

  /// The persons whose names come nearest to `text`: any order of tokens, any script, tokens missing or too many, other spellings,
  /// one letter wrong, starts of names (two letters or more) and initials. Best first, by person number where scores are equal.
  /// Empty where `text` has no token of two letters (see can_search). Time is bounded: about 120,000 entries are looked at; what is
  /// too common for that is compared only among those whom the other tokens found.
  [[nodiscard]] std::vector<NameHit> search(std::string_view text, const NameQuestion& question, NameScratch& scratch) const;
  [[nodiscard]] std::vector<NameHit> search(std::string_view text, const NameQuestion& question = {}) const;
  /// Does `text` have a token of two letters or more?
  static bool can_search(std::string_view text) noexcept;

  [[nodiscard]] std::size_t persons() const noexcept;
  [[nodiscard]] std::size_t vocabulary() const noexcept;  ///< different tokens
  [[nodiscard]] std::size_t bytes() const noexcept;       ///< memory that is taken

  /// The persons `first <= number < last` as bytes, to be sealed and kept: the same persons and tokens give the same bytes.
  [[nodiscard]] std::string run(std::uint32_t first, std::uint32_t last) const;
  /// Puts the persons of a run. `corrupt`: not the bytes of a run (some persons may have been put); `newer`: of another names_version,
  /// so make it anew from the names.
  Result<> load(std::string_view run);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace safar::inline v0::linkage
