#include "open_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <new>

namespace safar::inline v0::store {
namespace {

/// Has this process a lock of SQLite's on the file? A host may have opened the register with SQLite beside us.
bool locked_by_us(int descriptor) noexcept {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = 0x40000000;  // SQLite's bytes: PENDING, RESERVED and 510 of SHARED
  lock.l_len = 512;
  return ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK && lock.l_pid == ::getpid();
}

}  // namespace

std::optional<Inode> inode_of(const std::string& path) {
  struct stat s {};
  if (::stat(path.c_str(), &s) != 0) return std::nullopt;
  return Inode{s.st_dev, s.st_ino};
}

OpenFiles& OpenFiles::of_this_process() {
  // Never destroyed, as a register may be closed while the program ends; empty, it has no memory of its own.
  alignas(OpenFiles) static std::byte place[sizeof(OpenFiles)];
  static auto* const all = new (place) OpenFiles;
  return *all;
}

void OpenFiles::sqlite_opens(const Inode& file) {
  const std::scoped_lock lock(mutex_);
  ++files_[file].connections;
}

void OpenFiles::sqlite_closed(const Inode& file) {
  const std::scoped_lock lock(mutex_);
  const auto it = files_.find(file);
  if (it == files_.end()) return;
  --it->second.connections;
  close_idle(file);
}

bool OpenFiles::in_use(const Inode& file) {
  const std::scoped_lock lock(mutex_);
  const auto it = files_.find(file);
  return it != files_.end() && it->second.connections > 0;
}

int OpenFiles::take(const std::string& path, bool to_write) {
  const auto file = inode_of(path);
  const std::scoped_lock lock(mutex_);
  if (file)
    if (const auto it = files_.find(*file); it != files_.end()) {
      auto& idle = it->second.idle;
      // Not one from before a fork(): its locks are the parent's too.
      const auto at = std::find_if(idle.begin(), idle.end(), [&](const Idle& i) { return i.to_write == to_write && i.of == ::getpid(); });
      if (at != idle.end()) {
        const int found = at->descriptor;
        idle.erase(at);
        return found;
      }
    }
  return ::open(path.c_str(), (to_write ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

void OpenFiles::give_back(int descriptor, bool to_write) noexcept {
  struct stat s {};
  if (descriptor < 0 || ::fstat(descriptor, &s) != 0) return;
  const Inode file{s.st_dev, s.st_ino};
  const std::scoped_lock lock(mutex_);
  files_[file].idle.push_back({descriptor, to_write, ::getpid()});
  close_idle(file);
}

void OpenFiles::close_idle(const Inode& file) noexcept {
  const auto it = files_.find(file);
  if (it == files_.end() || it->second.connections > 0) return;
  auto& idle = it->second.idle;
  if (!idle.empty() && locked_by_us(idle.front().descriptor)) return;
  for (const Idle& i : idle) ::close(i.descriptor);
  idle.clear();
  if (it->second.leased_by == 0) files_.erase(it);
}

void OpenFiles::lease_taken(const Inode& file, bool taken) {
  const std::scoped_lock lock(mutex_);
  files_[file].leased_by = taken ? ::getpid() : 0;
}

bool OpenFiles::leased_here(const Inode& file) {
  const std::scoped_lock lock(mutex_);
  const auto it = files_.find(file);
  return it != files_.end() && it->second.leased_by == ::getpid();
}

}  // namespace safar::inline v0::store
