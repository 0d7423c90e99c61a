#pragma once
/// \file
/// Reading rows of described types out of Arrow data: the way back of arrow.hpp, for data of any producer.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>
#include <safar/c/arrow.h>

namespace safar::inline v0 {

struct ArrowPlan;  // internal

/// Rows of one type out of struct arrays of one schema. What is looked up by name is looked up once, in open(); read() hashes nothing and
/// allocates nothing but the values' own texts and lists.
///
/// | member | columns that it takes |
/// |---|---|
/// | boolean | bool |
/// | integer | int8 to int64, uint8 to uint64 within the member's range and +-2^53 |
/// | text, code, any scalar | utf8, large_utf8, utf8_view |
/// | date, partial_date | also date32, date64 and timestamp without a zone or in UTC; whole days only |
/// | instant | also timestamp with a zone, in whole microseconds |
/// | ids | also fixed_size_binary(16) |
/// | record | struct |
/// | choice | struct of its alternatives, of which one is not null |
/// | list | list, large_list, fixed_size_list |
///
/// and for each of them a dictionary of such values and the null type. A fraction is never taken for a whole number, nor a time
/// without a zone for an instant.
///
/// **Absence.** A null, and a member without a column, is unknown where the member is Known, else the member's default. Another absence is stated
/// beside: the utf8 column "<member>.absent" holds refused, not_applicable, placeholder, withheld, erased, conflict or unknown where the
/// member's own is null (arrow.hpp writes these columns with `absences`). With them export and import are exact but for two things that have none: an absence that is
/// an element of a list is unknown, and a scalar whose text is "" is its default.
class ArrowRows {
 public:
  /// Matches the columns of a struct schema to the type's fields by name. `also`: columns of the outermost struct that the caller reads
  /// himself; they are passed over. `type` must outlive the rows; `schema` need not. O(columns x fields).
  /// Errors, with a pointer to the column (list elements as `-`): unknown_member (with the nearest name), duplicate_member, wrong_type,
  /// unsupported, too_deep (more than 64 levels), corrupt (no schema at all), invalid_argument (the type is no record).
  static Result<ArrowRows> open(const TypeInfo& type, const ArrowSchema& schema, std::span<const std::string_view> also = {});

  /// Fills `object`, freshly made by the type's `make`, from one row of a batch of that schema. On failure it is half-written, and
  /// no other row is affected. Errors name the value by a pointer ("/persons/0/birth") and the row: wrong_type, parse, out_of_range,
  /// unknown_code, encoding, missing_member, too_large as from_json has them; `corrupt` for an array that is not of its schema's form,
  /// as far as the interface lets one see it (the sizes of most buffers it does not tell). Any thread. O(values of the row).
  Result<> read(const ArrowArray& batch, std::int64_t row, void* object) const;

  /// Whether there is a column for this member of the outermost record.
  [[nodiscard]] bool has(std::string_view member) const;

 private:
  explicit ArrowRows(std::shared_ptr<const ArrowPlan> plan) : plan_(std::move(plan)) {}
  std::shared_ptr<const ArrowPlan> plan_;
};

/// The batches of a stream that somebody else produced. Owns the stream and the batch at hand; each is released exactly once. One thread.
///
/// Schema and batches are looked through before anybody walks them: children that are counted are there, all the way down; lengths and
/// offsets are not negative and fit what lies inside; a batch has at most 2^31 - 1 rows, and at most 2^20 where no column of it holds
/// anything. How large a buffer is the interface does not tell.
class ArrowStreamIn {
 public:
  /// Takes the stream over: `in->release` is null afterwards, whatever the outcome. Errors: invalid_argument (null, released, or without its
  /// functions), io (its producer failed), wrong_type (not a stream of structs), corrupt, encoding (a name is not UTF-8), too_deep (more than
  /// 64 levels), too_large (more than 65,536 columns).
  static Result<ArrowStreamIn> open(ArrowArrayStream* in);
  ArrowStreamIn(ArrowStreamIn&& other) noexcept;
  ArrowStreamIn& operator=(ArrowStreamIn&& other) noexcept;
  ~ArrowStreamIn();

  [[nodiscard]] const ArrowSchema& schema() const { return schema_; }
  /// The next batch, until the call after; nullptr at the end. ErrorCode::io where the producer failed; `said()` is then what it said.
  /// ErrorCode::corrupt or too_large where the batch is not of its schema's form; the stream then ends.
  Result<const ArrowArray*> next();
  /// The producer's own words on its failure, which may quote its data; "" without.
  [[nodiscard]] const std::string& said() const { return said_; }

 private:
  ArrowStreamIn() = default;
  Error broken(int number);
  void drop_batch() noexcept;
  ArrowArrayStream stream_{};
  ArrowSchema schema_{};
  ArrowArray batch_{};
  std::string said_{};
  bool ended_ = false;
};

}  // namespace safar::inline v0
