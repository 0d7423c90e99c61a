#include "paths.hpp"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "open_files.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::array beside = {".keys", ".lease", "-wal", "-shm", "-journal", ".keys-wal", ".keys-shm", ".keys-journal"};

Error linked(std::string what, std::string remedy) { return fail(ErrorCode::io, std::move(what), {}, "linked", std::move(remedy)); }

/// Of a file that is there: ours, or the register's owner's, where root writes.
bool nobody_elses(const struct stat& s, const std::string& path) {
  struct stat of {};
  return s.st_uid == ::geteuid() || (::stat(path.c_str(), &of) == 0 && s.st_uid == of.st_uid);
}

/// A file can be mounted where another is, alone: then its second path has no second name.
bool mounted_alone(const std::string& path) {
#ifdef STATX_ATTR_MOUNT_ROOT
  struct statx s {};
  return ::statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, STATX_TYPE, &s) == 0 && (s.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
  return path.empty();
#endif
}

}  // namespace

Result<std::string> resolved(const std::string& path) {
  if (path.find('\0') != std::string::npos) return fail(ErrorCode::invalid_argument, "a path cannot hold a NUL", "/path", "nul", "Give it without.");
  const auto real = [](const std::string& p) {
    const std::unique_ptr<char, decltype(&::free)> found(::realpath(p.c_str(), nullptr), &::free);
    return found ? std::string(found.get()) : std::string();
  };
  if (std::string found = real(path); !found.empty()) return found;
  if (errno != ENOENT) return path;  // whoever opens it tells why not
  const auto slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::string folder = real(slash == std::string::npos ? "." : path.substr(0, slash + 1));
  if (folder.empty() || name.empty()) return path;
  return folder == "/" ? folder + name : folder + "/" + name;
}

Result<> one_name(const std::string& path, std::string_view what) {
  struct stat s {};
  if (::lstat(path.c_str(), &s) != 0) return {};  // whoever opens it tells
  const std::string file(what);
  if (S_ISLNK(s.st_mode)) return linked("the " + file + "'s file is a link to another", "Put the file itself beside the register.");
  if (s.st_nlink > 1)
    return linked("the " + file + "'s file has a second name (a hard link): who opens it by that one would write past this one", "Remove the other name, or make a copy of the file.");
  if (mounted_alone(path)) return linked("the " + file + "'s file is mounted by itself, without what lies beside it", "Mount its folder.");
  return {};
}

Result<> plain_beside(const std::string& path, const char* end) {
  struct stat s {};
  const std::string name = path + end;
  if (::lstat(name.c_str(), &s) != 0) return {};
  const std::string which = "the file beside the register that ends in " + std::string(end);
  if (S_ISLNK(s.st_mode)) return linked(which + " is a link", "Move it away: the register would write through it.");
  if (!S_ISREG(s.st_mode)) return linked(which + " is no file", "Move it away: its name is the register's.");
  if (s.st_nlink > 1) return linked(which + " has a second name (a hard link)", "Remove the other name, or move it away.");
  if (std::string_view(end) == ".lease" && !nobody_elses(s, path)) return linked(which + " belongs to another user", "Move it away, or let one user write.");
  return {};
}

Result<> all_plain_beside(const std::string& path) {
  for (const char* end : beside)
    if (auto r = plain_beside(path, end); !r) return r;
  return {};
}

Result<> check_key_path(const std::string& key, const std::string& path) {
  if (key.empty()) return {};
  if (key.find('\0') != std::string::npos) return fail(ErrorCode::invalid_argument, "the path of a key file cannot hold a NUL", "/key_file", "nul", "Give it without.");
  auto real = resolved(key);
  if (!real) return std::move(real).error();
  const auto taken = [] { return fail(ErrorCode::invalid_argument, "a key file cannot have a name that the register's own files have", "/key_file", "key_path", "Keep the key elsewhere, under another name."); };
  // Every ending, as new ones may come; but for the one that a key beside a register `mali` has by default.
  if (*real == path || (real->starts_with(path) && ((*real)[path.size()] == '.' || (*real)[path.size()] == '-') && *real != path + ".key")) return taken();
  const auto inode = inode_of(*real);
  if (!inode) return {};
  if (inode == inode_of(path)) return taken();
  for (const char* end : beside)
    if (inode == inode_of(path + end)) return taken();
  return {};
}

}  // namespace safar::inline v0::store
