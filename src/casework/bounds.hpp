#pragma once
/// \file
/// Counts, durations and amounts of commands that cannot be less than nothing, or more than anybody means. Internal.
#include <safar/base/result.hpp>
#include <safar/workflow/verb.hpp>

namespace safar::inline v0 {

/// Errors: out_of_range with the member's pointer, reason negative or too_much. A fact's own check may ask for more. O(members that have bounds).
Result<> check_bounds(const Verb& verb, const void* fact);

}  // namespace safar::inline v0
