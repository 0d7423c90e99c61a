#pragma once
/// \file
/// What the tests of the log share: a folder of their own, registers in it, and a back door through plain SQLite.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include <safar/store/log.hpp>

namespace store_test {

using namespace safar;
using namespace safar::store;

class Folder {
 public:
  Folder() {
    // In memory where the machine has such a place: what the disk does on fsync is not what these tests ask.
    const std::filesystem::path memory = "/dev/shm";
    std::string name = ((std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) / "safar-store-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::error_code ignored; std::filesystem::remove_all(path_, ignored); }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  /// By another process: to open and close a register's file in this one would drop SQLite's locks on it.
  void copy_to(const Folder& other) const {
    ASSERT_EQ(std::system(("cp -a '" + path_ + "/.' '" + other.path_ + "/'").c_str()), 0);
  }

 private:
  std::string path_;
};

inline Options options(const Folder& folder) {
  Options o;
  o.office = "BKO";
  o.keys = keys::file(folder / "key");
  o.busy_timeout_ms = 0;
  return o;
}
inline Options creating(const Folder& folder) { Options o = options(folder); o.create = true; return o; }
inline Options reading(const Folder& folder) { Options o = options(folder); o.read_only = true; return o; }

inline std::unique_ptr<Log> make(const Folder& folder, const std::string& name = "r.safar") { return Log::open(folder / name, creating(folder)).value(); }
inline std::unique_ptr<Log> open(const Folder& folder, const std::string& name = "r.safar") { return Log::open(folder / name, options(folder)).value(); }

inline Id id(unsigned n) {
  Id i;
  for (std::size_t k = 0; k < 16; ++k) i.bytes[k] = static_cast<std::uint8_t>((n >> (8 * (k % 4))) + 17 * k + 1);
  return i;
}

inline BoxIn box(const Id& subject, Shelf shelf, std::string content) { return {subject, std::nullopt, shelf, std::move(content)}; }

/// An application: one case, one person, three boxes and what is counted.
inline ActIn application(unsigned n) {
  const std::string number = std::to_string(n);
  ActIn a;
  a.actor = "a-7";
  a.role = "counsellor";
  a.purpose = "assistance";
  a.command = "apply";
  a.request = id(n + 3'000'000);
  a.request_content = "{\"n\":" + number + "}";
  EventIn e;
  e.kind = EventKind::apply;
  e.valid = 17'900 + static_cast<int>(n % 90);
  e.body = "{\"n\":" + number + ",\"v\":1}";
  e.streams = {{id(n), StreamKind::case_}};
  e.boxes = {box(id(900'000'001), Shelf::counted, "{\"/nationality\":\"GIN\"}"), box(id(n + 1'000'000), Shelf::identity, "{\"/given_name\":\"Awa " + number + "\"}"),
             box(id(n + 1'000'000), Shelf::casefile, "{\"/note\":\"note " + number + "\"}"), box(id(n + 1'000'000), Shelf::sensitive, "{\"/trafficked\":false}")};
  a.events = {e};
  return a;
}
inline Id person(unsigned n) { return id(n + 1'000'000); }

/// The act that an erasure needs: it says who.
inline ActIn erasure(const std::vector<Id>& persons) {
  ActIn a;
  a.command = "erase";
  EventIn e;
  e.kind = EventKind::erase;
  e.body = "{\"v\":1}";
  for (const Id& p : persons) e.streams.push_back({p, StreamKind::person});
  a.events = {e};
  return a;
}

inline ActOut write(Log& log, const ActIn& act) {
  log.begin().value();
  ActOut out = log.append(act).value();
  log.commit().value();
  return out;
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Plain SQLite on a closed register.
class Raw {
 public:
  explicit Raw(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &db_), SQLITE_OK);
    run("PRAGMA synchronous=OFF");
  }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  ~Raw() { sqlite3_close(db_); }
  bool run(const std::string& sql) { return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }
  std::vector<std::vector<std::optional<std::string>>> rows(const std::string& sql) {
    std::vector<std::vector<std::optional<std::string>>> out;
    sqlite3_stmt* s = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_, sql.c_str(), -1, &s, nullptr), SQLITE_OK) << sqlite3_errmsg(db_);
    while (sqlite3_step(s) == SQLITE_ROW) {
      auto& row = out.emplace_back();
      for (int c = 0; c < sqlite3_column_count(s); ++c) {
        const auto* p = static_cast<const char*>(sqlite3_column_blob(s, c));
        if (sqlite3_column_type(s, c) == SQLITE_NULL) row.emplace_back();
        else row.emplace_back(std::string(p ? p : "", static_cast<std::size_t>(sqlite3_column_bytes(s, c))));
      }
    }
    sqlite3_finalize(s);
    return out;
  }
  std::string one(const std::string& sql) { return rows(sql).at(0).at(0).value(); }

 private:
  sqlite3* db_ = nullptr;
};

}  // namespace store_test
