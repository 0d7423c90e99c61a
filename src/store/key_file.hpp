#pragma once
/// \file
/// Making the key file of keys::file.
#include <string>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

/// Makes a key file with a random key, mode 0600, durable before it returns; does nothing where there is one.
Result<> make_key_file(const std::string& path);

}  // namespace safar::inline v0::store
