#include <safar/portfolio/noun_states.hpp>

#include <algorithm>
#include <type_traits>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {
namespace {

Noun made(StreamKind kind) {
  switch (kind) {
    case StreamKind::organisation: return OrganisationState{};
    case StreamKind::programme: return ProgrammeState{};
    case StreamKind::project: return ProjectState{};
    case StreamKind::grant: return GrantState{};
    case StreamKind::plan: return ActionPlanState{};
    case StreamKind::dialogue: return DialogueState{};
    default: return {};
  }
}

}  // namespace

const NounHead* head_of(const Noun& noun) {
  return std::visit([](const auto& s) -> const NounHead* {
    if constexpr (std::is_same_v<std::decay_t<decltype(s)>, std::monostate>) return nullptr;
    else return &s.head;
  }, noun);
}
NounHead* head_of(Noun& noun) { return const_cast<NounHead*>(head_of(const_cast<const Noun&>(noun))); }

void fold(Noun& noun, const Id& id, const Verb& verb, const void* fact, const Occurrence& at) {
  if (noun.index() == 0) {
    if (!verb.begins) return;  // of something that this register has not heard of
    noun = made(verb.subject);
    NounHead& head = *head_of(noun);
    head.id = id;
    head.opened = at.received;
    head.first_day = at.day;
  }
  NounHead& head = *head_of(noun);
  ++head.version;
  head.changed = std::max(head.changed, at.received);
  std::visit([&](auto& s) {
    if constexpr (!std::is_same_v<std::decay_t<decltype(s)>, std::monostate>) fold(s, verb, fact, at);
  }, noun);
}

Result<> check(const Noun& noun, const Verb& verb, void* fact, Date today) {
  switch (verb.subject) {
    case StreamKind::organisation: return check(std::get_if<OrganisationState>(&noun), verb, fact, today);
    case StreamKind::programme: return check(std::get_if<ProgrammeState>(&noun), verb, fact, today);
    case StreamKind::project: return check(std::get_if<ProjectState>(&noun), verb, fact, today);
    case StreamKind::grant: return check(std::get_if<GrantState>(&noun), verb, fact, today);
    case StreamKind::plan: return check(std::get_if<ActionPlanState>(&noun), verb, fact, today);
    case StreamKind::dialogue: return check(std::get_if<DialogueState>(&noun), verb, fact, today);
    default: return {};
  }
}

}  // namespace safar::inline v0
