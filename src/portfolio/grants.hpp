#pragma once
// What the files about grants share.
#include <safar/model/grant.hpp>
#include <safar/portfolio/grant.hpp>
#include <safar/portfolio/grant_money.hpp>
#include <safar/workflow/verb.hpp>

namespace safar::inline v0 {

/// Budgets, commitments, instalments, payments; those made for cases too.
void fold_money(GrantState& state, const Verb& verb, const void* fact, const Occurrence& at);
Result<> check_money(const GrantState& state, const Verb& verb, void* fact, Date today);

/// Position of the line; lines.size(): there is none of this name.
std::size_t line_of(const GrantState& state, std::string_view name);
/// Position of the first report of that kind (and period, and day) that was not sent yet; reports.size(): none.
std::size_t report_of(const GrantState& state, const ReportToDonor& fact);

}  // namespace safar::inline v0
