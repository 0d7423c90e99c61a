#pragma once
// What the files of this room share: the folds and checks of each noun, and what several of them ask.
#include <string>
#include <utility>
#include <vector>

#include <safar/model/reason.hpp>
#include <safar/portfolio/noun_states.hpp>
#include <safar/portfolio/verbs.hpp>

namespace safar::inline v0 {

void fold(OrganisationState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check(const OrganisationState* state, const Verb& verb, void* fact, Date today);
void fold(ProgrammeState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check(const ProgrammeState* state, const Verb& verb, void* fact, Date today);
void fold(ProjectState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check(const ProjectState* state, const Verb& verb, void* fact, Date today);
void fold(GrantState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check(const GrantState* state, const Verb& verb, void* fact, Date today);
void fold(ActionPlanState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check(const ActionPlanState* state, const Verb& verb, void* fact, Date today);

// action_plan.cpp
/// Takes what is given over what is there.
void replace(PlanAction& to, const PlanAction& from);
void fold(DialogueState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check(const DialogueState* state, const Verb& verb, void* fact, Date today);

// parties.cpp
/// `since` of one that has none is `starts`, where a party is added later than that.
Result<> check_parties(const std::vector<ProjectParty>& parties, const std::string& at);
/// Shares of donors who take part at the same time, over 100 % or below 0; what is there already and what is added.
Result<> check_shares(const std::vector<ProjectParty>& there, const std::vector<ProjectParty>& added, const std::string& at);
/// The last day is not before the first, where both are known well enough to say so.
Result<> check_period(const Known<PartialDate>& starts, const Known<PartialDate>& ends, const std::string& at);
/// What has happened is not in the future.
Result<> check_past(const Known<PartialDate>& day, Date today, const std::string& at);
/// A title in at least one language, or a reference.
Result<> check_named(const std::string& ref, const LocalizedText& title);
/// An amendment of an end and an amount, which are changed where it says so: what they were stays in it.
struct Terms { Known<PartialDate>& ends; Known<Money>& amount; };
Amendment amend_terms(const Known<AmendmentKind>& kind, const Known<PartialDate>& decided_on, const Reason& reason, const Known<PartialDate>& ends, const Known<Money>& amount, const Terms& terms, const Occurrence& at);
/// Takes the texts that are given over those that are there.
void replace(LocalizedText& to, const LocalizedText& from);

inline Party party_of(const ProjectParty& p) { return {p.name, p.organisation, p.country}; }
inline bool same(const ProjectParty& a, const ProjectParty& b) {
  return a.role == b.role && (a.group.known() || b.group.known() ? a.group.known() && b.group.known() && a.group.value == b.group.value : same_party(party_of(a), party_of(b)));
}

}  // namespace safar::inline v0
