#pragma once
// The verbs of cases and of the portfolio, as one list: the register is the first room that knows both.
#include <safar/casework/verbs.hpp>
#include <safar/portfolio/verbs.hpp>

namespace safar::inline v0 {

template <class F>
void each_verb(const F& f) {
  for (const Verb& v : verbs()) f(v);
  for (const Verb& v : portfolio_verbs()) f(v);
}

/// By name, kind or the type of its fact; nullptr: none.
template <class By>
const Verb* any_verb(const By& by) {
  const Verb* v = find_verb(by);
  return v ? v : find_portfolio_verb(by);
}

}  // namespace safar::inline v0
