#include "lease.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <thread>

#include "base/os_error.hpp"
#include "open_files.hpp"
#include "paths.hpp"

namespace safar::inline v0::store {
namespace {

using namespace std::chrono_literals;

constexpr off_t lease_byte = off_t{1} << 62, queue_byte = lease_byte + 1;
constexpr std::size_t note_bytes = 48;  // always as long, so that writing it again moves no end of the file

bool lock(int fd, short type, off_t at) noexcept {
  struct flock l {};
  l.l_type = type;
  l.l_whence = SEEK_SET;
  l.l_start = at;
  l.l_len = 1;
  return ::fcntl(fd, F_OFD_SETLK, &l) == 0;
}

/// The lock of somebody else that one of `type` would meet there; F_UNLCK: none.
short in_the_way(int fd, short type, off_t at) noexcept {
  struct flock l {};
  l.l_type = type;
  l.l_whence = SEEK_SET;
  l.l_start = at;
  l.l_len = 1;
  return ::fcntl(fd, F_OFD_GETLK, &l) == 0 ? l.l_type : short{F_UNLCK};
}

Error no_locks() { return fail(ErrorCode::io, "this file system gives no locks for the lease", {}, "lease", "Keep the register on a local disk."); }

/// "2026-01-31T09:05:00Z", without memory for it; `at` in microseconds UTC.
std::array<char, 48> utc_chars(std::int64_t at) noexcept {
  using namespace std::chrono;
  const sys_seconds t = floor<seconds>(sys_time<microseconds>(microseconds(at)));
  const sys_days d = floor<days>(t);
  const year_month_day ymd(d);
  const hh_mm_ss hms(t - d);
  std::array<char, 48> s{};
  std::snprintf(s.data(), s.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()),
                static_cast<int>(hms.hours().count()), static_cast<int>(hms.minutes().count()), static_cast<int>(hms.seconds().count()));
  return s;
}

std::string seconds_text(std::chrono::milliseconds t) {
  std::array<char, 32> s{};
  std::snprintf(s.data(), s.size(), "%.1f", static_cast<double>(t.count()) / 1000);
  return s.data();
}

}  // namespace

void Lease::set_path(const std::string& path) {
  path_ = path;
  note_path_ = path + ".lease";
}

Result<> Lease::open(bool to_write) {
  if (fd_ >= 0) return {};
  fd_ = OpenFiles::of_this_process().take(path_, to_write);
  if (fd_ < 0) return os_error(errno, "the register cannot be opened for its lease", "Check the path.");
  to_write_ = to_write;
  return {};
}

/// Empties nothing that is somebody else's: no link is followed, and what is there already must be such a note.
Result<> Lease::open_note() {
  struct stat ours {}, named {};
  if (note_ >= 0) {
    if (::fstat(note_, &ours) == 0 && ::lstat(note_path_.c_str(), &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev && ours.st_nlink == 1) return {};
    ::close(std::exchange(note_, -1));
  }
  if (auto r = plain_beside(path_, ".lease"); !r) return r;
  const int fd = ::open(note_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (fd < 0) return os_error(errno, "the .lease file beside the register cannot be opened", "Check that its folder can be written.", ErrorCode::io, "lease");
  std::array<char, 4> begins{};
  const bool whole = ::fstat(fd, &ours) == 0 && S_ISREG(ours.st_mode) && ours.st_nlink == 1;
  const ssize_t n = whole ? ::pread(fd, begins.data(), begins.size(), 0) : -1;
  if (n == 0 || (n == 4 && std::memcmp(begins.data(), "pid ", 4) == 0)) {
    note_ = fd;
    return {};
  }
  ::close(fd);
  return fail(ErrorCode::io, "the .lease file beside the register is something else", {}, "not_a_lease", "Move it away: its place is for the note of who writes.");
}

void Lease::write_note() noexcept {
  std::array<char, note_bytes + 1> text{};
  const std::int64_t now = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  const auto since = utc_chars(now);
  std::snprintf(text.data(), text.size(), "pid %d since %.20s", static_cast<int>(::getpid()), since.data());
  const std::size_t n = std::min(std::strlen(text.data()), note_bytes - 1);
  std::memset(text.data() + n, ' ', note_bytes - n);
  text[note_bytes - 1] = '\n';
  // A note that a full disk does not take costs the name of the holder in somebody's message, and no act.
  [[maybe_unused]] const ssize_t written = ::pwrite(note_, text.data(), note_bytes, 0);
}

Error Lease::busy(std::chrono::milliseconds waited) const {
  const std::string after = waited.count() > 0 ? " (waited " + seconds_text(waited) + " s)" : "";
  if (in_the_way(fd_, F_WRLCK, lease_byte) == F_RDLCK)
    return fail(ErrorCode::busy, "the register is being read from a place that cannot be written" + after, {}, "lease", "Close it there, or copy it before it is read there.");
  struct stat s {};
  const bool here = ::fstat(fd_, &s) == 0 && OpenFiles::of_this_process().leased_here({s.st_dev, s.st_ino});
  if (here) return fail(ErrorCode::busy, "the register is being written by another handle of this process" + after, {}, "lease", "End its group or its bulk, or wait longer (busy_timeout_ms).");
  std::array<char, note_bytes> holder{};
  const ssize_t n = note_ >= 0 ? ::pread(note_, holder.data(), holder.size(), 0) : 0;
  std::string who(holder.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  who = who.substr(0, who.find('\n'));
  who.erase(who.find_last_not_of(' ') + 1);
  return fail(ErrorCode::busy, "the register is being written: " + (who.empty() ? "holder not named yet" : who) + after, {}, "lease",
              "Try again when its group or bulk has ended, or wait longer (busy_timeout_ms).");
}

bool Lease::wanted() const noexcept { return fd_ >= 0 && in_the_way(fd_, F_WRLCK, queue_byte) != F_UNLCK; }

/// Who writes act after act gives the lease back for some microseconds only: whoever waits for it would hardly ever meet them.
void Lease::let_the_waiting_in() const {
  for (int i = 0; i < 10 && std::chrono::steady_clock::now() - released_ < 20ms && wanted(); ++i) std::this_thread::sleep_for(1ms);
}

Result<> Lease::acquire(int wait_ms, const std::function<bool()>& cancelled) {
  if (held_) return {};
  if (auto r = open(true); !r) return r;
  if (auto r = open_note(); !r) return r;
  let_the_waiting_in();
  const auto begun = std::chrono::steady_clock::now();
  const auto waited = [&] { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun); };
  bool queued = false;
  Result<> taken;
  for (int attempt = 0; !lock(fd_, F_WRLCK, lease_byte); ++attempt) {
    if (errno != EAGAIN && errno != EACCES) {
      taken = no_locks();
      break;
    }
    if (!queued) queued = lock(fd_, F_RDLCK, queue_byte);
    if (const auto so_far = waited(); so_far.count() >= wait_ms) {
      taken = busy(wait_ms > 0 ? so_far : 0ms);
      break;
    }
    if (attempt % 8 == 7 && cancelled && cancelled()) {
      taken = fail(ErrorCode::cancelled, "Cancelled while another program was writing.");
      break;
    }
    std::this_thread::sleep_for(attempt < 4 ? 1ms : 3ms);
  }
  if (queued) (void)lock(fd_, F_UNLCK, queue_byte);
  if (!taken) return taken;
  held_ = true;
  struct stat s {};
  if (::fstat(fd_, &s) == 0) OpenFiles::of_this_process().lease_taken({s.st_dev, s.st_ino}, true);
  write_note();
  return {};
}

Result<> Lease::share() {
  if (auto r = open(false); !r) return r;
  if (lock(fd_, F_RDLCK, lease_byte)) return {};
  return errno == EAGAIN || errno == EACCES ? busy({}) : no_locks();
}

void Lease::release(bool last) noexcept {
  if (!held_) return;
  if (last && note_ >= 0) [[maybe_unused]] const int emptied = ::ftruncate(note_, 0);
  struct stat s {};
  if (::fstat(fd_, &s) == 0) OpenFiles::of_this_process().lease_taken({s.st_dev, s.st_ino}, false);
  (void)lock(fd_, F_UNLCK, lease_byte);  // said, and not left to closing: a child of fork() may still share the file
  released_ = std::chrono::steady_clock::now();
  held_ = false;
}

void Lease::close() noexcept {
  release(true);
  if (fd_ >= 0) {
    (void)lock(fd_, F_UNLCK, lease_byte);
    OpenFiles::of_this_process().give_back(fd_, to_write_);
  }
  if (note_ >= 0) ::close(note_);
  fd_ = note_ = -1;
}

void Lease::abandon() noexcept {
  // The descriptors stay: to close the register's would take away the locks of a connection that this child opened itself.
  fd_ = note_ = -1;
  held_ = false;
}

}  // namespace safar::inline v0::store
