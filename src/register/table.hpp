#pragma once
// The state x command table of a workflow: what each state and each hold answers to each command.
#include <string>

#include <safar/workflow/workflow.hpp>

namespace safar::inline v0 {

/// `{"v":1,"workflow":..,"regions":{"journey":{"applied":{"counsel":"-> counselled","clear":"not_in_state",..}}},"holds":{"programme_suspension":{"book":"held",..}}}`
/// A cell is the best that its state (or hold) allows whatever the other regions are: `-> target`, `acts`, or the reason word of the refusal.
/// Roles, reasons, papers and checklists are as they should be, so that the row alone decides.
std::string state_table(const Workflow& workflow);

}  // namespace safar::inline v0
