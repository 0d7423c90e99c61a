#include <cstring>
#include <string>
#include <utility>

#include <safar/base/arrow_read.hpp>

#include "base/arrow_sound.hpp"

namespace safar::inline v0 {

Result<ArrowStreamIn> ArrowStreamIn::open(ArrowArrayStream* in) {
  if (!in || !in->release) return fail(ErrorCode::invalid_argument, "the stream is null or was released; give one that nobody has consumed");
  ArrowStreamIn out;
  out.stream_ = *in;
  in->release = nullptr;
  if (!out.stream_.get_schema || !out.stream_.get_next) return fail(ErrorCode::invalid_argument, "the stream has not the functions of a stream; give one that its producer finished");
  if (const int number = out.stream_.get_schema(&out.stream_, &out.schema_); number != 0) {
    out.schema_.release = nullptr;  // on failure the place means nothing
    return out.broken(number);
  }
  if (!out.schema_.release || !out.schema_.format || std::strcmp(out.schema_.format, "+s") != 0)
    return fail(ErrorCode::wrong_type, "a stream of structs is needed: a table, a data frame or record batches");
  if (auto r = arrow::check(out.schema_); !r) return std::move(r).error();
  return out;
}

ArrowStreamIn::ArrowStreamIn(ArrowStreamIn&& other) noexcept
    : stream_(std::exchange(other.stream_, {})), schema_(std::exchange(other.schema_, {})), batch_(std::exchange(other.batch_, {})), said_(std::move(other.said_)), ended_(other.ended_) {}

ArrowStreamIn& ArrowStreamIn::operator=(ArrowStreamIn&& other) noexcept {
  std::swap(stream_, other.stream_), std::swap(schema_, other.schema_), std::swap(batch_, other.batch_), std::swap(said_, other.said_), std::swap(ended_, other.ended_);
  return *this;
}

ArrowStreamIn::~ArrowStreamIn() {
  drop_batch();
  if (schema_.release) schema_.release(&schema_);
  if (stream_.release) stream_.release(&stream_);
}

void ArrowStreamIn::drop_batch() noexcept {
  if (batch_.release) batch_.release(&batch_);
  batch_ = {};
}

Error ArrowStreamIn::broken(int number) {
  ended_ = true;
  const char* words = stream_.get_last_error ? stream_.get_last_error(&stream_) : nullptr;
  said_ = words ? words : "";
  return fail(ErrorCode::io, "the producer of the stream failed (errno " + std::to_string(number) + "): see what it says of it", "", "producer");
}

Result<const ArrowArray*> ArrowStreamIn::next() {
  drop_batch();
  if (ended_) return static_cast<const ArrowArray*>(nullptr);
  if (const int number = stream_.get_next(&stream_, &batch_); number != 0) {
    batch_ = {};
    return broken(number);
  }
  if (!batch_.release) ended_ = true;
  else if (auto r = arrow::check(schema_, batch_); !r) return ended_ = true, std::move(r).error();
  return ended_ ? static_cast<const ArrowArray*>(nullptr) : static_cast<const ArrowArray*>(&batch_);
}

}  // namespace safar::inline v0
