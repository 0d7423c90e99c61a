/// \file
/// Opening and closing a register.
#include <safar/c/register.h>

#include "boundary.hpp"
#include "handles.hpp"

using namespace safar;

safar_status safar_open(const char* path, size_t n, const safar_options* o, safar_register** out, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (!c::text_ok(path, n)) return c::missing("path");
    if (out == nullptr) return c::missing("out");
    const std::string_view name = c::view(path, n);
    if (name.empty()) return fail(ErrorCode::invalid_argument, "the path is empty: name the file of the register", {}, "path");
    if (name.find('\0') != std::string_view::npos) return fail(ErrorCode::invalid_argument, "the path has a NUL inside: name a file", {}, "path");
    auto opened = Register::open(std::string(name), o == nullptr ? RegisterOptions{} : o->data);
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
