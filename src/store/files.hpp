#pragma once
/// \file
/// Files as names: moved to a name that is free, and their folder flushed.
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

/// 1-16 of A-Z 0-9 -
bool good_office(std::string_view s);

/// Gives the file the name `to` where nothing has it, in one step; else false, with errno (EEXIST: something has it).
bool move_to_free_name(const std::string& from, const std::string& to) noexcept;
/// Makes new names in the folder of `path` durable, as far as the file system can.
Result<> sync_folder_of(const std::string& path);

}  // namespace safar::inline v0::store
