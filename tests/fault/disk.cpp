#include "fault/disk.hpp"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "fault/vfs.hpp"

namespace fault {
namespace {

constexpr std::size_t sector = 512;
Disk* the_disk = nullptr;

bool real(const std::string& path) {
  struct stat s {};
  return ::stat(path.c_str(), &s) == 0;
}

void lay(std::string& content, const Disk::Change& c) {
  if (c.cuts_off) {
    content.resize(static_cast<std::size_t>(c.at));
    return;
  }
  const auto at = static_cast<std::size_t>(c.at);
  if (content.size() < at + c.bytes.size()) content.resize(at + c.bytes.size());
  std::memcpy(content.data() + at, c.bytes.data(), c.bytes.size());
}

}  // namespace

Disk* disk_in_use() { return the_disk; }

Disk::Disk(std::string folder) : folder_(std::move(folder)), below_(sqlite3_vfs_find(nullptr)) {
  vfs_ = make_vfs(*this, *below_);
  sqlite3_vfs_register(&vfs_, 1);
  the_disk = this;
  sqlite3_randomness(0, nullptr);  // the next one asks this disk, so that a run can be repeated
}

Disk::~Disk() {
  the_disk = nullptr;
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(below_, 1);
  sqlite3_randomness(0, nullptr);
}

void Disk::plan(const Fault& fault) {
  fault_ = fault;
  rng_.seed(fault.seed);
  changes_ = calls_ = 0;
  failed_ = false;
}

/// Files that the program itself has removed, and their journals.
void Disk::notice_removed() {
  for (auto& [name, entry] : names_) {
    const std::string of = name.ends_with("-wal") ? name.substr(0, name.size() - 4) : name.ends_with("-journal") ? name.substr(0, name.size() - 8) : name;
    if (entry.now() && !real(of)) entry.since.push_back(nullptr);
  }
}

void Disk::heal() {
  fault_.cut_at = fault_.error_at = 0;
  dead_ = false;
  notice_removed();
  show_all();
}

int Disk::ask(Op op, int error) {
  const std::scoped_lock lock(mutex_);
  if (paused_) return SQLITE_OK;
  if (dead_) return error;
  const bool changes = op == Op::write || op == Op::truncate || op == Op::sync || op == Op::remove || op == Op::open;
  if (changes && ++changes_ == fault_.cut_at) dead_ = true;  // the call itself may still leave a part of what it does
  if (!(fault_.ops >> static_cast<unsigned>(op) & 1)) return SQLITE_OK;
  ++calls_;
  if (fault_.error_at == 0 || (fault_.for_ever ? calls_ < fault_.error_at : calls_ != fault_.error_at)) return SQLITE_OK;
  failed_ = true;
  return fault_.full && op == Op::write ? SQLITE_FULL : error;
}

int Disk::open(const char* name, int flags, Handle& h) {
  const std::scoped_lock lock(mutex_);
  if (const int rc = ask(Op::open, SQLITE_CANTOPEN); rc != SQLITE_OK) return rc;
  if (dead_) return SQLITE_CANTOPEN;
  h.disk = this;
  if (!name) {
    h.node = std::make_shared<Inode>();
  } else {
    const bool main = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    Name& entry = names_[name];
    if (main && real(name) != (entry.now() != nullptr)) entry.since.push_back(entry.now() ? nullptr : std::make_shared<Inode>());  // made or removed beside SQLite
    if (!entry.now()) {
      if (!(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
      entry.since.push_back(std::make_shared<Inode>());
      h.new_journal = !main;
    }
    h.node = entry.now();
    if (main) show(name), show(std::string(name) + "-wal");
  }
  h.node->handles.push_back(&h);
  return SQLITE_OK;
}

int Disk::remove(const char* name, bool flush_folder) {
  const std::scoped_lock lock(mutex_);
  if (const int rc = ask(Op::remove, SQLITE_IOERR_DELETE); rc != SQLITE_OK) return rc;
  const auto it = names_.find(name);
  if (it == names_.end() || !it->second.now()) return SQLITE_IOERR_DELETE_NOENT;
  it->second.since.push_back(nullptr);
  if (dead_) return SQLITE_IOERR_DELETE;
  if (flush_folder) flush_names();
  return SQLITE_OK;
}

int Disk::access(const char* name, int* there) {
  const std::scoped_lock lock(mutex_);
  if (const int rc = ask(Op::access, SQLITE_IOERR_ACCESS); rc != SQLITE_OK) return rc;
  const auto it = names_.find(name);
  *there = it != names_.end() && it->second.now() && !it->second.now()->live.empty();
  return SQLITE_OK;
}

void Disk::change(Inode& node, Change c) {
  lay(node.live, c);
  node.pending.push_back(std::move(c));
}

int Disk::write(Handle& h, std::string_view bytes, std::int64_t at) {
  const std::scoped_lock lock(mutex_);
  const int rc = ask(Op::write, SQLITE_IOERR_WRITE);
  if (rc != SQLITE_OK && dead_) return rc;  // long without power
  if (rc != SQLITE_OK) bytes = bytes.substr(0, rng_() % (bytes.size() + 1));
  if (!bytes.empty()) change(*h.node, {at, std::string(bytes), false});
  return dead_ ? SQLITE_IOERR_WRITE : rc;
}

int Disk::truncate(Handle& h, std::int64_t size) {
  const std::scoped_lock lock(mutex_);
  if (const int rc = ask(Op::truncate, SQLITE_IOERR_TRUNCATE); rc != SQLITE_OK) return rc;
  if (size != static_cast<std::int64_t>(h.node->live.size())) change(*h.node, {size, {}, true});
  return dead_ ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

void Disk::flush(Inode& node) {
  for (const Change& c : node.pending) lay(node.durable, c);
  node.pending.clear();
}

int Disk::sync(Handle& h) {
  const std::scoped_lock lock(mutex_);
  if (const int rc = ask(Op::sync, SQLITE_IOERR_FSYNC); rc != SQLITE_OK) {
    if (!dead_ && fault_.flush_forgets)
      std::erase_if(h.node->pending, [&](const Change&) { return chance(50); });
    return rc;
  }
  if (dead_) return SQLITE_IOERR_FSYNC;
  if (paused_) return SQLITE_OK;  // a look of the test's own makes nothing safer
  if (honesty_ == Honesty::pretends) return SQLITE_OK;
  if (honesty_ == Honesty::flushes_a_part) std::erase_if(h.node->pending, [&](const Change&) { return chance(30); });
  flush(*h.node);
  if (h.new_journal) flush_names();
  h.new_journal = false;
  return SQLITE_OK;
}

void Disk::renamed(const std::string& from, const std::string& to) {
  const std::scoped_lock lock(mutex_);
  const auto it = names_.find(from);
  if (it == names_.end() || !it->second.now()) return;
  const Node node = it->second.now();
  it->second.since.push_back(nullptr);
  names_[to].since.push_back(node);
  renames_.emplace_back(from, to);
}

/// Each rename that was not flushed is there or is not, with both its names.
void Disk::settle_renames() {
  for (auto it = renames_.rbegin(); it != renames_.rend(); ++it) {
    const auto& [from, to] = *it;
    Name& before = names_[from];
    Name& after = names_[to];
    const Node node = after.now();
    if (!node) continue;  // removed since
    after.since.clear();
    before.since.clear();
    if (chance(50)) {
      before.durable = nullptr;
      after.durable = node;
    } else {
      before.durable = node;
      after.durable = nullptr;
      (void)::rename(to.c_str(), from.c_str());
    }
  }
  renames_.clear();
}

void Disk::flush_names() {
  renames_.clear();
  for (auto it = names_.begin(); it != names_.end();) {
    if (!it->second.since.empty()) it->second.durable = it->second.now();
    it->second.since.clear();
    it = it->second.durable ? std::next(it) : names_.erase(it);
  }
}

int Disk::folder_sync(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  if (path != folder_) return 0;
  if (ask(Op::sync, SQLITE_IOERR_DIR_FSYNC) != SQLITE_OK || dead_) return -1;
  if (honesty_ != Honesty::pretends) {
    notice_removed();
    flush_names();
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) kept_beside_.insert(entry.path().string());
  }
  return 0;
}

int Disk::beside_sync(int fd) {
  const std::scoped_lock lock(mutex_);
  struct stat s {};
  if (::fstat(fd, &s) != 0) return 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    struct stat of {};
    if (::stat(entry.path().c_str(), &of) != 0 || of.st_ino != s.st_ino || of.st_dev != s.st_dev) continue;
    if (ask(Op::sync, SQLITE_IOERR_FSYNC) != SQLITE_OK || dead_) return -1;
    if (honesty_ != Honesty::pretends) flushed_beside_.insert(entry.path().string());
  }
  return 0;
}

/// Of the files that SQLite does not know those whose name or content was not flushed.
void Disk::forget_beside() {
  std::set<std::string> there;  // in an order that can be had again
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) there.insert(entry.path().string());
  for (const auto& path : there) {
    if (names_.contains(path)) continue;
    if (!kept_beside_.contains(path) && chance(50)) ::unlink(path.c_str());
    else if (!flushed_beside_.contains(path) && chance(50)) (void)!::truncate(path.c_str(), 0);
  }
}

/// Of the unflushed changes nothing, all, the first ones, some, or some sectors of some, with rubbish in the holes.
std::string Disk::survivor(const Inode& node) {
  std::string content = node.durable;
  const auto mode = rng_() % 5;
  const std::size_t first = node.pending.empty() ? 0 : rng_() % (node.pending.size() + 1);
  const auto keep = static_cast<unsigned>(10 + rng_() % 81);
  for (std::size_t k = 0; k < node.pending.size(); ++k) {
    const Change& c = node.pending[k];
    if (mode == 0 || (mode == 2 && k >= first) || (mode >= 3 && !chance(keep))) continue;
    if (c.cuts_off || mode != 4) {
      const std::size_t before = content.size();
      lay(content, c);
      if (!c.cuts_off && mode >= 3)
        for (std::size_t i = before; i < static_cast<std::size_t>(c.at); ++i) content[i] = static_cast<char>(rng_());
      continue;
    }
    for (std::size_t at = static_cast<std::size_t>(c.at), end = at + c.bytes.size(); at < end;) {
      const std::size_t next = std::min(end, (at / sector + 1) * sector);
      if (chance(70)) lay(content, {static_cast<std::int64_t>(at), c.bytes.substr(at - static_cast<std::size_t>(c.at), next - at), false});
      at = next;
    }
  }
  return content;
}

void Disk::reboot() {
  const std::scoped_lock lock(mutex_);
  notice_removed();
  settle_renames();
  forget_beside();
  for (auto it = names_.begin(); it != names_.end();) {
    Name& entry = it->second;
    const std::size_t last = entry.since.empty() ? 0 : rng_() % (entry.since.size() + 1);
    const Node stays = last == 0 ? entry.durable : entry.since[last - 1];
    const std::string gone = it->first;
    if (stays) {
      const auto fresh = std::make_shared<Inode>();
      fresh->live = fresh->durable = survivor(*stays);
      entry = {fresh, {}};
      ++it;
    } else {
      it = names_.erase(it);
      ::unlink(gone.c_str());
    }
  }
  for (const auto& [name, entry] : names_)
    if (!name.ends_with("-wal") && !name.ends_with("-journal")) show(name);
  heal();
}

int Disk::find(const std::vector<std::string>& needles) const {
  for (const auto& [name, entry] : names_) {
    std::vector<Node> nodes = entry.since;
    nodes.push_back(entry.durable);
    for (const Node& node : nodes) {
      if (!node) continue;
      for (std::size_t k = 0; k < needles.size(); ++k)
        if (node->live.find(needles[k]) != std::string::npos || node->durable.find(needles[k]) != std::string::npos) return static_cast<int>(k);
    }
  }
  return -1;
}

void Disk::remove_durably(const std::string& path) {
  names_.erase(path);
  ::unlink(path.c_str());
}

void Disk::show(const std::string& name) {
  const auto it = names_.find(name);
  const Node node = it == names_.end() ? nullptr : it->second.now();
  if (!node) {
    ::unlink(name.c_str());
    return;
  }
  const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  [[maybe_unused]] const int done = ::ftruncate(fd, static_cast<off_t>(node->live.size()));
  ::close(fd);
}

void Disk::show_all() {
  for (const auto& [name, entry] : names_)
    if (!name.ends_with("-wal") && !name.ends_with("-journal")) show(name);
}

void Disk::random(char* out, std::size_t n) {
  const std::scoped_lock lock(mutex_);
  for (std::size_t k = 0; k < n; ++k) out[k] = static_cast<char>(rng_());
}

}  // namespace fault

/// The library gives new files their names itself.
extern "C" int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  fault::Disk* disk = fault::disk_in_use();
  if (disk && disk->dead()) {
    errno = EIO;
    return -1;
  }
  const int rc = static_cast<int>(::syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
  if (disk && rc == 0) disk->renamed(from, to);
  return rc;
}

/// The library flushes folders and the key file itself: here this disk hears of it. All else goes to the system.
extern "C" int fsync(int fd) {
  if (fault::Disk* disk = fault::disk_in_use()) {
    struct stat s {}, of {};
    if (::fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && disk->beside_sync(fd) != 0) {
      errno = EIO;
      return -1;
    }
    if (::fstat(fd, &s) == 0 && S_ISDIR(s.st_mode) && ::stat(disk->folder().c_str(), &of) == 0 && s.st_ino == of.st_ino && s.st_dev == of.st_dev) {
      if (disk->folder_sync(disk->folder()) == 0) return 0;
      errno = EIO;
      return -1;
    }
  }
  return static_cast<int>(::syscall(SYS_fsync, fd));
}
