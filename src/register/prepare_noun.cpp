// Commands on the portfolio: what they name, what its workflow and its own rules say.
#include <algorithm>
#include <set>

#include <safar/portfolio/action_plan.hpp>
#include <safar/portfolio/grant.hpp>
#include <safar/portfolio/project.hpp>

#include "register/execute.hpp"
#include "register/noun_workflow.hpp"

namespace safar::inline v0 {
namespace {

Error at_pointer(Error e, const std::string& pointer) {
  if (e.pointer.empty()) e.pointer = pointer;
  return e;
}

/// Replaces references by ids, wherever a fact names another noun.
class Links {
 public:
  Links(Register::Impl& home, const Verb& verb) : home_(home), verb_(verb) {}
  Result<> resolve(const TypeInfo& type, void* p, const std::string& at = "") {
    for (const auto& f : type.fields) {
      const std::string here = at + "/" + std::string(f.name);
      const StreamKind kind = noun_of_member(f.name, verb_.subject);
      if (at.empty() && f.name == noun_name(verb_.subject)) continue;  // what it is about, not what it links to
      if (auto r = member(f.type(), static_cast<char*>(p) + f.offset, kind, here); !r) return r;
    }
    return {};
  }

 private:
  Result<> member(const TypeInfo& type, void* p, StreamKind kind, const std::string& at) {
    if (type.kind == Kind::text && kind != StreamKind::none) {
      auto& text = *static_cast<std::string*>(p);
      if (text.empty()) return {};
      auto id = noun_named(home_, kind, text, at);
      if (!id) return std::move(id).error();
      text = to_string(*id);
    } else if (type.kind == Kind::list) {
      for (std::int64_t i = 0; i < type.get(p); ++i)
        if (auto r = member(type.of[0](), type.at(p, static_cast<std::size_t>(i)), kind, at + "/" + std::to_string(i)); !r) return r;
    } else if (type.kind == Kind::record) {
      return resolve(type, p, at);
    }
    return {};
  }

  Register::Impl& home_;
  const Verb& verb_;
};

/// A chain of predecessors that comes back to itself would never end.
Result<> check_chain(Register::Impl& home, const std::string& id, const std::vector<std::string>& predecessors) {
  std::set<std::string> seen;
  std::vector<std::string> todo = predecessors;
  while (!todo.empty()) {
    const std::string at = std::move(todo.back());
    todo.pop_back();
    if (at == id) return fail(ErrorCode::refused, "A project cannot continue itself, not even by way of others.", "/predecessors", "cyclic", "Leave out the one that comes later.");
    if (!seen.insert(at).second) continue;
    Id project;
    if (!parse_into(at, project)) continue;
    auto noun = home.portfolio.find(home, project);
    if (!noun) return std::move(noun).error();
    if (const auto* s = std::get_if<ProjectState>(*noun)) todo.insert(todo.end(), s->predecessors.begin(), s->predecessors.end());
  }
  return {};
}

/// What answers a need may be an action of another plan, which the plan itself does not see.
Result<> check_answer(Register::Impl& home, const GapAnswer& by) {
  Id id;
  if (by.action.empty() || by.plan.empty() || !parse_into(by.plan, id)) return {};
  auto noun = home.portfolio.find(home, id);
  if (!noun) return std::move(noun).error();
  const auto* s = std::get_if<ActionPlanState>(*noun);
  if (s && action_of(*s, by.action)) return {};
  return fail(ErrorCode::not_found, "That plan has no such action.", "/answered_by/action", "no_such_action", "Write it as it was set; the view actions lists them.");
}

Result<Id> begin_id(Here& here, const Verb& verb, std::string& subject, const std::string& ref) {
  const std::string name(noun_name(verb.subject));
  Id id;
  if (subject.empty()) id = here.home.log->random_id();
  else if (!parse_into(subject, id)) return fail(ErrorCode::parse, "An id is 32 lower-case hex digits.", "/" + name, "", "Leave it out: the library makes one. What people call it goes into \"ref\".");
  if (!subject.empty()) {
    auto there = here.home.kind_of(id);
    if (!there) return std::move(there).error();
    if (*there) return fail(ErrorCode::exists, "This id is used already.", "/" + name, "id_taken", "Leave it out: the library makes one.");
  }
  subject = to_string(id);
  if (ref.empty()) return id;
  if (Id other; parse_into(ref, other)) return fail(ErrorCode::refused, "A reference is not written like an id.", "/ref", "like_an_id", "Give what people call it.");
  auto taken = here.home.lookup(ref_mac(here.home, verb.subject, ref));
  if (!taken) return std::move(taken).error();
  if (!taken->empty()) return fail(ErrorCode::exists, "Another " + name + " has this reference.", "/ref", "ref_taken", "Give another one, or use the one that is there.");
  return id;
}

/// An extension of which nobody says when it was decided: at the latest on the end that it moves, else there was nothing left to extend.
std::optional<Date> day_of_extension(const Noun& noun, const Verb& verb, const void* fact, Date today) {
  const auto latest = [&](const auto& state, const auto& f) -> std::optional<Date> {
    using enum AmendmentKind;
    const bool extends = f.kind.known() && (f.kind.value == no_cost_extension || f.kind.value == cost_extension || f.kind.value == extension);
    if (!extends || f.decided_on.known() || !state.ends.known()) return std::nullopt;
    const auto end = Date::from_days(state.ends.value.latest().time_since_epoch().count());
    return end && *end < today ? std::optional<Date>(*end) : std::nullopt;
  };
  if (verb.kind == EventKind::amend_project) return latest(std::get<ProjectState>(noun), *static_cast<const AmendProject*>(fact));
  if (verb.kind == EventKind::amend_grant) return latest(std::get<GrantState>(noun), *static_cast<const AmendGrant*>(fact));
  return std::nullopt;
}

}  // namespace

Result<Plan> prepare_noun(Here& here, Command& command) {
  auto& home = here.home;
  const Verb& verb = *command.verb;
  const std::string name(noun_name(verb.subject));
  auto& subject = *static_cast<std::string*>(member(verb.type(), command.fact, name));
  Id id;
  Plan plan;
  const Noun* noun = nullptr;
  static const Noun nothing{};
  if (verb.begins) {
    if (auto r = ask_noun_workflow(here, nothing, command); !r) return at_pointer(std::move(r).error(), "/" + name);  // who may not learns of no reference
    auto& ref = *static_cast<std::string*>(member(verb.type(), command.fact, "ref"));
    auto made = begin_id(here, verb, subject, ref);
    if (!made) return std::move(made).error();
    id = *made;
    noun = &nothing;
    plan.made = "{\"" + name + "\":\"" + subject + "\"}";
    plan.begins_noun = true;
    if (!ref.empty() && !here.dry) plan.lookups.push_back({ref_mac(home, verb.subject, ref), id});
  } else {
    if (subject.empty()) return fail(ErrorCode::missing_member, "Which " + name + "? The member \"" + name + "\" is missing.", "/" + name, "", "Give its id or its reference.");
    auto named = noun_named(home, verb.subject, subject, "/" + name);
    if (!named) return std::move(named).error();
    id = *named;
    subject = to_string(id);
    auto found = home.portfolio.find(home, id);
    if (!found) return std::move(found).error();
    noun = *found;
    if (const auto* head = head_of(*noun); head && head->opaque)
      return fail(ErrorCode::newer, "A newer library wrote to this " + name + "; this one can only read it.", "/" + name, "newer", "Update this library.");
    if (noun->index() == 0) return fail(ErrorCode::not_found, "Nobody has written this " + name + " down yet.", "/" + name, "no_such_" + name, "Create it first.");
  }
  if (!verb.begins)
    if (auto r = ask_noun_workflow(here, *noun, command); !r) return at_pointer(std::move(r).error(), "/" + name);
  if (auto r = Links(home, verb).resolve(verb.type(), command.fact); !r) return std::move(r).error();
  if (auto r = check(*noun, verb, command.fact, here.today); !r) return std::move(r).error();
  if (verb.kind == EventKind::create_project)
    if (auto r = check_chain(home, subject, static_cast<const CreateProject*>(command.fact)->predecessors); !r) return std::move(r).error();
  if (verb.kind == EventKind::record_gap)
    if (auto r = check_answer(home, static_cast<const RecordGap*>(command.fact)->answered_by); !r) return std::move(r).error();
  Planned main;
  main.verb = &verb;
  main.fact = command.fact;
  main.owned = command.owned;
  main.streams = {{id, verb.subject}};
  main.nouns = {id};
  plan.day = day_of_extension(*noun, verb, command.fact, here.today);
  plan.events.push_back(std::move(main));
  return plan;
}

}  // namespace safar::inline v0
