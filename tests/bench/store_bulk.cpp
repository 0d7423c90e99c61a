/// How fast the log takes whole case histories, beside bare SQLite that writes the same rows with the same settings and random
/// bytes in the place of seals and hashes.
///
///     bench_store_bulk [folder [millions of events before the measured ones [thousands of cases a round]]]
///
/// A case is ten acts of one event each: an application with a new person and three or four boxes, then nine with none to
/// two. Only the calls of the log, or of SQLite, are timed; making the input is not. A group of 10,000 acts is one commit.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <random>
#include <vector>

#include <safar/store/log.hpp>

using namespace safar;
using namespace safar::store;

namespace {

using Clock = std::chrono::steady_clock;
double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

/// Wall clock, and processor time of all threads: the second says more on a machine that others use too.
struct Took {
  double wall = 0, cpu = 0;
};
template <class F>
Took took(F&& f) {
  const auto start = Clock::now();
  const auto cpu = std::clock();
  f();
  return {seconds(Clock::now() - start), static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}
void operator+=(Took& a, const Took& b) { a.wall += b.wall, a.cpu += b.cpu; }

constexpr std::size_t events_of_a_case = 10, cases_of_a_group = 1000;

/// The input: the same for the same number.
class Histories {
 public:
  explicit Histories(const Id& month) : month_(month) {}
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

Options options(const std::string& path, bool create) {
  Options o;
  o.create = create;
  o.office = "BKO";
  o.keys = keys::file(path + ".key");
  return o;
}

enum class Way { one_by_one, many_1, many_2 };

Took write(Log& log, const std::vector<ActIn>& acts, Way way) {
  return took([&] {
    log.begin(way == Way::one_by_one ? Writing::ordinary : Writing::bulk).value();
    if (way == Way::one_by_one)
      for (const ActIn& act : acts) (void)log.append(act).value();
    else
      for (const auto& r : log.append_many(acts, way == Way::many_1 ? 1 : 2).value()) (void)r.value();
    log.commit().value();
  });
}

template <class F>
double milliseconds_each(int n, F&& f) {
  std::vector<double> took;
  for (int k = 0; k < n; ++k) {
    const auto start = Clock::now();
    f();
    took.push_back(1000 * seconds(Clock::now() - start));
  }
  std::nth_element(took.begin(), took.begin() + n / 2, took.end());
  return took[static_cast<std::size_t>(n) / 2];
}

}  // namespace

int main(int argc, char** argv) try {
  const std::filesystem::path folder = std::filesystem::path(argc > 1 ? argv[1] : ".") / "store_bulk";
  const double millions = argc > 2 ? std::atof(argv[2]) : 0;
  const auto groups = static_cast<std::size_t>(std::max(1, argc > 3 ? std::atoi(argv[3]) : 20));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "r.safar").string();
  std::vector<ActIn> acts;

  const auto fill = [&](Log& log, Bare& bare, Histories& histories, std::size_t n) {
    for (std::size_t g = 0; g < n; ++g) {
      histories.group(acts);
      (void)write(log, acts, Way::many_2);
      bare.group(acts);
    }
  };
  const auto measure = [&](const char* when, std::size_t before) {
    std::printf("%s, %zu events a way:\n", when, groups * cases_of_a_group * events_of_a_case);
    Took times[4];
    static constexpr const char* names[] = {"append, one by one", "append_many, 1 thread", "append_many, 2 threads", "bare SQLite"};
    if (before == 0) {  // each way into an empty register of its own
      for (std::size_t w = 0; w < 4; ++w) {
        const std::string own = path + std::to_string(w);
        auto log = Log::open(own, options(own, true)).value();
        Histories histories(log->derived_id("month", {"2019-01"}));
        Bare bare(own + ".bare");
        for (std::size_t g = 0; g < groups; ++g) {
          histories.group(acts);
          times[w] += w < 3 ? write(*log, acts, static_cast<Way>(w)) : took([&] { bare.group(acts); });
        }
      }
    } else {  // all into one that is full already, in turn
      auto log = Log::open(path, options(path, true)).value();
      Histories histories(log->derived_id("month", {"2019-01"}));
      Bare bare(path + ".bare");
      fill(*log, bare, histories, before);
      for (std::size_t g = 0; g < groups; ++g)
        for (std::size_t w = 0; w < 4; ++w) {
          histories.group(acts);
          times[w] += w < 3 ? write(*log, acts, static_cast<Way>(w)) : took([&] { bare.group(acts); });
        }
      std::printf("  bytes an event: %.0f\n", static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(log->last_event()));
    }
    const auto n = static_cast<double>(groups * cases_of_a_group * events_of_a_case);
    for (std::size_t w = 0; w < 4; ++w)
      std::printf("  %-24s %8.0f events/s   %.2f of bare SQLite   %5.2f us of processor an event\n", names[w], n / times[w].wall, times[3].wall / times[w].wall, 1e6 * times[w].cpu / n);
  };
  measure("Into an empty register", 0);
  if (millions > 0) {
    char when[64];
    std::snprintf(when, sizeof when, "After %.1f million events", millions);
    measure(when, static_cast<std::size_t>(millions * 1e6) / (cases_of_a_group * events_of_a_case));
  }

  const std::string own = path + ".one";
  auto log = Log::open(own, options(own, true)).value();
  Histories histories(log->derived_id("month", {"2019-01"}));
  Bare bare(own + ".bare");
  histories.group(acts);
  std::size_t next = 0;
  const double apply = milliseconds_each(200, [&] {
    ActIn& act = acts[next];
    next += events_of_a_case;
    if (act.events[0].boxes.size() < 4) act.events[0].boxes.push_back({act.events[0].boxes[1].subject, std::nullopt, Shelf::sensitive, R"({"/persons/0/trafficked":false})"});
    log->begin().value();
    (void)log->append(act).value();
    log->commit().value();
  });
  const double row = milliseconds_each(200, [&] { bare.one(); });
  const int fd = ::open((own + ".sync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const double sync = milliseconds_each(200, [&] {
    const char page[4096] = {};
    if (::write(fd, page, sizeof page) != sizeof page || ::fsync(fd) != 0) std::exit(1);
  });
  ::close(fd);
  std::printf("Durable, one at a time (medians): a new person with 4 boxes %.3f ms, one bare row %.3f ms (ratio %.2f); 4 KiB and fsync %.3f ms\n", apply, row, row / apply, sync);
  log.reset();
  std::filesystem::remove_all(folder);
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
