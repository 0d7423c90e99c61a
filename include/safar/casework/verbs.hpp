#pragma once
/// \file
/// The verbs of a case: which command is which fact, and what it touches.
#include <span>
#include <string_view>

#include <safar/base/id.hpp>
#include <safar/workflow/verb.hpp>

namespace safar::inline v0 {

/// All of them, in order of their kind.
std::span<const Verb> verbs();
const Verb* find_verb(std::string_view name);  ///< nullptr: none
const Verb* find_verb(EventKind kind);
const Verb* find_verb(const TypeInfo& type);

/// Does the fold of such an event make a case that was not there?
constexpr bool begins_case(EventKind k) { return k == EventKind::apply || k == EventKind::begin_case; }
/// Is such an event folded into every case whose stream it touches? Else into the one that it names.
constexpr bool folds_by_stream(EventKind k) {
  return k == EventKind::suspend || k == EventKind::end_suspension || k == EventKind::erase || k == EventKind::merge;
}
/// Does the fold keep the name of such an event's act? Others may be folded without it.
constexpr bool keeps_act(EventKind k) {
  return k == EventKind::suspend || k == EventKind::hold || k == EventKind::refer || k == EventKind::complain;
}

/// The shelf on which the name of such a kind lies: a death is told by the casefile, the others are sensitive.
constexpr Shelf shelf_of_name(EventKind k) { return k == EventKind::record_death ? Shelf::casefile : Shelf::sensitive; }

/// The names of the commands that a workflow may speak of.
std::span<const std::string_view> workflow_events();

/// Texts that verbs have in common, "" where a fact has no such member.
std::string_view outcome_of(const Verb& verb, const void* fact);
std::string_view reason_of(const Verb& verb, const void* fact);
Id case_of(const Verb& verb, const void* fact);
/// The PersonId member at the top of the fact, for the library to fill; nullptr: none.
PersonId* person_of(const Verb& verb, void* fact);

}  // namespace safar::inline v0
