#include <safar/portfolio/verbs.hpp>

#include <algorithm>
#include <iterator>

#include <safar/portfolio/action_plan.hpp>
#include <safar/portfolio/dialogue.hpp>
#include <safar/portfolio/dialogue_work.hpp>
#include <safar/portfolio/grant.hpp>
#include <safar/portfolio/grant_money.hpp>
#include <safar/portfolio/organisation.hpp>
#include <safar/portfolio/programme.hpp>
#include <safar/portfolio/project.hpp>

namespace safar::inline v0 {
namespace {

template <class Fact>
constexpr Verb entry(EventKind kind, StreamKind subject, bool begins = false) {
  return {kind, Fact::type_name, VerbUse::on_noun, &info<Fact>, nullptr, subject, begins};
}

// In order of their kind.
constexpr Verb table[] = {
    entry<RegisterOrganisation>(EventKind::register_organisation, StreamKind::organisation, true),
    entry<RecordCapacity>(EventKind::record_capacity, StreamKind::organisation),
    entry<CreateProgramme>(EventKind::create_programme, StreamKind::programme, true),
    entry<BlockCountry>(EventKind::block_country, StreamKind::programme),
    entry<CreateProject>(EventKind::create_project, StreamKind::project, true),
    entry<AmendProject>(EventKind::amend_project, StreamKind::project),
    entry<JoinProject>(EventKind::join_project, StreamKind::project),
    entry<LeaveProject>(EventKind::leave_project, StreamKind::project),
    entry<RecordActivity>(EventKind::record_activity, StreamKind::project),
    entry<RecordOutput>(EventKind::record_output, StreamKind::project),
    entry<MoveProject>(EventKind::move_project, StreamKind::project),
    entry<Pledge>(EventKind::pledge, StreamKind::grant, true),
    entry<SignAgreement>(EventKind::sign_agreement, StreamKind::grant),
    entry<AmendGrant>(EventKind::amend_grant, StreamKind::grant),
    entry<SetGrantBudget>(EventKind::set_grant_budget, StreamKind::grant),
    entry<CommitFunds>(EventKind::commit_funds, StreamKind::grant),
    entry<ReceiveInstalment>(EventKind::receive_instalment, StreamKind::grant),
    entry<Spend>(EventKind::spend, StreamKind::grant),
    entry<ReportToDonor>(EventKind::report_to_donor, StreamKind::grant),
    entry<MoveGrant>(EventKind::move_grant, StreamKind::grant),
    entry<CreateDialogue>(EventKind::create_dialogue, StreamKind::dialogue, true),
    entry<OpenPhase>(EventKind::open_phase, StreamKind::dialogue),
    entry<SetTheme>(EventKind::set_theme, StreamKind::dialogue),
    entry<JoinDialogue>(EventKind::join_dialogue, StreamKind::dialogue),
    entry<LeaveDialogue>(EventKind::leave_dialogue, StreamKind::dialogue),
    entry<HoldMeeting>(EventKind::hold_meeting, StreamKind::dialogue),
    entry<MakeCommitment>(EventKind::make_commitment, StreamKind::dialogue),
    entry<FollowUpCommitment>(EventKind::follow_up_commitment, StreamKind::dialogue),
    entry<OpenFacility>(EventKind::open_facility, StreamKind::dialogue),
    entry<StateFigure>(EventKind::state_figure, StreamKind::dialogue),
    entry<CreatePlan>(EventKind::create_plan, StreamKind::plan, true),
    entry<SetAction>(EventKind::set_action, StreamKind::plan),
    entry<ReportAction>(EventKind::report_action, StreamKind::plan),
    entry<RevisePlan>(EventKind::revise_plan, StreamKind::plan),
    entry<HoldWorkshop>(EventKind::hold_workshop, StreamKind::plan),
    entry<RecordGap>(EventKind::record_gap, StreamKind::plan),
    entry<MovePlan>(EventKind::move_plan, StreamKind::plan),
};
static_assert(std::is_sorted(std::begin(table), std::end(table), [](const Verb& a, const Verb& b) { return a.kind < b.kind; }));

constexpr std::pair<StreamKind, std::string_view> names[] = {
    {StreamKind::programme, "programme"}, {StreamKind::project, "project"}, {StreamKind::grant, "grant"},
    {StreamKind::dialogue, "dialogue"},   {StreamKind::plan, "plan"},       {StreamKind::organisation, "organisation"},
};

}  // namespace

std::span<const Verb> portfolio_verbs() { return table; }

const Verb* find_portfolio_verb(std::string_view name) {
  const auto it = std::find_if(std::begin(table), std::end(table), [&](const Verb& v) { return v.name == name; });
  return it == std::end(table) ? nullptr : it;
}
const Verb* find_portfolio_verb(EventKind kind) {
  const auto it = std::lower_bound(std::begin(table), std::end(table), kind, [](const Verb& v, EventKind k) { return v.kind < k; });
  return it == std::end(table) || it->kind != kind ? nullptr : it;
}
const Verb* find_portfolio_verb(const TypeInfo& type) {
  const auto it = std::find_if(std::begin(table), std::end(table), [&](const Verb& v) { return &v.type() == &type; });
  return it == std::end(table) ? nullptr : it;
}

std::string_view noun_name(StreamKind kind) {
  for (const auto& [k, name] : names) if (k == kind) return name;
  return "";
}

StreamKind noun_of_member(std::string_view member, StreamKind subject) {
  for (const auto& [k, name] : names) if (name == member) return k;
  if (member == "predecessors" || member == "parent") return subject;
  if (member == "funded_by") return StreamKind::project;
  return StreamKind::none;
}

Id noun_of_fact(const Verb& verb, const void* fact) {
  const auto* text = text_member(verb.type(), fact, verb.use == VerbUse::on_noun ? noun_name(verb.subject) : "grant");
  Id id;
  return text && parse_into(*text, id) ? id : Id();
}

Known<PartialDate> said_day(const Verb& verb, const void* fact) {
  const TypeInfo* type = &verb.type();
  for (const char* inner : {"party", "block"})  // whose since is the fact's
    for (const auto& f : type->fields)
      if (f.name == inner && f.type().kind == Kind::record && member(f.type(), static_cast<const char*>(fact) + f.offset, "since")) {
        type = &f.type();
        fact = static_cast<const char*>(fact) + f.offset;
        break;
      }
  for (const char* name : {"decided_on", "on", "signed_on", "pledged_on", "received_on", "paid_on", "sent_on", "since", "until", "established", "starts", "opens"})
    for (const auto& f : type->fields)
      if (f.name == name && &f.type() == &info<Known<PartialDate>>()) {
        const auto& day = *reinterpret_cast<const Known<PartialDate>*>(static_cast<const char*>(fact) + f.offset);
        if (day.known()) return day;
      }
  return {};
}

}  // namespace safar::inline v0
