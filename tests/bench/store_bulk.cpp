/// How fast the log takes whole case histories, beside bare SQLite that writes the same rows with the same settings and random
/// bytes in the place of seals and hashes.
///
///     bench_store_bulk [folder [millions of events before the measured ones [thousands of cases a round]]]
///
/// A case is ten acts of one event each: an application with a new person and three or four boxes, then nine with none to
/// two. Only the calls of the log, or of SQLite, are timed; making the input is not. A group of 10,000 acts is one commit.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <random>
#include <vector>

#include <safar/store/log.hpp>

#include "bare_sqlite.hpp"

using namespace safar;
using namespace safar::store;
using namespace safar::bench;

namespace {

using Clock = std::chrono::steady_clock;
double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

/// Wall clock, and processor time of all threads: the second says more on a machine that others use too.
struct Took {
  double wall = 0, cpu = 0;
};
template <class F>
Took took(F&& f) {
  const auto start = Clock::now();
  const auto cpu = std::clock();
  f();
  return {seconds(Clock::now() - start), static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}
void operator+=(Took& a, const Took& b) { a.wall += b.wall, a.cpu += b.cpu; }

Options options(const std::string& path, bool create) {
  Options o;
  o.create = create;
  o.office = "BKO";
  o.keys = keys::file(path + ".key");
  return o;
}

enum class Way { one_by_one, many_1, many_2 };

Took write(Log& log, const std::vector<ActIn>& acts, Way way) {
  return took([&] {
    log.begin(way == Way::one_by_one ? Writing::ordinary : Writing::bulk).value();
    if (way == Way::one_by_one)
      for (const ActIn& act : acts) (void)log.append(act).value();
    else
      for (const auto& r : log.append_many(acts, way == Way::many_1 ? 1 : 2).value()) (void)r.value();
    log.commit().value();
  });
}

template <class F>
double milliseconds_each(int n, F&& f) {
  std::vector<double> took;
  for (int k = 0; k < n; ++k) {
    const auto start = Clock::now();
    f();
    took.push_back(1000 * seconds(Clock::now() - start));
  }
  std::nth_element(took.begin(), took.begin() + n / 2, took.end());
  return took[static_cast<std::size_t>(n) / 2];
}

}  // namespace

int main(int argc, char** argv) try {
  const std::filesystem::path folder = std::filesystem::path(argc > 1 ? argv[1] : ".") / "store_bulk";
  const double millions = argc > 2 ? std::atof(argv[2]) : 0;
  const auto groups = static_cast<std::size_t>(std::max(1, argc > 3 ? std::atoi(argv[3]) : 20));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "r.safar").string();
  std::vector<ActIn> acts;

  const auto fill = [&](Log& log, Bare& bare, LogHistories& histories, std::size_t n) {
    for (std::size_t g = 0; g < n; ++g) {
      histories.group(acts);
      (void)write(log, acts, Way::many_2);
      bare.group(acts);
    }
  };
  const auto measure = [&](const char* when, std::size_t before) {
    std::printf("%s, %zu events a way:\n", when, groups * cases_of_a_group * events_of_a_case);
    Took times[4];
    static constexpr const char* names[] = {"append, one by one", "append_many, 1 thread", "append_many, 2 threads", "bare SQLite"};
    if (before == 0) {  // each way into an empty register of its own
      for (std::size_t w = 0; w < 4; ++w) {
        const std::string own = path + std::to_string(w);
        auto log = Log::open(own, options(own, true)).value();
        LogHistories histories(log->derived_id("month", {"2019-01"}));
        Bare bare(own + ".bare");
        for (std::size_t g = 0; g < groups; ++g) {
          histories.group(acts);
          times[w] += w < 3 ? write(*log, acts, static_cast<Way>(w)) : took([&] { bare.group(acts); });
        }
      }
    } else {  // all into one that is full already, in turn
      auto log = Log::open(path, options(path, true)).value();
      LogHistories histories(log->derived_id("month", {"2019-01"}));
      Bare bare(path + ".bare");
      fill(*log, bare, histories, before);
      for (std::size_t g = 0; g < groups; ++g)
        for (std::size_t w = 0; w < 4; ++w) {
          histories.group(acts);
          times[w] += w < 3 ? write(*log, acts, static_cast<Way>(w)) : took([&] { bare.group(acts); });
        }
      std::printf("  bytes an event: %.0f\n", static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(log->last_event()));
    }
    const auto n = static_cast<double>(groups * cases_of_a_group * events_of_a_case);
    for (std::size_t w = 0; w < 4; ++w)
      std::printf("  %-24s %8.0f events/s   %.2f of bare SQLite   %5.2f us of processor an event\n", names[w], n / times[w].wall, times[3].wall / times[w].wall, 1e6 * times[w].cpu / n);
  };
  measure("Into an empty register", 0);
  if (millions > 0) {
    char when[64];
    std::snprintf(when, sizeof when, "After %.1f million events", millions);
    measure(when, static_cast<std::size_t>(millions * 1e6) / (cases_of_a_group * events_of_a_case));
  }

  const std::string own = path + ".one";
  auto log = Log::open(own, options(own, true)).value();
  LogHistories histories(log->derived_id("month", {"2019-01"}));
  Bare bare(own + ".bare");
  histories.group(acts);
  std::size_t next = 0;
  const double apply = milliseconds_each(200, [&] {
    ActIn& act = acts[next];
    next += events_of_a_case;
    if (act.events[0].boxes.size() < 4) act.events[0].boxes.push_back({act.events[0].boxes[1].subject, std::nullopt, Shelf::sensitive, R"({"/persons/0/trafficked":false})"});
    log->begin().value();
    (void)log->append(act).value();
    log->commit().value();
  });
  const double row = milliseconds_each(200, [&] { bare.one(); });
  const int fd = ::open((own + ".sync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const double sync = milliseconds_each(200, [&] {
    const char page[4096] = {};
    if (::write(fd, page, sizeof page) != sizeof page || ::fsync(fd) != 0) std::exit(1);
  });
  ::close(fd);
  std::printf("Durable, one at a time (medians): a new person with 4 boxes %.3f ms, one bare row %.3f ms (ratio %.2f); 4 KiB and fsync %.3f ms\n", apply, row, row / apply, sync);
  log.reset();
  std::filesystem::remove_all(folder);
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
