/// tests/vectors/log.json: the byte forms with fixed keys and nonces. `SAFAR_WRITE_VECTORS=1` in the environment prints
/// them anew; they change only with the form's number.
#include <sodium.h>

#include <fstream>
#include <sstream>

#include <safar/base/describe.hpp>
#include <safar/base/json.hpp>
#include <safar/store/log.hpp>

#include "store/crypto.hpp"
#include "store/fixture.hpp"
#include "store/text.hpp"

using namespace store_test;

namespace {

std::string hex(std::string_view s) {
  std::string out;
  for (const char c : s) out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4], out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  return out;
}
Key key(std::uint8_t first) {
  Key k;
  for (std::size_t i = 0; i < k.size(); ++i) k[i] = static_cast<std::uint8_t>(first + i);
  return k;
}
Nonce nonce(std::uint8_t first) {
  Nonce n;
  for (std::size_t i = 0; i < n.size(); ++i) n[i] = static_cast<std::uint8_t>(first + i);
  return n;
}
Id made(std::uint8_t b) {
  Id i;
  i.bytes.fill(b);
  return i;
}
std::string literal(std::string_view s) { return json_string(s); }
std::string member(std::string_view name, std::string_view value) { return literal(name) + ':' + std::string(value); }

/// One line a vector, members in order: what the file must be, from the functions of the log.
std::string vectors() {
  const Id writer = made(0xa1), person_id = made(0x11), other_id = made(0x22), case_id = made(0x33);
  const Key public_key = key(0x40), register_kek = key(0x80), person_key = key(0x01), other_key = key(0x61);
  const Hash first = genesis(writer, "BKO", view(public_key));

  const BoxPlace place{writer, 1, 0, 0, person_id, 2, std::nullopt};
  const std::string content = "{\"/persons/0/given_name\":\"Awa\"}";
  const std::string sealed = seal_box(person_key, nonce(0x10), place, content);
  BoxPlace pair_place{writer, 1, 1, 0, person_id, 3, other_id};
  const Key both = pair_key(person_id, person_key, other_id, other_key);
  const std::string pair_content = "{\"/same\":true}";
  const std::string pair_sealed = seal_box(both, nonce(0x30), pair_place, pair_content);
  const std::string wrapped = wrap_key(register_kek, nonce(0x50), person_id, 2, 1, person_key);

  const std::string head = head_json({"a-7", "apply", "safar 0.1.0", "assistance", std::string(32, 'c'), "counsellor", "{}"});
  const std::string body[] = {"{\"persons\":[{\"person_id\":\"11111111111111111111111111111111\"}],\"v\":1}", "{\"text\":\"\xc3\xa9\\\"\",\"v\":1}"};
  const Hash one = event_hash({sp(person_id, 1), sp(case_id, 2)}, kind_ver_valid(2, 1, 17900), body[0], {{sp(person_id, 1), {}, 2, box_digest(sealed)}});
  const Hash two = event_hash({sp(person_id, 1), sp(other_id, 1)}, kind_ver_valid(36, 1, std::nullopt), body[1], {{sp(person_id, 1), sp(other_id, 1), 3, box_digest(pair_sealed)}});
  const std::int64_t received = 1'546'300'800'000'000, hlc = (received / 1000) << 16;
  const Hash link = link_hash(first, 1, hlc, head, {one, two});
  const Hash arrival = arrival_hash(Hash{}, 1, view(writer), 1, view(link), received);

  const Key seed = key(0x20);
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> signer{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(signer.data(), secret.data(), seed.data());
  const Hash to_sign = signed_hash(writer, 1, link, arrival);
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, to_sign.data(), to_sign.size(), secret.data());
  const Hash settled = settled_mac(register_kek, writer, 1, link), fold = projection_mac(register_kek, "counted", "counted-1", 7);
  const Key register_key = key(0xa0);
  const Id given = made(0x77);
  const std::string said = "counsel{\"case\":\"33333333333333333333333333333333\"}|-1";
  const Hash asked = request_mac(register_key, given), digest = content_digest(register_key, said);

  const auto h = [](std::string_view s) { return literal(hex(s)); };
  const auto box_json = [&](const BoxPlace& p, const Key& k, std::string_view n, std::string_view c, std::string_view s) {
    return '{' + member("aad_event", std::to_string(p.event)) + ',' + member("aad_i", std::to_string(p.i)) + ',' + member("aad_seq", std::to_string(p.seq)) + ',' + member("content", literal(c)) + ',' +
           member("digest", h(view(box_digest(s)))) + ',' + member("key", h(view(k))) + ',' + member("nonce", h(n)) + ',' + member("other", p.other ? h(view(*p.other)) : "null") + ',' +
           member("sealed", h(s)) + ',' + member("shelf", std::to_string(p.shelf)) + ',' + member("subject", h(view(p.subject))) + ',' + member("writer", h(view(p.writer))) + '}';
  };
  const auto event_json = [&](std::string_view streams, std::string_view kind, std::string_view valid, std::string_view b, std::string_view box, const Hash& hash) {
    return '{' + member("body", literal(b)) + ',' + member("boxes", '[' + std::string(box) + ']') + ',' + member("hash", h(view(hash))) + ',' + member("kind", kind) + ',' +
           member("streams", streams) + ',' + member("valid", valid) + ',' + member("ver", "1") + '}';
  };
  const auto ref = [&](const Id& id, int kind) { return '[' + h(view(id)) + ',' + std::to_string(kind) + ']'; };
  const auto mark = [&](const Id& subject, const std::optional<Id>& other, int shelf, std::string_view s) {
    return '{' + member("digest", h(view(box_digest(s)))) + ',' + member("other", other ? ref(*other, 1) : "null") + ',' + member("shelf", std::to_string(shelf)) + ',' + member("subject", ref(subject, 1)) + '}';
  };
  return "{\n\"genesis\":{" + member("link", h(view(first))) + ',' + member("office", "\"BKO\"") + ',' + member("public_key", h(view(public_key))) + ',' + member("writer", h(view(writer))) + "},\n" +
         "\"act\":{" + member("arrival", h(view(arrival))) + ",\n\"events\":[\n" +
         event_json('[' + ref(person_id, 1) + ',' + ref(case_id, 2) + ']', "2", "17900", body[0], mark(person_id, std::nullopt, 2, sealed), one) + ",\n" +
         event_json('[' + ref(person_id, 1) + ',' + ref(other_id, 1) + ']', "36", "null", body[1], mark(person_id, other_id, 3, pair_sealed), two) + "],\n" +
         member("head", literal(head)) + ',' + member("hlc", literal(std::to_string(hlc))) + ',' + member("link", h(view(link))) + ',' + member("pos", "1") + ',' +
         member("previous_arrival", h(view(Hash{}))) + ',' + member("previous_link", h(view(first))) + ',' + member("received", std::to_string(received)) + ',' + member("seq", "1") + "},\n" +
         "\"boxes\":[\n" + box_json(place, person_key, view(nonce(0x10)), content, sealed) + ",\n" + box_json(pair_place, both, view(nonce(0x30)), pair_content, pair_sealed) + "],\n" +
         "\"pair_key\":{" + member("higher", ref(other_id, 1)) + ',' + member("higher_key", h(view(other_key))) + ',' + member("key", h(view(both))) + ',' + member("lower", ref(person_id, 1)) + ',' +
         member("lower_key", h(view(person_key))) + "},\n" +
         "\"wrapped\":{" + member("epoch", "1") + ',' + member("kek", h(view(register_kek))) + ',' + member("key", h(view(person_key))) + ',' + member("nonce", h(view(nonce(0x50)))) + ',' +
         member("owner", h(view(person_id))) + ',' + member("shelf", "2") + ',' + member("wrapped", h(wrapped)) + "},\n" +
         "\"signature\":{" + member("hash", h(view(to_sign))) + ',' + member("public_key", h(view(signer))) + ',' + member("seed", h(view(seed))) + ',' +
         member("signature", h(view(signature))) + "},\n" +
         "\"macs\":{" + member("key", h(view(register_kek))) + ',' + member("projection", h(view(fold))) + ',' + member("settled", h(view(settled))) + "},\n" +
         "\"request\":{" + member("content", literal(said)) + ',' + member("digest", h(view(digest))) + ',' + member("given", h(view(given))) + ',' + member("id", h(view(asked))) + ',' +
         member("mac", h(view(asked_mac(register_key, view(asked), view(digest), writer, 1)))) + ',' + member("made", h(view(made_request(register_key, writer, 1, true)))) + ',' +
         member("register_key", h(view(register_key))) + ',' + member("seq", "1") + ',' + member("writer", h(view(writer))) + "}\n}\n";
}

}  // namespace

TEST(StoreVectors, AreWhatTheCommittedFileSays) {
  const std::string path = SAFAR_SOURCE_DIR "/tests/vectors/log.json";
  if (std::getenv("SAFAR_WRITE_VECTORS")) std::ofstream(path, std::ios::binary) << vectors();
  const std::string committed = bytes_of(path);
  ASSERT_FALSE(committed.empty()) << path;
  EXPECT_EQ(vectors(), committed);
}

TEST(StoreVectors, BoxesAndKeysOpenOnlyInTheirPlace) {
  const BoxPlace place{made(0xa1), 1, 0, 0, made(0x11), 2, std::nullopt};
  const std::string box = seal_box(key(1), nonce(2), place, "{\"/a\":1}");
  EXPECT_EQ(box.size(), 1u + 24 + 64 + 16);
  EXPECT_EQ(open_box(key(1), place, box), "{\"/a\":1}");
  EXPECT_FALSE(open_box(key(2), place, box));
  std::vector<BoxPlace> others(7, place);
  others[0].writer = made(0xa2);
  others[1].seq = 2;
  others[2].event = 1;
  others[3].i = 1;
  others[4].subject = made(0x12);
  others[5].shelf = 3;
  others[6].other = made(0x12);
  for (const BoxPlace& p : others) EXPECT_FALSE(open_box(key(1), p, box));
  for (std::size_t at = 0; at < box.size(); ++at) {
    std::string bad = box;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    EXPECT_FALSE(open_box(key(1), place, bad)) << at;
  }
  for (std::size_t n = 0; n < box.size(); ++n) EXPECT_FALSE(open_box(key(1), place, box.substr(0, n)));
  for (const std::size_t n : {std::size_t{0}, std::size_t{63}, std::size_t{64}, std::size_t{65}, std::size_t{100'000}}) {
    const std::string content(n, 'q');
    const std::string sealed = seal_box(key(1), nonce(2), place, content);
    EXPECT_EQ(sealed.size() % 64, 41u);
    EXPECT_EQ(open_box(key(1), place, sealed), content);
  }
  const std::string wrapped = wrap_key(key(9), nonce(3), made(1), 2, 1, key(4));
  EXPECT_EQ(unwrap_key(key(9), made(1), 2, 1, wrapped), key(4));
  EXPECT_FALSE(unwrap_key(key(8), made(1), 2, 1, wrapped));
  EXPECT_FALSE(unwrap_key(key(9), made(2), 2, 1, wrapped));
  EXPECT_FALSE(unwrap_key(key(9), made(1), 3, 1, wrapped));
  EXPECT_FALSE(unwrap_key(key(9), made(1), 2, 2, wrapped));
  EXPECT_EQ(pair_key(made(1), key(1), made(2), key(2)), pair_key(made(2), key(2), made(1), key(1)));
  EXPECT_NE(pair_key(made(1), key(1), made(2), key(2)), pair_key(made(1), key(2), made(2), key(1)));
}

TEST(StoreVectors, TheHeadIsCanonical) {
  const std::string head = head_json({"a\"\n\x01", "apply", "safar 0.1.0", "\xd8\xb3\xd9\x81\xd8\xb1", "r", "", "{\"00\":3}"});
  EXPECT_EQ(canonical_json(head).value(), head);
}
