#include "schema.hpp"

#include <sys/stat.h>

#include <map>

namespace safar::inline v0::store {
namespace {

constexpr std::int64_t application_id = 0x73616672, user_version = 2;

constexpr const char* log_tables = R"sql(
BEGIN IMMEDIATE;
CREATE TABLE writer(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, office TEXT NOT NULL, public_key BLOB NOT NULL, head INTEGER NOT NULL, link BLOB) STRICT;
CREATE TABLE signature(writer INTEGER PRIMARY KEY, seq INTEGER NOT NULL, arrival BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
CREATE TABLE stream(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL) STRICT;
CREATE TABLE act(pos INTEGER PRIMARY KEY, writer INTEGER NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL, received INTEGER NOT NULL,
  head TEXT NOT NULL, link BLOB NOT NULL, arrival BLOB NOT NULL, UNIQUE(writer, seq)) STRICT;
CREATE TABLE event(pos INTEGER PRIMARY KEY, act INTEGER NOT NULL, kind INTEGER NOT NULL, ver INTEGER NOT NULL, valid INTEGER, body TEXT NOT NULL) STRICT;
CREATE TABLE touch(stream INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY(stream, event)) STRICT, WITHOUT ROWID;
CREATE TABLE box(event INTEGER NOT NULL, i INTEGER NOT NULL, subject INTEGER NOT NULL, shelf INTEGER NOT NULL, other INTEGER,
  digest BLOB NOT NULL, sealed BLOB, PRIMARY KEY(event, i)) STRICT, WITHOUT ROWID;
CREATE INDEX event_act ON event(act);
CREATE INDEX event_erase ON event(pos) WHERE kind = 34;
CREATE INDEX touch_event ON touch(event);
CREATE TABLE request(act INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, digest BLOB NOT NULL, mac BLOB NOT NULL) STRICT;
CREATE TABLE conflict(event INTEGER NOT NULL, other INTEGER NOT NULL, field TEXT NOT NULL, settled_by INTEGER, PRIMARY KEY(event, other, field)) STRICT, WITHOUT ROWID;
CREATE TABLE case_now(stream INTEGER PRIMARY KEY, programme TEXT NOT NULL, office TEXT NOT NULL, journey TEXT NOT NULL, eligibility TEXT NOT NULL,
  consent TEXT NOT NULL, holds TEXT NOT NULL, opened INTEGER NOT NULL, changed INTEGER NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
CREATE TABLE now_box(stream INTEGER NOT NULL, subject INTEGER NOT NULL, shelf INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY(stream, subject, shelf)) STRICT, WITHOUT ROWID;
CREATE INDEX now_box_subject ON now_box(subject);
CREATE TABLE projection(name TEXT PRIMARY KEY, fold BLOB NOT NULL, upto INTEGER NOT NULL) STRICT;
CREATE TABLE lookup(mac BLOB NOT NULL, subject INTEGER NOT NULL, PRIMARY KEY(mac, subject)) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_subject ON lookup(subject);
CREATE TABLE segment(name TEXT NOT NULL, owner INTEGER NOT NULL, i INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY(name, owner, i)) STRICT, WITHOUT ROWID;
CREATE TABLE pending_erasure(subject INTEGER PRIMARY KEY) STRICT;
CREATE TABLE taken(owner INTEGER NOT NULL, shelf INTEGER NOT NULL, spare INTEGER NOT NULL, PRIMARY KEY(owner, shelf)) STRICT, WITHOUT ROWID;
CREATE TABLE recovery(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
COMMIT;
)sql";

constexpr const char* key_tables = R"sql(
BEGIN IMMEDIATE;
CREATE TABLE wrap_key(epoch INTEGER PRIMARY KEY, id BLOB NOT NULL, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE secret(owner INTEGER NOT NULL, shelf INTEGER NOT NULL, epoch INTEGER NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY(owner, shelf)) STRICT, WITHOUT ROWID;
CREATE TABLE spare(n INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE settled(one INTEGER PRIMARY KEY, writer BLOB NOT NULL, seq INTEGER NOT NULL, link BLOB NOT NULL, mac BLOB NOT NULL) STRICT;
COMMIT;
)sql";

Result<> make(Database& db, const char* tables) {
  // The marks come before the mode: both live in the first page, and WAL mode is what makes the file's later life.
  if (auto r = db.exec("PRAGMA application_id=0x73616672; PRAGMA user_version=2; PRAGMA journal_mode=WAL"); !r) return r;
  return db.exec(tables);
}

std::int64_t size_of(const std::string& path) {
  struct stat s {};
  return ::stat(path.c_str(), &s) == 0 ? static_cast<std::int64_t>(s.st_size) : -1;
}

/// What sqlite_master must say: the text of every CREATE, by name. SQLite keeps each as it was given.
std::map<std::string_view, std::string_view> expected_schema(std::string_view tables) {
  std::map<std::string_view, std::string_view> out;
  for (auto at = tables.find("CREATE "); at != std::string_view::npos; at = tables.find("CREATE ", at)) {
    const std::string_view one = tables.substr(at, tables.find(";\n", at) - at);
    const auto name = one.find(' ', 7) + 1;
    out[one.substr(name, one.find_first_of("( ", name) - name)] = one;
    at += one.size();
  }
  return out;
}

/// A name out of a file that somebody changed, to be shown: short, and of harmless letters.
std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name.substr(0, 32)) out += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ? c : '?';
  return out + '"';
}

Error other_schema(std::string message) {
  return fail(ErrorCode::corrupt, std::move(message), {}, "schema", "Somebody changed the file with another program: restore it from a backup.");
}

}  // namespace

Result<> check_schema(Database& db, std::string_view what) {
  const bool log = what == "register";
  auto missing = expected_schema(log ? log_tables : key_tables);
  const std::string in = " in the " + std::string(what) + " that safar did not make so";
  auto s = db.use("SELECT type, name, tbl_name, sql FROM sqlite_master");
  for (;;) {
    auto row = s.step();
    if (!row) return std::move(row).error();
    if (!*row) break;
    const std::string_view name = s.bytes(1);
    if (name == "sqlite_stat1" || name == "sqlite_stat4") continue;  // of ANALYZE: no rows of ours, nothing that runs
    // SQLite itself refuses one that belongs to no constraint.
    if (s.is_null(3) && s.bytes(0) == "index" && name.starts_with("sqlite_autoindex_")) continue;
    const auto expected = missing.find(name);
    if (expected == missing.end() || s.bytes(3) != expected->second)
      return other_schema("there is a " + std::string(s.bytes(0) == "table" || s.bytes(0) == "index" || s.bytes(0) == "trigger" || s.bytes(0) == "view" ? s.bytes(0) : "thing") + " " + quoted(name) + in);
    missing.erase(expected);
  }
  if (!missing.empty()) return other_schema("the " + std::string(what) + " lacks " + quoted(missing.begin()->first));
  return {};
}

Result<> create_log_tables(Database& db) { return make(db, log_tables); }
Result<> create_key_tables(Database& db) { return make(db, key_tables); }

Result<> check_ours(Database& db, const std::string& path, std::string_view what) {
  const std::string name(what);
  auto id = db.number("PRAGMA application_id");
  if (!id) return std::move(id).error();
  if (*id != application_id)
    return fail(ErrorCode::corrupt, size_of(path) == 0 ? "the " + name + " file is empty" : "the file is no safar " + name, {}, "not_a_register",
                "Give the path of a register that safar made.");
  auto version = db.number("PRAGMA user_version");
  if (!version) return std::move(version).error();
  if (*version > user_version)
    return fail(ErrorCode::newer, "the " + name + " was written by a newer safar (form " + std::to_string(*version) + ", this one knows 2)", {}, "newer",
                "Use a newer safar to open it.");
  if (*version == 1)
    return fail(ErrorCode::unsupported, "the " + name + " is of form 1, which was not signed and kept fingerprints of what erasures take away; this safar reads form 2", {}, "older_form",
                "Write out what is needed with the safar that made it, make a new register, and destroy the old files.");
  if (*version != user_version) return fail(ErrorCode::corrupt, "the " + name + " has no form number", {}, "damaged", "Restore it from a backup.");
  auto tables = db.number("SELECT count(*) FROM sqlite_master WHERE type = 'table'");
  if (!tables) return std::move(tables).error();
  if (*tables == 0)
    return fail(ErrorCode::corrupt, "the " + name + " was not made to its end", {}, "not_a_register", "Delete what is there of that name, and make it again.");
  // A file cut short: its own page count says more than there is. Looked at twice, as another process may be compacting it.
  bool whole = false;
  for (int attempt = 0; attempt < 2 && !whole; ++attempt) {
    auto pages = db.number("PRAGMA page_count");
    auto page = db.number("PRAGMA page_size");
    if (!pages) return std::move(pages).error();
    if (!page) return std::move(page).error();
    whole = size_of(path + "-wal") > 0 || size_of(path) >= *pages * *page;
  }
  if (!whole) return fail(ErrorCode::corrupt, "the " + name + " file is cut short", {}, "damaged", "Restore it from a backup.");
  return check_schema(db, what);
}

}  // namespace safar::inline v0::store
