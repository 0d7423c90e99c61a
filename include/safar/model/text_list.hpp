#pragma once
/// \file
/// Texts by number, each kept once: what recurs in very many small entries, and what must not come twice.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace safar::inline v0 {

/// Numbers from 1 in the order in which texts came first; 0 is the empty text. One block of bytes, some 12 bytes a text beside them.
class TextList {
 public:
  /// 0: it is not there (or empty). O(size of the text).
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    return text.empty() || slots_.empty() ? 0 : slots_[slot(text)];
  }
  /// Its number, a new one where it was not there.
  std::uint32_t put(std::string_view text) {
    if (text.empty()) return 0;
    if (2 * (ends_.size() + 1) >= slots_.size()) grow();
    std::uint32_t& number = slots_[slot(text)];
    if (number) return number;
    bytes_.append(text);
    ends_.push_back(bytes_.size());
    return number = static_cast<std::uint32_t>(ends_.size());
  }
  /// Valid until the next put().
  [[nodiscard]] std::string_view at(std::uint32_t number) const {
    if (number == 0 || number > ends_.size()) return {};
    const std::size_t from = number == 1 ? 0 : ends_[number - 2];
    return std::string_view(bytes_).substr(from, ends_[number - 1] - from);
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }

 private:
  // FNV-1a over 64 bits, folded; whoever writes texts that collide only makes his own register slow.
  static std::size_t hash(std::string_view text) {
    std::uint64_t h = 14'695'981'039'346'656'037U;
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    return static_cast<std::size_t>(h ^ h >> 32);
  }
  // Where it is, or would be.
  [[nodiscard]] std::size_t slot(std::string_view text) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash(text) & mask;
    while (slots_[i] && at(slots_[i]) != text) i = (i + 1) & mask;
    return i;
  }
  void grow() {
    const std::size_t size = slots_.empty() ? 8 : 2 * slots_.size();
    slots_.assign(size, 0);
    for (std::uint32_t n = 1; n <= ends_.size(); ++n) slots_[slot(at(n))] = n;
  }

  std::string bytes_{};
  std::vector<std::size_t> ends_{};
  std::vector<std::uint32_t> slots_{};  // a power of two of them, half empty
};

}  // namespace safar::inline v0
