#include "read_only.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace safar::inline v0::store {
namespace {

bool can_write(const std::string& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

bool there(const std::string& path) {
  struct stat s {};
  return ::lstat(path.c_str(), &s) == 0;
}

bool has_content(const std::string& path) {
  struct stat s {};
  return ::lstat(path.c_str(), &s) == 0 && s.st_size > 0;
}

bool read_only_medium(const std::string& path) {
  struct statvfs s {};
  return ::statvfs(path.c_str(), &s) == 0 && (s.f_flag & ST_RDONLY) != 0;
}

}  // namespace

Result<Access> reading_access(const std::string& path, Lease& lease, bool read_only) {
  if (!read_only) return Access::read_write;
  const std::array files = {path, path + ".keys"};
  if (can_write(folder_of(path)) && can_write(path)) return Access::read_only;
  const auto lies_still = [&] { return std::none_of(files.begin(), files.end(), [](const auto& f) { return there(f + "-shm"); }); };
  if (can_write(folder_of(path)) || !lies_still()) return Access::read_only;  // somebody has it open, and SQLite sees what he does
  // A medium that knows no locks has no writer either.
  if (auto r = lease.share(); !r && (r.error().code == ErrorCode::busy || !read_only_medium(path))) return std::move(r).error();
  if (!lies_still()) {
    lease.close();
    return Access::read_only;
  }
  for (const auto& file : files)
    if (has_content(file + "-wal"))
      return fail(ErrorCode::io, "the register was not closed, and what lies in its -wal cannot be read in a place that cannot be written", {}, "wal_left",
                  "Copy the register and its .keys file, each with its -wal, to a folder that can be written, and open it there.");
  return Access::unchanging;
}

}  // namespace safar::inline v0::store
