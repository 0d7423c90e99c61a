// Any bytes as a command, checked by six roles: a receipt that is JSON, or an error that says what is wrong; the same twice; nothing is written.
#include <cstdint>
#include <string_view>

#include <safar/base/json.hpp>

#include "office.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace office;
  const std::string_view command(reinterpret_cast<const char*>(data), size);
  auto& all = here().sessions;
  for (auto& session : all) {
    auto seen = session.check_json(command);
    auto again = session.check_json(command);
    need(seen.ok() == again.ok(), "A check changed the next one.");
    if (!seen) {
      told_well(seen.error());
      need(to_json(seen.error()) == to_json(again.error()), "An error that is told in two ways.");
      need(canonical_json(to_json(seen.error())).ok(), "An error that is no JSON.");
      continue;
    }
    need(canonical_json(seen->json()).ok() && seen->json() == again->json(), "A receipt that is no JSON, or another one the second time.");
    need(canonical_json(command).ok(), "A command that is no JSON was taken.");
    need(seen->act.empty(), "A check names an act.");
  }
  static std::uint64_t runs = 0;
  static const std::string before = all.back().projection_dumps().value().first;
  if (++runs % 512 == 1) need(all.back().projection_dumps().value().first == before, "A check wrote something.");
  return 0;
}
