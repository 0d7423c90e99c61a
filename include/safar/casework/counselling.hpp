#pragma once
/// \file
/// Counselling, needs, protection: what is said and given before and beside the journey.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>

namespace safar::inline v0 {

/// A counselling session took place.
struct Counsel {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> language{};
  Known<std::string> notes{};
  static constexpr std::string_view type_name = "counsel", type_doc = "A counselling session took place.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Counsel::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Counsel::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "language", &Counsel::language, Shelf::casefile, "Language of the session.");
    v(4, "notes", &Counsel::notes, Shelf::casefile, "Notes of the counsellor.");
  }
};

/// An assessment; its kind is sealed.
struct Assess {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> kind{};
  Known<std::string> result{};
  static constexpr std::string_view type_name = "assess", type_doc = "An assessment; its kind is sealed.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Assess::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Assess::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "kind", &Assess::kind, Shelf::sensitive, "vulnerability, health, protection, trafficking, ...");
    v(4, "result", &Assess::result, Shelf::sensitive, "Result, in the words of the instrument.");
  }
};

/// The applicants are informed of where their case stands.
struct Inform {
  CaseId case_id{};
  std::string about{};
  std::string channel{};
  static constexpr std::string_view type_name = "inform", type_doc = "The applicants are informed of where their case stands.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Inform::case_id, Shelf::open, "The case.");
    v(2, "about", &Inform::about, Shelf::open, "What they were told: suspension, review, decision, travel, ...");
    v(3, "channel", &Inform::channel, Shelf::open, "in_person, phone, notice.");
  }
};

/// Shelter is given; never blocked.
struct Shelter {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> place{};
  static constexpr std::string_view type_name = "shelter", type_doc = "Shelter is given; never blocked.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Shelter::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Shelter::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "place", &Shelter::place, Shelf::casefile, "Where.");
  }
};

/// Medical care is given; never blocked.
struct Medical {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> care{};
  static constexpr std::string_view type_name = "medical", type_doc = "Medical care is given; never blocked.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Medical::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Medical::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "care", &Medical::care, Shelf::sensitive, "Which care.");
  }
};

/// A protection measure is taken; never blocked.
struct Protect {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> measure{};
  static constexpr std::string_view type_name = "protect", type_doc = "A protection measure is taken; never blocked.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Protect::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Protect::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "measure", &Protect::measure, Shelf::sensitive, "Which measure.");
  }
};

/// The person is referred to another service.
struct Refer {
  CaseId case_id{};
  PersonId person_id{};
  std::string to{};
  Known<std::string> need{};
  CaseReason reason{};
  static constexpr std::string_view type_name = "refer", type_doc = "The person is referred to another service.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Refer::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Refer::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "to", &Refer::to, Shelf::open, "Organisation or service.");
    v(4, "need", &Refer::need, Shelf::sensitive, "What for.");
    v(5, "reason", &Refer::reason, Shelf::open, "Why.");
  }
};

/// A follow-up after return.
struct FollowUp {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> notes{};
  static constexpr std::string_view type_name = "follow_up", type_doc = "A follow-up after return.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &FollowUp::case_id, Shelf::open, "The case.");
    v(2, "person_id", &FollowUp::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "notes", &FollowUp::notes, Shelf::casefile, "What was found.");
  }
};

}  // namespace safar::inline v0
