#pragma once
// Rows of a view with the type that describes them; and the text of any member, for filters and groups.
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <safar/register.hpp>

#include "register/column.hpp"

namespace safar::inline v0 {

struct Frame::Impl {
  std::string from{};
  std::shared_ptr<const TypeInfo> own{};       ///< where the columns were chosen at run time
  const TypeInfo* type = nullptr;
  std::size_t rows = 0, stride = 0;
  // Rows of structs ...
  std::shared_ptr<const void> owner{};
  const void* data = nullptr;
  // ... or columns, one a field of `type`, of which rows of `base` are made when somebody walks rows.
  const TypeInfo* base = nullptr;
  std::vector<std::unique_ptr<Column>> columns{};
  mutable std::once_flag once{};
  mutable std::shared_ptr<const void> made{};
  [[nodiscard]] const void* row_data() const;
  std::string next{};
  std::int64_t masked = 0;
};

/// How a value reads in a filter or a group: scalars by their text, codes by name, absent ones as "(unknown)", "(withheld)", ...
std::string plain_text(const TypeInfo& type, const void* value);
/// Is there a value? Lists: not empty.
bool has_value(const TypeInfo& type, const void* value);

}  // namespace safar::inline v0
