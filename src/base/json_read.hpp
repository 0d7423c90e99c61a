#pragma once
/// \file
/// Reading a parsed document into a typed object, for the codecs that put documents together. Internal.
#include <nlohmann/json.hpp>

#include <span>

#include <safar/base/json.hpp>

namespace safar::inline v0::typed {

/// Reads into a made object, which is left half-written where this fails. `lenient`: unknown members are skipped.
Result<> read_dom(const nlohmann::json& document, const TypeInfo& type, void* made, bool lenient);

/// The same from text, without a tree in between; unknown members are skipped. For documents of the log: no limits but depth.
Result<> read_text(std::string_view text, const TypeInfo& type, void* made);

/// Which members that the type does not have are skipped: all, those of the outermost object, or those of it that are named.
struct Passes {
  bool all = false, top = false;
  std::span<const std::string_view> names{};
};
/// One of several records that share an object: an envelope and its fact. Left half-written where this fails.
Result<> read_part(std::string_view text, const TypeInfo& type, void* made, JsonLimits limits, Passes passes);

}  // namespace safar::inline v0::typed
