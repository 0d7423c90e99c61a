#pragma once
/// \file
/// A strict JSON document as a tree, for workflow documents, queries and the like. Only .cpp files include this.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include <safar/base/json.hpp>

namespace safar::inline v0 {

/// Refuses what from_json refuses but for the questions of type: duplicate members, fractions, whole numbers beyond +-2^53,
/// lone surrogates, invalid UTF-8, depth and size. Whole numbers come as std::int64_t. O(n log members).
Result<nlohmann::json> parse_dom(std::string_view text, JsonLimits limits = {});

/// Canonical JSON of a tree that parse_dom gave, or that holds nothing else than it may give.
std::string dump_dom(const nlohmann::json& document);

}  // namespace safar::inline v0
