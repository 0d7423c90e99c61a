#include "lease.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>

namespace safar::inline v0::store {

std::string utc_text(std::int64_t at) {
  using namespace std::chrono;
  const sys_seconds t = floor<seconds>(sys_time<microseconds>(microseconds(at)));
  const sys_days d = floor<days>(t);
  const year_month_day ymd(d);
  const hh_mm_ss hms(t - d);
  std::array<char, 48> s{};
  std::snprintf(s.data(), s.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()),
                static_cast<int>(hms.hours().count()), static_cast<int>(hms.minutes().count()), static_cast<int>(hms.seconds().count()));
  return s.data();
}

Result<> Lease::acquire(std::int64_t now) {
  if (held()) return {};
  // Made before the file is open: out of memory between lock and fd_ would hold the lock until the process ends.
  const std::string text = "pid " + std::to_string(::getpid()) + " since " + utc_text(now) + "\n";
  const int fd = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail(ErrorCode::io, "the lease file beside the register cannot be opened", {}, "lease", "Check that its folder can be written.");
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (::fcntl(fd, F_OFD_SETLK, &lock) != 0) {
    const int error = errno;
    std::array<char, 64> holder{};
    const ssize_t n = ::pread(fd, holder.data(), holder.size() - 1, 0);
    ::close(fd);
    if (error != EAGAIN && error != EACCES)
      return fail(ErrorCode::io, "this file system gives no locks for the lease", {}, "lease", "Keep the register on a local disk.");
    std::string who(holder.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    who = who.substr(0, who.find('\n'));
    return fail(ErrorCode::busy, "the register is being written: " + (who.empty() ? "holder not named yet" : who), {}, "lease",
                "Wait until it is idle, or close it in that process.");
  }
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    ::close(fd);
    return fail(ErrorCode::io, "the lease file beside the register cannot be written", {}, "lease", "Check the disk.");
  }
  fd_ = fd;
  return {};
}

void Lease::release() noexcept {
  if (fd_ < 0) return;
  [[maybe_unused]] const int cleared = ::ftruncate(fd_, 0);
  struct flock lock {};
  lock.l_type = F_UNLCK;
  lock.l_whence = SEEK_SET;
  ::fcntl(fd_, F_OFD_SETLK, &lock);  // a child of fork() may still share the file
  abandon();
}

bool Lease::still_ours() const noexcept {
  struct stat ours {}, named {};
  return fd_ >= 0 && ::fstat(fd_, &ours) == 0 && ::stat(path_.c_str(), &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

void Lease::abandon() noexcept {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

}  // namespace safar::inline v0::store
