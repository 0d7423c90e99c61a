#pragma once
/// \file
/// A disk in memory that forgets: a SQLite VFS whose writes are volatile until the file is flushed, whose directory entries are
/// volatile until the folder is, that loses its power at the n-th call, and that answers errors where it is told to.
///
/// While a Disk lives it is SQLite's default VFS, so that the code under test does not know it. What a program reads without
/// SQLite (a stat of the register's size) finds sparse files of the same names and sizes; what else is on the real disk (the key
/// file, the lease) survives a power cut for sure only where it and then its folder were flushed. Any thread may call it.
#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fault {

enum class Op : unsigned { open, read, write, truncate, sync, remove, size, access, lock, shm };
inline constexpr unsigned every_op = (1u << 10) - 1;
constexpr unsigned only(Op op) { return 1u << static_cast<unsigned>(op); }

/// What goes wrong, and when. Calls are counted from 1; 0: never.
struct Fault {
  std::int64_t cut_at = 0;         ///< power goes at this call among those that change or flush something
  std::int64_t error_at = 0;       ///< this call among those of `ops` fails
  unsigned ops = every_op;
  bool for_ever = false;           ///< and all of `ops` after it
  bool full = false;               ///< writes say that the disk is full
  bool flush_forgets = false;      ///< a flush that failed has dropped what it should have written (and the next one says ok)
  std::uint64_t seed = 1;          ///< what of the unflushed survives a cut; how much of a failed write is there
};

/// Flushes that are not honest: the controls.
enum class Honesty { flushes, pretends, flushes_a_part };

class Disk {
 public:
  /// `folder` is a real folder; files outside of it are not this disk's business.
  explicit Disk(std::string folder);
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk();

  void plan(const Fault& fault);
  void set_honesty(Honesty h) { honesty_ = h; }
  [[nodiscard]] bool dead() const { return dead_; }      ///< the power is gone: every call fails
  [[nodiscard]] bool failed() const { return failed_; }  ///< an error was answered
  [[nodiscard]] std::int64_t changes() const { return changes_; }
  [[nodiscard]] std::int64_t calls() const { return calls_; }  ///< of the planned ops

  /// Cuts the power now, where it is still there.
  void cut() { dead_ = true; }
  /// Power again: what was flushed, and of the rest what the seed says. No file may be open. Faults are over.
  void reboot();
  /// No more faults, nothing lost: the error went away, or the process ended but not the machine.
  void heal();
  /// Is any of these byte strings in a file, in what it shows or in what would survive? Its number, or -1.
  [[nodiscard]] int find(const std::vector<std::string>& needles) const;
  /// Removes a file as somebody with a shell would, durably.
  void remove_durably(const std::string& path);

  /// Within its life nothing is counted and nothing fails: for the test's own looks.
  class Pause {
   public:
    explicit Pause(Disk& d) : disk_(d), was_(d.paused_) { d.paused_ = true; }
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;
    ~Pause() { disk_.paused_ = was_; }

   private:
    Disk& disk_;
    bool was_;
  };

  // --- for the VFS ---
  struct Handle;
  struct Change { std::int64_t at = 0; std::string bytes{}; bool cuts_off = false; };  ///< a write, or a new size
  struct Inode {
    std::string live{}, durable{};
    std::vector<Change> pending{};
    std::vector<Handle*> handles{};
    std::vector<std::unique_ptr<char[]>> shared_memory{};
  };
  using Node = std::shared_ptr<Inode>;
  struct Name { Node durable{}; std::vector<Node> since{}; [[nodiscard]] const Node& now() const { return since.empty() ? durable : since.back(); } };

  /// SQLITE_OK, or the error to answer instead of doing it.
  int ask(Op op, int error);
  int open(const char* name, int flags, Handle& out);
  int remove(const char* name, bool flush_folder);
  int access(const char* name, int* there);
  int write(Handle& h, std::string_view bytes, std::int64_t at);
  int truncate(Handle& h, std::int64_t size);
  int sync(Handle& h);
  int folder_sync(const std::string& path);
  /// A rename inside the folder: whole or not at all, and volatile until the folder is flushed.
  void renamed(const std::string& from, const std::string& to);
  int beside_sync(int fd);  ///< a file of the folder that SQLite does not know was flushed
  [[nodiscard]] std::recursive_mutex& mutex() { return mutex_; }
  void random(char* out, std::size_t n);
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  void change(Inode& node, Change c);
  void flush(Inode& node);
  void flush_names();
  void settle_renames();
  void notice_removed();
  void forget_beside();
  std::string survivor(const Inode& node);
  void show(const std::string& name);
  void show_all();
  bool chance(unsigned percent) { return rng_() % 100 < percent; }

  std::recursive_mutex mutex_{};
  std::string folder_;
  std::set<std::string> flushed_beside_{}, kept_beside_{};  ///< contents, names
  Fault fault_{};
  Honesty honesty_ = Honesty::flushes;
  std::mt19937_64 rng_{1};
  std::int64_t changes_ = 0, calls_ = 0;
  bool dead_ = false, failed_ = false, paused_ = false;
  std::map<std::string, Name> names_{};
  std::vector<std::pair<std::string, std::string>> renames_{};  ///< since the folder was flushed
  sqlite3_vfs* below_ = nullptr;
  sqlite3_vfs vfs_{};
};

struct Disk::Handle {
  Disk* disk = nullptr;
  Node node{};
  bool new_journal = false;  ///< its first flush flushes the folder too, as SQLite's own VFS for Unix does
  bool mapped = false;
  int lock = 0;
  unsigned shared = 0, exclusive = 0;  ///< slots of the shared memory
};

}  // namespace fault
