#include <safar/casework/mapped.hpp>

#include <algorithm>
#include <iterator>

namespace safar::inline v0 {
namespace {

using enum MappedIf;

// Stage and status are two axes there: on hold, a case keeps its stage.
constexpr MappedRow stages[] = {
    {"closed", "", always, "Closed"},
    {"arrived|assisting", "", always, "Reintegration"},
    {"booked|departed", "", always, "ReturnImplementation"},
    {"cleared", "", always, "PreReturn"},
    {"", "in_review|appealed|ineligible", always, "Evaluation"},
    {"counselled", "eligible", always, "PreReturn"},
    {"counselled", "", always, "ApplicationProcessing"},
    {"", "", always, "Counselling"},
};
constexpr MappedRow statuses[] = {
    {"closed", "", outcome_completed, "Completed"},
    {"closed", "", outcome_withdrawn, "Cancelled"},
    {"closed", "", always, "Closed"},
    {"applied|counselled|cleared|booked", "", withdrawn, "Cancelled"},
    {"applied|counselled|cleared|booked", "", held, "OnHold"},
    {"departed", "", always, "Departed"},
    {"arrived|assisting", "", always, "InProgress"},
    {"", "ineligible", always, "Rejected"},
    {"", "appealed|in_review", always, "AdjustmentsNeeded"},
    {"booked", "", checklists_complete, "DepartureInitiated"},
    {"booked", "", always, "PendingSignOff"},
    {"cleared", "", papers_missing, "PendingTravelDocument"},
    {"cleared", "", always, "PendingTicket"},
    {"counselled", "eligible", papers_missing, "PendingTravelDocument"},
    {"counselled", "eligible", always, "PendingSignOff"},
    {"counselled", "", always, "PendingApproval"},
    {"", "", always, "Initiated"},
};
constexpr MappedRow moments[] = {
    {"closed", "", always, "closed"},
    {"assisting", "", services_ended, "KM3"},
    {"arrived|assisting", "", always, "KM2"},
    {"", "", always, "KM1"},
};
constexpr Mapping table[] = {
    {"recamas_stage", "Frontex' RECAMAS reference model as implemented (CaseStage); which state is which stage is safar's reading", stages},
    {"recamas_status", "Frontex' RECAMAS reference model as implemented (CaseStatus); which state is which status is safar's reading", statuses},
    {"riat_moment", "European Reintegration Facility, RIAT user guides: KM2 opens with the confirmed arrival, KM3 holds the final report", moments},
};
constexpr std::string_view conditions[] = {"", "held", "application withdrawn", "somebody has no usable paper", "every checklist is complete", "services were planned or given, and all have ended",
                                           "outcome completed", "outcome withdrawn"};

bool among(std::string_view states, std::string_view state) {
  if (states.empty()) return true;
  for (std::size_t begin = 0;;) {
    const auto end = states.find('|', begin);
    if (states.substr(begin, end == states.npos ? end : end - begin) == state) return true;
    if (end == states.npos) return false;
    begin = end + 1;
  }
}

bool holds(MappedIf what, const CaseState& s) {
  // The dead are not left out: the answer is open, and a death is not.
  switch (what) {
    case held: return !s.holds.empty();
    case withdrawn: return s.application_withdrawn;
    case papers_missing:
      return std::any_of(s.persons.begin(), s.persons.end(), [&](const PersonState& p) {
        return std::none_of(p.papers.begin(), p.papers.end(), [](const PaperState& d) { return d.usable.known() && d.usable.value; });
      });
    case checklists_complete:
      return std::all_of(s.persons.begin(), s.persons.end(), [&](const PersonState& p) { return p.checklist.complete.known() && p.checklist.complete.value; });
    case services_ended:
      return !s.plan.empty() && std::all_of(s.plan.begin(), s.plan.end(), [](const ServiceState& x) { return x.status == ServiceStatus::completed || x.status == ServiceStatus::dropped_out; });
    case outcome_completed: return s.outcome == "completed";
    case outcome_withdrawn: return s.outcome == "withdrawn";
    default: return true;
  }
}

std::string_view mapped(std::span<const MappedRow> rows, const CaseState& s) {
  for (const auto& r : rows)
    if (among(r.journey, s.region("journey")) && among(r.eligibility, s.region("eligibility")) && holds(r.if_, s)) return r.answer;
  return {};
}

}  // namespace

std::span<const Mapping> mappings() { return table; }
std::string_view recamas_stage(const CaseState& state) { return mapped(stages, state); }
std::string_view recamas_status(const CaseState& state) { return mapped(statuses, state); }
std::string_view riat_moment(const CaseState& state) { return mapped(moments, state); }

std::string describe_mappings() {
  // All of it is plain ASCII without quotes: a test holds that.
  const auto text = [](std::string_view s) { return "\"" + std::string(s) + "\""; };
  std::string out = "[";
  for (const auto& m : table) {
    out += (out.size() > 1 ? ",{\"name\":" : "{\"name\":") + text(m.name) + ",\"rows\":[";
    for (std::size_t i = 0; i < m.rows.size(); ++i) {
      const auto& r = m.rows[i];
      out += (i ? ",{" : "{") + std::string("\"answer\":") + text(r.answer) + (r.eligibility.empty() ? "" : ",\"eligibility\":" + text(r.eligibility)) +
             (r.if_ == always ? "" : ",\"if\":" + text(conditions[static_cast<std::size_t>(r.if_)])) + (r.journey.empty() ? "" : ",\"journey\":" + text(r.journey)) + "}";
    }
    out += "],\"source\":" + text(m.source) + "}";
  }
  return out + "]";
}

}  // namespace safar::inline v0
