// Any bytes: from_json of the sample and canonical_json refuse them, or give a text that reads back to itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <safar/base/json.hpp>
#include <safar/base/shelves.hpp>

#include "../base/sample.hpp"

namespace {
void need(bool ok) {
  if (!ok) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace safar;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto canonical = canonical_json(text)) need(canonical_json(*canonical).value() == *canonical);
  const auto fact = from_json<sample::Journey>(text);
  if (!fact) {
    need(canonical_json(to_json(fact.error())).ok());
    return 0;
  }
  need(canonical_json(text).ok());  // whatever a type takes is JSON
  const std::string once = to_json(*fact);
  need(canonical_json(once).value() == once);
  need(to_json(from_json<sample::Journey>(once).value()) == once);
  if (const auto parts = split(info<sample::Journey>(), &*fact)) {
    std::vector<Unsealed> boxes;
    for (const auto& b : parts->boxes) boxes.push_back({b.subject, b.other, b.shelf, b.content, false});
    sample::Journey back;
    merge(info<sample::Journey>(), parts->body, boxes, &back).value();
    need(to_json(back) == once);
  }
  return 0;
}
