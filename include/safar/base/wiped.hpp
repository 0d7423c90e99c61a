#pragma once
/// \file
/// Text that does not stay in memory once nobody needs it: what a box holds before it is sealed and after it was opened.
#include <concepts>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace safar::inline v0 {

/// Zeroes `n` bytes; no compiler may leave it out.
inline void wipe(void* at, std::size_t n) noexcept {
  void* (*volatile const set)(void*, int, std::size_t) = std::memset;
  if (n) set(at, 0, n);
}
/// Zeroes all that the text has room for, and empties it.
inline void wipe(std::string& text) noexcept {
  text.resize(text.capacity());  // which needs no new memory
  wipe(text.data(), text.size());
  text.clear();
}

/// A text that is zeroed before its memory is given back. What it outgrew is not: reserve first.
class Wiped : public std::string {
 public:
  using std::string::string;
  Wiped() = default;
  Wiped(std::string text) : std::string(std::move(text)) {}                        // NOLINT: meant to convert
  Wiped(const Wiped&) = default;
  Wiped(Wiped&& other) noexcept : std::string(std::move(static_cast<std::string&>(other))) { wipe(static_cast<std::string&>(other)); }
  Wiped& operator=(const Wiped& other) {
    if (this != &other) assign_text(other);
    return *this;
  }
  Wiped& operator=(Wiped&& other) noexcept {
    if (this == &other) return *this;
    wipe(static_cast<std::string&>(*this));
    swap(other);
    return *this;
  }
  template <class Text>
    requires(std::convertible_to<const Text&, std::string_view> && !std::derived_from<Text, Wiped>)
  Wiped& operator=(const Text& text) {
    assign_text(text);
    return *this;
  }
  ~Wiped() { wipe(static_cast<std::string&>(*this)); }

 private:
  void assign_text(std::string_view text) {
    if (text.size() > capacity()) wipe(static_cast<std::string&>(*this));
    assign(text);
  }
};

}  // namespace safar::inline v0
