#pragma once
/// \file
/// Kernels: what the library can do without a register, as columns in and columns out. They run wherever Arrow goes, in a DuckDB
/// function or a Spark partition as well as here.
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include <safar/base/describe.hpp>
#include <safar/base/result.hpp>

struct ArrowArrayStream;

namespace safar::inline v0 {

/// Called now and then by long work; false cancels.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// One kernel that there is. The types are records: members of the configuration, columns in, columns out.
struct KernelInfo {
  std::string_view name{}, doc{};
  const TypeInfo& (*config)() = nullptr;
  const TypeInfo& (*input)() = nullptr;
  const TypeInfo& (*output)() = nullptr;
};

/// All of them, by name.
std::span<const KernelInfo> kernels();
const KernelInfo* find_kernel(std::string_view name);  ///< nullptr: none

/// A kernel with its configuration: immutable, any number of threads may run it at once.
class Kernel {
 public:
  /// `config` is JSON, "" for `{}`; `describe("schema:kernel:<name>")` has its members. Errors: unknown_code (no such kernel), lint (a document in it
  /// cannot be loaded), and those of from_json.
  static Result<Kernel> create(std::string_view name, std::string_view config);

  /// Takes `in` over (it is released, whatever the outcome) and gives a stream that works as it is asked for batches; `out` is written on
  /// success only. A row that cannot be taken is a row of the output that says so, never a failure. What is wrong with the input as a whole
  /// fails here as far as its beginning shows it, else in the stream, whose last error is then the message. The stream needs neither the
  /// kernel nor this thread. `progress` is called by whatever thread asks for batches, until the stream is released; `false` ends the
  /// stream with ECANCELED. Its total is 0 where nobody knows.
  /// Errors: invalid_argument, wrong_type, io of the input; cancelled.
  Result<> run(ArrowArrayStream* in, ArrowArrayStream* out, const Progress& progress = {}) const;

  [[nodiscard]] const KernelInfo& info() const { return *info_; }

  struct Work;  // internal

 private:
  Kernel(const KernelInfo& info, std::shared_ptr<const Work> work) : info_(&info), work_(std::move(work)) {}
  const KernelInfo* info_;
  std::shared_ptr<const Work> work_;
};

}  // namespace safar::inline v0
