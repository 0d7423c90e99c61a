#include "register/portfolio_views.hpp"

#include "register/portfolio_rows.hpp"
#include "register/rows_dialogues.hpp"
#include "register/rows_grants.hpp"
#include "register/rows_plans.hpp"

namespace safar::inline v0 {

std::span<const PortfolioView> portfolio_views() {
  static constexpr PortfolioView table[] = {
      {{"projects", &info<ProjectRow>}, &answer_rows<ProjectRow, project_rows>},
      {{"parties", &info<PartyRow>}, &answer_rows<PartyRow, party_rows>},
      {{"amendments", &info<AmendmentRow>}, &answer_rows<AmendmentRow, amendment_rows>},
      {{"activities", &info<ActivityRow>}, &answer_rows<ActivityRow, activity_rows>},
      {{"outputs", &info<OutputRow>}, &answer_rows<OutputRow, output_rows>},
      {{"programmes", &info<ProgrammeRow>}, &answer_rows<ProgrammeRow, programme_rows>},
      {{"organisations", &info<OrganisationRow>}, &answer_rows<OrganisationRow, organisation_rows>},
      {{"inventory", &info<InventoryRow>}, &answer_rows<InventoryRow, inventory_rows>},
      {{"plans", &info<PlanRow>}, &answer_rows<PlanRow, plan_rows>},
      {{"actions", &info<ActionRow>}, &answer_rows<ActionRow, action_rows>},
      {{"plan_revisions", &info<PlanRevisionRow>}, &answer_rows<PlanRevisionRow, plan_revision_rows>},
      {{"workshops", &info<WorkshopRow>}, &answer_rows<WorkshopRow, workshop_rows>},
      {{"gaps", &info<GapRow>}, &answer_rows<GapRow, gap_rows>},
      {{"dialogues", &info<DialogueRow>}, &answer_rows<DialogueRow, dialogue_rows>},
      {{"members", &info<MemberRow>}, &answer_rows<MemberRow, member_rows_of>},
      {{"phases", &info<PhaseRow>}, &answer_rows<PhaseRow, phase_rows>},
      {{"meetings", &info<MeetingRow>}, &answer_rows<MeetingRow, meeting_rows>},
      {{"commitments", &info<CommitmentRow>}, &answer_rows<CommitmentRow, commitment_rows>},
      {{"facilities", &info<FacilityRow>}, &answer_rows<FacilityRow, facility_rows>},
      {{"figures", &info<FigureRow>}, &answer_rows<FigureRow, figure_rows>},
      {{"funding", &info<FundingRow>}, &answer_rows<FundingRow, funding_rows>},
      {{"grant_lines", &info<GrantLineRow>}, &answer_rows<GrantLineRow, grant_line_rows>},
      {{"payments", &info<PaymentRow>}, &answer_payments},
      {{"instalments", &info<InstalmentRow>}, &answer_rows<InstalmentRow, instalment_rows>},
      {{"reports_due", &info<ReportRow>}, &answer_rows<ReportRow, report_rows>},
  };
  return table;
}

}  // namespace safar::inline v0
