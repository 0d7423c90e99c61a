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

/// May this role, for this purpose, do this at all, before the workflow says whether it may now? Who reads figures or verifies
/// (data_analyst, auditor; the purposes statistics and audit) changes nothing; system_administrator only adopts; for data_protection
/// only the data_protection_officer acts. `identity`: what the command says is of that shelf (writes_identity); it asks whether somebody
/// else holds the same document, so it needs a role that reads identity. record_death and answer_complaint answer by what was recorded
/// on a sealed shelf, so they need a role that reads casefile, and sensitive.
/// `noun`: a command on the portfolio (projects, grants, dialogues, ...), which are done for the purposes `portfolio` and `casework`;
/// project_officer does these alone.
bool may_act(std::string_view role, std::string_view purpose, std::string_view command, bool noun = false, bool identity = false);

/// Whether a fact of this type says anything of the shelf identity (names, days of birth, numbers of documents).
bool writes_identity(const TypeInfo& fact, int depth = 0);

/// For statistics no answer tells of one person or case: views of cases, persons and events are not read, `counts` says small cells as
/// "fewer than", and days are the finest moments. So it is for the purpose statistics whatever the role, and for data_analyst, auditor and
/// system_administrator whatever the purpose.
bool figures_only(std::string_view role, std::string_view purpose);

/// Roles that the library knows; a session with another role is refused.
bool known_role(std::string_view role);
bool known_purpose(std::string_view purpose);

/// JSON list of roles with what they read, for `describe("roles")`.
std::string describe_roles();

}  // namespace safar::inline v0
