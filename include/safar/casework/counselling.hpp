#pragma once
/// \file
/// Counselling, needs, protection: what is said and given before and beside the journey.
#include <string>
#include <vector>

#include <safar/casework/common.hpp>
#include <safar/model/codes.hpp>
#include <safar/model/vulnerability.hpp>

namespace safar::inline v0 {

/// A counselling session took place.
struct Counsel {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> language{};
  Known<std::string> notes{};
  Known<CounselMode> mode{};
  Known<std::string> interpreter{};
  Known<std::int64_t> minutes{};
  std::vector<CounselTopic> topics{};
  Known<bool> free_of_pressure{};
  Known<bool> informed{};
  Known<ReturnChoice> choice{};
  static constexpr std::string_view type_name = "counsel", type_doc = "A counselling session took place.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Counsel::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Counsel::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "language", &Counsel::language, Shelf::casefile, "Language of the session.");
    v(4, "notes", &Counsel::notes, Shelf::casefile, "Notes of the counsellor.");
    v(5, "mode", &Counsel::mode, Shelf::open, "in_person, phone, video, group, helpline.");
    v(6, "interpreter", &Counsel::interpreter, Shelf::casefile, "Who interpreted, pseudonym.");
    v(7, "minutes", &Counsel::minutes, Shelf::open, "How long, minutes.");
    v(8, "topics", &Counsel::topics, Shelf::casefile, "What was spoken of.");
    v(9, "free_of_pressure", &Counsel::free_of_pressure, Shelf::casefile, "The person decides free of physical or psychological pressure.");
    v(10, "informed", &Counsel::informed, Shelf::casefile, "The person was told in time what to expect, without bias.");
    v(11, "choice", &Counsel::choice, Shelf::casefile, "What the person wants: yes, no, still_considering.");
  }
};

/// An assessment; its kind is sealed.
struct Assess {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> kind{};
  Known<std::string> result{};
  std::vector<VulnerabilityCategory> categories{};
  std::vector<VulnerabilityFactor> factors{};
  Known<VulnerabilityOverall> overall{};
  Known<std::string> instrument{};
  static constexpr std::string_view type_name = "assess", type_doc = "An assessment; its kind is sealed.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Assess::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Assess::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "kind", &Assess::kind, Shelf::sensitive, "vulnerability, health, protection, trafficking, ...");
    v(4, "result", &Assess::result, Shelf::sensitive, "Result, in the words of the instrument.");
    v(5, "categories", &Assess::categories, Shelf::sensitive, "Categories of vulnerability found.");
    v(6, "factors", &Assess::factors, Shelf::sensitive, "Risk and protective factors found; each code has its level and its side.");
    v(7, "overall", &Assess::overall, Shelf::sensitive, "All weighed together: low, medium, high, critical.");
    v(8, "instrument", &Assess::instrument, Shelf::sensitive, "Form that was used, with its version.");
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
  Known<std::int64_t> round{};
  Known<FollowUpKind> kind{};
  Known<FollowUpResult> result{};
  static constexpr std::string_view type_name = "follow_up", type_doc = "A follow-up after return.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &FollowUp::case_id, Shelf::open, "The case.");
    v(2, "person_id", &FollowUp::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "notes", &FollowUp::notes, Shelf::casefile, "What was found.");
    v(4, "round", &FollowUp::round, Shelf::open, "Which round, from 1; the next one if absent.");
    v(5, "kind", &FollowUp::kind, Shelf::open, "visit, phone, partner_report, survey, group.");
    v(6, "result", &FollowUp::result, Shelf::casefile, "How the person is.");
  }
};

}  // namespace safar::inline v0
