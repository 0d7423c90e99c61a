#include "crypto.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace safar::inline v0::store {
namespace {

constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

using Personal = std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES>;
Personal padded(std::string_view personal) noexcept {
  Personal p{};
  std::memcpy(p.data(), personal.data(), std::min(personal.size(), p.size()));
  return p;
}

/// The additional data of a box, at most 75 bytes.
class BoxAad {
 public:
  explicit BoxAad(const BoxPlace& p) {
    put("safar box 1");
    put(view(p.writer));
    le(p.seq);
    le(p.event);
    le(p.i);
    put(view(p.subject));
    le(p.shelf);
    if (p.other) put(view(*p.other));
  }
  [[nodiscard]] const unsigned char* data() const noexcept { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const noexcept { return n_; }
  [[nodiscard]] std::string_view text() const noexcept { return view(bytes_).substr(0, n_); }

 private:
  void put(std::string_view s) noexcept { std::memcpy(bytes_.data() + n_, s.data(), s.size()), n_ += s.size(); }
  template <class T> void le(T v) noexcept { for (std::size_t i = 0; i < sizeof v; ++i) bytes_[n_++] = static_cast<unsigned char>(static_cast<std::uint64_t>(v) >> (8 * i)); }
  std::array<unsigned char, 11 + 16 + 8 + 4 + 2 + 16 + 1 + 16> bytes_;
  std::size_t n_ = 0;
};

template <class T>
std::array<std::uint8_t, sizeof(T)> le(T v) noexcept {
  std::array<std::uint8_t, sizeof(T)> bytes;
  for (std::size_t i = 0; i < sizeof(T); ++i) bytes[i] = static_cast<std::uint8_t>(v >> (8 * i));
  return bytes;
}

std::string wrap_aad(const Id& owner, std::uint8_t shelf, std::uint32_t epoch) {
  std::string aad;
  aad.reserve(32);
  aad = "safar key 1";
  aad += view(owner);
  put_le(aad, shelf);
  put_le(aad, epoch);
  return aad;
}

/// "[1,2]", without memory for it.
class Numbers {
 public:
  Numbers& add(std::int64_t n) {
    bytes_[n_] = n_ ? ',' : '[';
    n_ = static_cast<std::size_t>(std::to_chars(bytes_.data() + n_ + 1, bytes_.data() + bytes_.size(), n).ptr - bytes_.data());
    return *this;
  }
  std::string_view done() {
    bytes_[n_] = ']';
    return {bytes_.data(), n_ + 1};
  }

 private:
  std::array<char, 64> bytes_;
  std::size_t n_ = 0;
};

}  // namespace

Sp sp(const Id& id, std::uint32_t kind) noexcept {
  Sp s;
  std::memcpy(s.data(), id.bytes.data(), 16);
  for (std::size_t i = 0; i < 4; ++i) s[16 + i] = static_cast<std::uint8_t>(kind >> (8 * i));
  return s;
}

bool from_bytes(std::string_view bytes, Id& out) noexcept {
  if (bytes.size() != out.bytes.size()) return false;
  std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
  return true;
}
bool from_bytes(std::string_view bytes, Hash& out) noexcept {
  if (bytes.size() != out.size()) return false;
  std::memcpy(out.data(), bytes.data(), bytes.size());
  return true;
}

Framed::Framed(std::string_view personal, std::uint64_t parts, const Key* key, std::size_t size) : size_(size) {
  const Personal p = padded(personal);
  crypto_generichash_blake2b_init_salt_personal(&state_, key ? key->data() : nullptr, key ? key->size() : 0, size_, nullptr, p.data());
  add_count(parts);
}
Framed& Framed::add(std::string_view part) {
  add_count(part.size());
  put(part);
  return *this;
}
Framed& Framed::add_u32(std::uint32_t v) { return add(view(le(v))); }
Framed& Framed::add_u64(std::uint64_t v) { return add(view(le(v))); }
void Framed::add_count(std::uint64_t n) { put(view(le(n))); }
void Framed::put(std::string_view bytes) {
  if (bytes.size() > waiting_.size() - n_) flush();
  if (bytes.size() > waiting_.size()) {
    crypto_generichash_blake2b_update(&state_, u8(bytes), bytes.size());
    return;
  }
  if (!bytes.empty()) std::memcpy(waiting_.data() + n_, bytes.data(), bytes.size());
  n_ += bytes.size();
}
void Framed::flush() {
  crypto_generichash_blake2b_update(&state_, reinterpret_cast<const unsigned char*>(waiting_.data()), n_);
  sodium_memzero(waiting_.data(), n_);
  n_ = 0;
}
Hash Framed::done() {
  flush();
  Hash h{};
  crypto_generichash_blake2b_final(&state_, h.data(), size_);
  return h;
}

Hash blake2b(std::string_view bytes, std::string_view personal, const Key* key) {
  Hash h{};
  const Personal p = padded(personal);
  crypto_generichash_blake2b_salt_personal(h.data(), h.size(), u8(bytes), bytes.size(), key ? key->data() : nullptr, key ? key->size() : 0, nullptr, p.data());
  return h;
}

Hash genesis(const Id& writer, std::string_view office, std::string_view public_key) {
  return Framed("safar writer v1", 3).add(view(writer)).add(office).add(public_key).done();
}

Hash event_hash(const std::vector<Sp>& streams, std::string_view kvv, std::string_view body, const std::vector<BoxMark>& boxes) {
  Framed h("safar act v1", 1 + streams.size() + 2 + 1 + boxes.size());
  h.add_u32(static_cast<std::uint32_t>(streams.size()));
  for (const Sp& s : streams) h.add(view(s));
  h.add(kvv).add(body).add_u32(static_cast<std::uint32_t>(boxes.size()));
  for (const BoxMark& b : boxes) {
    std::array<std::uint8_t, 20 + 20 + 1 + 32> mark;
    std::memcpy(mark.data(), b.subject.data(), 20);
    std::memcpy(mark.data() + 20, b.other.data(), 20);
    mark[40] = b.shelf;
    std::memcpy(mark.data() + 41, b.digest.data(), 32);
    h.add(view(mark));
  }
  return h.done();
}

std::string kind_ver_valid(std::int64_t kind, std::int64_t ver, std::optional<std::int64_t> valid) {
  return '[' + std::to_string(kind) + ',' + std::to_string(ver) + ',' + (valid ? std::to_string(*valid) : "null") + ']';
}

Hash link_hash(const Hash& previous, std::int64_t seq, std::int64_t hlc, std::string_view head, const std::vector<Hash>& events) {
  Framed h("safar act v1", 3 + events.size());
  h.add(view(previous)).add(Numbers().add(seq).add(hlc).done()).add(head);
  for (const Hash& e : events) h.add(view(e));
  return h.done();
}

Hash arrival_hash(const Hash& previous, std::int64_t pos, std::string_view writer, std::int64_t seq, std::string_view link, std::int64_t received) {
  return Framed("safar arrive v1", 6)
      .add(view(previous)).add_u64(static_cast<std::uint64_t>(pos)).add(writer).add_u64(static_cast<std::uint64_t>(seq)).add(link)
      .add_u64(static_cast<std::uint64_t>(received)).done();
}

Hash signed_hash(const Id& writer, std::int64_t seq, const Hash& link, const Hash& arrival) {
  return Framed("safar sign v1", 4).add(view(writer)).add_u64(static_cast<std::uint64_t>(seq)).add(view(link)).add(view(arrival)).done();
}

bool signature_holds(std::string_view public_key, const Hash& hash, std::string_view signature) {
  return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(u8(signature), hash.data(), hash.size(), u8(public_key)) == 0;
}

Hash settled_mac(const Key& register_key, const Id& writer, std::int64_t seq, const Hash& link) {
  return Framed("safar settled v1", 3, &register_key).add(view(writer)).add_u64(static_cast<std::uint64_t>(seq)).add(view(link)).done();
}

Hash projection_mac(const Key& register_key, std::string_view name, std::string_view fold, std::int64_t upto) {
  return Framed("safar fold v1", 3, &register_key).add(name).add(fold).add_u64(static_cast<std::uint64_t>(upto)).done();
}

std::optional<std::string_view> fold_of(const Key& register_key, std::string_view name, std::string_view stored, std::int64_t upto) {
  if (stored.size() < sizeof(Hash)) return std::nullopt;
  const std::string_view fold = stored.substr(0, stored.size() - sizeof(Hash));
  if (view(projection_mac(register_key, name, fold, upto)) != stored.substr(fold.size())) return std::nullopt;
  return fold;
}

Id made_request(const Key& register_key, const Id& writer, std::int64_t seq, bool asked) {
  const Hash h = Framed(asked ? "safar given v1" : "safar made v1", 2, &register_key, 16).add(view(writer)).add_u64(static_cast<std::uint64_t>(seq)).done();
  Id id;
  std::memcpy(id.bytes.data(), h.data(), id.bytes.size());
  return id;
}

Hash request_mac(const Key& register_key, const Id& request) { return Framed("safar request v2", 1, &register_key).add(view(request)).done(); }

Hash asked_mac(const Key& register_key, std::string_view request_mac, std::string_view content_digest, const Id& writer, std::int64_t seq) {
  return Framed("safar asked v2", 4, &register_key).add(request_mac).add(content_digest).add(view(writer)).add_u64(static_cast<std::uint64_t>(seq)).done();
}

Nonce random_nonce() { Nonce n; randombytes_buf(n.data(), n.size()); return n; }
Id random_id_bytes() { Id id; do randombytes_buf(id.bytes.data(), id.bytes.size()); while (id.none()); return id; }
Key random_key() { Key k; randombytes_buf(k.data(), k.size()); return k; }

std::string seal(const Key& key, const Nonce& nonce, std::string_view aad, std::string_view plain) {
  std::string out(1 + nonce.size() + plain.size() + tag_size, '\x01');
  std::memcpy(out.data() + 1, nonce.data(), nonce.size());
  crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(out.data()) + 1 + nonce.size(), nullptr, u8(plain), plain.size(), u8(aad), aad.size(),
                                             nullptr, nonce.data(), key.data());
  return out;
}

std::optional<std::string> unseal(const Key& key, std::string_view aad, std::string_view sealed) {
  constexpr std::size_t overhead = 1 + sizeof(Nonce) + tag_size;
  if (sealed.size() < overhead || sealed[0] != '\x01') return std::nullopt;
  std::string plain(sealed.size() - overhead, '\0');
  const auto* p = u8(sealed);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, p + 1 + sizeof(Nonce),
                                                 sealed.size() - 1 - sizeof(Nonce), u8(aad), aad.size(), p + 1, key.data()) != 0)
    return std::nullopt;
  return plain;
}

namespace {
std::size_t padded_size(std::size_t content, std::uint8_t shelf) noexcept { return (content / pad_block(shelf) + 1) * pad_block(shelf); }
}  // namespace

std::size_t sealed_size(std::size_t content, std::uint8_t shelf) noexcept { return 1 + sizeof(Nonce) + padded_size(content, shelf) + tag_size; }

void seal_box(const Key& key, const Nonce& nonce, const BoxPlace& place, std::string_view content, char* out) {
  const std::size_t padded = padded_size(content.size(), place.shelf);
  out[0] = '\x01';
  std::memcpy(out + 1, nonce.data(), nonce.size());
  auto* at = reinterpret_cast<unsigned char*>(out) + 1 + nonce.size();
  std::memcpy(at, content.data(), content.size());
  at[content.size()] = 0x80;  // as sodium_pad does
  std::memset(at + content.size() + 1, 0, padded - content.size() - 1);
  const BoxAad aad(place);
  crypto_aead_xchacha20poly1305_ietf_encrypt(at, nullptr, at, padded, aad.data(), aad.size(), nullptr, nonce.data(), key.data());
}

std::string seal_box(const Key& key, const Nonce& nonce, const BoxPlace& place, std::string_view content) {
  std::string box(sealed_size(content.size(), place.shelf), '\0');
  seal_box(key, nonce, place, content, box.data());
  return box;
}

std::optional<std::string> open_box(const Key& key, const BoxPlace& place, std::string_view box) {
  auto plain = unseal(key, BoxAad(place).text(), box);
  if (!plain) return std::nullopt;
  std::size_t n = 0;
  if (plain->empty() || sodium_unpad(&n, u8(*plain), plain->size(), pad_block(place.shelf)) != 0) return std::nullopt;
  plain->resize(n);
  return plain;
}

Key pair_key(const Id& a, const Key& key_of_a, const Id& b, const Key& key_of_b) {
  std::array<std::uint8_t, 64> both;
  std::memcpy(both.data(), (a < b ? key_of_a : key_of_b).data(), 32);
  std::memcpy(both.data() + 32, (a < b ? key_of_b : key_of_a).data(), 32);
  const Key k = blake2b(view(both), "safar pair v1");
  sodium_memzero(both.data(), both.size());
  return k;
}

std::string wrap_key(const Key& kek, const Nonce& nonce, const Id& owner, std::uint8_t shelf, std::uint32_t epoch, const Key& key) {
  return seal(kek, nonce, wrap_aad(owner, shelf, epoch), view(key));
}

std::optional<Key> unwrap_key(const Key& kek, const Id& owner, std::uint8_t shelf, std::uint32_t epoch, std::string_view wrapped) {
  auto plain = unseal(kek, wrap_aad(owner, shelf, epoch), wrapped);
  if (!plain || plain->size() != sizeof(Key)) return std::nullopt;
  Key k;
  std::memcpy(k.data(), plain->data(), k.size());
  sodium_memzero(plain->data(), plain->size());
  return k;
}

}  // namespace safar::inline v0::store
