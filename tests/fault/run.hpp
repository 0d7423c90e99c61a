#pragma once
/// \file
/// Scripted lives of a register on a Disk, each with one fault in it, and the questions asked of what is left afterwards.
#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "fault/disk.hpp"

namespace fault {

/// How one life ended.
struct Verdict {
  std::int64_t acknowledged = 0;  ///< acts whose commit said ok
  std::int64_t lost = 0;          ///< of those, not there, or not the same
  std::int64_t halves = 0;        ///< what is there in part: events, boxes, keys, projections; or an erased value
  std::int64_t changes = 0;       ///< calls until the end that change or flush something
  std::int64_t calls = 0;         ///< calls until the end that the fault counts
  /// Calls of the first bulk transaction (a register's: of the call that brings the crowd), as `changes` and `calls` count them.
  struct Span { std::int64_t first = 0, last = 0; } bulk_changes{}, bulk_calls{};
  bool cut = false, failed = false;
  bool recovered = false;         ///< verify said that opening had put something right
  std::string what{};             ///< the first finding, "" where all is well
  void say(std::int64_t& counter, const std::string& text) {
    ++counter;
    if (what.empty()) what = text;
  }
};

/// What becomes of the process and the machine after an error that was answered.
enum class Ending { none, process_ends, power_cut };

struct Life {
  Fault fault{};
  Honesty honesty = Honesty::flushes;
  Ending ending = Ending::none;   ///< where an error came and no cut
  int crowd = 120;                ///< commands of a register's life that come in one call; above 4,096 they are prepared while others are written
};

/// A register written through store::Log: acts, keys, projections, lookups, segments, erasures, checkpoints, reopening.
Verdict store_life(const std::string& folder, const Life& life);
/// The same through the front door: Register and Session.
Verdict register_life(const std::string& folder, const Life& life);
using Run = Verdict (*)(const std::string&, const Life&);

/// A real folder, in memory where there is one, for the key file, the lease and the names of files.
class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    std::string name = ((std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) / "safar-fault-XXXXXX").string();
    path_ = mkdtemp(name.data());
    path_ += '/';
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Plain SQLite on a file of the disk, without being counted.
class Look {
 public:
  Look(Disk& disk, const std::string& path) : pause_(disk) {
    good_ = sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK;
  }
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;
  ~Look() { sqlite3_close(db_); }
  /// First column of each row; empty where something fails.
  std::vector<std::string> column(const std::string& sql) {
    std::vector<std::string> out;
    sqlite3_stmt* s = nullptr;
    if (!good_ || sqlite3_prepare_v2(db_, sql.c_str(), -1, &s, nullptr) != SQLITE_OK) return out;
    while (sqlite3_step(s) == SQLITE_ROW) {
      const auto* p = static_cast<const char*>(sqlite3_column_blob(s, 0));
      out.emplace_back(p ? p : "", static_cast<std::size_t>(sqlite3_column_bytes(s, 0)));
    }
    sqlite3_finalize(s);
    return out;
  }

 private:
  Disk::Pause pause_;
  sqlite3* db_ = nullptr;
  bool good_ = false;
};

}  // namespace fault
