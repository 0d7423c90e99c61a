#pragma once
/// \file
/// The byte forms of the log (docs/storage.md): framed hashes, boxes, wrapped keys. Pure but for the two functions that
/// draw random bytes; those with a `nonce` argument give the same bytes for the same arguments.
#include <sodium.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/id.hpp>
#include <safar/base/registry.hpp>
#include <safar/store/keys.hpp>

namespace safar::inline v0::store {

using Key = keys::Key;
using Hash = std::array<std::uint8_t, 32>;
using Nonce = std::array<std::uint8_t, 24>;
using Sp = std::array<std::uint8_t, 20>;  ///< stream id and u32 kind

template <std::size_t N>
std::string_view view(const std::array<std::uint8_t, N>& a) noexcept { return {reinterpret_cast<const char*>(a.data()), N}; }
inline std::string_view view(const Id& id) noexcept { return view(id.bytes); }
inline const unsigned char* u8(std::string_view s) noexcept { return reinterpret_cast<const unsigned char*>(s.data()); }

/// Little-endian, as everywhere in the log.
template <class T>
void put_le(std::string& out, T v) {
  for (std::size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(static_cast<unsigned char>(static_cast<std::uint64_t>(v) >> (8 * i)));
}

Sp sp(const Id& id, std::uint32_t kind) noexcept;
/// False where `bytes` has another size.
bool from_bytes(std::string_view bytes, Id& out) noexcept;
bool from_bytes(std::string_view bytes, Hash& out) noexcept;

/// BLAKE2b-256 of framed parts: u64 number of parts, then of each u64 length and bytes. `parts` must be the number of add()s.
class Framed {
 public:
  Framed(std::string_view personal, std::uint64_t parts, const Key* key = nullptr, std::size_t size = 32);
  Framed& add(std::string_view part);
  Framed& add_u32(std::uint32_t v);
  Framed& add_u64(std::uint64_t v);
  Hash done();  ///< with size < 32 the rest is zero
 private:
  void add_count(std::uint64_t n);
  void put(std::string_view bytes);
  void flush();
  crypto_generichash_blake2b_state state_;
  std::array<char, 1024> waiting_;  ///< parts are short: hashing each by itself would cost more than its bytes
  std::size_t n_ = 0, size_;
};

/// BLAKE2b-256, not framed.
Hash blake2b(std::string_view bytes, std::string_view personal, const Key* key = nullptr);

Hash genesis(const Id& writer, std::string_view office, std::string_view public_key);
inline Hash box_digest(std::string_view box) { return blake2b(box, "safar box v1"); }

/// What is kept of a request that a caller gave: nothing that can be computed without the register's key.
Hash request_mac(const Key& register_key, const Id& request);
inline Hash content_digest(const Key& register_key, std::string_view content) { return blake2b(content, "safar content v2", &register_key); }
/// Binds both to their act, so that a row that somebody wrote without the key is found.
Hash asked_mac(const Key& register_key, std::string_view request_mac, std::string_view content_digest, const Id& writer, std::int64_t seq);

struct BoxMark {  ///< what the chain says of a box
  Sp subject{}, other{};  ///< other: 20 zero bytes for none
  std::uint8_t shelf = 0;
  Hash digest{};
};
/// `streams` sorted bytewise; `kind_ver_valid` is J([kind,ver,valid]).
Hash event_hash(const std::vector<Sp>& streams, std::string_view kind_ver_valid, std::string_view body, const std::vector<BoxMark>& boxes);
std::string kind_ver_valid(std::int64_t kind, std::int64_t ver, std::optional<std::int64_t> valid);
Hash link_hash(const Hash& previous, std::int64_t seq, std::int64_t hlc, std::string_view head, const std::vector<Hash>& events);
Hash arrival_hash(const Hash& previous, std::int64_t pos, std::string_view writer, std::int64_t seq, std::string_view link, std::int64_t received);

using Signature = std::array<std::uint8_t, crypto_sign_BYTES>;
/// What a writer signs: its last act, and where all that came here before it stands.
Hash signed_hash(const Id& writer, std::int64_t seq, const Hash& link, const Hash& arrival);
bool signature_holds(std::string_view public_key, const Hash& hash, std::string_view signature);
/// Under the register's key: how far the key store knows the log.
Hash settled_mac(const Key& register_key, const Id& writer, std::int64_t seq, const Hash& link);
/// Under the register's key: that a row of `projection` was written by who has it. It stands behind the fold.
Hash projection_mac(const Key& register_key, std::string_view name, std::string_view fold, std::int64_t upto);
/// The fold without its MAC; nullopt: not ours.
std::optional<std::string_view> fold_of(const Key& register_key, std::string_view name, std::string_view stored, std::int64_t upto);

/// The request id that stands in an act's head: it follows from the act alone, never from what a caller said. `asked`: that a caller
/// gave one is in it, so that a row of `request` that somebody took away is missed.
Id made_request(const Key& register_key, const Id& writer, std::int64_t seq, bool asked);

Nonce random_nonce();
Id random_id_bytes();
Key random_key();

/// Boxes are padded to a multiple of this. A casefile or sensitive one is empty, or says one word, or two: its size must not tell which.
constexpr std::size_t pad_block(std::uint8_t shelf) noexcept { return shelf >= 3 ? 256 : 64; }

struct BoxPlace {  ///< where a box is: bound into it as additional data
  Id writer{};
  std::uint64_t seq = 0;
  std::uint32_t event = 0;  ///< index in its act, from 0
  std::uint16_t i = 0;
  Id subject{};
  std::uint8_t shelf = 0;
  std::optional<Id> other{};
};
std::string seal_box(const Key& key, const Nonce& nonce, const BoxPlace& place, std::string_view content);
/// The same into `out`, which has room for sealed_size(content.size(), place.shelf) bytes.
void seal_box(const Key& key, const Nonce& nonce, const BoxPlace& place, std::string_view content, char* out);
std::size_t sealed_size(std::size_t content, std::uint8_t shelf) noexcept;
/// Nullopt: another key, another place, or changed bytes.
std::optional<std::string> open_box(const Key& key, const BoxPlace& place, std::string_view box);
Key pair_key(const Id& a, const Key& key_of_a, const Id& b, const Key& key_of_b);

std::string wrap_key(const Key& kek, const Nonce& nonce, const Id& owner, std::uint8_t shelf, std::uint32_t epoch, const Key& key);
std::optional<Key> unwrap_key(const Key& kek, const Id& owner, std::uint8_t shelf, std::uint32_t epoch, std::string_view wrapped);

/// Sealed segments of projections: 01, nonce, XChaCha20-Poly1305; not padded.
std::string seal(const Key& key, const Nonce& nonce, std::string_view aad, std::string_view plain);
std::optional<std::string> unseal(const Key& key, std::string_view aad, std::string_view sealed);

}  // namespace safar::inline v0::store
