// Random commands on random workflows, and what must hold whatever happens:
//   property_register [--seconds N] [--runs N] [--seed S] [--steps N]
// runs seeds from S on until the time or the runs are over. A failure prints its seed and the fewest steps of it that still fail.
#include <safar/casework/verbs.hpp>
#include <safar/model/case.hpp>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "property/life.hpp"
#include "property/workflows.hpp"

namespace {

using namespace property;
using namespace safar;

struct Story {
  std::string workflow{};
  Pool pool;
  std::vector<Step> steps{};
  std::uint64_t seed = 0;
  bool plain = false;
};

std::string folder(const char* name) {
  const auto base = ::access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
  return (base / ("safar-property-" + std::to_string(::getpid()) + "-" + name)).string();
}

// "" or what did not hold, and at which step.
std::pair<std::string, std::size_t> live(const Story& s, Tally& tally) {
  Life life(folder("one"), s.workflow, s.pool, s.seed, s.plain, tally);
  for (std::size_t i = 0; i < s.steps.size(); ++i)
    if (auto p = life.step(s.steps[i]); !p.empty()) return {p, i};
  if (!s.plain) return {"", 0};
  Life twin(folder("each"), s.workflow, s.pool, s.seed, s.plain, tally);
  std::string p = twin.each(life.done(), life.writer());
  if (p.empty()) p = life.compare(twin);
  return {p, s.steps.size() - 1};
}

// Leaves steps out, in ever smaller pieces, as long as something still fails.
Story shrink(Story s, const std::string& problem, std::size_t failed, double seconds) {
  const auto from = std::chrono::steady_clock::now();
  s.steps.resize(failed + 1);
  Tally ignored;
  const std::string kind = problem.substr(0, problem.find(':'));
  for (std::size_t piece = std::max<std::size_t>(1, s.steps.size() / 2); piece >= 1; piece /= 2)
    for (std::size_t i = 0; i + piece <= s.steps.size();) {
      if (std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count() > seconds) return s;
      Story less = s;
      less.steps.erase(less.steps.begin() + static_cast<std::ptrdiff_t>(i), less.steps.begin() + static_cast<std::ptrdiff_t>(i + piece));
      if (const auto [p, at] = live(less, ignored); p.starts_with(kind) && !less.steps.empty()) { less.steps.resize(at + 1); s = less; }
      else i += piece;
    }
  return s;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 20;
  std::uint64_t seed = 1, runs = 1'000'000;
  std::size_t steps = 110;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--seconds") seconds = std::atof(argv[i + 1]);
    else if (name == "--seed") seed = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--runs") runs = std::strtoull(argv[i + 1], nullptr, 10);
    else if (name == "--steps") steps = std::strtoull(argv[i + 1], nullptr, 10);
    else { std::fprintf(stderr, "There is no option %s.\n", argv[i]); return 2; }
  }
  const auto from = std::chrono::steady_clock::now();
  std::size_t documents = 0, clean = 0, lives = 0;
  Tally tally;
  for (std::uint64_t k = 0; k < runs; ++k, ++seed) {
    if (k > 1 && std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count() > seconds) break;
    Random random(seed);
    std::string documents_of_run[2];
    std::shared_ptr<const Workflow> workflow;
    for (std::string& d : documents_of_run) {
      std::shared_ptr<const Workflow> w;
      while (!w) {
        d = random_workflow(random);
        ++documents;
        if (auto loaded = Workflow::load(d, info<CaseState>(), workflow_events())) w = *loaded;
        else if (documents > 2000 && clean * 100 < documents) { std::fprintf(stderr, "No workflow lints clean: %s\n", loaded.error().message.c_str()); return 1; }
      }
      ++clean;
      if (!workflow) workflow = w;
    }
    // Every third life is of the built-in workflow, where more gets through.
    if (seed % 3 == 0) { documents_of_run[0] = avrr_workflow(); workflow = Workflow::load(avrr_workflow(), info<CaseState>(), workflow_events()).value(); }
    Story story{documents_of_run[0], Pool(random), {}, seed, seed % 4 == 0};
    story.steps = random_life(random, story.pool, *workflow, documents_of_run[1], steps, story.plain);
    ++lives;
    const auto [problem, at] = live(story, tally);
    if (problem.empty()) continue;
    std::printf("seed %llu, step %zu of %zu: %s\n\nShrinking...\n", static_cast<unsigned long long>(seed), at, story.steps.size(), problem.c_str());
    std::fflush(stdout);
    const Story less = shrink(story, problem, at, seconds * 3);
    Tally ignored;
    std::printf("%s\n\nThe workflow: %s\nThe steps:\n", live(less, ignored).first.c_str(), less.workflow.c_str());
    for (const auto& s : less.steps) std::printf("  %s\n", s.json().c_str());
    return 1;
  }
  std::printf("%zu lives of %zu steps; %zu of %zu random workflows lint clean (%.0f %%)\n", lives, steps, clean, documents, 100.0 * static_cast<double>(clean) / static_cast<double>(documents));
  std::printf("%zu acts of %zu verbs, %zu refused, %zu checks before, %zu repeats, %zu stale, %zu erasures\n", tally.done, tally.verbs.size(), tally.refused, tally.checks, tally.repeats, tally.stale, tally.erased);
  std::printf("%zu times verified, %zu answers compared, %zu answers of the past asked again\n", tally.verified, tally.compared, tally.past);
  for (const auto& [verb, n] : tally.verbs) std::printf("%s %zu  ", verb.c_str(), n);
  std::printf("\nrefused: ");
  for (const auto& [reason, n] : tally.reasons) std::printf("%s %zu  ", reason.c_str(), n);
  std::printf("\n");
  return tally.done < 10 * lives ? 1 : 0;  // a life in which nothing gets through shows nothing
}
