#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <safar/base/arrow.hpp>

#include "base/arrow_build.hpp"
#include "base/arrow_column.hpp"
#include "base/arrow_time.hpp"
#include "base/typed.hpp"

namespace safar::inline v0 {
namespace {

using arrow::Buffer;
using Rows = std::vector<const void*>;  ///< nullptr: this row has no value
constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();

class Builder {
 public:
  Builder(const TypeInfo& type, bool nullable, Rows rows, bool absences) : rows_(std::move(rows)), absences_(absences) {
    const arrow::Column c = arrow::column(type, nullable);
    type_ = c.type, nullable_ = c.nullable;
    for (const TypeInfo* t = &type; t->kind == Kind::known; t = &t->of[0]())
      for (const void*& p : rows_)
        if (p) p = typed::absence(*t, p) == Absence::present ? typed::inside(*t, p) : nullptr;
  }

  /// For build_absences.
  explicit Builder(Rows knowns) : nullable_(true), rows_(std::move(knowns)) {}

  /// `out` is only written on success.
  Result<> build(ArrowArray& out) {
    held_->buffers.push_back(nullptr);  // validity, below
    if (auto r = fill(); !r) return r;
    finish(out);
    return {};
  }

  /// Why the rows, which are Knowns, have no value; null where they have one, or nobody knows why.
  Result<> build_absences(const TypeInfo& known, ArrowArray& out) {
    held_->buffers.push_back(nullptr);
    std::vector<std::string_view> words(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Absence why = rows_[i] ? typed::absence(known, rows_[i]) : Absence::present;
      if (why == Absence::present || why == Absence::unknown) rows_[i] = nullptr;
      else words[i] = typed::absence_names[static_cast<std::size_t>(why)];
    }
    if (auto r = bytes_of([&](std::size_t i) { return words[i]; }); !r) return r;
    finish(out);
    return {};
  }

 private:
  void finish(ArrowArray& out) {
    const auto nulls = nullable_ ? std::count(rows_.begin(), rows_.end(), nullptr) : 0;
    if (nulls > 0) {
      Buffer valid((rows_.size() + 7) / 8);
      for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i]) valid.set_bit(i);
      held_->buffers[0] = valid.data();
      held_->owned.push_back(std::move(valid));
    }
    arrow::hand_over(std::move(held_), rows_.size(), nulls, out);
  }
  Result<> fill() {
    switch (arrow::form(*type_)) {
      case arrow::Form::boolean: {
        Buffer bits((rows_.size() + 7) / 8);
        for (std::size_t i = 0; i < rows_.size(); ++i)
          if (rows_[i] && *static_cast<const bool*>(rows_[i])) bits.set_bit(i);
        return own(std::move(bits));
      }
      case arrow::Form::integer: return numbers<std::int64_t>([this](const void* p, std::int64_t& n) { return n = type_->get(p), true; });
      case arrow::Form::day: return numbers<std::int32_t>([this](const void* p, std::int64_t& n) { return arrow::day(*type_, p, n); });
      case arrow::Form::instant: return numbers<std::int64_t>([this](const void* p, std::int64_t& n) { return arrow::instant(*type_, p, n); });
      case arrow::Form::text: return texts();
      case arrow::Form::list: return list();
      case arrow::Form::choice: {
        for (std::size_t k = 0; k < type_->of.size(); ++k) {
          Rows inner(rows_.size(), nullptr);
          for (std::size_t i = 0; i < rows_.size(); ++i)
            if (rows_[i] && type_->get(rows_[i]) == static_cast<std::int64_t>(k)) inner[i] = typed::inside(*type_, rows_[i]);
          if (auto r = child(type_->of[k](), true, std::move(inner)); !r) return r;
        }
        return {};
      }
      case arrow::Form::record: {
        for (const FieldInfo& f : type_->fields) {
          Rows inner(rows_.size(), nullptr);
          for (std::size_t i = 0; i < rows_.size(); ++i)
            if (rows_[i]) inner[i] = typed::member(rows_[i], f);
          const bool beside = absences_ && f.type().kind == Kind::known;
          Rows knowns = beside ? inner : Rows();
          if (auto r = child(f.type(), false, std::move(inner)); !r) {
            r.error().pointer.insert(0, typed::token(f.name));
            return r;
          }
          if (!beside) continue;
          if (auto r = Builder(std::move(knowns)).build_absences(f.type(), place()); !r) return r;
        }
        return {};
      }
    }
    return {};
  }

  Result<> own(Buffer b) {
    held_->buffers.push_back(b.data());
    held_->owned.push_back(std::move(b));
    return {};
  }
  ArrowArray& place() {
    held_->children.push_back(std::make_unique<ArrowArray>());
    held_->places.push_back(held_->children.back().get());
    return *held_->places.back();
  }
  Result<> child(const TypeInfo& type, bool nullable, Rows rows) { return Builder(type, nullable, std::move(rows), absences_).build(place()); }
  /// `read` gives false for a scalar without a value.
  template <class N>
  Result<> numbers(const auto& read) {
    Buffer values(rows_.size() * sizeof(N));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::int64_t n = 0;
      if (!rows_[i]) continue;
      if (!read(rows_[i], n)) rows_[i] = nullptr;
      else values.put(i, static_cast<N>(n));
    }
    return own(std::move(values));
  }
  Result<> texts() {
    const bool printed = type_->kind == Kind::scalar;
    std::vector<std::string> prints(printed ? rows_.size() : 0);
    for (std::size_t i = 0; i < prints.size(); ++i)
      if (rows_[i] && (prints[i] = type_->print(rows_[i])).empty()) rows_[i] = nullptr;
    const auto at = [&](std::size_t i) -> std::string_view {
      if (!rows_[i]) return {};
      if (printed) return prints[i];
      if (type_->kind == Kind::text) return typed::text(rows_[i]);
      const auto c = static_cast<std::size_t>(type_->get(rows_[i]));
      return c < type_->codes.size() ? type_->codes[c] : std::string_view("?");
    };
    return bytes_of(at);
  }
  /// Offsets and bytes of a text a row.
  Result<> bytes_of(const auto& at) {
    std::size_t total = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if ((total += at(i).size()) > most) return fail(ErrorCode::too_large, "the texts of one column are over 2 GiB; take smaller batches");
    Buffer offsets((rows_.size() + 1) * sizeof(std::int32_t)), bytes(total);
    std::size_t end = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto s = at(i);
      if (!s.empty()) std::memcpy(bytes.data() + end, s.data(), s.size());
      offsets.put(i + 1, static_cast<std::int32_t>(end += s.size()));
    }
    own(std::move(offsets)).value();
    return own(std::move(bytes));
  }
  Result<> list() {
    std::size_t total = 0;
    for (const void* p : rows_)
      if (p && (total += typed::count(*type_, p)) > most) return fail(ErrorCode::too_large, "the lists of one column have over 2147483647 elements; take smaller batches");
    Buffer offsets((rows_.size() + 1) * sizeof(std::int32_t));
    Rows inner;
    inner.reserve(total);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (std::size_t k = 0, n = rows_[i] ? typed::count(*type_, rows_[i]) : 0; k < n; ++k) inner.push_back(typed::inside(*type_, rows_[i], k));
      offsets.put(i + 1, static_cast<std::int32_t>(inner.size()));
    }
    own(std::move(offsets)).value();
    return child(type_->of[0](), false, std::move(inner));
  }

  const TypeInfo* type_ = nullptr;
  bool nullable_ = false;
  Rows rows_;
  bool absences_ = false;
  std::unique_ptr<arrow::Held> held_ = std::make_unique<arrow::Held>();
};

}  // namespace

namespace arrow {

Held::~Held() {
  for (const auto& c : children)
    if (c->release) c->release(c.get());  // a consumer may have moved it out
  if (dictionary && dictionary->release) dictionary->release(dictionary.get());
}

void hand_over(std::unique_ptr<Held> held, std::size_t rows, std::int64_t nulls, ArrowArray& out) {
  out = ArrowArray{};
  out.length = static_cast<std::int64_t>(rows);
  out.null_count = nulls;
  out.n_buffers = static_cast<std::int64_t>(held->buffers.size());
  out.buffers = held->buffers.data();
  out.n_children = static_cast<std::int64_t>(held->places.size());
  out.children = held->places.empty() ? nullptr : held->places.data();
  out.dictionary = held->dictionary.get();
  out.private_data = held.release();
  out.release = [](ArrowArray* a) {
    delete static_cast<Held*>(a->private_data);
    a->release = nullptr;
  };
}

Result<> build_column(const TypeInfo& type, bool nullable, std::vector<const void*> rows, ArrowArray& out) { return Builder(type, nullable, std::move(rows), false).build(out); }

}  // namespace arrow

Result<> arrow_array(const TypeInfo& type, const void* first, std::size_t stride, std::size_t rows, ArrowArray* out, bool absences) {
  if (type.kind != Kind::record || !out || (!first && rows > 0)) return fail(ErrorCode::invalid_argument, "rows are of a record type; give one, its rows, and a place for the array");
  if (auto r = arrow::has_columns(type); !r) return r;
  Rows at(rows);
  for (std::size_t i = 0; i < rows; ++i) at[i] = static_cast<const char*>(first) + i * stride;
  return Builder(type, false, std::move(at), absences).build(*out);
}

}  // namespace safar::inline v0
