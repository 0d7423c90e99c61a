#pragma once
/// \file
/// A case is what its events add up to: a pure, total function. It asks no guard, no clock, no engine, and needs no key but for the boxes of folds_boxes().
#include <string>
#include <string_view>

#include <safar/casework/verbs.hpp>
#include <safar/dmn/feel.hpp>
#include <safar/model/case.hpp>
#include <safar/workflow/workflow.hpp>

namespace safar::inline v0 {

/// Adds one event to a case. Total: what does not fit the state moves nothing and is still counted in `version`.
/// `fact` is of the verb's type, sealed members may be absent. O(size of the fact + holds + persons).
void fold(CaseState& state, const Workflow& workflow, const Verb& verb, const void* fact, const Occurrence& at);

/// The regions as the workflow numbers them; a region that the case does not have yet is at its start.
Marking marking_of(const CaseState& state, const Workflow& workflow);
/// Kinds of hold that are on the case, one entry a hold.
std::vector<std::string> hold_kinds(const CaseState& state);
/// The hold that somebody names: its act ("81-77", "act 81-77"), or its kind where exactly one such hold is there. nullptr: none.
const HoldState* named_hold(const CaseState& state, std::string_view name);

/// The referral that somebody names: its act, or whom it went to where exactly one such is open; "" is the only open one. nullptr: none.
const ReferralState* named_referral(const CaseState& state, std::string_view name);
/// The complaint that somebody names: its act; "" is the only open one. nullptr: none.
const ComplaintState* named_complaint(const CaseState& state, std::string_view name);

/// What guards see: regions by name, the members of CaseState (`persons` are those who live), `travel_document.valid` as of `today`.
feel::Value guard_context(const CaseState& state, const Workflow& workflow, Date today);
/// The same with these names alone, sorted (Workflow::reads): what no guard reads costs nothing.
feel::Value guard_context(const CaseState& state, const Workflow& workflow, Date today, const std::vector<std::string>& names);

}  // namespace safar::inline v0
