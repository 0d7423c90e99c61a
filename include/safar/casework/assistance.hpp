#pragma once
/// \file
/// Reintegration: plan, services, payments.
#include <string>
#include <vector>

#include <safar/base/money.hpp>
#include <safar/casework/common.hpp>
#include <safar/model/codes.hpp>

namespace safar::inline v0 {

/// The reintegration plan is agreed and begins.
struct StartPlan {
  CaseId case_id{};
  PersonId person_id{};
  Known<std::string> plan{};
  static constexpr std::string_view type_name = "start_plan", type_doc = "The reintegration plan is agreed and begins.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &StartPlan::case_id, Shelf::open, "The case.");
    v(2, "person_id", &StartPlan::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "plan", &StartPlan::plan, Shelf::casefile, "The plan in words.");
  }
};

/// A service is planned.
struct PlanService {
  CaseId case_id{};
  PersonId person_id{};
  Known<Level> level{};
  Known<Dimension> dimension{};
  std::string kind{};
  static constexpr std::string_view type_name = "plan_service", type_doc = "A service is planned.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &PlanService::case_id, Shelf::open, "The case.");
    v(2, "person_id", &PlanService::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "level", &PlanService::level, Shelf::open, "individual, community, structural.");
    v(4, "dimension", &PlanService::dimension, Shelf::open, "economic, social, psychosocial.");
    v(5, "kind", &PlanService::kind, Shelf::open, "Kind of service.");
  }
};

/// A service is given.
struct Assist {
  CaseId case_id{};
  PersonId person_id{};
  Known<Level> level{};
  Known<Dimension> dimension{};
  std::string kind{};
  Known<std::string> provider{};
  static constexpr std::string_view type_name = "assist", type_doc = "A service is given.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Assist::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Assist::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "level", &Assist::level, Shelf::open, "individual, community, structural.");
    v(4, "dimension", &Assist::dimension, Shelf::open, "economic, social, psychosocial.");
    v(5, "kind", &Assist::kind, Shelf::open, "Kind of service.");
    v(6, "provider", &Assist::provider, Shelf::open, "Organisation that gives it.");
  }
};

/// A payment to a provider or person.
struct Pay {
  CaseId case_id{};
  PersonId person_id{};
  Known<Money> amount{};
  std::string what_for{};
  static constexpr std::string_view type_name = "pay", type_doc = "A payment to a provider or person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Pay::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Pay::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "amount", &Pay::amount, Shelf::open, "Amount and currency: 52000 XOF.");
    v(4, "what_for", &Pay::what_for, Shelf::open, "What for.");
  }
};

}  // namespace safar::inline v0
