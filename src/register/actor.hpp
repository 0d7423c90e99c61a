#pragma once
/// \file
/// Who may be called an actor. Internal.
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// A pseudonym stands in every listing, so it must not be able to look like another's, like two lines, or like the library's own ("safar").
/// Errors: invalid_argument, reason actor_form or actor_reserved. O(bytes x log of the table).
Result<> check_actor(std::string_view actor);

}  // namespace safar::inline v0
