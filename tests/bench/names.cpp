// Search by name among 1,000,000 made-up persons: time, memory, and how often the person asked for is among the twenty.
// usage: bench_names [persons] [questions]
#include <safar/linkage/name_index.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <time.h>

#include "linkage/people.hpp"

namespace {

// Milliseconds of this thread's own time: others on the machine are not in it.
double own_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace safar;
  using clock = std::chrono::steady_clock;
  const auto ms = [](clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); };
  std::puts("Times of questions are processor time of the thread.");
  const std::size_t persons = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000, questions = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5'000;
  test_people::People people(20190118);
  std::vector<std::string> names(persons);
  for (auto& n : names) n = people.name();

  linkage::NameIndex index;
  auto from = clock::now();
  for (std::size_t i = 0; i < persons; ++i) index.put(static_cast<std::uint32_t>(i), linkage::fold_name(names[i]));
  std::printf("%zu persons, %zu different tokens: built in %.0f ms, %.1f bytes a person\n", index.persons(), index.vocabulary(), ms(clock::now() - from), static_cast<double>(index.bytes()) / static_cast<double>(persons));

  from = clock::now();
  std::vector<std::string> runs;
  std::size_t bytes = 0;
  for (std::uint32_t i = 0; i < persons; i += 2048) bytes += runs.emplace_back(index.run(i, i + 2048)).size();
  const auto written = clock::now();
  linkage::NameIndex again;
  for (const auto& r : runs)
    if (!again.load(r)) return 1;
  std::printf("as runs of 2,048: %.1f bytes a person, written in %.0f ms, loaded in %.0f ms, %.1f bytes a person in memory\n", static_cast<double>(bytes) / static_cast<double>(persons), ms(written - from),
              ms(clock::now() - written), static_cast<double>(again.bytes()) / static_cast<double>(persons));

  linkage::NameScratch scratch;
  const auto measure = [&](const char* what, auto question) {
    std::vector<double> times;
    std::size_t found = 0;
    double worst = 0;
    std::string worst_text;
    for (std::size_t i = 0; i < questions; ++i) {
      const auto [text, person] = question();
      const double start = own_ms();
      const auto hits = index.search(text, {}, scratch);
      const double t = own_ms() - start;
      times.push_back(t);
      if (t > worst) { worst = t; worst_text = text; }
      for (const auto& h : hits)
        if (h.person == person || names[h.person] == names[person]) { ++found; break; }
    }
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
    std::printf("%-28s p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f (%s); the person, or one of that very name, is found: %.1f %%\n", what, at(.5), at(.9), at(.99), at(.999), worst, worst_text.c_str(),
                100.0 * static_cast<double>(found) / static_cast<double>(questions));
  };
  auto& random = people.random();
  measure("as remembered", [&] {
    const std::size_t p = random() % persons;
    return std::pair(people.asked(names[p]), p);
  });
  measure("two of the commonest names", [&] {
    return std::pair(people.given()[random() % 10] + " " + people.family()[random() % 10], std::size_t{0});
  });
  measure("one common name", [&] { return std::pair(people.given()[random() % 20], std::size_t{0}); });
  measure("three letters", [&] { return std::pair(people.given()[random() % 50].substr(0, 3), std::size_t{0}); });
  measure("two letters and a name", [&] { return std::pair(people.given()[random() % 50].substr(0, 2) + " " + people.family()[random() % 50], std::size_t{0}); });
  measure("initial and common name", [&] { return std::pair(people.given()[random() % 50].substr(0, 1) + " " + people.family()[random() % 10], std::size_t{0}); });
  measure("eight common names", [&] {
    std::string t;
    for (int i = 0; i < 8; ++i) t += people.given()[random() % 20] + " ";
    return std::pair(t, std::size_t{0});
  });

  from = clock::now();
  for (std::uint32_t i = 0; i < 1000; ++i) index.remove(static_cast<std::uint32_t>(random() % persons));
  std::printf("removed: %.1f us each\n", ms(clock::now() - from));
}
