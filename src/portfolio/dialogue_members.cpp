#include "portfolio/dialogue_members.hpp"

#include <algorithm>
#include <unordered_map>

namespace safar::inline v0 {
namespace {

// Equal where same_party() says so.
std::string key_of(const Party& p) {
  if (!p.organisation.empty()) return "o" + p.organisation;
  if (p.country.known()) return "c" + to_string(p.country.value);
  return "n" + p.name;
}

bool is_state(const Party& p) { return p.organisation.empty() && p.country.known() && !p.country.value.none(); }

// What has begun by the day: certainly, perhaps, or not.
void add_begun(Between& sum, const Known<PartialDate>& day, Date asked) {
  const auto begun = in_force(day.known() ? day : Known<PartialDate>(PartialDate()), {}, asked);
  sum.least += begun.known() && begun.value;
  sum.most += !begun.known() || begun.value;
}

Between count_at(const DialogueState& s, const std::vector<Known<PartialDate>>& starts, FigureKind what, Date day) {
  using enum DialogueRole;
  Between sum;
  switch (what) {
    case FigureKind::members: return count_on(s, {member}, day);
    case FigureKind::observers: return count_on(s, {observer}, day);
    case FigureKind::steering_committee: return count_on(s, {steering_committee}, day);
    case FigureKind::donors: return count_on(s, {donor}, day);
    case FigureKind::participants: return count_on(s, participating, day);
    case FigureKind::countries: return count_on(s, participating, day, true);
    case FigureKind::phases:
      for (const auto& x : s.phases) add_begun(sum, x.starts, day);
      return sum;
    case FigureKind::meetings:
      for (const auto& x : s.meetings) add_begun(sum, x.since, day);
      return sum;
    case FigureKind::commitments:
      for (const auto& x : s.commitments) add_begun(sum, x.on, day);
      return sum;
    case FigureKind::projects:
      for (const auto& x : starts) add_begun(sum, x, day);
      return sum;
    case FigureKind::other: break;
  }
  return sum;
}

}  // namespace

std::vector<PartyThere> parties_on(const DialogueState& state, std::initializer_list<DialogueRole> roles, Date day) {
  std::vector<PartyThere> out;
  std::unordered_map<std::string, std::size_t> index;
  for (const auto& m : state.members) {
    if (std::find(roles.begin(), roles.end(), m.role) == roles.end()) continue;
    const auto there = in_force(m.since, m.until, day);
    if (there.known() && !there.value) continue;
    const auto [it, fresh] = index.try_emplace(key_of(m.party), out.size());
    if (fresh) out.push_back({&m, there.known()});
    else if (there.known() && !out[it->second].sure) out[it->second] = {&m, true};
  }
  return out;
}

Between count_on(const DialogueState& state, std::initializer_list<DialogueRole> roles, Date day, bool states) {
  Between sum;
  for (const auto& p : parties_on(state, roles, day)) {
    if (states && !is_state(p.as->party)) continue;
    sum.least += p.sure;
    ++sum.most;
  }
  return sum;
}

Known<Between> count_figure(const DialogueState& state, const std::vector<Known<PartialDate>>& starts, FigureKind what, const PartialDate& on) {
  if (what == FigureKind::other) return Absence::not_applicable;
  const auto from = on.earliest(), to = on.latest();
  std::vector<std::chrono::sys_days> days{from, to};  // and those between them on which an answer can change
  const auto turn = [&](const Known<PartialDate>& d) {
    if (!d.known()) return;
    for (const auto t : {d.value.earliest(), d.value.latest()}) if (from < t && t < to) days.push_back(t);
  };
  if (from != to) {
    for (const auto& m : state.members) turn(m.since), turn(m.until);
    for (const auto& x : state.phases) turn(x.starts);
    for (const auto& x : state.meetings) turn(x.since);
    for (const auto& x : state.commitments) turn(x.on);
    for (const auto& x : starts) turn(x);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
  }
  Known<Between> out;
  for (const auto t : days) {
    const auto day = Date::from_days(t.time_since_epoch().count());
    if (!day) continue;
    const Between b = count_at(state, starts, what, *day);
    if (!out.known()) out = b;
    out.value.least = std::min(out.value.least, b.least);
    out.value.most = std::max(out.value.most, b.most);
  }
  return out;
}

}  // namespace safar::inline v0
