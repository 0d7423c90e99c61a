/// \file
/// Fuzz entry: any bytes as a PartialDate; what is taken must print the same, parse again to the same, and have ordered bounds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <safar/base/age.hpp>
#include <safar/base/partial_date.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto parsed = safar::PartialDate::parse(text);
  safar::PartialDate into;
  if (parse_into(text, into) != parsed.ok()) std::abort();
  if (!parsed) {
    if (parsed.error().message.find('\n') != std::string::npos || parsed.error().message.size() > 200) std::abort();
    return 0;
  }
  if (into != *parsed || to_string(*parsed) != text) std::abort();
  if (parsed->latest() < parsed->earliest()) std::abort();
  if (compare(*parsed, *parsed) != (parsed->is_one_day() ? safar::Order::same : safar::Order::unknown)) std::abort();
  const auto age = age_at(*parsed, safar::date("2019-01-18"), 2);
  if (!age.none() && age.min < 0) std::abort();
  return 0;
}
