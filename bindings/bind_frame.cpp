/// \file
/// Rows of a view: as JSON by row, as CSV, and as an Arrow stream in a capsule.
#include "bind_frame.hpp"

#include <pybind11/stl.h>

#include <safar/base/json.hpp>
#include <safar/c/arrow.h>

namespace safar::bindings {
namespace {

constexpr const char* stream_name = "arrow_array_stream";

/// Releases what nobody consumed: a consumer moves the struct out and sets `release` to null.
void drop_stream(PyObject* capsule) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
  if (!stream) { PyErr_Clear(); return; }
  if (stream->release) stream->release(stream);
  delete stream;
}

const char* shelf_name(Shelf shelf) {
  switch (shelf) {
    case Shelf::open: return "open";
    case Shelf::counted: return "counted";
    case Shelf::identity: return "identity";
    case Shelf::casefile: return "casefile";
    case Shelf::sensitive: return "sensitive";
  }
  return "sensitive";  // an unknown shelf is not shown
}

/// The record that a column's value is or holds (through Known and list), or null.
const TypeInfo* record_in(const TypeInfo& type) {
  const TypeInfo* t = &type;
  while ((t->kind == Kind::known || t->kind == Kind::list) && !t->of.empty()) t = &t->of.front()();
  return t->kind == Kind::record ? t : nullptr;
}

const char* kind_name(const TypeInfo& type) {
  switch (type.kind) {
    case Kind::boolean: return "boolean";
    case Kind::integer: return "integer";
    case Kind::text: return "text";
    case Kind::code: return "code";
    case Kind::scalar: return "scalar";
    case Kind::record: return "record";
    case Kind::list: return "list";
    case Kind::choice: return "choice";
    case Kind::known: return type.of.empty() ? "known" : kind_name(type.of.front()());
  }
  return "unknown";
}

}  // namespace

py::list columns_of(const TypeInfo& type, int depth) {
  py::list out;
  for (const FieldInfo& f : type.fields) {
    py::dict d;
    d["name"] = py::str(f.name.data(), f.name.size());
    d["kind"] = kind_name(f.type());
    d["absence"] = f.type().kind == Kind::known;
    d["shelf"] = shelf_name(f.shelf);
    d["doc"] = py::str(f.doc.data(), f.doc.size());
    const TypeInfo* inner = depth > 0 ? record_in(f.type()) : nullptr;
    d["fields"] = inner ? columns_of(*inner, depth - 1) : py::list();
    out.append(std::move(d));
  }
  return out;
}

void bind_frame(py::module_& m) {
  py::class_<Rows>(m, "Rows", "Rows of a view; owns them.")
      // Properties
      .def_property_readonly("next", [](const Rows& r) { return r.frame.next(); }, "Cursor of the rows after these; empty at the end.")
      .def_property_readonly("columns", [](const Rows& r) { return columns_of(r.frame.type()); }, "Name, kind, shelf and doc of each column.")
      // Operations
      .def("json", [](const Rows& r) { return without_gil([&] { return r.frame.json(); }); }, "The whole answer as canonical JSON.")
      .def("rows_json", [](const Rows& r, std::size_t first, std::size_t count) {
            // The rows are immutable and owned by `r`, which the caller holds.
            return without_gil([&] {
              std::vector<std::string> out;
              const std::size_t n = r.frame.rows();
              if (first >= n) return out;
              const std::size_t last = count < n - first ? first + count : n;
              out.reserve(last - first);
              const auto* data = static_cast<const char*>(r.frame.data());
              for (std::size_t i = first; i < last; ++i) out.push_back(to_json(r.frame.type(), data + i * r.frame.stride()));
              return out;
            });
          }, py::arg("first"), py::arg("count"), py::pos_only(), "Rows as canonical JSON, one text a row.")
      .def("csv", [](const Rows& r, char separator) { return without_gil([&] { return r.frame.csv(separator); }); }, py::arg("separator"), py::pos_only(),
           "RFC 4180 text with a header.")
      .def("arrow_c_stream", [](const Rows& r) {
            // The capsule first, empty; then the stream in it: whatever fails, it is released once.
            auto* stream = new ArrowArrayStream{};
            PyObject* raw = PyCapsule_New(stream, stream_name, &drop_stream);
            if (!raw) { delete stream; throw py::error_already_set(); }
            const auto capsule = py::reinterpret_steal<py::object>(raw);
            without_gil([&] { r.frame.arrow(stream); });
            return capsule;
          }, "A PyCapsule named arrow_array_stream that owns its rows.")
      // Operators
      .def("__len__", [](const Rows& r) { return r.frame.rows(); });
}

}  // namespace safar::bindings
