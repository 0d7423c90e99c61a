#include "fault/program.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "fault/campaign.hpp"
#include "fault/dice.hpp"

namespace fault {
namespace {

void print(const char* what, const Totals& t) {
  const auto n = [](std::int64_t v) { return static_cast<long long>(v); };
  std::printf("{\"what\":\"%s\",\"lives\":%lld,\"cuts\":%lld,\"errors\":%lld,\"acknowledged\":%lld,\"lost\":%lld,\"losing\":%lld,\"halves\":%lld,\"halving\":%lld,\"first\":\"", what, n(t.lives), n(t.cuts),
              n(t.errors), n(t.acknowledged), n(t.lost), n(t.losing), n(t.halves), n(t.halving));
  for (const char c : t.first) {
    if (c == '"' || c == '\\') std::putchar('\\');
    std::putchar(c);
  }
  std::printf("\"}\n");
}

int all(Run run, std::int64_t lives, std::uint64_t seed) {
  const Totals t = campaign(run, places_of(run, 1, seed), 0, lives, stderr);
  const Totals c = control(run, 200, Honesty::pretends, seed), p = control(run, 200, Honesty::flushes_a_part, seed);
  print("lives", t), print("flushes only pretend", c), print("a part is flushed", p);
  return t.lost == 0 && t.halves == 0 && c.lost > 0 && p.lost + p.halves > 0 ? 0 : 1;
}
/// A part of the same, or a control; tests/bench/power_cuts.py adds them up.
int part(Run run, const std::string& what, char** a) {
  const std::int64_t from = std::atoll(a[0]), to = std::atoll(a[1]);
  const std::uint64_t seed = std::strtoull(a[2], nullptr, 10);
  if (what == "lives") print("lives", campaign(run, places_of(run, 1, seed), from, to));
  if (what == "pretends") print("flushes only pretend", control(run, to - from, Honesty::pretends, seed));
  if (what == "parts") print("a part is flushed", control(run, to - from, Honesty::flushes_a_part, seed));
  return 0;
}

int one(Run run, char** a) {
  Life life;
  life.fault.cut_at = std::atoll(a[0]);
  life.fault.error_at = std::atoll(a[1]);
  life.fault.ops = static_cast<unsigned>(std::atoi(a[2]));
  life.fault.for_ever = a[3][0] == '1';
  life.fault.full = a[3][1] == '1';
  life.fault.flush_forgets = a[3][2] == '1';
  life.ending = static_cast<Ending>(a[3][3] - '0');
  life.honesty = static_cast<Honesty>(a[3][4] - '0');
  life.fault.seed = std::strtoull(a[4], nullptr, 10);
  const Folder folder;
  const Verdict v = run(folder.path(), life);
  std::printf("%lld acknowledged, %lld lost, %lld halves, %lld changes, %lld calls, cut %d, failed %d: %s\n", static_cast<long long>(v.acknowledged), static_cast<long long>(v.lost),
              static_cast<long long>(v.halves), static_cast<long long>(v.changes), static_cast<long long>(v.calls), v.cut, v.failed, v.what.c_str());
  return v.lost == 0 && v.halves == 0 ? 0 : 1;
}

}  // namespace

int program(int argc, char** argv, Run run) {
  load_dice();
  if (argc > 1 && std::string(argv[1]) == "all") return all(run, argc > 2 ? std::atoll(argv[2]) : 10'000, argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
  if (argc > 6 && std::string(argv[1]) == "one") return one(run, argv + 2);
  if (argc > 4 && (std::string(argv[1]) == "lives" || std::string(argv[1]) == "pretends" || std::string(argv[1]) == "parts")) return part(run, argv[1], argv + 2);
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}

}  // namespace fault
