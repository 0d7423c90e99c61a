#pragma once
// A payment made for a case that a grant pays: what the grant says to it, and what follows for the plan.
#include <safar/casework/assistance.hpp>

#include "register/execute.hpp"

namespace safar::inline v0 {

/// What the receipt of such a payment says of earmarks that were not checked.
void advise_unchecked(const Pay& fact, std::vector<Receipt::Advice>& advice);

/// Puts the grant's id in the place of its reference and the grant into the plan's first event. Refusals: those of check_charge, and
/// no_such_grant, grant_not_agreed, other_programme, earmarked. Earmarks that nothing known of the case can decide are listed in the fact and advised.
Result<> pay_of_grant(Here& here, const CaseState& state, Pay& fact, Plan& plan);

}  // namespace safar::inline v0
