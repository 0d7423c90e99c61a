#include <safar/portfolio/organisation.hpp>

#include <algorithm>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {

void fold(OrganisationState& state, const Verb& verb, const void* fact, const Occurrence& at) {
  if (verb.kind == EventKind::register_organisation) {
    const auto& f = *static_cast<const RegisterOrganisation*>(fact);
    state.head.ref = f.ref;
    state.head.title = f.title;
    state.head.status = "active";
    state.head.source = f.source;
    state.acronym = f.acronym;
    state.parent = f.parent;
    state.kind = f.kind;
    state.country = f.country;
    state.identifiers = f.identifiers;
    state.website = f.website;
  } else if (verb.kind == EventKind::record_capacity) {
    const auto& f = *static_cast<const RecordCapacity*>(fact);
    CapacityEntry entry{f.entry, f.theme, f.kind.known() ? f.kind.value : CapacityKind::capacity, f.text, f.since, f.until, f.source, at.day};
    const auto it = std::find_if(state.capacities.begin(), state.capacities.end(), [&](const CapacityEntry& e) { return !f.entry.empty() && e.entry == f.entry; });
    if (it == state.capacities.end()) {
      state.capacities.push_back(std::move(entry));
      return;
    }
    // The same entry again: what is said of it now holds, and what was said before stays where nothing new was said.
    it->kind = f.kind.known() ? f.kind.value : it->kind;
    replace(it->text, f.text);
    if (!f.theme.empty()) it->theme = f.theme;
    if (f.since.known()) it->since = f.since;
    if (f.until.known()) it->until = f.until;
    if (!f.source.empty()) it->source = f.source;
    it->day = at.day;
  }
}

Result<> check(const OrganisationState*, const Verb& verb, void* fact, Date) {
  if (verb.kind == EventKind::register_organisation) {
    const auto& f = *static_cast<const RegisterOrganisation*>(fact);
    return check_named(f.ref, f.title);
  }
  const auto& f = *static_cast<const RecordCapacity*>(fact);
  if (f.text.empty() && f.entry.empty()) return fail(ErrorCode::missing_member, "What can it do? The member \"text\" is missing.", "/text", "", "Say it in words, e.g. {\"en\":\"...\"}.");
  if (!f.kind.known() && f.entry.empty()) return fail(ErrorCode::missing_member, "What kind of entry is it? The member \"kind\" is missing.", "/kind", "", "Say mandate, policy, capacity, practice, ...");
  return check_period(f.since, f.until, "/until");
}

}  // namespace safar::inline v0
