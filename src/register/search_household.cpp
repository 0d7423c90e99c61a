#include "register/search_household.hpp"

#include <algorithm>

#include "register/execute.hpp"

namespace safar::inline v0 {
namespace {

void add(std::vector<Id>& list, const Id& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

Result<std::vector<Id>> streams_beside(Register::Impl& home, const Id& stream, StreamKind kind) {
  auto events = home.log->events_of(stream, store::Want::streams);
  if (!events) return std::move(events).error();
  std::vector<Id> out;
  for (const auto& e : *events) {
    if (e.kind == EventKind::erase) continue;  // of many at once, who need not know each other
    for (const auto& s : e.streams) if (s.kind == kind) add(out, s.id);
  }
  return out;
}

Error no_such_household() {
  return fail(ErrorCode::not_found, "There is no such household.", "/search/household", "no_such_household", "Give the id of a household, a case or a person, or the number of a case.");
}

}  // namespace

Result<std::vector<Id>> cases_of_person(Register::Impl& home, const Id& person) {
  auto beside = streams_beside(home, person, StreamKind::case_);
  if (!beside) return beside;
  // Beside the person in an event may be the case of somebody else: of who showed the same document.
  std::vector<Id> out;
  for (const Id& id : *beside) {
    auto found = home.find_case(id);
    if (!found) return std::move(found).error();
    const CaseState& state = **found;
    const auto is = [&](const PersonId& p) { return p == person; };
    if (std::any_of(state.persons.begin(), state.persons.end(), [&](const PersonState& p) { return is(p.person_id); })) add(out, id);
    for (const auto& link : state.links)
      if (std::any_of(link.persons.begin(), link.persons.end(), is)) {
        add(out, id);
        add(out, link.case_id);
      }
  }
  std::vector<Id> is_in, was_in;
  for (const Id& id : out) {
    auto found = home.find_case(id);
    if (!found) return std::move(found).error();
    const auto& persons = (*found)->persons;
    const bool now = std::any_of(persons.begin(), persons.end(), [&](const PersonState& p) { return p.person_id == person; });
    (now ? is_in : was_in).push_back(id);
  }
  is_in.insert(is_in.end(), was_in.begin(), was_in.end());
  return is_in;
}

Result<std::vector<Id>> cases_of_household(Register::Impl& home, std::string_view text) {
  std::vector<Id> cases, households;
  const auto all_of = [&](const Id& household) -> Result<> {
    add(households, household);
    auto theirs = streams_beside(home, household, StreamKind::case_);
    if (!theirs) return std::move(theirs).error();
    for (const Id& id : *theirs) add(cases, id);
    return {};
  };
  if (Id id; parse_into(text, id)) {
    auto kind = home.log->kind_of(id);
    if (!kind) return std::move(kind).error();
    if (*kind == StreamKind::case_) {
      cases.push_back(id);
    } else if (*kind == StreamKind::person) {
      auto theirs = cases_of_person(home, id);
      if (!theirs) return theirs;
      cases = std::move(*theirs);
    } else if (*kind == StreamKind::household) {
      if (auto r = all_of(id); !r) return std::move(r).error();
    } else {
      return no_such_household();
    }
  } else {
    auto numbered = home.lookup(number_mac(home, std::string(text)));
    if (!numbered) return numbered;
    if (numbered->empty()) return no_such_household();
    cases = std::move(*numbered);
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {  // grows as it goes
    const Id at = cases[i];
    auto found = home.find_case(at);
    if (!found) return std::move(found).error();
    for (const auto& link : (*found)->links) add(cases, link.case_id);
    auto applied_as = streams_beside(home, at, StreamKind::household);
    if (!applied_as) return applied_as;
    for (const Id& household : *applied_as)
      if (std::find(households.begin(), households.end(), household) == households.end())
        if (auto r = all_of(household); !r) return std::move(r).error();
  }
  return cases;
}

}  // namespace safar::inline v0
