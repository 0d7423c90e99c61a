#pragma once
/// \file
/// Reintegration: plan, services, payments.
#include <string>
#include <vector>

#include <safar/base/money.hpp>
#include <safar/base/partial_date.hpp>
#include <safar/casework/common.hpp>
#include <safar/model/codes.hpp>
#include <safar/model/earmark.hpp>
#include <safar/model/exchange_rate.hpp>

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
  Known<std::string> provider{};
  Known<PartialDate> due_on{};
  Known<Money> cost{};
  static constexpr std::string_view type_name = "plan_service", type_doc = "A service is planned.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &PlanService::case_id, Shelf::open, "The case.");
    v(2, "person_id", &PlanService::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "level", &PlanService::level, Shelf::open, "individual, community, structural.");
    v(4, "dimension", &PlanService::dimension, Shelf::open, "economic, social, psychosocial.");
    v(5, "kind", &PlanService::kind, Shelf::open, "Kind of service; level and dimension of a listed one are known.");
    v(6, "provider", &PlanService::provider, Shelf::open, "Organisation that is to give it.");
    v(7, "due_on", &PlanService::due_on, Shelf::open, "Day by which.");
    v(8, "cost", &PlanService::cost, Shelf::open, "What it is thought to cost.");
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
  Known<ServiceStatus> status{};
  Known<std::string> drop_reason{};
  static constexpr std::string_view type_name = "assist", type_doc = "A service is given.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Assist::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Assist::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "level", &Assist::level, Shelf::open, "individual, community, structural.");
    v(4, "dimension", &Assist::dimension, Shelf::open, "economic, social, psychosocial.");
    v(5, "kind", &Assist::kind, Shelf::open, "Kind of service.");
    v(6, "provider", &Assist::provider, Shelf::open, "Organisation that gives it.");
    v(7, "status", &Assist::status, Shelf::open, "ongoing, completed, dropped_out; completed if absent.");
    v(8, "drop_reason", &Assist::drop_reason, Shelf::casefile, "Why it was dropped.");
  }
};

/// A line of the case's budget is set, or set anew.
struct SetBudget {
  CaseId case_id{};
  PersonId person_id{};
  std::string line{};
  Known<Money> amount{};
  Known<std::string> description{};
  static constexpr std::string_view type_name = "set_budget", type_doc = "A line of the case's budget is set, or set anew.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &SetBudget::case_id, Shelf::open, "The case.");
    v(2, "person_id", &SetBudget::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "line", &SetBudget::line, Shelf::open, "Name of the line, e.g. micro_business.");
    v(4, "amount", &SetBudget::amount, Shelf::open, "What may be paid of it: 1500.00 EUR.");
    v(5, "description", &SetBudget::description, Shelf::casefile, "What for, in words.");
  }
};

/// A payment to a provider or person.
struct Pay {
  CaseId case_id{};
  PersonId person_id{};
  Known<Money> amount{};
  std::string what_for{};
  std::string line{};
  Known<std::int64_t> instalment{};
  Known<PaymentMethod> method{};
  Known<std::string> payee{};
  bool over_line = false;
  CaseReason reason{};
  std::string grant{}, grant_line{}, commitment{}, reference{};
  Known<Money> charged{};
  ExchangeRate rate{};
  bool over_grant_line = false;
  std::vector<EarmarkKind> unchecked{};
  static constexpr std::string_view type_name = "pay", type_doc = "A payment to a provider or person.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "case", &Pay::case_id, Shelf::open, "The case.");
    v(2, "person_id", &Pay::person_id, Shelf::open, "The person; the principal applicant if absent.");
    v(3, "amount", &Pay::amount, Shelf::open, "Amount and currency: 52000 XOF.");
    v(4, "what_for", &Pay::what_for, Shelf::open, "What for.");
    v(5, "line", &Pay::line, Shelf::open, "Line of the budget; needed once the case has a budget.");
    v(6, "instalment", &Pay::instalment, Shelf::open, "Which instalment of the line; the next one if absent.");
    v(7, "method", &Pay::method, Shelf::open, "in_kind, to_provider, bank, mobile_money, cash.");
    v(8, "payee", &Pay::payee, Shelf::casefile, "Who is paid.");
    v(9, "over_line", &Pay::over_line, Shelf::open, "True: more is paid than the line holds, and the reason says why.");
    v(10, "reason", &Pay::reason, Shelf::open, "Why more is paid than the line holds.");
    v(11, "grant", &Pay::grant, Shelf::open, "Id or reference of the grant that pays it, where one is named.");
    v(12, "grant_line", &Pay::grant_line, Shelf::open, "Line of the grant's budget.");
    v(13, "commitment", &Pay::commitment, Shelf::open, "Commitment of the grant that it is paid on.");
    v(14, "reference", &Pay::reference, Shelf::open, "The paper that says so, e.g. a voucher's number; a grant takes each only once. No personal data.");
    v(15, "charged", &Pay::charged, Shelf::open, "In the grant's currency, where it was paid in another one.");
    v(16, "rate", &Pay::rate, Shelf::open, "At which rate, where it was paid in another currency.");
    v(17, "over_grant_line", &Pay::over_grant_line, Shelf::open, "True: more is paid than the grant's line has free, and the reason says why.");
    v(18, "unchecked", &Pay::unchecked, Shelf::open, "Made by the library: earmarks of the grant that nothing known of the case could decide.");
  }
};

}  // namespace safar::inline v0
