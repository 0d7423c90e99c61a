/// \file
/// feel::Number by Intel's decimal floating-point library: values by value, rounding and flags as arguments, so nothing is shared.
#include "number.hpp"

#include <array>
#include <string>

// These must be those of the archive that is linked: libbidgcc000 = by value, local rounding, local flags.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
extern "C" {
#include <bid_conf.h>
#include <bid_functions.h>
}

#include <safar/base/quote.hpp>

namespace safar::inline v0::feel {
namespace {

BID_UINT128 bits(Number n) noexcept { return BID_UINT128{{n.low, n.high}}; }
Number number(BID_UINT128 b) noexcept { return {b.w[0], b.w[1]}; }

std::optional<Number> finite(BID_UINT128 b) noexcept {
  if (!bid128_isFinite(b)) return std::nullopt;
  return number(b);
}

// The exponent of the encoding (IEEE 754-2008, 3.5.2); the form with the large coefficient is never made by the library.
int exponent(Number n) noexcept {
  constexpr int bias = 6176;
  const bool large = (n.high >> 61U & 3U) == 3U;
  return static_cast<int>(n.high >> (large ? 47U : 49U) & 0x3fffU) - bias;
}

BID_UINT128 power_of_ten(int e) noexcept {
  constexpr std::uint64_t bias = 6176;
  return BID_UINT128{{1, static_cast<std::uint64_t>(static_cast<std::int64_t>(bias) + e) << 49U}};
}

// a ** n by squaring; `exact` says whether no digit was lost.
BID_UINT128 whole_power(BID_UINT128 a, std::uint64_t n, bool& exact) noexcept {
  _IDEC_flags flags = 0;
  BID_UINT128 result = bid128_from_int64(1);
  while (true) {
    if (n & 1U) result = bid128_mul(result, a, BID_ROUNDING_TO_NEAREST, &flags);
    n >>= 1U;
    if (n == 0 || flags != 0) break;
    a = bid128_mul(a, a, BID_ROUNDING_TO_NEAREST, &flags);
  }
  exact = flags == 0;
  return result;
}

}  // namespace

Number Number::of(std::int64_t n) { return number(bid128_from_int64(n)); }

Result<Number> Number::parse(std::string_view text) {
  constexpr std::size_t most_digits = 100;  // the library looks at no more
  const auto form = [&] { return fail(ErrorCode::parse, "write a number as 12, -0.5 or 1.2e3, not " + detail::quoted(text)); };
  if (text.size() > 2 * most_digits) return fail(ErrorCode::too_large, "write a number with at most 100 digits");
  std::size_t i = 0, digits = 0;
  const auto run = [&] {
    const std::size_t from = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - from;
  };
  if (i < text.size() && text[i] == '-') ++i;
  digits = run();
  if (i < text.size() && text[i] == '.') {
    ++i;
    const std::size_t fraction = run();
    if (fraction == 0) return form();
    digits += fraction;
  }
  if (digits == 0) return form();
  if (digits > most_digits) return fail(ErrorCode::too_large, "write a number with at most 100 digits");
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    const std::size_t n = run();
    if (n == 0) return form();
    if (n > 6) return fail(ErrorCode::out_of_range, "the exponent is beyond decimal128: " + detail::quoted(text));
  }
  if (i != text.size()) return form();
  std::string copy(text);
  _IDEC_flags flags = 0;
  const auto n = finite(bid128_from_string(copy.data(), BID_ROUNDING_TO_NEAREST, &flags));
  if (!n) return fail(ErrorCode::out_of_range, "the number is beyond decimal128: " + detail::quoted(text));
  return *n;
}

std::string to_string(const Number& n) {
  std::array<char, 64> buffer{};
  _IDEC_flags flags = 0;
  bid128_to_string(buffer.data(), bits(n), &flags);  // "+1230E-2"
  const std::string_view text = buffer.data();
  const auto e = text.find('E');
  std::string digits(text.substr(1, e - 1));
  int scale = 0;
  bool negative_scale = false;
  for (const char c : text.substr(e + 1)) {
    if (c == '-') negative_scale = true;
    else if (c != '+') scale = scale * 10 + (c - '0');
  }
  if (negative_scale) scale = -scale;
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return "0";
  while (digits.back() == '0') {
    digits.pop_back();
    ++scale;
  }
  constexpr int widest = 34;
  const int size = static_cast<int>(digits.size());
  std::string out = text[0] == '-' ? "-" : "";
  if (scale >= 0 && size + scale <= widest) return out + digits + std::string(static_cast<std::size_t>(scale), '0');
  if (scale < 0 && scale >= -widest) {
    if (size > -scale) return out + digits.substr(0, static_cast<std::size_t>(size + scale)) + '.' + digits.substr(static_cast<std::size_t>(size + scale));
    return out + "0." + std::string(static_cast<std::size_t>(-scale - size), '0') + digits;
  }
  const int point = scale + size - 1;
  out += digits[0];
  if (size > 1) out += '.' + digits.substr(1);
  return out + (point < 0 ? "E-" : "E+") + std::to_string(point < 0 ? -point : point);
}

std::optional<Number> add(Number a, Number b) noexcept {
  _IDEC_flags flags = 0;
  return finite(bid128_add(bits(a), bits(b), BID_ROUNDING_TO_NEAREST, &flags));
}
std::optional<Number> subtract(Number a, Number b) noexcept {
  _IDEC_flags flags = 0;
  return finite(bid128_sub(bits(a), bits(b), BID_ROUNDING_TO_NEAREST, &flags));
}
std::optional<Number> multiply(Number a, Number b) noexcept {
  _IDEC_flags flags = 0;
  return finite(bid128_mul(bits(a), bits(b), BID_ROUNDING_TO_NEAREST, &flags));
}
std::optional<Number> divide(Number a, Number b) noexcept {
  _IDEC_flags flags = 0;
  return finite(bid128_div(bits(a), bits(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> power(Number a, Number b) noexcept {
  _IDEC_flags flags = 0;
  if (const auto n = to_integer(b)) {
    const std::uint64_t size = *n < 0 ? 0U - static_cast<std::uint64_t>(*n) : static_cast<std::uint64_t>(*n);
    bool exact = false;
    BID_UINT128 result = whole_power(bits(a), size, exact);
    if (exact && *n < 0) result = bid128_div(bid128_from_int64(1), result, BID_ROUNDING_TO_NEAREST, &flags);  // one rounding
    if (exact) return finite(result);
  }
  return finite(bid128_pow(bits(a), bits(b), BID_ROUNDING_TO_NEAREST, &flags));
}

Number negate(Number a) noexcept { return number(bid128_negate(bits(a))); }
Number absolute(Number a) noexcept { return number(bid128_abs(bits(a))); }
bool is_zero(Number a) noexcept { return bid128_isZero(bits(a)) != 0; }

int compare(Number a, Number b) noexcept {
  _IDEC_flags flags = 0;
  if (bid128_quiet_less(bits(a), bits(b), &flags)) return -1;
  return bid128_quiet_less(bits(b), bits(a), &flags) ? 1 : 0;
}

Number round(Number a, int scale, Rounding rounding) noexcept {
  if (exponent(a) >= -scale) return a;  // has no digit to lose; to quantize it might need more than 34
  _IDEC_flags flags = 0;
  const auto mode = static_cast<_IDEC_round>(rounding == Rounding::down ? BID_ROUNDING_DOWN : BID_ROUNDING_UP);
  return finite(bid128_quantize(bits(a), power_of_ten(-scale), mode, &flags)).value_or(a);
}

std::optional<std::int64_t> to_integer(Number a) noexcept {
  _IDEC_flags flags = 0;
  const auto n = bid128_to_int64_xint(bits(a), &flags);
  if (flags != 0) return std::nullopt;
  return static_cast<std::int64_t>(n);
}
std::optional<std::int64_t> truncated(Number a) noexcept {
  _IDEC_flags flags = 0;
  const auto n = bid128_to_int64_int(bits(a), &flags);
  if (flags & BID_INVALID_EXCEPTION) return std::nullopt;
  return static_cast<std::int64_t>(n);
}

}  // namespace safar::inline v0::feel
