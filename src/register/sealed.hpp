#pragma once
// What is sealed by its kind, or learnt from sealed members: found again for who may read it, and out of sight for all others.
#include <functional>
#include <optional>
#include <vector>

#include "register/impl.hpp"

namespace safar::inline v0 {

Reads reads_of(const Actor& actor);
bool reads_all(Shelf shelf);

/// What an `assessed` event is, as far as its opened boxes tell who asks; `assessed` where they do not: withheld, erased, or of a newer library.
const Verb* verb_of_sealed(const store::EventOut& event, const Reads& reads);
/// The boxes of an event for read_fact; what `reads` does not take is withheld.
std::vector<Unsealed> boxes_for(const store::EventOut& event, const Reads& reads);

/// A case as it was stored, with its boxes.
Result<CaseState> state_of(const store::NowRow& row);
/// Takes away what somebody may not know of a case: what was learnt from shelves that `reads` does not take, and values of fields that the
/// sets in force have put there. It is gone whether or not it was so.
void hide(CaseState& state, const FieldBook& fields, const Reads& reads);
/// The case as an actor may know it: `state` itself, or what is left of it in `kept`.
const CaseState& seen_by(const CaseState& state, const FieldBook& fields, const Actor& actor, std::optional<CaseState>& kept);

}  // namespace safar::inline v0
