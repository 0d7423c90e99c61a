// Any bytes as a CSV file, by header and by a mapping with groups: rows add up, facts are read again, nothing breaks.
#include <cstdlib>
#include <sstream>

#include "../exchange/sample.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  constexpr auto grouped = R"({"v":1,"rows_are":"persons","group_by":"ref","columns":{"ref":"/ref","site":"/site","name":"/persons/-/name",
    "birth":"/persons/-/birth","number":"/persons/-/documents/-/number"},"date_order":"mdy"})";
  for (const std::string_view mapping : {"", grouped})
    for (const std::size_t line : {std::size_t{1} << 20, std::size_t{64}}) {
      const auto r = sample::read(bytes, mapping, {line, 16});
      if (!r.ok()) continue;
      std::int64_t rows = r.stats.rejected;
      for (const auto& f : r.facts) {
        rows += f.rows;
        const auto again = safar::from_json<sample::Application>(f.json);
        if (!again || safar::to_json(*again) != f.json) std::abort();
        if (line < 1000) continue;
        // What was read is written and read again, except that texts lose blanks at their ends.
        const auto twice = sample::read(safar::exchange::write_csv(sample::type(), &*again, sizeof(sample::Application), 1));
        if (!twice.ok() || twice.facts.size() > 1) std::abort();
      }
      if (rows != r.stats.rows) std::abort();
    }
  (void)safar::exchange::read_mapping(bytes, sample::type());
  return 0;
}
