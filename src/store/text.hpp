#pragma once
/// \file
/// The canonical JSON that the log writes itself: an act's head.
#include <string>
#include <string_view>

#include <safar/base/id.hpp>

namespace safar::inline v0::store {

struct Head {
  std::string_view actor, command, lib, purpose, request, role;
  std::string_view seen = "{}";  ///< JSON already: other writers' hex to their highest seq known here
};
std::string head_json(const Head& head);

/// The request that a head names; false: it names none.
bool request_of(std::string_view head, Id& out);

/// "<8 hex of writer>-<seq>"
std::string act_name(const Id& writer, std::int64_t seq);

}  // namespace safar::inline v0::store
