#pragma once
/// \file
/// Random bytes that can be had again, so that what a run found can be looked at: libsodium's are replaced in this program.
#include <cstdint>

namespace fault {

/// Before anything asks libsodium for random bytes. They are no secret from then on.
void load_dice();
/// The same bytes follow the same seed.
void roll(std::uint64_t seed);

}  // namespace fault
