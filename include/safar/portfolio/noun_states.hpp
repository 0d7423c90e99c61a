#pragma once
/// \file
/// A noun is what its events add up to: pure, total folds; and what a fact must satisfy before it is accepted.
#include <variant>

#include <safar/base/result.hpp>
#include <safar/model/action_plan.hpp>
#include <safar/model/dialogue.hpp>
#include <safar/model/grant.hpp>
#include <safar/model/organisation.hpp>
#include <safar/model/programme.hpp>
#include <safar/model/project.hpp>
#include <safar/workflow/verb.hpp>

namespace safar::inline v0 {

/// Any of them; monostate: nothing was said of it yet.
using Noun = std::variant<std::monostate, OrganisationState, ProgrammeState, ProjectState, DialogueState, ActionPlanState, GrantState>;

/// What they have in common; nullptr of monostate.
const NounHead* head_of(const Noun& noun);
NounHead* head_of(Noun& noun);

/// Adds one event of the noun's own stream. Total: what does not fit moves nothing and is still counted in `version`. O(size of the fact + what it changes).
void fold(Noun& noun, const Id& id, const Verb& verb, const void* fact, const Occurrence& at);

/// What must hold beside the workflow: shares of at most 100 %, an end after the start, no membership twice, no line overspent. Completes
/// the fact where the library knows more (a default day). Pure. `noun` is monostate where the verb begins it.
Result<> check(const Noun& noun, const Verb& verb, void* fact, Date today);

}  // namespace safar::inline v0
