#include "files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace safar::inline v0::store {
namespace {

Result<> make_empty(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) {
    ::close(fd);
    return {};
  }
  if (errno == EEXIST)
    return fail(ErrorCode::exists, "there is a file of that name", {}, "exists", "Open it without `create`, or give another name.");
  return fail(ErrorCode::io, "the register cannot be made there", {}, "cannot_open", "Check that the folder is there and can be written.");
}

}  // namespace

bool good_office(std::string_view s) {
  return !s.empty() && s.size() <= 16 && std::all_of(s.begin(), s.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<> make_both(const std::string& path) {
  if (auto r = make_empty(path); !r) return r;
  if (auto r = make_empty(path + ".keys"); !r) {
    ::unlink(path.c_str());
    if (r.error().code == ErrorCode::exists)
      return fail(ErrorCode::exists, "there is a .keys file of that name without its register", {}, "exists", "Move it away if it is not needed, or give another name.");
    return r;
  }
  return {};
}

void remove_both(const std::string& path) noexcept {
  for (const char* end : {"", "-wal", "-shm", "-journal", ".keys", ".keys-wal", ".keys-shm", ".keys-journal"}) ::unlink((path + end).c_str());
}

Result<> sync_folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return {};  // a folder that may be written but not read: what can be done is done
  const bool good = ::fsync(fd) == 0 || errno == EINVAL;  // EINVAL: a file system whose folders need no flush
  ::close(fd);
  if (!good) return fail(ErrorCode::io, "the folder of the new file cannot be flushed", {}, "io", "Check the disk.");
  return {};
}

}  // namespace safar::inline v0::store
