/// \file
/// Kernels, and Arrow streams that come from Python: capsules, files in chunks, JSON texts.
#include "bind_kernel.hpp"

#include <pybind11/stl.h>

#include <safar/base/arrow.hpp>
#include <safar/base/arrow_read.hpp>
#include <safar/base/json.hpp>
#include <safar/kernel.hpp>

#include "bind_frame.hpp"

namespace safar::bindings {
namespace {

constexpr const char* stream_name = "arrow_array_stream";
constexpr std::size_t chunk_rows = 4096;

struct Text {
  std::string json{};
  static constexpr std::string_view type_name = "text", type_doc = "A whole command.";
  template <class V> static constexpr void describe(V& v) { v(1, "json", &Text::json, Shelf::identity, "The command."); }
};
struct Chunk {
  std::string bytes{};
  static constexpr std::string_view type_name = "chunk", type_doc = "A piece of a file.";
  template <class V> static constexpr void describe(V& v) { v(1, "bytes", &Chunk::bytes, Shelf::identity, "The next bytes."); }
};

Result<bool> give(const TypeInfo& type, const void* rows, std::size_t stride, std::size_t n, ArrowArray* out) {
  if (auto r = arrow_array(type, rows, stride, n, out); !r) return std::move(r).error();
  return true;
}

/// What Python raised while a stream was read becomes the stream's failure; the call that reads raises it again.
Error said_by_python(py::error_already_set& e, const std::shared_ptr<Raised>& raised) {
  raised->exception = Kept(e.value());
  return fail(ErrorCode::io, "reading the input raised an exception", {}, "raised");
}

PyStream stream_of_capsule(const py::object& capsule) {
  auto* from = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), stream_name));
  if (!from) throw py::error_already_set();
  if (!from->release) throw Exception(fail(ErrorCode::invalid_argument, "the stream was consumed before", {}, "consumed", "Ask its producer for a new one."));
  PyStream out;
  *out.stream = *from;
  from->release = nullptr;
  return out;
}

/// `iterable` of str.
PyStream stream_of_texts(const py::iterable& iterable) {
  PyStream out;
  auto it = std::make_shared<Kept>(py::iter(iterable));
  arrow_stream(info<Text>(), [it, raised = out.raised](ArrowArray* batch) -> Result<bool> {
    std::vector<Text> rows;
    {
      const py::gil_scoped_acquire gil;
      try {
        while (rows.size() < chunk_rows) {
          const auto next = py::reinterpret_steal<py::object>(PyIter_Next(it->get().ptr()));
          if (!next) {
            if (PyErr_Occurred()) throw py::error_already_set();
            break;
          }
          rows.push_back({py::cast<std::string>(next)});
        }
      } catch (py::error_already_set& e) {
        return said_by_python(e, raised);
      }
    }
    if (rows.empty()) return false;
    return give(info<Text>(), rows.data(), sizeof(Text), rows.size(), batch);
  }, out.stream.get());
  return out;
}

/// `read(n)` gives bytes, b"" at the end.
PyStream stream_of_reader(const py::object& read) {
  PyStream out;
  arrow_stream(info<Chunk>(), [kept = Kept(read), raised = out.raised](ArrowArray* batch) -> Result<bool> {
    Chunk chunk;
    {
      const py::gil_scoped_acquire gil;
      try {
        const py::object piece = kept.get()(std::size_t{1} << 18);
        if (!py::isinstance<py::bytes>(piece)) return fail(ErrorCode::wrong_type, "read() must give bytes: open the file in binary mode");
        chunk.bytes = py::cast<std::string>(piece);
      } catch (py::error_already_set& e) {
        return said_by_python(e, raised);
      }
    }
    if (chunk.bytes.empty()) return false;
    return give(info<Chunk>(), &chunk, sizeof chunk, 1, batch);
  }, out.stream.get());
  return out;
}

PyStream run(const Kernel& kernel, PyStream& in, const py::object& progress) {
  PyStream out;
  out.raised = in.raised;
  Progress watch;
  if (!progress.is_none())
    watch = [kept = Kept(progress), raised = in.raised](std::uint64_t done, std::uint64_t total) {
      const py::gil_scoped_acquire gil;
      try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        return !kept.get()(done, total).is(py::bool_(false));
      } catch (py::error_already_set& e) {
        raised->exception = Kept(e.value());
        return false;
      }
    };
  auto r = without_gil([&] { return kernel.run(in.stream.get(), out.stream.get(), watch); });
  in.raised->rethrow();
  std::move(r).value();
  return out;
}

}  // namespace

py::object capsule_of(PyStream& from) {
  // The capsule first, empty; then the stream in it: whatever fails, it is released once.
  if (!from.stream->release) throw Exception(fail(ErrorCode::invalid_argument, "the stream was consumed before", {}, "consumed", "Run the kernel again, or keep .frame()."));
  auto* stream = new ArrowArrayStream{};
  PyObject* raw = PyCapsule_New(stream, stream_name, [](PyObject* capsule) {
    auto* held = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
    if (!held) { PyErr_Clear(); return; }
    if (held->release) held->release(held);
    delete held;
  });
  if (!raw) { delete stream; throw py::error_already_set(); }
  *stream = std::exchange(*from.stream, ArrowArrayStream{});
  return py::reinterpret_steal<py::object>(raw);
}

void bind_kernel(py::module_& m) {
  py::class_<PyStream>(m, "Stream", "An Arrow stream that is consumed once.")
      .def_static("of_capsule", &stream_of_capsule, py::arg("capsule"), py::pos_only(), "Takes over what __arrow_c_stream__ gave.")
      .def_static("of_texts", &stream_of_texts, py::arg("texts"), py::pos_only(), "A column json of texts.")
      .def_static("of_reader", &stream_of_reader, py::arg("read"), py::pos_only(), "A column bytes of what read(n) gives.")
      .def("arrow_c_stream", &capsule_of, "A PyCapsule named arrow_array_stream, once.")
      .def("table", [](PyStream& s, const std::string& kernel) {
            const KernelInfo* k = find_kernel(kernel);
            if (!k) throw Exception(fail(ErrorCode::unknown_code, "There is no such kernel.", {}, "no_such_kernel"));
            return table_of(s, k->output());
          }, py::arg("kernel"), py::pos_only(), "All rows of a stream of that kernel; consumes it.")
      .def("rethrow", [](PyStream& s) { s.raised->rethrow(); }, "Raises what a callback of this stream raised, if any did.");
  py::class_<Kernel>(m, "Kernel", "A kernel with its configuration; any thread.")
      .def_static("create", [](const std::string& name, const std::string& config) { return Kernel::create(name, config).value(); }, py::arg("name"), py::arg("config"), py::pos_only(), "Makes a kernel.")
      .def_property_readonly("name", [](const Kernel& k) { return std::string(k.info().name); })
      .def_property_readonly("doc", [](const Kernel& k) { return std::string(k.info().doc); })
      .def("run", &run, py::arg("stream"), py::arg("progress"), py::pos_only(), "Consumes a stream and gives another, which works as it is asked.");
}

}  // namespace safar::bindings
