#pragma once
/// \file
/// A case as two other systems would file it: RECAMAS (stage and status, two axes) and RIAT (key moments).
#include <span>
#include <string>
#include <string_view>

#include <safar/model/case.hpp>

namespace safar::inline v0 {

/// What a row of a mapping asks of a case beside its regions.
enum class MappedIf : std::uint8_t { always, held, withdrawn, papers_missing, checklists_complete, services_ended, outcome_completed, outcome_withdrawn };

/// One row; the first that fits is the answer. A region that is "" fits any state; several states are written with `|`.
struct MappedRow {
  std::string_view journey{}, eligibility{};
  MappedIf if_{};
  std::string_view answer{};
};
struct Mapping {
  std::string_view name{}, source{};
  std::span<const MappedRow> rows{};
};
/// recamas_stage, recamas_status, riat_moment; the last row of each fits everything.
std::span<const Mapping> mappings();

/// Counselling, ApplicationProcessing, Evaluation, PreReturn, ReturnImplementation, Reintegration, Closed. O(rows).
std::string_view recamas_stage(const CaseState& state);
/// Initiated, PendingApproval, AdjustmentsNeeded, Rejected, OnHold, Cancelled, PendingTravelDocument, PendingTicket, PendingSignOff,
/// DepartureInitiated, Departed, InProgress, Completed, Closed. RECAMAS' security check and the statuses of forced return have no counterpart.
std::string_view recamas_status(const CaseState& state);
/// KM1 (application), KM2 (from the confirmed arrival: plan and budget), KM3 (services have ended: final report), closed.
std::string_view riat_moment(const CaseState& state);

/// The tables as JSON, for describe("mappings").
std::string describe_mappings();

}  // namespace safar::inline v0
