/// \file
/// The one place where a failure of the library becomes a Python exception.
#include "bindings.hpp"

namespace safar::bindings {

py::object to_python(const Error& error) {
  // The package imports _errors before it imports this module, so this is a look-up.
  const auto make = py::module_::import("safar._errors").attr("from_core");
  return make(static_cast<std::int32_t>(error.code), error.message, error.pointer, error.reason, error.remedy, error.row, to_json(error));
}

void raise(const Error& error, const py::object& cause) {
  const py::object e = to_python(error);
  if (cause && !cause.is_none()) PyException_SetCause(e.ptr(), py::object(cause).release().ptr());
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(e.ptr())), e.ptr());
  throw py::error_already_set();
}

void bind_errors(py::module_& m) {
  py::register_local_exception_translator([](std::exception_ptr p) {
    try {
      if (p) std::rethrow_exception(p);
    } catch (const Exception& thrown) {
      try {
        const py::object e = to_python(thrown.error());
        PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(e.ptr())), e.ptr());
      } catch (py::error_already_set& other) {
        other.restore();  // the package itself is broken: say that
      }
    }
  });
  m.def("error_name", [](std::int32_t code) { return std::string(name(static_cast<ErrorCode>(code))); }, py::arg("code"), py::pos_only(),
        "The name of an error code, e.g. 20: refused.");
}

}  // namespace safar::bindings
