#include <safar/workflow/workflow.hpp>

#include <algorithm>

#include "workflow/impl.hpp"

namespace safar::inline v0 {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view x) { return std::find(list.begin(), list.end(), x) != list.end(); }

std::string joined(const std::vector<std::string>& list, const char* last = " or ") {
  std::string out;
  for (std::size_t i = 0; i < list.size(); ++i) out += (i == 0 ? "" : i + 1 == list.size() ? last : ", ") + list[i];
  return out;
}

// `journey = "booked"` -> the events that lead there.
std::vector<std::string> leading_to(const Workflow::Impl& w, std::string_view condition) {
  const auto equal = condition.find(" = \"");
  if (equal == std::string_view::npos || !condition.ends_with('"')) return {};
  const int region = w.region(condition.substr(0, equal));
  if (region < 0) return {};
  const int state = w.state(region, condition.substr(equal + 4, condition.size() - equal - 5));
  std::vector<std::string> out;
  for (const auto& t : w.transitions)
    if (t.region == region && std::find(t.to.begin(), t.to.end(), state) != t.to.end() && !contains(out, t.event)) out.push_back(t.event);
  return out;
}

// Which of the conditions do not hold, and what would make them.
Error guard_false(const Workflow::Impl& w, const WorkflowRule& rule, const std::string& event, const feel::Value& context) {
  std::vector<std::string> texts;
  std::string remedy;
  for (const auto& part : rule.compiled.conjuncts()) {
    const feel::Value v = part.evaluate(context);
    if (v.is_true() || v.kind() == feel::Value::Kind::unknown) continue;
    texts.push_back(part.text());
    remedy += (remedy.empty() ? "Make it so first: " : "; ") + part.text();
    if (const auto events = leading_to(w, part.text()); !events.empty()) remedy += " (by the command " + joined(events) + ")";
    else if (!part.paths().empty()) remedy += " (it reads " + joined(part.paths(), " and ") + ")";
  }
  if (texts.empty()) texts.push_back(rule.guard);
  return fail(ErrorCode::refused, "\"" + event + "\" is not possible: " + joined(texts, " and ") + (texts.size() == 1 ? " does not hold." : " do not hold."), "", "guard_false", remedy + ".");
}

Result<> check_rule(const Workflow::Impl& w, const WorkflowRule& rule, const WorkflowAsk& ask, const feel::Value& context) {
  const std::string event(ask.event);
  if (rule.reason_required && ask.reason.empty())
    return fail(ErrorCode::refused, "\"" + event + "\" needs a reason.", "/reason", "reason_required", "Give reason.code.");
  if (rule.guard.empty()) return {};
  const feel::Value v = rule.compiled.evaluate(context);
  if (v.is_true()) return {};
  if (v.kind() == feel::Value::Kind::unknown) {
    std::string needs;
    for (const auto& f : v.fields()) needs += (needs.empty() ? "" : ", ") + f.path;
    return fail(ErrorCode::needs, "\"" + event + "\" cannot be decided; needs: " + needs + ".", "", "guard_unknown", "Record what is not known: " + needs + ".");
  }
  return guard_false(w, rule, event, context);
}

Result<> check_role(const std::vector<std::string>& by, const WorkflowAsk& ask) {
  if (by.empty() || contains(by, ask.role)) return {};
  return fail(ErrorCode::not_permitted, "\"" + std::string(ask.event) + "\" is not for the role \"" + std::string(ask.role) + "\".", "", "wrong_role",
              "Ask a " + joined(by) + " to do it.");
}

}  // namespace

std::vector<WorkflowFinding> Workflow::lint(std::string_view json, const TypeInfo& context, std::span<const std::string_view> events) {
  Impl impl;
  return read_workflow(json, context, events, impl);
}

Result<std::shared_ptr<const Workflow>> Workflow::load(std::string_view json, const TypeInfo& context, std::span<const std::string_view> events) {
  auto impl = std::make_shared<Impl>();
  const auto findings = read_workflow(json, context, events, *impl);
  if (!findings.empty()) {
    std::string message = findings[0].message;
    if (findings.size() > 1) message += " (" + std::to_string(findings.size() - 1) + " more findings)";
    return fail(ErrorCode::lint, message, findings[0].pointer, findings[0].code, "Mend the workflow document; lint lists every finding.");
  }
  const auto note = [&](const std::string& event, const WorkflowRule& rule) {
    if (rule.guard.empty()) return;
    auto& names = impl->reads[event];
    for (const auto& read : rule.compiled.reads())
      for (const auto* path : {&read.path, &read.otherwise}) {
        std::string first = path->substr(0, path->find('.'));
        if (!first.empty() && std::find(names.begin(), names.end(), first) == names.end()) names.push_back(std::move(first));
      }
    std::sort(names.begin(), names.end());
  };
  for (const auto& t : impl->transitions) note(t.event, t.rule);
  for (const auto& [event, rule] : impl->without_move) note(event, rule);
  auto out = std::make_shared<Workflow>();
  out->impl_ = std::move(impl);
  return std::shared_ptr<const Workflow>(std::move(out));
}

const std::string& Workflow::name() const { return impl_->name; }
const std::string& Workflow::version() const { return impl_->version; }
const std::vector<WorkflowRegion>& Workflow::regions() const { return impl_->regions; }
int Workflow::region(std::string_view name) const { return impl_->region(name); }
int Workflow::state(int region, std::string_view name) const { return impl_->state(region, name); }

Marking Workflow::start() const {
  Marking m;
  m.reserve(impl_->regions.size());
  for (const auto& r : impl_->regions) m.push_back(r.start);
  return m;
}

std::vector<std::string> Workflow::events() const {
  std::set<std::string> out;
  for (const auto& t : impl_->transitions) out.insert(t.event);
  for (const auto& [event, rule] : impl_->without_move) out.insert(event);
  return {out.begin(), out.end()};
}
std::vector<std::string> Workflow::holds() const {
  std::vector<std::string> out;
  for (const auto& [name, kind] : impl_->holds) out.push_back(name);
  return out;
}
std::vector<std::string> Workflow::outcomes(std::string_view hold) const {
  std::vector<std::string> out;
  if (const auto it = impl_->holds.find(std::string(hold)); it != impl_->holds.end())
    for (const auto& [name, o] : it->second.outcomes) out.push_back(name);
  return out;
}
bool Workflow::blocks(std::string_view hold, std::string_view event) const {
  if (impl_->never_blocked.contains(std::string(event))) return false;
  const auto it = impl_->holds.find(std::string(hold));
  return it != impl_->holds.end() && it->second.blocks.contains(std::string(event));
}
bool Workflow::sets(std::string_view event, std::string_view hold) const {
  const auto it = impl_->holds.find(std::string(hold));
  return it != impl_->holds.end() && it->second.set_by.contains(std::string(event));
}

const std::vector<WorkflowTimer>& Workflow::timers() const { return impl_->timers; }
std::optional<ReviewDue> Workflow::review_due(std::string_view hold) const {
  const auto it = impl_->holds.find(std::string(hold));
  return it == impl_->holds.end() ? std::nullopt : it->second.due;
}
std::vector<std::string> Workflow::roles(std::string_view event) const {
  std::set<std::string> out;
  bool any = false;
  const auto add = [&](const WorkflowRule& rule) { any |= rule.by.empty(); out.insert(rule.by.begin(), rule.by.end()); };
  for (const auto& t : impl_->transitions) if (t.event == event) add(t.rule);
  if (const auto it = impl_->without_move.find(event); it != impl_->without_move.end()) add(it->second);
  return any ? std::vector<std::string>() : std::vector<std::string>(out.begin(), out.end());
}

const std::vector<std::string>& Workflow::reads(std::string_view event) const {
  static const std::vector<std::string> none;
  const auto it = impl_->reads.find(event);
  return it == impl_->reads.end() ? none : it->second;
}

bool Workflow::guarded(std::string_view event) const { return impl_->reads.find(event) != impl_->reads.end(); }

std::vector<std::pair<std::string, std::string>> Workflow::guards() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& t : impl_->transitions) if (!t.rule.guard.empty()) out.emplace_back(t.event, t.rule.guard);
  for (const auto& [event, rule] : impl_->without_move) if (!rule.guard.empty()) out.emplace_back(event, rule.guard);
  return out;
}

Result<WorkflowAnswer> Workflow::ask(const Marking& marking, std::span<const std::string> holds, const WorkflowAsk& ask, const feel::Value& context) const {
  const Impl& w = *impl_;
  const std::string event(ask.event);
  if (!w.knows(event))
    return fail(ErrorCode::refused, "The workflow " + w.name + " " + w.version + " has no \"" + event + "\".", "/command", "not_in_workflow", "Adopt a workflow that has it.");

  // 1. the state
  std::vector<const WorkflowTransition*> fitting;
  const WorkflowTransition* first = nullptr;
  for (const auto& t : w.transitions) {
    if (t.event != event) continue;
    if (!first) first = &t;
    if (Impl::leaves(t, marking[static_cast<std::size_t>(t.region)])) fitting.push_back(&t);
  }
  if (first && fitting.empty()) {
    const auto& region = w.regions[static_cast<std::size_t>(first->region)];
    std::vector<std::string> from;
    for (const auto& t : w.transitions)
      if (t.event == event && t.region == first->region)  // of another region it is another state
        for (const int f : t.from)
          if (!contains(from, region.states[static_cast<std::size_t>(f)])) from.push_back(region.states[static_cast<std::size_t>(f)]);
    return fail(ErrorCode::refused,
                "\"" + event + "\" is not possible: " + region.name + " is " + region.states[static_cast<std::size_t>(marking[static_cast<std::size_t>(first->region)])] +
                    (from.empty() ? "" : ", and must be " + joined(from)) + ".",
                "", "not_in_state", from.empty() ? "It was done already." : "Bring " + region.name + " to " + joined(from) + " first.");
  }
  // 2. the role
  for (const auto* t : fitting) if (auto r = check_role(t->rule.by, ask); !r) return std::move(r).error();
  const auto plain = w.without_move.find(event);
  if (plain != w.without_move.end()) if (auto r = check_role(plain->second.by, ask); !r) return std::move(r).error();
  // 3. holds
  for (const auto& hold : holds)
    if (blocks(hold, event))
      return fail(ErrorCode::refused, "\"" + event + "\" is not possible: held by " + hold + ".", "", "held",
                  "A reviewing officer can lift the hold: review with outcome " + joined(outcomes(hold)) + ".");
  // 4. review of a hold
  WorkflowAnswer answer;
  if (event == "review") {
    const auto kind = w.holds.find(std::string(ask.hold));
    if (kind == w.holds.end() || !contains({holds.begin(), holds.end()}, ask.hold))
      return fail(ErrorCode::refused, "There is no such hold to review.", "/hold", "no_such_hold", "Name a hold of the case.");
    if (!kind->second.lifted_by.contains("review"))
      return fail(ErrorCode::refused, "The hold " + std::string(ask.hold) + " is not lifted by a review.", "/hold", "no_such_hold");
    const auto outcome = kind->second.outcomes.find(std::string(ask.outcome));
    if (outcome == kind->second.outcomes.end())
      return fail(ErrorCode::refused, "That is no outcome of a review of " + std::string(ask.hold) + ".", "/outcome", "unknown_outcome", "Say " + joined(outcomes(ask.hold)) + ".");
    if (auto r = check_role(outcome->second.by, ask); !r) return std::move(r).error();
    if (kind->second.reason_required && ask.reason.empty())
      return fail(ErrorCode::refused, "A review needs a reason.", "/reason", "reason_required", "Give reason.code.");
    for (const auto& m : outcome->second.moves) {
      const int now = marking[static_cast<std::size_t>(m.region)];
      if (std::find(m.from.begin(), m.from.end(), now) == m.from.end()) {
        const auto& region = w.regions[static_cast<std::size_t>(m.region)];
        return fail(ErrorCode::refused, "The outcome " + std::string(ask.outcome) + " is not possible: " + region.name + " is " + region.states[static_cast<std::size_t>(now)] + ".",
                    "/outcome", "not_in_state");
      }
      answer.moves.emplace_back(m.region, m.to);
    }
    answer.lifts = outcome->second.lifts;
    answer.emits = outcome->second.emits;
  }
  // 5. reason, outcome, guard
  for (const auto* t : fitting) {
    if (t->to.size() > 1) {
      const auto to = std::find_if(t->to.begin(), t->to.end(), [&](int s) { return w.regions[static_cast<std::size_t>(t->region)].states[static_cast<std::size_t>(s)] == ask.outcome; });
      std::vector<std::string> names;
      for (const int s : t->to) names.push_back(w.regions[static_cast<std::size_t>(t->region)].states[static_cast<std::size_t>(s)]);
      if (to == t->to.end()) return fail(ErrorCode::refused, "\"" + event + "\" has no such outcome.", "/outcome", "unknown_outcome", "Say " + joined(names) + ".");
      answer.moves.emplace_back(t->region, *to);
    } else if (!t->to.empty()) {
      answer.moves.emplace_back(t->region, t->to[0]);
    }
    if (!t->rule.outcomes.empty() && !contains(t->rule.outcomes, ask.outcome))
      return fail(ErrorCode::refused, "\"" + event + "\" has no such outcome.", "/outcome", "unknown_outcome", "Say " + joined(t->rule.outcomes) + ".");
    if (auto r = check_rule(w, t->rule, ask, context); !r) return std::move(r).error();
  }
  if (plain != w.without_move.end()) if (auto r = check_rule(w, plain->second, ask, context); !r) return std::move(r).error();
  return answer;
}

WorkflowAnswer Workflow::effect(const Marking& marking, const WorkflowAsk& ask) const {
  const Impl& w = *impl_;
  WorkflowAnswer answer;
  for (const auto& t : w.transitions) {
    if (t.event != ask.event || !Impl::leaves(t, marking[static_cast<std::size_t>(t.region)])) continue;
    const auto& states = w.regions[static_cast<std::size_t>(t.region)].states;
    if (t.to.size() == 1) answer.moves.emplace_back(t.region, t.to[0]);
    else for (const int s : t.to) if (states[static_cast<std::size_t>(s)] == ask.outcome) answer.moves.emplace_back(t.region, s);
  }
  if (ask.event == "review")
    if (const auto kind = w.holds.find(std::string(ask.hold)); kind != w.holds.end())
      if (const auto o = kind->second.outcomes.find(std::string(ask.outcome)); o != kind->second.outcomes.end()) {
        answer.lifts = o->second.lifts;
        answer.emits = o->second.emits;
        for (const auto& m : o->second.moves)
          if (std::find(m.from.begin(), m.from.end(), marking[static_cast<std::size_t>(m.region)]) != m.from.end()) answer.moves.emplace_back(m.region, m.to);
      }
  return answer;
}

}  // namespace safar::inline v0
