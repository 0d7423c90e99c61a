#pragma once
/// \file
/// Error, Exception, Result<T>: the only way in which a call fails.
#include <cassert>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace safar::inline v0 {

/// What went wrong, in families: 1 general, 10 input, 20 rules, 30 storage. Numbers are never reused; they are the
/// C ABI's `SAFAR_E_*` (a test compares them).
enum class ErrorCode : std::int32_t {
  ok = 0,
  invalid_argument = 1,  ///< a call that no data could make right
  no_memory = 2,
  internal = 3,          ///< a bug of ours
  cancelled = 4,         ///< by the caller, through progress or cancel
  unsupported = 5,
  parse = 10,            ///< not of the form at all
  out_of_range = 11,     ///< of the form, but no such date, number, ...
  unknown_member = 12,
  missing_member = 13,
  duplicate_member = 14,
  wrong_type = 15,
  too_deep = 16,
  too_large = 17,
  encoding = 18,
  unknown_code = 19,     ///< a code that its list does not have
  refused = 20,          ///< the workflow says no; `reason` says why
  needs = 21,            ///< a guard could not be decided: facts are unknown
  not_permitted = 22,    ///< this role or purpose may not
  stale = 23,            ///< `if_version` is not the version now
  expectation = 24,      ///< `expect` is not what would be done
  request_reused = 25,   ///< the same request id with another command
  not_found = 26,
  exists = 27,
  lint = 28,             ///< a workflow, mapping or code list that cannot be loaded
  io = 30,
  busy = 31,             ///< another process has the writing lease
  corrupt = 32,
  key = 33,              ///< no key, or a wrong one
  newer = 34,            ///< written by a newer library
  erased = 36,
  closed = 37,           ///< the register was closed, or the process forked
};

/// The code's name, e.g. "refused"; "unknown" for a number that this version does not know.
std::string_view name(ErrorCode code) noexcept;

/// One failure. `message` is one line, for people, and holds no personal data: nothing of a command, a row or a query is repeated.
struct Error {
  ErrorCode code = ErrorCode::ok;
  std::string message{};
  std::string pointer{};  ///< RFC 6901 pointer to the member at fault, "" for the whole
  std::string reason{};   ///< a stable word for programs: "held", "not_in_state", "wrong_role", ...
  std::string remedy{};   ///< what to do about it, a sentence or ""
  std::int64_t row = -1;  ///< of a batch or a file, from 0; -1: none

  friend bool operator==(const Error&, const Error&) = default;
};

/// `{"v":1,"code":..,"name":..,"reason":..,"pointer":..,"row":..,"message":..,"sentence":{"en":..,"fr":..,"ar":..},"remedy":..}`,
/// canonical JSON. The sentences are general ones, of the reason where it is one of
/// describe_errors(), else of the code; `message` is about this one failure.
std::string to_json(const Error& error);

/// `{"codes":[{"code":..,"name":..,"sentence":{..}},..],"reasons":[{"reason":..,"sentence":{..}},..],"v":1}`: every error that there is,
/// canonical JSON.
std::string describe_errors();

/// Thrown by `Result::value()` of a failure, and by nothing else of safar.
class Exception : public std::exception {
 public:
  explicit Exception(Error error) : error_(std::move(error)) {}
  [[nodiscard]] const Error& error() const noexcept { return error_; }
  [[nodiscard]] const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
};

/// A value or an Error.
template <class T = void>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}       // NOLINT: meant to convert
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}   // NOLINT
  template <class U>
    requires(std::is_convertible_v<U, T> && !std::is_same_v<std::remove_cvref_t<U>, T> && !std::is_same_v<std::remove_cvref_t<U>, Error> &&
             !std::is_same_v<std::remove_cvref_t<U>, Result>)
  Result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}  // NOLINT

  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  /// The value; throws Exception if there is none. An rvalue's value is returned by value, so that nothing dangles.
  T& value() & { check(); return *std::get_if<0>(&state_); }
  const T& value() const& { check(); return *std::get_if<0>(&state_); }
  T value() && { check(); return std::move(*std::get_if<0>(&state_)); }

  /// Precondition: ok().
  T& operator*() & noexcept { assert(ok()); return *std::get_if<0>(&state_); }
  const T& operator*() const& noexcept { assert(ok()); return *std::get_if<0>(&state_); }
  T operator*() && noexcept { assert(ok()); return std::move(*std::get_if<0>(&state_)); }
  T* operator->() noexcept { assert(ok()); return std::get_if<0>(&state_); }
  const T* operator->() const noexcept { assert(ok()); return std::get_if<0>(&state_); }

  /// Precondition: !ok().
  Error& error() & noexcept { assert(!ok()); return *std::get_if<1>(&state_); }
  const Error& error() const& noexcept { assert(!ok()); return *std::get_if<1>(&state_); }
  Error error() && noexcept { assert(!ok()); return std::move(*std::get_if<1>(&state_)); }

 private:
  void check() const { if (const Error* e = std::get_if<1>(&state_)) throw Exception(*e); }
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT
  [[nodiscard]] bool ok() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return ok(); }
  void value() const { if (error_) throw Exception(*error_); }
  Error& error() & noexcept { assert(!ok()); return *error_; }
  const Error& error() const& noexcept { assert(!ok()); return *error_; }
  Error error() && noexcept { assert(!ok()); return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

/// `return fail(ErrorCode::parse, "...")`, with `.at("/persons/0")` and the like where they are known.
[[nodiscard]] inline Error fail(ErrorCode code, std::string message, std::string pointer = {}, std::string reason = {}, std::string remedy = {}) {
  return Error{code, std::move(message), std::move(pointer), std::move(reason), std::move(remedy)};
}

}  // namespace safar::inline v0
