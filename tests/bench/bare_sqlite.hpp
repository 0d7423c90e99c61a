#pragma once
/// Case histories as acts of the log, and bare SQLite that writes the same rows with the same settings and random bytes in the place
/// of seals and hashes: what the layout itself costs.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include <safar/store/log.hpp>

namespace safar::bench {
using namespace store;

inline constexpr std::size_t events_of_a_case = 10, cases_of_a_group = 1000;

/// The input: the same for the same number.
class LogHistories {
 public:
  explicit LogHistories(const Id& month) : month_(month) {}
  Id id() {
    Id i;
    for (std::size_t k = 0; k < 16; k += 8) {
      const std::uint64_t r = random_();
      std::memcpy(i.bytes.data() + k, &r, 8);
    }
    return i;
  }
  void group(std::vector<ActIn>& out) {
    out.clear();
    for (std::size_t c = 0; c < cases_of_a_group; ++c) one(out);
  }

 private:
  void one(std::vector<ActIn>& out) {
    const Id person = id(), a_case = id();
    const std::string hex = to_string(person);
    static constexpr EventKind kinds[] = {EventKind::apply, EventKind::counsel, EventKind::document, EventKind::consent, EventKind::decide_eligibility,
                                          EventKind::assess, EventKind::clear, EventKind::book, EventKind::depart, EventKind::arrive};
    static constexpr const char* names[] = {"apply", "counsel", "document", "consent", "decide_eligibility", "assess", "clear", "book", "depart", "arrive"};
    for (std::size_t k = 0; k < events_of_a_case; ++k) {
      ActIn& act = out.emplace_back();
      act.actor = "a-0017";
      act.role = "counsellor";
      act.purpose = "assistance";
      act.command = names[k];
      EventIn& e = act.events.emplace_back();
      e.kind = kinds[k];
      e.valid = 17'900 + static_cast<int>(k);
      e.streams = {{a_case, StreamKind::case_}, {person, StreamKind::person}};
      if (k == 0) {
        e.body = R"({"case_id":")" + to_string(a_case) + R"(","persons":[{"person_id":")" + hex + R"("}],"programme":"ML-JI","v":1})";
        e.boxes.push_back({month_, std::nullopt, Shelf::counted, R"({"/persons/0/nationality":"GIN","/persons/0/sex":"m","/site":"ML-BKO-1"})"});
        e.boxes.push_back({person, std::nullopt, Shelf::identity, R"({"/persons/0/birth":"1994","/persons/0/document":"B)" + hex.substr(0, 9) + R"(","/persons/0/given_name":"Mamadou","/persons/0/surname":"Bah"})"});
        e.boxes.push_back({person, std::nullopt, Shelf::casefile, R"({"/persons/0/note":"Came from Tamanrasset with his brother, asks for a return before the rains."})"});
        if ((hex[0] & 1) != 0) e.boxes.push_back({person, std::nullopt, Shelf::sensitive, R"({"/persons/0/trafficked":false})"});
        continue;
      }
      e.body = R"({"case_id":")" + to_string(a_case) + R"(","v":1})";
      const std::size_t boxes = k % 3;  // nine of them a case
      if (boxes > 0) e.boxes.push_back({person, std::nullopt, Shelf::casefile, R"({"/text":"Was told of the conditions in Conakry and agrees to them."})"});
      if (boxes > 1) e.boxes.push_back({person, std::nullopt, Shelf::identity, R"({"/document/number":"R)" + hex.substr(2, 8) + R"("})"});
    }
  }
  Id month_;
  std::mt19937_64 random_{std::random_device{}()};
};

/// The rows of the log, written by SQLite and nobody else.
class Bare {
 public:
  explicit Bare(const std::string& path) {
    run(&log_, path, R"(CREATE TABLE stream(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL) STRICT;
      CREATE TABLE act(pos INTEGER PRIMARY KEY, writer INTEGER NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, received INTEGER NOT NULL,
        head TEXT NOT NULL, link BLOB NOT NULL, arrival BLOB NOT NULL, UNIQUE(writer, seq)) STRICT;
      CREATE TABLE event(pos INTEGER PRIMARY KEY, act INTEGER NOT NULL, kind INTEGER NOT NULL, ver INTEGER NOT NULL, valid INTEGER, body TEXT NOT NULL) STRICT;
      CREATE TABLE touch(stream INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(stream, event)) STRICT, WITHOUT ROWID;
      CREATE TABLE box(event INTEGER NOT NULL, i INTEGER NOT NULL, subject INTEGER NOT NULL, shelf INTEGER NOT NULL, other INTEGER,
        digest BLOB NOT NULL, sealed BLOB, PRIMARY KEY(event, i)) STRICT, WITHOUT ROWID;
      CREATE INDEX event_act ON event(act); CREATE INDEX touch_event ON touch(event);)");
    run(&keys_, path + ".keys", "CREATE TABLE secret(owner INTEGER NOT NULL, shelf INTEGER NOT NULL, epoch INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY(owner, shelf)) STRICT, WITHOUT ROWID");
    const char* sql[] = {"INSERT INTO stream VALUES(?, ?, ?)", "INSERT INTO act VALUES(?, 1, ?, ?, ?, ?, ?, ?)", "INSERT INTO event VALUES(?, ?, ?, 1, ?, ?)",
                         "INSERT INTO touch VALUES(?, ?)", "INSERT INTO box VALUES(?, ?, ?, ?, NULL, ?, ?)"};
    for (std::size_t k = 0; k < 5; ++k) ok(sqlite3_prepare_v2(log_, sql[k], -1, &s_[k], nullptr));
    ok(sqlite3_prepare_v2(keys_, "INSERT INTO secret VALUES(?, ?, 1, ?)", -1, &s_[5], nullptr));
    for (char& c : noise_) c = static_cast<char>(random_());
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;
  ~Bare() {
    for (auto* s : s_) sqlite3_finalize(s);
    sqlite3_close(log_);
    sqlite3_close(keys_);
  }
  void group(const std::vector<ActIn>& acts) {
    for (auto* db : {log_, keys_}) ok(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr));
    Id person;
    std::int64_t streams[2] = {};
    for (const ActIn& act : acts) {
      const EventIn& e = act.events[0];
      if (e.streams[1].id != person) {
        person = e.streams[1].id;
        for (std::size_t k = 0; k < 2; ++k) {
          streams[k] = ++stream_;
          integer(0, 1, stream_), blob(0, 2, 16, e.streams[k].id.bytes.data()), integer(0, 3, static_cast<int>(e.streams[k].kind)), step(0);
        }
        for (const BoxIn& b : e.boxes)
          if (b.shelf != Shelf::counted) integer(5, 1, streams[1]), integer(5, 2, static_cast<int>(b.shelf)), blob(5, 3, 73), step(5);
      }
      ++pos_;
      integer(1, 1, pos_), integer(1, 2, pos_), integer(1, 3, pos_ << 16), integer(1, 4, pos_ + 1'600'000'000'000'000);
      ok(sqlite3_bind_text(s_[1], 5, head_, sizeof head_ - 1, SQLITE_STATIC)), blob(1, 6, 32), blob(1, 7, 32), step(1);
      integer(2, 1, pos_), integer(2, 2, pos_), integer(2, 3, static_cast<int>(e.kind)), integer(2, 4, *e.valid);
      ok(sqlite3_bind_text(s_[2], 5, e.body.data(), static_cast<int>(e.body.size()), SQLITE_STATIC)), step(2);
      for (const std::int64_t n : streams) integer(3, 1, n), integer(3, 2, pos_), step(3);
      int i = 0;
      for (const BoxIn& b : e.boxes) {
        integer(4, 1, pos_), integer(4, 2, i++), integer(4, 3, streams[1]), integer(4, 4, static_cast<int>(b.shelf));
        blob(4, 5, 32), blob(4, 6, 41 + (b.content.size() / 64 + 1) * 64), step(4);
      }
    }
    for (auto* db : {keys_, log_}) ok(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr));
    if ((++groups_ & 7) == 0)
      for (auto* db : {keys_, log_}) ok(sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr));
  }
  /// One row of one table and a commit.
  void one() {
    ++pos_;
    integer(1, 1, pos_), integer(1, 2, pos_), integer(1, 3, pos_ << 16), integer(1, 4, pos_);
    ok(sqlite3_bind_text(s_[1], 5, head_, sizeof head_ - 1, SQLITE_STATIC)), blob(1, 6, 32), blob(1, 7, 32), step(1);
  }

 private:
  static void ok(int rc) {
    if (rc != SQLITE_OK && rc != SQLITE_DONE) { std::fprintf(stderr, "SQLite answered %d\n", rc); std::exit(1); }
  }
  static void run(sqlite3** db, const std::string& path, const char* tables) {
    ok(sqlite3_open_v2(path.c_str(), db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr));
    ok(sqlite3_exec(*db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-262144", nullptr, nullptr, nullptr));
    ok(sqlite3_exec(*db, tables, nullptr, nullptr, nullptr));
  }
  void integer(std::size_t s, int at, std::int64_t v) { ok(sqlite3_bind_int64(s_[s], at, v)); }
  void blob(std::size_t s, int at, std::size_t n, const void* p = nullptr) {
    if (!p) p = noise_ + (random_() & 4095);
    ok(sqlite3_bind_blob(s_[s], at, p, static_cast<int>(n), SQLITE_STATIC));
  }
  void step(std::size_t s) { ok(sqlite3_step(s_[s])), ok(sqlite3_reset(s_[s])); }

  sqlite3 *log_ = nullptr, *keys_ = nullptr;
  sqlite3_stmt* s_[6] = {};
  std::int64_t pos_ = 0, stream_ = 0, groups_ = 0;
  char noise_[8192];
  std::minstd_rand random_{};
  static constexpr char head_[] = R"({"actor":"a-0017","command":"decide_eligibility","lib":"safar 0.1.0","purpose":"assistance","request":"0123456789abcdef0123456789abcdef","role":"counsellor","seen":{}})";
};

}  // namespace safar::bench
