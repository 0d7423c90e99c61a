#include <safar/workflow/verb.hpp>

namespace safar::inline v0 {

void* member(const TypeInfo& type, void* fact, std::string_view name) {
  for (const auto& f : type.fields) if (f.name == name) return static_cast<char*>(fact) + f.offset;
  return nullptr;
}
const void* member(const TypeInfo& type, const void* fact, std::string_view name) { return member(type, const_cast<void*>(fact), name); }

const std::string* text_member(const TypeInfo& type, const void* fact, std::string_view name) {
  for (const auto& f : type.fields)
    if (f.name == name && f.type().kind == Kind::text) return reinterpret_cast<const std::string*>(static_cast<const char*>(fact) + f.offset);
  return nullptr;
}

}  // namespace safar::inline v0
