#pragma once
/// \file
/// What can be seen of a stream's schema and batches before they are walked. Internal to ArrowStreamIn.
#include <safar/base/result.hpp>
#include <safar/c/arrow.h>

namespace safar::inline v0::arrow {

/// The whole tree of columns is there, and not larger than anybody means it. O(columns).
Result<> check(const ArrowSchema& schema);
/// The batch has the form of a schema that was checked. O(columns), whatever its rows.
Result<> check(const ArrowSchema& schema, const ArrowArray& batch);

}  // namespace safar::inline v0::arrow
