#pragma once
/// \file
/// SQLite with owners: a database, and statements that are prepared once and handed out again.
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <safar/base/result.hpp>

#include "open_files.hpp"
#include "rows.hpp"

namespace safar::inline v0::store {

/// What SQLite's result code means to a caller. `what` says what was being done; no value of a row is quoted.
Error sqlite_error(int rc, std::string_view what);

class Database;

/// A statement in use; goes back to its database's pool when destroyed. A failure to prepare or to bind shows at step().
/// Bound texts and blobs are not copied: they must live until the statement is stepped for the last time.
class Statement {
 public:
  Statement(Database* owner, const char* sql, sqlite3_stmt* stmt, int rc) : owner_(owner), sql_(sql), stmt_(stmt), rc_(rc) {}
  Statement(Statement&& o) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(std::int64_t v);
  Statement& text(std::string_view v);
  Statement& blob(std::string_view v);
  Statement& null();

  /// True: there is a row.
  Result<bool> step();
  /// Steps once and resets; for statements without rows.
  Result<> run();
  void reset();  ///< to bind and run again

  [[nodiscard]] std::int64_t integer(int column) const;
  /// Text or blob; valid until the next step.
  [[nodiscard]] std::string_view bytes(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  /// The last SQLite result code, extended.
  [[nodiscard]] int code() const noexcept { return rc_; }

 private:
  Database* owner_;
  const char* sql_;
  sqlite3_stmt* stmt_;
  int rc_;
  int next_ = 1;
};

enum class Access { read_only, read_write, unchanging };  ///< unchanging: nobody writes, and SQLite need not look whether somebody does

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { (void)close(); }

  /// The file must exist. Sets what holds for every file of ours: synchronous=FULL, no automatic checkpoint.
  Result<> open(const std::string& path, Access access, bool secure_delete);
  Result<> close();
  /// Gives the handle up without touching the file: in a child after fork() anything else would harm the parent.
  void abandon() noexcept;
  [[nodiscard]] bool is_open() const noexcept { return db_ != nullptr; }
  /// The file that it opened; another one may have its name by now.
  [[nodiscard]] const std::optional<Inode>& inode() const noexcept { return inode_; }
  /// What a result code of this connection means; where a file could not be opened, with the system's reason.
  [[nodiscard]] Error error(int rc, std::string_view what) const;

  /// `sql` is a string literal: its address is the name in the pool.
  Statement use(const char* sql);
  Result<> exec(const char* sql);
  /// Undoes the open transaction, where there is one (SQLite ends it itself on some failures). Needs no memory.
  void rollback() noexcept;
  /// `sql` selects from safar_rows; does nothing where there are none.
  Result<> insert(const char* sql, const Rows& rows);
  /// First column of the first row; 0 where there is none.
  Result<std::int64_t> number(const char* sql);

  /// wal_checkpoint(TRUNCATE), waiting up to `wait_ms` for readers. False: a reader stands in the way.
  Result<bool> truncate_wal(int wait_ms) { return empty_wal(SQLITE_CHECKPOINT_TRUNCATE, wait_ms); }
  /// wal_checkpoint(RESTART): the file keeps its size, and the next commit overwrites its beginning.
  Result<bool> restart_wal(int wait_ms) { return empty_wal(SQLITE_CHECKPOINT_RESTART, wait_ms); }
  /// Making a new file without a flush for every step; settled() then empties the -wal, flushes once, and flushes every commit from then on.
  Result<> unsettled() { return exec("PRAGMA synchronous=OFF"); }
  Result<> settled();
  /// Every page of one state of this file into `to`, which is open and empty or a copy already.
  Result<> copy_to(Database& to);
  [[nodiscard]] std::int64_t wal_pages() const noexcept { return wal_pages_; }

  /// Reads the raw bytes of the file and of its -wal through SQLite's own handles. (Another descriptor of this process
  /// on the file would drop SQLite's POSIX locks when closed.) `each` sees overlapping blocks: `overlap` bytes twice.
  template <class F> Result<> raw(std::size_t overlap, F&& each);

 private:
  friend class Statement;
  Result<bool> empty_wal(int how, int wait_ms);
  Result<> raw_read(int which, std::size_t overlap, void* user, void (*each)(void*, std::string_view));
  void give_back(const char* sql, sqlite3_stmt* stmt) noexcept;

  sqlite3* db_ = nullptr;
  std::optional<Inode> inode_{};
  std::int64_t wal_pages_ = 0;
  const Rows* rows_ = nullptr;
  struct Prepared { std::vector<sqlite3_stmt*> free{}; std::size_t made = 0; };
  std::unordered_map<const char*, Prepared> pool_{};
};

template <class F>
Result<> Database::raw(std::size_t overlap, F&& each) {
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    auto r = raw_read(which, overlap, &each, [](void* f, std::string_view block) { (*static_cast<std::remove_reference_t<F>*>(f))(block); });
    if (!r) return r;
  }
  return {};
}

}  // namespace safar::inline v0::store
