#pragma once
/// \file
/// What time does to a case: deadlines that run while it is worked on. A day that passes decides nothing about a person; it is shown.
#include <safar/base/calendar.hpp>
#include <safar/casework/fold.hpp>

namespace safar::inline v0 {

/// The part of the fold that deadlines need, kept in `state.times`: `before` are the holds that the case had before the event.
/// Clocks: an event starts the timers of the workflow in force that name it in `after` (a clock that runs already starts anew), and ends
/// those that expect it or list it in `ended_by`; ending comes first, so a timer may follow itself. A workflow adopted later imposes no
/// deadline on what happened before. Held days: a hold that goes leaves the days from its own to that of the event, joined with those of
/// other holds. Total, asks no clock. O(holds + timers of the workflow).
void keep_time(CaseState& state, const std::vector<HoldState>& before, const Workflow& workflow, const Verb& verb, const void* fact, const Occurrence& at);

/// Something that is expected and has not happened.
struct DueTask {
  enum class Kind : std::uint8_t { timer, appeal, silence, review, closing };
  std::string what{};                ///< the event expected, "a|b" for either; for a review "review", for a closing "close"
  Kind kind = Kind::timer;
  std::string after{};               ///< the event that started it; for a review the kind of hold, for a closing "record_death"
  Date since{};                      ///< day on which it started
  Date due{};                        ///< last day in time
  std::int64_t days_left = 0;        ///< calendar days from `as_of` to `due`; 0: today, negative: late
  bool late = false, paused = false, escalate = false;
  std::string hold{};                ///< the hold to review, or the first that pauses the timer
  std::string act{};                 ///< that hold's act; of a referral or complaint the act that made it
  std::vector<std::string> roles{};  ///< who may do it; empty: anybody
  friend bool operator==(const DueTask&, const DueTask&) = default;
};
std::string_view to_string(DueTask::Kind kind);

/// The open tasks of a case on a day, by due day. Pure. `state` is the case as it was so on `as_of`.
///
/// A timer's last day is `within` after its start, whose own day is not counted (add_period). Under "pause" it moves by exactly the days held:
/// from the day on which the first hold was set (or the start, if later) to the day on which the last one went (or `as_of`, while held);
/// holds that overlap count once. A working-day period moves by the working days of that span, the day on which the hold went counting as
/// held. So `days_left` stands still while the case is held, in calendar days; a hold set after the last day moves nothing.
/// "run" does not look at holds. Referrals and complaints that wait for `answer_referral` or `answer_complaint` are a task each until they are
/// answered or the case is closed. A case that was merged into another has no timers. A timer that lapses leaves the list when its last day is over; all others stay, late. Clocks whose timer the
/// workflow no longer has are left out. Once nobody of a case lives, closing it is due on the day of the last death's event; where the state
/// withholds who lives, nothing is. A review is due `due` after its hold was set and never pauses.
/// O(clocks * held spans + holds); working days cost O(days * log holidays).
std::vector<DueTask> due(const CaseState& state, const Workflow& workflow, const Calendar& calendar, Date as_of);

}  // namespace safar::inline v0
