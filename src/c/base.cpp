/// \file
/// Status codes, errors, buffers, versions, describe.
#include "boundary.hpp"

#include <memory>

#include <safar/register.hpp>

// One list of codes in two languages.
#define SAFAR_SAME(NAME, name) static_assert(SAFAR_##NAME == static_cast<safar_status>(safar::ErrorCode::name))
SAFAR_SAME(OK, ok);
SAFAR_SAME(E_INVALID_ARGUMENT, invalid_argument);
SAFAR_SAME(E_NO_MEMORY, no_memory);
SAFAR_SAME(E_INTERNAL, internal);
SAFAR_SAME(E_CANCELLED, cancelled);
SAFAR_SAME(E_UNSUPPORTED, unsupported);
SAFAR_SAME(E_PARSE, parse);
SAFAR_SAME(E_OUT_OF_RANGE, out_of_range);
SAFAR_SAME(E_UNKNOWN_MEMBER, unknown_member);
SAFAR_SAME(E_MISSING_MEMBER, missing_member);
SAFAR_SAME(E_DUPLICATE_MEMBER, duplicate_member);
SAFAR_SAME(E_WRONG_TYPE, wrong_type);
SAFAR_SAME(E_TOO_DEEP, too_deep);
SAFAR_SAME(E_TOO_LARGE, too_large);
SAFAR_SAME(E_ENCODING, encoding);
SAFAR_SAME(E_UNKNOWN_CODE, unknown_code);
SAFAR_SAME(E_REFUSED, refused);
SAFAR_SAME(E_NEEDS, needs);
SAFAR_SAME(E_NOT_PERMITTED, not_permitted);
SAFAR_SAME(E_STALE, stale);
SAFAR_SAME(E_EXPECTATION, expectation);
SAFAR_SAME(E_REQUEST_REUSED, request_reused);
SAFAR_SAME(E_NOT_FOUND, not_found);
SAFAR_SAME(E_EXISTS, exists);
SAFAR_SAME(E_LINT, lint);
SAFAR_SAME(E_IO, io);
SAFAR_SAME(E_BUSY, busy);
SAFAR_SAME(E_CORRUPT, corrupt);
SAFAR_SAME(E_KEY, key);
SAFAR_SAME(E_NEWER, newer);
SAFAR_SAME(E_ERASED, erased);
SAFAR_SAME(E_CLOSED, closed);
#undef SAFAR_SAME

namespace safar::inline v0::c {
namespace {

struct OwnedError : safar_error {
  std::string own_message, own_json;
};

constinit const safar_error no_memory{SAFAR_E_NO_MEMORY, "out of memory: free some and call again",
                                      "{\"code\":2,\"message\":\"out of memory: free some and call again\",\"name\":\"no_memory\",\"pointer\":\"\","
                                      "\"reason\":\"\",\"remedy\":\"\",\"row\":-1,\"v\":1}"};

}  // namespace

safar_status give(safar_error** out, const Error& error) {
  if (error.code == ErrorCode::ok) return give(out, internal_error("failure without a code"));
  if (out != nullptr) {
    auto own = std::make_unique<OwnedError>();
    own->own_message = error.message;
    own->own_json = to_json(error);
    own->code = static_cast<safar_status>(error.code);
    own->message = own->own_message.c_str();
    own->json = own->own_json.c_str();
    *out = own.release();
  }
  return static_cast<safar_status>(error.code);
}

safar_status give_no_memory(safar_error** out) noexcept {
  if (out != nullptr) *out = const_cast<safar_error*>(&no_memory);  // never written to, never deleted
  return SAFAR_E_NO_MEMORY;
}

Error internal_error(const char* type) {
  return fail(ErrorCode::internal, std::string("internal error (") + type + "): please report it", {}, "bug", "Report what was called to the library's makers.");
}

Error missing(std::string_view what) {
  return fail(ErrorCode::invalid_argument, "argument " + std::string(what) + " is null: give one", {}, "null_argument");
}

Result<std::string> path_of(const char* path, std::size_t n) {
  if (!text_ok(path, n)) return missing("path");
  const std::string_view name = view(path, n);
  if (name.empty()) return fail(ErrorCode::invalid_argument, "the path is empty: name the file of the register", {}, "path");
  if (name.find('\0') != std::string_view::npos) return fail(ErrorCode::invalid_argument, "the path has a NUL inside: name a file", {}, "path");
  return std::string(name);
}

}  // namespace safar::inline v0::c

using namespace safar;

uint32_t safar_abi_version(void) { return SAFAR_ABI_VERSION; }
const char* safar_version(void) { return SAFAR_VERSION; }

safar_status safar_error_code(const safar_error* e) { return e == nullptr ? SAFAR_OK : e->code; }
const char* safar_error_message(const safar_error* e) { return e == nullptr ? "" : e->message; }
const char* safar_error_json(const safar_error* e) { return e == nullptr ? "{}" : e->json; }
void safar_error_free(safar_error* e) {
  if (e != &c::no_memory) delete static_cast<c::OwnedError*>(e);
}

const char* safar_buffer_data(const safar_buffer* b, size_t* n) {
  if (n != nullptr) *n = b == nullptr ? 0 : b->text.size();
  return b == nullptr ? nullptr : b->text.c_str();
}
void safar_buffer_free(safar_buffer* b) { delete b; }

safar_status safar_describe(const char* what, size_t n, safar_buffer** json, safar_error** e) {
  return c::guarded(e, [&]() -> Result<> {
    if (!c::text_ok(what, n)) return c::missing("what");
    if (json == nullptr) return c::missing("json");
    auto text = describe(c::view(what, n));
    if (!text) return std::move(text).error();
    return c::give_text(json, *std::move(text));
  });
}
