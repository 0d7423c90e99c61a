#pragma once
// Random commands as JSON, of every verb, filled through the TypeInfo of its fact; and random lives of a register made of them.
#include <memory>
#include <string>
#include <vector>

#include <safar/workflow/workflow.hpp>

#include "property/random.hpp"

namespace property {

/// One step. Texts may have `$act` (the last suspension), `$split` (the last case that began out of another), which are filled in when the step is taken.
struct Step {
  enum class What { execute, expect, repeat, reuse, stale, fresh, begin_group, commit_group, reopen, days, check_all } what = What::execute;
  std::string role{}, purpose{}, command{};
  std::size_t n = 0;  ///< days; what is repeated: how far back
  [[nodiscard]] std::string json() const;
};

struct Pool {
  std::vector<std::string> cases{}, persons{};
  explicit Pool(Random& random);
};

/// `plain`: only what can be done again on a second register with the same outcome (no ids made by the library, no groups).
std::vector<Step> random_life(Random& random, const Pool& pool, const safar::Workflow& workflow, const std::string& other_workflow, std::size_t steps, bool plain);

}  // namespace property
