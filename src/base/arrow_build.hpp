#pragma once
/// \file
/// The making of Arrow arrays: buffers, what an array owns, one column of values. Internal.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>
#include <safar/c/arrow.h>

namespace safar::inline v0::arrow {

/// Zeroed memory on a 64-byte boundary, as Arrow recommends; never null.
class Buffer {
 public:
  explicit Buffer(std::size_t bytes) : at_(static_cast<char*>(::operator new(std::max<std::size_t>(bytes, 1), align))) { std::memset(at_.get(), 0, std::max<std::size_t>(bytes, 1)); }
  [[nodiscard]] char* data() const { return at_.get(); }
  template <class T>
  void put(std::size_t i, T v) { std::memcpy(at_.get() + i * sizeof(T), &v, sizeof v); }
  void set_bit(std::size_t i) { at_.get()[i / 8] = static_cast<char>(at_.get()[i / 8] | 1 << (i % 8)); }

 private:
  static constexpr std::align_val_t align{64};
  struct Free { void operator()(char* p) const { ::operator delete(p, align); } };
  std::unique_ptr<char, Free> at_;
};

/// Owns what one ArrowArray points to.
struct Held {
  std::vector<Buffer> owned{};
  std::vector<const void*> buffers{};
  std::vector<std::unique_ptr<ArrowArray>> children{};
  std::vector<ArrowArray*> places{};
  std::unique_ptr<ArrowArray> dictionary{};

  Held() = default;
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held();
  void own(Buffer b) {
    buffers.push_back(b.data());
    owned.push_back(std::move(b));
  }
};

/// `out` points into `held` from now on, and its release callback drops it.
void hand_over(std::unique_ptr<Held> held, std::size_t rows, std::int64_t nulls, ArrowArray& out);

/// One array of values of `type`, given by their places; nullptr: null. `out` is only written on success.
Result<> build_column(const TypeInfo& type, bool nullable, std::vector<const void*> rows, ArrowArray& out);

/// The schema of rows of `type`; top-level texts that `coded` marks are dictionary-encoded (int32 indices).
Result<> schema(const TypeInfo& type, const std::vector<bool>& coded, ArrowSchema* out);

}  // namespace safar::inline v0::arrow
