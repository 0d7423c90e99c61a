#pragma once
/// \file
/// How what the library itself wrote is read. Internal.
#include <safar/base/json.hpp>

namespace safar::inline v0 {

/// Of states, bodies and boxes: whatever their size, so that nothing that was once taken shuts a register.
inline constexpr JsonLimits of_the_log{std::size_t(-1), 512, std::size_t(-1)};

}  // namespace safar::inline v0
