#pragma once
/// \file
/// What a kernel is inside: a configured piece of work, made by a function of the table.
#include <memory>
#include <string_view>

#include <safar/base/arrow_read.hpp>
#include <safar/kernel.hpp>

namespace safar::inline v0 {

/// Const, and used by many threads: what a run changes lives in its stream.
struct Kernel::Work {
  Work() = default;
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  virtual ~Work() = default;
  virtual Result<> run(ArrowStreamIn in, ArrowArrayStream* out, const Progress& progress) const = 0;
};

namespace kernel {

using Make = Result<std::shared_ptr<const Kernel::Work>> (*)(std::string_view config);

extern const KernelInfo csv;
Result<std::shared_ptr<const Kernel::Work>> make_csv(std::string_view config);
extern const KernelInfo sheets;
Result<std::shared_ptr<const Kernel::Work>> make_sheets(std::string_view config);

}  // namespace kernel
}  // namespace safar::inline v0
