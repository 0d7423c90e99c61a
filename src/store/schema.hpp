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

/// How far the .keys file beside this log knows it: written after that file's own mark, so never ahead of it.
inline constexpr const char* note_keys_settled = "INSERT OR REPLACE INTO recovery(name, value) VALUES('settled', ?)";

/// `corrupt` (reason `schema`) where the file has another table, index, view or trigger than was made, or lacks one: what stands beside our
/// rows could copy them, and what is not there would let rows stand twice.
Result<> check_schema(Database& db, std::string_view what);

/// `corrupt` where the file is empty, truncated, garbage or something else's; `newer` where a newer library made it, `unsupported`
/// where it is of form 1.
/// `what`: "register" or "key store", for the message.
Result<> check_ours(Database& db, const std::string& path, std::string_view what);

}  // namespace safar::inline v0::store
