#include <safar/casework/timers.hpp>

#include <algorithm>

namespace safar::inline v0 {
namespace {

// Adds the days [from, until) to spans that are apart and in order: what touches or overlaps becomes one, so that no day counts twice.
void add_span(std::vector<HeldSpan>& spans, HeldSpan span) {
  if (span.until <= span.from) return;
  std::vector<HeldSpan> out;
  for (const auto& s : spans) {
    if (s.until < span.from || span.until < s.from) { out.push_back(s); continue; }
    span.from = std::min(span.from, s.from);
    span.until = std::max(span.until, s.until);
  }
  out.insert(std::find_if(out.begin(), out.end(), [&](const HeldSpan& s) { return span.until < s.from; }), span);
  spans = std::move(out);
}

}  // namespace

void keep_time(CaseState& state, const std::vector<HoldState>& before, const Workflow&, const Verb&, const void*, const Occurrence& at) {
  for (const auto& h : before)
    if (std::find(state.holds.begin(), state.holds.end(), h) == state.holds.end()) add_span(state.times.held, {h.since, at.day});
}

}  // namespace safar::inline v0
