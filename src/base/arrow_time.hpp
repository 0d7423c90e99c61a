#pragma once
/// \file
/// Days and microseconds of scalars, and which types have columns. Internal to the Arrow codec.
#include <cstdint>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

namespace safar::inline v0::arrow {

/// Days since 1970-01-01 of a scalar "date"; by TypeInfo::get, else from its text YYYY-MM-DD. False: no day.
bool day(const TypeInfo& type, const void* p, std::int64_t& out);

/// Microseconds since 1970-01-01T00:00Z of a scalar "instant"; by TypeInfo::get, else from YYYY-MM-DDThh:mm:ss[.fraction]Z.
bool instant(const TypeInfo& type, const void* p, std::int64_t& out);

/// ErrorCode::unsupported for a type that contains itself.
Result<> has_columns(const TypeInfo& type);

}  // namespace safar::inline v0::arrow
