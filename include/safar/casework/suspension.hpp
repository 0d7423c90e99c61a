#pragma once
/// \file
/// Holds on many cases in one act, and their reviews one by one.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>

namespace safar::inline v0 {

/// Cases are held in one act until each is reviewed.
struct Suspend {
  std::string programme{};
  std::string hold{};
  Reason reason{};
  Selection select{};
  bool standing = false;
  std::int64_t count = 0;
  std::string digest{};
  static constexpr std::string_view type_name = "suspend", type_doc = "Cases are held in one act until each is reviewed.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "programme", &Suspend::programme, Shelf::open, "Programme; the register's own if absent.");
    v(2, "hold", &Suspend::hold, Shelf::open, "Hold of the workflow, e.g. programme_suspension.");
    v(3, "reason", &Suspend::reason, Shelf::open, "Why.");
    v(4, "select", &Suspend::select, Shelf::open, "Which cases.");
    v(5, "standing", &Suspend::standing, Shelf::open, "Later applications there are held too, until the act ends.");
    v(6, "count", &Suspend::count, Shelf::open, "Cases held, made by the library.");
    v(7, "digest", &Suspend::digest, Shelf::open, "Of the cases held, made by the library.");
  }
};

/// A suspension ends.
struct EndSuspension {
  std::string hold{};
  Reason reason{};
  bool unreviewed = false;
  static constexpr std::string_view type_name = "end_suspension", type_doc = "A suspension ends.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "hold", &EndSuspension::hold, Shelf::open, "The act that set it.");
    v(2, "reason", &EndSuspension::reason, Shelf::open, "Why.");
    v(3, "unreviewed", &EndSuspension::unreviewed, Shelf::open, "True: also where cases were not reviewed; recorded.");
  }
};

/// An officer reviews a held case.
struct Review {
  CaseId case_id{};
  PersonId person_id{};
  std::string hold{};
  std::string outcome{};
  CaseReason reason{};
  CaseId into{};
  static constexpr std::string_view type_name = "review", type_doc = "An officer reviews a held case.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Review::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Review::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "hold", &Review::hold, Shelf::open, "The act that set the hold, or the kind of hold where only one is there.");
    v(4, "outcome", &Review::outcome, Shelf::open, "Outcome of the workflow: resume, refuse, refer, distinct, same_person, ...");
    v(5, "reason", &Review::reason, Shelf::open, "Why.");
    v(6, "into", &Review::into, Shelf::open, "With same_person: the case that goes on. This one is merged into it; without it both stay.");
  }
};

}  // namespace safar::inline v0
