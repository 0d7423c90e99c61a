#pragma once
/// \file
/// An Arrow stream that Python holds until somebody consumes it.
#include <memory>

#include <safar/base/describe.hpp>
#include <safar/c/arrow.h>

#include "bindings.hpp"

namespace safar::bindings {

struct PyStream {
  struct Drop {
    void operator()(ArrowArrayStream* s) const {
      if (s->release) {
        if (Py_IsInitialized() && PyGILState_Check()) without_gil([&] { s->release(s); });
        else s->release(s);
      }
      delete s;
    }
  };
  std::unique_ptr<ArrowArrayStream, Drop> stream{new ArrowArrayStream{}};
  std::shared_ptr<Raised> raised = std::make_shared<Raised>();
};

/// Moves the stream into a new capsule.
py::object capsule_of(PyStream& from);

/// Rows that a stream gave, in the order in which it gave them. Immutable.
struct Table {
  std::shared_ptr<const void> rows{};
  const TypeInfo* type = nullptr;
  std::size_t count = 0;
};

/// All rows of a stream whose columns are `type`'s, which must live for ever. Consumes the stream. Raises.
Table table_of(PyStream& from, const TypeInfo& type);

}  // namespace safar::bindings
