#include "making.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/os_error.hpp"
#include "files.hpp"
#include "open_files.hpp"

namespace safar::inline v0::store {
namespace {

constexpr std::string_view part = ".part-";
constexpr std::size_t random_digits = 16, hash_digits = 32;
constexpr std::array endings = {".keys", ".keys-wal", ".keys-shm", ".keys-journal", ".lease", "-wal", "-shm", "-journal"};

bool there(const std::string& path) {
  struct stat s {};
  return ::lstat(path.c_str(), &s) == 0;
}

bool lock(int fd) {
  struct flock l {};
  l.l_type = F_WRLCK;
  l.l_whence = SEEK_SET;
  l.l_start = (off_t{1} << 62) + 2;
  l.l_len = 1;
  return ::fcntl(fd, F_OFD_SETLK, &l) == 0;
}

std::string hex(const unsigned char* bytes, std::size_t n) {
  std::string out(2 * n + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes, n);
  out.resize(2 * n);
  return out;
}

/// Of a file that no connection of this process has open.
std::optional<std::string> hash_of(const std::string& path) {
  const auto file = inode_of(path);
  if (!file || OpenFiles::of_this_process().in_use(*file)) return std::nullopt;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return std::nullopt;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash_digits / 2);
  std::vector<unsigned char> block(1 << 16);
  ssize_t n = 0;
  while ((n = ::read(fd, block.data(), block.size())) > 0) crypto_generichash_update(&state, block.data(), static_cast<std::size_t>(n));
  ::close(fd);
  if (n < 0) return std::nullopt;
  std::array<unsigned char, hash_digits / 2> out{};
  crypto_generichash_final(&state, out.data(), out.size());
  return hex(out.data(), out.size());
}

/// The main file last: as long as it is there, the next one knows what the others are.
void remove_all_of(const std::string& at, const std::string& keys_at) {
  for (const char* end : endings) ::unlink((keys_at + end).c_str());
  if (at != keys_at)
    for (const char* end : endings) ::unlink((at + end).c_str());
  ::unlink(at.c_str());
}

/// Nothing yet, or what SQLite writes for us.
bool begun_by_us(int fd) {
  std::array<char, 100> head{};
  const ssize_t n = ::pread(fd, head.data(), head.size(), 0);
  if (n < 0) return false;
  if (std::all_of(head.begin(), head.end(), [](char c) { return c == 0; })) return true;
  return std::memcmp(head.data(), "SQLite format 3", 16) == 0 && (std::memcmp(head.data() + 68, "safr", 4) == 0 || std::memcmp(head.data() + 68, "\0\0\0", 4) == 0);
}

/// Nobody makes it any more: nobody holds its lock.
void clear_away(const std::string& to, const std::string& at) {
  struct stat s {};
  if (::lstat(at.c_str(), &s) != 0 || !S_ISREG(s.st_mode) || s.st_nlink != 1 || s.st_uid != ::geteuid()) return;
  auto& open_files = OpenFiles::of_this_process();
  if (open_files.in_use({s.st_dev, s.st_ino})) return;
  const int fd = open_files.take(at, true);
  if (fd < 0) return;
  if (lock(fd) && begun_by_us(fd)) {
    const std::string name = at.substr(to.size() + part.size());
    const std::string keys_at = to + std::string(part) + name.substr(0, random_digits);
    const bool between = name.size() > random_digits && !there(to) && !there(keys_at + ".keys");
    if (between && hash_of(to + ".keys") == name.substr(random_digits + 1)) ::unlink((to + ".keys").c_str());
    remove_all_of(at, keys_at);
  }
  open_files.give_back(fd, true);
}

void clear_away_all(const std::string& to) {
  const auto slash = to.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : to.substr(0, slash + 1);
  const std::string begins = to.substr(slash == std::string::npos ? 0 : slash + 1) + std::string(part);
  const auto digits = [](std::string_view s) { return std::all_of(s.begin(), s.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }); };
  std::vector<std::string> found;
  std::error_code ignored;
  for (std::filesystem::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored)) {
    const std::string name = it->path().filename().string();
    if (!name.starts_with(begins)) continue;
    const std::string_view rest = std::string_view(name).substr(begins.size());
    const bool plain = rest.size() == random_digits && digits(rest);
    const bool whole = rest.size() == random_digits + 1 + hash_digits && rest[random_digits] == '-' && digits(rest.substr(0, random_digits)) && digits(rest.substr(random_digits + 1));
    if (plain || whole) found.push_back(to + std::string(part) + std::string(rest));
  }
  for (const auto& at : found) clear_away(to, at);
}

Error taken(bool keys_only) {
  if (keys_only) return fail(ErrorCode::exists, "there is a .keys file of that name without its register", {}, "exists", "Move it away if it is not needed, or give another name.");
  return fail(ErrorCode::exists, "there is a file of that name", {}, "exists", "Give another name, or open what is there without `create`.");
}

}  // namespace

Making::~Making() {
  if (at_.empty()) return;
  remove_all_of(at_, at_);
  OpenFiles::of_this_process().give_back(lock_, true);
}

Result<> Making::check_free() const {
  if (there(to_)) return taken(false);
  if (there(to_ + ".keys")) return taken(true);
  // What an earlier register of that name left would be taken for this one's.
  for (const char* end : endings)
    if (std::string_view(end) != ".lease" && there(to_ + end))
      return fail(ErrorCode::exists, "there is a file of that name that ends in " + std::string(end) + ", without its register", {}, "exists", "Move it away if it is not needed, or give another name.");
  return {};
}

Result<> Making::make_files() {
  for (int attempt = 0; attempt < 8; ++attempt) {
    std::array<unsigned char, random_digits / 2> random{};
    randombytes_buf(random.data(), random.size());
    const std::string at = to_ + std::string(part) + hex(random.data(), random.size());
    const int fd = ::open(at.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) continue;
    if (fd < 0) return os_error(errno, "no file can be made there", "Check that the folder is there and can be written.", ErrorCode::io, "cannot_open");
    struct stat s {};
    // Between making and locking somebody may have taken it for a dead one's.
    if (!lock(fd) || ::fstat(fd, &s) != 0 || s.st_nlink != 1) {
      ::close(fd);
      continue;
    }
    at_ = at;
    lock_ = fd;
    const int keys = ::open((at + ".keys").c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (keys < 0) return os_error(errno, "no file can be made there", "Check that the folder is there and can be written.", ErrorCode::io, "cannot_open");
    ::close(keys);
    return {};
  }
  return fail(ErrorCode::io, "no file can be made there", {}, "cannot_open", "Keep registers on a local disk.");
}

Result<> Making::begin(const std::string& path) {
  to_ = path;
  clear_away_all(to_);
  if (auto r = check_free(); !r) return r;
  return make_files();
}

Result<> Making::publish() {
  ::unlink((at_ + ".lease").c_str());
  const auto hash = hash_of(at_ + ".keys");
  if (!hash) return os_error(errno, "the new .keys file cannot be read", "Check the disk.");
  if (auto r = check_free(); !r) return r;
  const std::string whole = at_ + "-" + *hash, keys = at_ + ".keys";
  const auto give = [&](const std::string& from, const std::string& to) -> Result<> {
    if (!move_to_free_name(from, to)) return errno == EEXIST ? taken(false) : os_error(errno, "the new file cannot be given its name", "Check the disk.");
    return sync_folder_of(to_);
  };
  const auto give_all = [&]() -> Result<> {
    if (auto r = give(at_, whole); !r) return r;
    if (auto r = give(keys, to_ + ".keys"); !r) return r;
    return give(whole, to_);
  };
  if (auto done = give_all(); !done) {
    const bool named = !there(at_) && !there(whole);  // only the flushing of its name failed
    if (!there(keys)) ::unlink((to_ + ".keys").c_str());
    if (named) ::unlink(to_.c_str());
    ::unlink(whole.c_str());
    return done;
  }
  at_.clear();
  OpenFiles::of_this_process().give_back(std::exchange(lock_, -1), true);
  return {};
}

}  // namespace safar::inline v0::store
