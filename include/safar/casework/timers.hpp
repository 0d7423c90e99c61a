#pragma once
/// \file
/// What time does to a case: deadlines that run while it is worked on.
#include <safar/casework/fold.hpp>

namespace safar::inline v0 {

/// The part of the fold that deadlines need, kept in `state.times`: `before` are the holds that the case had before the event.
/// Total, asks no clock. O(holds + timers of the workflow).
void keep_time(CaseState& state, const std::vector<HoldState>& before, const Workflow& workflow, const Verb& verb, const void* fact, const Occurrence& at);

}  // namespace safar::inline v0
