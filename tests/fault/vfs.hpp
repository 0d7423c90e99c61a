#pragma once
/// \file
/// The face that a Disk shows to SQLite.
#include <sqlite3.h>

namespace fault {

class Disk;

/// A VFS of this disk; time comes from `below`. It must not outlive the disk.
sqlite3_vfs make_vfs(Disk& disk, sqlite3_vfs& below);
/// The disk that lives now, or null.
Disk* disk_in_use();

}  // namespace fault
