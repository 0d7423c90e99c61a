#pragma once
/// \file
/// Where C++ ends: `guarded` turns what a body returns or throws into a status and an error object. Nothing else in the library catches.
#include <safar/base/result.hpp>
#include <safar/c/base.h>

#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>

/// What C sees of an error. The texts are the object's own (`OwnedError`) or literals (the one for no memory).
struct safar_error {
  safar_status code;
  const char* message;
  const char* json;
};

/// Ended by a NUL, as std::string is.
struct safar_buffer {
  std::string text;
};

namespace safar::inline v0::c {

/// Puts an error object for `error` at `*out`, if `out` is not null, and gives the status. May throw bad_alloc; `*out` is then untouched.
safar_status give(safar_error** out, const Error& error);
/// The same for lack of memory: allocates nothing.
safar_status give_no_memory(safar_error** out) noexcept;
/// "internal error (<type>): ..." for what escaped a room. The type is ours or the standard library's; `what()` may quote input and is left out.
Error internal_error(const char* type);

/// Runs `body`, a callable that gives Result<>. Whatever happens, the status returned and the code of `*out` agree.
template <class Body>
safar_status guarded(safar_error** out, Body&& body) noexcept {
  try {
    Error error;
    try {
      Result<> done = std::forward<Body>(body)();
      if (done.ok()) return SAFAR_OK;
      error = std::move(done).error();
    } catch (const Exception& e) {
      error = e.error();
    } catch (const std::bad_alloc&) {
      return give_no_memory(out);
    } catch (const std::exception& e) {
      error = internal_error(typeid(e).name());
    } catch (...) {
      error = internal_error("not an exception");
    }
    return give(out, error);
  } catch (...) {  // the error could not be built: only memory can be the cause
    return give_no_memory(out);
  }
}

/// `out = new safar_buffer{text}`; as the last step of a body, so that outs are untouched on failure.
inline Result<> give_text(safar_buffer** out, std::string text) {
  *out = new safar_buffer{std::move(text)};
  return {};
}

/// The error for a null argument; `what` names it.
Error missing(std::string_view what);

/// A path that came from C: not null, not empty, and without a NUL, at which the system would cut it off.
Result<std::string> path_of(const char* path, std::size_t n);

/// Text that came from C. Precondition, to be asked first: text_ok().
inline bool text_ok(const char* text, std::size_t n) noexcept { return text != nullptr || n == 0; }
inline std::string_view view(const char* text, std::size_t n) noexcept { return n == 0 ? std::string_view{} : std::string_view{text, n}; }

}  // namespace safar::inline v0::c
