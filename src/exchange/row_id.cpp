#include "exchange/row_id.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>

namespace safar::inline v0::exchange {
namespace {

using Digest = std::array<unsigned char, 16>;

/// BLAKE2b-128 of framed parts (docs/storage.md, H), keyed.
Digest keyed(const CsvKey& key, const char (&personal)[crypto_generichash_blake2b_PERSONALBYTES], std::initializer_list<std::string_view> parts) {
  crypto_generichash_blake2b_state state;
  Digest out{};
  crypto_generichash_blake2b_init_salt_personal(&state, key.data(), key.size(), out.size(), nullptr, reinterpret_cast<const unsigned char*>(personal));
  const auto count = [&](std::uint64_t n) {
    std::array<unsigned char, 8> bytes{};
    for (auto& b : bytes) b = static_cast<unsigned char>(n), n >>= 8;
    crypto_generichash_blake2b_update(&state, bytes.data(), bytes.size());
  };
  count(parts.size());
  for (const auto part : parts) {
    count(part.size());
    crypto_generichash_blake2b_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  crypto_generichash_blake2b_final(&state, out.data(), out.size());
  return out;
}

std::string hex(const Digest& d) {
  std::string out;
  for (const unsigned char c : d) out += "0123456789abcdef"[c >> 4], out += "0123456789abcdef"[c & 15];
  return out;
}

}  // namespace

CsvKey random_csv_key() {
  CsvKey key{};
  randombytes_buf(key.data(), key.size());
  return key;
}

RowIds::~RowIds() { sodium_memzero(key_.data(), key_.size()); }

std::int64_t RowIds::give(CsvFact& fact, std::string_view group) {
  constexpr char row[16] = "safar row v1", again[16] = "safar again v1";
  const Digest d = keyed(key_, row, {fact.json, group});
  fact.digest = hex(d);
  std::uint64_t head = 0;
  std::memcpy(&head, d.data(), sizeof head);
  const std::int64_t before = seen(head | 1);  // 0 is free
  fact.own = before == 0 ? fact.digest : hex(keyed(key_, again, {fact.digest, std::to_string(before)}));
  return before;
}

std::int64_t RowIds::seen(std::uint64_t head) {
  if (2 * used_ >= slots_.size()) grow();
  std::size_t at = head / 2 % slots_.size();
  while (slots_[at] != 0 && slots_[at] != head) at = (at + 1) % slots_.size();
  if (slots_[at] == head) return ++again_[head];
  slots_[at] = head;
  ++used_;
  return 0;
}

void RowIds::grow() {
  std::vector<std::uint64_t> old(2 * slots_.size());
  old.swap(slots_);
  for (const std::uint64_t head : old) {
    if (head == 0) continue;
    std::size_t at = head / 2 % slots_.size();
    while (slots_[at] != 0) at = (at + 1) % slots_.size();
    slots_[at] = head;
  }
}

}  // namespace safar::inline v0::exchange
