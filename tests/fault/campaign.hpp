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

/// What a life without a fault counted: where its places for faults are.
struct Places {
  std::int64_t changes = 0, calls = 0, stride = 1;
  std::uint64_t seed = 1;
};
Places places_of(Run run, std::int64_t stride, std::uint64_t seed);
/// The n-th life from 0: without a fault, then a cut at every `stride`-th change, an error at every `stride`-th call, then random ones.
Life life_of(const Places& places, std::int64_t n);
/// Lives `from` to `to` - 1 of these. Any part can be led by itself, and parts add up. `progress`: a line now and then, or null.
Totals campaign(Run run, const Places& places, std::int64_t from, std::int64_t to, std::FILE* progress = nullptr);
/// Random cuts on a disk whose flushes are not honest.
Totals control(Run run, std::int64_t lives, Honesty honesty, std::uint64_t seed);

}  // namespace fault
