#pragma once
/// \file
/// Rows for Python: a Frame by its handle.
#include <safar/register.hpp>

#include "bindings.hpp"

namespace safar::bindings {

/// A query's rows. Immutable, any thread.
struct Rows {
  Frame frame;
};

/// `[{"name","kind","absence","shelf","doc","fields":[...]}]`; absence: may be absent for a reason. Recursion ends at `depth`.
py::list columns_of(const TypeInfo& type, int depth = 8);

}  // namespace safar::bindings
