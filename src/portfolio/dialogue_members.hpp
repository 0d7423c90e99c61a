#pragma once
// Who takes part in a dialogue on a day: each party once, as surely as it is known.
#include <initializer_list>
#include <string>
#include <vector>

#include <safar/model/dialogue.hpp>

namespace safar::inline v0 {

/// A party in some of the roles asked for. `there`: true or unknown; who surely is not there is left out.
struct PartyThere {
  const DialogueMember* as = nullptr;  ///< the membership by which it is most surely there
  bool sure = false;
};
/// In the order in which they joined. O(memberships).
std::vector<PartyThere> parties_on(const DialogueState& state, std::initializer_list<DialogueRole> roles, Date day);

/// How many there are: at least, at most.
struct Between {
  std::int64_t least = 0, most = 0;
};
/// Parties on a day; `states`: only those that are states.
Between count_on(const DialogueState& state, std::initializer_list<DialogueRole> roles, Date day, bool states = false);
/// What the register counts of it on a day of which perhaps only the year is known: the least and the most over all of its days. `starts`:
/// those of the projects that belong to the dialogue. What it does not count (other): not_applicable.
Known<Between> count_figure(const DialogueState& state, const std::vector<Known<PartialDate>>& starts, FigureKind what, const PartialDate& on);

/// The roles of those whom sources call participants.
inline constexpr auto participating = {DialogueRole::member, DialogueRole::observer, DialogueRole::chair, DialogueRole::co_chair, DialogueRole::steering_committee, DialogueRole::partner};

}  // namespace safar::inline v0
