#pragma once
/// \file
/// Many lives: a fault at every n-th call, then faults at random, counted.
#include <cstdio>

#include "fault/run.hpp"

namespace fault {

struct Totals {
  std::int64_t lives = 0, cuts = 0, errors = 0, acknowledged = 0, lost = 0, halves = 0;
  std::int64_t losing = 0, halving = 0;  ///< lives in which something was
  std::string first{};                   ///< the first finding, and the life that had it
  void add(const Life& life, const Verdict& v);
};

/// One life as arguments of the program, to lead it again.
std::string text(const Life& life);
/// The n-th of the random lives of this seed; `changes` and `calls` of a life without a fault.
Life random_life(std::uint64_t seed, std::int64_t changes, std::int64_t calls);

/// A cut and an error at every `stride`-th call, and then random ones, until `lives` are led. `progress`: a line now and then, or null.
Totals campaign(Run run, std::int64_t lives, std::int64_t stride, std::uint64_t seed, std::FILE* progress = nullptr);
/// Random cuts on a disk whose flushes are not honest.
Totals control(Run run, std::int64_t lives, Honesty honesty, std::uint64_t seed);

}  // namespace fault
