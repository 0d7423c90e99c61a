// No count, duration or amount of a command is less than nothing, whichever member it is.
#include "casework/bounds.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include <safar/base/money.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/verbs.hpp>
#include <safar/portfolio/verbs.hpp>

#include "base/typed.hpp"

namespace safar {
namespace {

// Members whose own check asks for more (grant_check, grant_money_check, parties, dialogue_work_check, prepare_file: each has its test there),
// and corrections of payments, which may go back.
const std::set<std::string> elsewhere = {
    "pay.amount", "set_budget.amount", "report_action.progress", "report_action.spent", "follow_up_commitment.progress", "pledge.share", "pledge.overhead", "pledge.amount", "sign_agreement.amount",
    "amend_grant.amount", "move_grant.refund", "receive_instalment.amount", "commit_funds.amount", "spend.amount", "spend.charged", "correct_payment.amount", "correct_payment.charged",
    "create_project.budget", "amend_project.budget", "open_facility.amount"};

bool numeric(const TypeInfo& t) { return &t == &info<std::int64_t>() || &t == &info<Known<std::int64_t>>() || &t == &info<Known<Money>>(); }

void look(const Verb& verb, std::set<std::string>& loose) {
  const typed::Made made(verb.type());
  for (const auto& f : verb.type().fields) {
    if (!numeric(f.type())) continue;
    void* at = typed::member(made.get(), f);
    if (&f.type() == &info<std::int64_t>()) *static_cast<std::int64_t*>(at) = -1;
    else if (&f.type() == &info<Known<std::int64_t>>()) *static_cast<Known<std::int64_t>*>(at) = std::int64_t{-1};
    else *static_cast<Known<Money>*>(at) = money("-1.00 EUR");
    const std::string name = std::string(verb.name) + "." + std::string(f.name);
    const auto r = check_bounds(verb, made.get());
    if (r.ok() && !elsewhere.contains(name)) loose.insert(name);
    if (!r.ok()) { EXPECT_EQ(r.error().pointer, "/" + std::string(f.name)); EXPECT_EQ(r.error().reason, "negative"); }
    if (!r.ok()) break;  // the others of this fact are behind it: each is looked at alone below
  }
}

TEST(Bounds, EveryNumberOfACommandHasThem) {
  std::set<std::string> loose;
  for (const auto& verb : verbs()) look(verb, loose);
  for (const auto& verb : portfolio_verbs()) look(verb, loose);
  std::string all;
  for (const auto& name : loose) all += name + ' ';
  EXPECT_EQ(all, "");
}

TEST(Bounds, WhatIsMeantIsTaken) {
  Counsel counsel;
  const Verb* verb = find_verb(EventKind::counsel);
  EXPECT_TRUE(check_bounds(*verb, &counsel).ok());
  counsel.minutes = std::int64_t{45};
  EXPECT_TRUE(check_bounds(*verb, &counsel).ok());
  counsel.minutes = std::int64_t{1441};
  EXPECT_EQ(check_bounds(*verb, &counsel).error().reason, "too_much");
}

}  // namespace
}  // namespace safar
