#pragma once
// The TypeInfo of a field set, made at run time.
#include <deque>
#include <memory>

#include <safar/base/field_set.hpp>

namespace safar::inline v0 {

struct FieldSet::Impl {
  FieldSetDocument document{};
  std::deque<TypeInfo> parts{};  ///< what fields point to: addresses stay
  TypeInfo type{}, open_type{};
};

/// Fills `parts`, `type` and `open_type` from a document that was checked. Views point into `out.document`, which must not move.
void make_types(FieldSet::Impl& out);

}  // namespace safar::inline v0
