#include "casework/bounds.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <safar/base/known.hpp>
#include <safar/base/money.hpp>

namespace safar::inline v0 {
namespace {

struct Bound {
  EventKind kind{};
  std::string_view member{};
  std::int64_t least = 0, most = 0;  ///< of an amount: minor units
};

constexpr std::int64_t any_amount = INT64_MAX, many = 1'000'000'000;
constexpr Bound bounds[] = {
    {EventKind::counsel, "minutes", 0, 24 * 60},       {EventKind::transit, "escorts", 0, 1'000},
    {EventKind::follow_up, "round", 1, 1'000},         {EventKind::pay, "instalment", 1, 1'000},
    {EventKind::pay, "charged", 0, any_amount},        {EventKind::plan_service, "cost", 0, any_amount},
    {EventKind::suspend, "count", 0, many},            {EventKind::record_activity, "count", 1, many},
    {EventKind::record_output, "count", 1, many},      {EventKind::state_figure, "value", 0, 1'000 * many},
};

/// The number of a member that says one.
const std::int64_t* number_of(const TypeInfo& type, const void* at, std::int64_t& room) {
  if (&type == &info<std::int64_t>()) return static_cast<const std::int64_t*>(at);
  if (&type == &info<Known<std::int64_t>>()) {
    const auto& said = *static_cast<const Known<std::int64_t>*>(at);
    return said.known() ? &said.value : nullptr;
  }
  if (&type != &info<Known<Money>>()) return nullptr;
  const auto& said = *static_cast<const Known<Money>*>(at);
  if (!said.known() || said.value.none()) return nullptr;
  room = said.value.minor_units();
  return &room;
}

}  // namespace

Result<> check_bounds(const Verb& verb, const void* fact) {
  for (const Bound& b : bounds) {
    if (b.kind != verb.kind) continue;
    for (const auto& field : verb.type().fields) {
      if (field.name != b.member) continue;
      std::int64_t room = 0;
      const std::int64_t* n = number_of(field.type(), static_cast<const char*>(fact) + field.offset, room);
      if (!n || (*n >= b.least && *n <= b.most)) continue;
      const std::string at = "/" + std::string(b.member);
      if (*n < b.least) return fail(ErrorCode::out_of_range, b.least == 1 ? "That is a number from 1." : "That is not less than nothing.", at, "negative", "Check the sign.");
      return fail(ErrorCode::out_of_range, "That is more than " + std::to_string(b.most) + ".", at, "too_much", "Check the digits.");
    }
  }
  return {};
}

}  // namespace safar::inline v0
