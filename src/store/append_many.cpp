#include "log_impl.hpp"

namespace safar::inline v0::store {

Result<std::vector<Result<ActOut>>> LogImpl::append_many(std::span<const ActIn> acts, unsigned, Give) {
  if (auto r = enter_writing(); !r) return std::move(r).error();
  std::vector<Result<ActOut>> out;
  for (const ActIn& act : acts) {
    out.push_back(append(act));
    if (poison_) return *poison_;
  }
  return out;
}

}  // namespace safar::inline v0::store
