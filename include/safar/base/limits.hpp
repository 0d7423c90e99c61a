#pragma once
/// \file
/// How large and of what letters a fact may be: asked once, where it is accepted, whatever front it came through.
#include <cstddef>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0 {

/// What a fact may be at the most. What was accepted is read again without any of these.
struct FactLimits {
  std::size_t text = 64u << 10;         ///< bytes of a text
  std::size_t counted = 1'000;          ///< bytes of a text on the shelf counted: each of its values is a column's word
  std::size_t records = 1'000;          ///< of a list of records
  std::size_t values = 100'000;         ///< of a list of anything else
  std::size_t whole = 1u << 20;         ///< bytes of the whole, as JSON (ids, days and amounts as 40 each)
  std::size_t depth = 64;               ///< of records, lists and choices within each other
};

/// Of a document that is adopted (a workflow, a code list, ...): it is one text.
inline constexpr FactLimits document_limits{4u << 20, 1'000, 1'000, 100'000, 5u << 20, 64};

/// Refuses, and the error's pointer names the member: a text, a list or a whole that is larger (too_large), a text that is not UTF-8 or has
/// U+0000 in it (encoding), a value nested deeper (too_deep). Nothing of the value is quoted. One pass, no allocation where all is well.
Result<> check_limits(const TypeInfo& type, const void* fact, const FactLimits& limits = {});

}  // namespace safar::inline v0
