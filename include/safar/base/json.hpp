#pragma once
/// \file
/// JSON of every described type: strict in, canonical out. The codecs are compiled in src/base/json.cpp.
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

struct JsonLimits {
  std::size_t bytes = 16u << 20;  ///< of the whole text
  std::size_t depth = 64;
};

/// Reads `text` into `*out`, an object that `type.make` has made (`*out` is only written on success).
/// Refuses: unknown, missing-required or duplicate members, floats, integers beyond +-2^53, lone surrogates, invalid UTF-8,
/// depth and size over the limits; the error's pointer names the member. O(n).
Result<> from_json(std::string_view text, const TypeInfo& type, void* out, JsonLimits limits = {});

/// Canonical JSON (J): UTF-8, members sorted bytewise, no white space, unknown members left out, Known as in docs/storage.md.
std::string to_json(const TypeInfo& type, const void* value);

template <class T>
Result<T> from_json(std::string_view text, JsonLimits limits = {}) {
  T out{};
  if (auto r = from_json(text, info<T>(), &out, limits); !r) return std::move(r).error();
  return out;
}
template <class T>
std::string to_json(const T& value) { return to_json(info<T>(), &value); }

/// JSON Schema (2020-12) of a type, canonical JSON; `title` and `description` from the type's name and doc, each field's doc and
/// shelf (`x-safar-shelf`) with it; `$defs` for nested records, so recursive types work.
std::string json_schema(const TypeInfo& type);

/// `text` as canonical JSON (J), whatever its member order and white space; refuses what from_json refuses.
Result<std::string> canonical_json(std::string_view text, JsonLimits limits = {});

/// A JSON string literal with its quotes, escaped as J does.
std::string json_string(std::string_view text);

}  // namespace safar::inline v0
