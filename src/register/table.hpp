#pragma once
// The state x command table of a workflow: what each state and each hold answers to each command.
#include <string>

#include <safar/workflow/workflow.hpp>

namespace safar::inline v0 {

/// `{"v":1,"workflow":..,"regions":{"journey":{"applied":{"counsel":"-> counselled","clear":"not_in_state",..}}},"holds":{"programme_suspension":{"book":"held",..}}}`
/// Everything but the row's region is as favourable as can be, so that the row alone decides.
std::string state_table(const Workflow& workflow);

}  // namespace safar::inline v0
