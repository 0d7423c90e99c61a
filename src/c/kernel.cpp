/// \file
/// Kernels. The callbacks of their streams are base's, which lets no exception out of them.
#include <safar/c/kernel.h>

#include <safar/kernel.hpp>

#include "boundary.hpp"

struct safar_kernel {
  safar::Kernel kernel;
};

using namespace safar;

safar_status safar_kernel_create(const char* name, size_t nn, const char* config, size_t n, safar_kernel** out, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (!c::text_ok(name, nn)) return c::missing("name");
    if (!c::text_ok(config, n)) return c::missing("config");
    if (out == nullptr) return c::missing("out");
    auto kernel = Kernel::create(c::view(name, nn), c::view(config, n));
    if (!kernel) return std::move(kernel).error();
    *out = new safar_kernel{*std::move(kernel)};
    return {};
  });
}

safar_status safar_kernel_run(const safar_kernel* k, ArrowArrayStream* in, ArrowArrayStream* out, safar_progress p, void* user, safar_error** e) {
  const safar_status status = c::guarded(e, [&]() -> Result<> {
    if (k == nullptr) return c::missing("kernel");
    if (in == nullptr) return c::missing("in");
    if (out == nullptr) return c::missing("out");
    Progress progress;
    if (p != nullptr) progress = [p, user](std::uint64_t done, std::uint64_t total) { return p(done, total, user) == 0; };
    ArrowArrayStream stream{};
    if (auto r = k->kernel.run(in, &stream, progress); !r) return r;
    *out = stream;
    return {};
  });
  if (in != nullptr && in->release != nullptr) in->release(in);  // taken over, whatever the outcome
  return status;
}

void safar_kernel_free(safar_kernel* k) { delete k; }
