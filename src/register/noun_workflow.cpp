#include "register/noun_workflow.hpp"

#include <algorithm>

#include <safar/base/quote.hpp>
#include <safar/dmn/feel.hpp>

#include "base/json_dom.hpp"

namespace safar::inline v0 {
namespace {

/// What guards see of a noun, beside its status.
struct NounFacts {
  std::string ref{};
  bool has_title = false;
  std::int64_t version = 0;
  static constexpr std::string_view type_name = "noun", type_doc = "What guards see of a project, grant, dialogue, plan, programme or organisation.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "ref", &NounFacts::ref, Shelf::open, "Reference.");
    v(2, "has_title", &NounFacts::has_title, Shelf::open, "Has a title.");
    v(3, "version", &NounFacts::version, Shelf::open, "Events so far.");
  }
};

constexpr StreamKind kinds[] = {StreamKind::programme, StreamKind::project, StreamKind::grant, StreamKind::dialogue, StreamKind::plan, StreamKind::organisation};

const std::map<StreamKind, std::shared_ptr<const Workflow>>& shipped() {
  static const auto all = [] {
    std::map<StreamKind, std::shared_ptr<const Workflow>> out;
    for (const StreamKind k : kinds)
      if (const auto text = noun_workflow(k); !text.empty())
        if (auto w = load_noun_workflow(k, text)) out.emplace(k, std::move(*w));  // a test loads each
    return out;
  }();
  return all;
}

}  // namespace

Result<std::shared_ptr<const Workflow>> load_noun_workflow(StreamKind kind, std::string_view document) {
  return Workflow::load(document, info<NounFacts>(), noun_events(kind));
}

StreamKind workflow_subject(std::string_view document) {
  auto dom = parse_dom(document, {1u << 20, 32, 64u << 20});  // a larger one is no workflow
  if (!dom || !dom->is_object()) return StreamKind::none;
  const auto it = dom->find("subject");
  if (it == dom->end() || !it->is_string()) return StreamKind::none;
  for (const StreamKind k : kinds) if (noun_name(k) == it->get_ref<const std::string&>()) return k;
  return StreamKind::none;
}

const Workflow* workflow_of(const House& house, StreamKind kind) {
  if (const auto it = house.noun_workflows.find(kind); it != house.noun_workflows.end()) return it->second.get();
  const auto it = shipped().find(kind);
  return it == shipped().end() ? nullptr : it->second.get();
}

Result<> ask_noun_workflow(const Here& here, const Noun& noun, const Command& command) {
  const Verb& verb = *command.verb;
  const Workflow* workflow = workflow_of(here.home.house, verb.subject);
  if (!workflow) return {};
  Marking marking = workflow->start();
  const int region = workflow->region("status");
  const NounHead* head = head_of(noun);
  if (region >= 0 && head)
    if (const int state = workflow->state(region, head->status); state >= 0) marking[static_cast<std::size_t>(region)] = state;
  const auto text = [&](const char* name) { const auto* s = text_member(verb.type(), command.fact, name); return s ? std::string_view(*s) : std::string_view(); };
  if (verb.begins && region >= 0 && !text("status").empty() && workflow->state(region, text("status")) < 0)
    return fail(ErrorCode::unknown_code, "The workflow has no such status.", "/status", "no_such_status", "See describe(\"workflow:" + std::string(noun_name(verb.subject)) + "\").");
  feel::Value context;
  if (workflow->guarded(verb.name)) {
    NounFacts facts;
    if (head) {
      facts.ref = head->ref;
      facts.has_title = !head->title.empty();
      facts.version = head->version;
    }
    context = feel::to_value(info<NounFacts>(), &facts, "");
  }
  const auto* reason = static_cast<const Reason*>(member(verb.type(), static_cast<const void*>(command.fact), "reason"));
  auto answer = workflow->ask(marking, {}, {verb.name, here.actor.role, text("outcome"), reason ? std::string_view(reason->code) : std::string_view(), ""}, context);
  if (!answer) return std::move(answer).error();
  return {};
}

}  // namespace safar::inline v0
