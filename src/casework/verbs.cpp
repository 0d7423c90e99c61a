#include <safar/casework/verbs.hpp>

#include <algorithm>
#include <iterator>
#include <vector>

#include <safar/casework/adopt.hpp>
#include <safar/casework/answers.hpp>
#include <safar/casework/apply.hpp>
#include <safar/casework/assistance.hpp>
#include <safar/casework/closing.hpp>
#include <safar/casework/consent.hpp>
#include <safar/casework/counselling.hpp>
#include <safar/casework/derived.hpp>
#include <safar/casework/eligibility.hpp>
#include <safar/casework/parting.hpp>
#include <safar/casework/record.hpp>
#include <safar/casework/suspension.hpp>
#include <safar/casework/travel.hpp>

namespace safar::inline v0 {
namespace {

template <class Fact>
constexpr Verb entry(EventKind kind, VerbUse use) { return {kind, Fact::type_name, use, &info<Fact>}; }

constexpr Verb table[] = {
    entry<Adopt>(EventKind::adopt, VerbUse::on_house),
    entry<Apply>(EventKind::apply, VerbUse::on_case),
    entry<Counsel>(EventKind::counsel, VerbUse::on_case),
    entry<DecideEligibility>(EventKind::decide_eligibility, VerbUse::on_case),
    entry<Reassess>(EventKind::reassess, VerbUse::on_case),
    entry<Appeal>(EventKind::appeal, VerbUse::on_case),
    entry<DecideAppeal>(EventKind::decide_appeal, VerbUse::on_case),
    entry<Consent>(EventKind::consent, VerbUse::on_case),
    entry<WithdrawConsent>(EventKind::withdraw_consent, VerbUse::on_case),
    entry<Clear>(EventKind::clear, VerbUse::on_case),
    entry<Book>(EventKind::book, VerbUse::on_case),
    entry<Depart>(EventKind::depart, VerbUse::on_case),
    entry<NoShow>(EventKind::no_show, VerbUse::on_case),
    entry<Arrive>(EventKind::arrive, VerbUse::on_case),
    entry<StartPlan>(EventKind::start_plan, VerbUse::on_case),
    entry<Close>(EventKind::close, VerbUse::on_case),
    entry<Reopen>(EventKind::reopen, VerbUse::on_case),
    entry<RecordDocument>(EventKind::document, VerbUse::on_case),
    entry<Assess>(EventKind::assess, VerbUse::on_case),
    entry<Inform>(EventKind::inform, VerbUse::on_case),
    entry<PlanService>(EventKind::plan_service, VerbUse::on_case),
    entry<Assist>(EventKind::assist, VerbUse::on_case),
    entry<Pay>(EventKind::pay, VerbUse::on_case),
    entry<Refer>(EventKind::refer, VerbUse::on_case),
    entry<FollowUp>(EventKind::follow_up, VerbUse::on_case),
    entry<Suspend>(EventKind::suspend, VerbUse::on_many),
    entry<EndSuspension>(EventKind::end_suspension, VerbUse::on_many),
    entry<Review>(EventKind::review, VerbUse::on_case),
    entry<Shelter>(EventKind::shelter, VerbUse::on_case),
    entry<Medical>(EventKind::medical, VerbUse::on_case),
    entry<Protect>(EventKind::protect, VerbUse::on_case),
    entry<Correct>(EventKind::correct, VerbUse::on_case),
    entry<WithdrawApplication>(EventKind::withdraw_application, VerbUse::on_case),
    entry<Erase>(EventKind::erase, VerbUse::on_many),
    entry<Checklist>(EventKind::checklist, VerbUse::on_case),
    entry<Advice>(EventKind::advice, VerbUse::derived),
    entry<Hold>(EventKind::hold, VerbUse::derived),
    entry<IssueDocument>(EventKind::issue_document, VerbUse::on_case),
    entry<Transit>(EventKind::transit, VerbUse::on_case),
    entry<SetBudget>(EventKind::set_budget, VerbUse::on_case),
    entry<AnswerReferral>(EventKind::answer_referral, VerbUse::on_case),
    entry<Complain>(EventKind::complain, VerbUse::on_case),
    entry<AnswerComplaint>(EventKind::answer_complaint, VerbUse::on_case),
    entry<Transfer>(EventKind::transfer, VerbUse::on_case),
    entry<RecordDeath>(EventKind::record_death, VerbUse::on_case),
    entry<SplitHousehold>(EventKind::split_household, VerbUse::on_case),
    entry<Merge>(EventKind::merge, VerbUse::on_case),
    entry<BeginCase>(EventKind::begin_case, VerbUse::derived),
    {EventKind::record, "record", VerbUse::on_case, &record_type},
    entry<Assessed>(EventKind::assessed, VerbUse::derived),
};

}  // namespace

std::span<const Verb> verbs() { return table; }

const Verb* find_verb(std::string_view name) {
  const auto it = std::find_if(std::begin(table), std::end(table), [&](const Verb& v) { return v.name == name; });
  return it == std::end(table) ? nullptr : it;
}
const Verb* find_verb(EventKind kind) {
  // Kinds are numbered from 1 in the order of the table, but for the last; a test holds that.
  if (kind == EventKind::assessed) return &table[std::size(table) - 1];
  const auto i = static_cast<std::size_t>(kind);
  return i >= 1 && i < std::size(table) ? &table[i - 1] : nullptr;
}
const Verb* find_verb(const TypeInfo& type) {
  const auto it = std::find_if(std::begin(table), std::end(table), [&](const Verb& v) { return &v.type() == &type; });
  return it == std::end(table) ? nullptr : it;
}

std::span<const std::string_view> workflow_events() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const Verb& v : table)
      if (v.use == VerbUse::on_many || (v.use == VerbUse::on_case && v.kind != EventKind::apply)) out.push_back(v.name);
    return out;
  }();
  return names;
}

std::string_view outcome_of(const Verb& verb, const void* fact) {
  const std::string* s = text_member(verb.type(), fact, "outcome");
  return s ? std::string_view(*s) : std::string_view();
}

std::string_view reason_of(const Verb& verb, const void* fact) {
  for (const auto& f : verb.type().fields) {
    if (f.name != "reason") continue;
    const void* p = static_cast<const char*>(fact) + f.offset;
    if (&f.type() == &info<CaseReason>()) return static_cast<const CaseReason*>(p)->code;
    if (&f.type() == &info<Reason>()) return static_cast<const Reason*>(p)->code;
  }
  return {};
}

Id case_of(const Verb& verb, const void* fact) {
  const void* p = verb.use == VerbUse::on_case || verb.use == VerbUse::derived ? member(verb.type(), fact, "case") : nullptr;
  return p ? static_cast<const Id&>(*static_cast<const CaseId*>(p)) : Id{};
}

PersonId* person_of(const Verb& verb, void* fact) { return static_cast<PersonId*>(member(verb.type(), fact, "person_id")); }

}  // namespace safar::inline v0
