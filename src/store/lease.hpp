#pragma once
/// \file
/// The right to write, of one open register at a time: a lock of the open file (F_OFD_SETLK) on a byte of the register itself, far behind
/// those of SQLite and behind any content. It lies on the file and not on a name of it, so no other name and no other file gives it twice.
/// POSIX locks fall when any code of the process closes the file; these do not.
///
/// `<name>.lease` is a note for people and messages only: who writes, and since when. Nothing depends on it.
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

class Lease {
 public:
  Lease() = default;
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { close(); }

  /// `path` is the register's, after links.
  void set_path(const std::string& path);
  /// Takes it, waiting at most `wait_ms` for whoever has it. `busy` quotes what the holder wrote, `cancelled` where `cancelled()` says so.
  Result<> acquire(int wait_ms, const std::function<bool()>& cancelled);
  /// Keeps writers out and lets other readers in, for a file that is read without SQLite's own locks. `busy` where somebody writes.
  Result<> share();
  /// `last`: the note is emptied too.
  void release(bool last = false) noexcept;
  /// Gives the descriptors back; after SQLite has closed the file.
  void close() noexcept;
  /// In a child after fork(): lock and descriptors are the parent's.
  void abandon() noexcept;
  [[nodiscard]] bool held() const noexcept { return held_; }
  /// Does somebody wait for it?
  [[nodiscard]] bool wanted() const noexcept;

 private:
  Result<> open(bool to_write);
  Result<> open_note();
  void write_note() noexcept;
  Error busy(std::chrono::milliseconds waited) const;
  void let_the_waiting_in() const;

  std::string path_{}, note_path_{};
  int fd_ = -1, note_ = -1;
  bool held_ = false, to_write_ = false;
  std::chrono::steady_clock::time_point released_{};
};

}  // namespace safar::inline v0::store
