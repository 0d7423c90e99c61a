#pragma once
/// \file
/// Facts of older versions are brought to today's form when they are read; the log is never rewritten (docs/storage.md).
#include <string>
#include <vector>

#include <safar/base/registry.hpp>
#include <safar/base/result.hpp>
#include <safar/base/shelves.hpp>

namespace safar::inline v0 {

/// The version of such facts that this library writes, and the highest that it reads. 1 unless the form has changed.
std::uint32_t fact_version(EventKind kind);

/// Brings the open body and the content of its boxes from version `ver` of the kind to fact_version(kind), a version at a time; nothing is
/// touched where they are the same. Erased and withheld boxes stay as they are. Pure. ErrorCode::newer for a kind or a version that this library
/// does not know, ErrorCode::corrupt where body or box is no JSON object. O(size) for each version passed, nothing else.
Result<> upcast(EventKind kind, std::uint32_t ver, std::string& body, std::vector<Unsealed>& boxes);

}  // namespace safar::inline v0
