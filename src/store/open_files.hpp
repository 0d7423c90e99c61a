#pragma once
/// \file
/// Descriptors of files that SQLite has open. By POSIX, a process that closes any descriptor of a file loses every lock that it has on
/// that file, those of SQLite's connections too, and then another process may write into what they read. So a descriptor of ours on such
/// a file is not closed while a connection of this process is open on it: it waits here, and is handed out again.
///
/// What falls is the process's, whichever register closes the descriptor. So this list is the process's too: the one thing in the library
/// that all registers share. SQLite keeps such a list of its own, for the same reason.
#include <sys/types.h>

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace safar::inline v0::store {

/// A file, whatever its names are.
using Inode = std::pair<dev_t, ino_t>;
/// Of what is at `path`, after links; nullopt: nothing, or nobody may ask.
std::optional<Inode> inode_of(const std::string& path);

class OpenFiles {
 public:
  static OpenFiles& of_this_process();

  /// To be called before SQLite opens the file, and after it has closed it.
  void sqlite_opens(const Inode& file);
  void sqlite_closed(const Inode& file);
  /// Has a connection of this process it open? Then it must not be opened and closed beside SQLite.
  bool in_use(const Inode& file);

  /// A descriptor of the file at `path`, which is no link; -1 with errno. It goes back by give_back() and is never closed otherwise.
  int take(const std::string& path, bool to_write);
  void give_back(int descriptor, bool to_write) noexcept;

  /// Whether a handle of this very process has the lease of the file.
  void lease_taken(const Inode& file, bool taken);
  bool leased_here(const Inode& file);

 private:
  struct Idle { int descriptor; bool to_write; pid_t of; };
  struct File { int connections = 0; pid_t leased_by = 0; std::vector<Idle> idle{}; };
  void close_idle(const Inode& file) noexcept;
  std::mutex mutex_{};
  std::map<Inode, File> files_{};
};

}  // namespace safar::inline v0::store
