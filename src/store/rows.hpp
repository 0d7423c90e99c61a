#pragma once
/// \file
/// Rows that lie in memory as a table that SQLite reads: one `INSERT ... SELECT` takes them all, with its cursors left open
/// from row to row, where a statement a row would find its place anew each time.
#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace safar::inline v0::store {

/// Where a cell's value goes. Texts and blobs are not copied: they must live until the statement has ended.
class Cell {
 public:
  explicit Cell(sqlite3_context* to) : to_(to) {}
  void integer(std::int64_t v) const noexcept { sqlite3_result_int64(to_, v); }
  void text(std::string_view v) const noexcept { sqlite3_result_text64(to_, v.data() ? v.data() : "", v.size(), SQLITE_STATIC, SQLITE_UTF8); }
  void blob(std::string_view v) const noexcept { sqlite3_result_blob64(to_, v.data() ? v.data() : "", v.size(), SQLITE_STATIC); }
  void null() const noexcept { sqlite3_result_null(to_); }

 private:
  sqlite3_context* to_;
};

class Rows {
 public:
  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  virtual ~Rows() = default;
  [[nodiscard]] virtual std::size_t size() const noexcept = 0;
  virtual void cell(const Cell& out, std::size_t row, int column) const noexcept = 0;
};

/// Elements of a vector as rows: `cell(out, element, column)`.
template <class V, class F>
class RowsOf final : public Rows {
 public:
  RowsOf(const V& all, F cell) : all_(all), cell_(cell) {}
  [[nodiscard]] std::size_t size() const noexcept override { return all_.size(); }
  void cell(const Cell& out, std::size_t row, int column) const noexcept override { cell_(out, all_[row], column); }

 private:
  const V& all_;
  F cell_;
};

/// Gives `db` the table `safar_rows` with columns c0 ... c10: the rows that `*current` points to when a statement starts.
int add_rows_table(sqlite3* db, const Rows* const* current);

}  // namespace safar::inline v0::store
