#pragma once
// Frameworks that projects and commitments serve: GCM:21, JVAP:A86, and schemes of others.
#include <string>
#include <string_view>
#include <vector>

#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// GCM objectives are 1 to 23, with the letter of an action or without; of the JVAP, domains are 1 to 5 and actions A1 and up. Writes both schemes in
/// capitals. What belongs to another scheme is taken as it is. Errors: missing_member (empty), out_of_range (no_such_objective).
Result<> check_frameworks(std::vector<std::string>& frameworks, const std::string& at);

/// What an objective or domain is called in English: of GCM:21 "Return, readmission and reintegration". "" where this table has none.
std::string_view framework_title(std::string_view framework);

}  // namespace safar::inline v0
