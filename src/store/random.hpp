#pragma once
/// \file
/// Where nonces and keys of acts come from: the operating system, some hundreds of bytes a call.
#include <sodium.h>

#include <cstddef>
#include <cstring>
#include <functional>

#include "crypto.hpp"

namespace safar::inline v0::store {

class Random {
 public:
  /// For a test that compares bytes: draws from `source` from now on.
  void draw_from(std::function<void(unsigned char*, std::size_t)> source) { source_ = std::move(source), at_ = pool_.size(); }

  Nonce nonce() { return draw<Nonce>(); }
  Key key() { return draw<Key>(); }

 private:
  template <class T> T draw() {
    T out;
    if (pool_.size() - at_ < out.size()) {
      if (source_) source_(pool_.data(), pool_.size());
      else randombytes_buf(pool_.data(), pool_.size());
      at_ = 0;
    }
    std::memcpy(out.data(), pool_.data() + at_, out.size());
    sodium_memzero(pool_.data() + at_, out.size());
    at_ += out.size();
    return out;
  }
  std::array<unsigned char, 768> pool_{};
  std::size_t at_ = pool_.size();
  std::function<void(unsigned char*, std::size_t)> source_{};
};

}  // namespace safar::inline v0::store
