#pragma once
// Columns of a view: what few values recur in is coded (a number a row, each value once), the rest lies plain.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <safar/base/describe.hpp>

namespace safar::inline v0 {

/// One column. Values are of the field's type; `at` and `word` point into the column until it is changed.
class Column {
 public:
  virtual ~Column() = default;
  [[nodiscard]] virtual std::size_t rows() const = 0;
  [[nodiscard]] virtual const void* at(std::size_t row) const = 0;
  /// A row more, or another value: `value` is of the column's type.
  virtual void append(const void* value) = 0;
  virtual void set(std::size_t row, const void* value) = 0;
  virtual void put(std::size_t row, void* to) const = 0;
  /// Coded: the number of each row, and its value. Plain columns have no codes.
  [[nodiscard]] virtual bool coded() const { return false; }
  [[nodiscard]] virtual std::span<const std::uint32_t> codes() const { return {}; }
  [[nodiscard]] virtual std::size_t words() const { return 0; }
  [[nodiscard]] virtual const void* word(std::size_t) const { return nullptr; }
  /// These rows, in this order.
  [[nodiscard]] virtual std::unique_ptr<Column> take(std::span<const std::uint32_t> rows) const = 0;
  [[nodiscard]] virtual std::size_t bytes() const = 0;
};

/// Coded where values of the field recur (texts of code lists, days, small numbers), plain for ids, numbers of cases, moments.
/// A type that no view has yet is a bug here: std::logic_error.
std::unique_ptr<Column> make_column(const FieldInfo& field, bool plain);

/// The columns of a described row.
class Columns {
 public:
  /// `plain`: names of the fields that are nearly unique.
  Columns(const TypeInfo& row, std::span<const std::string_view> plain);
  void append(const void* row);
  void set(std::size_t at, const void* row);
  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_[0]->rows(); }
  /// nullptr: no such field.
  [[nodiscard]] Column* find(std::string_view name) const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  const TypeInfo* row_;
  std::vector<std::unique_ptr<Column>> columns_{};
};

/// Finds rows by id: open addressing over a column of ids, 8 bytes an entry at the most.
class IdRows {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;
  explicit IdRows(const Column& ids) : ids_(&ids) {}
  [[nodiscard]] std::uint32_t find(const void* id) const;
  /// The row's id must not be there yet.
  void add(std::uint32_t row);
  [[nodiscard]] std::size_t bytes() const { return slots_.size() * sizeof(std::uint32_t); }

 private:
  [[nodiscard]] std::size_t slot(const void* id) const;
  const Column* ids_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(16, none);
  std::size_t used_ = 0;
};

}  // namespace safar::inline v0
