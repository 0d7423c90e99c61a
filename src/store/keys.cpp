#include <safar/store/keys.hpp>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "key_file.hpp"

namespace safar::inline v0 {
namespace {

constexpr std::string_view prefix = "safar-key-1 ";

Error key_error(std::string message) {
  return fail(ErrorCode::key, std::move(message), {}, "key_file", "Give the path of the key file that was made with the register.");
}

Result<keys::Key> read_key_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return key_error(errno == ENOENT ? "the key file is not there" : "the key file cannot be read");
  std::string text(128, '\0');
  const ssize_t n = ::read(fd, text.data(), text.size());
  ::close(fd);
  text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  keys::Key key{};
  std::size_t read = 0;
  const bool good = text.size() == prefix.size() + 64 && text.starts_with(prefix) &&
                    sodium_hex2bin(key.data(), key.size(), text.data() + prefix.size(), 64, nullptr, &read, nullptr) == 0 && read == key.size();
  sodium_memzero(text.data(), text.size());
  if (!good) return key_error("the key file is not one line `safar-key-1 <64 hex digits>`");
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

Result<> make_key_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    if (errno == EEXIST) return {};
    return fail(ErrorCode::io, "the key file cannot be made", {}, "key_file", "Check that its folder is there and can be written.");
  }
  keys::Key key;
  randombytes_buf(key.data(), key.size());
  std::string text(prefix);
  text.resize(prefix.size() + 65);
  sodium_bin2hex(text.data() + prefix.size(), 65, key.data(), key.size());
  text.back() = '\n';
  const bool good = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  sodium_memzero(text.data(), text.size());
  sodium_memzero(key.data(), key.size());
  if (good) return {};
  ::unlink(path.c_str());
  return fail(ErrorCode::io, "the key file cannot be written", {}, "key_file", "Check the disk.");
}

}  // namespace store
}  // namespace safar::inline v0
