#pragma once
/// \file
/// The two files of a register as files: made empty, removed, and their folder flushed.
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

/// 1-16 of A-Z 0-9 -
bool good_office(std::string_view s);

/// Makes `path` and `path.keys`, empty and for their owner only; `exists` where one of them is there, and then neither is made.
Result<> make_both(const std::string& path);
/// Removes both and what SQLite keeps beside them.
void remove_both(const std::string& path) noexcept;
/// Makes new names in the folder of `path` durable, as far as the file system can.
Result<> sync_folder_of(const std::string& path);

}  // namespace safar::inline v0::store
