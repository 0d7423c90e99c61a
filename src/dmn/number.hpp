#pragma once
/// \file
/// Arithmetic on feel::Number (decimal128, 34 digits, rounding half to even). The only file that knows the library is number.cpp.
#include <cstdint>
#include <optional>

#include <safar/dmn/feel.hpp>

namespace safar::inline v0::feel {

/// Each gives nullopt where the result is no finite number (overflow, 0 ** -1, (-8) ** 0.5).
std::optional<Number> add(Number a, Number b) noexcept;
std::optional<Number> subtract(Number a, Number b) noexcept;
std::optional<Number> multiply(Number a, Number b) noexcept;
/// Precondition: b is not zero.
std::optional<Number> divide(Number a, Number b) noexcept;
/// a ** b. Exact where b is a whole number and the result has at most 34 digits; else within one unit of the last digit.
std::optional<Number> power(Number a, Number b) noexcept;
Number negate(Number a) noexcept;
Number absolute(Number a) noexcept;

[[nodiscard]] bool is_zero(Number a) noexcept;
/// -1, 0 or 1: by value, so 1.0 and 1 are equal.
[[nodiscard]] int compare(Number a, Number b) noexcept;

enum class Rounding : std::uint8_t { down, up };
/// The next number below (above) with at most `scale` digits after the point; a negative scale counts before it.
/// Precondition: -6111 <= scale <= 6176.
Number round(Number a, int scale, Rounding rounding) noexcept;

/// The whole number that `a` is; nullopt if it has a fraction or does not fit.
std::optional<std::int64_t> to_integer(Number a) noexcept;
/// The whole number left when the fraction is cut off; nullopt if it does not fit.
std::optional<std::int64_t> truncated(Number a) noexcept;

}  // namespace safar::inline v0::feel
