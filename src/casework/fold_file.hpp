#pragma once
// The parts of a case beside its journey: papers from consulates, plan, money, referrals, complaints, links to other cases.
#include <safar/casework/fold.hpp>

namespace safar::inline v0 {

/// Adds what the event says of them; total, and asks no region. False: the event moves no region of this case either
/// (it begins it, or another case was merged into this one).
bool fold_file(CaseState& state, const Verb& verb, const void* fact, const Occurrence& at);

}  // namespace safar::inline v0
