#include <safar/store/keys.hpp>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/os_error.hpp"
#include "key_file.hpp"
#include "open_files.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::string_view prefix = "safar-key-1 ";

constexpr std::size_t line_bytes = prefix.size() + 64;

Error key_error(std::string message) {
  return fail(ErrorCode::key, std::move(message), {}, "key_file", "Give the path of the key file that was made with the register.");
}

Error not_a_key() { return key_error("the key file is not one line `safar-key-1 <64 hex digits>`"); }

/// A file of that length, for its owner alone. Looked at before it is opened: to open and close a register would drop SQLite's locks on it.
Result<> check_key_file(const struct stat& s) {
  if (!S_ISREG(s.st_mode)) return key_error("the key file is no file");
  const auto bytes = static_cast<std::size_t>(s.st_size);
  if (bytes != line_bytes && bytes != line_bytes + 1) return not_a_key();
  if (store::OpenFiles::of_this_process().in_use({s.st_dev, s.st_ino})) return not_a_key();
  if ((s.st_mode & 077) == 0) return {};
  return fail(ErrorCode::key, "the key file can be read or written by others than its owner", {}, "key_mode",
              "chmod 600 it; on a medium without permissions, mount it for yourself alone (umask=077). If others may have read it, wrap the register's keys with a new one.");
}

/// Zeros, or what somebody typed to have something there: of 32 random bytes hardly two are alike.
bool repeats_itself(const keys::Key& key) {
  std::array<bool, 256> seen{};
  for (const auto byte : key) seen[static_cast<unsigned char>(byte)] = true;
  return std::count(seen.begin(), seen.end(), true) < 12;
}

Result<keys::Key> read_key_file(const std::string& path) {
  const auto failed = [&](int number) {
    if (number == ENOENT)
      return fail(ErrorCode::key, "the key file is not there", {}, "key_file",
                  path.starts_with("~") ? "Write the folder out: ~ is the shell's." : "Give the path of the key file that was made with the register.");
    return os_error(number, "the key file cannot be read", "Give the path of the key file that was made with the register.", ErrorCode::key, "key_file");
  };
  if (path.find('\0') != std::string::npos) return fail(ErrorCode::invalid_argument, "the path of a key file cannot hold a NUL", "/key_file", "nul", "Give it without.");
  struct stat s {};
  if (::stat(path.c_str(), &s) != 0) return failed(errno);
  if (auto r = check_key_file(s); !r) return std::move(r).error();
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return failed(errno);
  std::string text(128, '\0');
  const bool same = ::fstat(fd, &s) == 0 && check_key_file(s).ok();
  const ssize_t n = same ? ::read(fd, text.data(), text.size()) : 0;
  ::close(fd);
  text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  keys::Key key{};
  std::size_t read = 0;
  const bool good = text.size() == line_bytes && text.starts_with(prefix) &&
                    sodium_hex2bin(key.data(), key.size(), text.data() + prefix.size(), 64, nullptr, &read, nullptr) == 0 && read == key.size();
  sodium_memzero(text.data(), text.size());
  if (!good) return not_a_key();
  if (repeats_itself(key)) return key_error("the key file holds a key of zeros, or of few other bytes, which is none");
  return key;
}

}  // namespace

namespace keys {

Source file(std::string path) {
  Source s;
  s.unwrap = [path](std::string_view, std::string_view) { return read_key_file(path); };
  s.first_id = "file";
  s.path = std::move(path);
  return s;
}

Source host(std::function<Result<Key>(std::string_view, std::string_view)> unwrap, std::string first_id, std::string first_wrapped) {
  return Source{std::move(unwrap), std::move(first_id), std::move(first_wrapped), {}};
}

}  // namespace keys

namespace store {

namespace {

/// Something has the name: a key file that was made meanwhile, or a link to nothing.
Result<> there_or_link(const std::string& path) {
  struct stat s {};
  if (::stat(path.c_str(), &s) == 0) return {};
  return fail(ErrorCode::io, "the key file cannot be made: a link that leads nowhere has its name", {}, "linked", "Move it away, or give another name.");
}

/// Without a name until it is whole, where the file system can; a key file that is cut short keeps a register from being made.
int open_nameless(const std::string& path) {
  const auto slash = path.rfind('/');
  return ::open(slash == std::string::npos ? "." : path.substr(0, slash + 1).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
}
bool give_name(int fd, const std::string& path) { return ::linkat(AT_FDCWD, ("/proc/self/fd/" + std::to_string(fd)).c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0; }

bool write_key(int fd) {
  keys::Key key;
  randombytes_buf(key.data(), key.size());
  std::string text(prefix);
  text.resize(prefix.size() + 65);
  sodium_bin2hex(text.data() + prefix.size(), 65, key.data(), key.size());
  text.back() = '\n';
  const bool good = ::fchmod(fd, 0600) == 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  sodium_memzero(text.data(), text.size());
  sodium_memzero(key.data(), key.size());
  return good;
}

}  // namespace

Result<> make_key_file(const std::string& path) {
  struct stat s {};
  if (::stat(path.c_str(), &s) == 0) return {};
  const auto failed = [](int number) { return os_error(number, "the key file cannot be made", "Check that its folder is there and can be written.", ErrorCode::io, "key_file"); };
  if (const int fd = open_nameless(path); fd >= 0) {
    if (!write_key(fd)) {
      const int number = errno;
      ::close(fd);
      return failed(number);
    }
    const bool named = give_name(fd, path);
    const int number = errno;
    const bool flushed = !named || ::fsync(fd) == 0;  // once more with its name
    ::close(fd);
    if (named && flushed) return {};
    if (named || number == EEXIST) return named ? failed(EIO) : there_or_link(path);
    if (number != ENOENT && number != EPERM && number != EOPNOTSUPP) return failed(number);  // else without /proc, or links: the plain way
  }
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return errno == EEXIST ? there_or_link(path) : Result<>(failed(errno));
  const bool good = write_key(fd);
  const int number = errno;
  ::close(fd);
  if (good) return {};
  ::unlink(path.c_str());
  return failed(number);
}

}  // namespace store
}  // namespace safar::inline v0
