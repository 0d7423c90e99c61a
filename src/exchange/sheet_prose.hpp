#pragma once
/// \file
/// What running text says of a project. All that comes from here is flagged.
#include <safar/exchange/project_sheet.hpp>

#include "exchange/sheet_text.hpp"

namespace safar::inline v0::exchange::sheet {

inline constexpr View in_text = "Found in running text, not under a label.";
inline constexpr std::size_t most_prose = 64u << 10;  ///< bytes of one piece of running text that are looked through

/// Dialogue, phase, pillar, predecessors, downloads, who joined; and what the sheet lacks: title, acronym, agencies, donors, duration, budget.
/// `own`: the range has no label of its own, so what is used counts as taken.
void read_prose(Source& source, Span where, ProjectSheet& sheet, bool month_first);

/// Where the first "Download ... ar en fr" begins; where.to: there is none.
std::size_t first_download(const Source& source, Span where);

/// Projects that text outside of sheets names in quotes.
std::vector<ProjectSheet> read_mentions(Source& source, Span where, bool month_first);

/// Parts "Long name (SHORT)" into title and acronym, both with their ranges.
void set_title(const Source& source, Span where, std::string_view guess, ProjectSheet& sheet);

}  // namespace safar::inline v0::exchange::sheet
