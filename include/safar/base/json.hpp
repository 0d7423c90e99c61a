#pragma once
/// \file
/// JSON of every described type: strict in, canonical out. The codecs are compiled in src/base/json_*.cpp.
///
/// One value has one text. A boolean, a number, a code and a choice are always written; a Known is left out where it is unknown, an
/// empty string, an empty list, a scalar whose text is "" (the none id) and a record without members are left out. An element of a list,
/// an alternative of a choice and what is inside a Known are never left out. A member that is missing keeps its default (a missing Known
/// is unknown); a string, list or scalar whose default has content is therefore written even when empty, and a record member's default
/// should be that of its type.
///
/// | kind | JSON |
/// |---|---|
/// | boolean, integer, text | as they are |
/// | code, scalar | its name, its text form: a string |
/// | record, list | an object, an array |
/// | choice | `{"air":{...}}`: one member, the alternative's type name |
/// | known | the value; `null`: not applicable; `{"absent":"unknown"}` and refused, placeholder, withheld, erased, conflict |
///
/// A described type has no member `absent` of its own beside that.
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

struct JsonLimits {
  std::size_t bytes = 16u << 20;  ///< of the whole text
  std::size_t depth = 64;           ///< of brackets; never more than 512
  std::size_t memory = 256u << 20;  ///< of the elements of typed lists: a short text of many `{}` is refused before it fills the memory
};

/// Reads `text` into `*out`, an object that `type.make` has made (`*out` is only written on success).
/// Refuses, and the error's pointer names the member: syntax (`parse`), unknown_member, duplicate_member, a choice without its alternative
/// (missing_member), wrong_type (also a number with a fraction or an exponent), out_of_range (also beyond +-2^53), unknown_code, a scalar
/// of a wrong form (`parse`), invalid UTF-8 and lone surrogates (`encoding`), too_deep, too_large. A value is quoted (32 bytes at most)
/// only where no field around it is on shelf identity, casefile or sensitive; a member's unknown name is cut at 32 bytes in the pointer. O(n).
Result<> from_json(std::string_view text, const TypeInfo& type, void* out, JsonLimits limits = {});

/// Canonical JSON (J): UTF-8, members sorted bytewise, no white space. Bytes of a string that are no UTF-8 come out as U+FFFD. A number
/// beyond +-2^53 is printed, but from_json will refuse it. O(n log members).
std::string to_json(const TypeInfo& type, const void* value);

template <class T>
Result<T> from_json(std::string_view text, JsonLimits limits = {}) {
  T out{};
  if (auto r = from_json(text, info<T>(), &out, limits); !r) return std::move(r).error();
  return out;
}
template <class T>
std::string to_json(const T& value) { return to_json(info<T>(), &value); }

/// JSON Schema (2020-12) of a type, canonical JSON; no member is required, none else is allowed; `title` and `description` from the type's name and doc, each field's doc and
/// shelf (`x-safar-shelf`) with it; `$defs` for nested records, so recursive types work. A record without fields that nothing makes is any object.
std::string json_schema(const TypeInfo& type);

/// `text` as canonical JSON (J), whatever its member order and white space; refuses what from_json refuses.
Result<std::string> canonical_json(std::string_view text, JsonLimits limits = {});

/// A JSON string literal with its quotes, escaped as J does.
std::string json_string(std::string_view text);

}  // namespace safar::inline v0
