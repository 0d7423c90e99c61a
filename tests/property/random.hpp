#pragma once
// Random choices that are the same on every machine: one engine of the standard library, and no distribution of it.
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace property {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class List> const auto& of(const List& list) { return list[below(std::size(list))]; }
  std::string word(std::initializer_list<std::string_view> words) { return std::string(*(words.begin() + below(words.size()))); }
  std::string id() {
    std::string out;
    for (int i = 0; i < 32; ++i) out += "0123456789abcdef"[below(16)];
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace property
