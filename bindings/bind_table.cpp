/// \file
/// Rows that a stream gave, held: with the methods of Rows, so that a Python Frame shows either.
#include "bind_kernel.hpp"

#include <new>
#include <vector>

#include <pybind11/stl.h>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/base/json.hpp>
#include <safar/exchange/csv.hpp>

#include "bind_frame.hpp"

namespace safar::bindings {
namespace {

/// Objects of a type that is known at run time, one after the other.
class Objects {
 public:
  explicit Objects(const TypeInfo& type) : type_(type) {}
  Objects(const Objects&) = delete;
  Objects& operator=(const Objects&) = delete;
  ~Objects() {
    for (std::size_t i = 0; i < count_; ++i) type_.drop(at(i));
    ::operator delete(memory_, std::align_val_t{type_.align});
  }
  /// One more, freshly made.
  void* add() {
    if (count_ == room_) grow();
    type_.make(at(count_));
    return at(count_++);
  }
  [[nodiscard]] char* at(std::size_t i) const { return static_cast<char*>(memory_) + i * type_.size; }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  void grow() {
    Objects wider(type_);
    wider.room_ = room_ * 2 + 64;
    wider.memory_ = ::operator new(wider.room_ * type_.size, std::align_val_t{type_.align});
    for (; wider.count_ < count_; ++wider.count_) {
      type_.make(wider.at(wider.count_));
      type_.assign(wider.at(wider.count_), at(wider.count_));
    }
    std::swap(memory_, wider.memory_), std::swap(room_, wider.room_), std::swap(count_, wider.count_);
  }
  const TypeInfo& type_;
  void* memory_ = nullptr;
  std::size_t count_ = 0, room_ = 0;
};

const char* place(const Table& t, std::size_t i) { return static_cast<const char*>(t.rows.get()) + i * t.type->size; }

std::vector<std::string> rows_json(const Table& t, std::size_t first, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = first; i < t.count && out.size() < count; ++i) out.push_back(to_json(*t.type, place(t, i)));
  return out;
}

}  // namespace

Table table_of(PyStream& from, const TypeInfo& type) {
  const auto objects = std::make_shared<Objects>(type);
  std::string said;
  auto result = without_gil([&]() -> Result<> {
    auto in = ArrowStreamIn::open(from.stream.get());
    if (!in) return std::move(in).error();
    auto rows = ArrowRows::open(type, in->schema());
    if (!rows) return std::move(rows).error();
    for (;;) {
      auto batch = in->next();
      if (!batch) return said = in->said(), std::move(batch).error();
      if (!*batch) return {};
      for (std::int64_t i = 0; i < (*batch)->length; ++i)
        if (auto r = rows->read(**batch, i, objects->add()); !r) return r;
    }
  });
  from.raised->rethrow();
  if (!result && !said.empty()) result.error().message = said;  // of our own streams: one line, no personal data
  std::move(result).value();
  return {std::shared_ptr<const void>(objects, objects->count() ? objects->at(0) : nullptr), &type, objects->count()};
}

void bind_table(py::module_& m) {
  py::class_<Table>(m, "Table", "Rows that a stream gave; owns them.")
      // Properties
      .def_property_readonly("next", [](const Table&) { return std::string(); }, "There are no rows after these.")
      .def_property_readonly("columns", [](const Table& t) { return columns_of(*t.type); }, "Name, kind, shelf and doc of each column.")
      // Operations
      .def("json", [](const Table& t) {
            return without_gil([&] {
              std::string out = "{\"masked\":0,\"next\":\"\",\"rows\":[";
              for (const auto& row : rows_json(t, 0, t.count)) (out += out.back() == '[' ? "" : ",") += row;
              return out + "],\"v\":1}";
            });
          }, "All rows as JSON.")
      .def("rows_json", [](const Table& t, std::size_t first, std::size_t count) { return without_gil([&] { return rows_json(t, first, count); }); },
           py::arg("first"), py::arg("count"), py::pos_only(), "Rows as canonical JSON, one text a row.")
      .def("csv", [](const Table& t, char separator) { return without_gil([&] { return exchange::write_csv(*t.type, t.rows.get(), t.type->size, t.count, separator); }); },
           py::arg("separator"), py::pos_only(), "RFC 4180 text with a header.")
      .def("arrow_c_stream", [](const Table& t) {
            PyStream out;
            arrow_stream(*t.type, t.rows, t.rows.get(), t.type->size, t.count, out.stream.get());
            return capsule_of(out);
          }, "A PyCapsule named arrow_array_stream that owns its rows.")
      // Operators
      .def("__len__", [](const Table& t) { return t.count; });
}

}  // namespace safar::bindings
