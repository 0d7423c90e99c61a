#include "kernel/input.hpp"

#include <utility>

namespace safar::inline v0::kernel {

Result<Chunks> Chunks::open(ArrowStreamIn in) {
  const ArrowSchema& s = in.schema();
  if (s.n_children != 1 || !s.children || !s.children[0])
    return fail(ErrorCode::wrong_type, "one column is needed: the bytes of the file in chunks, one a row");
  auto lies = arrow::layout(*s.children[0]);
  if (!lies) return std::move(lies).error();
  const arrow::Lies is = lies->values ? lies->values->is : lies->is;
  if (is < arrow::Lies::utf8 || is > arrow::Lies::binary_view) return fail(ErrorCode::wrong_type, "a binary or text column is needed: the bytes of the file in chunks, one a row", "/bytes");
  return Chunks(std::move(in), *std::move(lies));
}

Result<std::string_view> Chunks::next() {
  for (;;) {
    if (!batch_ || row_ == batch_->length) {
      auto more = in_.next();
      if (!more) return std::move(more).error();
      batch_ = *more;
      row_ = 0;
      if (!batch_) return std::string_view();
      if (batch_->length < 0 || batch_->offset < 0 || batch_->n_children != 1 || !batch_->children) return fail(ErrorCode::corrupt, "a batch is not of its schema's form: the producer of the data is at fault");
      continue;
    }
    arrow::Cell cell;
    bool null = false;
    std::string_view bytes;
    const std::int64_t at = row_++;
    if (at > std::int64_t{1} << 62 || batch_->offset > std::int64_t{1} << 62) return fail(ErrorCode::corrupt, "a batch is not of its schema's form: the producer of the data is at fault");
    if (const arrow::Fault f = arrow::find(lies_, batch_->children[0], batch_->offset + at, cell, null)) return fail(ErrorCode::corrupt, std::string(f) + ": the producer of the data is at fault");
    if (null) continue;
    if (const arrow::Fault f = arrow::text(cell, bytes)) return fail(ErrorCode::corrupt, std::string(f) + ": the producer of the data is at fault");
    if (!bytes.empty()) return bytes;
  }
}

Result<> ChunkBuffer::keep(const std::function<bool(std::uint64_t)>& go_on) {
  all_ = true;
  for (;;) {
    auto chunk = chunks_.next();
    if (!chunk) return std::move(chunk).error();
    if (chunk->empty()) break;
    text_ += *chunk;
    if (go_on && !go_on(text_.size())) return fail(ErrorCode::cancelled, "reading the file was cancelled");
  }
  setg(text_.data(), text_.data(), text_.data() + text_.size());
  return {};
}

ChunkBuffer::int_type ChunkBuffer::underflow() {
  if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
  if (all_ || failure_) return traits_type::eof();
  before_ += text_.size();
  text_.clear();
  do {
    auto chunk = chunks_.next();
    if (!chunk) failure_ = std::move(chunk).error();
    else if (no_zeros_ && chunk->find('\0') != chunk->npos) failure_ = fail(ErrorCode::parse, "the bytes are not those of a text file: save it as CSV", "", "binary");
    if (failure_) return traits_type::eof();
    if (chunk->empty()) break;
    text_ += *chunk;
  } while (before_ == 0 && text_.size() < 4);  // a byte order mark is in one piece
  if (text_.empty()) return traits_type::eof();
  setg(text_.data(), text_.data(), text_.data() + text_.size());
  return traits_type::to_int_type(*gptr());
}

ChunkBuffer::pos_type ChunkBuffer::seekoff(off_type off, std::ios_base::seekdir dir, std::ios_base::openmode which) {
  const auto here = static_cast<off_type>(before_) + (gptr() - eback());
  if (dir == std::ios_base::cur) off += here;
  else if (dir == std::ios_base::end) off = all_ ? off + static_cast<off_type>(text_.size()) : off_type(-1);
  return seekpos(off, which);
}

ChunkBuffer::pos_type ChunkBuffer::seekpos(pos_type pos, std::ios_base::openmode) {
  if (text_.empty() && !all_) underflow();
  const off_type at = off_type(pos) - static_cast<off_type>(before_);
  if (at < 0 || at > egptr() - eback()) return pos_type(off_type(-1));
  setg(eback(), eback() + at, egptr());
  return pos;
}

}  // namespace safar::inline v0::kernel
