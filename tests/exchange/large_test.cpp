// Memory does not grow with the file. Each program of the suite runs one test, so the peak is that test's own.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <fstream>

#include "sample.hpp"

namespace {
using namespace safar;

/// Highest resident memory of this process so far, in MiB.
double peak() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SAFAR_ASAN
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SAFAR_ASAN)
constexpr double most = 1024;  // freed memory is kept for a while there
#else
constexpr double most = 64;
#endif

class TempFile {
 public:
  explicit TempFile(const char* name) : path_(::testing::TempDir() + "/safar_exchange_" + name + ".csv") {}
  ~TempFile() { std::remove(path_.c_str()); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Counts { std::int64_t facts = 0, issues = 0; std::string first_code{}; Result<exchange::CsvStats> stats = Error{}; };
Counts count(const std::string& path, std::string_view mapping = R"({"v":1})", exchange::CsvLimits limits = {}) {
  Counts out;
  const auto m = exchange::read_mapping(mapping, sample::type());
  out.stats = exchange::read_csv(path, sample::type(), **m, exchange::CsvKey{}, [&](auto&) { return ++out.facts, true; },
                                 [&](const exchange::RowIssue& i) { if (out.issues++ == 0) out.first_code = i.code; return true; }, {}, limits);
  return out;
}

void many(std::ofstream& out, char c, std::size_t n) {
  const std::string block(1u << 20, c);
  for (; n >= block.size(); n -= block.size()) out << block;
  out << block.substr(0, n);
}

TEST(Large, OneLineOf100Megabytes) {
  const TempFile file("line");
  for (const std::string before : {"", "\""}) {
    {
      std::ofstream out(file.path(), std::ios::binary);
      out << "ref,site\na,1\nb," << before;
      many(out, 'x', 100'000'000);
      out << "\nc,3\n";
    }
    const double start = peak();
    const auto r = count(file.path());
    ASSERT_TRUE(r.stats);
    EXPECT_EQ(r.facts, 2);
    EXPECT_EQ(r.first_code, "too_long");
    EXPECT_LT(peak() - start, most);
  }
  const double start = peak();  // the measure sees a line that is kept
  EXPECT_EQ(count(file.path(), R"({"v":1})", {std::size_t{150} << 20, 512}).facts, 2);
  EXPECT_GT(peak() - start, 64);
}

TEST(Large, AHeaderOf100Megabytes) {
  const TempFile file("header");
  {
    std::ofstream out(file.path(), std::ios::binary);
    out << "ref,";
    many(out, 'x', 100'000'000);
  }
  const double start = peak();
  const auto r = count(file.path());
  ASSERT_FALSE(r.stats);
  EXPECT_EQ(r.stats.error().reason, "no_header");
  EXPECT_LT(peak() - start, most);
}

TEST(Large, OneGroupOfTwoMillionRows) {
  const TempFile file("group");
  {
    std::ofstream out(file.path(), std::ios::binary);
    out << "ref,name\n";
    for (int i = 0; i < 2'000'000; ++i) out << "A,Awa Traore\n";
  }
  const double start = peak();
  const auto r = count(file.path(), R"({"v":1,"rows_are":"persons","group_by":"ref"})");
  ASSERT_TRUE(r.stats) << r.stats.error().message;
  EXPECT_EQ(r.facts, 0);
  EXPECT_EQ(r.stats->rejected, 2'000'000);
  EXPECT_LT(peak() - start, most);
}

#ifdef NDEBUG
constexpr int rows = 300'000;
#else
constexpr int rows = 30'000;  // unoptimised code says nothing about speed
#endif

TEST(Large, ManyRows) {
  const TempFile file("rows");
  {
    std::ofstream out(file.path(), std::ios::binary);
    out << "ref;site;name;birth;sex;nationality;number\r\n";
    for (int i = 0; i < rows; ++i)
      out << "R" << i << ";ML-BKO-" << i % 7 << ";\"Awa Traor\xC3\xA9\";" << 1 + i % 28 << "/12/" << 1950 + i % 60 << ";" << (i % 2 ? "Female" : "male")
          << ";" << (i % 3 ? "Mali" : "Guin\xC3\xA9" "e") << ";" << i << "\r\n";
  }
  const double start = peak();
  const auto from = std::chrono::steady_clock::now();
  const auto r = count(file.path(), R"({"v":1,"date_order":"dmy"})");
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
  ASSERT_TRUE(r.stats);
  EXPECT_EQ(r.facts, rows);
  EXPECT_EQ(r.issues, 0) << r.first_code;
  EXPECT_LT(peak() - start, most);
  std::printf("[ rows/s   ] %.0f\n", rows / seconds);
}

}  // namespace
