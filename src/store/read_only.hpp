#pragma once
/// \file
/// Reading where nothing can be written: a medium, a mount or a folder without the right to.
#include <string>

#include <safar/base/result.hpp>

#include "lease.hpp"
#include "sqlite.hpp"

namespace safar::inline v0::store {

/// How the two files of the register at `path` are to be opened. SQLite needs a -shm beside a file to see what a writer does, and makes one.
/// Where none can be made, and none is there, nobody has the register open; it is then read as it lies, and `lease` keeps writers out as
/// long as it is. `wal_left`: acts lie in a -wal that cannot be read there.
Result<Access> reading_access(const std::string& path, Lease& lease, bool read_only);

}  // namespace safar::inline v0::store
