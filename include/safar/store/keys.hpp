#pragma once
/// \file
/// Where the first key comes from: a callback of the host, or a key file outside the register.
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <safar/base/result.hpp>

namespace safar::inline v0::keys {

using Key = std::array<std::uint8_t, 32>;

/// Gives the key-encrypting keys of a register. `unwrap` is called once an epoch, at open, with what `wrap_key` holds.
struct Source {
  std::function<Result<Key>(std::string_view id, std::string_view wrapped)> unwrap{};
  std::string first_id{};       ///< at create: stored as epoch 1
  std::string first_wrapped{};  ///< at create: what `unwrap` will be given again
  /// Key file: made at create if it is not there (mode 0600). Empty: unwrap is the host's own.
  std::string path{};
};

/// A key file: one line `safar-key-1 <64 hex digits>`. Whoever has it and the register reads everything: keep it elsewhere.
Source file(std::string path);

/// The host's own key store (an HSM, a vault, a passphrase prompt).
Source host(std::function<Result<Key>(std::string_view id, std::string_view wrapped)> unwrap, std::string first_id = {}, std::string first_wrapped = {});

}  // namespace safar::inline v0::keys
