#pragma once
/// \file
/// Names: one register has one path, and what lies beside it under its name is its own.
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

/// The path without links: of the file that is there, else of its folder and the name that it shall have. Refuses what is no path.
Result<std::string> resolved(const std::string& path);
/// `linked`, where the file has a second name or is mounted by itself: by that name it would have another -wal.
Result<> one_name(const std::string& path, std::string_view what);
/// What is at `path + end` must be a file of our own: no link, no second name, no device, nobody else's.
Result<> plain_beside(const std::string& path, const char* end);
/// The same of all that SQLite and we keep beside a register.
Result<> all_plain_beside(const std::string& path);
/// A key file may be none of the register's own files, nor have a name that one of them could have.
Result<> check_key_path(const std::string& key, const std::string& path);

}  // namespace safar::inline v0::store
