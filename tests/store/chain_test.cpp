/// The chain, computed again from the rows by code that shares nothing with the log's but libsodium's BLAKE2b.
#include <sodium.h>

#include <cstring>

#include "store/fixture.hpp"

using namespace store_test;

namespace {

std::string le(std::uint64_t v, int bytes) {
  std::string s;
  for (int i = 0; i < bytes; ++i) s += static_cast<char>(static_cast<unsigned char>(v >> (8 * i)));
  return s;
}
std::string blake(const std::string& bytes, const char* personal) {
  unsigned char p[16] = {};
  std::memcpy(p, personal, std::strlen(personal));
  std::string h(32, '\0');
  crypto_generichash_blake2b_salt_personal(reinterpret_cast<unsigned char*>(h.data()), 32, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0, nullptr, p);
  return h;
}
std::string framed(const char* personal, const std::vector<std::string>& parts) {
  std::string all = le(parts.size(), 8);
  for (const auto& p : parts) all += le(p.size(), 8) + p;
  return blake(all, personal);
}
std::uint64_t number(const std::string& s) { return std::stoull(s); }

}  // namespace

TEST(StoreChain, FollowsTheFormulas) {
  Folder folder;
  {
    auto log = make(folder);
    ActIn two = application(1);
    EventIn more = two.events[0];
    more.kind = EventKind::advice;
    more.valid.reset();
    more.body = "{\"v\":1}";
    more.boxes = {{person(1), person(9), Shelf::casefile, "{\"/same\":true}"}};
    two.events.push_back(more);
    write(*log, two);
    write(*log, application(2));
    write(*log, ActIn{});  // an act without events
    log->begin().value();
    log->append(erasure({person(1)})).value();
    log->mark_erased({person(1)}).value();
    log->commit().value();
    ASSERT_TRUE(log->finish_erasure().value().done);
    write(*log, application(3));
  }
  Raw db(folder / "r.safar");
  const auto writer = db.rows("SELECT id, office, public_key, head, link FROM writer").at(0);
  EXPECT_EQ(writer[1], "BKO");
  EXPECT_EQ(writer[2]->size(), 32u);
  std::string link = framed("safar writer v1", {*writer[0], *writer[1], *writer[2]}), arrival(32, '\0');
  std::uint64_t expected = 1;
  for (const auto& act : db.rows("SELECT pos, seq, hlc, received, head, link, arrival FROM act ORDER BY pos")) {
    EXPECT_EQ(number(*act[0]), expected);
    EXPECT_EQ(number(*act[1]), expected++);
    EXPECT_GE(number(*act[2]), (number(*act[3]) / 1000) << 16);
    std::vector<std::string> parts{link, "[" + *act[1] + "," + *act[2] + "]", *act[4]};
    for (const auto& event : db.rows("SELECT pos, kind, ver, valid, body FROM event WHERE act = " + *act[0] + " ORDER BY pos")) {
      std::vector<std::string> sps;
      for (const auto& s : db.rows("SELECT id, kind FROM stream WHERE n IN (SELECT stream FROM touch WHERE event = " + *event[0] + ")")) sps.push_back(*s[0] + le(number(*s[1]), 4));
      std::sort(sps.begin(), sps.end());
      std::vector<std::string> e{le(sps.size(), 4)};
      e.insert(e.end(), sps.begin(), sps.end());
      e.push_back("[" + *event[1] + "," + *event[2] + "," + event[3].value_or("null") + "]");
      e.push_back(*event[4]);
      const auto boxes = db.rows("SELECT s.id, s.kind, o.id, o.kind, b.shelf, b.digest, b.sealed FROM box b JOIN stream s ON s.n = b.subject LEFT JOIN stream o ON o.n = b.other WHERE event = " + *event[0] + " ORDER BY i");
      e.push_back(le(boxes.size(), 4));
      for (const auto& b : boxes) {
        e.push_back(*b[0] + le(number(*b[1]), 4) + (b[2] ? *b[2] + le(number(*b[3]), 4) : std::string(20, '\0')) + le(number(*b[4]), 1) + *b[5]);
        if (!b[6]) continue;
        EXPECT_EQ(blake(*b[6], "safar box v1"), *b[5]);
        EXPECT_EQ(b[6]->size() % 64, (1 + 24 + 16) % 64u) << "padded";
      }
      parts.push_back(framed("safar act v1", e));
    }
    link = framed("safar act v1", parts);
    EXPECT_EQ(link, *act[5]) << "act " << *act[0];
    arrival = framed("safar arrive v1", {arrival, le(number(*act[0]), 8), *writer[0], le(number(*act[1]), 8), link, le(number(*act[3]), 8)});
    EXPECT_EQ(arrival, *act[6]);
  }
  EXPECT_EQ(expected, 6u);
  EXPECT_EQ(*writer[3], "5");
  EXPECT_EQ(*writer[4], link);
  EXPECT_EQ(db.one("SELECT count(*) FROM box WHERE sealed IS NULL"), "4") << "three of the person, one of the pair";
}
