#include <safar/portfolio/programme.hpp>

#include <algorithm>

#include "portfolio/nouns.hpp"

namespace safar::inline v0 {

void fold(ProgrammeState& state, const Verb& verb, const void* fact, const Occurrence&) {
  if (verb.kind == EventKind::create_programme) {
    const auto& f = *static_cast<const CreateProgramme*>(fact);
    state.head.ref = f.ref;
    state.head.title = f.title;
    state.head.status = "active";
    state.head.source = f.source;
    state.objective = f.objective;
    state.legal_basis = f.legal_basis;
    state.country = f.country;
    state.starts = f.starts;
    state.ends = f.ends;
    state.parties = f.parties;
    state.pathways = f.pathways;
    state.frameworks = f.frameworks;
    state.approach = f.approach;
  } else if (verb.kind == EventKind::block_country) {
    const auto& b = static_cast<const BlockCountry*>(fact)->block;
    const auto it = std::find_if(state.blocks.begin(), state.blocks.end(), [&](const CountryBlock& x) { return x.country == b.country && !x.until.known(); });
    if (it == state.blocks.end()) {
      state.blocks.push_back(b);
    } else {
      if (b.until.known()) it->until = b.until;
      if (!b.reason.empty()) it->reason = b.reason;
    }
  }
}

Result<> check(const ProgrammeState* state, const Verb& verb, void* fact, Date today) {
  if (verb.kind == EventKind::create_programme) {
    const auto& f = *static_cast<const CreateProgramme*>(fact);
    if (f.ref.empty()) return fail(ErrorCode::missing_member, "A programme has a code, which cases name.", "/ref", "", "Give ref, e.g. ML-JI.");
    constexpr std::string_view words[] = {"individual", "community", "structural", "economic", "social", "psychosocial"};
    for (std::size_t i = 0; i < f.approach.size(); ++i)
      if (std::find(std::begin(words), std::end(words), f.approach[i]) == std::end(words))
        return fail(ErrorCode::unknown_code, "That is no level or dimension of reintegration.", "/approach/" + std::to_string(i), "no_such_code", "Say individual, community, structural, economic, social or psychosocial.");
    if (auto r = check_parties(f.parties, "/parties"); !r) return r;
    return check_period(f.starts, f.ends, "/ends");
  }
  auto& b = static_cast<BlockCountry*>(fact)->block;
  if (b.country.none()) return fail(ErrorCode::missing_member, "Which country? The member \"country\" is missing.", "/block/country", "", "Give its code, e.g. SYR.");
  const CountryBlock* there = nullptr;
  for (const auto& x : state->blocks) if (x.country == b.country && !x.until.known()) there = &x;
  if (!there && !b.since.known()) b.since = PartialDate(today);
  if (there && !b.until.known()) return fail(ErrorCode::refused, "This country is blocked already.", "/block/country", "blocked_already", "Give until, to open it again.");
  return check_period(there ? there->since : b.since, b.until, "/block/until");
}

}  // namespace safar::inline v0
