/// A register of many cases: how fast it fills by execute_many, opens, answers and hands rows out; bare SQLite beside, which writes the
/// rows of the log with the same settings and noise in the place of seals.
///
///     bench_register_scale [folder [cases [keep]]]
///
/// Ten acts a case, every shelf filled, every guard asked. `keep` leaves the register in the folder (key: scale.key).
#include <fcntl.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <algorithm>

#include <safar/register.hpp>

#include "bare_sqlite.hpp"
#include "histories.hpp"

using namespace safar;

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

template <class T> T must(Result<T>&& r) {
  if (!r) {
    std::fprintf(stderr, "%s %s\n", r.error().pointer.c_str(), r.error().message.c_str());
    std::exit(1);
  }
  return std::move(r).value();
}

// A text of a dictionary-coded column.
std::string_view word(const ArrowArray& column, std::int64_t row) {
  const auto& words = *column.dictionary;
  const auto n = static_cast<const std::int32_t*>(column.buffers[1])[row];
  const auto* ends = static_cast<const std::int32_t*>(words.buffers[1]);
  return {static_cast<const char*>(words.buffers[2]) + ends[n], static_cast<std::size_t>(ends[n + 1] - ends[n])};
}

// Seconds of processor time that this thread, or the whole process, has used: what a busy machine leaves comparable.
double used(int who) {
  rusage u{};
  getrusage(who, &u);
  return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

template <class F> double median_ms(int n, F&& f) {
  std::vector<double> all;
  for (int i = 0; i < n; ++i) {
    const auto t = Clock::now();
    f(i);
    all.push_back(since(t) * 1e3);
  }
  std::nth_element(all.begin(), all.begin() + n / 2, all.end());
  return all[static_cast<std::size_t>(n) / 2];
}

double resident_mb() {
  std::ifstream f("/proc/self/statm");
  long pages = 0, resident = 0;
  f >> pages >> resident;
  return static_cast<double>(resident) * 4096 / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "/tmp/bench-register";
  const std::size_t cases = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 20000;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string path = folder / "scale.safar", key = folder / "scale.key";
  RegisterOptions options;
  options.create = true;
  options.office = "BKO";
  options.programme = "ML-JI";
  options.workflow = bench::migration_workflow();
  options.keys = keys::file(key);
  std::size_t events = 0, refused = 0;
  bench::Bare bare(folder / "bare.safar");
  bench::LogHistories rows(Id{{1}});
  std::vector<store::ActIn> acts;
  std::string last_case;
  const auto durable = [&](Session& officer, std::uint64_t seed, const char* when) {
    bench::Histories one(seed);
    const double apply = median_ms(200, [&](int) {
      std::vector<bench::Said> list;
      one.one(list);
      last_case = list[0].members.substr(list[0].members.find("\"case\":\"") + 8, 32);
      (void)must(officer.execute_json(list[0].json()));
    });
    const double dry = median_ms(200, [&](int) {
      std::vector<bench::Said> list;
      one.one(list);
      (void)must(officer.check_json(list[0].json()));
    });
    const double row = median_ms(200, [&](int) { bare.one(); });
    const int fd = ::open((folder / "sync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const double sync = median_ms(200, [&](int) {
      const char page[4096] = {};
      if (::write(fd, page, sizeof page) != sizeof page || ::fsync(fd) != 0) std::exit(1);
    });
    std::printf("durable Apply   %s: %.3f ms (a new person, every shelf; a dry run %.3f), one bare row %.3f ms: %.2f of bare SQLite's commits; 4 KiB and fsync %.3f ms\n", when, apply, dry, row, row / apply, sync);
  };
  {
    auto reg = must(Register::open(path, options));
    auto officer = must(reg.session({"bench", "reviewing_officer", "casework"}));
    durable(officer, 1u << 20, "in an empty register");
    const std::size_t step = std::clamp<std::size_t>(cases / 5, 1, 60'000);
    const std::size_t more = std::max<std::size_t>(step / 4, 1);  // at the end, as JSON
    for (std::size_t done = 0; done < cases + more; done += step) {
      if (done > cases) done = cases;
      const bool json = done == cases;
      const std::size_t n = json ? more : std::min(step, cases - done);
      ArrowArrayStream in{}, out{};
      // As columns: a struct for each command. In the end as whole commands in JSON.
      if (json) bench::history_stream<bench::JsonRow>(done + 1, n, &in);
      else bench::history_stream<bench::FactRow>(done + 1, n, &in);
      const double thread = used(RUSAGE_THREAD), all = used(RUSAGE_SELF);
      const auto t = Clock::now();
      if (auto r = officer.execute_many(&in, &out); !r) { std::fprintf(stderr, "%s\n", r.error().message.c_str()); return 1; }
      const double s = since(t), cpu_thread = used(RUSAGE_THREAD) - thread, cpu_all = used(RUSAGE_SELF) - all;
      ArrowArray batch{};
      while (out.get_next(&out, &batch) == 0 && batch.release) {
        for (std::int64_t i = 0; i < batch.length; ++i)
          if (word(*batch.children[1], i) != "done" && refused++ == 0) std::fprintf(stderr, "%s %s\n", std::string(word(*batch.children[8], i)).c_str(), std::string(word(*batch.children[9], i)).c_str());
        batch.release(&batch);
      }
      out.release(&out);
      events += n * bench::Histories::events_of_a_case;
      const auto made = static_cast<double>(n * bench::Histories::events_of_a_case);
      double bare_s = 0;
      for (std::size_t k = 0; k < n; k += bench::cases_of_a_group) {
        rows.group(acts);
        const auto b = Clock::now();
        bare.group(acts);
        bare_s += since(b);
      }
      const double bare_rate = static_cast<double>((n + bench::cases_of_a_group - 1) / bench::cases_of_a_group * acts.size()) / bare_s;
      std::printf("execute_many %s %9zu events in the register: %8.0f events/s, %.2f of bare SQLite (%.0f); processor time an event %.1f us, preparing %.1f us   (%zu not done)\n", json ? "json   " : "columns", events,
                  made / s, made / s / bare_rate, bare_rate, cpu_all / made * 1e6, cpu_thread / made * 1e6, refused);
      std::fflush(stdout);
    }
  }
  {
    auto reg = must(Register::open(path, keys::file(key)));
    auto officer = must(reg.session({"bench", "reviewing_officer", "casework"}));
    durable(officer, 2, "at that size");
    events += 400;
  }
  const double bytes = static_cast<double>(std::filesystem::file_size(path)) + static_cast<double>(std::filesystem::file_size(path + ".keys"));
  std::printf("at rest         %.0f bytes an event\n", bytes / static_cast<double>(events));
  options.create = false;
  auto t = Clock::now();
  auto reg = must(Register::open(path, keys::file(key)));
  auto analyst = must(reg.session({"bench", "finance_officer", "casework"}));
  const std::string ask = R"({"v":1,"from":"cases","where":[["case","=",")" + last_case + R"("]]})";
  if (must(analyst.query(ask)).rows() != 1) return 1;
  std::printf("open            %.1f ms to the first question about one case\n", since(t) * 1e3);
  std::printf("one case        %.3f ms (median), folded from its events\n", median_ms(200, [&](int) { (void)must(analyst.query(ask)); }));
  const double before = resident_mb();
  t = Clock::now();
  auto counts = must(analyst.query(R"({"v":1,"from":"counts","group":["nationality","month"]})"));
  std::printf("first counts    %.0f ms (loads the columns), %.0f bytes a case\n", since(t) * 1e3, (resident_mb() - before) * 1e6 / static_cast<double>(cases));
  for (int i = 0; i < 3; ++i) {
    t = Clock::now();
    counts = must(analyst.query(R"({"v":1,"from":"counts","group":["nationality","month"]})"));
    std::printf("counts          %.1f ms, nationality x month, %zu groups\n", since(t) * 1e3, counts.rows());
  }
  t = Clock::now();
  auto all = must(analyst.query(R"({"v":1,"from":"cases"})"));
  ArrowArrayStream out{};
  all.arrow(&out);
  ArrowArray batch{};
  while (out.get_next(&out, &batch) == 0 && batch.release) batch.release(&batch);
  out.release(&out);
  std::printf("all cases       %.0f ms to Arrow, %zu rows of %zu columns\n", since(t) * 1e3, all.rows(), all.type().fields.size());
  if (argc <= 3) std::filesystem::remove_all(folder);
  return 0;
}
