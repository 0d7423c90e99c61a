#pragma once
// The view `due`: what is expected and has not happened, and the calendar that its days are counted by: the one that the setting
// "calendar" names (adopted, or a country), else the one adopted last, else weekends only.
#include <safar/base/calendar.hpp>
#include <safar/casework/adopt.hpp>
#include <safar/casework/timers.hpp>

#include "register/query.hpp"

namespace safar::inline v0 {

struct DueRow {
  Known<CaseId> case_id{};
  std::string number{}, what{}, kind{}, after{};
  Date since{}, due{};
  std::int64_t days_left = 0;
  bool late = false, paused = false, escalate = false;
  std::string hold{}, act{};
  std::vector<std::string> roles{};
  std::string programme{}, office{}, calendar{};
  Known<Id> subject = Absence::not_applicable;
  std::string detail{};
  static constexpr std::string_view type_name = "due", type_doc = "One row a task that is open: what is expected, and by when.";
  template <class V> static constexpr void describe(V& v) {
    using enum Shelf;
    v(1, "case", &DueRow::case_id, open, "The case; of an erasure the first one of the person; of a grant, plan or dialogue not_applicable.");
    v(2, "number", &DueRow::number, open, "Case number; of a grant, plan or dialogue its reference, else its title.");
    v(3, "what", &DueRow::what, open, "The command expected, a|b for either.");
    v(4, "kind", &DueRow::kind, open, "timer, appeal, silence, review, closing, erasure; report (to a donor), action (of an adopted plan), commitment (of a dialogue).");
    v(5, "after", &DueRow::after, open, "What it follows: a command; of a review the kind of hold.");
    v(6, "since", &DueRow::since, open, "Day on which that happened.");
    v(7, "due", &DueRow::due, open, "Last day in time; while paused it moves on with each day.");
    v(8, "days_left", &DueRow::days_left, open, "Calendar days to it from the day asked; negative: late.");
    v(9, "late", &DueRow::late, open, "The last day is over.");
    v(10, "paused", &DueRow::paused, open, "A hold on the case stops the deadline.");
    v(11, "escalate", &DueRow::escalate, open, "Late, and to be shown to somebody above. Nothing is refused by it.");
    v(12, "hold", &DueRow::hold, open, "The hold to review, or that pauses.");
    v(13, "act", &DueRow::act, open, "The act that set the hold, or made the referral or complaint.");
    v(14, "roles", &DueRow::roles, open, "Roles that may do it; none named: any.");
    v(15, "programme", &DueRow::programme, open, "Programme.");
    v(16, "office", &DueRow::office, open, "Office.");
    v(17, "calendar", &DueRow::calendar, open, "Calendar that working days are counted by.");
    v(18, "subject", &DueRow::subject, open, "Id of the grant, plan or dialogue; of a case not_applicable.");
    v(19, "detail", &DueRow::detail, open, "Which report, action or commitment.");
  }
};

/// Tasks that are open on a day, by due day: valid_on, else known_on, else today in the register's zone. Cases, workflow and calendar are
/// those that were known by known_on. Erasures that are not finished stand at the day on which they were ordered. O(cases with deadlines +
/// portfolio); of one case O(its events).
Result<std::vector<DueRow>> due_rows(Reader& r, const std::optional<Id>& of_case = {});
/// Reports that donors wait for, open actions of adopted plans, open commitments of dialogues: those that have a deadline. A
/// month or a year is over with its last day; of one that is about or in doubt (2018~) nobody says that it is late.
Result<> add_portfolio_dues(Reader& r, Date as_of, std::vector<DueRow>& out);
Result<std::shared_ptr<Frame::Impl>> answer_due(Reader& r, Query& q);

/// Can this document be adopted? A calendar gets its own name where none is given; the setting "calendar" names one that there is.
Result<> check_calendar(Register::Impl& home, Adopt& fact);

}  // namespace safar::inline v0
