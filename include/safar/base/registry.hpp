#pragma once
/// \file
/// The numbers that are stored. Append only: a number is never reused and never changes its meaning.
#include <cstdint>

namespace safar::inline v0 {

/// What a stream of the log is about. 0 is none.
enum class StreamKind : std::uint32_t {
  none = 0, person = 1, case_ = 2, household = 3, programme = 4, project = 5, grant = 6, dialogue = 7, plan = 8, office_month = 9, organisation = 10,
};

/// What an event says; the name of the command that it accepts, or of a derived event (advice, hold).
enum class EventKind : std::uint32_t {
  none = 0,
  adopt = 1, apply = 2, counsel = 3, decide_eligibility = 4, reassess = 5, appeal = 6, decide_appeal = 7, consent = 8, withdraw_consent = 9,
  clear = 10, book = 11, depart = 12, no_show = 13, arrive = 14, start_plan = 15, close = 16, reopen = 17, document = 18, assess = 19,
  inform = 20, plan_service = 21, assist = 22, pay = 23, refer = 24, follow_up = 25, suspend = 26, end_suspension = 27, review = 28,
  shelter = 29, medical = 30, protect = 31, correct = 32, withdraw_application = 33, erase = 34, checklist = 35, advice = 36, hold = 37,
  issue_document = 38, transit = 39, set_budget = 40, answer_referral = 41, complain = 42, answer_complaint = 43, transfer = 44,
  record_death = 45, split_household = 46, merge = 47, begin_case = 48, record = 49,
  // organisations 50-54, programmes 55-59, projects 60-69, grants 70-84, dialogues 85-99, plans 100-114
  register_organisation = 50, record_capacity = 51, create_programme = 55, block_country = 56, create_project = 60, amend_project = 61,
  join_project = 62, leave_project = 63, record_activity = 64, record_output = 65, move_project = 66,
  pledge = 70, sign_agreement = 71, amend_grant = 72, set_grant_budget = 73, commit_funds = 74, receive_instalment = 75, spend = 76,
  report_to_donor = 77, move_grant = 78,
  create_dialogue = 85, open_phase = 86, set_theme = 87, join_dialogue = 88, leave_dialogue = 89, hold_meeting = 90, make_commitment = 91,
  follow_up_commitment = 92, open_facility = 93, state_figure = 94,
  create_plan = 100, set_action = 101, report_action = 102, revise_plan = 103, hold_workshop = 104, record_gap = 105, move_plan = 106,
  // how an event stands in the log of which even the kind is sealed (is_sealed_kind): which it was lies in a box
  assessed = 115,
};

/// Kinds that say something of health, protection, a complaint or a death by their name alone. In the log they are `assessed`.
constexpr bool is_sealed_kind(EventKind k) {
  return k == EventKind::assess || k == EventKind::medical || k == EventKind::protect || k == EventKind::complain || k == EventKind::answer_complaint ||
         k == EventKind::record_death;
}
/// Does the fold of such an event need what its boxes hold? Of all others the open members are enough.
constexpr bool folds_boxes(EventKind k) { return k == EventKind::assessed || k == EventKind::begin_case; }

/// Owners of keys that are no shelf of a person (wrapped under owner 0, the register).
inline constexpr std::uint8_t register_key_shelf = 64, writer_seed_shelf = 65;

}  // namespace safar::inline v0
