#include "rows.hpp"

#include <new>

namespace safar::inline v0::store {
namespace {

struct Table : sqlite3_vtab {
  explicit Table(const Rows* const* rows) : sqlite3_vtab{}, current(rows) {}
  const Rows* const* current;
};
struct Cursor : sqlite3_vtab_cursor {
  Cursor() : sqlite3_vtab_cursor{} {}
  const Rows* rows = nullptr;
  std::size_t at = 0;
};

int connect(sqlite3* db, void* current, int, const char* const*, sqlite3_vtab** out, char**) {
  const int rc = sqlite3_declare_vtab(db, "CREATE TABLE t(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)");
  if (rc != SQLITE_OK) return rc;
  *out = new (std::nothrow) Table(static_cast<const Rows* const*>(current));
  return *out ? SQLITE_OK : SQLITE_NOMEM;
}
int disconnect(sqlite3_vtab* t) {
  delete static_cast<Table*>(t);
  return SQLITE_OK;
}
int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  info->estimatedCost = 1;
  return SQLITE_OK;
}
int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  *out = new (std::nothrow) Cursor;
  return *out ? SQLITE_OK : SQLITE_NOMEM;
}
int close_cursor(sqlite3_vtab_cursor* c) {
  delete static_cast<Cursor*>(c);
  return SQLITE_OK;
}
int filter(sqlite3_vtab_cursor* c, int, const char*, int, sqlite3_value**) {
  auto* cursor = static_cast<Cursor*>(c);
  cursor->rows = *static_cast<Table*>(c->pVtab)->current;
  cursor->at = 0;
  return SQLITE_OK;
}
int next(sqlite3_vtab_cursor* c) {
  ++static_cast<Cursor*>(c)->at;
  return SQLITE_OK;
}
int eof(sqlite3_vtab_cursor* c) {
  const auto* cursor = static_cast<Cursor*>(c);
  return !cursor->rows || cursor->at >= cursor->rows->size();
}
int column(sqlite3_vtab_cursor* c, sqlite3_context* to, int n) {
  const auto* cursor = static_cast<Cursor*>(c);
  cursor->rows->cell(Cell(to), cursor->at, n);
  return SQLITE_OK;
}
int rowid(sqlite3_vtab_cursor* c, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(static_cast<Cursor*>(c)->at);
  return SQLITE_OK;
}

constexpr sqlite3_module table_of_rows() {
  sqlite3_module m{};
  m.xConnect = connect;  // and no xCreate: the table is there by its name, and no schema can hold one
  m.xDisconnect = disconnect;
  m.xBestIndex = best_index;
  m.xOpen = open_cursor;
  m.xClose = close_cursor;
  m.xFilter = filter;
  m.xNext = next;
  m.xEof = eof;
  m.xColumn = column;
  m.xRowid = rowid;
  return m;
}
constexpr sqlite3_module module_of_rows = table_of_rows();

}  // namespace

int add_rows_table(sqlite3* db, const Rows* const* current) {
  return sqlite3_create_module_v2(db, "safar_rows", &module_of_rows, const_cast<const Rows**>(current), nullptr);  // NOLINT: SQLite's form
}

}  // namespace safar::inline v0::store
