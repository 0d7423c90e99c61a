// The table of kernels.
#include <algorithm>
#include <string>
#include <vector>

#include "base/nearest.hpp"
#include "kernel/work.hpp"

namespace safar::inline v0 {
namespace {

constexpr kernel::Make makers[] = {kernel::make_csv, kernel::make_sheets};  // in the order of kernels()

}  // namespace

std::span<const KernelInfo> kernels() {
  static const KernelInfo all[] = {kernel::csv, kernel::sheets};
  static_assert(std::size(all) == std::size(makers));
  return all;
}

const KernelInfo* find_kernel(std::string_view name) {
  const auto all = kernels();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& k) { return k.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Result<Kernel> Kernel::create(std::string_view name, std::string_view config) {
  const KernelInfo* info = find_kernel(name);
  if (!info) {
    std::vector<std::string_view> names;
    for (const auto& k : kernels()) names.push_back(k.name);
    const std::string_view near = typed::nearest(name, names);
    return fail(ErrorCode::unknown_code, "There is no such kernel" + (near.empty() ? std::string(".") : ": did you mean " + std::string(near) + "?"), "", "no_such_kernel", "See describe(\"kernels\").");
  }
  auto work = makers[info - kernels().data()](config.empty() ? "{}" : config);
  if (!work) return std::move(work).error();
  return Kernel(*info, *std::move(work));
}

Result<> Kernel::run(ArrowArrayStream* in, ArrowArrayStream* out, const Progress& progress) const {
  auto taken = ArrowStreamIn::open(in);
  if (!taken) return std::move(taken).error();
  if (!out) return fail(ErrorCode::invalid_argument, "there is no place for the stream of results; give one");
  return work_->run(*std::move(taken), out, progress);
}

}  // namespace safar::inline v0
