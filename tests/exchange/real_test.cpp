// Incidents of the Missing Migrants Project as published on HDX: stray line ends, blank numbers, "lat, lon" in one cell.
#ifdef SAFAR_HAS_ZLIB
#include <zlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

#include "sample.hpp"

namespace {
using namespace safar;

struct Incident {
  std::string id{};
  Known<std::string> region{};
  Known<Date> reported{};
  Known<std::int64_t> dead{};
  Known<std::int64_t> missing{};
  Known<std::int64_t> survivors{};
  Known<Country> country{};
  Known<std::string> place{};
  static constexpr std::string_view type_name = "incident", type_doc = "People died or went missing.";
  template <class V> static constexpr void describe(V& v) {
    v(1, "id", &Incident::id, Shelf::open, "Of the source.");
    v(2, "region", &Incident::region, Shelf::open, "Region.");
    v(3, "reported", &Incident::reported, Shelf::open, "Day.");
    v(4, "dead", &Incident::dead, Shelf::open, "Persons.");
    v(5, "missing", &Incident::missing, Shelf::open, "Persons.");
    v(6, "survivors", &Incident::survivors, Shelf::open, "Persons.");
    v(7, "country", &Incident::country, Shelf::open, "Where.");
    v(8, "place", &Incident::place, Shelf::open, "In words.");
  }
};

constexpr auto mapping = R"({"v":1,"columns":{"web_id":"/id","region":"/region","reported_date":"/reported","number_dead":"/dead","number_missing":"/missing",
  "number_of_survivors":"/survivors","country_of_incident":"/country","location_description":"/place"},
  "ignore":["total_dead_and_missing","number_of_female","number_of_male","number_of_children","cause_death","unsd_geographic_grouping","location_coodinates",
  "migration_route","information_source","url","source_quality"],"required":["web_id"]})";

TEST(Real, EveryIncidentIsAFactOrAnIssue) {
  const std::string packed = SAFAR_DATA_DIR "/flows/iom_missing_migrants_hdx_raw.csv.gz";
  if (!std::filesystem::exists(packed)) GTEST_SKIP() << packed << " is not there";
  const std::string path = ::testing::TempDir() + "/safar_exchange_mmp.csv";
  {
    std::ofstream out(path, std::ios::binary);
    gzFile in = gzopen(packed.c_str(), "rb");
    ASSERT_NE(in, nullptr);
    std::vector<char> buffer(1u << 16);
    for (int n = 0; (n = gzread(in, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) out.write(buffer.data(), n);
    gzclose(in);
  }
  const auto m = exchange::read_mapping(mapping, info<Incident>());
  ASSERT_TRUE(m) << m.error().message;
  std::int64_t in_facts = 0, dead = 0;
  std::map<std::string, int> codes;
  std::vector<std::int64_t> rejected;
  const auto r = exchange::read_csv(
      path, info<Incident>(), **m, exchange::CsvKey{},
      [&](exchange::CsvFact& f) {
        in_facts += f.rows;
        dead += from_json<Incident>(f.json)->dead.value_or(0);
        return true;
      },
      [&](const exchange::RowIssue& i) {
        if (codes[i.code]++ < 3) std::printf("[ issue    ] row %ld %s %s \"%s\"\n", static_cast<long>(i.row), i.code.c_str(), i.column.c_str(), i.value.c_str());
        if (!i.warning && (rejected.empty() || rejected.back() != i.row)) rejected.push_back(i.row);
        return true;
      });
  std::remove(path.c_str());
  ASSERT_TRUE(r) << r.error().message;
  EXPECT_EQ(r->rows, 17'846);
  EXPECT_EQ(in_facts + static_cast<std::int64_t>(rejected.size()), 17'846);
  EXPECT_EQ(r->rejected, static_cast<std::int64_t>(rejected.size()));
  EXPECT_GT(r->facts, 17'000);
  EXPECT_EQ(r->encoding, "utf-8");
  for (const auto& [code, n] : codes) std::printf("[ issues   ] %s %d\n", code.c_str(), n);
  std::printf("[ dead     ] %ld\n", static_cast<long>(dead));
}

}  // namespace
#endif
