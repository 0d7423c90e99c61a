#pragma once
/// \file
/// What NameIndex holds. A person has a slot; slots are given in order and a person who is put again gets a new one.
#include <array>
#include <memory>
#include <vector>

#include <safar/linkage/name_index.hpp>

#include "linkage/vocabulary.hpp"

namespace safar::inline v0::linkage {

inline constexpr std::uint32_t no_slot = 0xFFFFFFFF;

/// Slot of a person by number, in pages that come with their first person.
class SlotPages {
 public:
  [[nodiscard]] std::uint32_t of(std::uint32_t person) const noexcept {
    const std::size_t p = person / page;
    return p < pages_.size() && pages_[p] ? (*pages_[p])[person % page] : no_slot;
  }
  void put(std::uint32_t person, std::uint32_t slot) {
    const std::size_t p = person / page;
    if (p >= pages_.size()) {
      if (slot == no_slot) return;
      pages_.resize(p + 1);
    }
    if (!pages_[p]) {
      if (slot == no_slot) return;
      pages_[p] = std::make_unique<Page>();
      pages_[p]->fill(no_slot);
    }
    (*pages_[p])[person % page] = slot;
  }
  /// Calls each(person, slot) for first <= person < last, ascending.
  template <class F>
  void each(std::uint32_t first, std::uint32_t last, F call) const {
    for (std::size_t p = first / page; p < pages_.size() && p * page < last; ++p) {
      if (!pages_[p]) continue;
      for (std::size_t i = 0; i < page; ++i) {
        const std::size_t person = p * page + i;
        if (person >= first && person < last && (*pages_[p])[i] != no_slot) call(static_cast<std::uint32_t>(person), (*pages_[p])[i]);
      }
    }
  }
  [[nodiscard]] std::size_t bytes() const noexcept {
    std::size_t n = pages_.capacity() * sizeof(void*);
    for (const auto& p : pages_) n += p ? sizeof(Page) : 0;
    return n;
  }

 private:
  static constexpr std::size_t page = 4096;
  using Page = std::array<std::uint32_t, page>;
  std::vector<std::unique_ptr<Page>> pages_{};
};

/// First letters of tokens as bits 1 to 27, and from bit 28 how many they are, at most 15: enough to pass most persons over.
inline constexpr unsigned gist_count = 28;
inline std::uint32_t gist_of(const NameTokens& tokens) noexcept {
  std::uint32_t gist = static_cast<std::uint32_t>(tokens.size() < 15 ? tokens.size() : 15) << gist_count;
  for (const auto& t : tokens) gist |= 1U << Vocabulary::first_letter(t.text());
  return gist;
}

struct NameIndex::Impl {
  Vocabulary words{};
  std::vector<std::vector<std::uint32_t>> postings{};  // by token: slots, ascending, each once
  std::vector<std::uint32_t> person{};                 // by slot
  std::vector<std::uint32_t> start{0};                 // by slot: where its tokens are in `tokens`; one more at the end
  std::vector<std::uint32_t> tokens{};                 // numbers of tokens; no_token where the person was removed
  std::vector<std::uint32_t> gist{};                   // by slot: gist_of() its tokens; 0 where the person was removed
  SlotPages slots{};
  std::size_t live = 0;

  [[nodiscard]] std::size_t slot_count() const noexcept { return person.size(); }
  bool remove(std::uint32_t number);
  void compact();
};

}  // namespace safar::inline v0::linkage
