// Who may do what, before anything else of a command is looked at.
#include <algorithm>
#include <unordered_set>

#include <safar/workflow/access.hpp>

#include "register/execute.hpp"
#include "register/noun_workflow.hpp"

namespace safar::inline v0 {
namespace {

/// Roles by the workflow in force, whatever the state; empty: any.
std::vector<std::string> roles_of(const House& house, const Verb& verb) {
  if (verb.kind == EventKind::adopt) return {"programme_manager", "system_administrator"};
  if (verb.use != VerbUse::on_noun) return house.now().roles(verb.name);
  const Workflow* workflow = workflow_of(house, verb.subject);
  return workflow ? workflow->roles(verb.name) : std::vector<std::string>();
}

std::string one_of(const std::vector<std::string>& roles) {
  std::string out;
  for (std::size_t i = 0; i < roles.size(); ++i) out += (i == 0 ? "" : i + 1 == roles.size() ? " or " : ", ") + roles[i];
  return out;
}

/// What the command is about: where the workflow's own refusals point.
std::string subject_of(const Verb& verb) {
  if (verb.use == VerbUse::on_noun) return "/" + std::string(noun_name(verb.subject));
  return verb.use == VerbUse::on_case && verb.kind != EventKind::apply ? "/case" : "";
}

/// What is written of a person's identity is looked up under the register's key, to find who else holds the paper.
bool of_identity(const Verb& verb) {
  static const auto all = [] {
    std::unordered_set<const Verb*> out;
    each_verb([&](const Verb& v) { if (writes_identity(v.type())) out.insert(&v); });
    return out;
  }();
  return all.contains(&verb);
}

Error wrong_role(const Actor& actor, const Verb& verb, std::string remedy, std::string pointer = {}) {
  return fail(ErrorCode::not_permitted, "\"" + std::string(verb.name) + "\" is not for the role \"" + actor.role + "\".", std::move(pointer), "wrong_role", std::move(remedy));
}

}  // namespace

Result<> may_do(const House& house, const Actor& actor, const Verb& verb) {
  const bool noun = verb.use == VerbUse::on_noun, identity = of_identity(verb);
  if (!may_act(actor.role, actor.purpose, verb.name, noun, identity)) {
    if (may_act(actor.role, "casework", verb.name, noun, identity))
      return fail(ErrorCode::not_permitted, "Nothing is changed for the purpose \"" + actor.purpose + "\".", "", "wrong_purpose", "Open a session for the purpose casework.");
    return wrong_role(actor, verb, "Ask somebody who works on cases to do it.");
  }
  const auto roles = roles_of(house, verb);
  if (roles.empty() || std::find(roles.begin(), roles.end(), actor.role) != roles.end()) return {};
  return wrong_role(actor, verb, "Ask a " + one_of(roles) + " to do it.", subject_of(verb));
}

Result<> Allowed::ask(const House& house, const Actor& actor, const Verb& verb) {
  if (std::find(may_.begin(), may_.end(), verb.name) != may_.end()) return {};
  auto r = may_do(house, actor, verb);
  if (r) may_.push_back(verb.name);
  return r;
}

}  // namespace safar::inline v0
