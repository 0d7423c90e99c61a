#pragma once
/// \file
/// Vocabulary: every different token once, under a small number; by letters, by start, by end, by key.
#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include <safar/linkage/names.hpp>

namespace safar::inline v0::linkage {

inline constexpr std::uint32_t no_token = 0xFFFFFFFF;

/// Erases element `at` and overwrites the place that becomes free behind the end.
template <class T>
void erase_wiped(std::vector<T>& v, std::size_t at) {
  std::move(v.begin() + static_cast<std::ptrdiff_t>(at) + 1, v.end(), v.begin() + static_cast<std::ptrdiff_t>(at));
  v.back() = T{};
  v.pop_back();
}

/// Tokens lie in blocks that never move, so that growing leaves no copy of a name in memory that was given back.
class Vocabulary {
 public:
  /// Number of a token, no_token where it is not there. O(1).
  [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept;
  /// The number of a token, a new one where it is not there (numbers of removed tokens are used again).
  std::uint32_t put(std::string_view text);
  /// Forgets a token and overwrites its bytes. O(vocabulary).
  void remove(std::uint32_t id);

  [[nodiscard]] std::string_view text(std::uint32_t id) const noexcept {
    const Cell& c = blocks_[id / block][id % block];
    return {c.text.data(), c.size};
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t numbers() const noexcept { return first_.size(); }  ///< all numbers are below
  [[nodiscard]] std::size_t bytes() const noexcept;

  /// Calls `each(id)` for every token that starts with `start`, in no order.
  template <class F>
  void with_start(std::string_view start, F each) const {
    const auto less = [&](std::uint32_t id, std::string_view t) { return text(id) < t; };
    const auto sorted = order_.begin() + static_cast<std::ptrdiff_t>(sorted_);
    const auto from = std::lower_bound(order_.begin(), sorted, start, less);
    const auto until = std::partition_point(from, sorted, [&](std::uint32_t id) { return text(id).starts_with(start); });
    for (auto at = from; at != until; ++at) each(*at);
    for (auto at = sorted; at != order_.end(); ++at)
      if (text(*at).starts_with(start)) each(*at);
  }
  /// Calls `each(id, n)` for every token that has the n-th of tight, loose and listed; a token may come more than once.
  template <class F>
  void with_keys(const NameKeys& wanted, F each) const {
    const auto sorted = keys_.begin() + static_cast<std::ptrdiff_t>(keys_sorted_);
    unsigned n = 0;
    for (const std::uint64_t key : {wanted.tight, wanted.loose, wanted.listed}) {
      const unsigned which = n++;
      if (key == 0) continue;
      for (auto at = std::lower_bound(keys_.begin(), sorted, Keyed{key, 0}); at != sorted && at->key == key; ++at) each(at->id, which);
      for (auto at = sorted; at != keys_.end(); ++at)
        if (at->key == key) each(at->id, which);
    }
  }
  /// The same for every token that one edit may make of `t`, and others; a token may come more than once. One edit leaves the first
  /// half of a token as it was or the second, or swaps the letters at its middle.
  template <class F>
  void with_half_of(std::string_view t, F each) const {
    const std::size_t half = t.size() / 2;
    with_start(t.substr(0, half), each);
    const std::string_view tail = t.substr(half);
    const auto sorted = back_.begin() + static_cast<std::ptrdiff_t>(back_sorted_);
    const auto from = std::lower_bound(back_.begin(), sorted, tail, [&](std::uint32_t id, std::string_view b) { return backwards_less(text(id), b); });
    const auto until = std::partition_point(from, sorted, [&](std::uint32_t id) { return text(id).ends_with(tail); });
    for (auto at = from; at != until; ++at) each(*at);
    for (auto at = sorted; at != back_.end(); ++at)
      if (text(*at).ends_with(tail)) each(*at);
    NameToken swapped;
    for (std::size_t i = 0; i < t.size(); ++i) swapped.push(i + 1 == half ? t[half] : i == half ? t[half - 1] : t[i]);
    if (const auto id = find(swapped.text()); id != no_token) each(id);
  }
  /// First letter of a token as a number from 1; 0 for a number that is free.
  [[nodiscard]] std::uint32_t first_letter(std::uint32_t id) const noexcept { return first_[id]; }
  static std::uint8_t first_letter(std::string_view t) noexcept { return t.empty() ? 0 : t[0] >= 'a' ? static_cast<std::uint8_t>(t[0] - 'a' + 1) : 27; }

 private:
  static constexpr std::size_t block = 1024;
  static constexpr std::size_t most_unsorted = 1000;
  struct Cell {
    std::array<char, token_bytes> text{};
    std::uint8_t size = 0;
  };
  struct Keyed {
    std::uint64_t key = 0;
    std::uint32_t id = 0;
    friend auto operator<=>(const Keyed&, const Keyed&) = default;
  };

  static bool backwards_less(std::string_view a, std::string_view b) noexcept { return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend()); }
  void grow_table();
  [[nodiscard]] std::size_t place(std::string_view text) const noexcept;  // where it is in the table, or where it would go
  void sort_tails();

  std::vector<std::unique_ptr<Cell[]>> blocks_{};
  std::vector<std::uint8_t> first_{};    // by number: the first letter
  std::vector<std::uint32_t> table_{};   // open addressing: number + 1; 0: free
  std::vector<std::uint32_t> order_{};   // numbers by text up to sorted_, then a short tail in no order
  std::vector<std::uint32_t> back_{};    // likewise by text read backwards
  std::vector<Keyed> keys_{};            // likewise by key
  std::vector<std::uint32_t> free_{};
  std::size_t size_ = 0, sorted_ = 0, back_sorted_ = 0, keys_sorted_ = 0;
};

}  // namespace safar::inline v0::linkage
