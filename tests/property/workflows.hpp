#pragma once
// Random workflow documents: regions, states, transitions, guards of a small grammar, holds, timers.
#include <string>

#include "property/random.hpp"

namespace property {

/// JSON. Not every one lints clean: who uses it asks Workflow::lint and throws away what does not.
std::string random_workflow(Random& random);

}  // namespace property
