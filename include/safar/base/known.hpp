#pragma once
/// \file
/// Known<T>: a value, or the reason why there is none. Absence is never a null that somebody forgot.
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace safar::inline v0 {

/// Why a value is not there. The numbers are stored; append only.
enum class Absence : std::uint8_t { present, unknown, refused, not_applicable, placeholder, withheld, erased, conflict };

struct Any { template <class U> operator U() const noexcept; };  // never defined; counts members in describe.hpp

/// A value of T, or an Absence. Converts from what T{...} takes without narrowing: `Known<bool> b = "no"` does not compile.
template <class T>
struct Known {
  T value{};
  Absence absence = Absence::unknown;

  constexpr Known() = default;
  constexpr Known(Absence a) : absence(a) {}  // NOLINT: meant to convert
  template <class U = T>
    requires(!std::is_same_v<std::remove_cvref_t<U>, Any> && !std::is_same_v<std::remove_cvref_t<U>, Known> && std::is_convertible_v<U, T> &&
             requires(U&& u) { std::type_identity_t<T[1]>{std::forward<U>(u)}; })
  constexpr Known(U&& u) : value(std::forward<U>(u)), absence(Absence::present) {}  // NOLINT

  [[nodiscard]] constexpr bool known() const noexcept { return absence == Absence::present; }
  constexpr explicit operator bool() const noexcept requires(!std::is_same_v<T, bool>) { return known(); }
  [[nodiscard]] constexpr const T& value_or(const T& other) const noexcept { return known() ? value : other; }
  friend constexpr bool operator==(const Known&, const Known&) = default;
};

/// Three answers: a comparison or a rule over what is only partly known.
enum class Truth : std::uint8_t { no, yes, unknown };

/// What is known of the order of two things.
enum class Order : std::uint8_t { before, same, after, unknown };

}  // namespace safar::inline v0
