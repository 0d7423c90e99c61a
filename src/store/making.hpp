#pragma once
/// \file
/// A register in the making: two files under names that nobody takes for a register, which get their own names when they are whole and
/// durable. Whoever is killed on the way leaves nothing under those names but, between the two renames, a `.keys` file; the name of the
/// other file then holds its hash, so that the next one who makes a register there knows it, and clears away both.
#include <string>

#include <safar/base/result.hpp>

namespace safar::inline v0::store {

class Making {
 public:
  Making() = default;
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;
  /// Removes what was not given its name.
  ~Making();

  /// Clears away what dead ones left for this name, and makes two empty files for their owner only. `exists`, where one of the names is taken.
  Result<> begin(const std::string& path);
  /// Where the register is made, `.keys` beside it.
  [[nodiscard]] const std::string& path() const noexcept { return at_; }
  /// Both are closed, whole and flushed: they get their names, one durably after the other. Replaces nothing.
  Result<> publish();

 private:
  Result<> make_files();
  Result<> check_free() const;

  std::string to_{}, at_{};
  int lock_ = -1;  ///< held while this process makes it: who finds it free may take it away
};

}  // namespace safar::inline v0::store
