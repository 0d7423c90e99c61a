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

}  // namespace safar::bindings
