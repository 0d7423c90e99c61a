#pragma once
/// \file
/// What the programs of this folder do with their arguments.
#include "fault/run.hpp"

namespace fault {

/// "all [lives [seed]]" and "one <life>", else the tests. The run's answer for the system: 0 where nothing was lost.
int program(int argc, char** argv, Run run);

}  // namespace fault
