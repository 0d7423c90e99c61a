#pragma once
/// \file
/// What the files of the Python module share: errors, callbacks into Python, and the rule for the GIL.
///
/// The rule: convert the arguments with the GIL, release it in the smallest block around the library's call, take it again
/// before anything of Python is touched. Whatever may wait for a lock of the library runs without the GIL, destructors
/// included: a clock or progress callback of another thread may hold that lock while it waits for the GIL.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <pybind11/pybind11.h>

#include <safar/base/result.hpp>

namespace safar::bindings {

namespace py = pybind11;

void bind_base(py::module_& m);
void bind_errors(py::module_& m);
void bind_keys(py::module_& m);
void bind_frame(py::module_& m);
void bind_register(py::module_& m);
void bind_kernel(py::module_& m);
void bind_table(py::module_& m);
void bind_sheet(py::module_& m);

/// An instance of the class of safar._errors that goes with `error`'s code. Needs the GIL.
py::object to_python(const Error& error);

/// Raises `error`, with `cause` (an exception or None) as its `__cause__`. Needs the GIL.
[[noreturn]] void raise(const Error& error, const py::object& cause);

/// A Python object that C++ may keep, copy and drop on any thread without the GIL.
class Kept {
 public:
  Kept() = default;
  explicit Kept(py::object object)
      : object_(new py::object(std::move(object)), [](py::object* o) {
          if (!Py_IsInitialized()) { (void)o->release(); delete o; return; }  // the interpreter is gone: leak rather than crash
          const py::gil_scoped_acquire gil;
          delete o;
        }) {}
  /// Needs the GIL to be used, not to be asked.
  [[nodiscard]] const py::object& get() const { return *object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }

 private:
  std::shared_ptr<py::object> object_{};
};

/// Where a callback leaves the exception that it raised, until the call that ran it is over.
struct Raised {
  Kept exception{};
  /// Needs the GIL. Raises what was left here, if anything.
  void rethrow() {
    if (!exception) return;
    const py::object e = std::exchange(exception, Kept{}).get();
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(e.ptr())), e.ptr());
    throw py::error_already_set();
  }
};

/// Runs `body` without the GIL. `body` and what it captures must not touch Python objects.
template <class Body>
auto without_gil(Body&& body) {
  const py::gil_scoped_release free;
  return std::forward<Body>(body)();
}

}  // namespace safar::bindings
