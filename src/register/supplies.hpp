#pragma once
// Which commands make known what a guard asks for: read off the fold, so that it cannot say otherwise than what happens.
#include <string>
#include <string_view>
#include <vector>

namespace safar::inline v0 {

/// Commands on a case after which the value at a guard's path (`persons[2].travel_document.valid`) is known, those that say least beside
/// it first; empty where none alone makes it so. The first call folds each command some times; O(log paths) then.
std::vector<std::string> supplied_by(std::string_view path);

/// "Record what is not known: a, b." with the commands behind each path. Other texts come back as they are.
std::string with_commands(const std::string& remedy);
/// A remedy that names paths which a condition reads ("a.b = 1 (it reads a.b)"), with the commands that record them in their place.
std::string with_commands_for_reads(std::string remedy);

}  // namespace safar::inline v0
