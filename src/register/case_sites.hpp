#pragma once
// Where each case was opened: what an earmark on a site asks, once for every payment.
#include <cstddef>
#include <string>
#include <unordered_map>

#include <safar/base/id.hpp>
#include <safar/base/known.hpp>
#include <safar/base/result.hpp>
#include <safar/model/text_list.hpp>
#include <safar/register.hpp>

namespace safar::inline v0 {

class CaseSites {
 public:
  /// The site of a case; unknown where nobody said it. A case's site is said once, when it begins, so what is known here stays true.
  /// O(1) but for rows of the counted columns that came since the last question; only for a case that is new the log is waited for.
  Result<Known<std::string>> of(Register::Impl& home, const Id& case_id);

 private:
  std::size_t seen_ = 0;                                          // rows of the counted columns
  std::unordered_map<Id, std::uint32_t, IdHash> site_{};          // its number among the words
  TextList words_{};
};

}  // namespace safar::inline v0
