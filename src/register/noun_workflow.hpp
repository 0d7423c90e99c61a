#pragma once
// Workflows of the portfolio: the library's, or those that a register adopted in their place.
#include "register/execute.hpp"

namespace safar::inline v0 {

/// The workflow in force for nouns of this kind; nullptr: they have none.
const Workflow* workflow_of(const House& house, StreamKind kind);
/// Reads a document that is meant for nouns of this kind.
Result<std::shared_ptr<const Workflow>> load_noun_workflow(StreamKind kind, std::string_view document);
/// The kind that a workflow document is for; none: for cases.
StreamKind workflow_subject(std::string_view document);
/// May this role do it, as the noun stands?
Result<> ask_noun_workflow(const Here& here, const Noun& noun, const Command& command);

}  // namespace safar::inline v0
