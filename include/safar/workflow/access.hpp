#pragma once
/// \file
/// One function decides who may read what; every path asks it.
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>

namespace safar::inline v0 {

/// May this role, for this purpose, read fields of a shelf? `open` always. Until access grants exist the rule is a table:
/// casework roles read identity and casefile for the purpose `casework`; `sensitive` only counsellors, protection and reviewing officers;
/// data_protection_officer reads all for `data_protection`; statistics and audit read `open` and `counted` only.
bool may_read(std::string_view role, std::string_view purpose, Shelf shelf);

/// Roles that the library knows; a session with another role is refused.
bool known_role(std::string_view role);
bool known_purpose(std::string_view purpose);

/// JSON list of roles with what they read, for `describe("roles")`.
std::string describe_roles();

}  // namespace safar::inline v0
