#include "sqlite.hpp"

#include <algorithm>
#include <cerrno>
#include <new>

#include "base/os_error.hpp"

namespace safar::inline v0::store {
namespace {

/// What a statement does, in words: whoever reads an error need not know SQL.
std::string_view doing(std::string_view sql) {
  sql.remove_prefix(std::min(sql.find_first_not_of(" \n"), sql.size()));
  const std::pair<std::string_view, std::string_view> words[] = {
      {"SELECT", "reading the register"}, {"WITH", "reading the register"}, {"PRAGMA", "reading the file's first page"}, {"BEGIN", "beginning to write"}, {"COMMIT", "committing"},
      {"VACUUM", "writing the file anew"}, {"CREATE", "making the file"}};
  for (const auto& [begins, says] : words)
    if (sql.starts_with(begins)) return says;
  return "writing";
}

/// For SQLite as a URI, as nothing else can say it.
std::string unchanging_uri(const std::string& path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "file:";
  for (const char c : path) {
    const auto b = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
    if (plain) out += c;
    else out += {'%', digits[b >> 4], digits[b & 15]};
  }
  return out + "?immutable=1";
}

}  // namespace

Error sqlite_error(int rc, std::string_view what) {
  const std::string how(what);
  switch (rc & 0xff) {
    case SQLITE_NOMEM: return fail(ErrorCode::no_memory, "out of memory: " + how);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail(ErrorCode::busy, "the file is in use: " + how, {}, "in_use", "Try again when the other reader or writer has finished.");
    case SQLITE_NOTADB: return fail(ErrorCode::corrupt, "not a register: " + how, {}, "not_a_register", "Give the path of a register.");
    case SQLITE_CORRUPT: return fail(ErrorCode::corrupt, "the file is damaged: " + how, {}, "damaged", "Restore it from a backup.");
    case SQLITE_FULL: return fail(ErrorCode::io, "the disk is full: " + how, {}, "disk_full", "Free some space and try again.");
    case SQLITE_CANTOPEN: return fail(ErrorCode::io, "cannot open: " + how, {}, "cannot_open", "Check that the file and its folder can be read and written.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return fail(ErrorCode::io, "may not be written: " + how, {}, "not_writable", "Check the permissions of the file and its folder.");
    case SQLITE_IOERR: return fail(ErrorCode::io, "reading or writing failed (" + std::to_string(rc) + "): " + how, {}, "io", "Check the disk.");
    case SQLITE_CONSTRAINT: return fail(ErrorCode::exists, "an id or a place in the log is taken already: " + how, {}, "constraint", "Open the register again, and do it again.");
    case SQLITE_TOOBIG: return fail(ErrorCode::too_large, "too large: " + how);
    default: return fail(ErrorCode::internal, "SQLite answered " + std::to_string(rc) + ": " + how);
  }
}

// --- Statement ---
Statement::Statement(Statement&& o) noexcept : owner_(o.owner_), sql_(o.sql_), stmt_(std::exchange(o.stmt_, nullptr)), rc_(o.rc_), next_(o.next_) {}

Statement::~Statement() {
  if (stmt_) owner_->give_back(sql_, stmt_);
}

Statement& Statement::bind(std::int64_t v) {
  if (rc_ == SQLITE_OK) rc_ = sqlite3_bind_int64(stmt_, next_++, v);
  return *this;
}
Statement& Statement::text(std::string_view v) {
  if (rc_ == SQLITE_OK) rc_ = sqlite3_bind_text64(stmt_, next_++, v.data() ? v.data() : "", v.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::blob(std::string_view v) {
  if (rc_ == SQLITE_OK) rc_ = sqlite3_bind_blob64(stmt_, next_++, v.data() ? v.data() : "", v.size(), SQLITE_STATIC);
  return *this;
}
Statement& Statement::null() {
  if (rc_ == SQLITE_OK) rc_ = sqlite3_bind_null(stmt_, next_++);
  return *this;
}

Result<bool> Statement::step() {
  if (rc_ == SQLITE_OK || rc_ == SQLITE_ROW) rc_ = sqlite3_step(stmt_);
  if (rc_ == SQLITE_ROW) return true;
  if (rc_ == SQLITE_DONE) return false;
  if (rc_ == SQLITE_NOMEM) throw std::bad_alloc();
  return owner_->error(rc_, doing(sql_));
}

Result<> Statement::run() {
  auto r = step();
  if (!r) return std::move(r).error();
  reset();
  return {};
}

void Statement::reset() {
  if (!stmt_) return;
  sqlite3_reset(stmt_);
  rc_ = SQLITE_OK;
  next_ = 1;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(stmt_, column); }
std::string_view Statement::bytes(int column) const {
  const bool text = sqlite3_column_type(stmt_, column) == SQLITE_TEXT;
  const void* p = text ? static_cast<const void*>(sqlite3_column_text(stmt_, column)) : sqlite3_column_blob(stmt_, column);
  const int n = sqlite3_column_bytes(stmt_, column);
  return p ? std::string_view(static_cast<const char*>(p), static_cast<std::size_t>(n)) : std::string_view();
}
bool Statement::is_null(int column) const { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }

// --- Database ---
Result<> Database::open(const std::string& path, Access access, bool secure_delete) {
  const bool unchanging = access == Access::unchanging;
  const int flags = (access == Access::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | (unchanging ? SQLITE_OPEN_URI : 0);
  inode_ = inode_of(path);
  if (inode_) OpenFiles::of_this_process().sqlite_opens(*inode_);
  const int rc = sqlite3_open_v2(unchanging ? unchanging_uri(path).c_str() : path.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW, nullptr);
  if (rc != SQLITE_OK) {
    Error why = error(rc, "opening the register");
    sqlite3_close_v2(std::exchange(db_, nullptr));
    if (inode_) OpenFiles::of_this_process().sqlite_closed(*inode_);
    inode_.reset();
    return why;
  }
  sqlite3_busy_timeout(db_, 2000);
  sqlite3_wal_hook(db_, [](void* self, sqlite3*, const char*, int pages) { static_cast<Database*>(self)->wal_pages_ = pages; return SQLITE_OK; }, this);
  // Nothing that somebody planted in the file runs: no trigger, no view, no function in a schema.
  for (const auto& [setting, on] : {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1), std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), std::pair(SQLITE_DBCONFIG_ENABLE_VIEW, 0),
                                    std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)})
    if (const int set = sqlite3_db_config(db_, setting, on, nullptr); set != SQLITE_OK) return error(set, "opening the register");
  if (const int added = add_rows_table(db_, &rows_); added != SQLITE_OK) return error(added, "opening the register");
  // The hook above has replaced SQLite's automatic checkpoint, which is one too.
  if (auto r = exec("PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA cache_size=-65536"); !r) return r;
  return exec(secure_delete ? "PRAGMA secure_delete=ON" : "PRAGMA secure_delete=OFF");
}

Result<> Database::close() {
  if (!db_) return {};
  for (auto& [sql, prepared] : pool_)
    for (sqlite3_stmt* s : prepared.free) sqlite3_finalize(s);
  pool_.clear();
  const int rc = sqlite3_close_v2(std::exchange(db_, nullptr));
  if (inode_) OpenFiles::of_this_process().sqlite_closed(*inode_);
  inode_.reset();
  if (rc != SQLITE_OK) return sqlite_error(rc, "closing the register");
  return {};
}

void Database::abandon() noexcept {
  db_ = nullptr;
  pool_.clear();
}

Error Database::error(int rc, std::string_view what) const {
  const int number = db_ ? sqlite3_system_errno(db_) : 0;
  const int primary = rc & 0xff;
  if (primary == SQLITE_CANTOPEN && number != 0)
    return os_error(number, "cannot open: " + std::string(what), "Check that the file and its folder can be read and written.", ErrorCode::io, "cannot_open");
  if (primary == SQLITE_IOERR && (number == EMFILE || number == ENFILE)) return os_error(number, std::string(what), "");
  return sqlite_error(rc, what);
}

Statement Database::use(const char* sql) {
  Prepared& prepared = pool_[sql];
  if (!prepared.free.empty()) {
    sqlite3_stmt* s = prepared.free.back();
    prepared.free.pop_back();
    return {this, sql, s, SQLITE_OK};
  }
  prepared.free.reserve(++prepared.made);  // so that giving back needs no memory
  sqlite3_stmt* s = nullptr;
  const int rc = sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, nullptr);
  return {this, sql, s, rc};
}

void Database::give_back(const char* sql, sqlite3_stmt* stmt) noexcept {
  if (!db_) return;  // abandoned or closed
  sqlite3_reset(stmt);
  sqlite3_clear_bindings(stmt);
  pool_.find(sql)->second.free.push_back(stmt);
}

Result<> Database::exec(const char* sql) {
  const int rc = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (rc == SQLITE_OK) return {};
  return error(rc, doing(sql));
}

void Database::rollback() noexcept {
  if (db_ && !sqlite3_get_autocommit(db_)) (void)sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<> Database::insert(const char* sql, const Rows& rows) {
  if (rows.size() == 0) return {};
  rows_ = &rows;
  auto done = use(sql).run();
  rows_ = nullptr;
  return done;
}

Result<std::int64_t> Database::number(const char* sql) {
  auto s = use(sql);
  auto row = s.step();
  if (!row) return std::move(row).error();
  return *row ? s.integer(0) : 0;
}

Result<bool> Database::empty_wal(int how, int wait_ms) {
  sqlite3_busy_timeout(db_, wait_ms);
  const int rc = sqlite3_wal_checkpoint_v2(db_, "main", how, nullptr, nullptr);
  sqlite3_busy_timeout(db_, 2000);
  if ((rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED) return false;
  if (rc != SQLITE_OK) return sqlite_error(rc, "checkpoint");
  wal_pages_ = 0;
  return true;
}

Result<> Database::settled() {
  auto emptied = truncate_wal(0);
  if (!emptied) return std::move(emptied).error();
  // The -wal too: emptying it is not durable by itself, and a part of it that came back would undo rows of the file.
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    int rc = sqlite3_file_control(db_, "main", which, &file);
    if (rc == SQLITE_OK && file && file->pMethods) rc = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
    if (rc != SQLITE_OK) return sqlite_error(rc, "flushing the new file");
  }
  return exec("PRAGMA synchronous=FULL");
}

Result<> Database::copy_to(Database& to) {
  sqlite3_backup* copy = sqlite3_backup_init(to.db_, "main", db_, "main");
  if (!copy) return sqlite_error(sqlite3_errcode(to.db_), "copying the register");
  int rc = sqlite3_backup_step(copy, -1);
  for (int attempt = 0; attempt < 20 && ((rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED); ++attempt) {
    sqlite3_sleep(50);
    rc = sqlite3_backup_step(copy, -1);
  }
  const int finished = sqlite3_backup_finish(copy);
  if (rc != SQLITE_DONE) return sqlite_error(finished != SQLITE_OK ? finished : rc, "copying the register");
  return {};
}

Result<> Database::raw_read(int which, std::size_t overlap, void* user, void (*each)(void*, std::string_view)) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(db_, "main", which, &file) != SQLITE_OK || !file || !file->pMethods) return {};
  sqlite3_int64 size = 0;
  if (const int rc = file->pMethods->xFileSize(file, &size); rc != SQLITE_OK) return sqlite_error(rc, "size of the file");
  constexpr std::size_t block = 1 << 20;
  std::string buffer(block + overlap, '\0');
  for (sqlite3_int64 at = 0; at < size; at += static_cast<sqlite3_int64>(block)) {
    const auto left = static_cast<std::size_t>(size - at);
    const std::size_t n = left < buffer.size() ? left : buffer.size();
    if (const int rc = file->pMethods->xRead(file, buffer.data(), static_cast<int>(n), at); rc != SQLITE_OK) return sqlite_error(rc, "reading the file");
    each(user, std::string_view(buffer.data(), n));
  }
  return {};
}

}  // namespace safar::inline v0::store
