#pragma once
// Rows of a view with the type that describes them; and the text of any member, for filters and groups.
#include <memory>
#include <string>

#include <safar/register.hpp>

namespace safar::inline v0 {

struct Frame::Impl {
  std::string from{};
  std::shared_ptr<const TypeInfo> own{};       ///< where the columns were chosen at run time
  const TypeInfo* type = nullptr;
  std::shared_ptr<const void> owner{};
  const void* data = nullptr;
  std::size_t rows = 0, stride = 0;
  std::string next{};
  std::int64_t masked = 0;
};

/// How a value reads in a filter or a group: scalars by their text, codes by name, absent ones as "(unknown)", "(withheld)", ...
std::string plain_text(const TypeInfo& type, const void* value);
/// Is there a value? Lists: not empty.
bool has_value(const TypeInfo& type, const void* value);

}  // namespace safar::inline v0
