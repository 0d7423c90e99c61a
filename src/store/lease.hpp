#pragma once
/// \file
/// The right to write, of one open register at a time: a lock of the open file (F_OFD_SETLK) on `<name>.lease`.
/// POSIX locks fall when any code of the process closes the file; these do not.
#include <string>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

class Lease {
 public:
  explicit Lease(std::string path = {}) : path_(std::move(path)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { release(); }

  void set_path(std::string path) { path_ = std::move(path); }
  /// Takes it and writes "pid <pid> since <now>" into the file; `busy` quotes what the holder wrote. `now`: microseconds UTC.
  Result<> acquire(std::int64_t now);
  void release() noexcept;
  /// In a child after fork(): the lock is the parent's; only the descriptor is closed.
  void abandon() noexcept;
  /// Is the locked file still the one of that name? Not, where somebody removed it: then the lock keeps nobody out.
  [[nodiscard]] bool still_ours() const noexcept;
  [[nodiscard]] bool held() const noexcept { return fd_ >= 0; }

 private:
  std::string path_;
  int fd_ = -1;
};

/// "2026-01-31T09:05:00Z"; `at` in microseconds UTC.
std::string utc_text(std::int64_t at);

}  // namespace safar::inline v0::store
