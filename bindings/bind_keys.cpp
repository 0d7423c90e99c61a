/// \file
/// Where keys come from: a file, or a callable of the host.
#include "bind_keys.hpp"

#include <algorithm>

namespace safar::bindings {
namespace {

/// The callable's answer as a key; what it raised is kept for the call that asked. Runs without the GIL.
Result<keys::Key> ask(const Kept& callable, Raised& raised, std::string_view id, std::string_view wrapped) {
  const py::gil_scoped_acquire gil;
  try {
    const py::object answer = callable.get()(py::bytes(id.data(), id.size()), py::bytes(wrapped.data(), wrapped.size()));
    char* data = nullptr;
    Py_ssize_t n = 0;
    if (!PyBytes_Check(answer.ptr()) || PyBytes_AsStringAndSize(answer.ptr(), &data, &n) != 0 || n != 32) {
      return fail(ErrorCode::key, "the key callable did not give 32 bytes", {}, "bad_key", "Return the unwrapped key as a bytes object of length 32.");
    }
    keys::Key key{};
    std::copy_n(data, key.size(), reinterpret_cast<char*>(key.data()));
    return key;
  } catch (py::error_already_set& e) {
    raised.exception = Kept(e.value());
    return fail(ErrorCode::key, "the key callable raised an exception", {}, "host_failed", "The exception's cause is what it raised.");
  }
}

}  // namespace

void bind_keys(py::module_& m) {
  py::class_<KeySource>(m, "KeySource", "Where the first key of a register comes from; made by safar.keys.")
      .def_static("file", [](const std::string& path) {
            KeySource k;
            k.source = keys::file(path);
            k.what = path;
            return k;
          }, py::arg("path"), py::pos_only(), "A key file.")
      .def_static("host", [](py::object unwrap, const py::bytes& first_id, const py::bytes& first_wrapped) {
            KeySource k;
            const Kept callable(std::move(unwrap));
            const auto raised = k.raised;
            k.source = keys::host([callable, raised](std::string_view id, std::string_view wrapped) { return ask(callable, *raised, id, wrapped); },
                                  std::string(first_id), std::string(first_wrapped));
            k.what = "host";
            return k;
          }, py::arg("unwrap"), py::arg("first_id"), py::arg("first_wrapped"), py::pos_only(), "The host's own key store.")
      .def("__repr__", [](const KeySource& k) { return "<safar key source: " + k.what + ">"; });
}

}  // namespace safar::bindings
