/// \file
/// Opening and closing a register.
#include <safar/c/register.h>

#include "boundary.hpp"
#include "handles.hpp"

using namespace safar;

safar_status safar_open(const char* path, size_t n, const safar_options* o, safar_register** out, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    auto name = c::path_of(path, n);
    if (!name) return std::move(name).error();
    if (out == nullptr) return c::missing("out");
    auto opened = Register::open(*name, o == nullptr ? RegisterOptions{} : o->data);
    if (!opened) return std::move(opened).error();
    *out = new safar_register{*std::move(opened)};
    return {};
  });
}

safar_status safar_close(safar_register* r, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (r == nullptr) return {};
    if (auto closed = r->reg.close(); !closed) return closed;
    delete r;
    return {};
  });
}
