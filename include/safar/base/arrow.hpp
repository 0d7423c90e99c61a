#pragma once
/// \file
/// The Arrow C data and stream interface of described rows (https://arrow.apache.org/docs/format/CDataInterface.html).
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>
#include <safar/c/arrow.h>

namespace safar::inline v0 {

/// The schema of rows of `type` (a record): a struct of its fields. Known -> nullable; code -> dictionary-free utf8; scalar -> utf8,
/// but a day (`type_name` "date") -> date32; list -> large list no, list; nested record -> struct; choice -> struct of its alternatives.
/// Field metadata: `safar.shelf`, `safar.doc`. The caller releases it.
///
/// A null does not say why there is no value. With `absences` a Known member has a second column "<member>.absent" beside its own: utf8, and
/// null but for refused, not_applicable, placeholder, withheld, erased, conflict. ArrowRows (arrow_read.hpp) takes both back.
Result<> arrow_schema(const TypeInfo& type, ArrowSchema* out, bool absences = false);

/// Rows of `type` at `first`, `stride` bytes apart, as one struct array. Copies; the caller releases it.
Result<> arrow_array(const TypeInfo& type, const void* first, std::size_t stride, std::size_t rows, ArrowArray* out, bool absences = false);

/// A stream that owns its rows and outlives everything else: `owner` is held until release. Batches of `batch` rows.
/// `type` must live as long as the stream; a run-time type may be kept alive through `owner`.
void arrow_stream(const TypeInfo& type, std::shared_ptr<const void> owner, const void* first, std::size_t stride, std::size_t rows, ArrowArrayStream* out,
                  std::size_t batch = 65536, bool absences = false);

/// One column of a stream that is given by columns.
struct ArrowColumn {
  std::span<const std::uint32_t> codes{};  ///< of each row, into `values`; empty: `values` has one entry a row
  std::vector<const void*> values{};       ///< places of values of the field's type
};

/// The same from columns, `columns[i]` for field i of `type`. Coded texts become dictionary arrays (int32 indices, absent ones null).
/// `owner` keeps codes, values and type alive.
void arrow_stream(const TypeInfo& type, std::shared_ptr<const void> owner, std::vector<ArrowColumn> columns, std::size_t rows, ArrowArrayStream* out,
                  std::size_t batch = 1 << 20);

/// A stream whose batches, struct arrays of rows of `type`, come from `next` (false: there are no more, and `*out` is not written). `next` is
/// called in whatever thread consumes, and lives until release. Its first failure ends the stream: ECANCELED for ErrorCode::cancelled, else EINVAL,
/// with its message as the last error.
void arrow_stream(const TypeInfo& type, std::function<Result<bool>(ArrowArray* out)> next, ArrowArrayStream* out);

}  // namespace safar::inline v0
