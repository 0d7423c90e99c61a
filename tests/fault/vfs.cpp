#include "fault/vfs.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <thread>

#include "fault/disk.hpp"

namespace fault {
namespace {

struct File {
  sqlite3_file base;
  Disk::Handle* handle;
};

Disk::Handle& of(sqlite3_file* f) { return *reinterpret_cast<File*>(f)->handle; }
std::scoped_lock<std::recursive_mutex> held(sqlite3_file* f) { return std::scoped_lock(of(f).disk->mutex()); }
Disk& disk_of(sqlite3_vfs* v) { return *static_cast<Disk*>(v->pAppData); }

int x_close(sqlite3_file* f) {
  Disk::Handle* h = &of(f);
  const auto lock = held(f);
  std::erase(h->node->handles, h);
  delete h;
  f->pMethods = nullptr;
  return SQLITE_OK;
}

int x_read(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  const auto lock = held(f);
  auto& h = of(f);
  if (const int rc = h.disk->ask(Op::read, SQLITE_IOERR_READ); rc != SQLITE_OK) return rc;
  const std::string& bytes = h.node->live;
  const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
  const std::size_t there = std::min(static_cast<std::size_t>(n), bytes.size() - from);
  std::memcpy(out, bytes.data() + from, there);
  if (there == static_cast<std::size_t>(n)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(n) - there);
  return SQLITE_IOERR_SHORT_READ;
}

int x_write(sqlite3_file* f, const void* bytes, int n, sqlite3_int64 at) {
  return of(f).disk->write(of(f), {static_cast<const char*>(bytes), static_cast<std::size_t>(n)}, at);
}
int x_truncate(sqlite3_file* f, sqlite3_int64 size) { return of(f).disk->truncate(of(f), size); }
int x_sync(sqlite3_file* f, int) { return of(f).disk->sync(of(f)); }
int x_size(sqlite3_file* f, sqlite3_int64* size) {
  const auto lock = held(f);
  auto& h = of(f);
  if (const int rc = h.disk->ask(Op::size, SQLITE_IOERR_FSTAT); rc != SQLITE_OK) return rc;
  *size = static_cast<sqlite3_int64>(h.node->live.size());
  return SQLITE_OK;
}

/// The highest lock that somebody else holds.
int others(const Disk::Handle& h) {
  int most = SQLITE_LOCK_NONE;
  for (const auto* o : h.node->handles)
    if (o != &h) most = std::max(most, o->lock);
  return most;
}

int x_lock(sqlite3_file* f, int level) {
  const auto lock = held(f);
  auto& h = of(f);
  if (const int rc = h.disk->ask(Op::lock, SQLITE_IOERR_LOCK); rc != SQLITE_OK) return rc;
  if (h.lock >= level) return SQLITE_OK;
  const int other = others(h);
  if (level == SQLITE_LOCK_SHARED && other >= SQLITE_LOCK_PENDING) return SQLITE_BUSY;
  if (level >= SQLITE_LOCK_RESERVED && other >= SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && other >= SQLITE_LOCK_SHARED) {
    h.lock = SQLITE_LOCK_PENDING;
    return SQLITE_BUSY;
  }
  h.lock = level;
  return SQLITE_OK;
}
int x_unlock(sqlite3_file* f, int level) {
  const auto lock = held(f);
  of(f).lock = std::min(of(f).lock, level);
  return SQLITE_OK;
}
int x_reserved(sqlite3_file* f, int* out) {
  const auto lock = held(f);
  auto& h = of(f);
  if (const int rc = h.disk->ask(Op::lock, SQLITE_IOERR_CHECKRESERVEDLOCK); rc != SQLITE_OK) return rc;
  *out = std::max(h.lock, others(h)) >= SQLITE_LOCK_RESERVED;
  return SQLITE_OK;
}
int x_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int x_sector(sqlite3_file*) { return 4096; }
int x_traits(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }  // as SQLite's own VFS for Unix says

int x_shm_map(sqlite3_file* f, int region, int size, int extend, void volatile** out) {
  const auto lock = held(f);
  auto& h = of(f);
  *out = nullptr;
  if (const int rc = h.disk->ask(Op::shm, SQLITE_IOERR_SHMMAP); rc != SQLITE_OK) return rc;
  h.mapped = true;
  auto& memory = h.node->shared_memory;
  const auto want = static_cast<std::size_t>(region);
  while (memory.size() <= want) {
    if (!extend) return SQLITE_OK;
    memory.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  }
  *out = memory[want].get();
  return SQLITE_OK;
}

int x_shm_lock(sqlite3_file* f, int first, int n, int flags) {
  const auto lock = held(f);
  auto& h = of(f);
  const unsigned slots = ((1u << n) - 1) << first;
  if (flags & SQLITE_SHM_UNLOCK) {
    h.shared &= ~slots;
    h.exclusive &= ~slots;
    return SQLITE_OK;
  }
  if (const int rc = h.disk->ask(Op::shm, SQLITE_IOERR_SHMLOCK); rc != SQLITE_OK) return rc;
  for (const auto* o : h.node->handles)
    if (o != &h && (slots & (o->exclusive | (flags & SQLITE_SHM_EXCLUSIVE ? o->shared : 0)))) return SQLITE_BUSY;
  (flags & SQLITE_SHM_EXCLUSIVE ? h.exclusive : h.shared) |= slots;
  return SQLITE_OK;
}
void x_shm_barrier(sqlite3_file* f) {
  const auto lock = held(f);
  std::atomic_thread_fence(std::memory_order_seq_cst);
}
int x_shm_unmap(sqlite3_file* f, int) {
  const auto lock = held(f);
  auto& h = of(f);
  h.mapped = false;
  h.shared = h.exclusive = 0;
  const auto& all = h.node->handles;
  if (std::none_of(all.begin(), all.end(), [](const auto* o) { return o->mapped; })) h.node->shared_memory.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {
    2, x_close, x_read, x_write, x_truncate, x_sync, x_size, x_lock, x_unlock, x_reserved, x_control, x_sector, x_traits,
    x_shm_map, x_shm_lock, x_shm_barrier, x_shm_unmap, nullptr, nullptr};

int v_open(sqlite3_vfs* v, const char* name, sqlite3_file* f, int flags, int* out) {
  f->pMethods = nullptr;
  auto h = std::make_unique<Disk::Handle>();
  if (const int rc = disk_of(v).open(name, flags, *h); rc != SQLITE_OK) return rc;
  reinterpret_cast<File*>(f)->handle = h.release();
  f->pMethods = &methods;
  if (out) *out = flags;
  return SQLITE_OK;
}
int v_delete(sqlite3_vfs* v, const char* name, int flush_folder) { return disk_of(v).remove(name, flush_folder != 0); }
int v_access(sqlite3_vfs* v, const char* name, int, int* out) { return disk_of(v).access(name, out); }
int v_full_name(sqlite3_vfs*, const char* name, int n, char* out) {
  sqlite3_snprintf(n, out, "%s", name);
  return SQLITE_OK;
}
int v_random(sqlite3_vfs* v, int n, char* out) {
  disk_of(v).random(out, static_cast<std::size_t>(n));
  return n;
}
int v_sleep(sqlite3_vfs*, int microseconds) {  // a moment for another thread; nobody else would do anything meanwhile
  std::this_thread::sleep_for(std::chrono::microseconds(std::min(microseconds, 200)));
  return microseconds;
}
int v_time(sqlite3_vfs*, double* out) {
  *out = 2458450.5;
  return SQLITE_OK;
}
int v_last_error(sqlite3_vfs*, int, char*) { return 0; }
int v_time64(sqlite3_vfs*, sqlite3_int64* out) {
  *out = sqlite3_int64{24584505} * 8640000;
  return SQLITE_OK;
}

}  // namespace

sqlite3_vfs make_vfs(Disk& disk, sqlite3_vfs& below) {
  sqlite3_vfs v{};
  v.iVersion = 2;
  v.szOsFile = sizeof(File);
  v.mxPathname = below.mxPathname;
  v.zName = "forgetful";
  v.pAppData = &disk;
  v.xOpen = v_open;
  v.xDelete = v_delete;
  v.xAccess = v_access;
  v.xFullPathname = v_full_name;
  v.xRandomness = v_random;
  v.xSleep = v_sleep;
  v.xCurrentTime = v_time;
  v.xGetLastError = v_last_error;
  v.xCurrentTimeInt64 = v_time64;
  return v;
}

}  // namespace fault
