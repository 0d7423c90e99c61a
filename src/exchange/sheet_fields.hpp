#pragma once
/// \file
/// One label and its value to a field of the proposal.
#include <safar/exchange/project_sheet.hpp>

#include "exchange/sheet_labels.hpp"

namespace safar::inline v0::exchange::sheet {

/// Reads `value` as what `label` says, adds it to `sheet`, takes its bytes. What no field takes stays for the leftover.
void read_field(Source& source, const SheetOptions& options, const Label& label, Span value, ProjectSheet& sheet);

}  // namespace safar::inline v0::exchange::sheet
