#pragma once
/// \file
/// The printer of canonical JSON, for the codecs that write parts of a value.
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>

namespace safar::inline v0::typed {

/// Appends a JSON string literal. Bytes that are no UTF-8 come out as U+FFFD.
void write_string(std::string& out, std::string_view text);

/// Appends the canonical JSON of a value.
void write_value(std::string& out, const TypeInfo& type, const void* value);

/// Appends what `write` appends; false, and nothing, where the member is to be left out (see json.hpp).
template <class Write>
bool write_member_value(std::string& out, const FieldInfo& f, const TypeInfo& type, const void* value, Write&& write) {
  if (type.kind == Kind::known && type.get(value) == static_cast<std::int64_t>(Absence::unknown)) return false;
  const std::size_t piece = out.size();
  write();
  const bool may_go = type.kind == Kind::record || (f.starts_empty && (type.kind == Kind::text || type.kind == Kind::list || type.kind == Kind::scalar));
  if (!may_go || out.size() != piece + 2) return true;
  const auto p = std::string_view(out).substr(piece);
  return p != "\"\"" && p != "[]" && p != "{}";
}

/// Appends `"name":` + what `write` appends, with a comma where `out` does not end in "{"; nothing at all where the member is to be
/// left out. True: something was written.
template <class Write>
bool write_member(std::string& out, const FieldInfo& f, const TypeInfo& type, const void* value, Write&& write) {
  if (type.kind == Kind::known && type.get(value) == static_cast<std::int64_t>(Absence::unknown)) return false;
  const std::size_t start = out.size();
  if (out.back() != '{') out += ',';
  write_string(out, f.name);
  out += ':';
  if (write_member_value(out, f, type, value, write)) return true;
  out.resize(start);
  return false;
}

}  // namespace safar::inline v0::typed
