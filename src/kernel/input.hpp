#pragma once
/// \file
/// The bytes of a file that comes as a column of chunks, as a stream that C++ reads. Internal to kernels.
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>

#include <safar/base/arrow_read.hpp>

#include "base/arrow_cells.hpp"

namespace safar::inline v0::kernel {

/// Chunks of bytes, one a row, in order.
class Chunks {
 public:
  /// The stream has one column of binary or utf8 (large, views and dictionaries of them too), called `name` or whatever: it is the only one.
  static Result<Chunks> open(ArrowStreamIn in);
  /// The next chunk that is not empty, until the call after; "" at the end.
  Result<std::string_view> next();

 private:
  Chunks(ArrowStreamIn in, arrow::Layout lies) : in_(std::move(in)), lies_(std::move(lies)) {}
  ArrowStreamIn in_;
  arrow::Layout lies_;
  const ArrowArray* batch_ = nullptr;
  std::int64_t row_ = 0;
};

/// Chunks as a stream buffer. Either all of them are kept, and it can seek, or one at a time, and it can only go back within the first.
class ChunkBuffer final : public std::streambuf {
 public:
  explicit ChunkBuffer(Chunks chunks) : chunks_(std::move(chunks)) {}
  /// A zero byte ends reading from now on: the bytes are no text.
  void refuse_zeros() { no_zeros_ = true; }
  /// Reads everything into memory; `go_on` is asked a chunk at a time.
  Result<> keep(const std::function<bool(std::uint64_t)>& go_on);
  /// What stopped reading, once: the stream itself only ends.
  std::optional<Error> failure() { return std::exchange(failure_, std::nullopt); }
  [[nodiscard]] std::uint64_t size() const { return text_.size(); }

 protected:
  int_type underflow() override;
  pos_type seekoff(off_type off, std::ios_base::seekdir dir, std::ios_base::openmode which) override;
  pos_type seekpos(pos_type pos, std::ios_base::openmode which) override;

 private:
  Chunks chunks_;
  std::string text_{};           ///< all bytes, or the chunk at hand
  std::uint64_t before_ = 0;     ///< bytes of the chunks before it
  bool all_ = false, no_zeros_ = false;
  std::optional<Error> failure_{};
};

}  // namespace safar::inline v0::kernel
