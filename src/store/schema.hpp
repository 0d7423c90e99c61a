#pragma once
/// \file
/// The tables of both files (docs/storage.md), and how a file is told to be one of ours.
#include "sqlite.hpp"

namespace safar::inline v0::store {

/// Makes the tables in a new, empty file, in one transaction.
Result<> create_log_tables(Database& db);
Result<> create_key_tables(Database& db);

/// When this copy was taken, microseconds UTC; 0: this is no snapshot.
inline constexpr const char* snapshot_taken = "SELECT value FROM recovery WHERE name = 'snapshot'";

/// `corrupt` where the file is empty, truncated, garbage or something else's; `newer` where a newer library made it.
/// `what`: "register" or "key store", for the message.
Result<> check_ours(Database& db, const std::string& path, std::string_view what);

}  // namespace safar::inline v0::store
