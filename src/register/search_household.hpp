#pragma once
// Who belongs together: cases that were applied for as one household, and those that it parted into or was merged with.
#include <string_view>
#include <vector>

#include "register/impl.hpp"

namespace safar::inline v0 {

/// The cases of a household, that of who was asked for first. `text`: the id of a household, a case or a person, or a number of a case.
/// Cases hang together by the household of their applications, by split_household and by merge. not_found: nobody has that id.
/// O(events of the cases).
Result<std::vector<Id>> cases_of_household(Register::Impl& home, std::string_view text);

/// The cases that a person is in, then those in which they were, or that these were merged into. O(events of the person).
Result<std::vector<Id>> cases_of_person(Register::Impl& home, const Id& person);

}  // namespace safar::inline v0
