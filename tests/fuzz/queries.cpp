// Any bytes as a query, asked by roles that read all, some and no sealed columns: rows as JSON, CSV and Arrow, the same twice, or an error
// that says what is wrong. What a role may not read does not come out.
#include <cstdint>
#include <string_view>

#include <safar/base/arrow.hpp>
#include <safar/base/json.hpp>

#include "office.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace office;
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  auto& all = here().sessions;
  for (const std::size_t who : {0u, 3u, 4u}) {
    auto frame = all[who].query(query);
    if (!frame) {
      told_well(frame.error());
      need(canonical_json(to_json(frame.error())).ok(), "An error that is no JSON.");
      continue;
    }
    const std::string json = frame->json();
    need(canonical_json(json).ok(), "An answer that is no JSON.");
    need(all[who].query(query).value().json() == json, "Another answer the second time.");
    (void)frame->csv();
    ArrowArrayStream stream{};
    frame->arrow(&stream);
    ArrowArray array{};
    std::int64_t rows = 0;
    while (stream.get_next(&stream, &array) == 0 && array.release) {
      rows += array.length;
      array.release(&array);
    }
    need(rows == static_cast<std::int64_t>(frame->rows()), "Arrow has another number of rows.");
    stream.release(&stream);
    if (who == 4) need(json.find("Keita") == std::string::npos && json.find("Spoke of") == std::string::npos, "An analyst reads what is sealed.");
  }
  return 0;
}
